"""Actions by their names, the mouse, and a person's own keys."""

from __future__ import annotations

from textual.command import CommandPalette
from textual.widgets import Static

from tests.tui.conftest import Opens
from tui.actions import BY_ID
from tui.keymap import build


async def test_an_action_is_found_by_its_name_and_acts(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("ctrl+p")
        assert type(desk.pilot.app.screen) is CommandPalette
        await desk.pilot.press(*"background")
        await desk.pilot.app.workers.wait_for_complete()
        await desk.pilot.press("down", "enter")
        await desk.settled()
        assert len(desk.pilot.app.screen_stack) == 1
        assert desk.stored().value(desk.cursor.entry, "role") == "background"


async def test_an_action_that_takes_a_letter_asks_for_it_from_the_palette_too(sit_down: Opens) -> None:
    async with sit_down("01", "05") as desk:
        desk.screen.start(BY_ID["review.irrelevant"])
        await desk.press("d")
        assert desk.stored("01-two-raids-and-their-total.txt").article_note("reason") == "disaster"


async def test_a_click_on_a_field_moves_the_cursor_there(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        before = desk.cursor
        await desk.pilot.click("#fields", offset=(5, 2))
        await desk.settled()
        assert desk.cursor != before
        assert desk.cursor.entry == before.entry


async def test_rebound_keys_act_and_are_shown(sit_down: Opens) -> None:
    async with sit_down("01", keymap=build({"review.accept": "V", "review.undo": "f5"})) as desk:
        await desk.press("V")
        assert desk.said == "accepted entry 1 · F5 takes it back"
        await desk.press("f5")
        assert "took back" in desk.said
        assert not desk.desk.review or desk.state.decision(desk.cursor.entry, "exists") is None


async def test_resizing_keeps_the_cursor_and_what_was_seen(sit_down: Opens) -> None:
    async with sit_down("02", size=(120, 40)) as desk:
        await desk.press("j", "j", "tab", "j")
        cursor, said = desk.cursor, desk.ahead
        await desk.pilot.resize_terminal(80, 24)
        await desk.settled()
        await desk.pilot.resize_terminal(120, 40)
        await desk.settled()
        assert desk.cursor == cursor
        assert desk.ahead == said


async def test_the_help_turns_to_the_rules_of_the_field_under_the_cursor(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        while desk.cursor.field != "location":
            await desk.press("j")
        await desk.press("?")
        page = desk.pilot.app.screen
        assert page.query_one("#help-text").display
        await desk.press("?")
        assert not page.query_one("#help-text").display
        assert [str(t.render()) for t in page.query(".rule-title").results(Static)] == ["Place"]
        await desk.press("?")
        assert len(desk.pilot.app.screen_stack) == 1
