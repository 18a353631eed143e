"""Who is counted once and who is not at all: attackers, their victims one after another, lists, pronouns."""

from __future__ import annotations

import pytest

from extract.article import make_article
from extract.model import Count
from extract.pipeline import extract

HEAD = "date 2024-03-15 QUETTA: "


def counts(text: str) -> list[Count]:
    record = extract(make_article("a", HEAD + text))
    return [count for entry in record.incidents for count in entry.counts]


def told(text: str) -> list[tuple[str, int | None]]:
    """Outcome and figure of every count that lies inside no other."""
    return [(c.outcome, c.best if c.best is not None else c.low) for c in counts(text) if not c.part_of]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("A gunman killed three tellers in Zhob on Monday and then himself.", 1),
        ("A gunman killed three tellers in Zhob on Monday before turning the rifle on himself.", 1),
        ("A gunwoman killed three tellers in Zhob on Monday before ending her own life.", 1),
    ],
)
def test_an_attacker_who_dies_by_his_own_hand_comes_beside_his_victims(text: str, own: int) -> None:
    victims, attacker = counts(text)
    assert (victims.best, victims.perpetrator) == (3, False)
    assert (attacker.best, attacker.perpetrator) == (own, True)


def test_who_wounds_others_and_himself_is_not_dead() -> None:
    assert told("A man with a knife wounded six people and himself in Zhob on Monday.") == [("wounded", 6)]


def test_them_both_and_both_are_two_people() -> None:
    assert told("Gunmen met the traders near Zhob on Monday and shot them both dead.") == [("killed", 2)]
    assert told("Gunmen waited for the judges in Zhob on Monday, killing both.") == [("killed", 2)]


def test_who_did_it_is_no_victim_behind_a_comma() -> None:
    assert told("After killing his uncle and his aunt near Zhob on Monday, a 30-year-old clerk fled.") == [
        ("killed", 2)
    ]
    assert told("Gunmen killed two pupils, a cook, a driver and wounded a nurse in Zhob on Monday.") == [
        ("killed", 4),
        ("wounded", 1),
    ]


def test_what_comes_then_comes_on_top() -> None:
    text = "A man killed his neighbour in Zhob on Monday. He then drove to a mill and killed six people."
    assert told(text) == [("killed", 1), ("killed", 6)]


def test_a_pronoun_can_stand_for_somebody_nobody_counted() -> None:
    text = (
        "A man shot at a crowd in Zhob on Monday, killing four and wounding one, before forcing his sister "
        "into a car, where he killed her."
    )
    assert told(text) == [("killed", 4), ("wounded", 1), ("killed", 1)]


def test_who_shoots_at_people_is_not_hit() -> None:
    assert told("Two men shot at five players in Zhob on Monday. One player was hurt.") == [("wounded", 1)]


def test_an_attacker_called_he_is_counted_when_he_dies() -> None:
    text = "A clerk opened fire in Zhob on Monday. He killed four people before being killed by police."
    assert sorted(told(text)) == [("killed", 1), ("killed", 4)]


def test_parts_named_after_families_stay_parts() -> None:
    text = (
        "At least 39 people, including 11 members of the Rahimi family and eight members of the Gul family, "
        "were killed in a strike on Zhob on Monday."
    )
    assert [(c.best, c.part_of) for c in counts(text)] == [(39, None), (11, "c1"), (8, "c1")]


def test_who_stands_behind_the_names_of_is_the_subject() -> None:
    text = "In Zhob, friends learnt the names of the 16 people of the family who were gunned down."
    assert told(text) == [("killed", 16)]


def test_a_figure_behind_those_who_were_fired_on_counts_them() -> None:
    text = "Gunmen opened fire on the officers in Zhob on Monday, injuring one and killing another."
    assert [(c.outcome, c.side, c.best) for c in counts(text)] == [
        ("wounded", "security_forces", 1),
        ("killed", "security_forces", 1),
    ]


def test_people_added_up_by_name_are_no_rival_toll() -> None:
    text = (
        "A clerk killed his uncle and his aunt in Zhob on Monday. He killed five pupils, a cook, a driver "
        "and wounded a nurse."
    )
    assert sum(n or 0 for outcome, n in told(text) if outcome == "killed") == 9


def test_the_suspect_who_dies_is_none_of_the_victims() -> None:
    text = "Gunfire killed three people in Zhob on Monday. The suspect died after police shot him."
    assert [(c.best, c.perpetrator) for c in counts(text) if c.outcome == "killed"] == [(3, False), (1, True)]


