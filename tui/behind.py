"""Behind the screen: what is to be imported and extracted is, by a process of its own where it is much."""

from __future__ import annotations

import datetime as dt
import threading
from array import array
from bisect import bisect_left
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from gold.inputs.find import STDIN
from store.errors import StoreError
from store.query import DERIVED
from tui import apart, errands
from tui.job import Job
from tui.messages import Behind
from tui.news import Brought, Ended, Faults, News, Stopped, Tell
from tui.writer import Post

if TYPE_CHECKING:
    from store.store import Store

#: Up to so many articles in the store, and bytes of PATH, are done here: a process is not worth its start.
FEW, SMALL = 20, 64_000


def work(
    store: Store,
    job: Job,
    *,
    post: Post,
    take_scope: Callable[[array[int]], None],
    leaving: threading.Event,
) -> None:
    """Do what waits behind, and post how far it is. Returns when all is done, or soon after `leaving`.

    `take_scope` is given the rows of PATH whenever there are more of them, ascending, each once.
    """
    tell = _Telling(post, take_scope)
    if apart.POSSIBLE and is_much(store, job):
        _apart(store, job, tell, leaving)
    else:
        errands.run(store, job, tell, leaving.is_set)
    if tell.ended and not leaving.is_set():
        _warm_up()


def is_much(store: Store, job: Job) -> bool:
    """Whether the work behind is worth a process of its own."""
    from gold.inputs.apart import is_large
    from tui.proposing import extractor_key

    if job.paths and (STDIN in job.paths or is_large(job.paths, SMALL)):
        return True
    if len(store.waiting_for_proposal(extractor_key(), limit=FEW + 1)) > FEW:
        return True
    return store.progress(job.reviewer).total > FEW and any(store.is_behind(what) for what in DERIVED)


def _apart(store: Store, job: Job, tell: Tell, leaving: threading.Event) -> None:
    """Let a process do it; where it cannot be had or fails by itself, do it here and say so.

    One that was killed is not followed up: what killed it (no memory left, an extractor's own fault) would
    next time end the screen.
    """

    def meanwhile() -> None:
        if job.paths and STDIN not in job.paths:
            with suppress(StoreError):  # the process will come to it, and tell
                errands.bring_first(store, job, tell)

    try:
        apart.run(job, tell, leaving, meanwhile)
    except apart.Killed as killed:
        tell(Stopped(f"{killed}: the next start goes on where it was"))
    except apart.Failed as failed:
        if failed.begun and STDIN in job.paths:
            tell(Stopped(f"{failed}: import again what came by standard input"))
            return
        tell(Faults((f"{failed}: importing and extracting go on in this one, and keys may lag",)))
        errands.run(store, job, tell, leaving.is_set)


class _Telling:
    """Hands on the news as messages, and keeps together which articles PATH is."""

    def __init__(self, post: Post, take_scope: Callable[[array[int]], None]) -> None:
        self._post, self._take_scope = post, take_scope
        self._rows = array("q")
        self.ended = False

    def __call__(self, news: News) -> None:
        if isinstance(news, Ended):
            self.ended = True
            return
        if isinstance(news, Brought):
            self._rows = merged(self._rows, news.rows)
            self._take_scope(self._rows)
            news = Brought(self._rows, news.problems, news.notes, news.finished)
        self._post(Behind(news))


def merged(rows: array[int], more: array[int]) -> array[int]:
    """A new array of all these rows, ascending, each once; `rows` is such a one already."""
    fresh = sorted(set(more))
    at = bisect_left(rows, fresh[0]) if fresh else len(rows)
    return rows[:at] + array("q", sorted({*rows[at:], *fresh}))


def _warm_up() -> None:
    """Load what the first date edit would have to wait for: dateparser."""
    from extract.typed import TypedError, read_date

    with suppress(TypedError):
        read_date("three moons before last", dt.date(2025, 1, 1))
