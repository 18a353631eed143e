"""The tables, as SQLModel classes: a `Base` of shared columns, a `Create` that validates, a table.

A class with `table=True` validates nothing, so events go through their `Create` class first and articles, of
which there may be a million, through `store.prepared`; the tables hold SQL CHECKs besides. Lists never need
the big columns: texts, proposals and records stand in tables of their own. Stamps are RFC 3339 UTC text;
JSON is text.
"""

from __future__ import annotations

import datetime as dt

from pydantic import field_validator
from sqlalchemy import DDL, CheckConstraint, Index, event, text
from sqlmodel import Field

from store.tables_base import Stored, table


class ArticleBase(Stored):
    """An article without its text (`chars` long). `row` follows import order and has no gaps.

    `meta_sha256` is over what is told of the text besides (see `rows.meta_sha256`).
    """

    row: int = Field(primary_key=True, ge=1)
    id: str = Field(min_length=1, unique=True)
    sha256: str = Field(min_length=64, max_length=64, unique=True)
    source_sha256: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    published_source: str | None = None
    dateline: str | None = None
    url: str | None = None
    language: str | None = None
    chars: int = Field(ge=0)
    extra: str | None = None
    meta_sha256: str | None = None


class ArticleTable(ArticleBase, table=True):
    """Never deleted from: a row number means the same article for good. See `tombstones` for purged ones."""

    __tablename__ = "articles"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("length(id) > 0", name="id"),
        CheckConstraint("chars >= 0", name="chars"),
    )


class TextTable(Stored, table=True):
    """The text of an article, stored once and never changed."""

    __tablename__ = "texts"
    article: int = Field(primary_key=True, foreign_key="articles.row")
    text: str


class SourceTable(Stored, table=True):
    """Another id, publisher or date that the same text came with."""

    __tablename__ = "sources"
    row: int | None = Field(default=None, primary_key=True)
    article: int = Field(foreign_key="articles.row", index=True)
    id: str = Field(index=True)
    publisher: str | None = None
    published: dt.date | None = None
    url: str | None = None
    source_sha256: str | None = None
    extra: str | None = None


class ExtractorTable(Stored, table=True):
    """One version of an extractor; `key` names it with its gazetteer and lexicon."""

    __tablename__ = "extractors"
    row: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    version: str


class ProposalTable(Stored, table=True):
    """What an extractor says of an article. `body` is the `assay/1` line without `schema` and `article`.

    `own` marks one that was made for a single assignment (planted errors): nobody else ever gets it. `ruled`
    marks one that the project's rules made of another proposal for the same article.
    """

    __tablename__ = "proposals"
    __table_args__ = (
        Index("ix_proposals_article_key", "article", "key", unique=True),
        Index("ix_proposals_extractor_article", "extractor", "article"),
    )
    row: int | None = Field(default=None, primary_key=True)
    article: int = Field(foreign_key="articles.row")
    extractor: int = Field(foreign_key="extractors.row")
    key: str
    made_at: str
    body: str
    own: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})
    ruled: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})


class ReviewerTable(Stored, table=True):
    """A person who decides, with counters that `append` maintains."""

    __tablename__ = "reviewers"
    __table_args__ = (
        CheckConstraint("length(name) > 0", name="name"),
        CheckConstraint(
            "verified >= 0 AND irrelevant >= 0 AND in_progress >= 0 AND flagged >= 0", name="counters"
        ),
    )
    row: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    verified: int = 0
    irrelevant: int = 0
    in_progress: int = 0
    flagged: int = 0


class EventBase(Stored):
    """One line of the append-only log. `group_seq` is the `seq` of its group's first event: one key press."""

    seq: int = Field(primary_key=True, ge=1)
    group_seq: int = Field(ge=1)
    at: str = Field(min_length=20)
    reviewer: int = Field(foreign_key="reviewers.row")
    article: int = Field(foreign_key="articles.row")
    entry: str | None = Field(default=None, min_length=1)
    field: str = Field(min_length=1)
    action: str = Field(min_length=1)
    key: str
    before: str | None = None
    after: str | None = None
    ms: int = Field(ge=0)
    proposal: int | None = Field(default=None, foreign_key="proposals.row")
    guideline: str | None = None


class EventCreate(EventBase):
    """An event to be stored."""

    @field_validator("field")
    @classmethod
    def _known_field(cls, value: str) -> str:
        if value in ("date", "location", "kind", "role", "part_of", "exists", "status"):
            return value
        if value.startswith("counts/") and len(value) > len("counts/"):
            return value
        raise ValueError(f"{value!r} is no field of the event log")


class EventTable(EventBase, table=True):
    """Append-only: triggers refuse to change or to delete a line, and to replace one.

    `before` and `after` are written as `store.pairs` says: each value once. Of a purged article they are
    `{}`, and `key` is empty: who decided when stays, what was read in the text does not.
    """

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint("group_seq <= seq", name="group"),
        CheckConstraint("ms >= 0", name="ms"),
        CheckConstraint("before IS NOT NULL OR after IS NOT NULL", name="change"),
        Index("ix_events_article_reviewer", "article", "reviewer", "seq"),
        Index("ix_events_groups", "reviewer", "seq", sqlite_where=text("seq = group_seq")),
    )


