"""What a sentence says became of whom: counts with side, outcome, bounds and their words."""

from __future__ import annotations

import pytest

from extract import lexicon
from extract.article import sentences
from extract.count_mention import CountMention
from extract.count_sentences import read_sentences
from extract.counts import find_counts
from extract.dates import find_dates
from extract.numbers import find_numbers


def counts_of(text: str) -> list[CountMention]:
    dates = find_dates(text, None)
    numbers = find_numbers(text, [(d.span.start, d.span.end) for d in dates])
    words = lexicon.load()
    return find_counts(text, read_sentences(text, sentences(text), numbers, dates, words), words)


def told(text: str) -> list[tuple[str, str, int | None]]:
    return [(c.outcome, c.side, c.best if c.best is not None else c.low) for c in counts_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops killed nine militants near Bannu.", [("killed", "militants", 9)]),
        ("Nine militants were gunned down near Bannu.", [("killed", "militants", 9)]),
        ("Eighteen soldiers embraced martyrdom.", [("killed", "security_forces", 18)]),
        ("Five militants suspected to belong to the TTP were killed.", [("killed", "militants", 5)]),
        ("A roadside bomb left 12 soldiers dead.", [("killed", "security_forces", 12)]),
        ("The blast claimed the lives of four teachers.", [("killed", "civilians", 4)]),
        ("The bodies of three labourers were found by the canal.", [("killed", "civilians", 3)]),
        ("Rebels took 14 guests hostage.", [("abducted", "civilians", 14)]),
        ("Seven rebels laid down their arms.", [("surrendered", "militants", 7)]),
        ("Gunmen shot a shepherd dead.", [("killed", "civilians", 1)]),
        ("Six policemen were attacked and killed at the ford.", [("killed", "security_forces", 6)]),
    ],
)
def test_actives_passives_and_euphemisms_are_read(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert told(text) == expected


def test_coordinated_people_share_the_outcome_and_keep_their_sides() -> None:
    assert told("Four militants and one policeman were killed and a further six policemen were injured.") == [
        ("killed", "militants", 4),
        ("killed", "security_forces", 1),
        ("wounded", "security_forces", 6),
    ]


def test_an_object_is_not_taken_for_the_subject_of_the_next_verb() -> None:
    assert told("Gunmen killed two policemen and three villagers were wounded.") == [
        ("killed", "security_forces", 2),
        ("wounded", "civilians", 3),
    ]


def test_described_people_of_one_side_are_added_up_with_all_their_spans() -> None:
    (count,) = counts_of("Fifteen students, a teacher and his wife were abducted.")
    assert (count.best, count.derived) == (17, True)
    assert [span.text for span in count.evidence] == ["Fifteen", "a teacher", "his wife"]


@pytest.mark.parametrize(
    "text",
    [
        "Four people, including a policeman, were killed.",
        "A bomb killed four people, a policeman among them.",
        "Four people were killed, one of them a policeman.",
    ],
)
def test_who_is_included_lies_inside(text: str) -> None:
    whole, part = counts_of(text)
    assert (whole.side, whole.best) == ("unknown", 4)
    assert (part.best, part.part_of) == (1, whole)


def test_killed_and_wounded_not_told_apart_are_casualties() -> None:
    assert told("Thirty people were killed or injured.") == [("casualties", "unknown", 30)]


def test_no_casualties_says_none_killed_and_none_wounded() -> None:
    assert told("No casualties were reported.") == [("killed", "unknown", 0), ("wounded", "unknown", 0)]
    assert told("No report of deaths nor injuries came in.") == [
        ("killed", "unknown", 0),
        ("wounded", "unknown", 0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The bomb could have killed hundreds of people.",
        "The group threatened to kill 20 hostages.",
        "Two bombs and three vehicles were destroyed.",
        "The number of injured is not known and fatalities were not reported.",
    ],
)
def test_what_did_not_happen_to_people_is_no_count(text: str) -> None:
    assert told(text) == []


def test_an_attackers_own_death_is_marked() -> None:
    bomber, soldiers = counts_of("A suicide bomber blew himself up, killing ten soldiers.")
    assert (bomber.perpetrator, bomber.side, bomber.best) == (True, "militants", 1)
    assert (soldiers.perpetrator, soldiers.best) == (False, 10)


def test_a_toll_that_rose_keeps_the_figure_it_rose_from_as_overtaken() -> None:
    before, after = counts_of("The death toll rose from 96 to 113.")
    assert (before.best, before.overtaken) == (96, True)
    assert (after.best, after.overtaken) == (113, False)


def test_the_number_of_people_killed_takes_the_figure_beside_it() -> None:
    text = "The deaths bring to 47 the number of police officers killed in the province."
    assert told(text) == [("killed", "security_forces", 47)]


def test_vague_plurals_have_a_lower_bound_only() -> None:
    dozens, several = counts_of("Dozens of villagers were wounded and several soldiers died.")
    assert (dozens.low, dozens.best, dozens.qualifier) == (12, None, "vague")
    assert (several.low, several.best, several.qualifier) == (3, None, "vague")


def test_the_pupils_are_those_counted_before() -> None:
    text = "Nine pupils and a teacher were abducted. The pupils were released on Tuesday."
    freed = counts_of(text)[-1]
    assert (freed.outcome, freed.best, freed.derived) == ("freed", 9, True)
    assert [span.text for span in freed.evidence] == ["Nine", "The pupils"]


def test_capitals_only_are_read_too() -> None:
    assert told("SIX PRIESTS WERE MURDERED IN THE CAPITAL.") == [("killed", "civilians", 6)]


def test_every_span_stands_at_its_place() -> None:
    text = "At least 12 soldiers – “brave men” – were killed, and a gardener was wounded. É Ça va."
    for count in counts_of(text):
        spans = [*count.evidence, count.side_cue, count.outcome_cue]
        assert all(text[s.start : s.end] == s.text for s in spans if s is not None)


def test_a_full_name_behind_a_noun_is_somebody_killed() -> None:
    text = "The group's second in command Omar ul Farid was killed in the raid."
    assert told(text) == [("killed", "unknown", 1)]


def test_as_well_as_goes_on_with_those_killed() -> None:
    assert told("The strike killed ten rebels as well as four farmers.") == [
        ("killed", "militants", 10),
        ("killed", "civilians", 4),
    ]
    assert told("A rebel commander, as well as four other rebels were killed.") == [
        ("killed", "militants", 5)
    ]


def test_the_same_person_in_other_words_before_the_next_verb_is_no_second_one() -> None:
    assert told("The man shot the mayor, his intended target, and fled.") == [("wounded", "civilians", 1)]
    assert [n for _, _, n in told("The man shot a teacher, his wife and two girls.")] == [4]
