"""UCDP GED columns: a row an incident with deaths; a total that stands alone is a row of `event_clarity` 2.

Totals are coded so: a total whose incidents the record tells apart is left out, because its incidents stand;
one that stands alone is one row with `event_clarity` 2 (several events reported as one figure). Incidents
have `event_clarity` 1. `deaths_a` are security forces, `deaths_b` militants; empty is "not stated", `0` is
stated to be none. `where_prec` and `date_prec` are UCDP's own codes (`date_prec` 5: a year or less exact).
Countries are written by name. `article_id`, `article_sha256`, `entry` and `kind` say where a row is from.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from extract.gazetteer import load
from gold.formats import Json, Read, Written
from gold.formats.csv import write_table
from gold.formats.figures import Cells, gathered, killed, lose_common, standing
from gold.formats.losses import Losses

COLUMNS = (
    "id",
    "year",
    "side_a",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_date",
    "source_headline",
    "where_prec",
    "where_coordinates",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "country",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "article_id",
    "article_sha256",
    "entry",
    "kind",
)

WHERE = ("place", "near", "admin2", "admin1", "region", "country", "international")
WHEN = ("day", "days", "week", "month", "year")
#: Column of each side's deaths.
SIDES = {
    "security_forces": "deaths_a",
    "militants": "deaths_b",
    "civilians": "deaths_civilians",
    "unknown": "deaths_unknown",
}


def write(records: Iterable[Json], out: TextIO) -> Written:
    """Write the table; every record without deaths is counted as a loss."""
    losses = Losses()
    number, defused = write_table(COLUMNS, (list(_rows(r, losses)) for r in records), out)
    return Written(number, losses, defused)


def _rows(record: Json, losses: Losses) -> Iterator[list[Any]]:
    article = record["article"]
    losses.lose("texts")
    for entry in standing(record, losses):
        deaths = killed(entry, losses)
        if deaths is None:
            losses.lose("no_deaths")
            continue
        lose_common(entry, losses)
        row = {**_source(article, entry), **_where(entry["location"]), **_when(entry["date"])}
        row |= {column: deaths.by_side[side] for side, column in SIDES.items()}
        row |= {"best": deaths.best, "high": deaths.high, "low": deaths.low}
        row |= {"side_a": _party(entry, "security_forces"), "side_b": _party(entry, "militants")}
        row["event_clarity"] = 1 if entry["kind"] == "incident" else 2
        losses.lose("ranges", deaths.low != deaths.best or deaths.high != deaths.best)
        yield [row.get(column) for column in COLUMNS]


def _source(article: Json, entry: Json) -> dict[str, Any]:
    return {
        "id": f"{article['id']}/{entry['id']}",
        "number_of_sources": 1 + len(article.get("sources") or ()),
        "source_article": article.get("publisher"),
        "source_date": article.get("published"),
        "source_headline": article.get("title"),
        "article_id": article["id"],
        "article_sha256": article["sha256"],
        "entry": entry["id"],
        "kind": entry["kind"],
    }


def _where(place: Json) -> dict[str, Any]:
    precision = place.get("precision")
    code = place.get("country")
    return {
        "where_prec": WHERE.index(precision) + 1 if precision in WHERE else None,
        "where_coordinates": place.get("name"),
        "adm_1": place.get("admin1"),
        "adm_2": place.get("admin2"),
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "country": load().country_place(code).name if code else None,
    }


def _when(date: Json) -> dict[str, Any]:
    precision = date.get("precision")
    start = date.get("start")
    return {
        "date_prec": WHEN.index(precision) + 1 if precision in WHEN else None,
        "date_start": start,
        "date_end": date.get("end"),
        "year": start[:4] if start else None,
    }


def _party(entry: Json, side: str) -> str | None:
    """The name of a side's party, where a count states it."""
    return next((c["group"] for c in entry["counts"] if c["side"] == side and c.get("group")), None)


def read(stream: io.BufferedReader) -> Iterator[Read]:
    """Records of a table in UCDP's columns, ours or GED's own; they have no texts.

    Rows are gathered by `article_id`, else each row is a record of its own under its `id`. GED's zeros on
    the sides are taken as not stated where `best` is more than zero, because GED cannot say "not stated".
    """
    yield from gathered(
        stream,
        ("best", "date_start", "deaths_a"),
        "UCDP GED's columns",
        lambda cells: cells.get("article_id") or cells.get("id"),
        _article,
        _entry,
    )


def _article(cells: Cells) -> dict[str, Any]:
    return {
        "title": cells.get("source_headline") or None,
        "publisher": cells.get("source_article") or None,
        "published": (cells.get("source_date") or "")[:10] or None,
    }


def _entry(cells: Cells, number: int) -> dict[str, Any]:
    code = cells.get("country") or ""
    kind = cells.get("kind") or ("total" if cells.get("event_clarity") == "2" else "incident")
    when, where = cells.get("date_prec") or "", cells.get("where_prec") or ""
    name = cells.get("entry") or f"{'t' if kind == 'total' else 'i'}{number}"
    return {
        "id": name,
        "kind": kind,
        "role": "main",
        "date": {
            "start": (cells.get("date_start") or "")[:10] or None,
            "end": (cells.get("date_end") or "")[:10] or None,
            "precision": WHEN[int(when) - 1] if when in "12345" and when else "unknown",
            "basis": "event",
        },
        "location": {
            "name": cells.get("where_coordinates") or None,
            "admin1": cells.get("adm_1") or None,
            "admin2": cells.get("adm_2") or None,
            "country": load().country(code) if code else None,
            "latitude": _float(cells.get("latitude")),
            "longitude": _float(cells.get("longitude")),
            "precision": WHERE[int(where) - 1] if where in "1234567" and where else "unknown",
        },
        "counts": _counts(cells),
    }


def _counts(cells: Cells) -> list[dict[str, Any]]:
    ours = "article_id" in cells
    low, best, high = (_int(cells.get(k)) for k in ("low", "best", "high"))
    sides = {side: _int(cells.get(column)) for side, column in SIDES.items()}
    stated: dict[str, int | None] = {
        s: v for s, v in sides.items() if v is not None and (v > 0 or ours or not best)
    }
    if not stated and (best is not None or low is not None or high is not None):
        stated = {"unknown": best}
    counts = []
    for n, (side, figure) in enumerate(stated.items(), 1):
        alone = len(stated) == 1
        bounds = (
            {"low": low, "best": figure, "high": high}
            if alone
            else dict.fromkeys(("low", "best", "high"), figure)
        )
        counts.append({"id": f"c{n}", "side": side, "outcome": "killed", **bounds})
    return counts


def _int(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() else None


def _float(value: str | None) -> float | None:
    try:
        return float(value) if value else None
    except ValueError:
        return None
