"""Numbers: what they are worth, how exact they are, and which of them count no people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.dates import find_dates
from extract.numbers import NumberMention, find_numbers

Value = tuple[int | None, int | None, int | None, str]


def only(text: str) -> NumberMention:
    found = find_numbers(text)
    assert len(found) == 1, found
    return found[0]


def value(mention: NumberMention) -> Value:
    return mention.low, mention.best, mention.high, mention.qualifier


@pytest.mark.parametrize(
    ("words", "span", "expected"),
    [
        ("12", "12", (12, 12, 12, "exact")),
        ("twelve", "twelve", (12, 12, 12, "exact")),
        ("Twelve", "Twelve", (12, 12, 12, "exact")),
        ("TWELVE", "TWELVE", (12, 12, 12, "exact")),
        ("as many as 43", "43", (43, 43, 43, "exact")),
        ("a total of 43", "43", (43, 43, 43, "exact")),
        ("at least 12", "12", (12, 12, None, "at_least")),
        ("no fewer than 12", "12", (12, 12, None, "at_least")),
        ("more than 12", "12", (12, 12, None, "at_least")),
        ("12 or more", "12", (12, 12, None, "at_least")),
        ("over a dozen", "a dozen", (12, 12, None, "at_least")),
        ("more than a dozen", "a dozen", (12, 12, None, "at_least")),
        ("at least\n12", "12", (12, 12, None, "at_least")),
        ("up to 20", "20", (None, None, 20, "at_most")),
        ("no more than 20", "20", (None, None, 20, "at_most")),
        ("fewer than 20", "20", (None, None, 20, "at_most")),
        ("about 12", "12", (12, 12, 12, "about")),
        ("some 12", "12", (12, 12, 12, "about")),
        ("nearly 12", "12", (12, 12, 12, "about")),
        ("around a dozen", "a dozen", (12, 12, 12, "about")),
        ("12 or so", "12", (12, 12, 12, "about")),
        ("10 to 15", "10 to 15", (10, 10, 15, "range")),
        ("10-15", "10-15", (10, 10, 15, "range")),
        ("10–15", "10–15", (10, 10, 15, "range")),
        ("between 10 and 15", "10 and 15", (10, 10, 15, "range")),
        ("two or three", "two or three", (2, 2, 3, "range")),
        ("two to three hundred", "two to three hundred", (200, 200, 300, "range")),
        ("up to 10-15", "10-15", (None, None, 15, "at_most")),
        ("several", "several", (3, None, None, "vague")),
        ("many", "many", (2, None, None, "vague")),
        ("dozens", "dozens", (12, None, None, "vague")),
        ("hundreds", "hundreds", (100, None, None, "vague")),
        ("tens of thousands", "tens of thousands", (10_000, None, None, "vague")),
        ("several hundred", "several hundred", (100, None, None, "vague")),
        ("a few dozen", "a few dozen", (12, None, None, "vague")),
        ("a couple", "a couple", (2, 2, 2, "exact")),
        ("a dozen", "a dozen", (12, 12, 12, "exact")),
        ("half a dozen", "half a dozen", (6, 6, 6, "exact")),
        ("three dozen", "three dozen", (36, 36, 36, "exact")),
        ("twenty five", "twenty five", (25, 25, 25, "exact")),
        ("twenty-five", "twenty-five", (25, 25, 25, "exact")),
        ("hundred and twenty", "hundred and twenty", (120, 120, 120, "exact")),
        ("a hundred and twenty-five", "a hundred and twenty-five", (125, 125, 125, "exact")),
        ("two thousand three hundred", "two thousand three hundred", (2300, 2300, 2300, "exact")),
        ("1,200", "1,200", (1200, 1200, 1200, "exact")),
        ("1.2 lakh", "1.2 lakh", (120_000, 120_000, 120_000, "exact")),
        ("1,20,000", "1,20,000", (120_000, 120_000, 120_000, "exact")),
        ("2 dozen", "2 dozen", (24, 24, 24, "exact")),
        ("zero", "zero", (0, 0, 0, "exact")),
        ("12+", "12", (12, 12, None, "at_least")),
    ],
)
def test_a_count_is_worth_what_the_contract_says(words: str, span: str, expected: Value) -> None:
    found = only(f"Officials said {words} soldiers were hurt.")
    assert (found.span.text, value(found), found.kind) == (span, expected, "count")
    assert found.full.text == words


def test_scores_is_a_number_only_of_people() -> None:
    assert value(only("The blast hurt scores of people.")) == (20, None, None, "vague")
    assert find_numbers("The final scores were not published.") == []


def test_a_toll_that_rose_keeps_both_figures_apart() -> None:
    assert [m.best for m in find_numbers("The toll rose from 96 to 113.")] == [96, 113]
    assert value(only("Estimates range from 3 to 5.")) == (3, 3, 5, "range")


def test_numbers_joined_by_and_stay_two() -> None:
    assert [m.best for m in find_numbers("They killed two and three were hurt.")] == [2, 3]


@pytest.mark.parametrize(
    ("text", "number", "kind"),
    [
        ("a 12-year-old boy", "12", "age"),
        ("a 28-year old farmer", "28", "age"),
        ("girls aged 5, 7 and 9", "9", "age"),
        ("Karim Wali, 34, a driver", "34", "age"),
        ("Karim Wali (34) and his son", "34", "age"),
        ("$5 million", "5 million", "money"),
        ("Rs 500", "500", "money"),
        ("5 billion rupees", "5 billion", "money"),
        ("15% of the vote", "15", "percent"),
        ("15 per cent", "15", "percent"),
        ("12 km away", "12", "distance"),
        ("7.62mm rounds", "7.62", "distance"),
        ("at 5:30 p.m.", "30", "time"),
        ("at 1835 the guns fell silent", "1835", "time"),
        ("a two-day visit", "two", "duration"),
        ("for 30 minutes", "30", "duration"),
        ("the 12th Brigade", "12", "ordinal"),
        ("the twenty-first attack", "twenty", "ordinal"),
        ("troops of 12 Corps", "12", "unit"),
        ("5 kg of explosives", "5", "unit"),
        ("an AK-47 rifle", "47", "id"),
        ("Resolution 1701", "1701", "id"),
        ("Highway 1", "1", "id"),
        ("an M16", "16", "id"),
        ("the 2014 elections", "2014", "year"),
        ("by a 5-4 vote", "4", "score"),
        ("call 555-0133", "0133", "phone"),
        ("a two-storey house", "two", "compound"),
        ("a 3,000-strong force", "3,000", "strength"),
        ("a five-member gang", "five", "strength"),
        ("shot him three times", "three", "times"),
        ("no one was hurt", "one", "pronoun"),
        ("in one of the raids", "one", "pronoun"),
        ("twelve (12) soldiers", "12", "repeat"),
        ("1. Two men were held", "1", "id"),
        ("8.5 points", "8.5", "decimal"),
        ("123456789012 was dialled", "123456789012", "id"),
    ],
)
def test_what_counts_no_people_says_what_it_is(text: str, number: str, kind: str) -> None:
    kinds = {m.span.text: m.kind for m in find_numbers(text)}
    assert kinds[number] == kind


@pytest.mark.parametrize(
    "text",
    [
        "Some 2000 people fled.",
        "In the camp 12 people died.",
        "Police found that one soldier had died.",
        "One of them died of his wounds.",
        "The army lost 47 M-16 rifles.",
    ],
)
def test_people_are_not_taken_for_years_names_or_pronouns(text: str) -> None:
    assert find_numbers(text)[0].kind == "count"


def test_second_is_no_number() -> None:
    assert find_numbers("The second attack failed.") == []


def test_nothing_is_read_inside_a_masked_span() -> None:
    text = "On 12-13 December six men were killed."
    masked = [(d.span.start, d.span.end) for d in find_dates(text, None)]
    assert [m.span.text for m in find_numbers(text, masked)] == ["six"]
    assert [m.span.text for m in find_numbers("12 and 13", [(0, 2)])] == ["13"]


def test_numbers_come_in_order_through_a_sentence() -> None:
    text = "Four militants and one policeman were killed and a further 6 policemen were injured."
    assert [m.best for m in find_numbers(text)] == [4, 1, 6]


PIECES = st.sampled_from(
    [
        *"0123456789.,:/()-–$%+’\n ",
        *(
            "one",
            "two",
            "hundred",
            "dozen",
            "dozens",
            "scores",
            "a ",
            " of ",
            " and ",
            " to ",
            "several ",
            "many ",
        ),
        *("at least ", "up to ", " or more", "between ", "million", "year", "Rs", "K", "İ", "٣", "ﬁ"),
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)))
def test_every_span_is_its_text_and_none_overlap(text: str) -> None:
    end = 0
    for found in find_numbers(text):
        for span in (found.span, found.full):
            assert span.text == text[span.start : span.end]
            assert span.text
        assert end <= found.full.start <= found.span.start < found.span.end <= found.full.end
        end = found.full.end
        low, best, high = (n if n is not None else 0 for n in (found.low, found.best, found.high))
        assert low <= best or found.best is None
        assert best <= high or found.high is None


@given(
    st.lists(PIECES, max_size=40).map("".join), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)))
)
def test_masks_are_kept(text: str, masks: list[tuple[int, int]]) -> None:
    masked = [(start, end) for start, end in masks if start < end]
    for found in find_numbers(text, masked):
        assert not any(start <= found.span.start < end for start, end in masked)


def test_days_that_no_month_has_are_no_counts() -> None:
    for text in ("killed 29 February 2023", "killed on April 31", "the 31 of June", "Feb. 30, 2023"):
        assert [n.kind for n in find_numbers(text) if n.best in (29, 30, 31)] == ["date"], text
    assert [n.kind for n in find_numbers("killed 29 February 2023 and 30 soldiers")][-1] == "count"


def test_a_number_in_words_ends_somewhere() -> None:
    for phrase in ("twenty one hundred ", "one hundred and ", "one thousand million "):
        for number in find_numbers(phrase * 3_000):
            assert number.best is None or number.best < 10**60


def test_as_many_as_behind_at_least_is_an_upper_bound() -> None:
    (number,) = find_numbers("at least three and as many as 25 people")
    assert (number.low, number.best, number.high, number.qualifier) == (3, 3, 25, "range")
    assert len(find_numbers("killed three and up to five were wounded")) == 2


def test_a_quotation_mark_before_at_least_changes_nothing() -> None:
    (number,) = find_numbers("killed 'at least four' members")
    assert (number.best, number.high, number.full.text) == (4, None, "at least four")
