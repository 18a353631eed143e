"""The queue on screen (`T`): what stands there, going through it, and coming back."""

from __future__ import annotations

from tests.tui.conftest import Opens
from tests.tui.sitting import Sitting
from tui.screens.queue import QueueScreen

FIVE = ("01", "02", "05", "09", "10")


def queue(desk: Sitting) -> QueueScreen:
    screen = desk.pilot.app.screen
    assert isinstance(screen, QueueScreen)
    return screen


def ids(desk: Sitting) -> list[str]:
    return [line.article.id[:2] for line in queue(desk).lines if line.article is not None]


def here(desk: Sitting) -> str:
    line = queue(desk).lines[queue(desk).at]
    return (line.article.id if line.article else line.hit.id if line.hit else "")[:2]


async def test_the_queue_opens_on_the_article_that_one_comes_from(sit_down: Opens) -> None:
    async with sit_down(*FIVE) as desk:
        await desk.press("n", "n", "T")
        assert ids(desk) == [*FIVE]
        assert here(desk) == "05"


async def test_escape_goes_back_to_where_one_was(sit_down: Opens) -> None:
    async with sit_down(*FIVE) as desk:
        await desk.press("n", "j", "j")
        at = desk.cursor
        await desk.press("T", "j", "j", "escape")
        assert desk.article_id.startswith("02")
        assert desk.cursor == at


async def test_enter_opens_the_article_and_backspace_comes_back(sit_down: Opens) -> None:
    async with sit_down(*FIVE) as desk:
        await desk.press("T", "j", "j", "j", "enter")
        assert desk.article_id.startswith("09")
        await desk.press("backspace")
        assert desk.article_id.startswith("01")


async def test_sorting_keeps_the_cursor_on_its_article(sit_down: Opens) -> None:
    async with sit_down(*FIVE) as desk:
        await desk.press("T", "j", "s", "w")
        assert ids(desk)[:3] == ["09", "02", "01"]
        assert here(desk) == "02"
        await desk.press("r")
        assert ids(desk)[-1] == "09"
        assert here(desk) == "02"


async def test_a_letter_that_is_no_order_changes_nothing_and_says_so(sit_down: Opens) -> None:
    async with sit_down(*FIVE) as desk:
        await desk.press("T", "s", "v")
        assert queue(desk).status.text == "v is no order: i w d u z p"
        assert ids(desk) == [*FIVE]


async def test_filtering_by_place_and_taking_the_filter_off_again(sit_down: Opens) -> None:
    async with sit_down(*FIVE) as desk:
        await desk.press("T", "f")
        await desk.type("place:bannu")
        assert "place bannu" in queue(desk).status.text
        await desk.press("enter")
        assert ids(desk) == ["01"]
        await desk.press("f", "ctrl+u", "enter")
        assert ids(desk) == [*FIVE]


async def test_a_filter_that_cannot_be_meant_is_not_kept(sit_down: Opens) -> None:
    async with sit_down(*FIVE) as desk:
        await desk.press("T", "f")
        await desk.type("since:soon")
        await desk.press("enter")
        assert queue(desk).status.text.startswith("not kept: soon is no date")
        await desk.press("escape")
        assert queue(desk).status.text == "“since:soon” was discarded"
        assert ids(desk) == [*FIVE]


async def test_what_was_decided_shows_when_one_comes_back(sit_down: Opens) -> None:
    async with sit_down("05", "10", "01") as desk:
        await desk.press("T", "f")
        await desk.type("waiting")
        await desk.press("enter", "escape", "X", "s")
        assert desk.article_id.startswith("10")
        await desk.press("T")
        assert ids(desk) == ["10", "01"]


async def test_what_was_done_today_stands_on_top_when_asked(sit_down: Opens) -> None:
    async with sit_down("05", "10", "01") as desk:
        await desk.press("X", "s", "T", "t")
        screen = queue(desk)
        assert screen.lines[0].heading == "done today · 1"
        assert here(desk) == "05"
        await desk.press("j")
        assert screen.at == 3
        await desk.press("t")
        assert not any(line.heading for line in screen.lines)


async def test_the_same_order_and_filter_are_there_the_next_time(sit_down: Opens) -> None:
    async with sit_down(*FIVE) as desk:
        await desk.press("T", "s", "z", "escape", "T")
        assert queue(desk).state.spec.sort == "size"


async def test_searching_all_texts_shows_the_words_around_what_was_found(sit_down: Opens) -> None:
    async with sit_down(*FIVE) as desk:
        await desk.press("T", "/")
        await desk.type("villagers")
        hits = queue(desk).hits
        assert hits is not None
        assert [h.id[:2] for h in hits.hits] == ["09"]
        start, end = hits.hits[0].in_snippet[0]
        assert hits.hits[0].snippet[start:end] == "villagers"
        await desk.press("enter", "enter")
        assert desk.article_id.startswith("09")


async def test_escape_leaves_the_hits_first(sit_down: Opens) -> None:
    async with sit_down(*FIVE) as desk:
        await desk.press("T", "j", "/")
        await desk.type("killed")
        await desk.press("enter", "escape")
        assert queue(desk).hits is None
        assert here(desk) == "02"
        await desk.press("escape")
        assert not isinstance(desk.pilot.app.screen, QueueScreen)


async def test_going_to_an_article_by_number_or_the_beginning_of_its_id(sit_down: Opens) -> None:
    async with sit_down(*FIVE) as desk:
        await desk.press("T", ":", "4", "enter")
        assert desk.article_id.startswith("09")
        await desk.press("T", ";")
        await desk.type("10-")
        await desk.press("enter")
        assert desk.article_id.startswith("10")
        await desk.press("T", ":", "7", "7", "enter")
        assert queue(desk).status.text == "there is no article number 77"


async def test_a_key_without_a_meaning_says_so(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("T", "a")
        assert queue(desk).status.text == "a does nothing in the queue · ? lists the keys"
        assert not desk.events()


async def test_path_limits_the_queue(sit_down: Opens, monkeypatch: object) -> None:
    from array import array

    async with sit_down(*FIVE) as desk:
        desk.desk.backstage._scope = array("q", [2, 5])  # type: ignore[attr-defined]
        await desk.press("T")
        assert ids(desk) == ["02", "10"]
