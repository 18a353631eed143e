"""Evidence for a date or place that a person typed: the one mention of that value which nothing claims.

The value that was proposed is accepted, evidence and all; any other takes the one unclaimed mention that
reads the same, else none. The old span never stays beside a typed value (CONTRACT §2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from extract.from_json import date_from_json, place_from_json
from extract.model import DateRange, MentionType, Place, Span
from extract.to_json import date_to_json
from store.events import Change
from store.mends import accept, set_date, set_place
from store.state import State

_DATE = ("start", "end")
_PLACE = ("name", "admin2", "admin1", "country")


def set_typed_date(state: State, entry: str, date: DateRange) -> list[Change]:
    """A date was typed. Days that stand in the field already accept it, with its evidence."""
    stands = date_from_json(state.value(entry, "date"))
    if _same_days(date, stands):
        return accept(state, entry, "date")
    proposed = (state.cell(entry, "date") or {}).get("proposed")
    if proposed and _same_days(date, date_from_json(proposed)):
        return set_date(state, entry, date_from_json(proposed))
    wire = date_to_json(date)
    spans = date.evidence or _unclaimed(state, "date", {k: wire[k] for k in _DATE}, _claimed_dates(state))
    return set_date(state, entry, replace(date, evidence=spans))


def set_typed_place(state: State, entry: str, place: Place) -> list[Change]:
    """A place was typed or chosen. The one that stands in the field already accepts it, with its evidence."""
    stands = place_from_json(state.value(entry, "location"))
    if _same_place(place, stands) and not stands.others:
        return accept(state, entry, "location")
    proposed = (state.cell(entry, "location") or {}).get("proposed")
    if proposed and _same_place(place, place_from_json(proposed)) and not proposed.get("others"):
        return set_place(state, entry, place_from_json(proposed))
    wanted = {k: getattr(place, k) for k in _PLACE}
    spans = place.evidence or _unclaimed(state, "place", wanted, _claimed_places(state))
    return set_place(state, entry, replace(place, evidence=spans))


def _same_days(a: DateRange, b: DateRange) -> bool:
    return (a.start, a.end, a.precision) == (b.start, b.end, b.precision)


def _same_place(a: Place, b: Place) -> bool:
    return all(getattr(a, k) == getattr(b, k) for k in _PLACE)


def _unclaimed(
    state: State, kind: MentionType, value: Mapping[str, Any], taken: Iterable[Span]
) -> tuple[Span, ...]:
    claimed = list(taken)
    hits = [
        Span(m.start, m.end, m.text)
        for m in state.proposal.mentions
        if m.type == kind
        and all(m.value.get(k) == v for k, v in value.items())
        and not any(s.start < m.end and m.start < s.end for s in claimed)
    ]
    return (hits[0],) if len(hits) == 1 else ()


def _claimed_dates(state: State) -> Iterable[Span]:
    for entry in state.entries():
        yield from entry.date.evidence


def _claimed_places(state: State) -> Iterable[Span]:
    for entry in state.entries():
        for place in (entry.location, *entry.location.others):
            yield from place.evidence
