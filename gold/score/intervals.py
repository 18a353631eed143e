"""Bootstrap intervals by article, exact and in flat memory.

Articles are drawn with replacement, as many as there are (Efron and Tibshirani 1993, ch. 13: percentile
intervals). Instead of keeping the articles, the number of times that each replicate draws an article is drawn
as the article comes: the multinomial of a bootstrap, taken apart into binomials one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from gold.score.aggregate import SIZE

if TYPE_CHECKING:
    from gold.score.aggregate import Vector

#: Articles that are added up at once.
BATCH = 256
LEVEL = 0.95


class Bootstrap:
    """Resampled sums of the tallies of `articles` articles, for `systems` systems over the same draws."""

    def __init__(self, articles: int, *, systems: int = 1, replicates: int = 1000, seed: int = 1) -> None:
        import numpy

        self._random = numpy.random.default_rng(seed)
        self._left = numpy.full(replicates, articles, dtype=numpy.int64)
        self._articles = articles
        self._weights: list[Vector] = []
        self._tallies: list[list[Sequence[float]]] = [[] for _ in range(systems)]
        self._sums = [numpy.zeros((replicates, SIZE)) for _ in range(systems)]

    def add(self, tallies: Sequence[Sequence[float]]) -> None:
        """The next article's tally by each system."""
        drawn = self._random.binomial(self._left, 1.0 / self._articles)
        self._left -= drawn
        self._articles -= 1
        self._weights.append(drawn)
        for kept, one in zip(self._tallies, tallies, strict=True):
            kept.append(one)
        if len(self._weights) >= BATCH:
            self._add_up()

    def _add_up(self) -> None:
        import numpy

        if not self._weights:
            return
        weights = numpy.array(self._weights, dtype=float).T
        for sums, kept in zip(self._sums, self._tallies, strict=True):
            sums += weights @ numpy.array(kept)
            kept.clear()
        self._weights.clear()

    def sums(self, system: int = 0) -> Vector:
        """The tally of each replicate, one a row."""
        self._add_up()
        return self._sums[system]


def interval(values: Vector) -> tuple[float, float] | None:
    """The middle 95% of a figure's replicates; None where half of them or more could not tell."""
    import numpy

    known = values[~numpy.isnan(values)]
    if len(known) * 2 <= len(values):
        return None
    tail = (1 - LEVEL) / 2
    low, high = numpy.quantile(known, (tail, 1 - tail))
    return float(low), float(high)


def interval_of(sums: Vector, figure: Callable[[Vector], Vector]) -> tuple[float, float] | None:
    """The interval of a figure of tallies."""
    return interval(figure(sums))
