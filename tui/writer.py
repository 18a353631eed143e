"""The one thread that writes: it opens the store, then does one job after the other, in order.

A decision that cannot be written is kept and tried again until it can, or until the person leaves without it;
so is opening the store, where it is full or locked just then.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from textual.message import Message

from store.errors import StaleReview, StoreError, StoreReadOnly
from store.types import Draft
from tui.messages import NotSaved, Refused, Saved, StoreFailed, StoreReady

if TYPE_CHECKING:
    from store.store import Store

Post: TypeAlias = Callable[[Message], object]
#: Seconds between two tries, and at the most.
FIRST_WAIT, LONGEST_WAIT = 0.2, 5.0


@dataclass(frozen=True, slots=True)
class _Write:
    token: int
    visit: int
    draft: Draft


@dataclass(frozen=True, slots=True)
class _Ask:
    run: Callable[[Store], Message]
    failed: Callable[[str], Message]


class Writer(threading.Thread):
    """Opens the store with `opener` and writes what it is given. Talks to the screen through `post` only."""

    def __init__(self, opener: Callable[[], StoreReady], post: Post, holder: str | None = None) -> None:
        super().__init__(name="assay-writer", daemon=True)
        self._opener = opener
        self._post = post
        self._jobs: queue.SimpleQueue[_Write | _Ask | None] = queue.SimpleQueue()
        self._leaving = threading.Event()
        self._gave_up = False
        #: Whether the store took nothing when it was last asked.
        self.in_trouble = False
        self._given = self._answered = 0
        # By visit (one time that an article is on screen): the newest seq, or that it went stale.
        self._newest: dict[int, int] = {}
        self._stale: dict[int, str] = {}
        self._proposals: dict[str, str | None] = {}
        self._holder = holder
        # By visit: under which name a second coding goes on (see `Store.append`).
        self._names: dict[int, str] = {}

    def write(self, token: int, visit: int, draft: Draft) -> None:
        """Keep one key press; answers with Saved, NotSaved (and tries again) or Refused."""
        self._given += 1
        self._jobs.put(_Write(token, visit, draft))

    def names(self, reviewer: str) -> list[str]:
        """The names that this window decides under: the reviewer's, and those of second codings."""
        return [reviewer, *dict.fromkeys(self._names.values())]

    def ask(self, run: Callable[[Store], Message], failed: Callable[[str], Message]) -> None:
        """Do one thing after all that was written before; `failed` answers where it cannot be done."""
        self._jobs.put(_Ask(run, failed))

    def leave(self) -> None:
        """End after what is queued; a job being tried again is given up, and so are those after it."""
        self._leaving.set()
        self._jobs.put(None)

    @property
    def lost(self) -> int:
        """How many key presses were handed over and are not in the store; ask when the thread has ended."""
        return self._given - self._answered

    def run(self) -> None:
        """Open the store and work off the queue until `leave`."""
        ready = self._open()
        if ready is None:
            return
        if ready.first is not None:
            loaded = ready.first.loaded
            self._proposals[loaded.article.sha256] = loaded.proposal_key
        self._post(ready)
        with ready.store as store:
            while (job := self._jobs.get()) is not None:
                if self._gave_up:
                    continue  # what came after a lost decision rests on it
                if isinstance(job, _Write):
                    self._write(store, job)
                else:
                    self._post(_answer(store, job))
            if self._holder is not None:
                with suppress(StoreError):
                    store.let_go(self._holder)

    def _open(self) -> StoreReady | None:
        """The store, tried again while that can help; None where it cannot, or the person has left."""
        wait = FIRST_WAIT
        while True:
            try:
                return self._opener()
            except Exception as problem:  # whatever it is, the person must be told
                again = self._can_help(problem)
                self._post(StoreFailed(sentence(problem), again))
                if not again or self._leaving.wait(wait):
                    return None
                wait = min(wait * 2, LONGEST_WAIT)

    def _can_help(self, problem: Exception) -> bool:
        """Whether to try again: a store that can only be read is worth it for decisions that are there."""
        if isinstance(problem, StoreReadOnly) and self._given == 0:
            return False
        return isinstance(problem, StoreError) and problem.again

    def _write(self, store: Store, job: _Write) -> None:
        wait = FIRST_WAIT
        while True:
            if (why := self._stale.get(job.visit)) is not None:
                self._answered += 1
                self._post(Refused(job.token, job.visit, why))
                return
            try:
                events = store.append(self._chained(job))
            except StaleReview as problem:
                self._stale[job.visit] = str(problem)
                continue
            except Exception as problem:  # kept and tried again, whatever it is
                self.in_trouble = True
                self._post(NotSaved(job.token, sentence(problem)))
                if self._leaving.wait(wait):
                    self._gave_up = True
                    return
                wait = min(wait * 2, LONGEST_WAIT)
                continue
            self.in_trouble = False
            if events:
                self._newest[job.visit] = events[-1].seq
                if events[0].reviewer != job.draft.reviewer:
                    self._names[job.visit] = events[0].reviewer
            self._answered += 1
            self._post(Saved(job.token, job.visit, events))
            return

    def _chained(self, job: _Write) -> Draft:
        """The draft with what only the writer knows: the seq that its own last write got."""
        draft = job.draft
        return replace(
            draft,
            reviewer=self._names.get(job.visit, draft.reviewer),
            holder=self._holder,
            last_seq=self._newest.get(job.visit, draft.last_seq),
            proposal=draft.proposal or self._proposals.get(draft.article_sha256),
        )


def _answer(store: Store, job: _Ask) -> Message:
    try:
        return job.run(store)
    except Exception as problem:  # the person is told; nothing was lost
        return job.failed(sentence(problem))


def sentence(problem: Exception) -> str:
    """What went wrong, in one sentence."""
    if isinstance(problem, StoreError):
        return str(problem)
    return f"{type(problem).__name__}: {problem}" if str(problem) else type(problem).__name__
