"""Figures that run up to the day of a report: a total of their own beside the event that is told."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.article import make_article
from extract.pipeline import extract


@pytest.mark.parametrize(
    "said",
    [
        "With this, 19 rebels have been killed in Zhob this year.",
        "With this, the number of rebels killed in the district this year has gone up to 19.",
        "The number of rebels killed in Zhob has reached 19 since January.",
        "At least 19 rebels have died in Balochistan so far in 2025.",
    ],
)
def test_a_running_figure_of_the_year_is_a_total_up_to_now(said: str) -> None:
    text = f"date 2025-03-05 Two rebels were killed in Zhob on Tuesday, police said. {said}"
    first, total = extract(make_article("a", text)).incidents
    assert [c.best for c in first.counts] == [2]
    assert (total.kind, [c.low for c in total.counts]) == ("total", [19])
    assert (total.date.start, total.date.end) == (dt.date(2025, 1, 1), dt.date(2025, 3, 5))


def test_the_dead_of_a_past_year_in_a_region_are_a_total() -> None:
    story = "date 2025-03-05 Two rebels were killed in Zhob on Tuesday. "
    text = story + "Some 80 rebels were killed in Balochistan in 2024."
    _, total = extract(make_article("a", text)).incidents
    assert (total.kind, total.date.start, total.date.end) == (
        "total",
        dt.date(2024, 1, 1),
        dt.date(2024, 12, 31),
    )


@pytest.mark.parametrize(
    "text",
    [
        "A total of 23 rebels were killed on Monday in airstrikes and clashes in Diyala province.",
        "Gunmen killed 15 farmers in attacks in the western part of Oromia region on Monday.",
    ],
)
def test_events_in_the_plural_over_a_province_are_a_total(text: str) -> None:
    (entry,) = extract(make_article("a", "date 2025-03-05 " + text)).incidents
    assert entry.kind == "total"


def test_what_a_reporter_saw_of_the_dead_is_no_count() -> None:
    text = (
        "date 2025-03-05 A bomb killed ten people in Zhob on Monday. An agency witness counted eight bodies."
    )
    (entry,) = extract(make_article("a", text)).incidents
    assert [c.best for c in entry.counts] == [10]


@pytest.mark.parametrize(
    "text",
    [
        "A warplane launched four raids on homes in Rastan on Monday, killing three and hurting five.",
        "At least 12 people were killed when several airstrikes hit a market in Idlib on Monday.",
        "The number of farmers killed in the air strike on Hanida has risen to 20, officials said on Monday.",
        "Six people were killed on Monday in Guayaquil, a harbour town in the grips of a wave of violence.",
    ],
)
def test_one_event_told_in_the_plural_or_as_a_toll_is_an_incident(text: str) -> None:
    (entry,) = extract(make_article("a", "date 2025-03-05 " + text)).incidents
    assert entry.kind == "incident"


def test_since_the_start_of_a_month_is_that_of_the_last() -> None:
    text = "date 2015-12-23 A wave of attacks since the start of October has cost the lives of 125 people."
    (entry,) = extract(make_article("a", text)).incidents
    assert (entry.date.start, entry.date.end) == (dt.date(2015, 10, 1), dt.date(2015, 12, 23))


def test_who_is_the_third_killed_since_is_no_total() -> None:
    story = "date 2025-03-05 Troops killed a commander in Zhob on Monday. "
    text = story + "He is the third top commander killed in Balochistan since last year."
    assert [e.kind for e in extract(make_article("a", text)).incidents] == ["incident"]
