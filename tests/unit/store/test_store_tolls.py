"""Tolls: which one is best, and what they bound."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.model import Count, Record, Span, Toll
from store import tolls
from store.mends import set_count
from store.state import State, apply, fresh

POLICE = Toll(17, 17, 17, "exact", "police", "official", evidence=(Span(0, 2, "17"),))
HEAD = Toll(41, 41, 41, "exact", "the village head", "witness", evidence=(Span(5, 7, "41"),))
REBELS = Toll(3, 3, 3, "exact", "the rebels", "party", evidence=(Span(9, 10, "3"),))


@pytest.fixture
def state(proposal: Record) -> State:
    """A review whose first count says at least 26, as the article's own."""
    state = fresh(proposal)
    count = replace(state.count("i1", "c1"), low=26, best=26, high=None, qualifier="at_least", reports=())
    return apply(state, set_count(state, "i1", count))


def with_tolls(state: State, *told: Toll) -> State:
    for toll in told:
        state = apply(state, tolls.add_toll(state, "i1", "c1", toll))
    return state


def figures(count: Count) -> tuple[int | None, int | None, int | None]:
    return count.low, count.best, count.high


def test_the_figure_that_stood_alone_becomes_the_first_toll_and_stays_best(state: State) -> None:
    count = with_tolls(state, POLICE).count("i1", "c1")
    assert [t.best for t in count.reports] == [26, 17]
    assert figures(count) == (17, 26, None)


def test_without_an_own_figure_the_lowest_is_best_but_never_a_partys_claim(state: State) -> None:
    empty = replace(state.count("i1", "c1"), low=None, best=None, high=None, evidence=(), qualifier=None)
    count = with_tolls(apply(state, set_count(state, "i1", empty)), HEAD, REBELS, POLICE).count("i1", "c1")
    assert figures(count) == (3, 17, 41)


def test_what_most_sources_say_is_best(state: State) -> None:
    again = replace(HEAD, source="a doctor", source_kind="medical", evidence=(Span(20, 22, "41"),))
    assert tolls.best_of([POLICE, HEAD, again]) == HEAD


def test_a_superseded_toll_bounds_nothing_and_gives_the_best_to_the_next(state: State) -> None:
    three = with_tolls(state, POLICE, HEAD)
    count = apply(three, tolls.supersede_toll(three, "i1", "c1", 0)).count("i1", "c1")
    assert figures(count) == (17, 17, 41)


def test_the_last_toll_that_stands_cannot_be_superseded(state: State) -> None:
    two = with_tolls(state, POLICE)
    two = apply(two, tolls.supersede_toll(two, "i1", "c1", 0))
    with pytest.raises(ValueError, match="one toll has to stand"):
        tolls.supersede_toll(two, "i1", "c1", 1)


def test_a_best_that_a_person_chose_is_not_taken_back_by_a_further_toll(state: State) -> None:
    two = with_tolls(state, POLICE)
    two = apply(two, tolls.best_toll(two, "i1", "c1", 1))
    assert with_tolls(two, HEAD).count("i1", "c1").best == 17


def test_dropping_all_but_the_own_figure_leaves_a_plain_count(state: State) -> None:
    two = with_tolls(state, POLICE)
    count = apply(two, tolls.replace_toll(two, "i1", "c1", 1, None)).count("i1", "c1")
    assert count.reports == ()
    assert figures(count) == (26, 26, None)
