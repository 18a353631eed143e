"""Which event a sentence of a report goes on with: events with their own place, words that refer back."""

from __future__ import annotations

import datetime as dt

from extract.article import make_article
from extract.model import Entry
from extract.pipeline import extract

DAY = dt.date(2024, 5, 8)


def read(text: str) -> list[Entry]:
    return list(extract(make_article("a", text, published=DAY)).incidents)


def told(entry: Entry) -> set[tuple[str, str, int | None]]:
    return {(c.side, c.outcome, c.best) for c in entry.counts}


def test_what_a_plural_with_an_article_adds_is_no_total_of_its_own() -> None:
    entries = read(
        "An air strike killed ten villagers in Pale, Myanmar, on Tuesday. Other media also reported the air "
        "strikes, with some saying that ten people had been killed."
    )
    assert [(e.kind, told(e)) for e in entries] == [("incident", {("civilians", "killed", 10)})]


def test_days_of_the_clashes_are_those_of_the_figure_over_them() -> None:
    entries = read(
        "Two shootouts left five gunmen and three officers dead in the Mexican state of Guerrero, "
        "officials said on Wednesday. "
        "A spokesman said that the clashes had happened on Monday.\n\n"
        "The first shootout happened in the community of Cocula, where police shot dead five gunmen.\n\n"
        "Minutes later, another patrol was attacked in the community of Coacoyula, leaving three dead "
        "officers."
    )
    assert [(e.kind, e.location.name, e.date.start) for e in entries] == [
        ("total", "Guerrero", dt.date(2024, 5, 6)),
        ("incident", "Cocula", dt.date(2024, 5, 6)),
        ("incident", "Coacoyula", dt.date(2024, 5, 6)),
    ]
    assert {e.part_of for e in entries[1:]} == {entries[0].id}


def test_an_ambush_is_known_by_its_makers_full_name() -> None:
    entries = read(
        "Rebels killed five soldiers in an ambush on Monday in Colombia.\n\n"
        "Three police officers were also killed in an attack by another group.\n\n"
        "The Northern Army of Liberation (NAL) ambush, in which seven soldiers were hurt, occurred in Cauca."
    )
    ambush = next(e for e in entries if ("security_forces", "killed", 5) in told(e))
    assert ("security_forces", "wounded", 7) in told(ambush)
    assert ambush.location.name == "Cauca"


def test_another_soldier_killed_when_rebels_attacked_is_another_event() -> None:
    entries = read(
        "Two soldiers were killed by a mine on Tuesday in Sirnak, Turkey.\n\n"
        "Another soldier was killed when militants attacked a guard post with a rocket."
    )
    assert [told(e) for e in entries] == [
        {("security_forces", "killed", 2)},
        {("security_forces", "killed", 1)},
    ]


def test_whose_office_it_is_that_speaks_says_not_where() -> None:
    entry = read(
        "Kherson governor Olha Lys reported one person killed on Tuesday. The shell hit a house in Beryslav."
    )[0]
    assert entry.location.name == "Beryslav"


def test_a_day_of_words_about_an_event_is_not_its_day() -> None:
    entry = read(
        "The prime minister on Tuesday condemned the killings of three police officers in Jacmel, Haiti.\n\n"
        "Gang members ambushed their patrol in Jacmel on Sunday."
    )[0]
    assert entry.date.start == dt.date(2024, 5, 5)


def test_whose_things_they_are_counts_nobody() -> None:
    entries = read("Air defences shot down 35 Ukrainian missiles. Troops captured many rebel camps in Zhob.")
    assert all(not e.counts for e in entries)


def test_a_total_without_a_place_is_in_the_country_of_the_places() -> None:
    entries = read(
        "Two soldiers were killed by a mine on Tuesday in Sirnak province. Kurdish rebels planted it.\n\n"
        "Jets struck Kurdish camps in northern Iraq.\n\n"
        "Another soldier was hurt in Sirnak and one in Van province.\n\n"
        "The deaths bring the number of security forces killed by the PKK since April to 19."
    )
    assert entries[-1].location.country == "TR"


def test_what_follows_the_past_in_its_paragraph_is_past() -> None:
    entries = read(
        "Two police officers were killed on Monday in Pasto, Colombia.\n\n"
        "A truce ended in April last year when rebels killed 11 soldiers in Cauca. Troops then killed 27 "
        "rebels."
    )
    assert [e.role for e in entries if ("militants", "killed", 27) in told(e)] == ["background"]


