"""Erasing an article for good. What stays is a tombstone: which article, its hash, when, and by whom.

The row of the article and its events stay too, emptied of every word: row numbers and sequence numbers go on
meaning what they meant, and the log says who worked when. Whatever is derived from an emptied log (reviews,
records, counters, runs) is gone as if nobody had read the article, so a replay agrees.

Whoever adds a table with words of articles in it empties it here (`_EMPTYING`), and says so in the test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, text

from store import copies, precedents, reviews, rows, search
from store.database import Database
from store.errors import StoreError
from store.proposals import now
from store.tables import ARTICLES, TOMBSTONES
from store.types import Kept

#: What takes an article's words away, in an order that references allow; `:a` is its row.
_EMPTYING: tuple[str, ...] = (
    "UPDATE events SET key = '', before = CASE WHEN before IS NOT NULL THEN '{}' END, "
    "after = CASE WHEN after IS NOT NULL THEN '{}' END WHERE article = :a",
    "UPDATE proposals SET body = '{}' WHERE article = :a",
    "UPDATE assignments SET known = NULL WHERE article = :a",
    "DELETE FROM texts WHERE article = :a",
    "DELETE FROM sources WHERE article = :a",
    "DELETE FROM facts WHERE article = :a",
    "DELETE FROM terms WHERE article = :a",
    "DELETE FROM signatures WHERE article = :a",
    "DELETE FROM leases WHERE article = :a",
    "DELETE FROM adjudications WHERE article = :a",
    "DELETE FROM rule_uses WHERE article = :a",
    "UPDATE counters SET value = value - 1 WHERE name = 'articles'",
)
_UNFINISHED = text(
    "INSERT INTO counters (name, value) VALUES ('purge_unfinished', :value) "
    "ON CONFLICT (name) DO UPDATE SET value = :value"
)


@dataclass(frozen=True, slots=True)
class Purged:
    """How many articles a purge erased; `unfinished` says why freed pages could not be overwritten yet."""

    articles: int
    unfinished: str | None = None


def purge(database: Database, found: Sequence[int], author: str) -> Purged:
    """Erase the articles of these rows; those that were purged before stay as they are. `author` orders it.

    The tombstones are durable before the file is rewritten without free pages. Where that cannot be done now
    (no room, another program reading), nothing of the article can be read through Assay any more, but its
    bytes may still be in the file: another `purge`, also of no rows, finishes it.
    """
    with database.erasing() as connection:
        fresh = [row for row in found if not is_gone(connection, row)]
        for row in fresh:
            _bury(connection, row, author)
        if fresh:
            search.settle(connection)
            connection.execute(_UNFINISHED, {"value": 1})
        elif not unfinished(connection):
            return Purged(0)
    try:
        database.scrub()
    except StoreError as problem:
        return Purged(len(fresh), str(problem))
    with database.write() as connection:
        connection.execute(_UNFINISHED, {"value": 0})
    return Purged(len(fresh))


def _bury(connection: Connection, row: int, author: str) -> None:
    of = connection.execute(select(ARTICLES.c.id, ARTICLES.c.sha256).where(ARTICLES.c.row == row)).first()
    if of is None:
        raise StoreError(f"there is no article number {row} in this store")
    stone = {"article": row, "id": of.id, "sha256": of.sha256, "at": now(), "author": author}
    connection.execute(insert(TOMBSTONES), stone)
    who = connection.execute(text("SELECT reviewer FROM reviews WHERE article = :a"), {"a": row})
    for reviewer in who.scalars().all():
        reviews.forget(connection, reviewer, row)
    copies.forget(connection, row)
    precedents.forget(connection, row)
    search.forget(connection, row)  # while the text is there: the index knows it by its words only
    for statement in _EMPTYING:
        connection.execute(text(statement), {"a": row})
    bare: dict[str, object] = {**dict.fromkeys(rows.META_COLUMNS), "id": of.id}
    values = {**bare, "chars": 0, "meta_sha256": rows.meta_sha256(bare)}
    connection.execute(ARTICLES.update().where(ARTICLES.c.row == row).values(**values))


def kept(connection: Connection, row: int) -> Kept:
    """What the store keeps of an article."""
    of = connection.execute(select(ARTICLES.c.id, ARTICLES.c.chars).where(ARTICLES.c.row == row)).one()
    stone = connection.execute(select(TOMBSTONES).where(TOMBSTONES.c.article == row)).first()
    proposals = connection.execute(text("SELECT COUNT(*) FROM proposals WHERE article = :a"), {"a": row})
    events = connection.execute(text("SELECT COUNT(*) FROM events WHERE article = :a"), {"a": row})
    people = connection.execute(
        text(
            "SELECT name FROM reviewers WHERE row IN (SELECT reviewer FROM events WHERE article = :a) "
            "ORDER BY name"
        ),
        {"a": row},
    )
    return Kept(
        of.id,
        of.chars,
        proposals.scalar_one(),
        events.scalar_one(),
        tuple(people.scalars()),
        None if stone is None else f"on {stone.at[:10]} by {stone.author}",
    )


_IS_GONE = text("SELECT 1 FROM tombstones WHERE article = :a")


def is_gone(connection: Connection, row: int) -> bool:
    """Whether the article of this row was purged."""
    return connection.execute(_IS_GONE, {"a": row}).first() is not None


def unfinished(connection: Connection) -> bool:
    """Whether freed pages may still hold what was purged."""
    query = "SELECT value FROM counters WHERE name = 'purge_unfinished'"
    return bool(connection.exec_driver_sql(query).scalar())


def problems(connection: Connection) -> list[str]:
    """What of purged articles is still there, one sentence each: for `verify-store`."""
    found = [
        f"{name}: was purged, but {what} still there"
        for what, where in _LEFT.items()
        for name in connection.exec_driver_sql(
            f"SELECT DISTINCT t.id FROM tombstones t JOIN {where} ORDER BY t.article"
        ).scalars()
    ]
    if unfinished(connection):
        found.append(
            "freed pages may still hold what was purged: `assay purge` without an ID overwrites them"
        )
    return found


_LEFT = {
    "its text is": "texts x ON x.article = t.article",
    "sources of it are": "sources x ON x.article = t.article",
    "a proposal is": "proposals x ON x.article = t.article AND x.body <> '{}'",
    "a review is": "reviews x ON x.article = t.article",
    "a record is": "records x ON x.article = t.article",
    "facts about it are": "facts x ON x.article = t.article",
    "precedents from it are": "coded x ON x.article = t.article",
    "words in its events are": "events x ON x.article = t.article AND (x.key <> '' "
    "OR COALESCE(x.before, '{}') <> '{}' OR COALESCE(x.after, '{}') <> '{}')",
}
