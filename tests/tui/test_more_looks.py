"""How the screens look that lie over the review's, and the review when something is the matter."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.errors import StoreFull
from store.store import Store
from tests.tui.sitting import Sitting
from tui.app import AssayApp
from tui.job import Job
from tui.start import first_sight
from tui.widgets.glyphs import ASCII

SIZES = [(120, 40), (80, 24)]
Looks = Callable[..., bool]


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything in the history happened at the same time of day."""
    monkeypatch.setattr("tui.history.when", lambda at, now: "14:05")


@pytest.mark.parametrize("size", SIZES)
def test_the_history_of_an_article(looks: Looks, still: None, size: tuple[int, int]) -> None:
    assert looks("a", "x", ".", "4", "enter", "f", *"look again", "enter", "H", "down", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_ones_own_work_in_the_history(looks: Looks, still: None, size: tuple[int, int]) -> None:
    assert looks("a", "n", "a", "H", "tab", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_the_history_where_only_ascii_is_had(looks: Looks, still: None, size: tuple[int, int]) -> None:
    assert looks("a", "j", "x", "H", size=size, glyphs=ASCII)


@pytest.mark.parametrize("size", SIZES)
def test_the_rules_of_a_field(looks: Looks, size: tuple[int, int]) -> None:
    assert looks("j", "?", "?", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_the_list_of_the_queues_keys(looks: Looks, size: tuple[int, int]) -> None:
    assert looks("T", "?", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_an_article_flagged_with_a_reason(looks: Looks, size: tuple[int, int]) -> None:
    assert looks("f", *"ask Bilal", "enter", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_reasons_for_an_irrelevant_article(looks: Looks, size: tuple[int, int]) -> None:
    assert looks("X", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_an_irrelevant_article_with_its_reason(looks: Looks, size: tuple[int, int]) -> None:
    assert looks("X", "d", "p", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_a_decision_that_is_not_saved(
    snap_compare: Looks,
    make_store: Callable[[Sequence[str]], Path],
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    def full(self: Store, draft: object) -> None:
        raise StoreFull("no room left on the disk of gold.db: nothing was changed, make room and try again")

    path = make_store(("01", "02"))
    monkeypatch.chdir(path.parent)
    monkeypatch.setattr(Store, "append", full)
    job = Job(path.name, "amina")
    app = AssayApp(job, first=first_sight(job), checker=lambda state: ())

    async def press(pilot: Pilot[None]) -> None:
        desk = Sitting(pilot, path)
        await desk.settled()
        await pilot.press("a")
        until = time.monotonic() + 20
        while desk.desk.trouble is None:
            assert time.monotonic() < until, "it was never told"
            await asyncio.sleep(0.005)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=press)
