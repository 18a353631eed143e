"""What only SQLite's FTS5 knows: its table, whether this SQLite has it, where it found the words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, text

#: So many words are looked for one by one where a prefix is asked for.
WORDS = 24
#: Articles in a block.
BLOCK = 8192
_BLOCK = "\ue0f3"
_OPEN, _SHUT = "\ue0f1", "\ue0f2"


def has_search(connection: Connection) -> bool:
    """Whether this SQLite was built with FTS5."""
    query = "SELECT 1 FROM pragma_compile_options WHERE compile_options = 'ENABLE_FTS5'"
    return connection.exec_driver_sql(query).first() is not None


def teach(connection: Connection, name: str, function: Callable[[str, str], bool]) -> None:
    """Let this connection's SQL call a function of two texts."""
    raw: Any = connection.connection.dbapi_connection
    raw.create_function(name, 2, function, deterministic=True)


def create(connection: Connection) -> None:
    """Make the index anew, empty. It reads the texts where they are and keeps only where words stand.

    FTS5 looks for a phrase until it finds one, however far that is, and asks nobody meanwhile. So each text
    has the word of its block besides, which no text holds: what must stand beside that word is looked for in
    that block only.
    """
    connection.exec_driver_sql("DROP TABLE IF EXISTS search")
    connection.exec_driver_sql("DROP VIEW IF EXISTS search_texts")
    connection.exec_driver_sql(
        "CREATE VIEW search_texts AS "
        f"SELECT article, text, '{_BLOCK}' || (article / {BLOCK}) AS block FROM texts"
    )
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE search USING fts5(text, block, content='search_texts', "
        "content_rowid='article', tokenize='unicode61 remove_diacritics 2')"
    )


def add(connection: Connection, after: int, last: int) -> None:
    """Index the texts behind `after` as far as `last`."""
    connection.execute(
        text(
            "INSERT INTO search (rowid, text, block) SELECT article, text, block FROM search_texts "
            "WHERE article > :after AND article <= :last"
        ),
        {"after": after, "last": last},
    )


def drop(connection: Connection, article: int) -> None:
    """Take a text out of the index, while it is still stored."""
    connection.execute(
        text(
            "INSERT INTO search (search, rowid, text, block) "
            "SELECT 'delete', article, text, block FROM search_texts WHERE article = :a"
        ),
        {"a": article},
    )


def found(connection: Connection, expression: str, after: int, limit: int) -> list[int]:
    """The first rows behind `after` where the expression fits."""
    query = text("SELECT rowid FROM search WHERE search MATCH :q AND rowid > :after ORDER BY rowid LIMIT :n")
    return list(connection.execute(query, {"q": expression, "after": after, "n": limit}).scalars())


def found_within(connection: Connection, expression: str, after: int, last: int, limit: int) -> list[int]:
    """The same, as far as `last`; looks no further."""
    blocks = " OR ".join(f'"{_BLOCK}{n}"' for n in range((after + 1) // BLOCK, last // BLOCK + 1))
    within = f"({{text}} : ({expression})) AND ({{block}} : ({blocks}))"
    query = text(
        "SELECT rowid FROM search WHERE search MATCH :q AND rowid > :after AND rowid <= :last "
        "ORDER BY rowid LIMIT :n"
    )
    return list(connection.execute(query, {"q": within, "after": after, "last": last, "n": limit}).scalars())


def words_from(connection: Connection, prefix: str) -> list[str] | None:
    """The words of the index that begin so; None where they are more than `WORDS`, or not to be told so.

    Each is one look into the index, whatever its size. Only ASCII is folded here as the index folds it.
    """
    if not prefix.isascii():
        return None
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab('main', 'search', 'instance')"
    )
    at = prefix = prefix.lower()
    found: list[str] = []
    while len(found) <= WORDS:
        word = connection.exec_driver_sql(
            "SELECT term FROM temp.search_words WHERE term >= ? LIMIT 1", (at,)
        ).scalar()
        if word is None or not word.startswith(prefix):
            return found
        found.append(word)
        at = f"{word}\x01"
    return None


def mark(
    connection: Connection, expression: str, rows: Sequence[int]
) -> dict[int, tuple[str, list[tuple[int, int]]]]:
    """By article row the text and the spans (code points) of what the expression found in it."""
    query = text(
        "SELECT s.rowid, t.text, highlight(search, 0, :open, :shut) FROM search s "
        "JOIN texts t ON t.article = s.rowid WHERE s.search MATCH :q AND s.rowid = :row"
    )
    out = {}
    for row in rows:
        found = connection.execute(query, {"open": _OPEN, "shut": _SHUT, "q": expression, "row": row}).first()
        if found is not None:
            out[row] = (found[1], spans_of(found[1], found[2]))
    return out


def spans_of(whole: str, marked: str) -> list[tuple[int, int]]:
    """The spans between the marks, counted in the text without them."""
    spans: list[tuple[int, int]] = []
    at = done = 0
    opened = 0
    while (mark := _next(marked, done)) >= 0:
        at += mark - done
        done = mark + 1
        if marked[mark] == _OPEN:
            if at < len(whole) and whole[at] == _OPEN:  # the text's own character, not a mark
                at += 1
                continue
            opened = at
        elif at < len(whole) and whole[at] == _SHUT:
            at += 1
        else:
            spans.append((opened, at))
    return spans


def _next(marked: str, start: int) -> int:
    found = [at for at in (marked.find(_OPEN, start), marked.find(_SHUT, start)) if at >= 0]
    return min(found, default=-1)
