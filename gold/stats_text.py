"""`assay stats` as tables: the store's figures as rows of text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.figures import ReviewerStats, Stats, Tally, corrected_rate

DECISIONS = ("accepted", "corrected", "rejected", "added", "unknown")

#: Seconds of work before a pace means anything.
_PACE_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under column names; all columns from `numbers` on are figures."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int


def tables(stats: Stats) -> list[Table]:
    """Progress and pace by reviewer, decisions by reviewer and field, and the same by extractor version."""
    found = [_reviewers(stats), _decisions(stats), _extractors(stats)]
    return [table for table in found if table.rows]


def summary(stats: Stats) -> str:
    """One sentence: how many articles there are and how many are finished."""
    share = f" ({stats.finished / stats.articles:.0%})" if stats.articles else ""
    noun = "article" if stats.articles == 1 else "articles"
    return f"{stats.articles:,} {noun}, {stats.finished:,} finished{share}"


def _reviewers(stats: Stats) -> Table:
    columns = (
        "reviewer",
        "verified",
        "irrelevant",
        "in progress",
        "flagged",
        "hours",
        "an hour",
        "left",
        "time left",
    )
    rows = tuple(_reviewer(r, stats.articles) for r in stats.reviewers)
    return Table("Progress", columns, rows, 1)


def _reviewer(one: ReviewerStats, articles: int) -> tuple[str, ...]:
    left = articles - one.verified - one.irrelevant
    pace = one.pace if one.active_seconds >= _PACE_SECONDS else None
    hours = f"{left / pace:.1f} h" if pace else "–"
    return (
        one.reviewer,
        f"{one.verified:,}",
        f"{one.irrelevant:,}",
        f"{one.in_progress:,}",
        f"{one.flagged:,}",
        f"{one.active_seconds / 3600:.2f}",
        f"{pace:.1f}" if pace else "–",
        f"{left:,}",
        hours,
    )


def _tally_rows(who: str, decisions: Mapping[str, Tally]) -> list[tuple[str, ...]]:
    rows = []
    for field, tally in decisions.items():
        rate = corrected_rate(tally)
        figures = tuple(f"{tally.get(d, 0):,}" for d in DECISIONS)
        rows.append((who, field, *figures, "–" if rate is None else f"{rate:.0%}"))
    return rows


def _decisions(stats: Stats) -> Table:
    rows = [row for one in stats.reviewers for row in _tally_rows(one.reviewer, one.decisions)]
    return Table("Decisions by reviewer", ("reviewer", "field", *DECISIONS, "wrong"), tuple(rows), 2)


def _extractors(stats: Stats) -> Table:
    rows: list[tuple[str, ...]] = []
    for one in stats.extractors:
        name = f"{one.name} {one.version}"
        right = f"{one.untouched / one.finished:.0%}" if one.finished else "–"
        head = (name, f"{one.proposals:,}", f"{one.finished:,}", right)
        by_field = _tally_rows("", one.decisions) or [("",) * (len(DECISIONS) + 3)]
        for n, row in enumerate(by_field):
            rows.append((head if n == 0 else ("", "", "", "")) + (row[1], *row[2:]))
    columns = ("extractor", "proposals", "finished", "untouched", "field", *DECISIONS, "wrong")
    return Table("Extractors", columns, tuple(rows), 5)
