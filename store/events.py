"""The append-only log: one `Event` a changed cell, one `group` a key press. Pure; the database is elsewhere.

Undo and redo are events too. A group whose action is `undo` swaps before and after of the newest group of the
same reviewer that stands; `redo` takes the newest undo back. So what can be undone is read off the log itself
and needs no other state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
Cell = Mapping[str, Any]

UNDO = "undo"
REDO = "redo"
#: The action under which decisions come in that were made elsewhere.
IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Change:
    """One cell set from `before` to `after`; None means that the cell does not exist.

    `entry` is an entry's id, or None for the article's own cell (`field` "status"). `field` is `exists`,
    `kind`, `role`, `part_of`, `date`, `location`, `counts/c1` … or `status`.
    """

    entry: str | None
    field: str
    before: Cell | None
    after: Cell | None


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log (CONTRACT §2). `at` is RFC 3339 UTC; `ms` the time since the key press before."""

    seq: int
    group: int
    at: str
    reviewer: str
    article_sha256: str
    entry: str | None
    field: str
    action: str
    key: str
    before: Cell | None
    after: Cell | None
    ms: int
    proposal: str | None
    guideline: str | None = None

    @property
    def change(self) -> Change:
        """What this event did to the state."""
        return Change(self.entry, self.field, self.before, self.after)


def reverse(events: Sequence[Event]) -> list[Change]:
    """The changes that take one group back, newest first."""
    return [Change(e.entry, e.field, e.after, e.before) for e in reversed(events)]


@dataclass(frozen=True, slots=True)
class GroupRef:
    """One key press in the log: its number, what it was and where."""

    group: int
    action: str
    article_sha256: str


def undo_target(newest_first: Iterable[GroupRef]) -> GroupRef | None:
    """The group that one more undo takes back, reading one reviewer's groups newest first; None if nothing.

    Reads only as far back as it must: every undo that stands hides one older group.
    """
    return _nth_standing(newest_first, 1)


def redo_target(newest_first: Iterable[GroupRef]) -> GroupRef | None:
    """The group that one more redo brings back; None when the last key press was neither undo nor redo."""
    tail = 0
    rest = iter(newest_first)
    for ref in rest:
        if ref.action == UNDO:
            tail += 1
        elif ref.action == REDO:
            tail -= 1
        else:
            return _nth_standing(_chain(ref, rest), tail) if tail > 0 else None
    return None


def _chain(first: GroupRef, rest: Iterator[GroupRef]) -> Iterator[GroupRef]:
    yield first
    yield from rest


def _nth_standing(newest_first: Iterable[GroupRef], nth: int) -> GroupRef | None:
    hidden = 0
    for ref in newest_first:
        if ref.action == UNDO:
            hidden += 1
        elif ref.action == REDO or hidden > 0:
            hidden -= 1
        else:
            nth -= 1
            if nth == 0:
                return ref
    return None
