"""Figures over several events in agency reports: roundups, pairs of events, weeks that are not over."""

from __future__ import annotations

import pytest

from extract.article import make_article
from extract.model import Record
from extract.pipeline import extract

HEAD = "date 2024-03-15 QUETTA: "


def read(text: str) -> Record:
    return extract(make_article("a", HEAD + text))


def entries(text: str) -> list[tuple[str, str, list[int | None], bool]]:
    return [
        (
            e.kind,
            e.location.name or "",
            [c.best for c in e.counts if c.part_of is None],
            e.part_of is not None,
        )
        for e in read(text).incidents
    ]


def test_a_roundup_opens_with_its_total() -> None:
    found = entries(
        "Twenty people were killed in bombings and shootings in Iraq, police said on Friday.\n\n"
        "In Mosul, a car bomb killed nine traders.\n\n"
        "Two porters were killed by a roadside bomb in Kirkuk.\n\n"
        "Also in Kirkuk, gunmen shot dead a judge."
    )
    assert [(kind, place, counts) for kind, place, counts, _ in found] == [
        ("total", "Iraq", [20]),
        ("incident", "Mosul", [9]),
        ("incident", "Kirkuk", [2]),
        ("incident", "Kirkuk", [1]),
    ]


def test_a_blast_here_and_firing_there_have_one_figure_over_both() -> None:
    (total, *_) = read(
        "Seven soldiers were killed in a blast in Kalat District and in firing in Zhob District on Thursday."
    ).incidents
    names = [total.location.name, *(o.name for o in total.location.others)]
    assert (total.kind, names) == ("total", ["Kalat", "Zhob"])


@pytest.mark.parametrize(("words", "kind"), [("this week", "total"), ("on Thursday", "incident")])
def test_clashes_of_a_week_that_is_not_over_are_a_total(words: str, kind: str) -> None:
    (entry,) = read(f"Clashes between troops and rebels have killed 20 people {words} in Zhob.").incidents
    assert entry.kind == kind


def test_twin_blasts_at_one_point_are_one_event() -> None:
    assert entries("Six traders were killed in twin bomb blasts in Zhob, Balochistan, on Thursday.") == [
        ("incident", "Zhob", [6], False)
    ]


def test_a_sum_over_operations_in_a_province_is_a_total() -> None:
    found = entries(
        "Gunmen killed two policemen in Zhob, Balochistan, on Thursday.\n\n"
        "The army said a total of 90 rebels had been killed in military operations in Balochistan province."
    )
    assert found == [("incident", "Zhob", [2], False), ("total", "Balochistan", [90], False)]


def test_a_blast_of_another_town_begins_another_incident() -> None:
    found = entries(
        "A car bomb killed six traders in Mosul on Thursday.\n\n"
        "Three porters were killed and a fourth was wounded in a roadside bombing in Tal Afar city."
    )
    assert [(place, counts) for _, place, counts, _ in found] == [("Mosul", [6]), ("Tal Afar", [3, 1])]


def test_violence_including_one_bomb_is_a_total_and_the_bomb_an_incident_of_it() -> None:
    found = entries(
        "Violence around Iraq claimed at least 14 lives on Thursday, including a car bomb that killed two "
        "porters in Mosul.\n\n"
        "The car bomb also injured ten, police said.\n\n"
        "A second bomb near the same bridge killed another two porters and wounded 16.\n\n"
        "In western Mosul, gunmen shot dead a clerk."
    )
    assert [(kind, counts, inside) for kind, _, counts, inside in found] == [
        ("total", [14], False),
        ("incident", [2, 10], True),
        ("incident", [2, 16], True),
        ("incident", [1], True),
    ]


def test_a_village_where_others_were_killed_the_day_before_tells_an_earlier_event() -> None:
    record = read(
        "Nine soldiers were killed in an ambush on Thursday near Gossi, a village where gunmen killed 30 "
        "farmers the day before."
    )
    assert [(str(e.date.start), [c.best for c in e.counts]) for e in record.incidents] == [
        ("2024-03-14", [9]),
        ("2024-03-13", [30]),
    ]


def test_also_killed_in_an_attack_is_another_event_and_the_ambush_the_first() -> None:
    found = entries(
        "Rebels killed five soldiers in an ambush on Thursday. Three police officers were also killed in an "
        "attack by a smaller group. The ambush, in which seven soldiers were wounded, was in Zhob. The "
        "policemen died in a separate attack in Kalat."
    )
    assert [(place, counts) for _, place, counts, _ in found] == [("Zhob", [5, 7]), ("Kalat", [3])]


def test_todays_events_are_not_in_a_total_since_a_group_took_up_arms() -> None:
    found = entries(
        "Two soldiers were killed in a clash in Zhob on Thursday.\n\n"
        "More than 4,000 people have been killed since the group took up arms in 1994."
    )
    assert [(kind, inside) for kind, _, _, inside in found] == [("incident", False), ("total", False)]


def test_a_wave_of_attacks_across_a_country_is_a_total_over_what_follows() -> None:
    found = entries(
        "A new wave of rebel attacks across Iraq killed at least 11 soldiers on Thursday, officials said.\n\n"
        "At least five soldiers were killed when their checkpoint was attacked in Mosul.\n\n"
        "Two soldiers were wounded in that attack, officials said.\n\n"
        "Earlier on Thursday, insurgents killed six soldiers in Kirkuk."
    )
    assert found == [
        ("total", "Iraq", [11], False),
        ("incident", "Mosul", [5, 2], True),
        ("incident", "Kirkuk", [6], True),
    ]


