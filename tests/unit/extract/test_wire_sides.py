"""Whose people the figures of agency reports are: joint figures, companions, "others", ranks, plurals."""

from __future__ import annotations

import pytest

from extract.article import make_article
from extract.model import Entry
from extract.pipeline import extract

HEAD = "date 2024-03-15 QUETTA: "


def only(text: str) -> Entry:
    (entry,) = extract(make_article("a", HEAD + text)).incidents
    return entry


def told(text: str) -> list[tuple[str, str, int | None, bool]]:
    return [(c.outcome, c.side, c.best, c.part_of is not None) for c in only(text).counts]


FORCES, REBELS, ANYBODY = "security_forces", "militants", "unknown"


def test_a_person_word_in_a_partys_name_is_no_head() -> None:
    assert told(
        "Two soldiers and nine Valley Workers Front (FWF) rebels were killed on Monday near Zhob."
    ) == [
        ("killed", FORCES, 2, False),
        ("killed", REBELS, 9, False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "At least 30 rebels and soldiers were killed on Monday in a clash near Zhob.",
        "A clash near Zhob killed at least 30 rebels and soldiers on Monday.",
    ],
)
def test_one_figure_over_two_sides_is_of_neither(text: str) -> None:
    assert told(text) == [("killed", ANYBODY, 30, False)]


def test_one_figure_over_two_nouns_of_a_side_keeps_it() -> None:
    assert told("A blast in Zhob wounded nine women and children on Monday.") == [
        ("wounded", "civilians", 9, False)
    ]


def test_companions_before_the_verb_suffer_it_too() -> None:
    text = (
        "Two rangers along with a shepherd were killed and seven others injured in a blast in Zhob on Monday."
    )
    assert told(text) == [
        ("killed", FORCES, 2, False),
        ("killed", "civilians", 1, False),
        ("wounded", ANYBODY, 7, False),
    ]


def test_others_are_of_the_side_told_before() -> None:
    text = "Five personnel of the Border Corps were martyred and two others injured in Zhob on Monday."
    assert told(text) == [("killed", FORCES, 5, False), ("wounded", FORCES, 2, False)]


def test_a_fourth_is_one_more_of_them() -> None:
    text = "Three constables were killed and a fourth was wounded by a roadside bomb in Zhob on Monday."
    assert told(text) == [("killed", FORCES, 3, False), ("wounded", FORCES, 1, False)]


def test_people_left_dead_may_be_broken_down_before_the_word() -> None:
    text = "On Monday a blast in Zhob left at least 14 people, including six constables, dead and 20 injured."
    assert told(text) == [
        ("killed", ANYBODY, 14, False),
        ("killed", FORCES, 6, True),
        ("wounded", ANYBODY, 20, False),
    ]


def test_a_toll_that_included_two_sides_tells_both() -> None:
    text = "The death toll included six soldiers and nine rebels killed on Monday in an ambush near Zhob."
    assert told(text) == [("killed", FORCES, 6, False), ("killed", REBELS, 9, False)]


def test_a_rank_among_rebels_is_theirs() -> None:
    text = "Police arrested 20 rebels, including a captain known as Lobo, in Zhob on Monday."
    assert told(text) == [("arrested", REBELS, 20, False), ("arrested", REBELS, 1, True)]
    text = "A bomb killed 20 people, including an army captain, in Zhob on Monday."
    assert told(text) == [("killed", ANYBODY, 20, False), ("killed", FORCES, 1, True)]


def test_guards_beside_an_officer_are_his() -> None:
    text = "A bomb hit the convoy of a brigadier in Zhob, wounding him, two guards and three civilians."
    assert told(text) == [
        ("wounded", FORCES, 1, False),
        ("wounded", FORCES, 2, False),
        ("wounded", "civilians", 3, False),
    ]


def test_a_paramilitary_force_is_the_states() -> None:
    text = "The driver and an officer of the paramilitary force were wounded in a blast in Zhob on Monday."
    assert told(text) == [("wounded", FORCES, 2, False)]


def test_a_figure_makes_a_plural_exact() -> None:
    entry = only(
        "Hundreds of people died in a raid on Zhob on Monday.\n\nAbout 300 people were killed, a doctor said."
    )
    (count,) = entry.counts
    assert (count.low, count.best, count.high) == (300, 300, 300)


