"""Codings to compare: from a store, or from files of reviewed records or gold, one coder a file or a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extract.from_json import WireError, entry_from_json, loads
from gold.agreement.units import Coding
from store.assigned import person

if TYPE_CHECKING:
    from store.store import Store

#: How a coding is counted that nobody assigned.
ASSISTED = "assisted"


class BadLine(ValueError):
    """A line that is no record; the message says where and why."""


def from_store(store: Store) -> Iterator[Coding]:
    """Every reviewer's finished records; what an adjudicator settled is no coding.

    Nor is what people coded again to be compared with themselves (`assay assign --report` does that).
    """
    for one in store.codings():
        again = one.arm in ("recode", "drift") and person(one.reviewer) != one.reviewer
        if one.capacity == "reviewer" and not again:
            entries = tuple(entry_from_json(e) for e in one.body.get("incidents") or ())
            yield Coding(one.article, one.reviewer, entries, one.verified_at, one.arm or ASSISTED)


def from_files(paths: Sequence[str]) -> Iterator[Coding]:
    """The records of files of `assay/1` lines. The coder is the line's reviewer, else the file's name.

    Records in progress are left out. Raises BadLine, and OSError where a file cannot be read.
    """
    for path in paths:
        with Path(path).open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    found = _coding(line, f"{path}:{number}", Path(path).name.partition(".")[0])
                    if found is not None:
                        yield found


def _coding(line: str, where: str, name: str) -> Coding | None:
    try:
        record = loads(line)
    except (WireError, json.JSONDecodeError, RecursionError) as problem:
        raise BadLine(f"{where}: is no assay/1 record: {problem}") from None
    review = record.review or {}
    if review.get("status") == "in_progress" or review.get("capacity") == "adjudicator":
        return None
    coder = str(review.get("reviewer") or name)
    return Coding(record.article.sha256, coder, record.incidents, review.get("verified_at"))
