"""A record in words, and the figures of `assay stats`."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.model import Article, Check, Count, DateRange, Entry, Place, Record, Span
from extract.to_json import text_sha256
from gold.reading import day_range, figure, lines_of, place
from gold.stats_text import summary, tables
from store.figures import ExtractorStats, ReviewerStats, Stats


def killed(best: int | None, low: int | None = None, name: str = "c1", part_of: str | None = None) -> Count:
    return Count(name, "militants", "killed", low if low is not None else best, best, best, part_of=part_of)


def record(*entries: Entry) -> Record:
    return Record(Article("a", text_sha256("x"), "x"), entries, extractor={"name": "rules", "version": "1"})


def test_a_pace_is_shown_once_there_were_five_minutes_of_work() -> None:
    def shown(seconds: float) -> tuple[str, ...]:
        row = tables(Stats(10, 4, (ReviewerStats("amina", 3, 1, 1, 0, seconds),)))[0].rows[0]
        return (row[6], row[8])

    assert shown(3.2) == ("–", "–")
    assert shown(300) == ("48.0", "0.1 h")


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
    progress, decisions, extractors, versions = tables(stats)
    assert progress.rows == (("amina", "3", "1", "1", "0", "0.50", "8.0", "6", "0.8 h"),)
    assert decisions.rows == (("amina", "date", "3", "1", "0", "0", "0", "25%"),)
    assert extractors.rows[0][:4] == ("rules 1.0", "10", "4", "50%")
    assert versions.columns == ("extractor", "finished", "untouched", "wrong", "date")
    assert versions.rows == (("rules 1.0", "4", "50%", "25%", "25%"),)
    assert summary(stats) == "10 articles, 4 finished (40%)"
    assert tables(Stats(0, 0)) == []


def test_versions_of_an_extractor_are_compared_field_by_field_and_together() -> None:
    old = ExtractorStats("rules", "1.0", 9, 8, 2, {"date": {"accepted": 6, "corrected": 2}})
    new = ExtractorStats(
        "rules",
        "1.1",
        9,
        2,
        1,
        {"date": {"accepted": 2}, "counts": {"accepted": 3, "rejected": 3, "added": 9}},
    )
    unused = ExtractorStats("model", "7", 9, 0, 0)
    table = tables(Stats(10, 9, (), (old, new, unused)))[-1]
    assert table.columns == ("extractor", "finished", "untouched", "wrong", "counts", "date")
    assert table.rows == (
        ("rules 1.0", "8", "25%", "25%", "–", "25%"),
        ("rules 1.1", "2", "50%", "38%", "50%", "0%"),
        ("all", "10", "30%", "31%", "50%", "20%"),
    )
