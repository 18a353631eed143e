"""The first article, read with nothing but `sqlite3`: what the screen paints while SQLModel is still loading.

Reads only. Everything here gives the same answer as `Store` does; where anything is not as expected (no file,
another schema, a lock) the answer is None, and the caller takes the long way.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from extract.model import Article, Record
from store import holders, rows
from store.assigned import GIVEN, HAS, IN_PROGRESS, LIST, ORDER, WAITS, Given
from store.revision import HEAD
from store.types import Loaded

T = TypeVar("T")

_NAMES_AT_ONCE = 500
_ARTICLE = ", ".join(f"a.{name}" for name in rows.ARTICLE_COLUMNS)
_SOURCE = ", ".join(rows.SOURCE_COLUMNS)
_EVENT = ", ".join(f'"{name}"' for name in rows.EVENT_COLUMNS)


def first_waiting(path: str, reviewer: str, ids: Sequence[str] | None = None) -> Loaded | None:
    """Where this reviewer goes on, as `Store.start_row` and `Store.load` would give it.

    That is the article of the reviewer's last decision while it is in progress, else the first that waits.

    `ids` are article ids or sha256s that limit the queue; unknown ones are left out. None where nothing waits
    or the file is not one that can be read this way.
    """
    return _asking(path, lambda db: _first_waiting(db, reviewer, ids))


def load(path: str, reviewer: str, name: str) -> Loaded | None:
    """One article by id or sha256, as `Store.load` would give it; None where it is not there."""

    def ask(db: sqlite3.Connection) -> Loaded | None:
        found = _rows_of(db, [name])
        return _load(db, found[0], reviewer) if found else None

    return _asking(path, ask)


def is_done(path: str, reviewer: str, sha256: str) -> bool | None:
    """Whether this reviewer verified the article or set it aside, or has it open in another window.

    None where the store cannot be read.
    """

    def ask(db: sqlite3.Connection) -> bool:
        found = db.execute(
            "SELECT a.row, r.status FROM articles a LEFT JOIN reviews r ON r.article = a.row "
            "AND r.reviewer = (SELECT row FROM reviewers WHERE name = ?) WHERE a.sha256 = ?",
            (reviewer, sha256),
        ).fetchone()
        if found is None:
            return False
        return found[1] in ("verified", "irrelevant") or found[0] in _held(db, reviewer)

    return _asking(path, ask)


def as_ruled(path: str, record: Record) -> Record:
    """A new proposal as the project's rules have it: what the store would make of it."""

    def ask(db: sqlite3.Connection) -> Record | None:
        found = db.execute(
            "SELECT row, kind, words, coding, made_at, author FROM rules "
            "WHERE retired_at IS NULL ORDER BY row"
        ).fetchall()
        if not found:
            return None
        from store.rulings import Rule, ruled  # not at the top: most projects have no rules

        rules = [
            Rule(row, kind, words, json.loads(coding), *rest) for row, kind, words, coding, *rest in found
        ]
        (state,) = db.execute("SELECT COUNT(*) + COUNT(retired_at) FROM rules").fetchone()
        return ruled(record, rules, state)

    return _asking(path, ask) or record


def _asking(path: str, ask: Callable[[sqlite3.Connection], T]) -> T | None:
    file = Path(path)
    if "://" in path or not file.is_file():
        return None
    try:
        with closing(_open(file)) as db, _snapshot(db):
            if not _is_ours(db):
                return None
            return ask(db)
    except (sqlite3.Error, ValueError, KeyError):
        return None


