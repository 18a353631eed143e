"""Articles into the store: streamed, in chunks of their own transactions, idempotent by the text's hash.

Whatever ends an import early, the chunks before it are kept, and the same import run again goes on there.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import nullcontext
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, insert, select, text

from extract.model import Article
from store import rows, sqlite
from store.database import Database
from store.prepared import (
    COLUMNS,
    ID,
    PUBLISHED,
    PUBLISHER,
    SHA256,
    SOURCE_SHA256,
    URL,
    Prepared,
    SourceValues,
    Values,
    prepare,
    renamed,
)
from store.tables import ARTICLES, SOURCES, TEXTS, TOMBSTONES
from store.types import Imported

#: Articles in one transaction, and text in code points.
CHUNK, CHUNK_CHARS = 1000, 8_000_000
#: The same while people decide: a key press waits for one transaction at the most.
GENTLE, GENTLE_CHARS = 100, 500_000
MAX_NOTES = 200

T = TypeVar("T")
Row = dict[str, Any]
#: Row, id, publisher and day of publication (ISO) of an article that is stored.
Known = tuple[int, str, str | None, str | None]

_ARTICLE = ("row", *COLUMNS)
_TEXT = ("article", "text")
_SOURCE = ("article", *rows.SOURCE_COLUMNS)


def add_articles(
    database: Database,
    articles: Iterable[Article | Prepared],
    progress: Callable[[int], None] | None = None,
    *,
    gently: bool = False,
) -> Imported:
    """Store what is new; `progress` hears after each chunk how many were looked at so far.

    A chunk does not wait for the disk: what a power cut takes, the same import brings again. Whoever decides
    meanwhile waits for it, and for all chunks before. `gently`: in short transactions, and without emptying
    the database's log, which writers would wait for.
    """
    result = _Result(array("q"), [])
    most, chars = (GENTLE, GENTLE_CHARS) if gently else (CHUNK, CHUNK_CHARS)
    with nullcontext() if gently else database.bulk():
        for chunk in chunks(articles, most, chars):
            with database.write(durable=False) as connection:
                done = store_chunk(connection, chunk)
            result.take(done)  # only after the commit
            if progress is not None:
                progress(len(result.rows))
    return Imported(result.new, len(result.rows) - result.new, result.rows, result.all_notes())


class _Result:
    def __init__(self, found: array[int], notes: list[str]) -> None:
        self.rows, self.notes, self.new, self.more = found, notes, 0, 0

    def take(self, done: Imported) -> None:
        self.rows.extend(done.rows)
        self.new += done.new
        room = max(0, MAX_NOTES - len(self.notes))
        self.notes += done.notes[:room]
        self.more += max(0, len(done.notes) - room)

    def all_notes(self) -> list[str]:
        return [*self.notes, f"… and {self.more} more of these"] if self.more else self.notes


def chunks(
    articles: Iterable[Article | Prepared], most: int = CHUNK, most_chars: int = CHUNK_CHARS
) -> Iterator[list[Prepared]]:
    """Lists of at most so many articles and, unless a single one is longer, so many code points of text.

    Raises StoreError for what no table may hold (`store.prepared`).
    """
    chunk: list[Prepared] = []
    chars = 0
    for article in articles:
        ready = article if isinstance(article, tuple) else prepare(article)
        size = len(ready[1])
        if chunk and (len(chunk) >= most or chars + size > most_chars):
            yield chunk
            chunk, chars = [], 0
        chunk.append(ready)
        chars += size
    if chunk:
        yield chunk


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most `size` items."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def store_chunk(connection: Connection, chunk: Sequence[Prepared]) -> Imported:
    """Store a chunk inside the caller's transaction, which holds the write lock."""
    known = _known(connection, {values[SHA256] for values, _, _ in chunk})
    taken = _taken_ids(connection, {values[ID] for values, _, _ in chunk})
    next_row = (connection.exec_driver_sql("SELECT MAX(row) FROM articles").scalar() or 0) + 1
    gone = gone_among(connection, [first[0] for first in known.values()])
    found = array("q")
    notes: list[str] = []
    new: list[tuple[int | str | None, ...]] = []
    texts: list[tuple[int, str]] = []
    again: list[tuple[Prepared, Known]] = []
    sources: list[tuple[int | str | None, ...]] = []
    for article in chunk:
        values, whole, others = article
        id, sha256 = values[ID], values[SHA256]
        first = known.get(sha256)
        if first is not None:
            found.append(first[0])
            if first[0] in gone:
                notes.append(f"{id}: this text was purged, so it is not stored again")
            else:
                again.append((article, first))
            continue
        if id in taken:
            values = renamed(values, _free_id(connection, values, taken))
            notes.append(f"{id}: another text has this id already, so this one is {values[ID]}")
            id = values[ID]
        taken.add(id)
        known[sha256] = (next_row, id, values[PUBLISHER], values[PUBLISHED])
        new.append((next_row, *values))
        texts.append((next_row, whole))
        sources += [(next_row, *source) for source in others]
        found.append(next_row)
        next_row += 1
    if new:
        insert_rows(connection, ARTICLES, _ARTICLE, new)
        insert_rows(connection, TEXTS, _TEXT, texts)
        _count(connection, len(new))
    if sources:
        insert_rows(connection, SOURCES, _SOURCE, sources)
    if again:
        _add_sources(connection, again, notes)
    return Imported(len(new), len(found) - len(new), found, notes)


