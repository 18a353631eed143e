"""Leases: two windows of one reviewer are never given the same article.

A window takes one on the article on screen and on those that it has read ahead, keeps them with every key,
and loses them after `holders.SECONDS` without one. A lease only steers what is handed out. What is saved is
safe without: see `Store.append` for a window that decides on what another one has decided on since.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, text

from store import holders
from store.database import Database

#: Seconds that a lease waits for another program's lock: the person must be able to go on without it.
PATIENCE = 2.0

_LIVE = text(holders.LIVE)
_ONE = text("SELECT holder, until FROM leases WHERE reviewer = :reviewer AND article = :article")
_MINE = text("SELECT article, until FROM leases WHERE reviewer = :reviewer AND holder = :holder")
_PUT = text(
    "INSERT INTO leases (reviewer, article, holder, until) VALUES (:reviewer, :article, :holder, :until) "
    "ON CONFLICT (reviewer, article) DO UPDATE SET holder = excluded.holder, until = excluded.until"
)
_DROP = text("DELETE FROM leases WHERE reviewer = :reviewer AND article = :article AND holder = :holder")
_RENEW = text("UPDATE leases SET until = :until WHERE holder = :holder")
_RELEASE = text("DELETE FROM leases WHERE holder = :holder OR until <= :now")


def others(connection: Connection, reviewer: str, holder: str | None) -> frozenset[int]:
    """The articles that other windows of this reviewer hold; none where no window asks."""
    if holder is None:
        return frozenset()
    found = connection.execute(_LIVE, {"reviewer": reviewer, "now": holders.stamp()})
    return frozenset(a for a, who in found if who != holder and holders.alive(who))


def holds(connection: Connection, reviewer: str, article: int, holder: str) -> bool:
    """Whether this window's lease on the article still runs."""
    found = connection.execute(_ONE, {"reviewer": reviewer, "article": article}).first()
    return found is not None and found.holder == holder and found.until > holders.stamp()


def take(connection: Connection, reviewer: str, article: int, holder: str) -> bool:
    """Take a lease, or renew one that has half run out; False where another window's still runs."""
    mine = {"reviewer": reviewer, "article": article}
    found = connection.execute(_ONE, mine).first()
    taken = found is not None and found.holder != holder and found.until > holders.stamp()
    if taken and holders.alive(found.holder):  # type: ignore[union-attr]
        return False
    if found is None or found.holder != holder or found.until <= holders.stamp(holders.SECONDS / 2):
        connection.execute(_PUT, {**mine, "holder": holder, "until": holders.stamp(holders.SECONDS)})
    return True


def settle(database: Database, reviewer: str, holder: str, wanted: Collection[int]) -> set[int]:
    """Hold these articles and let go of all others; returns those that could be had.

    Not synced to disk: a lease that a power cut loses is no loss.
    """
    with database.read() as connection:
        found = connection.execute(_MINE, {"reviewer": reviewer, "holder": holder})
        have: dict[int, str] = {r.article: r.until for r in found}
    soon = holders.stamp(holders.SECONDS / 2)
    if have.keys() == set(wanted) and all(until > soon for until in have.values()):
        return set(wanted)
    with database.write(durable=False, patience=PATIENCE) as connection:
        for article in have.keys() - set(wanted):
            connection.execute(_DROP, {"reviewer": reviewer, "article": article, "holder": holder})
        return {article for article in wanted if take(connection, reviewer, article, holder)}


def renew(database: Database, holder: str) -> None:
    """Keep everything that this window holds for another `holders.SECONDS`."""
    with database.write(durable=False, patience=PATIENCE) as connection:
        connection.execute(_RENEW, {"holder": holder, "until": holders.stamp(holders.SECONDS)})


def release(database: Database, holder: str) -> None:
    """Let go of everything, and sweep what has run out."""
    with database.write(durable=False, patience=PATIENCE) as connection:
        connection.execute(_RELEASE, {"holder": holder, "now": holders.stamp()})
