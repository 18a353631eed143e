"""Which raids of a report are one incident, several, or a total of them."""

from __future__ import annotations

import datetime as dt

from extract.article import make_article
from extract.model import Entry
from extract.pipeline import extract

PUBLISHED = "2024-03-15"  # a Friday


def read(text: str) -> tuple[Entry, ...]:
    return extract(make_article("a", f" date {PUBLISHED} " + text)).incidents


def test_each_event_of_a_list_keeps_its_day_with_wounded_between() -> None:
    first, second = read(
        "On Monday, one soldier was killed and a police officer was hurt in an attack in Zhob, and five "
        "guards were killed in clashes on Wednesday."
    )
    assert (first.date.start, second.date.start) == (dt.date(2024, 3, 11), dt.date(2024, 3, 13))
    assert [c.best for c in second.counts] == [5]


def test_the_raids_of_the_storys_own_figure_are_main() -> None:
    entries = read(
        "Nine people have been killed in two attacks in northern Balochistan, officials said on Thursday. "
        "Six people were killed on Sunday in Zhob, an officer said. Three others were shot dead in the "
        "village of Kan Mehtarzai."
    )
    assert [(e.kind, e.role) for e in entries] == [
        ("total", "main"),
        ("incident", "main"),
        ("incident", "main"),
    ]


def test_another_assault_without_figures_stands_apart() -> None:
    first, second = read(
        "Two people were killed when rebels attacked a post in Zhob on Monday. The attack came hours after "
        "another assault in the town of Kalat, when soldiers and rebels exchanged gunfire."
    )
    assert (first.location.name, second.location.name) == ("Zhob", "Kalat")
    assert not second.counts


def test_deaths_in_similar_blasts_are_told_over_several() -> None:
    first, second = read(
        "Five policemen were killed on Thursday when a bomb hit their truck in Zhob, a day after nine "
        "policemen died in similar blasts."
    )
    assert (first.kind, [c.best for c in first.counts]) == ("incident", [5])
    assert (second.kind, [c.best for c in second.counts]) == ("total", [9])


def test_a_plural_of_attacks_in_a_week_is_a_total() -> None:
    told_of = read(
        "A policeman was shot dead by gunmen in Zhob on Thursday. Last week, three roadside bombs killed 11 "
        "policemen in attacks along the border with Iran."
    )
    assert [(e.kind, e.role) for e in told_of] == [("incident", "main"), ("total", "background")]


def test_raids_on_different_communities_are_a_total() -> None:
    total, *parts = read(
        "Bandits attacked farmers in different communities on Monday, killing three people. They killed two "
        "farmers in the village of Kan Mehtarzai. At Muslim Bagh, they shot a man dead."
    )
    assert total.kind == "total"
    assert {e.kind for e in parts} <= {"incident"}


def test_what_an_army_has_since_claimed_is_a_total() -> None:
    first, since = read(
        "Bombers killed 30 soldiers at a base in Zhob in January. The army has since claimed it killed 170 "
        "rebels in air strikes."
    )
    assert (first.kind, since.kind) == ("incident", "total")


def test_rebels_who_also_died_in_an_exchange_of_fire_died_there() -> None:
    (attack,) = read(
        "Rebels killed 15 soldiers at a checkpoint in Zhob on Thursday. The army said nine rebels also died "
        "in an exchange of fire."
    )
    assert [(c.side, c.best) for c in attack.counts] == [("security_forces", 15), ("militants", 9)]


def test_attacks_that_happened_in_one_town_on_one_day_are_one_incident() -> None:
    (blasts,) = read(
        "Three suicide attacks killed five people on Monday in Balochistan.\n\nThe attacks happened at 8 "
        "a.m. on Monday, in the town of Zhob.\n\nThose who were killed include two farmers while nine other "
        "people were wounded.\n\nThe group has repeatedly used young bombers, killing many people."
    )
    assert (blasts.kind, blasts.location.name) == ("incident", "Zhob")
    assert [(c.outcome, c.best) for c in blasts.counts] == [("killed", 5), ("killed", 2), ("wounded", 9)]


def test_raids_on_villages_get_their_day_and_are_broken_down() -> None:
    total, first, second = read(
        "Gunmen have attacked villages in Plateau state killing at least 26 people.\n\nThey stormed at least "
        "four remote villages on Monday, shooting people dead.\n\nAt least 20 bodies have been found in the "
        "village of Bulam while at least six more were recovered in the village of Garin Yaya."
    )
    assert (total.kind, total.date.start) == ("total", dt.date(2024, 3, 11))
    assert [(e.location.name, e.part_of, e.counts[0].best) for e in (first, second)] == [
        ("Bulam", total.id, 20),
        ("Garin Yaya", total.id, 6),
    ]


def test_what_has_more_dead_of_a_side_is_no_part() -> None:
    raid, total = read(
        "At least 11 soldiers were killed in an attack near Zhob, a source said on Thursday. It came one "
        "day after 35 civilians and seven soldiers were killed in two separate attacks in Kalat on Tuesday."
    )
    assert (raid.kind, total.kind, raid.part_of) == ("incident", "total", None)


def test_figures_of_the_attacks_belong_to_them_all() -> None:
    total, *_ = read(
        "Two attacks in northern Mali on Monday killed 49 civilians. A boat near the city of Timbuktu was "
        "targeted. The army, in responding to the attacks, killed some 50 assailants."
    )
    assert [(c.side, c.best) for c in total.counts] == [("civilians", 49), ("militants", 50)]


def test_attacks_that_killed_people_are_a_total() -> None:
    blast, attacks = read(
        "A bomb killed five soldiers on Thursday in Zhob. The group claimed attacks that "
        "killed at least 40 people over the weekend."
    )
    assert (blast.kind, attacks.kind) == ("incident", "total")


def test_a_spokesman_who_meanwhile_confirms_an_incident_tells_no_other() -> None:
    (raid,) = read(
        "Bandits kidnapped 15 passengers on Sunday night in Safana, Katsina State.\n\nMeanwhile, the police "
        "spokesman, while confirming the incident, said nine passengers were abducted."
    )
    assert {c.outcome for c in raid.counts} == {"abducted"}


def test_an_attack_with_its_day_is_not_the_one_told_without_figures() -> None:
    entries = read(
        "Two people were killed when rebels attacked a post in Zhob on Wednesday.\n\nThe attack came shortly "
        "after another assault in the town of Kalat, when soldiers and rebels exchanged gunfire.\n\nLast "
        "Sunday, a soldier was killed in an attack in Balochistan."
    )
    told_of = [(e.location.name, len(e.counts)) for e in entries]
    assert told_of == [("Zhob", 1), ("Kalat", 0), ("Balochistan", 1)]


def test_later_the_same_day_another_attack() -> None:
    first, second = read(
        "Insurgents shot dead two villagers in Zhob district on Monday.\n\nLater the same day, three people "
        "died in an attack on the edge of the town of Zhob."
    )
    assert [(first.counts[0].best, second.counts[0].best)] == [(2, 3)]
    assert first.date.start == second.date.start == dt.date(2024, 3, 11)
