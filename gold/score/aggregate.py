"""From slots to figures: one row of marks for each kind and field, as vectors that can be added up.

A tally is a vector: for each row of ROWS six numbers (correct, partial, incorrect, missing, spurious, and the
sum of the credits), then the MEASURES. Tallies of articles add up to the tally of the corpus, and a weighted
sum of them is a resampled corpus; so all figures, intervals and tests come from sums of vectors.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract import model
from gold.score.model import FIELDS, MARKS, OVERALL, Scored

if TYPE_CHECKING:
    import numpy.typing as npt

    Vector = npt.NDArray[Any]

TAGS: tuple[str, ...] = (
    *(f"role:{r}" for r in model.ROLES),
    *(f"outcome:{o}" for o in model.OUTCOMES),
    *(f"side:{s}" for s in model.SIDES),
    *(f"date:{p}" for p in model.DATE_PRECISIONS),
    *(f"place:{p}" for p in model.PLACE_PRECISIONS),
)
ROWS: tuple[tuple[str, str], ...] = tuple((k, name) for k in model.ENTRY_KINDS for name in (*FIELDS, *TAGS))
MEASURES: tuple[str, ...] = (
    "articles",
    "no_correction",
    "counts_compared",
    "log_error",
    "places_compared",
    "within_25_km",
    "within_161_km",
    "dates_compared",
    "same_day",
    "within_a_day",
)
CELL = len(MARKS) + 1
CELLS = len(ROWS) * CELL
SIZE = CELLS + len(MEASURES)
_AT = {row: n * CELL for n, row in enumerate(ROWS)}
_MARK = {mark: n for n, mark in enumerate(MARKS)}
MEASURE_AT = {name: CELLS + n for n, name in enumerate(MEASURES)}


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one row. POS and ACT are the filled slots of gold and prediction (MUC).

    `precision`, `recall` and `f1` count a partial slot as half; `graded` is F1 with each slot's own credit in
    its place. None where nothing was asked. `interval` is that of `f1`, 95%.
    """

    correct: int
    partial: int
    incorrect: int
    missing: int
    spurious: int
    precision: float | None
    recall: float | None
    f1: float | None
    graded: float | None
    interval: tuple[float, float] | None = None

    @property
    def possible(self) -> int:
        """POS: slots that gold fills."""
        return self.correct + self.partial + self.incorrect + self.missing

    @property
    def actual(self) -> int:
        """ACT: slots that the prediction fills."""
        return self.correct + self.partial + self.incorrect + self.spurious


def tally(scored: Scored) -> list[float]:
    """The vector of one article."""
    vector = [0.0] * SIZE
    for slot in scored.slots:
        for name in (slot.field, *slot.tags) if slot.field else slot.tags:
            at = _AT[(slot.kind, name)]
            vector[at + _MARK[slot.mark]] += 1
            vector[at + CELL - 1] += slot.credit
    measured = (
        1,
        scored.needs_no_correction,
        len(scored.log_errors),
        math.fsum(scored.log_errors),
        len(scored.kilometres),
        sum(km <= 25 for km in scored.kilometres),
        sum(km <= 161 for km in scored.kilometres),
        len(scored.days),
        sum(d == 0 for d in scored.days),
        sum(d <= 1 for d in scored.days),
    )
    vector[CELLS:] = [float(m) for m in measured]
    return vector


def cells(kind: str, names: Sequence[str] = OVERALL) -> list[int]:
    """Where the six numbers of each of these rows begin in a tally."""
    return [_AT[(kind, name)] for name in names]


def block(sums: Vector, kind: str, names: Sequence[str]) -> Vector:
    """The six numbers of these rows added up: `sums` has tallies as its last axis, so has the result."""
    at = cells(kind, names)
    total = sums[..., at[0] : at[0] + CELL].copy()
    for start in at[1:]:
        total += sums[..., start : start + CELL]
    return total


def f1(six: Vector) -> Vector:
    """F1 of blocks of six numbers (last axis): 2·(COR + PAR/2) / (POS + ACT); NaN where nothing was asked."""
    import numpy

    asked = 2 * six[..., :3].sum(axis=-1) + six[..., 3] + six[..., 4]
    right = 2 * six[..., 0] + six[..., 1]
    share: Vector = numpy.divide(right, asked, out=numpy.full_like(right, numpy.nan), where=asked > 0)
    return share


def figures(six: Sequence[float] | Vector, interval: tuple[float, float] | None = None) -> Figures:
    """The figures of one block of six numbers."""
    cor, par, inc, mis, spu = (round(v) for v in six[:5])
    pos, act = cor + par + inc + mis, cor + par + inc + spu
    right = cor + par / 2
    return Figures(
        cor,
        par,
        inc,
        mis,
        spu,
        precision=right / act if act else None,
        recall=right / pos if pos else None,
        f1=2 * right / (pos + act) if pos + act else None,
        graded=2 * float(six[5]) / (pos + act) if pos + act else None,
        interval=interval,
    )