def test_himself_is_none_of_several_victims() -> None:
    text = "A man killed his wife in Zhob on Monday, shot two of her brothers, then shot himself."
    assert [(c.outcome, c.best, c.perpetrator) for c in counts(text)] == [
        ("killed", 1, False),
        ("wounded", 2, False),
        ("killed", 1, True),
    ]


def test_two_titles_before_one_name_are_one_person() -> None:
    assert told("Senator and party leader Gul Zarin was killed in Zhob on Monday.") == [("killed", 1)]
    assert told("A mother and her son were killed in Zhob on Monday.") == [("killed", 2)]


def test_bodies_of_some_of_those_taken_are_dead() -> None:
    text = "The bodies of four of the nine students who had been kidnapped last week were found in Zhob."
    assert ("killed", 4) in told(text)


def test_who_reports_a_death_did_not_die() -> None:
    text = "In Zhob the police reported that Gul Zarin, one of the three leaders of the union, was killed."
    assert told(text) == [("killed", 1)]


def test_a_fifth_body_is_one_of_five() -> None:
    text = "Five rebels were killed in Zhob on Monday. A fifth body was found burnt."
    assert told(text) == [("killed", 5)]
    assert told("Two guards were killed in Zhob on Monday. A third guard was killed.") != [("killed", 2)]


def test_wounded_who_died_are_dead_alone() -> None:
    text = "Ten people were killed in Zhob on Monday and another five who were injured died in hospital."
    assert told(text) == [("killed", 10), ("killed", 5)]


def test_a_police_station_is_nobody() -> None:
    text = (
        "Detainees taken from a police station in Zhob, who were shot and killed on Monday, had no lawyers."
    )
    assert all(c.side != "security_forces" for c in counts(text))


def test_people_killed_beside_something_else_are_counted() -> None:
    assert told("A strike on Zhob on Monday killed the gang's radio team, one woman and two boys.") == [
        ("killed", 3),
    ]


def test_found_tied_and_killed() -> None:
    assert told("A man was found handcuffed and killed by the river in Zhob on Monday.") == [("killed", 1)]


def test_dozens_of_others_are_others() -> None:
    text = "Ten rebels were killed and dozens of others were injured in Zhob on Monday."
    assert [(c.outcome, c.side, c.low) for c in counts(text)][-1] == ("wounded", "militants", 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A bomb in Zhob killed two people on Monday. Four others were rushed to the district hospital.",
            [("killed", 2), ("wounded", 4)],
        ),
        ("Five bodies were taken to hospital after a blast in Zhob on Monday.", [("killed", 5)]),
        (
            "Twelve people died after being taken to hospital after a blast in Zhob on Monday.",
            [("killed", 12)],
        ),
        (
            "Three dead and five wounded were taken to hospital after a blast in Zhob on Monday.",
            [("killed", 3), ("wounded", 5)],
        ),
    ],
)
def test_who_is_taken_to_hospital_alive_is_wounded(text: str, expected: list[tuple[str, int]]) -> None:
    assert told(text) == expected


def test_the_wounded_victim_who_dies_is_dead_and_no_longer_wounded() -> None:
    text = "Gunmen killed five tellers and wounded a guard in Zhob on Monday. The wounded guard later died."
    assert sorted(told(text)) == [("killed", 1), ("killed", 5)]


def test_him_is_not_the_mother_who_was_shot() -> None:
    text = "A man shot his mother in Zhob on Monday. He met the mayor and shot and killed him."
    assert told(text) == [("wounded", 1), ("killed", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutors in Quetta say the men killed Dostain to keep her from speaking.",
        "Officer Murad Baloch shot Zarak as the two struggled over a rifle in Quetta.",
        "The police searched several houses that he owned in Quetta and arrested Zarak.",
        "The murder touched off a rampage in Quetta by two officers, who slaughtered mainly Hazaras.",
    ],
)
def test_who_does_it_to_somebody_called_by_surname_suffers_nothing(text: str) -> None:
    assert told(text) == []


def test_herself_behind_a_death_of_another_kind_is_no_suicide() -> None:
    assert told("The murdered judge's sister died trying to get him and herself out of Zhob.") == [
        ("killed", 1)
    ]


