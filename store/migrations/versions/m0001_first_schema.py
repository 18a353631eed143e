"""The first schema: articles and their texts, proposals, the event log, and what is derived from it.

Written out, not made from `store.tables`: a released schema does not change when the tables do.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
_TRIGGERS = (
    f"CREATE TRIGGER events_no_update BEFORE UPDATE ON events {_REFUSE}",
    f"CREATE TRIGGER events_no_delete BEFORE DELETE ON events {_REFUSE}",
    "CREATE TRIGGER events_no_replace BEFORE INSERT ON events "
    f"WHEN EXISTS (SELECT 1 FROM events WHERE seq = NEW.seq) {_REFUSE}",
)


def upgrade() -> None:
    """Forward only: going back means restoring the backup that was taken before."""
    op.create_table(
        "articles",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("source_sha256", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("published_source", sa.String(), nullable=True),
        sa.Column("dateline", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("chars", sa.Integer(), nullable=False),
        sa.Column("extra", sa.String(), nullable=True),
        sa.CheckConstraint("chars >= 0", name=op.f("ck_articles_chars")),
        sa.CheckConstraint("length(id) > 0", name=op.f("ck_articles_id")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_articles_sha256")),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
        sa.UniqueConstraint("sha256", name=op.f("uq_articles_sha256")),
    )
    op.create_table(
        "counters",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )
    op.create_table(
        "extractors",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_extractors")),
        sa.UniqueConstraint("key", name=op.f("uq_extractors_key")),
    )
    op.create_table(
        "reviewers",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("verified", sa.Integer(), nullable=False),
        sa.Column("irrelevant", sa.Integer(), nullable=False),
        sa.Column("in_progress", sa.Integer(), nullable=False),
        sa.Column("flagged", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_reviewers_name")),
        sa.CheckConstraint(
            "verified >= 0 AND irrelevant >= 0 AND in_progress >= 0 AND flagged >= 0",
            name=op.f("ck_reviewers_counters"),
        ),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_reviewers")),
        sa.UniqueConstraint("name", name=op.f("uq_reviewers_name")),
    )
    op.create_table(
        "done_runs",
        sa.Column("reviewer", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("first <= last", name=op.f("ck_done_runs_order")),
        sa.ForeignKeyConstraint(["reviewer"], ["reviewers.row"], name=op.f("fk_done_runs_reviewer")),
        sa.PrimaryKeyConstraint("reviewer", "first", name=op.f("pk_done_runs")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "proposals",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("extractor", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.row"], name=op.f("fk_proposals_article")),
        sa.ForeignKeyConstraint(["extractor"], ["extractors.row"], name=op.f("fk_proposals_extractor")),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_proposals")),
    )
    op.create_index("ix_proposals_article_key", "proposals", ["article", "key"], unique=True)
    op.create_index("ix_proposals_extractor_article", "proposals", ["extractor", "article"], unique=False)
    op.create_table(
        "records",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("reviewer", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.row"], name=op.f("fk_records_article")),
        sa.ForeignKeyConstraint(["reviewer"], ["reviewers.row"], name=op.f("fk_records_reviewer")),
        sa.PrimaryKeyConstraint("article", "reviewer", name=op.f("pk_records")),
    )
    op.create_table(
        "sources",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("source_sha256", sa.String(), nullable=True),
        sa.Column("extra", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.row"], name=op.f("fk_sources_article")),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_sources")),
    )
    op.create_index(op.f("ix_sources_article"), "sources", ["article"], unique=False)
    op.create_index(op.f("ix_sources_id"), "sources", ["id"], unique=False)
    op.create_table(
        "texts",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.row"], name=op.f("fk_texts_article")),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_texts")),
    )
    op.create_table(
        "events",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("group_seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("reviewer", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("entry", sa.String(), nullable=True),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.Column("ms", sa.Integer(), nullable=False),
        sa.Column("proposal", sa.Integer(), nullable=True),
        sa.Column("guideline", sa.String(), nullable=True),
        sa.CheckConstraint("before IS NOT NULL OR after IS NOT NULL", name=op.f("ck_events_change")),
        sa.CheckConstraint("group_seq <= seq", name=op.f("ck_events_group")),
        sa.CheckConstraint("ms >= 0", name=op.f("ck_events_ms")),
        sa.ForeignKeyConstraint(["article"], ["articles.row"], name=op.f("fk_events_article")),
        sa.ForeignKeyConstraint(["proposal"], ["proposals.row"], name=op.f("fk_events_proposal")),
        sa.ForeignKeyConstraint(["reviewer"], ["reviewers.row"], name=op.f("fk_events_reviewer")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_events")),
    )
    op.create_index("ix_events_article_reviewer", "events", ["article", "reviewer", "seq"], unique=False)
    op.create_index(
        "ix_events_groups",
        "events",
        ["reviewer", "seq"],
        unique=False,
        sqlite_where=sa.text("seq = group_seq"),
    )
    op.create_table(
        "reviews",
        sa.Column("reviewer", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("flag", sa.String(), nullable=True),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("proposal", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.String(), nullable=False),
        sa.Column("verified_at", sa.String(), nullable=True),
        sa.Column("active_ms", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("tally", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(verified_at IS NOT NULL) = (status IS NOT NULL AND status <> 'in_progress')",
            name=op.f("ck_reviews_finished"),
        ),
        sa.CheckConstraint("capacity IN ('reviewer', 'adjudicator')", name=op.f("ck_reviews_capacity")),
        sa.CheckConstraint(
            "status IN ('in_progress', 'verified', 'irrelevant')", name=op.f("ck_reviews_status")
        ),
        sa.CheckConstraint("active_ms >= 0 AND revision >= 0", name=op.f("ck_reviews_counts")),
        sa.ForeignKeyConstraint(["article"], ["articles.row"], name=op.f("fk_reviews_article")),
        sa.ForeignKeyConstraint(["last_seq"], ["events.seq"], name=op.f("fk_reviews_last_seq")),
        sa.ForeignKeyConstraint(["proposal"], ["proposals.row"], name=op.f("fk_reviews_proposal")),
        sa.ForeignKeyConstraint(["reviewer"], ["reviewers.row"], name=op.f("fk_reviews_reviewer")),
        sa.PrimaryKeyConstraint("reviewer", "article", name=op.f("pk_reviews")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reviews_article", "reviews", ["article"], unique=False)
    op.create_index(op.f("ix_reviews_proposal"), "reviews", ["proposal"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for trigger in _TRIGGERS:
            op.execute(trigger)
