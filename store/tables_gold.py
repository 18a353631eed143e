"""The tables of double coding, adjudication, guidelines, the project's rules, and releases.

Imported only where they are used: opening a store that is there does not need them.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from store.tables_base import Stored, table


class GuidelineTable(Stored, table=True):
    """The project's coding rules, one row a version, in Markdown. A decision's `guideline` is `version`."""

    __tablename__ = "guidelines"
    version: str = Field(primary_key=True)
    at: str
    author: str
    sha256: str
    body: str


class RuleTable(Stored, table=True):
    """A rule of this project: these words of a `kind` are coded so, in proposals and never in verified work.

    `row` is its number, `coding` (JSON) the wire keys that it sets, `retired_at` when it stopped to apply.
    """

    __tablename__ = "rules"
    __table_args__ = (
        CheckConstraint("kind IN ('side', 'outcome', 'place')", name="kind"),
        Index("ix_rules_words", "kind", "words", unique=True, sqlite_where=text("retired_at IS NULL")),
    )
    row: int | None = Field(default=None, primary_key=True)
    kind: str
    words: str
    coding: str
    made_at: str
    author: str
    retired_at: str | None = None
    retired_by: str | None = None


class RuleUseTable(Stored, table=True):
    """How many values of an article's newest proposal a rule has set. Derived: see `store.project_rules`."""

    __tablename__ = "rule_uses"
    __table_args__ = (
        CheckConstraint("times > 0", name="times"),
        Index("ix_rule_uses_article", "article"),
        {"sqlite_with_rowid": False},
    )
    rule: int = Field(primary_key=True, foreign_key="rules.row")
    article: int = Field(primary_key=True, foreign_key="articles.row")
    times: int


class PrecedentTable(Stored, table=True):
    """How often the same words were coded so in finished records: the sum over `coded`. `coding` is JSON.

    A row with `times` 0 is what an extractor read and a person corrected.
    """

    __tablename__ = "precedents"
    __table_args__ = (
        CheckConstraint("kind IN ('side', 'outcome', 'place')", name="kind"),
        CheckConstraint("times >= 0", name="times"),
        Index("ix_precedents_words", "kind", "words", "coding", unique=True),
    )
    row: int | None = Field(default=None, primary_key=True)
    kind: str
    words: str
    coding: str
    times: int = 0


class CodedTable(Stored, table=True):
    """What one article adds to a precedent. Derived: `times` codings in its finished records, `seq` their
    newest event; `was` is the precedent of the same words that had been proposed, 0 where none was corrected.
    """

    __tablename__ = "coded"
    __table_args__ = (
        CheckConstraint("times > 0", name="times"),
        Index("ix_coded_precedent", "precedent", "was", "article"),
        Index("ix_coded_last", "precedent", "seq"),
        Index("ix_coded_was", "was", sqlite_where=text("was > 0")),
        {"sqlite_with_rowid": False},
    )
    article: int = Field(primary_key=True, foreign_key="articles.row")
    precedent: int = Field(primary_key=True, foreign_key="precedents.row")
    was: int = Field(primary_key=True, default=0)
    times: int
    seq: int


class RoundTable(Stored, table=True):
    """One run of `assay assign`: its rule (JSON) and seed."""

    __tablename__ = "rounds"
    row: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    at: str
    author: str
    seed: int
    rule: str


class AssignmentTable(Stored, table=True):
    """Who codes which article in a round, in which arm, as the how-manieth (`position`, from 1).

    `coder` is the name that the work goes by: the reviewer's, and another one where the reviewer has coded
    the article before (`recode`, and `drift` from the second time on). `proposal` is what is shown where that
    is not simply the newest: a planted one, or that of the earlier coding. `known` is what the report
    compares with, as JSON: the planted error, or the gold of a qualification article.
    """

    __tablename__ = "assignments"
    __table_args__ = (
        CheckConstraint(
            "arm IN ('assisted', 'blank', 'planted', 'qualification', 'drift', 'recode')", name="arm"
        ),
        Index("ix_assignments_reviewer", "reviewer", "round", "position", unique=True),
        Index("ix_assignments_article", "article"),
        {"sqlite_with_rowid": False},
    )
    round: int = Field(primary_key=True, foreign_key="rounds.row")
    article: int = Field(primary_key=True, foreign_key="articles.row")
    coder: str = Field(primary_key=True)
    reviewer: str
    arm: str
    position: int = Field(ge=1)
    proposal: int | None = Field(default=None, foreign_key="proposals.row")
    known: str | None = None


class AdjudicationTable(Stored, table=True):
    """Two codings of an article that somebody settles, as they stood then; side 1 was shown first.

    A review by this reviewer of this article has the capacity `adjudicator`. Reasons and notes are in the
    events: the cells of what was settled hold `reason` and `note`.
    """

    __tablename__ = "adjudications"
    __table_args__ = (Index("ix_adjudications_article", "article"), {"sqlite_with_rowid": False})
    reviewer: int = Field(primary_key=True, foreign_key="reviewers.row")
    article: int = Field(primary_key=True, foreign_key="articles.row")
    at: str
    first: int = Field(foreign_key="reviewers.row")
    first_seq: int = Field(foreign_key="events.seq")
    second: int = Field(foreign_key="reviewers.row")
    second_seq: int = Field(foreign_key="events.seq")
    seed: int


class ReleaseTable(Stored, table=True):
    """A frozen gold set: `sha256` is that of its manifest (`body`, the list of files with their sums)."""

    __tablename__ = "releases"
    __table_args__ = (Index("ix_releases_version", "name", "version", unique=True),)
    row: int | None = Field(default=None, primary_key=True)
    name: str
    version: str
    at: str
    author: str
    guideline: str | None = None
    sha256: str
    body: str


class ReleasedTable(Stored, table=True):
    """Which record of which article went into a release, and into which split; what the next is compared to.

    `sha256` is of the record's line, `split_group` the row of the oldest member of its group.
    """

    __tablename__ = "released"
    __table_args__ = (Index("ix_released_article", "article"), {"sqlite_with_rowid": False})
    release: int = Field(primary_key=True, foreign_key="releases.row")
    article: int = Field(primary_key=True, foreign_key="articles.row")
    reviewer: int = Field(foreign_key="reviewers.row")
    last_seq: int = Field(foreign_key="events.seq")
    split: str
    split_group: int
    sha256: str


GUIDELINES = table("guidelines")
RULES = table("rules")
RULE_USES = table("rule_uses")
PRECEDENTS = table("precedents")
CODED = table("coded")
ROUNDS = table("rounds")
ASSIGNMENTS = table("assignments")
ADJUDICATIONS = table("adjudications")
RELEASES = table("releases")
RELEASED = table("released")
