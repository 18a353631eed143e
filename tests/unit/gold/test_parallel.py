"""Work in several processes: in order, never far ahead, and faults come back."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool

import pytest

from gold.parallel import AHEAD, ordered


def double(number: int) -> int:
    return 2 * number


def fail(number: int) -> int:
    raise ValueError(f"no {number}")


def die(number: int) -> int:
    os._exit(3)


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_input(jobs: int) -> None:
    assert list(ordered(double, range(200), jobs, parcel=3)) == [2 * n for n in range(200)]


def test_an_endless_input_is_taken_only_a_little_ahead() -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in itertools.count():
            taken.append(number)
            yield number

    results = ordered(double, numbers(), 2, parcel=5)
    assert list(itertools.islice(results, 10)) == [2 * n for n in range(10)]
    assert len(taken) <= 10 + 5 * 2 * AHEAD + 5


def test_what_the_work_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="no 0"):
        list(ordered(fail, range(3), 2))


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(BrokenProcessPool):
        list(ordered(die, range(3), 2))
