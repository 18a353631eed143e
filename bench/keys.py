"""What a person waits for at the keyboard, in a real pty, beside bare Textual in the same run.

`python -m bench.keys --articles 1000000` measures with that many articles in the store; `make bench` takes
20,000. A ratio above 1 means that Assay is the slower one. Only figures of one run can be compared.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bench._command import run
from bench._desks import OPENING, articles, make_store, text_of, token
from bench._reports import reports
from bench._terminal import Terminal

ARTICLES = 20_000
_PRESSES = 60
_SHORT, _LONG = 3_000, 300_000
#: Seconds that a person needs at the least between two verified articles; longer than Space is guarded.
_READING = 0.2
#: The same where the article has 300 KB.
_READING_LONG = 1.0
#: Seconds without a byte after which a frame is over.
_QUIET = 0.02
_ROOT = Path(__file__).resolve().parent.parent
_ASSAY = shutil.which("assay", path=str(Path(sys.executable).parent)) or "assay"


def measure(others: int = ARTICLES) -> dict[str, float]:
    """Figures by name; told on standard error as they come."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="assay-keys-") as folder:
        home = Path(folder)
        figures |= _said(_next_article(home))
        figures |= _said(_starting(home, home / "short.db", "a small store"))
        make_store(home / "many.db", 3 * _PRESSES, _SHORT, others=others)
        name = f"{others:,} articles"
        figures |= _said(_starting(home, home / "many.db", name))
        figures |= _said(_assay(home, home / "many.db", f"3 KB, {name}"))
        make_store(home / "long.db", _PRESSES // 2 + 10, _LONG)
        figures |= _said(_assay(home, home / "long.db", "300 KB", _PRESSES // 2, _READING_LONG))
        figures |= _said(_while_importing(home))
    return figures


def _said(figures: dict[str, float]) -> dict[str, float]:
    for name, value in figures.items():
        print(f"  {name:56} {value:>12,.2f}", file=sys.stderr, flush=True)
    return figures


# ---------------------------------------------------------------- what is measured


def _next_article(home: Path) -> dict[str, float]:
    """Both programs, a key here and a key there, so that what else the machine does hits both."""
    store, texts = home / "short.db", home / "texts"
    make_store(store, 3 * _PRESSES, _SHORT)
    texts.mkdir()
    for number in range(3 * _PRESSES):
        (texts / f"{number:04}.txt").write_text(text_of(number, _SHORT))
    with _bare(texts) as bare, _sitting(store, home) as assay, closing(_reader(store)) as log:
        seen = {bare: _last_on_screen(bare), assay: _last_on_screen(assay)}
        there, here, on_disk = [], [], []
        for number in range(1, _PRESSES):
            there.append(_until(bare, b" ", token(number, seen[bare])))
            painted, kept = _verified(assay, log, token(number, seen[assay]))
            here.append(painted)
            on_disk.append(max(painted, kept))
            time.sleep(_READING)
        figures = _times("bare textual: next article", there)
        figures |= _times("Space: painted", here)
        figures |= _times("Space: painted and on disk, 3 KB", on_disk)
        figures["Space: p50, ratio to bare"] = statistics.median(on_disk) / statistics.median(there)
        figures["Space: p95, ratio to bare"] = _p95(on_disk) / _p95(there)
        figures |= _in_article(assay, "3 KB")
        figures |= _at_rest(assay, "3 KB")
    return figures


def _assay(
    home: Path, store: Path, name: str, presses: int = _PRESSES, pause: float = _READING
) -> dict[str, float]:
    with _sitting(store, home) as assay, closing(_reader(store)) as log:
        seen = _last_on_screen(assay)
        on_disk = []
        for number in range(1, presses):
            on_disk.append(max(_verified(assay, log, token(number, seen))))
            time.sleep(pause)
        figures = _times(f"Space: painted and on disk, {name}", on_disk)
        return figures | _in_article(assay, name) | _at_rest(assay, name)


def _in_article(assay: Terminal, name: str) -> dict[str, float]:
    """Walking over the fields, down and up again, and typing digits into a count."""
    moves = [_frame(assay, key) for key in (b"j", b"j", b"j", b"k", b"k", b"k") * (_PRESSES // 6)]
    _frame(assay, b".")
    digits = []
    for _ in range(_PRESSES // 2):
        digits.append(_frame(assay, b"7"))
        _frame(assay, b"\x7f")
    return _times(f"field to field, {name}", moves) | _times(f"a digit, {name}", digits)


def _at_rest(assay: Terminal, name: str) -> dict[str, float]:
    """Processor time of ten seconds in which nobody presses anything, and memory."""
    assay.drain(3.0)
    before, begun = _processor(assay.pid), time.perf_counter()
    assay.drain(10.0)
    idle = (_processor(assay.pid) - before) / (time.perf_counter() - begun)
    return {f"idle processor, {name} (%)": idle * 100, f"memory, {name} (MB)": _memory(assay.pid)}


def _starting(home: Path, store: Path, name: str, runs: int = 11) -> dict[str, float]:
    """Process start to the first painted article, in turns."""
    words = OPENING.encode()
    texts, bare, own = home / "texts", [], []
    for _ in range(runs):
        with _bare(texts) as terminal:
            bare.append(terminal.wait_for(words) * 1000)
        with _fresh(store, home) as terminal:
            own.append(terminal.wait_for(words) * 1000)
    return {
        f"start, bare textual, beside {name} (ms)": statistics.median(bare),
        f"start, {name} (ms)": statistics.median(own),
        f"start, {name}, ratio to bare": statistics.median(own) / statistics.median(bare),
    }


def _while_importing(home: Path) -> dict[str, float]:
    """Keys while a large file is imported and extracted behind the screen."""
    source, store = home / "wire.jsonl", home / "busy.db"
    make_store(store, 3 * _PRESSES, _SHORT)
    with source.open("w", encoding="utf-8") as file:
        for article in articles(3 * _PRESSES, _SHORT):
            line = {"id": article.id, "text": article.text, "published": "2025-02-05"}
            file.write(json.dumps(line) + "\n")
        for report in reports(24_000):
            file.write(json.dumps(report) + "\n")
    with _sitting(store, home, str(source)) as assay, closing(_reader(store)) as log:
        seen = _last_on_screen(assay)
        assay.wait_for(b"reading")
        assay.drain(1.0)
        figures: dict[str, float] = {}
        number = 1
        for name, enough in (("importing", 30), ("extracting", 60)):
            if name == "extracting":
                assay.wait_for(b"extracting", seconds=120)
            verified, moves = [], []
            for _ in range(enough):
                verified.append(max(_verified(assay, log, token(number, seen))))
                number += 1
                moves += [_first_bytes(assay, key) for key in (b"j", b"k")]
                time.sleep(_READING)
            figures |= _times(f"Space: painted and on disk, while {name}", verified)
            figures |= _times(f"field to field, while {name}", moves)
    return figures


# ---------------------------------------------------------------- pressing


def _bare(texts: Path) -> Terminal:
    return Terminal([sys.executable, "-m", "bench._bare", str(texts)], cwd=_ROOT)


def _fresh(store: Path, home: Path, *paths: str) -> Terminal:
    return Terminal([_ASSAY, "--db", str(store), "--reviewer", "bench", *paths], cwd=home)


def _sitting(store: Path, home: Path, *paths: str) -> Terminal:
    """The screen with its store open and what comes next read ahead."""
    terminal = _fresh(store, home, *paths)
    terminal.wait_for(token(0, 0))
    terminal.drain(0.5 if paths else 3.0)
    return terminal


def _last_on_screen(terminal: Terminal) -> int:
    """The last paragraph of the first article that the terminal shows."""
    terminal.drain(1.0)
    frame = terminal.output[terminal.output.rindex(token(0, 0)) :]
    return max(n for n in range(26) if token(0, n) in frame)


def _until(terminal: Terminal, key: bytes, words: bytes) -> float:
    """Milliseconds from a key to these words on the terminal."""
    begun = time.perf_counter()
    mark = terminal.press(key)
    terminal.wait_for(words, since=mark)
    return (time.perf_counter() - begun) * 1000


def _verified(assay: Terminal, log: sqlite3.Connection, words: bytes) -> tuple[float, float]:
    """Milliseconds from Space to the next article on the terminal, and to the decision in the file."""
    before = _events(log)
    begun = time.perf_counter()
    mark = assay.press(b" ")
    assay.wait_for(words, since=mark)
    painted = time.perf_counter()
    while _events(log) == before:
        if time.perf_counter() - begun > 20:
            raise TimeoutError("the decision never came into the store")
        time.sleep(0.0002)
    return (painted - begun) * 1000, (time.perf_counter() - begun) * 1000


def _frame(assay: Terminal, key: bytes) -> float:
    """Milliseconds from a key to the last byte of what it changes on screen."""
    begun = time.perf_counter()
    mark = assay.press(key)
    last = begun
    size = mark
    while len(assay.output) == mark or time.perf_counter() - last < _QUIET:
        assay.drain_once(_QUIET)
        if len(assay.output) > size:
            size, last = len(assay.output), time.perf_counter()
        if time.perf_counter() - begun > 5:
            raise TimeoutError(f"{key!r} changed nothing")
    assay.drain(0.06)  # what a glance puts right afterwards is no part of the next key's frame
    return (last - begun) * 1000


def _first_bytes(assay: Terminal, key: bytes) -> float:
    """Milliseconds from a key to the first byte of what it changes; for a screen that is never quiet."""
    begun = time.perf_counter()
    mark = assay.press(key)
    assay.wait_for(b"\x1b[", since=mark)
    return (time.perf_counter() - begun) * 1000


def _reader(store: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{store}?mode=ro", uri=True, isolation_level=None)


def _events(log: sqlite3.Connection) -> int:
    newest: int = log.execute("SELECT COALESCE(MAX(seq), 0) FROM events").fetchone()[0]
    return newest


# ---------------------------------------------------------------- figures


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _times(name: str, times: list[float]) -> dict[str, float]:
    return {f"{name}, p50 (ms)": statistics.median(times), f"{name}, p95 (ms)": _p95(times)}


def _processor(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """The most memory that a process ever had (MB)."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(run("keys", __doc__, measure, ARTICLES))
