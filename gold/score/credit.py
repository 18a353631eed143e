"""How far two values agree: a mark and a credit from 0 to 1 for counts, dates and places. Pure.

Every rule and number here is published in `docs/gold.md`, "Scoring"; change both together.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from functools import lru_cache
from typing import Literal, TypeAlias

from extract.model import Count, DateRange, Place

#: How two stated values compare; missing and spurious are not a matter of values.
Agreement: TypeAlias = tuple[Literal["correct", "partial", "incorrect"], float]

RIGHT: Agreement = ("correct", 1.0)
WRONG: Agreement = ("incorrect", 0.0)

#: What is left of the credit where only the precision differs.
OTHER_PRECISION = 0.8
#: A place is partly right from this credit on.
PLACE_PARTIAL = 0.5
#: Kilometres at which the credit for nearness has fallen to nothing; half of it is left at UCDP's "near", 25.
PLACE_REACH = 50.0
#: A count whose number is right and whose side is not.
NUMBER_ONLY = 0.5

LEVELS: tuple[str, ...] = ("country", "admin1", "admin2", "name")

_EARTH_KM = 6371.0088
_UNIT_WORDS = re.compile(r"\b(district|province|state|governorate|region|department|county)$")


def states_count(count: Count) -> bool:
    """Whether a count states anything: with low, best and high all null it is the same as absent."""
    return not (count.low is None and count.best is None and count.high is None)


def states_date(date: DateRange) -> bool:
    """Whether a date states anything: without start and end it is the same as absent."""
    return date.start is not None or date.end is not None


def states_place(place: Place) -> bool:
    """Whether a location states anything: without names and coordinates it is the same as absent."""
    return any(getattr(place, level) for level in LEVELS) or _point(place) is not None or bool(place.others)


# ---------------------------------------------------------------- counts


def number(gold: Count, found: Count, tolerance: float) -> Agreement:
    """How far two numbers agree: by `best`, and where neither has one by `low` and `high`.

    Partial: within `tolerance` of the gold's (never of 0), credit the smaller over the larger; or one of
    them gives bounds only and one bound is the same, credit a half.
    """
    if gold.best is not None and found.best is not None:
        if gold.best == found.best:
            return RIGHT
        if abs(gold.best - found.best) <= tolerance * gold.best:
            return "partial", min(gold.best, found.best) / max(gold.best, found.best)
        return WRONG
    bounds = ((gold.low, found.low), (gold.high, found.high))
    if gold.best == found.best and all(g == f for g, f in bounds):
        return RIGHT
    return ("partial", 0.5) if any(g is not None and g == f for g, f in bounds) else WRONG


def triple(gold: Count, found: Count) -> Agreement:
    """How far low, best and high agree: all three, or the share of the stated ones that is the same."""
    pairs = ((gold.low, found.low), (gold.best, found.best), (gold.high, found.high))
    stated = [(g, f) for g, f in pairs if g is not None or f is not None]
    same = sum(g == f for g, f in stated)
    if same == len(stated):
        return RIGHT
    return ("partial", same / len(stated)) if same else WRONG


def count(gold: Count, found: Count, tolerance: float) -> Agreement:
    """How far two counts of one outcome agree. A right number with the wrong side is partial."""
    mark, credit = number(gold, found, tolerance)
    if gold.side == found.side:
        return mark, credit
    return ("partial", NUMBER_ONLY) if mark == "correct" else WRONG


def log_error(gold: Count, found: Count) -> float | None:
    """|ln((found + 1) / (gold + 1))| of `best`; None where either has none. 0.69 is a factor of two."""
    if gold.best is None or found.best is None:
        return None
    return abs(math.log((found.best + 1) / (gold.best + 1)))


# ---------------------------------------------------------------- dates


def date(gold: DateRange, found: DateRange) -> Agreement:
    """How far two stated dates agree.

    Correct: the same start, end and precision. Partial: a day in common; credit is the days in both over the
    days in either, times 0.8 where the precision differs. With an open end: the share of the two ends that
    is the same, if the windows can share a day at all.
    """
    same_precision = gold.precision == found.precision
    if (gold.start, gold.end) == (found.start, found.end) and same_precision:
        return RIGHT
    share = _overlap(gold, found)
    if share == 0:
        return WRONG
    return "partial", share * (1.0 if same_precision else OTHER_PRECISION)


def _overlap(gold: DateRange, found: DateRange) -> float:
    start = max(gold.start or dt.date.min, found.start or dt.date.min)
    end = min(gold.end or dt.date.max, found.end or dt.date.max)
    if start > end:
        return 0.0
    ends = (gold.start, gold.end, found.start, found.end)
    if any(day is None for day in ends):
        return ((gold.start == found.start) + (gold.end == found.end)) / 2 or 0.25
    both = (end - start).days + 1
    first = min(day for day in ends if day)
    last = max(day for day in ends if day)
    return both / ((last - first).days + 1)


def days_apart(gold: DateRange, found: DateRange) -> int | None:
    """Days between the two starts (the ends, where a start is open); None where they cannot be told."""
    for one, other in ((gold.start, found.start), (gold.end, found.end)):
        if one is not None and other is not None:
            return abs((one - other).days)
    return None


# ---------------------------------------------------------------- places


@lru_cache(maxsize=50_000)
def folded(name: str | None) -> str:
    """A name to compare: no case, marks, punctuation or trailing word for its kind of unit."""
    if not name:
        return ""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    bare = _UNIT_WORDS.sub("", plain.casefold().strip()).strip()
    return "".join(c for c in bare if c.isalnum()) or plain.casefold()


def level(place: Place, name: str) -> str:
    """One level of a place (see LEVELS) to compare; empty where it is not stated."""
    return folded(getattr(place, name))


def place(gold: Place, found: Place) -> Agreement:
    """How far two stated locations agree, all their places taken together.

    Correct: the same first place and the same others. Else the places are matched so that their credits add
    up to the most; that sum over the larger number of places is the credit, partial from 0.5 on.
    """
    if not gold.others and not found.others:
        exact, near = _one_place(gold, found)
        return RIGHT if exact else _graded(near, gold, found)
    from gold.score.assignment import pairs

    left, right = (gold, *gold.others), (found, *found.others)
    table = [[_one_place(g, f) for f in right] for g in left]
    chosen = pairs([[near + 0.001 * exact for exact, near in row] for row in table])
    same = len(left) == len(right) == len(chosen) and all(table[g][f][0] for g, f in chosen)
    if same and table[0][0][0]:
        return RIGHT
    near = sum(table[g][f][1] for g, f in chosen) / max(len(left), len(right))
    return _graded(near, gold, found)


def _graded(near: float, gold: Place, found: Place) -> Agreement:
    credit = near if _same_precision(gold, found) else near * OTHER_PRECISION
    return ("partial", credit) if near >= PLACE_PARTIAL else ("incorrect", credit)


def _same_precision(gold: Place, found: Place) -> bool:
    return gold.precision in ("unknown", found.precision)


def _one_place(gold: Place, found: Place) -> tuple[bool, float]:
    """Whether two places are the same in all that gold says, and how near they are, 0 to 1."""
    by_id = gold.geoname_id is not None and gold.geoname_id == found.geoname_id
    agreed = stated = 0
    broken = False
    for name in LEVELS:
        g, f = level(gold, name), level(found, name)
        if not g and not f:
            continue
        stated += 1
        broken = broken or bool(g and f and g != f)
        agreed += g == f and not broken
    near = agreed / stated if stated else 0.0
    if by_id:
        near, agreed, stated = 1.0, 1, 1
    apart = kilometres(gold, found)
    if apart is not None:
        near = max(near, 1 - apart / PLACE_REACH)
    bare = stated == 0 and apart is not None and apart < 0.1
    return (bare or (stated > 0 and agreed == stated)) and _same_precision(gold, found), near


def _point(place: Place) -> tuple[float, float] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def kilometres(gold: Place, found: Place) -> float | None:
    """Great-circle distance in kilometres; None where either has no coordinates."""
    one, other = _point(gold), _point(found)
    if one is None or other is None:
        return None
    (a, b), (c, d) = (tuple(map(math.radians, p)) for p in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
