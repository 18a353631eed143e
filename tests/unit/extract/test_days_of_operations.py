"""Days of named operations, sieges and feasts, and days that begin another event."""

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


def test_a_day_with_its_article_is_no_month_and_a_count() -> None:
    (entry,) = read("Thirty people died in the March 13 attacks in Zhob.")
    assert str(entry.date.start) == "2024-03-13"


def test_a_day_behind_what_often_happens_is_another_event() -> None:
    first, second = read(
        "A policeman was killed when a bomb exploded on a road in Zhob.\n\nPolice are frequently attacked in "
        "Balochistan. On Tuesday, a police officer was shot dead in Zhob by gunmen."
    )
    assert first.date.start is None
    assert str(second.date.start) == "2024-03-12"


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
