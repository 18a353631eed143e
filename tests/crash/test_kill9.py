"""A real `assay` in a real terminal is killed: what it had shown as kept is there, and work goes on."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench._terminal import Terminal
from store.engine import open_store
from store.events import Event
from store.state import State, replay
from tests.tui.sitting import gold_record

#: Stands in the text of the first sample and nowhere else on the screen.
FIRST, SECOND = b"Security forces killed", b"row of houses"
FIRST_ID, SECOND_ID = "01-two-raids-and-their-total.txt", "05-a-night-across-two-dates.txt"


@pytest.fixture
def store(tmp_path: Path, samples: Path) -> Path:
    """A store of two samples, proposed as their gold says."""
    path = tmp_path / "gold.db"
    records = [gold_record(samples, n) for n in ("01", "05")]
    with open_store(str(path)) as opened:
        opened.add_articles(r.article for r in records)
        opened.add_proposals(records)
    return path


@contextmanager
def assay(store: Path) -> Iterator[Terminal]:
    """The program on this store, in a terminal wide enough for all of an article."""
    command = shutil.which("assay", path=str(Path(sys.executable).parent))
    assert command is not None, "assay is not installed beside this Python"
    words = [command, "--db", str(store), "--reviewer", "amina"]
    with Terminal(words, cwd=store.parent, columns=160, rows=60) as terminal:
        yield terminal


def press(terminal: Terminal, keys: bytes, until: bytes) -> None:
    """Press keys, wait for what the screen says of them, then until nothing is being saved any more."""
    mark = terminal.press(keys)
    terminal.wait_for(until, since=mark)
    terminal.drain(0.5)
    for _ in range(40):
        last = terminal.output.rfind("saving…".encode())
        if last < mark or b"done" in terminal.output[last:]:
            return
        terminal.drain(0.25)
    raise AssertionError("it went on saving for ten seconds")


def stored(store: Path, article: str) -> tuple[State, tuple[Event, ...]]:
    """What the log of the killed program says."""
    with open_store(str(store)) as opened:
        row = opened.row_of(article)
        assert row is not None
        loaded = opened.load(row, "amina")
        assert opened.verify() == []
    return replay(loaded.proposal, loaded.events), loaded.events


def test_kill_9_loses_no_decision_that_was_kept_and_undo_works_after_it(store: Path) -> None:
    with assay(store) as terminal:
        terminal.wait_for(FIRST)
        press(terminal, b"a", b"accepted entry 1")
        press(terminal, b"jj12\r", b"killed of 1: 12")
        press(terminal, b"x", b"rejected")
        terminal.kill()

    state, events = stored(store, FIRST_ID)
    assert [e.action for e in events if e.field != "status"][-2:] == ["review.type", "review.reject"]
    assert len({e.group for e in events}) == 3
    before = state

    with assay(store) as terminal:
        terminal.wait_for(FIRST)
        press(terminal, b"u", b"took back a rejection")
        terminal.kill()

    state, events = stored(store, FIRST_ID)
    assert events[-1].action == "undo"
    undone = [k for k, cell in before.cells.items() if cell.get("decision") == "rejected"]
    assert undone
    assert all(state.cells[k].get("decision") is None for k in undone)


def test_quitting_and_coming_back_goes_on_with_the_next(store: Path) -> None:
    with assay(store) as terminal:
        terminal.wait_for(FIRST)
        terminal.settle()
        press(terminal, b" ", SECOND)
        terminal.press(b"q")
        assert terminal.exit_code() == 0
    assert stored(store, FIRST_ID)[0].status == "verified"

    with assay(store) as terminal:
        terminal.wait_for(SECOND)
        assert FIRST not in terminal.output
        press(terminal, b"u", FIRST)
        terminal.kill()
    assert stored(store, FIRST_ID)[0].status is None
    assert stored(store, SECOND_ID)[1] == ()
