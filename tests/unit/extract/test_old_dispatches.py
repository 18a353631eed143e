"""Dispatches of the old wire and radio services: capitals, a day in the dateline, events without figures."""

from __future__ import annotations

import datetime as dt

from extract.article import make_article
from extract.model import Entry
from extract.pipeline import extract

DAY = dt.date(1989, 11, 14)


def entries(body: str) -> tuple[Entry, ...]:
    return extract(make_article("a", f"SAN SALVADOR, 14 NOV 89 (AGENCIA) -- [TEXT] {body}")).incidents


def test_an_undated_incident_has_the_day_of_its_dispatch_as_that_of_the_report() -> None:
    (entry,) = entries("THREE FARMERS WERE MURDERED IN CHALATENANGO DEPARTMENT.")
    assert (entry.date.start, entry.date.basis, entry.date.inferred) == (DAY, "report", True)
    assert [span.text for span in entry.date.evidence] == ["14 NOV 89"]


def test_a_stated_day_is_that_of_the_event() -> None:
    (entry,) = entries("THREE FARMERS WERE MURDERED YESTERDAY IN CHALATENANGO DEPARTMENT.")
    assert (entry.date.start, entry.date.basis) == (dt.date(1989, 11, 13), "event")


def test_a_header_is_no_dateline_and_leaves_the_day_open() -> None:
    (entry,) = extract(
        make_article("a", " date 2024-03-15 Three farmers were murdered in Kandahar province.")
    ).incidents
    assert entry.date.start is None


def test_what_is_told_as_past_is_not_of_the_day_of_the_dispatch() -> None:
    body = (
        "TWO SOLDIERS WERE KILLED IN USULUTAN TODAY.  "
        "LAST YEAR, FOUR NURSES WERE MURDERED IN MORAZAN DEPARTMENT."
    )
    days = {c.best: e.date.start for e in entries(body) for c in e.counts}
    assert days[2] == DAY
    assert days[4] != DAY
