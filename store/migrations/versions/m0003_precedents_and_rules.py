"""Precedents with what each article adds to them, and what the project's rules have set in proposals.

`precedents` was empty in every store of 0002: nothing filled it. Written out, as m0002 is.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward only: going back means restoring the backup that was taken before."""
    op.drop_table("precedents")
    op.create_table(
        "precedents",
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("coding", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('side', 'outcome', 'place')", name=op.f("ck_precedents_kind")),
        sa.CheckConstraint("times >= 0", name=op.f("ck_precedents_times")),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_precedents")),
    )
    op.create_index("ix_precedents_words", "precedents", ["kind", "words", "coding"], unique=True)
    op.create_table(
        "coded",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("precedent", sa.Integer(), nullable=False),
        sa.Column("was", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.CheckConstraint("times > 0", name=op.f("ck_coded_times")),
        sa.ForeignKeyConstraint(["article"], ["articles.row"], name=op.f("fk_coded_article")),
        sa.ForeignKeyConstraint(["precedent"], ["precedents.row"], name=op.f("fk_coded_precedent")),
        sa.PrimaryKeyConstraint("article", "precedent", "was", name=op.f("pk_coded")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_coded_precedent", "coded", ["precedent", "was", "article"], unique=False)
    op.create_index("ix_coded_last", "coded", ["precedent", "seq"], unique=False)
    op.create_index("ix_coded_was", "coded", ["was"], unique=False, sqlite_where=sa.text("was > 0"))
    op.create_table(
        "rule_uses",
        sa.Column("rule", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.CheckConstraint("times > 0", name=op.f("ck_rule_uses_times")),
        sa.ForeignKeyConstraint(["article"], ["articles.row"], name=op.f("fk_rule_uses_article")),
        sa.ForeignKeyConstraint(["rule"], ["rules.row"], name=op.f("fk_rule_uses_rule")),
        sa.PrimaryKeyConstraint("rule", "article", name=op.f("pk_rule_uses")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_rule_uses_article", "rule_uses", ["article"], unique=False)
    op.add_column("proposals", sa.Column("ruled", sa.Boolean(), server_default=sa.text("0"), nullable=False))
