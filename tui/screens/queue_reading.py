"""What the queue's screen asks of the store, and what it makes of the answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual.screen import Screen

from store.days import since_midnight
from store.query import QuerySpec, QueueRow
from tui.ports import Backstage, Failed
from tui.queue_pages import Counted, counted, open_at, page_before
from tui.queue_state import QueueState
from tui.queue_window import PAGE, Window
from tui.widgets.queue import Line as Shown
from tui.widgets.queue import QueueView
from tui.widgets.status import StatusLine

if TYPE_CHECKING:
    from store.store import Store

T = TypeVar("T")

#: Seconds that catching up with new articles or decisions may take before the queue is asked for again.
BUDGET = 0.5


class QueueReading(Screen[int | None]):
    """The list and how it is filled. Answers to a queue that is no longer asked for are dropped."""

    view: QueueView
    status: StatusLine

    def __init__(self, backstage: Backstage, state: QueueState) -> None:
        super().__init__()
        self.backstage = backstage
        self.state = state
        self._opening = 0
        self._ticket = 0
        self._asking = 0
        self.forget_all()

    def forget_all(self) -> None:
        """Be as if never opened: nothing read, and answers still to come to what was asked are dropped."""
        self._opening += 1
        self.window: Window | None = None
        self.counted: Counted | None = None
        self.today: list[QueueRow] = []
        self.found: list[Shown] | None = None
        self.at = 0
        self._lines: list[Shown] | None = None

    def paint(self) -> None:
        """Draw what changed."""
        raise NotImplementedError

    def follow_hits(self) -> None:
        """The cursor moved among the hits of a search."""
        raise NotImplementedError

    # ------------------------------------------------------------ asking

    def ask(
        self, run: Callable[[Store], T], then: Callable[[T], None], *, whatever_is_shown: bool = False
    ) -> None:
        """Look something up; the answer is dropped where the queue was asked for anew or left since."""
        ticket, opening = self._ticket, self._opening
        self._asking += 1

        def stale() -> bool:
            return opening != self._opening or (ticket != self._ticket and not whatever_is_shown)

        def guarded(store: Store) -> T | None:
            return None if stale() else run(store)

        def told(found: T | Failed | None) -> None:
            self._asking -= 1
            if opening != self._opening or not self.is_attached or not self.is_open:
                return
            if isinstance(found, Failed):
                self.status.say(f"the queue cannot be read: {found.reason}", "error")
                self.window = self.window or Window(ends=True)
            elif found is not None and not stale():
                then(found)
            self.paint()

        self.backstage.ask(guarded, told)

    @property
    def is_open(self) -> bool:
        """Whether it is on screen, or under the palette: it is kept when one leaves it."""
        return self in self.app.screen_stack

    @property
    def settled(self) -> bool:
        """Whether every answer has come."""
        return self.window is not None and self._asking == 0

    def open(self, where: Callable[[Store, QuerySpec], Window]) -> None:
        """Read the queue anew."""
        self._ticket += 1
        spec = self.state.spec
        self.ask(lambda store: where(store, spec), self._opened)

    def reload(self, row: int | None, *, near: bool = False) -> None:
        """Read the queue anew about an article; with `near`, about its place where it is no longer in it."""
        self.open(lambda store, spec: open_at(store, spec, row, near=near))

    def _opened(self, window: Window) -> None:
        on_today = self.state.today and self.today and self.at < self.first_of_queue()
        self.window, self.counted, self._lines = window, None, None
        if self.found is None and not on_today:
            self.at = self.first_of_queue() + window.at
        spec = self.state.spec

        def then(found: Counted) -> None:
            self.counted = found
            if window.first is None and found.first is not None:
                window.first = found.first

        self.ask(lambda store: counted(store, spec, window), then)

    def keep_up(self) -> None:
        """Let the facts catch up with what was decided since, and show what changed."""
        caught_up = 0

        def caught(store: Store) -> tuple[int, bool]:
            return store.catch_up("facts", stop=self.out_of_time()), store.is_behind("facts")

        def then(found: tuple[int, bool]) -> None:
            nonlocal caught_up
            done, behind = found
            caught_up += done
            if behind:  # somebody else was waiting: on with it after them
                self.ask(caught, then, whatever_is_shown=True)
            elif caught_up and self.found is None:
                self.reload(self.here, near=True)
                if self.state.today:
                    self.read_today(go=False)

        self.ask(caught, then, whatever_is_shown=True)

    def out_of_time(self) -> Callable[[], bool]:
        """Whether work that takes long should make way now: somebody waits, or it took its time."""
        until = time.monotonic() + BUDGET
        return lambda: self.backstage.wanted() or time.monotonic() > until

    def _next_page(self) -> None:
        """Ask for the page that the cursor comes near to."""
        window, spec = self.window, self.state.spec
        if window is None or not (edge := window.wants()):
            return
        window.loading = edge

        def put_in(rows: list[QueueRow]) -> None:
            window.loading = ""
            was = window.at
            (window.append if edge == "after" else window.prepend)(rows, whole=len(rows) >= PAGE)
            self._lines = None
            if self.found is None:  # what is on screen stays there, whatever came in or went above it
                self.at += window.at - was
                self.view.show(self.lines, self.at, shift=window.at - was)

        last, first = window.rows[-1].cursor, window.rows[0].cursor
        if edge == "after":
            self.ask(lambda store: store.queue_page(spec, after=last, limit=PAGE), put_in)
        else:
            self.ask(lambda store: page_before(store, spec, first), put_in)

    def read_today(self, *, go: bool = True) -> None:
        """Ask what was finished today, and go to the latest."""
        reviewer = self.state.reviewer

        def then(found: list[QueueRow]) -> None:
            more = len(found) - len(self.today)
            self.today, self._lines = found, None
            if self.state.today and self.found is None:
                self.go_to(0 if go else self.at + more)

        self.ask(lambda store: store.done_since(reviewer, since_midnight()), then, whatever_is_shown=True)

    # ------------------------------------------------------------ the lines

    @property
    def lines(self) -> list[Shown]:
        """What the list holds now: hits, or what was done today and the queue."""
        if self.found is not None:
            return self.found
        if self._lines is None:
            lines: list[Shown] = []
            if self.state.today:
                many = len(self.today)
                lines.append(Shown(heading=f"done today · {many:,}" if many else "nothing done today yet"))
                lines += [Shown(row, today=True) for row in self.today]
                lines.append(Shown(heading="the queue"))
            if self.window is not None:
                lines += [Shown(row) for row in self.window.rows]
            self._lines = lines
        return self._lines

    def forget_lines(self) -> None:
        """Something in them changed."""
        self._lines = None

    def first_of_queue(self) -> int:
        """Where the queue begins in the list."""
        return 2 + len(self.today) if self.state.today else 0

    @property
    def here(self) -> int | None:
        """The row of the article under the cursor."""
        return self.lines[self.at].row if 0 <= self.at < len(self.lines) else None

    def go_to(self, to: int, way: int = 1) -> None:
        """Put the cursor on a line of the list, past a heading."""
        lines = self.lines
        to = max(0, min(to, len(lines) - 1))
        onward = [*range(to, len(lines))] if way > 0 else [*range(to, -1, -1)]
        back = [*range(to, -1, -1)] if way > 0 else [*range(to, len(lines))]
        found = next((n for n in (*onward, *back) if not lines[n].heading), None) if lines else None
        if found is None:
            return
        self.at = found
        if self.found is not None:
            self.follow_hits()
        elif self.window is not None:
            self.window.at = max(0, found - self.first_of_queue())
            self._next_page()
