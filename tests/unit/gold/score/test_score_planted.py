"""Two hundred generated articles: truth against itself is 1.0 everywhere, planted errors are counted."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from extract.model import Entry, Place
from gold.score.model import Options
from gold.score.run import Report, score
from tests.unit.gold.score.scoring import TURBAT, count, day, incident, shelf

QUICK = Options(replicates=20, worst=200)
Articles = dict[str, list[Entry]]


def truth(articles: int = 200) -> Articles:
    """Each article: two incidents of different days, places and counts, inside one total."""
    chance = random.Random(7)
    made: Articles = {}
    for n in range(articles):
        killed, wounded = chance.randint(20, 90), chance.randint(1, 9)
        dead = count(killed), count(wounded, "civilians", "wounded", id="c2")
        part = count(1, "security_forces", id="c3", part_of="c1")
        gwadar = replace(TURBAT, name="Gwadar", admin2="Gwadar")
        made[f"a{n:03}"] = [
            incident("i1", *dead, part, date=day(0), part_of="t1"),
            incident("i2", count(killed + 7), date=day(5), location=gwadar, part_of="t1"),
            incident(
                "t1",
                count(2 * killed + 7),
                kind="total",
                date=day(0, 5),
                location=Place(None, None, "Balochistan", "PK", precision="admin1"),
            ),
        ]
    return made


def scored(gold: Articles, found: Articles) -> Report:
    with shelf("gold", list(gold.items())) as one, shelf("found", list(found.items())) as other:
        return score(one, [other], QUICK).reports[0]


def planted(where: list[int], mend: Callable[[list[Entry]], list[Entry]]) -> Report:
    """The report on predictions that are the truth but for these articles."""
    gold = truth()
    names = list(gold)
    return scored(gold, gold | {names[n]: mend(gold[names[n]]) for n in where})


def test_truth_against_itself_is_right_everywhere() -> None:
    gold = truth()
    report = scored(gold, gold)
    assert report.no_correction == 1
    assert report.no_correction_interval == (1, 1)
    assert {(f.precision, f.recall, f.f1, f.graded) for _, _, f in report.rows} == {(1, 1, 1, 1)}
    assert report.worst == ()
    assert report.measures["log_error"] == 0


def first(change: Callable[[Entry], Entry]) -> Callable[[list[Entry]], list[Entry]]:
    return lambda entries: [change(entries[0]), *entries[1:]]


def with_first_count(entry: Entry, **change: object) -> Entry:
    return replace(entry, counts=(replace(entry.counts[0], **change), *entry.counts[1:]))  # type: ignore[arg-type]


INVENTED = incident("i8", count(2, outcome="freed"), date=day(60), location=Place(country="SO"))
#: What is planted, how, and what it makes of one row: right, part, wrong, missing, spurious.
PLANTED: dict[str, tuple[Callable[[list[Entry]], list[Entry]], str, str, tuple[int, ...]]] = {
    "a wrong number": (
        first(lambda e: with_first_count(e, low=3, best=3, high=3)),
        "incidents",
        "count (outcome, side, best)",
        (580, 0, 20, 0, 0),
    ),
    "a wrong bound": (
        first(lambda e: with_first_count(e, high=None)),
        "incidents: counts",
        "low, best and high",
        (580, 20, 0, 0, 0),
    ),
    "a wrong side": (
        first(lambda e: with_first_count(e, side="civilians")),
        "incidents",
        "count (outcome, side, best)",
        (580, 20, 0, 0, 0),
    ),
    "a count left out": (
        first(lambda e: replace(e, counts=e.counts[:1])),
        "incidents: counts by outcome",
        "wounded",
        (180, 0, 0, 20, 0),
    ),
    "a wrong date": (
        first(lambda e: replace(e, date=day(1))),
        "incidents",
        "date",
        (380, 0, 20, 0, 0),
    ),
    "a wrong place": (
        first(lambda e: replace(e, location=Place("Herat", None, "Herat", "AF", precision="place"))),
        "incidents",
        "place",
        (380, 0, 20, 0, 0),
    ),
    "a missed incident": (lambda es: es[1:], "incidents", "found", (380, 0, 0, 20, 0)),
    "a total as an incident": (
        lambda es: [*es[:2], replace(es[2], kind="incident")],
        "totals",
        "found",
        (180, 0, 0, 20, 0),
    ),
    "an invented incident": (
        lambda es: [
            *es,
            incident("i8", count(2, outcome="freed"), date=day(60), location=Place(country="SO")),
        ],
        "incidents",
        "found",
        (400, 0, 0, 0, 20),
    ),
    "a part as a whole": (
        first(lambda e: replace(e, counts=(*e.counts[:2], replace(e.counts[2], part_of=None)))),
        "incidents: apart",
        "counts inside a count",
        (180, 0, 0, 20, 0),
    ),
    "no total named": (
        first(lambda e: replace(e, part_of=None)),
        "incidents: apart",
        "inside which total",
        (380, 0, 0, 20, 0),
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_twenty_planted_errors_give_exactly_their_figures(name: str) -> None:
    plant, section, row, expected = PLANTED[name]
    report = planted(random.Random(3).sample(range(200), 20), plant)
    f = report.row(section, row)
    assert (f.correct, f.partial, f.incorrect, f.missing, f.spurious) == expected
    cor, par, inc, mis, spu = expected
    assert f.recall == pytest.approx((cor + par / 2) / (cor + par + inc + mis))
    assert f.precision == pytest.approx((cor + par / 2) / (cor + par + inc + spu))
    assert report.no_correction == 0.9
    assert len(report.worst) == 20


def test_the_interval_of_the_share_without_correction_is_the_binomial_one() -> None:
    gold = truth()
    names = list(gold)
    found = gold | {n: gold[n][1:] for n in names[:50]}
    with shelf("gold", list(gold.items())) as one, shelf("found", list(found.items())) as other:
        report = score(one, [other], Options(replicates=1000)).reports[0]
    assert report.no_correction == 0.75
    low, high = report.no_correction_interval or (0, 0)
    assert low == pytest.approx(0.75 - 1.96 * 0.0306, abs=0.012)
    assert high == pytest.approx(0.75 + 1.96 * 0.0306, abs=0.012)
