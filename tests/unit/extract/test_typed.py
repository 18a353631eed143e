"""What a person types into a count or date cell, and what the cell shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extract.model import DATE_PRECISIONS, QUALIFIERS, DatePrecision, DateRange, Qualifier
from extract.typed import (
    TypedError,
    date_note,
    edit_date,
    read_count,
    read_date,
    show_count,
    show_date,
)

SATURDAY = dt.date(2025, 2, 1)


# ---------------------------------------------------------------- counts


@pytest.mark.parametrize(
    ("typed", "low", "best", "high", "qualifier", "shown"),
    [
        ("12", 12, 12, 12, "exact", "12"),
        ("0", 0, 0, 0, "exact", "0"),
        ("1,200", 1200, 1200, 1200, "exact", "1200"),
        ("10-15", 10, 10, 15, "range", "10-15"),
        ("10 – 15", 10, 10, 15, "range", "10-15"),
        ("12+", 12, 12, None, "at_least", "12+"),
        ("<20", None, None, 20, "at_most", "<20"),
        ("~20", 20, 20, 20, "about", "~20"),
        ("12..", 12, None, None, "vague", "12.."),
        ("10..20", 10, None, 20, "vague", "10..20"),
        ("12 (10-15)", 10, 12, 15, "range", "12 (10-15)"),
        ("12(10-15)", 10, 12, 15, "range", "12 (10-15)"),
        ("~12 (10-15)", 10, 12, 15, "about", "~12 (10-15)"),
        ("12 (10+)", 10, 12, None, "range", "12 (10+)"),
        ("12 (<15)", None, 12, 15, "range", "12 (<15)"),
        ("12 (?)", None, 12, None, "range", "12 (?)"),
        ("12-12", 12, 12, 12, "exact", "12"),
        ("a dozen", 12, 12, 12, "exact", "12"),
        ("at least five", 5, 5, None, "at_least", "5+"),
    ],
)
def test_a_count_is_typed_and_shown_in_one_notation(
    typed: str, low: int | None, best: int | None, high: int | None, qualifier: str, shown: str
) -> None:
    count = read_count(typed)
    assert (count.low, count.best, count.high, count.qualifier) == (low, best, high, qualifier)
    assert show_count(count.low, count.best, count.high, count.qualifier) == shown


@pytest.mark.parametrize(
    "typed", ["", "x", "1,2", "12-", "-", "1 2", "+", "12 (13-15)", "9" * 12, "12 (", "\x1b[31m"]
)
def test_what_is_no_count_says_what_would_be(typed: str) -> None:
    with pytest.raises(TypedError) as raised:
        read_count(typed)
    said = str(raised.value)
    assert said.endswith(".")
    assert said.isprintable()


def test_a_range_that_runs_backwards_is_refused() -> None:
    with pytest.raises(TypedError, match="runs backwards"):
        read_count("15-10")


def test_a_count_that_is_not_stated_is_a_dash() -> None:
    assert show_count(None, None, None, None) == "—"


BOUND = st.one_of(st.none(), st.integers(0, 10**9 - 1))


@given(BOUND, BOUND, BOUND, st.one_of(st.none(), st.sampled_from(QUALIFIERS)))
def test_what_a_cell_shows_reads_back_as_the_same_bounds(
    low: int | None, best: int | None, high: int | None, qualifier: Qualifier | None
) -> None:
    known = [n for n in (low, best, high) if n is not None]
    assume(known and known == sorted(known))
    again = read_count(show_count(low, best, high, qualifier))
    assert (again.low, again.best, again.high) == (low, best, high)


def complaint(read: Callable[[], object]) -> str:
    """The sentence of the TypedError that `read` raises; empty where it reads."""
    try:
        read()
    except TypedError as error:
        return str(error)
    return ""


@given(st.text())
def test_any_typing_is_a_count_or_a_typed_error(typed: str) -> None:
    assert "\n" not in complaint(lambda: read_count(typed))


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("typed", "start", "end", "precision"),
    [
        ("31 jan - 1 feb", "2025-01-31", "2025-02-01", "day"),
        ("12-13 dec", "2024-12-12", "2024-12-13", "day"),
        ("within 31 jan - 1 feb", "2025-01-31", "2025-02-01", "days"),
        ("31 Jan – 1 Feb 2025 within", "2025-01-31", "2025-02-01", "days"),
        ("within 20-26 jan", "2025-01-20", "2025-01-26", "week"),
        ("within 1-20 jan", "2025-01-01", "2025-01-20", "month"),
        ("lasting 31 jan - 1 feb", "2025-01-31", "2025-02-01", "day"),
        ("from 31 jan to 1 feb", "2025-01-31", "2025-02-01", "day"),
        ("night of 31 jan/1 feb", "2025-01-31", "2025-02-01", "days"),
        ("2024-12-12", "2024-12-12", "2024-12-12", "day"),
        ("20241212", "2024-12-12", "2024-12-12", "day"),
        ("3 jan", "2025-01-03", "2025-01-03", "day"),
        ("mar 3", "2024-03-03", "2024-03-03", "day"),
        ("3/1", "2025-01-03", "2025-01-03", "day"),
        ("3/1/2024", "2024-01-03", "2024-01-03", "day"),
        ("12/13/2024", "2024-12-13", "2024-12-13", "day"),
        ("3.1.2024", "2024-01-03", "2024-01-03", "day"),
        ("the 3rd", "2025-01-03", "2025-01-03", "day"),
        ("yesterday", "2025-01-31", "2025-01-31", "day"),
        ("tue", "2025-01-28", "2025-01-28", "day"),
        ("last Tuesday", "2025-01-28", "2025-01-28", "day"),
        ("monday night", "2025-01-27", "2025-01-27", "day"),
        ("3 days ago", "2025-01-29", "2025-01-29", "day"),
        ("week of 29 jan", "2025-01-27", "2025-02-02", "week"),
        ("last week", "2025-01-20", "2025-01-26", "week"),
        ("since 9 dec", "2024-12-09", "2025-02-01", "day"),
        ("9 Dec 2024 –", "2024-12-09", None, "day"),
        ("– 1 Feb 2025", None, "2025-02-01", "day"),
        ("until 1 feb", None, "2025-02-01", "day"),
        ("jan 2025", "2025-01-01", "2025-01-31", "month"),
        ("early jan", "2025-01-01", "2025-01-10", "month"),
        ("jan - mar 2024", "2024-01-01", "2024-03-31", "month"),
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("2014 - 2016", "2014-01-01", "2016-12-31", "year"),
        ("in the past 24 hours", "2025-01-31", "2025-02-01", "days"),
        ("christmas day", "2024-12-25", "2024-12-25", "day"),
        ("3 feb 2025 10:30", "2025-02-03", "2025-02-03", "day"),
        ("unknown", None, None, "unknown"),
        ("—", None, None, "unknown"),
    ],
)
def test_a_date_is_typed_as_a_person_writes_it(
    typed: str, start: str | None, end: str | None, precision: str
) -> None:
    date = read_date(typed, SATURDAY)
    iso = [None if day is None else day.isoformat() for day in (date.start, date.end)]
    assert (*iso, date.precision) == (start, end, precision)
    assert date.evidence == ()
    again = read_date(edit_date(date), SATURDAY)
    assert (again.start, again.end, again.precision) == (date.start, date.end, date.precision)


@pytest.mark.parametrize("typed", ["gibberish", "31 feb", "5pm", "12 people", "\x1b]0;x\x07", "/" * 200])
def test_what_is_no_date_says_what_would_be(typed: str) -> None:
    with pytest.raises(TypedError) as raised:
        read_date(typed, SATURDAY)
    said = str(raised.value)
    assert "is not a date" in said
    assert said.isprintable()


def test_without_a_publication_date_the_year_is_asked_for() -> None:
    for typed in ("yesterday", "3 feb", "last week"):
        with pytest.raises(TypedError, match="needs a year"):
            read_date(typed, None)
    assert read_date("3 feb 2025", None).start == dt.date(2025, 2, 3)


@pytest.mark.parametrize(
    ("start", "end", "precision", "shown", "note"),
    [
        ("2025-01-31", "2025-01-31", "day", "31 Jan 2025", ""),
        ("2025-01-31", "2025-02-01", "days", "31 Jan – 1 Feb 2025", "within"),
        ("2025-01-31", "2025-02-01", "day", "31 Jan – 1 Feb 2025", ""),
        ("2024-12-12", "2024-12-13", "days", "12–13 Dec 2024", "within"),
        ("2024-12-31", "2025-01-01", "day", "31 Dec 2024 – 1 Jan 2025", ""),
        ("2024-12-09", None, "day", "9 Dec 2024 –", ""),
        (None, "2025-02-01", "day", "– 1 Feb 2025", ""),
        ("2025-02-01", "2025-02-28", "month", "Feb 2025", ""),
        ("2024-12-01", "2025-02-28", "month", "Dec 2024 – Feb 2025", ""),
        ("2025-02-03", "2025-02-20", "month", "3–20 Feb 2025", "within"),
        ("2025-02-03", "2025-02-09", "week", "week of 3 Feb 2025", ""),
        ("2024-01-01", "2024-12-31", "year", "2024", ""),
        (None, None, "unknown", "—", ""),
    ],
)
def test_a_cell_shows_days_as_they_are_spoken(
    start: str | None, end: str | None, precision: DatePrecision, shown: str, note: str
) -> None:
    days = [None if day is None else dt.date.fromisoformat(day) for day in (start, end)]
    date = DateRange(days[0], days[1], precision)
    assert (show_date(date), date_note(date)) == (shown, note)


DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2090, 12, 31))


@given(DAYS, st.integers(0, 60), DAYS)
def test_what_a_cell_shows_reads_back_as_the_same_days(
    start: dt.date, length: int, published: dt.date
) -> None:
    date = DateRange(start, start + dt.timedelta(days=length), "day")
    again = read_date(edit_date(date), published)
    assert (again.start, again.end, again.precision) == (date.start, date.end, date.precision)


@given(DAYS, st.integers(1, 29))
def test_days_within_which_it_happened_read_back_too(start: dt.date, length: int) -> None:
    precision: DatePrecision = "days" if length < 6 else "week" if length == 6 else "month"
    date = DateRange(start, start + dt.timedelta(days=length), precision)
    again = read_date(edit_date(date), None)
    assert (again.start, again.end, again.precision) == (date.start, date.end, date.precision)


@given(st.text(), st.one_of(st.none(), st.dates()))
def test_any_typing_is_a_date_or_a_typed_error(typed: str, published: dt.date | None) -> None:
    assert "\n" not in complaint(lambda: read_date(typed, published))


@given(st.dates(), st.dates(), st.sampled_from(DATE_PRECISIONS))
def test_any_days_can_be_shown(one: dt.date, two: dt.date, precision: DatePrecision) -> None:
    for date in (DateRange(min(one, two), max(one, two), precision), DateRange(one, None, precision)):
        assert str(one.year) in show_date(date) or str(two.year) in show_date(date)
        assert edit_date(date)
