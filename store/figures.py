"""The store in figures, as dataclasses. Light to import; `store.stats` fills them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

#: How often each decision was taken: `{"accepted": 12, "corrected": 3, …}`; absent means never.
Tally: TypeAlias = Mapping[str, int]


def corrected_rate(tally: Tally) -> float | None:
    """The share of proposed values that a person changed or threw out; None where none was proposed.

    `added` fields had no proposed value and `unknown` ones were not judged: neither counts.
    """
    wrong = tally.get("corrected", 0) + tally.get("rejected", 0)
    judged = wrong + tally.get("accepted", 0)
    return wrong / judged if judged else None


def overall(decisions: Mapping[str, Tally]) -> Tally:
    """The decisions on all fields together."""
    found: Counter[str] = Counter()
    for tally in decisions.values():
        found.update(tally)
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Day:
    """A local day's work: `day` as `2025-02-01`, articles finished, seconds at work.

    A pause longer than a minute counts as one minute: the log keeps no more of it.
    """

    day: str
    finished: int
    active_seconds: float


@dataclass(frozen=True, slots=True)
class ReviewerStats:
    """One reviewer's work. `decisions` is by field (`counts` for all counts), of finished articles only.

    `days` are the last `store.days.DAYS` local days, today last.
    """

    reviewer: str
    verified: int
    irrelevant: int
    in_progress: int
    flagged: int
    active_seconds: float
    decisions: Mapping[str, Tally] = field(default_factory=dict)
    days: tuple[Day, ...] = ()

    @property
    def pace(self) -> float | None:
        """Finished articles in an hour of active time; None before the first."""
        done = self.verified + self.irrelevant
        return done * 3600 / self.active_seconds if done and self.active_seconds > 0 else None


@dataclass(frozen=True, slots=True)
class ExtractorStats:
    """How one extractor version fared in finished articles that were reviewed on its proposals.

    `untouched` of the `finished` needed no correction: every decision was `accepted`.
    """

    name: str
    version: str
    proposals: int
    finished: int
    untouched: int
    decisions: Mapping[str, Tally] = field(default_factory=dict)

    @property
    def untouched_rate(self) -> float | None:
        """The share of articles that needed no correction; None before the first is finished."""
        return self.untouched / self.finished if self.finished else None


@dataclass(frozen=True, slots=True)
class Stats:
    """The store in figures. `articles` counts texts; `finished` those that somebody verified or set aside."""

    articles: int
    finished: int
    reviewers: tuple[ReviewerStats, ...] = ()
    extractors: tuple[ExtractorStats, ...] = ()
