"""Planted errors that a record still holds: such a record goes nowhere until somebody has corrected it.

A planted error is known as JSON: `{"field": "count", "entry": "i1", "at": "counts/c1", "value": …}`, `field`
one of `count`, `side`, `place`, `date`, `incident`; `value` is the wire value that was planted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

_PLANTED = (
    "SELECT s.article, c.reviewer, a.id, p.name, s.known, c.body FROM assignments s "
    "JOIN articles a ON a.row = s.article JOIN records c ON c.article = s.article "
    "JOIN reviewers p ON p.row = c.reviewer "
    "JOIN reviews r ON r.article = c.article AND r.reviewer = c.reviewer "
    "WHERE s.arm = 'planted' AND s.known IS NOT NULL AND (p.name = s.coder OR r.capacity = 'adjudicator') "
)
_ORDER = "ORDER BY s.article, c.reviewer"
_EVERY, _OF_ONE = text(_PLANTED + _ORDER), text(f"{_PLANTED}AND s.article = :article {_ORDER}")


@dataclass(frozen=True, slots=True)
class Withheld:
    """A finished record (article row and reviewer row) with a planted error that stands in it."""

    article: int
    reviewer: int
    id: str
    name: str
    field: str
    entry: str


def withheld(connection: Connection, article: int | None = None) -> list[Withheld]:
    """Every finished record (of one article, by its row) in which a planted error still stands."""
    rows = connection.execute(_EVERY if article is None else _OF_ONE, {"article": article} if article else {})
    found = []
    for of, who, id_, name, known, body in rows:
        error = json.loads(known)
        if survives(error, json.loads(body)):
            found.append(Withheld(of, who, id_, name, error["field"], error["entry"]))
    return found


def keys(connection: Connection, article: int | None = None) -> frozenset[tuple[int, int]]:
    """The same as (article row, reviewer row)."""
    return frozenset((w.article, w.reviewer) for w in withheld(connection, article))


def survives(error: Mapping[str, Any], body: Mapping[str, Any]) -> bool:
    """Whether a planted error stands in a finished record, given as its wire object.

    Looked at is the entry that it was planted into, and what was split or merged from it.
    """
    entries = body.get("incidents") or ()
    planted = error["value"]
    if error["field"] == "incident":
        return any(_like(e, planted, same_id=e["id"] == error["entry"]) for e in entries)
    for entry in entries:
        if error["entry"] not in (entry["id"], *entry.get("from", ())):
            continue
        match error["field"]:
            case "date":
                if _days(entry) == (planted.get("start"), planted.get("end")):
                    return True
            case "place":
                if (entry.get("location") or {}).get("name") == planted.get("name"):
                    return True
            case field:
                counts = entry.get("counts") or ()
                if any(_count_stands(c, planted, field) for c in counts):
                    return True
    return False


def _count_stands(count: Mapping[str, Any], planted: Mapping[str, Any], field: str) -> bool:
    if count.get("outcome") != planted.get("outcome"):
        return False
    figures = all(count.get(k) == planted.get(k) for k in ("low", "best", "high"))
    if field == "side":
        return count.get("side") == planted.get("side") and (figures or count["id"] == planted["id"])
    return figures


def _like(entry: Mapping[str, Any], planted: Mapping[str, Any], *, same_id: bool) -> bool:
    """Whether an entry is the false incident: under its id any of it, elsewhere all of it."""
    where = (entry.get("location") or {}).get("name") == (planted.get("location") or {}).get("name")
    when = _days(entry) == _days(planted)
    figures = [(c.get("outcome"), c.get("best"), c.get("low")) for c in planted.get("counts") or ()]
    told = [(c.get("outcome"), c.get("best"), c.get("low")) for c in entry.get("counts") or ()]
    what = all(f in told for f in figures)
    return (where or when or (what and bool(figures))) if same_id else (where and when and what)


def _days(entry: Mapping[str, Any]) -> tuple[str | None, str | None]:
    date = entry.get("date") or entry
    return date.get("start"), date.get("end")
