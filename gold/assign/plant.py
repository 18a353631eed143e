"""Known errors for proposals: one in each, such as extractors make, and none that a check gives away."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias, cast

from extract.checks import check
from extract.claims import with_claims
from extract.from_json import date_from_json, place_from_json
from extract.model import SIDES, Count, DateRange, Entry, Mention, Place, Qualifier, Record, Span
from extract.to_json import count_to_json, date_to_json, entry_to_json, place_to_json

Field: TypeAlias = Literal["count", "side", "place", "date", "incident"]
FIELDS: tuple[Field, ...] = ("count", "side", "place", "date", "incident")


@dataclass(frozen=True, slots=True)
class Error:
    """One planted error: the entry and field that it is in (as in the event log) and the wire value there."""

    field: Field
    entry: str
    at: str
    value: dict[str, Any]

    def known(self) -> dict[str, Any]:
        """The error as the store keeps it (see `store.withheld`)."""
        return {"field": self.field, "entry": self.entry, "at": self.at, "value": self.value}


def plant(record: Record, dice: random.Random, wanted: Field | None = None) -> tuple[Record, Error] | None:
    """A proposal with one error in it, of the kind `wanted` where that is possible; None where none is.

    No error is one that stops verifying (a blocking check) where the proposal did not.
    """
    kinds = list(FIELDS)
    dice.shuffle(kinds)
    if wanted is not None:
        kinds = [wanted, *(k for k in kinds if k != wanted)]
    before = _blocking(record)
    for kind in kinds:
        options = list(_MAKERS[kind](record))
        dice.shuffle(options)
        for made, error in options:
            if _blocking(made) <= before and made.incidents != record.incidents:
                return with_claims(made), error
    return None


def _blocking(record: Record) -> set[tuple[str, str | None, str | None]]:
    return {(c.code, c.entry, c.field) for c in check(record) if c.severity == "blocking"}


_Options: TypeAlias = Iterator[tuple[Record, Error]]


def _with(record: Record, entry: Entry) -> Record:
    return replace(record, incidents=tuple(entry if e.id == entry.id else e for e in record.incidents))


def _with_count(record: Record, entry: Entry, count: Count, field: Field) -> tuple[Record, Error]:
    counts = tuple(count if c.id == count.id else c for c in entry.counts)
    error = Error(field, entry.id, f"counts/{count.id}", count_to_json(count))
    return _with(record, replace(entry, counts=counts)), error


def _span(mention: Mention) -> tuple[Span, ...]:
    return (Span(mention.start, mention.end, mention.text),)


def _people(record: Record) -> list[Mention]:
    """Numbers that may be of people, with a figure."""
    return [
        m
        for m in record.mentions
        if m.type == "number" and "kind" not in m.value and m.value.get("best") is not None
    ]


def _counts(record: Record) -> _Options:
    """A count takes another number of the text; where there is none, its figure is off by a few."""
    for entry in record.incidents:
        for count in entry.counts:
            if count.best is None or count.part_of is not None or count.reports:
                continue
            there = {c.best for c in entry.counts if c.outcome == count.outcome}
            others = [m for m in _people(record) if m.value["best"] not in there]
            for mention in others:
                value = mention.value
                wrong = replace(
                    count,
                    low=value.get("low"),
                    best=value["best"],
                    high=value.get("high"),
                    qualifier=cast("Qualifier | None", value.get("qualifier")),
                    evidence=_span(mention),
                    derived=False,
                )
                yield _with_count(record, entry, wrong, "count")
            if not others:
                off = next(n for n in range(count.best + 1, count.best + 99) if n not in there)
                wrong = replace(count, low=off, best=off, high=off, qualifier="exact", evidence=())
                yield _with_count(record, entry, wrong, "count")


def _sides(record: Record) -> _Options:
    """A count is of another side."""
    for entry in record.incidents:
        for count in entry.counts:
            if count.best is None and count.low is None:
                continue
            cues = {k: v for k, v in count.cues.items() if k != "side"}
            for side in SIDES:
                taken = any(c.side == side and c.outcome == count.outcome for c in entry.counts)
                if side not in (count.side, "unknown") and not taken:
                    yield _with_count(record, entry, replace(count, side=side, cues=cues, group=None), "side")


def _read_places(record: Record) -> list[Place]:
    """Places that the text names: read or not, those of the entries included."""
    found = []
    for m in record.mentions:
        if m.type == "place" and m.value.get("name"):
            found.append(replace(place_from_json(dict(m.value)), evidence=_span(m)))
    return [*found, *(replace(e.location, others=()) for e in record.incidents if e.location.name)]


def _places(record: Record) -> _Options:
    """An entry lies in another place of the text."""
    read = _read_places(record)
    for entry in record.incidents:
        stands = {entry.location.name, *(o.name for o in entry.location.others)}
        for place in read:
            if entry.location.name and place.name not in stands:
                error = Error("place", entry.id, "location", place_to_json(place))
                yield _with(record, replace(entry, location=place)), error


def _read_dates(record: Record) -> list[DateRange]:
    """Days that the text names: read or not, those of the entries included."""
    found = []
    for m in record.mentions:
        if m.type == "date" and m.value.get("start") and m.value.get("precision"):
            found.append(replace(date_from_json(dict(m.value)), evidence=_span(m)))
    return [*found, *(e.date for e in record.incidents if e.date.start)]


def _dates(record: Record) -> _Options:
    """An entry has another date of the text; where there is none, it is a day early."""
    read = _read_dates(record)
    for entry in record.incidents:
        stands = entry.date
        if stands.start is None:
            continue
        others = [d for d in read if (d.start, d.end) != (stands.start, stands.end)]
        if not others and stands.start == stands.end:
            day = stands.start - dt.timedelta(days=1)
            others = [replace(stands, start=day, end=day, evidence=())]
        for date in others:
            yield (
                _with(record, replace(entry, date=date)),
                Error("date", entry.id, "date", date_to_json(date)),
            )


def _incidents(record: Record) -> _Options:
    """An incident that is none: a number that nothing reads, in one of the places of the text."""
    numbers = [m for m in _people(record) if not m.used_by] or _people(record)
    places, dates = _read_places(record), _read_dates(record)
    used = [int("".join(c for c in e.id if c.isdigit()) or 0) for e in record.incidents]
    taken = {e.location.name for e in record.incidents}
    for mention in numbers:
        value = mention.value
        for place in places:
            if place.name in taken:
                continue
            count = Count(
                "c1",
                "civilians",
                "wounded",
                value.get("low"),
                value["best"],
                value.get("high"),
                cast("Qualifier | None", value.get("qualifier")),
                evidence=_span(mention),
                confidence=0.8,
            )
            date = dates[0] if dates else DateRange()
            name = f"i{max(used, default=0) + 1}"
            false = Entry(name, "incident", "main", None, "attack", date, place, (count,), confidence=0.8)
            made = replace(record, incidents=(*record.incidents, false))
            yield made, Error("incident", name, "exists", entry_to_json(false))


_MAKERS: dict[Field, Callable[[Record], _Options]] = {
    "count": _counts,
    "side": _sides,
    "place": _places,
    "date": _dates,
    "incident": _incidents,
}
