"""The place file: names in any spelling, units, suggestions, and what is said of a damaged file."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import gazetteer
from extract.gazetteer import Gazetteer, GazetteerError
from extract.gazetteer.build import Writer, keys_of
from extract.gazetteer.build_rows import Row, Rows, display, display_admin1, mean
from extract.gazetteer.folding import bare, fold, key_hash
from extract.gazetteer.layout import (
    ADMIN1,
    ADMIN2,
    COUNTRY,
    PLACE,
    pack_spot,
    unpack_spot,
)


@pytest.fixture(scope="module")
def gaz() -> Gazetteer:
    return gazetteer.load()


# -- spelling ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Kalat", "kalat"),
        ("Deir ez-Zor", "deir ez zor"),
        ("Sa'ada", "saada"),
        ("Şa‘dah", "sadah"),
        ("Łódź", "lodz"),
        ("St. Louis", "st louis"),
        ("  Rio   de Janeiro ", "rio de janeiro"),
        ("Ağcabǝdi", "agcabadi"),
    ],
)
def test_a_name_is_found_however_it_is_spelt(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_unit_words_are_no_part_of_a_units_name() -> None:
    assert bare("harnai district") == "harnai"
    assert bare("province of badakhshan") == "badakhshan"
    assert bare("peshawar frontier region") == "peshawar"
    assert bare("district") == "district"


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert 0 <= key_hash(fold(text)) < 2**64


# -- looking up ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("newspapers", "geonames"),
    [("Sopore", "Sopur"), ("Miramshah", "Miran Shah"), ("Ciudad Delgado", "Delgado"), ("Loder", "Lawdar")],
)
def test_a_town_is_found_as_newspapers_spell_it(gaz: Gazetteer, newspapers: str, geonames: str) -> None:
    first = gaz.lookup(newspapers)[0]
    assert (first.name, first.alternate) == (geonames, False)


def test_a_district_and_its_town_share_a_name(gaz: Gazetteer) -> None:
    kinds = {p.kind for p in gaz.lookup("Kalat") if p.country == "PK"}
    assert kinds == {"admin2", "place"}


def test_case_diacritics_hyphens_and_unit_words_make_no_difference(gaz: Gazetteer) -> None:
    for written in ("khyber pakhtunkhwa", "KHYBER-PAKHTUNKHWA", "Khyber Pakhtunkhwa Province"):
        first = gaz.lookup(written)[0]
        assert (first.kind, first.country, first.name) == ("admin1", "PK", "Khyber Pakhtunkhwa")


def test_short_forms_and_old_names_find_the_unit(gaz: Gazetteer) -> None:
    for written in ("KP", "KPK", "NWFP", "North-West Frontier Province"):
        assert "Khyber Pakhtunkhwa" in {p.name for p in gaz.lookup(written)}
    assert gaz.country("Ivory Coast") == "CI"
    assert gaz.country("DR Congo") == "CD"
    assert gaz.country("Burma") == gaz.country("MM") == "MM"
    assert gaz.country("Atlantis") is None


def test_a_place_has_its_own_coordinates_and_id(gaz: Gazetteer) -> None:
    town = next(p for p in gaz.lookup("Quetta") if p.kind == "place" and p.country == "PK")
    assert town.latitude == pytest.approx(30.19, abs=0.05)
    assert town.longitude == pytest.approx(67.0, abs=0.05)
    assert town.geoname_id == 1167528
    assert (town.admin1, town.admin2) == ("Balochistan", "Quetta")


def test_an_unknown_name_finds_nothing(gaz: Gazetteer) -> None:
    assert gaz.lookup("Qwertzhausen an der Nirgendwo") == ()
    assert gaz.lookup("") == ()


@given(st.text(max_size=40))
def test_no_name_breaks_the_lookup(name: str) -> None:
    for place in gazetteer.load().lookup(name):
        assert place.name


# -- units ---------------------------------------------------------------------------------------------


def test_units_are_found_by_country_and_parent(gaz: Gazetteer) -> None:
    balochistan = gaz.admin1_of("PK", "Balochistan Province")
    assert balochistan is not None
    assert balochistan.kind == "admin1"
    assert gaz.admin1_of("IR", "Punjab") is None
    harnai = gaz.admin2_of("PK", "Balochistan", "Harnai District")
    assert harnai is not None
    assert harnai.name == "Harnai"
    assert gaz.admin2_of("PK", "Sindh", "Harnai") is None


def test_a_unit_lies_where_its_places_are(gaz: Gazetteer) -> None:
    centre = gaz.centroid("PK", "Balochistan", "Quetta")
    assert centre is not None
    assert centre[0] == pytest.approx(30.2, abs=0.5)
    assert gaz.centroid("PK", "Nowhere") is None
    assert gaz.centroid("ZZ") is None


def test_children_are_those_of_the_unit_alone(gaz: Gazetteer) -> None:
    provinces = {p.name for p in gaz.children("PK")}
    assert {"Balochistan", "Punjab", "Sindh"} <= provinces
    districts = gaz.children("PK", "Balochistan")
    assert "Panjgur" in {p.name for p in districts}
    assert {p.admin1 for p in districts} == {"Balochistan"}
    assert gaz.children("ZZ") == []


def test_a_place_outside_its_country_is_noticed(gaz: Gazetteer) -> None:
    assert gaz.contains("PK", "Balochistan", "Harnai")
    assert gaz.contains("PK")
    assert not gaz.contains("IN", "Balochistan")
    assert not gaz.contains("PK", "Sindh", "Harnai")
    assert not gaz.contains("ZZ")


def test_every_unit_lies_in_a_country_that_exists(gaz: Gazetteer) -> None:
    assert gaz.country_place("BF").name == "Burkina Faso"
    with pytest.raises(KeyError):
        gaz.country_place("ZZ")


# -- suggestions ---------------------------------------------------------------------------------------


def test_typing_the_beginning_suggests_the_largest_first(gaz: Gazetteer) -> None:
    names = [p.name for p in gaz.suggest("pesha", country="PK")]
    assert names[0] == "Peshawar"
    assert len(gaz.suggest("s", country="PK", limit=5)) == 5


def test_a_typing_error_still_suggests_the_place(gaz: Gazetteer) -> None:
    assert "Peshawar" in [p.name for p in gaz.suggest("Peshwar", country="PK")]


def test_the_province_narrows_what_is_suggested(gaz: Gazetteer) -> None:
    first = gaz.suggest("hyd", country="PK", admin1="Sindh")[0]
    assert (first.name, first.admin1) == ("Hyderabad", "Sindh")


def test_without_a_country_all_of_them_are_looked_through(gaz: Gazetteer) -> None:
    assert gaz.suggest("ouagadougou")[0].country == "BF"
    assert gaz.suggest("") == []
    assert gaz.suggest("kabul", limit=0) == []


@given(st.text(max_size=12), st.sampled_from([None, "PK", "BF", "ZZ", ""]))
def test_no_typing_breaks_the_suggestions(typed: str, country: str | None) -> None:
    assert len(gazetteer.load().suggest(typed, country=country, limit=3)) <= 3


# -- the file ------------------------------------------------------------------------------------------


def test_the_same_rows_give_the_same_file_and_a_version(tmp_path: Path) -> None:
    rows = Rows(
        countries={"PK": Row(COUNTRY, "Pakistan", "PK", lat=30.0, lon=70.0, population=200_000_000)},
        admin1=[Row(ADMIN1, "Balochistan", "PK", 0, lat=28.0, lon=66.0)],
        admin2=[Row(ADMIN2, "Kalat", "PK", 0, 0)],
        places=[Row(PLACE, "Kalat", "PK", 0, 0, 29.02663, 66.59361, 1175296, 26701, {"khelat"})],
    )
    one, two = tmp_path / "one.bin", tmp_path / "two.bin"
    assert Writer(rows).write(one) == Writer(rows).write(two)
    assert one.read_bytes() == two.read_bytes()
    small = Gazetteer(one)
    town = small.lookup("Khelat")[0]
    assert (town.name, town.alternate, town.latitude, town.longitude) == ("Kalat", True, 29.0266, 66.5936)
    assert [p.kind for p in small.lookup("Kalat")] == ["admin2", "place"]
    assert small.lookup("Kalat")[0].latitude is None
    assert small.version


def test_a_damaged_file_is_named_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "places.bin"
    with pytest.raises(GazetteerError, match=r"places\.bin"):
        Gazetteer(path)
    for content in (b"", b"not a place file at all", b"ASSAYGZ1" + struct.pack("<Q", 5) + b"{}"):
        path.write_bytes(content)
        with pytest.raises(GazetteerError, match=r"places\.bin"):
            Gazetteer(path)


@given(
    st.floats(-90, 90) | st.none(),
    st.floats(-180, 180),
    st.integers(0, 2_000_000_000),
    st.integers(0, 255),
    st.integers(0, 5),
)
def test_packed_coordinates_come_back(
    lat: float | None, lon: float, population: int, country: int, kind: int
) -> None:
    back = unpack_spot(pack_spot(lat, None if lat is None else lon, population, country, kind))
    assert back[3:] == (country, kind)
    if lat is None:
        assert back[:2] == (None, None)
    else:
        assert back[0] == pytest.approx(lat, abs=1e-4)
        assert back[1] == pytest.approx(lon, abs=1e-4)


def test_the_middle_of_a_unit_counts_a_crowded_corner_once() -> None:
    crowd = [(10.0 + n / 1000, 10.0) for n in range(50)]
    assert mean([*crowd, (12.0, 10.0)], 5) == pytest.approx((11.0, 10.0), abs=0.1)
    assert mean([], 5) is None
    across = mean([(0.0, 179.0), (0.0, -179.0)], 1)
    assert across is not None
    assert abs(across[1]) == pytest.approx(180.0)


def test_units_lose_district_and_province_but_not_a_bare_compass_point() -> None:
    assert display("Musa Khel District") == "Musa Khel"
    assert display("Kallakurichi district") == "Kallakurichi"
    assert display("Northern District") == "Northern District"
    assert display("Shan State") == "Shan State"


def test_provinces_lose_words_for_their_kind_where_the_rest_names_them_alone() -> None:
    assert display_admin1(["Borno State", "Red Sea State", "Dhaka Division", "Muhafazat Hadramaout"]) == [
        "Borno",
        "Red Sea",
        "Dhaka",
        "Hadramaout",
    ]
    assert display_admin1(
        ["Free State", "Northern Region", "North Central Province", "Northern Province"]
    ) == [
        "Free State",
        "Northern Region",
        "North Central Province",
        "Northern Province",
    ]


def test_two_provinces_of_one_name_keep_the_words_that_tell_them_apart() -> None:
    assert display_admin1(["Moscow", "Moscow Oblast"]) == ["Moscow", "Moscow Oblast"]


def test_a_compass_point_is_found_in_both_forms() -> None:
    keys = keys_of(Row(ADMIN1, "Southern Kordofan", "SD"))
    assert key_hash("south kordofan") in keys
