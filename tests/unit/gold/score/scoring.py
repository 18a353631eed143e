"""Small entries to score, and shelves filled with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from extract.model import Count, DateRange, Entry, Outcome, Place, Side
from extract.to_json import text_sha256
from gold.score.model import Case, Scored
from gold.score.shelf import Shelf

DAY = dt.date(2025, 3, 13)
TURBAT = Place("Turbat", "Kech", "Balochistan", "PK", precision="place")


def day(offset: int = 0, last: int | None = None, **more: Any) -> DateRange:
    """A date some days after DAY."""
    start = DAY + dt.timedelta(offset)
    end = start if last is None else DAY + dt.timedelta(last)
    return DateRange(start, end, more.pop("precision", "day"), **more)


def count(
    best: int | None,
    side: Side = "militants",
    outcome: Outcome = "killed",
    id: str = "c1",
    **more: Any,
) -> Count:
    """An exact count; None states nothing."""
    low, high = more.pop("low", best), more.pop("high", best)
    return Count(id, side, outcome, low, best, high, more.pop("qualifier", "exact"), **more)


def incident(id: str = "i1", *counts: Count, **more: Any) -> Entry:
    """An incident at Turbat on DAY unless told otherwise."""
    return Entry(
        id,
        kind=more.pop("kind", "incident"),
        date=more.pop("date", day()),
        location=more.pop("location", TURBAT),
        counts=counts,
        **more,
    )


def marks(scored: Scored, field: str, kind: str = "incident") -> list[str]:
    """The marks of one field, in order."""
    return [s.mark for s in scored.slots if s.field == field and s.kind == kind]


def wrong(scored: Scored) -> list[tuple[str, str, str]]:
    """Everything that is not correct, as (field, mark, where)."""
    return [(s.field, s.mark, s.where) for s in scored.slots if s.mark != "correct"]


def shelf(name: str, cases: Sequence[tuple[str, Sequence[Entry]]], **more: Any) -> Shelf:
    """A shelf with one case for each (article id, entries); the texts are the ids."""
    made = Shelf(name)
    for id, entries in cases:
        made.add(Case(id, text_sha256(id), tuple(entries), where=f"{name}:{id}", **more))
    return made
