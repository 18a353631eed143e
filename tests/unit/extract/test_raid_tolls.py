"""Figures of raids: tolls that sources tell differently, claims of armed groups, parts of the dead."""

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


def test_men_are_not_made_up_of_women_and_children() -> None:
    (raid,) = read("Raiders killed three men, two women and a child in Zhob on Monday.")
    assert sum(c.best or 0 for c in raid.counts) == 6


@pytest.mark.parametrize("said", ["Those who were killed include", "The dead included"])
def test_a_list_of_the_dead_lies_inside_their_number(said: str) -> None:
    (blast,) = read(
        f"A bomb killed five people in Zhob on Monday. {said} two farmers, two female suicide bombers and a "
        "policeman."
    )
    whole, *parts = blast.counts
    assert (whole.best, whole.part_of) == (5, None)
    assert [(c.side, c.best, c.part_of) for c in parts] == [
        ("civilians", 2, whole.id),
        ("militants", 2, whole.id),
        ("security_forces", 1, whole.id),
    ]


@pytest.mark.parametrize("passed", ["passed", "topped", "surpassed", "exceeded"])
def test_a_toll_that_passed_a_figure_is_at_least_that(passed: str) -> None:
    (raid,) = read(f"Gunmen attacked Zhob on Monday. An elder said the death toll {passed} two dozen.")
    assert told(raid) == [("killed", "unknown", 24, 24, None)]


def test_a_rate_of_deaths_is_no_toll() -> None:
    entries = read(
        "Gunmen killed four people in Zhob on Monday. It recalled the war, when the monthly death toll "
        "exceeded 3,000."
    )
    assert [c.best for e in entries for c in e.counts] == [4]


@pytest.mark.parametrize(
    "said",
    ["Troops killed or captured 20 rebels in Zhob on Monday.", "20 rebels were killed or arrested in Zhob."],
)
def test_people_killed_or_captured_are_casualties(said: str) -> None:
    (raid,) = read(said)
    assert told(raid) == [("casualties", "militants", 20, 20, 20)]


def test_two_speakers_of_one_sentence_tell_two_tolls_of_one_raid() -> None:
    (raid,) = read(
        "A militia leader said six people had died while a survivor said up to 19 were killed in an attack "
        "on Zhob on Monday."
    )
    assert told(raid) == [("killed", "unknown", None, 6, 19)]
    assert [r.source for r in raid.counts[0].reports] == ["A militia leader", "a survivor"]


@pytest.mark.parametrize("when", ["earlier", "initially", "originally"])
def test_what_a_source_said_at_first_was_overtaken(when: str) -> None:
    (raid,) = read(
        "Nine soldiers were killed and five wounded in an ambush in Zhob on Monday, the minister said. "
        f"An army source {when} said eight soldiers were killed and four hurt in the attack."
    )
    assert told(raid) == [("killed", "security_forces", 9, 9, 9), ("wounded", "security_forces", 5, 5, 5)]
    assert [[r.superseded for r in c.reports] for c in raid.counts] == [[False, True], [False, True]]


def test_three_at_once_and_a_fourth_later_are_the_four() -> None:
    (blast,) = read(
        "Four policemen were killed by a bomb in Zhob on Monday. Three were killed at once and a fourth "
        "died of his injuries later."
    )
    assert sum(c.best or 0 for c in blast.counts if c.part_of is None) == 4


def test_attackers_complete_a_list_of_all_the_dead() -> None:
    (blast,) = read(
        "At least 14 people were killed in an attack on Zhob on Monday. Twelve villagers, the young suicide "
        "bomber and a militant were killed in the explosion, an official said."
    )
    assert [c.part_of for c in blast.counts] == [None, "c1", "c1"]


