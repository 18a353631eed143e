"""Worst first: the rules are data, and explain themselves."""

from __future__ import annotations

import datetime as dt

from extract.checks import CODES
from extract.model import Article, Check, Count, DateRange, Entry, Place, Record
from extract.to_json import text_sha256
from store.worth import FINISHED_RANK, NO_FAULT, badges, deaths, facts_of, fold, rank, reasons


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


def says(record: Record, *checks: Check) -> list[str]:
    return [r.says for r in reasons(facts_of(record, checks))]


def test_blocking_checks_come_before_deaths_and_deaths_before_notes() -> None:
    blocking = Check("bounds_order", "blocking", "Low is above high.")
    note = Check("evidence_missing", "note", "Nothing there.")
    tolls = Check("tolls_disagree", "note", "Seven or nine.")
    small, large = record(Entry("i1", counts=(killed(1),))), record(Entry("i1", counts=(killed(40),)))
    order = [
        facts_of(small, [blocking]),
        facts_of(large, [note]),
        facts_of(large, []),
        facts_of(small, [tolls]),
        facts_of(small, [note, note]),
        facts_of(small, []),
        facts_of(record(), []),
        None,
    ]
    assert [rank(f) for f in order] == sorted(rank(f) for f in order)
    assert rank(order[0], finished=True) > rank(None)
    assert rank(None, finished=True) == rank(None) + FINISHED_RANK
    assert says(small, blocking) == ["1 must be settled: bounds_order", "1 killed"]
    assert says(small, tolls) == ["the tolls disagree", "1 killed", "1 to note: tolls_disagree"]
    assert reasons(None)[0].says == "not extracted yet"


def test_doubt_is_that_of_the_least_sure_value_of_a_main_entry() -> None:
    sure = Entry("i1", date=DateRange(confidence=0.9), confidence=0.8)
    unsure = Entry("i2", location=Place(confidence=0.4))
    told = Entry("i3", role="background", confidence=0.1)
    assert facts_of(record(sure, told), []).doubt == 0.2
    assert facts_of(record(sure, unsure, told), []).doubt == 0.6
    assert facts_of(record(Entry("i1")), []).doubt is None
    assert says(record(sure)) == ["nothing odd"]
    assert says(record(sure, unsure)) == ["60% doubt"]


def test_notes_that_find_no_fault_are_no_reason_to_look() -> None:
    quiet = [Check(code, "note", "So it is.") for code in sorted(NO_FAULT)]
    assert says(record(Entry("i1", counts=(killed(2),))), *quiet) == ["2 killed"]
    assert {c for c in NO_FAULT if CODES[c][0] != "note"} == set()


def test_an_article_without_an_incident_says_so() -> None:
    assert says(record()) == ["no incident found"]


def test_every_reason_is_one_of_the_badges() -> None:
    assert badges() == ("blocking", "deaths", "tolls", "doubt", "notes", "empty", "unread", "quiet")


def test_days_and_places_are_those_of_main_incidents() -> None:
    day = dt.date(2025, 1, 31)
    awaran = Place("Awaran", "Awaran", "Balochistan", "PK")
    kech = Place("Mand", "Kech", "Balochistan", "PK", others=(awaran,))
    facts = facts_of(
        record(
            Entry("i1", date=DateRange(day, day + dt.timedelta(days=1)), location=kech),
            Entry("i2", role="background", date=DateRange(dt.date(2001, 1, 1)), location=Place("Quetta")),
            Entry("t3", "total", location=Place("Sindh")),
        ),
        [],
    )
    assert (facts.earliest, facts.latest) == (day, dt.date(2025, 2, 1))
    assert facts.where == kech
    assert facts.places == ("pk", "balochistan", "kech", "mand", "awaran")
    assert (facts.incidents, facts.totals) == (2, 1)
    assert fold("  KHYBER  Pakhtunkhwa ") == "khyber pakhtunkhwa"
