"""The queue of a reviewer to whom articles are assigned: those, in their order, each blind to other coders.

Words of SQL only: the tables' classes of double coding are not loaded to open a store.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, text

from store.assigned import HAS, IN_PROGRESS, LIST, ORDER, WAITS
from store.query import QueueRow
from store.types import Progress
from store.worth import reasons

_CODERS = LIST.replace("s.article", "s.article, s.coder", 1)


def has(connection: Connection, reviewer: str) -> bool:
    """Whether anything is assigned to this reviewer, so that the queue is that and nothing else."""
    return connection.execute(text(HAS), {"who": reviewer}).first() is not None


def next_row(
    connection: Connection,
    reviewer: str,
    row: int | None,
    without: Collection[int],
    *,
    waiting: bool,
    back: bool = False,
) -> int | None:
    """The assigned article after `row` (before it, with `back`); None: from that end of the list."""
    where, values = _beside(connection, reviewer, row, back=back)
    order = "ORDER BY s.round DESC, s.position DESC" if back else ORDER
    query = f"{LIST}{where}{f' AND {WAITS}' if waiting else ''} {order}"
    found = connection.execute(text(query), values).scalars()
    return next((r for r in found if r not in without), None)


def _beside(
    connection: Connection, reviewer: str, row: int | None, *, back: bool
) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {"who": reviewer}
    at = None
    if row is not None:
        at = connection.execute(
            text(
                "SELECT round, position FROM assignments WHERE reviewer = :who AND article = :article "
                "ORDER BY round DESC LIMIT 1"
            ),
            {**values, "article": row},
        ).first()
    if at is None:
        return "", values
    sign = "<" if back else ">"
    where = f" AND (s.round, s.position) {sign} (:round, :position)"
    return where, {**values, "round": at[0], "position": at[1]}


def start_row(connection: Connection, reviewer: str, without: Collection[int]) -> int | None:
    """The article of the last key press while it is in progress, else the first assigned one that waits."""
    found = connection.execute(text(IN_PROGRESS), {"who": reviewer}).scalar()
    if found is not None and found not in without:
        return int(found)
    return next_row(connection, reviewer, None, without, waiting=True)


def position(connection: Connection, reviewer: str, row: int) -> tuple[int, int]:
    """Which assigned article of how many this is, from 1; 0 of how many where it is not assigned."""
    total: int = connection.execute(text(f"SELECT COUNT(*) FROM ({LIST})"), {"who": reviewer}).scalar_one()
    where, values = _beside(connection, reviewer, row, back=True)
    if not where:
        return 0, total
    before: int = connection.execute(text(f"SELECT COUNT(*) FROM ({LIST}{where})"), values).scalar_one()
    return before + 1, total


def progress(connection: Connection, reviewer: str) -> Progress:
    """How far this reviewer is with what is assigned."""
    found = connection.execute(
        text(
            "SELECT COUNT(*), COALESCE(SUM(r.status = 'verified'), 0), "
            "COALESCE(SUM(r.status = 'irrelevant'), 0), COALESCE(SUM(r.status = 'in_progress'), 0), "
            f"COALESCE(SUM(r.flag IS NOT NULL), 0) FROM ({_CODERS}) s "
            "LEFT JOIN reviewers p ON p.name = s.coder "
            "LEFT JOIN reviews r ON r.article = s.article AND r.reviewer = p.row"
        ),
        {"who": reviewer},
    ).one()
    return Progress(*found)


def names(connection: Connection, reviewer: str) -> list[str]:
    """The further names that this reviewer's work goes by."""
    found = connection.execute(
        text("SELECT DISTINCT coder FROM assignments WHERE reviewer = :who AND coder <> :who ORDER BY coder"),
        {"who": reviewer},
    )
    return list(found.scalars())


def masked(connection: Connection, reviewer: str, found: list[QueueRow]) -> list[QueueRow]:
    """The rows of a list, without what a proposal says of articles that are assigned to this reviewer.

    Some of them are to be coded unaided, and some with planted errors; all look alike here.
    """
    if not found or not has(connection, reviewer):
        return found
    listed = connection.execute(
        text(
            "SELECT article FROM assignments WHERE reviewer = :who "
            "AND article IN (SELECT value FROM json_each(:rows))"
        ),
        {"who": reviewer, "rows": json.dumps([r.row for r in found])},
    )
    mine = set(listed.scalars())
    return [_bare(r) if r.row in mine else r for r in found]


def _bare(row: QueueRow) -> QueueRow:
    return replace(
        row,
        reasons=reasons(None),
        deaths=0,
        doubt=None,
        blocking=0,
        notes=0,
        checks=(),
        incidents=0,
        totals=0,
        earliest=None,
        latest=None,
        place=None,
        extracted=False,
    )


def is_assigned(connection: Connection, sha256: str) -> bool:
    """Whether anybody codes this article by assignment, so that coders must not see each other's work."""
    found = connection.execute(
        text(
            "SELECT 1 FROM assignments s JOIN articles a ON a.row = s.article "
            "WHERE a.sha256 = :sha256 LIMIT 1"
        ),
        {"sha256": sha256},
    )
    return found.first() is not None
