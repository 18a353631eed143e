"""How the same words were coded before, and the rule that a third mend offers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from extract.model import Record
from store.engine import open_store
from tests.tui.sitting import Sitting
from tests.unit.store.worded import report
from tui.app import AssayApp
from tui.cursor import Cursor
from tui.job import Job
from tui.start import first_sight

Opens = Callable[..., AbstractAsyncContextManager[Sitting]]
OFFER = "R makes it a rule: “tribesmen” is civilians · mended so in 3 articles"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of five reports, in each of which the extractor cannot tell whose the tribesmen are."""
    path = tmp_path / "gold.db"
    with open_store(str(path)) as store:
        store.add_proposals([report(n) for n in range(1, 6)])
    return path


async def rested(desk: Sitting) -> str:
    """The status line when the keys have rested and everything that was asked for has been read."""
    await desk.settled()
    for ask in (desk.desk.backstage.do, desk.desk.backstage.ask):
        done = asyncio.Event()
        ask(lambda store: None, lambda _, done=done: done.set())  # type: ignore[misc]
        await done.wait()
        await desk.settled()
    return desk.said


async def to_the_count(desk: Sitting) -> None:
    """Go to the count of the one entry."""
    while desk.cursor != Cursor("i1", "counts/c1"):
        await desk.press("j")


async def mend(desk: Sitting) -> None:
    """The tribesmen of the article on screen are civilians."""
    await to_the_count(desk)
    await desk.press("w", "c")


async def mend_and_verify(desk: Sitting, times: int) -> None:
    for _ in range(times):
        await mend(desk)
        await rested(desk)
        await desk.press("space")


def side_of(record: Record) -> str:
    return record.incidents[0].counts[0].side


async def test_on_a_count_the_line_says_how_its_words_were_coded_before(sit_down: Opens, path: Path) -> None:
    async with sit_down(store=path) as desk:
        await to_the_count(desk)
        assert "coded before" not in await rested(desk)
        await mend_and_verify(desk, 2)
        await to_the_count(desk)
        assert "coded before: “tribesmen” civilians 2 (last r2.txt)" in await rested(desk)
        assert "“killed”" not in desk.said


async def test_on_a_place_too_and_what_agrees_is_said_only_where_nothing_else_is(
    sit_down: Opens, path: Path
) -> None:
    async with sit_down(store=path, size=(160, 40)) as desk:
        await desk.press("space")
        while desk.cursor != Cursor("i1", "location"):
            await desk.press("j")
        assert await rested(desk) == "coded before: “near ziarat” Ziarat, Khost, AF (near) 1"
        await desk.press("k", "a")
        assert desk.cursor == Cursor("i1", "location")
        assert await rested(desk) == "accepted the date of 1 · u takes it back"


async def test_nothing_moves_and_no_key_waits_for_it(sit_down: Opens, path: Path) -> None:
    async with sit_down(store=path) as desk:
        await mend_and_verify(desk, 1)
        await to_the_count(desk)
        before = (desk.cursor, desk.state, desk.screen.fields.drawn)
        await rested(desk)
        assert (desk.cursor, desk.state, desk.screen.fields.drawn) == before
        assert desk.desk.holding is None


async def test_the_third_same_mend_offers_a_rule_and_r_takes_it(sit_down: Opens, path: Path) -> None:
    async with sit_down(store=path) as desk:
        await mend_and_verify(desk, 2)
        await mend(desk)
        assert await rested(desk) == OFFER
        await desk.press("R")
        assert "rule 1 is made: articles that wait take it" in await rested(desk)
        await desk.press("space")
        assert desk.article_id == "r4.txt"
        assert desk.state.count("i1", "c1").side == "civilians"
        assert "project rule 1: “tribesmen” is civilians" in await rested(desk) or desk.said
        await to_the_count(desk)
        assert "project rule 1: “tribesmen” is civilians" in await rested(desk)
    with open_store(str(path)) as store:
        store.catch_up("rules")
        assert side_of(store.load(5, "amina").proposal) == "civilians"
        (rule,) = store.rules()
        assert (rule.author, rule.coding) == ("amina", {"side": "civilians"})
        assert store.verify() == []


async def test_going_on_declines_without_costing_a_key_and_is_not_asked_again(
    sit_down: Opens, path: Path
) -> None:
    async with sit_down(store=path) as desk:
        await mend_and_verify(desk, 2)
        await mend(desk)
        assert await rested(desk) == OFFER
        await desk.press("space")
        assert desk.article_id == "r4.txt"
        await mend(desk)
        assert OFFER[:20] not in await rested(desk)
        await desk.press("R")
        assert "no rule is offered" in desk.said
    with open_store(str(path)) as store:
        assert store.rules() == []


async def test_taking_the_mend_back_takes_the_offer_back(sit_down: Opens, path: Path) -> None:
    async with sit_down(store=path) as desk:
        await mend_and_verify(desk, 2)
        await mend(desk)
        assert await rested(desk) == OFFER
        await desk.press("u", "R")
        assert "no rule is offered" in desk.said


async def test_two_mends_are_no_rule_yet_and_neither_are_three_in_one_article(
    sit_down: Opens, path: Path
) -> None:
    async with sit_down(store=path) as desk:
        await mend_and_verify(desk, 1)
        for side in ("c", "u", "c", "u", "c"):
            await to_the_count(desk)
            await desk.press("w", side)
            assert "makes it a rule" not in await rested(desk)


async def test_the_rules_of_the_field_show_the_projects_own(sit_down: Opens, path: Path) -> None:
    with open_store(str(path)) as store:
        store.make_rule("side", "tribesmen", {"side": "civilians"}, author="amina")
    async with sit_down(store=path) as desk:
        told = desk.desk.backstage.rules()
        assert "## Sides and outcomes by this project's own rules" in told
        assert "Rule 1: “tribesmen” is civilians (amina, " in told


async def test_a_newly_imported_article_is_proposed_by_the_rule_from_its_first_frame(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(str(path)) as store:
        store.make_rule("side", "tribesmen", {"side": "civilians"}, author="amina")
    new = report(9)
    (tmp_path / "r9.txt").write_text(new.article.text)
    monkeypatch.setattr("tui.proposing.propose", lambda article: replace(new, article=article))
    job = Job(str(path), "amina", (str(tmp_path / "r9.txt"),))
    sight = first_sight(job)
    assert sight is not None
    assert side_of(sight.loaded.proposal) == "civilians"
    app = AssayApp(job, first=sight, checker=lambda state: ())
    async with app.run_test(size=(120, 40)) as pilot:
        desk = Sitting(pilot, path)
        await desk.settled()
        assert desk.state.count("i1", "c1").side == "civilians"
        await desk.press("A")
        assert desk.stored("r9.txt").count("i1", "c1").side == "civilians"
        assert desk.stored("r9.txt").undecided() == []
    with open_store(str(path)) as store:
        versions = [v.label for v in store.extractor_versions()]
        assert versions == ["rules 1.0", "rules 1.0+rules.1"]
        assert store.verify() == []


async def test_work_that_was_begun_shows_the_rule_as_a_newer_proposal(sit_down: Opens, path: Path) -> None:
    async with sit_down(store=path) as desk:
        await desk.press("j", "a")
        assert desk.state.count("i1", "c1").side == "unknown"
    with open_store(str(path)) as store:
        store.make_rule("side", "tribesmen", {"side": "civilians"}, author="bilal")
        store.catch_up("rules")
    async with sit_down(store=path) as desk:
        assert desk.state.count("i1", "c1").side == "unknown"
        assert "a newer proposal says otherwise in 1 field · N shows" in await rested(desk)
