"""Counts that a report names in passing, or tells again in other words, and the wholes of what it told."""

from __future__ import annotations

import pytest

from extract.article import make_article
from extract.model import Record
from extract.pipeline import extract

HEAD = "date 2024-03-15 QUETTA: "


def read(text: str) -> Record:
    return extract(make_article("a", HEAD + text))


def counts(text: str) -> list[tuple[str, str, int | None, bool]]:
    """Side, outcome, figure and whether it is a part, of all counts of all entries."""
    return [
        (c.side, c.outcome, c.best if c.best is not None else c.low, c.part_of is not None)
        for e in read(text).incidents
        for c in e.counts
    ]


def test_women_and_children_told_side_by_side_are_added_up() -> None:
    assert counts("Gunmen killed two women and three children in Zhob on Thursday.") == [
        ("civilians", "killed", 5, False)
    ]


def test_men_told_beside_women_leave_open_whose_they_are_only_once() -> None:
    assert len(counts("A blast in Zhob on Thursday killed nine men and two women.")) == 1


def test_soldiers_and_policemen_stay_two_figures() -> None:
    found = counts("Gunmen killed four soldiers and two policemen in Zhob on Thursday.")
    assert [n for _, _, n, _ in found] == [4, 2]


def test_parts_of_people_who_were_saved_are_no_parts_of_those_who_were_hurt() -> None:
    text = "Shells hit Zhob on Thursday. Crews saved six people, including a child, while 20 were injured."
    assert [n for _, outcome, n, _ in counts(text) if outcome == "wounded"] == [20]


@pytest.mark.parametrize("mark", ["—", "-", ","])
def test_a_part_between_dashes_leaves_the_whole_its_outcome(mark: str) -> None:
    space = "" if mark == "," else " "
    text = (
        f"A blast in Zhob on Thursday left five people{space}{mark} including two soldiers{space}{mark} dead "
        "and 30 wounded."
    )
    assert counts(text) == [
        ("unknown", "killed", 5, False),
        ("security_forces", "killed", 2, True),
        ("unknown", "wounded", 30, False),
    ]


def test_those_who_were_killed_include_every_one_of_the_list() -> None:
    text = (
        "Five people were killed in a bombing in Zhob on Thursday.\n\n"
        "Those who were killed include two farmers, two soldiers and a bomber, officials said."
    )
    assert [part for _, _, _, part in counts(text)] == [False, True, True, True]


def test_others_of_several_kinds_are_not_all_of_the_side_told_before() -> None:
    text = (
        "A guard was killed and nine others, including farmers, were injured in a blast in Zhob on Thursday."
    )
    assert ("unknown", "wounded", 9, False) in counts(text)


def test_one_raid_out_of_many_is_no_person() -> None:
    text = (
        "Gunmen killed nine people in Zhob on Thursday.\n\n"
        "It is blamed for a string of raids, including one late last month that left two soldiers dead."
    )
    assert ("civilians", "killed", 1, True) not in counts(text)


def test_what_a_word_means_happened_to_nobody() -> None:
    text = (
        "Troops neutralised 12 rebels in Zhob on Thursday.\n\n"
        'The army uses the term "neutralised" to imply that rebels surrendered or were killed or captured.'
    )
    assert [(outcome, n) for _, outcome, n, _ in counts(text)] == [("casualties", 12)]


def test_the_slain_among_the_neutralised_were_counted() -> None:
    text = (
        "Troops neutralised three militants in Zhob on Thursday.\n\n"
        "Rifles were found beside the slain militant commander, the army said."
    )
    assert [n for _, _, n, _ in counts(text)] == [3]


def test_victims_of_kidnappings_in_general_are_not_counted() -> None:
    text = "Troops killed three rebels in Zhob on Thursday. They found huts for holding kidnapping victims."
    assert [(outcome, n) for _, outcome, n, _ in counts(text)] == [("killed", 3)]


