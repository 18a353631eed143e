"""Reports that tell many events under one figure, and figures over lands and times beside them."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.article import make_article
from extract.model import Entry
from extract.pipeline import extract

HEAD = "date 2024-03-15 BAGHDAD: "


def read(text: str) -> list[Entry]:
    return list(extract(make_article("a", HEAD + text)).incidents)


def figures(entry: Entry) -> list[int | None]:
    return [c.best for c in entry.counts if c.part_of is None]


def test_equal_small_figures_of_two_towns_are_two_events() -> None:
    total, *parts = read(
        "A series of bombings on Thursday struck markets in central Iraq, killing at least 37 traders.\n\n"
        "A bomb at a bakery in Baghdad's Sadr City neighborhood killed four people and hurt 15.\n\n"
        "An explosion killed four people and hurt 10 in the nearby town of Bulamiya."
    )
    assert [(e.location.name, figures(e), e.part_of) for e in parts] == [
        ("Sadr City", [4, 15], total.id),
        ("Bulamiya", [4, 10], total.id),
    ]


def test_while_an_explosion_killed_others_is_one_more_event() -> None:
    found = read(
        "A bomb in a street in Mosul killed three people and wounded 13 on Thursday, police said, while an "
        "explosion near a bank killed three people and wounded eight."
    )
    assert [figures(e) for e in found] == [[3, 13], [3, 8]]


def test_a_near_village_beats_a_bearing() -> None:
    (entry,) = read(
        "Just north of Baghdad, a bomb killed three people in the Bulam Al-Noor area on Thursday."
    )
    assert entry.location.name == "Bulam Al-Noor"


def test_killed_across_a_land_is_a_total() -> None:
    (entry,) = read("At least 120 people were killed across Syria on Wednesday, an observatory said.")
    assert (entry.kind, entry.date.start) == ("total", dt.date(2024, 3, 13))


def test_blasts_heard_do_not_make_a_total() -> None:
    (entry,) = read(
        "The monitor said troops shelled the town of Daraya, killing three people, "
        "adding that several blasts "
        "were heard in the capital."
    )
    assert (entry.kind, figures(entry)) == ("incident", [3])


def test_the_yesterday_of_a_roundup_is_the_day_before_its_own() -> None:
    *_, before = read(
        "A series of bombings on Thursday struck markets in Iraq, killing 12 traders.\n\n"
        "In Mosul, a car bomb killed nine people. In Hillah, a bomb killed three people.\n\n"
        "The attacks came a day after a series of bombings killed at least 24 people in Iraq."
    )
    assert (before.kind, before.date.start, figures(before)) == ("total", dt.date(2024, 3, 13), [24])


def test_nearly_three_months_are_a_window() -> None:
    (entry,) = read("At least 125 farmers have been killed in nearly three months of clashes in Zhob.")
    assert entry.kind == "total"


def test_the_worst_since_a_war_began_is_no_window() -> None:
    (entry,) = read(
        "A strike killed six farmers in Mosul on Thursday, the deadliest incident there "
        "since the war began a "
        "month ago."
    )
    assert (entry.kind, entry.date.start) == ("incident", dt.date(2024, 3, 14))


def test_bringing_the_toll_of_a_long_clause_to_its_height() -> None:
    found = read(
        "Violence in Syria killed at least 12 people on Thursday, bringing the death "
        "toll since the start of the "
        "uprising against the president and his family's long rule to more than 14,100."
    )
    assert sorted(figures(e)[0] or 0 for e in found) == [12, 14100]


def test_a_toll_that_is_one_of_the_highest_counts_nobody() -> None:
    (entry,) = read(
        "Shells killed five farmers in Mosul. The casualty toll in Wednesday's violence "
        "was one of the highest in "
        "months."
    )
    assert (figures(entry), entry.date.start) == ([5], dt.date(2024, 3, 13))


def test_people_of_a_list_between_double_hyphens_are_parts() -> None:
    (entry,) = read("On Thursday, at least 111 people -- 83 farmers and 28 soldiers -- were killed in Homs.")
    assert [(c.best, c.side, c.part_of is not None) for c in entry.counts] == [
        (111, "unknown", False),
        (83, "civilians", True),
        (28, "security_forces", True),
    ]


@pytest.mark.parametrize(
    ("people", "side"),
    [
        ("Omar Nazif, military commander of Al Qaeda,", "militants"),
        ("A military commander", "security_forces"),
    ],
)
def test_a_commander_is_of_the_party_he_commands(people: str, side: str) -> None:
    (entry,) = read(f"{people} was killed in Mosul on Thursday.")
    assert [c.side for c in entry.counts] == [side]


def test_people_with_links_to_a_party_are_its_people() -> None:
    (entry,) = read(
        "A drone killed six people near Mosul on Thursday, including four with links to al Qaeda."
    )
    assert [c.side for c in entry.counts] == ["unknown", "militants"]


def test_others_on_a_day_in_front_are_another_event() -> None:
    found = read(
        "Three rebels were killed in a drone strike, officials said.\n\n"
        "On Wednesday, two other rebels were killed while they carried arms."
    )
    assert [figures(e) for e in found] == [[3], [2]]


def test_a_town_is_not_the_metropolis_of_another_country() -> None:
    (entry,) = read("A bomb killed four policemen in the Iraqi town of Iskandariyah, south of Baghdad.")
    assert entry.location.country == "IQ"


def test_arms_taken_up_long_ago_begin_a_window() -> None:
    (entry,) = read(
        "The group took up arms in 1991 and more than 40,000 people have been killed in the conflict."
    )
    assert (entry.kind, entry.date.start, entry.date.end) == (
        "total",
        dt.date(1991, 1, 1),
        dt.date(2024, 3, 15),
    )


def test_since_then_counts_from_a_day_told_sentences_before() -> None:
    *_, since = read(
        "A drone strike killed two farmers in Mosul on Thursday.\n\n"
        "Troops have carried out raids in the province since the start of the campaign "
        "on 7 February. Farmers "
        "have also faced attacks by outlaws.\n\n"
        "Since then, at least 63 people have been killed."
    )
    assert (since.kind, since.date.start) == ("total", dt.date(2024, 2, 7))


def test_a_lead_unfolds_with_its_day_and_place() -> None:
    (entry,) = read(
        "Two policemen were killed in an attack in southwestern Kirkuk, a source said on Friday.\n\n"
        "Rebels attacked a police post in the Riyadh district, southwest of Kirkuk, on Thursday. Two "
        "policemen were killed, the source said."
    )
    assert (entry.date.start, figures(entry)) == (dt.date(2024, 3, 14), [2])


def test_what_comes_a_day_after_is_another_event_at_the_same_place() -> None:
    found = read(
        "Two policemen were killed in an attack in Kirkuk on Thursday.\n\n"
        "The attack came a day after the killing of five policemen in a blast in Kirkuk."
    )
    assert [(e.date.start, figures(e)) for e in found] == [
        (dt.date(2024, 3, 14), [2]),
        (dt.date(2024, 3, 13), [5]),
    ]


def test_many_killed_beside_a_figure_adds_nobody() -> None:
    (entry,) = read(
        "One officer was killed in a blast in Mosul on Thursday. Many people were killed in the explosion."
    )
    assert figures(entry) == [1]


def test_a_people_before_a_thing_counts_nobody() -> None:
    (entry,) = read("Rebels shot down a Yemeni military helicopter near Marib on Tuesday.")
    assert entry.counts == ()


def test_one_of_those_targeted_is_of_their_side() -> None:
    (entry,) = read("Warplanes targeted two rebels from an armed wing in Mosul on Tuesday, killing one.")
    assert [(c.best, c.side) for c in entry.counts] == [(1, "militants")]


def test_no_one_with_a_hyphen_is_nobody() -> None:
    (entry,) = read("A rocket hit a house in Mosul on Tuesday. No-one was injured.")
    assert figures(entry) == [0]


def test_an_unknown_number_is_no_lower_bound_of_dozens() -> None:
    (entry,) = read(
        "Shells killed seven people in Mosul on Tuesday and dozens were injured. A "
        "reporter said that an unknown "
        "number of people had been injured."
    )
    assert [(c.low, c.best) for c in entry.counts] == [(7, 7), (12, None)]


def test_two_parts_of_a_town_are_two_places() -> None:
    first, second, third = read(
        "A car bomb in the capital's eastern suburbs killed two people on Tuesday.\n\n"
        "In southwestern Baghdad, a bomb exploded near a shop, killing its owner and wounding four "
        "people.\n\n"
        "In a northern area of Baghdad, gunmen shot and killed a policeman."
    )
    assert [figures(e) for e in (first, second, third)] == [[2], [1, 4], [1]]


def test_the_same_part_of_a_town_is_one_place() -> None:
    (entry,) = read(
        "A car bomb in western Baghdad killed two people on Tuesday.\n\n"
        "The bomb that went off in the west of Baghdad also wounded four people."
    )
    assert figures(entry) == [2, 4]


def test_including_one_of_several_bombs_counts_nobody() -> None:
    (entry,) = read("Six car bombs in Mosul, including one near a hospital, killed 17 people on Tuesday.")
    assert figures(entry) == [17]


def test_a_member_of_the_national_police_is_of_the_forces() -> None:
    (entry,) = read("Gunmen shot and killed a member of the national police in Mosul on Tuesday.")
    assert [c.side for c in entry.counts] == ["security_forces"]
