"""Units that the text names as such: local government areas, municipalities, "the same province"; and gangs,
campaigns and buildings that were placed once.
"""

from __future__ import annotations

from extract.article import make_article
from extract.model import Entry
from extract.pipeline import extract
from extract.places import PlaceMention, read_places


def one(text: str, words: str) -> PlaceMention:
    return next(m for m in read_places(text).mentions if m.span.text == words)


def entries(text: str) -> tuple[Entry, ...]:
    return extract(make_article("x", text)).incidents


def test_a_local_government_area_is_a_district_in_capitals_or_not() -> None:
    for unit in ("Local Government Area", "local government area"):
        found = one(f"Three men were shot in Gwoza {unit} of Borno State.", f"Gwoza {unit}").value
        assert (found.precision, found.admin2, found.country) == ("admin2", "Gwoza", "NG")


def test_a_municipality_is_a_district_where_the_place_file_has_one() -> None:
    found = one("Gunmen burned a lorry in the municipality of Aguililla in Mexico.", "Aguililla").value
    assert (found.precision, found.admin2) == ("admin2", "Aguililla")


def test_a_municipality_that_is_no_district_stays_a_place() -> None:
    found = one("A farmer died in the municipality of Qorval in Bosnia.", "Qorval").value
    assert (found.precision, found.country) == ("place", "BA")


def test_a_town_named_without_municipality_is_the_town() -> None:
    text = "In the municipality of Aguililla, Mexico, two died. A clinic in Aguililla was shot at."
    bare = [m for m in read_places(text).mentions if m.span.text == "Aguililla"][-1]
    assert bare.value.precision == "place"


def test_a_village_lies_in_the_same_province_as_the_one_before() -> None:
    text = "Mani, in Gnagna province, Burkina Faso, sleeps. A mine blew up at Sarkoudi, in the same province."
    found = one(text, "Sarkoudi").value
    assert (found.admin2, found.admin1, found.country) == ("Gnagna", "Est", "BF")


def test_where_a_village_lies_is_said_once() -> None:
    text = "They met at Sarkoudi, in the province of Gnagna. Nine rebels were killed at Sarkoudi."
    assert [m.value.admin2 for m in read_places(text).mentions if m.span.text == "Sarkoudi"] == ["Gnagna"] * 2


def test_a_state_does_not_lie_in_a_newspaper() -> None:
    found = one(
        "Troops killed six rebels in Konduga, Borno State, the Savannah Wire reported.", "Konduga"
    ).value
    assert (found.admin1, found.country) == ("Borno", "NG")


def test_where_a_book_came_out_is_not_where_people_died() -> None:
    (entry,) = entries(
        "A study published in Nagpur counts 4,312 people killed in all of India's insurgencies."
    )
    assert (entry.location.name, entry.location.precision) == ("India", "country")


def test_the_name_of_a_campaign_tells_no_event() -> None:
    assert entries("Operation Quiet Harvest began on 3 May 2021 with a parade in Zhob.") == ()


def test_a_gang_called_los_something_is_an_armed_group() -> None:
    (entry,) = entries(
        "The bookkeeper of Los Tizones and two of his bodyguards were arrested in Colima on 3 May 2021."
    )
    assert [(c.side, c.best) for c in entry.counts] == [("militants", 3)]


def test_los_before_a_towns_name_is_the_town() -> None:
    (entry,) = entries("Three drivers from Los Angeles were arrested on 3 May 2021.")
    assert [c.side for c in entry.counts] == ["civilians"]


def test_what_stood_somewhere_stands_there_still() -> None:
    found = entries(
        "Two soldiers died in Zhob on 1 May 2021.\n\nThe clinic in Loralai has nine beds.\n\n"
        "The clinic was left alone for years. That ended in June 2021, when gunmen wounded a nurse."
    )
    assert [e.location.name for e in found] == ["Zhob", "Loralai"]


def test_a_bomb_goes_off_in_the_town_that_the_paragraph_is_about() -> None:
    found = entries("Quetta is a market town. On 17 May 2021, a bomb went off. Seven people were killed.")
    assert [e.location.name for e in found] == ["Quetta"]


def test_one_of_a_totals_places_tells_an_incident_of_its_own() -> None:
    found = entries(
        "date 2024-03-15 QUETTA: Troops killed 23 rebels in Zhob and Kalat over the last 48 hours, "
        "the army said.\n\n"
        "In Zhob, eleven rebels were shot dead."
    )
    assert [(e.kind, e.location.name, [c.best for c in e.counts]) for e in found] == [
        ("total", "Zhob", [23]),
        ("incident", "Zhob", [11]),
    ]
