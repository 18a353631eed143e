"""`/` and `:` on the review screen."""

from __future__ import annotations

from tests.tui.conftest import Opens
from tui.screens.queue import QueueScreen
from tui.searching import Searching, hits


async def test_what_is_looked_for_is_lit_and_enter_steps_through_it(sit_down: Opens) -> None:
    async with sit_down("02") as desk:
        await desk.press("/")
        await desk.type("troops")
        mode = desk.desk.mode
        assert isinstance(mode, Searching)
        many = len(hits(desk.review.article.text, "troops"))
        assert many > 1
        assert mode.told == f"1 of {many:,}"
        assert len(mode.marks()) == many
        await desk.press("enter")
        assert mode.told == f"2 of {many:,}"
        await desk.press("up", "up")
        assert mode.told == f"{many:,} of {many:,}"
        await desk.press("escape")
        assert desk.desk.mode is None
        assert not desk.events()


async def test_what_is_not_in_the_text_is_said_and_tab_looks_in_all_texts(sit_down: Opens) -> None:
    async with sit_down("05", "09") as desk:
        await desk.press("/")
        await desk.type("villagers")
        mode = desk.desk.mode
        assert isinstance(mode, Searching)
        assert mode.told == "not in this text"
        await desk.press("tab")
        screen = desk.pilot.app.screen
        assert isinstance(screen, QueueScreen)
        assert screen.hits is not None
        assert [h.id[:2] for h in screen.hits.hits] == ["09"]
        await desk.press("enter", "enter")
        assert desk.article_id.startswith("09")


async def test_the_last_search_is_there_again_and_typing_replaces_it(sit_down: Opens) -> None:
    async with sit_down("02") as desk:
        await desk.press("/")
        await desk.type("troops")
        await desk.press("escape", "/")
        mode = desk.desk.mode
        assert isinstance(mode, Searching)
        assert mode.sheet().rows[0].text.startswith("troops")
        await desk.press("x")
        assert mode.sheet().rows[0].text.startswith("x")


async def test_going_to_an_article_by_its_number(sit_down: Opens) -> None:
    async with sit_down("01", "02", "05") as desk:
        await desk.press(":", "3", "enter")
        assert desk.article_id.startswith("05")
        await desk.press("backspace")
        assert desk.article_id.startswith("01")


async def test_suggestions_come_while_an_id_is_typed(sit_down: Opens) -> None:
    async with sit_down("01", "09", "10") as desk:
        await desk.press(";")
        await desk.type("09")
        await desk.press("down", "enter")
        assert desk.article_id.startswith("09")


async def test_an_article_that_is_not_there_is_said(sit_down: Opens) -> None:
    async with sit_down("01", "02") as desk:
        await desk.press(":", *"nowhere", "enter")
        assert desk.article_id.startswith("01")
        assert "nowhere" in desk.said


def test_words_are_found_in_any_case_and_across_line_ends() -> None:
    text = "Gunmen killed two.\ngunmen\nKILLED one; menkilled."
    assert [text[a:b] for a, b in hits(text, "gunmen killed")] == ["Gunmen killed", "gunmen\nKILLED"]
    assert hits(text, "  ") == []
    assert hits(text, "(") == []
