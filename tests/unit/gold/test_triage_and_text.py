"""The queue's reasons, a record in words, and the figures of `assay stats`."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.checks import CODES
from extract.model import Article, Check, Count, DateRange, Entry, Place, Record, Span
from extract.to_json import text_sha256
from gold.reading import day_range, figure, lines_of, place
from gold.stats_text import summary, tables
from gold.triage import NO_FAULT, deaths, worth
from store.figures import ExtractorStats, ReviewerStats, Stats


def killed(best: int | None, low: int | None = None, name: str = "c1", part_of: str | None = None) -> Count:
    return Count(name, "militants", "killed", low if low is not None else best, best, best, part_of=part_of)


def record(*entries: Entry) -> Record:
    return Record(Article("a", text_sha256("x"), "x"), entries, extractor={"name": "rules", "version": "1"})


def test_deaths_add_up_main_incidents_without_parts_and_never_below_their_total() -> None:
    incidents = (
        Entry("i1", counts=(killed(12), killed(1, name="c2", part_of="c1"))),
        Entry("i2", counts=(killed(None, low=3),)),
        Entry("i3", role="background", counts=(killed(90),)),
    )
    assert deaths(record(*incidents)) == 15
    assert deaths(record(*incidents, Entry("t4", "total", counts=(killed(23),)))) == 23
    assert deaths(record()) == 0


def test_blocking_checks_come_before_deaths_and_deaths_before_notes() -> None:
    blocking = Check("bounds", "blocking", "Low is above high.")
    note = Check("inferred", "note", "The date is inferred.")
    small, large = record(Entry("i1", counts=(killed(1),))), record(Entry("i1", counts=(killed(40),)))
    order = [worth(small, [blocking]), worth(large, []), worth(small, [note, note]), worth(small, [])]
    assert sorted(order, key=lambda w: w.order, reverse=True) == order
    assert order[0].reasons == ("1 must be settled: bounds", "1 killed")
    assert order[2].reasons == ("1 killed", "2 to note: inferred")


def test_notes_that_find_no_fault_are_no_reason_to_look() -> None:
    quiet = [Check(code, "note", "So it is.") for code in sorted(NO_FAULT)]
    assert worth(record(Entry("i1", counts=(killed(2),))), quiet).reasons == ("2 killed",)
    assert {c for c in NO_FAULT if CODES[c][0] != "note"} == set()


def test_a_pace_is_shown_once_there_were_five_minutes_of_work() -> None:
    def shown(seconds: float) -> tuple[str, ...]:
        row = tables(Stats(10, 4, (ReviewerStats("amina", 3, 1, 1, 0, seconds),)))[0].rows[0]
        return (row[6], row[8])

    assert shown(3.2) == ("–", "–")
    assert shown(300) == ("48.0", "0.1 h")


def test_an_article_nobody_extracted_says_so() -> None:
    assert worth(record(), [], proposed=False).reasons == ("not extracted yet",)
    assert worth(record(), []).reasons == ("no incident found",)


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (Count("c", "unknown", "killed", 12, 12, 12, "exact"), "12"),
        (Count("c", "unknown", "killed", 12, 12, None, "at_least"), "12+"),
        (Count("c", "unknown", "killed", None, None, 20, "at_most"), "<20"),
        (Count("c", "unknown", "killed", 12, 12, 12, "about"), "~12"),
        (Count("c", "unknown", "killed", 10, 10, 15, "range"), "10-15"),
        (Count("c", "unknown", "killed", 12, None, None, "vague"), "12.."),
        (Count("c", "unknown", "killed", 10, 12, 15, "exact"), "12 (10-15)"),
        (Count("c", "unknown", "killed", 0, 0, 0, "exact"), "0"),
        (Count("c", "unknown", "killed"), "–"),
    ],
)
def test_a_count_is_shown_as_it_is_typed(count: Count, shown: str) -> None:
    assert figure(count) == shown


def test_dates_and_places_are_shown_with_their_precision() -> None:
    day = dt.date(2025, 1, 31)
    assert day_range(DateRange(day, day, "day", inferred=True)) == "2025-01-31 (day, inferred)"
    assert day_range(DateRange(None, day, "day", basis="report")) == "… – 2025-01-31 (day, day of the report)"
    assert day_range(DateRange()) == "not stated"
    assert (
        place(Place("Dobra", admin1="Seltin", country="PK", precision="near")) == "Dobra · Seltin · PK (near)"
    )
    assert place(Place()) == "not stated"


def test_a_record_in_words_names_its_entries_and_checks() -> None:
    lines = list(lines_of(record(Entry("i1", counts=(killed(12),))), (Check("x", "blocking", "Look here."),)))
    assert lines[:2] == ["a", "proposed by rules 1, nothing decided"]
    assert any("killed" in line and "12" in line for line in lines)
    assert lines[-1] == "⊘ stop: Look here."


def test_a_record_in_words_has_the_signs_and_numbers_of_the_screen() -> None:
    entries = (Entry("t1", "total"), Entry("i1", part_of="t1", counts=(killed(12),)))
    checks = (
        Check("date_inferred", "note", "It is inferred.", "i1", "date"),
        Check("tolls_disagree", "note", "They disagree.", "i1", "counts/c1"),
        Check("sum_holds", "note", "They add up.", "t1", "counts/c1"),
        Check("number_unclaimed", "note", "x", spans=(Span(0, 3, "two"),)),
        Check("number_unclaimed", "note", "x", spans=(Span(5, 8, "six"),)),
    )
    lines = list(lines_of(record(*entries), checks, {"i1": 1, "t1": 2}))
    assert [line for line in lines if line[:4].strip() in ("1", "Σ2")] == [" 1  i1  inside Σ2", "Σ2  t1"]
    assert lines[-4:] == [
        "! 1: They disagree.",
        "~ 1: It is inferred.",
        "✓ Σ2: They add up.",
        "not claimed: “two” “six”",
    ]


def test_the_figures_become_tables() -> None:
    tally = {"date": {"accepted": 3, "corrected": 1}}
    reviewer = ReviewerStats("amina", 3, 1, 1, 0, 1800.0, tally)
    stats = Stats(10, 4, (reviewer,), (ExtractorStats("rules", "1.0", 10, 4, 2, tally),))
    progress, decisions, extractors = tables(stats)
    assert progress.rows == (("amina", "3", "1", "1", "0", "0.50", "8.0", "6", "0.8 h"),)
    assert decisions.rows == (("amina", "date", "3", "1", "0", "0", "0", "25%"),)
    assert extractors.rows[0][:4] == ("rules 1.0", "10", "4", "50%")
    assert summary(stats) == "10 articles, 4 finished (40%)"
    assert tables(Stats(0, 0)) == []
