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
            "area known as Boquilla de Bulam.",
            "Boquilla de Bulam",
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


def test_an_explosion_that_took_place_nearby_that_day_is_the_one_told() -> None:
    record = extract(
        make_article(
            "a",
            HEAD + "Two guards were injured in a blast in Dantewada, Chhattisgarh, on Monday.\n\n"
            "The explosion took place in Kirandul during an operation on Monday, the police said.",
        )
    )
    assert [e.location.name for e in record.incidents] == ["Kirandul"]


def test_figures_of_an_attack_that_was_told_without_any() -> None:
    record = extract(
        make_article(
            "a",
            HEAD + "Gunmen attacked a checkpoint in southern Kirkuk, leaving casualties.\n\n"
            "Two policemen were killed in the attack which took place late on Tuesday in Daquq.",
        )
    )
    assert [(e.location.name, [c.best for c in e.counts]) for e in record.incidents] == [("Daquq", [2])]


def test_a_province_in_another_spelling_holds_its_towns() -> None:
    record = extract(
        make_article(
            "a",
            HEAD
            + "A soldier and a woman were killed on Thursday in two attacks in Iraq's Salahudin province."
            "\n\nIn one, gunmen killed a soldier near Tikrit.\n\nIn another, a bomb killed a woman in Baiji.",
        )
    )
    assert record.incidents[0].location.admin1 == "Salah ad Din"
    assert [e.part_of for e in record.incidents] == [None, "t1", "t1"]


def test_a_town_and_a_province_are_two_provinces() -> None:
    place = first(
        "Six people were killed in attacks in Kirkuk and Diyala province, Iraq, on Thursday."
    ).location
    assert [place.precision, *(o.precision for o in place.others)] == ["admin1", "admin1"]


def test_several_districts_of_a_city_are_one_place() -> None:
    entry = first("In Kyiv, four people were injured by drones and fires broke out across several districts.")
    assert entry.kind == "incident"


def test_since_then_goes_on_from_a_group_that_is_listed() -> None:
    record = extract(
        make_article(
            "a",
            HEAD + "Troops killed two rebels in Zhob on Thursday.\n\nThe BLA, listed as a terrorist group, "
            "resumed its campaign in July 2015. Since then, it has been to blame for the deaths of "
            "more than 1,200 people.",
        )
    )
    assert record.incidents[-1].date.start == dt.date(2015, 7, 1)


def test_some_of_the_dead_were_officers_and_two_others_bombers() -> None:
    entry = first(
        "Five people were killed in a bombing in Mogadishu on Thursday.\n\n"
        "Three of those killed were policemen and two suicide bombers, an official said."
    )
    assert [(c.side, c.best) for c in entry.counts if c.part_of] == [("security_forces", 3), ("militants", 2)]


def test_an_authority_with_a_place_in_its_name_is_not_where_it_was() -> None:
    entry = first(
        "Troops killed two rebels in a clash in Sumisip town on Thursday.\n\nThey were killed in a clash "
        "with watchmen under the Sumisip municipal government in Barangay Bulak in Sumisip."
    )
    assert entry.location.name == "Bulak"


def test_a_neighbouring_country_is_not_that_of_the_story() -> None:
    record = extract(
        make_article(
            "a",
            HEAD + "A policeman was killed in a blast in Peshawar on Thursday.\n\nPakistan's army said that "
            "rebels had found havens in neighbouring Afghanistan, after 12 soldiers died in two attacks.",
        )
    )
    assert [e.location.country for e in record.incidents] == ["PK", "PK"]


def test_provinces_named_in_the_plural_are_provinces() -> None:
    record = extract(
        make_article(
            "a",
            HEAD
            + "A bomb killed four rangers in Pattani province on Thursday.\n\nMore than 6,500 people have "
            "been killed since the insurgency flared in the southern provinces of Yala, Pattani, "
            "and Narathiwat in 2004.",
        )
    )
    total = record.incidents[-1]
    assert (total.kind, total.date.start, total.date.end) == (
        "total",
        dt.date(2004, 1, 1),
        dt.date(2024, 3, 15),
    )
    assert {p.precision for p in (total.location, *total.location.others)} == {"admin1"}


def test_sunday_is_a_first_name_before_a_surname_that_speaks() -> None:
    entry = first(
        "Gunmen killed six people in Jos, Nigeria.\n\nA witness, Sunday Yari, said there was an attack.\n\n"
        "The attack happened on Tuesday night."
    )
    assert entry.date.start == dt.date(2024, 3, 12)


def test_a_place_hit_with_a_missile_is_attacked() -> None:
    assert (
        first("Forces hit with a missile the main square in Kharkiv on Thursday.").location.name == "Kharkiv"
    )


def test_a_clash_told_again_at_its_place_is_no_third_one() -> None:
    record = extract(
        make_article(
            "a",
            HEAD + "Three rebels and a soldier were killed in two separate encounters in Kupwara district on "
            "Thursday.\n\nTwo soldiers were also injured in the second encounter that began at Zarhama area."
            "\n\nDuring the second encounter in Zarhama area, a soldier was killed and two others injured.",
        )
    )
    assert [e.location.name for e in record.incidents] == ["Kupwara", "Zarhama"]


def test_the_only_province_of_its_sentence_is_where_it_was() -> None:
    told = "date 2025-03-05 At least 16 people were killed by a rebel group based in North Kivu province, "
    text = told + "a mayor said."
    (entry,) = extract(make_article("a", text)).incidents
    assert (entry.location.name, entry.location.inferred) == ("North Kivu", True)


def test_whose_rebels_they_are_is_no_further_place() -> None:
    text = "date 2025-03-05 In the port city of Hodeida, Iran-backed rebels shot dead two men on Monday."
    (entry,) = extract(make_article("a", text)).incidents
    assert (entry.location.name, entry.location.others) == ("Hodeida", ())


def test_the_barangay_of_the_town_is_where_it_was() -> None:
    text = (
        "date 2025-03-05 Two rebels were killed in a clash in Patikul, Sulu on Tuesday, officers said.\n\n"
        "A colonel said that soldiers clashed with some 30 bandits in Barangay Tanum around 6:40 a.m."
    )
    (entry,) = extract(make_article("a", text)).incidents
    assert entry.location.name == "Tanum"


def test_the_same_district_is_the_district() -> None:
    text = (
        "date 2025-03-05 Five policemen died in an attack in the Dara Pezu area of Lakki Marwat district "
        "on Monday.\n\n"
        "On 20 February, two constables were gunned down in the same district."
    )
    _, other = extract(make_article("a", text)).incidents
    assert (other.location.name, other.location.precision) == ("Lakki Marwat", "admin2")


def test_the_area_of_a_police_chief_is_not_where_it_happened() -> None:
    text = (
        "A rebel was killed in Sukma, Chhattisgarh, on Tuesday.\n\n"
        "The inspector general of police, Bastar range, said that a rebel's body was found after the clash."
    )
    assert [i.location.name for i in extract(make_article("a", HEAD + text)).incidents] == ["Sukma"]
