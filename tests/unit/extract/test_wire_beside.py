"""Events that a report tells beside each other, before each other or only by the way."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.article import make_article
from extract.model import Entry
from extract.pipeline import extract

HEAD = "date 2024-03-15 QUETTA: "

Told = list[tuple[str, str | None, list[tuple[str, str, int | None]]]]  # kind, place, figures


def read(text: str) -> list[Entry]:
    return list(extract(make_article("a", HEAD + text)).incidents)


def told(text: str) -> Told:
    return [
        (e.kind, e.location.name, [(c.outcome, c.side, c.best) for c in e.counts if c.part_of is None])
        for e in read(text)
    ]


def test_a_window_reaches_over_the_clause_behind_since() -> None:
    (entry,) = read(
        "The ministry said since the beginning of the army's large offensive in the Kalat valley on Tuesday, "
        "111 villagers have been killed."
    )
    assert (entry.kind, entry.date.start, entry.date.end) == (
        "total",
        dt.date(2024, 3, 12),
        dt.date(2024, 3, 15),
    )


def test_figures_before_since_are_over_the_window_though_when_follows() -> None:
    (entry,) = read(
        "Hundreds of soldiers have been killed in Zhob since 2013, when the governor fled the province."
    )
    assert (entry.kind, entry.date.start, entry.date.end) == (
        "total",
        dt.date(2013, 1, 1),
        dt.date(2024, 3, 15),
    )


def test_a_figure_inside_the_clause_behind_since_is_of_that_day() -> None:
    found = read(
        "Gunmen killed three policemen in Zhob on Thursday.\n\n"
        "Police have hunted the gang since the killing of sixteen guards on 5 February."
    )
    assert [(e.kind, e.date.start) for e in found] == [
        ("incident", dt.date(2024, 3, 14)),
        ("incident", dt.date(2024, 2, 5)),
    ]


def test_what_was_recalled_is_left_with_its_paragraph() -> None:
    found = told(
        "Three policemen were shot in Zhob on Thursday and died.\n\n"
        "Police have hunted the gang since the killing of sixteen border guards in "
        "Balochistan on 5 February.\n\n"
        "Two policemen died at the scene of the attack outside Zhob, doctors said."
    )
    assert [figures for _, _, figures in found] == [
        [("killed", "security_forces", 3)],
        [("killed", "security_forces", 16)],
    ]


@pytest.mark.parametrize(
    "list_", ["raid hideouts, arrest rebels and seize weapons", "intimidate and murder farmers"]
)
def test_purposes_in_a_list_did_not_happen(list_: str) -> None:
    found = told(f"Two soldiers were killed in Zhob on Thursday. The army sent trucks to {list_}.")
    assert [figures for _, _, figures in found] == [[("killed", "security_forces", 2)]]


def test_the_adjective_of_a_country_is_no_name() -> None:
    found = told(
        "Troops neutralised two rebels in Zhob on Thursday.\n\n"
        "Turkish authorities often use the word to imply that rebels surrendered or were killed or captured."
    )
    assert found == [("incident", "Zhob", [("casualties", "militants", 2)])]


def test_the_name_of_a_party_tells_no_deed() -> None:
    found = told(
        "Two soldiers were killed in Zhob on Thursday. The brigade of the Free Syrian "
        "Army claimed the attack."
    )
    assert found == [("incident", "Zhob", [("killed", "security_forces", 2)])]


def test_a_total_of_neutralised_counts_killed_and_surrendered() -> None:
    total, *parts = read(
        "Six rebels were neutralised in raids in Zhob, Kalat and Harnai on Thursday, the ministry said.\n\n"
        "Two rebels surrendered in Zhob. Two others were killed in Kalat. Police "
        "neutralised two rebels in Harnai."
    )
    assert [(e.counts[0].outcome, e.part_of) for e in parts] == [
        ("surrendered", total.id),
        ("killed", total.id),
        ("casualties", total.id),
    ]


def test_neutralised_people_whose_fate_is_told_are_counted_once() -> None:
    found = told(
        "The army neutralised two rebels in the Toba area of Zhob on Thursday. It said two armed rebels "
        "were killed in an air-backed operation."
    )
    assert [figures for _, _, figures in found] == [[("killed", "militants", 2)]]


@pytest.mark.parametrize(
    "opening", ["Hours earlier", "A few hours later", "Minutes later", "Shortly afterwards"]
)
def test_hours_earlier_is_the_day_of_what_was_told_before(opening: str) -> None:
    _, second = read(
        "A bomb killed nine traders in Zhob on Thursday.\n\n"
        f"{opening}, gunmen attacked a checkpoint in Kalat, killing six guards."
    )
    assert (second.date.start, second.date.inferred) == (dt.date(2024, 3, 14), True)


def test_a_separate_bombing_in_the_lead_is_an_event_of_its_own() -> None:
    found = told(
        "A car bombing in a northern city has killed at least 10 people, while a "
        "separate blast has left six "
        "more dead, officials said.\n\n"
        "The car exploded near a patrol in Mosul on Thursday, killing five traders and five policemen.\n\n"
        "Hours earlier, a bomb went off at a checkpoint in Kirkuk, killing six people."
    )
    assert [(place, figures[0][2]) for _, place, figures in found] == [("Mosul", 10), ("Kirkuk", 6)]


def test_as_an_assault_elsewhere_is_an_event_of_its_own() -> None:
    found = told(
        "Two bombs exploded in Zhob on Thursday, officials said, as an army assault on a "
        "village in Harnai killed "
        "at least 21 people.\n\nFour people were wounded in the twin bombings."
    )
    assert [(place, figures) for _, place, figures in found] == [
        ("Zhob", [("wounded", "unknown", 4)]),
        ("Harnai", [("killed", "unknown", 21)]),
    ]


def test_a_raid_recalled_is_no_part_of_the_blast() -> None:
    first, recalled = read(
        "A roadside bomb in Zhob wounded 20 policemen on Thursday.\n\n"
        "The blast came a week after one of the worst raids on troops in the province. "
        "In that raid, 17 soldiers "
        "were killed."
    )
    assert [c.best for c in first.counts] == [20]
    assert (recalled.date.start, recalled.role, recalled.counts[0].best) == (
        dt.date(2024, 3, 7),
        "background",
        17,
    )


def test_a_figure_since_an_event_told_is_a_total() -> None:
    _, after = read(
        "A roadside bomb in Zhob wounded 20 policemen on Tuesday. The army has killed "
        "over 200 rebels since the "
        "attack."
    )
    assert (after.kind, after.counts[0].best) == ("total", 200)


def test_an_event_with_its_own_date_is_not_counted_back() -> None:
    _, recalled = read(
        "A bomb killed a colonel in Zhob on Thursday.\n\n"
        "A week after the government claimed victory, rebels set off a bomb in Kalat on "
        "18 February and killed "
        "a general."
    )
    assert recalled.date.start == dt.date(2024, 2, 18)


def test_a_first_and_a_second_raid_share_the_opening_figure() -> None:
    total, first, second = read(
        "A rebel was killed and four people were wounded in air and artillery attacks in "
        "Zhob on Thursday.\n\n"
        "Officials said a combined attack wounded three people. They said a second "
        "airstrike later on Thursday "
        "killed the rebel and wounded another."
    )
    assert (total.kind, first.part_of, second.part_of) == ("total", total.id, total.id)
    assert [c.best for c in first.counts] == [3]


def test_an_undated_lead_is_told_again_with_its_day_and_place() -> None:
    found = told(
        "Police say that a bomber killed at least five people at a checkpoint near Quetta.\n\n"
        "An official says the truck exploded on Thursday at a checkpoint in Khan Bulam, killing five police "
        "officers and wounding 13 others.\n\n"
        "Hours earlier north of Quetta, a bomb killed the chief of a village council."
    )
    assert [len(figures) for _, _, figures in found] == [2, 1]


def test_the_sentence_of_a_court_is_no_incident() -> None:
    assert told("The ministry announced the execution of four men convicted of murder in Zhob.") == []


def test_assassination_attempts_are_no_dead() -> None:
    found = told(
        "A bomb killed a colonel in Zhob on Thursday. He had survived several previous "
        "assassination attempts."
    )
    assert found == [("incident", "Zhob", [("killed", "security_forces", 1)])]


@pytest.mark.parametrize(
    "sentence",
    [
        "A police officer was killed and his colleague was wounded",
        "Gunmen killed a police officer and wounded his colleague",
    ],
)
def test_his_colleague_is_of_his_side(sentence: str) -> None:
    (entry,) = read(f"{sentence} in Zhob on Thursday.")
    assert {c.side for c in entry.counts} == {"security_forces"}


def test_a_captain_of_a_corps_is_told_with_his_men() -> None:
    (entry,) = read(
        "Captain Gul Nazar of the Frontier Corps and two of his men were killed in Zhob on Thursday."
    )
    assert [(c.best, c.side) for c in entry.counts] == [(3, "security_forces")]


def test_scores_over_two_provinces_hold_what_is_told_of_towns() -> None:
    total, *parts = read(
        "Air raids killed scores of villagers over the past 24 hours in the provinces of "
        "Raqqa and Idlib in Syria. "
        "Air strikes killed at least 29 people in the town of Maarat on Thursday. In Raqqa city, at least 32 "
        "people were killed."
    )
    assert {e.counts[0].best: e.part_of for e in parts} == {29: total.id, 32: total.id}


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("in eastern Diyala's disputed Bulamiya sub-district in Iraq", "Bulamiya"),
        ('in a "militia strike" on Barsa in the Shouf district of Lebanon', "Barsa"),
    ],
)
def test_a_place_stands_behind_an_adjective_or_a_quotation(words: str, place: str) -> None:
    (entry,) = read(f"Four guards were killed on Thursday {words}.")
    assert entry.location.name == place


def test_a_bearing_without_a_distance_may_lead_to_the_town_told_next() -> None:
    found = told(
        "Ten people were killed and 12 wounded late on Thursday in a car bombing "
        "north of Baghdad, a source "
        "said.\n\nThe suicide bombing was outside a home near Balad late on Thursday. Ten people were killed."
    )
    assert [len(figures) for _, _, figures in found] == [2]


def test_described_bodies_are_no_deed_of_who_found_them() -> None:
    found = told("Yesterday police found the decapitated and bound bodies of nine farmers in Zhob.")
    assert found == [("incident", "Zhob", [("killed", "civilians", 9)])]


def test_the_strategic_city_is_only_near() -> None:
    (entry,) = read("Ten rebels were killed in strikes south of the strategic city of Marib on Thursday.")
    assert (entry.location.name, entry.location.precision) == ("Marib", "near")


def test_a_village_described_by_what_it_is_near_is_the_place() -> None:
    (entry,) = read(
        "A strike killed three people in the village of Maarsa, a hamlet in a "
        "mountainous area about 25 km north "
        "of Beirut, on Thursday."
    )
    assert entry.location.name == "Maarsa"


def test_an_undated_total_of_today_holds_nothing_of_the_past() -> None:
    total, past = read(
        "At least 11 soldiers have been killed in simultaneous attacks in Zhob and "
        "Kalat, state television said.\n\n"
        "In December 2023, gunmen attacked a police station in Harnai, killing five policemen."
    )
    assert (total.kind, past.part_of) == ("total", None)
