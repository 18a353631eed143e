"""Dates of a text, read against the day of publication."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.dates import DateMention, find_dates

SATURDAY = dt.date(2025, 2, 1)
Row = tuple[str, str, str | None, str | None, str, str]


def only(text: str, published: dt.date | None = SATURDAY) -> DateMention:
    found = find_dates(text, published)
    assert len(found) == 1, found
    return found[0]


def row(mention: DateMention) -> tuple[str, str | None, str | None, str, str]:
    start, end = mention.value.start, mention.value.end
    return (
        mention.span.text,
        start.isoformat() if start else None,
        end.isoformat() if end else None,
        mention.value.precision,
        mention.form,
    )


NAMED = [
    ("on 12 December", "12 December", "2024-12-12", "2024-12-12", "day", "day"),
    ("on 12 December 2023", "12 December 2023", "2023-12-12", "2023-12-12", "day", "day"),
    ("on Dec. 12, 2023,", "Dec. 12, 2023", "2023-12-12", "2023-12-12", "day", "day"),
    ("on the 15th of June", "15th of June", "2024-06-15", "2024-06-15", "day", "day"),
    ("BRUSSELS, 6 MAR 90 (XYZ)", "6 MAR 90", "1990-03-06", "1990-03-06", "day", "day"),
    ("on Tuesday [28 January]", "Tuesday [28 January]", "2025-01-28", "2025-01-28", "day", "day"),
    ("on Tuesday, January 28, 2025,", "Tuesday, January 28, 2025", "2025-01-28", "2025-01-28", "day", "day"),
    ("on 15/08/2014", "15/08/2014", "2014-08-15", "2014-08-15", "day", "day"),
    ("on 08/15/2014", "08/15/2014", "2014-08-15", "2014-08-15", "day", "day"),
    ("on 2014-08-15", "2014-08-15", "2014-08-15", "2014-08-15", "day", "day"),
    ("on 5 February", "5 February", "2025-02-05", "2025-02-05", "day", "day"),
    ("on 12-13 December", "12-13 December", "2024-12-12", "2024-12-13", "day", "range"),
    ("on December 12 and 13", "December 12 and 13", "2024-12-12", "2024-12-13", "day", "range"),
    ("on 3 and 7 May", "3 and 7 May", "2024-05-03", "2024-05-07", "days", "range"),
    ("between 3 and 7 May", "3 and 7 May", "2024-05-03", "2024-05-07", "days", "range"),
    ("from May 3 to 7", "May 3 to 7", "2024-05-03", "2024-05-07", "day", "range"),
    ("from May 30 to June 2, 2023", "May 30 to June 2, 2023", "2023-05-30", "2023-06-02", "day", "range"),
    ("on 31 January or 1 February", "31 January or 1 February", "2025-01-31", "2025-02-01", "days", "range"),
    (
        "31 December 2023 - 1 January",
        "31 December 2023 - 1 January",
        "2023-12-31",
        "2024-01-01",
        "day",
        "range",
    ),
    ("night 12-13 December", "night 12-13 December", "2024-12-12", "2024-12-13", "days", "night"),
    (
        "on night of 31 January/ 1 February",
        "night of 31 January/ 1 February",
        "2025-01-31",
        "2025-02-01",
        "days",
        "night",
    ),
    ("the night of 3 January", "night of 3 January", "2025-01-03", "2025-01-03", "day", "night"),
    ("in March 2019", "March 2019", "2019-03-01", "2019-03-31", "month", "month"),
    ("in early June", "early June", "2024-06-01", "2024-06-10", "month", "month"),
    ("in mid-May", "mid-May", "2024-05-11", "2024-05-20", "month", "month"),
    ("January-March 2014", "January-March 2014", "2014-01-01", "2014-03-31", "month", "range"),
    ("in 2014", "2014", "2014-01-01", "2014-12-31", "year", "year"),
    ("between 2014 and 2016", "2014 and 2016", "2014-01-01", "2016-12-31", "year", "range"),
    (
        "in the first week of July 2023",
        "first week of July 2023",
        "2023-07-01",
        "2023-07-07",
        "week",
        "month",
    ),
    ("the last week of May", "last week of May", "2024-05-25", "2024-05-31", "week", "month"),
    ("the first three days of June", "first three days of June", "2024-06-01", "2024-06-03", "days", "month"),
    ("on the last day of May", "last day of May", "2024-05-31", "2024-05-31", "day", "month"),
    ("the second half of May", "second half of May", "2024-05-16", "2024-05-31", "month", "month"),
    ("the first half of 2023", "first half of 2023", "2023-01-01", "2023-06-30", "year", "year"),
    ("in the week of 6 January", "week of 6 January", "2025-01-06", "2025-01-12", "week", "day"),
    ("in the week ending 10 January", "week ending 10 January", "2025-01-04", "2025-01-10", "week", "day"),
    ("on the eve of 14 January", "eve of 14 January", "2025-01-13", "2025-01-13", "day", "day"),
    ("on the eve of Christmas", "eve of Christmas", "2024-12-24", "2024-12-24", "day", "day"),
    ("on Monday, 28 January", "Monday, 28 January", "2025-01-28", "2025-01-28", "day", "day"),
    ("on Christmas Eve", "Christmas Eve", "2024-12-24", "2024-12-24", "day", "day"),
    ("since December 9,", "since December 9", "2024-12-09", "2025-02-01", "day", "since"),
    ("Since 9 December 24, eighteen fell", "Since 9 December 24", "2024-12-09", "2025-02-01", "day", "since"),
    ("since 2019", "since 2019", "2019-01-01", "2025-02-01", "year", "since"),
]

TOLD = [
    ("today", "today", "2025-02-01", "2025-02-01", "day", "relative"),
    ("yesterday evening", "yesterday evening", "2025-01-31", "2025-01-31", "day", "relative"),
    ("the day before yesterday", "day before yesterday", "2025-01-30", "2025-01-30", "day", "relative"),
    ("last night", "last night", "2025-01-31", "2025-01-31", "day", "night"),
    ("raids overnight", "overnight", "2025-01-31", "2025-02-01", "days", "night"),
    ("on Saturday", "Saturday", "2025-02-01", "2025-02-01", "day", "weekday"),
    ("on Tuesday morning", "Tuesday morning", "2025-01-28", "2025-01-28", "day", "weekday"),
    ("overnight into Monday", "overnight into Monday", "2025-01-26", "2025-01-27", "days", "night"),
    (
        "between Sunday night and Monday morning",
        "Sunday night and Monday morning",
        "2025-01-26",
        "2025-01-27",
        "days",
        "night",
    ),
    ("on Monday night", "Monday night", "2025-01-27", "2025-01-27", "day", "night"),
    ("last Saturday", "last Saturday", "2025-01-25", "2025-01-25", "day", "weekday"),
    (
        "the night between Friday and Saturday",
        "night between Friday and Saturday",
        "2025-01-31",
        "2025-02-01",
        "days",
        "night",
    ),
    ("from Monday to Wednesday", "Monday to Wednesday", "2025-01-27", "2025-01-29", "day", "range"),
    ("during last 24 hours", "during last 24 hours", "2025-01-31", "2025-02-01", "days", "window"),
    ("in the past three months", "in the past three months", "2024-11-01", "2025-02-01", "month", "window"),
    ("last week", "last week", "2025-01-20", "2025-01-26", "week", "relative"),
    ("last month", "last month", "2025-01-01", "2025-01-31", "month", "relative"),
    ("this year", "this year", "2025-01-01", "2025-02-01", "year", "relative"),
    ("last March", "last March", "2024-03-01", "2024-03-31", "month", "month"),
    ("two days ago", "two days ago", "2025-01-30", "2025-01-30", "day", "relative"),
    ("three years ago", "three years ago", "2022-01-01", "2022-12-31", "year", "relative"),
    ("since Friday", "since Friday", "2025-01-31", "2025-02-01", "day", "since"),
    (
        "since the beginning of the year",
        "since the beginning of the year",
        "2025-01-01",
        "2025-02-01",
        "day",
        "since",
    ),
    (
        "since the start of this year",
        "since the start of this year",
        "2025-01-01",
        "2025-02-01",
        "year",
        "since",
    ),
    ("on Tuesday of last week", "Tuesday of last week", "2025-01-21", "2025-01-21", "day", "weekday"),
    ("on Friday last week", "Friday last week", "2025-01-24", "2025-01-24", "day", "weekday"),
    ("next Friday", "next Friday", "2025-02-07", "2025-02-07", "day", "future"),
    ("The council will meet on Thursday", "Thursday", "2025-02-06", "2025-02-06", "day", "future"),
]


@pytest.mark.parametrize(("text", "span", "start", "end", "precision", "form"), NAMED + TOLD)
def test_a_date_is_read_against_publication(
    text: str, span: str, start: str, end: str, precision: str, form: str
) -> None:
    assert row(only(text)) == (span, start, end, precision, form)


@pytest.mark.parametrize("case", [r for r in NAMED if r[5] not in ("since", "window")])
def test_a_named_day_is_not_inferred_even_without_its_year(case: Row) -> None:
    assert only(case[0]).value.inferred is False


@pytest.mark.parametrize("case", TOLD)
def test_a_day_told_from_publication_is_inferred(case: Row) -> None:
    assert only(case[0]).value.inferred is True


def test_what_rests_on_an_unknown_publication_stays_open() -> None:
    for text in ("on Friday", "yesterday", "last week", "on 12 December", "in the past 24 hours", "in March"):
        found = only(text, None).value
        assert (found.start, found.end, found.precision) == (None, None, "unknown"), text
    assert only("on 12 December 2023", None).value.start == dt.date(2023, 12, 12)


def test_a_year_named_before_serves_a_text_without_publication() -> None:
    found = find_dates("He was held on 3 May 2019. On 9 May he was freed.", None)
    assert [m.value.start for m in found] == [dt.date(2019, 5, 3), dt.date(2019, 5, 9)]


def test_the_evidence_is_the_span() -> None:
    mention = only("Six were hurt on 3 May 2019.")
    assert mention.value.evidence == (mention.span,)


def test_the_header_is_a_date_of_its_own_kind() -> None:
    assert only(" date 2025-02-01 QUETTA: Two men were held.").form == "header"


def test_the_next_day_follows_the_day_the_story_spoke_of() -> None:
    found = find_dates(
        "They met on 5 January. The next day two of them died; three days later a third.", SATURDAY
    )
    assert [m.value.start and m.value.start.day for m in found] == [5, 6, 9]


@pytest.mark.parametrize(
    "text",
    [
        "at 5:30 p.m.",
        "12 may have died",
        "They march on the capital",
        "on 10 Muharram 1446",
        "on 15th Sha'ban",
        "the 23 March Movement said",
        "on 14 February Street",
        "THIS MAY ALSO BE DONE",
        "Resolution 1701 of the council",
        "the 2014 elections",
        "in 2000 people fled",
        "the Sunday Times",
        "on Black Friday",
        "a score of 3-1",
        "no more than 12",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert find_dates(text, SATURDAY) == []


def test_two_days_weeks_apart_are_no_stretch() -> None:
    found = find_dates("Bombs went off on 5 January and on 20 November.", SATURDAY)
    assert [row(m)[1:3] for m in found] == [("2025-01-05", "2025-01-05"), ("2024-11-20", "2024-11-20")]


def test_a_count_after_a_month_or_a_date_is_no_part_of_it() -> None:
    assert only("In May 12 people died.").span.text == "May"
    assert only("On 9 December 24 people died.").span.text == "9 December"
    assert only("On Aug. 7 killed 12 people.").span.text == "Aug. 7"


def test_dates_in_capitals_are_read() -> None:
    found = find_dates(
        "THE GUERRILLAS ATTACKED ON 6 APRIL AT 0230 AND AGAIN LAST NIGHT.", dt.date(1990, 4, 8)
    )
    assert [row(m)[:2] for m in found] == [("6 APRIL", "1990-04-06"), ("LAST NIGHT", "1990-04-07")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Officials said Friday they will rebuild it.", dt.date(2025, 1, 31)),
        ("He died on Friday due to firing.", dt.date(2025, 1, 31)),
        ("Two died due to firing on Friday.", dt.date(2025, 1, 31)),
        ("They could have fled on Friday.", dt.date(2025, 1, 31)),
        ("He was going to the market on Friday.", dt.date(2025, 1, 31)),
        ("The court is expected to rule on Friday.", dt.date(2025, 2, 7)),
        ("The talks, scheduled for Friday, are off.", dt.date(2025, 2, 7)),
    ],
)
def test_the_verb_before_a_weekday_says_whether_it_lies_ahead(text: str, day: dt.date) -> None:
    assert only(text).value.start == day


PIECES = st.sampled_from(
    [
        *(
            "12 ",
            "31",
            "2024",
            "'24",
            "1",
            "30",
            "th",
            "-",
            "/",
            ", ",
            ". ",
            "\n",
            " of ",
            " and ",
            " to ",
            "[",
        ),
        *(
            "December ",
            "Feb. ",
            "MAY ",
            "may ",
            "Friday ",
            "Sat",
            "night ",
            "of ",
            "since ",
            "last ",
            "the ",
            "next ",
        ),
        *(
            "days ",
            "week ",
            "ago ",
            "later ",
            "yesterday ",
            "overnight ",
            "between ",
            "early ",
            "Christmas ",
            "New ",
        ),
        *("Year's ", "Eve", "İ", "will ", "said ", "summer ", "months ", "in ", "from "),
    ]
)
DAYS = st.one_of(st.none(), st.dates())


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)), DAYS)
def test_every_span_is_its_text_none_overlap_and_no_range_runs_backwards(
    text: str, published: dt.date | None
) -> None:
    end = 0
    for found in find_dates(text, published):
        assert found.span.text == text[found.span.start : found.span.end] != ""
        assert end <= found.span.start < found.span.end
        end = found.span.end
        if found.value.start is not None and found.value.end is not None:
            assert found.value.start <= found.value.end


def test_the_day_that_was_told_is_meant_by_in_the_day_and_the_day_before() -> None:
    found = find_dates("Two died on Monday. Earlier in the day, one died.", dt.date(2024, 3, 8))
    assert [(m.value.start, m.value.end) for m in found][1] == (dt.date(2024, 3, 4), dt.date(2024, 3, 4))
    found = find_dates("Two died on Tuesday and, the day before, one.", dt.date(2024, 3, 8))
    assert found[1].value.start == dt.date(2024, 3, 4)
    found = find_dates("Strikes killed two over the past day.", dt.date(2024, 3, 8))
    assert (found[0].form, found[0].value.start) == ("window", dt.date(2024, 3, 7))