def test_an_accusation_of_harm_to_somebody_by_pronoun_is_no_event() -> None:
    text = "Two soldiers were killed in Zhob on Thursday. The elder accused his rival of kidnapping him."
    assert [(outcome, n) for _, outcome, n, _ in counts(text)] == [("killed", 2)]


def test_whoever_was_killed_is_not_the_killers() -> None:
    text = "Gunmen killed 18 people in Zhob on Thursday. The gunmen fired wildly and killed whoever ran."
    assert [n for _, _, n, _ in counts(text)] == [18]


def test_the_whole_told_last_holds_what_was_told_bit_by_bit() -> None:
    text = (
        "Gunmen killed the village head of Zhob on Thursday.\n\nThey also killed two other residents.\n\n"
        "They fired at the crowd, killing the village head and other victims.\n\n"
        "Police said three people were killed."
    )
    assert [(n, part) for _, _, n, part in counts(text)] == [(1, True), (2, True), (3, False)]


def test_others_told_again_by_another_source_are_one_count() -> None:
    text = (
        "A bomb killed six people in Zhob on Thursday. Nearly two dozen others were wounded.\n\n"
        '"The bomb killed six people and 21 others were wounded," the police chief said.'
    )
    assert [outcome for _, outcome, _, _ in counts(text)] == ["killed", "wounded"]


def test_initial_reports_are_overtaken() -> None:
    text = (
        "Fighting in Zhob on Friday killed five rebels and wounded 28 soldiers, the army said.\n\n"
        "Initial reports said it left three rebels dead and 20 soldiers wounded."
    )
    assert [n for _, _, n, _ in counts(text)] == [5, 28]


def test_a_toll_updated_from_an_older_one() -> None:
    text = (
        "A bomb killed four rangers in Zhob on Thursday.\n\n"
        '"Five rangers are dead," Sergeant Mir said, updating the death toll from four.'
    )
    assert [n for _, _, n, _ in counts(text)] == [5]


def test_one_figure_of_killed_and_injured_is_not_told_apart() -> None:
    text = "Hundreds of rebels were killed and injured in fighting in Zhob on Thursday."
    assert counts(text) == [("militants", "casualties", 100, False)]


def test_parts_of_the_casualties_are_casualties() -> None:
    text = (
        "A strike on Zhob on Thursday killed or injured 39 people.\n\n"
        "The casualties included five children and a woman."
    )
    assert counts(text) == [
        ("unknown", "casualties", 39, False),
        ("civilians", "casualties", 6, True),
    ]


def test_the_hospitalised_among_the_injured_are_not_told_apart() -> None:
    text = "A strike on Zhob on Thursday injured eight people, four of whom were hospitalised."
    assert [n for _, _, n, _ in counts(text)] == [8]


def test_members_of_a_group_whose_name_is_a_word() -> None:
    text = (
        "Police arrested two members of IS in Zhob on Thursday, adding that one of them was a member of its "
        "council."
    )
    assert counts(text) == [("militants", "arrested", 2, False)]


@pytest.mark.parametrize(
    ("words", "name"),
    [("in the provincial capital Lashkar Gah", "Lashkar Gah"), ("in Peshawar's Gulberg", "Gulberg")],
)
def test_a_town_behind_its_rank_or_its_owner(words: str, name: str) -> None:
    assert read(f"Six guards were killed {words} on Thursday.").incidents[0].location.name == name


def test_a_lower_toll_of_others_adds_nobody() -> None:
    text = (
        "Sixteen people, including four policemen, were killed by a bomb in Zhob on Thursday.\n\n"
        '"Twelve civilians and four policemen have been killed," the governor said.\n\n'
        "The ministry gave a lower death toll, saying that seven civilians and five policemen died."
    )
    assert [n for _, _, n, _ in counts(text)] == [16, 4, 12]


def test_where_captives_are_usually_held() -> None:
    text = "Two rebels were killed in Patikul on Thursday, where the group has detained many of its captives."
    assert [n for _, _, n, _ in counts(text.replace("its", "their"))] == [2]
