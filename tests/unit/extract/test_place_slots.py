"""Names where only a place can stand, chains and brackets, and what tells the country of a text."""

from __future__ import annotations

import pytest

from extract.places import PlaceMention, read_places


def placed(text: str) -> dict[str, tuple[str | None, str | None, str | None]]:
    """District, province and country of every mention, by its words."""
    found: dict[str, tuple[str | None, str | None, str | None]] = {}
    for m in read_places(text).mentions:
        found[m.span.text] = (m.value.admin2, m.value.admin1, m.value.country)
    return found


def forms(text: str) -> list[tuple[str, str]]:
    return [(m.span.text, m.form) for m in read_places(text).mentions]


def one(text: str, words: str) -> PlaceMention:
    return next(m for m in read_places(text).mentions if m.span.text == words)


# -- where only a place can stand -----------------------------------------------------------------------


def test_a_persons_name_before_its_district_is_a_village() -> None:
    found = placed("Three rebels died in Haider Mangal, North Waziristan.")
    assert found["Haider Mangal"] == ("North Waziristan", "Khyber Pakhtunkhwa", "PK")


def test_a_person_before_a_comma_and_a_town_stays_one() -> None:
    assert "Haider Mangal" not in placed("He met Haider Mangal, a teacher, in Peshawar.")


def test_a_sentence_of_names_says_where() -> None:
    found = placed("Six people were hurt in a raid. Zarkhan, Miranshah, North Waziristan.")
    assert found["Zarkhan"][1:] == ("Khyber Pakhtunkhwa", "PK")
    assert found["Miranshah"][2] == "PK"


def test_a_namesake_abroad_lies_in_the_unit_that_stands_behind_it() -> None:
    """Degan is a town in China as well; "in Degan, Datta Khel, North Waziristan" is none of those."""
    assert placed("Two men died in Degan, Datta Khel, North Waziristan.")["Degan"][2] == "PK"


def test_a_province_that_is_told_beats_a_namesake_in_another_of_the_country() -> None:
    found = placed("Shells fell near Kamianka, Donetsk, on Monday, the Ukrainian army said.")
    assert found["Kamianka"] == (None, "Donetsk", "UA")


def test_two_known_names_without_a_comma_are_one_unknown_name() -> None:
    assert forms("Troops entered the village of Stara Kamianka on Monday.") == [("Stara Kamianka", "pattern")]


def test_a_town_beside_its_state_needs_no_comma() -> None:
    found = placed("A man opened fire in Orlando Florida on Sunday.")
    assert found["Orlando"][1] == found["Florida"][1] == "Florida"


def test_a_district_with_its_towns_own_adjective() -> None:
    assert "Miranshah" in placed("A Miranshah house was destroyed by the army on Friday.")
    assert placed("Two were shot at an Orlando nightclub.")["Orlando"][2] == "US"


def test_an_attacked_village_takes_what_its_bracket_says() -> None:
    found = placed("Gunmen attacked Tokbanga (Zorkoye, Oudalan).")
    assert found["Tokbanga"] == ("Oudalan", "Sahel", "BF")


def test_a_part_of_a_town_is_where_the_town_is() -> None:
    found = placed("Shots were fired in Capitol Hill, a neighborhood in Seattle, Washington.")
    assert found["Capitol Hill"][1] == "Washington"


def test_a_groups_letters_before_camp_are_no_place() -> None:
    assert [w for w, _ in forms("A raid on a TTP camp in Zhob killed two.")] == ["Zhob"]


def test_the_line_of_control_is_no_place() -> None:
    assert forms("Troops fired across the Line of Control and the LoC.") == []


def test_j_and_k_is_a_province() -> None:
    found = placed("A guard was hurt in Rajouri district, J&K, on Monday.")
    assert found["J&K"] == (None, "Jammu and Kashmir", "IN")


def test_washington_dc_with_one_full_stop() -> None:
    assert placed("A guard was shot in Washington D.C, police said.")["Washington D.C"][2] == "US"


