"""Reading: articles, one article as a reviewer finds it, the log, what can be undone."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any

from sqlalchemy import Connection, select, text

from extract.model import Article, Record
from store import rows, sqlite
from store.assigned import GIVEN, Given
from store.errors import Gone, StoreError
from store.events import Event, GroupRef, redo_target, undo_target
from store.tables import ARTICLES, EVENTS, PROPOSALS, REVIEWERS, SOURCES, TEXTS, TOMBSTONES
from store.types import Loaded

_ARTICLE = [ARTICLES.c[name] for name in rows.ARTICLE_COLUMNS]
_SOURCE = [SOURCES.c[name] for name in rows.SOURCE_COLUMNS]
_EVENT = [EVENTS.c[name] for name in rows.EVENT_COLUMNS]

# What every key press asks is written out once: building a statement costs many times what running it does.
_ONE = text(
    f"SELECT x.text, {', '.join(f'a.{name}' for name in rows.ARTICLE_COLUMNS)} FROM articles a "
    "JOIN texts x ON x.article = a.row WHERE a.row = :row"
)
_SOURCES_OF_ONE = text(
    f"SELECT {', '.join(rows.SOURCE_COLUMNS)} FROM sources WHERE article = :row ORDER BY row"
)
_EVENTS_OF = text(
    "SELECT " + ", ".join(f'e."{name}"' for name in rows.EVENT_COLUMNS) + ", e.proposal, p.key "
    "FROM reviewers w CROSS JOIN events e ON e.reviewer = w.row LEFT JOIN proposals p ON p.row = e.proposal "
    "WHERE w.name = :reviewer AND e.article = :row ORDER BY e.seq"
)
_KEY = text("SELECT key FROM proposals WHERE row = :row")
_GIVEN = text(GIVEN)
_BODY = text("SELECT body FROM proposals WHERE row = :row")
_NEWEST = text("SELECT row, key FROM proposals WHERE article = :row AND NOT own ORDER BY row DESC LIMIT 1")


class Proposals:
    """The last few proposals that were read: they never change, so they need not be parsed twice."""

    def __init__(self, size: int = 16) -> None:
        self._size = size
        self._kept: OrderedDict[tuple[str, int | None], Record] = OrderedDict()
        self._lock = Lock()

    def get(self, connection: Connection, article: Article, proposal: int | None) -> Record:
        """The proposal with this row, with its article; the bare record for None."""
        name = (article.sha256, proposal)
        with self._lock:
            kept = self._kept.get(name)
            if kept is not None and kept.article == article:
                self._kept.move_to_end(name)
                return kept
        made = self._read(connection, article, proposal)
        with self._lock:
            self._kept[name] = made
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return made

    @staticmethod
    def _read(connection: Connection, article: Article, proposal: int | None) -> Record:
        if proposal is None:
            return Record(article)
        body = connection.execute(_BODY, {"row": proposal}).scalar_one()
        return rows.record(body, article)


def row_of(connection: Connection, name: str) -> int | None:
    """The row of an article by its id, its sha256, or an id that the same text also came with."""
    for query in (
        select(ARTICLES.c.row).where(ARTICLES.c.id == name),
        select(ARTICLES.c.row).where(ARTICLES.c.sha256 == name),
        select(SOURCES.c.article).where(SOURCES.c.id == name).order_by(SOURCES.c.row),
    ):
        found: int | None = connection.execute(query.limit(1)).scalar()
        if found is not None:
            return found
    return None


def article(connection: Connection, row: int) -> Article:
    """One article with its text and sources. Raises StoreError where there is no such row."""
    found = connection.execute(_ONE, {"row": row}).first()
    if found is None:
        raise missing(connection, row)
    return rows.article(found[1:], found[0], connection.execute(_SOURCES_OF_ONE, {"row": row}))


def missing(connection: Connection, row: int) -> StoreError:
    """Why there is no article of this row: it was purged, or never was."""
    stone = connection.execute(select(TOMBSTONES).where(TOMBSTONES.c.article == row)).first()
    if stone is None:
        return StoreError(f"there is no article number {row} in this store")
    return Gone(f"{stone.id} was purged on {stone.at[:10]} by {stone.author}: its text is gone for good")


def articles(connection: Connection, wanted: Sequence[int]) -> list[tuple[int, Article]]:
    """Articles by row, in ascending order of row; rows that do not exist are left out."""
    if not wanted:
        return []
    sources: dict[int, list[Any]] = defaultdict(list)
    query = (
        select(SOURCES.c.article, *_SOURCE)
        .where(sqlite.among(SOURCES.c.article, wanted))
        .order_by(SOURCES.c.row)
    )
    for found in connection.execute(query):
        sources[found[0]].append(found[1:])
    query = (
        select(ARTICLES.c.row, TEXTS.c.text, *_ARTICLE)
        .join(TEXTS, TEXTS.c.article == ARTICLES.c.row)
        .where(sqlite.among(ARTICLES.c.row, wanted))
        .order_by(ARTICLES.c.row)
    )
    return [(r[0], rows.article(r[2:], r[1], sources.get(r[0], ()))) for r in connection.execute(query).all()]


def given(connection: Connection, row: int, reviewer: str) -> Given | None:
    """How an article is assigned to a reviewer, as the newest round has it; None where it is not."""
    found = connection.execute(_GIVEN, {"article": row, "who": reviewer}).first()
    return None if found is None else Given(*found)


def load(
    connection: Connection, row: int, reviewer: str, proposals: Proposals, *, exact: bool = False
) -> Loaded:
    """One article as this reviewer finds it. Raises ValueError where what is stored cannot be read.

    With `exact`, `reviewer` is the very name that the work goes by.
    """
    of = article(connection, row)
    own = None if exact else given(connection, row, reviewer)
    events, proposal = events_of(connection, row, of.sha256, reviewer if own is None else own.coder)
    key = events[0].proposal if events else None
    if not events and own is not None and own.own_proposal():
        proposal = own.proposal
        key = connection.execute(_KEY, {"row": proposal}).scalar()
    elif not events and (newest := connection.execute(_NEWEST, {"row": row}).first()) is not None:
        proposal, key = newest
    return Loaded(
        row=row,
        article=of,
        proposal=proposals.get(connection, of, proposal),
        proposal_key=key,
        events=events,
        coder=reviewer if exact else None if own is None else own.coder,
        arm=None if own is None else own.arm,
        unaided=own is not None and own.unaided,
    )


def events_of(
    connection: Connection, row: int, sha256: str, reviewer: str
) -> tuple[tuple[Event, ...], int | None]:
    """One reviewer's events on one article, oldest first, and the row of the proposal that they pinned."""
    found = connection.execute(_EVENTS_OF, {"row": row, "reviewer": reviewer}).all()
    if not found:
        return (), None
    events = tuple(rows.event(r[:-2], reviewer=reviewer, sha256=sha256, proposal=r[-1]) for r in found)
    return events, found[0][-2]


