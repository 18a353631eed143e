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
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol

Json = Mapping[str, Any]

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


class _Sink(Protocol):
    def write(self, text: str, /) -> object: ...


def write(lines: Iterable[str], out: _Sink) -> tuple[int, int]:
    """Write `assay/1` lines as a CSV table; returns how many records and how many defused cells there were.

    Nothing is written where there are no lines. Rows end in a line feed; the text is meant for UTF-8.
    """
    writer = csv.writer(out, lineterminator="\n")
    records = defused = 0
    for line in lines:
        if records == 0:
            writer.writerow(COLUMNS)
        records += 1
        for row in rows(json.loads(line)):
            cells = [_cell(value) for value in row]
            defused += sum(changed for _, changed in cells)
            writer.writerow([text for text, _ in cells])
    return records, defused


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


def columns() -> Sequence[str]:
    """The names of the columns, in order."""
    return COLUMNS
