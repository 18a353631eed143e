"""When two values are the same to an adjudicator, and how far apart they are otherwise. Pure."""

from __future__ import annotations

from typing import Any

from extract.from_json import count_from_json, date_from_json, place_from_json
from gold.score import credit

#: Counts that differ by no more are paired as nearly right.
TOLERANCE = 0.1
#: How far apart two values are that can only be the same or not.
_PLAIN = {"type": 0.2, "role": 0.4, "part_of": 0.3, "entry": 1.0}
_COUNT = ("outcome", "side", "low", "best", "high", "qualifier", "part_of")
_FLAGS = ("perpetrator", "status_disputed")
_DATE = ("start", "end", "precision")
_PLACE = ("country", "admin1", "admin2", "name")


def same_value(kind: str, one: Any, two: Any) -> bool:
    """Whether two wire values say the same; what they rest on is beside the point."""
    if one is None or two is None:
        return one is None and two is None
    match kind:
        case "date":
            return all(one.get(k) == two.get(k) for k in _DATE)
        case "location":
            return _places(one) == _places(two)
        case "count":
            flags = all(bool(one.get(k)) == bool(two.get(k)) for k in _FLAGS)
            return flags and all(one.get(k) == two.get(k) for k in _COUNT)
    return bool(one == two)


def _places(value: dict[str, Any]) -> list[tuple[object, ...]]:
    every = [value, *(value.get("others") or ())]
    precisions = [v.get("precision") or "unknown" for v in every]
    return [
        (*(credit.folded(v.get(k)) for k in _PLACE), precision)
        for v, precision in zip(every, precisions, strict=True)
    ]


def apart(kind: str, one: Any, two: Any) -> float:
    """How far apart two values are, from 0 to 1: what the worst comes first by."""
    if one is None or two is None:
        return _PLAIN.get(kind, 0.9)
    match kind:
        case "date":
            a, b = date_from_json(one), date_from_json(two)
            if not (credit.states_date(a) and credit.states_date(b)):
                return 0.9
            return 1 - credit.date(a, b)[1]
        case "location":
            here, there = place_from_json(one), place_from_json(two)
            if not (credit.states_place(here) and credit.states_place(there)):
                return 0.9
            return 1 - credit.place(here, there)[1]
        case "count":
            x, y = count_from_json(one), count_from_json(two)
            return max(1 - credit.count(x, y, 1.0)[1], 0.1)
    return _PLAIN[kind]