def test_a_country_before_a_district_is_no_part_of_its_name() -> None:
    found = placed("He was shot in Bangladesh Dinajpur District on Monday.")
    assert found["Dinajpur District"][2] == "BD"


# -- streets --------------------------------------------------------------------------------------------


def test_a_street_is_not_where_it_is_named_after() -> None:
    assert one("A house on Yarmouk Street in Gaza City was hit.", "Yarmouk Street").value.country == "PS"


# -- the country of a text ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("JNIM militants shot a trader in Zorbanga.", "BF"),
        ("An AQAP leader died in a strike by a US drone.", "YE"),
        ("A man was hacked to death in Zarkhana upazila.", "BD"),
        ("Deputies and an FBI SWAT team found the sophomore in a locker.", "US"),
        ("A court of Balochistan High Court judges escaped a bomb in Zarkhan area.", "PK"),
    ],
)
def test_a_country_is_told_by_who_is_at_work_in_it(text: str, country: str) -> None:
    assert read_places(text).country == country


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen hurt a guard near the border with Mali.",
        "Two herders from Niger were attacked by gunmen.",
        "Israeli warplanes hit a house in Zarkhan neighbourhood.",
    ],
)
def test_neighbours_origins_and_those_who_strike_abroad_tell_no_country(text: str) -> None:
    assert read_places(text).country is None


def test_the_gaza_strip_is_not_in_mozambique() -> None:
    assert placed("A house in the Gaza Strip was hit.")["Gaza Strip"] == (None, "Gaza Strip", "PS")


def test_demonyms_stand_apart_and_hint_at_a_country() -> None:
    found = read_places("Kenyan police held two men.")
    assert found.mentions == []
    assert [(m.span.text, m.value.country, m.form) for m in found.demonyms] == [("Kenyan", "KE", "demonym")]
    assert found.everything() == found.demonyms


# -- what tells the country of a text, where little does -------------------------------------------------


def test_soldiers_of_a_country_are_at_home_unless_it_is_one_that_fights_abroad() -> None:
    assert read_places("Malawi soldiers beat three farmers at a roadblock.").country == "MW"
    assert read_places("Israel soldiers beat three farmers at a roadblock.").country is None


def test_citizens_of_a_country_may_be_anywhere() -> None:
    assert read_places("A Malawi national was stabbed at a hostel.").country != "MW"


def test_a_small_namesake_abroad_yields_to_one_where_the_text_is() -> None:
    text = "Burkinabe forces killed a herder in Tiabel (Pobe, Soum)."
    assert one(text, "Soum").value.country == "BF"


def test_another_name_of_a_town_abroad_is_not_heard_where_a_group_is_at_work() -> None:
    assert one("KIA fighters and the army clashed in Mansi township.", "Mansi township").value.country == "MM"


def test_nor_inside_a_unit_that_no_list_has() -> None:
    text = "JNIM fighters killed a trader in Cima in the rural commune of Bulamtari."
    assert one(text, "Cima").value.country != "ET"


def test_a_villages_namesake_in_another_province_than_the_texts_is_left_out() -> None:
    text = "Police stopped a crowd in Bate village. The crowd came from Arso in Papua province, Indonesia."
    assert one(text, "Bate village").value.admin1 != "East Java"


def test_a_hamlet_stays_where_it_was_told_to_be_whatever_its_namesakes() -> None:
    text = (
        "Soldiers came to El Tepozán, a hamlet of Aguililla, Michoacán, Mexico. Apatzingán, Michoacán, lies "
        "near. El Tepozán has forty houses."
    )
    found = [m.value.admin1 for m in read_places(text).mentions if m.span.text == "El Tepozán"]
    assert found == ["Michoacan", "Michoacan"]


def test_a_word_of_american_newspapers_is_a_faint_hint() -> None:
    assert read_places("The shooter killed two coworkers at an office.").country == "US"
    assert read_places("The shooter killed two colleagues at an office in Zhob.").country == "PK"


def test_a_suburb_bears_the_name_of_its_city() -> None:
    found = placed("They come from Alvin, Texas, a Houston suburb.")
    assert found["Houston suburb"][1:] == ("Texas", "US")
