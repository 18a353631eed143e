"""What the store takes and hands out besides the domain model. Frozen dataclasses; light to import."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
    it is a bare `Record(article)` and `proposal_key` is None.
    """

    row: int
    article: Article
    proposal: Record
    proposal_key: str | None
    events: tuple[Event, ...] = ()

    @property
    def last_seq(self) -> int | None:
        """The newest event of this reviewer on this article: what `Draft.last_seq` must say."""
        return self.events[-1].seq if self.events else None


@dataclass(frozen=True, slots=True)
class Draft:
    """One key press that wants to be kept: its changes become one group of events.

    `ms` is the time since the key press before, `last_seq` the newest event that the person had seen on this
    article (None before the first), `proposal` the key of the proposal on screen (None where there was none).
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


#: How often each decision was taken: `{"accepted": 12, "corrected": 3, …}`; absent means never.
Tally: TypeAlias = Mapping[str, int]


def corrected_rate(tally: Tally) -> float | None:
    """The share of proposed values that a person changed or threw out; None where none was proposed.

    `added` fields had no proposed value and `unknown` ones were not judged: neither counts.
    """
    wrong = tally.get("corrected", 0) + tally.get("rejected", 0)
    judged = wrong + tally.get("accepted", 0)
    return wrong / judged if judged else None


@dataclass(frozen=True, slots=True)
class ReviewerStats:
    """One reviewer's work. `decisions` is by field (`counts` for all counts), of finished articles only."""

    reviewer: str
    verified: int
    irrelevant: int
    in_progress: int
    flagged: int
    active_seconds: float
    decisions: Mapping[str, Tally] = field(default_factory=dict)

    @property
    def pace(self) -> float | None:
        """Finished articles in an hour of active time; None before the first."""
        done = self.verified + self.irrelevant
        return done * 3600 / self.active_seconds if done and self.active_seconds > 0 else None


@dataclass(frozen=True, slots=True)
class ExtractorStats:
    """How one extractor version fared in finished articles that were reviewed on its proposals."""

    name: str
    version: str
    proposals: int
    finished: int
    untouched: int
    decisions: Mapping[str, Tally] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stats:
    """The store in figures. `articles` counts texts; `finished` those that somebody verified or set aside."""

    articles: int
    finished: int
    reviewers: tuple[ReviewerStats, ...] = ()
    extractors: tuple[ExtractorStats, ...] = ()
