"""Sentences as news agencies write them: who is counted once, whose men were lost, and where it was."""

from __future__ import annotations

from extract.article import make_article
from extract.model import Entry
from extract.pipeline import extract


def incidents(body: str) -> tuple[Entry, ...]:
    return extract(make_article("a", f" date 2024-03-15 {body}")).incidents


def told(body: str) -> list[tuple[str, str, int | None]]:
    return [(c.side, c.outcome, c.best) for e in incidents(body) for c in e.counts if c.part_of is None]


def test_a_list_that_only_says_who_the_dead_are_is_not_added_to_them() -> None:
    for sentence in (
        "The shelling killed three civilians, two women and a child, in Zhob on Monday.",
        "Three villagers, two women and a boy, were killed in Zhob on Monday.",
    ):
        assert told(sentence) == [("civilians", "killed", 3)]


def test_a_list_of_other_people_is_added() -> None:
    assert told("Gunmen killed two soldiers, a cook and a driver in Zhob on Monday.") != [
        ("security_forces", "killed", 2)
    ]


def test_people_left_dead_and_fighters_lost_are_killed() -> None:
    assert told("The ambush left two soldiers and two women dead in Zhob on Monday.") == [
        ("security_forces", "killed", 2),
        ("civilians", "killed", 2),
    ]
    assert told("The army lost nine soldiers in an ambush in Zhob on Monday.") == [
        ("security_forces", "killed", 9)
    ]


def test_who_is_only_possibly_killed_is_not_counted() -> None:
    (entry,) = incidents(
        "A bomb killed seven people, including three possibly killed by a collapse, in Zhob."
    )
    assert [(c.outcome, c.best) for c in entry.counts] == [("killed", 7)]


def test_what_some_of_the_victims_were_makes_a_part() -> None:
    (entry,) = incidents("Six people were shot dead in Zhob on Monday. Four of the victims were farmers.")
    whole, part = entry.counts
    assert (whole.best, part.side, part.best, part.part_of) == (6, "civilians", 4, whole.id)


def test_the_short_form_of_a_force_does_not_part_a_figure_from_its_people() -> None:
    assert told("Two Frontier Corps (FC) personnel were martyred in Zhob on Monday.") == [
        ("security_forces", "killed", 2)
    ]


def test_a_total_number_is_no_number() -> None:
    assert told("A total number of 14 rebels were killed in Zhob on Monday.") == [("militants", "killed", 14)]


def test_a_force_that_the_state_backs_is_of_its_side() -> None:
    assert told("A member of a government-backed paramilitary group was killed in Kirkuk on Monday.") == [
        ("security_forces", "killed", 1)
    ]
    assert told("A guard of the paramilitary Popular Mobilization Units was killed in Kirkuk on Monday.") == [
        ("security_forces", "killed", 1)
    ]


def test_words_between_in_and_a_province_leave_it_where_it_happened() -> None:
    first, second = incidents(
        "Gunmen killed two policemen in the western Herat province on Monday.\n\n"
        "In the restive eastern Nangarhar province, meanwhile, a teacher was shot dead."
    )
    assert (first.location.name, second.location.name) == ("Herat", "Nangarhar")


def test_figures_with_a_province_each_are_events_of_their_own() -> None:
    found = incidents(
        "Six rebels were killed in Mardin province's Nusaybin district, four others died in Sirnak province "
        "and 17 were killed in Hakkari province's Yuksekova district on Monday."
    )
    assert [(e.location.name, e.location.admin1, e.counts[0].best) for e in found] == [
        ("Nusaybin", "Mardin", 6),
        ("Sirnak", "Sirnak", 4),
        ("Yuksekova", "Hakkari", 17),
    ]


def test_a_broadcaster_behind_a_district_is_no_place() -> None:
    (entry,) = incidents("Troops killed seven rebels in Tank district, Geo News reported on Thursday.")
    assert (entry.location.name, entry.location.others) == ("Tank", ())


def test_people_of_a_kind_without_a_figure_are_no_count() -> None:
    assert told(
        "Troops shot dead three rebels in Zhob on Monday. They were involved in the killing of innocent "
        "civilians and in target killings of police."
    ) == [("militants", "killed", 3)]


def test_the_day_of_an_agencys_quotation_is_not_the_day_of_the_event() -> None:
    (entry,) = incidents(
        "Troops killed seven rebels in Tank district, Geo News reported quoting the army's media wing on "
        "Thursday.\n\nIt said that on Tuesday night, the troops conducted the operation in the Kiri Bulam "
        "Khel area of the district."
    )
    assert str(entry.date.start) == "2024-03-12"
    assert (entry.location.name, entry.location.admin2) == ("Kiri Bulam Khel", "Tank")


def test_a_place_may_be_called_by_its_kind_before_its_name() -> None:
    (entry,) = incidents("Six people were killed on the outskirts of the state capital, Culiacan, on Monday.")
    assert entry.location.name == "Culiacan"


def test_equal_figures_beside_different_ones_are_two_events() -> None:
    first, second = incidents(
        "A car bomb went off near Fallujah, Iraq, on Monday, leaving two people dead and nine wounded.\n\n"
        "In the northern province of Nineveh, two policemen were killed and three others wounded in a "
        "roadside bombing in the village of Yankja."
    )
    assert [c.best for c in first.counts] == [2, 9]
    assert [c.best for c in second.counts] == [2, 3]


def test_others_told_a_second_time_are_not_added() -> None:
    assert told(
        "Two soldiers were killed and four injured on Monday when a bomb went off in Zhob.\n\n"
        "Two soldiers were killed and four others were injured in the attack, said an official."
    ) == [("security_forces", "killed", 2), ("security_forces", "wounded", 4)]


def test_a_death_told_again_with_its_wound_is_one_death() -> None:
    assert told(
        "A jawan died in an encounter in Zhob on Monday.\n\nA jawan was hurt in the gunbattle, he "
        "said, adding that he succumbed in a clinic."
    ) == [("security_forces", "killed", 1)]


def test_a_drone_that_strikes_is_an_event_without_figures() -> None:
    (entry,) = incidents("A drone struck a base in Zhob on Thursday.")
    assert (entry.location.name, entry.counts) == ("Zhob", ())


def test_parts_of_a_total_add_up_for_the_dead_and_the_wounded_alike() -> None:
    found = incidents(
        "Five people were killed and 14 wounded on Monday in separate bomb attacks.\n\n"
        "In Zhob, a bomb killed two traders and wounded nine.\n\n"
        "In Kalat, two guards were killed and three wounded by a roadside bomb.\n\n"
        "In Harnai, a clerk was killed and two others were wounded when a mine went off."
    )
    assert [e.part_of for e in found] == [None, found[0].id, found[0].id, found[0].id]


def test_a_country_that_a_body_is_based_in_is_not_where_a_village_is() -> None:
    (entry,) = incidents(
        "Six people were killed in Khan Sheikoun on Monday, the Britain-based Syrian Observatory said. "
        "Planes flew on to the city of Idlib."
    )
    assert (entry.location.name, entry.location.country) == ("Khan Sheikoun", "SY")


def test_a_total_without_a_place_is_in_the_country_of_its_text() -> None:
    found = incidents(
        "Gunmen killed two traders in Zhob, Pakistan, on Monday. More than 300 people have been killed since "
        "January."
    )
    assert [(e.kind, e.location.country, e.location.precision) for e in found][-1] == (
        "total",
        "PK",
        "country",
    )
