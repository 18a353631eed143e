"""What a clause speaks of: one event, a total, the past; its own day and place."""

from __future__ import annotations

import datetime as dt

from extract import lexicon
from extract.article import sentences
from extract.count_sentences import read_sentences
from extract.counts import find_counts
from extract.dates import find_dates
from extract.numbers import find_numbers
from extract.places import find_places
from extract.scope import frames
from extract.scope_frame import Frame

PUBLISHED = dt.date(2024, 3, 15)


def frames_of(text: str) -> list[Frame]:
    dates = find_dates(text, PUBLISHED)
    masked = [(d.span.start, d.span.end) for d in dates]
    words = lexicon.load()
    read = read_sentences(text, sentences(text), find_numbers(text, masked), dates, words)
    counts = find_counts(text, read, words)
    return frames(text, read, counts, dates, find_places(text, masked=masked), words)


def test_a_running_total_does_not_capture_the_figure_before_it() -> None:
    first, second = frames_of(
        "On Tuesday five rebels were killed in Quetta, bringing the total number of rebels killed in "
        "Balochistan since 1 January to 40."
    )
    assert [c.best for c in first.counts] == [5]
    assert first.total == ""
    assert [c.best for c in second.counts] == [40]
    assert second.total == "period"


def test_a_figure_over_two_operations_is_a_total() -> None:
    (frame,) = frames_of("Troops killed nine militants in two raids in Quetta and Zhob, Balochistan.")
    assert frame.total == "several"
    assert [p.value.name for p in frame.places] == ["Quetta", "Zhob"]


def test_figures_with_places_of_their_own_are_told_apart() -> None:
    left, right = frames_of("Gunmen killed three villagers in Quetta and two villagers in Peshawar.")
    assert [c.best for c in left.counts] == [3]
    assert [p.value.name for p in left.places] == ["Quetta"]
    assert [p.value.name for p in right.places] == ["Peshawar"]


def test_the_day_of_the_report_is_not_the_day_of_the_event() -> None:
    (frame,) = frames_of("Three soldiers were killed on Tuesday in Quetta, the army said on Thursday.")
    assert frame.date is not None
    assert frame.date.span.text == "Tuesday"
    assert frame.reported is not None
    assert frame.reported.span.text == "Thursday"


def test_the_hospital_is_not_the_place() -> None:
    (frame,) = frames_of("Three soldiers were wounded in Zhob and flown to a hospital in Quetta.")
    assert [p.value.name for p in frame.places] == ["Zhob"]


def test_since_thursday_when_tells_of_that_thursday() -> None:
    (frame,) = frames_of(
        "It was the first attack since Tuesday, when gunmen killed four policemen in Quetta."
    )
    assert frame.total == ""
    assert frame.date is not None
    assert frame.date.value.start == frame.date.value.end == dt.date(2024, 3, 12)


def test_a_sentence_that_only_says_where_is_kept_as_context() -> None:
    context, told = frames_of("In January, the search reached Quetta. A paymaster was arrested there.")
    assert context.context
    assert not told.context


def test_one_man_killed_during_a_nationwide_strike_is_no_total() -> None:
    (frame,) = frames_of("A shopkeeper was killed in Zhob on Monday during the nationwide strike.")
    assert frame.total == ""
    (frame,) = frames_of("Nine shopkeepers were killed nationwide on Monday.")
    assert frame.total == "several"


def test_firebombing_tells_an_attack() -> None:
    (frame,) = frames_of("Four passengers were wounded when a gang firebombed a minibus in Quetta.")
    assert [t.kind for t in frame.triggers] == ["attack"]
