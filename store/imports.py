"""Articles into the store: streamed, in chunks of their own transactions, idempotent by the text's hash.

Whatever ends an import early, the chunks before it are kept, and the same import run again goes on there.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import Connection, Table, insert, select, text

from extract.model import Article, Source
from extract.to_json import text_sha256
from store import rows, sqlite
from store.database import Database
from store.errors import StoreError
from store.tables import ARTICLES, SOURCES, TEXTS, TOMBSTONES, ArticleCreate
from store.types import Imported

#: Articles in one transaction, and text in code points.
CHUNK, CHUNK_CHARS = 1000, 8_000_000
#: The same while people decide: a key press waits for one transaction at the most.
GENTLE, GENTLE_CHARS = 100, 500_000
MAX_NOTES = 200

T = TypeVar("T")
Row = dict[str, Any]


def add_articles(
    database: Database,
    articles: Iterable[Article],
    progress: Callable[[int], None] | None = None,
    *,
    gently: bool = False,
) -> Imported:
    """Store what is new; `progress` hears after each chunk how many were looked at so far.

    `gently`: in short transactions, and without emptying the database's log, which writers would wait for.
    """
    result = _Result(array("q"), [])
    most, chars = (GENTLE, GENTLE_CHARS) if gently else (CHUNK, CHUNK_CHARS)
    with nullcontext() if gently else database.bulk():
        for chunk in chunks(articles, most, chars):
            for article in chunk:
                refuse_unfit(article)
            with database.write() as connection:
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
    articles: Iterable[Article], most: int = CHUNK, most_chars: int = CHUNK_CHARS
) -> Iterator[list[Article]]:
    """Lists of at most so many articles and, unless a single one is longer, so many code points of text."""
    chunk: list[Article] = []
    chars = 0
    for article in articles:
        if chunk and (len(chunk) >= most or chars + len(article.text) > most_chars):
            yield chunk
            chunk, chars = [], 0
        chunk.append(article)
        chars += len(article.text)
    if chunk:
        yield chunk


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most `size` items."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def refuse_unfit(article: Article) -> None:
    """Raise StoreError for what no text file holds: lone surrogates, NUL, or a hash of another text."""
    beside = (article.id, article.title, article.publisher, article.dateline, article.url)
    try:
        article.text.encode()
        for value in (*beside, rows.dump_extra(article.extra), *(s.id for s in article.sources)):
            if value is not None:
                value.encode()
    except UnicodeEncodeError as problem:
        raise StoreError(
            f"article {article.id!a}: half a character (a lone surrogate) at offset {problem.start}: "
            "replace it with U+FFFD before importing"
        ) from None
    if "\x00" in article.text:
        raise StoreError(
            f"article {article.id!r}: a NUL at offset {article.text.index(chr(0))}: "
            "replace it with U+FFFD before importing"
        )
    if text_sha256(article.text) != article.sha256:
        raise StoreError(f"article {article.id!r}: its sha256 does not belong to its text")


def store_chunk(connection: Connection, chunk: Sequence[Article]) -> Imported:
    """Store a chunk inside the caller's transaction, which holds the write lock."""
    known = _known(connection, {a.sha256 for a in chunk})
    taken = _taken_ids(connection, {a.id for a in chunk})
    next_row = (connection.exec_driver_sql("SELECT MAX(row) FROM articles").scalar() or 0) + 1
    gone = gone_among(connection, [first["row"] for first in known.values()])
    found = array("q")
    notes: list[str] = []
    new: list[Row] = []
    texts: list[Row] = []
    again: list[tuple[int, Article, Row]] = []
    sources: list[Row] = []
    for article in chunk:
        first = known.get(article.sha256)
        if first is not None:
            found.append(first["row"])
            if first["row"] in gone:
                notes.append(f"{article.id}: this text was purged, so it is not stored again")
            else:
                again.append((first["row"], article, first))
            continue
        if article.id in taken:
            renamed = _free_id(connection, article, taken)
            notes.append(f"{article.id}: another text has this id already, so this one is {renamed}")
            article = replace(article, id=renamed)
        taken.add(article.id)
        row = article_row(next_row, article)
        known[article.sha256] = {**row, "published": article.published}
        new.append(row)
        texts.append({"article": next_row, "text": article.text})
        sources += [_source_row(next_row, s) for s in article.sources]
        found.append(next_row)
        next_row += 1
    if new:
        insert_many(connection, ARTICLES, new)
        insert_many(connection, TEXTS, texts)
        _count(connection, len(new))
    if sources:
        connection.execute(insert(SOURCES), sources)
    _add_sources(connection, again, notes)
    return Imported(len(new), len(found) - len(new), found, notes)


