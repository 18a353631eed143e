"""Two codings laid over each other: the record that an adjudicator starts from, and what differs.

Entries and counts are paired with the weights of scoring (`gold.score.align`). Everything that both say
stands, decided; everything that they differ in waits. The changes go on from the proposal that the coders
were shown, so that the new record says, like any other, what was proposed and what became of it. Pure.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from extract.model import Count, Entry, Record
from extract.to_json import count_to_json, date_to_json, entry_to_json, place_to_json
from gold.adjudicate.differ import TOLERANCE, apart, same_value
from gold.score.align import COUNT_MINIMUM, ENTRY_MINIMUM, count_weight, entry_weight
from gold.score.assignment import pairs
from gold.score.credit import states_count
from store import mends
from store.cells import added, decision_for, put, set_value
from store.events import Cell, Change
from store.ids import next_count_id
from store.state import State, apply, fresh

#: What an item is about: whether an entry is there, or one of its fields (`counts/c1` for a count).
ItemKind: TypeAlias = Literal["entry", "type", "role", "part_of", "date", "location", "count"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to settle, or to look at although both agree.

    `entry` and `field` name the cell in the adjudicator's record. `one` and `two` are what the two sides say,
    wire values, None where a side has no such entry or count. `weight` is how far apart they are, 0 to 1.
    """

    kind: ItemKind
    entry: str
    field: str
    one: Any
    two: Any
    weight: float
    agreed: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Coding:
    """One side. `ids`: whether its ids are those of the proposal that the adjudicator's record begins on."""

    entries: tuple[Entry, ...]
    ids: bool = True


@dataclass(frozen=True, slots=True)
class Merged:
    """Where an adjudication begins: changes of the proposal, and items, entries first, worst first."""

    changes: tuple[Change, ...]
    items: tuple[Item, ...]


def merged(proposal: Record, one: Coding, two: Coding, seed: int) -> Merged:
    """Lay two codings over each other. `seed` chooses which tenth of the agreed fields is shown too."""
    work = _Work(proposal)
    units = _paired(one.entries, two.entries)
    names = _named(work, units, one.ids, two.ids)
    for unit, name in zip(units, names, strict=True):
        _entry(work, unit, name, names, units)
    work.reject_rest(set(names))
    dice = random.Random(seed)
    agreed = sorted(work.agreed, key=lambda i: (i.entry, i.field))
    shown = dice.sample(agreed, math.ceil(len(agreed) / 10))
    for item in shown:
        work.reopen(item)
    ranked = sorted(work.items, key=lambda i: (i.kind != "entry", i.alone, -i.weight, i.entry, i.field))
    return Merged(tuple(work.changes), (*ranked, *shown))


_Unit: TypeAlias = "tuple[Entry | None, Entry | None]"


def _paired(one: Sequence[Entry], two: Sequence[Entry]) -> list[_Unit]:
    """Entries that answer each other, then those that one side has alone; incidents, then totals."""
    units: list[_Unit] = []
    for kind in ("incident", "total"):
        left = [e for e in one if e.kind == kind]
        right = [e for e in two if e.kind == kind]
        chosen = pairs([[entry_weight(a, b, TOLERANCE) for b in right] for a in left], ENTRY_MINIMUM)
        units += [(left[a], right[b]) for a, b in chosen]
        units += [(e, None) for n, e in enumerate(left) if n not in {a for a, _ in chosen}]
        units += [(None, e) for n, e in enumerate(right) if n not in {b for _, b in chosen}]
    return units


def _named(work: _Work, units: Sequence[_Unit], ids_one: bool, ids_two: bool) -> list[str]:
    """The id of each unit in the new record: that of the proposal where either side has kept it."""
    known = {e.id for e in work.state.proposal.incidents}
    names: list[str | None] = [None] * len(units)
    for side, own in ((0, ids_one), (1, ids_two)):
        for n, unit in enumerate(units):
            entry = unit[side]
            if own and entry is not None and names[n] is None and entry.id in known and entry.id not in names:
                names[n] = entry.id
    for n, unit in enumerate(units):
        if names[n] is None:
            entry = unit[0] or unit[1]
            assert entry is not None
            names[n], changes = mends.add_entry(work.state, entry.kind, role=entry.role)
            work.make(changes)
    return [name for name in names if name is not None]


def _entry(work: _Work, unit: _Unit, name: str, names: Sequence[str], units: Sequence[_Unit]) -> None:
    a, b = unit
    some = a or b
    assert some is not None
    work.put(name, "kind", some.kind)
    if a is None or b is None:
        work.wait(
            Item("entry", name, "exists", a and entry_to_json(a), b and entry_to_json(b), 1.0), some.type
        )
    wholes = [
        {unit[side].id: names[n] for n, unit in enumerate(units) if unit[side] is not None}  # type: ignore[union-attr]
        for side in (0, 1)
    ]
    for field in ("type", "role", "part_of", "date", "location"):
        values = [_value(e, field, wholes[n]) for n, e in enumerate(unit)]
        work.field(name, field, values, alone=a is None or b is None)
    _counts(work, name, a, b)


def _value(entry: Entry | None, field: str, wholes: Mapping[str, str]) -> Any:
    """The wire value of an entry's field; the total that it lies inside under its new id."""
    if entry is None:
        return None
    match field:
        case "date":
            return date_to_json(entry.date)
        case "location":
            return place_to_json(entry.location)
        case "part_of":
            return None if entry.part_of is None else wholes.get(entry.part_of)
    return getattr(entry, field)


