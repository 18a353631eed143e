"""Killed by side, summed as event data sets want them: what both UCDP's and ACLED's columns rest on.

Parts of another count are left out of every sum, and no remainder is invented. A total stands only where its
incidents are not told apart; else its incidents stand and it does not, so that nobody is counted twice.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.model import SIDES
from gold.formats import Json, Read
from gold.formats.csv import plain
from gold.formats.losses import Losses

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Killed:
    """Deaths of one entry. `by_side` holds best figures, None: not stated for that side."""

    by_side: Mapping[str, int | None]
    low: int | None
    best: int | None
    high: int | None


def standing(record: Json, losses: Losses) -> Iterator[Json]:
    """The entries that make rows: incidents, and totals whose incidents the record does not tell apart."""
    entries = record.get("incidents") or []
    covered = {e.get("part_of") for e in entries}
    for entry in entries:
        if entry["kind"] == "total" and entry["id"] in covered:
            losses.lose("covered_totals")
        else:
            yield entry
    if not entries:
        losses.lose("irrelevant")


def killed(entry: Json, losses: Losses) -> Killed | None:
    """The deaths of an entry; None where no killed count is stated."""
    counts = [c for c in entry.get("counts") or () if c["outcome"] == "killed"]
    losses.lose("not_killed", len(entry.get("counts") or ()) - len(counts))
    losses.lose("parts", sum(c.get("part_of") is not None for c in counts))
    whole = [c for c in counts if c.get("part_of") is None]
    stated = [c for c in whole if any(c.get(k) is not None for k in ("low", "best", "high"))]
    losses.lose("unstated_zero", sum(c.get("best") is None for c in whole))
    losses.lose("tolls_dropped", sum(len(c.get("reports") or ()) for c in counts))
    marks = ("group", "perpetrator", "derived", "status_disputed")
    losses.lose("groups", sum(bool(c.get(k)) for c in counts for k in marks))
    if not stated:
        return None
    return Killed(
        {side: _sum(c.get("best") for c in stated if c["side"] == side) for side in SIDES},
        _sum(_first(c, "low", "best") for c in stated),
        _sum(c.get("best") for c in stated),
        _whole_sum([_first(c, "high") for c in stated]),
    )


def _first(count: Json, *keys: str) -> int | None:
    return next((count[k] for k in keys if count.get(k) is not None), None)


def _sum(values: Any) -> int | None:
    known = [v for v in values if v is not None]
    return sum(known) if known else None


def _whole_sum(values: list[int | None]) -> int | None:
    """The sum of upper bounds; one that is open leaves the sum open."""
    return None if None in values else _sum(values)


def lose_common(entry: Json, losses: Losses) -> None:
    """Count what no event table holds: evidence, further places, roles and links."""
    date, place = entry.get("date") or {}, entry.get("location") or {}
    parts = (date, place, *(entry.get("counts") or ()))
    losses.lose("evidence_dropped", sum(len(p.get("evidence") or ()) for p in parts))
    losses.lose("others", len(place.get("others") or ()))
    losses.lose("roles", 1)
    losses.lose("undated", date.get("start") is None)


def gathered(
    stream: io.BufferedReader,
    needed: Sequence[str],
    what: str,
    key: Callable[[Cells], str | None],
    article: Callable[[Cells], dict[str, Any]],
    entry: Callable[[Cells, int], dict[str, Any]],
) -> Iterator[Read]:
    """The records of an event table: rows that follow each other with the same `key` make one record.

    `article` states the article of a row, `entry` the entry of a row and its number in the record. A table
    without the `needed` columns is refused as not `what`. Records of tables have no texts.
    """
    table = csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8-sig", newline=""))
    missing = [c for c in needed if c not in (table.fieldnames or ())]
    if missing:
        yield Read(None, 1, (f"has no column {missing[0]!r}: not {what}",))
        return
    held: dict[str, Any] | None = None
    begun = 2
    try:
        for row in table:
            cells = {k: plain(v) for k, v in row.items() if k and isinstance(v, str)}
            name = key(cells) or str(table.line_num)
            if held is None or held["article"]["id"] != name:
                if held is not None:
                    yield Read(held, begun)
                shell = {
                    "id": name,
                    "sha256": cells.get("article_sha256") or "0" * 64,
                    "sources": [],
                    "text": "",
                }
                held = {"schema": "assay/1", "article": shell | article(cells), "incidents": []}
                begun = table.line_num
            held["incidents"].append(entry(cells, len(held["incidents"]) + 1))
    except (csv.Error, UnicodeDecodeError) as problem:
        yield Read(None, table.line_num, (f"cannot be read on: {problem}",))
    if held is not None:
        yield Read(held, begun)
