"""Whose losses agency reports tell: sides without casualties, ranks cut short, men of somebody, things."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.article import make_article
from extract.model import Count
from extract.pipeline import extract

DAY = dt.date(2024, 5, 8)
Told = tuple[str, str, int | None]


def counts(text: str) -> list[Count]:
    record = extract(make_article("a", text, published=DAY))
    return [c for e in record.incidents for c in e.counts]


def told(text: str) -> list[Told]:
    return [(c.side, c.outcome, c.best) for c in counts(text)]


KILLED = "Troops killed four rebels in Zhob on Monday. "
FOUR: Told = ("militants", "killed", 4)
NONE_KILLED: Told = ("security_forces", "killed", 0)
NONE_HURT: Told = ("security_forces", "wounded", 0)


@pytest.mark.parametrize(
    "said",
    [
        "There was no casualty on the government side.",
        "No casualties were reported on the side of the troops.",
        "The military suffered no casualties.",
        "Government forces had no casualties.",
        "There were no casualties among the soldiers.",
        "The clash ended with no one on the government side killed or wounded.",
    ],
)
def test_a_side_without_casualties_is_named(said: str) -> None:
    assert told(KILLED + said) == [FOUR, NONE_KILLED, NONE_HURT]


def test_nobody_hurt_on_a_side_says_nothing_of_its_dead() -> None:
    assert told(KILLED + "Nobody was hurt on the government side.") == [FOUR, NONE_HURT]


@pytest.mark.parametrize("said", ["None of the wounded is in danger.", "None of the injuries is serious."])
def test_none_of_the_wounded_counts_nobody(said: str) -> None:
    assert told("Two people were shot in Zhob on Monday. " + said) == [("unknown", "wounded", 2)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A bomb injured Sgt. Omar Lim in Zhob on Monday.", [("security_forces", "wounded", 1)]),
        ("A bomb injured Sergeant Omar Lim in Zhob on Monday.", [("security_forces", "wounded", 1)]),
        ("A blast killed Pfc. Omar Lim and Lt. Col. Ana Rey in Zhob.", [("security_forces", "killed", 2)]),
        (
            "Two soldiers, Sgt. Omar Lim and Pfc. Ana Rey, were killed in Zhob.",
            [("security_forces", "killed", 2)],
        ),
        (
            "Killed were a major and two corporals when rebels attacked a post in Zhob.",
            [("security_forces", "killed", 3)],
        ),
        (
            "A captain and five of his men were killed and two others hurt in an ambush in Zhob.",
            [("security_forces", "killed", 6), ("security_forces", "wounded", 2)],
        ),
        (
            "Rebels shot dead one of the policemen in Zhob, and another one was wounded.",
            [("security_forces", "killed", 1), ("security_forces", "wounded", 1)],
        ),
        ("Eight drug traffickers were killed by marines in Culiacan.", [("militants", "killed", 8)]),
        (
            "Rebels attacked a post in Zhob. Three soldiers remained missing.",
            [("security_forces", "missing", 3)],
        ),
        ("A suspect is in custody after a stabbing in Dallas.", [("unknown", "arrested", 1)]),
    ],
)
def test_whose_people_they_are(text: str, found: list[Told]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "said",
    [
        "The army would not say if the rebels suffered injuries or fatalities.",
        "Air defences shot down nine Russian Shahed-type drones.",
        "Police were executing a warrant there.",
    ],
)
def test_what_counts_nobody(said: str) -> None:
    assert told(KILLED + said) == [FOUR]


def test_the_other_nine_are_among_the_ten() -> None:
    text = (
        "At least 10 people died in a blast in Zhob on Monday, six of them women. The other nine died there."
    )
    assert ("unknown", "killed", 9) not in told(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Four students, two of whom later died, were kidnapped in Zhob.",
            [("civilians", "abducted", 4), ("civilians", "killed", 2)],
        ),
        (
            "Troops killed 12 gunmen in Zhob on Monday. The clash left a dozen assailants dead.",
            [("militants", "killed", 12)],
        ),
        (
            "Eleven soldiers, including a captain, and a civilian were killed in Zhob.",
            [("security_forces", "killed", 11), ("security_forces", "killed", 1), ("civilians", "killed", 1)],
        ),
        (
            "Two soldiers and a civilian were killed in Zhob on Monday. A civilian "
            "identified as Ana Ruiz was also killed.",
            [("security_forces", "killed", 2), ("civilians", "killed", 1)],
        ),
        (
            "At least six people were killed by a missile in Izium on Monday. In an earlier post, "
            "the mayor had said three people were killed.",
            [("unknown", "killed", 6)],
        ),
    ],
)
def test_who_is_told_once(text: str, found: list[Told]) -> None:
    assert told(text) == found
