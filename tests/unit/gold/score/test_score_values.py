"""How far two values agree: numbers, triples, dates and places."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from extract.model import Count, DateRange, Place
from gold.score import credit
from tests.unit.gold.score.scoring import TURBAT, count, day


def agrees(found: credit.Agreement, mark: str, share: float, near: float = 1e-9) -> bool:
    """Whether mark and credit are these."""
    return found[0] == mark and abs(found[1] - share) <= near


VAGUE = count(None, low=12, high=None, qualifier="vague")


@pytest.mark.parametrize(
    ("gold", "found", "mark", "share"),
    [
        (count(12), count(12), "correct", 1.0),
        (count(100), count(95), "partial", 0.95),
        (count(100), count(111), "incorrect", 0.0),
        (count(9), count(10), "incorrect", 0.0),
        (count(0), count(0), "correct", 1.0),
        (count(0), count(1), "incorrect", 0.0),
        (VAGUE, VAGUE, "correct", 1.0),
        (VAGUE, count(12), "partial", 0.5),
        (VAGUE, count(20), "incorrect", 0.0),
        (count(None, low=None, high=20), count(None, low=None, high=30), "incorrect", 0.0),
    ],
)
def test_numbers(gold: Count, found: Count, mark: str, share: float) -> None:
    assert agrees(credit.number(gold, found, 0.1), mark, share)


def test_a_right_number_of_the_wrong_side_is_half_right() -> None:
    assert credit.count(count(3), count(3, "civilians"), 0.1) == ("partial", 0.5)
    assert credit.count(count(100), count(99, "civilians"), 0.1) == ("incorrect", 0.0)


@pytest.mark.parametrize(
    ("found", "mark", "share"),
    [
        (count(12, high=None), "correct", 1.0),
        (count(12), "partial", 2 / 3),
        (count(None, low=12, high=None), "partial", 0.5),
        (count(20), "incorrect", 0.0),
    ],
)
def test_the_three_numbers_of_at_least_twelve(found: Count, mark: str, share: float) -> None:
    assert agrees(credit.triple(count(12, high=None), found), mark, share)


def test_log_error_is_nought_when_equal_and_the_same_both_ways() -> None:
    assert credit.log_error(count(5), count(5)) == 0
    assert credit.log_error(count(0), count(1)) == pytest.approx(0.6931, abs=1e-4)
    assert credit.log_error(count(1), count(0)) == credit.log_error(count(0), count(1))
    assert credit.log_error(VAGUE, count(1)) is None


@pytest.mark.parametrize(
    ("gold", "found", "mark", "share"),
    [
        (day(0), day(0), "correct", 1.0),
        (day(0), day(1), "incorrect", 0.0),
        (day(0), day(0, 1, precision="days"), "partial", 0.4),
        (day(0, 6, precision="week"), day(0, 5, precision="week"), "partial", 6 / 7),
        (day(0), day(0, precision="unknown"), "partial", 0.8),
        (DateRange(None, day().end, "day"), DateRange(None, day().end, "day"), "correct", 1.0),
        (DateRange(None, day().end, "day"), day(-3, 0), "partial", 0.5),
        (DateRange(None, day().end, "day"), day(-3, -1), "partial", 0.25),
        (DateRange(None, day().end, "day"), day(1, 2), "incorrect", 0.0),
    ],
)
def test_dates(gold: DateRange, found: DateRange, mark: str, share: float) -> None:
    assert agrees(credit.date(gold, found), mark, share)


def test_days_apart_are_counted_from_start_to_start() -> None:
    assert credit.days_apart(day(0), day(2)) == 2
    end = DateRange(None, dt.date(2025, 3, 1), "day")
    assert credit.days_apart(end, replace(end, end=dt.date(2025, 3, 4))) == 3
    assert credit.days_apart(end, DateRange(dt.date(2025, 3, 4), None, "day")) is None


COAST = Place(None, None, None, None, 26.0, 63.0, precision="place")


@pytest.mark.parametrize(
    ("found", "mark", "share"),
    [
        (replace(TURBAT, name="TURBAT", admin2="Kech District"), "correct", 1.0),
        (replace(TURBAT, admin2=None), "partial", 0.75),
        (replace(TURBAT, precision="near"), "partial", 0.8),
        (replace(TURBAT, admin1="Sindh"), "incorrect", 0.25),
        (replace(TURBAT, country="IR"), "incorrect", 0.0),
        (Place(None, None, "Balochistan", "PK", precision="admin1"), "partial", 0.4),
        (Place(country="PK", precision="country"), "incorrect", 0.2),
    ],
)
def test_places_by_level(found: Place, mark: str, share: float) -> None:
    assert agrees(credit.place(TURBAT, found), mark, share)


@pytest.mark.parametrize(
    ("north", "mark", "share"), [(0.0, "correct", 1.0), (0.1, "partial", 0.778), (0.4, "incorrect", 0.11)]
)
def test_places_by_kilometres(north: float, mark: str, share: float) -> None:
    found = replace(COAST, latitude=26.0 + north)
    assert agrees(credit.place(COAST, found), mark, share, 0.002)


def test_the_same_geoname_settles_it_whatever_the_spelling() -> None:
    gold = replace(TURBAT, geoname_id=7)
    assert credit.place(gold, replace(gold, name="Turbet", admin2=None)) == credit.RIGHT


def test_several_places_are_matched_in_any_order_but_for_the_first() -> None:
    gwadar, panjgur = replace(TURBAT, name="Gwadar"), replace(TURBAT, name="Panjgur")
    gold = replace(TURBAT, others=(gwadar, panjgur))
    assert credit.place(gold, replace(TURBAT, others=(panjgur, gwadar))) == credit.RIGHT
    assert agrees(credit.place(gold, replace(gwadar, others=(panjgur, TURBAT))), "partial", 1.0)
    assert agrees(credit.place(gold, TURBAT), "incorrect", 1 / 3)


def test_kilometres_are_great_circle_kilometres() -> None:
    paris = Place("Paris", latitude=48.8566, longitude=2.3522)
    london = Place("London", latitude=51.5074, longitude=-0.1278)
    assert credit.kilometres(paris, london) == pytest.approx(343.6, abs=1)
    assert credit.kilometres(paris, TURBAT) is None