@pytest.mark.parametrize(
    ("who", "side", "figure"),
    [
        ("Two US soldiers", "security_forces", 2),
        ("Two U.S. soldiers", "security_forces", 2),
        ("At least five U.S.-backed fighters", "militants", 5),
        ("Three M23 rebels", "militants", 3),
        ("Three sheriff's deputies", "security_forces", 3),
        ("Three village heads", "civilians", 3),
        ("Three government officials", "civilians", 3),
        ("Three blue helmets", "security_forces", 3),
        ("Six suspected New People's Army (NPA) guerrillas", "militants", 6),
        ("Three Revolutionary Armed Forces of Colombia members", "militants", 3),
    ],
)
def test_a_figure_reaches_its_people_over_initials_and_owners(who: str, side: str, figure: int) -> None:
    (count,) = counts(f"{who} were killed in Zhob on Monday.")
    assert (count.side, count.low) == (side, figure)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Three farmers were butchered near Zhob on Monday.", "killed"),
        ("Three farmers were clubbed to death near Zhob on Monday.", "killed"),
        ("Raiders slit the throats of three farmers near Zhob on Monday.", "killed"),
        ("Three farmers met their deaths in an ambush near Zhob on Monday.", "killed"),
        ("Gunmen snatched three farmers near Zhob on Monday.", "abducted"),
    ],
)
def test_rarer_verbs_tell_of_people_too(text: str, outcome: str) -> None:
    assert told(text) == [(outcome, 3)]


def test_who_snatches_rifles_is_not_snatched() -> None:
    assert told("Gunmen snatched three rifles in Zhob on Monday and fled.") == []


def test_nobody_is_none() -> None:
    assert told("Nobody was hurt when rockets hit the base near Zhob on Monday.") == [("wounded", 0)]


def test_who_kills_herself_and_others_kills_the_others_as_well() -> None:
    text = "A suicide bomber set off her vest in Zhob on Monday, killing herself and three others."
    attacker, victims = sorted(counts(text), key=lambda c: c.best or 0)
    assert (attacker.best, attacker.side, attacker.perpetrator) == (1, "militants", True)
    assert (victims.best, victims.side, victims.perpetrator) == (3, "unknown", False)


def test_who_was_among_the_dead_is_a_part_of_them() -> None:
    text = (
        "Two constables, a cook and a maid were among the six people killed in the attack in Zhob on Monday."
    )
    whole = next(c for c in counts(text) if not c.part_of)
    assert (whole.best, whole.side) == (6, "unknown")
    parts = sorted((c.side, c.best) for c in counts(text) if c.part_of == whole.id)
    assert parts == [("civilians", 2), ("security_forces", 2)]


def test_whoever_died_along_with_somebody_is_counted_behind_the_place_too() -> None:
    text = "A policeman was shot dead on Monday in Zhob along with two shopkeepers."
    assert told(text) == [("killed", 1), ("killed", 2)]


def test_drones_that_are_shot_down_and_people_dug_out_are_no_counts() -> None:
    assert told("As a result, 33 Vespas were shot down near Zhob on Monday after an air strike.") == []
    assert told("A man was rescued from the rubble near Zhob on Monday after an air strike.") == []


def test_the_force_that_somebody_joined_is_not_who_died() -> None:
    assert told(
        "A man who had just joined Lower Dir's police force has been killed in an ambush in Zhob."
    ) == [("killed", 1)]


@pytest.mark.parametrize(
    ("text", "counts_told"),
    [
        ("Gunmen took 14 hostages in Zhob on Monday.", [("abducted", 14)]),
        ("Five guards were killed and as many injured in a clash in Zhob.", [("killed", 5), ("wounded", 5)]),
        ("Five guards and as many rebels were killed in Zhob on Monday.", [("killed", 5), ("killed", 5)]),
        ("As many as 20 farmers were killed in a blast in Zhob on Monday.", [("killed", 20)]),
    ],
)
def test_hostages_taken_and_as_many_again(text: str, counts_told: list[tuple[str, int | None]]) -> None:
    assert told(text) == counts_told


def test_a_figure_with_its_own_verb_ends_the_list_of_parts() -> None:
    text = "Six people were killed, among them two boys, and 21 injured when a missile hit Zhob on Monday."
    assert told(text) == [("killed", 6), ("wounded", 21)]


def test_who_is_accused_of_killing_is_who_is_arrested() -> None:
    text = "Two men accused of killing five soldiers were arrested in Zhob on Monday."
    assert ("arrested", 2) in told(text)
    assert ("arrested", 5) not in told(text)
