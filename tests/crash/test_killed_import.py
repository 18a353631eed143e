"""An import killed in its middle: what was stored is whole, and the same import goes on from there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from store.engine import open_store

WANTED = 6000


def _feed(process: subprocess.Popen[bytes], first: int, last: int) -> None:
    assert process.stdin is not None
    for n in range(first, last):
        line = json.dumps(
            {"id": f"a{n}", "text": f"Report {n}: two men were held in Kalat. " + "More. " * 60}
        )
        process.stdin.write(line.encode() + b"\n")
    process.stdin.flush()


def _stored(path: Path) -> int:
    with open_store(str(path), create=False) as store:
        return store.progress("amina").total


def test_a_killed_import_goes_on_where_it_was(tmp_path: Path) -> None:
    """Its input is a pipe: more than two chunks are written, and it is killed while it waits for the rest."""
    code = "import sys; from tui.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "--db", "a.db", "import", "--as", "jsonl", "-"]
    path = tmp_path / "a.db"
    with subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        _feed(process, 0, WANTED // 2)  # returns once all but a pipe's worth was taken: chunks are stored
        process.kill()
    before = _stored(path)
    assert 0 < before < WANTED // 2
    assert before % 1000 == 0
    with subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        _feed(process, 0, WANTED)
        assert process.stdin is not None
        process.stdin.close()
        said = process.stderr.read().decode() if process.stderr else ""
    assert f"{WANTED - before:,} new, {before:,} known already" in said
    with open_store(str(path)) as store:
        assert store.progress("amina").total == WANTED
        assert store.verify() == []