def insert_many(connection: Connection, table: Table, values: Sequence[Row]) -> None:
    """Insert rows with the same columns by name, all in the database's own types: see `insert_rows`."""
    pick = itemgetter(*values[0])
    insert_rows(connection, table, tuple(values[0]), [pick(v) for v in values])


def insert_rows(
    connection: Connection, table: Table, columns: Sequence[str], values: Sequence[tuple[Any, ...]]
) -> None:
    """Insert many rows, all given in the database's own types (days as ISO text).

    Goes around SQLAlchemy's handling of parameters, which costs as much as SQLite's own work.
    """
    made = _COMPILED.get(name := (table.name, connection.dialect.name, tuple(columns)))
    if made is None:
        query = insert(table).compile(dialect=connection.dialect, column_keys=list(columns))
        made = _COMPILED[name] = (str(query), query.positiontup)
    sql, order = made
    if order is None:
        connection.exec_driver_sql(sql, [dict(zip(columns, v, strict=True)) for v in values])
        return
    if order != list(columns):
        pick = itemgetter(*(columns.index(name) for name in order))
        values = [pick(v) for v in values]
    connection.exec_driver_sql(sql, list(values))


_COMPILED: dict[tuple[str, str, tuple[str, ...]], tuple[str, list[str] | None]] = {}


def _free_id(connection: Connection, values: Values, taken: set[str]) -> str:
    """The article's id with 8 hex digits of its hash, or as many more as it takes to be new."""
    names = [f"{values[ID]}#{values[SHA256][:digits]}" for digits in (8, 16, 64)]
    gone = taken | _taken_ids(connection, set(names))
    return next(name for name in names if name not in gone)


def _known(connection: Connection, hashes: Collection[str]) -> dict[str, Known]:
    of = ARTICLES.c
    query = select(of.sha256, of.row, of.id, of.publisher, of.published)
    found = connection.execute(query.where(sqlite.among(of.sha256, hashes)))
    return {r[0]: (r[1], r[2], r[3], r[4] and r[4].isoformat()) for r in found}


def gone_among(connection: Connection, wanted: Collection[int]) -> set[int]:
    """Those of the rows whose articles were purged."""
    if not wanted:
        return set()
    query = select(TOMBSTONES.c.article).where(sqlite.among(TOMBSTONES.c.article, wanted))
    return set(connection.execute(query).scalars())


def _taken_ids(connection: Connection, ids: Collection[str]) -> set[str]:
    own = connection.execute(select(ARTICLES.c.id).where(sqlite.among(ARTICLES.c.id, ids))).scalars()
    others = connection.execute(select(SOURCES.c.id).where(sqlite.among(SOURCES.c.id, ids))).scalars()
    return {*own, *others}


def _count(connection: Connection, more: int) -> None:
    connection.execute(
        text(
            "INSERT INTO counters (name, value) VALUES ('articles', :n) "
            "ON CONFLICT (name) DO UPDATE SET value = counters.value + :n"
        ),
        {"n": more},
    )


# ---------------------------------------------------------------- the same text again


def _add_sources(connection: Connection, again: Sequence[tuple[Prepared, Known]], notes: list[str]) -> None:
    """Keep under which other id, publisher or date a known text came."""
    wanted = [
        (first, source)
        for (values, _, others), first in again
        for source in (*_as_source(values, first), *others)
    ]
    if not wanted:
        return
    columns = (SOURCES.c.article, SOURCES.c.id, SOURCES.c.publisher, SOURCES.c.published)
    stored = connection.execute(
        select(*columns).where(sqlite.among(SOURCES.c.article, {first[0] for first, _ in wanted}))
    )
    have = {(row, id, publisher, day and day.isoformat()) for row, id, publisher, day in stored}
    fresh: list[tuple[int | str | None, ...]] = []
    for (row, first_id, _, day), source in wanted:
        id, publisher, published = source[:3]
        name = (row, id, publisher, published)
        if name in have:
            continue
        have.add(name)
        fresh.append((row, *source))
        if None not in (day, published) and day != published:
            notes.append(f"{id}: the same text as {first_id}, but dated {published}, not {day}")
    if fresh:
        insert_rows(connection, SOURCES, _SOURCE, fresh)


def _as_source(values: Values, first: Known) -> tuple[SourceValues, ...]:
    """The article as one more source, unless it says nothing that the stored one does not."""
    _, first_id, publisher, published = first
    id = values[ID]
    same_id = first_id == id or first_id.startswith(f"{id}#{values[SHA256][:8]}")
    if same_id and values[PUBLISHER] in (None, publisher) and values[PUBLISHED] in (None, published):
        return ()
    return ((id, values[PUBLISHER], values[PUBLISHED], values[URL], values[SOURCE_SHA256], None),)
