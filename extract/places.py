"""Places in a text: `find_places`. Pattern places beat the gazetteer; unknown names stay as candidates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.gazetteer import GazPlace, Gazetteer, load
from extract.gazetteer.folding import fold
from extract.model import Place, PlacePrecision, Span
from extract.place_lexicon import load_lexicon
from extract.place_patterns import Name, NameFinder
from extract.place_resolve import Resolver, link

__all__ = ["PlaceMention", "find_places"]

_CONFIDENCE = {
    "gazetteer": 0.8,
    "pattern": 0.9,
    "candidate": 0.4,
    "parent": 0.9,
    "alias": 0.95,
    "country": 0.9,
}


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One place in a text.

    `span` is the name with its designator ("Harnai District"), `phrase` the whole phrase it belongs to
    ("Kalat and Harnai, Balochistan"), which is also the evidence in `value`. Mentions of one phrase share
    `group`, in text order. `form` says how it was read: `gazetteer`, `pattern`, `candidate` (an unknown name),
    `country`, `alias`, `dateline`, or `parent` (the unit another place of the group lies in, no place of its own).
    """

    span: Span
    value: Place
    form: str
    group: int
    phrase: Span


def find_places(
    text: str,
    *,
    gazetteer: Gazetteer | None = None,
    masked: Sequence[tuple[int, int]] = (),
    dateline: str | None = None,
    publisher: str | None = None,
    country: str | None = None,
    aliases: Mapping[str, Place] | None = None,
) -> list[PlaceMention]:
    """All place mentions of a text in order; offsets are code points into `text`.

    `masked` are stretches (start, end) where no place is looked for (dates). `dateline`, `publisher` and
    `country` (ISO code or name) say where the text comes from. `aliases` maps names in any spelling to places
    and beats everything else.
    """
    gaz = gazetteer or load()
    own = {fold(k): v for k, v in (aliases or {}).items()}
    finder = NameFinder(text, gaz, load_lexicon(), frozenset(own))
    names = finder.names(masked)
    link(text, names)
    prior: Counter[str] = Counter()
    code = gaz.country(country) if country else None
    if code:
        prior[code] += 1
    for hint, weight in ((dateline, 1), (publisher, 1)):
        for c in (gaz.lookup(hint) if hint else ())[:1]:
            prior[c.country] += weight
    for n in names:
        if n.candidates and n.candidates[0].kind == "country" and not n.candidates[0].alternate:
            prior[n.candidates[0].country] += 1
    Resolver(prior).resolve(names)
    return Mentions(text, names, own).build()


class Mentions:
    """Turns resolved names into mentions with their phrases."""

    def __init__(self, text: str, names: Sequence[Name], aliases: Mapping[str, Place]) -> None:
        self.text = text
        self.names = names
        self.aliases = aliases

    def build(self) -> list[PlaceMention]:
        """The mentions, in text order."""
        bounds: dict[int, tuple[int, int]] = {}
        for n in self.names:
            a, b = bounds.get(n.group, (n.near if n.near is not None else n.outer_start, n.outer_end))
            bounds[n.group] = (a, max(b, n.outer_end))
        self.share_parents()
        out = []
        for n in self.names:
            if n.same is not None:
                continue
            a, b = bounds[n.group]
            phrase = Span(a, b, self.text[a:b])
            span = Span(n.outer_start, n.outer_end, self.text[n.outer_start : n.outer_end])
            out.append(PlaceMention(span, self.value(n, phrase), self.form(n), n.group, phrase))
        return out

    def form(self, name: Name) -> str:
        """How the mention was read."""
        if name.folded in self.aliases:
            return "alias"
        if name.form == "gazetteer" and name.chosen and name.chosen.kind == "country":
            return "country"
        return name.form

    def share_parents(self) -> None:
        """A list's parent belongs to all of its members ("Kalat and Harnai, Balochistan")."""
        for i in range(len(self.names) - 1, 0, -1):
            left, right = self.names[i - 1], self.names[i]
            if left.group == right.group and not left.parents and right.parents and right.form != "parent":
                left.parents = right.parents

    def value(self, name: Name, phrase: Span) -> Place:
        """The place a name stands for."""
        written = self.text[name.start : name.end]
        known = self.aliases.get(name.folded)
        if known is not None:
            from dataclasses import replace

            return replace(known, name=known.name or written, evidence=(phrase,), confidence=0.95)
        c = name.chosen
        confidence = _CONFIDENCE[self.form(name)]
        if c is None:
            return self.unknown(name, written, phrase)
        precision: PlacePrecision = c.kind
        if name.near is not None and c.kind in ("place", "admin2"):
            precision = "near"
        return Place(
            name=written,
            admin2=c.admin2,
            admin1=c.admin1,
            country=c.country,
            latitude=c.latitude,
            longitude=c.longitude,
            geoname_id=c.geoname_id,
            precision=precision,
            confidence=confidence,
            evidence=(phrase,),
        )

    def unknown(self, name: Name, written: str, phrase: Span) -> Place:
        """A name that no file has, with what its parents say."""
        unit: GazPlace | None = next((p.chosen for p in name.parents if p.chosen), None)
        parent = name.parents[0] if name.parents else None
        admin2 = unit.admin2 if unit else None
        if parent and not admin2 and parent.level == "admin2":
            admin2 = self.text[parent.start : parent.end]
        precision: PlacePrecision = "near" if name.near is not None else "place"
        if name.level == "admin2":
            admin2, precision = written, "admin2"
        elif name.level == "region":
            precision = "region"
        return Place(
            name=written,
            admin2=admin2,
            admin1=unit.admin1 if unit else None,
            country=unit.country if unit else None,
            precision=precision,
            confidence=_CONFIDENCE[name.form] if parent else 0.35,
            evidence=(phrase,),
        )
