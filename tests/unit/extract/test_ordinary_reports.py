"""What ordinary agency reports say in passing and what their figures are of: mines, streets, towns, wars."""

from __future__ import annotations

import datetime as dt

from extract.article import make_article
from extract.model import Record
from extract.pipeline import extract

HEAD = "date 2024-03-15 "


def read(text: str) -> Record:
    return extract(make_article("a", HEAD + text))


def test_a_gold_mine_is_no_land_mine() -> None:
    record = read(
        "Ten gendarmes were killed on Thursday in an attack near Djibo, Burkina Faso.\n\nOn the same day, a "
        "soldier and a civilian were killed in a raid on the Karma gold mine, near Ouahigouya."
    )
    assert [len(e.counts) for e in record.incidents] == [1, 2]


def test_people_who_were_still_missing_the_next_day_are_of_the_event_told() -> None:
    record = read(
        "Ten gendarmes were killed on Wednesday night in an attack near Djibo, Burkina Faso.\n\n"
        "Several gendarmes were still missing on Friday morning, a source said."
    )
    assert [(e.date.start, len(e.counts)) for e in record.incidents] == [(dt.date(2024, 3, 13), 2)]


def test_some_of_the_dead_and_another_days_dead_make_no_sum() -> None:
    record = read(
        "A car bomb killed at least 14 people in a Syrian city on Thursday.\n\nFour children were among "
        "those killed in the explosion in Azaz.\n\nThe bombing came one day after a similar blast killed "
        "10 people in the city of Raqa."
    )
    assert [(e.kind, e.date.start) for e in record.incidents] == [
        ("incident", dt.date(2024, 3, 14)),
        ("incident", dt.date(2024, 3, 13)),
    ]


def test_one_man_who_was_killed_in_a_series_of_clashes_is_no_total() -> None:
    (entry,) = read("A rebel was killed in a series of clashes in Himamaylan, Negros Occidental.").incidents
    assert entry.kind == "incident"


def test_victims_of_an_attack_in_which_nobody_died_were_hurt() -> None:
    (entry,) = read(
        "At least eight people were wounded in a strike on Nikopol on Thursday.\n\n"
        "A toddler and a girl were among the victims, six of whom were hospitalised."
    ).incidents
    assert {c.outcome for c in entry.counts} == {"wounded"}


def test_the_town_of_a_province() -> None:
    (entry,) = read("Gunmen killed 21 soldiers in the North Sinai town of Zarkhan on Thursday.").incidents
    assert (entry.location.name, entry.location.admin1) == ("Zarkhan", "North Sinai")


def test_a_village_that_was_invaded() -> None:
    (entry,) = read(
        "Bandits invaded Gidan Kuli village in Yakawada ward of Giwa Local Government Area, Kaduna State, on "
        "Thursday and abducted six people."
    ).incidents
    assert entry.location.name == "Gidan Kuli"


def test_backpacks_are_nobody() -> None:
    (entry,) = read(
        "A rebel was killed in a clash in Zhob on Thursday.\n\nAside from the remains of the rebel, soldiers "
        "recovered a rifle and two backpacks."
    ).incidents
    assert [c.best for c in entry.counts] == [1]


def test_one_round_figure_of_soldiers_and_rebels_is_of_neither() -> None:
    (entry,) = read(
        "The country has been battling rebels in Balochistan since 2004, with many hundreds of soldiers and "
        "militants killed in these years."
    ).incidents
    assert [(c.side, c.low) for c in entry.counts] == [("unknown", 100)]


def test_a_province_named_by_somebody_who_speaks_is_not_the_village_s() -> None:
    (entry,) = read(
        "Three soldiers were killed in an ambush in Manipur's Chandel district on Wednesday night.\n\nThe "
        "incident happened at Khongtal village near the Myanmar border, officials at the headquarters near "
        "Meghalaya capital Shillong said."
    ).incidents
    assert (entry.location.name, entry.location.admin1) == ("Khongtal", "Manipur")