def test_what_came_before_the_ambush_is_not_of_it() -> None:
    entries = read(
        "Rebels killed 12 soldiers in an ambush on Monday near Huanta, Peru.\n\n"
        "Before the ambush, the army said five rebels and a soldier had died in clashes, which also left "
        "18 soldiers hurt."
    )
    assert [(e.kind, e.role, len(e.counts)) for e in entries] == [
        ("incident", "main", 1),
        ("total", "background", 3),
    ]


def test_what_is_told_of_a_place_behind_where_is_not_of_the_event() -> None:
    entry = read(
        "At least 13 officers were killed in an attack in Michoacan, Mexico, where violence has increased in "
        "recent months."
    )[0]
    assert entry.kind == "incident"
    strike = read(
        "A strike killed a woman in Urazovo, near Ukraine's Kharkiv region, where troops began an offensive "
        "this month."
    )[0]
    assert strike.date.start is None
    assert strike.role == "main"


def test_an_event_of_three_hours_is_known_by_its_article() -> None:
    entries = read(
        "Soldiers killed four gunmen who tried to launch bombings in Zhob, the army said on Tuesday.\n\n"
        "Three other gunmen were wounded during the three-hour firefight in Killi Bahram village."
    )
    assert len(entries) == 1


def test_attacks_of_two_days_are_dated_and_placed_by_what_is_told_of_all() -> None:
    total = read(
        "Two farmers were killed and 12 people hurt in several attacks in Thailand on Monday night and "
        "Tuesday morning.\n\nAll of the attacks took place in Pattani, officials said.\n\n"
        "The latest attacks followed raids over the weekend that killed five people, including two "
        "teachers."
    )
    first, weekend = total
    assert (first.kind, first.location.name) == ("total", "Pattani")
    assert (first.date.start, first.date.end) == (dt.date(2024, 5, 6), dt.date(2024, 5, 7))
    assert (weekend.kind, weekend.date.start) == ("total", dt.date(2024, 5, 4))


def test_of_a_nights_two_days_the_one_that_is_told_is_the_day() -> None:
    entry = read("Two towns were shelled overnight, leaving two people dead in Kherson on Wednesday.")[0]
    assert (entry.date.start, entry.date.precision) == (DAY, "day")


def test_deaths_in_attacks_over_a_province_are_a_total() -> None:
    entry = read("In the Kharkiv region, four people were killed in Russian attacks on Tuesday.")[0]
    assert entry.kind == "total"


def test_how_the_same_people_died_is_no_part_of_them() -> None:
    entry = read(
        "Three police officers were killed in Jacmel, Haiti, on Sunday. Two officers were killed on site and "
        "two were evacuated, though one of them later died."
    )[0]
    assert [c.best for c in entry.counts] == [3]


def test_a_quarter_told_later_lies_in_the_capital() -> None:
    entries = read(
        "Three police officers were killed in Haiti's capital, officials said on Monday.\n\n"
        "Gang members ambushed a patrol in Delmas on Sunday and set it on fire."
    )
    assert [e.location.name for e in entries] == ["Delmas"]


def test_meanwhile_others_were_killed_on_a_day_of_their_own() -> None:
    entries = read(
        "A suicide bomber killed a policeman at a checkpoint in Makhachkala.\n\n"
        "Meanwhile, the minister said on Tuesday that eight militants were killed on Sunday."
    )
    assert [e.date.start for e in entries if ("militants", "killed", 8) in told(e)] == [dt.date(2024, 5, 5)]
    assert len(entries) == 2


def test_what_somebody_is_accused_of_is_no_event_of_its_own() -> None:
    entries = read(
        "Six people were killed in a strike on Kryvyi Rih on Tuesday.\n\nMoscow has also accused Ukraine of "
        "shelling across the border."
    )
    assert len(entries) == 1


def test_a_hamlet_lies_in_the_village_that_follows_its_comma() -> None:
    entry = read("Four soldiers were killed in Sitio Kalib, Barangay Kibalabag, Malaybalay City, on Monday.")[
        0
    ]
    assert (entry.location.name, entry.location.others) == ("Kalib", ())


def test_figures_of_one_day_told_region_by_region_are_events_of_that_day() -> None:
    entries = read(
        "Russian shelling over the past 24 hours killed four people in the Donetsk region, two in the "
        "Kherson region and one in Kharkiv, officials said on Wednesday."
    )
    assert [(e.kind, e.location.name, [c.best for c in e.counts]) for e in entries] == [
        ("incident", "Donetsk", [4]),
        ("incident", "Kherson", [2]),
        ("incident", "Kharkiv", [1]),
    ]
    assert {(e.date.start, e.date.end) for e in entries} == {(dt.date(2024, 5, 7), DAY)}
