"""The stretch of the queue that is in memory: pages before and after it are asked for as one moves. Pure.

A queue of a million rows is never held: at the most `KEEP` rows are, and `at` is where the cursor stands in
them. Positions are counted from the queue's start as far as that is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from store.query import QueueRow

#: Rows asked for at once, rows from the edge at which more are asked for, rows kept.
PAGE, NEAR, KEEP = 200, 100, 1200


@dataclass(slots=True)
class Window:
    """Rows `first` to `first + len(rows)` of the queue.

    `first` is None while nobody knows how many come before; `begins` and `ends` say that nothing does, and
    that nothing follows. `loading` names the edge that a page was asked for.
    """

    rows: list[QueueRow] = field(default_factory=list)
    at: int = 0
    first: int | None = 0
    begins: bool = True
    ends: bool = False
    loading: str = ""

    @property
    def here(self) -> QueueRow | None:
        """The row under the cursor."""
        return self.rows[self.at] if 0 <= self.at < len(self.rows) else None

    def move(self, by: int) -> bool:
        """Move the cursor as far as rows are there; False where it stays."""
        to = max(0, min(self.at + by, len(self.rows) - 1))
        moved, self.at = to != self.at and bool(self.rows), to if self.rows else 0
        return moved

    def wants(self) -> str:
        """`after` or `before` where a page should be asked for, else the empty text."""
        if self.loading or not self.rows:
            return ""
        if not self.ends and len(self.rows) - self.at <= NEAR:
            return "after"
        if not self.begins and self.at < NEAR:
            return "before"
        return ""

    def append(self, more: Sequence[QueueRow], *, whole: bool) -> None:
        """A page that follows; `whole` says that it was full, so that more may come."""
        self.rows += _new(self.rows, more)
        self.ends = not whole
        if (over := len(self.rows) - KEEP) > 0 and over <= self.at:
            del self.rows[:over]
            self.at -= over
            self.begins = False
            self.first = None if self.first is None else self.first + over

    def prepend(self, more: Sequence[QueueRow], *, whole: bool) -> None:
        """A page that comes before, in the order of the queue."""
        new = _new(self.rows, more)
        self.rows[:0] = new
        self.at += len(new)
        self.begins = not whole
        self.first = 0 if not whole else None if self.first is None else max(0, self.first - len(new))
        if (over := len(self.rows) - KEEP) > 0 and self.at < len(self.rows) - over:
            del self.rows[-over:]
            self.ends = False

    def find(self, row: int) -> int | None:
        """Where an article stands in the window."""
        return next((n for n, r in enumerate(self.rows) if r.row == row), None)


def _new(have: Sequence[QueueRow], more: Sequence[QueueRow]) -> list[QueueRow]:
    """The rows that are not there yet: one that moved in the queue meanwhile is not shown twice."""
    known = {r.row for r in have}
    return [r for r in more if r.row not in known]
