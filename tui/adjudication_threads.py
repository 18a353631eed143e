"""The threads behind the adjudicator's screen: those of the review, on another queue."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Literal

from gold.adjudicate.settle import OPENING
from store.events import UNDO
from store.types import Loaded, Progress
from tui.adjudicating import CaseSight
from tui.backstage import Threads
from tui.job import Job
from tui.messages import Ahead, Goal, Sight, TookBack
from tui.writer import Post

if TYPE_CHECKING:
    from store.adjudications import Twice
    from store.store import Store


class AdjudicationThreads(Threads):
    """Finds articles that were coded twice, worst first, and begins the adjudicator's record of each."""

    def __init__(self, job: Job, post: Post, first: Loaded | None) -> None:
        super().__init__(job, post, first)
        self._queue: list[Twice] | None = None

    def _listed(self, store: Store) -> list[Twice]:
        """The sitting's queue, in an order that stays."""
        if self._queue is None:
            from gold.adjudicate.case import worst_first

            self._queue = worst_first(store, store.adjudicable(self._job.reviewer).waiting)
        return self._queue

    def _find(self, store: Store, goal: Goal, row: int | None) -> int | None:
        if isinstance(goal, int):
            return goal
        rows = [t.row for t in self._listed(store)]
        at = rows.index(row) if row in rows else -1
        match goal:
            case "next":
                return rows[at + 1] if at + 1 < len(rows) else None
            case "previous":
                return rows[at - 1] if at > 0 else None
            case "last":
                return rows[-1] if rows else None
        waiting = {t.row for t in store.adjudicable(self._job.reviewer).waiting}
        return next((r for r in [*rows[at + 1 :], *rows[: at + 1]] if r in waiting and r != row), None)

    def _sight(self, store: Store, row: int, coder: str | None = None) -> Sight:
        from gold.adjudicate.case import open_case

        listed = self._listed(store)
        of = next((t for t in listed if t.row == row), None)
        if of is None:
            from store.adjudications import Twice

            of = Twice(row, ())
        case = open_case(store, of, self._job.reviewer)
        k = next((n for n, t in enumerate(listed, 1) if t.row == row), 0)
        return CaseSight(case.loaded, k, len(listed), self._progress(store), case.items)

    def _progress(self, store: Store) -> Progress:
        listed = self._listed(store)
        waiting = {t.row for t in store.adjudicable(self._job.reviewer).waiting}
        return Progress(len(listed), sum(t.row not in waiting for t in listed))

    def _ahead(self, store: Store, row: int | None) -> Ahead | None:
        """Only how far one is: an article is begun when it is opened, never before."""
        try:
            progress = self._progress(store)
            k = next((n for n, t in enumerate(self._listed(store), 1) if t.row == row), 0)
        except Exception:  # a courtesy: the real request will say what is wrong
            return None
        return Ahead(row, k, progress.total, progress)

    def _hold(self, store: Store, rows: Collection[int]) -> set[int]:
        return set(rows)

    def _take_back(self, store: Store, verb: Literal["undo", "redo"], key: str, ms: int) -> TookBack:
        who = self._job.reviewer
        target = (store.undo_target if verb == UNDO else store.redo_target)(who)
        row = None if target is None else store.row_of(target.article_sha256)
        if target is None or row is None or target.action == OPENING or store.sides(who, row) is None:
            return TookBack(verb, reason=f"nothing to {verb} in an adjudication")
        turn = store.undo if verb == UNDO else store.redo
        events = turn(who, group=target.group, key=key, ms=ms)
        return TookBack(verb, target.action, events, self._sight(store, row))

    def _work_behind(self) -> None:
        """Nothing is imported or extracted while people settle."""
