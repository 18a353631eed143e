"""Places in a text: what is found, how it is read, what is left alone, and which namesake is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Place
from extract.places import PlaceMention, find_places


def names(text: str) -> list[str]:
    return [m.value.name or "" for m in find_places(text)]


def only(text: str) -> PlaceMention:
    found = [m for m in find_places(text) if m.form != "parent"]
    assert len(found) == 1, found
    return found[0]


def told(mention: PlaceMention) -> tuple[str | None, str | None, str | None, str | None, str]:
    v = mention.value
    return v.name, v.admin2, v.admin1, v.country, v.precision


# -- unit words ----------------------------------------------------------------------------------------


def test_a_district_is_read_by_its_unit_word() -> None:
    m = only("Troops searched the hills of Awaran District on Friday.")
    assert told(m) == ("Awaran", "Awaran", "Balochistan", "PK", "admin2")
    assert m.span.text == m.phrase.text == "Awaran District"
    assert m.form == "pattern"


def test_small_unit_words_count_as_well() -> None:
    assert told(only("A convoy was ambushed in Zhob district."))[4] == "admin2"
    assert told(only("Shelling went on across Helmand province."))[2:] == ("Helmand", "AF", "admin1")


def test_an_unknown_village_takes_what_its_district_says() -> None:
    m = only("Gunmen fired on a post in general area Zarkhan, Kalat District, before dawn.")
    assert told(m) == ("Zarkhan", "Kalat", "Balochistan", "PK", "place")
    assert m.phrase.text == "Zarkhan, Kalat District"
    assert m.value.evidence == (m.phrase,)
    assert m.value.latitude is None


@pytest.mark.parametrize(
    "text",
    [
        "Raiders came to the village of Zorbanga in Kongoussi.",
        "Raiders came to Zorbanga village of Kongoussi.",
        "Raiders came to the Zorbanga area of Kongoussi.",
        "Raiders burned Zorbanga (Kongoussi, Bam).",
    ],
)
def test_a_village_lies_in_what_is_named_with_it(text: str) -> None:
    m = next(m for m in find_places(text) if m.value.name == "Zorbanga")
    assert m.value.country == "BF"
    assert m.value.admin1 == "Centre-Nord"


def test_a_list_of_districts_shares_its_unit_word_and_its_province() -> None:
    found = find_places("Raids followed in Kech and Panjgur Districts of Balochistan.")
    assert [told(m) for m in found] == [
        ("Kech", "Kech", "Balochistan", "PK", "admin2"),
        ("Panjgur", "Panjgur", "Balochistan", "PK", "admin2"),
        ("Balochistan", None, "Balochistan", "PK", "admin1"),
    ]
    assert len({m.group for m in found}) == 1
    assert {m.phrase.text for m in found} == {"Kech and Panjgur Districts of Balochistan"}
    assert found[2].form == "parent"


def test_a_list_under_a_province_is_of_its_districts() -> None:
    found = find_places("Two raids took place in Zhob and Harnai, Balochistan, police said.")
    assert [told(m)[4] for m in found] == ["admin2", "admin2", "admin1"]
    assert {m.phrase.text for m in found} == {"Zhob and Harnai, Balochistan"}


def test_a_short_form_in_brackets_is_the_same_place() -> None:
    found = find_places("Operations in Khyber Pakhtunkhwa (KP) and Sindh went on.")
    assert [m.value.name for m in found] == ["Khyber Pakhtunkhwa", "Sindh"]
    assert found[0].phrase.text == "Khyber Pakhtunkhwa (KP) and Sindh"
    assert found[0].group == found[1].group


def test_the_short_form_of_a_province_is_kept_as_written() -> None:
    assert told(only("Attacks rose in KP Province.")) == ("KP", None, "Khyber Pakhtunkhwa", "PK", "admin1")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A man died at Ganga Rampur village on Monday.", "Ganga Rampur"),
        ("Raiders came near Bali Doogle village.", "Bali Doogle"),
        ("They met in Usta Mohammad area after noon.", "Usta Mohammad"),
        ("The raid was in Barangay Marbelo that day.", "Marbelo"),
        ("Shells fell on the al-Zarka neighbourhood.", "al-Zarka"),
    ],
)
def test_the_unit_word_holds_a_name_of_several_words_together(text: str, name: str) -> None:
    assert name in names(text)


def test_a_refugee_camp_is_a_place() -> None:
    assert only("Two were hurt in Zarkabad refugee camp.").span.text == "Zarkabad refugee camp"


def test_names_joined_by_small_words_are_one() -> None:
    text = "They fled from Jammu and Kashmir, sailed the Gulf of Aden, and came to Dar es Salaam."
    assert names(text) == ["Jammu and Kashmir", "Gulf of Aden", "Dar es Salaam"]


def test_a_possessive_names_the_unit_first() -> None:
    found = {m.value.name: m for m in find_places("A shop was burned in Lahore's Zorgarh area.")}
    assert found["Zorgarh"].value.admin1 == "Punjab"
    assert found["Lahore"].form == "parent"


def test_a_town_and_its_state_in_american_style() -> None:
    for text in ("A man was shot in Ogden, Utah.", "OGDEN, Utah (AP) - A man was shot."):
        town = find_places(text)[0]
        assert town.value.admin1 == "Utah"
    short = find_places("A fire broke out in Springfield, Mo., on Monday.")
    assert [m.value.admin1 for m in short] == ["Missouri", "Missouri"]


# -- how near, how far ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("A mine went off some 20 km north of Djibo.", "some 20 km north of Djibo"),
        ("A mine went off near Djibo.", "near Djibo"),
        ("A mine went off on the outskirts of Djibo.", "on the outskirts of Djibo"),
    ],
)
def test_relational_text_is_near(text: str, phrase: str) -> None:
    m = only(text)
    assert (m.value.name, m.value.precision) == ("Djibo", "near")
    assert m.phrase.text == phrase
    assert m.span.text == "Djibo"


def test_in_the_west_of_a_town_is_in_it() -> None:
    assert only("A house burned in the west of Djibo.").value.precision == "place"


def test_between_two_places_is_a_region() -> None:
    found = find_places("The convoy was hit between Djibo and Kongoussi.")
    assert [(m.value.name, m.value.precision) for m in found] == [
        ("Djibo", "region"),
        ("Kongoussi", "region"),
    ]
    assert found[0].group == found[1].group


def test_talks_between_two_capitals_are_no_region() -> None:
    found = find_places("Talks between Kabul and Islamabad broke down.")
    assert "region" not in {m.value.precision for m in found}


def test_a_valley_is_a_region() -> None:
    assert only("Jets struck hideouts in Tirah Valley.").value.precision == "region"


# -- datelines and capitals ----------------------------------------------------------------------------


def test_the_dateline_is_told_apart() -> None:
    found = find_places("QUETTA: Three men were arrested in Kalat on Sunday.")
    assert [(m.value.name, m.form) for m in found] == [("QUETTA", "dateline"), ("Kalat", "gazetteer")]


def test_a_text_in_capitals_gives_places_and_no_plain_words() -> None:
    text = (
        "SAN SALVADOR, 3 MAR 90 (XYZ) -- GUERRILLAS ATTACKED A POWER STATION IN SAN MIGUEL DEPARTMENT LAST "
        "NIGHT, THE ARMED FORCES PRESS COMMITTEE REPORTED. COLONEL RAMIRO ZEPEDA SAID THE CAPITAL WAS CALM."
    )
    found = find_places(text)
    assert [m.span.text for m in found] == ["SAN SALVADOR", "SAN MIGUEL DEPARTMENT"]
    assert {m.value.country for m in found} == {"SV"}


# -- what is no place ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Smith told reporters he was tired.",
        "General Paris spoke for an hour.",
        "The Washington Post reported it first.",
        "The Islamabad High Court adjourned on Monday.",
        "Fighters of Lashkar-e-Taiba fled.",
        "Since March, Police and Security officials have waited.",
        "Most of them were Nice people, and Reading was their hobby.",
        "Mobile phones were taken; May brought rain.",
        "The Islamic State group claimed it.",
        "Afghan and Pakistani troops met; Turkish jets flew.",
        "Talks were held at the White House.",
        "ISPR and CTD issued a statement.",
        "I've said so, and They'll come.",
        "of the and to which",
        "",
        "نص بالعربية فقط",
    ],
)
def test_these_hold_no_place(text: str) -> None:
    assert find_places(text) == []


def test_a_persons_surname_is_no_place_later_on() -> None:
    text = "Georgia Stevens trains every day. Georgia hopes for a medal, and Stevens is proud of her."
    assert find_places(text) == []


def test_the_police_of_a_town_name_the_town() -> None:
    assert names("Karachi police arrested four men.") == ["Karachi"]


def test_masked_stretches_hold_no_place() -> None:
    text = "They met in Lahore and in Quetta."
    at = text.index("Lahore")
    assert [m.value.name for m in find_places(text, masked=[(at, at + 6)])] == ["Quetta"]


def test_demonyms_are_given_on_request_only() -> None:
    text = "Turkish jets struck a camp near Erbil."
    assert names(text) == ["Erbil"]
    found = find_places(text, demonyms=True)
    assert [(m.span.text, m.form, m.value.country) for m in found] == [
        ("Turkish", "demonym", "TR"),
        ("Erbil", "pattern", "IQ"),
    ] or [(m.span.text, m.form) for m in found] == [("Turkish", "demonym"), ("Erbil", "gazetteer")]


# -- which namesake ------------------------------------------------------------------------------------


def test_the_country_in_the_text_decides() -> None:
    assert only("A bomb went off in Hyderabad, India.").value.admin1 == "Telangana"
    assert only("A bomb went off in Hyderabad, Pakistan.").value.admin1 == "Sindh"


def test_the_callers_country_and_publisher_decide() -> None:
    text = "A bomb went off in Hyderabad."
    assert find_places(text, country="PK")[0].value.country == "PK"
    assert find_places(text, country="Pakistan")[0].value.country == "PK"
    assert find_places(text, publisher="The Hindu")[0].value.country == "IN"
    assert find_places(text, publisher="Karachi Gazette")[0].value.country == "PK"
    assert find_places(text, dateline="LAHORE")[0].value.country == "PK"


def test_a_publisher_whose_name_is_a_small_town_says_nothing() -> None:
    assert find_places("They met in Kabul.", publisher="Evening Standard")[0].value.country == "AF"


def test_a_group_hints_at_its_country() -> None:
    assert only("TTP fighters attacked a post in Bara.").value.country == "PK"


def test_one_sense_in_one_text() -> None:
    text = "A barn burned in Paris, Texas. Firemen from all over came to Paris."
    places = [m.value for m in find_places(text) if m.value.name == "Paris"]
    assert [p.admin1 for p in places] == ["Texas", "Texas"]


def test_a_capital_is_not_moved_by_a_small_namesake() -> None:
    text = "U.S. envoys from California flew to London, and an American banker went to Jerusalem."
    places = {m.value.name: m.value.country for m in find_places(text)}
    assert places["London"] == "GB"
    assert places["Jerusalem"] in ("IL", "PS")


def test_the_callers_aliases_beat_everything() -> None:
    place = Place(name="Zorbad", admin1="Balochistan", country="PK", precision="place", latitude=29.0)
    found = find_places("They camped at ZORBAD.", aliases={"zorbad": place})
    assert [(m.form, m.value.latitude, m.value.country) for m in found] == [("alias", 29.0, "PK")]
    assert found[0].value.evidence == (found[0].phrase,)


# -- any text ------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "Kabul",
        "KALAT",
        "District",
        "of",
        "and",
        ",",
        "(",
        ")",
        "in",
        "near",
        "Zorb",
        "Al",
        "Abu",
        "-",
        "'s",
        ".",
        "U.S.",
        "\n",
        "\n\n",
        "General",
        "Jordan",
        "Balochistan",
        "Mo.",
        "the",
        "20 km north of",
        "between",
        "İzmir",
        "\u202e",
        "\x1b[31m",
        "🙂",
        "Ñ",
        "ß",
        "ŉ",
        "St.",
        "Rio",
        "de",
        "Janeiro",
        "\xa0",
        "Â\xa0",
        "al-",
    ]
)


def spans_hold(text: str) -> None:
    found = find_places(text, demonyms=True)
    for m in found:
        for span in (m.span, m.phrase, *m.value.evidence):
            assert text[span.start : span.end] == span.text
            assert span.start < span.end
        assert m.phrase.start <= m.span.start
        assert m.span.end <= m.phrase.end
        assert m.value.name
    starts = [m.span.start for m in found]
    assert starts == sorted(starts)


@given(st.text(max_size=300))
def test_spans_are_slices_of_any_text(text: str) -> None:
    spans_hold(text)


@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_spans_are_slices_of_names_in_any_order(text: str) -> None:
    spans_hold(text)
    spans_hold(text.upper())


def test_a_very_long_list_ends_somewhere() -> None:
    text = "in " + " and ".join(["Kabul"] * 20_000)
    found = find_places(text)
    assert len(found) == 20_000
    assert max(len(m.phrase.text) for m in found) < 1_000
