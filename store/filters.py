"""The filters of a listing as SQL: which articles pass, what lists those that pass, where a walk goes.

A filter that few articles pass is gathered first and sorted then; one that many pass is asked of each article
while walking the order's index. Which it is tells a count that stops early, so that no store is too large.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text

from store import facts, search
from store.query import QuerySpec, Sort
from store.sqlite_hints import using
from store.types import Scope

#: Filters that so many articles pass at the most are gathered and sorted.
GATHER = 2000
#: Column of each order, and whether the largest comes first.
ORDER: dict[Sort, tuple[str, bool]] = {
    "import": ("a.row", False),
    "worst": ("f.rank", False),
    "doubt": ("f.doubt", True),
    "date": ("f.published", True),
    "size": ("f.size", True),
    "publisher": ("f.publisher", False),
}
_FINISHED = "r.status IN ('verified', 'irrelevant')"
_MINE = "r.reviewer = :me AND r.article = {row}"


@dataclass(frozen=True, slots=True)
class Source:
    """What a listing walks, in SQL: the tables, and by what name a row and the sorting value go there."""

    sql: str
    row: str
    key: str


@dataclass(slots=True)
class Query:
    """Conditions in SQL by name, with their values; `drivers` list the articles that pass one of them.

    In a condition `{row}` stands for the article's row, whatever it is called where the condition is asked.
    """

    filters: dict[str, str] = field(default_factory=dict)
    drivers: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    driver: str | None = None

    def where(self, source: Source, *more: str) -> str:
        """The WHERE clause; what the driver has made sure of is not asked again."""
        conditions = [*(c for n, c in self.filters.items() if n != self.driver), *more]
        return f"WHERE {' AND '.join(conditions)}".replace("{row}", source.row) if conditions else ""


def query_of(connection: Connection, spec: QuerySpec, me: int | None) -> Query | None:
    """The conditions of a spec; None where nothing can pass (a search without words)."""
    query = Query(values={"me": me or 0})
    if connection.exec_driver_sql("SELECT 1 FROM tombstones LIMIT 1").first() is not None:
        query.filters["gone"] = "{row} NOT IN (SELECT article FROM tombstones)"
    _add_review(query, spec)
    _add_scope(query, spec.scope)
    terms = {
        "check": (spec.check, facts.check_term, facts.in_checks),
        "place": (spec.place, facts.place_term, facts.in_places),
    }
    for name, (wanted, term, inside) in terms.items():
        if wanted:
            query.values |= {name: term(wanted), f"{name}_inside": inside(wanted)}
            query.drivers[name] = f"SELECT article FROM terms WHERE term = :{name}"
            # Asked of each article on a walk, which has its facts at hand.
            query.filters[name] = f"instr(f.{name}s, :{name}_inside) > 0"
    if spec.publisher is not None:
        query.values["publisher"] = spec.publisher
        query.drivers["publisher"] = "SELECT article FROM facts WHERE publisher = :publisher"
        walked = "f.publisher" if spec.sort == "date" else "+f.publisher"  # + keeps its index out of it
        query.filters["publisher"] = f"{walked} = :publisher"
    _add_days(query, spec)
    if spec.leaders:
        # The oldest of a group that has this status stands for it: a finished one hides none that waits.
        also = query.filters.get("status", "1").replace("{row}", "o.article")
        query.filters["leaders"] = (
            "NOT EXISTS (SELECT 1 FROM copies x CROSS JOIN copies o ON o.leader = x.leader "
            f"WHERE x.article = {{row}} AND o.article < {{row}} AND {also})"
        )
    if spec.text is not None and not search.restrict(
        connection, spec.text, query.filters, query.drivers, query.values
    ):
        return None
    query.driver = _driver(connection, query)
    return query


def _has(condition: str, by: str = "") -> str:
    return f"EXISTS (SELECT 1 FROM reviews r {by} WHERE {_MINE} AND {condition})"


def _add_review(query: Query, spec: QuerySpec) -> None:
    match spec.status:
        case None:
            pass
        case "waiting":
            query.filters["status"] = "NOT " + _has(_FINISHED)
        case "untouched":
            query.filters["status"] = "NOT " + _has("r.status IS NOT NULL")
        case "finished":
            query.filters["status"] = _has(_FINISHED)
            query.drivers["status"] = f"SELECT article FROM reviews r WHERE reviewer = :me AND {_FINISHED}"
        case status:
            query.values["status"] = status
            query.filters["status"] = _has("r.status = :status", using("ix_reviews_status"))
            query.drivers["status"] = "SELECT article FROM reviews WHERE reviewer = :me AND status = :status"
    if spec.flagged:
        query.filters["flag"] = _has("r.flag IS NOT NULL")
        query.drivers["flag"] = (
            f"SELECT article FROM reviews {using('ix_reviews_flagged')} "
            "WHERE reviewer = :me AND flag IS NOT NULL"
        )


def _add_scope(query: Query, scope: Scope) -> None:
    if scope is None:
        return
    if not scope or scope[-1] - scope[0] + 1 == len(scope):  # as a first import leaves it
        query.values |= {"first": scope[0] if scope else 1, "last": scope[-1] if scope else 0}
        query.drivers["scope"] = "SELECT row AS article FROM articles WHERE row BETWEEN :first AND :last"
        query.filters["scope"] = "{row} BETWEEN :first AND :last"
        return
    query.values["scope"] = json.dumps(scope.tolist())
    query.drivers["scope"] = "SELECT value AS article FROM json_each(:scope)"
    query.filters["scope"] = "{row} IN (SELECT value FROM json_each(:scope))"


def _add_days(query: Query, spec: QuerySpec) -> None:
    bounds = [("since", ">=", spec.since), ("until", "<=", spec.until)]
    wanted = [(name, sign, day) for name, sign, day in bounds if day is not None]
    if wanted:
        query.values |= {name: day.isoformat() for name, _, day in wanted}
        inside = " AND ".join(f"published {sign} :{name}" for name, sign, _ in wanted)
        query.drivers["days"] = f"SELECT article FROM facts WHERE {inside}"
        query.filters["days"] = " AND ".join(f"+f.published {sign} :{name}" for name, sign, _ in wanted)


def _driver(connection: Connection, query: Query) -> str | None:
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


def direction(spec: QuerySpec) -> tuple[str, bool]:
    """The column that the listing is sorted by, and whether the largest comes first."""
    column, down = ORDER[spec.sort]
    return column, down != spec.backwards


def source_of(spec: QuerySpec, query: Query, *, ordered: bool) -> Source:
    """The tables in the order in which they are to be walked, which CROSS JOIN makes SQLite keep to.

    Where the order asks nothing of `articles`, they are not walked: a row of theirs costs a look of its own.
    """
    key, _ = ORDER[spec.sort]
    if query.driver is not None:
        listed = f"(SELECT DISTINCT article FROM ({query.drivers[query.driver]})) d"
        return Source(f"{listed} LEFT JOIN facts f ON f.article = d.article", "d.article", _of("d", key))
    if ordered and spec.sort == "worst" and (of := _walked_term(spec)):
        joined = f"terms w CROSS JOIN facts f ON f.article = w.article AND w.term = :{of}"
        return Source(joined, "w.article", "w.rank")
    if spec.sort == "import" or not ordered:
        return Source("articles a LEFT JOIN facts f ON f.article = a.row", "a.row", key)
    return Source(f"facts f {using(_index(spec))}", "f.article", key)


def _of(table: str, key: str) -> str:
    return f"{table}.article" if key == "a.row" else key


def _index(spec: QuerySpec) -> str:
    if spec.sort == "date" and spec.publisher is not None:
        return "ix_facts_publisher_published"
    return f"ix_facts_{ {'worst': 'rank', 'date': 'published'}.get(spec.sort, spec.sort) }"


def _walked_term(spec: QuerySpec) -> str | None:
    """The term whose own order gives the worst first."""
    return "place" if spec.place else "check" if spec.check else None
