"""The progress screen (`P`), and what is said after a pause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from store.figures import Day, ReviewerStats
from store.types import Progress, Worked
from tests.tui.conftest import Opens
from tui.desk import PAUSE
from tui.screens.progress import ProgressScreen, page, sparkline
from tui.widgets.glyphs import ASCII, UNICODE

NOW = dt.datetime(2025, 3, 14, 18, 0, tzinfo=dt.UTC)
DAYS = tuple(Day(f"2025-03-{n:02}", n % 5 * 3, n * 240.0) for n in range(1, 15))
STATS = ReviewerStats(
    *("amina", 110, 10, 1, 2, 18_000.0),
    {"date": {"accepted": 80, "corrected": 20}, "counts": {"accepted": 200, "rejected": 20}},
    DAYS,
)
WORK = [Worked(4, "four.txt", None, "verified", "2025-03-14T16:00:00.000Z", 7)]


def told(rows: list[list[object]]) -> str:
    return "\n".join("".join(getattr(ink, "text", "") for ink in row) for row in rows)


def test_the_page_says_done_left_pace_time_left_today_days_and_rates() -> None:
    shown = told(page(Progress(340, 110, 10, 1, 2), (STATS, WORK), "amina", NOW, UNICODE))  # type: ignore[arg-type]
    for words in (
        "120 of 340",
        "220",
        "2 flagged",
        "24.0",
        "9.2 h",
        "12",
        "in 56 min",
        "20%",
        "9%",
        "four.txt",
    ):
        assert words in shown, words


def test_a_day_with_something_is_never_blank() -> None:
    assert sparkline([0, 1, 100], UNICODE) == " ▁█"
    assert sparkline([0, 1, 100], ASCII) == " .@"
    assert sparkline([0, 0], UNICODE) == "  "


async def test_the_figures_are_those_of_the_store_and_any_key_closes_them(sit_down: Opens) -> None:
    async with sit_down("05", "10", "01") as desk:
        await desk.press("X", "s", "P")
        screen = desk.pilot.app.screen
        assert isinstance(screen, ProgressScreen)
        while not screen.settled:
            await desk.pilot.pause()
        assert screen.found is not None
        assert screen.found[0] is not None
        assert screen.found[0].days[-1].finished == 1
        assert [w.id[:2] for w in screen.found[1]] == ["05"]
        await desk.press("a")
        assert desk.pilot.app.screen is desk.screen
        assert not desk.events()


async def test_after_a_pause_one_is_told_where_one_was_and_what_one_did(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("a")
        where = desk.review.where()
        desk.desk._last_press = desk.desk.clock() - PAUSE - 60
        await desk.press("j")
        assert desk.said == f"back after 11 minutes · you were at {where} · last: accepted entry 1"


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_the_progress_screen(
    looks: Callable[..., bool], size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.store.Store.stats", lambda self, who: type("S", (), {"reviewers": (STATS,)})())
    monkeypatch.setattr("store.store.Store.recent_work", lambda self, who, limit: WORK)
    assert looks("a", "P", size=size)
