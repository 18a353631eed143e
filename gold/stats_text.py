"""`assay stats` as tables: the store's figures as rows of text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.figures import ExtractorStats, ReviewerStats, Stats, Tally, corrected_rate, overall

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
    """Progress and pace by reviewer, decisions by reviewer and field and by extractor version, and the
    versions side by side.
    """
    found = [_reviewers(stats), _days(stats), _decisions(stats), _extractors(stats), _versions(stats)]
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
    pace, hours = time_left(one, left)
    return (
        one.reviewer,
        f"{one.verified:,}",
        f"{one.irrelevant:,}",
        f"{one.in_progress:,}",
        f"{one.flagged:,}",
        f"{one.active_seconds / 3600:.2f}",
        pace,
        f"{left:,}",
        hours,
    )


def time_left(one: ReviewerStats, left: int) -> tuple[str, str]:
    """Articles an hour, and how long the rest takes at that pace; dashes before it means anything."""
    pace = one.pace if one.active_seconds >= _PACE_SECONDS else None
    return (f"{pace:.1f}", f"{left / pace:.1f} h") if pace else ("–", "–")


def _days(stats: Stats) -> Table:
    rows = tuple(
        (one.reviewer, day.day, f"{day.finished:,}", f"{day.active_seconds / 3600:.2f}")
        for one in stats.reviewers
        for day in one.days
        if day.finished or day.active_seconds
    )
    return Table("Days", ("reviewer", "day", "finished", "hours"), rows, 2)


def _tally_rows(who: str, decisions: Mapping[str, Tally]) -> list[tuple[str, ...]]:
    rows = []
    for field, tally in decisions.items():
        rate = corrected_rate(tally)
        figures = tuple(f"{tally.get(d, 0):,}" for d in DECISIONS)
        rows.append((who, field, *figures, _percent(rate)))
    return rows


def _decisions(stats: Stats) -> Table:
    rows = [row for one in stats.reviewers for row in _tally_rows(one.reviewer, one.decisions)]
    return Table("Decisions by reviewer", ("reviewer", "field", *DECISIONS, "wrong"), tuple(rows), 2)


def _extractors(stats: Stats) -> Table:
    rows: list[tuple[str, ...]] = []
    for one in stats.extractors:
        name = f"{one.name} {one.version}"
        head = (name, f"{one.proposals:,}", f"{one.finished:,}", _percent(one.untouched_rate))
        by_field = _tally_rows("", one.decisions) or [("",) * (len(DECISIONS) + 3)]
        for n, row in enumerate(by_field):
            rows.append((head if n == 0 else ("", "", "", "")) + (row[1], *row[2:]))
    columns = ("extractor", "proposals", "finished", "untouched", "field", *DECISIONS, "wrong")
    return Table("Extractors", columns, tuple(rows), 5)


def _versions(stats: Stats) -> Table:
    """Versions side by side: the share of their values that was wrong, all fields together and each."""
    seen = [one for one in stats.extractors if one.finished]
    fields = sorted({name for one in seen for name in one.decisions})
    rows = [_version(f"{one.name} {one.version}", one, fields) for one in seen]
    if len(seen) > 1:
        rows.append(_version("all", _together(seen, fields), fields))
    columns = ("extractor", "finished", "untouched", "wrong", *fields)
    return Table("Share wrong, by extractor version", columns, tuple(rows), 1)


def _version(name: str, one: ExtractorStats, fields: list[str]) -> tuple[str, ...]:
    wrong = (corrected_rate(one.decisions.get(field, {})) for field in fields)
    whole = corrected_rate(overall(one.decisions))
    return (name, f"{one.finished:,}", *map(_percent, (one.untouched_rate, whole, *wrong)))


def _together(versions: list[ExtractorStats], fields: list[str]) -> ExtractorStats:
    decisions = {f: overall({str(n): v.decisions.get(f, {}) for n, v in enumerate(versions)}) for f in fields}
    finished, untouched = sum(v.finished for v in versions), sum(v.untouched for v in versions)
    return ExtractorStats("", "", sum(v.proposals for v in versions), finished, untouched, decisions)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"
