"""What came of the rounds: progress, caught errors, qualification, and how people repeat themselves."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.from_json import entry_from_json
from extract.model import Entry
from gold.assign.plant import FIELDS
from store.rounds import Outcome, Round
from store.withheld import survives

if TYPE_CHECKING:
    from store.store import Store

#: The fields of which the report says how often a second coding is like the first.
REPEATED = ("date", "place", "side", "best")
#: Of the two-sided 95% interval.
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Progress:
    """How many articles of a round a reviewer has in an arm, and how many of those are finished."""

    round: str
    reviewer: str
    arm: str
    assigned: int
    finished: int


@dataclass(frozen=True, slots=True)
class Caught:
    """Planted errors of one kind (`field`; empty: all) in finished work of a reviewer (empty: of all)."""

    reviewer: str
    field: str
    finished: int
    caught: int

    @property
    def rate(self) -> float | None:
        """The share that was caught; None before the first."""
        return self.caught / self.finished if self.finished else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """95% (Wilson 1927)."""
        if not self.finished:
            return None
        n, p = self.finished, self.caught / self.finished
        middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z / (1 + _Z**2 / n) * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Missed:
    """A planted error that stands in a finished record, which is therefore withheld from every export."""

    article: str
    reviewer: str
    field: str
    entry: str


@dataclass(frozen=True, slots=True)
class Qualified:
    """One reviewer's qualification: `f1` over all slots of the finished articles, None before the first."""

    round: str
    reviewer: str
    assigned: int
    finished: int
    f1: float | None
    threshold: float

    @property
    def passed(self) -> bool:
        """Whether all of it is done, and well enough."""
        return self.finished == self.assigned and self.f1 is not None and self.f1 >= self.threshold


@dataclass(frozen=True, slots=True)
class Repeated:
    """How like a reviewer's first coding the second is. `same` is by field, given that both found it."""

    round: str
    reviewer: str
    arm: str
    articles: int
    f1: float | None
    same: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that `assay assign --report` tells, each apart."""

    rounds: tuple[Round, ...]
    progress: tuple[Progress, ...]
    caught: tuple[Caught, ...]
    missed: tuple[Missed, ...]
    qualified: tuple[Qualified, ...]
    repeated: tuple[Repeated, ...]


def report(store: Store, round_name: str | None = None) -> Report:
    """The report over all rounds, or one."""
    rounds = [r for r in store.rounds() if round_name in (None, r.name)]
    outcomes = store.outcomes(round_name)
    missed = tuple(
        Missed(w.id, w.name, w.field, w.entry)
        for w in store.withheld()
        if round_name is None or w.article in {o.assigned.article for o in outcomes}
    )
    return Report(
        tuple(rounds),
        tuple(_progress(outcomes)),
        tuple(caught(outcomes)),
        missed,
        tuple(qualified(rounds, outcomes)),
        tuple(_repeated(store, outcomes)),
    )


def _progress(outcomes: Iterable[Outcome]) -> Iterable[Progress]:
    rows: dict[tuple[str, str, str], list[Outcome]] = defaultdict(list)
    for o in outcomes:
        rows[(o.round, o.assigned.reviewer, o.assigned.arm)].append(o)
    for (name, who, arm), found in rows.items():
        yield Progress(name, who, arm, len(found), sum(o.body is not None for o in found))


# ---------------------------------------------------------------- planted errors


def caught(outcomes: Iterable[Outcome]) -> list[Caught]:
    """How many planted errors were caught: by reviewer and kind, by reviewer, and altogether.

    An article that was set aside as irrelevant is judged like any other: nothing of it stands.
    """
    sums: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for o in outcomes:
        if o.assigned.arm != "planted" or o.assigned.known is None or o.body is None:
            continue
        error = json.loads(o.assigned.known)
        found = not survives(error, json.loads(o.body))
        for key in ((o.assigned.reviewer, error["field"]), (o.assigned.reviewer, ""), ("", error["field"])):
            sums[key].append(found)
        sums[("", "")].append(found)
    people = sorted({who for who, _ in sums if who})
    order = [(who, field) for who in (*people, "") for field in (*FIELDS, "")]
    return [Caught(*key, len(sums[key]), sum(sums[key])) for key in order if key in sums]


# ---------------------------------------------------------------- qualification


def qualified(rounds: Sequence[Round], outcomes: Iterable[Outcome]) -> list[Qualified]:
    """Every reviewer's qualification in every round of that kind."""
    thresholds = {r.name: json.loads(r.rule).get("threshold", 0.0) for r in rounds}
    by: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for o in outcomes:
        if o.assigned.arm == "qualification" and o.round in thresholds:
            by[(o.round, o.assigned.reviewer)].append(o)
    return [
        Qualified(
            name,
            who,
            len(found),
            sum(o.body is not None for o in found),
            _f1([o for o in found if o.body is not None]),
            thresholds[name],
        )
        for (name, who), found in by.items()
    ]


