"""A progress bar for long work: on a terminal's standard error, and only once the work proves long."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gold.inputs.find import STDIN, Found, find
from tui.cli_out import say, visible

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

#: Seconds of work before a bar is drawn, and between two drawings of it.
PATIENCE = 0.7
EVERY = 0.1


def size_of(paths: Sequence[str]) -> int | None:
    """The bytes of all files under these paths; None where one (standard input, a pipe) cannot tell."""
    total = 0
    for found in find(paths):
        if not isinstance(found, Found):
            continue
        path = Path(found.path)
        if found.path == STDIN or not path.is_file():
            return None
        total += path.stat().st_size
    return total


class Bar:
    """Counts articles, and bytes where the whole is known, and draws both with rate and time left."""

    def __init__(self, what: str, paths: Sequence[str] = (), *, noun: str = "articles") -> None:
        self.what = what
        self.noun = noun
        self.paths = paths
        self.done = 0
        self.bytes = 0
        self.begun = time.monotonic()
        self.drawn = 0.0
        self.wanted = sys.stderr.isatty()
        self.progress: Progress | None = None
        self.task: TaskID | None = None

    def read(self, count: int) -> None:
        """Counts bytes of the input."""
        self.bytes += count

    def add(self, count: int = 1) -> None:
        """Counts articles that are done."""
        self.done += count
        if self.wanted:
            self._maybe_draw()

    def say(self, sentence: str) -> None:
        """A sentence on standard error, above the bar where there is one."""
        if self.progress is None:
            say(sentence)
        else:
            self.progress.console.print(f"assay: {visible(sentence)}", markup=False, highlight=False)

    def _maybe_draw(self) -> None:
        now = time.monotonic()
        if now - self.begun < PATIENCE or now - self.drawn < EVERY:
            return
        self.drawn = now
        if self.progress is None:
            self._open()
        assert self.progress is not None
        assert self.task is not None
        rate = f"{self.done / (now - self.begun):,.0f}/s"
        self.progress.update(self.task, completed=self.bytes, done=f"{self.done:,} {self.noun}, {rate}")
        self.progress.refresh()

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[done]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            auto_refresh=False,
            transient=True,
        )
        total = size_of(self.paths) if self.paths else None
        self.task = self.progress.add_task(self.what, total=total, done="")
        self.progress.start()

    def close(self) -> None:
        """Takes the bar away."""
        if self.progress is not None:
            self.progress.stop()
            self.progress = None


@contextmanager
def bar(what: str, paths: Sequence[str] = (), *, noun: str = "articles") -> Iterator[Bar]:
    """A bar for the length of the work."""
    shown = Bar(what, paths, noun=noun)
    try:
        yield shown
    finally:
        shown.close()
