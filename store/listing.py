"""The queue as a list: sorted, filtered and paged over indexed facts. Texts are never loaded.

Pages go by key ("after this row of this order"), never by offset. A filter that few articles pass is gathered
first and sorted then; one that many pass is asked of each article while walking the order's index. Which it
is tells a count that stops early, so that no store is too large.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text

from store import facts, search
from store.query import Bounded, Cursor, QuerySpec, QueueRow, Sort
from store.worth import FINISHED_RANK, Facts, Reason, reasons

#: Filters that so many articles pass at the most are gathered and sorted.
GATHER = 2000
#: Counts stop here.
COUNT_TO = 10_000

#: Column of each order, and whether the largest comes first.
_ORDER: dict[Sort, tuple[str, bool]] = {
    "import": ("a.row", False),
    "worst": ("f.rank", False),
    "doubt": ("f.doubt", True),
    "date": ("f.published", True),
    "size": ("f.size", True),
    "publisher": ("f.publisher", False),
}
_NULLABLE = frozenset({"doubt", "date", "publisher"})
_FINISHED = "r.status IN ('verified', 'irrelevant')"
_MINE = "SELECT 1 FROM reviews r WHERE r.reviewer = :me AND r.article = a.row"
_SHOWN = (
    "a.row, a.id, a.title, a.publisher, a.published, a.chars, m.status, m.flag, m.verified_at, f.rank, "
    "f.blocking, f.notes, f.checks, f.deaths, f.doubt, f.incidents, f.totals, f.earliest, f.latest, f.place, "
    "c.leader, (SELECT COUNT(*) FROM copies g WHERE g.leader = c.leader) AS copies, f.proposal, f.last_seq"
)
_BESIDE = (
    "LEFT JOIN reviews m ON m.reviewer = :me AND m.article = a.row LEFT JOIN copies c ON c.article = a.row"
)


@dataclass(slots=True)
class _Query:
    """Conditions in SQL by name, with their values; `drivers` list the articles that pass one of them."""

    filters: dict[str, str] = field(default_factory=dict)
    drivers: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    driver: str | None = None

    def where(self, *more: str) -> str:
        """The WHERE clause; what the driver has made sure of is not asked again."""
        conditions = [*(c for n, c in self.filters.items() if n != self.driver), *more]
        return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def page(
    connection: Connection, spec: QuerySpec, me: int | None, after: Cursor | None, limit: int
) -> list[QueueRow]:
    """The rows after a cursor (None: from the start) in the order of `spec`, at most `limit`."""
    query = _query(connection, spec, me)
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
    query = _query(connection, spec, me)
    if query is None:
        return Bounded(0)
    if query.filters.keys() <= {query.driver}:
        listed = "SELECT row FROM articles" if query.driver is None else query.drivers[query.driver]
    elif len(query.filters) == 1 and query.drivers.keys() == query.filters.keys():
        listed = next(iter(query.drivers.values()))
    else:
        listed = f"SELECT 1 FROM {_source(spec, query, ordered=False)} {query.where()}"
    found = connection.execute(
        text(f"SELECT COUNT(*) FROM ({listed} LIMIT :limit)"), {**query.values, "limit": COUNT_TO + 1}
    ).scalar_one()
    return Bounded(min(found, COUNT_TO), found > COUNT_TO)


def position(connection: Connection, spec: QuerySpec, me: int | None, row: int) -> Bounded | None:
    """How many rows of the listing come before this article; None where it is not in it."""
    query, at = _query(connection, spec, me), cursor(connection, spec, me, row)
    if query is None or at is None:
        return None
    column, down = _direction(spec)
    source = _source(spec, query, ordered=True)
    sign = ">" if down else "<"
    if at[0] is None:
        before = f"({column} IS NOT NULL OR a.row {sign} :row)"
    elif spec.sort == "import":
        before = f"a.row {sign} :row"
    else:
        before = f"({column}, a.row) {sign} (:key, :row)"
    found = connection.execute(
        text(f"SELECT COUNT(*) FROM (SELECT 1 FROM {source} {query.where(before)} LIMIT :limit)"),
        {**query.values, "key": at[0], "row": row, "limit": COUNT_TO + 1},
    ).scalar_one()
    return Bounded(min(found, COUNT_TO), found > COUNT_TO)


def cursor(connection: Connection, spec: QuerySpec, me: int | None, row: int) -> Cursor | None:
    """Where an article stands in the order; None where the filters leave it out."""
    query = _query(connection, spec, me)
    if query is None:
        return None
    column, _ = _ORDER[spec.sort]
    found = connection.execute(
        text(
            f"SELECT {column} FROM articles a LEFT JOIN facts f ON f.article = a.row "
            f"{query.where('a.row = :row')}"
        ),
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


# ---------------------------------------------------------------- the query


def _query(connection: Connection, spec: QuerySpec, me: int | None) -> _Query | None:
    """The conditions of a spec; None where nothing can pass (a search without words)."""
    query = _Query(values={"me": me or 0})
    if connection.exec_driver_sql("SELECT 1 FROM tombstones LIMIT 1").first() is not None:
        query.filters["gone"] = "a.row NOT IN (SELECT article FROM tombstones)"
    _add_review(query, spec)
    terms = {
        "check": spec.check and facts.check_term(spec.check),
        "place": spec.place and facts.place_term(spec.place),
    }
    for name, term in terms.items():
        if term:
            query.values[name] = term
            query.drivers[name] = f"SELECT article FROM terms WHERE term = :{name}"
            query.filters[name] = (
                f"EXISTS (SELECT 1 FROM terms t WHERE t.term = :{name} AND t.rank = f.rank "
                "AND t.article = a.row)"
            )
    if spec.publisher is not None:
        query.values["publisher"] = spec.publisher
        query.drivers["publisher"] = "SELECT article FROM facts WHERE publisher = :publisher"
        query.filters["publisher"] = "+f.publisher = :publisher"
    _add_days(query, spec)
    if spec.leaders:
        query.filters["leaders"] = (
            "NOT EXISTS (SELECT 1 FROM copies o WHERE o.article = a.row AND o.leader <> a.row)"
        )
    if spec.text is not None and not search.restrict(
        connection, spec.text, query.filters, query.drivers, query.values
    ):
        return None
    query.driver = _driver(connection, query)
    return query


def _add_review(query: _Query, spec: QuerySpec) -> None:
    match spec.status:
        case None:
            pass
        case "waiting":
            query.filters["status"] = f"NOT EXISTS ({_MINE} AND {_FINISHED})"
        case "untouched":
            query.filters["status"] = f"NOT EXISTS ({_MINE} AND r.status IS NOT NULL)"
        case "finished":
            query.filters["status"] = f"EXISTS ({_MINE} AND {_FINISHED})"
            query.drivers["status"] = f"SELECT article FROM reviews r WHERE reviewer = :me AND {_FINISHED}"
        case status:
            query.values["status"] = status
            query.filters["status"] = f"EXISTS ({_MINE} AND r.status = :status)"
            query.drivers["status"] = "SELECT article FROM reviews WHERE reviewer = :me AND status = :status"
    if spec.flagged:
        query.filters["flag"] = f"EXISTS ({_MINE} AND r.flag IS NOT NULL)"
        query.drivers["flag"] = (
            "SELECT article FROM reviews INDEXED BY ix_reviews_flagged "
            "WHERE reviewer = :me AND flag IS NOT NULL"
        )


def _add_days(query: _Query, spec: QuerySpec) -> None:
    bounds = [("since", ">=", spec.since), ("until", "<=", spec.until)]
    wanted = [(name, sign, day) for name, sign, day in bounds if day is not None]
    if wanted:
        query.values |= {name: day.isoformat() for name, _, day in wanted}
        inside = " AND ".join(f"published {sign} :{name}" for name, sign, _ in wanted)
        query.drivers["days"] = f"SELECT article FROM facts WHERE {inside}"
        query.filters["days"] = " AND ".join(f"+f.published {sign} :{name}" for name, sign, _ in wanted)


def _driver(connection: Connection, query: _Query) -> str | None:
    """The filter that the fewest articles pass, as SQL that lists them; None where all let many pass."""
    best: tuple[int, str] | None = None
    for name, sql in query.drivers.items():
        limit = GATHER if best is None else best[0]
        found = connection.execute(
            text(f"SELECT COUNT(*) FROM ({sql} LIMIT :limit)"), {**query.values, "limit": limit + 1}
        ).scalar_one()
        if found <= limit:
            best = (found, name)
    return None if best is None else best[1]


def _direction(spec: QuerySpec) -> tuple[str, bool]:
    column, down = _ORDER[spec.sort]
    return column, down != spec.backwards


def _source(spec: QuerySpec, query: _Query, *, ordered: bool) -> str:
    """The tables in the order in which they are to be walked, which CROSS JOIN makes SQLite keep to."""
    if query.driver is not None:
        return (
            f"(SELECT DISTINCT article FROM ({query.drivers[query.driver]})) d "
            "CROSS JOIN articles a ON a.row = d.article "
            "LEFT JOIN facts f ON f.article = a.row"
        )
    if ordered and spec.sort == "worst" and (of := _walked_term(spec)):
        return (
            f"terms w CROSS JOIN articles a ON a.row = w.article AND w.term = :{of} "
            "CROSS JOIN facts f ON f.article = a.row"
        )
    if spec.sort == "import" or not ordered:
        return "articles a LEFT JOIN facts f ON f.article = a.row"
    index = {"worst": "rank", "date": "published"}.get(spec.sort, spec.sort)
    return f"facts f INDEXED BY ix_facts_{index} CROSS JOIN articles a ON a.row = f.article"


def _walked_term(spec: QuerySpec) -> str | None:
    """The term whose own order gives the worst first."""
    return "place" if spec.place else "check" if spec.check else None


def _rows(
    connection: Connection,
    spec: QuerySpec,
    query: _Query,
    after: Cursor | None,
    limit: int,
    *,
    nulls: bool,
) -> list[QueueRow]:
    column, down = _direction(spec)
    way = "DESC" if down else "ASC"
    sign = "<" if down else ">"
    source = _source(spec, query, ordered=True)
    by, row = column, "a.row"
    if source.startswith("facts"):
        row = "f.article"
    elif source.startswith("terms"):
        by, row = "w.rank", "w.article"
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
    inner = f"SELECT a.row AS row, {column} AS key FROM {source} {query.where(*conditions)} ORDER BY {order}"
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
