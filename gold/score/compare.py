"""Two systems on the same articles: the difference in each headline figure, and whether it could be chance.

Approximate randomisation (Noreen 1989; Chinchor 1992 for MUC): article by article the two systems' results
are exchanged with probability one half; p is the share of shuffles whose difference is at least as large as
the one observed, (r + 1) / (shuffles + 1), two-sided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gold.score.aggregate import CELL, MEASURE_AT, SIZE, block, cells, f1
from gold.score.intervals import BATCH, interval
from gold.score.model import OVERALL

if TYPE_CHECKING:
    from gold.score.aggregate import Vector

#: The share of articles that need no correction, among the headlines.
NO_CORRECTION = "articles that need no correction"
#: What two systems are compared by: name, kind, fields added up. All but the last are F1.
HEADLINES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("incidents found", "incident", ("entry",)),
    ("all slots of incidents", "incident", OVERALL),
    ("date", "incident", ("date",)),
    ("place", "incident", ("place",)),
    ("count", "incident", ("count",)),
    ("best", "incident", ("best",)),
    ("low, best and high", "incident", ("triple",)),
    ("parts of counts", "incident", ("part",)),
    ("totals found", "total", ("entry",)),
    ("all slots of totals", "total", OVERALL),
    (NO_CORRECTION, "", ()),
)


#: The numbers of a tally that any headline needs.
_STARTS = {start for _, kind, fields in HEADLINES if kind for start in cells(kind, fields)}
_SHARE = {MEASURE_AT["articles"], MEASURE_AT["no_correction"]}
_COLUMNS: tuple[int, ...] = tuple(sorted({start + n for start in _STARTS for n in range(CELL)} | _SHARE))


@dataclass(frozen=True, slots=True)
class Difference:
    """One headline figure of both systems; `difference` is second minus first, `p` its chance level."""

    name: str
    first: float | None
    second: float | None
    difference: float | None
    interval: tuple[float, float] | None
    p: float | None


def headline(sums: Vector, name: str, kind: str, fields: Sequence[str]) -> Vector:
    """A headline figure of tallies (last axis)."""
    if name == NO_CORRECTION:
        share: Vector = sums[..., MEASURE_AT["no_correction"]] / sums[..., MEASURE_AT["articles"]]
        return share
    return f1(block(sums, kind, fields))


class Shuffles:
    """The tallies of two systems with the articles' results exchanged at random, `shuffles` times over."""

    def __init__(self, *, shuffles: int = 9999, seed: int = 1) -> None:
        import numpy

        self._random = numpy.random.default_rng([seed, 2])
        self._shuffles = shuffles
        self._apart: list[Vector] = []
        self._moved = numpy.zeros((shuffles, len(_COLUMNS)))
        self._sums = [numpy.zeros(SIZE), numpy.zeros(SIZE)]

    def add(self, first: Sequence[float], second: Sequence[float]) -> None:
        """The next article's tally by each system."""
        import numpy

        one, other = numpy.array(first), numpy.array(second)
        self._sums[0] += one
        self._sums[1] += other
        self._apart.append((other - one)[list(_COLUMNS)])
        if len(self._apart) >= BATCH:
            self._add_up()

    def _add_up(self) -> None:
        import numpy

        if not self._apart:
            return
        swapped = self._random.integers(0, 2, size=(self._shuffles, len(self._apart)), dtype=numpy.int8)
        self._moved += swapped.astype(float) @ numpy.array(self._apart)
        self._apart.clear()

    def differences(self, first: Vector, second: Vector) -> tuple[Difference, ...]:
        """Every headline; `first` and `second` are the bootstrap's sums of the two systems."""
        import numpy

        self._add_up()
        moved = numpy.zeros((self._shuffles, SIZE))
        moved[:, list(_COLUMNS)] = self._moved
        found = []
        for name, kind, fields in HEADLINES:
            a, b = (float(headline(s, name, kind, fields)) for s in self._sums)
            observed = b - a
            if numpy.isnan(observed):
                known = [None if numpy.isnan(v) else v for v in (a, b)]
                found.append(Difference(name, known[0], known[1], None, None, None))
                continue
            shuffled = headline(self._sums[1] - moved, name, kind, fields)
            shuffled = shuffled - headline(self._sums[0] + moved, name, kind, fields)
            as_large = int(numpy.sum(numpy.abs(shuffled) >= abs(observed) - 1e-9))
            spread = headline(second, name, kind, fields) - headline(first, name, kind, fields)
            p = (as_large + 1) / (self._shuffles + 1)
            found.append(Difference(name, a, b, observed, interval(spread), p))
        return tuple(found)
