"""What the keys do on the review screen, from the key to the store and back."""

from __future__ import annotations

from extract.model import Check
from tests.tui.conftest import Opens
from tui.cursor import order


async def test_accepting_a_field_keeps_it_and_goes_to_the_next_that_waits(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        first = desk.cursor
        await desk.press("a")
        assert desk.stored().field_decision(*first) == "accepted"
        assert desk.cursor != first
        assert desk.said.startswith("accepted entry 1")


async def test_capital_a_accepts_the_entry_and_goes_to_the_next(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        entry = desk.cursor.entry
        await desk.press("A")
        assert all(e != entry for e, _ in desk.stored().undecided())
        assert desk.cursor.entry != entry
        assert len({event.group for event in desk.events()}) == 1


async def test_typing_a_digit_on_a_count_begins_the_correction_and_enter_keeps_it(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("j", "j", "j", "1", "2")
        assert "12" in desk.said
        assert not desk.events()
        await desk.press("enter")
        entry, field, _ = desk.first_event()
        stored = desk.stored()
        assert stored.value(entry, field)["best"] == 12
        assert stored.decision(entry, field) == "corrected"
        assert stored.cells[(entry, field)]["proposed"]["best"] == 5
        assert stored.value(entry, field)["evidence"] == []


async def test_any_other_key_keeps_the_typed_count_and_then_acts(sit_down: Opens) -> None:
    async with sit_down("02") as desk:
        await desk.press("j", "j", "j")
        counted = desk.cursor
        await desk.press("4", "j")
        assert desk.stored().value(*counted)["best"] == 4
        assert desk.cursor != counted
        assert desk.desk.mode is None


async def test_what_is_no_count_is_neither_kept_nor_lost(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("j", "j", "j", "1", "0", "-", "j")
        assert desk.typing == "10-"
        assert not desk.events()
        await desk.press("1", "5", "enter")
        _, _, value = desk.first_event()
        assert [value[k] for k in ("low", "best", "high")] == [10, 10, 15]


async def test_escape_discards_what_was_typed_and_says_so(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("j", "j", "j", "7", "escape")
        assert "7 was discarded" in desk.said
        assert not desk.events()


async def test_space_verifies_accepts_the_rest_and_opens_the_next(sit_down: Opens) -> None:
    async with sit_down("05", "06", size=(140, 80)) as desk:
        first = desk.article_id
        assert desk.ahead.startswith("Space verifies ·")
        await desk.press("space")
        assert desk.article_id != first
        assert desk.stored(first).status == "verified"
        assert not desk.stored(first).undecided()


async def test_space_first_shows_evidence_that_was_not_on_screen(sit_down: Opens) -> None:
    async with sit_down("02", "01", size=(80, 24)) as desk:
        first, presses = desk.article_id, 0
        while desk.article_id == first:
            assert desk.ahead.startswith("Space shows") or desk.screen.unseen([]) is None
            verifies = desk.ahead.startswith("Space verifies")
            await desk.press("space")
            presses += 1
            assert (desk.article_id != first) == verifies
            assert presses < 20
        assert presses > 1


async def test_a_space_within_the_guard_is_dropped(sit_down: Opens) -> None:
    async with sit_down("05", "06", size=(140, 80)) as desk:
        desk.review.painted_at = desk.desk.clock() + 60
        await desk.pilot.press("space")
        await desk.settled()
        assert not desk.events()


async def test_a_held_space_never_verifies_the_article_that_it_opened(sit_down: Opens) -> None:
    async with sit_down("05", "06", "01", size=(140, 80)) as desk:
        await desk.past_the_guard()
        desk.desk.press("space", desk.desk.clock())
        second = desk.article_id
        await desk.settled()
        at = desk.review.painted_at
        assert at is not None
        for _ in range(30):
            at += 0.03  # as a keyboard repeats it
            desk.desk.press("space", at)
            await desk.pilot.pause()
        await desk.settled()
        assert desk.article_id == second
        assert not desk.events(second)


async def test_keys_typed_before_the_next_article_is_painted_act_on_it_in_order(sit_down: Opens) -> None:
    async with sit_down("05", "01") as desk:
        for key in ("n", "j", "j"):
            desk.desk.press(key, desk.desk.clock())
        assert desk.desk.held
        await desk.settled()
        assert desk.article_id.startswith("01")
        assert desk.cursor.field == "location"


async def test_a_decision_typed_before_the_article_is_painted_is_dropped_and_that_is_said(
    sit_down: Opens,
) -> None:
    async with sit_down("05", "01") as desk:
        for key in ("n", "j", "j", "x", "t"):
            desk.desk.press(key, desk.desk.clock())
        await desk.settled()
        assert desk.article_id.startswith("01")
        assert desk.cursor.field == "location"
        assert not desk.events()
        assert desk.said == "keys typed before the article was on screen were dropped"


async def test_a_blocking_check_stops_space_until_y_overrides_it(sit_down: Opens) -> None:
    check = Check("date_after_publication", "blocking", "The date lies after publication.", None, None)
    async with sit_down("05", "06", size=(140, 80), checks=[check]) as desk:
        first = desk.article_id
        await desk.press("space")
        assert desk.article_id == first
        assert "The date lies after publication" in desk.said
        assert not desk.events()
        await desk.press("y")
        assert desk.article_id != first
        assert {e.action for e in desk.events(first)} == {"review.override"}


async def test_y_does_nothing_where_no_blocking_check_is_open(sit_down: Opens) -> None:
    async with sit_down("05", size=(140, 80)) as desk:
        await desk.press("y")
        assert "no blocking check is open" in desk.said
        assert not desk.events()


async def test_an_article_without_a_standing_entry_cannot_be_verified(sit_down: Opens) -> None:
    async with sit_down("10", "01") as desk:
        await desk.press("space")
        assert "X and a reason" in desk.said
        await desk.press("X", "a")
        assert desk.stored("10-no-incident.txt").status == "irrelevant"
        assert desk.stored("10-no-incident.txt").article_note("reason") == "accident"
        assert desk.article_id.startswith("01")


async def test_irrelevant_rejects_what_was_proposed_in_one_key_press(sit_down: Opens) -> None:
    async with sit_down("01", "05") as desk:
        await desk.press("X", "o")
        await desk.type("a drill")
        await desk.press("enter")
        stored = desk.stored("01-two-raids-and-their-total.txt")
        assert stored.status == "irrelevant"
        assert stored.article_note("reason") == "a drill"
        assert not stored.standing()
        await desk.press("u")
        assert desk.article_id.startswith("01")
        assert len(desk.stored().standing()) == 3


async def test_a_date_is_edited_in_words_and_its_reading_is_shown_first(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("j", "e")
        await desk.type("12 mar")
        assert "12 Mar 2025" in desk.reading
        await desk.press("enter")
        entry, _, date = desk.first_event()
        assert (date["start"], date["end"]) == ("2025-03-12", "2025-03-12")
        assert desk.stored().decision(entry, "date") == "corrected"


async def test_words_that_are_no_date_stay_in_the_editor_with_the_reason(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("j", "e")
        await desk.type("sometime soonish")
        await desk.press("enter")
        assert desk.desk.mode is not None
        assert "is not a date" in desk.reading
        assert desk.said.startswith("not kept: ")
        await desk.press("escape")
        assert "was discarded" in desk.said
        assert not desk.events()


async def test_every_printable_key_is_text_in_an_editor(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("c")
        await desk.type("aAxXqu?0-9 done")
        assert desk.typing == "aAxXqu?0-9 done"
        await desk.press("enter")
        assert desk.stored().article_note("note") == "aAxXqu?0-9 done"


async def test_a_place_of_the_text_is_taken_with_its_words_as_evidence(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("j", "j", "e")
        await desk.type("tank")
        await desk.press("down", "enter")
        _, _, place = desk.first_event()
        assert place["name"] == "Tank"
        assert [s["text"] for s in place["evidence"]]


async def test_an_unknown_place_is_allowed_and_has_no_coordinates_of_the_old_one(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("j", "j", "e")
        await desk.type("Zarghoon Kalay")
        await desk.press("enter")
        _, _, place = desk.first_event()
        assert place["name"] == "Zarghoon Kalay"
        assert place["latitude"] is None
        assert place["geoname_id"] is None


async def test_outcome_and_side_by_one_letter(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("j", "j", "j", "o", "w", "w", "c")
        entry, field, _ = desk.first_event()
        value = desk.stored().value(entry, field)
        assert (value["outcome"], value["side"]) == ("wounded", "civilians")


async def test_the_letters_are_listed_and_a_wrong_one_says_so(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("j", "j", "j", "o")
        assert "k killed  w wounded" in desk.said
        await desk.press("q")
        assert "q is none of" in desk.said
        await desk.press("escape")
        assert not desk.events()


async def test_on_a_head_line_two_letters_swap_a_whole_entry(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("tab")
        counts = {c.id: (c.side, c.outcome) for c in desk.state.entry(desk.cursor.entry).counts}
        await desk.press("o", "o", "w", "m", "s")
        after = {c.id: (c.side, c.outcome) for c in desk.stored().entry(desk.cursor.entry).counts}
        side = {"militants": "security_forces", "security_forces": "militants"}
        outcome = {"killed": "wounded", "wounded": "killed"}
        assert after == {i: (side.get(s, s), outcome.get(o, o)) for i, (s, o) in counts.items()}
        assert after != counts


async def test_reject_not_stated_and_cannot_tell(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        entry = desk.cursor.entry
        await desk.press("j", "d", "z", "x")
        stored = desk.stored()
        assert stored.value(entry, "date")["start"] is None
        assert stored.decision(entry, "date") == "corrected"
        assert stored.decision(entry, "location") == "unknown"
        assert stored.decision(entry, "counts/c1") == "rejected"


async def test_a_rejected_entry_says_how_it_comes_back(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        entry = desk.cursor.entry
        await desk.press("x", "g", "1", "j", "a")
        assert "rejected" in desk.said
        assert not desk.stored().exists(entry)
        await desk.press("k", "a")
        assert desk.stored().exists(entry)


async def test_shape_kind_role_part_of(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        entry = desk.cursor.entry
        await desk.press("b", "l", "0", "t")
        stored = desk.stored().entry(entry)
        assert (stored.role, stored.part_of, stored.kind) == ("background", None, "total")


async def test_only_a_total_has_parts(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("l", "2")
        assert "only a total has parts" in desk.said
        assert not desk.events()


async def test_a_count_is_lifted_to_a_total_of_its_own(sit_down: Opens) -> None:
    async with sit_down("05") as desk:
        await desk.press("j", "j", "j", "t")
        stored = desk.stored()
        made = desk.cursor.entry
        assert stored.entry(made).kind == "total"
        assert len(stored.entry(made).counts) == 1


async def test_an_added_incident_takes_a_date_a_place_and_a_count(sit_down: Opens) -> None:
    async with sit_down("05") as desk:
        await desk.press("i", "e")
        await desk.type("3 jan")
        await desk.press("enter", "e")
        await desk.type("Quetta")
        await desk.press("enter", "+", "4", "enter", "w", "c")
        entry = desk.cursor.entry
        added = desk.stored().entry(entry)
        assert added.location.name == "Quetta"
        assert (added.counts[0].best, added.counts[0].side) == (4, "civilians")
        assert added.decision == "added"


async def test_flag_and_take_the_flag_off(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("f")
        await desk.type("ask Omar")
        await desk.press("enter")
        assert desk.stored().article_note("flag") == "ask Omar"
        await desk.press("f")
        assert desk.stored().article_note("flag") is None


async def test_undo_and_redo_one_key_press_at_a_time(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        entry = desk.cursor.entry
        await desk.press("a", "a", "a")
        await desk.press("u", "u")
        assert [f for f in ("date", "location") if desk.state.decision(entry, f)] == []
        await desk.press("U")
        assert desk.state.cells == desk.stored().cells
        assert desk.state.decision(entry, "date") == "accepted"


async def test_undo_goes_back_to_the_article_it_belongs_to(sit_down: Opens) -> None:
    async with sit_down("05", "06", size=(140, 80)) as desk:
        first = desk.article_id
        await desk.press("space", "u")
        assert desk.article_id == first
        assert desk.stored().status is None
        assert "took back the verification" in desk.said
        await desk.press("U")
        assert desk.stored(first).status == "verified"


async def test_nothing_to_undo_is_said(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("u")
        assert desk.said == "nothing to undo"
        await desk.press("U")
        assert "nothing to redo" in desk.said


async def test_next_and_previous_article(sit_down: Opens) -> None:
    async with sit_down("01", "02") as desk:
        await desk.press("n")
        assert desk.article_id.startswith("02")
        await desk.press("n")
        assert "last article" in desk.said
        await desk.press("p")
        assert desk.article_id.startswith("01")
        await desk.press("p")
        assert "first article" in desk.said


async def test_entries_are_reached_by_tab_and_by_number(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        ids = order(desk.state)
        await desk.press("tab")
        assert desk.cursor.entry == ids[1]
        await desk.press("shift+tab", "g", "3")
        assert desk.cursor.entry == ids[2]
        await desk.press("g", "9")
        assert "no entry 9" in desk.said


async def test_g_g_goes_to_the_next_open_check_and_says_it(sit_down: Opens) -> None:
    check = Check("tolls_disagree", "note", "The tolls disagree.", "i2", "counts/c1")
    async with sit_down("01", checks=[check]) as desk:
        await desk.press("g", "g")
        assert tuple(desk.cursor) == ("i2", "counts/c1")
        assert desk.said == "The tolls disagree."


async def test_the_end_says_what_was_done_and_how_to_go_on(sit_down: Opens) -> None:
    async with sit_down("05", size=(140, 80)) as desk:
        await desk.press("space")
        page = str(desk.screen.end.render())
        assert "All done." in page
        assert "1 verified" in page
        assert "assay export" in page
        await desk.press("j")
        assert "no article is open" in desk.said
        await desk.press("p")
        assert desk.article_id.startswith("05")


async def test_a_key_that_means_nothing_says_so(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("%")
        assert desk.said == "% does nothing here · ? lists the keys"
        await desk.press("3")
        assert "is for counts" in desk.said


async def test_help_lists_the_keys_and_closes(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("?")
        assert desk.pilot.app.screen is not desk.screen
        await desk.press("escape")
        assert desk.pilot.app.screen is desk.screen


async def test_q_leaves(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("a")
        await desk.pilot.press("q")
        assert desk.pilot.app.return_code == 0


async def test_pasted_text_never_runs_as_keys(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        desk.desk.paste("aaaaAx")
        assert not desk.events()
        await desk.press("c")
        desk.desk.paste("two\nlines")
        await desk.press("enter")
        assert desk.stored().article_note("note") == "two lines"
