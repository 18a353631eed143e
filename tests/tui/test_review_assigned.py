"""The review screen of somebody to whom articles are assigned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from store import mends
from store.engine import open_store
from store.rounds import Assigned, Round
from store.state import replay
from store.types import Draft
from tests.tui.sitting import Sitting
from tui.screens.history import HistoryScreen

Opens = Callable[..., AbstractAsyncContextManager[Sitting]]
Makes = Callable[[Sequence[str]], Path]


def given(path: Path, *assigned: Assigned, name: str = "first") -> Path:
    """The store with a round of these assignments."""
    with open_store(str(path)) as store:
        store.keep_round(Round(name, "2025-02-01T00:00:00.000Z", "lead", 1, "{}"), assigned, {})
    return path


def plain(row: int, position: int, arm: str = "assisted") -> Assigned:
    return Assigned(row, "amina", "amina", arm, position)


async def test_the_queue_is_what_is_assigned_in_its_order(sit_down: Opens, make_store: Makes) -> None:
    path = given(make_store(("01", "02", "05", "12")), plain(3, 1), plain(1, 2))
    async with sit_down(store=path) as desk:
        assert desk.article_id.startswith("05")
        assert desk.screen.top.top.position == (1, 2)
        await desk.press("n")
        assert desk.article_id.startswith("01")
        assert desk.screen.top.top.position == (2, 2)
        await desk.press("n")
        assert "last article" in desk.said
        await desk.press("p", "X", "a")
        assert desk.article_id.startswith("01")
        await desk.press("X", "a")
        assert desk.article_id == ""


async def test_unaided_work_shows_no_proposal_and_says_so(sit_down: Opens, make_store: Makes) -> None:
    path = given(make_store(("01", "02")), plain(2, 1, "blank"))
    async with sit_down(store=path) as desk:
        assert desk.article_id.startswith("02")
        assert desk.state.present() == []
        assert desk.state.proposal.mentions == ()
        assert "no proposal is shown" in desk.ahead
        await desk.press("i", "escape")
        assert len(desk.stored().standing()) == 1
        assert desk.events()[0].proposal is None


async def test_an_article_that_is_coded_again_is_kept_apart_and_undo_knows_it(
    sit_down: Opens, make_store: Makes
) -> None:
    path = make_store(("01",))
    with open_store(str(path)) as store:
        loaded = store.load(1, "amina")
        changes = mends.verify(replay(loaded.proposal, ()))
        store.append(
            Draft("amina", loaded.article.sha256, "review.verify", "space", changes, 5, loaded.proposal_key)
        )
        pinned = store.worked()[0].proposal
    given(path, Assigned(1, "amina", "amina [second]", "recode", 1, pinned), name="second")
    async with sit_down(store=path) as desk:
        waiting = desk.state.undecided()
        assert desk.state.status is None
        await desk.press("a")
        assert len(desk.state.undecided()) < len(waiting)
        assert desk.stored_by("amina [second]").undecided() == desk.state.undecided()
        assert desk.stored_by("amina").status == "verified"
        await desk.press("u")
        assert desk.state.undecided() == waiting
        await desk.press("a")
        assert len(desk.stored_by("amina [second]").undecided()) < len(waiting)
        assert desk.stored_by("amina").status == "verified"


async def test_the_history_tells_nothing_of_other_coders(sit_down: Opens, make_store: Makes) -> None:
    path = given(make_store(("01",)), plain(1, 1), Assigned(1, "bilal", "bilal", "assisted", 1))
    with open_store(str(path)) as store:
        loaded = store.load(1, "bilal")
        changes = mends.verify(replay(loaded.proposal, ()))
        store.append(
            Draft("bilal", loaded.article.sha256, "review.verify", "space", changes, 5, loaded.proposal_key)
        )
    async with sit_down(store=path) as desk:
        await desk.press("a", "H")
        screen = desk.pilot.app.screen
        assert isinstance(screen, HistoryScreen)
        assert {line.who for line in screen.shown} <= {"", "amina"}
        await desk.pilot.press("escape")
