"""The queue's filter line: what it is read as, and what is wrong with it, in words."""

from __future__ import annotations

import datetime as dt

import pytest

from store.query import SORTS, QuerySpec
from tui.queue_filter import ORDERS, order_words, read_filter

PLAIN = QuerySpec("amina", "worst")


def test_known_words_and_names_are_filters_and_the_rest_is_looked_for_in_the_texts() -> None:
    found = read_filter('waiting flagged place:"Musa Khel" bomb "road side" -market', PLAIN)
    assert not found.wrong
    spec = found.spec
    assert (spec.status, spec.flagged, spec.place) == ("waiting", True, "Musa Khel")
    assert spec.text == 'bomb "road side" -market'
    assert spec.sort == "worst"
    assert found.words == 'waiting, flagged, place Musa Khel, text bomb "road side" -market'


def test_nothing_typed_is_no_filter() -> None:
    found = read_filter("  ", PLAIN)
    assert found.spec == PLAIN
    assert found.words == "all articles"


@pytest.mark.parametrize(
    ("line", "since", "until"),
    [
        ("on:2025-03", dt.date(2025, 3, 1), dt.date(2025, 3, 31)),
        ("on:2024-02-29", dt.date(2024, 2, 29), dt.date(2024, 2, 29)),
        ("since:2025", dt.date(2025, 1, 1), None),
        ("until:2025", None, dt.date(2025, 12, 31)),
        ("since:2025-02 until:2025-03-04", dt.date(2025, 2, 1), dt.date(2025, 3, 4)),
    ],
)
def test_a_day_a_month_or_a_year(line: str, since: dt.date | None, until: dt.date | None) -> None:
    spec = read_filter(line, PLAIN).spec
    assert (spec.since, spec.until) == (since, until)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("place:", "after place: a value is missing"),
        ("since:soon", "soon is no date: write 2025-03-14, 2025-03 or 2025"),
        ("on:2025-02-30", "there is no 2025-02-30 in the calendar"),
        ("since:2025 until:2024", "since 2025-01-01 is after until 2024-12-31"),
        ("waiting verified", "waiting and verified exclude each other"),
        ("plcae:Zhob", "plcae: is no filter: did you mean place: ?"),
        ("-bomb", "a search needs a word that stands in the text"),
    ],
)
def test_what_cannot_be_meant_is_said_in_words(line: str, wrong: str) -> None:
    assert read_filter(line, PLAIN).wrong == wrong


def test_an_unknown_check_names_those_that_are_close() -> None:
    assert "tolls_disagree" in read_filter("check:toll_disagree", PLAIN).wrong
    assert read_filter("check:tolls-disagree", PLAIN).spec.check == "tolls_disagree"


def test_another_reviewers_status_can_be_asked_for() -> None:
    spec = read_filter("by:bilal verified", PLAIN).spec
    assert (spec.reviewer, spec.status) == ("bilal", "verified")


def test_words_with_a_colon_that_are_no_filter_are_looked_for() -> None:
    assert read_filter("http://example.org", PLAIN).spec.text == "http://example.org"


def test_every_order_has_a_letter_and_a_name() -> None:
    assert {sort for sort, _, _ in ORDERS.values()} == set(SORTS)
    assert order_words("date", backwards=True) == "newest first, turned round"
