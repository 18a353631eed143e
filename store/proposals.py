"""Proposals into the store, each run beside the others; which articles still wait for one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, text

from extract.model import Article, Record, kind_of
from store import facts, project_rules, reader, rows, sqlite
from store.database import Database
from store.errors import StoreError
from store.imports import batched, gone_among, store_chunk
from store.prepared import prepare
from store.tables import ARTICLES, EXTRACTORS, PROPOSALS

#: Proposals in one transaction: small, because people decide while extraction runs.
CHUNK = 200


def now() -> str:
    """The time as RFC 3339 UTC with milliseconds: `2025-02-01T12:00:00.123Z`."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def add_proposals(database: Database, records: Iterable[Record]) -> int:
    """Keep proposals beside those that are there; returns how many were new.

    Articles that the store does not have are added first. Raises StoreError for a record that is no proposal
    (no extractor, or reviewed).
    """
    new = 0
    for chunk in batched(records, CHUNK):
        prepared = [_prepare(record) for record in chunk]
        with database.write() as connection:
            new += _store(connection, chunk, prepared)
    return new


def _prepare(record: Record) -> tuple[str, str]:
    """The body and key of a proposal; raises StoreError where it is none."""
    if kind_of(record) != "proposal" or record.extractor is None:
        raise StoreError(
            f"article {record.article.id!r}: this line is a {kind_of(record)} record, not a proposal"
        )
    prepare(record.article)  # refuses what no table may hold, before the store is locked
    body = rows.body(record)
    try:
        return body, rows.proposal_key(record.extractor, record.article.sha256, body)
    except UnicodeEncodeError:
        raise StoreError(
            f"article {record.article.id!r}: half a character (a lone surrogate) in its proposal: "
            "replace it with U+FFFD before importing"
        ) from None


def _store(connection: Connection, chunk: Sequence[Record], prepared: Sequence[tuple[str, str]]) -> int:
    by_hash = _rows_of(connection, [r.article for r in chunk])
    article_rows = [by_hash[r.article.sha256] for r in chunk]
    have = {
        tuple(r)
        for r in connection.execute(
            select(PROPOSALS.c.article, PROPOSALS.c.key).where(
                sqlite.among(PROPOSALS.c.article, set(article_rows))
            )
        )
    }
    stamp = now()
    fresh: list[dict[str, Any]] = []
    gone = gone_among(connection, article_rows)
    for record, article, (body, key) in zip(chunk, article_rows, prepared, strict=True):
        if article in gone or (article, key) in have:
            continue
        have.add((article, key))
        extractor = extractor_row(connection, record.extractor or {})
        fresh.append({"article": article, "extractor": extractor, "key": key, "made_at": stamp, "body": body})
    if fresh:
        connection.execute(insert(PROPOSALS), fresh)
        records = dict(zip(article_rows, chunk, strict=True))
        _keep_facts(connection, records, fresh)
        project_rules.rule_new(connection, {f["article"]: records[f["article"]] for f in fresh})
    return len(fresh)


def _keep_facts(
    connection: Connection, records: Mapping[int, Record], fresh: Sequence[Mapping[str, Any]]
) -> None:
    """What the queue sorts by, while the records are in hand. Where one article has several, the last."""
    made = (PROPOSALS.c.article, PROPOSALS.c.key, PROPOSALS.c.row)
    found = connection.execute(select(*made).where(sqlite.among(PROPOSALS.c.article, list(records))))
    rows_of = {(article, key): row for article, key, row in found}
    newest = {f["article"]: rows_of[f["article"], f["key"]] for f in fresh}
    facts.of_proposals(connection, {article: (records[article], row) for article, row in newest.items()})


def _rows_of(connection: Connection, articles: Sequence[Article]) -> dict[str, int]:
    hashes = {a.sha256 for a in articles}
    found = connection.execute(
        select(ARTICLES.c.sha256, ARTICLES.c.row).where(sqlite.among(ARTICLES.c.sha256, hashes))
    )
    known: dict[str, int] = {r.sha256: r.row for r in found}
    missing = [a for a in articles if a.sha256 not in known]
    if missing:
        done = store_chunk(connection, [prepare(article) for article in missing])
        known |= {a.sha256: row for a, row in zip(missing, done.rows, strict=True)}
    return known


def extractor_row(connection: Connection, extractor: Any) -> int:
    """The row of an extractor version by its wire object; it is made where it is new."""
    key = rows.extractor_key(extractor)
    found: int | None = connection.execute(select(EXTRACTORS.c.row).where(EXTRACTORS.c.key == key)).scalar()
    if found is not None:
        return found
    values = {
        "key": key,
        "name": str(extractor.get("name") or "-"),
        "version": str(extractor.get("version") or "-"),
    }
    connection.execute(insert(EXTRACTORS), values)
    made: int = connection.execute(select(EXTRACTORS.c.row).where(EXTRACTORS.c.key == key)).scalar_one()
    return made


_WAITING = text(
    "SELECT a.row FROM articles a WHERE a.row > :after AND NOT EXISTS "
    "(SELECT 1 FROM proposals p WHERE p.extractor = :extractor AND p.article = a.row) "
    "AND a.row NOT IN (SELECT article FROM tombstones) "
    "ORDER BY a.row LIMIT :limit"
)


def waiting(connection: Connection, extractor: str, after: int, limit: int) -> list[tuple[int, Article]]:
    """Articles after row `after` that this extractor (its `rows.extractor_key`) has not read yet."""
    row = connection.execute(select(EXTRACTORS.c.row).where(EXTRACTORS.c.key == extractor)).scalar()
    found = (
        connection.execute(_WAITING, {"after": after, "extractor": row or 0, "limit": limit}).scalars().all()
    )
    return reader.articles(connection, found)


def newer(connection: Connection, row: int, reviewer: str, kept: reader.Proposals) -> Record | None:
    """The newest proposal of an article where a review is pinned to another; see `Store.newer_proposal`."""
    if reader.given(connection, row, reviewer) is not None:
        return None  # what is shown was settled with the assignment
    of = reader.article(connection, row)
    events, pinned = reader.events_of(connection, row, of.sha256, reviewer)
    newest = connection.execute(
        text(
            "SELECT row FROM proposals WHERE article = :a AND NOT own AND body <> '{}' "
            "ORDER BY row DESC LIMIT 1"
        ),
        {"a": row},
    ).scalar()
    if not events or newest is None or newest == pinned:
        return None
    return kept.get(connection, of, newest)


def is_own(connection: Connection, row: int, key: str | None) -> bool:
    """Whether the proposal of this key for an article was made for one assignment alone."""
    query = select(PROPOSALS.c.own).where(PROPOSALS.c.article == row, PROPOSALS.c.key == key)
    return bool(connection.execute(query).scalar())
