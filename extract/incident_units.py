"""Places told by their kind alone: "twenty officers have died across the city", after the city was named."""

from __future__ import annotations

from collections.abc import Sequence

from extract.count_tokens import Sentence
from extract.frozen import replace
from extract.incident_drafts import Draft
from extract.model import Place, PlacePrecision
from extract.places import PlaceMention

#: Kinds of place, and how fine the place is that they stand for.
_KINDS: dict[str, PlacePrecision] = {
    "city": "place",
    "town": "place",
    "district": "admin2",
    "province": "admin1",
    "state": "admin1",
}
_IN = frozenset(("in", "across", "throughout", "within"))


def lend_units(drafts: Sequence[Draft], sentences: Sequence[Sentence], known: Sequence[PlaceMention]) -> None:
    """Gives totals and background entries without a place the city or unit that their words go back to.

    `known` are the text's places that some list has, in order.
    """
    by_index = {s.index: s for s in sentences}
    for draft in drafts:
        if (
            draft.places
            or draft.borrowed is not None
            or (draft.kind == "incident" and draft.role != "background")
        ):
            continue
        frame = draft.frames[0]
        sentence = by_index.get(frame.sentence)
        level = _level(sentence, frame.start, frame.end) if sentence is not None else None
        named = _named(level, known, frame.start) if level is not None else None
        if named is not None:
            draft.borrowed = replace(named, inferred=True, others=())


def _level(sentence: Sentence, start: int, end: int) -> PlacePrecision | None:
    """How fine the place is that "in the city" speaks of, between two offsets."""
    if _KINDS.keys().isdisjoint(sentence.words):
        return None
    lows = sentence.lows
    for k in range(2, len(lows)):
        inside = start <= sentence.tokens[k].start < end
        if inside and lows[k] in _KINDS and lows[k - 1] in ("the", "this") and lows[k - 2] in _IN:
            return _KINDS[lows[k]]
    return None


def _named(level: PlacePrecision, known: Sequence[PlaceMention], before: int) -> Place | None:
    """The place of that kind named last before an offset, else the unit of the place named first."""
    told = [m for m in known if m.span.start < before]
    fits = [m.value for m in told if m.value.precision == level]
    if fits:
        return fits[-1]
    if level != "admin1" or not told or told[0].value.admin1 is None:
        return None
    first = told[0].value
    return Place(name=first.admin1, admin1=first.admin1, country=first.country, precision="admin1")
