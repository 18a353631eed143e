"""Import and extraction behind the screen: PATH in chunks, then every article that nobody has extracted."""

from __future__ import annotations

import datetime as dt
import threading
from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from gold.inputs.model import InputOptions, Problem
from store.errors import StoreError
from tui.messages import Extracted, Imported, Stopped
from tui.writer import Post

if TYPE_CHECKING:
    from store.store import Store

_FIRST_CHUNK, _CHUNK = 20, 500


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
    from gold.inputs import read_items

    found: list[Problem] = []
    rows: set[int] = set()
    new = 0
    items = read_items(job.paths, job.options)
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
    from tui.proposing import extractor_key, propose

    key = extractor_key()
    total = len(waiting) if (waiting := store.waiting_for_proposal(key, limit=_CHUNK)) else 0
    done, after = 0, 0
    while waiting:
        for row, article in waiting:
            if leaving.is_set():
                return
            store.add_proposals([propose(article)])
            done, after = done + 1, row
            if done % 10 == 0:
                post(Extracted(done, total))
        waiting = store.waiting_for_proposal(key, after=after, limit=_CHUNK)
        total += len(waiting)
    post(Extracted(done, done))


def _warm_up() -> None:
    """Load what the first date edit would have to wait for: dateparser."""
    from extract.typed import TypedError, read_date

    with suppress(TypedError):
        read_date("three moons before last", dt.date(2025, 1, 1))
