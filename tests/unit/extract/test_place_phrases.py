"""Phrases that say where: what lies in what, which level a name has, and what is only said of it."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.article import make_article
from extract.model import Entry
from extract.pipeline import extract
from extract.places import find_places


def whereabouts(text: str) -> list[tuple[str | None, str | None, str | None, str | None, str]]:
    """Name, admin2, admin1, country and precision of the places that are no parents of others."""
    found = [m.value for m in find_places(text) if m.form != "parent"]
    return [(v.name, v.admin2, v.admin1, v.country, v.precision) for v in found]


def entries(text: str) -> tuple[Entry, ...]:
    return extract(make_article("x", text, published=dt.date(2024, 3, 5))).incidents


def test_a_possessive_chain_is_one_place() -> None:
    text = "Gunmen shot eight people at a bar in Salamanca in Mexico's Guanajuato state."
    assert whereabouts(text) == [("Salamanca", "Salamanca", "Guanajuato", "MX", "place")]
    text = "Rebels came to Ali Saraj village in Kirkuk's southern district of Daquq."
    assert whereabouts(text) == [("Ali Saraj", "Daquq", "Kirkuk", "IQ", "place")]


def test_a_region_of_ukraine_is_the_province() -> None:
    text = "A market was hit in the town of Kostiantynivka in eastern Ukraine's Donetsk region."
    assert whereabouts(text) == [("Kostiantynivka", "Kramatorskyi Raion", "Donetsk", "UA", "place")]


def test_an_unknown_place_lies_in_the_district_that_owns_it() -> None:
    text = "Two rebels were killed in Kalat district's Zarkhan, the army said."
    assert whereabouts(text) == [("Zarkhan", "Kalat", "Balochistan", "PK", "place")]


def test_a_district_before_its_name_is_one_and_so_is_the_whole_list() -> None:
    found = whereabouts("Troops searched three camps in District Kech, Panjgur and Zhob.")
    assert [(name, precision) for name, *_, precision in found] == [
        ("Kech", "admin2"),
        ("Panjgur", "admin2"),
        ("Zhob", "admin2"),
    ]
    assert not find_places("The District Reserve Guard searched the forest.")


def test_a_towns_district_lies_in_its_province() -> None:
    text = "A car bomb went off in Mogadishu's Hodan district on Friday."
    assert whereabouts(text) == [("Hodan", "Hodan", "Banaadir", "SO", "admin2")]


def test_kashmir_holds_its_districts() -> None:
    for text in ("in Shopian district of south Kashmir", "in Kashmir's Shopian district"):
        found = whereabouts(f"Four soldiers were shot {text}.")
        assert found == [("Shopian", "Shupiyan", "Jammu and Kashmir", "IN", "admin2")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen came to Otobi Akpa community in Otukpo Local Government Area of Benue State.", "Otobi Akpa"),
        ("Gunmen came to Orozu Gede village located in Otukpo area of Benue State.", "Orozu Gede"),
        ("Gunmen came to the village called Orozu Gede in Otukpo, Benue State.", "Orozu Gede"),
    ],
)
def test_communities_and_villages_lie_in_what_follows(text: str, name: str) -> None:
    ((found, _, admin1, country, precision),) = whereabouts(text)
    assert (found, admin1, country, precision) == (name, "Benue", "NG", "place")


def test_a_community_with_the_is_people() -> None:
    assert not find_places("Elders of the Zumari community met the governor.")
    assert whereabouts("A gunman entered a rural Oregon community college.")[0][1:3] == (None, "Oregon")


def test_a_people_is_no_place_before_village() -> None:
    found = whereabouts("Nine people were killed in the Dogon village of Farabo in Ségou region.")
    assert found == [("Farabo", None, "Segou", "ML", "place")]


def test_a_village_is_no_district_of_its_name_abroad() -> None:
    text = (
        "Gunmen came to the village of Kwara, some 20 km from the town of Bankilare in the Tillaberi region."
    )
    (village, town) = whereabouts(text)
    assert village[3] != "NG"
    assert town == ("Bankilare", None, "Tillaberi", "NE", "near")


def test_philippine_units_before_a_name_are_no_part_of_it() -> None:
    found = whereabouts("Troops met the gunmen at Sitio Zumbak, Patikul, Sulu.")
    assert next(name for name, *_ in found) == "Zumbak"


def test_also_in_says_the_province() -> None:
    text = "In Khogyani district, also in Nangarhar, a strike killed 20 fighters."
    assert whereabouts(text) == [("Khogyani", "Khogyani", "Nangarhar", "AF", "admin2")]


def test_a_tehsil_is_in_its_district_and_an_administrative_post_a_place() -> None:
    text = "A soldier was killed in the Manara area of South Waziristan's Birmil tehsil."
    assert whereabouts(text)[0][1:4] == ("South Waziristan Agency", "Khyber Pakhtunkhwa", "PK")
    text = "Raiders came to the Mucojo administrative post, in Macomia district."
    assert whereabouts(text)[0][0] == "Mucojo"


@pytest.mark.parametrize("city", ["Kabul", "Kandahar", "Kharkiv"])
def test_a_city_is_meant_before_the_province_of_its_name(city: str) -> None:
    assert whereabouts(f"Ten people were killed in {city} on Monday.")[0][-1] == "place"


def test_a_militia_named_after_a_place_is_not_there() -> None:
    assert whereabouts("Shells hit posts of the Luhansk People's Militia.") == []


def test_a_dateline_in_small_letters_is_one() -> None:
    (entry,) = entries(
        "Cairo: Nine people were killed in a missile attack in Yemen's Marib province on Friday."
    )
    assert (entry.location.name, entry.location.country) == ("Marib", "YE")


def test_a_town_in_a_city_of_its_provinces_name_is_the_finer_place() -> None:
    (entry,) = entries(
        "Nineteen people were killed in strikes on Syria's Idlib on Tuesday. Warplanes targeted houses in "
        "Zardanat town in rebel-held Idlib."
    )
    assert (entry.location.name, entry.location.admin1) == ("Zardanat", "Idlib")


def test_a_district_told_later_is_that_of_the_event_and_another_in_the_province_is_not() -> None:
    found = entries(
        "Seven policemen were killed when rebels stormed a post in Nangarhar province, officials said on "
        "Tuesday.\n\nThe attack took place on Monday night in the district of Gurband Kalan.\n\nIn Khogyani "
        "district, also in Nangarhar, an airstrike on Monday night killed 20 rebels."
    )
    assert [e.location.name for e in found] == ["Gurband Kalan", "Khogyani"]


def test_the_wounded_alone_lie_inside_a_total_whose_dead_add_up() -> None:
    found = entries(
        "Attacks across Ukraine killed three people and injured nine over the past day, officials said.\n\n"
        "A drone killed two people and injured five in Odesa. One person was killed in Sumy.\n\n"
        "Four people were injured in Kharkiv."
    )
    total, *parts = found
    assert (total.kind, [p.part_of for p in parts]) == ("total", [total.id] * 3)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "A house was hit in the Red Sea port city of Hodeidah.",
            ("Hodeidah", None, "Al Hudaydah", "YE", "place"),
        ),
        (
            "Gunmen came to a bar in the central Mexico state of Guanajuato.",
            ("Guanajuato", None, "Guanajuato", "MX", "admin1"),
        ),
        (
            "Rebels came to Dağlıca, a village in the southeastern Hakkari province of Turkey.",
            ("Dağlıca", "Yuksekova", "Hakkari", "TR", "place"),
        ),
        ("A militia shot farmers in eastern Congo.", ("Congo", None, None, "CD", "country")),
        ("Fighters were found in SE Turkey.", ("Turkey", None, None, "TR", "country")),
        (
            "Men stormed a camp in a rural commune of Mali's south-central Segou Region.",
            ("Segou", None, "Segou", "ML", "admin1"),
        ),
        (
            "Rebels fought troops at Sitio Kapangan, Barangay Urbizto, Claver, Surigao del Norte.",
            ("Kapangan", "Province of Surigao del Norte", "Caraga", "PH", "place"),
        ),
        (
            "A patrol was ambushed in Barangay Maktan in Cawayan town, Masbate.",
            ("Maktan", "Province of Masbate", "Bicol", "PH", "place"),
        ),
        (
            "A market was shelled in Kupiansk district of the Kharkiv region.",
            ("Kupiansk", "Kupiansk Raion", "Kharkiv", "UA", "admin2"),
        ),
    ],
)
def test_units_tell_of_the_name_they_stand_with(
    text: str, place: tuple[str | None, str | None, str | None, str | None, str]
) -> None:
    assert whereabouts(text)[0] == place


def test_a_spokesman_speaks_where_nothing_happened() -> None:
    (entry,) = entries(
        "A bomber rammed a gate in Pakistan on Tuesday, killing ten people.\n\nA spokesman for the Rahim "
        "centre in Peshawar said that it had received six bodies.\n\nThe gate is in the Jamrud area of "
        "Khyber district."
    )
    assert entry.location.name == "Jamrud"


def test_a_base_is_no_place_of_a_clash() -> None:
    (entry,) = entries(
        "Troops killed six rebels in a clash in the Philippines on Tuesday, said the spokesman of a division "
        "based in Camarines Sur province, south of Manila."
    )
    assert entry.location.name != "Manila"


def test_an_attack_in_another_province_is_another_though_its_sentence_says_the_attack() -> None:
    found = entries(
        "A district chief was killed by a bomb in Ghor province.\n\nHe was targeted in Charshada district on "
        "Monday.\n\nIn Ghazni province, militants ambushed a convoy, killing four policemen. Nobody claimed "
        "the attack."
    )
    assert [(e.location.name, e.location.admin1) for e in found] == [
        ("Charshada", "Ghowr"),
        ("Ghazni", "Ghazni"),
    ]


def test_a_village_of_another_country_than_the_texts_may_be_that_of_the_event() -> None:
    (entry, *_) = entries(
        "Two soldiers were killed in Şırnak province of Turkey, a source said.\n\nThe incident took place "
        "when a device went off near the village of Gürmesh.\n\nJets struck camps in northern Iraq and in "
        "Iraq's Duhok."
    )
    assert (entry.location.name, entry.location.country) == ("Gürmesh", "TR")


def test_a_country_in_a_war_is_not_where_its_enemys_dead_are() -> None:
    (entry,) = entries(
        "The health ministry in the Gaza Strip said 900 people have been killed in the territory since the "
        "war with Israel began on 1 February."
    )
    assert (entry.kind, entry.location.name, entry.location.country) == ("total", "Gaza", "PS")


def test_what_lies_in_the_countrys_state_is_there() -> None:
    (entry,) = entries("Gunmen killed four people in the country's Zamfara state, officials in Abuja said.")
    assert entry.location.name == "Zamfara"


def test_a_place_hundreds_of_miles_away_is_not_where_it_was() -> None:
    (entry,) = entries(
        "Rebels shot a soldier in the northwestern region Urava, hundreds of miles from Boyaca, Colombia."
    )
    assert (entry.location.name, entry.location.country) == ("Urava", "CO")


def test_the_neighbours_of_a_country_are_no_places() -> None:
    found = find_places("The group, a worry for neighbouring Mali and Niger, has grown.")
    assert [m.attribute for m in found] == [True, True]
    assert not find_places("Two men were shot in neighbouring Mali.")[0].attribute


def test_a_namesake_abroad_is_no_village_of_the_text() -> None:
    (entry,) = entries(
        "IS militants raided Safsaf village in Iraq on Monday, killing a farmer, the Iraqi army said. "
        "Iraq's Kirkuk and Diyala see such raids often."
    )
    assert (entry.location.name, entry.location.country) == ("Safsaf", "IQ")


def test_an_entry_of_a_country_has_the_name_that_the_text_gives_it() -> None:
    found = entries(
        "A bomb killed two people in Omdurman on Monday.\n\nSudan has been gripped by a war since April "
        "2023, which has claimed at least 29,000 lives."
    )
    assert [(e.kind, e.location.name) for e in found] == [("incident", "Omdurman"), ("total", "Sudan")]


def test_a_night_told_later_is_that_of_an_overnight_attack() -> None:
    (entry,) = entries(
        "An overnight attack in Zhob killed six people, officials said on Tuesday. Gunmen stormed a house in "
        "Zhob late on Monday night."
    )
    assert (entry.date.start, entry.date.end) == (dt.date(2024, 3, 4), dt.date(2024, 3, 4))


def test_three_dead_weeks_ago_are_others_than_three_dead_now() -> None:
    found = entries(
        "A car bomb killed three people in Mogadishu, police said.\n\nEarlier this year ten soldiers were "
        "killed in an ambush near Mogadishu. Three people were killed and nine injured on February 9 when a "
        "bomber walked into a restaurant in Mogadishu."
    )
    assert [[c.best for c in e.counts][:1] for e in found] == [[3], [10], [3]]


def test_provinces_that_are_named_by_a_direction_are_known() -> None:
    for text in ("in Cameroon's Far North Region", "in Cameroon's Far North region"):
        found = whereabouts(f"Ten people were killed {text}.")
        assert found == [("Far North", None, "Far North", "CM", "admin1")]


def test_an_unknown_village_lies_in_the_province_of_its_event() -> None:
    (entry,) = entries(
        "Ten people were killed near the Nigerian border in Cameroon's Far North region.\n\nDozens were hurt "
        "in Saturday's bombing in the village of Zaguelo, carried out by members of Nigeria's Boko Haram."
    )
    assert (entry.location.name, entry.location.admin1, entry.location.country) == (
        "Zaguelo",
        "Far North",
        "CM",
    )


def test_a_place_that_was_raided_lies_where_its_sentence_says() -> None:
    (entry,) = entries(
        "Two men died in a raid on a village in Cameroon.\n\nThe attack on Ameshidou, on the border with "
        "Nigeria, took place on Sunday."
    )
    assert (entry.location.name, entry.location.country) == ("Ameshidou", "CM")
    assert not find_places("They condemned the attack on Ameshidou.")


def test_a_village_without_a_city_of_its_name_is_not_the_city() -> None:
    (entry,) = entries(
        "Seven people were killed in an air raid on the village of Sarja, a Syrian monitor said."
    )
    assert (entry.location.name, entry.location.country) == ("Sarja", "SY")


def test_a_village_takes_the_district_that_a_town_of_its_name_stands_for() -> None:
    text = "Gunmen attacked the administrative post of Mbaou, in Mocimboa da Praia district of Cabo Delgado."
    assert whereabouts(text)[0][:4] == ("Mbaou", "Mocimboa da Praia", "Cabo Delgado", "MZ")


def test_an_agencys_town_and_day_need_no_mark() -> None:
    (entry,) = entries("SANAA, March 4 At least six people were killed when a jet hit a house in Hodeidah.")
    assert entry.location.name == "Hodeidah"


def test_an_adjective_of_a_part_of_the_world_is_no_country() -> None:
    assert whereabouts("Nine people were shot in the Central African nation's North Kivu province.") == [
        ("North Kivu", None, "North Kivu", "CD", "admin1")
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "A patrol was hit in Harma village in Kirkuk province. A bomb went off in al-Asira village "
            "in the same province.",
            ("al-Asira", None, "Kirkuk", "IQ", "place"),
        ),
        (
            "Gunmen came to a village north of the Iraqi capital of Baghdad.",
            ("Baghdad", "Al Rusafa", "Baghdad", "IQ", "near"),
        ),
        (
            "Iraqi police were hit in the Riyadh district, southwest of Kirkuk, in Iraq.",
            ("Riyadh", "Riyadh", None, "IQ", "admin2"),
        ),
        (
            "Rebels hit a convoy near Bhejja in Chhattisgarh's south Bastar district.",
            ("Bhejja", "Bastar", "Chhattisgarh", "IN", "near"),
        ),
        ("Troops came to Sagaing Region's Pinle township.", ("Pinle", "Pinle", "Sagaing", "MM", "admin2")),
        ("A bomb went off in Kani township, Sagaing.", ("Kani", "Yinmabin", "Sagaing", "MM", "admin2")),
        ("A bomb went off in Sittwe, Myanmar.", ("Sittwe", "Sittwe", "Rakhine", "MM", "place")),
        (
            "Seven people died in the Rakhine state capital Sittwe.",
            ("Sittwe", "Sittwe", "Rakhine", "MM", "place"),
        ),
        (
            "A mine killed four people in the Lake Chad region of Niger.",
            ("Lake Chad", None, None, "NE", "region"),
        ),
        (
            "A bomb killed a soldier in Lower South Waziristan.",
            ("South Waziristan", "South Waziristan Agency", "Khyber Pakhtunkhwa", "PK", "admin2"),
        ),
        (
            "Iraqi troops found a body in the disputed Kurdish district of Zur Khurna.",
            ("Zur Khurna", "Zur Khurna", None, "IQ", "admin2"),
        ),
    ],
)
def test_other_ways_to_say_where(
    text: str, place: tuple[str | None, str | None, str | None, str | None, str]
) -> None:
    assert place in whereabouts(text)


def test_the_years_of_a_ranking_are_no_window_of_its_event() -> None:
    found = entries(
        "Two policemen were killed by a bomb in Narayanpur on Sunday. It comes two weeks after troops shot "
        "dead 38 rebels, the biggest ever loss of theirs in the last 24 years, in an encounter in Bijapur."
    )
    assert [(e.kind, e.date.start) for e in found][1] == ("incident", dt.date(2024, 2, 18))


def test_a_list_of_units_without_end_is_read_to_its_end() -> None:
    found = find_places("Troops came to " + "Barangay Latih, " * 3000 + "Patikul, Sulu.")
    assert len(found) > 3000