def test_in_a_roundup_shots_at_a_car_in_a_suburb_are_an_event_of_their_own() -> None:
    found = entries(
        "Gun battles and a grenade attack killed nine people in separate incidents in Iraq on Thursday.\n\n"
        "In Mosul, a car bomb killed six traders.\n\n"
        "Gunmen opened fire on a police car in Tikrit. Two officers were killed in the gunfire.\n\n"
        "Also, rebels hurled a grenade into a market in Tikrit. The explosion killed a porter."
    )
    assert [(place, counts) for _, place, counts, _ in found] == [
        ("Iraq", [9]),
        ("Mosul", [6]),
        ("Tikrit", [2]),
        ("Tikrit", [1]),
    ]


def test_a_raid_of_another_year_is_background_and_no_part_of_todays() -> None:
    record = read(
        "Gunmen killed two soldiers in Zhob on Thursday.\n\n"
        "Protests go on over the hanging of a man for his part in a 2001 raid that killed 14 people."
    )
    assert [(e.role, [c.best for c in e.counts]) for e in record.incidents] == [
        ("main", [2]),
        ("background", [14]),
    ]


def test_an_attack_of_the_same_day_with_another_toll_is_another_attack() -> None:
    found = entries(
        "At least ten gendarmes were killed on Thursday in an attack on a post in Burkina Faso.\n\n"
        "On the same day, a soldier and a miner were killed in an attack on a pit near Dori."
    )
    assert [counts for _, _, counts, _ in found] == [[10], [1, 1]]


def test_deaths_that_raise_the_number_killed_and_what_is_told_behind_are_a_total() -> None:
    found = entries(
        "Troops killed 12 rebels in a raid near Zhob on Thursday.\n\n"
        "The deaths raised to at least 325 the number of rebels killed in the campaign. At least 35 soldiers "
        "have also been killed."
    )
    assert [(kind, counts) for kind, _, counts, _ in found] == [("incident", [12]), ("total", [325, 35])]


def test_a_part_may_bring_more_than_a_figure_that_is_left_open_but_not_more_than_an_exact_one() -> None:
    text = (
        "Six people were killed and more than a dozen wounded in separate attacks in India on Thursday.\n\n"
        "In Manipur, militants shot dead five labourers.\n\n"
        "In Assam, a grenade killed one person and wounded 17 others."
    )
    assert [(counts, inside) for _, _, counts, inside in entries(text)] == [
        ([6, 12], False),
        ([5], True),
        ([1, 17], True),
    ]


def test_another_ambush_is_another_incident_whoever_tells_it() -> None:
    found = entries(
        "Ten soldiers were wounded in an ambush near Mora on Thursday.\n\n"
        "Sources said another ambush occurred on the Mozogo road, where a soldier and a trader were killed."
    )
    assert [counts for _, _, counts, _ in found] == [[10], [1, 1]]


def test_people_who_are_freed_belong_to_their_abduction_whatever_day_it_was() -> None:
    found = entries(
        "Gunmen abducted five aid workers in Zhob on 2 March.\n\n"
        "The five aid workers were freed on Thursday, officials in Quetta said."
    )
    assert [counts for _, _, counts, _ in found] == [[5, 5]]


def test_all_six_of_four_and_two_are_told_once() -> None:
    found = entries(
        "Four soldiers and two traders were killed in an ambush near Zhob on Thursday.\n\n"
        "The rebels opened fire with rifles, killing all six people on the spot."
    )
    assert [counts for _, _, counts, _ in found] == [[4, 2]]


def test_people_killed_in_the_clashes_of_a_month_are_a_total() -> None:
    (entry,) = read(
        "About 400 people have been reported dead in clashes in March in Zhob, Balochistan."
    ).incidents
    assert entry.kind == "total"


def test_what_was_prior_to_that_is_background() -> None:
    record = read(
        "Two guards were hurt in a blast in Zhob on Thursday.\n\n"
        "Prior to that, three guards were killed in a blast in Kalat."
    )
    assert [e.role for e in record.incidents] == ["main", "background"]


def test_insurgent_attacks_across_a_country_are_nouns_and_a_total_over_what_follows() -> None:
    found = entries(
        "Officials say insurgent attacks have killed 11 soldiers across Iraq on Thursday.\n\n"
        "In Mosul, insurgents raided a checkpoint, killing seven soldiers.\n\n"
        "In Kirkuk, insurgents attacked a base, killing one soldier."
    )
    assert [(kind, counts) for kind, _, counts, _ in found] == [
        ("total", [11]),
        ("incident", [7]),
        ("incident", [1]),
    ]


def test_the_deadliest_of_the_attacks_is_the_first_of_a_roundup() -> None:
    found = entries(
        "Attacks in Iraq killed five people and wounded nine on Thursday, officials said.\n\n"
        "In the deadliest attack, gunmen shot dead three constables at a market in Mosul.\n\n"
        "In Kirkuk, two roadside bombs killed one soldier and wounded seven others."
    )
    assert [(kind, counts) for kind, _, counts, _ in found] == [
        ("total", [5, 9]),
        ("incident", [3]),
        ("incident", [1, 7]),
    ]


def test_how_long_a_province_was_plagued_is_no_window_of_the_figures() -> None:
    assert entries(
        "A bomb wounded four rangers in Yala, a province of Thailand that is plagued by violence since 2004."
    ) == [("incident", "Yala", [4], False)]
