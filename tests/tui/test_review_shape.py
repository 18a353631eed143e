"""Splitting, merging, moving, what lies inside what, types, several places and the publication date."""

from __future__ import annotations

from tests.tui.conftest import Opens
from tui.cursor import Cursor


async def test_splitting_sends_the_chosen_counts_to_a_new_entry(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("tab", ".", "s")
        assert "killed militants 4" in desk.said
        await desk.press("s", "enter")
        stored = desk.stored()
        made = stored.order[-1]
        assert stored.cells[(made, "exists")]["from"] == ["i2"]
        told = [(c.side, c.outcome, c.best) for c in stored.entry(made).counts]
        assert told == [("militants", "killed", 4), ("security_forces", "killed", 1)]
        assert [c.outcome for c in stored.entry("i2").counts] == ["wounded"]
        assert stored.value(made, "date")["start"] == "2025-03-14"
        await desk.press("u")
        assert len(desk.stored().entry("i2").counts) == 3


async def test_merging_keeps_every_count_once_and_says_where_it_is_from(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("m", "2")
        stored = desk.stored()
        assert not stored.exists("i1")
        assert stored.entry("i2").from_ == ("i1",)
        assert sorted(c.best or 0 for c in stored.entry("i2").counts) == [1, 2, 4, 5]


async def test_a_count_is_moved_and_the_same_words_stay_one_count(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press(".", "m", "2")
        assert desk.stored().entry("i1").counts == ()
        assert desk.cursor == Cursor("i2", "counts/c4")
        await desk.press("m", "1")
        assert [c.best for c in desk.stored().entry("i1").counts] == [5]
        assert [c.best for c in desk.stored().entry("i2").counts] == [4, 1, 2]


async def test_a_count_is_laid_inside_another_and_a_circle_is_refused(sit_down: Opens) -> None:
    async with sit_down("04") as desk:
        await desk.press(".", ".", "l")
        assert "killed security 9" in desk.screen.status.rows_for(120, 2)[1].inks[2].text
        await desk.press("1")
        assert desk.stored().value("i1", "counts/c2")["part_of"] == "c1"
        await desk.press(",", "l", "2")
        assert desk.said == "that count lies inside this one itself"
        await desk.press(".", "l", "0")
        assert desk.stored().value("i1", "counts/c2")["part_of"] is None


async def test_the_type_of_an_incident_is_typed_on_its_head_line(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("e", "c", "l", "enter")
        stored = desk.stored()
        assert stored.entry("i1").type == "clash"
        assert stored.decision("i1", "exists") == "corrected"


async def test_a_plus_in_the_place_editor_adds_a_further_place(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("j", "j", "e")
        await desk.type("+ Tank")
        assert desk.reading.startswith("Bannu + Tank")
        await desk.press("enter")
        place = desk.stored().value("i1", "location")
        assert (place["name"], [o["name"] for o in place["others"]]) == ("Bannu", ["Tank"])


async def test_a_corrected_publication_date_moves_the_dates_that_rest_on_it(sit_down: Opens) -> None:
    async with sit_down("06") as desk:
        before = desk.state.value("i1", "date")["start"]
        await desk.press("D")
        await desk.type("17 Nov 2022")
        assert "read anew" in desk.reading
        await desk.press("enter")
        assert desk.stored().value("i1", "date")["start"] == "2022-11-16" != before
        assert desk.stored().decision("i1", "date") is None
        assert str(desk.review.article.published) == "2022-11-17"
        assert len({e.group for e in desk.events()}) == 1
        await desk.press("u")
        assert desk.stored().value("i1", "date")["start"] == before
        assert str(desk.review.article.published) == "2022-11-09"


async def test_the_record_goes_out_with_the_corrected_day(sit_down: Opens) -> None:
    async with sit_down("06", size=(160, 80)) as desk:
        name = desk.article_id
        await desk.press("D")
        await desk.type("17 Nov 2022")
        await desk.press("enter", "space", "space", "space")
        from extract.from_json import loads
        from store.engine import open_store

        with open_store(str(desk.store)) as store:
            (record,) = map(loads, store.export_lines())
            assert store.verify() == []
        assert record.article.id == name
        assert (str(record.article.published), record.article.published_source) == ("2022-11-17", "corrected")
        assert record.review is not None
        assert record.review["published_proposed"] == "2022-11-09"


async def test_two_capitals_in_a_row_and_a_capital_that_means_nothing_are_noticed(sit_down: Opens) -> None:
    async with sit_down("01", "02") as desk:
        await desk.press("J")
        assert desk.said == "J does nothing, j does: is Caps Lock on?"
        await desk.press("j", "A", "A")
        assert desk.said.endswith("A twice: is Caps Lock on?")
        await desk.press("j", "A", "D")
        assert "two capitals in a row" in desk.said


async def test_the_history_says_who_did_what_and_goes_there(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press(".", "7", "enter", "H")
        from tui.screens.history import HistoryScreen

        screen = desk.pilot.app.screen
        assert isinstance(screen, HistoryScreen)
        while not screen.shown:
            await desk.pilot.pause(0.01)
        (line,) = screen.shown
        assert (line.who, line.key, line.what) == ("amina", "7", "type: killed of 1 5 → 7")
        await desk.press("enter")
        assert desk.cursor == Cursor("i1", "counts/c1")
