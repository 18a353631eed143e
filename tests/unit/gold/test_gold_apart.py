"""Large inputs are read in a process of their own: the same items, in the same order, as in one."""

from __future__ import annotations

import gzip
import io
import json
import multiprocessing
import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from gold.importing import import_items
from gold.inputs import InputOptions, Item, Problem, read_ahead, read_items
from gold.inputs.apart import is_large
from store.engine import open_store
from store.prepared import ID, prepare


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Good articles, a line that is no JSON, bytes that are not UTF-8, an empty file, a broken gzip file."""
    lines = [json.dumps({"id": f"a{n}", "text": f"QUETTA: Report {n}. " + "Word. " * n}) for n in range(700)]
    lines[400] = "{no"
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    (tmp_path / "old.txt").write_bytes("KALAT: Two guards died in the café.".encode("cp1252"))
    (tmp_path / "empty.txt").touch()
    (tmp_path / "torn.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n' * 50)[:-9])
    return tmp_path


def test_what_a_second_process_reads_is_the_same_to_the_problem(folder: Path) -> None:
    (folder / "proposed.jsonl").write_text(
        '{"schema": "assay/1", "article": {"id": "p1", "text": "Two died."}, "extractor": {"name": "x"}, '
        '"incidents": []}\n'
    )
    apart = list(read_ahead([str(folder), "nowhere"], large=1))
    here = [
        prepare(item.article) if isinstance(item, Item) and item.record is None else item
        for item in read_items([str(folder), "nowhere"])
    ]
    assert apart == here
    assert sum(isinstance(item, tuple) for item in apart) >= 700
    assert sum(isinstance(item, Item) for item in apart) == 1
    assert sum(isinstance(item, Problem) for item in apart) >= 4


def _dump(path: Path) -> list[str]:
    """All that a store holds, as SQL, but for stamps."""
    with closing(sqlite3.connect(path)) as database:
        return [re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "", line) for line in database.iterdump()]


def test_a_store_holds_the_same_whichever_process_read(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("stores")
    double = [
        {"id": f"a{n}", "text": "Another text." if n % 2 else "QUETTA: Report 5. " + "Word. " * 5}
        for n in (5, 6, 7)
    ]
    (folder / "twice.jsonl").write_text("\n".join(map(json.dumps, double)))
    said: dict[str, list[str]] = {}
    for name, large in (("one", 10**9), ("two", 1)):
        problems: list[Problem] = []
        with open_store(str(home / f"{name}.db")) as store:
            import_items(store, read_ahead([str(folder)], large=large), problems.append)
            assert store.verify() == []
        said[name] = list(map(str, problems))
    assert said["one"] == said["two"]
    assert _dump(home / "one.db") == _dump(home / "two.db")


def test_bytes_are_counted_for_the_progress_bar_all_the_same(folder: Path) -> None:
    counts: dict[str, int] = {}
    for name, reading in (("one", read_items), ("two", lambda p, o: read_ahead(p, o, large=1))):
        read: list[int] = []
        list(reading([str(folder)], InputOptions(on_bytes=read.append)))
        counts[name] = sum(read)
    assert counts["one"] == counts["two"] > 0


def test_options_reach_the_second_process(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("body,id\nTwo guards died near Kalat.,c1\n")
    options = InputOptions(columns={"text": "body"})
    (found,) = read_ahead([str(tmp_path)], options, large=1)
    assert isinstance(found, tuple)
    assert (found[0][ID], found[1]) == ("c1", "Two guards died near Kalat.")


def test_who_wants_no_more_leaves_no_process_behind(folder: Path) -> None:
    items = read_ahead([str(folder)], large=1)
    next(items)
    assert multiprocessing.active_children()
    items.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_a_reader_that_is_killed_is_said_and_what_it_sent_is_kept(folder: Path) -> None:
    (folder / "empty.txt").unlink()
    items = read_ahead([str(folder / "many.jsonl")] * 50, large=1)
    seen = [next(items)]
    (child,) = multiprocessing.active_children()
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    seen += items
    assert isinstance(seen[0], tuple)
    assert isinstance(seen[-1], Problem)
    assert "was ended: import again" in seen[-1].reason


def test_small_inputs_and_standard_input_are_read_here(folder: Path) -> None:
    assert not is_large([str(folder)])
    assert is_large([str(folder)], large=1000)
    assert not is_large(["-", str(folder)], large=1)
    options = replace(InputOptions(), stdin=io.BytesIO(b"Two guards died near Kalat."))
    (found,) = read_ahead(["-"], options, large=1)
    assert isinstance(found, Item)
    assert not multiprocessing.active_children()


#: What Textual puts in the place of standard error has no file behind it.
_UNDER_A_SCREEN = """
import io, sys
from gold.inputs.apart import read_ahead

class Caught(io.StringIO):
    def fileno(self):
        return -1

if __name__ == "__main__":
    sys.stderr = Caught()
    print(sum(1 for _ in read_ahead([sys.argv[1]], large=1)))
"""


def test_a_second_process_is_started_under_a_screen_that_catches_what_is_printed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Two soldiers were wounded.")
    script = tmp_path / "screen.py"
    script.write_text(_UNDER_A_SCREEN)
    root = Path(__file__).resolve().parents[3]
    command = [sys.executable, str(script), str(tmp_path / "a.txt")]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(root)}
    )
    assert done.stdout == "1\n", done.stderr
