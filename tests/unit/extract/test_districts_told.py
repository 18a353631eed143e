"""Where statements say it was: districts and their provinces, borders, lists of places with figures."""

from __future__ import annotations

import pytest

from extract.article import make_article
from extract.model import Entry
from extract.pipeline import extract

HEAD = "date 2024-03-15 QUETTA: "


def read(text: str) -> tuple[Entry, ...]:
    return extract(make_article("a", HEAD + text)).incidents


def only(text: str) -> Entry:
    (entry,) = read(text)
    return entry


def told(entry: Entry) -> list[tuple[str, str, int | None, bool]]:
    return [(c.side, c.outcome, c.best, c.part_of is not None) for c in entry.counts]


def test_the_border_of_two_countries_is_not_where_it_was_and_that_of_two_districts_is_one_place() -> None:
    entry = only(
        "Five rebels were killed on Thursday trying to cross the Pakistan-Afghanistan border in general area "
        "Spinwam, North Waziristan District."
    )
    assert entry.location.name == "Spinwam"
    entry = only("Three soldiers were killed on the boundary of Kech and Panjgur districts on Thursday.")
    assert entry.kind == "incident"


def test_a_district_lies_in_the_province_that_its_own_sentence_names() -> None:
    found = read(
        "An Afghan district chief and two others died when their car hit a bomb on Friday. An air strike "
        "also killed the rebel chief of the eastern province of Kunar.\n\nAbdul Nasir, police spokesman in "
        "the northern province of Takhar, said the chief of Oshkamand district and two guards were killed."
    )
    assert {e.location.name: e.location.admin1 for e in found}["Oshkamand"] == "Takhar"


def test_attacks_across_a_province_are_several() -> None:
    entry = only("At least 12 people were killed in attacks across Balochistan on Monday.")
    assert entry.kind == "total"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Four policemen were gunned down in Quetta on Thursday. Twenty policemen have lost their lives "
            "in targeted killings across the city in the past 24 days.",
            "Quetta",
        ),
        (
            "Four policemen were gunned down in Kech district on Thursday. At least 200 people have "
            "been killed in the province this year.",
            "Balochistan",
        ),
    ],
)
def test_the_city_and_the_province_are_those_named_before(text: str, place: str) -> None:
    *_, total = read(text)
    assert (total.kind, total.location.name, total.location.inferred) == ("total", place, True)


def test_each_figure_behind_while_has_the_place_named_with_it() -> None:
    first, second = read(
        "Troops killed seven rebels in the northern district of Zhob on Thursday, while a soldier was "
        "killed in the southern area of Bulam."
    )
    assert (first.location.name, told(first)) == ("Zhob", [("militants", "killed", 7, False)])
    assert (second.location.name, told(second)) == ("Bulam", [("security_forces", "killed", 1, False)])


def test_an_upazila_is_in_bangladesh() -> None:
    (entry,) = extract(
        make_article("a", "date 2024-03-15 DHAKA: Two men were hacked to death in Raipura upazila on Friday.")
    ).incidents
    assert (entry.location.name, entry.location.country) == ("Raipura", "BD")


def test_a_district_known_elsewhere_by_another_name_lies_in_the_province_told() -> None:
    _, first, _ = extract(
        make_article(
            "a",
            "date 2024-03-15 KABUL: Two civilians were killed in separate blasts in Nangarhar and Kunar "
            "provinces on Friday. In Nangarhar, a bomb struck a rickshaw in Khogyani district, killing one. "
            "In Kunar, a woman died when a mine went off in Sawkai district.",
        )
    ).incidents
    assert (first.location.name, first.location.admin1) == ("Khogyani", "Nangarhar")


@pytest.mark.parametrize(
    "figures",
    [
        "Four rebels were killed in Zhob on Friday; two in Kalat; two in Loralai; and one each in Gwadar and "
        "Turbat.",
        "Four rebels were killed in Zhob on Friday, two in Kalat, two in Loralai, and one each in Gwadar and "
        "Turbat.",
    ],
)
def test_equal_figures_of_a_list_of_places_are_of_each_place(figures: str) -> None:
    entries = read(figures)
    assert [(e.location.name, told(e)) for e in entries] == [
        (place, [("militants", "killed", best, False)])
        for place, best in [("Zhob", 4), ("Kalat", 2), ("Loralai", 2), ("Gwadar", 1), ("Turbat", 1)]
    ]


def test_a_figure_that_holds_at_each_place_is_told_of_both() -> None:
    entries = read("One rebel each was killed in Gwadar and Turbat on Friday.")
    assert [(e.kind, e.location.name, e.counts[0].best) for e in entries] == [
        ("incident", "Gwadar", 1),
        ("incident", "Turbat", 1),
    ]
