"""Where a report says that its event was: behind the event's noun, in a sentence of its own, in its order."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.article import make_article
from extract.model import Entry
from extract.pipeline import extract

HEAD = "date 2024-03-15 "


def first(text: str) -> Entry:
    return extract(make_article("a", HEAD + text)).incidents[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Six soldiers were killed at a base in northern Iraq, Haftanin region, on Thursday.",
            "Haftanin",
        ),
        (
            "Six people were killed in a shootout in Zacatecas on Thursday. The bodies were found in a rural "
            "area known as Boquilla del Carmen.",
            "Boquilla del Carmen",
        ),
        (
            "A bomber killed 16 people in southwestern Afghanistan on Thursday.\n\nThe Taliban claimed "
            "responsibility for the blast in Farah province's Delaram district.",
            "Delaram",
        ),
        (
            "A bomber killed 16 people in southwestern Afghanistan on Thursday.\n\nThe interior ministry in "
            "Kabul put the number of wounded at 20.",
            "Afghanistan",
        ),
        (
            "The health ministry in the rebel-held Gaza Strip said 21,320 people have been killed since the "
            "attack on Israel of 7 October.",
            "Gaza",
        ),
        (
            "Six soldiers were killed by gunmen in Kech district of Balochistan on Thursday. Police said the "
            "incident took place in Turbat.",
            "Turbat",
        ),
    ],
)
def test_the_place_of_an_event(text: str, name: str) -> None:
    assert first(text).location.name == name


def test_between_two_towns_of_which_one_is_described() -> None:
    place = first(
        "An attack on a convoy between Tibu, a coffee-growing town, and Cucuta, the capital of Norte de "
        "Santander, killed six soldiers on Thursday."
    ).location
    assert (place.name, [o.name for o in place.others]) == ("Tibu", ["Cucuta"])


@pytest.mark.parametrize("words", ["The incident occurred", "He said the sad incident happened"])
def test_the_day_of_the_incident_is_not_that_of_the_report(words: str) -> None:
    entry = first(
        f"Gunmen killed six villagers in Plateau State, police said on Friday. {words} on Wednesday."
    )
    assert entry.date.start == dt.date(2024, 3, 13)


def test_an_accident_that_is_called_an_incident_stays_one() -> None:
    text = "A bus fell into a ravine in Zhob on Thursday. The incident happened near Kalat."
    assert extract(make_article("a", HEAD + text)).incidents == ()


def test_a_country_whose_foreign_ministry_condemns_is_not_where_it_was() -> None:
    text = (
        "Gunmen killed ten Burkina Faso soldiers in the Zarkhan area on Thursday.\n\n"
        "France's foreign ministry condemned the attack. France's embassy and France's ambassador spoke."
    )
    record = extract(make_article("a", HEAD + text))
    assert {e.location.country for e in record.incidents} == {"BF"}


def test_a_sentence_that_begins_with_its_day_is_no_dateline() -> None:
    entry = first(
        "On Thursday, 17 farmers – among them five women – were killed by gunmen at a market in Zhob."
    )
    assert [c.best for c in entry.counts if c.part_of is None] == [17]
