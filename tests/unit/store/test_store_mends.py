"""What each key press does to a review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from extract.model import Count, DateRange, Place, Record, Span
from store import mends, typed
from store.events import Change
from store.state import State, apply, fresh


@pytest.fixture
def state(proposal: Record) -> State:
    """The review before the first key."""
    return fresh(proposal)


def _after(state: State, *steps: Callable[[State], Sequence[Change]]) -> State:
    for step in steps:
        state = apply(state, step(state))
    return state


# ---------------------------------------------------------------- accepting


def test_accepting_a_field_decides_it_and_nothing_else(state: State) -> None:
    after = _after(state, lambda s: mends.accept(s, "i1", "date"))
    assert after.decision("i1", "date") == "accepted"
    assert after.decision("i1", "location") is None
    assert after.value("i1", "date") == state.value("i1", "date")


def test_accepting_the_head_line_decides_its_four_cells(state: State) -> None:
    changes = mends.accept(state, "i1", "exists")
    assert [c.field for c in changes] == ["exists", "kind", "role", "part_of"]


def test_accepting_twice_is_no_news(state: State) -> None:
    after = _after(state, lambda s: mends.accept(s, "i1", "date"))
    assert mends.accept(after, "i1", "date") == []


def test_a_corrected_field_stays_corrected_when_the_rest_is_accepted(state: State) -> None:
    after = _after(state, lambda s: mends.set_role(s, "i1", "background"), mends.accept_rest)
    assert after.decision("i1", "role") == "corrected"
    assert after.undecided() == []


def test_a_rejected_place_that_is_accepted_comes_back_as_proposed(state: State) -> None:
    gone = _after(state, lambda s: mends.reject(s, "i1", "location"))
    assert gone.value("i1", "location")["name"] is None
    back = _after(gone, lambda s: mends.accept(s, "i1", "location"))
    assert back.value("i1", "location") == state.value("i1", "location")
    assert back.decision("i1", "location") == "accepted"


def test_a_rejected_entry_is_not_accepted_with_the_rest(state: State) -> None:
    after = _after(state, lambda s: mends.reject(s, "t2", "exists"), mends.accept_rest)
    assert after.decision("t2", "exists") == "rejected"
    assert mends.accept_entry(after, "t2") == []


def test_verifying_accepts_what_is_undecided_and_says_verified(state: State) -> None:
    after = _after(state, mends.verify)
    assert after.status == "verified"
    assert after.undecided() == []


def test_an_article_where_nothing_stands_cannot_be_verified(state: State) -> None:
    bare = _after(state, lambda s: mends.reject(s, "t2", "exists"), lambda s: mends.reject(s, "i1", "exists"))
    with pytest.raises(ValueError, match="irrelevant"):
        mends.verify(bare)


# ---------------------------------------------------------------- values


def test_another_value_is_corrected_and_keeps_what_was_proposed(state: State) -> None:
    count = replace(state.count("i1", "c1"), outcome="wounded")
    after = _after(state, lambda s: mends.set_count(s, "i1", count))
    cell = after.cells[("i1", "counts/c1")]
    assert cell["decision"] == "corrected"
    assert cell["proposed"]["outcome"] == "killed"


def test_setting_the_proposed_value_again_is_accepted(state: State) -> None:
    was = state.count("i1", "c1")
    after = _after(
        state,
        lambda s: mends.set_count(s, "i1", replace(was, best=5)),
        lambda s: mends.set_count(s, "i1", was),
    )
    assert after.decision("i1", "counts/c1") == "accepted"


def test_confidence_and_cues_are_no_part_of_the_value(state: State) -> None:
    same = replace(state.count("i1", "c1"), confidence=0.1, cues={"side": (Span(0, 6, "TURBAT"),)})
    after = _after(state, lambda s: mends.set_count(s, "i1", same))
    assert after.decision("i1", "counts/c1") == "accepted"


def test_changing_only_the_evidence_is_corrected(state: State) -> None:
    moved = replace(state.count("i1", "c1"), evidence=(Span(0, 6, "TURBAT"),))
    assert _after(state, lambda s: mends.set_count(s, "i1", moved)).decision("i1", "counts/c1") == "corrected"


def test_changing_only_the_evidence_of_a_further_place_is_corrected(proposal: Record) -> None:
    first = proposal.incidents[0]
    there = Place("Awaran", evidence=(Span(150, 156, "Awaran"),))
    two = replace(first, location=replace(first.location, others=(there,)))
    state = fresh(replace(proposal, incidents=(two,)))
    moved = replace(two.location, others=(replace(there, evidence=(Span(0, 6, "TURBAT"),)),))
    assert _after(state, lambda s: mends.set_place(s, "i1", moved)).decision("i1", "location") == "corrected"


def test_nought_is_not_the_same_as_not_stated(proposal: Record) -> None:
    first = proposal.incidents[0]
    silent = replace(first, counts=(Count("c1", "civilians", "wounded"),))
    state = fresh(replace(proposal, incidents=(silent,)))
    after = _after(state, lambda s: typed.type_count(s, "i1", "c1", 0, 0, 0, "exact"))
    assert after.decision("i1", "counts/c1") == "corrected"
    again = _after(after, lambda s: mends.not_stated(s, "i1", "counts/c1"))
    assert again.decision("i1", "counts/c1") == "accepted"


def test_not_stated_empties_a_count_but_keeps_whose_and_what(state: State) -> None:
    after = _after(state, lambda s: mends.not_stated(s, "i1", "counts/c1"))
    count = after.count("i1", "c1")
    assert (count.best, count.evidence, count.side) == (None, (), "security_forces")
    assert after.decision("i1", "counts/c1") == "corrected"


@pytest.mark.parametrize("field", ["date", "location"])
def test_not_stated_empties_date_and_place(state: State, field: str) -> None:
    after = _after(state, lambda s: mends.not_stated(s, "i1", field))
    assert after.value("i1", field)["precision"] == "unknown"
    assert after.decision("i1", field) == "corrected"


def test_unknown_leaves_the_value_beside_the_decision(state: State) -> None:
    after = _after(state, lambda s: mends.unknown(s, "i1", "date"))
    assert after.decision("i1", "date") == "unknown"
    assert after.value("i1", "date") == state.value("i1", "date")


def test_unknown_on_a_rejected_entry_lets_it_stand_again(state: State) -> None:
    after = _after(
        state, lambda s: mends.reject(s, "i1", "exists"), lambda s: mends.unknown(s, "i1", "exists")
    )
    assert after.exists("i1")
    assert after.value("i1", "exists") is True
    assert after.head_decision("i1") == "unknown"


# ---------------------------------------------------------------- what is typed


def test_typing_the_figure_that_stood_there_is_accepted_with_its_evidence(state: State) -> None:
    after = _after(state, lambda s: typed.type_count(s, "i1", "c1", 3, 3, 3, "exact"))
    assert after.decision("i1", "counts/c1") == "accepted"
    assert after.count("i1", "c1").evidence[0].text == "Three"


def test_a_typed_figure_that_stands_nowhere_has_no_evidence(state: State) -> None:
    after = _after(state, lambda s: typed.type_count(s, "i1", "c1", 7, 7, 7, "exact"))
    assert after.count("i1", "c1").evidence == ()
    assert after.decision("i1", "counts/c1") == "corrected"


def test_a_typed_figure_that_two_unread_numbers_could_mean_has_no_evidence(state: State) -> None:
    after = _after(state, lambda s: typed.type_count(s, "i1", "c1", 2, 2, 2, "exact"))
    assert after.count("i1", "c1").evidence == ()


def test_a_typed_figure_takes_the_one_number_that_nothing_reads(proposal: Record) -> None:
    state = fresh(replace(proposal, mentions=proposal.mentions[:-1]))
    after = _after(state, lambda s: typed.type_count(s, "i1", "c1", 2, 2, 2, "exact"))
    assert [s.text for s in after.count("i1", "c1").evidence] == ["two raids"]


def test_typing_the_proposed_figure_again_brings_its_evidence_back_but_not_its_side(state: State) -> None:
    police = replace(state.count("i1", "c1"), side="civilians")
    after = _after(
        state,
        lambda s: mends.set_count(s, "i1", police),
        lambda s: typed.type_count(s, "i1", "c1", 9, 9, 9, "exact"),
        lambda s: typed.type_count(s, "i1", "c1", 3, 3, 3, "exact"),
    )
    count = after.count("i1", "c1")
    assert [s.text for s in count.evidence] == ["Three"]
    assert count.side == "civilians"
    assert after.decision("i1", "counts/c1") == "corrected"


def test_typing_the_date_that_stood_there_is_accepted_with_its_evidence(state: State) -> None:
    day = dt.date(2025, 1, 31)
    after = _after(state, lambda s: typed.type_date(s, "i1", DateRange(day, day, "day")))
    assert after.decision("i1", "date") == "accepted"
    assert after.value("i1", "date") == state.value("i1", "date")


def test_another_typed_date_never_keeps_the_old_words(state: State) -> None:
    day = dt.date(2025, 1, 30)
    after = _after(state, lambda s: typed.type_date(s, "i1", DateRange(day, day, "day")))
    assert after.value("i1", "date")["evidence"] == []
    assert after.decision("i1", "date") == "corrected"


def test_typing_the_proposed_date_after_a_correction_brings_it_back_whole(state: State) -> None:
    wrong, right = dt.date(2025, 1, 30), dt.date(2025, 1, 31)
    after = _after(
        state,
        lambda s: typed.type_date(s, "i1", DateRange(wrong, wrong, "day")),
        lambda s: typed.type_date(s, "i1", DateRange(right, right, "day")),
    )
    assert after.value("i1", "date") == state.value("i1", "date")
    assert after.decision("i1", "date") == "accepted"


def test_a_date_typed_into_an_entry_takes_the_words_that_no_entry_reads(proposal: Record) -> None:
    undated = replace(proposal.incidents[0], date=DateRange())
    state = fresh(replace(proposal, incidents=(undated,)))
    day = dt.date(2025, 1, 31)
    after = _after(state, lambda s: typed.type_date(s, "i1", DateRange(day, day, "day")))
    assert [s["text"] for s in after.value("i1", "date")["evidence"]] == ["Friday"]


def test_picking_the_place_that_stood_there_is_accepted(state: State) -> None:
    after = _after(state, lambda s: typed.type_place(s, "i1", Place("Turbat", "Kech", "Balochistan", "PK")))
    assert after.decision("i1", "location") == "accepted"
    assert after.value("i1", "location") == state.value("i1", "location")


def test_picking_the_same_place_from_the_gazetteer_keeps_its_number(state: State) -> None:
    found = Place("Turbat", "Kech", "Balochistan", "PK", 26.0, 63.05, 1163724, "place")
    after = _after(state, lambda s: typed.type_place(s, "i1", found))
    assert after.value("i1", "location")["geoname_id"] == 1163724
    assert after.decision("i1", "location") == "corrected"


def test_typing_a_place_that_was_rejected_brings_it_back(state: State) -> None:
    after = _after(
        state,
        lambda s: mends.reject(s, "i1", "location"),
        lambda s: typed.type_place(s, "i1", Place("Turbat", "Kech", "Balochistan", "PK")),
    )
    assert after.decision("i1", "location") == "accepted"
    assert after.value("i1", "location") == state.value("i1", "location")


# ---------------------------------------------------------------- shape


def test_rejecting_a_total_sets_free_what_lay_inside_it(state: State) -> None:
    after = _after(state, lambda s: mends.reject(s, "t2", "exists"))
    assert not after.exists("t2")
    assert after.value("i1", "part_of") is None


def test_rejecting_a_count_sets_free_what_lay_inside_it(proposal: Record) -> None:
    first = proposal.incidents[0]
    inside = replace(first, counts=(first.counts[0], replace(first.counts[1], part_of="c1")))
    state = fresh(replace(proposal, incidents=(inside,)))
    after = _after(state, lambda s: mends.reject(s, "i1", "counts/c1"))
    assert after.count("i1", "c2").part_of is None


def test_a_total_that_becomes_an_incident_holds_no_parts(state: State) -> None:
    after = _after(state, lambda s: mends.set_kind(s, "t2", "incident"))
    assert after.value("t2", "kind") == "incident"
    assert after.value("i1", "part_of") is None
    assert after.decision("t2", "kind") == "corrected"


def test_an_entry_cannot_lie_inside_itself_however_far_up(state: State) -> None:
    with pytest.raises(ValueError, match="already lies inside"):
        mends.set_part_of(state, "t2", "i1")


def test_a_circle_in_the_proposal_does_not_hang_the_program(proposal: Record) -> None:
    one, two = proposal.incidents
    third = replace(one, id="i3", part_of=None)
    state = fresh(replace(proposal, incidents=(one, replace(two, part_of="i1"), third)))
    after = _after(state, lambda s: mends.set_part_of(s, "i3", "t2"))
    assert after.value("i3", "part_of") == "t2"


def test_an_added_entry_is_added_in_all_its_fields_and_stays_so(state: State) -> None:
    entry, changes = mends.add_entry(state)
    day = dt.date(2025, 1, 30)
    after = _after(state, lambda _: changes, lambda s: mends.set_date(s, entry, DateRange(day, day, "day")))
    assert {after.decision(entry, c.field) for c in changes} == {"added"}
    assert mends.accept_entry(after, entry) == []


def test_a_rejected_added_entry_that_comes_back_is_added_again(state: State) -> None:
    entry, changes = mends.add_entry(state)
    after = _after(
        state,
        lambda _: changes,
        lambda s: mends.reject(s, entry, "exists"),
        lambda s: mends.accept(s, entry, "exists"),
    )
    assert after.head_decision(entry) == "added"


def test_an_added_count_is_added_and_a_change_to_it_too(state: State) -> None:
    name, changes = mends.add_count(state, "i1", Count("-", "civilians", "wounded", 2, 2, 2, "exact"))
    after = _after(state, lambda _: changes, lambda s: typed.type_count(s, "i1", name, 5, 5, 5, "exact"))
    assert after.decision("i1", f"counts/{name}") == "added"
    assert after.count("i1", name).best == 5


# ---------------------------------------------------------------- the article


def test_the_first_decision_makes_the_article_in_progress(state: State) -> None:
    changes = mends.reopened(state, mends.accept(state, "i1", "date"))
    assert apply(state, changes).status == "in_progress"
    assert (
        mends.reopened(apply(state, changes), mends.accept(state, "i1", "location"))[-1].field == "location"
    )


def test_a_decision_on_a_verified_article_reopens_it(state: State) -> None:
    done = _after(state, mends.verify)
    changes = mends.reopened(done, mends.set_role(done, "i1", "background"))
    assert apply(done, changes).status == "in_progress"


def test_a_key_that_had_nothing_to_do_reopens_nothing(state: State) -> None:
    assert mends.reopened(_after(state, mends.verify), []) == []


def test_a_flag_and_a_note_stay_when_the_status_changes(state: State) -> None:
    after = _after(
        state, lambda s: mends.set_status(s, "in_progress", flag="check", note="see wire"), mends.verify
    )
    assert (after.status, after.article_note("flag"), after.article_note("note")) == (
        "verified", "check", "see wire",
    )  # fmt: skip
