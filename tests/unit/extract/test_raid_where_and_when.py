"""Where and when raids were: villages, days of coming, what is of another place or day."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.article import make_article
from extract.dates import find_dates
from extract.model import Entry
from extract.pipeline import extract
from extract.places import find_places

PUBLISHED = "2024-03-15"  # a Friday


def read(text: str) -> tuple[Entry, ...]:
    return extract(make_article("a", f" date {PUBLISHED} " + text)).incidents


def told(entry: Entry) -> list[tuple[str, str, int | None, int | None, int | None]]:
    return [(c.outcome, c.side, c.low, c.best, c.high) for c in entry.counts]


def test_an_attack_is_of_the_day_that_its_attackers_came() -> None:
    (raid,) = read(
        "Militants have raided Zhob, killing several people.\n\nAn elder said that the gunmen had arrived on "
        "motorcycles late on Monday.\n\nThe bodies of the six victims were found on Wednesday, he said."
    )
    assert raid.date.start == dt.date(2024, 3, 11)


@pytest.mark.parametrize(
    ("text", "span", "day"),
    [
        ("found this morning (Thursday) there", "this morning (Thursday)", 14),
        ("Today (Friday), they", "Today (Friday)", 15),
        ("Yesterday, Thursday, they", "Yesterday, Thursday", 14),
    ],
)
def test_a_weekday_in_apposition_says_which_day_today_is(text: str, span: str, day: int) -> None:
    (date,) = find_dates(text, dt.date(2024, 3, 15))
    assert (date.span.text, date.value.start) == (span, dt.date(2024, 3, day))


def test_a_village_takes_its_whole_name() -> None:
    (place,) = find_places("in the remote village of Zhob El-Karim, an official said")
    assert place.value.name == "Zhob El-Karim"


def test_a_lawless_province_is_where_it_was() -> None:
    (raid,) = read(
        "Two people died when rebels attacked a post on Monday in the lawless North Sinai province."
    )
    assert raid.location.name == "North Sinai"


def test_later_in_the_day_is_not_the_day_of_a_report() -> None:
    first, second = read(
        "On Monday, four officers were killed when their truck drove over a bomb near Zhob, according "
        "to a police report seen on Thursday. Later in the day a convoy was struck, killing four guards."
    )
    assert first.date.start == second.date.start == dt.date(2024, 3, 11)


def test_an_attack_claimed_by_somebody_is_where_it_was() -> None:
    (raid,) = read("Six soldiers died on Monday in an attack on a base in Zhobabad claimed by the rebels.")
    assert raid.location.name == "Zhobabad"


def test_what_troops_did_last_week_gives_a_raid_no_day() -> None:
    (raid,) = read(
        "Bandits attacked a village near Zhob, leaving ten dead.\n\nThe raid could be in reprisal for an "
        "operation. Last week troops raided two of their camps in the north."
    )
    assert raid.date.start is None


def test_when_and_where_somebody_spoke_is_not_the_raid() -> None:
    (raid,) = read(
        "Four people were killed in a raid near Zhob on Monday. The commissioner, who spoke from his base in "
        "Kalat on Wednesday, said the attack came as a result of an ambush."
    )
    assert (raid.location.name, raid.date.start) == ("Zhob", dt.date(2024, 3, 11))


def test_where_attackers_flee_to_or_whom_they_fight_is_not_the_place() -> None:
    (raid,) = read(
        "Eight officers were killed by a bomb on Monday in Garissa County, where rebels are at war with the "
        "government in Mogadishu."
    )
    assert raid.location.name == "Garissa"
    (clash,) = read("Rebels attacked a post in Quetta District. A soldier died and they fled to Zhob.")
    assert clash.location.name == "Quetta"


def test_people_are_taken_from_where_they_are_abducted() -> None:
    (raid,) = read("The 100 victims were abducted by bandits on 8 March from Manawa village, Zamfara.")
    assert raid.location.name == "Manawa"


def test_a_month_of_a_place_is_not_that_of_the_strike() -> None:
    (strike,) = read(
        "A woman was killed in a drone strike. The strike hit the village of Kan Mehtarzai, where troops "
        "began an offensive earlier this month."
    )
    assert (strike.location.name, strike.role) == ("Kan Mehtarzai", "main")
    assert strike.date.precision != "month"


def test_an_attack_is_where_and_when_its_attackers_arrived() -> None:
    (raid,) = read(
        "Gunmen have killed four farmers in Nigeria, police said.\n\nThe bandits arrived in Kan "
        "Gida around 2am on Monday and stayed for hours."
    )
    assert (raid.location.name, raid.date.start) == ("Kan Gida", dt.date(2024, 3, 11))


def test_the_dogon_are_a_people_and_dogon_dawa_a_town() -> None:
    places = find_places(
        "Dogon hunters killed five persons in Dogon Dawa, Bula Tari and Tabanni, Kaduna State."
    )
    assert [p.value.name for p in places if p.form != "parent"] == ["Dogon Dawa", "Bula Tari", "Tabanni"]


def test_a_siege_since_the_war_erupted_gives_a_strike_no_day() -> None:
    (strike,) = read(
        "Eight civilians were killed in a drone strike in Kadugli, medics said. Rebels had imposed a siege "
        "on the city since the first months of the war that erupted on April 15, 2023."
    )
    assert strike.date.start is None or strike.date.start > dt.date(2024, 3, 1)


def test_a_town_near_a_city_is_where_the_next_sentence_says() -> None:
    (blast,) = read(
        "Four soldiers were killed on Monday when a bomb exploded in a town near Mogadishu.\n\nThe "
        "blast in Afgoye took place at noon, a police officer said."
    )
    assert blast.location.name == "Afgoye"


def test_a_cattle_camp_is_a_place() -> None:
    first, *_ = find_places("a raid on Kiir-Adhiok cattle camp in Twic East county in Jonglei state")
    assert (first.value.name, first.value.precision) == ("Kiir-Adhiok", "place")


def test_a_town_on_the_border_of_a_land_lies_on_its_own_side() -> None:
    places = find_places(
        "EL-ARISH, Egypt — Egypt's army said five rebels died in the northern Sinai Peninsula, just outside "
        "the town of Rafah, on the Gaza border."
    )
    assert [p.value.country for p in places if p.value.name == "Rafah"] == ["EG"]


@pytest.mark.parametrize("rose", ["has risen", "rose"])
def test_the_day_of_the_attacks_whose_toll_rose_is_theirs(rose: str) -> None:
    (raid,) = read(
        f"The death toll of the bloody raids by gunmen on the provincial capital Zhob on Monday {rose} to 61."
    )
    assert raid.date.start == dt.date(2024, 3, 11)
    assert told(raid) == [("killed", "unknown", 61, 61, 61)]