def insert_many(connection: Connection, table: Table, values: Sequence[Row]) -> None:
    """Insert many rows with the same columns, all given in the database's own types (days as ISO text).

    Goes around SQLAlchemy's handling of parameters, which costs as much as SQLite's own work.
    """
    made = _COMPILED.get(name := (table.name, connection.dialect.name, tuple(values[0])))
    if made is None:
        query = insert(table).compile(dialect=connection.dialect, column_keys=list(values[0]))
        made = _COMPILED[name] = (str(query), query.positiontup)
    sql, order = made
    if order is None:
        connection.exec_driver_sql(sql, [dict(v) for v in values])
    else:
        pick = itemgetter(*order)
        connection.exec_driver_sql(sql, [pick(v) for v in values])


_COMPILED: dict[tuple[str, str, tuple[str, ...]], tuple[str, list[str] | None]] = {}


def _free_id(connection: Connection, article: Article, taken: set[str]) -> str:
    """The article's id with 8 hex digits of its hash, or as many more as it takes to be new."""
    names = [f"{article.id}#{article.sha256[:digits]}" for digits in (8, 16, 64)]
    gone = taken | _taken_ids(connection, set(names))
    return next(name for name in names if name not in gone)


def article_row(row: int, article: Article) -> Row:
    """The values of an `articles` row, validated."""
    values: Row = {
        "row": row,
        "id": article.id,
        "sha256": article.sha256,
        "source_sha256": article.source_sha256,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "published_source": article.published_source,
        "dateline": article.dateline,
        "url": article.url,
        "language": article.language,
        "chars": len(article.text),
        "extra": rows.dump_extra(article.extra),
    }
    values["meta_sha256"] = rows.meta_sha256(values)
    try:
        ArticleCreate(**values)
    except ValidationError as problem:
        first = problem.errors()[0]
        raise StoreError(f"article {article.id!r}: {first['loc'][0]}: {first['msg']}") from None
    values["published"] = article.published and article.published.isoformat()
    return values


def _source_row(article: int, source: Source) -> Row:
    return {
        "article": article,
        "id": source.id,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "source_sha256": source.source_sha256,
        "extra": rows.dump_extra(source.extra),
    }


def _known(connection: Connection, hashes: set[str]) -> dict[str, Row]:
    columns = (ARTICLES.c.row, ARTICLES.c.id, ARTICLES.c.sha256, ARTICLES.c.publisher, ARTICLES.c.published)
    found = connection.execute(select(*columns).where(sqlite.among(ARTICLES.c.sha256, hashes)))
    return {r["sha256"]: dict(r) for r in found.mappings()}


def gone_among(connection: Connection, wanted: Collection[int]) -> set[int]:
    """Those of the rows whose articles were purged."""
    query = select(TOMBSTONES.c.article).where(sqlite.among(TOMBSTONES.c.article, wanted))
    return set(connection.execute(query).scalars())


def _taken_ids(connection: Connection, ids: set[str]) -> set[str]:
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


def _add_sources(connection: Connection, again: Sequence[tuple[int, Article, Row]], notes: list[str]) -> None:
    """Keep under which other id, publisher or date a known text came."""
    wanted = [
        (row, source)
        for row, article, first in again
        for source in (*_as_source(article, first), *article.sources)
    ]
    if not wanted:
        return
    rows_wanted = {row for row, _ in wanted}
    columns = (SOURCES.c.article, SOURCES.c.id, SOURCES.c.publisher, SOURCES.c.published)
    have = {
        tuple(r)
        for r in connection.execute(select(*columns).where(sqlite.among(SOURCES.c.article, rows_wanted)))
    }
    dates = {row: (first["id"], first["published"]) for row, _, first in again}
    fresh: list[Row] = []
    for row, source in wanted:
        name = (row, source.id, source.publisher, source.published)
        if name in have:
            continue
        have.add(name)
        fresh.append(_source_row(row, source))
        first_id, published = dates[row]
        if None not in (published, source.published) and published != source.published:
            notes.append(
                f"{source.id}: the same text as {first_id}, but dated {source.published}, not {published}"
            )
    if fresh:
        connection.execute(insert(SOURCES), fresh)


def _as_source(article: Article, first: Row) -> tuple[Source, ...]:
    """The article as one more source, unless it says nothing that the stored one does not."""
    same_id = first["id"] == article.id or first["id"].startswith(f"{article.id}#{article.sha256[:8]}")
    if (
        same_id
        and article.publisher in (None, first["publisher"])
        and article.published in (None, first["published"])
    ):
        return ()
    return (Source(article.id, article.publisher, article.published, article.url, article.source_sha256),)
