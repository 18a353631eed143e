"""Statements of armies and hospitals: lists beside a figure, rising tolls, general areas, borders."""

from __future__ import annotations

import pytest

from extract.article import make_article
from extract.model import Count, Entry
from extract.pipeline import extract

HEAD = "date 2024-03-15 QUETTA: "


def read(text: str) -> tuple[Entry, ...]:
    return extract(make_article("a", HEAD + text)).incidents


def only(text: str) -> Entry:
    (entry,) = read(text)
    return entry


def told(entry: Entry) -> list[tuple[str, str, int | None, bool]]:
    return [(c.side, c.outcome, c.best, c.part_of is not None) for c in entry.counts]


@pytest.mark.parametrize(
    "list_",
    [
        "Four people — two soldiers and two traders — were killed in a blast in Zhob on Thursday.",
        "A blast in Zhob on Thursday killed four people: two soldiers and two traders.",
        "A blast in Zhob on Thursday killed four people (two soldiers and two traders).",
        "Four people were killed in a blast in Zhob on Thursday, two soldiers and two traders.",
    ],
)
def test_a_list_beside_a_figure_is_made_of_its_parts(list_: str) -> None:
    assert told(only(list_)) == [
        ("unknown", "killed", 4, False),
        ("security_forces", "killed", 2, True),
        ("civilians", "killed", 2, True),
    ]


def test_a_list_that_adds_up_to_another_figure_goes_on() -> None:
    entry = only("Three guards, two boys and a girl were hurt in a blast in Zhob on Thursday.")
    assert [c.part_of for c in entry.counts] == [None, None]


@pytest.mark.parametrize(
    ("text", "day", "whole", "part"),
    [
        (
            "The death toll from Tuesday's bombing in Zhob rose to 62 after five of the wounded died, "
            "a hospital spokesman said on Friday.",
            "2024-03-12",
            62,
            5,
        ),
        (
            "Police said two more of the injured died on Thursday, bringing the death toll in Tuesday's "
            "bombing in Zhob to 10.",
            "2024-03-12",
            10,
            2,
        ),
        (
            "At least 12 people were killed in a bombing in Zhob on Tuesday. The toll rose to 15 on Thursday "
            "as three more died in hospital.",
            "2024-03-12",
            15,
            3,
        ),
    ],
)
def test_later_deaths_lie_inside_the_toll_that_they_raise(text: str, day: str, whole: int, part: int) -> None:
    entry = only(text)
    assert (entry.kind, str(entry.date.start)) == ("incident", day)
    by_size = sorted(entry.counts, key=lambda c: -(c.best or 0))
    assert [(c.best, c.part_of is not None) for c in by_size] == [(whole, False), (part, True)]


def test_an_overtaken_toll_takes_no_later_death_in() -> None:
    entry = only(
        "Four guards died when their truck hit a mine in Zhob on Tuesday. Three were killed at once and a "
        "fourth died of his injuries later, said a report that revised the initial toll of three."
    )
    assert not [c for c in entry.counts if c.best == 1]


def test_a_toll_that_the_figures_of_its_sentence_add_up_to_is_a_total() -> None:
    zhob, whole, kalat = read(
        "Four soldiers were killed in Zhob on Sunday while six others died in Kalat, bringing the death "
        "toll to 10."
    )
    assert (whole.kind, whole.counts[0].best) == ("total", 10)
    assert (zhob.part_of, kalat.part_of) == (whole.id, whole.id)
    assert str(kalat.date.start) == "2024-03-10"


