"""The program behind `textual-serve`: no terminal, but packets on its standard streams."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from typing import IO

from store.engine import open_store

HANDSHAKE = b"__GANGLION__\n"


def read_until(out: IO[bytes], words: bytes) -> None:
    """Read packets until what they paint holds these bytes. Raises AssertionError where the program ends."""
    painted = b""
    while words not in painted:
        head = out.read(5)
        assert len(head) == 5, f"it ended before {words!r} came: {painted[-300:]!r}"
        kind, size = head[:1], struct.unpack(">I", head[1:])[0]
        body = out.read(size)
        painted += body if kind == b"D" else b""


def press(pipe: IO[bytes], keys: bytes) -> None:
    pipe.write(b"D" + struct.pack(">I", len(keys)) + keys)
    pipe.flush()


def test_an_article_is_decided_on_in_a_browser(tmp_path: Path) -> None:
    command = shutil.which("assay", path=str(Path(sys.executable).parent))
    assert command is not None
    (tmp_path / "a.txt").write_text("date 2025-02-01\nKALAT: Three labourers were killed on Friday.\n")
    served = {
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "COLUMNS": "120",
        "ROWS": "40",
    }
    with subprocess.Popen(
        [command, "--db", "gold.db", "--reviewer", "amina", "a.txt"],
        cwd=tmp_path,
        env={**os.environ, **served},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stdout.readline() == HANDSHAKE
        read_until(program.stdout, b"of 1")
        press(program.stdin, b"a")
        read_until(program.stdout, b"takes it back")
        press(program.stdin, b"q")
        program.stdout.read()
        assert program.wait() == 0
    with open_store(str(tmp_path / "gold.db")) as store:
        row = store.row_of("a.txt")
        assert row is not None
        assert [e.action for e in store.load(row, "amina").events][-1] == "review.accept"
