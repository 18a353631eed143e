"""Places in a text: `find_places`. Pattern places beat the gazetteer; unknown names stay as candidates."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.gazetteer import GazPlace, Gazetteer, load
from extract.gazetteer.folding import fold
from extract.model import Place, PlacePrecision, Span
from extract.place_capitals import is_capitals, plain_spaces, with_small_letters
from extract.place_choice import Chooser
from extract.place_context import ContextReader, Found, Name
from extract.place_links import Linker
from extract.place_runs import RunReader
from extract.place_words import PlaceWords, load_words

__all__ = ["PlaceMention", "find_demonyms", "find_places"]

_HINT = re.compile(r"[\w-]{3,}")
_CONFIDENCE = {
    "gazetteer": 0.75,
    "pattern": 0.85,
    "candidate": 0.5,
    "street": 0.5,
    "dateline": 0.9,
    "parent": 0.9,
    "alias": 0.95,
    "country": 0.95,
}


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One place in a text.

    `span` is the name with its unit word ("Harnai District"), `phrase` the whole phrase it belongs to
    ("Kalat and Harnai, Balochistan"), which is also the evidence in `value`. Mentions of one phrase share
    `group`, in text order. `form` says how it was read: `gazetteer`, `pattern` (a unit word stands beside it),
    `candidate` (a name that no list has), `street`, `country`, `alias`, `dateline`, or `parent` (the unit that
    another place of the group lies in, no place of its own).
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
    words = load_words()
    own = {fold(k): v for k, v in (aliases or {}).items()}
    runs = _runs(gaz, frozenset(own))
    shown = plain_spaces(text)
    capitals = is_capitals(text)
    if capitals:
        shown = with_small_letters(shown, words, runs)
    reader = ContextReader(shown, gaz, words, runs, capitals=capitals)
    found = reader.read(masked)
    names = settle(found, own)
    Linker(shown, names).link()
    names = keep(names, found)
    chooser = Chooser(*_votes(gaz, words, text, found, (dateline, publisher), country))
    chooser.choose(names)
    return _Builder(text, names, own, chooser.likely_country()).build()


def find_demonyms(text: str, *, gazetteer: Gazetteer | None = None) -> list[PlaceMention]:
    """Adjectives and peoples of countries ("Turkish", "Afghans") in text order, `form` `demonym`.

    They hint at a country and are no place of anything: `find_places` uses them to choose and never gives them.
    """
    gaz = gazetteer or load()
    words = load_words()
    runs = _runs(gaz, frozenset())
    shown = with_small_letters(text, words, runs) if is_capitals(text) else plain_spaces(text)
    found = ContextReader(shown, gaz, words, runs).read()
    mentions = []
    for word, start, end in found.demonyms:
        code = words.demonyms[word]
        if code != "-":
            span = Span(start, end, text[start:end])
            value = replace(
                gaz.country_place(code).as_place(), name=span.text, confidence=0.3, evidence=(span,)
            )
            mentions.append(PlaceMention(span, value, "demonym", -1 - start, span))
    return mentions


@lru_cache(maxsize=4)
def _runs(gazetteer: Gazetteer, extra: frozenset[str]) -> RunReader:
    return RunReader(gazetteer, load_words(), extra)


def settle(found: Found, own: Mapping[str, Place]) -> list[Name]:
    """Bars persons' names and makes the caller's aliases sure."""
    for name in found.names:
        if name.folded in own:
            name.sure, name.barred = True, False
        elif name.folded in found.persons and not name.level and not name.cued:
            name.barred = True
    return found.names


def keep(names: Sequence[Name], found: Found) -> list[Name]:
    """The names that are places: sure ones, and the sure ones' namesakes."""
    sure = {n.folded: n for n in names if n.sure and not n.barred and (n.candidates or n.cued or n.level)}
    kept = []
    for name in names:
        if name.barred:
            continue
        if not name.sure:
            twin = sure.get(name.folded)
            if twin is None or name.folded in found.persons:
                continue
            name.sure = True
            if not name.candidates and not name.parents:
                name.parents = twin.parents
                name.form = twin.form
        kept.append(name)
    return kept


