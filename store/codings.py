"""Every finished coding of every article, whoever made it: what agreement is measured on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from store.database import Database

#: Codings read at once.
PAGE = 500

_PAGE = text(
    "SELECT c.article, c.reviewer, a.id, a.sha256, p.name, r.capacity, r.verified_at, c.body, "
    "(SELECT s.arm FROM assignments s WHERE s.article = c.article AND s.coder = p.name "
    "ORDER BY s.round DESC LIMIT 1) AS arm "
    "FROM records c JOIN articles a ON a.row = c.article JOIN reviewers p ON p.row = c.reviewer "
    "JOIN reviews r ON r.article = c.article AND r.reviewer = c.reviewer "
    "WHERE (c.article, c.reviewer) > (:article, :reviewer) ORDER BY c.article, c.reviewer LIMIT :limit"
)


@dataclass(frozen=True, slots=True)
class Finished:
    """One finished record. `body` is its wire object without schema and article; `verified_at` is RFC 3339.

    `arm` is how it was assigned, None where it was not.
    """

    row: int
    article: str
    sha256: str
    reviewer: str
    capacity: str
    verified_at: str | None
    arm: str | None
    body: dict[str, Any]


def codings(database: Database) -> Iterator[Finished]:
    """Every verified or irrelevant record, by article, all from one state of the store."""
    article = reviewer = 0
    with database.stream() as connection:
        while page := connection.execute(
            _PAGE, {"article": article, "reviewer": reviewer, "limit": PAGE}
        ).all():
            for row, who, id_, sha256, name, capacity, at, body, arm in page:
                yield Finished(row, id_, sha256, name, capacity, at, arm, json.loads(body))
                article, reviewer = row, who
