"""Looking for the first article while the screen is being loaded.

Loading Textual and reading the first article are two pieces of work that have nothing to do with each other;
done one after the other, they are most of the wait before the first frame. So a process of its own does the
second. It is forked before there are threads, touches neither terminal nor store beyond reading, and answers
through a pipe. Where it cannot be had, or dies, the work is done here as if it had never been.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import threading
import time

from store.types import Loaded
from tui.job import Job
from tui.opened import Opened, opened
from tui.proposing import check
from tui.start import first_loaded

#: Seconds that a loaded screen waits for the answer; what takes longer is left to the threads, which load the
#: store's machinery first: on a busy machine that is seconds, so the wait is worth it.
PATIENCE = 0.8
#: Seconds after which the answer is wanted more than the review that goes with it.
LATE = 0.2


class Lookout:
    """Begins to look for the first article of a job as soon as it is made.

    `opened` is that article's review, where the other process has made it; known once `found` was asked.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._child = 0
        self._asked = False
        self._found: Loaded | None = None
        self.opened: Opened | None = None
        if hasattr(os, "fork") and threading.active_count() == 1:
            self._answer, answer = os.pipe()
            self._child = os.fork()
            if self._child == 0:
                _look(job, answer)
            os.close(answer)

    def found(self) -> Loaded | None:
        """The first article; None where there is none, or where it is not found in time."""
        if not self._asked:
            self._asked = True
            self._found = self._answered()
        return self._found

    def _answered(self) -> Loaded | None:
        if self._child == 0:
            return first_loaded(self._job)
        child, self._child = self._child, 0
        with os.fdopen(self._answer, "rb") as pipe:
            in_time = bool(select.select([pipe], [], [], PATIENCE)[0])
            sent = pipe.read() if in_time else b""
        if not in_time:
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if not in_time:
            return None
        if not sent:
            return first_loaded(self._job)
        loaded, self.opened = _loaded(sent)
        return loaded


def _look(job: Job, answer: int) -> None:
    """The other process: look, answer, and be gone without running anything of this one's ending."""
    try:
        begun = time.monotonic()
        loaded = first_loaded(job)
        late = time.monotonic() - begun > LATE
        sent = pickle.dumps((loaded, None if loaded is None or late else opened(loaded, check)))
        with os.fdopen(answer, "wb") as pipe:
            pipe.write(sent)
    finally:
        os._exit(0)


def _loaded(sent: bytes) -> tuple[Loaded | None, Opened | None]:
    found, made = pickle.loads(sent)
    assert found is None or isinstance(found, Loaded)
    assert made is None or isinstance(made, Opened)
    return found, made
