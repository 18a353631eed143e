"""Which words of the text a typed value rests on."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.article import make_article
from extract.model import DateRange, Mention, Record
from store.mends import add_entry
from store.state import State, apply, fresh
from store.typed import type_date

DAY = dt.date(2025, 2, 1)


def mention(text: str, words: str) -> Mention:
    """A date in the text, read as the first of February."""
    at = text.index(words)
    value = {"start": DAY.isoformat(), "end": DAY.isoformat(), "precision": "day"}
    return Mention("date", at, at + len(words), words, value)


def evidence(text: str, *words: str) -> list[str]:
    """What a typed first of February rests on in this text."""
    record = Record(
        make_article("a.txt", text), (), tuple(mention(text, w) for w in words), {"name": "rules"}
    )
    state: State = fresh(record)
    entry, changes = add_entry(state)
    state = apply(state, changes)
    state = apply(state, type_date(state, entry, DateRange(DAY, DAY, "day")))
    return [span["text"] for span in state.value(entry, "date")["evidence"]]


def test_a_typed_date_rests_on_the_words_of_the_story() -> None:
    assert evidence("date 2025-02-01\nGunmen fired on a post on Saturday.", "Saturday") == ["Saturday"]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("date 2025-02-01\nGunmen fired on a post.", "2025-02-01"),
        ("date 2025-02-01\nQUETTA, Feb 1: Gunmen fired on a post.", "Feb 1"),
    ],
)
def test_a_typed_date_never_rests_on_the_header_or_the_dateline(text: str, head: str) -> None:
    assert evidence(text, head) == []


def test_the_header_does_not_make_the_storys_own_words_ambiguous() -> None:
    text = "date 2025-02-01\nGunmen fired on a post on Saturday."
    assert evidence(text, "2025-02-01", "Saturday") == ["Saturday"]
