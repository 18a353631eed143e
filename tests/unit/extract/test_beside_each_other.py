"""Events told beside each other in one sentence: each with its own place, and the whole over them."""

from __future__ import annotations

import pytest

from extract.article import make_article
from extract.model import Entry
from extract.pipeline import extract


def told(text: str) -> list[Entry]:
    return list(extract(make_article("a", "date 2025-03-05 " + text)).incidents)


def short(entries: list[Entry]) -> list[tuple[str, str | None, list[int | None]]]:
    """Kind, place and figures of each entry."""
    return [(e.kind, e.location.name, [c.best for c in e.counts]) for e in entries]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "A judge was killed in Mosul and two traders were kidnapped in Tikrit on Tuesday.",
            "Mosul",
            "Tikrit",
        ),
        ("Gunmen killed a judge in Mosul and kidnapped two traders in Tikrit on Tuesday.", "Mosul", "Tikrit"),
        (
            "Three guards died in Mosul, while two boys died in a blast in Tikrit on Tuesday.",
            "Mosul",
            "Tikrit",
        ),
        ("Three guards were killed in Mosul and four women in Tikrit on Tuesday.", "Mosul", "Tikrit"),
    ],
)
def test_each_figure_with_a_place_of_its_own_is_an_incident(text: str, first: str, second: str) -> None:
    one, other = told(text)
    assert (one.kind, one.location.name) == ("incident", first)
    assert (other.kind, other.location.name) == ("incident", second)
    assert one.date.start == other.date.start is not None


def test_a_list_of_places_breaks_the_whole_down() -> None:
    text = (
        "Eight people died in attacks in Iraq on Tuesday: four in Mosul, three in Baquba and one in Kirkuk."
    )
    entries = told(text)
    assert short(entries) == [
        ("total", "Iraq", [8]),
        ("incident", "Mosul", [4]),
        ("incident", "Baquba", [3]),
        ("incident", "Kirkuk", [1]),
    ]
    assert [e.part_of for e in entries] == [None, "t1", "t1", "t1"]


def test_some_of_the_whole_at_places_of_their_own() -> None:
    text = "At least 27 people were killed in Iraq on Tuesday, including 12 in Mosul and 9 in Baquba."
    assert short(told(text)) == [
        ("total", "Iraq", [27]),
        ("incident", "Mosul", [12]),
        ("incident", "Baquba", [9]),
    ]


def test_a_list_that_begins_with_a_place_has_no_whole() -> None:
    text = "Five rebels were killed in Bijapur, three in Sukma and two in Dantewada on Tuesday."
    assert short(told(text)) == [
        ("incident", "Bijapur", [5]),
        ("incident", "Sukma", [3]),
        ("incident", "Dantewada", [2]),
    ]


def test_where_the_wounded_were_taken_is_no_other_event() -> None:
    text = "Three people were killed in Mosul, and six wounded were taken to hospitals in Tikrit on Tuesday."
    assert [e.location.name for e in told(text)] == ["Mosul"]
