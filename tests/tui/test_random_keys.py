"""Whatever is pressed, nothing breaks, and the store's log replays to what the screen says."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.tui.conftest import Opens
from tui.actions import ACTIONS
from tui.desk import GUARD

_LETTERS = tuple("abcdefghijklmnoprstuvwxyzADJUX0123456789~<-+=?,.:;/ é")
_NAMED = (
    *("enter", "escape", "backspace", "space", "tab", "shift+tab", "up", "down", "left", "right", "f5"),
    *("pagedown", "shift+right", "shift+left", "shift+down"),
)
#: Leaving ends the sitting; the palette, the help and the history lie over the screen.
_ENDS = frozenset(
    ("app.quit", "app.help", "app.palette", "review.history", "review.queue", "review.progress")
)
KEYS = tuple(
    sorted(
        {k for a in ACTIONS if a.id not in _ENDS for k in a.keys}
        | {c for c in _LETTERS if c not in "q? "}
        | set(_NAMED)
    )
)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_three_hundred_random_keys_break_nothing(sit_down: Opens, seed: int) -> None:
    chance = random.Random(seed)
    async with sit_down("01", "05", "10", "02", size=(100, 30)) as desk:
        for n in range(300):
            key = chance.choice(KEYS)
            at = desk.desk.clock() + (2 * GUARD if key in ("space", "y") and desk.desk.holding is None else 0)
            desk.desk.press(key, at)
            if desk.pilot.app.screen is not desk.screen:  # `/` and Tab, or `/` without an article: the queue
                await desk.pilot.pause()
                desk.pilot.app.pop_screen()
            desk.screen.paint()
            if n % 10 == 0:
                await desk.pilot.pause()
        await desk.press("escape", "escape")
        for article in ("01-two-raids-and-their-total.txt", "05-a-night-across-two-dates.txt"):
            desk.stored(article)
        if desk.article_id:
            assert desk.state.cells == desk.stored().cells
            assert desk.state.standing() == desk.stored().standing()


async def test_undo_all_the_way_back_leaves_nothing_decided(
    sit_down: Opens, make_store: Callable[[Sequence[str]], Path]
) -> None:
    async with sit_down("01", "05") as desk:
        await desk.press("a", "x", "j", "d", "b", "t", "A", "n", "a", "z", "+", "4", "enter")
        for _ in range(20):
            await desk.press("u")
        assert desk.said == "nothing to undo"
        for article in ("01-two-raids-and-their-total.txt", "05-a-night-across-two-dates.txt"):
            stored = desk.stored(article)
            assert all(cell.get("decision") is None for cell in stored.cells.values())
            assert stored.status is None
