"""Each check fires where it should, says its figures, and stays silent where nothing is wrong."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from extract.article import make_article
from extract.checks import CODES, check, sums
from extract.model import Count, DateRange, Entry, Mention, Place, Record, Span, Toll

TEXT = (
    "date 2024-03-15 QUETTA: Troops killed 23 rebels: 11 in Zhob, 12 in Kalat. "
    "At least a dozen villagers fled."
)


def span(words: str, *, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words), words)


def count(id: str = "c1", best: int | None = 23, words: str = "23", **more: Any) -> Count:
    given: dict[str, Any] = {
        "low": best,
        "high": best,
        "qualifier": "exact",
        "evidence": (span(words),),
        **more,
    }
    return Count(id, "militants", "killed", best=best, **given)


def record(*entries: Entry, mentions: tuple[Mention, ...] = ()) -> Record:
    return Record(make_article("a", TEXT), incidents=entries, mentions=mentions)


def codes(*entries: Entry) -> list[str]:
    return [c.code for c in check(record(*entries))]


def test_a_sound_incident_raises_nothing() -> None:
    assert codes(Entry("i1", counts=(count(),))) == []


def test_bounds_out_of_order_block() -> None:
    (found,) = check(record(Entry("i1", counts=(count(low=30, evidence=(span("23"),)),))))
    assert (found.code, found.severity, found.field) == ("bounds_order", "blocking", "counts/c1")
    assert "30 > 23" in found.message


@pytest.mark.parametrize(
    ("best", "words", "contradicts"),
    [
        (23, "23", False),
        (32, "23", True),
        (12, "At least a dozen", False),
        (1, "a dozen", True),
        (0, "23", True),
        (5, "Troops", False),
    ],
)
def test_the_value_is_held_against_what_the_evidence_reads(best: int, words: str, contradicts: bool) -> None:
    assert (
        "evidence_contradicts" in codes(Entry("i1", counts=(count(best=best, words=words),)))
    ) is contradicts


def test_derived_values_may_be_sums_or_remainders_of_their_spans() -> None:
    both = (span("11"), span("12"))
    assert codes(Entry("i1", counts=(count(evidence=both, derived=True),))) == []
    assert codes(Entry("i1", counts=(count(best=1, evidence=both, derived=True),))) == []
    assert "evidence_contradicts" in codes(Entry("i1", counts=(count(best=40, evidence=both, derived=True),)))


def test_an_open_bound_is_no_contradiction() -> None:
    up_to = count(best=None, low=None, high=12, qualifier="at_most", words="a dozen")
    assert codes(Entry("i1", counts=(up_to,))) == []


def test_parts_that_add_up_are_said_to_hold() -> None:
    whole = Entry("t1", kind="total", counts=(count(),))
    parts = (
        Entry("i1", part_of="t1", counts=(count(best=11, words="11"),)),
        Entry("i2", part_of="t1", counts=(count(best=12, words="12"),)),
    )
    (found,) = check(record(whole, *parts))
    assert (found.code, found.severity) == ("sum_holds", "note")
    assert "11 + 12 = 23" in found.message
    (total,) = sums(record(whole, *parts))
    assert (total.ref, total.state, [p.ref for p in total.parts]) == ("t1/c1", "holds", ["i1/c1", "i2/c1"])


def test_parts_below_the_whole_are_noted_and_above_it_block() -> None:
    whole = Entry("t1", kind="total", counts=(count(),))
    one = Entry("i1", part_of="t1", counts=(count(best=11, words="11"),))
    assert codes(whole, one) == ["sum_short"]
    more = replace(one, id="i2", counts=(count(best=23),))
    (found,) = [c for c in check(record(whole, one, more)) if c.severity == "blocking"]
    assert found.code == "parts_exceed_whole"
    assert "11 + 23 > 23" in found.message


def test_a_whole_without_an_upper_bound_cannot_be_exceeded() -> None:
    whole = count(best=11, words="11", high=None, qualifier="at_least")
    part = count("c2", best=12, words="12", part_of="c1")
    assert codes(Entry("i1", counts=(whole, part))) == []


def test_parts_of_a_count_are_added_up_within_the_entry() -> None:
    parts = (count("c2", best=11, words="11", part_of="c1"), count("c3", best=12, words="12", part_of="c1"))
    assert codes(Entry("i1", counts=(count(), *parts))) == ["sum_holds"]


def test_a_day_after_publication_blocks() -> None:
    late = DateRange(dt.date(2024, 3, 16), dt.date(2024, 3, 16), "day", evidence=(span("2024-03-15"),))
    (found,) = check(record(Entry("i1", date=late)))
    assert (found.code, found.severity, found.field) == ("date_after_publication", "blocking", "date")


def test_a_province_of_another_country_blocks() -> None:
    place = Place("Kalat", admin1="Balochistan", country="FR", precision="place", evidence=(span("Kalat"),))
    (found,) = check(record(Entry("i1", location=place)))
    assert (found.code, found.field) == ("place_outside_country", "location")
    assert codes(Entry("i1", location=replace(place, country="PK"))) == []


def test_inferred_values_are_noted() -> None:
    day = DateRange(dt.date(2024, 3, 15), dt.date(2024, 3, 15), "day", True, evidence=(span("2024-03-15"),))
    place = Place("Kalat", country="PK", inferred=True, evidence=(span("Kalat"),))
    assert codes(Entry("i1", date=day, location=place)) == ["date_inferred", "place_inferred"]
    told = replace(day, basis="report")
    assert codes(Entry("i1", date=told, location=place)) == ["date_reported", "place_inferred"]


def test_disagreeing_tolls_are_noted_and_superseded_ones_are_not() -> None:
    tolls = (
        Toll(11, 11, 11, "exact", "the police", "official", evidence=(span("11"),)),
        Toll(23, 23, 23, "exact", "doctors", "medical", evidence=(span("23"),)),
    )
    (found,) = check(record(Entry("i1", counts=(count(low=11, reports=tolls),))))
    assert found.code == "tolls_disagree"
    assert "11 (the police), 23 (doctors)" in found.message
    gone = (replace(tolls[0], superseded=True), tolls[1])
    assert codes(Entry("i1", counts=(count(reports=gone),))) == []


def test_missing_and_misplaced_evidence_is_noted() -> None:
    assert codes(Entry("i1", counts=(count(evidence=()),))) == ["evidence_missing"]
    assert codes(Entry("i1", counts=(count(evidence=(Span(0, 2, "23"),)),))) == ["evidence_not_found"]


def test_numbers_that_nothing_reads_are_noted_unless_they_count_nobody() -> None:
    free = span("11")
    value = {"low": 11, "best": 11, "high": 11, "qualifier": "exact"}
    mention = Mention("number", free.start, free.end, free.text, value)
    (found,) = check(record(mentions=(mention,)))
    assert (found.code, found.entry, found.spans) == ("number_unclaimed", None, (free,))
    assert check(record(mentions=(replace(mention, value={**value, "kind": "age"}),))) == []
    claimed = Entry("i1", counts=(count(best=11, words="11"),))
    assert check(record(claimed, mentions=(mention,))) == []


def test_blocking_checks_come_first_and_every_code_is_listed() -> None:
    inferred = DateRange(
        dt.date(2024, 3, 14), dt.date(2024, 3, 14), "day", True, evidence=(span("2024-03-15"),)
    )
    found = check(record(Entry("i1", date=inferred, counts=(count(best=99),))))
    assert [c.severity for c in found] == ["blocking", "note"]
    assert {c.code for c in found} <= set(CODES)
    assert all(c.severity == CODES[c.code][0] for c in found)
