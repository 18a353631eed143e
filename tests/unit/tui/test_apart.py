"""Much to import or extract is done by a process of its own, which lives no longer than the screen."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.message import Message

from gold.extractors.chosen import Chosen
from gold.inputs.model import InputOptions
from store.engine import open_store
from store.store import Store
from tui import apart, proposing
from tui.behind import FEW, is_much, merged, work
from tui.job import Job
from tui.messages import Behind
from tui.news import Brought, Ended, Extracted, Faults, News, Stopped

MANY = FEW + 10


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is loaded for later keys; the rules extract again afterwards."""
    monkeypatch.setattr("tui.behind._warm_up", lambda: None)
    yield
    proposing.choose(Chosen())


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty store `gold.db` in the current folder."""
    monkeypatch.chdir(tmp_path)
    with open_store("gold.db") as opened:
        yield opened


def wire(path: Path, many: int = MANY) -> Path:
    """A file of reports, a line each."""
    with path.open("w") as file:
        for n in range(many):
            text = f"QUETTA: Gunmen killed {n + 2} labourers in Kalat on Saturday. Report {n}."
            file.write(json.dumps({"id": f"r{n}", "text": text, "published": "2025-02-02"}) + "\n")
    return path


def done(store: Store, job: Job, leaving: threading.Event | None = None) -> tuple[list[News], list[int]]:
    """Do what waits behind; what the screen was told of it, and the queue's scope at the end."""
    posted: list[Message] = []
    scopes: list[array[int]] = []
    work(store, job, post=posted.append, take_scope=scopes.append, leaving=leaving or threading.Event())
    return [m.news for m in posted if isinstance(m, Behind)], list(scopes[-1]) if scopes else []


def proposed(store: Store) -> dict[str, int]:
    return {v.label: v.articles for v in store.extractor_versions()}


def refused(*_: object, **__: object) -> None:
    raise AssertionError("this was to be done by another process")


def test_a_large_path_is_imported_and_extracted_by_another_process(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.errands.run", refused)
    monkeypatch.setattr("tui.behind.SMALL", 1000)
    source = wire(tmp_path / "wire.jsonl")
    with source.open("a") as file:
        file.write('{"id": "half"\n')
    news, scope = done(store, Job("gold.db", "amina", (str(source),)))
    assert proposed(store) == {"rules 1.0": MANY}
    assert scope == list(range(1, MANY + 1))
    brought = [n for n in news if isinstance(n, Brought)]
    assert list(brought[0].rows) == list(range(1, 21))
    assert brought[-1].finished
    assert next(p for n in brought for p in n.problems).startswith(f"{source}:{MANY + 1}: ")
    assert news[-1] == Extracted(MANY, MANY)
    assert not any(store.is_behind(what) for what in ("facts", "copies", "search"))


def test_what_comes_by_standard_input_is_read_by_the_other_process(store: Store, tmp_path: Path) -> None:
    with wire(tmp_path / "wire.jsonl").open("rb") as articles:
        job = Job("gold.db", "amina", ("-",), InputOptions(kind="jsonl", stdin=articles))
        news, _ = done(store, job)
    assert not [n for n in news if isinstance(n, Stopped | Faults)]
    assert store.progress("amina").total == MANY


def test_many_waiting_articles_are_much_and_few_are_not(store: Store, tmp_path: Path) -> None:
    job = Job("gold.db", "amina")
    assert not is_much(store, job)
    few = (str(wire(tmp_path / "few.jsonl", 3)),)
    assert not is_much(store, Job("gold.db", "amina", few))
    done(store, Job("gold.db", "amina", few))
    assert not is_much(store, job)
    from gold.importing import import_items
    from gold.inputs import read_items

    import_items(store, read_items([str(wire(tmp_path / "many.jsonl"))]), refused)
    assert is_much(store, job)


def test_words_of_ones_own_are_known_there(store: Store, tmp_path: Path) -> None:
    proposing.choose(Chosen(words=(("sides.militants", ("tribesmen",)),)))
    lines = "".join(
        json.dumps({"id": f"r{n}", "text": f"KALAT: {n + 2} tribesmen were killed in Kalat."}) + "\n"
        for n in range(MANY)
    )
    (tmp_path / "own.jsonl").write_text(lines)
    ran: list[News] = []
    apart.run(Job("gold.db", "amina", ("own.jsonl",)), ran.append, threading.Event())
    assert ran[-1] == Ended()
    row = store.row_of("r0")
    assert row is not None
    proposal = store.load(row, "amina").proposal
    assert proposal.incidents[0].counts[0].side == "militants"


def test_nothing_in_the_current_folder_is_taken_for_the_program(store: Store, tmp_path: Path) -> None:
    (tmp_path / "tui.py").write_text("raise SystemExit(3)")
    (tmp_path / "json.py").write_text("raise SystemExit(3)")
    ran: list[News] = []
    apart.run(Job("gold.db", "amina", (str(wire(tmp_path / "w.jsonl", 2)),)), ran.append, threading.Event())
    assert ran[-1] == Ended()


def test_a_store_that_cannot_be_opened_there_is_told_in_one_sentence(store: Store, tmp_path: Path) -> None:
    ran: list[News] = []
    apart.run(Job("none.db", "amina"), ran.append, threading.Event())
    (told,) = ran
    assert isinstance(told, Stopped)
    assert "none.db" in told.reason


def test_where_no_process_can_be_had_the_work_is_done_here_and_that_is_said(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.behind.is_much", lambda store, job: True)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no python here"))
    news, _ = done(store, Job("gold.db", "amina", (str(wire(tmp_path / "w.jsonl", 3)),)))
    assert proposed(store) == {"rules 1.0": 3}
    (faults,) = [n for n in news if isinstance(n, Faults)]
    assert faults.told[0].startswith("the process that imports and extracts could not be started (")
    assert faults.told[0].endswith("): importing and extracting go on in this one, and keys may lag")