def _votes(
    gazetteer: Gazetteer,
    words: PlaceWords,
    text: str,
    found: Found,
    hints: Iterable[str | None],
    country: str | None,
) -> tuple[dict[str, float], float]:
    """What is known of the country before any place is chosen, and how much of it is local knowledge."""
    votes: dict[str, float] = defaultdict(float)
    code = gazetteer.country(country) if country else None
    if code:
        votes[code] += 2
    for hint in hints:
        for place in (gazetteer.lookup(hint) if hint else ())[:1]:
            votes[place.country] += 1
    for word in {w.lower() for w in _HINT.findall(text)} & words.hints.keys():
        codes = words.hints[word]
        for code in codes:
            votes[code] += 0.7 / len(codes)
    local = sum(votes.values())
    shares: Counter[str] = Counter(words.demonyms[word] for word, _, _ in found.demonyms)
    shares.update(found.countries)
    for n in found.names:
        unit = next((c for c in n.candidates[:2] if c.kind == "country"), None)
        if unit is not None and n.sure and not n.barred:
            shares[unit.country] += 1
    for code, count in shares.items():
        if code != "-":
            votes[code] += min(1.2, 0.3 + 0.3 * count)
    return votes, local


class _Builder:
    """Turns chosen names into mentions with their phrases."""

    def __init__(
        self, text: str, names: Sequence[Name], aliases: Mapping[str, Place], country: str | None
    ) -> None:
        self.text = text
        self.names = names
        self.aliases = aliases
        self.country = country

    def build(self) -> list[PlaceMention]:
        """The mentions, in text order."""
        bounds: dict[int, tuple[int, int]] = {}
        for n in self.names:
            first = n.near if n.near is not None else n.start
            a, b = bounds.get(n.group, (first, n.outer_end))
            bounds[n.group] = (min(a, first), max(b, n.outer_end))
        mentions = []
        for n in self.names:
            if n.same is not None:
                continue
            phrase = self.span(*bounds[n.group])
            span = self.span(n.start, n.outer_end)
            mentions.append(PlaceMention(span, self.value(n, phrase), self.form(n), n.group, phrase))
        return mentions

    def span(self, start: int, end: int) -> Span:
        """The words from `start` to `end`."""
        return Span(start, end, self.text[start:end])

    def form(self, name: Name) -> str:
        """How the mention was read."""
        if name.folded in self.aliases:
            return "alias"
        if name.is_parent:
            return "parent"
        if name.form == "gazetteer" and name.chosen and name.chosen.kind == "country":
            return "country"
        return name.form

    def value(self, name: Name, phrase: Span) -> Place:
        """The place a name stands for."""
        written = self.text[name.start : name.end]
        known = self.aliases.get(name.folded)
        if known is not None:
            return replace(known, name=known.name or written, evidence=(phrase,), confidence=0.95)
        c = name.chosen
        if c is None:
            return self.unknown(name, written, phrase)
        confidence = _CONFIDENCE[self.form(name)]
        if name.modifier:
            confidence = min(confidence, 0.5)
        return Place(
            name=written,
            admin2=c.admin2,
            admin1=c.admin1,
            country=c.country or None,
            latitude=c.latitude,
            longitude=c.longitude,
            geoname_id=c.geoname_id,
            precision=self.precision(name, c),
            confidence=confidence,
            evidence=(phrase,),
        )

    def precision(self, name: Name, c: GazPlace) -> PlacePrecision:
        """The precision of a chosen place as the text uses it."""
        if name.between:
            return "region"
        if name.near is not None and c.kind in ("place", "admin2"):
            return "near"
        if name.level == "region" and c.kind in ("place", "admin2"):
            return "region"
        if name.level == "admin2" and c.kind == "place":
            return "admin2"
        return c.kind

    def unknown(self, name: Name, written: str, phrase: Span) -> Place:
        """A name that no list has, with what its units say."""
        unit: GazPlace | None = next((p.chosen for p in name.parents if p.chosen), None)
        admin2 = unit.admin2 if unit else None
        outer = name.parents[0] if name.parents else None
        if outer and not outer.chosen and outer.level == "admin2":
            admin2 = self.text[outer.start : outer.end]
            further = next((p.chosen for p in outer.parents if p.chosen), None)
            unit = unit or further
        precision: PlacePrecision = "place"
        if name.between or name.level == "region":
            precision = "region"
        elif name.near is not None:
            precision = "near"
        elif name.level == "admin2":
            admin2, precision = written, "admin2"
        elif name.level == "admin1":
            precision = "admin1"
        admin1 = unit.admin1 if unit else None
        return Place(
            name=self.text[name.start : name.outer_end] if name.form == "street" else written,
            admin2=admin2,
            admin1=written if precision == "admin1" and not admin1 else admin1,
            country=(unit.country or None) if unit else self.country,
            precision=precision,
            inferred=unit is None and self.country is not None,
            confidence=_CONFIDENCE.get(name.form, 0.5) - (0.0 if name.parents else 0.1),
            evidence=(phrase,),
        )
