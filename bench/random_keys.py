"""Keys pressed at random: 20,000 of them at the real screen, on a real store, at several sizes.

`python -m bench.random_keys --seed 7 --presses 20000`. Counted are crashes and screens that
say something else than the store's replayed log. What goes wrong is told with its seed and the last keys.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from bench.keystrokes import gold_of
from tui.actions import ACTIONS

if TYPE_CHECKING:
    from tests.tui.sitting import Sitting

PRESSES = 20_000
#: Keys of one sitting; after them it is closed, and the next is opened on a new store at another size.
_SITTING = 1_000
#: Keys after which the screen is held against the store.
_CHECKED = 50
_SAMPLES = ("01", "05", "10", "02", "09", "12")
_SIZES = ((120, 40), (80, 24), (100, 30), (60, 16), (250, 70))
_LETTERS = tuple("abcdefghijklmnoprstuvwxyzADJUX0123456789~<-+=?,.:;/ é")
_NAMED = (
    *("enter", "escape", "backspace", "space", "tab", "shift+tab", "up", "down", "left", "right", "f5"),
    *("pagedown", "shift+right", "shift+left", "shift+down", "delete", "home", "end", "ctrl+u", "ctrl+d"),
)
#: Leaving ends the sitting, and the palette can.
_ENDS = frozenset(("app.quit", "app.palette"))
KEYS = tuple(
    sorted(
        {k for a in ACTIONS if a.id not in _ENDS for k in a.keys}
        | {c for c in _LETTERS if c not in "q "}
        | set(_NAMED)
    )
)


@dataclass(slots=True)
class Outcome:
    """What came of the presses: how many there were, what crashed, what differed from the log."""

    presses: int = 0
    verified: int = 0
    crashed: list[str] = field(default_factory=list)
    differed: list[str] = field(default_factory=list)


async def play(seed: int, presses: int, size: tuple[int, int], outcome: Outcome) -> None:
    """One sitting of so many keys."""
    from dataclasses import replace

    from store.engine import open_store
    from tests.tui.sitting import GOLD, Sitting
    from tui.app import AssayApp
    from tui.job import Job
    from tui.start import first_sight

    chance = random.Random(seed)
    pressed: list[str] = []
    with tempfile.TemporaryDirectory() as folder, patch("tui.behind.work", lambda *_, **__: None):
        path = Path(folder) / "random.db"
        with open_store(str(path)) as store:
            for name in _SAMPLES:
                store.add_proposals([replace(gold_of(name), extractor=dict(GOLD))])
        job = Job(str(path), "amina")
        app = AssayApp(job, first=first_sight(job))
        try:
            async with app.run_test(size=size) as pilot:
                desk = Sitting(pilot, path)
                await desk.settled()
                for at in range(1, presses + 1):
                    key = chance.choice(KEYS)
                    pressed.append(key)
                    if key in ("space", "y"):
                        await desk.past_the_guard()
                    app.simulate_key(key)
                    outcome.presses += 1
                    if chance.random() < 0.3:
                        await pilot.pause()
                    if at % _CHECKED == 0:
                        await _compare(desk, outcome, f"seed {seed}, after {pressed[-_CHECKED:]}")
                await _compare(desk, outcome, f"seed {seed}, at the end")
        except Exception as problem:
            where = f"seed {seed}, {size[0]}×{size[1]}, after {len(pressed)} keys, the last {pressed[-12:]}"
            outcome.crashed.append(f"{type(problem).__name__}: {problem} · {where}")
        with open_store(str(path)) as store:
            outcome.verified += store.progress("amina").done


async def _compare(desk: Sitting, outcome: Outcome, where: str) -> None:
    """Hold what the screen says against what the log gives, once all is saved."""
    await desk.pilot.pause()
    while len(desk.pilot.app.screen_stack) > 1:
        desk.pilot.app.pop_screen()
        await desk.pilot.pause()
    await desk.settled()
    if not desk.article_id:
        await desk.press("p")
        return
    mine, stored = desk.state, desk.stored()
    if mine.cells != stored.cells or mine.standing() != stored.standing() or mine.status != stored.status:
        outcome.differed.append(f"{desk.article_id}: {where}")


def run(seed: int, presses: int) -> Outcome:
    """So many keys in as many sittings as it takes."""
    outcome = Outcome()
    for number in range(-(-presses // _SITTING)):
        size = _SIZES[number % len(_SIZES)]
        asyncio.run(play(seed + number, min(_SITTING, presses - outcome.presses), size, outcome))
        print(f"  {outcome.presses:,} keys", file=sys.stderr, flush=True)
    return outcome


def measure(seed: int = 7, presses: int = PRESSES) -> dict[str, float]:
    """Figures by name. What went wrong is told on standard error."""
    outcome = run(seed, presses)
    for one in (*outcome.crashed, *outcome.differed):
        print(one, file=sys.stderr)
    return {
        "keys pressed": outcome.presses,
        "articles finished": outcome.verified,
        "crashes": len(outcome.crashed),
        "screens that differ from the replayed log": len(outcome.differed),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.random_keys", description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--presses", type=int, default=PRESSES)
    chosen = parser.parse_args()
    for name, value in measure(chosen.seed, chosen.presses).items():
        print(f"{name:50} {value:>8,.0f}")
