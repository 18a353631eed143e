"""The same work on many things in several processes, in order, and never far ahead of who takes it."""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

#: How many things go to a process at once, and how many such parcels may be under way for each process.
PARCEL = 16
AHEAD = 4
#: So many new objects call the garbage collector.
_RARELY = 100_000


def ordered(work: Callable[[A], B], things: Iterable[A], jobs: int = 1, parcel: int = PARCEL) -> Iterator[B]:
    """`work` of each thing, in the order of the things.

    With `jobs` above 1 that many processes share the work; `work` must then be a function of a module, and
    things and results must pickle. At most `jobs * AHEAD` parcels are taken ahead, so an endless input is
    fine. What `work` raises is raised here; `concurrent.futures.process.BrokenProcessPool` where a process
    died.
    """
    if jobs <= 1:
        yield from map(work, things)
        return
    rest = iter(things)
    pool = ProcessPoolExecutor(jobs, initializer=_begin)
    under_way: deque[Future[list[B]]] = deque()
    try:
        while True:
            while len(under_way) < jobs * AHEAD and (batch := list(islice(rest, parcel))):
                under_way.append(pool.submit(_each, work, batch))
            if not under_way:
                break
            yield from under_way.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _each(work: Callable[[A], B], batch: list[A]) -> list[B]:
    return [work(thing) for thing in batch]


def _begin() -> None:
    """Ctrl+C reaches every process of the terminal; only the parent is to answer it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    settle_memory()


def settle_memory() -> None:
    """For a process that only extracts: the garbage collector leaves what is loaded alone and comes seldom.

    Extraction leaves no reference cycles behind, so there is next to nothing for it to find.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_RARELY)