def test_one_that_fails_is_followed_up_here(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.behind.is_much", lambda store, job: True)
    monkeypatch.setattr("tui.apart._PROGRAM", "import sys; sys.exit(7)")
    news, _ = done(store, Job("gold.db", "amina", (str(wire(tmp_path / "w.jsonl", 3)),)))
    assert proposed(store) == {"rules 1.0": 3}
    (faults,) = [n for n in news if isinstance(n, Faults)]
    assert "ended by itself (exit code 7)" in faults.told[0]


def test_one_that_is_killed_is_told_of_and_not_followed_up(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.behind.is_much", lambda store, job: True)
    monkeypatch.setattr("tui.apart._PROGRAM", "import os; os.kill(os.getpid(), 9)")
    news, _ = done(store, Job("gold.db", "amina", (str(wire(tmp_path / "w.jsonl", 3)),)))
    assert proposed(store) == {}
    (stopped,) = [n for n in news if isinstance(n, Stopped)]
    assert stopped.reason == (
        "the process that imports and extracts was ended (SIGKILL): the next start goes on where it was"
    )


def test_who_leaves_ends_it(store: Store) -> None:
    """Its standard input never ends: it would wait for ever."""
    read, write = os.pipe()
    leaving = threading.Event()
    with os.fdopen(read, "rb") as articles, os.fdopen(write, "wb", buffering=0) as sender:
        sender.write(b'{"id": "one", "text": "Rain fell in Quetta."}\n')
        job = Job("gold.db", "amina", ("-",), InputOptions(kind="jsonl", stdin=articles))
        thread = threading.Thread(target=apart.run, args=(job, refused, leaving))
        thread.start()
        leaving.set()
        thread.join(timeout=20)
    assert not thread.is_alive()


HOLDER = """
import os, sys, threading
from gold.inputs.model import InputOptions
from tui import apart
from tui.job import Job
started = apart._started
def tell(*of):
    process, *pipes = started(*of)
    print(process.pid, flush=True)
    return process, *pipes
apart._started = tell
job = Job("gold.db", "amina", ("-",), InputOptions(kind="jsonl", stdin=sys.stdin.buffer))
apart.run(job, print, threading.Event())
"""


def test_kill_9_of_the_screen_ends_it_too(store: Store) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as screen:
        assert screen.stdout is not None
        child = int(screen.stdout.readline())
        assert alive(child)
        os.kill(screen.pid, signal.SIGKILL)
        screen.wait()
        wait_for(lambda: not alive(child))


def alive(pid: int) -> bool:
    """Whether a process is there and more than a remainder that nobody has asked for yet."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_for(it: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not it():
        assert time.monotonic() < until, "it never came"
        threading.Event().wait(0.01)


def test_rows_are_kept_ascending_and_each_once() -> None:
    rows = array("q", [2, 4, 6])
    assert list(merged(rows, array("q"))) == [2, 4, 6]
    assert list(merged(rows, array("q", [9, 7, 7]))) == [2, 4, 6, 7, 9]
    assert list(merged(rows, array("q", [5, 1, 4]))) == [1, 2, 4, 5, 6]
    assert list(merged(array("q"), array("q", [3]))) == [3]
    assert list(rows) == [2, 4, 6]
