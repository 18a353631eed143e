"""A newer proposal taken over with `N`, decisions carried to near copies with `C`: shown first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from extract.model import Article, Record, Span
from extract.to_json import text_sha256
from store.engine import open_store
from tests.tui.sitting import GOLD, Sitting, gold_record
from tui.screens.preview import PreviewScreen

Opens = Callable[..., AbstractAsyncContextManager[Sitting]]
Makes = Callable[[Sequence[str]], Path]


async def heard(desk: Sitting) -> str:
    """What the status line says when everything that was asked for so far has been read."""
    done = asyncio.Event()
    desk.desk.backstage.ask(lambda store: None, lambda _: done.set())
    await done.wait()
    await desk.pilot.pause()
    return desk.desk.said.text


async def preview(desk: Sitting) -> PreviewScreen:
    """The preview, when its lines are on screen."""
    screen = desk.pilot.app.screen
    assert isinstance(screen, PreviewScreen), desk.said
    while screen._drawn_at is None:
        await desk.pilot.pause()
    return screen


def told(screen: PreviewScreen) -> list[str]:
    return [" ".join(filter(None, line)) for line in screen.preview.lines]


def newer_comes(path: Path) -> None:
    """Another version of the extractor reads the first article: the first count of each entry is another."""
    with open_store(str(path)) as store:
        record = store.load(1, "nobody").proposal
        entries = tuple(
            replace(
                e, counts=tuple(replace(c, low=99, best=99, high=99) for c in e.counts[:1]) + e.counts[1:]
            )
            for e in record.incidents
        )
        store.add_proposals([replace(record, incidents=entries, extractor={**GOLD, "version": "2"})])


async def test_n_shows_what_a_newer_proposal_says_and_enter_takes_it_over_as_one_key_press(
    sit_down: Opens, make_store: Makes
) -> None:
    path = make_store(("01", "02"))
    async with sit_down(store=path) as desk:
        await desk.press("a")
        begun = desk.state
    newer_comes(path)
    async with sit_down(store=path) as desk:
        counts = [e for e in desk.state.standing() if desk.state.count_ids(e)]
        said = await heard(desk)
        assert f"a newer proposal says otherwise in {len(counts)} fields · N shows" in said
        assert desk.state.cells == begun.cells
        await desk.press("N")
        screen = await preview(desk)
        assert screen.preview.title == f"A newer proposal, by gold 2: {len(counts)} changes"
        assert len(told(screen)) == len(counts)
        assert all("99" in line for line in told(screen))
        await desk.press("enter")
        assert all(desk.state.count(e, desk.state.count_ids(e)[0]).best == 99 for e in counts)
        assert desk.stored().cells == desk.state.cells
        assert {e.action for e in desk.events()[-len(counts) :]} == {"review.newer"}
        await desk.press("u")
        assert "took back the newer proposal" in desk.said
        assert desk.state.cells == begun.cells


async def test_escape_takes_nothing_over_and_what_was_decided_is_not_offered(
    sit_down: Opens, make_store: Makes
) -> None:
    path = make_store(("01", "02"))
    async with sit_down(store=path) as desk:
        await desk.press("A")
    newer_comes(path)
    async with sit_down(store=path) as desk:
        before = desk.state
        settled = {e for e in before.standing() if before.decision(e, "exists") is not None}
        await desk.press("N")
        screen = await preview(desk)
        assert len(told(screen)) == len(before.standing()) - len(settled)
        await desk.press("escape")
        assert desk.said == "nothing was taken over"
        assert desk.state.cells == before.cells
        assert desk.stored().cells == before.cells


async def test_where_nothing_is_newer_and_nothing_is_a_copy_the_keys_say_so(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("N")
        assert "no newer proposal" in desk.said
        await desk.press("C")
        assert "no near copies" in desk.said
        await desk.press("a")
        assert len({e.group for e in desk.events()}) == 1


# ---------------------------------------------------------------- copies


def moved(record: Record, head: str, name: str) -> Record:
    """The record of the same text with a head before it, and its spans further on."""

    def on(span: Span) -> Span:
        return Span(span.start + len(head), span.end + len(head), span.text)

    text = head + record.article.text
    entries = tuple(
        replace(
            e,
            date=replace(e.date, evidence=tuple(map(on, e.date.evidence))),
            location=replace(e.location, evidence=tuple(map(on, e.location.evidence)), others=()),
            counts=tuple(
                replace(
                    c,
                    evidence=tuple(map(on, c.evidence)),
                    reports=(),
                    cues={k: tuple(map(on, v)) for k, v in c.cues.items()},
                )
                for c in e.counts
            ),
        )
        for e in record.incidents
    )
    article = Article(name, text_sha256(text), text, published=record.article.published)
    return replace(record, article=article, incidents=entries, mentions=())


@pytest.fixture
def with_copies(tmp_path: Path, samples: Path) -> Path:
    """A report, two copies of it with other heads, and another report."""
    first = moved(gold_record(samples, "01"), "", "wire.txt")
    copies = [
        moved(first, f"{desk} DESK. More on this story later today.\n\n", f"{desk}.txt") for desk in "XY"
    ]
    records = [first, *copies, gold_record(samples, "04")]
    path = tmp_path / "copies.db"
    with open_store(str(path)) as store:
        store.add_articles(r.article for r in records)
        store.add_proposals(records)
        store.catch_up("copies")
        assert len(store.copies_of(1)) == 2
    return path


async def test_c_shows_what_one_s_decisions_change_in_the_copies_and_enter_carries_them_over(
    sit_down: Opens, with_copies: Path
) -> None:
    async with sit_down(store=with_copies) as desk:
        await desk.press("A")
        await desk.press("C")
        screen = await preview(desk)
        assert "in 2 near copies" in screen.preview.title
        heads = [line.where for line in screen.preview.lines if not line.after]
        assert [h.split()[0] for h in heads] == ["X.txt", "Y.txt"]
        assert any("accepted" in line for line in told(screen))
        assert desk.events("X.txt") == ()
        await desk.press("enter")
        assert "carried over to 2 near copies · u takes it back one by one" in desk.said
        for name in ("X.txt", "Y.txt"):
            assert {e.action for e in desk.events(name)} == {"review.copies"}
            assert len({e.group for e in desk.events(name)}) == 1
            assert {e.reviewer for e in desk.events(name)} == {"amina"}
            assert desk.stored(name).status == "in_progress"
        await desk.press("C")
        assert "changes anything in the 2 near copies" in desk.said
        await desk.press("u")
        assert desk.article_id == "Y.txt"
        assert desk.stored("Y.txt").status is None
        assert desk.stored("X.txt").status == "in_progress"


async def test_what_was_decided_in_a_copy_stays_and_escape_carries_nothing(
    sit_down: Opens, with_copies: Path
) -> None:
    async with sit_down(store=with_copies) as desk:
        await desk.press("n", "x", "p")
        assert desk.article_id == "wire.txt"
        kept = desk.stored("X.txt")
        await desk.press("A", "C")
        screen = await preview(desk)
        mine = {(c.entry, c.field) for e in desk.events("X.txt") for c in [e.change] if c.entry}
        assert mine
        await desk.press("escape")
        assert desk.said == "nothing was carried over"
        assert desk.events("Y.txt") == ()
        await desk.press("C")
        assert told(await preview(desk)) == told(screen)
        await desk.press("enter")
        after = desk.stored("X.txt")
        assert all(after.cells[c] == kept.cells[c] for c in mine if c in after.cells)


async def test_right_after_verifying_c_means_the_article_that_was_verified(
    sit_down: Opens, with_copies: Path
) -> None:
    async with sit_down(store=with_copies) as desk:
        while desk.article_id == "wire.txt":
            await desk.press("space")
        assert "it has 2 near copies · C shows what you decided there" in await heard(desk)
        assert desk.article_id == "X.txt"
        await desk.press("C")
        screen = await preview(desk)
        assert "in 2 near copies" in screen.preview.title
        await desk.press("enter")
        assert desk.stored("Y.txt").undecided() == []
        assert desk.stored("Y.txt").status == "in_progress"
