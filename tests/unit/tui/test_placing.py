"""Which places the editor offers, and what a typed name means."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extract.from_json import loads
from store.state import State, fresh
from tui.editors import PlaceEditor
from tui.placing import offers, place_of_text


@pytest.fixture
def state(samples: Path) -> State:
    """Bannu and Tank, as sample 1 has them."""
    (path,) = samples.glob("01-*.gold.json")
    return fresh(replace(loads(path.read_text("utf-8")), extractor={"name": "gold"}))


def names(state: State, text: str) -> list[str | None]:
    return [o.place.name for o in offers(text, state, "i1")]


def test_nothing_typed_offers_the_places_of_the_text(state: State) -> None:
    assert {"Bannu", "Tank"} <= set(names(state, ""))


def test_the_texts_own_place_comes_first_with_its_words(state: State) -> None:
    first = offers("tan", state, "i1")[0]
    assert first.place.name == "Tank"
    assert first.place.evidence
    assert "in the text" in first.beside


def test_the_gazetteer_helps_out_and_prefers_the_articles_country(state: State) -> None:
    found = [o.place for o in offers("quet", state, "i1") if o.place.name == "Quetta"]
    assert found
    assert found[0].country == "PK"


def test_a_known_name_brings_its_units(state: State) -> None:
    place = place_of_text("Quetta", state, "i1")
    assert place.country == "PK"
    assert place.admin1
    assert place.latitude is not None


def test_an_unknown_name_keeps_the_units_that_stood_there_but_no_coordinates(
    state: State,
) -> None:
    place = place_of_text("Zarghoon Kalay", state, "i1")
    assert (place.name, place.country, place.precision) == ("Zarghoon Kalay", "PK", "place")
    assert (place.latitude, place.longitude, place.geoname_id) == (None, None, None)


def test_units_can_be_typed_after_the_name(state: State) -> None:
    place = place_of_text("Upper Hamlet, Borno, Nigeria", state, "i1")
    assert (place.name, place.country) == ("Upper Hamlet", "NG")
    assert "Borno" in (place.admin1 or "")


@pytest.mark.parametrize("text", [",", " , ,", "x" * 500, "🏚", "ایک", "a,b,c,d,e,f"])
def test_odd_texts_are_places_of_ones_own(state: State, text: str) -> None:
    place_of_text(text, state, "i1")
    offers(text, state, "i1")


@pytest.mark.parametrize(
    "text", ["Upper Hamlet, Kalat, Balochistan", "Upper Hamlet, kalat district, balochistan province"]
)
def test_units_are_read_level_by_level_and_written_as_the_gazetteer_does(state: State, text: str) -> None:
    place = place_of_text(text, state, "i1")
    assert (place.name, place.admin2, place.admin1, place.country) == (
        "Upper Hamlet", "Kalat", "Balochistan", "PK"
    )  # fmt: skip


def test_an_unknown_name_can_be_taken_alone(state: State) -> None:
    editor = PlaceEditor("The place of 1", state, "i1")
    assert editor.read("Zarghoon Kalay").words.startswith("Zarghoon Kalay · Bannu · Khyber Pakhtunkhwa · PK")
    last = editor.suggest("Zarghoon Kalay")[-1]
    assert (last.text, last.beside) == ("Zarghoon Kalay", "no district, no province · PK")


@pytest.mark.parametrize("text", ["Quetta", "Tank", "", "Upper Hamlet, Kalat, Balochistan"])
def test_a_known_name_or_one_with_its_units_is_not_offered_alone(state: State, text: str) -> None:
    offered = PlaceEditor("The place of 1", state, "i1").suggest(text)
    assert not [o for o in offered if o.beside.startswith("no district")]
