"""A store that cannot be written to, through the real screen: said, kept, tried again."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, closing, contextmanager
from functools import partial
from pathlib import Path

import pytest

from store.engine import open_store
from tests.tui.conftest import Opens
from tests.tui.sitting import Sitting
from tui.app import AssayApp
from tui.job import Job
from tui.start import first_sight

MakesStore = Callable[[Sequence[str]], Path]
FIRST = "01-two-raids-and-their-total.txt"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen's store waits for a lock only a moment."""
    monkeypatch.setattr("store.engine.open_store", partial(open_store, busy_seconds=0.05))


@contextmanager
def locked(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program that is in the middle of writing."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Sitting]:
    """The screen as soon as its article is painted, whether or not the store can be opened."""
    job = Job(str(path), "amina")
    app = AssayApp(job, first=first_sight(job), checker=lambda state: ())
    async with app.run_test(size=(120, 40)) as pilot:
        desk = Sitting(pilot, path)
        await until(desk, lambda: desk.review.painted_at is not None)
        yield desk


async def until(desk: Sitting, true: Callable[[], bool]) -> None:
    for _ in range(900):
        await desk.pilot.pause(0.01)
        if true():
            return
    raise AssertionError(f"it never came: {desk.said!r}, {desk.desk.trouble!r}")


def kept(path: Path) -> int:
    """How many key presses the log holds, of a store that is sound."""
    with open_store(str(path)) as store:
        assert store.verify() == []
        return len({event.group for event in store.log()})


@pytest.mark.usefixtures("impatient")
async def test_what_is_decided_before_a_locked_store_opens_is_kept_and_saved_when_it_does(
    make_store: MakesStore,
) -> None:
    path = make_store(["01", "05"])
    with locked(path) as other:
        async with opened(path) as desk:
            await desk.pilot.press("a", "a")
            await until(desk, lambda: desk.desk.trouble is not None)
            await until(desk, lambda: "locked by another program" in desk.screen.top.top.unsaved)
            assert desk.screen.top.top.unsaved.startswith("NOT SAVED: 2 decisions not on disk yet")
            await desk.pilot.press("n")
            assert desk.said.startswith("no other article can be opened")
            await desk.pilot.press("u")
            assert desk.said.startswith("undo has to wait")
            await desk.pilot.press("q")
            assert desk.said.startswith("2 decisions not on disk: q again leaves without")
            await desk.pilot.press("j")
            other.execute("COMMIT")
            await desk.settled()
            assert desk.screen.top.top.unsaved == ""
            await desk.press("q")
            assert desk.pilot.app.return_code == 0
    assert kept(path) == 2


@pytest.mark.usefixtures("impatient")
async def test_leaving_a_locked_store_loses_what_was_said_and_nothing_that_was_kept(
    make_store: MakesStore,
) -> None:
    path = make_store(["01"])
    with ExitStack() as until_left:
        async with opened(path) as desk:
            await desk.settled()
            await desk.press("a")
            until_left.enter_context(locked(path))
            await desk.pilot.press("a")
            await until(desk, lambda: desk.desk.trouble is not None)
            await desk.pilot.press("q", "q")
            await until(desk, lambda: desk.pilot.app.return_code is not None)
            assert desk.pilot.app.return_code == 1
            reviewing = desk.screen
    assert "1 decision was not saved" in reviewing.desk.problems[0]
    assert "locked by another program" in reviewing.desk.problems[0]
    assert kept(path) == 1


async def test_one_goes_on_to_the_next_article_while_a_lock_is_waited_for(
    sit_down: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.leases.PATIENCE", 0.05)
    async with sit_down("01", "05", "04") as desk:
        with locked(desk.store) as other:
            await desk.pilot.press("a")
            await desk.pilot.press("n")
            await until(desk, lambda: desk.desk.holding is None and desk.article_id.startswith("05"))
            await desk.pilot.press("a", "n")
            await until(desk, lambda: desk.desk.holding is None and desk.article_id.startswith("04"))
            assert len(desk.desk.pending) == 2
            other.execute("COMMIT")
            await desk.settled()
        assert kept(desk.store) == 2


@pytest.mark.parametrize("decided", [False, True])
async def test_a_store_that_can_only_be_read_ends_the_screen_unless_something_was_decided(
    make_store: MakesStore, monkeypatch: pytest.MonkeyPatch, decided: bool
) -> None:
    path = make_store(["01"])
    pressed, mended = threading.Event(), threading.Event()

    def writable(_: Path) -> bool:
        pressed.wait(20)
        return mended.is_set()

    monkeypatch.setattr("store.sqlite.writable", writable)
    async with opened(path) as desk:
        if not decided:
            pressed.set()
            await until(desk, lambda: desk.pilot.app.return_code is not None)
            assert desk.pilot.app.return_code == 2
            assert "can only be read: change the permissions" in desk.screen.desk.problems[0]
            return
        await desk.pilot.press("a")
        pressed.set()
        await until(desk, lambda: "can only be read" in desk.screen.top.top.unsaved)
        mended.set()
        await desk.settled()
    assert kept(path) == 1


async def test_a_store_that_was_moved_away_takes_nothing_until_it_is_back(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("a")
        away = desk.store.with_name("away.db")
        desk.store.rename(away)
        await desk.pilot.press("a")
        await until(desk, lambda: "was moved, deleted or replaced" in desk.screen.top.top.unsaved)
        away.rename(desk.store)
        await desk.settled()
        assert kept(desk.store) == 2