def test_where_a_man_is_from_is_neither_his_side_nor_the_place() -> None:
    entry = only(
        "Five rebels were killed in a raid in general area Hassan Khel, Zhob District, on Thursday.\n\n"
        "During the raid, Sepoy Omar Ali, aged 29, resident of district Lahore, having fought bravely, "
        "embraced martyrdom.\n\nCaptain Bilal Khan, who hailed from district Multan, also embraced martyrdom "
        "in the raid."
    )
    assert entry.location.name == "Hassan Khel"
    assert ("security_forces", "killed", 1, False) in told(entry)
    assert {c.side for c in entry.counts} == {"militants", "security_forces"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two fidayeen (suicide) militants were killed in Zhob on Friday.", [("militants", 2)]),
        ("Five (5) rebels were killed in Zhob on Friday.", [("militants", 5)]),
        ("Five insurgents [rebels] were killed in Zhob on Friday.", [("militants", 5)]),
        (
            "Two militants of the Jaish and an officer were killed in Zhob on Friday.",
            [("militants", 2), ("security_forces", 1)],
        ),
        (
            "It came a day after two rebels and an officer were killed in Zhob on Friday.",
            [("militants", 2), ("security_forces", 1)],
        ),
        (
            "He was moved, saying a member of the police was killed in Zhob on Friday.",
            [("security_forces", 1)],
        ),
    ],
)
def test_glosses_and_named_bodies_do_not_part_a_figure_from_its_people(
    text: str, expected: list[tuple[str, int]]
) -> None:
    assert [(c.side, c.best) for e in read(text) for c in e.counts] == expected


def test_a_bare_figure_is_of_the_side_of_the_sentence_before() -> None:
    entry = only("Two rebels were killed in a clash in Zhob on Friday. Five were injured too.")
    assert told(entry) == [("militants", "killed", 2, False), ("militants", "wounded", 5, False)]


def test_the_border_of_two_countries_is_not_where_it_was_and_that_of_two_districts_is_one_place() -> None:
    entry = only(
        "Five rebels were killed on Thursday trying to cross the Pakistan-Afghanistan border in general area "
        "Spinwam, North Waziristan District."
    )
    assert entry.location.name == "Spinwam"
    entry = only("Three soldiers were killed on the boundary of Kech and Panjgur districts on Thursday.")
    assert entry.kind == "incident"


def test_days_of_named_operations_are_those_of_the_total_and_its_parts() -> None:
    entries = read(
        "At least eight rebels were killed in two separate raids in Balochistan. The two raids were "
        "conducted between March 12 to March 14, the army said.\n\nFive rebels were killed in a raid in "
        "Zhob.\n\nIn another raid in Kalat, three rebels were shot dead."
    )
    assert {(str(e.date.start), str(e.date.end)) for e in entries} == {("2024-03-12", "2024-03-14")}
    assert [e.part_of for e in entries].count(entries[0].id) == 2


def test_a_day_counted_back_from_an_undated_event_counts_from_its_report() -> None:
    first, second = read(
        "Officials said Thursday a bomb in Zhob killed two soldiers. The attack came a day after a raid "
        "in Kalat that killed five traders."
    )
    assert str(first.date.start) == "2024-03-14"
    assert (str(second.date.start), second.role) == ("2024-03-13", "main")


def counts(text: str) -> list[Count]:
    return [c for e in read(text) for c in e.counts]


def test_others_told_again_are_counted_once() -> None:
    wounded = [
        c
        for c in counts(
            "A bomb in Zhob killed one person and injured several others on Friday. A guard was killed and "
            "three others were wounded in the blast, police said."
        )
        if c.outcome == "wounded"
    ]
    assert [c.best for c in wounded] == [3]


def test_a_day_with_its_article_is_no_month_and_a_count() -> None:
    (entry,) = read("Thirty people died in the March 13 attacks in Zhob.")
    assert str(entry.date.start) == "2024-03-13"


def test_who_is_among_the_dead_says_whose_they_are() -> None:
    (entry,) = read(
        "Eight rebels were killed and an army captain was among two martyred in a raid in Zhob on Friday."
    )
    assert ("security_forces", "killed", 2, False) in told(entry)


def test_one_article_is_one_person() -> None:
    assert told(only("Omar Gul, a teacher and activist, was killed in Zhob on Friday.")) == [
        ("civilians", "killed", 1, False)
    ]
    assert len(only("A soldier and policeman were killed in Zhob on Friday.").counts[0].evidence) == 2


