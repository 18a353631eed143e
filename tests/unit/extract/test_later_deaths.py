"""Tolls that rise: later deaths, wounded who die, a toll that was put earlier or is told again."""

from __future__ import annotations

import pytest

from extract.article import make_article
from extract.model import Entry
from extract.pipeline import extract

HEAD = "date 2024-03-15 QUETTA: "


def read(text: str) -> tuple[Entry, ...]:
    return extract(make_article("a", HEAD + text)).incidents


def only(text: str) -> Entry:
    (entry,) = read(text)
    return entry


def told(entry: Entry) -> list[tuple[str, str, int | None, bool]]:
    return [(c.side, c.outcome, c.best, c.part_of is not None) for c in entry.counts]


@pytest.mark.parametrize(
    ("text", "day", "whole", "part"),
    [
        (
            "The death toll from Tuesday's bombing in Zhob rose to 62 after five of the wounded died, "
            "a hospital spokesman said on Friday.",
            "2024-03-12",
            62,
            5,
        ),
        (
            "Police said two more of the injured died on Thursday, bringing the death toll in Tuesday's "
            "bombing in Zhob to 10.",
            "2024-03-12",
            10,
            2,
        ),
        (
            "At least 12 people were killed in a bombing in Zhob on Tuesday. The toll rose to 15 on Thursday "
            "as three more died in hospital.",
            "2024-03-12",
            15,
            3,
        ),
    ],
)
def test_later_deaths_lie_inside_the_toll_that_they_raise(text: str, day: str, whole: int, part: int) -> None:
    entry = only(text)
    assert (entry.kind, str(entry.date.start)) == ("incident", day)
    by_size = sorted(entry.counts, key=lambda c: -(c.best or 0))
    assert [(c.best, c.part_of is not None) for c in by_size] == [(whole, False), (part, True)]


def test_an_overtaken_toll_takes_no_later_death_in() -> None:
    entry = only(
        "Four guards died when their truck hit a mine in Zhob on Tuesday. Three were killed at once and a "
        "fourth died of his injuries later, said a report that revised the initial toll of three."
    )
    assert not [c for c in entry.counts if c.best == 1]


def test_a_toll_that_the_figures_of_its_sentence_add_up_to_is_a_total() -> None:
    zhob, whole, kalat = read(
        "Four soldiers were killed in Zhob on Sunday while six others died in Kalat, bringing the death "
        "toll to 10."
    )
    assert (whole.kind, whole.counts[0].best) == ("total", 10)
    assert (zhob.part_of, kalat.part_of) == (whole.id, whole.id)
    assert str(kalat.date.start) == "2024-03-10"


def test_others_told_again_are_counted_once() -> None:
    entries = read(
        "A bomb in Zhob killed one person and injured several others on Friday. A guard was killed and three "
        "others were wounded in the blast, police said."
    )
    assert [c.best for e in entries for c in e.counts if c.outcome == "wounded"] == [3]


def test_wounds_of_which_one_died_are_told_again() -> None:
    entry = only(
        "A policeman was killed and three others were injured when a bomb exploded in Zhob on Friday.\n\n"
        "The bomb blast wounded four policemen, and one of them later died in hospital, an officer said."
    )
    assert told(entry) == [
        ("security_forces", "killed", 1, False),
        ("security_forces", "wounded", 3, False),
    ]


def test_a_toll_over_both_sides_holds_them() -> None:
    entry = only(
        "Two rebels and a soldier were killed in a clash in Zhob on Friday. The death toll has risen to five."
    )
    assert told(entry) == [
        ("militants", "killed", 2, True),
        ("security_forces", "killed", 1, True),
        ("unknown", "killed", 5, False),
    ]


def test_a_toll_put_earlier_is_overtaken_and_a_month_of_last_year_is_another_event() -> None:
    story, recalled = extract(
        make_article(
            "a",
            "date 2024-05-09 QUETTA: A bombing in Zhob on Wednesday killed at least 58 people and wounded "
            "more than 150, officials said. They had earlier put the toll at 30 killed and 52 wounded. In "
            "May last year, gunmen attacked a clinic in the district, killing 24 people.",
        )
    ).incidents
    assert [c.best for c in story.counts] == [58, 150]
    assert (str(recalled.date.start), str(recalled.date.end)) == ("2023-05-01", "2023-05-31")


def test_a_toll_is_found_far_behind_the_event_that_it_is_of() -> None:
    entry = only(
        "The death toll from Wednesday's attack on a convoy of passenger vehicles in Zhob district rose to "
        "43 on Friday as five of the injured succumbed, officials said."
    )
    assert (str(entry.date.start), told(entry)) == (
        "2024-03-13",
        [("unknown", "killed", 43, False), ("unknown", "killed", 5, True)],
    )


def test_a_hospital_called_by_its_letters_is_not_where_it_happened() -> None:
    entry = only(
        "Five people were killed in a blast in Zhob on Wednesday. The death toll later rose to eight after "
        "three more succumbed to their injuries at CMH Quetta on Friday."
    )
    assert (entry.location.name, str(entry.date.start)) == ("Zhob", "2024-03-13")
    assert told(entry)[0] == ("unknown", "killed", 8, False)


def test_bullet_injuries_are_those_of_one_body() -> None:
    entry = only("Nine men were shot dead in Zhob on Friday, and some had multiple bullet injuries.")
    assert told(entry) == [("unknown", "killed", 9, False)]
