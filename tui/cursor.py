"""Where the cursor stands among the fields of a review, and where each move takes it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract.checks import NO_FAULT as NO_FAULT
from extract.model import Check
from store.state import State


class Cursor(NamedTuple):
    """A field: the entry's id, and `exists` (its head line), `date`, `location` or `counts/c1`."""

    entry: str
    field: str


def numbers(state: State) -> dict[str, int]:
    """The number of every entry on screen, by id: 1, 2, 3 …

    Main before background, incidents before totals, as proposed; what a person adds comes last. A number
    does not change when an entry's kind or role does, so it can be learned while an article is open.
    """

    def rank(entry: str) -> tuple[bool, bool, bool]:
        kind, role = state.cell(entry, "kind") or {}, state.cell(entry, "role") or {}
        return (
            kind.get("proposed") is None,
            role.get("proposed") == "background",
            kind.get("proposed") == "total",
        )

    return {entry: n for n, entry in enumerate(sorted(state.present(), key=rank), 1)}


def order(state: State) -> list[str]:
    """The ids of all entries as they stand on screen: main, then background, each by number."""
    return sorted(numbers(state), key=lambda e: state.value(e, "role") == "background")


def number_of(state: State, entry: str) -> int:
    """An entry's number on screen; raises KeyError for one that is not there."""
    return numbers(state)[entry]


def fields(state: State) -> list[Cursor]:
    """Every field in the order in which the cursor meets them."""
    return [Cursor(e, f) for e in order(state) for f in state.fields(e)]


def first(state: State) -> Cursor | None:
    """Where the cursor starts: the first undecided field, else the first count (what is mended most), else
    the first field; None without entries.
    """
    every = fields(state)
    counts = [c for c in every if c.field.startswith("counts/") and state.exists(c.entry)]
    waiting = (c for c in every if _waits(state, c))
    return next(waiting, next(iter(counts or every), None))


def settle(state: State, cursor: Cursor | None) -> Cursor | None:
    """The cursor, moved to the nearest field that exists where its own is gone (after an undo)."""
    if cursor is None:
        return first(state)
    if state.cell(cursor.entry, "exists") is None:
        return first(state)
    if state.cell(cursor.entry, cursor.field) is None:
        return Cursor(cursor.entry, state.fields(cursor.entry)[-1])
    return cursor


def down(state: State, cursor: Cursor) -> Cursor:
    """`j`: the next field; the last one stays."""
    return _step(state, cursor, 1)


def up(state: State, cursor: Cursor) -> Cursor:
    """`k`: the previous field; the first one stays."""
    return _step(state, cursor, -1)


def _step(state: State, cursor: Cursor, by: int) -> Cursor:
    every = fields(state)
    if cursor not in every:
        return settle(state, cursor) or cursor
    return every[min(max(every.index(cursor) + by, 0), len(every) - 1)]


def next_count(state: State, cursor: Cursor) -> Cursor:
    """`.`: the next count that stands, in whatever entry; from the last to the first."""
    return _count_step(state, cursor, 1)


def previous_count(state: State, cursor: Cursor) -> Cursor:
    """`,`: the count before; from the first to the last."""
    return _count_step(state, cursor, -1)


def _count_step(state: State, cursor: Cursor, by: int) -> Cursor:
    every = fields(state)
    at = every.index(cursor) if cursor in every else 0
    turned = [*every[at + 1 :], *every[: at + 1]] if by > 0 else [*every[:at][::-1], *every[at:][::-1]]
    return next((c for c in turned if c.field.startswith("counts/") and state.exists(c.entry)), cursor)


def next_entry(state: State, cursor: Cursor) -> Cursor:
    """`Tab`: the next entry's first undecided field, else its head; from the last to the first."""
    return _entry_step(state, cursor, 1)


def previous_entry(state: State, cursor: Cursor) -> Cursor:
    """`Shift+Tab`: the previous entry; from the first to the last."""
    return _entry_step(state, cursor, -1)


def _entry_step(state: State, cursor: Cursor, by: int) -> Cursor:
    ids = order(state)
    if not ids:
        return cursor
    at = ids.index(cursor.entry) if cursor.entry in ids else -1
    return enter(state, ids[(at + by) % len(ids)])


def enter(state: State, entry: str) -> Cursor:
    """Where the cursor lands in an entry: its first undecided field, else its head line."""
    every = [Cursor(entry, f) for f in state.fields(entry)]
    return next((c for c in every if _waits(state, c)), every[0])


def nth_entry(state: State, n: int) -> Cursor | None:
    """`g` + number: the entry with this number on screen; None where there is none."""
    return next((enter(state, e) for e, k in numbers(state).items() if k == n), None)


def next_undecided(state: State, cursor: Cursor | None) -> Cursor | None:
    """The next field that waits for a decision after the cursor, round the end; None when none waits."""
    every = fields(state)
    return _next([c for c in every if _waits(state, c)], every, cursor)


def next_check(state: State, checks: Sequence[Check], cursor: Cursor | None) -> Cursor | None:
    """`g g`: the next field with an open check, blocking ones first; None without any.

    Checks on `kind`, `role` and `part_of` are at the entry's head line.
    """
    every = fields(state)
    for severity in ("blocking", "note"):
        places = {place_of(c) for c in open_checks(checks) if c.severity == severity}
        if found := _next([c for c in every if c in places], every, cursor):
            return found
    return None


def open_checks(checks: Sequence[Check]) -> list[Check]:
    """The checks that ask for a look. Left out are notes that the screen says in its own way and that are no
    fault: a sum by `✓` or `⊃`, an inferred value by `~`, unclaimed numbers in their list.
    """
    return [c for c in checks if c.code not in NO_FAULT]


def place_of(check: Check) -> Cursor | None:
    """The field at which a check is shown; None for one about the whole article."""
    if check.entry is None:
        return None
    field = check.field or "exists"
    return Cursor(check.entry, "exists" if field in ("kind", "role", "part_of") else field)


def _waits(state: State, cursor: Cursor) -> bool:
    return state.exists(cursor.entry) and state.field_decision(*cursor) is None


def _next(wanted: Sequence[Cursor], every: Sequence[Cursor], cursor: Cursor | None) -> Cursor | None:
    """The first of the wanted fields after the cursor, else the first of all."""
    at = every.index(cursor) if cursor in every else -1
    return next((c for c in wanted if every.index(c) > at), wanted[0] if wanted else None)
