"""Two windows of one reviewer: other articles for each, and nothing overwritten where they meet."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from store import holders, mends
from store.engine import open_store
from store.state import replay
from store.types import Draft
from tests.tui.conftest import Opens
from tests.tui.sitting import Sitting

OTHER = holders.new_holder()


def leases(store: Path) -> set[int]:
    """The articles that some window holds."""
    with closing(sqlite3.connect(store)) as raw:
        return {row for (row,) in raw.execute("SELECT article FROM leases")}


def run_out(store: Path) -> None:
    """Let five minutes pass without a key."""
    with closing(sqlite3.connect(store, isolation_level=None)) as raw:
        raw.execute("UPDATE leases SET until = '2025-01-01T00:00:00.000Z'")


def verify_elsewhere(store: Path, row: int) -> None:
    """The reviewer's other window takes the article and verifies it."""
    with open_store(str(store)) as other:
        loaded = other.load(row, "amina")
        changes = mends.verify(replay(loaded.proposal, loaded.events))
        sha, key, last = loaded.article.sha256, loaded.proposal_key, loaded.last_seq
        other.append(Draft("amina", sha, "review.verify", "space", changes, 5, key, None, last, OTHER))


async def test_what_another_window_has_open_is_passed_over(
    make_store: Callable[[Sequence[str]], Path], sit_down: Opens
) -> None:
    store = make_store(["01", "04", "05"])
    with open_store(str(store)) as other:
        other.hold("amina", OTHER, {1})
    async with sit_down(store=store) as desk:
        assert desk.article_id.startswith("04-")
        await desk.press("n")
        assert desk.article_id.startswith("05-")
        await desk.press("p", "p")
        assert desk.article_id.startswith("04-")
        assert "first article" in desk.said


async def test_a_window_holds_what_it_shows_and_has_read_ahead_and_lets_go_when_it_closes(
    sit_down: Opens,
) -> None:
    async with sit_down("01", "04", "05") as desk:
        await desk.press("j")
        assert leases(desk.store) == {1, 2}
        await desk.press("n")
        assert leases(desk.store) == {2, 3}
        with open_store(str(desk.store)) as other:
            assert other.next_row("amina", after=1, holder=OTHER) is None
            assert other.next_row("bilal", holder=OTHER) == 1
        store = desk.store
        await desk.press("q")
    assert leases(store) == set()


async def test_a_key_after_the_lease_ran_out_begins_a_second_coding_and_says_so(sit_down: Opens) -> None:
    async with sit_down("01", "04") as desk:
        first = desk.article_id
        await desk.press("a")
        run_out(desk.store)
        verify_elsewhere(desk.store, 1)
        kept = desk.events()
        await desk.press("x")
        assert "second coding, by amina (2)" in desk.said
        await desk.press("z")
        assert desk.article_id == first
        assert desk.events() == kept
        assert _seconds(desk) == ["second_coding", "review.reject", "review.unknown"]
        with open_store(str(desk.store)) as store:
            assert store.verify() == []


def _seconds(desk: Sitting) -> list[str]:
    """What the second coding's key presses did, in order."""
    with open_store(str(desk.store)) as store:
        row = store.row_of(desk.article_id)
        assert row is not None
        return list(dict.fromkeys(e.action for e in store.load(row, "amina (2)").events))


async def test_undo_takes_back_the_second_coding_and_not_the_other_windows_work(sit_down: Opens) -> None:
    async with sit_down("01", "04") as desk:
        run_out(desk.store)
        verify_elsewhere(desk.store, 1)
        kept = desk.events()
        await desk.press("x", "u")
        assert desk.events() == kept
        assert "took back a rejection" in desk.said
        assert _seconds(desk) == ["review.reject", "undo"]
