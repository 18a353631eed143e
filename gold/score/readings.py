"""What gold allows: alternative readings, optional parts, and fields on which a reviewer could not tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from extract.from_json import WireError, count_from_json, date_from_json, place_from_json
from extract.model import Count, DateRange, Entry, Place
from gold.score.credit import states_count, states_date, states_place


def dates(date: DateRange) -> tuple[DateRange, ...]:
    """The date and its alternatives; one that states nothing among them means that silence is right too."""
    others = _alternatives(date.extra)
    return (date, *(date_from_json(v, f"alternatives[{n}]") for n, v in enumerate(others)))


def places(place: Place) -> tuple[Place, ...]:
    """The location and its alternatives."""
    others = _alternatives(place.extra)
    return (place, *(place_from_json(v, f"alternatives[{n}]") for n, v in enumerate(others)))


def counts(count: Count) -> tuple[Count, ...]:
    """The count and its alternatives that state something; an alternative without a key has the count's."""
    others = _alternatives(count.extra)
    if not others:
        return (count,)
    read = [_like(count, value, n) for n, value in enumerate(others)]
    return (count, *(c for c in read if states_count(c)))


def may_be_absent(count: Count) -> bool:
    """Whether gold takes it without complaint that the count is not there."""
    if count.optional:
        return True
    return any(not states_count(_like(count, v, n)) for n, v in enumerate(_alternatives(count.extra)))


def _like(count: Count, value: Any, n: int) -> Count:
    if value is None:
        return replace(count, low=None, best=None, high=None)
    if not isinstance(value, Mapping):
        raise WireError(f"alternatives[{n}]", "must be an object or null")
    known = {"id": count.id, "side": count.side, "outcome": count.outcome}
    return count_from_json({**known, **value}, f"alternatives[{n}]")


def _alternatives(extra: Mapping[str, Any]) -> Sequence[Any]:
    found = extra.get("alternatives") or ()
    if not isinstance(found, list | tuple):
        raise WireError("alternatives", "must be a list")
    return found


def check(entry: Entry) -> None:
    """Read every alternative once; raises WireError where one cannot be read."""
    dates(entry.date)
    places(entry.location)
    for count in entry.counts:
        counts(count)


def states_entry(entry: Entry) -> bool:
    """Whether an entry states anything: a date, a place, a type or a count. Else it is the same as absent."""
    return (
        states_date(entry.date)
        or states_place(entry.location)
        or entry.type is not None
        or any(map(states_count, entry.counts))
    )


def unsure(entry: Entry, field: str) -> bool:
    """Whether the reviewer could not tell this field (or the whole entry): it is then not scored."""
    if entry.decision == "unknown":
        return True
    return (entry.decisions.get(field) or {}).get("decision") == "unknown"
