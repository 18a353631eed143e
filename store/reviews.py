"""What follows from the log, in the same transaction: the review's row, its record, counters, runs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, text

from store import queue
from store.derive import Derived
from store.state import FINISHED

# Statements are built once: building one costs more than running it.
_STANDING = text("SELECT status, flag FROM reviews WHERE reviewer = :reviewer AND article = :article")
_COLUMNS = (
    "status",
    "flag",
    "capacity",
    "proposal",
    "started_at",
    "verified_at",
    "active_ms",
    "revision",
    "last_seq",
    "tally",
)
_MAKE = text(
    f"INSERT INTO reviews (reviewer, article, {', '.join(_COLUMNS)}) "
    f"VALUES (:reviewer, :article, {', '.join(f':{c}' for c in _COLUMNS)})"
)
_CHANGE = text(
    f"UPDATE reviews SET {', '.join(f'{c} = :{c}' for c in _COLUMNS)} "
    "WHERE reviewer = :reviewer AND article = :article"
)
_LAST_SEQ = text("SELECT last_seq FROM reviews WHERE reviewer = :reviewer AND article = :article")
_DROP_RECORD = text("DELETE FROM records WHERE reviewer = :reviewer AND article = :article")
_DROP_REVIEW = text("DELETE FROM reviews WHERE reviewer = :reviewer AND article = :article")
_KEEP_RECORD = text("INSERT INTO records (reviewer, article, body) VALUES (:reviewer, :article, :body)")
_COUNT = text(
    "UPDATE reviewers SET verified = verified + :verified, irrelevant = irrelevant + :irrelevant, "
    "in_progress = in_progress + :in_progress, flagged = flagged + :flagged WHERE row = :reviewer"
)


def last_seq(connection: Connection, reviewer: int, article: int) -> int | None:
    """The newest event of a reviewer on an article; None before the first."""
    found: int | None = connection.execute(_LAST_SEQ, {"reviewer": reviewer, "article": article}).scalar()
    return found


def keep(
    connection: Connection,
    reviewer: int,
    article: int,
    proposal: int | None,
    now: Derived,
    *,
    first: bool = False,
) -> None:
    """Write what was derived from the events, and step the counters and runs from what stood there before.

    `first` says that nothing did: these are the reviewer's first events on the article.
    """
    mine = {"reviewer": reviewer, "article": article}
    was = None if first else connection.execute(_STANDING, mine).first()
    values: dict[str, Any] = {
        "status": now.status,
        "flag": now.flag,
        "capacity": now.capacity,
        "proposal": proposal,
        "started_at": now.started_at,
        "verified_at": now.verified_at,
        "active_ms": now.active_ms,
        "revision": now.revision,
        "last_seq": now.last_seq,
        "tally": now.tally,
    }
    connection.execute(_MAKE if was is None else _CHANGE, {**mine, **values})
    old_status, old_flag = (None, None) if was is None else (was.status, was.flag)
    was_finished = old_status in FINISHED
    if was_finished:
        connection.execute(_DROP_RECORD, mine)
    if now.body is not None:
        connection.execute(_KEEP_RECORD, {**mine, "body": now.body})
    _count(connection, reviewer, (old_status, old_flag), (now.status, now.flag))
    if now.finished and not was_finished:
        queue.mark_done(connection, reviewer, article)
    elif was_finished and not now.finished:
        queue.mark_waiting(connection, reviewer, article)


def forget(connection: Connection, reviewer: int, article: int) -> None:
    """Take away what was derived: the reverse of `keep`, for an article that is purged."""
    mine = {"reviewer": reviewer, "article": article}
    was = connection.execute(_STANDING, mine).one()
    connection.execute(_DROP_RECORD, mine)
    connection.execute(_DROP_REVIEW, mine)
    _count(connection, reviewer, (was.status, was.flag), (None, None))
    if was.status in FINISHED:
        queue.mark_waiting(connection, reviewer, article)


def _count(
    connection: Connection,
    reviewer: int,
    old: tuple[str | None, str | None],
    new: tuple[str | None, str | None],
) -> None:
    if old == new:
        return
    steps = {s: (new[0] == s) - (old[0] == s) for s in ("verified", "irrelevant", "in_progress")}
    flagged = (new[1] is not None) - (old[1] is not None)
    connection.execute(_COUNT, {"reviewer": reviewer, "flagged": flagged, **steps})
