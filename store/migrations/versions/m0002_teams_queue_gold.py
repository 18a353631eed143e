"""What teams, the sorted queue and gold sets need: tombstones, leases, facts, assignments, releases …

Written out, not made from the tables' classes: a released schema does not change when they do.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
_STAYS = "BEGIN SELECT RAISE(ABORT, 'what was purged stays purged'); END"
_KEPT = (
    "seq", "group_seq", "at", "reviewer", "article", "entry", "field", "action", "ms", "proposal", "guideline"
)  # fmt: skip
_SAME = " AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in _KEPT)
_TRIGGERS = (
    "DROP TRIGGER events_no_update",
    "CREATE TRIGGER events_no_update BEFORE UPDATE ON events WHEN NOT ("
    "EXISTS (SELECT 1 FROM tombstones WHERE article = OLD.article) "
    f"AND {_SAME} AND NEW.key = '' "
    "AND NEW.before IS CASE WHEN OLD.before IS NOT NULL THEN '{}' END "
    f"AND NEW.after IS CASE WHEN OLD.after IS NOT NULL THEN '{{}}' END) {_REFUSE}",
    f"CREATE TRIGGER tombstones_no_update BEFORE UPDATE ON tombstones {_STAYS}",
    f"CREATE TRIGGER tombstones_no_delete BEFORE DELETE ON tombstones {_STAYS}",
)

#: What `meta_sha256` is over, in this order.
_META = (
    "id", "source_sha256", "title", "publisher", "published", "published_source", "dateline", "url",
    "language", "extra",
)  # fmt: skip
_PAGE = 1000


def upgrade() -> None:
    """Forward only: going back means restoring the backup that was taken before."""
    op.create_table(
        "built",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_built")),
    )
    op.create_table(
        "guidelines",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_guidelines")),
    )
    op.create_table(
        "precedents",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("coding", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.CheckConstraint("times >= 0", name=op.f("ck_precedents_times")),
        sa.PrimaryKeyConstraint("kind", "words", "coding", name=op.f("pk_precedents")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "releases",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("guideline", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_releases")),
    )
    op.create_index("ix_releases_version", "releases", ["name", "version"], unique=True)
    op.create_table(
        "rounds",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_rounds")),
        sa.UniqueConstraint("name", name=op.f("uq_rounds_name")),
    )
    op.create_table(
        "rules",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("coding", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("retired_at", sa.String(), nullable=True),
        sa.Column("retired_by", sa.String(), nullable=True),
        sa.CheckConstraint("kind IN ('side', 'outcome', 'place')", name=op.f("ck_rules_kind")),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_rules")),
    )
    op.create_index(
        "ix_rules_words", "rules", ["kind", "words"], unique=True, sqlite_where=sa.text("retired_at IS NULL")
    )
    op.create_table(
        "copies",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("leader", sa.Integer(), nullable=False),
        sa.Column("likeness", sa.Float(), nullable=False),
        sa.CheckConstraint("leader <= article", name=op.f("ck_copies_leader")),
        sa.ForeignKeyConstraint(["article"], ["articles.row"], name=op.f("fk_copies_article")),
        sa.ForeignKeyConstraint(["leader"], ["articles.row"], name=op.f("fk_copies_leader")),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_copies")),
    )
    op.create_index(op.f("ix_copies_leader"), "copies", ["leader"], unique=False)
    op.create_table(
        "leases",
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.row"], name=op.f("fk_leases_article")),
        sa.PrimaryKeyConstraint("reviewer", "article", name=op.f("pk_leases")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "signatures",
        sa.Column("hash", sa.BigInteger(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.row"], name=op.f("fk_signatures_article")),
        sa.PrimaryKeyConstraint("hash", "article", name=op.f("pk_signatures")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_signatures_article", "signatures", ["article"], unique=False)
    op.create_table(
        "terms",
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.row"], name=op.f("fk_terms_article")),
        sa.PrimaryKeyConstraint("term", "rank", "article", name=op.f("pk_terms")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tombstones",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.row"], name=op.f("fk_tombstones_article")),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_tombstones")),
    )
    op.create_table(
        "assignments",
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("coder", sa.String(), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("arm", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("proposal", sa.Integer(), nullable=True),
        sa.Column("known", sa.String(), nullable=True),
        sa.CheckConstraint(
            "arm IN ('assisted', 'blank', 'planted', 'qualification', 'drift', 'recode')",
            name=op.f("ck_assignments_arm"),
        ),
        sa.ForeignKeyConstraint(["article"], ["articles.row"], name=op.f("fk_assignments_article")),
        sa.ForeignKeyConstraint(["proposal"], ["proposals.row"], name=op.f("fk_assignments_proposal")),
        sa.ForeignKeyConstraint(["round"], ["rounds.row"], name=op.f("fk_assignments_round")),
        sa.PrimaryKeyConstraint("round", "article", "coder", name=op.f("pk_assignments")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_assignments_article", "assignments", ["article"], unique=False)
    op.create_index("ix_assignments_reviewer", "assignments", ["reviewer", "round", "position"], unique=True)
    op.create_table(
        "adjudications",
        sa.Column("reviewer", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("first_seq", sa.Integer(), nullable=False),
        sa.Column("second", sa.Integer(), nullable=False),
        sa.Column("second_seq", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.row"], name=op.f("fk_adjudications_article")),
        sa.ForeignKeyConstraint(["first"], ["reviewers.row"], name=op.f("fk_adjudications_first")),
        sa.ForeignKeyConstraint(["first_seq"], ["events.seq"], name=op.f("fk_adjudications_first_seq")),
        sa.ForeignKeyConstraint(["reviewer"], ["reviewers.row"], name=op.f("fk_adjudications_reviewer")),
        sa.ForeignKeyConstraint(["second"], ["reviewers.row"], name=op.f("fk_adjudications_second")),
        sa.ForeignKeyConstraint(["second_seq"], ["events.seq"], name=op.f("fk_adjudications_second_seq")),
        sa.PrimaryKeyConstraint("reviewer", "article", name=op.f("pk_adjudications")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_adjudications_article", "adjudications", ["article"], unique=False)
    op.create_table(
        "facts",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("proposal", sa.Integer(), nullable=True),
        sa.Column("last_seq", sa.Integer(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("badge", sa.String(), nullable=False),
        sa.Column("blocking", sa.Integer(), nullable=False),
        sa.Column("notes", sa.Integer(), nullable=False),
        sa.Column("checks", sa.String(), nullable=False),
        sa.Column("tolls", sa.Boolean(), nullable=False),
        sa.Column("deaths", sa.Integer(), nullable=False),
        sa.Column("doubt", sa.Float(), nullable=True),
        sa.Column("incidents", sa.Integer(), nullable=False),
        sa.Column("totals", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("admin1", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("places", sa.String(), nullable=True),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "blocking >= 0 AND notes >= 0 AND deaths >= 0 AND size >= 0", name=op.f("ck_facts_counts")
        ),
        sa.CheckConstraint("doubt IS NULL OR (doubt >= 0 AND doubt <= 1)", name=op.f("ck_facts_doubt")),
        sa.ForeignKeyConstraint(["article"], ["articles.row"], name=op.f("fk_facts_article")),
        sa.ForeignKeyConstraint(["last_seq"], ["events.seq"], name=op.f("fk_facts_last_seq")),
        sa.ForeignKeyConstraint(["proposal"], ["proposals.row"], name=op.f("fk_facts_proposal")),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_facts")),
    )
    op.create_index("ix_facts_doubt", "facts", ["doubt"], unique=False)
    op.create_index("ix_facts_published", "facts", ["published", "article", "checks"], unique=False)
    op.create_index("ix_facts_publisher", "facts", ["publisher"], unique=False)
    op.create_index("ix_facts_publisher_published", "facts", ["publisher", "published"], unique=False)
    op.create_index("ix_facts_rank", "facts", ["rank"], unique=False)
    op.create_index("ix_facts_size", "facts", ["size"], unique=False)
    op.create_table(
        "released",
        sa.Column("release", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("reviewer", sa.Integer(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("split", sa.String(), nullable=False),
        sa.Column("split_group", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.row"], name=op.f("fk_released_article")),
        sa.ForeignKeyConstraint(["last_seq"], ["events.seq"], name=op.f("fk_released_last_seq")),
        sa.ForeignKeyConstraint(["release"], ["releases.row"], name=op.f("fk_released_release")),
        sa.ForeignKeyConstraint(["reviewer"], ["reviewers.row"], name=op.f("fk_released_reviewer")),
        sa.PrimaryKeyConstraint("release", "article", name=op.f("pk_released")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_released_article", "released", ["article"], unique=False)
    op.add_column("articles", sa.Column("meta_sha256", sa.String(), nullable=True))
    op.add_column("proposals", sa.Column("own", sa.Boolean(), server_default=sa.text("0"), nullable=False))
    op.create_index(
        "ix_reviews_flagged", "reviews", ["reviewer"], unique=False, sqlite_where=sa.text("flag IS NOT NULL")
    )
    op.create_index("ix_reviews_status", "reviews", ["reviewer", "status"], unique=False)
    op.create_index("ix_reviews_verified_at", "reviews", ["reviewer", "verified_at"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for trigger in _TRIGGERS:
            op.execute(trigger)
    _hash_meta(op.get_bind())


def _hash_meta(connection: sa.Connection) -> None:
    """Fill `articles.meta_sha256`, a page at a time."""
    columns = ", ".join(_META)
    page = sa.text(f"SELECT row, {columns} FROM articles WHERE row > :after ORDER BY row LIMIT :n")
    change = sa.text("UPDATE articles SET meta_sha256 = :sha WHERE row = :row")
    after = 0
    while found := connection.execute(page, {"after": after, "n": _PAGE}).all():
        connection.execute(change, [{"row": r[0], "sha": _meta_sha256(r[1:])} for r in found])
        after = found[-1][0]


def _meta_sha256(values: Any) -> str:
    """As `rows.meta_sha256` was when this schema was made."""
    said = json.dumps([None if v is None else str(v) for v in values], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()
