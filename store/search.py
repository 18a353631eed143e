"""Full-text search: words, "phrases", prefix* and -not, over an index that is built when it is wanted.

The index holds no texts, only where their words stand. It follows the articles in chunks, so a search finds
what was indexed so far and says how much that is. Hits are ranked only where few match: to rank, all of them
must be looked at. A person's words are never read as a query language, so none of them is a syntax error.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, select, text

from store import sqlite, sqlite_search
from store.facts import set_upto, upto
from store.query import Bounded, Hit, Hits
from store.sqlite_search import create, has_search, mark, teach, words_from
from store.tables import ARTICLES

NAME, VERSION = "search", "2"
#: Where more match than this, hits come in import order and are not counted on.
RANKED = 1000
#: Texts read in one go where there is no index.
PLAIN_AT_ONCE = 5000
#: A walk through the index ends after so many seconds, at the end of a block.
AT_ONCE_SECONDS = 0.01
#: Length of a snippet in code points, about.
SNIPPET = 160

NO_SEARCH = "this SQLite cannot search full text: the articles are read one by one, which is slow"

_PART = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
_WORD = re.compile(r"\w+")


def expression(query: str, words_from: Callable[[str], Sequence[str] | None] | None = None) -> str | None:
    """What a person typed as an FTS5 expression; None where there is no word in it.

    Every word must stand in the text, in any case and with or without accents; `"…"` is a phrase, `pre*` any
    word that begins so, `-word` must not stand there. `words_from` gives the words of the index that begin
    so, None where they are many: few words are found one hit after the other, while a prefix is gathered as a
    whole before its first hit.
    """
    wanted: list[str] = []
    without: list[str] = []
    for minus, phrase, word in _PART.findall(query):
        found = phrase or word
        words = _WORD.findall(found)
        if not words:
            continue
        prefix = not phrase and found.endswith("*")
        quoted = '"' + " ".join(words) + '"' + ("*" if prefix else "")
        if prefix and words_from is not None and len(words) == 1 and (begun := words_from(words[0])):
            quoted = "(" + " OR ".join(f'"{word}"' for word in begun) + ")"
        (without if minus else wanted).append(quoted)
    if not wanted:
        return None
    return "(" + " AND ".join(wanted) + ")" + "".join(f" NOT {w}" for w in without)


# ---------------------------------------------------------------- building


def build(connection: Connection, at_once: int) -> int:
    """One step of building the index, of so many texts at the most; returns how many it took. Writes.

    0 when all are in.
    """
    if not has_search(connection):
        return 0
    known = upto(connection, NAME, VERSION)
    if known == 0:
        create(connection)
    found = connection.execute(
        text("SELECT article FROM texts WHERE article > :known ORDER BY article LIMIT :n"),
        {"known": known, "n": at_once},
    )
    rows = list(found.scalars())
    if not rows:
        return 0
    sqlite_search.add(connection, known, rows[-1])
    set_upto(connection, NAME, VERSION, rows[-1])
    return len(rows)


def behind(connection: Connection) -> bool:
    """Whether there are texts that the index does not hold, and could."""
    newest = connection.exec_driver_sql("SELECT MAX(article) FROM texts").scalar() or 0
    return upto(connection, NAME, VERSION) < newest and has_search(connection)


def forget(connection: Connection, article: int) -> None:
    """Take a text out of the index, for good. Call it while the text is still stored. Writes."""
    if upto(connection, NAME, VERSION) >= article and has_search(connection):
        sqlite_search.drop(connection, article)


def settle(connection: Connection) -> None:
    """Rewrite the index without the words of what was forgotten, which it only marks. Writes."""
    if upto(connection, NAME, VERSION) and has_search(connection):
        connection.exec_driver_sql("INSERT INTO search (search) VALUES ('optimize')")


# ---------------------------------------------------------------- searching


def restrict(
    connection: Connection,
    query: str,
    filters: dict[str, str],
    drivers: dict[str, str],
    values: dict[str, object],
) -> bool:
    """Add a search to the filters of a listing; False where nothing can be found."""
    if expression(query) is None:
        return False
    if has_search(connection) and upto(connection, NAME, VERSION):
        values["search"] = expression(query, partial(words_from, connection))
        drivers["text"] = "SELECT rowid AS article FROM search WHERE search MATCH :search"
        filters["text"] = "EXISTS (SELECT 1 FROM search WHERE search MATCH :search AND rowid = {row})"
    else:
        teach(connection, "assay_finds", lambda query, whole: plain_spans(query, whole) is not None)
        values["search"] = query
        filters["text"] = "assay_finds(:search, (SELECT x.text FROM texts x WHERE x.article = {row}))"
    return True


def search(connection: Connection, query: str, after: int | None, limit: int) -> Hits:
    """One page of hits; see `Store.search`."""
    articles = connection.exec_driver_sql("SELECT MAX(article) FROM texts").scalar() or 0
    wanted = expression(query)
    known = upto(connection, NAME, VERSION)
    if wanted is None:
        return Hits((), Bounded(0), None, True, known, articles)
    if not has_search(connection):
        return _one_by_one(connection, query, after, limit, articles)
    if known == 0:
        return Hits((), Bounded(0), None, True, 0, articles, "the texts are not indexed yet")
    wanted = expression(query, partial(words_from, connection))
    assert wanted is not None
    plain = '"' not in query
    first = after is None or after < 0
    # A phrase costs more for each row: where its rows do not fit on one page, the page is given at once.
    most = max(RANKED, limit) if first and plain else limit
    seconds = math.inf if after is not None and after < 0 else AT_ONCE_SECONDS  # ranked once, ranked ever
    start = 0 if first else after or 0
    if len(_WORD.findall(query)) > 1:
        walk = _walk(connection, wanted, start, most + 1, known, seconds)
    else:  # one word is found without looking at a text that does not have it
        found = sqlite_search.found(connection, wanted, start, most + 1)
        walk = _Walk(found, found[-1] if found else known, whole=len(found) <= most)
    ranked = first and walk.whole and len(walk.rows) <= most
    rows = walk.rows[:limit]
    following: int | None
    if ranked:
        if after is not None or len(walk.rows) > limit:
            rows = _ranked(connection, wanted, -(after or 0), limit)
        done = len(rows) - (after or 0)
        following = -done if done < len(walk.rows) else None
    elif len(walk.rows) > limit:
        following = rows[-1]
    else:
        following = None if walk.whole else walk.looked
    count = (
        Bounded(min(len(walk.rows), most), not ranked) if first else Bounded(RANKED if plain else limit, True)
    )
    marked = mark(connection, wanted, rows)
    if (
        ranked and after is None and len(walk.rows) <= limit
    ):  # all are here: the index need not be asked again
        rows = sorted(marked, key=lambda row: -len(marked[row][1]) / (len(marked[row][0]) + 2000))
    page = _hits(connection, rows, marked)
    looked = known if walk.whole or len(walk.rows) > limit else walk.looked
    return Hits(page, count, following, ranked, known, articles, _note(looked, known, articles))


def _note(looked: int, known: int, articles: int) -> str | None:
    """What is other than usual: the index is not whole yet, or was not looked through to its end."""
    if looked < known:
        return f"{looked:,} of {articles:,} texts were looked through so far"
    return None if known >= articles else f"{known:,} of {articles:,} texts are indexed so far"


@dataclass(frozen=True, slots=True)
class _Walk:
    """Rows found in import order; the row as far as which was looked, and whether that is the last one."""

    rows: list[int]
    looked: int
    whole: bool


def _walk(connection: Connection, wanted: str, after: int, most: int, last: int, seconds: float) -> _Walk:
    """Up to `most` rows behind `after`, as far as is looked in so many seconds, in one stretch at least.

    Words that stand in nearly every text, each alone, are dear to look for together: nobody waits for the
    end. Stretches grow while they are cheap, so what is rare is found in a few. What counts is the work, and
    the clock where the disk is slow.
    """
    rows: list[int] = []
    looked, blocks = after, 1
    begun = before = time.perf_counter()
    work = time.thread_time()
    while looked < last:
        upto = min(last, ((looked + 1) // sqlite_search.BLOCK + blocks) * sqlite_search.BLOCK - 1)
        rows += sqlite_search.found_within(connection, wanted, looked, upto, most - len(rows))
        if len(rows) >= most:
            return _Walk(rows, rows[-1], whole=False)
        looked = upto
        now = time.perf_counter()
        if time.thread_time() - work > seconds or now - begun > 5 * seconds:
            break
        if now - before < seconds / 10:
            blocks *= 4
        before = now
    return _Walk(rows, looked, whole=looked >= last)


def _ranked(connection: Connection, wanted: str, offset: int, limit: int) -> list[int]:
    query = text("SELECT rowid FROM search WHERE search MATCH :q ORDER BY rank, rowid LIMIT :n OFFSET :at")
    return list(connection.execute(query, {"q": wanted, "n": limit, "at": offset}).scalars())


def _hits(
    connection: Connection, rows: list[int], marked: dict[int, tuple[str, list[tuple[int, int]]]]
) -> tuple[Hit, ...]:
    names = connection.execute(
        select(ARTICLES.c.row, ARTICLES.c.id).where(sqlite.among(ARTICLES.c.row, rows))
    )
    ids: dict[int, str] = {found[0]: found[1] for found in names}
    return tuple(hit(row, ids[row], *marked[row]) for row in rows if row in marked)


def hit(row: int, id: str, whole: str, spans: Iterable[tuple[int, int]]) -> Hit:
    """A hit with its snippet: the text around its first found words, cut between words."""
    found = tuple(spans)
    first = found[0][0] if found else 0
    start = max(0, first - SNIPPET // 4)
    if start > 0:
        blank = whole.find(" ", start, first)
        start = blank + 1 if blank >= 0 else start
    end = min(len(whole), start + SNIPPET)
    if end < len(whole):
        blank = whole.rfind(" ", max(first + 1, start), end)
        end = blank if blank > first else end
    inside = tuple((a - start, b - start) for a, b in found if a >= start and b <= end)
    return Hit(row, id, whole[start:end], inside, found)


# ---------------------------------------------------------------- without an index


def plain_spans(query: str, whole: str) -> list[tuple[int, int]] | None:
    """Where the words of a query stand in a text, looked for without an index; None where it does not fit."""
    spans: list[tuple[int, int]] = []
    for minus, phrase, word in _PART.findall(query):
        words = _WORD.findall(phrase or word)
        if not words:
            continue
        end = "" if not phrase and word.endswith("*") else r"\b"
        pattern = r"\b" + r"\W+".join(map(re.escape, words)) + end
        found = [m.span() for m in re.finditer(pattern, whole, re.IGNORECASE)]
        if bool(found) == bool(minus):
            return None
        spans += found
    return sorted(spans)


def _one_by_one(connection: Connection, query: str, after: int | None, limit: int, articles: int) -> Hits:
    """A page of hits by reading texts, as far as `PLAIN_AT_ONCE` of them."""
    found = connection.execute(
        text(
            "SELECT a.row, a.id, t.text FROM texts t JOIN articles a ON a.row = t.article "
            "WHERE t.article > :after ORDER BY t.article LIMIT :n"
        ),
        {"after": after or 0, "n": PLAIN_AT_ONCE},
    )
    hits: list[Hit] = []
    last, read = after or 0, 0
    for row, id, whole in found:
        last, read = row, read + 1
        spans = plain_spans(query, whole)
        if spans is not None:
            hits.append(hit(row, id, whole, spans))
            if len(hits) == limit:
                break
    more = last < articles
    count = Bounded(len(hits), more)
    return Hits(tuple(hits), count, last if more and read else None, False, last, articles, NO_SEARCH)