# ---------------------------------------------------------------- undo


def _groups(connection: Connection, reviewer: int) -> Iterator[GroupRef]:
    """One reviewer's key presses, newest first, read only as far as the caller asks."""
    found = connection.execute(
        text(
            "SELECT e.seq, e.action, a.sha256 FROM events e JOIN articles a ON a.row = e.article "
            "WHERE e.reviewer = :r AND e.seq = e.group_seq "
            "AND e.article NOT IN (SELECT article FROM tombstones) ORDER BY e.seq DESC"
        ),
        {"r": reviewer},
    )
    for seq, action, sha256 in found:
        yield GroupRef(seq, action, sha256)


def target(connection: Connection, reviewer: int | None, *, redo: bool) -> GroupRef | None:
    """The key press that one more undo (or redo) would take back (or bring back)."""
    if reviewer is None:
        return None
    groups = _groups(connection, reviewer)
    return redo_target(groups) if redo else undo_target(groups)


# ---------------------------------------------------------------- the log


def log(
    connection: Connection, *, sha256: str | None, reviewer: str | None, before: int | None, limit: int
) -> list[Event]:
    """Events, newest first, of an article and a reviewer where named, before a seq where given."""
    query = (
        select(*_EVENT, REVIEWERS.c.name, ARTICLES.c.sha256, PROPOSALS.c.key)
        .join(REVIEWERS, REVIEWERS.c.row == EVENTS.c.reviewer)
        .join(ARTICLES, ARTICLES.c.row == EVENTS.c.article)
        .outerjoin(PROPOSALS, PROPOSALS.c.row == EVENTS.c.proposal)
        .order_by(EVENTS.c.seq.desc())
        .limit(limit)
    )
    if sha256 is not None:
        query = query.where(ARTICLES.c.sha256 == sha256)
    if reviewer is not None:
        query = query.where(REVIEWERS.c.name == reviewer)
    if before is not None:
        query = query.where(EVENTS.c.seq < before)
    return [
        rows.event(r[:-3], reviewer=r[-3], sha256=r[-2], proposal=r[-1]) for r in connection.execute(query)
    ]
