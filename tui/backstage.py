"""The threads behind the screen: one that writes, one that reads, one that imports and extracts.

Nothing here touches a widget or the desk. Each thread posts messages (`tui.messages`), nothing else.
"""

from __future__ import annotations

import gc
import queue
import threading
import time
from array import array
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from textual.message import Message

from extract.model import Check
from store.assigned import person
from store.errors import StoreError
from store.events import REDO, UNDO
from store.holders import new_holder
from store.rulings import APPLIED
from store.state import State
from store.types import Draft, Loaded, Progress, Scope
from tui.job import Job
from tui.messages import Ahead, Answer, Fetched, FetchFailed, Goal, History, Sight, StoreReady, TookBack
from tui.opened import opened
from tui.ports import Failed, T
from tui.proposing import check
from tui.writer import Post, Writer, sentence

if TYPE_CHECKING:
    from store.store import Store

#: Events of one article that the history shows at the most.
LOG = 5_000


#: Seconds between two times that keys keep what this window holds.
KEEP_EVERY = 60.0


class Threads:
    """The real backstage. `first` is the article on screen as it was read before the store was open."""

    def __init__(
        self, job: Job, post: Post, first: Loaded | None, checker: Callable[[State], Sequence[Check]] = check
    ) -> None:
        self._job = job
        self._post = post
        self._first = first
        self._check = checker
        self._store: Store | None = None
        self._scope: Scope = array("q") if job.paths else None
        self._holder = new_holder()
        self._kept_at = 0.0
        self._writer = Writer(self._open, post, self._holder)
        self._asked: queue.SimpleQueue[Callable[[Store], Message | None] | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="assay-reader", daemon=True)
        self._opened = threading.Event()
        self._leaving = threading.Event()
        self._begun = False
        self._behind: threading.Thread | None = None

    # ------------------------------------------------------------ the desk's side

    def begin(self) -> None:
        """Open the store and go to work; later calls do nothing."""
        if not self._begun:
            self._begun = True
            gc.freeze()  # what was loaded for the first frame is here to stay
            gc.enable()
            self._writer.start()
            self._reader.start()

    def write(self, token: int, visit: int, draft: Draft) -> None:
        """Keep a key press."""
        self._writer.write(token, visit, draft)

    def at_work(self) -> None:
        """Keep what this window holds, once a minute at the most."""
        now = time.monotonic()
        if self._opened.is_set() and now - self._kept_at > KEEP_EVERY:
            self._kept_at = now
            self._asked.put(self._keep_holding)

    def fetch(self, ticket: int, goal: Goal, row: int | None) -> None:
        """Find and read an article."""
        self._asked.put(lambda store: self._fetch(store, ticket, goal, row))

    def read_ahead(self, row: int | None) -> None:
        """Read what may come after the article `row`; for None only how far one is."""
        self._asked.put(lambda store: self._ahead(store, row))

    def take_back(self, verb: Literal["undo", "redo"], key: str, ms: int) -> None:
        """Undo or redo, after everything that was written before."""
        self._writer.ask(
            lambda store: self._take_back(store, verb, key, ms),
            lambda reason: TookBack(verb, reason=reason),
        )

    def rules(self) -> str:
        """The coding rules and the project's own, in Markdown; Assay's while the store is not open yet."""
        from gold import guidelines
        from gold.guidelines import project

        store = self._store
        if store is None:
            return guidelines.base()
        told = store.guideline()
        own = project.markdown(store.rules(in_force=True))
        return f"{guidelines.base() if told is None else told.body}\n\n{own}"

    def history(self, sha256: str | None) -> None:
        """Read the log of an article and what was worked on lately: with the key press just before this one.

        Where the store takes nothing, what it holds is read at once.
        """
        if self._writer.in_trouble:
            self._asked.put(lambda store: self._history(store, sha256))
        else:
            self._writer.ask(lambda store: self._history(store, sha256), lambda why: History(reason=why))

    def ask(self, run: Callable[[Store], T], then: Callable[[T | Failed], None]) -> None:
        """Look something up in the reader's thread."""
        self._asked.put(lambda store: _answer(store, run, then))

    def do(self, run: Callable[[Store], T], then: Callable[[T | Failed], None]) -> None:
        """Write something, after everything that was written before."""
        self._writer.ask(lambda store: _answer(store, run, then), lambda why: Answer(then, Failed(why)))

    def wanted(self) -> bool:
        """Whether the reader has something else to do, or is to end."""
        return not self._asked.empty() or self._leaving.is_set()

    def scope(self) -> Scope:
        """The articles that PATH limits the queue to; for all of the store, None."""
        return self._scope

    def leave(self) -> int:
        """Stop everything; what is being imported or extracted goes on at the next start.

        Returns how many key presses did not get into the store.
        """
        self._leaving.set()
        self._asked.put(None)
        if self._behind is not None:
            self._behind.join(timeout=1.0)  # the store is closed last by this process: that empties its log
        self._writer.leave()
        if self._begun:
            self._reader.join(timeout=2.0)
            self._writer.join(timeout=2.0)
        return self._writer.lost

    # ------------------------------------------------------------ the threads' side

    def _open(self) -> StoreReady:
        """In the writer's thread: open the store and put the article on screen into it."""
        from gold import guidelines
        from store.engine import open_store  # 0.4 s: SQLModel

        store = open_store(self._job.db)
        sight = None
        elsewhere = False
        try:
            guidelines.ensure(store)  # every decision remembers the rules it was made under
            if self._first is not None:
                sight = self._settle_first(store, self._first)
                elsewhere = sight.loaded.row not in self._hold(store, [sight.loaded.row])
        except BaseException:
            store.close()  # it is opened anew
            raise
        self._kept_at = time.monotonic()
        self._store = store
        self._opened.set()
        self._behind = threading.Thread(target=self._work_behind, name="assay-behind", daemon=True)
        self._behind.start()
        return StoreReady(store, sight, elsewhere)

    def _settle_first(self, store: Store, first: Loaded) -> Sight:
        if store.row_of(first.article.sha256) is None:
            store.add_articles([first.article])
        row = store.row_of(first.article.sha256)
        assert row is not None
        known = store.load(row, self._job.reviewer)
        by = first.proposal.extractor
        if by is not None and known.proposal_key is None and not known.unaided:
            from tui.proposing import propose

            store.add_proposals([propose(first.article) if APPLIED in by else first.proposal])
        if self._scope is not None and row not in self._scope:
            self._scope = array("q", sorted([*self._scope, row]))
        return self._sight(store, row)

    def _sight(self, store: Store, row: int, coder: str | None = None) -> Sight:
        """One article as this reviewer finds it, extracted now where nobody has done it yet.

        `coder` is the very name that the work goes by, where it is known.
        """
        if not self._writer.in_trouble:
            store.rule_now(row)
        loaded = store.load(row, coder or self._job.reviewer, exact=coder is not None)
        if loaded.proposal_key is None and not loaded.events and not loaded.unaided:
            from tui.proposing import propose

            store.add_proposals([propose(loaded.article)])
            loaded = store.load(row, self._job.reviewer)
        scope = self._scope
        k, n = store.position(row, scope, reviewer=self._job.reviewer)
        progress = store.progress(self._job.reviewer, scope)
        return Sight(loaded, k, n, progress, opened=opened(loaded, self._check))

    def _read(self) -> None:
        # Loaded here, so that neither the first frame nor the first key waits.
        import extract.check_evidence
        import extract.gazetteer.folding  # noqa: F401
        import tui.keys

        self._opened.wait()
        if not self._leaving.is_set():
            import tui.screens.queue  # noqa: F401  # nor the first `T`

            gc.freeze()  # so is what was loaded for the store: to look through it takes four frames
        while (ask := self._asked.get()) is not None and not self._leaving.is_set():
            assert self._store is not None
            answer = ask(self._store)
            if answer is not None and not self._leaving.is_set():
                self._post(answer)

    def _fetch(self, store: Store, ticket: int, goal: Goal, row: int | None) -> Message:
        try:
            found = self._find(store, goal, row)
            while found is not None and not isinstance(goal, int):
                self._hold(store, [found])
                again = self._find(store, goal, row)  # another window may have been faster, and finished it
                if again == found:
                    break
                found = again
            progress = store.progress(self._job.reviewer, self._scope)
            sight = None if found is None else self._sight(store, found)
            return Fetched(ticket, goal, sight, progress)
        except Exception as problem:  # told on the status line; the screen lives on
            return FetchFailed(ticket, f"the article cannot be read: {problem}")

    def _history(self, store: Store, sha256: str | None) -> Message:
        try:
            events = [] if sha256 is None else list(store.log(sha256, limit=LOG))
            if sha256 is not None and store.is_assigned(sha256):  # coders are blind to each other
                events = [e for e in events if person(e.reviewer) == self._job.reviewer]
            return History(events, store.recent_work(self._job.reviewer))
        except Exception as problem:  # told on the status line; the screen lives on
            return History(reason=f"the history cannot be read: {problem}")

    def _find(self, store: Store, goal: Goal, row: int | None) -> int | None:
        who, scope, me = self._job.reviewer, self._scope, self._holder
        match goal:
            case int():
                return goal
            case "next":
                return store.next_row(who, after=row, scope=scope, waiting=False, holder=me)
            case "previous":
                return store.previous_row(who, before=row, scope=scope, waiting=False, holder=me)
            case "last":
                return store.previous_row(who, before=None, scope=scope, waiting=False, holder=me)
        if row is None:
            return store.start_row(who, scope=scope, holder=me)
        found = store.next_row(who, after=row, scope=scope, holder=me)
        if found is None:
            found = store.next_row(who, after=None, scope=scope, holder=me)
        return None if found == row else found

    def _ahead(self, store: Store, row: int | None) -> Message | None:
        sights: dict[Goal, Sight] = {}
        k = n = 0
        elsewhere = False
        try:
            goals: tuple[Goal, ...] = ("next", "waiting") if row is not None else ()
            found = {goal: self._find(store, goal, row) for goal in goals}
            wanted = {r for r in (row, *found.values()) if r is not None}
            mine = self._hold(store, wanted) if row is not None else wanted
            elsewhere = row is not None and row not in mine
            read = {r: self._sight(store, r) for r in mine if r != row}
            sights = {
                goal: read[r] for goal, r in found.items() if r in read and self._find(store, goal, row) == r
            }
            if row is not None:
                k, n = store.position(row, self._scope, reviewer=self._job.reviewer)
            progress = store.progress(self._job.reviewer, self._scope)
        except Exception:  # reading ahead is a courtesy: the real request will say what is wrong
            return None
        return Ahead(row, k, n, progress, sights, elsewhere)

    def _hold(self, store: Store, rows: Collection[int]) -> set[int]:
        """Keep these articles from other windows; where that cannot be written, go on as if alone."""
        if self._writer.in_trouble:
            return set(rows)
        try:
            return store.hold(self._job.reviewer, self._holder, rows)
        except StoreError:
            return set(rows)

    def _keep_holding(self, store: Store) -> None:
        with suppress(StoreError):
            store.keep_holding(self._holder)

    def _take_back(self, store: Store, verb: Literal["undo", "redo"], key: str, ms: int) -> Message:
        who = self._job.reviewer
        find = store.undo_target if verb == UNDO else store.redo_target
        names = dict.fromkeys([*self._writer.names(who), *store.coder_names(who)])
        newest = [(target, name) for name in names if (target := find(name)) is not None]
        target, who = max(newest, key=lambda of: of[0].group, default=(None, who))
        if target is None:
            nothing = "nothing to undo" if verb == UNDO else "nothing to redo: the last key press was no undo"
            return TookBack(verb, reason=nothing)
        turn = {UNDO: store.undo, REDO: store.redo}[verb]
        events = turn(who, group=target.group, key=key, ms=ms)
        row = store.row_of(target.article_sha256)
        assert row is not None
        return TookBack(verb, target.action, events, self._sight(store, row, who))

    def _work_behind(self) -> None:
        from tui.behind import work

        assert self._store is not None

        def scope(rows: array[int]) -> None:
            self._scope = rows

        work(self._store, self._job, post=self._post, take_scope=scope, leaving=self._leaving)


def _answer(store: Store, run: Callable[[Store], T], then: Callable[[T | Failed], None]) -> Message:
    try:
        return Answer(then, run(store))
    except Exception as problem:  # told where it was asked; the screen lives on
        return Answer(then, Failed(sentence(problem)))


__all__ = ["Job", "Progress", "Threads"]
