"""Where entries are: what their own words leave open, the text around them says."""

from __future__ import annotations

from extract.article import make_article
from extract.model import Entry, Place
from extract.pipeline import Settings, extract


def entries(text: str, **aliases: Place) -> list[Entry]:
    return list(extract(make_article("a", text), Settings(aliases=aliases)).incidents)


def where(text: str) -> Place:
    (entry,) = entries(text)
    return entry.location


def told(place: Place) -> tuple[str | None, str | None, str | None, str]:
    return place.name, place.admin1, place.country, place.precision


def test_the_only_incident_takes_the_place_that_another_sentence_names() -> None:
    place = where("Gunmen killed two guards on Monday. Miranshah, North Waziristan.")
    assert told(place) == ("Miranshah", "Khyber Pakhtunkhwa", "PK", "place")
    assert not place.inferred


def test_the_point_within_a_district_that_a_later_sentence_names_is_taken() -> None:
    place = where(
        "Two soldiers were killed by a bomb in Awaran District. Troops were sweeping the Zarkhan area of "
        "Awaran District when it went off."
    )
    assert told(place)[:1] == ("Zarkhan",)


def test_two_incidents_keep_their_own_places() -> None:
    found = entries(
        "Gunmen killed two guards in Kalat on Monday. On Tuesday, a bomb killed a teacher in Zhob.",
    )
    assert [e.location.name for e in found] == ["Kalat", "Zhob"]


def test_where_a_victim_comes_from_is_not_where_it_happened() -> None:
    place = where(
        "Two rebels and a teacher from Bihar were killed on Monday. The gunfight took place in Zarkhan "
        "area of Srinagar."
    )
    assert place.name == "Zarkhan"
    assert place.admin1 == "Jammu and Kashmir"


def test_what_somebody_is_taken_from_is_where_it_happened() -> None:
    assert where("Gunmen abducted two teachers from Kalat on Monday.").name == "Kalat"


def test_an_unknown_village_takes_province_and_country_from_what_stands_beside_it() -> None:
    place = where("Gunmen killed a guard in Zarkhan on the road that leads to Awaran and Kalat, Balochistan.")
    assert told(place) == ("Zarkhan", "Balochistan", "PK", "place")
    assert place.inferred


def test_a_neighbourhood_is_in_the_town_that_the_sentence_names() -> None:
    place = where(
        "Gunmen killed two men in the Zarubim neighborhood, police in Niteroi, Rio de Janeiro, said."
    )
    assert told(place) == ("Zarubim", "Rio de Janeiro", "BR", "place")
    assert place.admin2 == "Niteroi"


def test_an_incident_without_any_place_is_in_the_texts_country() -> None:
    place = where("Two JNIM militants were killed on Monday when their own bomb went off.")
    assert told(place) == (None, None, "BF", "country")
    assert place.inferred
    assert place.evidence == ()


def test_a_text_that_names_no_country_gives_none() -> None:
    assert where("Two guards were killed by gunmen on Monday.") == Place()


def test_the_callers_places_are_left_as_they_are() -> None:
    known = Place("Zarkhan", admin1="Bay", country="SO", precision="place")
    (entry,) = entries("Gunmen killed a guard in Zarkhan, near Kalat.", Zarkhan=known)
    assert told(entry.location) == ("Zarkhan", "Bay", "SO", "place")


def test_adjectives_of_countries_are_mentions_and_never_a_place_of_an_entry() -> None:
    record = extract(make_article("a", "Kenyan police killed two gunmen in Nairobi on Monday."))
    assert [(m.text, m.value["country"]) for m in record.mentions if m.type == "place"] == [
        ("Kenyan", "KE"),
        ("Nairobi", "KE"),
    ]
    assert record.incidents[0].location.name == "Nairobi"


def test_a_name_over_the_end_of_a_line_has_one_space() -> None:
    assert where("Gunmen killed two guards yesterday, police said, in the town of San\nSalvador.").name == (
        "San Salvador"
    )


def test_the_country_whose_drones_strike_and_the_one_behind_the_border_are_not_where_it_was() -> None:
    assert where("At least four people died in a US drone strike in Zarkhan.").country is None
    assert where("Gunmen killed two guards near the border with Mali.").country is None
    assert where("Gunmen killed two guards in Mali.").country == "ML"
