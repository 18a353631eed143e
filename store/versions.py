"""The proposals of each extractor version out of the store, to be scored; flat in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

from store import reader, rows
from store.database import Database

#: Proposals read at once.
PAGE = 500

_VERSIONS = text(
    "SELECT x.key, x.name, x.version, COUNT(DISTINCT p.article) AS articles FROM extractors x "
    "JOIN proposals p ON p.extractor = x.row AND NOT p.own "
    "AND p.article NOT IN (SELECT article FROM tombstones) GROUP BY x.row ORDER BY x.row"
)
#: The newest proposal of an extractor version for each article.
_NEWEST = text(
    "SELECT p.article, p.body FROM proposals p JOIN extractors x ON x.row = p.extractor "
    "WHERE x.key = :key AND p.article > :after AND NOT p.own "
    "AND p.article NOT IN (SELECT article FROM tombstones) AND NOT EXISTS (SELECT 1 FROM proposals o "
    "WHERE o.extractor = p.extractor AND o.article = p.article AND o.row > p.row AND NOT o.own) "
    "ORDER BY p.article LIMIT :limit"
)


@dataclass(frozen=True, slots=True)
class ExtractorVersion:
    """One extractor version: its `key` (name, version, gazetteer, lexicon) and how many articles it read.

    `label` names it: name and version, with gazetteer and lexicon where others share those two.
    """

    key: str
    label: str
    articles: int


def versions(connection: Connection) -> list[ExtractorVersion]:
    """Every extractor version with a proposal, in the order in which they came."""
    found = connection.execute(_VERSIONS).all()
    plain = [f"{r.name} {r.version}" for r in found]
    labels = [
        name if plain.count(name) == 1 else f"{name} ({' '.join(r.key.split('|')[2:])})"
        for name, r in zip(plain, found, strict=True)
    ]
    return [ExtractorVersion(r.key, label, r.articles) for label, r in zip(labels, found, strict=True)]


def lines(database: Database, key: str) -> Iterator[str]:
    """The newest proposal of one version for each article as `assay/1` lines, in import order."""
    with database.stream() as connection:
        after = 0
        while page := connection.execute(_NEWEST, {"key": key, "after": after, "limit": PAGE}).all():
            of = dict(reader.articles(connection, [r.article for r in page]))
            for found in page:
                yield rows.line(of[found.article], found.body)
            after = page[-1].article
