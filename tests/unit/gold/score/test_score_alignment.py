"""Pairing is optimal: it weighs as much as the best of all pairings tried one by one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import OUTCOMES, SIDES, Count, Entry
from gold.score import align
from gold.score.assignment import pairs
from tests.unit.gold.score.scoring import TURBAT, count, day, incident


def by_brute_force(weights: Sequence[Sequence[float]], minimum: float) -> float:
    """The greatest sum of any one-to-one pairing."""
    if not weights or not weights[0]:
        return 0.0
    table = [[w if w >= minimum and w > 0 else 0.0 for w in row] for row in weights]
    columns: list[int | None] = [*range(len(table[0])), *([None] * len(table))]
    sums = (
        sum(table[r][c] for r, c in enumerate(chosen) if c is not None)
        for chosen in set(permutations(columns, len(table)))
    )
    return max(sums)


tables = st.integers(0, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from((0.0, 0.5, 1.0, 1.5, 2.0, 2.25, 3.0, 4.0)), min_size=width, max_size=width),
        max_size=3,
    )
)


@given(tables, st.sampled_from((0.0, 1.0, 2.0)))
def test_pairs_weigh_as_much_as_the_best_pairing_there_is(table: list[list[float]], minimum: float) -> None:
    chosen = pairs(table, minimum)
    assert sum(table[r][c] for r, c in chosen) == pytest.approx(by_brute_force(table, minimum))
    assert all(table[r][c] >= minimum and table[r][c] > 0 for r, c in chosen)
    assert len({r for r, _ in chosen}) == len({c for _, c in chosen}) == len(chosen)


numbers = st.sampled_from((None, 0, 1, 2, 3, 10, 11))
some_counts = st.lists(
    st.builds(count, numbers, st.sampled_from(SIDES), st.sampled_from(OUTCOMES[:3])), max_size=3
)


def entry(counts: list[Count], offset: int, named: bool, optional: bool) -> Entry:
    numbered = [count(c.best, c.side, c.outcome, id=f"c{n}") for n, c in enumerate(counts)]
    location = TURBAT if named else incident().location.__class__(country="PK", precision="country")
    return incident("i", *numbered, date=day(offset), location=location, optional=optional)


entries = st.lists(st.builds(entry, some_counts, st.integers(0, 2), st.booleans(), st.booleans()), max_size=3)


@given(entries, entries)
def test_entries_are_paired_as_well_as_any_pairing_could(gold: list[Entry], found: list[Entry]) -> None:
    table = align.weights(gold, found, 0.1)
    chosen = align.align_entries(gold, found, 0.1)
    best = by_brute_force(table, align.ENTRY_MINIMUM)
    assert sum(table[g][f] for g, f in chosen) == pytest.approx(best)


@given(some_counts, some_counts)
def test_counts_are_paired_as_well_as_any_pairing_could(gold: list[Count], found: list[Count]) -> None:
    found_pairs = align.align_counts(gold, found, 0.1).pairs
    stated = [[c for c in side if c.low is not None] for side in (gold, found)]
    table = [[align.count_weight(g, f, 0.1) for f in stated[1]] for g in stated[0]]
    assert sum(p.weight for p in found_pairs) == pytest.approx(by_brute_force(table, align.COUNT_MINIMUM))


def test_the_greedy_choice_is_not_taken_where_it_costs_a_pair() -> None:
    assert pairs([[3.0, 2.5], [2.9, 0.0]]) == [(0, 1), (1, 0)]


def test_required_gold_is_preferred_to_optional_gold_that_fits_as_well() -> None:
    gold = [incident("i1", count(3), optional=True), incident("i2", count(3))]
    assert align.align_entries(gold, [incident("p", count(3))], 0.1) == [(1, 0)]