class ReviewTable(Stored, table=True):
    """What one reviewer's events on one article amount to: derived by replay, kept for quick answers.

    `status` is NULL where every decision was taken back. `tally` counts decisions by field once finished.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        CheckConstraint("status IN ('in_progress', 'verified', 'irrelevant')", name="status"),
        CheckConstraint("capacity IN ('reviewer', 'adjudicator')", name="capacity"),
        CheckConstraint("active_ms >= 0 AND revision >= 0", name="counts"),
        CheckConstraint(
            "(verified_at IS NOT NULL) = (status IS NOT NULL AND status <> 'in_progress')", name="finished"
        ),
        Index("ix_reviews_article", "article"),
        Index("ix_reviews_status", "reviewer", "status"),
        Index("ix_reviews_verified_at", "reviewer", "verified_at"),
        Index("ix_reviews_flagged", "reviewer", sqlite_where=text("flag IS NOT NULL")),
        {"sqlite_with_rowid": False},
    )
    reviewer: int = Field(primary_key=True, foreign_key="reviewers.row")
    article: int = Field(primary_key=True, foreign_key="articles.row")
    status: str | None = None
    flag: str | None = None
    capacity: str = "reviewer"
    proposal: int | None = Field(default=None, foreign_key="proposals.row", index=True)
    started_at: str
    verified_at: str | None = None
    active_ms: int = 0
    revision: int = 0
    last_seq: int = Field(foreign_key="events.seq")
    tally: str | None = None


class RecordTable(Stored, table=True):
    """The finished record of one review: its `assay/1` line without `schema` and `article`."""

    __tablename__ = "records"
    article: int = Field(primary_key=True, foreign_key="articles.row")
    reviewer: int = Field(primary_key=True, foreign_key="reviewers.row")
    body: str


class DoneRunTable(Stored, table=True):
    """Unbroken stretches of article rows that a reviewer has finished, so that the next waiting one is found
    in one step however many are done. `first` and `last` are inclusive; runs never touch.
    """

    __tablename__ = "done_runs"
    __table_args__ = (CheckConstraint("first <= last", name="order"), {"sqlite_with_rowid": False})
    reviewer: int = Field(primary_key=True, foreign_key="reviewers.row")
    first: int = Field(primary_key=True)
    last: int


class CounterTable(Stored, table=True):
    """Totals of the whole store that would be slow to count: `articles` (without purged ones).

    `purge_unfinished` is 1 while pages that a purge set free may still hold what stood there.
    """

    __tablename__ = "counters"
    name: str = Field(primary_key=True)
    value: int = 0


class TombstoneTable(Stored, table=True):
    """An article that was purged: its text, proposals, records and all quotes are gone for good.

    The rows of `articles` and `events` stay, emptied of words, so that numbers keep their meaning and the log
    still says who worked when. Triggers keep a tombstone from being taken back.
    """

    __tablename__ = "tombstones"
    article: int = Field(primary_key=True, foreign_key="articles.row")
    id: str
    sha256: str
    at: str
    author: str


class LeaseTable(Stored, table=True):
    """Which window of a reviewer has an article open, until when: no other window of theirs is given it.

    `holder` is a window's random name, `until` an RFC 3339 UTC stamp.
    """

    __tablename__ = "leases"
    __table_args__ = ({"sqlite_with_rowid": False},)
    reviewer: str = Field(primary_key=True)
    article: int = Field(primary_key=True, foreign_key="articles.row")
    holder: str
    until: str


ARTICLES = table("articles")
TEXTS = table("texts")
SOURCES = table("sources")
EXTRACTORS = table("extractors")
PROPOSALS = table("proposals")
REVIEWERS = table("reviewers")
EVENTS = table("events")
REVIEWS = table("reviews")
RECORDS = table("records")
DONE_RUNS = table("done_runs")
COUNTERS = table("counters")

TOMBSTONES = table("tombstones")
LEASES = table("leases")

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
_STAYS = "BEGIN SELECT RAISE(ABORT, 'what was purged stays purged'); END"
_SAME = " AND ".join(
    f'NEW."{c.name}" IS OLD."{c.name}"' for c in EVENTS.columns if c.name not in ("key", "before", "after")
)
#: The one change of a line that is let through: a purge empties it.
_EMPTIED = (
    "EXISTS (SELECT 1 FROM tombstones WHERE article = OLD.article) "
    f"AND {_SAME} AND NEW.key = '' "
    "AND NEW.before IS CASE WHEN OLD.before IS NOT NULL THEN '{}' END "
    "AND NEW.after IS CASE WHEN OLD.after IS NOT NULL THEN '{}' END"
)

#: What keeps the log append-only whoever writes to the file, in SQLite's wording. The third is for
#: `INSERT OR REPLACE`, which deletes without asking the second.
_EVENT_TRIGGERS = (
    f"CREATE TRIGGER events_no_update BEFORE UPDATE ON events WHEN NOT ({_EMPTIED}) {_REFUSE}",
    f"CREATE TRIGGER events_no_delete BEFORE DELETE ON events {_REFUSE}",
    "CREATE TRIGGER events_no_replace BEFORE INSERT ON events "
    f"WHEN EXISTS (SELECT 1 FROM events WHERE seq = NEW.seq) {_REFUSE}",
)
_TOMBSTONE_TRIGGERS = (
    f"CREATE TRIGGER tombstones_no_update BEFORE UPDATE ON tombstones {_STAYS}",
    f"CREATE TRIGGER tombstones_no_delete BEFORE DELETE ON tombstones {_STAYS}",
)
SQLITE_TRIGGERS: tuple[str, ...] = _EVENT_TRIGGERS + _TOMBSTONE_TRIGGERS

for _of, _triggers in ((EVENTS, _EVENT_TRIGGERS), (TOMBSTONES, _TOMBSTONE_TRIGGERS)):
    for _trigger in _triggers:
        _when = DDL(_trigger).execute_if(dialect="sqlite")  # type: ignore[no-untyped-call]
        event.listen(_of, "after_create", _when)
