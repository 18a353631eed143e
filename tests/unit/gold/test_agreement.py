"""Agreement: published worked examples, known errors, and what is said where a measure is undefined."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from extract.model import Count, DateRange, Entry, Place
from gold.agreement.fields import FIELDS, Field
from gold.agreement.measures import Table, kappa, measured
from gold.agreement.run import agreement
from gold.agreement.units import Coding, compared

BY_NAME = {f.name: f for f in FIELDS}


def field(level: Any) -> Field:
    return Field("x", level, "entry", lambda value: value, "a test's")


def rows(*coders: Sequence[Any]) -> list[dict[str, Any]]:
    """One mapping a unit from one list a coder; None is no value."""
    return [
        {f"c{n}": value for n, value in enumerate(values) if value is not None}
        for values in zip(*coders, strict=True)
    ]


# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section E: four observers, twelve units.
OBSERVERS = (
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
)


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_alpha_is_that_of_the_published_example(level: str, published: float) -> None:
    assert Table(field(level), rows(*OBSERVERS)).alpha() == pytest.approx(published, abs=0.0005)


def test_kappa_is_that_of_the_published_example() -> None:
    # Cohen's own arithmetic on the grant table of textbooks: 20 both yes, 15 both no, 5 and 10 apart.
    one = ["yes"] * 25 + ["no"] * 25
    other = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert kappa(Table(field("nominal"), rows(one, other))) == pytest.approx(0.4)


def test_alpha_by_kilometres_is_one_for_the_same_places_and_falls_with_the_distance() -> None:
    home, near, far = (10.0, 10.0), (10.0, 10.1), (10.0, 15.0)
    same = Table(field("kilometres"), rows([home, far], [home, far])).alpha()
    off = Table(field("kilometres"), rows([home, far], [near, far])).alpha()
    wrong = Table(field("kilometres"), rows([home, far], [far, home])).alpha()
    assert same == 1.0
    assert off is not None
    assert wrong is not None
    assert same > off > 0.99 > wrong


def test_where_all_say_the_same_alpha_is_undefined_and_that_is_said() -> None:
    found = measured(Table(field("nominal"), rows(["a", "a"], ["a", "a"])))
    assert (found.alpha, found.agreed) == (None, 1.0)
    assert "no difference that chance could explain" in (found.why or "")


def test_without_a_unit_of_two_coders_that_is_said() -> None:
    found = measured(Table(field("interval"), rows([3, None], [None, 4])))
    assert found.why == "no unit has values of two coders"


def count(best: int | None, side: Any = "militants", outcome: Any = "killed", id: str = "c1") -> Count:
    return Count(id, side, outcome, best, best, best, "exact")


def entry(n: int, *counts: Count, day: int = 1, name: str = "Dobra", kind: Any = "incident") -> Entry:
    start = dt.date(2025, 1, day)
    place = Place(name, None, "Sel", "NG", 9.0 + n, 8.0, precision="place")
    return Entry(f"i{n}", kind, date=DateRange(start, start, "day"), location=place, counts=counts)


def coding(article: str, coder: str, *entries: Entry, at: str | None = None) -> Coding:
    return Coding(article, coder, entries, at)


def test_an_incident_that_one_coder_missed_is_a_unit_of_the_other_alone() -> None:
    one = compared(
        [
            coding("a", "amina", entry(1, count(3)), entry(2, count(9), day=20, name="Ura")),
            coding("a", "bilal", entry(1, count(9), day=20, name="Ura")),
        ]
    )
    assert [sorted(unit.said) for unit in one.entries] == [["amina"], ["amina", "bilal"]]


def test_a_total_does_not_answer_an_incident() -> None:
    one = compared(
        [coding("a", "amina", entry(1, count(3))), coding("a", "bilal", entry(1, count(3), kind="total"))]
    )
    assert all(len(unit.said) == 1 for unit in one.entries)


def test_three_coders_make_one_unit_of_what_all_found() -> None:
    one = compared([coding("a", who, entry(1, count(3))) for who in ("amina", "bilal", "chao")])
    assert [len(unit.said) for unit in one.entries] == [3]
    assert [len(unit.said) for unit in one.counts] == [3]


def test_two_who_say_the_same_agree_on_everything() -> None:
    told = [
        coding(f"a{n}", who, entry(1, count(n), count(n + 1, "civilians", id="c2"), day=n + 1))
        for n in range(5)
        for who in ("amina", "bilal")
    ]
    found = agreement(told, replicates=50)
    assert (found.articles, found.incidents.f1) == (5, 1.0)
    alphas = {line.field.name: line.measured.alpha for line in found.lines}
    assert (alphas["best"], alphas["side"], alphas["date"]) == (1.0, 1.0, 1.0)
    assert all(w.differs == 0 for w in found.worst)


def test_articles_that_one_coder_finished_are_counted_and_left_out() -> None:
    told = [coding("a", "amina", entry(1, count(3))), coding("b", "amina"), coding("b", "bilal")]
    found = agreement(told, replicates=0)
    assert (found.articles, found.alone) == (1, 1)


def test_the_worst_article_comes_first_with_what_differs() -> None:
    told = [
        coding("good", "amina", entry(1, count(3))),
        coding("good", "bilal", entry(1, count(3))),
        coding("bad", "amina", entry(1, count(3), day=4), entry(2, count(7), day=9)),
        coding("bad", "bilal", entry(1, count(3), day=5)),
    ]
    first, last = agreement(told, replicates=0).worst
    assert (first.article, last.article, last.differs) == ("bad", "good", 0.0)
    assert "incident found by amina only" in first.reasons
    assert "date" in first.reasons


def test_with_three_coders_each_pair_is_told_and_with_two_months_each_month() -> None:
    told = [
        coding(f"a{n}", who, entry(1, count(n + 1)), at=f"2025-0{1 + n % 2}-03T10:00:00Z")
        for n in range(4)
        for who in ("amina", "bilal", "chao")
    ]
    found = agreement(told, replicates=0)
    assert [p.name for p in found.pairs] == ["amina – bilal", "amina – chao", "bilal – chao"]
    assert [(m.name, m.articles) for m in found.months] == [("2025-01", 2), ("2025-02", 2)]


def test_known_errors_give_the_agreement_that_they_must() -> None:
    """One of two coders changes the side in a known share of 400 articles: alpha follows from that share."""
    dice = random.Random(7)
    sides = ("militants", "civilians", "security_forces", "unknown")
    told = []
    for n in range(400):
        side = sides[n % 4]
        wrong = dice.random() < 0.2
        other = dice.choice([s for s in sides if s != side]) if wrong else side
        told.append(coding(f"a{n}", "amina", entry(1, count(n % 7 + 1, side))))
        told.append(coding(f"a{n}", "bilal", entry(1, count(n % 7 + 1, other))))
    found = agreement(told, replicates=200)
    (line,) = [line for line in found.lines if line.field.name == "side"]
    # Four sides of equal share: chance disagreement is 3/4, observed 0.2, so alpha is 1 - 0.2 / 0.75.
    assert line.interval is not None
    assert line.interval[0] < 1 - 0.2 / 0.75 < line.interval[1]
    assert line.measured.alpha == pytest.approx(1 - 0.2 / 0.75, abs=0.06)


def test_the_order_of_the_codings_changes_nothing() -> None:
    told = [
        replace(coding(f"a{n}", who, entry(1, count(n + (who == "bilal")), day=n + 1)))
        for n in range(6)
        for who in ("amina", "bilal")
    ]
    one, other = agreement(told, replicates=0), agreement(told[::-1], replicates=0)
    assert [line.measured.alpha for line in one.lines] == [line.measured.alpha for line in other.lines]
