"""One incident for one event, totals apart, repeats counted once, parts inside wholes."""

from __future__ import annotations

import datetime as dt

from extract.article import make_article
from extract.model import Entry, Record
from extract.pipeline import extract

HEAD = "date 2024-03-15 QUETTA: "


def read(text: str) -> Record:
    return extract(make_article("a", HEAD + text))


def entries(text: str) -> list[tuple[str, str, list[int | None]]]:
    return [
        (e.kind, e.location.name or "", [c.best for c in e.counts if c.part_of is None])
        for e in read(text).incidents
    ]


def only(text: str) -> Entry:
    (entry,) = read(text).incidents
    return entry


def test_a_figure_told_again_is_counted_once_with_both_spans() -> None:
    entry = only(
        "A bomb killed nine villagers in Zhob, Balochistan, on Tuesday.\n\n"
        "The nine villagers were killed when the bomb went off beside a well, police said."
    )
    (count,) = entry.counts
    assert (count.best, [s.text for s in count.evidence]) == (9, ["nine", "nine"])


def test_another_place_or_day_makes_another_incident() -> None:
    assert entries(
        "Gunmen killed three policemen in Zhob, Balochistan, on Tuesday.\n\n"
        "On Wednesday, a roadside bomb killed two soldiers in Kalat, Balochistan."
    ) == [("incident", "Zhob", [3]), ("incident", "Kalat", [2])]


def test_a_smaller_figure_of_the_same_people_is_a_part() -> None:
    entry = only(
        "A bomb killed nine people in Zhob, Balochistan, on Tuesday. Three women were killed on the spot."
    )
    whole, part = entry.counts
    assert (whole.best, part.best, part.part_of) == (9, 3, whole.id)


def test_another_sources_figure_is_a_toll_and_the_articles_own_stands() -> None:
    entry = only(
        "At least 26 villagers were killed in Zhob, Balochistan, on Tuesday.\n\n"
        "The police put the number of dead at 17."
    )
    (count,) = entry.counts
    assert (count.low, count.best, count.high) == (17, 26, None)
    assert [(t.best, t.source_kind) for t in count.reports] == [(26, "media"), (17, "official")]


def test_a_toll_that_was_overtaken_bounds_nothing() -> None:
    entry = only(
        "A bomb went off in Zhob, Balochistan, on Tuesday. The death toll rose from 96 to 113 on Wednesday."
    )
    (count,) = entry.counts
    assert (count.low, count.best, count.high) == (113, 113, 113)
    assert [(t.best, t.superseded) for t in count.reports] == [(96, True), (113, False)]


def test_a_later_death_belongs_to_the_wound_and_is_taken_off_it() -> None:
    entry = only("A bomb wounded three rangers in Zhob, Balochistan, on Tuesday, one of whom died.")
    killed = next(c for c in entry.counts if c.outcome == "killed")
    wounded = next(c for c in entry.counts if c.outcome == "wounded")
    assert (killed.best, wounded.best, wounded.derived) == (1, 2, True)
    assert [s.text for s in wounded.evidence] == ["three", "one"]


def test_incidents_name_the_total_that_covers_them() -> None:
    record = read(
        "Troops killed 23 rebels in two raids in Zhob and Kalat, Balochistan, over the last 48 hours.\n\n"
        "In Zhob, eleven rebels were killed in a gun battle.\n\n"
        "On Thursday, twelve rebels were killed in a gun battle in Kalat."
    )
    total, zhob, kalat = record.incidents
    assert (total.kind, zhob.part_of, kalat.part_of) == ("total", total.id, total.id)
    assert (zhob.date.start, zhob.date.precision, zhob.date.inferred) == (dt.date(2024, 3, 13), "days", True)
    assert kalat.date.start == dt.date(2024, 3, 14)


def test_a_cumulative_figure_is_a_background_total_with_its_window() -> None:
    record = read(
        "Gunmen killed two policemen in Zhob, Balochistan, on Thursday.\n\n"
        "Since 1 January, 40 policemen have been killed in Balochistan."
    )
    incident, total = record.incidents
    assert (total.kind, total.role, total.date.start) == ("total", "background", dt.date(2024, 1, 1))
    assert incident.part_of is None


def test_a_running_figure_covers_todays_dead_where_they_bring_it_to_its_height() -> None:
    record = read(
        "Gunmen killed two policemen in Zhob, Balochistan, on Thursday.\n\n"
        "The deaths bring to 40 the number of policemen killed in Balochistan since 1 January."
    )
    incident, total = record.incidents
    assert (total.kind, incident.part_of) == ("total", total.id)


def test_what_happened_before_the_three_days_is_background() -> None:
    record = read(
        "A bomb killed two policemen in Zhob, Balochistan, on Thursday.\n\n"
        "On 2 February, a car bomb killed four traders in Kalat, Balochistan."
    )
    assert [e.role for e in record.incidents] == ["main", "background"]


def test_accidents_and_court_cases_are_no_incidents() -> None:
    assert entries("Fourteen people were killed on Monday when a night bus left the road near Zhob.") == []
    assert entries("A court in Quetta sentenced three men to life in prison on Monday.") == []


def test_an_event_without_figures_is_an_incident_without_counts() -> None:
    assert entries("Rebels fired at an army patrol near Zhob, Balochistan, on Thursday.") == [
        ("incident", "Zhob", [])
    ]


def test_neutralised_inside_a_total_of_killed_means_killed() -> None:
    record = read(
        "Troops neutralised ten rebels in two separate raids in Zhob and Kalat, Balochistan. "
        "The raids bring the number of rebels killed in Balochistan since 1 March to 25."
    )
    part, whole = record.incidents
    assert (part.part_of, part.counts[0].outcome) == (whole.id, "killed")
    alone = only("Troops neutralised ten rebels in Zhob, Balochistan, on Thursday.")
    assert alone.counts[0].outcome == "casualties"


def test_a_day_earlier_counts_from_the_event_told_before() -> None:
    record = read(
        "A bomb killed two policemen in Zhob, Balochistan, on Tuesday, officials said on Thursday.\n\n"
        "A day earlier, a mine blast killed a soldier in Kalat, Balochistan."
    )
    assert [e.date.start for e in record.incidents] == [dt.date(2024, 3, 12), dt.date(2024, 3, 11)]


def test_what_is_told_beside_a_dated_incident_happened_on_that_day() -> None:
    text = (
        "date 2025-03-05 Gunmen killed two policemen in Kirkuk on Tuesday. "
        "In Mosul, a bomb killed three boys."
    )
    first, second = extract(make_article("a", text)).incidents
    assert (first.date.start, first.date.inferred) == (dt.date(2025, 3, 4), True)
    assert (second.location.name, second.date.start, second.date.inferred) == (
        "Mosul",
        dt.date(2025, 3, 4),
        True,
    )
    assert second.date.basis == "event"


def test_an_old_incident_lends_its_day_to_none() -> None:
    text = (
        "date 2025-03-05 Gunmen killed two policemen in Kirkuk, the mayor reported. "
        "Last month, on 3 February, a bomb killed three boys in Mosul."
    )
    first, _ = extract(make_article("a", text)).incidents
    assert first.date.start is None
