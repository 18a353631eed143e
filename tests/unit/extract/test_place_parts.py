"""Names in two pieces, quarters of towns, and places behind the unit that they lie in."""

from __future__ import annotations

import pytest

from extract.places import find_places


def names(text: str) -> list[str | None]:
    return [m.value.name for m in find_places(text) if m.form != "parent"]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("in North and South Waziristan", "North Waziristan", "South Waziristan"),
        ("in North and South Kivu provinces", "North Kivu", "South Kivu"),
        ("in East and West Java", "East Java", "West Java"),
    ],
)
def test_two_units_share_the_second_half_of_their_names(text: str, first: str, second: str) -> None:
    assert names(f"Gunmen killed six people {text}.") == [first, second]


def test_directions_without_such_units_are_no_names() -> None:
    assert names("Gunmen killed six people in northern and eastern Syria.") == ["Syria"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("in the Tripoli neighbourhood of Bab al-Tabbaneh", "Bab al-Tabbaneh"),
        ("in the West Bank city of Jenin", "Jenin"),
        ("in the Khanaqin district of Diyala", "Khanaqin"),
    ],
)
def test_the_finer_place_of_an_of_phrase_is_the_place(text: str, name: str) -> None:
    assert names(f"Gunmen killed six people {text}.") == [name]


def test_a_city_s_quarter_is_not_the_town_of_that_name_abroad() -> None:
    (quarter,) = (
        m.value for m in find_places("Two men died in Nairobi's Eastleigh district.") if m.form != "parent"
    )
    assert (quarter.name, quarter.country) == ("Eastleigh", "KE")


def test_regencies_and_zones_are_districts() -> None:
    assert names("Two men died in the Papua region's Nduga regency.") == ["Nduga"]
    assert "North Shewa" in names("Two men died in Amhara region's North Shewa zone, Ethiopia.")
