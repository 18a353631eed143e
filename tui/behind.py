"""Behind the screen: PATH is imported in chunks, what nobody extracted is, and the queue's lists are made."""

from __future__ import annotations

import datetime as dt
import threading
import time
from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from gold.inputs.model import InputOptions, Problem
from store.errors import StoreError
from store.query import DERIVED
from tui.messages import Extracted, Faults, Imported, Stopped
from tui.writer import Post

if TYPE_CHECKING:
    from extract.model import Record
    from store.store import Store

_FIRST_CHUNK, _CHUNK = 20, 500
#: Proposals are stored by so many, or by what so many seconds made: a transaction each would be slow.
_BATCH, _BATCH_SECONDS = 50, 0.2


class _Job(Protocol):
    @property
    def paths(self) -> Sequence[str]: ...
    @property
    def options(self) -> InputOptions: ...


def work(
    store: Store,
    job: _Job,
    *,
    post: Post,
    take_scope: Callable[[array[int]], None],
    leaving: threading.Event,
) -> None:
    """Bring PATH into the store, then extract what waits. Ends early, between two articles, when leaving."""
    try:
        if job.paths:
            _import(store, job, post, take_scope, leaving)
        _extract(store, post, leaving)
        for what in DERIVED:
            store.catch_up(what, stop=leaving.is_set)
    except Exception as problem:  # told on the screen and at the end; the sitting goes on with what is there
        said = str(problem) if isinstance(problem, StoreError) else f"{type(problem).__name__}: {problem}"
        post(Stopped(f"reading and extracting behind stopped: {said}"))
        return
    if not leaving.is_set():
        _warm_up()


def _import(
    store: Store,
    job: _Job,
    post: Post,
    take_scope: Callable[[array[int]], None],
    leaving: threading.Event,
) -> None:
    from gold.importing import import_items
    from gold.inputs import read_ahead

    found: list[Problem] = []
    rows: set[int] = set()
    new = 0
    items = read_ahead(job.paths, job.options)
    size = _FIRST_CHUNK
    while not leaving.is_set():
        chunk = list(islice(items, size))
        done = import_items(store, chunk, found.append)
        new += done.new
        rows.update(done.rows)
        finished = len(chunk) < size
        scope = array("q", sorted(rows))
        take_scope(scope)
        bad = tuple(str(p) for p in found if not p.note)
        notes = tuple(str(p) for p in found if p.note)
        post(Imported(scope, new, bad, notes, finished))
        found.clear()
        if finished:
            return
        size = _CHUNK


def _extract(store: Store, post: Post, leaving: threading.Event) -> None:
    from tui.proposing import extractor_key, failures, propose

    key = extractor_key()
    total = len(waiting) if (waiting := store.waiting_for_proposal(key, limit=_CHUNK)) else 0
    done, after = 0, 0
    while waiting:
        made: list[Record] = []
        since = time.monotonic()
        for row, article in waiting:
            if leaving.is_set():
                break
            made.append(propose(article))
            after = row
            if len(made) >= _BATCH or time.monotonic() - since >= _BATCH_SECONDS:
                done = _keep(store, made, done)
                since = time.monotonic()
                post(Extracted(done, total))
        done = _keep(store, made, done)
        if told := failures():
            post(Faults(told))
        if leaving.is_set():
            return
        waiting = store.waiting_for_proposal(key, after=after, limit=_CHUNK)
        total += len(waiting)
    post(Extracted(done, done))


def _keep(store: Store, made: list[Record], done: int) -> int:
    """Store what was made and empty the list; returns how many are done then."""
    if made:
        store.add_proposals(made)
        done += len(made)
        made.clear()
    return done


def _warm_up() -> None:
    """Load what the first date edit would have to wait for: dateparser."""
    from extract.typed import TypedError, read_date

    with suppress(TypedError):
        read_date("three moons before last", dt.date(2025, 1, 1))
