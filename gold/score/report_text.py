"""A report as plain sentences and tables of text."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gold.score.aggregate import Figures
from gold.score.compare import Difference
from gold.score.editions import Shift
from gold.score.model import Options
from gold.score.rows import MAIN_SECTIONS
from gold.score.run import Report, Result

COLUMNS = ("", "right", "part", "wrong", "missing", "spurious", "P", "R", "F1", "95%", "graded")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under column names; all columns from `numbers` on are figures."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int = 1


def heading(report: Report) -> str:
    """One sentence: what was scored against what, over how many articles, and how many are all right."""
    system = report.system
    if report.extractors:
        system += f" ({', '.join(report.extractors)})"
    noun = "article" if report.articles == 1 else "articles"
    spread = interval(report.no_correction_interval)
    share = f"{percent(report.no_correction)} need no correction{f' ({spread})' if spread else ''}"
    return f"{system} against {report.gold}: {report.articles:,} {noun}, {share}"


def tables(report: Report, *, all_sections: bool = True) -> Iterator[Table]:
    """Every section as a table; only incidents and totals without `all_sections`."""
    sections = dict.fromkeys(section for section, _, _ in report.rows)
    for section in sections:
        if all_sections or section in MAIN_SECTIONS:
            rows = tuple(_row(name, f) for where, name, f in report.rows if where == section)
            yield Table(section, COLUMNS, rows)


def _row(name: str, f: Figures) -> tuple[str, ...]:
    marks = tuple(f"{n:,}" for n in (f.correct, f.partial, f.incorrect, f.missing, f.spurious))
    rates = tuple(rate(v) for v in (f.precision, f.recall, f.f1))
    return (name, *marks, *rates, interval(f.interval), rate(f.graded))


def measures(report: Report) -> Iterator[str]:
    """What is measured where both sides state a value, a sentence each."""
    m = report.measures
    if m["counts_compared"]:
        mean = m["log_error"] / m["counts_compared"]
        yield (
            f"counts: mean log error {mean:.3f} (a factor of {math.exp(mean):.2f}) over "
            f"{m['counts_compared']:,.0f} pairs of best"
        )
    if m["places_compared"]:
        n = m["places_compared"]
        yield (
            f"places: {m['within_25_km'] / n:.0%} within 25 km, {m['within_161_km'] / n:.0%} within 161 km, "
            f"of {n:,.0f} pairs with coordinates"
        )
    if m["dates_compared"]:
        n = m["dates_compared"]
        yield (
            f"dates: {m['same_day'] / n:.0%} begin on the same day, {m['within_a_day'] / n:.0%} within one "
            f"day, of {n:,.0f} pairs"
        )


def worst(report: Report) -> Iterator[str]:
    """The articles with most to correct, and why."""
    for one in report.worst:
        yield f"{one.id}: {one.wrong:g} to correct"
        yield from (f"  {reason}" for reason in one.reasons)


def comparison(result: Result) -> Table:
    """The headline figures of two systems and their differences."""
    first, second = (r.system for r in result.reports)
    columns = ("", first, second, "difference", "95%", "p")
    return Table("comparison", columns, tuple(_difference(d) for d in result.differences))


def _difference(d: Difference) -> tuple[str, ...]:
    change = "–" if d.difference is None else f"{d.difference:+.3f}"
    chance = "–" if d.p is None else f"{d.p:.4f}"
    return (d.name, rate(d.first), rate(d.second), change, interval(d.interval, signed=True), chance)


def overview(reports: Sequence[Report]) -> Table:
    """One row a system, with its main figures."""
    columns = (
        "system",
        "articles",
        "no correction",
        "incidents",
        "slots",
        "date",
        "place",
        "count",
        "totals",
    )
    asked = (
        ("incidents", "found"),
        ("incidents", "all slots"),
        ("incidents", "date"),
        ("incidents", "place"),
        ("incidents", "count (outcome, side, best)"),
        ("totals", "found"),
    )
    rows = []
    for report in reports:
        known = {(section, name): f for section, name, f in report.rows}
        figures = [known.get(row) for row in asked]
        cells = tuple(rate(f.f1 if f else None) for f in figures)
        rows.append((report.system, f"{report.articles:,}", percent(report.no_correction), *cells))
    return Table("systems (F1)", columns, tuple(rows))


def shifted(older: str, newer: str, found: Sequence[Shift]) -> Table:
    """What the newer gold makes of the same predictions: only rows that differ."""
    rows = tuple(
        (
            s.section,
            s.name,
            rate(s.older),
            rate(s.newer),
            "–" if s.difference is None else f"{s.difference:+.3f}",
        )
        for s in found
        if s.older != s.newer
    )
    return Table(f"from {older} to {newer} (F1)", ("", "", older, newer, "difference"), rows, numbers=2)


def method(options: Options) -> str:
    """How the figures were made, in one sentence."""
    return (
        f"P, R and F1 count a partial slot as half (MUC); counts within {options.tolerance:.0%} are partial; "
        f"95% intervals of F1 by article, {options.replicates:,} replicates, seed {options.seed}"
    )


def rate(value: float | None) -> str:
    """`.874`; a dash where nothing was asked."""
    if value is None:
        return "–"
    return f"{value:.3f}".removeprefix("0") if value < 1 else "1.000"


def percent(value: float | None) -> str:
    """`71%`; a dash where there is none."""
    return "–" if value is None else f"{value:.0%}"


def interval(found: tuple[float, float] | None, *, signed: bool = False) -> str:
    """`.81–.92`, or `-.02 to +.05` for differences; empty where there is none."""
    if found is None:
        return ""
    if signed:
        return f"{found[0]:+.3f} to {found[1]:+.3f}"
    return "–".join(rate(v) for v in found)