def test_an_of_phrase_ends_where_the_next_group_begins() -> None:
    entry = only("The chief of Zhob district and three security personnel were killed on Friday.")
    assert told(entry) == [("civilians", "killed", 1, False), ("security_forces", "killed", 3, False)]


def test_a_day_behind_what_often_happens_is_another_event() -> None:
    first, second = read(
        "A policeman was killed when a bomb exploded on a road in Zhob.\n\nPolice are frequently attacked in "
        "Balochistan. On Tuesday, a police officer was shot dead in Zhob by gunmen."
    )
    assert first.date.start is None
    assert str(second.date.start) == "2024-03-12"


def test_wounds_of_which_one_died_are_told_again() -> None:
    entry = only(
        "A policeman was killed and three others were injured when a bomb exploded in Zhob on Friday.\n\n"
        "The bomb blast wounded four policemen and one of them died in hospital, an officer said."
    )
    assert told(entry) == [
        ("security_forces", "killed", 1, False),
        ("security_forces", "wounded", 3, False),
    ]


def test_the_neutralised_beside_others_wounded_were_killed_and_raids_told_with_their_window_are_a_total() -> (
    None
):
    entry = only(
        "Troops neutralised 25 rebels, while 11 others were injured in raids in Zhob, Balochistan.\n\n"
        "Since March 8, these raids have led to the neutralisation of 25 rebels, while eleven others have "
        "been injured, the army said."
    )
    assert (entry.kind, entry.location.name, str(entry.date.start)) == ("total", "Zhob", "2024-03-08")
    assert told(entry) == [("militants", "killed", 25, False), ("militants", "wounded", 11, False)]


def test_a_line_that_points_to_another_story_is_not_read() -> None:
    entry = only(
        "Six rebels were killed in a raid in Zhob on Friday.\n\nTroops kill three rebels in Kalat: army\n\n"
        "Also read: Nine soldiers killed in Kech\n\nArms were found on the rebels, the army said."
    )
    assert (entry.location.name, told(entry)) == ("Zhob", [("militants", "killed", 6, False)])


def test_a_district_lies_in_the_province_that_its_own_sentence_names() -> None:
    found = read(
        "An Afghan district chief and two others died when their car hit a bomb on Friday. An air strike "
        "also killed the rebel chief of the eastern province of Kunar.\n\nAbdul Asir, a police spokesman for "
        "the northern province of Takhar, said the chief of Oshkamand district and two guards were killed."
    )
    assert {e.location.name: e.location.admin1 for e in found}["Oshkamand"] == "Takhar"


def test_a_plural_behind_a_figure_shares_it_to_the_end_of_the_list() -> None:
    entry = only("In the past four days, at least 50 soldiers, policemen and officials were killed in Kech.")
    assert told(entry) == [("unknown", "killed", 50, False)]


def test_a_deputy_is_the_deputy_of_somebody_and_a_part_is_described_once() -> None:
    assert told(
        only("A bomb in Zhob on Friday killed the deputy district police chief and two bodyguards.")
    ) == [("security_forces", "killed", 3, False)]
    entry = only(
        "Gunmen killed six policemen in Zhob on Friday, including the commander, a leader known only as Gul."
    )
    assert [c.best for c in entry.counts if c.part_of is not None] == [1]


def test_a_surname_is_of_the_side_that_its_rank_told() -> None:
    entry = only("Constable Omar Rahim was on his way home. Rahim was killed by gunmen in Zhob on Friday.")
    assert told(entry) == [("security_forces", "killed", 1, False)]


def test_losses_right_behind_a_total_are_the_totals() -> None:
    total, zhob = read(
        "Troops killed 11 rebels in three raids in Zhob and Kalat on Friday. Two soldiers were also "
        "killed.\n\nIn Zhob, seven rebels were killed in a raid."
    )
    assert told(total) == [("militants", "killed", 11, False), ("security_forces", "killed", 2, False)]
    assert (zhob.part_of, told(zhob)) == (total.id, [("militants", "killed", 7, False)])


