"""A real `assay` in a real terminal whose system takes no more bytes: said, kept, saved later."""

from __future__ import annotations

import resource
import signal
from collections.abc import Callable
from os import kill
from pathlib import Path

from bench._terminal import Terminal
from store.engine import open_store
from tests.tui.sitting import gold_record
from tui.cli import main

NO_ROOM, ROOM = signal.SIGUSR1, signal.SIGUSR2


def limited(words: list[str]) -> Callable[[], int]:
    """`assay`, which at a signal can make no file longer than it is, and at another can again."""

    def limit(number: int, _: object) -> None:
        bytes_ = 0 if number == NO_ROOM else resource.RLIM_INFINITY
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, resource.RLIM_INFINITY))

    def run() -> int:
        signal.signal(NO_ROOM, limit)
        signal.signal(ROOM, limit)
        return main(words)

    return run


def kept(store: Path) -> int:
    with open_store(str(store)) as opened:
        assert opened.verify() == []
        return len({event.group for event in opened.log()})


def test_a_disk_that_takes_nothing_is_said_and_every_decision_is_there_afterwards(
    tmp_path: Path, samples: Path
) -> None:
    store = tmp_path / "gold.db"
    with open_store(str(store)) as opened:
        opened.add_proposals([gold_record(samples, "01")])
    words = ["--db", str(store), "--reviewer", "amina"]
    with Terminal(limited(words), cwd=tmp_path, columns=160, rows=50) as terminal:
        terminal.wait_for(b"Security forces killed")
        terminal.wait_for(b"of 1")
        terminal.settle()  # keys that were typed before the article was on screen are dropped
        kill(terminal.pid, NO_ROOM)
        mark = terminal.press(b"a")
        terminal.wait_for(b"accepted", since=mark)
        terminal.wait_for(b"NOT SAVED: 1 decision not on disk yet", since=mark)
        terminal.press(b"a")
        terminal.wait_for(b"2 decisions not on disk yet", since=mark)
        mark = terminal.press(b"q")
        terminal.wait_for(b"q again leaves without", since=mark)
        mark = terminal.press(b"j")
        kill(terminal.pid, ROOM)
        terminal.wait_for(b"1 of 1", since=mark)
        terminal.press(b"q")
        assert terminal.exit_code() == 0
    assert kept(store) == 2
