"""ACLED columns: a row an incident (a total only where it stands alone), deaths as one figure.

ACLED has no sides, no wounded and no ranges for deaths: `fatalities` is the sum of the killed counts' best
figures (a vague count gives its low bound), empty where none is stated. `time_precision` is 1 for a day, 2
within a week, 3 beyond; `geo_precision` 1 for a place, 2 near it or for a district, 3 for a larger area.
`event_type` and `sub_event_type` follow our incident type (`acled.toml`). `notes` says the record in a
sentence. Own columns at the end say where a row is from.
"""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any, TextIO

from extract.gazetteer import load
from extract.typed_counts import show_count
from gold.formats import Json, Read, Written
from gold.formats.csv import write_table
from gold.formats.figures import Cells, gathered, killed, lose_common, standing
from gold.formats.losses import Losses

COLUMNS = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "event_type",
    "sub_event_type",
    "actor1",
    "actor2",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "notes",
    "fatalities",
    "article_id",
    "article_sha256",
    "entry",
    "kind",
)

_TIME = {"day": 1, "days": 2, "week": 2, "month": 3, "year": 3}
_GEO = {"place": 1, "near": 2, "admin2": 2, "admin1": 3, "region": 3, "country": 3}
_TIME_BACK = {"1": "day", "2": "week", "3": "month"}
_GEO_BACK = {"1": "place", "2": "admin2", "3": "admin1"}


@cache
def _types() -> dict[str, list[str]]:
    source = resources.files("gold.formats").joinpath("acled.toml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = tomllib.loads(source)["types"]
    return found


def write(records: Iterable[Json], out: TextIO) -> Written:
    """Write the table."""
    losses = Losses()
    number, defused = write_table(COLUMNS, (list(_rows(r, losses)) for r in records), out)
    return Written(number, losses, defused)


def _rows(record: Json, losses: Losses) -> Iterator[list[Any]]:
    losses.lose("texts")
    for entry in standing(record, losses):
        lose_common(entry, losses)
        row = _row(record["article"], entry, losses)
        yield [row[column] for column in COLUMNS]


def _row(article: Json, entry: Json, losses: Losses) -> dict[str, Any]:
    date, place = entry["date"], entry["location"]
    deaths = killed(entry, losses)
    fatalities = None if deaths is None else deaths.best if deaths.best is not None else deaths.low
    if deaths is not None:
        losses.lose("sides", sum(v is not None for v in deaths.by_side.values()))
        losses.lose("ranges", deaths.low != fatalities or deaths.high != fatalities)
    losses.lose(
        "date_precision", date.get("precision") in ("days", "year") or date.get("start") != date.get("end")
    )
    losses.lose("place_precision", place.get("precision") in ("near", "region", "country", "international"))
    event, sub = _types().get(entry.get("type") or "", _types()["other"])
    code, start = place.get("country"), date.get("start")
    actors = [*_actors(entry), None, None]
    return {
        "event_id_cnty": f"{article['id']}/{entry['id']}",
        "event_date": start,
        "year": start[:4] if start else None,
        "time_precision": _TIME.get(date.get("precision")),
        "event_type": event,
        "sub_event_type": sub,
        "actor1": actors[0],
        "actor2": actors[1],
        "country": load().country_place(code).name if code else None,
        "admin1": place.get("admin1"),
        "admin2": place.get("admin2"),
        "admin3": None,
        "location": place.get("name"),
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "geo_precision": _GEO.get(place.get("precision")),
        "source": article.get("publisher"),
        "notes": _notes(entry),
        "fatalities": fatalities,
        "article_id": article["id"],
        "article_sha256": article["sha256"],
        "entry": entry["id"],
        "kind": entry["kind"],
    }


def _actors(entry: Json) -> list[str]:
    names = [c.get("group") or c["side"].replace("_", " ") for c in entry["counts"] if c["side"] != "unknown"]
    return list(dict.fromkeys(names))[:2]


def _notes(entry: Json) -> str:
    """Every count of the entry in words, the wounded too, because no other column holds them."""
    said = []
    for count in entry["counts"]:
        if any(count.get(k) is not None for k in ("low", "best", "high")):
            figure = show_count(
                count.get("low"), count.get("best"), count.get("high"), count.get("qualifier")
            )
            inside = " (part of another count)" if count.get("part_of") else ""
            said.append(f"{count['outcome']}, {count['side'].replace('_', ' ')}: {figure}{inside}")
    return "; ".join(said)


def read(stream: io.BufferedReader) -> Iterator[Read]:
    """Records of a table in ACLED's columns, ours or theirs; deaths have no side there, nor has it texts."""
    yield from gathered(
        stream,
        ("event_date", "fatalities", "location"),
        "ACLED's columns",
        lambda cells: cells.get("article_id") or cells.get("event_id_cnty"),
        lambda cells: {"publisher": cells.get("source") or None},
        _entry,
    )


def _entry(cells: Cells, number: int) -> dict[str, Any]:
    from gold.inputs.fields import day_of

    day = day_of(cells.get("event_date") or "")
    start = None if day is None else day.isoformat()
    deaths = cells.get("fatalities") or ""
    figure = int(deaths) if deaths.isdecimal() else None
    count = {
        "id": "c1",
        "side": "unknown",
        "outcome": "killed",
        "low": figure,
        "best": figure,
        "high": figure,
    }
    country = cells.get("country") or ""
    kind = cells.get("kind") or "incident"
    return {
        "id": cells.get("entry") or f"i{number}",
        "kind": kind,
        "role": "main",
        "date": {
            "start": start,
            "end": start,
            "precision": _TIME_BACK.get(cells.get("time_precision") or "", "unknown") if start else "unknown",
            "basis": "event",
        },
        "location": {
            "name": cells.get("location") or None,
            "admin1": cells.get("admin1") or None,
            "admin2": cells.get("admin2") or None,
            "country": load().country(country) if country else None,
            "precision": _GEO_BACK.get(cells.get("geo_precision") or "", "unknown"),
        },
        "counts": [count] if figure is not None else [],
    }
