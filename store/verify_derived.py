"""What is kept besides texts and log: rules and releases by their hashes, facts and copies derived again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, text

from store import facts
from store.near import ALIKE, likeness, sketch
from store.reader import Proposals

_PAGE = 200
#: Facts that know of everything there is: what came since is caught up with behind, and no fault.
_FACTS = (
    "SELECT f.* FROM facts f WHERE f.article > :after AND f.article <= :upto AND :seq >= COALESCE("
    "(SELECT MAX(r.last_seq) FROM reviews r WHERE r.article = f.article), 0) ORDER BY f.article LIMIT :n"
)
_COPIES = (
    "SELECT c.article, c.leader, c.likeness, a.id, m.text, l.text FROM copies c "
    "JOIN articles a ON a.row = c.article LEFT JOIN texts m ON m.article = c.article "
    "LEFT JOIN texts l ON l.article = c.leader WHERE c.article > :after ORDER BY c.article LIMIT :n"
)


def gold(connection: Connection) -> Iterator[str]:
    """Rules and releases that are not what was kept."""
    for version, sha256, body in connection.exec_driver_sql("SELECT version, sha256, body FROM guidelines"):
        if _hash(body) != sha256:
            yield f"version {version} of the coding rules is not the one that was kept (the hash differs)"
    for name, version, sha256, body in connection.exec_driver_sql(
        "SELECT name, version, sha256, body FROM releases ORDER BY row"
    ):
        if _hash(body) != sha256:
            yield f"the manifest of the release {name} {version} is not the one kept (the hash differs)"
    strays = connection.exec_driver_sql(
        "SELECT r.name, r.version, a.id FROM released m JOIN releases r ON r.row = m.release "
        "JOIN articles a ON a.row = m.article WHERE NOT EXISTS (SELECT 1 FROM events e "
        "WHERE e.seq = m.last_seq AND e.article = m.article AND e.reviewer = m.reviewer) "
        "ORDER BY m.release, m.article"
    )
    for name, version, id_ in strays:
        yield f"{id_}: the release {name} {version} names an event behind it that is another's"


def _hash(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def queue(connection: Connection) -> Iterator[str]:
    """Facts that the newest records do not give, and terms that no fact stands behind."""
    known = {"upto": facts.upto(connection, facts.NEW, facts.VERSION)}
    known["seq"] = facts.upto(connection, facts.EVENTS, facts.VERSION)
    proposals, after = Proposals(1), 0
    while True:
        page = connection.execute(text(_FACTS), {**known, "after": after, "n": _PAGE}).mappings().all()
        if not page:
            break
        again = facts.again(connection, [f["article"] for f in page], proposals)
        for stored in page:
            expected, of_terms = again[stored["article"]]
            wrong = [name for name, value in expected.items() if stored[name] != value]
            if wrong:
                yield f"article number {stored['article']}: the queue has another {', '.join(wrong)} of it"
            elif not _has(connection, of_terms):
                yield f"article number {stored['article']}: the queue does not filter by all that it has"
        after = page[-1]["article"]
    homeless = connection.exec_driver_sql(
        "SELECT COUNT(*) FROM terms t WHERE NOT EXISTS "
        "(SELECT 1 FROM facts f WHERE f.article = t.article AND f.rank = t.rank)"
    ).scalar_one()
    if homeless:
        yield f"the queue filters by {homeless:,} terms that belong to no article as it is"


def _has(connection: Connection, terms: list[dict[str, object]]) -> bool:
    query = text("SELECT 1 FROM terms WHERE term = :term AND rank = :rank AND article = :article")
    return all(connection.execute(query, one).first() is not None for one in terms)


def copies(connection: Connection) -> Iterator[str]:
    """Groups of near-duplicates whose texts are not alike, or that have no leader."""
    after = 0
    while page := connection.execute(text(_COPIES), {"after": after, "n": _PAGE}).all():
        for article, leader, like, id_, mine, first in page:
            if mine is None or first is None:
                yield f"{id_}: is grouped with a copy whose text is not there"
            elif article != leader and abs(likeness(sketch(mine), sketch(first)) - like) > 0.001:
                yield f"{id_}: is said to be {like:.0%} like another text, which it is not"
            elif article != leader and like < ALIKE:
                yield f"{id_}: is grouped with a text that is not like it"
        after = page[-1][0]
    headless = connection.exec_driver_sql(
        "SELECT a.id FROM copies c JOIN articles a ON a.row = c.article WHERE NOT EXISTS "
        "(SELECT 1 FROM copies l WHERE l.article = c.leader AND l.leader = l.article) ORDER BY c.article"
    )
    for id_ in headless.scalars():
        yield f"{id_}: belongs to a group of copies that has no first one"