def test_what_stands_behind_nine_more_comes_on_top_too() -> None:
    text = (
        "A raid on Zhob left one villager dead on Monday. Nine more, plus a clerk, were killed there later."
    )
    assert sum(c.best or 0 for c in only(text).counts) == 11


def test_a_corps_and_its_men_are_one_group() -> None:
    text = "Three Levies Force personnel were killed on Monday in a blast in Zhob."
    assert told(text) == [("killed", FORCES, 3, False)]


def test_a_people_before_a_noun_is_no_person() -> None:
    text = "At least 30 rebels and Yemeni pro-government troops were killed on Monday in a clash near Zhob."
    assert told(text) == [("killed", ANYBODY, 30, False)]


def test_the_number_of_killed_rebels_is_a_toll_of_theirs() -> None:
    text = (
        "At least ten people were killed in a raid on Zhob on Monday. Five attackers died, taking the "
        "total number of killed rebels to six."
    )
    assert ("killed", ANYBODY, 10, False) in told(text)
    assert ("killed", REBELS, 6, False) in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army reported the surrender of two rebels in Zhob on Monday.", ("surrendered", REBELS, 2)),
        ("Nine farmers were taken from Kanwa village by bandits on Monday.", ("abducted", "civilians", 9)),
        ("Gunmen seized 30 pupils and 12 rifles in Zhob on Monday.", ("abducted", "civilians", 30)),
    ],
)
def test_surrenders_and_people_taken_or_seized(text: str, expected: tuple[str, str, int]) -> None:
    assert [(c.outcome, c.side, c.best) for c in only(text).counts] == [expected]


def test_a_party_with_a_long_name_and_a_short_form_is_read_through() -> None:
    text = "Three soldiers and four Front for Land and Unity (FLU) rebels were killed in Zhob on Monday."
    assert told(text) == [("killed", FORCES, 3, False), ("killed", REBELS, 4, False)]


def test_soldiers_whom_rebels_capture_are_abducted_and_others_are_of_the_wounded() -> None:
    text = "Four soldiers were wounded in a raid on Zhob on Monday while the Taliban captured three others."
    assert told(text) == [("wounded", FORCES, 4, False), ("abducted", FORCES, 3, False)]


def test_a_militia_that_is_for_the_government_is_the_states() -> None:
    text = "A raid on Zhob killed 21 police officers and pro-government militia members on Monday."
    assert told(text) == [("killed", FORCES, 21, False)]


def test_who_speaks_is_no_victim() -> None:
    text = '"A grenade wounded five people in Zhob, including three officers," a police spokesman said.'
    assert told(text) == [("wounded", ANYBODY, 5, False), ("wounded", FORCES, 3, True)]


def test_where_the_dead_was_hit_is_no_wound() -> None:
    text = "A soldier was killed in Zhob on Monday, a medic said. He was shot in the head."
    assert told(text) == [("killed", FORCES, 1, False)]


def test_a_conjunct_behind_an_aside_is_read() -> None:
    text = "Raids on Monday killed 19 people, including six boys, near Zhob, and another 23 near Kalat."
    first, second = extract(make_article("a", HEAD + text)).incidents
    assert [[c.best for c in e.counts] for e in (first, second)] == [[19, 6], [23]]


def test_wounded_who_died_are_no_wounded() -> None:
    text = "A bomb went off on Monday. The death toll rose to 36 after several of those wounded in Zhob died."
    assert told(text) == [("killed", ANYBODY, 36, False)]


def test_whether_people_were_taken_is_no_count() -> None:
    text = (
        "A clash near Zhob killed nine rebels on Monday. It was not clear whether 12 villagers were abducted."
    )
    assert told(text) == [("killed", REBELS, 9, False)]


def test_a_demand_for_the_release_of_hostages_frees_nobody() -> None:
    text = "Gunmen abducted nine pupils in Zhob on Monday. A demand for the release of the hostages came."
    assert told(text) == [("abducted", "civilians", 9, False)]


def test_attackers_who_disappeared_are_not_missing_and_police_whom_rebels_detain_are_abducted() -> None:
    text = "Gunmen killed two soldiers in Zhob on Monday. The attackers disappeared."
    assert told(text) == [("killed", FORCES, 2, False)]
    text = "Thirty policemen were detained by rebels in Zhob on Monday."
    assert told(text) == [("abducted", FORCES, 30, False)]
