"""The best one-to-one matching of two lists by a table of weights."""

from __future__ import annotations

from collections.abc import Sequence

#: What each step out of order costs: enough to decide between equals, and nothing else.
_ORDER = 1e-9


def pairs(weights: Sequence[Sequence[float]], minimum: float = 0.0) -> list[tuple[int, int]]:
    """Row and column numbers of the pairs whose weights add up to the most, in order of rows.

    Each row and column stands in one pair at most. Weights of `minimum` or more (and above 0) make a pair;
    all others count as nothing. Optimal: `scipy.optimize.linear_sum_assignment`, not a greedy choice. Where
    several pairings weigh the same, the one that keeps the order of both lists best is taken.
    """
    table = [[w if w >= minimum and w > 0 else 0.0 for w in row] for row in weights]
    if not table or not table[0]:
        return []
    if len(table) == 1:
        chosen = [(0, max(range(len(table[0])), key=table[0].__getitem__))]
    elif len(table[0]) == 1:
        chosen = [(max(range(len(table)), key=lambda r: table[r][0]), 0)]
    elif sum(w > 0 for row in table for w in row) == 1:
        chosen = [next((r, c) for r, row in enumerate(table) for c, w in enumerate(row) if w > 0)]
    else:
        chosen = _solved(table)
    return [(r, c) for r, c in chosen if table[r][c] > 0]


def _solved(table: list[list[float]]) -> list[tuple[int, int]]:
    import numpy
    from scipy.optimize import linear_sum_assignment

    ordered = [[w - _ORDER * abs(r - c) * (w > 0) for c, w in enumerate(row)] for r, row in enumerate(table)]
    rows, columns = linear_sum_assignment(numpy.array(ordered), maximize=True)
    return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True)]
