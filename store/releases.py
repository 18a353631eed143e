"""What releases are made of and compared with: the records that stand, and what went out before."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, text

from extract.model import Record
from store import export, reader
from store.database import Database
from store.errors import StoreError
from store.state import as_record, replay, review_of


@dataclass(frozen=True, slots=True)
class Chosen:
    """One record that stands for its article. `line` is the whole `assay/1` line; `last_seq` the newest event
    behind it; `group` the row of the oldest of its near copies, its own where it has none.
    """

    row: int
    reviewer: str
    capacity: str
    last_seq: int
    published: dt.date | None
    group: int
    line: str


@dataclass(frozen=True, slots=True)
class Member:
    """What went into a release for one article: whose record, as of which event, in which split."""

    row: int
    reviewer: str
    last_seq: int
    split: str
    group: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Release:
    """One release. `manifest` is the object that lists its files; `sha256` is that of the manifest's text."""

    name: str
    version: str
    at: str
    author: str
    guideline: str | None
    sha256: str
    manifest: dict[str, Any]


_MEMBERS = (
    "SELECT m.article, p.name, m.last_seq, m.split, m.split_group, m.sha256 FROM released m "
    "JOIN reviewers p ON p.row = m.reviewer WHERE m.release = ? ORDER BY m.article"
)
_BEHIND = text(
    "SELECT p.name, r.capacity, r.last_seq, a.published, COALESCE(c.leader, a.row) FROM reviews r "
    "JOIN reviewers p ON p.row = r.reviewer JOIN articles a ON a.row = r.article "
    "LEFT JOIN copies c ON c.article = a.row WHERE r.article = :article AND p.row = :reviewer"
)


def chosen(database: Database, reviewer: str | None) -> Iterator[Chosen]:
    """The records that `Store.export_lines` gives, with what is behind each, from one state of the store."""
    with database.stream() as connection:
        who = None if reviewer is None else database.reviewer(connection, reviewer)
        export.check_choice(connection, who)
        for row, whose, line in export.told(connection, who):
            name, capacity, seq, published, group = connection.execute(
                _BEHIND, {"article": row, "reviewer": whose}
            ).one()
            day = dt.date.fromisoformat(published) if isinstance(published, str) else published
            yield Chosen(row, name, capacity, seq, day, group, line)


def newest(connection: Connection, name: str) -> tuple[int, Release] | None:
    """The newest release of this name, with its row; None before the first."""
    found = connection.exec_driver_sql(
        "SELECT row, name, version, at, author, guideline, sha256, body FROM releases "
        "WHERE name = ? ORDER BY row DESC LIMIT 1",
        (name,),
    ).one_or_none()
    if found is None:
        return None
    row, called, version, at, author, guideline, sha256, body = found
    return row, Release(called, version, at, author, guideline, sha256, json.loads(body))


def members(connection: Connection, release: int) -> list[Member]:
    """What went into a release, by article."""
    return [Member(*row) for row in connection.exec_driver_sql(_MEMBERS, (release,))]


def add(connection: Connection, release: Release, told: Sequence[Member], body: str) -> None:
    """Remember a release; `body` is the manifest's text. Raises StoreError where the version is taken."""
    from store.tables_gold import RELEASED, RELEASES

    taken = connection.exec_driver_sql(
        "SELECT 1 FROM releases WHERE name = ? AND version = ?", (release.name, release.version)
    ).first()
    if taken is not None:
        raise StoreError(f"{release.name} {release.version} was released already: releases stay as they are")
    values = {k: getattr(release, k) for k in ("name", "version", "at", "author", "guideline", "sha256")}
    connection.execute(insert(RELEASES), {**values, "body": body})
    found = newest(connection, release.name)
    assert found is not None
    named = connection.exec_driver_sql("SELECT name, row FROM reviewers")
    names = {str(name): int(row) for name, row in named}
    if told:
        connection.execute(
            insert(RELEASED),
            [
                {
                    "release": found[0],
                    "article": m.row,
                    "reviewer": names[m.reviewer],
                    "last_seq": m.last_seq,
                    "split": m.split,
                    "split_group": m.group,
                    "sha256": m.sha256,
                }
                for m in told
            ],
        )


def locked(connection: Connection) -> dict[int, str]:
    """Article rows that lie in a locked split of the newest release of some name, with `NAME/SPLIT`."""
    found: dict[int, str] = {}
    names = connection.exec_driver_sql("SELECT DISTINCT name FROM releases").scalars().all()
    for name in names:
        newest_one = newest(connection, name)
        assert newest_one is not None
        row, release = newest_one
        shut = set(release.manifest.get("locked") or ())
        if shut:
            found.update({m.row: f"{name}/{m.split}" for m in members(connection, row) if m.split in shut})
    return found


def record_at(database: Database, row: int, reviewer: str, last_seq: int) -> Record:
    """The record as it stood at an event: the log replayed up to there."""
    with database.read() as connection:
        article = reader.article(connection, row)
        events, proposal = reader.events_of(connection, row, article.sha256, reviewer)
        upto = tuple(e for e in events if e.seq <= last_seq)
        shown = reader.Proposals().get(connection, article, proposal)
    return as_record(replay(shown, upto), review_of(upto))
