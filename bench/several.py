"""Several windows at one store: 8 processes make 10,000 decisions, two windows for each of four reviewers.

`python -m bench several`. Counted are decisions that were acknowledged and are not in the log, articles that
two windows of one reviewer were given, errors that a person would have seen, and what a decision took.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bench._several import Window
from bench._store_floor import commit
from bench.crash import ROOT, make_store
from store.engine import open_store

REVIEWERS = ("amina", "bilal", "chaman", "dur")


@dataclass(slots=True)
class Together:
    """What all windows did. `lost` are acknowledged events that the log lacks or has twice."""

    windows: list[Window]
    seconds: float
    lost: int = 0
    shared: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def ms(self) -> list[float]:
        """How long the decisions took, sorted."""
        return sorted(ms for window in self.windows for ms in window.ms)


def together(path: Path, processes: int, decisions: int) -> Together:
    """Let so many processes make so many decisions between them, and look at the store afterwards."""
    who = [REVIEWERS[n // 2 % len(REVIEWERS)] for n in range(processes)]
    each = decisions // processes
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "bench._several", str(path), name, str(each)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in who
    ]
    for process in running:
        assert process.stdout is not None
        process.stdout.readline()  # it is open; Python's own start is not what is measured
    begun = time.perf_counter()
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    windows = [Window(**json.loads(process.communicate(timeout=1800)[0])) for process in running]
    done = Together(windows, time.perf_counter() - begun)
    with open_store(str(path)) as store:
        kept = Counter(event.seq for event in store.log())
        done.problems = store.verify()
    told = Counter(seq for window in windows for seq in window.kept)
    done.lost = sum((told - kept).values())
    given = Counter((name, row) for name, window in zip(who, windows, strict=True) for row in window.rows)
    done.shared = sum(times - 1 for times in given.values())
    return done


def measure() -> dict[str, float]:
    """The figures of 8 processes and 10,000 decisions."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gold.db"
        make_store(path, 12)
        before = commit(Path(folder) / "before.db")
        done = together(path, 8, 10_000)
        # One transaction at a time is written, and each waits for the disk: this is what cannot be beaten.
        floor = (before + commit(Path(folder) / "after.db")) / 2
    ms = done.ms
    return {
        "processes": len(done.windows),
        "decisions": len(ms),
        "decisions a second": len(ms) / done.seconds,
        "plain sqlite3, commits one after another (a second)": 1000 / floor,
        "lost": done.lost,
        "articles given to two windows of one reviewer": done.shared,
        "errors on screen": sum(len(window.wrong) for window in done.windows),
        "problems found by verify-store": len(done.problems),
        "decision p50 (ms)": statistics.median(ms),
        "decision p95 (ms)": ms[int(len(ms) * 0.95)],
        "decision longest (ms)": ms[-1],
    }
