"""What a proposal says otherwise than its gold, in sentences. Optional gold may be absent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from extract.from_json import count_from_json, date_from_json, place_from_json
from extract.model import Count, DateRange, Entry, Place, Record

T = TypeVar("T", Count, DateRange, Place)


def _date(date: DateRange) -> object:
    return (date.start, date.end, date.precision)


def _unit(place: Place) -> tuple[str | None, ...]:
    return (place.name, place.admin2, place.admin1, place.country, place.precision)


def _place(place: Place) -> object:
    return (_unit(place), sorted((_unit(o) for o in place.others), key=str))


def _count(count: Count) -> object:
    return (count.side, count.outcome, count.low, count.best, count.high, count.qualifier)


def _right(gold: T, found: T, read: Callable[[Any], T], key: Callable[[Any], object]) -> bool:
    written = gold.extra.get("alternatives", ())
    others: list[Any] = [read({"id": "c1", **a} if isinstance(gold, Count) else a) for a in written]
    return any(key(g) == key(found) for g in (gold, *others))


def _likeness(gold: Entry, found: Entry) -> int:
    starts = {s.start for c in gold.counts for s in c.evidence}
    shared = starts & {s.start for c in found.counts for s in c.evidence}
    return (
        4 * len(shared)
        + 2 * (_date(gold.date) == _date(found.date))
        + 2 * (gold.location.name == found.location.name)
        + (gold.kind == found.kind)
    )


def _pairs(gold: Sequence[Entry], found: Sequence[Entry]) -> dict[str, Entry]:
    """Gold entry id → the proposed entry that is most like it; each is taken once."""
    pairs: dict[str, Entry] = {}
    taken: set[str] = set()
    ranked = sorted(((_likeness(g, f), g.id, f) for g in gold for f in found), key=lambda r: -r[0])
    for likeness, name, entry in ranked:
        if likeness > 2 and name not in pairs and entry.id not in taken:
            pairs[name] = entry
            taken.add(entry.id)
    return pairs


def differences(gold: Record, found: Record) -> list[str]:
    """One sentence for each value that is not the gold's."""
    pairs = _pairs(gold.incidents, found.incidents)
    names = {g: f.id for g, f in pairs.items()}
    said: list[str] = []
    for entry in gold.incidents:
        if entry.id in pairs:
            said += [f"{entry.id}: {one}" for one in _of_entry(entry, pairs[entry.id], names)]
        elif not entry.optional:
            said.append(f"{entry.id}: missing")
    taken = {e.id for e in pairs.values()}
    extra = [e for e in found.incidents if e.id not in taken]
    return said + [f"{e.id} ({e.kind} at {e.location.name}) is not in the gold" for e in extra]


def _of_entry(gold: Entry, found: Entry, names: dict[str, str]) -> Iterator[str]:
    if (found.kind, found.role) != (gold.kind, gold.role):
        yield f"{found.kind}, {found.role} for {gold.kind}, {gold.role}"
    if found.part_of != names.get(gold.part_of or ""):
        yield f"part of {found.part_of}"
    if not _right(gold.date, found.date, date_from_json, _date):
        yield f"date {_date(found.date)}"
    if not _right(gold.location, found.location, place_from_json, _place):
        yield f"place {_place(found.location)}"
    left = list(found.counts)
    for count in gold.counts:
        hit = next((c for c in left if _right(count, c, count_from_json, _count)), None)
        if hit is not None:
            left.remove(hit)
        elif not count.optional:
            yield f"no count {_count(count)}"
    for count in left:
        yield f"count {_count(count)} too many"
