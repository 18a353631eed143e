"""A release as three tables that join: articles, entries and counts, one CSV file each.

`articles.article_id` ← `entries.article_id`; (`entries.article_id`, `entries.entry`) ← counts. Cells are
those of the flat table of `assay export --format csv`, without its repeated columns.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

from gold.formats.csv import COLUMNS, rows, write_table

_ENTRY_AT, _COUNT_AT = COLUMNS.index("entry"), COLUMNS.index("count")
ARTICLES = ("split", *COLUMNS[:_ENTRY_AT])
ENTRIES = ("article_id", *COLUMNS[_ENTRY_AT:_COUNT_AT])
COUNTS = ("article_id", "entry", *COLUMNS[_COUNT_AT:])


def tables(records: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, str]:
    """File name → its text, of (split, record) pairs in order."""
    articles: list[list[Any]] = []
    entries: list[list[Any]] = []
    counts: list[list[Any]] = []
    for split, record in records:
        found = list(rows(record))
        id = record["article"]["id"]
        articles.append([split, *found[0][:_ENTRY_AT]])
        seen: set[str] = set()
        for row in found:
            entry = row[_ENTRY_AT]
            if entry is None:
                continue
            if entry not in seen:
                seen.add(entry)
                entries.append([id, *row[_ENTRY_AT:_COUNT_AT]])
            if row[_COUNT_AT] is not None:
                counts.append([id, entry, *row[_COUNT_AT:]])
    told = (("articles", ARTICLES, articles), ("entries", ENTRIES, entries), ("counts", COUNTS, counts))
    return {f"tables/{name}.csv": _csv(columns, lines) for name, columns, lines in told}


def _csv(columns: Iterable[str], lines: list[list[Any]]) -> str:
    out = io.StringIO(newline="")
    if lines:
        write_table(columns, [lines], out)
    else:
        out.write(",".join(columns) + "\n")
    return out.getvalue()
