"""The store in figures: who did how much, how fast, what had to be corrected, by field and extractor."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text

from store import queue
from store.days import last_days
from store.figures import ExtractorStats, ReviewerStats, Stats, Tally

#: Decisions that leave the extractor's value as it was.
_KEPT = frozenset({"accepted"})


@dataclass
class _Sum:
    """Decisions added up by field, and how many articles needed no correction at all."""

    finished: int = 0
    untouched: int = 0
    fields: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def take(self, tally: Mapping[str, Mapping[str, int]], times: int) -> None:
        """Add what `times` articles have in common."""
        self.finished += times
        self.untouched += times * all(set(by_decision) <= _KEPT for by_decision in tally.values())
        for name, by_decision in tally.items():
            for decision, count in by_decision.items():
                self.fields[name][decision] += times * count

    def tallies(self) -> Mapping[str, Tally]:
        return {name: dict(self.fields[name]) for name in sorted(self.fields)}


def stats(connection: Connection, reviewer: str | None) -> Stats:
    """Figures of the whole store, or of one reviewer's work where one is named."""
    by_reviewer: dict[int, _Sum] = defaultdict(_Sum)
    by_extractor: dict[int, _Sum] = defaultdict(_Sum)
    for who, extractor, tally, times in _tallies(connection, reviewer):
        by_reviewer[who].take(tally, times)
        if extractor is not None:
            by_extractor[extractor].take(tally, times)
    return Stats(
        articles=queue.article_count(connection),
        finished=_finished(connection, reviewer),
        reviewers=tuple(_reviewers(connection, reviewer, by_reviewer)),
        extractors=tuple(_extractors(connection, by_extractor)),
    )


def _finished(connection: Connection, reviewer: str | None) -> int:
    """How many articles somebody, or the one named, has finished."""
    found: int = connection.execute(
        text(
            "SELECT COUNT(DISTINCT article) FROM reviews WHERE status IN ('verified', 'irrelevant') "
            "AND (:name IS NULL OR reviewer = (SELECT row FROM reviewers WHERE name = :name))"
        ),
        {"name": reviewer},
    ).scalar_one()
    return found


def _tallies(connection: Connection, reviewer: str | None) -> Iterator[tuple[int, int | None, Any, int]]:
    """Reviewer, extractor, tally, and how many articles have the same three: most have one of a few."""
    found = connection.execute(
        text(
            "SELECT r.reviewer, CASE WHEN p.own THEN NULL ELSE p.extractor END, r.tally, COUNT(*) "
            "FROM reviews r JOIN reviewers w ON w.row = r.reviewer "
            "LEFT JOIN proposals p ON p.row = r.proposal "
            "WHERE r.tally IS NOT NULL AND (:name IS NULL OR w.name = :name) GROUP BY 1, 2, 3"
        ),
        {"name": reviewer},
    )
    for who, extractor, tally, times in found:
        yield who, extractor, json.loads(tally), times


def _reviewers(connection: Connection, name: str | None, sums: Mapping[int, _Sum]) -> Iterator[ReviewerStats]:
    found = connection.execute(
        text(
            "SELECT w.row, w.name, w.verified, w.irrelevant, w.in_progress, w.flagged, "
            "COALESCE((SELECT SUM(active_ms) FROM reviews r WHERE r.reviewer = w.row), 0) "
            "FROM reviewers w WHERE :name IS NULL OR w.name = :name ORDER BY w.name"
        ),
        {"name": name},
    )
    for row, who, verified, irrelevant, in_progress, flagged, active_ms in found:
        decisions = sums[row].tallies() if row in sums else {}
        seconds, days = round(active_ms / 1000, 1), last_days(connection, row, dt.datetime.now(dt.UTC))
        yield ReviewerStats(who, verified, irrelevant, in_progress, flagged, seconds, decisions, days)


def _extractors(connection: Connection, sums: Mapping[int, _Sum]) -> Iterator[ExtractorStats]:
    found = connection.execute(
        text(
            "SELECT e.row, e.name, e.version, "
            "(SELECT COUNT(*) FROM proposals p WHERE p.extractor = e.row AND NOT p.own) "
            "FROM extractors e ORDER BY e.row"
        )
    )
    for row, name, version, proposals in found:
        seen = sums.get(row, _Sum())
        yield ExtractorStats(name, version, proposals, seen.finished, seen.untouched, seen.tallies())
