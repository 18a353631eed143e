"""What the queue's screen reads of the store: pages about an article, before and after a row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from store.query import Bounded, Cursor, QuerySpec, QueueRow
from tui.queue_window import PAGE, Window

if TYPE_CHECKING:
    from store.store import Store

#: Orders in which some articles have no value: those come last, whichever way round.
_NULLABLE = ("doubt", "date", "publisher")
_BEYOND = 1 << 62
#: Largest first, unless turned round.
_DOWN = ("doubt", "date", "size")


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows the queue has, and how many come before the first row of a window (None: unknown)."""

    count: Bounded
    first: int | None


def open_at(store: Store, spec: QuerySpec, row: int | None, *, near: bool = False) -> Window:
    """The queue about an article, with the cursor on it; from its start where it is not in the queue.

    With `near` the cursor goes to what follows in its place instead.
    """
    at = None if row is None else store.queue_cursor(spec, row)
    inside = at is not None
    if at is None and near and row is not None:
        plain = QuerySpec(spec.reviewer, spec.sort, spec.backwards)
        at = store.queue_cursor(plain, row)
    if at is None or row is None:
        return open_start(store, spec)
    before = page_before(store, spec, at)
    after = store.queue_page(spec, after=at, limit=PAGE)
    own = [replace(r, cursor=at) for r in store.queue_rows(spec.reviewer, [row])] if inside else []
    rows = [*before, *own, *after]
    begins = len(before) < PAGE
    return Window(
        rows, min(len(before), max(len(rows) - 1, 0)), 0 if begins else None, begins, len(after) < PAGE
    )


def open_start(store: Store, spec: QuerySpec) -> Window:
    """The first page."""
    rows = store.queue_page(spec, limit=PAGE)
    return Window(rows, 0, 0, True, len(rows) < PAGE)


def open_end(store: Store, spec: QuerySpec) -> Window:
    """The last page, the cursor on the last row."""
    rows = page_before(store, spec, None)
    begins = len(rows) < PAGE
    return Window(rows, max(len(rows) - 1, 0), 0 if begins else None, begins, True)


def page_before(store: Store, spec: QuerySpec, at: Cursor | None) -> list[QueueRow]:
    """The page that ends right before a cursor (None: at the queue's end), in the order of the queue."""
    turned = replace(spec, backwards=not spec.backwards)
    if spec.sort not in _NULLABLE:
        return store.queue_page(turned, after=at, limit=PAGE)[::-1]
    if at is not None and at[0] is not None:
        found = store.queue_page(turned, after=at, limit=PAGE)
        return [r for r in found if r.cursor[0] is not None][::-1]
    down = (spec.sort in _DOWN) != turned.backwards
    edge = at if at is not None else (None, _BEYOND if down else 0)
    found = store.queue_page(turned, after=edge, limit=PAGE)
    if len(found) < PAGE:
        more = store.queue_page(turned, limit=PAGE - len(found))
        found += [r for r in more if r.cursor[0] is not None]
    return found[::-1]


def counted(store: Store, spec: QuerySpec, window: Window) -> Counted:
    """How many rows there are, counted as far as 10,000, and where the window stands among them."""
    count = store.queue_count(spec)
    if not window.rows or window.begins:
        return Counted(count, 0)
    where = store.queue_position(spec, window.rows[0].row)
    return Counted(count, None if where is None or where.more else where.number)
