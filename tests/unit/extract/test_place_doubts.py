"""Places that a name is not likely to mean, and phrases that do not say where it happened."""

from __future__ import annotations

import pytest

from extract.article import make_article
from extract.model import Place
from extract.pipeline import extract


def where(text: str) -> Place:
    (entry,) = extract(make_article("a", text)).incidents
    return entry.location


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Three villagers were shot by the Burma Army.", "MM"),
        ("Fighters of Hizb-ul-Mujahideen shot two policemen.", "IN"),
        ("Gunmen of Lashkar-e-Jhangvi shot two policemen.", "PK"),
        ("A Saudi-led coalition airstrike killed two farmers in Barqan.", "YE"),
        ("A Man shot two guests at a cookout on Sunday.", "US"),
        ("Cops were called to a Mexican restaurant, where a gunman shot two guests at a cookout.", "US"),
        ("Two men were shot in Kashipur area of Kalia upazila on Monday.", "BD"),
        ("Militants ambushed a patrol between Djibo and Inata, killing two soldiers.", "BF"),
        ("A shooter killed two people near Ohio State University.", "US"),
    ],
)
def test_the_country_is_what_the_text_speaks_for(text: str, country: str) -> None:
    assert where(text).country == country


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("Gunmen killed a guard in Seytenga.", "Seytenga", "Sahel"),
        ("Gunmen killed a guard in Mir Ali.", "Mir Ali", "Khyber Pakhtunkhwa"),
        ("Rebels killed a guard near Bunagana.", "Bunagana", "North Kivu"),
        ("Gunmen killed a guard in the town of Bulo Burte.", "Bulo Burte", "Hiiraan"),
        ("A guard was killed in Se (Djibo, Soum).", "Se", "Sahel"),
        ("A grenade wounded a farmer in Zourma, Bam Province.", "Zourma", "Centre-Nord"),
        ("Two people were killed in West Mosul.", "Mosul", "Nineveh"),
        ("A bomb killed two students at Kabul University.", "Kabul", "Kabul"),
        ("Troops shelled Tarsha and its surroundings in Hama, killing two.", "Tarsha", "Hama"),
        ("Gunmen killed a guard in the village of Set-Hope.", "Set-Hope", None),
        ("A bomb killed a guard near Tiger camp in Manipur.", "Tiger", "Manipur"),
    ],
)
def test_towns_and_villages_of_reports_are_known(text: str, name: str, admin1: str | None) -> None:
    place = where(text)
    assert (place.name, place.admin1) == (name, admin1)


def test_barracks_at_the_head_of_a_sentence_are_no_place() -> None:
    assert where("Two guards were shot in Zhob. Military barracks were sealed off.").name == "Zhob"


def test_where_the_dead_man_lived_is_not_where_he_died() -> None:
    place = where(
        "A trader was shot dead in Mangrol upazila of Jessore on Monday.\nThe deceased was identified as "
        "Rafiq, son of Aziz, of Dorpara village in the upazila."
    )
    assert place.name == "Mangrol"


def test_where_those_stand_who_fire_is_not_where_it_struck() -> None:
    place = where(
        "Forces of Armenia located at Arpavan fired on troops of Azerbaijan located near Sarvan, Tartar, "
        "wounding a soldier."
    )
    assert (place.name, place.admin1) == ("Sarvan", "Tartar")


def test_a_bare_name_that_opens_a_sentence_yields_to_the_finer_phrase() -> None:
    place = where("In Feni, rebels killed a guard in firing at Sona Bazar in Dagan area.")
    assert place.name == "Sona"
    assert where("In Kalat district, rebels killed a guard.").name == "Kalat"


def test_a_village_by_a_river_says_where_it_was() -> None:
    place = where("A man was found dead in the Tigris river near Harbaya village in Nineveh on Monday.")
    assert (place.name, place.precision) == ("Harbaya", "near")


def test_brackets_do_not_end_a_list_of_places() -> None:
    place = where("Rebels shelled Bulam (Qatabah, Dhale) and Shibna (Qatabah, Dhale), wounding a farmer.")
    assert [place.name, *(o.name for o in place.others)] == ["Bulam", "Shibna"]


def test_service_abroad_is_not_where_it_happened() -> None:
    text = "A gunman killed his wife in Louisville. He served in Iraq and had a stint in Kuwait."
    assert where(text).name == "Louisville"


def test_a_group_of_several_countries_speaks_first_for_the_first() -> None:
    assert where("Maoists abducted a farmer from Pinjora village.").country == "IN"
    assert where("Two officers were killed when a bomb exploded in Muse.").admin1 == "Shan"
