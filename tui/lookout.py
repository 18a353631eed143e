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

from store.types import Loaded
from tui.job import Job
from tui.start import first_loaded

#: Seconds that a loaded screen waits for the answer; what takes longer is left to the threads.
PATIENCE = 0.3


class Lookout:
    """Begins to look for the first article of a job as soon as it is made."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._child = 0
        if hasattr(os, "fork") and threading.active_count() == 1:
            self._answer, answer = os.pipe()
            self._child = os.fork()
            if self._child == 0:
                _look(job, answer)
            os.close(answer)

    def found(self) -> Loaded | None:
        """The first article; None where there is none, or where it is not found in time. Ask once."""
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
        return _loaded(sent) if sent else first_loaded(self._job)


def _look(job: Job, answer: int) -> None:
    """The other process: look, answer, and be gone without running anything of this one's ending."""
    try:
        sent = pickle.dumps(first_loaded(job))
        with os.fdopen(answer, "wb") as pipe:
            pipe.write(sent)
    finally:
        os._exit(0)


def _loaded(sent: bytes) -> Loaded | None:
    found = pickle.loads(sent)
    assert found is None or isinstance(found, Loaded)
    return found