def test_attacks_across_a_province_are_several() -> None:
    entry = only("At least 12 people were killed in attacks across Balochistan on Monday.")
    assert entry.kind == "total"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Four policemen were gunned down in Quetta on Thursday. Twenty policemen have lost their lives "
            "in targeted killings across the city in the past 24 days.",
            "Quetta",
        ),
        (
            "Four policemen were gunned down in Kech district on Thursday. At least 200 people have "
            "been killed in the province this year.",
            "Balochistan",
        ),
    ],
)
def test_the_city_and_the_province_are_those_named_before(text: str, place: str) -> None:
    *_, total = read(text)
    assert (total.kind, total.location.name, total.location.inferred) == ("total", place, True)


def test_each_figure_behind_while_has_the_place_named_with_it() -> None:
    first, second = read(
        "Troops killed seven rebels in the northern district of Zhob on Thursday, while a soldier was "
        "killed in the southern area of Bulam."
    )
    assert (first.location.name, told(first)) == ("Zhob", [("militants", "killed", 7, False)])
    assert (second.location.name, told(second)) == ("Bulam", [("security_forces", "killed", 1, False)])


def test_a_toll_over_both_sides_holds_them() -> None:
    entry = only(
        "Two rebels and a soldier were killed in a clash in Zhob on Friday. The death toll has risen to five."
    )
    assert told(entry) == [
        ("militants", "killed", 2, True),
        ("security_forces", "killed", 1, True),
        ("unknown", "killed", 5, False),
    ]


def test_the_neutralised_were_killed_where_they_are_called_slain() -> None:
    (entry,) = read("Troops neutralised three rebels in Zhob on Friday. Arms were found on the slain rebels.")
    assert told(entry) == [("militants", "killed", 3, False)]


def test_what_the_dead_were_involved_in_is_no_count() -> None:
    entry = only("Two rebels involved in the recent killing of a policeman were shot dead in Zhob on Friday.")
    assert told(entry) == [("militants", "killed", 2, False)]


def test_no_army_casualties_are_the_armys() -> None:
    entry = only("Five rebels were killed in a clash in Zhob on Friday that saw no army casualties.")
    assert {(c.side, c.best) for c in entry.counts} == {("militants", 5), ("security_forces", 0)}


def test_bullet_injuries_are_those_of_one_body() -> None:
    entry = only("Nine men were shot dead in Zhob on Friday, and some had multiple bullet injuries.")
    assert told(entry) == [("unknown", "killed", 9, False)]


def test_an_upazila_is_in_bangladesh() -> None:
    (entry,) = extract(
        make_article("a", "date 2024-03-15 DHAKA: Two men were hacked to death in Raipura upazila on Friday.")
    ).incidents
    assert (entry.location.name, entry.location.country) == ("Raipura", "BD")


def test_a_district_known_elsewhere_by_another_name_lies_in_the_province_told() -> None:
    _, first, _ = extract(
        make_article(
            "a",
            "date 2024-03-15 KABUL: Two civilians were killed in separate blasts in Nangarhar and Kunar "
            "provinces on Friday. In Nangarhar, a bomb struck a rickshaw in Khogyani district, killing one. "
            "In Kunar, a woman died when a mine went off in Sawkai district.",
        )
    ).incidents
    assert (first.location.name, first.location.admin1) == ("Khogyani", "Nangarhar")


def test_a_toll_put_earlier_is_overtaken_and_a_month_of_last_year_is_another_event() -> None:
    story, recalled = extract(
        make_article(
            "a",
            "date 2024-05-09 QUETTA: A bombing in Zhob on Wednesday killed at least 58 people and wounded "
            "more than 150, officials said. They had earlier put the toll at 30 killed and 52 wounded. In "
            "May last year, gunmen attacked a clinic in the district, killing 24 people.",
        )
    ).incidents
    assert [c.best for c in story.counts] == [58, 150]
    assert (str(recalled.date.start), str(recalled.date.end)) == ("2023-05-01", "2023-05-31")


