"""What is measured, with which measure: one line a field.

Nominal fields take "not stated" as a value of its own, because to see nothing is to disagree with who sees
something. Numbers and days have no such value: a unit where one of two coders states none is left out of
that field, and counted.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from extract.model import DATE_PRECISIONS, PLACE_PRECISIONS, Count, Entry, Place
from gold.score.credit import kilometres, level

Level: TypeAlias = Literal["nominal", "ordinal", "interval", "kilometres"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `of` reads its value from an entry, or from a count; None is not stated."""

    name: str
    level: Level
    on: Literal["article", "entry", "count"]
    of: Callable[[Any], Hashable]
    about: str


def _unit(name: str) -> Callable[[Entry], Hashable]:
    return lambda entry: level(entry.location, name) or None


def _start(entry: Entry) -> int | None:
    day = entry.date.start or entry.date.end
    return None if day is None else day.toordinal()


def _point(entry: Entry) -> tuple[float, float] | None:
    place = entry.location
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _log(count: Count) -> float | None:
    return None if count.best is None else math.log(count.best + 1)


FIELDS: tuple[Field, ...] = (
    Field("relevant", "nominal", "article", lambda coding: coding.relevant, "whether there is an entry"),
    Field("role", "nominal", "entry", lambda entry: entry.role, "main or background"),
    Field("type", "nominal", "entry", lambda entry: entry.type, "attack, clash, raid …"),
    Field("date", "interval", "entry", _start, "the first day, in days"),
    Field(
        "date precision",
        "ordinal",
        "entry",
        lambda entry: DATE_PRECISIONS.index(entry.date.precision),
        "day, days, week, month, year, unknown",
    ),
    Field("country", "nominal", "entry", _unit("country"), "the country"),
    Field("admin1", "nominal", "entry", _unit("admin1"), "province or state"),
    Field("admin2", "nominal", "entry", _unit("admin2"), "district"),
    Field("place", "nominal", "entry", _unit("name"), "the name"),
    Field("place distance", "kilometres", "entry", _point, "coordinates, in kilometres"),
    Field(
        "place precision",
        "ordinal",
        "entry",
        lambda entry: PLACE_PRECISIONS.index(entry.location.precision),
        "place, near, admin2 … unknown",
    ),
    Field("side", "nominal", "count", lambda count: count.side, "whose people"),
    Field("qualifier", "nominal", "count", lambda count: count.qualifier, "exact, at least …"),
    Field("best", "interval", "count", lambda count: count.best, "the figure"),
    Field("best, log ratio", "interval", "count", _log, "the figure, by ratio: ln(best + 1)"),
)

#: What stands for "not stated" among the values of a nominal field.
NOT_STATED = "∅"


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points (latitude, longitude)."""
    a, b = (Place(latitude=p[0], longitude=p[1]) for p in (one, other))
    apart = kilometres(a, b)
    assert apart is not None
    return apart
