"""The adjudication screen: two codings of a sample, settled by somebody who made neither."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from extract.model import Record
from store import mends
from store.engine import open_store
from store.events import Change
from store.state import State, apply, replay
from store.types import Draft
from tests.tui.sitting import Sitting
from tui.adjudicate_app import AdjudicateApp
from tui.adjudicating import AdjudicationDesk
from tui.job import Job

Opens = Callable[..., AbstractAsyncContextManager[Sitting]]


class _Coder:
    """Makes the changes of one coding."""

    def __init__(self, state: State) -> None:
        self.state, self.changes = state, list[Change]()

    def make(self, changes: Sequence[Change]) -> None:
        self.state = apply(self.state, changes)
        self.changes += changes


def code(path: Path, who: str, number: int, *, wrong: bool) -> None:
    """Somebody verifies an article; with `wrong`, with another count, another date, an entry less."""
    with open_store(str(path)) as store:
        loaded = store.load(number, who)
        coder = _Coder(replay(loaded.proposal, ()))
        if wrong:
            first, second, *_, last = coder.state.standing()
            count = coder.state.count(first, "c1")
            off = replace(count, low=99, best=99, high=99, qualifier="exact", evidence=())
            coder.make(mends.set_count(coder.state, first, off))
            day = dt.date(2025, 1, 2)
            date = replace(coder.state.entry(second).date, start=day, end=day, precision="day")
            coder.make(mends.set_date(coder.state, second, date))
            coder.make(mends.reject(coder.state, last, "exists"))
        coder.make(mends.verify(coder.state))
        sha = loaded.article.sha256
        store.append(Draft(who, sha, "review.verify", "space", coder.changes, 5, loaded.proposal_key))


@pytest.fixture
def coded(make_store: Callable[[Sequence[str]], Path]) -> Path:
    """A store in which amina and bilal have finished the first sample; bilal got three things wrong."""
    path = make_store(["01"])
    code(path, "amina", 1, wrong=False)
    code(path, "bilal", 1, wrong=True)
    return path


@pytest.fixture
def settle(coded: Path) -> Opens:
    """Opens the adjudication screen for dana."""

    @asynccontextmanager
    async def open_(size: tuple[int, int] = (120, 40)) -> AsyncIterator[Sitting]:
        app = AdjudicateApp(Job(str(coded), "dana"), checker=lambda state: ())
        async with app.run_test(size=size) as pilot:
            sitting = Sitting(pilot, coded)
            await sitting.settled()
            yield sitting
            await sitting.settled()

    return open_


def desk_of(sitting: Sitting) -> AdjudicationDesk:
    assert isinstance(sitting.desk, AdjudicationDesk)
    return sitting.desk


def right_side(desk: AdjudicationDesk, proposal: Record) -> str:
    """The side that says what the gold says: bilal's is the one with 99, January, or nothing."""
    item = desk.item
    assert item is not None
    wrong = item.one is None or "99" in str(item.one) or "2025-01-02" in str(item.one)
    return "2" if wrong else "1"


async def test_what_they_differ_in_is_settled_and_comes_out_as_the_gold(settle: Opens, coded: Path) -> None:
    async with settle() as sitting:
        desk = desk_of(sitting)
        gold = sitting.state.proposal
        while desk.waiting():
            item = desk.item
            assert item is not None
            await sitting.press(right_side(desk, gold))
            if not (item.agreed or item.alone):
                await sitting.press("e")
        await sitting.press("space")
    with open_store(str(coded)) as store:
        (line,) = store.export_lines()
        told = json.loads(line)
        assert (told["review"]["reviewer"], told["review"]["capacity"]) == ("dana", "adjudicator")
        assert [e["counts"] for e in told["incidents"]] == [
            e["counts"] for e in json.loads(_gold_line(gold))["incidents"]
        ]
        assert [e["date"]["start"] for e in told["incidents"]] == [
            e["date"]["start"] for e in json.loads(_gold_line(gold))["incidents"]
        ]
        reasons = {e.after.get("reason") for e in store.log(reviewer="dana") if e.after} - {None}
        assert reasons == {"annotator_error"}
        assert sorted(c.reviewer for c in store.codings()) == ["amina", "bilal", "dana"]
        assert not store.verify()


def _gold_line(gold: Record) -> str:
    from extract.to_json import dumps

    return dumps(gold)


async def test_undo_opens_an_item_again_but_never_the_beginning(settle: Opens) -> None:
    async with settle() as sitting:
        desk = desk_of(sitting)
        before = len(desk.waiting())
        await sitting.press("j", "1", "g")
        assert len(desk.waiting()) == before - 1
        await sitting.press("u")
        assert len(desk.waiting()) == before
        await sitting.press("u")
        assert "nothing to undo" in sitting.said
        assert len(desk.waiting()) == before


async def test_a_third_value_has_its_reason_and_a_note(settle: Opens) -> None:
    async with settle() as sitting:
        desk = desk_of(sitting)
        desk.at = next(n for n, i in enumerate(desk.items) if i.kind == "count" and not i.alone)
        desk.focus()
        item = desk.item
        assert item is not None
        await sitting.press("e")
        await sitting.type("7+")
        await sitting.press("enter", "A")
        await sitting.type("more than both say")
        await sitting.press("enter")
        cell = sitting.stored_by("dana").cells[(item.entry, item.field)]
        assert (cell["value"]["low"], cell["value"]["high"]) == (7, None)
        assert (cell["reason"], cell["note"]) == ("ambiguous_text", "more than both say")


async def test_leaving_the_reasons_settles_nothing(settle: Opens) -> None:
    async with settle() as sitting:
        desk = desk_of(sitting)
        before = len(desk.waiting())
        await sitting.press("2", "escape")
        assert len(desk.waiting()) == before
        assert sitting.said == "nothing was settled"


async def test_the_article_is_not_closed_while_something_waits(settle: Opens) -> None:
    async with settle() as sitting:
        await sitting.press("space")
        assert "still to be settled" in sitting.said
        assert sitting.state.status == "in_progress"


async def test_names_of_the_coders_are_nowhere_on_the_screen(settle: Opens) -> None:
    async with settle() as sitting:
        await sitting.press("?", "H", "1")
        told = sitting.pilot.app.export_screenshot()
        assert "amina" not in told
        assert "bilal" not in told


async def test_work_goes_on_where_it_was_left(settle: Opens) -> None:
    async with settle() as sitting:
        await sitting.press("1", "o")
        left = len(desk_of(sitting).waiting())
        items = desk_of(sitting).items
    async with settle() as sitting:
        assert len(desk_of(sitting).waiting()) == left
        assert desk_of(sitting).items == items


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_how_two_codings_look(
    snap_compare: Callable[..., bool], coded: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.chdir(coded.parent)
    app = AdjudicateApp(Job(coded.name, "dana"), checker=lambda state: ())

    async def press(pilot: Pilot[None]) -> None:
        sitting = Sitting(pilot, coded)
        await sitting.settled()
        await sitting.press("2", "e", "1")

    assert snap_compare(app, terminal_size=size, run_before=press)
