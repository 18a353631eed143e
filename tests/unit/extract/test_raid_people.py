"""People of raids: whose they are, and what became of them."""

from __future__ import annotations

import pytest

from extract.article import make_article
from extract.model import Entry
from extract.pipeline import extract

PUBLISHED = "2024-03-15"  # a Friday


def read(text: str) -> tuple[Entry, ...]:
    return extract(make_article("a", f" date {PUBLISHED} " + text)).incidents


def told(entry: Entry) -> list[tuple[str, str, int | None, int | None, int | None]]:
    return [(c.outcome, c.side, c.low, c.best, c.high) for c in entry.counts]


def test_kidnap_victims_are_people_with_a_figure() -> None:
    (freed,) = read("Troops rescued 17 kidnap victims in Zamfara on Monday.")
    assert told(freed) == [("freed", "unknown", 17, 17, 17)]


def test_whoever_regains_freedom_is_freed() -> None:
    (freed,) = read("The 15 kidnapped passengers have regained their freedom in Zamfara on Monday.")
    assert ("freed", "civilians", 15, 15, 15) in told(freed)


@pytest.mark.parametrize(
    ("people", "side"),
    [
        ("armed herders", "unknown"),
        ("armed youths", "unknown"),
        ("herders", "civilians"),
        ("hoodlums", "unknown"),
        ("terror suspects", "militants"),
        ("tribal fighters", "militants"),
        ("forest guards", "security_forces"),
        ("police reservists", "security_forces"),
    ],
)
def test_sides_of_people_in_raids(people: str, side: str) -> None:
    (raid,) = read(f"In an attack in Maradi on Monday, four {people} were killed.")
    assert [(c.side, c.best) for c in raid.counts] == [(side, 4)]


def test_a_part_of_people_to_be_rescued_was_abducted_and_not_freed() -> None:
    (taken,) = read(
        "Troops were trying to rescue hostages in Zamfara, including two policewomen, who were abducted by "
        "gunmen on Monday."
    )
    assert told(taken) == [("abducted", "security_forces", 2, 2, 2)]


def test_others_whom_bandits_take_are_no_bandits() -> None:
    (raid,) = read("Bandits killed a farmer in Zhob on Monday. The bandits also kidnapped four others there.")
    assert ("abducted", "unknown", 4, 4, 4) in told(raid)


def test_a_soldier_who_later_died_keeps_his_side() -> None:
    (blast,) = read(
        "A bomb hurt at least seven people in Zhob on Monday, including a soldier who later died."
    )
    assert told(blast) == [("wounded", "unknown", 6, 6, None), ("killed", "security_forces", 1, 1, 1)]


def test_a_drone_of_a_people_is_a_thing() -> None:
    entries = read(
        "Air defences shot down 35 Iranian drones over Zhob on Monday. A woman was killed in Zhob."
    )
    assert [c.best for e in entries for c in e.counts] == [1]


def test_people_taken_and_then_killed_are_both() -> None:
    (raid,) = read("The gunmen seized six men and slaughtered them in Zhob on Monday.")
    assert [(c.outcome, c.best) for c in raid.counts] == [("abducted", 6), ("killed", 6)]


def test_the_wounded_who_are_taken_away_are_nobody_else() -> None:
    assert not read("He was told three bombers were involved, and that the wounded were taken to a hospital.")


def test_some_of_the_attackers_are_attackers() -> None:
    (raid,) = read(
        "Gunmen attacked a base in Zhob on Monday, killing seven people. The army said the assailants had "
        "been repelled and four of them killed."
    )
    assert ("killed", "militants", 4, 4, 4) in told(raid)
    assert ("killed", "unknown", 7, 7, 7) in told(raid)


def test_the_toll_of_officers_killed_by_raiders_that_rose_is_theirs() -> None:
    (raid,) = read(
        "The death toll of police officers killed by cattle raiders near the town of Zhob rose to 23 after "
        "more bodies were found on Monday."
    )
    assert told(raid) == [("killed", "security_forces", 23, 23, 23)]


@pytest.mark.parametrize("said", ["were said to be", "were believed to be"])
def test_who_the_dead_were_said_to_be(said: str) -> None:
    (raid,) = read(f"Nine people were killed in Zhob on Monday. Six of the dead {said} soldiers.")
    assert [(c.side, c.best) for c in raid.counts] == [("unknown", 9), ("security_forces", 6)]


def test_men_accused_of_something_who_were_killed() -> None:
    (lynching,) = read("Two farmers accused of theft were killed by villagers in Zhob on Wednesday.")
    assert told(lynching) == [("killed", "civilians", 2, 2, 2)]
