"""Large inputs are read in a process of their own: the same items, in the same order, as in one."""

from __future__ import annotations

import gzip
import io
import json
import multiprocessing
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from gold.inputs import InputOptions, Item, Problem, read_ahead, read_items
from gold.inputs.apart import is_large


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
    apart = list(read_ahead([str(folder), "nowhere"], large=1))
    assert apart == list(read_items([str(folder), "nowhere"]))
    assert sum(isinstance(item, Item) for item in apart) >= 700
    assert sum(isinstance(item, Problem) for item in apart) >= 4


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
    assert isinstance(found, Item)
    assert (found.article.id, found.article.text) == ("c1", "Two guards died near Kalat.")


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
    assert isinstance(seen[0], Item)
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
