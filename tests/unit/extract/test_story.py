"""What stands above a story: headlines, bylines, and datelines below them."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.article import make_article
from extract.model import Entry
from extract.pipeline import extract
from extract.story import read_story

DAY = dt.date(2024, 5, 8)


def only(text: str) -> Entry:
    record = extract(make_article("a", text, published=DAY))
    assert len(record.incidents) == 1, record.incidents
    return record.incidents[0]


def test_a_headline_is_left_to_the_story_that_says_more() -> None:
    entry = only(
        "9 killed as rebels ambush troops in Peru\n\n"
        "Ana Lira\n\n"
        "LIMA, Peru - At least 9 soldiers were killed on Monday when rebels ambushed a patrol near Huanta, "
        "officials said."
    )
    assert [(c.side, c.low, c.best, c.high) for c in entry.counts] == [("security_forces", 9, 9, None)]
    assert entry.location.name == "Huanta"
    assert entry.counts[0].evidence[0].text == "At least 9"


@pytest.mark.parametrize(
    "dateline",
    ["KALAT: ", "KALAT, Pakistan - ", "KALAT, 7 May, Border News: ", "KALAT, May 7 (XYZ) -- ", "Kalat : "],
)
def test_a_dateline_below_a_headline_is_neither_place_nor_day_of_the_event(dateline: str) -> None:
    entry = only(
        f"Two men shot dead\n\n{dateline}Gunmen shot dead two men in Turbat yesterday [6 May], police said."
    )
    assert entry.location.name == "Turbat"
    assert entry.date.start == dt.date(2024, 5, 7)


def test_a_headline_is_read_where_nothing_else_tells_an_event() -> None:
    entry = only("Two soldiers killed in Zhob clash\n\nPictures follow here, the editors say to all readers.")
    assert [c.best for c in entry.counts] == [2]


@pytest.mark.parametrize(
    ("text", "above"),
    [
        ("Two men were shot.\n\nPolice hold one.", 0),
        ("Two men shot\n\nTwo men were shot.", 1),
        ("Two men shot\n\nBy Ana Lira\n\nMay 3\n\nTwo men were shot.", 3),
        ("two men shot\n\none man held", 0),
        ("Two men shot", 0),
        ("", 0),
    ],
)
def test_how_many_lines_stand_above_a_story(text: str, above: int) -> None:
    assert read_story(text, None).above == above
