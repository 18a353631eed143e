"""Leaving while the disk takes nothing more: never without being asked, never without being told."""

from __future__ import annotations

import pytest

from store.errors import StoreFull
from store.events import Event
from store.store import Store
from store.types import Draft
from tests.tui.conftest import Opens
from tests.tui.sitting import Sitting


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A store that has no room while the list holds something."""
    full = [True]
    append = Store.append

    def no_room(self: Store, draft: Draft) -> tuple[Event, ...]:
        if full:
            raise StoreFull(
                "no room left on the disk of gold.db: nothing was changed, make room and try again"
            )
        return append(self, draft)

    monkeypatch.setattr(Store, "append", no_room)
    return full


async def trouble(desk: Sitting) -> None:
    """Wait until the screen knows that the disk is full."""
    for _ in range(400):
        await desk.pilot.pause(0.01)
        if desk.desk.trouble is not None:
            return
    raise AssertionError("nothing was said of the full disk")


@pytest.mark.parametrize("leave", ["q", "ctrl+c", "ctrl+q"])
async def test_the_first_q_says_what_would_be_lost_and_the_second_leaves(
    sit_down: Opens, full_disk: list[bool], leave: str
) -> None:
    async with sit_down("01") as desk:
        await desk.pilot.press("j", "a", "a")
        await trouble(desk)
        assert "NOT SAVED: 2 decisions not on disk yet" in desk.screen.top.top.unsaved
        assert "nothing was changed" not in desk.screen.top.top.unsaved
        await desk.pilot.press(leave)
        await desk.pilot.pause(0.5)
        assert desk.pilot.app.return_code is None, "it was tried again meanwhile, which is no second q"
        assert desk.said.startswith("2 decisions not on disk: q again leaves without")
        await desk.pilot.press(leave)
        await desk.pilot.pause(0.1)
        assert desk.pilot.app.return_code == 1
        reviewing = desk.screen
    assert reviewing.desk.problems == ["2 decisions were not saved: no room left on the disk of gold.db"]


async def test_another_key_stays_and_what_finds_room_is_saved_after_all(
    sit_down: Opens, full_disk: list[bool]
) -> None:
    async with sit_down("01") as desk:
        await desk.pilot.press("a")
        await trouble(desk)
        await desk.pilot.press("q", "j")
        full_disk.clear()
        await desk.settled()
        assert desk.events()
        assert desk.screen.top.top.unsaved == ""
        await desk.pilot.press("q")
        await desk.pilot.pause(0.1)
        assert desk.pilot.app.return_code == 0


async def test_a_healthy_disk_is_waited_for_without_asking(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.pilot.press("a", "q")
        await desk.settled()
        assert desk.pilot.app.return_code == 0
        first = desk.screen.desk
        assert not first.pending
        assert not first.problems
        assert desk.events("01-two-raids-and-their-total.txt")
