"""The plan of a round: everybody's share, exact overlap, balanced strata and pairs, one plan a seed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gold.assign.plan import PlanError, Rule, checked, plan, share, strata
from store.rounds import Assigned, Candidate, Worked

NAMES = ("amina", "bilal", "chao", "dana", "emre")


@st.composite
def pools(draw: st.DrawFn) -> list[Candidate]:
    """Articles of a few publishers and months."""
    number = draw(st.integers(1, 80))
    return [
        Candidate(
            n * 3 + 1,
            draw(st.sampled_from([None, "Coast Daily", "Hill Post"])),
            draw(st.sampled_from([None, "2025-01-03", "2025-01-30", "2025-02-11"])),
            draw(st.integers(10, 9000)),
        )
        for n in range(number)
    ]


RULES = st.builds(
    Rule,
    reviewers=st.integers(2, 5).map(lambda n: NAMES[:n]),
    overlap=st.sampled_from([0.0, 0.1, 0.2, 0.5, 1.0]),
    coders=st.just(2),
    blank=st.sampled_from([0.0, 0.2, 1.0]),
    plant=st.sampled_from([0.0, 0.02, 0.3]),
    sample=st.sampled_from([None, 7, 40]),
)


def dealt(rule: Rule, pool: list[Candidate], seed: int = 1) -> list[Assigned]:
    return plan(rule, pool, seed=seed, name="first")


def by_article(assigned: list[Assigned]) -> dict[int, list[str]]:
    found = defaultdict(list)
    for a in assigned:
        found[a.article].append(a.reviewer)
    return found


@given(RULES, pools(), st.integers(0, 5))
def test_everybody_gets_the_same_share_to_one_article(rule: Rule, pool: list[Candidate], seed: int) -> None:
    load = Counter(a.reviewer for a in dealt(rule, pool, seed))
    shares = [load[who] for who in rule.reviewers]
    assert max(shares) - min(shares) <= 1


@given(RULES, pools())
def test_the_overlap_is_exact_and_nobody_codes_an_article_twice(rule: Rule, pool: list[Candidate]) -> None:
    coders = by_article(dealt(rule, pool))
    number = min(len(pool), rule.sample or len(pool))
    assert len(coders) == number
    assert sum(len(who) == 2 for who in coders.values()) == share(number, rule.overlap)
    assert all(len(set(who)) == len(who) <= 2 for who in coders.values())


@given(RULES, pools())
def test_overlap_blank_and_load_are_spread_over_the_strata(rule: Rule, pool: list[Candidate]) -> None:
    rule = replace(rule, sample=None)
    assigned = dealt(rule, pool)
    of = strata(pool)
    for stratum in set(of.values()):
        rows = [row for row in of if of[row] == stratum]
        mine = [a for a in assigned if of[a.article] == stratum]
        double = sum(len(who) > 1 for row, who in by_article(mine).items())
        assert abs(double - len(rows) * rule.overlap) < 2
        load = Counter(a.reviewer for a in mine)
        assert max(load[w] for w in rule.reviewers) - min(load[w] for w in rule.reviewers) <= 2


@given(RULES, pools())
def test_unaided_articles_are_unaided_for_all_their_coders(rule: Rule, pool: list[Candidate]) -> None:
    assigned = dealt(rule, pool)
    blank = {a.article for a in assigned if a.arm == "blank"}
    assert len(blank) == share(len(by_article(assigned)), rule.blank)
    assert all((a.arm == "blank") == (a.article in blank) for a in assigned)


@given(RULES, pools())
def test_so_many_assignments_are_planted_as_asked_and_none_without_a_proposal(
    rule: Rule, pool: list[Candidate]
) -> None:
    assigned = dealt(rule, pool)
    shown = [a for a in assigned if a.arm != "blank"]
    planted = Counter(a.reviewer for a in shown if a.arm == "planted")
    assert planted.total() == share(len(shown), rule.plant)
    own = Counter(a.reviewer for a in shown)
    assert all(abs(planted[who] - own[who] * rule.plant) < 2 for who in rule.reviewers)


@given(RULES, pools(), st.integers(0, 9))
def test_one_seed_gives_one_plan(rule: Rule, pool: list[Candidate], seed: int) -> None:
    assert dealt(rule, pool, seed) == dealt(rule, pool, seed)


@given(RULES, pools())
def test_everybody_has_an_order_of_their_own_without_gaps(rule: Rule, pool: list[Candidate]) -> None:
    for who in rule.reviewers:
        mine = [a.position for a in dealt(rule, pool) if a.reviewer == who]
        assert mine == list(range(1, len(mine) + 1))


def test_another_seed_gives_another_plan() -> None:
    pool = [Candidate(n, None, None, n) for n in range(1, 60)]
    rule = Rule(NAMES[:3], overlap=0.2)
    assert dealt(rule, pool, 1) != dealt(rule, pool, 2)


def test_every_pair_of_coders_has_as_many_articles_together() -> None:
    pool = [Candidate(n, None, None, n) for n in range(1, 121)]
    together = Counter(
        frozenset(who) for who in by_article(dealt(Rule(NAMES[:4], overlap=1.0), pool)).values()
    )
    assert [together[frozenset(pair)] for pair in combinations(NAMES[:4], 2)] == [20] * 6


def test_three_can_code_one_article() -> None:
    pool = [Candidate(n, None, None, n) for n in range(1, 31)]
    coders = by_article(dealt(Rule(NAMES[:4], overlap=0.5, coders=3), pool))
    assert Counter(len(who) for who in coders.values()) == {1: 15, 3: 15}


def test_own_work_is_given_again_under_another_name_with_the_proposal_of_then() -> None:
    worked = [Worked(n, "amina", None if n % 2 else 70 + n, False) for n in range(1, 11)]
    assigned = plan(Rule(("amina", "bilal"), recode=0.4), [], seed=1, name="second", worked=worked)
    assert [(a.reviewer, a.coder, a.arm) for a in assigned] == [("amina", "amina [second]", "recode")] * 4
    assert all(a.proposal == (None if a.article % 2 else 70 + a.article) for a in assigned)


def test_what_was_coded_with_a_planted_error_is_not_given_again() -> None:
    worked = [Worked(1, "amina", 9, True)]
    assert not plan(Rule(("amina",), recode=1.0), [], seed=1, name="second", worked=worked)


def test_drift_articles_go_to_everybody_and_in_a_later_round_to_those_who_have_done_them() -> None:
    pool = [Candidate(n, None, None, n) for n in range(1, 11)]
    rule = Rule(("amina", "bilal"), drift=2)
    first = plan(rule, pool, seed=1, name="first")
    anchors = {a.article for a in first if a.arm == "drift"}
    assert len(anchors) == 2
    assert Counter(a.reviewer for a in first if a.arm == "drift") == {"amina": 2, "bilal": 2}
    worked = [Worked(row, "amina", 5, False) for row in anchors]
    second = plan(rule, [], seed=1, name="second", drift=anchors, worked=worked)
    assert {(a.article, a.coder) for a in second} == {(row, "amina [second]") for row in anchors}


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule(()), "--reviewers needs names"),
        (Rule(("amina", "amina")), "named twice"),
        (Rule(("amina (2)",)), "brackets are"),
        (Rule(("amina",), overlap=0.5), "2 coders"),
        (Rule(("amina", "bilal"), blank=1.5), "--blank"),
        (Rule(("amina", "bilal"), coders=1), "--coders"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused_in_a_sentence(rule: Rule, said: str) -> None:
    with pytest.raises(PlanError, match=said.replace("brackets are", "bracket are")):
        checked(rule)
