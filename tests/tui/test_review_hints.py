"""`h` and `v`: values and evidence picked from the text by keyboard."""

from __future__ import annotations

from extract.model import Span
from tests.tui.conftest import Opens
from tests.tui.sitting import Sitting
from tui.hinting import Hinting
from tui.spotting import Spotting


def letters(desk: Sitting) -> dict[str, str]:
    """The letters on screen and the words under them."""
    assert isinstance(desk.desk.mode, Hinting)
    text = desk.review.article.text
    return {one.letters: text[one.start :] for one in desk.desk.mode.letters()}


def code(desk: Sitting, words: str) -> str:
    """The letters over the first candidate that begins with these words."""
    return next(k for k, after in letters(desk).items() if after.startswith(words))


def selected(desk: Sitting) -> str:
    """What is selected."""
    assert isinstance(desk.desk.mode, Spotting)
    return desk.desk.mode.here.text


async def test_a_hint_puts_a_date_and_its_words_into_the_field_in_one_decision(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("j", "h")
        await desk.press(code(desk, "14 March"))
        value = desk.stored().value("i1", "date")
        assert (value["start"], value["end"]) == ("2025-03-14", "2025-03-14")
        assert [s["text"] for s in value["evidence"]] == ["14 March"]
        assert len({e.group for e in desk.events()}) == 1
        await desk.press("u")
        assert desk.stored().value("i1", "date")["start"] == "2025-03-13"


async def test_hints_for_a_place_bring_its_units_along_and_a_plus_adds_a_further_one(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("j", "j", "h", "+")
        await desk.press(code(desk, "Tank District"))
        place = desk.stored().value("i1", "location")
        assert place["name"] == "Bannu"
        assert [o["name"] for o in place["others"]] == ["Tank"]


async def test_the_status_line_reads_the_candidate_that_is_visited_and_enter_takes_it(
    sit_down: Opens,
) -> None:
    async with sit_down("01") as desk:
        await desk.press("j", "h", "down", "down")
        assert desk.said == "“13 March” → Thu 13 Mar 2025 · Enter takes it"
        await desk.press("down", "enter")
        assert desk.stored().value("i1", "date")["start"] == "2025-03-14"


async def test_letters_stay_what_they_are_while_the_text_scrolls(sit_down: Opens) -> None:
    async with sit_down("12", size=(80, 24)) as desk:
        await desk.press(".", "h")
        before = letters(desk)
        assert any(len(k) == 2 for k in before)
        await desk.press("pagedown", "pagedown")
        assert letters(desk) == before
        first = next(k for k in before if len(k) == 2)
        await desk.press(first[0])
        assert set(letters(desk)) == {k for k in before if k[0] == first[0]}
        await desk.press("escape")
        assert desk.said == "nothing changed"
        assert not desk.events()


async def test_on_a_head_line_a_number_that_nothing_claims_becomes_a_count_with_whose_and_what(
    sit_down: Opens,
) -> None:
    async with sit_down("01") as desk:
        await desk.press(".", "x", "g", "1", "h")
        await desk.press(code(desk, "Five"))
        entry, field = desk.cursor
        value = desk.stored().value(entry, field)
        assert (value["best"], value["side"], value["outcome"]) == (5, "militants", "killed")
        assert desk.stored().decision(entry, field) == "added"


async def test_evidence_grows_by_word_and_what_it_reads_is_said_before_it_is_kept(sit_down: Opens) -> None:
    async with sit_down("09") as desk:
        await desk.press(".", "v")
        while selected(desk) != "17":
            await desk.press("right")
        assert desk.said.startswith("“17” reads 17 · Enter puts that in the place of 26+ (17+)")
        await desk.press("space")
        assert selected(desk) == "17 on"
        await desk.press("H", "enter")
        value = desk.stored().value("i1", "counts/c1")
        assert (value["best"], [s["text"] for s in value["evidence"]]) == (17, ["17"])


async def test_evidence_alone_leaves_the_value_and_a_plus_keeps_a_second_stretch(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("j", "v", "+", "right", "right", "=")
        value = desk.stored().value("i1", "date")
        assert value["start"] == "2025-03-13"
        assert len(value["evidence"]) == 2
        assert desk.stored().decision("i1", "date") == "corrected"
        assert all(desk.review.article.text[s["start"] : s["end"]] == s["text"] for s in value["evidence"])


async def test_a_selection_moves_and_grows_by_sentence(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("j", "v", "down")
        assert selected(desk) == "Five"
        await desk.press("s")
        assert selected(desk).startswith("Five militants were killed")
        assert selected(desk).endswith("the statement said.")
        await desk.press("up")
        assert selected(desk) == "The"


async def test_evidence_that_is_not_in_the_text_is_listed(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        from store import typed
        from tui.modes import Press

        ghost = [Span(5, 9, "ghost"), Span(12, 15, "spook")]
        value = desk.state.value("i1", "date")
        changes = typed.pick(desk.state, "i1", "date", value, ghost)
        desk.desk.decide("review.evidence", Press("v", 0.0), changes, "")
        await desk.press("j", "v")
        assert isinstance(desk.desk.mode, Spotting)
        sheet = desk.desk.mode.sheet()
        assert sheet is not None
        assert [row.text for row in sheet.rows if row.key == "!"] == ["“ghost”", "“spook”"]


async def test_the_next_unclaimed_number_can_be_visited(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("g", "u")
        assert desk.said == "every number that could count people is read by a count"
