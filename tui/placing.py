"""Which places the editor offers, and which one a typed text means. Pure but for the gazetteer's file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from extract.from_json import place_from_json
from extract.model import Place, PlacePrecision, Span
from store.state import State
from tui.proposing import own_settings

#: Places offered at the most.
MOST = 6


@dataclass(frozen=True, slots=True)
class Offer:
    """A place that may be meant, and what the list shows beside its name."""

    place: Place
    beside: str


def offers(text: str, state: State, entry: str, limit: int = MOST) -> list[Offer]:
    """What somebody who typed this may mean: the article's own places, the user's, then the gazetteer's."""
    from extract.gazetteer.folding import fold

    wanted = fold(text.split(",")[0]).strip()
    chosen: dict[tuple[str | None, ...], Offer] = {}
    own = list(_own_places(state))
    for place in own:
        if not wanted or any(part.startswith(wanted) for part in _parts(fold(place.name or ""))):
            chosen.setdefault(_identity(place), Offer(place, _beside(place, "in the text")))
    if wanted:
        for place in own_settings().own.starting(wanted, limit):
            chosen.setdefault(_identity(place), Offer(place, _beside(place, "in your places")))
    if wanted and len(chosen) < limit:
        from extract.gazetteer import load

        country, admin1 = _home(own)
        for place in load().suggest(text.split(",")[0], country=country, admin1=admin1, limit=limit):
            chosen.setdefault(_identity(place), Offer(place, _beside(place, "")))
    return list(chosen.values())[:limit]


def place_of_text(text: str, state: State, entry: str) -> Place:
    """The place that a typed text means: `name` or `name, district, province, country`.

    A name of the article or the gazetteer brings its units along; any other is kept as it is typed, within
    the units typed after it, else within those that stand in the field. Coordinates, ids and precision are
    always the new place's own.
    """
    from extract.gazetteer.folding import bare, fold

    name, *units = [part.strip() for part in text.split(",") if part.strip()] or [text.strip()]
    if units:
        return _within(name, units)
    folded = fold(name)
    exact = [
        o.place
        for o in offers(name, state, entry, limit=20)
        if bare(fold(o.place.name or "")) == bare(folded)
    ]
    if exact:
        return exact[0]
    before = place_from_json(state.value(entry, "location"))
    return Place(
        name=name,
        admin2=before.admin2,
        admin1=before.admin1,
        country=before.country or _home(list(_own_places(state)))[0],
        precision="place",
    )


def _within(name: str, units: list[str]) -> Place:
    """A name within units that were typed, from small to large."""
    from extract.gazetteer import load

    gazetteer = load()
    country = gazetteer.country(units[-1])
    if country is not None:
        units = units[:-1]
    admin1 = units[-1] if units else None
    admin2 = units[-2] if len(units) > 1 else None
    for place in gazetteer.suggest(name, country=country, admin1=admin1, limit=8):
        same = (place.name or "").casefold() == name.casefold()
        if same and _agrees(place.admin1, admin1) and _agrees(place.admin2, admin2):
            return place
    if country is None and admin1 is not None:
        found = next((p for p in gazetteer.lookup(_plain(admin1)) if p.kind in ("admin1", "admin2")), None)
        country = found.country if found else None
        if found is not None and found.kind == "admin2" and admin2 is None:
            admin2, admin1 = found.name, found.admin1
        elif found is not None:
            admin1 = found.name
    if admin2 is not None:
        units2 = gazetteer.lookup(_plain(admin2))
        admin2 = next(
            (p.name for p in units2 if p.kind == "admin2" and p.admin1 == admin1 and p.country == country),
            admin2,
        )
    precision: PlacePrecision = "place"
    return Place(name=name, admin2=admin2, admin1=admin1, country=country, precision=precision)


def _plain(unit: str) -> str:
    """A unit's name without the word for what it is."""
    words = unit.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1].casefold() in _UNIT_WORDS else unit


_UNIT_WORDS = frozenset({"district", "province", "division", "state", "agency"})


def bare_place(text: str, read: Place) -> Place | None:
    """The typed name without the units of the field, in the country as read; None where it has none of them.

    `read` is what `place_of_text` made of the text: an unknown name stands within the field's own units.
    """
    known = read.geoname_id is not None or read.latitude is not None or read.evidence
    if "," in text or known or not (read.admin2 or read.admin1):
        return None
    return Place(name=read.name, country=read.country, precision="place")


def _agrees(unit: str | None, typed: str | None) -> bool:
    return typed is None or (unit or "").casefold() == typed.casefold()


def _own_places(state: State) -> Iterator[Place]:
    """The places that the article names: its entries' first, with the words as evidence."""
    for entry in state.present():
        for value in (v for v in (state.value(entry, "location"), _proposed(state, entry)) if v):
            place = place_from_json(value)
            for one in (replace(place, others=()), *place.others):
                if one.name:
                    yield replace(one, confidence=None)
    for mention in state.proposal.mentions:
        if mention.type == "place":
            value = {k: v for k, v in mention.value.items() if k in _WIRE}
            place = place_from_json({"name": mention.text, **value})
            yield replace(place, evidence=(Span(mention.start, mention.end, mention.text),))


_WIRE = frozenset(
    ["name", "admin2", "admin1", "country", "latitude", "longitude", "geoname_id", "precision", "inferred"]
)


def _proposed(state: State, entry: str) -> Mapping[str, Any] | None:
    cell = state.cell(entry, "location") or {}
    found: Mapping[str, Any] | None = cell.get("proposed")
    return found


def _home(places: list[Place]) -> tuple[str | None, str | None]:
    """The country and province that most of the places are in."""
    countries = Counter(p.country for p in places if p.country)
    country = countries.most_common(1)[0][0] if countries else None
    provinces = Counter(p.admin1 for p in places if p.country == country and p.admin1)
    return country, provinces.most_common(1)[0][0] if provinces else None


def _identity(place: Place) -> tuple[str | None, ...]:
    return (place.name or "").casefold(), place.admin2, place.admin1, place.country


def _parts(folded: str) -> list[str]:
    words = folded.split(" ")
    return [" ".join(words[n:]) for n in range(len(words))]


def _beside(place: Place, where: str) -> str:
    units = [u for u in (place.admin2, place.admin1, place.country) if u and u != place.name]
    kind = "" if place.precision in ("place", "unknown") else place.precision
    return "  ".join(part for part in (" · ".join(units), kind, where) if part)