def test_a_toll_is_found_far_behind_the_event_that_it_is_of() -> None:
    entry = only(
        "The death toll from Wednesday's attack on a convoy of passenger vehicles in Zhob district rose to "
        "43 on Friday as five of the injured succumbed, officials said."
    )
    assert (str(entry.date.start), told(entry)) == (
        "2024-03-13",
        [("unknown", "killed", 43, False), ("unknown", "killed", 5, True)],
    )


def test_whom_a_relative_clause_tells_of_did_not_die() -> None:
    entry = only(
        "Six rebels were killed in a raid in Zhob on Friday. Lieutenant Omar Gul, 21, a resident of Lahore, "
        "who was leading his troops, embraced martyrdom along with three of his men."
    )
    assert told(entry) == [("militants", "killed", 6, False), ("security_forces", "killed", 4, False)]


def test_attackers_of_the_siege_told_before_are_of_that_siege() -> None:
    entry = only(
        "Twenty hostages and two police officers were killed in an attack by gunmen on a hotel in Zhob, the "
        "army said on Friday. Six of the attackers were shot dead when commandos stormed it after a siege "
        "that began on Thursday night."
    )
    assert str(entry.date.start) == "2024-03-14"


@pytest.mark.parametrize(("year", "day"), [(2019, "2019-04-21"), (2024, "2024-03-31"), (2025, "2025-04-20")])
def test_easter_sunday_is_reckoned(year: int, day: str) -> None:
    text = f"date {year}-06-01 COLOMBO: Nine people were killed in a bombing in Negombo on Easter Sunday."
    (entry,) = extract(make_article("a", text)).incidents
    assert str(entry.date.start) == day


def test_an_official_of_the_levies_is_one() -> None:
    entry = only("Three persons, including a levies official, were shot dead in Zhob on Friday.")
    assert told(entry) == [("unknown", "killed", 3, False), ("security_forces", "killed", 1, True)]


def test_violence_that_a_sentence_of_a_court_set_off_is_told() -> None:
    entry = only(
        "At least 35 people were killed in violence across Bangladesh on Thursday after a court sentenced a "
        "leader to death."
    )
    assert (entry.kind, told(entry)) == ("total", [("unknown", "killed", 35, False)])


@pytest.mark.parametrize(
    "figures",
    [
        "Four rebels were killed in Zhob on Friday; two in Kalat; two in Loralai; and one each in Gwadar and "
        "Turbat.",
        "Four rebels were killed in Zhob on Friday, two in Kalat, two in Loralai, and one each in Gwadar and "
        "Turbat.",
    ],
)
def test_equal_figures_of_a_list_of_places_are_of_each_place(figures: str) -> None:
    entries = read(figures)
    assert [(e.location.name, told(e)) for e in entries] == [
        (place, [("militants", "killed", best, False)])
        for place, best in [("Zhob", 4), ("Kalat", 2), ("Loralai", 2), ("Gwadar", 1), ("Turbat", 1)]
    ]


def test_a_figure_that_holds_at_each_place_is_told_of_both() -> None:
    entries = read("One rebel each was killed in Gwadar and Turbat on Friday.")
    assert [(e.kind, e.location.name, e.counts[0].best) for e in entries] == [
        ("incident", "Gwadar", 1),
        ("incident", "Turbat", 1),
    ]


def test_an_officer_with_an_aside_died_along_with_his_men() -> None:
    entry = only(
        "Major Omar Gul, who was leading from the front, along with two soldiers embraced martyrdom in Zhob "
        "on Friday."
    )
    assert told(entry) == [("security_forces", "killed", 3, False)]


def test_a_hospital_called_by_its_letters_is_not_where_it_happened() -> None:
    entry = only(
        "Five people were killed in a blast in Zhob on Wednesday. The death toll later rose to eight after "
        "three more succumbed to their injuries at CMH Quetta on Friday."
    )
    assert (entry.location.name, str(entry.date.start)) == ("Zhob", "2024-03-13")
    assert told(entry)[0] == ("unknown", "killed", 8, False)
