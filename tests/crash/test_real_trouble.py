"""A real `assay` in a terminal whose disk takes nothing, whose store is locked or shut: said, kept, saved."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
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


def test_a_lock_that_another_program_holds_is_said_and_the_decision_is_kept_until_it_is_let_go(
    tmp_path: Path, samples: Path
) -> None:
    store = tmp_path / "gold.db"
    with open_store(str(store)) as opened:
        opened.add_proposals([gold_record(samples, "01")])

    def impatient() -> int:
        assert open_store.__kwdefaults__ is not None
        open_store.__kwdefaults__["busy_seconds"] = 0.1
        return main(["--db", str(store), "--reviewer", "amina"])

    with (
        closing(sqlite3.connect(store, isolation_level=None)) as other,
        Terminal(impatient, cwd=tmp_path, columns=160, rows=50) as terminal,
    ):
        terminal.wait_for(b"Security forces killed")
        terminal.wait_for(b"of 1")
        terminal.settle()
        other.execute("BEGIN IMMEDIATE")
        mark = terminal.press(b"a")
        terminal.wait_for(b"NOT SAVED: 1 decision not on disk yet", since=mark)
        terminal.wait_for(b"is locked by another program", since=mark)
        mark = terminal.press(b"q")
        terminal.wait_for(b"q again leaves without", since=mark)
        mark = terminal.press(b"j")
        other.execute("ROLLBACK")
        terminal.wait_for(b"1 of 1", since=mark)
        terminal.press(b"q")
        assert terminal.exit_code() == 0
    assert kept(store) == 1


def _as_anybody() -> None:
    """A superuser's process is held to permissions from now on, as everybody's is."""
    if os.geteuid() != 0:
        return
    system = ctypes.CDLL(None)
    header, held = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert system.capget(header, held) == 0
    for which in range(3):
        held[which] &= ~0b110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    assert system.capset(header, held) == 0


def test_a_permission_that_is_revoked_meanwhile_loses_nothing_and_is_said_at_the_next_start(
    tmp_path: Path, samples: Path
) -> None:
    folder = tmp_path / "shut"
    folder.mkdir()
    store = folder / "gold.db"
    with open_store(str(store)) as opened:
        opened.add_proposals([gold_record(samples, "01")])

    def run() -> int:
        _as_anybody()
        return main(["--db", str(store), "--reviewer", "amina"])

    try:
        with Terminal(run, cwd=tmp_path, columns=160, rows=50) as terminal:
            terminal.wait_for(b"Security forces killed")
            terminal.wait_for(b"of 1")
            terminal.settle()
            folder.chmod(0o500)
            store.chmod(0o400)
            mark = terminal.press(b"a")
            terminal.wait_for(b"accepted", since=mark)
            terminal.press(b"q")
            terminal.exit_code()
        with Terminal(run, cwd=tmp_path, columns=160, rows=50) as again:
            again.wait_for(b"can only be read: change the permissions, or give another --db")
    finally:
        folder.chmod(0o700)
        store.chmod(0o600)
    assert kept(store) == 1
