"""What the store takes and hands out besides the domain model. Frozen dataclasses; light to import."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from extract.model import Article, Record
from store.events import Change, Event

#: Article rows in ascending order (`array('q')`), or None for all articles of the store.
Scope: TypeAlias = "array[int] | None"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. `rows` are the article rows in input order, known ones included."""

    new: int
    known: int
    rows: array[int]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """One article as one reviewer finds it.

    `proposal` is the pinned one where the reviewer has decided anything, else the newest; where there is none
    it is a bare `Record(article)` and `proposal_key` is None. `coder` is the name that the work goes by where
    it is assigned, `arm` how; None for both where it is not. `unaided`: no proposal is to be shown.
    """

    row: int
    article: Article
    proposal: Record
    proposal_key: str | None
    events: tuple[Event, ...] = ()
    coder: str | None = None
    arm: str | None = None
    unaided: bool = False

    @property
    def last_seq(self) -> int | None:
        """The newest event of this reviewer on this article: what `Draft.last_seq` must say."""
        return self.events[-1].seq if self.events else None


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store keeps of one article, to say before it is purged; `purged` says when and by whom."""

    id: str
    chars: int
    proposals: int
    events: int
    reviewers: tuple[str, ...] = ()
    purged: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One key press that wants to be kept: its changes become one group of events.

    `ms` is the time since the key press before, `last_seq` the newest event that the person had seen on this
    article (None before the first), `proposal` the key of the proposal on screen (None where there was none).
    `holder` is the window it was made in (`store.holders`); None where there are no windows. `adjudicates`
    begins an adjudication: the names of the two who coded the article, the one shown first in front, and the
    seed that it was shuffled with.
    """

    reviewer: str
    article_sha256: str
    action: str
    key: str
    changes: Sequence[Change]
    ms: int = 0
    proposal: str | None = None
    guideline: str | None = None
    last_seq: int | None = None
    holder: str | None = None
    adjudicates: tuple[str, str, int] | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one reviewer is. `total` counts all articles in scope; the rest of it waits untouched."""

    total: int = 0
    verified: int = 0
    irrelevant: int = 0
    in_progress: int = 0
    flagged: int = 0

    @property
    def done(self) -> int:
        """Articles that are finished."""
        return self.verified + self.irrelevant

    @property
    def waiting(self) -> int:
        """Articles that are not finished."""
        return self.total - self.done


@dataclass(frozen=True, slots=True)
class Worked:
    """An article that a reviewer worked on: its row, id, title, status, when last (RFC 3339), key presses."""

    row: int
    id: str
    title: str | None
    status: str | None
    at: str
    presses: int
