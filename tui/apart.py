"""Importing and extracting in a process of its own, so that no key waits for the interpreter's lock.

A fresh interpreter, not a fork: the screen has threads and an open store. It opens the store itself, as
another window would, and tells what it did through a pipe (`tui.news`). It lives no longer than the screen:
the other pipe, whose far end only the screen holds, closes when the screen ends, however it ends.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection, Pipe
from typing import TYPE_CHECKING

from tui.job import Job
from tui.news import Ended, News, Stopped, Tell

if TYPE_CHECKING:
    from gold.extractors.chosen import Chosen

#: Whether processes can be given pipes here.
POSSIBLE = os.name == "posix"
#: How much the process yields to others (`nice`): a person's key goes before it.
_NICE = 5
#: Seconds between two looks at whether the person leaves.
_LOOK_EVERY = 0.05
_PROGRAM = "from tui.apart import main; main()"
_WHO = "the process that imports and extracts"


class Failed(Exception):
    """The process could not be had, or ended by itself before its work was done; the message says why.

    `begun` says whether it had told anything by then.
    """

    def __init__(self, why: str, *, begun: bool) -> None:
        super().__init__(f"{_WHO} {why}")
        self.begun = begun


class Killed(Exception):
    """The process was ended by a signal; the message says by which."""

    def __init__(self, number: int) -> None:
        with suppress(ValueError):
            super().__init__(f"{_WHO} was ended ({signal.Signals(number).name})")
            return
        super().__init__(f"{_WHO} was ended (signal {number})")


def run(job: Job, tell: Tell, leaving: threading.Event, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Have a process do the job's errands, and `tell` its news here until it is done or `leaving` is set.

    `meanwhile` is done here while the process gets ready.

    When it returns, the process has ended; what it was writing when somebody left is not in the store, all
    that it wrote before is. Raises Failed or Killed where it did not come to its end.
    """
    from tui.proposing import chosen

    process, control, news = _started(job, chosen())
    last: News | None = None
    try:
        meanwhile()
        with suppress(EOFError, OSError):  # it has ended
            while not leaving.is_set() and not isinstance(last, Ended | Stopped):
                if news.poll(_LOOK_EVERY):
                    last = news.recv()
                    tell(last)
    finally:
        control.close()
        news.close()
        code = process.wait()
    if leaving.is_set() or isinstance(last, Ended | Stopped):
        return
    if code < 0:
        raise Killed(-code)
    raise Failed(f"ended by itself (exit code {code})", begun=last is not None)


def _started(job: Job, chosen: Chosen) -> tuple[subprocess.Popen[bytes], Connection, Connection]:
    """The process at work, the pipe that keeps it alive, and the pipe of its news. Raises Failed."""
    articles = job.options.stdin
    handed = () if articles is None else (articles.fileno(),)
    theirs, control = Pipe(duplex=False)
    news, tells = Pipe(duplex=False)
    try:
        process = subprocess.Popen(
            # -P: the current folder is the user's, and what lies there is no part of the program
            [sys.executable, "-P", "-c", _PROGRAM, str(theirs.fileno()), str(tells.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(), tells.fileno(), *handed),
            start_new_session=True,  # Ctrl+C and the terminal's other signals are the screen's
        )
    except (OSError, ValueError) as problem:
        control.close()
        news.close()
        raise Failed(f"could not be started ({problem})", begun=False) from problem
    finally:
        theirs.close()
        tells.close()
    bare = replace(job, options=replace(job.options, stdin=None, on_bytes=None))
    with suppress(OSError):  # it has ended already: its exit code tells more
        control.send((bare, chosen, *handed))
    return process, control, news


# ---------------------------------------------------------------- the other process


def main() -> None:
    """The process: does one job's errands and is gone."""
    control = Connection(int(sys.argv[1]), writable=False)
    news = Connection(int(sys.argv[2]), readable=False)
    try:
        job, chosen, *handed = control.recv()
    except EOFError:
        return
    threading.Thread(target=_end_with, args=(control,), daemon=True).start()
    with suppress(OSError):
        os.nice(_NICE)
    if handed:
        articles = os.fdopen(handed[0], "rb")
        job = replace(job, options=replace(job.options, stdin=articles))
    with suppress(BrokenPipeError):
        _work(job, chosen, news.send)


def _end_with(control: Connection) -> None:
    """End as soon as nobody holds the other end any more: the screen has ended, perhaps by `kill -9`."""
    with suppress(EOFError, OSError):
        control.recv()
    os._exit(0)


def _work(job: Job, chosen: Chosen, tell: Tell) -> None:
    from gold.parallel import settle_memory
    from store.engine import open_store
    from store.errors import StoreError
    from tui import errands
    from tui.proposing import choose

    choose(chosen)
    settle_memory()
    try:
        store = open_store(job.db, create=False)
    except StoreError as problem:
        tell(Stopped(f"reading and extracting behind stopped: {problem}"))
        return
    with store:
        errands.run(store, job, tell, lambda: False)
