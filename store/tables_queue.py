"""The tables that the queue is sorted, filtered, searched and grouped by: all derived, none has a say.

Imported only where they are used: opening a store that is there does not need them.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlmodel import Field

from store.tables_base import Stored, table


class FactTable(Stored, table=True):
    """One row an article: what `assay triage` and the queue's screen sort and filter by (`store.worth`).

    Derived from the newest review (`last_seq` is its newest event), else from the newest proposal
    (`proposal`); both NULL where nobody has read the article yet. `rank` is the queue's order, the worst
    article lowest, and `badge` the stable code of the weightiest reason for it. `doubt` is 0 (sure) to 1.
    `blocking` and `notes` count open checks that find a fault, `checks` are their codes between blanks
    (` code code `), `tolls` says whether sources disagree. `deaths` is as `store.worth.deaths`. `size` is in
    code points; `earliest` and `latest` are the days of main incidents; `country`, `admin1`, `place` are the
    first main incident's, `places` the names of all of them, folded (`|pk|balochistan|turbat|`). `publisher`
    and `published` repeat the article's own, so that one index serves a filter and the order.
    """

    __tablename__ = "facts"
    __table_args__ = (
        CheckConstraint("doubt IS NULL OR (doubt >= 0 AND doubt <= 1)", name="doubt"),
        CheckConstraint("blocking >= 0 AND notes >= 0 AND deaths >= 0 AND size >= 0", name="counts"),
        Index("ix_facts_rank", "rank"),
        Index("ix_facts_doubt", "doubt"),
        Index("ix_facts_size", "size"),
        # With `checks`, so that a walk by date for one of them need not look at a million rows one by one.
        Index("ix_facts_published", "published", "article", "checks"),
        Index("ix_facts_publisher", "publisher"),
        Index("ix_facts_publisher_published", "publisher", "published"),
    )
    article: int = Field(primary_key=True, foreign_key="articles.row")
    proposal: int | None = Field(default=None, foreign_key="proposals.row")
    last_seq: int | None = Field(default=None, foreign_key="events.seq")
    rank: int
    badge: str
    blocking: int
    notes: int
    checks: str
    tolls: bool
    deaths: int
    doubt: float | None = None
    incidents: int
    totals: int
    size: int
    earliest: dt.date | None = None
    latest: dt.date | None = None
    country: str | None = None
    admin1: str | None = None
    place: str | None = None
    places: str | None = None
    publisher: str | None = None
    published: dt.date | None = None


class TermTable(Stored, table=True):
    """What an article can be filtered by besides: `check:…` its checks, `place:…` the names of its places.

    With the article's `rank` in the key, the worst articles of a term come out in order.
    """

    __tablename__ = "terms"
    __table_args__ = ({"sqlite_with_rowid": False},)
    term: str = Field(primary_key=True)
    rank: int = Field(primary_key=True)
    article: int = Field(primary_key=True, foreign_key="articles.row")


class SignatureTable(Stored, table=True):
    """Bands of an article's near-duplicate signature: articles that share a `hash` are compared."""

    __tablename__ = "signatures"
    __table_args__ = (Index("ix_signatures_article", "article"), {"sqlite_with_rowid": False})
    hash: int = Field(primary_key=True, sa_type=BigInteger)
    article: int = Field(primary_key=True, foreign_key="articles.row")


class CopyTable(Stored, table=True):
    """Near-duplicate texts (wire copies): each belongs to the group of `leader`, its oldest member.

    The leader has a row too. `likeness` is 0 to 1, against the leader.
    """

    __tablename__ = "copies"
    __table_args__ = (CheckConstraint("leader <= article", name="leader"),)
    article: int = Field(primary_key=True, foreign_key="articles.row")
    leader: int = Field(foreign_key="articles.row", index=True)
    likeness: float


class BuiltTable(Stored, table=True):
    """How far what is built on demand has come: `search` (the full-text index), `facts`, `copies`.

    Articles up to row `upto` are in it; `version` is that of the rules which made it. Of `facts.events` the
    `upto` is the newest event that the facts know of.
    """

    __tablename__ = "built"
    name: str = Field(primary_key=True)
    upto: int
    version: str
    at: str


FACTS = table("facts")
TERMS = table("terms")
SIGNATURES = table("signatures")
COPIES = table("copies")
BUILT = table("built")
