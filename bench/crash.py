"""Kills a reviewing `assay` at random moments and looks whether anything that it had acknowledged is lost.

`python -m bench.crash --kills 200`. Each round starts the real program in a real terminal on the same
store, presses random keys and ends it with SIGKILL. What its screen had been told is kept must be in the log
then, no key press may be there in part, and the store must be sound.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bench._acknowledging import run
from bench._terminal import Terminal
from extract.from_json import loads
from extract.model import Record
from extract.to_json import text_sha256
from store.engine import open_store

ROOT = Path(__file__).resolve().parent.parent
#: Keys as a hasty person presses them; what takes back is among them, and what opens another article.
KEYS = (b"a", b"a", b"a", b"j", b"k", b"x", b"z", b"d", b"7", b"\r", b"12\r", b"b", b"t", b"A", b"u", b"u",
        b"U", b" ", b" ", b"y", b"n", b"p", b"\t", b"\x1b")  # fmt: skip


@dataclass(slots=True)
class Outcome:
    """What came of it. `lost` are acknowledged events that the log lacks, `problems` say what is wrong."""

    kills: int = 0
    acknowledged: int = 0
    kept: int = 0
    lost: int = 0
    problems: tuple[str, ...] = ()


def make_store(path: Path, copies: int) -> None:
    """A store of the samples with their gold as proposals, so many times over."""
    records = [_again(loads(p.read_text("utf-8")), n) for n in range(copies) for p in _golds()]
    with open_store(str(path)) as store:
        store.add_articles(r.article for r in records)
        store.add_proposals(records)


def _golds() -> Sequence[Path]:
    return sorted((ROOT / "samples").glob("*.gold.json"))


def _again(gold: Record, number: int) -> Record:
    """The sample under another id, with another text behind the last word that is quoted."""
    text = f"{gold.article.text}\nEdition {number}."
    article = replace(gold.article, id=f"{number}/{gold.article.id}", text=text, sha256=text_sha256(text))
    return replace(gold, article=article, extractor={"name": "gold", "version": "1"})


def crash(path: Path, kills: int, *, seed: int = 1, seconds: float = 1.0, afresh: bool = True) -> Outcome:
    """Kill so many times, each within so many seconds after the first acknowledged key press.

    With `afresh` each process is a new Python; else a fork of this one, which is quicker to start.
    """
    chance = random.Random(seed)
    outcome = Outcome()
    for _ in range(kills):
        acknowledged = _round(path, chance, seconds, afresh)
        outcome.kills += 1
        outcome.acknowledged += len(acknowledged)
        _look(path, acknowledged, outcome)
        if sys.stderr.isatty():
            print(f"\r{outcome.kills} of {kills} kills, {outcome.lost} lost", end="", file=sys.stderr)
        if outcome.lost or outcome.problems:
            break
    return outcome


def _round(path: Path, chance: random.Random, seconds: float, afresh: bool) -> list[int]:
    """Start, press, kill; the numbers of the events that the screen was told are kept."""
    ear, mouth = os.pipe()
    os.set_inheritable(mouth, True)
    words = ["--db", str(path), "--reviewer", chance.choice(("amina", "bilal", "chaman"))]
    program = [sys.executable, "-m", "bench._acknowledging", str(mouth), *words]
    try:
        with Terminal(program if afresh else partial(run, mouth, words), cwd=ROOT) as terminal:
            terminal.wait_for(b" done", seconds=60.0)
            heard = b""
            begun, until = time.perf_counter(), None
            while until is None or time.perf_counter() < until:
                if time.perf_counter() - begun > 60:
                    raise TimeoutError(f"nothing was acknowledged; the end was {terminal.output[-300:]!r}")
                terminal.press(chance.choice(KEYS))
                terminal.drain(chance.uniform(0.0, 0.03))
                heard += _hear(ear)
                if heard and until is None:
                    until = time.perf_counter() + chance.uniform(0.0, seconds)
            terminal.kill()
        os.close(mouth)
        mouth = -1
        while more := os.read(ear, 1 << 16):
            heard += more
    finally:
        os.close(ear)
        if mouth >= 0:
            os.close(mouth)
    return [int(line) for line in heard.split(b"\n")[:-1]]


def _hear(ear: int) -> bytes:
    return os.read(ear, 1 << 16) if select.select([ear], [], [], 0)[0] else b""


def _look(path: Path, acknowledged: Sequence[int], outcome: Outcome) -> None:
    """Open the store as the next start would, and compare."""
    with open_store(str(path)) as store:
        kept = {event.seq for event in store.log()}
        outcome.problems = tuple(store.verify())  # half a key press, a log that no replay explains, …
    outcome.kept = len(kept)
    outcome.lost += len(set(acknowledged) - kept)
    if kept != set(range(1, len(kept) + 1)):
        outcome.problems += ("the log has gaps",)


def measure() -> dict[str, float]:
    """For `python -m bench`: 20 kills."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gold.db"
        make_store(path, 20)
        outcome = crash(path, 20)
    return {
        "kills": outcome.kills,
        "acknowledged events": outcome.acknowledged,
        "lost events": outcome.lost,
        "problems found by verify-store": len(outcome.problems),
    }


def main() -> int:
    """Kill as often as asked; ends with `0 lost`, or says what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument(
        "--forked", action="store_true", help="fork each process from this one: starts sooner"
    )
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gold.db"
        make_store(path, 1 + chosen.kills // 20)
        outcome = crash(path, chosen.kills, seed=chosen.seed, afresh=not chosen.forked)
    for problem in outcome.problems:
        print(problem)
    print(
        f"seed {chosen.seed}: {outcome.kills} kills, {outcome.acknowledged} events acknowledged, "
        f"{outcome.kept} in the log, {len(outcome.problems)} problems, {outcome.lost} lost"
    )
    return 1 if outcome.lost or outcome.problems else 0


if __name__ == "__main__":
    sys.exit(main())
