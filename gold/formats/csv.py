"""The flat table: one row a count, one for an entry without counts, one for a record without entries.

So nothing that stands is lost from it. What was rejected is not in it, nor are a count's tolls beyond their
number, nor offsets: `assay/1` keeps those. Columns of the article are repeated on each of its rows, columns
of the entry on each of its counts. Empty is "not stated"; `0` is stated to be none.

The columns, in order:

article_id, sha256, title, publisher, published, published_source, dateline, url, language
    the article; `published` is a day, YYYY-MM-DD
status, reason, flag, note, reviewer, capacity, verified_at, active_seconds, revision, proposal, guideline
    its review; `verified_at` is RFC 3339 UTC
entry, kind, role, entry_part_of, type, entry_decision
    the incident or total; `entry_part_of` is the total that covers it
date_start, date_end, date_precision, date_inferred, date_basis, date_evidence, date_decision
    when; days are YYYY-MM-DD
place, admin2, admin1, country, latitude, longitude, geoname_id, place_precision, place_inferred,
other_places, place_evidence, place_decision
    where; `other_places` are names, "; " between them
count, side, group, outcome, low, best, high, qualifier, count_part_of, derived, perpetrator,
status_disputed, tolls, count_evidence, count_decision
    how many, whose, with which outcome; `tolls` is how many sources' figures stand behind it

Evidence is the quoted words, " | " between spans. Cells hold no line breaks and no control characters. A
text that a spreadsheet would run as a formula begins with `'`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, TextIO

from gold.formats import Json, Read, Written
from gold.formats.losses import Losses

_ARTICLE = (
    ("article_id", "id"),
    ("sha256", "sha256"),
    ("title", "title"),
    ("publisher", "publisher"),
    ("published", "published"),
    ("published_source", "published_source"),
    ("dateline", "dateline"),
    ("url", "url"),
    ("language", "language"),
)
_REVIEW = (
    "status",
    "reason",
    "flag",
    "note",
    "reviewer",
    "capacity",
    "verified_at",
    "active_seconds",
    "revision",
    "proposal",
    "guideline",
)
_ENTRY = (
    ("entry", "id"),
    ("kind", "kind"),
    ("role", "role"),
    ("entry_part_of", "part_of"),
    ("type", "type"),
    ("entry_decision", "decision"),
)
_DATE = ("start", "end", "precision", "inferred", "basis")
_PLACE = (
    ("place", "name"),
    ("admin2", "admin2"),
    ("admin1", "admin1"),
    ("country", "country"),
    ("latitude", "latitude"),
    ("longitude", "longitude"),
    ("geoname_id", "geoname_id"),
    ("place_precision", "precision"),
    ("place_inferred", "inferred"),
)
_COUNT = (
    ("count", "id"),
    ("side", "side"),
    ("group", "group"),
    ("outcome", "outcome"),
    ("low", "low"),
    ("best", "best"),
    ("high", "high"),
    ("qualifier", "qualifier"),
    ("count_part_of", "part_of"),
    ("derived", "derived"),
    ("perpetrator", "perpetrator"),
    ("status_disputed", "status_disputed"),
)

COLUMNS: tuple[str, ...] = (
    *(c for c, _ in _ARTICLE),
    *_REVIEW,
    *(c for c, _ in _ENTRY),
    *(f"date_{k}" for k in _DATE),
    "date_evidence",
    "date_decision",
    *(c for c, _ in _PLACE),
    "other_places",
    "place_evidence",
    "place_decision",
    *(c for c, _ in _COUNT),
    "tolls",
    "count_evidence",
    "count_decision",
)

_BREAKS = re.compile(r"[\t\n\x0b\f\r\x85\u2028\u2029]+")
_ACTING = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


def write(records: Iterable[Json], out: TextIO) -> Written:
    """Write wire records as a CSV table; says how many cells were defused and what the table leaves out.

    Nothing is written where there are no records. Rows end in a line feed; the text is meant for UTF-8.
    """
    losses = Losses()
    number, defused = write_table(COLUMNS, (rows(_counted(r, losses)) for r in records), out)
    return Written(number, losses, defused)


def write_table(
    columns: Iterable[str], records: Iterable[Iterable[list[Any]]], out: TextIO
) -> tuple[int, int]:
    """Write the rows of each record under these columns; how many records and defused cells there were."""
    writer = csv.writer(out, lineterminator="\n")
    number = defused = 0
    for found in records:
        if number == 0:
            writer.writerow(columns)
        number += 1
        for row in found:
            cells = [_cell(value) for value in row]
            defused += sum(changed for _, changed in cells)
            writer.writerow([text for text, _ in cells])
    return number, defused


def _counted(record: Json, losses: Losses) -> Json:
    """The record, with what the table leaves out of it counted."""
    entries = record.get("incidents") or []
    rejected = record.get("rejected") or {}
    losses.lose("rejected", len(rejected.get("entries") or ()))
    losses.lose("rejected", sum(len(c) for c in (rejected.get("counts") or {}).values()))
    losses.lose("mentions", len(record.get("mentions") or ()))
    losses.lose("texts", 1)
    for entry in entries:
        decisions = (entry.get("decisions") or {}).values()
        losses.lose("decisions", sum(d.get("decision") in ("corrected", "unknown") for d in decisions))
        counts = entry.get("counts") or []
        for part in (entry.get("date") or {}, entry.get("location") or {}, *counts):
            losses.lose("evidence", len(part.get("evidence") or ()))
        for count in counts:
            losses.lose("tolls", len(count.get("reports") or ()))
            losses.lose("cues", sum(len(c) for c in (count.get("cues") or {}).values()))
    return record


def rows(record: Json) -> Iterator[list[Any]]:
    """The rows of one record in wire shape, values as they are; see the module for the columns."""
    article, review = record["article"], record.get("review") or {}
    head = [article.get(key) for _, key in _ARTICLE] + [review.get(key) for key in _REVIEW]
    entries = record.get("incidents") or []
    for entry in entries:
        yield from ([*head, *cells] for cells in _entry_rows(entry))
    if not entries:
        yield [*head, *[None] * (len(COLUMNS) - len(head))]


def _entry_rows(entry: Json) -> Iterator[list[Any]]:
    decisions = entry.get("decisions") or {}
    date, place = entry.get("date") or {}, entry.get("location") or {}
    head = [entry.get(key) for _, key in _ENTRY]
    head += [date.get(key) for key in _DATE]
    head += [_quotes(date), _decision(decisions, "date")]
    head += [place.get(key) for _, key in _PLACE]
    head += [
        "; ".join(str(o.get("name") or "") for o in place.get("others") or []) or None,
        _quotes(place),
        _decision(decisions, "location"),
    ]
    counts = entry.get("counts") or []
    for count in counts:
        own = [count.get(key) for _, key in _COUNT]
        own += [len(count.get("reports") or []), _quotes(count), _decision(decisions, count.get("id"))]
        yield head + own
    if not counts:
        yield head + [None] * (len(_COUNT) + 3)


def _decision(decisions: Json, key: Any) -> Any:
    return (decisions.get(key) or {}).get("decision")


def _quotes(value: Json) -> str | None:
    return " | ".join(str(span.get("text") or "") for span in value.get("evidence") or []) or None


@lru_cache(maxsize=4096)  # an article's cells stand on each of its rows
def _text_cell(value: str) -> tuple[str, bool]:
    """The cell for a text, and whether it had to be defused."""
    tidy = value if value.isprintable() else _ACTING.sub("�", _BREAKS.sub(" ", value))
    return (f"'{tidy}", True) if _FORMULA.match(value) else (tidy, False)


def _cell(value: Any) -> tuple[str, bool]:
    if isinstance(value, str):
        return _text_cell(value)
    if value is None:
        return "", False
    if isinstance(value, bool):
        return ("true" if value else "false"), False
    return str(value), False


def plain(cell: str) -> str:
    """The text of a cell again, without the mark that kept it from running."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def read(stream: io.BufferedReader) -> Iterator[Read]:
    """The records of a table of ours; texts are not in it, and evidence is not taken over without them.

    Rows of one article must stand together. What comes back are values: entries and counts without decisions.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    table = csv.DictReader(text)
    missing = [c for c in ("article_id", "sha256", "entry", "count") if c not in (table.fieldnames or ())]
    if missing:
        yield Read(None, 1, (f"is no table of `assay export --format csv`: no column {missing[0]!r}",))
        return
    held: list[dict[str, str]] = []
    begun = 2
    try:
        for row in table:
            if held and row["article_id"] != held[0]["article_id"]:
                yield Read(_record(held), begun)
                held, begun = [], table.line_num
            held.append({k: plain(v) for k, v in row.items() if k and isinstance(v, str)})
    except (csv.Error, UnicodeDecodeError) as problem:
        yield Read(None, table.line_num, (f"cannot be read on: {problem}",))
    if held:
        yield Read(_record(held), begun)


def _typed(value: str) -> Any:
    """A cell's value: None, a truth value, a number, or the text."""
    if value in ("", "true", "false"):
        return {"": None, "true": True, "false": False}[value]
    if re.fullmatch(r"-?\d{1,15}", value):
        return int(value)
    return float(value) if re.fullmatch(r"-?\d+\.\d+(?:e-?\d+)?", value) else value