def _open(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=ro", uri=True, isolation_level=None)
    db.execute("PRAGMA busy_timeout = 200")
    return db


@contextmanager
def _snapshot(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("ROLLBACK")


def _is_ours(db: sqlite3.Connection) -> bool:
    found = db.execute("SELECT version_num FROM alembic_version").fetchone()
    return found is not None and found[0] == HEAD


def _first_waiting(db: sqlite3.Connection, reviewer: str, ids: Sequence[str] | None) -> Loaded | None:
    who = db.execute("SELECT row FROM reviewers WHERE name = ?", (reviewer,)).fetchone()
    scope = None if ids is None else _rows_of(db, ids)
    held = _held(db, reviewer)
    if scope is None and db.execute(HAS, {"who": reviewer}).fetchone() is not None:
        row = _first_assigned(db, reviewer, held)
        return None if row is None else _load(db, row, reviewer)
    row = None if who is None else _row_in_progress(db, who[0])
    if row is None or row in held or (scope is not None and row not in scope):
        row = _first_row(db, None if who is None else who[0], scope, held)
    return None if row is None else _load(db, row, reviewer)


def _first_assigned(db: sqlite3.Connection, reviewer: str, held: frozenset[int]) -> int | None:
    """Where a reviewer to whom articles are assigned goes on."""
    for query in (IN_PROGRESS, f"{LIST} AND {WAITS} {ORDER}"):
        for (row,) in db.execute(query, {"who": reviewer}):
            if row not in held:
                return int(row)
    return None


def in_progress(path: str, reviewer: str) -> Loaded | None:
    """The article of this reviewer's last decision while it is neither verified nor set aside, else None."""

    def ask(db: sqlite3.Connection) -> Loaded | None:
        who = db.execute("SELECT row FROM reviewers WHERE name = ?", (reviewer,)).fetchone()
        row = None if who is None else _row_in_progress(db, who[0])
        return None if row is None or row in _held(db, reviewer) else _load(db, row, reviewer)

    return _asking(path, ask)


def _row_in_progress(db: sqlite3.Connection, reviewer: int) -> int | None:
    found = db.execute(rows.LAST_IN_PROGRESS, {"reviewer": reviewer}).fetchone()
    return None if found is None else int(found[0])


def _held(db: sqlite3.Connection, reviewer: str) -> frozenset[int]:
    """What windows of this reviewer hold; a window that is just opening holds nothing yet."""
    found = db.execute(holders.LIVE, {"reviewer": reviewer, "now": holders.stamp()})
    return frozenset(article for article, who in found if holders.alive(who))


def _first_row(
    db: sqlite3.Connection, reviewer: int | None, scope: Sequence[int] | None, held: frozenset[int]
) -> int | None:
    def following(row: int) -> int | None:
        found = step(row)
        while found is not None and found in held:
            found = step(found)
        return found

    def step(row: int) -> int | None:
        if scope is None:
            found = db.execute(rows.ROW_AFTER, {"row": row}).fetchone()
            return None if found is None else int(found[0])
        at = bisect_right(scope, row)
        return scope[at] if at < len(scope) else None

    row = following(0)
    runs = db.execute("SELECT first, last FROM done_runs WHERE reviewer IS ? ORDER BY first", (reviewer,))
    run = runs.fetchone()
    while row is not None and run is not None:
        if run[0] <= row <= run[1]:
            row = following(run[1])
        elif row > run[1]:
            run = runs.fetchone()
        else:
            break
    return row


def _rows_of(db: sqlite3.Connection, names: Sequence[str]) -> list[int]:
    """The rows of articles by id or sha256 (or the id of another source of the same text), ascending."""
    found: dict[str, int] = {}
    for query in (
        "SELECT id, article FROM sources WHERE id IN ({}) ORDER BY row DESC",
        "SELECT sha256, row FROM articles WHERE sha256 IN ({})",
        "SELECT id, row FROM articles WHERE id IN ({})",
    ):
        for at in range(0, len(names), _NAMES_AT_ONCE):
            some = names[at : at + _NAMES_AT_ONCE]
            found |= dict(db.execute(query.format(", ".join("?" * len(some))), some).fetchall())
    gone = {row for row in found.values() if _is_gone(db, row)}
    return sorted(set(found.values()) - gone)


def _is_gone(db: sqlite3.Connection, row: int) -> bool:
    return db.execute("SELECT 1 FROM tombstones WHERE article = ?", (row,)).fetchone() is not None


def _load(db: sqlite3.Connection, row: int, reviewer: str) -> Loaded:
    article = _article(db, row)
    assigned = db.execute(GIVEN, {"article": row, "who": reviewer}).fetchone()
    own = None if assigned is None else Given(*assigned)
    reviewer = reviewer if own is None else own.coder
    found = db.execute(
        f"SELECT {_EVENT}, e.proposal FROM events e JOIN reviewers w ON w.row = e.reviewer "
        "WHERE e.article = ? AND w.name = ? ORDER BY seq",
        (row, reviewer),
    ).fetchall()
    where, value = "row = ?", None
    if found:
        value = found[0][-1]
    elif own is not None and own.own_proposal():
        value = own.proposal
    else:
        where, value = "article = ? AND NOT own ORDER BY row DESC LIMIT 1", row
    proposal: Any = db.execute(f"SELECT key, body FROM proposals WHERE {where}", (value,)).fetchone()
    key = None if proposal is None else proposal[0]
    return Loaded(
        row=row,
        article=article,
        proposal=Record(article) if proposal is None else rows.record(proposal[1], article),
        proposal_key=key,
        events=tuple(
            rows.event(e[:-1], reviewer=reviewer, sha256=article.sha256, proposal=key) for e in found
        ),
        coder=None if own is None else own.coder,
        arm=None if own is None else own.arm,
        unaided=own is not None and own.unaided,
    )


def _article(db: sqlite3.Connection, row: int) -> Article:
    found = db.execute(
        f"SELECT t.text, {_ARTICLE} FROM articles a JOIN texts t ON t.article = a.row WHERE a.row = ?", (row,)
    ).fetchone()
    if found is None:
        raise KeyError(row)
    sources = db.execute(f"SELECT {_SOURCE} FROM sources WHERE article = ? ORDER BY row", (row,)).fetchall()
    return rows.article(found[1:], found[0], sources)
