"""Finished records out of the store, one `assay/1` line each, in import order and in flat memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text

from store import reader, rows
from store.database import Database
from store.errors import NeedsReviewer

#: Records read at once.
PAGE = 500

_FINISHED = "status IN ('verified', 'irrelevant')"
#: Of each article the adjudicated record, else the only one; `check_choice` has seen to it that it is.
_CHOSEN = text(
    "SELECT c.article, c.body FROM records c "
    "JOIN reviews r ON r.article = c.article AND r.reviewer = c.reviewer "
    "WHERE c.article > :after AND (r.capacity = 'adjudicator' OR NOT EXISTS (SELECT 1 FROM reviews o "
    "WHERE o.article = c.article AND o.capacity = 'adjudicator' AND o.status IN ('verified', 'irrelevant'))) "
    "ORDER BY c.article, c.reviewer LIMIT :limit"
)
_OF_ONE = text(
    "SELECT article, body FROM records WHERE reviewer = :reviewer AND article > :after "
    "ORDER BY article LIMIT :limit"
)
_DISPUTED = text(
    f"SELECT article FROM reviews WHERE {_FINISHED} GROUP BY article "
    "HAVING COUNT(*) > 1 AND SUM(CASE WHEN capacity = 'adjudicator' THEN 1 ELSE 0 END) <> 1"
)


def check_choice(connection: Connection) -> None:
    """Raise NeedsReviewer where an article has several finished records and none is adjudicated."""
    if connection.exec_driver_sql("SELECT COUNT(*) FROM reviewers").scalar_one() < 2:
        return
    disputed = connection.execute(_DISPUTED).scalars().all()
    if disputed:
        names = connection.execute(
            text(
                "SELECT DISTINCT p.name FROM reviewers p JOIN reviews r ON r.reviewer = p.row "
                f"WHERE r.{_FINISHED} AND r.article IN (SELECT article FROM reviews WHERE {_FINISHED} "
                "GROUP BY article HAVING COUNT(*) > 1) ORDER BY p.name"
            )
        )
        raise NeedsReviewer(names.scalars().all(), len(disputed))


def lines(database: Database, reviewer: str | None) -> Iterator[str]:
    """The lines of `Store.export_lines`, all from one state of the store."""
    with database.read() as connection:
        who = None if reviewer is None else database.reviewer(connection, reviewer)
        if reviewer is not None and who is None:
            return
        after = 0
        while page := _page(connection, who, after):
            texts = dict(reader.articles(connection, [row for row, _ in page]))
            for row, body in page:
                yield rows.line(texts[row], body)
            after = page[-1][0]


def _page(connection: Connection, reviewer: int | None, after: int) -> list[tuple[int, str]]:
    values: dict[str, Any] = {"after": after, "limit": PAGE}
    if reviewer is None:
        found = connection.execute(_CHOSEN, values)
    else:
        found = connection.execute(_OF_ONE, {**values, "reviewer": reviewer})
    return [(r.article, r.body) for r in found]
