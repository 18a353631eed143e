"""One invented report with two raids, their total and an older abduction, for the tests of what is shown."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

import pytest

from extract.model import Article, Count, DateRange, Entry, Mention, Place, Record, Span
from store.state import State, fresh

TEXT = """\
QUETTA: Levies said on Saturday that 7 gunmen were shot dead in two raids.

Five gunmen were killed near Muslim Bagh on Thursday night, said Tahir Mando, a spokesman. \
Two gunmen were killed in Loralai on Friday, and three guards were wounded there.

Last month, four shopkeepers were abducted in Zhob.
"""


def span(words: str, nth: int = 0) -> Span:
    """The nth place at which the words stand in `TEXT`."""
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words), words)


def _date(day: str, words: Sequence[Span], *, inferred: bool = False) -> DateRange:
    when = dt.date.fromisoformat(day)
    return DateRange(when, when, "day", inferred, "event", evidence=tuple(words))


def _killed(words: str, nth: int, number: int, who: str, whose: int) -> Count:
    return Count(
        "c1",
        "militants",
        "killed",
        number,
        number,
        number,
        "exact",
        evidence=(span(words, nth),),
        cues={
            "side": (span(who, whose),),
            "outcome": (span("killed", whose - 1) if whose else span("shot"),),
        },
    )


@pytest.fixture
def raids() -> Record:
    """Two incidents of the day (1 and 2), their total (Σ3), and one incident in the background (4)."""
    wounded = Count("c2", "security_forces", "wounded", 3, 3, 3, "exact", evidence=(span("three guards"),))
    abducted = Count("c1", "civilians", "abducted", 4, 4, 4, "exact", evidence=(span("four"),))
    entries = (
        Entry(
            "t1",
            "total",
            date=_date("2025-02-01", [span("Saturday")], inferred=True),
            location=Place(),
            counts=(_killed("7", 0, 7, "gunmen", 0),),
        ),
        Entry(
            "i1",
            part_of="t1",
            type="raid",
            date=_date("2025-01-30", [span("Thursday night")], inferred=True),
            location=Place(
                "Muslim Bagh", "Qila Saifullah", "Balochistan", "PK", evidence=(span("Muslim Bagh"),)
            ),
            counts=(_killed("Five", 0, 5, "gunmen", 1),),
        ),
        Entry(
            "i2",
            part_of="t1",
            date=_date("2025-01-31", [span("Friday")]),
            location=Place("Loralai", "Loralai", "Balochistan", "PK", evidence=(span("Loralai"),)),
            counts=(_killed("Two", 0, 2, "gunmen", 2), wounded),
        ),
        Entry(
            "i3",
            role="background",
            date=DateRange(
                dt.date(2025, 1, 1), dt.date(2025, 1, 31), "month", evidence=(span("Last month"),)
            ),
            location=Place("Zhob", None, "Balochistan", "PK", evidence=(span("Zhob"),)),
            counts=(abducted,),
        ),
    )
    numbers = [span(w) for w in ("7", "two", "Five", "Two", "three", "four")]
    return Record(
        Article(
            "raids.txt",
            hashlib.sha256(TEXT.encode()).hexdigest(),
            TEXT,
            title="Seven gunmen killed",
            publisher="Zarghoon Times",
            published=dt.date(2025, 2, 1),
        ),
        entries,
        tuple(Mention("number", s.start, s.end, s.text, {}) for s in numbers),
        {"name": "rules", "version": "1"},
    )


@pytest.fixture
def state(raids: Record) -> State:
    """The review before the first key."""
    return fresh(raids)
