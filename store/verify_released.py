"""Whether every record that was released can still be had from the log as it was then."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection

from extract.model import Article
from store import adjudications, reader, rows
from store.derive import derive
from store.reader import Proposals
from store.state import replay

#: The members of all releases whose articles are there, by article, with the event that they stood at.
_MEMBERS = (
    "SELECT m.article, p.name, m.last_seq, m.sha256, r.name, r.version FROM released m "
    "JOIN reviewers p ON p.row = m.reviewer JOIN releases r ON r.row = m.release "
    "JOIN events e ON e.seq = m.last_seq AND e.article = m.article AND e.reviewer = m.reviewer "
    "WHERE m.article NOT IN (SELECT article FROM tombstones) ORDER BY m.article, m.release"
)


def problems(connection: Connection) -> Iterator[str]:
    """Records whose line has another hash than the one that was released."""
    proposals = Proposals(1)
    for row, name, last_seq, sha256, release, version in connection.exec_driver_sql(_MEMBERS).all():
        article = reader.article(connection, row)
        body = _body(connection, row, article, name, last_seq, proposals)
        if body is None or sha256 not in _hashes(article, body):
            yield f"{article.id}: its record in the release {release} {version} is not what the log gives"


def _body(
    connection: Connection, row: int, article: Article, name: str, last_seq: int, proposals: Proposals
) -> str | None:
    """The record at an event; None where the article was not finished then."""
    events, proposal = reader.events_of(connection, row, article.sha256, name)
    then = tuple(e for e in events if e.seq <= last_seq)
    state = replay(proposals.get(connection, article, proposal), then)
    return derive(state, then, adjudications.capacity(connection, name, row)).body


def _hashes(article: Article, body: str) -> Iterator[str]:
    """The hash of the record's line, and as it was before the same text came from one more source."""
    for known in range(len(article.sources), -1, -1):
        line = rows.line(replace(article, sources=article.sources[:known]), body)
        yield hashlib.sha256(line.encode()).hexdigest()
