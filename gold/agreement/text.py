"""Agreement in sentences and tables of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gold.agreement.run import Agreement, Found, Interval, Line, Part
from gold.score.report_text import Table

_COLUMNS = ("field", "alpha", "95%", "kappa", "same", "units", "measure")
_MEASURES = {
    "nominal": "nominal",
    "ordinal": "ordinal",
    "interval": "interval",
    "kilometres": "kilometres, squared",
}


def heading(name: str, found: Agreement) -> str:
    """One sentence: how much was compared, and how far what was found is the same."""
    noun = "article" if found.articles == 1 else "articles"
    sentence = f"{name}: {found.articles:,} {noun} coded by two or more of {', '.join(found.coders)}"
    return sentence + (f"; {found.alone:,} by one alone, left out" if found.alone else "")


def finding(found: Agreement) -> Iterator[str]:
    """Agreement on what there is, before any field."""
    yield _found("incidents", found.incidents, found.incidents_interval)
    yield _found("totals", found.totals, None)


def _found(what: str, told: Found, spread: Interval) -> str:
    if told.f1 is None:
        return f"{what}: nobody found any"
    within = f" ({_spread(spread)})" if spread else ""
    found = f"{told.both:,} found by both, {told.one:,} and {told.other:,} by each"
    return f"{what}: event F1 {told.f1:.3f}{within}; {found}"


def fields(found: Agreement) -> Table:
    """Each field of what both found."""
    rows = tuple(_row(line) for line in found.lines)
    return Table("given that both found it", _COLUMNS, rows)


def _row(line: Line) -> tuple[str, ...]:
    told = line.measured
    return (
        line.field.name,
        _rate(told.alpha),
        _spread(line.interval),
        _rate(told.kappa),
        "–" if told.agreed is None else f"{told.agreed:.0%}",
        f"{told.units:,}",
        _MEASURES[line.field.level],
    )


def undefined(found: Agreement) -> Iterator[str]:
    """A sentence for each field whose alpha is undefined."""
    for line in found.lines:
        if line.measured.why is not None:
            yield f"{line.field.name}: alpha is undefined: {line.measured.why}"


def tables(found: Agreement) -> list[Table]:
    """The fields, then the pairs of coders and the months where there are several."""
    made = [fields(found)]
    for title, told in (("by pair", found.pairs), ("by month", found.months)):
        if told:
            made.append(parts(title, told))
    return made


def parts(title: str, told: Sequence[Part]) -> Table:
    """Pairs of coders, or months, a row each, with the alphas of the main fields."""
    main = ("date", "place", "side", "best, log ratio")
    rows = tuple(
        (p.name, f"{p.articles:,}", _rate(p.found.f1), *(_rate(p.alpha.get(f)) for f in main)) for p in told
    )
    return Table(title, ("", "articles", "event F1", *main), rows)


def worst(found: Agreement) -> Iterator[str]:
    """The articles that differ most, and in what."""
    for one in found.worst:
        if one.differs:
            yield f"{one.article}: {one.differs:.0%} differs: {', '.join(one.reasons)}"


def _rate(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _spread(value: Interval) -> str:
    return "" if value is None else f"{value[0]:.3f} to {value[1]:.3f}"
