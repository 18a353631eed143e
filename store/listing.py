"""The queue as a list: sorted, filtered and paged over indexed facts. Texts are never loaded.

Pages go by key ("after this row of this order"), never by offset. What is walked, and what is asked of each
article on the way, is told in `store.filters`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

from store.filters import ORDER, Query, Source, direction, query_of, source_of
from store.query import Bounded, Cursor, QuerySpec, QueueRow
from store.worth import FINISHED_RANK, Facts, Reason, reasons

#: Counts stop here.
COUNT_TO = 10_000

_NULLABLE = frozenset({"doubt", "date", "publisher"})
_SHOWN = (
    "a.row, a.id, a.title, a.publisher, a.published, a.chars, m.status, m.flag, m.verified_at, f.rank, "
    "f.blocking, f.notes, f.checks, f.deaths, f.doubt, f.incidents, f.totals, f.earliest, f.latest, f.place, "
    "c.leader, (SELECT COUNT(*) FROM copies g WHERE g.leader = c.leader) AS copies, f.proposal, f.last_seq"
)
_BESIDE = (
    "LEFT JOIN reviews m ON m.reviewer = :me AND m.article = a.row LEFT JOIN copies c ON c.article = a.row"
)


def page(
    connection: Connection, spec: QuerySpec, me: int | None, after: Cursor | None, limit: int
) -> list[QueueRow]:
    """The rows after a cursor (None: from the start) in the order of `spec`, at most `limit`."""
    query = query_of(connection, spec, me)
    if query is None:
        return []
    out: list[QueueRow] = []
    if after is None or after[0] is not None:
        out = _rows(connection, spec, query, after, limit, nulls=False)
    if len(out) < limit and spec.sort in _NULLABLE:
        resume = after if after is not None and after[0] is None else None
        out += _rows(connection, spec, query, resume, limit - len(out), nulls=True)
    return out


def count(connection: Connection, spec: QuerySpec, me: int | None) -> Bounded:
    """How many articles pass the filters, counted as far as `COUNT_TO`."""
    query = query_of(connection, spec, me)
    if query is None:
        return Bounded(0)
    if query.filters.keys() <= {query.driver}:
        listed = "SELECT row FROM articles" if query.driver is None else query.drivers[query.driver]
    elif len(query.filters) == 1 and query.drivers.keys() == query.filters.keys():
        listed = next(iter(query.drivers.values()))
    else:
        source = source_of(spec, query, ordered=False)
        listed = f"SELECT 1 FROM {source.sql} {query.where(source)}"
    found = connection.execute(
        text(f"SELECT COUNT(*) FROM ({listed} LIMIT :limit)"), {**query.values, "limit": COUNT_TO + 1}
    ).scalar_one()
    return Bounded(min(found, COUNT_TO), found > COUNT_TO)


def position(connection: Connection, spec: QuerySpec, me: int | None, row: int) -> Bounded | None:
    """How many rows of the listing come before this article; None where it is not in it."""
    query, at = query_of(connection, spec, me), cursor(connection, spec, me, row)
    if query is None or at is None:
        return None
    _, down = direction(spec)
    source = source_of(spec, query, ordered=True)
    sign = ">" if down else "<"
    if at[0] is None:
        before = f"({source.key} IS NOT NULL OR {source.row} {sign} :row)"
    elif spec.sort == "import":
        before = f"{source.row} {sign} :row"
    else:
        before = f"({source.key}, {source.row}) {sign} (:key, :row)"
    found = connection.execute(
        text(f"SELECT COUNT(*) FROM (SELECT 1 FROM {source.sql} {query.where(source, before)} LIMIT :limit)"),
        {**query.values, "key": at[0], "row": row, "limit": COUNT_TO + 1},
    ).scalar_one()
    return Bounded(min(found, COUNT_TO), found > COUNT_TO)


def cursor(connection: Connection, spec: QuerySpec, me: int | None, row: int) -> Cursor | None:
    """Where an article stands in the order; None where the filters leave it out."""
    query = query_of(connection, spec, me)
    if query is None:
        return None
    column, _ = ORDER[spec.sort]
    one = Source("articles a LEFT JOIN facts f ON f.article = a.row", "a.row", column)
    query.driver = None
    found = connection.execute(
        text(f"SELECT {column} FROM {one.sql} {query.where(one, 'a.row = :row')}"),
        {**query.values, "row": row},
    ).first()
    return None if found is None else (found[0], row)


def done_since(connection: Connection, me: int | None, since: str, limit: int) -> list[QueueRow]:
    """What a reviewer finished since a stamp (RFC 3339 UTC), the newest first."""
    found = connection.execute(
        text(
            f"SELECT {_SHOWN} FROM (SELECT article, verified_at FROM reviews WHERE reviewer = :me "
            "AND verified_at >= :since ORDER BY verified_at DESC LIMIT :limit) d "
            "CROSS JOIN articles a ON a.row = d.article LEFT JOIN facts f ON f.article = a.row "
            f"{_BESIDE} ORDER BY d.verified_at DESC"
        ),
        {"me": me or 0, "since": since, "limit": limit},
    )
    return [_row(r, (r[0], r[0])) for r in found]


def some(connection: Connection, me: int | None, rows: Sequence[int]) -> list[QueueRow]:
    """These articles as rows of the queue, in this order; those that are not there are left out."""
    found = connection.execute(
        text(
            f"SELECT {_SHOWN} FROM json_each(:rows) w CROSS JOIN articles a ON a.row = w.value "
            f"LEFT JOIN facts f ON f.article = a.row {_BESIDE} "
            "WHERE a.row NOT IN (SELECT article FROM tombstones) ORDER BY w.key"
        ),
        {"me": me or 0, "rows": json.dumps(list(rows))},
    )
    return [_row(r, (r[0], r[0])) for r in found]


def begin_with(connection: Connection, prefix: str, limit: int) -> list[tuple[int, str, str | None]]:
    """Articles whose id begins so, by id: their rows, ids and titles."""
    found = connection.execute(
        text(
            "SELECT row, id, title FROM articles WHERE id >= :prefix AND id < :beyond "
            "AND row NOT IN (SELECT article FROM tombstones) ORDER BY id LIMIT :limit"
        ),
        {"prefix": prefix, "beyond": prefix + "\U0010ffff", "limit": limit},
    )
    return [(r[0], r[1], r[2]) for r in found]


# ---------------------------------------------------------------- rows


def _rows(
    connection: Connection,
    spec: QuerySpec,
    query: Query,
    after: Cursor | None,
    limit: int,
    *,
    nulls: bool,
) -> list[QueueRow]:
    _, down = direction(spec)
    way = "DESC" if down else "ASC"
    sign = "<" if down else ">"
    source = source_of(spec, query, ordered=True)
    by, row = source.key, source.row
    conditions: list[str] = []
    values = {**query.values, "limit": limit}
    if spec.sort == "worst" and spec.status in ("verified", "irrelevant", "finished"):
        conditions.append(f"{by} > {FINISHED_RANK // 2}")  # the others come before, a million of them
    if spec.sort in _NULLABLE:
        conditions.append(f"{by} IS {'NULL' if nulls else 'NOT NULL'}")
    if after is not None:
        values |= {"key": after[0], "row": after[1]}
        if nulls or spec.sort == "import":
            conditions.append(f"{row} {sign} :row")
        else:
            conditions.append(f"({by}, {row}) {sign} (:key, :row)")
    order = f"{row} {way}" if spec.sort == "import" or nulls else f"{by} {way}, {row} {way}"
    # Rows are found first and only those of the page are read whole.
    inner = (
        f"SELECT {row} AS row, {by} AS key FROM {source.sql} {query.where(source, *conditions)} "
        f"ORDER BY {order}"
    )
    found = connection.execute(
        text(
            f"SELECT {_SHOWN}, p.key FROM ({inner} LIMIT :limit) p CROSS JOIN articles a ON a.row = p.row "
            f"LEFT JOIN facts f ON f.article = a.row {_BESIDE}"
        ),
        values,
    )
    rows = [_row(r, (r[-1], r[0])) for r in found]
    return sorted(rows, key=lambda r: (0 if nulls else r.cursor[0], r.row), reverse=down)


def _row(r: Sequence[Any], at: Cursor) -> QueueRow:
    checks = tuple((r[12] or "").split())
    unread = r[22] is None and r[23] is None
    known = Facts(r[10] or 0, r[11] or 0, checks, r[13] or 0, r[14], r[15] or 0, r[16] or 0)
    why: tuple[Reason, ...] = reasons(None if unread else known)
    return QueueRow(
        row=r[0],
        id=r[1],
        title=r[2],
        publisher=r[3],
        published=_day(r[4]),
        size=r[5],
        status=r[6],
        flag=r[7],
        verified_at=r[8],
        reasons=why,
        deaths=known.deaths,
        doubt=known.doubt,
        blocking=known.blocking,
        notes=known.notes,
        checks=checks,
        incidents=known.incidents,
        totals=known.totals,
        earliest=_day(r[17]),
        latest=_day(r[18]),
        place=r[19],
        leader=r[20],
        copies=r[21] if r[20] is not None else 0,
        cursor=at,
        extracted=not unread,
    )


def _day(value: dt.date | str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
