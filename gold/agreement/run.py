"""Agreement over many articles: finding, fields, intervals, pairs, time, and the worst articles first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from gold.agreement.fields import FIELDS, Field
from gold.agreement.measures import Measured, Table, measured
from gold.agreement.units import Coding, Compared, compared
from gold.score.intervals import interval

Interval = tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Found:
    """Agreement on finding: of the entries that two coders found, `both` were found by both (pairs of coders
    added up); `f1` is twice that over what each found.
    """

    both: int
    one: int
    other: int

    @property
    def f1(self) -> float | None:
        """Event F1; None where nobody found anything."""
        return 2 * self.both / (self.one + self.other) if self.one + self.other else None


@dataclass(frozen=True, slots=True)
class Line:
    """One field's agreement with its interval (95%, articles drawn with replacement)."""

    field: Field
    measured: Measured
    interval: Interval


@dataclass(frozen=True, slots=True)
class Worst:
    """One article: the share of what was said by two coders that differs, and in words what does."""

    article: str
    coders: tuple[str, ...]
    differs: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A pair of coders, or a month: articles, finding, and alpha by field."""

    name: str
    articles: int
    found: Found
    alpha: dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Everything that is told. `alone` counts articles that one coder finished, which say nothing here."""

    articles: int
    alone: int
    coders: tuple[str, ...]
    incidents: Found
    totals: Found
    incidents_interval: Interval
    lines: tuple[Line, ...]
    pairs: tuple[Part, ...]
    months: tuple[Part, ...]
    worst: tuple[Worst, ...]


def agreement(
    codings: Iterable[Coding], *, replicates: int = 1000, seed: int = 1, worst: int = 20
) -> Agreement:
    """Agreement of all codings; articles with one coding are counted and left out.

    Codings may come in any order; `replicates` of 0 leaves the intervals out.
    """
    by_article: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        by_article[coding.article].append(coding)
    several = [compared(found) for found in by_article.values() if len(found) > 1]
    tables = {f.name: Table(f, [said for _, said in _said(f, several)]) for f in FIELDS}
    articles = {f.name: [n for n, _ in _said(f, several)] for f in FIELDS}
    draws = _draws(len(several), replicates, seed)
    finds = [found(one, "incident") for one in several]
    return Agreement(
        articles=len(several),
        alone=len(by_article) - len(several),
        coders=tuple(sorted({who for one in several for who in one.coders})),
        incidents=_added(finds),
        totals=_added(found(one, "total") for one in several),
        incidents_interval=_found_interval(finds, draws),
        lines=tuple(
            Line(f, measured(table), _interval(table, articles[f.name], draws))
            for f, table in zip(FIELDS, tables.values(), strict=True)
        ),
        pairs=tuple(_pairs(several)),
        months=tuple(_months(several)),
        worst=tuple(sorted((judged(one) for one in several), key=lambda w: (-w.differs, w.article))[:worst]),
    )


def found(one: Compared, kind: str) -> Found:
    """How far the coders of one article found the same entries, over all pairs of them."""
    both = left = right = 0
    for a, b in combinations(one.coders, 2):
        for unit in one.entries:
            if next(iter(unit.said.values())).kind == kind:
                both += a in unit.said and b in unit.said
                left += a in unit.said
                right += b in unit.said
    return Found(both, left, right)


def _added(finds: Iterable[Found]) -> Found:
    told = list(finds)
    return Found(sum(f.both for f in told), sum(f.one for f in told), sum(f.other for f in told))


def _said(field: Field, several: Sequence[Compared]) -> list[tuple[int, dict[str, Any]]]:
    """The number of the article, and who said what, for every unit of a field that two coders share."""
    rows = []
    for n, one in enumerate(several):
        if field.on == "article":
            rows.append((n, {who: field.of(coding) for who, coding in one.codings.items()}))
            continue
        for unit in one.entries if field.on == "entry" else one.counts:
            if len(unit.said) > 1:
                rows.append((n, {who: field.of(thing) for who, thing in unit.said.items()}))
    return rows


def _draws(articles: int, replicates: int, seed: int) -> Any:
    """How often each replicate draws each article."""
    import numpy

    if articles == 0 or replicates == 0:
        return None
    random = numpy.random.default_rng(seed)
    return random.multinomial(articles, [1 / articles] * articles, size=replicates)


def _interval(table: Table, articles: Sequence[int], draws: Any) -> Interval:
    import numpy

    if draws is None or not articles or table.alpha() is None:
        return None
    owner = numpy.array(articles)
    units = numpy.arange(len(owner))
    values = []
    for drawn in draws:
        value = table.alpha(numpy.repeat(units, drawn[owner]))
        values.append(numpy.nan if value is None else value)
    return interval(numpy.array(values))


def _found_interval(finds: Sequence[Found], draws: Any) -> Interval:
    import numpy

    if draws is None:
        return None
    both = draws @ numpy.array([f.both for f in finds])
    all_ = draws @ numpy.array([f.one + f.other for f in finds])
    with numpy.errstate(invalid="ignore"):
        return interval(2 * both / all_)


def _part(name: str, several: Sequence[Compared]) -> Part:
    alpha = {f.name: Table(f, [said for _, said in _said(f, several)]).alpha() for f in FIELDS}
    return Part(name, len(several), _added(found(one, "incident") for one in several), alpha)


def _pairs(several: Sequence[Compared]) -> Iterable[Part]:
    coders = sorted({who for one in several for who in one.coders})
    if len(coders) < 3:
        return
    for a, b in combinations(coders, 2):
        shared = [_only(one, (a, b)) for one in several if a in one.coders and b in one.coders]
        if shared:
            yield _part(f"{a} – {b}", shared)


def _only(one: Compared, coders: tuple[str, str]) -> Compared:
    return compared([one.codings[who] for who in coders])


def _months(several: Sequence[Compared]) -> Iterable[Part]:
    """By the month in which the second coder was done; nothing where it was all one month."""
    months: dict[str, list[Compared]] = defaultdict(list)
    for one in several:
        stamps = sorted(c.at for c in one.codings.values() if c.at)
        if len(stamps) > 1:
            months[stamps[1][:7]].append(one)
    if len(months) > 1:
        for month in sorted(months):
            yield _part(month, months[month])


def judged(one: Compared) -> Worst:
    """How far the coders of one article differ, and on what."""
    same = said = 0
    reasons: dict[str, int] = defaultdict(int)
    for unit in one.entries:
        missed = len(one.coders) - len(unit.said)
        said += 1
        same += missed == 0
        if missed:
            kind = next(iter(unit.said.values())).kind
            reasons[f"{kind} found by {', '.join(sorted(unit.said))} only"] += 1
    for field in FIELDS:
        if field.name == "best, log ratio" or field.level == "kilometres":
            continue
        for _, values in _said(field, [one]):
            said += 1
            equal = len(set(values.values())) == 1
            same += equal
            if not equal:
                reasons[field.name] += 1
    told = [what if times == 1 else f"{what} ({times})" for what, times in reasons.items()]
    return Worst(one.article, one.coders, 1 - same / said if said else 0.0, tuple(told))
