"""Large inputs are read in a process of their own, so that reading and storing keep two processors busy.

The articles come in the same order and are the same, problems too, as `read_items` gives them in one process,
but made ready for the store: their checks and hashes are the reader's work as well. The reader is never more
than a few parcels ahead, so memory stays flat.
"""

from __future__ import annotations

import marshal
import os
import pickle
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING, TypeAlias

from gold.inputs.find import STDIN, Found, find
from gold.inputs.model import MEGABYTE, InputOptions, Item, Problem
from gold.inputs.read import read_items

if TYPE_CHECKING:
    from store.prepared import Prepared

#: Below so many bytes a process is not worth its start.
LARGE = 32 * MEGABYTE
#: Items in one parcel, and code points of text in it, about.
PARCEL, PARCEL_CHARS = 200, MEGABYTE
#: Parcels that are read ahead: as much as is stored in one transaction.
AHEAD = 5

#: What goes through the pipe: articles and other items (pickled), and how many bytes of the input were read
#: for them; no items: the end. Marshalled, which for plain values is several times as quick as pickling.
Parcel: TypeAlias = "tuple[list[Prepared | bytes], int]"


def read_ahead(
    paths: Sequence[str], options: InputOptions | None = None, *, large: int = LARGE
) -> Iterator[Item | Prepared | Problem]:
    """As `read_items`; what adds up to `large` bytes of files is read in a second process.

    What it reads comes as the store takes it, except where a line brings a record with it.

    Closing the iterator ends that process. Ctrl+C is answered by the caller alone.
    """
    options = options or InputOptions()
    if is_large(paths, large):
        yield from _apart(paths, options)
    else:
        yield from read_items(paths, options)


def is_large(paths: Sequence[str], large: int = LARGE) -> bool:
    """Whether the files under these paths are known to add up to so many bytes; standard input never is."""
    if STDIN in paths:
        return False
    total = 0
    for found in find(paths):
        with suppress(OSError):
            total += Path(found.path).stat().st_size if isinstance(found, Found) else 0
        if total >= large:
            return True
    return False


def _apart(paths: Sequence[str], options: InputOptions) -> Iterator[Item | Prepared | Problem]:
    # A fresh process, not a fork: whoever imports may have threads and an open store.
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    bare = replace(options, on_bytes=None, stdin=None)
    reader = context.Process(
        target=_read, args=(theirs, list(paths), bare, options.on_bytes is not None), daemon=True
    )
    with closing(ours), _ending(reader):
        with closing(theirs), _interrupts_held(), _real_stderr():
            reader.start()
        while True:
            try:
                items, read = _unpacked(ours.recv_bytes())
            except EOFError:
                yield Problem(
                    paths[0], None, "the process that reads was ended: import again, it goes on from there"
                )
                return
            if not items:
                return
            if options.on_bytes is not None:
                options.on_bytes(read)
            for item in items:
                yield pickle.loads(item) if isinstance(item, bytes) else item


def _unpacked(parcel: bytes) -> Parcel:
    found: Parcel = marshal.loads(parcel)
    return found


@contextmanager
def _ending(process: BaseProcess) -> Iterator[None]:
    try:
        yield
    finally:
        if process.pid is not None:
            process.terminate()
            process.join()
            process.close()


@contextmanager
def _real_stderr() -> Iterator[None]:
    """A screen that catches what is printed has a standard error without a file; a new process needs one."""
    caught = sys.stderr
    if caught is not None and caught.fileno() < 0:
        sys.stderr = sys.__stderr__
    try:
        yield
    finally:
        sys.stderr = caught


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process started meanwhile is not interrupted before it can say that it does not want to be."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _read(pipe: Connection, paths: list[str], options: InputOptions, counting: bool) -> None:
    """The second process: reads, and sends what it read; ends when nobody listens any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - the terminal is the screen's, to the very end
    read = 0

    def count(more: int) -> None:
        nonlocal read
        read += more

    if counting:
        options = replace(options, on_bytes=count)
    items: list[Prepared | bytes] = []
    chars = told = 0
    size = 1  # the first article is wanted at once
    ahead: Queue[bytes] = Queue(AHEAD)
    sender = Thread(target=_send, args=(pipe, ahead), daemon=True)
    sender.start()

    def send() -> None:
        nonlocal items, chars, told
        ahead.put(marshal.dumps((items, read - told)))
        items, chars, told = [], 0, read

    for item in read_items(paths, options):
        items.append(_ready(item))
        chars += len(item.article.text) if isinstance(item, Item) else 0
        if len(items) >= size or chars >= PARCEL_CHARS:
            send()
            size = min(PARCEL, size * 2)
    if items:
        send()
    send()
    ahead.join()


def _send(pipe: Connection, ahead: Queue[bytes]) -> None:
    """Send what was read while the next is read; the storing process takes it between two of its chunks."""
    while True:
        parcel = ahead.get()
        try:
            pipe.send_bytes(parcel)
        except BrokenPipeError:
            os._exit(0)  # the importing process is gone, or wants no more
        ahead.task_done()


def _ready(item: Item | Problem) -> Prepared | bytes:
    """What the store takes, where that is all there is to an item. What it refuses, it refuses over there."""
    from store.errors import StoreError
    from store.prepared import prepare

    if isinstance(item, Item) and item.record is None:
        with suppress(StoreError):
            return prepare(item.article)
    return pickle.dumps(item)