def _counts(work: _Work, name: str, a: Entry | None, b: Entry | None) -> None:
    left = [c for c in a.counts if states_count(c)] if a is not None else []
    right = [c for c in b.counts if states_count(c)] if b is not None else []
    chosen = pairs([[count_weight(x, y, TOLERANCE) for y in right] for x in left], COUNT_MINIMUM)
    found: list[tuple[Count | None, Count | None]] = [(left[x], right[y]) for x, y in chosen]
    found += [(c, None) for n, c in enumerate(left) if n not in {x for x, _ in chosen}]
    found += [(None, c) for n, c in enumerate(right) if n not in {y for _, y in chosen}]
    ids: list[str] = []
    for x, y in found:
        some = x or y
        assert some is not None
        ids.append(work.count_id(name, some, ids))
    inside = [
        {pair[side].id: ids[n] for n, pair in enumerate(found) if pair[side] is not None}  # type: ignore[union-attr]
        for side in (0, 1)
    ]
    for count_id, pair in zip(ids, found, strict=True):
        values = [_count_value(c, count_id, inside[side]) for side, c in enumerate(pair)]
        work.field(name, f"counts/{count_id}", values, alone=a is None or b is None)
    work.reject_counts(name, set(ids))


def _count_value(count: Count | None, name: str, inside: Mapping[str, str]) -> Any:
    if count is None:
        return None
    whole = None if count.part_of is None else inside.get(count.part_of)
    return count_to_json(replace(count, id=name, part_of=whole))


class _Work:
    """A state that changes are made on; of each cell only the last change counts."""

    def __init__(self, proposal: Record) -> None:
        self.state: State = fresh(proposal)
        self._begun = self.state
        self.items: list[Item] = []
        self.agreed: list[Item] = []
        self._touched: dict[tuple[str | None, str], None] = {}

    @property
    def changes(self) -> list[Change]:
        """What the adjudicator's first event says, one change a cell."""
        return [
            Change(entry, field, before, after)
            for entry, field in self._touched
            if (before := self._begun.cell(entry, field)) != (after := self.state.cell(entry, field))
        ]

    def make(self, changes: Sequence[Change]) -> None:
        self.state = apply(self.state, changes)
        self._touched.update(((c.entry, c.field), None) for c in changes)

    def put(self, entry: str, field: str, value: Any) -> None:
        """Both say so: the value stands, decided."""
        self.make(set_value(self.state, entry, field, value))

    def field(self, entry: str, field: str, values: Sequence[Any], *, alone: bool) -> None:
        """One field as the two have it; `alone`: only one has the entry, so there is nothing to compare."""
        kind: ItemKind = "count" if field.startswith("counts/") else field  # type: ignore[assignment]
        stands = next((v for v in values if v is not None), None)
        cell = "exists" if field == "type" else field
        if alone and stands is not None and kind in ("date", "location", "count"):
            self.make(_waiting(self.state, entry, field, stands))
            self.items.append(Item(kind, entry, cell, values[0], values[1], 0.5, alone=True))
            return
        if alone or same_value(kind, *values):
            best = next((v for v in values if isinstance(v, dict) and v.get("evidence")), stands)
            if field == "type":
                self.type(entry, stands, decided=not alone)
            else:
                self.put(entry, field, best)
            if not alone and stands is not None and field != "part_of":
                self.agreed.append(Item(kind, entry, cell, values[0], values[1], 0.0, True))
            return
        if field == "type":
            self.type(entry, stands, decided=False)
        else:
            self.make(_waiting(self.state, entry, field, stands))
        self.items.append(Item(kind, entry, cell, values[0], values[1], apart(kind, *values)))

    def type(self, entry: str, value: str | None, *, decided: bool) -> None:
        """What kind of incident it is: a part of the cell that says that the entry is there."""
        self.make(put_type(self.state, entry, value, decided=decided))

    def wait(self, item: Item, kind: str | None) -> None:
        """Only one side has the entry: whether it stands is to be settled."""
        self.items.append(item)
        self.type(item.entry, kind, decided=False)

    def reopen(self, item: Item) -> None:
        """Let something wait that both say."""
        cell = self.state.cells[(item.entry, item.field)]
        self.make(put(self.state, item.entry, item.field, {**cell, "decision": None}))

    def count_id(self, entry: str, count: Count, taken: Sequence[str]) -> str:
        """Under which id a count goes: its own where the entry's proposal has one of that outcome there."""
        cell = self.state.cell(entry, f"counts/{count.id}")
        if cell is not None and count.id not in taken and cell["value"].get("outcome") == count.outcome:
            return count.id
        name = next_count_id(self.state, entry)
        value = count_to_json(replace(count, id=name))
        self.make([Change(entry, f"counts/{name}", None, added(value))])
        return name

    def reject_counts(self, entry: str, kept: set[str]) -> None:
        """Both have thrown out what they did not keep."""
        for count_id in self.state.count_ids(entry):
            if count_id not in kept:
                self.make(mends.reject(self.state, entry, f"counts/{count_id}"))

    def reject_rest(self, kept: set[str]) -> None:
        """The same for whole entries."""
        for entry in self.state.standing():
            if entry not in kept:
                self.make(mends.reject(self.state, entry, "exists"))


def _waiting(state: State, entry: str, field: str, value: Any) -> list[Change]:
    """A value that stands in a field without being decided."""
    cell: Cell = state.cell(entry, field) or added(value)
    return put(state, entry, field, {**cell, "value": value, "decision": None})


def put_type(state: State, entry: str, value: str | None, *, decided: bool = True) -> list[Change]:
    """Set what kind of incident an entry is, alone; it is decided by this, or waits."""
    cell = state.cells[(entry, "exists")]
    proposed = next((e.type for e in state.proposal.incidents if e.id == entry), None)
    told = decision_for({**cell, "proposed": cell.get("proposed") and (proposed or "")}, value or "")
    return put(
        state, entry, "exists", {**cell, "type": value, "value": True, "decision": told if decided else None}
    )