def test_a_group_s_claim_without_a_noun_bounds_the_soldiers() -> None:
    (blast,) = read(
        "A car bomb killed two soldiers in Zhob on Monday, the army said. The rebels said one of their men "
        "blew up his car in the middle of a group of soldiers, killing as many as 50."
    )
    killed = [c for c in blast.counts if c.side == "security_forces"]
    assert [(c.low, c.best, c.high) for c in killed] == [(2, 2, 50)]


def test_the_dead_in_an_attack_are_listed_apart_from_the_wounded() -> None:
    (blast,) = read(
        "A bomb killed four people in Zhob on Monday and wounded 33. An officer said the dead in the attack "
        "included two civilians and two soldiers, and the wounded included civilians and police."
    )
    assert {(c.outcome, c.best) for c in blast.counts if c.part_of is None} == {
        ("killed", 4),
        ("wounded", 33),
    }


def test_a_toll_as_high_as_a_figure_bounds_the_other() -> None:
    (strike,) = read(
        "A strike killed four rebels in Zhob on Monday; some sources put the death toll as high as 8."
    )
    assert told(strike) == [("killed", "militants", 4, 4, 8)]


def test_who_confirmed_in_an_aside_is_a_source() -> None:
    (raid,) = read(
        "Police said herders attacked Zhob on Monday and killed five persons. Mr Gul, its member in the "
        "state assembly, also confirmed the attack but put the number of victims at 12."
    )
    assert told(raid) == [("killed", "unknown", 5, 5, 12)]


def test_so_far_up_to_the_same_figure_is_no_other_toll() -> None:
    (raid,) = read(
        "At least 14 people were killed in a raid on Zhob on Monday. “So far, we have counted up to 14 "
        "bodies,” an elder said."
    )
    assert told(raid) == [("killed", "unknown", 14, 14, None)]


def test_a_group_s_claim_in_its_own_words_is_a_claim_of_dead_and_wounded() -> None:
    (blast,) = read(
        "A bomb killed at least five soldiers and injured eight others on Monday near Zhob, it said. “We "
        "killed six commandoes, injured seven others,” a spokesman for the militants told reporters."
    )
    assert [(c.side, c.outcome, c.best) for c in blast.counts] == [
        ("security_forces", "killed", 5),
        ("security_forces", "wounded", 8),
    ]


def test_two_figures_that_add_up_to_the_toll_are_its_parts() -> None:
    first, second = read(
        "Gunmen have killed at least 22 villagers in Balochistan. Witnesses said 15 people were shot "
        "dead at a ceremony before they killed seven others nearby. On Wednesday, 14 soldiers were killed in "
        "an ambush in Zhob."
    )
    assert [c.best for c in first.counts if c.part_of is None] == [22]
    assert [(c.side, c.best) for c in second.counts] == [("security_forces", 14)]


def test_the_injured_soldiers_are_not_those_who_died() -> None:
    (blast,) = read(
        "Four soldiers were killed by a bomb in Zhob on Monday, two others were hurt. The injured soldiers "
        "were taken to a hospital."
    )
    assert [(c.outcome, c.best) for c in blast.counts] == [("killed", 4), ("wounded", 2)]


def test_a_kidnapper_neutralised_is_the_gunman_killed() -> None:
    (raid,) = read("Police killed one gunman in Zhob on Monday. One kidnapper was neutralised at the spot.")
    assert [(c.outcome, c.best) for c in raid.counts] == [("killed", 1)]


def test_a_named_group_that_speaks_of_soldiers_claims() -> None:
    (blast,) = read(
        "Two soldiers were killed in a car bombing on Monday in Zhob, it said. Islamic State said one of "
        "its men blew up his car, killing as many as 50."
    )
    assert told(blast) == [("killed", "security_forces", 2, 2, 50)]


def test_a_comma_before_not_fewer_than_hides_no_figure() -> None:
    (raid,) = read("Insurgents stormed Zhob on Monday, killing, not fewer than six people.")
    assert told(raid) == [("killed", "unknown", 6, 6, None)]
