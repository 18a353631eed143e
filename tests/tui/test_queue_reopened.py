"""The queue is one screen that is kept (`T`): opened again, it shows what is, not what was."""

from __future__ import annotations

from hashlib import sha256

from textual import events

from extract.model import Article
from store.engine import open_store
from tests.tui.conftest import Opens
from tests.tui.sitting import Sitting
from tests.tui.test_queue_screen import FIVE, here, ids, queue


def drawn(desk: Sitting) -> str:
    """What stands on the screen, as the terminal is sent it."""
    screen = desk.pilot.app.screen
    strips = screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


async def test_it_is_the_same_screen_with_the_cursor_on_the_article_one_comes_from_now(
    sit_down: Opens,
) -> None:
    async with sit_down(*FIVE) as desk:
        await desk.press("T")
        first = queue(desk)
        await desk.press("j", "j", "j", "escape", "n", "T")
        assert queue(desk) is first
        assert here(desk) == "02"


async def test_what_changed_meanwhile_is_on_screen(sit_down: Opens) -> None:
    async with sit_down("05", "10", "01") as desk:
        await desk.press("T")
        before = drawn(desk)
        await desk.press("escape", "X", "s", "T")
        after = drawn(desk)
        assert after != before
        lines = queue(desk).lines
        assert [line.article.status for line in lines if line.article] == ["irrelevant", None, None]
        rejected = queue(desk).glyphs.decisions["rejected"]
        assert rejected is not None
        assert [n for n, line in enumerate(after.splitlines()) if rejected in line[:4]] == [2]


async def test_an_article_that_came_in_meanwhile_is_there_and_counted(sit_down: Opens) -> None:
    async with sit_down(*FIVE) as desk:
        await desk.press("T")
        before = queue(desk).counted
        text = "SIBI: Two guards were killed on Monday."
        await desk.press("escape")
        with open_store(str(desk.store)) as store:
            store.add_articles([Article("99-late", sha256(text.encode()).hexdigest(), text)])
        await desk.press("T")
        now = queue(desk).counted
        assert before is not None
        assert now is not None
        assert now.count.number == before.count.number + 1
        assert ids(desk) == [*FIVE, "99"]


async def test_a_search_that_was_left_open_is_closed_the_next_time(sit_down: Opens) -> None:
    async with sit_down(*FIVE) as desk:
        await desk.press("T", "/")
        await desk.type("villagers")
        await desk.press("enter", "enter", "T")
        screen = queue(desk)
        assert (screen.mode, screen.found, screen.hits) == ("", None, None)
        assert ids(desk) == [*FIVE]
        assert here(desk) == "09"


async def test_a_line_that_was_being_typed_and_a_sentence_are_gone_the_next_time(sit_down: Opens) -> None:
    async with sit_down(*FIVE) as desk:
        await desk.press("T", ":", "4", "enter", "T", "a")
        said = queue(desk).status.text
        await desk.press("escape", "T")
        assert queue(desk).mode == ""
        assert queue(desk).status.text != said


async def test_keys_typed_after_the_one_that_left_it_do_nothing(sit_down: Opens) -> None:
    async with sit_down(*FIVE) as desk:
        await desk.press("T")
        screen = queue(desk)
        for key in ("escape", "escape", "enter"):
            screen.post_message(events.Key(key, None))
        await desk.settled()
        assert desk.pilot.app.screen is desk.screen
        assert desk.article_id.startswith("01")


async def test_another_theme_chosen_meanwhile_is_its_theme_too(sit_down: Opens) -> None:
    async with sit_down(*FIVE) as desk:
        await desk.press("T")
        dark = queue(desk).view.rich_style.bgcolor
        await desk.press("escape")
        desk.pilot.app.theme = "assay-light"
        await desk.settled()
        await desk.press("T")
        view = queue(desk).view
        assert view.rich_style.bgcolor != dark
        assert view.render_line(1)._segments[0].style.bgcolor == view.rich_style.bgcolor  # type: ignore[union-attr]


async def test_another_size_of_the_terminal_meanwhile_is_its_size_too(sit_down: Opens) -> None:
    async with sit_down(*FIVE) as desk:
        await desk.press("T", "escape")
        await desk.pilot.resize_terminal(90, 30)
        await desk.press("T")
        assert queue(desk).view.size.width == 90
        assert {len(line) for line in drawn(desk).splitlines()} == {90}
