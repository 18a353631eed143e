"""The screens besides the review's: keys of one's own, help that suits the place, actions by their names."""

from __future__ import annotations

from io import StringIO

from textual.command import CommandPalette
from textual.widgets import Static

from tests.tui.conftest import Opens
from tests.tui.sitting import Sitting
from tui.keymap import build
from tui.screens.help import HelpScreen
from tui.screens.history import HistoryScreen
from tui.screens.queue import QueueScreen


def help_text(desk: Sitting) -> str:
    """What the list of keys says."""
    from rich.console import Console

    shown = desk.pilot.app.screen
    assert isinstance(shown, HelpScreen)
    console = Console(width=100, color_system=None, force_terminal=False, file=StringIO())
    with console.capture() as caught:
        console.print(shown.query_one("#help-text", Static).content)
    return caught.get()


async def test_the_queue_is_sorted_with_a_key_of_ones_own(sit_down: Opens) -> None:
    async with sit_down("01", "09", keymap=build({"queue.sort": "S", "queue.leave": "L"})) as desk:
        await desk.press("T", "s")
        queue = desk.pilot.app.screen
        assert isinstance(queue, QueueScreen)
        assert queue.status.text == "s does nothing in the queue · ? lists the keys"
        await desk.press("S")
        assert queue.mode == "sort"
        await desk.press("w", "L")
        assert desk.pilot.app.screen is desk.screen


async def test_the_queues_help_lists_the_queues_keys_as_the_person_has_them(sit_down: Opens) -> None:
    async with sit_down("01", "09", keymap=build({"queue.sort": "S"})) as desk:
        await desk.press("T", "question_mark")
        told = help_text(desk)
        assert "In the queue" in told
        assert "S  with a letter: the order" in told
        assert "accept the field" not in told
        await desk.press("escape", "j")
        assert isinstance(desk.pilot.app.screen, QueueScreen)


async def test_an_action_of_the_queue_is_found_by_its_name(sit_down: Opens) -> None:
    async with sit_down("01", "09") as desk:
        await desk.press("T", "ctrl+p")
        assert type(desk.pilot.app.screen) is CommandPalette
        await desk.pilot.press(*"turn round")
        await desk.pilot.app.workers.wait_for_complete()
        await desk.pilot.press("down", "enter")
        await desk.settled()
        queue = desk.pilot.app.screen
        assert isinstance(queue, QueueScreen)
        assert queue.state.spec.backwards


async def test_leaving_from_the_queue_leaves_the_program_when_all_is_saved(sit_down: Opens) -> None:
    async with sit_down("01", "09") as desk:
        await desk.press("a", "T", "ctrl+q")
        assert desk.pilot.app.return_code == 0


async def test_the_history_has_its_help_under_f1_and_letters_stay_text(sit_down: Opens) -> None:
    async with sit_down("01", keymap=build({"history.other": "f2"})) as desk:
        await desk.press("a", "H", "f1")
        assert "F2  from the article's log to your own work" in help_text(desk)
        await desk.press("q", "j")
        history = desk.pilot.app.screen
        assert isinstance(history, HistoryScreen)
        assert history._typed == "j"
        await desk.press("escape")


async def test_the_help_is_read_with_keys_of_ones_own(sit_down: Opens) -> None:
    async with sit_down("01", size=(80, 24), keymap=build({"page.page_down": "f7"})) as desk:
        await desk.press("question_mark")
        page = desk.pilot.app.screen.query_one("#help")
        assert "F7 scroll" in str(page.border_subtitle)
        await desk.press("f7")
        assert page.scroll_y > 0
        await desk.press("question_mark", "question_mark")
        assert desk.pilot.app.screen is desk.screen


async def test_the_first_greeting_names_the_keys_as_they_are(sit_down: Opens) -> None:
    from tui.app import _greeting

    assert _greeting(build()) == (
        "Space reads on, then verifies · a accepts · j k move · 0–9 a count · ? all keys"
    )
    assert "F5 accepts" in _greeting(build({"review.accept": "f5"}))


async def test_the_history_has_the_key_press_just_before_it_and_a_flags_reason(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("a", "f", *"ask", "enter", "H")
        history = desk.pilot.app.screen
        assert isinstance(history, HistoryScreen)
        while history._early is not None:
            await desk.pilot.pause()
        assert history.shown[0].what == "flag: ask"
        await desk.press("escape", "f", "H")
        history = desk.pilot.app.screen
        assert isinstance(history, HistoryScreen)
        while history._early is not None:
            await desk.pilot.pause()
        assert history.shown[0].what == "flag: taken off"
        await desk.press("escape")


async def test_sentences_name_the_keys_as_the_person_has_them(sit_down: Opens) -> None:
    async with sit_down(
        "10", keymap=build({"review.add_entry": "f8", "review.previous_article": "f9"})
    ) as desk:
        await desk.press("a")
        assert "F8 adds one" in desk.said
        await desk.press("n")
        assert "F9 goes back" in desk.said
