"""The whole job: a gold set and one or two systems in, reports out, in flat memory."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gold.score.aggregate import MEASURE_AT, MEASURES, SIZE, Figures, block, f1, figures, tally
from gold.score.compare import Difference, Shuffles
from gold.score.intervals import Bootstrap, interval
from gold.score.matching import Matching, match, self_made
from gold.score.model import Options
from gold.score.rows import LINES
from gold.score.shelf import Shelf
from gold.score.slots import score_article
from gold.score.words import Worst, worst, wrongness

if TYPE_CHECKING:
    from gold.score.aggregate import Vector


@dataclass(frozen=True, slots=True)
class Report:
    """One system's figures over the articles that gold and all systems have.

    `rows` are (section, name, figures); `no_correction` is the share of articles with nothing to correct;
    `measures` are sums (see `aggregate.MEASURES`); `notes` are sentences that a reader of the figures needs.
    """

    gold: str
    system: str
    extractors: tuple[str, ...]
    articles: int
    no_correction: float | None
    no_correction_interval: tuple[float, float] | None
    rows: tuple[tuple[str, str, Figures], ...]
    measures: dict[str, float]
    worst: tuple[Worst, ...]
    notes: tuple[str, ...]

    def row(self, section: str, name: str) -> Figures:
        """One row's figures; raises KeyError where there is none of that name."""
        for where, called, found in self.rows:
            if (where, called) == (section, name):
                return found
        raise KeyError((section, name))


@dataclass(frozen=True, slots=True)
class Result:
    """A report for each system; with two systems also the differences, second minus first."""

    reports: tuple[Report, ...]
    differences: tuple[Difference, ...] = ()


class _Worst:
    """The few articles with most to correct, the earlier ones first where they are alike."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._heap: list[tuple[float, int, Worst]] = []

    def wants(self, number: int, wrong: float) -> bool:
        """Whether an article this wrong is among the worst so far."""
        if self._size == 0 or wrong == 0:
            return False
        return len(self._heap) < self._size or (wrong, -number) > self._heap[0][:2]

    def put(self, number: int, one: Worst) -> None:
        item = (one.wrong, -number, one)
        (heapq.heappush if len(self._heap) < self._size else heapq.heapreplace)(self._heap, item)

    def found(self) -> tuple[Worst, ...]:
        return tuple(one for _, _, one in sorted(self._heap, key=lambda item: item[:2], reverse=True))


def score(
    gold: Shelf,
    systems: Sequence[Shelf],
    options: Options | None = None,
    progress: Callable[[], None] = lambda: None,
) -> Result:
    """Score one system, or two against each other.

    With two, only articles that both have are scored. Deterministic: the same files, options and seed give
    the same result to the digit. `progress` hears of every article. Raises ValueError where none matches.
    """
    options = options or Options()
    matching = match(gold, systems, count_unanswered=options.count_unanswered)
    if not matching.pairs:
        raise ValueError("no article of the gold is in the predictions")
    import numpy

    resampled = Bootstrap(
        len(matching.pairs), systems=len(systems), replicates=options.replicates, seed=options.seed
    )
    shuffles = Shuffles(shuffles=options.shuffles, seed=options.seed) if len(systems) == 2 else None
    running = [_Running(numpy.zeros(SIZE), _Worst(options.worst)) for _ in systems]
    for tallies in _tallies(gold, systems, matching, options, running):
        resampled.add(tallies)
        if shuffles is not None:
            shuffles.add(*tallies)
        for one, tallied in zip(running, tallies, strict=True):
            one.sums += tallied
        progress()
    reports = tuple(
        _report(gold, system, one, resampled.sums(n), _notes(matching, n, one.self_made))
        for n, (system, one) in enumerate(zip(systems, running, strict=True))
    )
    differences = () if shuffles is None else shuffles.differences(resampled.sums(0), resampled.sums(1))
    return Result(reports, differences)


@dataclass(slots=True)
class _Running:
    """One system's sums while its articles come by."""

    sums: Vector
    worst: _Worst
    self_made: int = 0


def _tallies(
    gold: Shelf, systems: Sequence[Shelf], matching: Matching, options: Options, running: Sequence[_Running]
) -> Iterator[list[list[float]]]:
    for number, (at, answers) in enumerate(matching.pairs):
        case = gold.at(at)
        tallies = []
        for shelf, answer, one in zip(systems, answers, running, strict=True):
            found = None if answer is None else shelf.at(answer)
            one.self_made += found is not None and self_made(case, found)
            scored = score_article(case.entries, found.entries if found else (), options.tolerance)
            wrong = wrongness(scored)
            if one.worst.wants(number, wrong):
                one.worst.put(number, worst(case, scored, wrong))
            tallies.append(tally(scored))
        yield tallies


def _report(gold: Shelf, system: Shelf, one: _Running, sums: Vector, notes: tuple[str, ...]) -> Report:
    rows, total = [], one.sums
    for section, name, kind, fields in LINES:
        six = block(total, kind, fields)
        if six.any():
            rows.append((section, name, figures(six, interval(f1(block(sums, kind, fields))))))
    measures = {name: float(total[MEASURE_AT[name]]) for name in MEASURES}
    articles = round(measures["articles"])
    exact = sums[:, MEASURE_AT["no_correction"]] / sums[:, MEASURE_AT["articles"]]
    return Report(
        gold.name,
        system.name,
        tuple(sorted(system.extractors)),
        articles,
        measures["no_correction"] / articles if articles else None,
        interval(exact),
        tuple(rows),
        measures,
        one.worst.found(),
        notes,
    )


def _notes(matching: Matching, number: int, made: int) -> tuple[str, ...]:
    notes = [*matching.notes, *matching.of_system[number]]
    if made:
        whole = len(matching.pairs)
        notes.insert(
            0,
            f"{made:,} of the {whole:,} gold records were made by editing this system's own proposals: what "
            "a reviewer overlooked counts as right, so its figures are too good",
        )
    return tuple(notes)
