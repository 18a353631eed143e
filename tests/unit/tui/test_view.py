"""What the screen shows of a review: numbers, moves, marks, sums, the words beside a value, the sentence."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from extract.model import Article, Check, Count, Record, Span
from store import mends
from store.events import Change
from store.state import State, apply, fresh
from tui.shown import place_title, place_words, short_date
from tui.view import (
    Card,
    Cursor,
    Line,
    Mark,
    build,
    down,
    fields,
    first,
    focus_span,
    marks,
    next_check,
    next_entry,
    next_undecided,
    nth_entry,
    number_of,
    order,
    previous_entry,
    sentence,
    settle,
    unclaimed,
    undecided_spans,
    up,
)


def after(state: State, *keys: list[Change]) -> State:
    for changes in keys:
        state = apply(state, changes)
    return state


def card(state: State, entry: str, *checks: Check) -> Card:
    return next(c for c in build(state, checks, None).cards if c.entry == entry)


def line(state: State, entry: str, field: str, *checks: Check) -> Line:
    return next(n for n in card(state, entry, *checks).lines if n.cursor.field == field)


def words(line: Line) -> str:
    return "".join(p.text for p in line.words)


# ---------------------------------------------------------------- order and moves


def test_incidents_come_before_their_total_and_background_last(state: State) -> None:
    assert order(state) == ["i1", "i2", "t1", "i3"]
    assert [c.name for c in build(state, (), None).cards] == ["1", "2", "Σ3", "4"]


def test_a_number_outlives_a_change_of_role_and_kind(state: State) -> None:
    moved = after(state, mends.set_role(state, "i1", "background"))
    assert number_of(moved, "i1") == 1
    assert order(moved) == ["i2", "t1", "i1", "i3"]
    turned = after(state, mends.set_kind(state, "i1", "total"))
    assert card(turned, "i1").name == "Σ1"
    assert order(turned) == order(state)


def test_an_added_entry_takes_the_next_number(state: State) -> None:
    entry, changes = mends.add_entry(state)
    assert number_of(after(state, changes), entry) == 5


def test_down_and_up_walk_every_field_and_stop_at_the_ends(state: State) -> None:
    here = Cursor("i1", "exists")
    walked = [here]
    while (there := down(state, walked[-1])) != walked[-1]:
        walked.append(there)
    assert walked == fields(state)
    assert up(state, here) == here
    assert up(state, walked[-1]) == walked[-2]


def test_entries_follow_one_another_in_a_ring(state: State) -> None:
    assert next_entry(state, Cursor("i3", "date")).entry == "i1"
    assert previous_entry(state, Cursor("i1", "date")).entry == "i3"
    assert nth_entry(state, 3) == Cursor("t1", "exists")
    assert nth_entry(state, 9) is None


def test_entering_an_entry_lands_on_what_waits(state: State) -> None:
    state = after(state, mends.accept(state, "i2", "exists"))
    assert next_entry(state, Cursor("i1", "date")) == Cursor("i2", "date")


def test_the_next_undecided_field_skips_what_was_decided_and_rejected(state: State) -> None:
    state = after(state, mends.accept(state, "i1", "date"), mends.reject(state, "i2", "exists"))
    assert next_undecided(state, Cursor("i1", "exists")) == Cursor("i1", "location")
    assert next_undecided(state, Cursor("i1", "counts/c1")) == Cursor("t1", "exists")
    assert next_undecided(after(state, mends.accept_rest(state)), None) is None


def test_checks_are_visited_blocking_ones_first(state: State) -> None:
    checks = [
        Check("note", "note", "A note.", "i1", "date"),
        Check("bad", "blocking", "Blocks.", "i2", "part_of"),
        Check("all", "blocking", "The article.", None, None),
    ]
    assert next_check(state, checks, Cursor("i1", "exists")) == Cursor("i2", "exists")
    assert next_check(state, checks[:1], Cursor("i3", "date")) == Cursor("i1", "date")
    assert next_check(state, (), None) is None


def test_a_cursor_whose_field_was_undone_settles_nearby(state: State) -> None:
    assert settle(state, Cursor("i2", "counts/c9")) == Cursor("i2", "counts/c2")
    assert settle(state, Cursor("i9", "date")) == first(state) == Cursor("i1", "exists")


def test_an_article_without_entries_has_no_cursor() -> None:
    empty = fresh(Record(Article("a", "0", "Rain.")))
    assert first(empty) is None
    assert build(empty, (), None).cards == ()
    assert marks(empty, None) == []


# ---------------------------------------------------------------- marks


def test_the_focused_field_and_its_cues_are_lit_over_the_rest(state: State) -> None:
    text = state.proposal.article.text
    found = marks(state, Cursor("i1", "counts/c1"))
    lit = [(text[m.start : m.end], m.focus, m.cue) for m in found if m.focus or m.cue]
    assert lit == [("gunmen", False, True), ("killed", False, True), ("Five", True, False)]
    at = text.index("Zhob")
    assert Mark(at, at + 4, "place") in found


def test_numbers_that_nothing_claims_are_marked_and_listed(state: State) -> None:
    assert [s.text for s in unclaimed(state)] == ["two"]
    rejected = after(state, mends.reject(state, "i3", "counts/c1"))
    assert [s.text for s in unclaimed(rejected)] == ["two", "four"]


def test_a_rejected_entry_marks_nothing(state: State) -> None:
    state = after(state, mends.reject(state, "i3", "exists"))
    text = state.proposal.article.text
    assert "Zhob" not in [text[m.start : m.end] for m in marks(state, None)]


def test_a_head_line_lights_its_entry_and_shows_its_first_words(state: State) -> None:
    text = state.proposal.article.text
    lit = [text[m.start : m.end] for m in marks(state, Cursor("i3", "exists")) if m.cue]
    assert lit == ["Last month", "Zhob", "four"]
    span = focus_span(state, Cursor("i3", "exists"))
    assert span is not None
    assert span.text == "Last month"
    assert focus_span(state, Cursor("t1", "location")) is None


def test_what_waits_is_listed_in_the_order_of_the_text(state: State) -> None:
    state = after(state, mends.accept(state, "t1", "date"))
    spans = undecided_spans(state)
    assert [s.text for s in spans[:3]] == ["7", "Five", "Muslim Bagh"]
    assert spans == sorted(spans, key=lambda s: s.start)


# ---------------------------------------------------------------- values and words


def test_values_read_as_they_are_typed(state: State) -> None:
    assert line(state, "i1", "counts/c1").value == "5"
    assert line(state, "i1", "date").value == "Thu 30 Jan 2025"
    assert line(state, "i1", "location").value == "Muslim Bagh · Qila Saifullah · Balochistan"
    assert line(state, "i3", "date").value == "Jan 2025"
    assert card(state, "i1").title == "Muslim Bagh, Qila Saifullah"


def test_beside_a_count_stand_its_words_with_side_and_outcome(state: State) -> None:
    assert words(line(state, "i1", "counts/c1")) == "Five gunmen were killed"
    assert words(line(state, "i3", "counts/c1")) == "four shopkeepers were abducted in Zhob"


def test_parts_that_add_up_are_said_to(state: State) -> None:
    total = line(state, "t1", "counts/c1")
    assert total.words[0].text == "= 5 + 2"
    assert total.matter == "sum"


def test_parts_that_fall_short_are_no_fault_and_more_is_one(state: State) -> None:
    less = after(state, mends.reject(state, "i2", "counts/c1"))
    assert line(less, "t1", "counts/c1").words[0] == ("⊃ 5", "tag")
    more = replace(state.count("i2", "c1"), low=4, best=4, high=4)
    assert line(after(state, mends.set_count(state, "i2", more)), "t1", "counts/c1").words[0] == (
        "< 5 + 4",
        "none",
    )


def test_missing_and_lost_evidence_is_said(state: State) -> None:
    bare = replace(state.count("i1", "c1"), evidence=(), cues={})
    assert words(line(after(state, mends.set_count(state, "i1", bare)), "i1", "counts/c1")) == "no evidence"
    lost = replace(bare, evidence=(Span(3, 9, "dozens"),))
    said = words(line(after(state, mends.set_count(state, "i1", lost)), "i1", "counts/c1"))
    assert said == "not in the text: dozens"


def test_a_field_without_a_value_needs_no_evidence(state: State) -> None:
    place = line(state, "t1", "location")
    assert (place.value, place.words, place.matter) == ("—", (), "not_stated")


def test_a_correction_stands_beside_what_was_proposed(state: State) -> None:
    other = replace(state.count("i2", "c2"), low=4, best=4, high=4, side="civilians")
    state = after(state, mends.set_count(state, "i2", other))
    corrected = line(state, "i2", "counts/c2")
    assert (corrected.value, corrected.was, corrected.decision) == ("4", "3 security", "corrected")


def test_an_entry_taken_out_of_its_total_says_which_one_it_was_in_as_the_screen_calls_it(
    state: State,
) -> None:
    taken_out = after(state, mends.set_part_of(state, "i1", None))
    assert line(taken_out, "i1", "exists").was == "inside Σ3"
    struck = after(taken_out, mends.reject(taken_out, "i1", "exists"))
    assert line(struck, "i1", "exists").was == ""


def test_of_several_matters_the_gravest_is_shown(state: State) -> None:
    assert line(state, "i1", "date").matter == "inferred"
    note = Check("tolls_disagree", "note", "…", "i1", "date")
    assert line(state, "i1", "date", note).matter == "check"
    blocking = Check("date_after_publication", "blocking", "…", "i1", "date")
    assert line(state, "i1", "date", note, blocking).matter == "blocking"
    assert card(state, "i1", note, blocking).matter == "blocking"


def test_a_rejected_entry_is_struck_whole_and_waits_for_nothing(state: State) -> None:
    before = build(state, (), None).undecided
    state = after(state, mends.reject(state, "i2", "exists"))
    rejected = card(state, "i2")
    assert all(n.struck for n in rejected.lines)
    assert rejected.open_fields == 0
    assert build(state, (), None).undecided == before - 5


def test_an_entry_is_decided_when_all_of_it_is(state: State) -> None:
    state = after(state, mends.accept_entry(state, "i1"))
    assert card(state, "i1").decision == "accepted"
    state = after(state, mends.unknown(state, "i1", "date"))
    assert card(state, "i1").decision == "unknown"
    assert card(state, "i2").decision is None


def test_what_is_being_typed_stands_in_the_field(state: State) -> None:
    view = build(state, (), Cursor("i1", "counts/c1"), typed="12")
    assert view.focused is not None
    typed = view.focused.lines[3]
    assert (typed.value, typed.typing) == ("12", True)
    assert line(state, "i1", "counts/c1").value == "5"


def test_the_view_keeps_pace_with_every_change(state: State) -> None:
    """The view reuses what a change leaves alone; a fresh one must say the same."""
    checks = [Check("x", "note", "Look.", "i2", "date")]
    build(state, (), None)
    for change in (
        mends.set_kind(state, "t1", "incident"),
        mends.set_role(state, "i1", "background"),
        mends.reject(state, "i2", "exists"),
        mends.add_count(state, "i3", Count("x", "unknown", "killed", 1, 1, 1, "exact"))[1],
    ):
        changed = apply(state, change)
        kept = build(changed, checks, None)
        build(fresh(Record(Article("b", "1", "Rain."))), (), None)
        assert build(changed, checks, None) == kept


def test_the_quote_is_the_sentence_around_the_evidence(state: State) -> None:
    view = build(state, (), Cursor("i1", "counts/c1"))
    assert "".join(p.text for p in view.quote).strip().startswith("Five gunmen were killed near")
    assert [p.text for p in view.quote if p.tone == "words"] == ["Five"]


# ---------------------------------------------------------------- the sentence


def test_the_sentence_never_adds_a_total_to_its_parts(state: State) -> None:
    assert sentence(state) == "2 incidents: 7 militants killed; 3 security wounded; 1 background"


def test_the_sentence_adds_parts_where_no_total_states_them(state: State) -> None:
    state = after(state, mends.reject(state, "t1", "exists"))
    assert sentence(state) == "2 incidents: 7 militants killed; 3 security wounded; 1 background"


def test_the_sentence_says_what_is_a_lower_bound_and_what_is_none(state: State) -> None:
    least = replace(state.count("t1", "c1"), high=None, qualifier="at_least")
    none = replace(state.count("i2", "c2"), low=0, best=0, high=0)
    state = after(state, mends.set_count(state, "t1", least), mends.set_count(state, "i2", none))
    assert sentence(state) == "2 incidents: 7+ militants killed; no security wounded; 1 background"


def test_the_sentence_groups_by_outcome_then_side_in_one_order(state: State) -> None:
    counts = [
        Count("x", "civilians", "wounded", 1, 1, 1, "exact"),
        Count("x", "civilians", "killed", 1, 1, 1, "exact"),
        Count("x", "security_forces", "killed", 1, 1, 1, "exact"),
    ]
    for count in counts:
        state = after(state, mends.add_count(state, "i2", count)[1])
    assert sentence(state) == (
        "2 incidents: 7 militants, 1 security and 1 civilian killed; 3 security and 1 civilian wounded; "
        "1 background"
    )


def test_a_name_is_not_told_again_with_other_accents() -> None:
    place = {"name": "Apatzingán", "admin2": "Apatzingan", "admin1": "Michoacan", "country": "MX"}
    assert place_words(place) == "Apatzingán · Michoacan"
    assert place_title(place) == "Apatzingán"


@pytest.mark.parametrize(
    ("start", "end", "precision", "seen"),
    [
        ("2024-12-12", "2024-12-13", "days", "12–13 Dec"),
        ("2025-01-31", "2025-02-01", "days", "31 Jan–1 Feb"),
        ("2025-01-01", "2025-01-31", "month", "Jan"),
        ("2023-12-12", "2023-12-12", "day", "12 Dec 2023"),
        ("2026-01-30", "2026-01-30", "day", "30 Jan 2026"),
        ("2024-01-01", "2024-12-31", "year", "2024"),
        ("2024-12-09", None, "day", "since 9 Dec"),
        (None, None, "unknown", ""),
    ],
)
def test_a_list_tells_the_year_only_where_it_is_not_the_nearest(
    start: str | None, end: str | None, precision: str, seen: str
) -> None:
    date = {"start": start, "end": end, "precision": precision}
    assert short_date(date, dt.date(2025, 2, 1)) == seen
