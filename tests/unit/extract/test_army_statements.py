"""Statements of armies and hospitals: lists beside a figure, ranks, whose people the dead were."""

from __future__ import annotations

import pytest

from extract.article import make_article
from extract.model import Entry
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


def test_the_neutralised_were_killed_where_they_are_called_slain() -> None:
    (entry,) = read("Troops neutralised three rebels in Zhob on Friday. Arms were found on the slain rebels.")
    assert told(entry) == [("militants", "killed", 3, False)]


def test_what_the_dead_were_involved_in_is_no_count() -> None:
    entry = only("Two rebels involved in the recent killing of a policeman were shot dead in Zhob on Friday.")
    assert told(entry) == [("militants", "killed", 2, False)]


def test_no_army_casualties_are_the_armys() -> None:
    entry = only("Five rebels were killed in a clash in Zhob on Friday that saw no army casualties.")
    assert {(c.side, c.best) for c in entry.counts} == {("militants", 5), ("security_forces", 0)}


def test_whom_a_relative_clause_tells_of_did_not_die() -> None:
    entry = only(
        "Six rebels were killed in a raid in Zhob on Friday. Lieutenant Omar Gul, 21, a resident of Lahore, "
        "who was leading his troops, embraced martyrdom along with three of his men."
    )
    assert told(entry) == [("militants", "killed", 6, False), ("security_forces", "killed", 4, False)]


def test_an_official_of_the_levies_is_one() -> None:
    entry = only("Three persons, including a levies official, were shot dead in Zhob on Friday.")
    assert told(entry) == [("unknown", "killed", 3, False), ("security_forces", "killed", 1, True)]


def test_violence_that_a_sentence_of_a_court_set_off_is_told() -> None:
    entry = only(
        "At least 35 people were killed in violence across Bangladesh on Thursday after a court sentenced a "
        "leader to death."
    )
    assert (entry.kind, told(entry)) == ("total", [("unknown", "killed", 35, False)])


def test_an_officer_with_an_aside_died_along_with_his_men() -> None:
    entry = only(
        "Major Omar Gul, who was leading from the front, along with two soldiers embraced martyrdom in Zhob "
        "on Friday."
    )
    assert told(entry) == [("security_forces", "killed", 3, False)]
