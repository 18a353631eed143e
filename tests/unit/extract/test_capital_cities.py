"""Capitals that a report calls by their office."""

from __future__ import annotations

import pytest

from extract.article import make_article
from extract.capital_cities import capitals, seat
from extract.gazetteer import load
from extract.model import Place
from extract.pipeline import extract


def where(text: str) -> Place:
    """The location of the first entry."""
    return extract(make_article("a", "date 2025-03-05 " + text)).incidents[0].location


@pytest.mark.parametrize(
    ("said", "name", "country"),
    [
        ("in the Somali capital", "Mogadishu", "SO"),
        ("in the Iraqi capital", "Baghdad", "IQ"),
        ("in Afghanistan's capital", "Kabul", "AF"),
        ("in the capital of Chad", "N'Djamena", "TD"),
        ("in the Burkinabe capital's east", "Ouagadougou", "BF"),
    ],
)
def test_a_capital_called_by_its_office_is_the_city(said: str, name: str, country: str) -> None:
    place = where(f"A bomb killed four traders {said} on Monday, police said.")
    assert (place.name, place.country, place.precision, place.inferred) == (name, country, "place", True)
    assert "capital" in place.evidence[0].text


def test_the_capital_is_that_of_the_country_the_text_is_about() -> None:
    place = where("KABUL: Gunmen killed five soldiers in the capital on Monday, a Taliban official said.")
    assert (place.name, place.country) == ("Kabul", "AF")


def test_a_capital_called_by_name_is_told_once() -> None:
    place = where("A bomb killed four traders in the Somali capital Mogadishu on Monday.")
    assert (place.name, place.inferred, place.others) == ("Mogadishu", False, ())


def test_what_lies_far_from_the_capital_is_near_it_at_most() -> None:
    assert (
        where("Gunmen killed five soldiers 80 km west of the Malian capital on Monday.").precision == "near"
    )


def test_another_place_beside_it_says_more() -> None:
    text = "Gunmen killed five traders in Afgooye, 30 km west of the Somali capital, on Monday."
    assert where(text).name == "Afgooye"


def test_the_quarter_told_later_says_more() -> None:
    text = "A car bomb killed four guards in the Syrian capital on Monday. The blast was in Mazzeh, Damascus."
    assert where(text).name == "Mazzeh"


@pytest.mark.parametrize("said", ["financial", "state", "provincial"])
def test_other_capitals_are_none(said: str) -> None:
    text = f"A bomb in the {said} capital of the country killed four traders on Monday, Nigerian police said."
    assert where(text).name in (None, "Nigeria")


def test_every_capital_of_the_list_is_a_place_of_the_gazetteer() -> None:
    gazetteer = load()
    assert [code for code in capitals() if seat(code, gazetteer) is None] == []