def _f1(done: Sequence[Outcome]) -> float | None:
    """F1 over all slots, incidents and totals together; 1.0 where neither gold nor coding has any."""
    from gold.score.aggregate import SIZE, block, figures, tally
    from gold.score.model import OVERALL
    from gold.score.slots import score_article

    if not done:
        return None
    import numpy

    sums = numpy.zeros(SIZE)
    for o in done:
        gold = _entries(json.loads(o.assigned.known or "[]"))
        found = _entries(json.loads(o.body or "{}").get("incidents") or [])
        sums += tally(score_article(gold, found))
    names = ("entry", *OVERALL)
    value = figures(block(sums, "incident", names) + block(sums, "total", names)).f1
    return 1.0 if value is None else float(value)


def _entries(found: Sequence[Any]) -> tuple[Entry, ...]:
    return tuple(entry_from_json(e) for e in found)


def unfit(store: Store, reviewers: Sequence[str]) -> list[str]:
    """Why some of these reviewers should get no work yet, a sentence each: their last qualification."""
    rounds = store.rounds()
    last: dict[str, Qualified] = {}
    for one in qualified(rounds, store.outcomes()):
        last[one.reviewer] = one
    said = []
    for who in reviewers:
        one = last.get(who)  # type: ignore[assignment]
        if one is None or one.passed:
            continue
        score = "" if one.f1 is None else f", F1 {one.f1:.2f} of the {one.threshold:.2f} that it takes"
        said.append(f"{who} has not qualified: {one.finished} of {one.assigned} articles done{score}")
    return said


# ---------------------------------------------------------------- the same person again


def _repeated(store: Store, outcomes: Sequence[Outcome]) -> Iterable[Repeated]:
    again = [o for o in outcomes if o.assigned.coder != o.assigned.reviewer and o.body is not None]
    again = [o for o in again if o.assigned.arm in ("recode", "drift")]
    first = store.records_of((o.assigned.article, o.assigned.reviewer) for o in again)
    by: dict[tuple[str, str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for o in again:
        was = first.get((o.assigned.article, o.assigned.reviewer))
        if was is not None and o.body is not None:
            by[(o.round, o.assigned.reviewer, o.assigned.arm)].append((o.id, was, o.body))
    for (name, who, arm), pairs in sorted(by.items()):
        yield _compared(name, who, arm, pairs)


def _compared(name: str, who: str, arm: str, pairs: Sequence[tuple[str, str, str]]) -> Repeated:
    from gold.agreement.run import agreement
    from gold.agreement.units import Coding

    codings = [
        Coding(article, which, _entries(json.loads(body).get("incidents") or []))
        for article, was, now in pairs
        for which, body in (("first", was), ("again", now))
    ]
    told = agreement(codings, replicates=0, worst=0)
    same = {line.field.name: line.measured.agreed for line in told.lines if line.field.name in REPEATED}
    return Repeated(name, who, arm, told.articles, told.incidents.f1, same)
