"""What is to be done behind the screen: PATH imported, what nobody extracted extracted, lists made.

Nothing here knows of a screen: it runs in a process of its own (`tui.apart`), or in a thread where the work
is small (`tui.behind`). People decide meanwhile, so the store is written to in short transactions.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Protocol, TypeVar

from gold.inputs.model import InputOptions, Problem
from store.errors import StoreError
from store.query import DERIVED
from tui.news import Brought, Ended, Extracted, Faults, Stopped, Tell

if TYPE_CHECKING:
    from extract.model import Record
    from gold.importing import Report
    from gold.inputs.model import Item
    from store.prepared import Prepared
    from store.store import Store

_FIRST_CHUNK, _CHUNK = 20, 500
#: Proposals are stored by so many, or by what so many seconds made: a transaction each would be slow, and a
#: key press waits for a long one.
_BATCH, _BATCH_SECONDS = 10, 0.2
#: Seconds between two times that the screen is told how far it is: each costs it a frame.
_TELL_EVERY = 0.25
#: Seconds between two tries of what the store does not take, at first and at the most.
_FIRST_WAIT, _LONGEST_WAIT = 0.2, 5.0

T = TypeVar("T")


class Errand(Protocol):
    """What `tui.job.Job` says that matters here."""

    @property
    def paths(self) -> Sequence[str]:
        """What is to be imported."""

    @property
    def options(self) -> InputOptions:
        """How its files are read."""


Stop = Callable[[], bool]


def run(store: Store, job: Errand, tell: Tell, stop: Stop) -> None:
    """Bring PATH into the store, then extract what waits. Ends early, between two articles, on `stop`.

    Raises nothing: what goes wrong is told (`Stopped`).
    """
    try:
        if job.paths:
            _import(store, job, tell, stop)
        patiently(lambda: _extract(store, tell, stop), tell, stop)
        for what in DERIVED:
            patiently(partial(store.catch_up, what, stop=stop, gently=True), tell, stop)
    except Exception as problem:  # told on the screen and at the end; the sitting goes on with what is there
        said = str(problem) if isinstance(problem, StoreError) else f"{type(problem).__name__}: {problem}"
        tell(Stopped(f"reading and extracting behind stopped: {said}"))
        return
    if not stop():
        tell(Ended())


def bring_first(store: Store, job: Errand, tell: Tell) -> None:
    """The first few articles of PATH, at once: whoever decides is soon through with the one on screen.

    What is wrong with them is left to be told by the whole import, which comes to them again.
    """
    from gold.importing import import_items
    from gold.inputs import read_items

    first = islice(read_items(job.paths, job.options), _FIRST_CHUNK)
    tell(Brought(import_items(store, first, lambda problem: None, gently=True).rows))


def patiently(work: Callable[[], T], tell: Tell, stop: Stop) -> T:
    """What the work gives, tried again where the store is locked or takes nothing just now, until it can.

    The work must be such that doing it again goes on where it was. Raises StoreError where waiting cannot
    help, and on `stop`.
    """
    wait, told = _FIRST_WAIT, False
    while True:
        try:
            return work()
        except StoreError as problem:
            if not problem.again or stop():
                raise
            if not told:
                told = True
                said = str(problem).split(": nothing was changed", 1)[0]
                tell(Faults((f"reading and extracting behind wait: {said}: it is tried again by itself",)))
        until = time.monotonic() + wait
        while not stop() and time.monotonic() < until:
            time.sleep(_FIRST_WAIT / 2)
        wait = min(wait * 2, _LONGEST_WAIT)


def _store(store: Store, chunk: Sequence[Item | Prepared | Problem]) -> tuple[Report, list[Problem]]:
    """Import a chunk; what it came to, and what was wrong with it."""
    from gold.importing import import_items

    wrong: list[Problem] = []
    return import_items(store, chunk, wrong.append, gently=True), wrong


def _import(store: Store, job: Errand, tell: Tell, stop: Stop) -> None:
    from gold.inputs import read_ahead

    found: list[Problem] = []
    rows = array("q")
    told = 0.0
    items = read_ahead(job.paths, job.options)
    size = _FIRST_CHUNK
    while not stop():
        chunk = list(islice(items, size))
        done, wrong = patiently(partial(_store, store, chunk), tell, stop)
        found += wrong
        rows.extend(done.rows)
        finished = len(chunk) < size
        if finished or time.monotonic() - told >= _TELL_EVERY:
            bad = tuple(str(p) for p in found if not p.note)
            notes = tuple(str(p) for p in found if p.note)
            tell(Brought(rows, bad, notes, finished))
            found.clear()
            rows = array("q")
            told = time.monotonic()
        if finished:
            return
        size = _CHUNK


def _extract(store: Store, tell: Tell, stop: Stop) -> None:
    from tui.proposing import extractor_key, failures, propose

    key = extractor_key()
    total = len(waiting) if (waiting := store.waiting_for_proposal(key, limit=_CHUNK)) else 0
    done, after, told = 0, 0, 0.0
    while waiting:
        made: list[Record] = []
        since = time.monotonic()
        for row, article in waiting:
            if stop():
                break
            made.append(propose(article))
            after = row
            if len(made) >= _BATCH or time.monotonic() - since >= _BATCH_SECONDS:
                done = _keep(store, made, done)
                since = time.monotonic()
                if since - told >= _TELL_EVERY:
                    tell(Extracted(done, total))
                    told = since
        done = _keep(store, made, done)
        if faults := failures():
            tell(Faults(faults))
        if stop():
            return
        waiting = store.waiting_for_proposal(key, after=after, limit=_CHUNK)
        total += len(waiting)
    tell(Extracted(done, done))


def _keep(store: Store, made: list[Record], done: int) -> int:
    """Store what was made and empty the list; returns how many are done then."""
    if made:
        store.add_proposals(made)
        done += len(made)
        made.clear()
    return done
