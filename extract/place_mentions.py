"""Place mentions: chosen names with their spans, phrases and values."""

from __future__ import annotations

from collections.abc import Sequence

from extract.frozen import dataclass, replace
from extract.gazetteer import GazPlace
from extract.model import Place, PlacePrecision, Span
from extract.place_names import Name
from extract.place_own import OwnPlaces

#: How often a mention read in this way is a place and the right one, about.
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
    `group`, in text order. `form` says how it was read: `gazetteer`, `pattern` (a unit word stands beside
    it), `candidate` (a name that no list has), `street`, `country`, `alias`, `dateline`, `parent` (the unit
    that another place of the group lies in, no place of its own) or `demonym` (an adjective of a country).
    `attribute`: a country that only tells whose forces strike, where people come from, or which land begins
    behind a border.
    """

    span: Span
    value: Place
    form: str
    group: int
    phrase: Span
    attribute: bool = False


def outer_unit(name: Name, depth: int = 3) -> GazPlace | None:
    """The nearest chosen unit that a name lies in; where that is unknown, what that lies in."""
    for outer in name.parents if depth else ():
        unit = outer.chosen or outer_unit(outer, depth - 1)
        if unit is not None:
            return unit
    return None


class Builder:
    """Turns chosen names of one text into mentions.

    `aliases` are the caller's places, `country` the one that the text is about (ISO code or
    None).
    """

    def __init__(self, text: str, names: Sequence[Name], aliases: OwnPlaces, country: str | None) -> None:
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
        phrases = {group: self.span(a, b) for group, (a, b) in bounds.items()}
        mentions = []
        for n in self.names:
            if n.same is not None:
                continue
            phrase = phrases[n.group]
            span = self.span(n.start, n.outer_end)
            beyond = n.attribute and n.chosen is not None and n.chosen.kind == "country"
            value = self.value(n, phrase)
            mentions.append(PlaceMention(span, value, self.form(n), n.group, phrase, beyond))
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
        written = name.written or " ".join(self.text[name.start : name.end].split())
        known = self.aliases.get(name.folded)
        if known is not None:
            near = name.near is not None and known.precision in ("place", "admin2")
            return replace(
                known,
                name=known.name or written,
                precision="near" if near else known.precision,
                evidence=(phrase,),
                confidence=_CONFIDENCE["alias"],
            )
        c = name.chosen
        if c is None:
            return self.unknown(name, written, phrase)
        confidence = _CONFIDENCE[self.form(name)]
        if name.modifier:
            confidence = min(confidence, 0.5)
        told = written if name.level == "admin2" and c.kind == "place" and c.admin1 else None
        return Place(
            name=written,
            admin2=c.admin2 or told,
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
        if name.between and c.kind in ("place", "admin2"):
            return "region"
        if name.near is not None and c.kind in ("place", "admin2"):
            return "near"
        if name.level == "region" and c.kind in ("place", "admin2"):
            return "region"
        if name.level == "admin2" and c.kind == "place":
            return "admin2"
        if c.kind in ("admin1", "admin2") and (name.town or name.small):
            return "place"
        return c.kind

    def unknown(self, name: Name, written: str, phrase: Span) -> Place:
        """A name that no list has, with what its units say."""
        unit = outer_unit(name)
        admin2 = unit.admin2 if unit else None
        outer = name.parents[0] if name.parents else None
        if outer and outer.level == "admin2" and not (admin2 and (outer.chosen or outer.inner)):
            admin2 = self.text[outer.start : outer.end]
        precision: PlacePrecision = "place"
        if name.between or name.level == "region":
            precision = "region"
        elif name.near is not None:
            precision = "near"
        elif name.level == "admin2" and not (admin2 and name.inner):
            admin2, precision = written, "admin2"
        elif name.level == "admin1":
            precision = "admin1"
        admin1 = unit.admin1 if unit else None
        return Place(
            name=self.text[name.start : name.outer_end] if name.form == "street" else written,
            admin2=admin2,
            admin1=written if precision == "admin1" and not admin1 else admin1,
            country=(unit.country if unit else "") or self.country,
            precision=precision,
            inferred=unit is None and self.country is not None,
            confidence=_CONFIDENCE.get(name.form, 0.5) - (0.0 if name.parents else 0.1),
            evidence=(phrase,),
        )
