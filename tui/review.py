"""The article on the desk: its state, what is the matter with it, where the cursor stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import TypeAlias

from extract.model import Article, Check
from store.events import Change
from store.state import State, apply
from tui import cursor as moves
from tui.actions import FieldKind
from tui.cursor import Cursor
from tui.messages import Sight
from tui.opened import opened

Checker: TypeAlias = Callable[[State], Sequence[Check]]
_visits = count(1)


@dataclass(slots=True)
class Review:
    """One visit to one article. All of it is the screen's; threads only ever see copies.

    `painted_at` is when the article's first frame was drawn (seconds of the keys' clock), None before.
    `place` is where the cursor stands; `toll` says on which toll of that count, None for the count itself;
    `visited` is where the unclaimed number begins that was looked at last.
    `drawing` are the fields that the pane's rows show now, `displayed` those that ever were on screen.
    """

    sight: Sight
    state: State
    checks: Sequence[Check]
    check: Checker
    place: Cursor | None
    toll: int | None = None
    visited: int = -1
    visit: int = field(default_factory=lambda: next(_visits))
    painted_at: float | None = None
    drawing: frozenset[Cursor] = frozenset()
    displayed: set[Cursor] = field(default_factory=set)

    @classmethod
    def open(cls, sight: Sight, check: Checker) -> Review:
        """The article as the store has it, the cursor on what waits first."""
        made = sight.opened or opened(sight.loaded, check)
        return cls(sight, made.state, made.checks, check, moves.first(made.state))

    @property
    def cursor(self) -> Cursor | None:
        """The field under the cursor; setting it leaves the tolls of the count before."""
        return self.place

    @cursor.setter
    def cursor(self, cursor: Cursor | None) -> None:
        self.place, self.toll = cursor, None

    def tolls(self) -> int:
        """How many tolls the count under the cursor has; 0 elsewhere."""
        if self.cursor is None or self.kind() != "count" or self.state.cell(*self.cursor) is None:
            return 0
        return len(self.state.value(*self.cursor).get("reports") or ())

    @property
    def article(self) -> Article:
        """The article being reviewed, with its day of publication as the person has it."""
        return self.state.article

    @property
    def finished(self) -> bool:
        """Whether the article is verified or irrelevant as it stands."""
        return self.state.status in ("verified", "irrelevant")

    def change(self, changes: Sequence[Change]) -> None:
        """Apply the changes of one key press and look at the result anew."""
        self.state = apply(self.state, changes)
        self.checks = self.check(self.state)
        before = (self.cursor, self.toll)
        self.cursor = moves.settle(self.state, self.cursor)
        if self.cursor == before[0] and before[1] is not None and self.tolls():
            self.toll = min(before[1], self.tolls() - 1)

    def again(self, sight: Sight) -> Review:
        """The same visit on what the store has now: what was on screen stays seen."""
        review = Review.open(sight, self.check)
        review.painted_at = self.painted_at
        review.drawing, review.displayed = self.drawing, self.displayed
        review.cursor = moves.settle(review.state, self.cursor)
        return review

    def hidden(self, shown: Collection[Cursor] | None = None) -> Cursor | None:
        """The first undecided field that was never on screen (`shown`: look at these instead)."""
        seen = self.displayed if shown is None else shown
        waiting = {tuple(c) for c in self.state.undecided()}
        return next((c for c in moves.fields(self.state) if tuple(c) in waiting and c not in seen), None)

    def kind(self) -> FieldKind | None:
        """What the cursor stands on; None where there is nothing to stand on."""
        return None if self.cursor is None else field_kind(self.cursor.field)

    def in_added_entry(self) -> bool:
        """Whether the cursor is in an entry that a person added."""
        return self.cursor is not None and self.state.decision(self.cursor.entry, "exists") == "added"

    def next_empty(self) -> Cursor | None:
        """The entry's date or place after the cursor, where still empty."""
        if self.cursor is None:
            return None
        entry, at = self.cursor
        names = [f for f in ("date", "location") if f != at]
        after = names if at == "exists" else names[-1:] if at == "date" else []
        keys = {"date": ("start", "end"), "location": ("name",)}
        empty = [f for f in after if not any(self.state.value(entry, f).get(k) for k in keys[f])]
        return Cursor(entry, empty[0]) if empty else None

    def blocking(self) -> list[Check]:
        """The blocking checks that are open."""
        return [c for c in self.checks if c.severity == "blocking"]

    def where(self, cursor: Cursor | None = None) -> str:
        """A field in words: `the place of 2`, `entry 3`, `killed of 1`."""
        at = cursor or self.cursor
        if at is None:
            return "nothing"
        number = moves.numbers(self.state).get(at.entry)
        match field_kind(at.field):
            case "head":
                return f"entry {number}"
            case "count":
                outcome = self.state.value(*at)["outcome"] if self.state.cell(*at) else "count"
                return f"{outcome} of {number}"
            case kind:
                return f"the {kind} of {number}"


def field_kind(field_name: str) -> FieldKind:
    """What a field of the event log is on screen."""
    match field_name:
        case "exists" | "kind" | "role" | "part_of":
            return "head"
        case "date":
            return "date"
        case "location":
            return "place"
    return "count"
