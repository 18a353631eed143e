"""What tells an event and what only speaks of one; named victims; the day of the report."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.article import make_article
from extract.model import Entry
from extract.pipeline import extract

FRIDAY = dt.date(2024, 3, 15)


def entries(text: str) -> list[Entry]:
    return list(extract(make_article("a", text, published=FRIDAY)).incidents)


def told(text: str) -> list[tuple[str, list[tuple[str, int | None]]]]:
    """Of each entry its place, and its counts as outcome and figure."""
    return [(e.location.name or "", [(c.outcome, c.best) for c in e.counts]) for e in entries(text)]


def test_the_murder_of_a_named_person_is_an_incident() -> None:
    assert told("Lawyers condemned the murder of Senator Karim Baloch.") == [("", [("killed", 1)])]
    assert told("The assassination of Archbishop Paulo Reyes shocked the country.") == [("", [("killed", 1)])]
    assert told("The paper wrote of murders and of kidnappings.") == []


@pytest.mark.parametrize(
    "text",
    [
        "THE GOVERNMENT CONDEMNED THE MURDER OF CARLOS FUENTES ROA IN ZHOB.",
        "CARLOS FUENTES ROA WAS MURDERED IN ZHOB.",
        "FUENTES ROA WAS ASSASSINATED IN ZHOB.",
    ],
)
def test_names_are_read_in_a_text_in_capitals(text: str) -> None:
    assert told(text) == [("ZHOB", [("killed", 1)])]


def test_a_day_behind_that_is_the_days_of_the_event() -> None:
    (entry,) = entries("It was reported that on 10 March gunmen killed two traders in Zhob.")
    assert (entry.date.start, entry.date.basis) == (dt.date(2024, 3, 10), "event")


@pytest.mark.parametrize(
    "text",
    [
        "Police said on Wednesday that two traders were shot dead near Zhob.",
        "Police on Wednesday confirmed that two traders were shot dead near Zhob.",
    ],
)
def test_the_day_of_the_report_stands_for_an_event_without_one(text: str) -> None:
    (entry,) = entries(text)
    assert (entry.date.start, entry.date.basis, entry.date.inferred) == (dt.date(2024, 3, 13), "report", True)


def test_the_day_that_opens_the_sentence_is_that_of_what_comes_first() -> None:
    (entry,) = entries("On 4 March, gunmen abducted a trader near Zhob, then killed him on 9 March.")
    assert entry.date.start == dt.date(2024, 3, 4)


def test_the_day_of_the_event_beats_that_of_the_report() -> None:
    (entry,) = entries(
        "Police on Wednesday said that two traders were shot dead near Zhob. The attack took place on Monday."
    )
    assert (entry.date.start, entry.date.basis) == (dt.date(2024, 3, 11), "event")


def test_the_attack_took_place_gives_its_day_to_the_event_told_before() -> None:
    (entry,) = entries(
        "A grenade was thrown at a post in Zhob, Balochistan. The attack took place near Kalat on Wednesday."
    )
    assert entry.date.start == dt.date(2024, 3, 13)


@pytest.mark.parametrize(
    "text",
    [
        "On 10 March the envoy criticised an atmosphere of confrontation in Zhob.",
        "The admiral on Thursday harshly attacked the president of Peru in Lima.",
        "People are dying of hunger in Zhob.",
        "The minister said aid will go on until the rebels surrender in Kalat.",
        "Troops were sent to Zhob to intimidate and murder villagers.",
        "Argentina has requested the arrest of two rebels in Lima.",
        "The town of Zhob fell on Thursday without a shot being fired.",
        "The army denied that it bombed Kalat on Thursday.",
        "How many rebels have died in Zhob?",
        "A court ordered that he be released in Perth.",
    ],
)
def test_what_only_speaks_of_violence_is_no_incident(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bombs were set off in Zhob last night.", "bombing"),
        ("Rebels set off explosives at a bridge near Zhob on Thursday.", "bombing"),
        ("Militants sabotaged a pylon near Zhob on Thursday.", "attack"),
        ("Observers recorded a total of 12 shots near Zhob on Thursday.", "attack"),
        ("Guerrillas launched a surprise attack on the barracks in Zhob on Thursday.", "attack"),
        ("Gunmen kidnapped a trader in Zhob on Thursday.", "abduction"),
        ("Soldiers and rebels clashed near Zhob on Thursday.", "clash"),
    ],
)
def test_an_event_without_figures_is_found_with_its_type(text: str, kind: str) -> None:
    assert [(e.type, e.location.name) for e in entries(text)] == [(kind, "Zhob")]


def test_a_sentence_that_begins_with_its_day_is_no_dateline() -> None:
    (entry,) = entries('On 9 March, it was reported by radio "Zhob - FM" that a bomb went off in Kalat.')
    assert entry.date.start == dt.date(2024, 3, 9)


def test_a_dateline_needs_no_dash_behind_its_agency() -> None:
    (entry,) = entries("Zhob, March 8 (ZNA) Two men were shot dead in Kalat on Thursday night.")
    assert (entry.date.start, entry.location.name) == (dt.date(2024, 3, 14), "Kalat")


def test_hostages_let_go_are_told_and_prisoners_let_go_are_not() -> None:
    assert told("Two hostages were freed in Zhob on Thursday.") == [("Zhob", [("freed", 2)])]
    assert told("Two Spaniards were released in Zhob on Thursday.") == []


def test_the_dead_of_a_war_are_a_total() -> None:
    (entry,) = entries("The exclusion zone was set up after the war, which killed more than 1,000 people.")
    assert (entry.kind, entry.counts[0].best) == ("total", 1000)


def test_the_day_a_list_was_released_is_no_day_of_death() -> None:
    (entry,) = entries(
        "An airstrike killed five villagers in Zhob on Monday. "
        "A list released on 14 March names the five killed."
    )
    assert entry.date.start == dt.date(2024, 3, 11)


def test_a_name_behind_a_noun_for_a_person_is_no_place() -> None:
    (entry,) = entries("A bomb killed a teacher and her husband Kalat Khan on Monday.")
    assert entry.location.name is None


def test_an_editors_note_is_passed_over() -> None:
    text = "GOOD EVENING. [SENTENCE AS PUBLISHED] FUENTES ROA WAS KILLED BY A BOMB IN ZHOB."
    assert told(text) == [("ZHOB", [("killed", 1)])]


def test_the_victim_may_own_the_deed() -> None:
    assert told("Karim Baloch's murder is still unsolved.") == [("", [("killed", 1)])]
    assert told("AS A RESULT OF LUIS FUENTES'S MURDER, RULES WERE CHANGED.") == [("", [("killed", 1)])]


@pytest.mark.parametrize(
    "text",
    [
        "Teachers in Zhob held a general strike on Thursday.",
        "The mayor of Zhob died of a heart attack on Thursday.",
        "Firemen in Zhob were fighting fires on Thursday.",
    ],
)
def test_strikes_of_workers_and_attacks_of_the_heart_are_none(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "more",
    [
        "Another couple were killed with their son.",
        "Later reports spoke of nine killed in the airstrike.",
        "Amina Noor died of her wounds in November.",
        "Hassan Noor mourned the death of his sister and her husband.",
        "Amina Noor was killed with her sister, 14-year-old Kalat Noor.",
    ],
)
def test_more_of_the_same_event_makes_no_other(more: str) -> None:
    first = "An airstrike killed nine villagers and wounded four in Zhob on Monday, 9 October 2023."
    record = extract(make_article("a", f"{first}\n\n{more}", published=FRIDAY))
    assert [e.location.name for e in record.incidents] == ["Zhob"]


def test_another_attack_still_is_another() -> None:
    assert [
        e.location.name for e in entries("A bomb killed two in Zhob. Another attack killed six in Kalat.")
    ] == [
        "Zhob",
        "Kalat",
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "There was a terrorist attack in Zhob on Thursday. A bomb was thrown at a shop, killing two.",
            "bombing",
        ),
        ("An attack killed six in Zhob on Thursday. The airstrike hit a market.", "strike"),
        ("Gunmen attacked a post near Zhob on Thursday, killing two policemen.", "attack"),
    ],
)
def test_an_attack_is_of_the_kind_that_says_how_it_was_made(text: str, kind: str) -> None:
    assert [e.type for e in entries(text)] == [kind]


def test_gunmen_burn_a_school_and_a_dead_man_is_thrown_from_a_car() -> None:
    (entry,) = entries("The primary school in Djibo was burned by unknown gunmen.")
    assert (entry.location.name, entry.counts) == ("Djibo", ())
    (entry,) = entries("A dead man was thrown from a car in Acapulco on Monday.")
    assert [(c.outcome, c.best) for c in entry.counts] == [("killed", 1)]
    assert not entries("The primary school in Djibo was burned in an old stove's fire.")
    assert not entries("Two dead men lay in the flooded street in Acapulco.")


def test_a_day_that_is_counted_from_is_not_the_event_s_own() -> None:
    (entry,) = entries(
        "Minister Omar Gul was killed in Zhob, only eight days after taking office on 1 March."
    )
    assert entry.date.start == entry.date.end == dt.date(2024, 3, 9)
    assert entry.date.inferred
    first, second = entries(
        "Six men were killed in Zhob on Thursday, two days after a bombing on 5 March killed two in Kalat."
    )
    assert (first.date.start, second.date.start) == (dt.date(2024, 3, 14), dt.date(2024, 3, 5))


def test_the_year_that_an_event_is_the_worst_of_is_not_its_day() -> None:
    (entry,) = entries(
        "He died in one of the bloodiest strikes of 2013 in Zhob: at least 12 men were killed."
    )
    assert (entry.kind, entry.date.start) == ("incident", None)


def test_one_verb_behind_two_figures_tells_of_one_place() -> None:
    text = "In Zhob, two soldiers and one rebel were killed as troops searched for men who hid in Kalat."
    assert [place for place, _ in told(text)] == ["Zhob"]


def test_figures_joined_in_a_toll_are_told_side_by_side() -> None:
    text = "The army fought rebels in Laihka. Fatalities stand at 5 militia troops and one army soldier."
    assert told(text) == [("Laihka", [("killed", 5), ("killed", 1)])]


def test_a_death_that_somebody_was_involved_in_is_told_where_nothing_else_is() -> None:
    text = "On Tuesday in Bogota a colonel spoke of the officer involved in the murder of six priests."
    assert [counts for _, counts in told(text)] == [[("killed", 6)]]


def test_a_victim_is_named_behind_an_opening_aside() -> None:
    assert told("As you will recall, Perez was kidnapped in Bogota on 3 May.") == [
        ("Bogota", [("abducted", 1)])
    ]


def test_who_was_accused_of_something_is_killed_all_the_same() -> None:
    assert told("Two men accused of witchcraft were killed in Zhob on Wednesday.") == [
        ("Zhob", [("killed", 2)])
    ]
    assert told("Moscow accused Kyiv of shelling Belgorod.") == []