def _record(rows: list[dict[str, str]]) -> dict[str, Any]:
    first = rows[0]
    article = {key: first.get(column) or None for column, key in _ARTICLE}
    record: dict[str, Any] = {"schema": "assay/1", "article": {**article, "sources": [], "text": ""}}
    entries: dict[str, dict[str, Any]] = {}
    for row in rows:
        if not row.get("entry"):
            continue
        entry = entries.setdefault(row["entry"], _entry(row))
        if row.get("count"):
            # A group or a name may look like a number; figures alone are typed.
            own: dict[str, Any] = {key: row.get(column) or None for column, key in _COUNT}
            figures = ("low", "best", "high", "derived", "perpetrator", "status_disputed")
            own |= {key: _typed(row.get(key) or "") for key in figures}
            for key in figures[3:]:
                own[key] = bool(own[key])
            entry["counts"].append(own)
    return {**record, "incidents": list(entries.values())}


def _entry(row: dict[str, str]) -> dict[str, Any]:
    date = {key: row.get(f"date_{key}") or None for key in _DATE}
    place: dict[str, Any] = {key: row.get(column) or None for column, key in _PLACE}
    for key in ("latitude", "longitude", "geoname_id"):
        place[key] = _typed(place[key] or "")
    names = [n for n in (row.get("other_places") or "").split("; ") if n]
    return {
        **{key: row.get(column) or None for column, key in _ENTRY if key != "decision"},
        "date": {**date, "inferred": date["inferred"] == "true"},
        "location": {
            **place,
            "inferred": place["inferred"] == "true",
            "others": [{"name": n} for n in names],
        },
        "counts": [],
    }
