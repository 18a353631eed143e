"""The whole job: matching, notes, determinism, two systems."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.model import Entry
from gold.score.model import Case, Options
from gold.score.run import score
from gold.score.shelf import Shelf
from tests.unit.gold.score.scoring import count, day, incident, shelf

SHA = {n: f"{n}" * 64 for n in "abcdef"}
RIGHT = [incident("i1", count(3))]
WRONG = [incident("i1", count(8))]


def of(name: str, *cases: Case) -> Shelf:
    made = Shelf(name)
    for case in cases:
        made.add(case)
    return made


def test_articles_are_matched_by_text_whatever_their_ids() -> None:
    gold = of("gold", Case("one", SHA["a"], tuple(RIGHT)), Case("two", SHA["b"], tuple(WRONG)))
    found = of("found", Case("two", SHA["a"], tuple(RIGHT)), Case("one", SHA["b"], tuple(WRONG)))
    with gold, found:
        report = score(gold, [found]).reports[0]
    assert (report.articles, report.no_correction, report.notes) == (2, 1.0, ())


def test_articles_without_a_common_text_are_matched_by_id_and_that_is_said() -> None:
    gold = of("gold", Case("one", SHA["a"], tuple(RIGHT)), Case("two", None, tuple(RIGHT)))
    found = of("found", Case("one", None, tuple(RIGHT)), Case("two", SHA["c"], tuple(RIGHT)))
    with gold, found:
        report = score(gold, [found]).reports[0]
    assert report.articles == 2
    assert report.notes == ("2 articles matched by id alone, not by text",)


def test_a_prediction_is_never_used_for_two_articles() -> None:
    gold = of("gold", Case("one", SHA["a"], ()), Case("two", SHA["b"], ()))
    found = of("found", Case("two", SHA["a"], ()))
    with gold, found:
        assert score(gold, [found]).reports[0].articles == 1


def test_articles_on_one_side_only_are_named_and_counted() -> None:
    gold = shelf("gold", [(f"g{n}", RIGHT) for n in range(8)] + [("both", RIGHT)])
    found = shelf("found", [("both", RIGHT), ("more", RIGHT)])
    with gold, found:
        report = score(gold, [found]).reports[0]
        counted = score(gold, [found], Options(count_unanswered=True)).reports[0]
    assert report.articles == 1
    assert report.notes == (
        "8 articles of the gold without a prediction, not scored: g0, g1, g2, g3, g4 and 3 more",
        "1 article predicted and not in gold: more",
    )
    assert counted.articles == 9
    assert counted.row("incidents", "found").missing == 8


def test_nothing_in_common_is_an_error() -> None:
    gold, found = shelf("gold", [("a", RIGHT)]), shelf("found", [("b", RIGHT)])
    with gold, found, pytest.raises(ValueError, match="no article"):
        score(gold, [found])


def test_the_second_line_of_an_article_is_named_and_not_used() -> None:
    with shelf("gold", [("a", RIGHT)]) as gold, shelf("found", [("a", RIGHT), ("a", WRONG)]) as found:
        report = score(gold, [found]).reports[0]
    assert report.no_correction == 1
    assert report.notes == ("found: an article a second time at found:a; the first counts",)


def test_gold_made_from_the_systems_own_proposals_is_said_first() -> None:
    """Another version's proposals, and articles that were reviewed without one, do not count."""
    proposals = {"a": "rules-1.0-00000001", "b": "rules-1.0-00000002", "c": None, "d": "rules-1.01-00000003"}
    gold = of("gold", *(Case(n, SHA[n], (), proposal=p) for n, p in proposals.items()))
    found = of("found", *(Case(n, SHA[n], (), extractor="rules 1.0", maker="rules-1.0") for n in proposals))
    with gold, found:
        (note,) = score(gold, [found]).reports[0].notes
    assert note.startswith("2 of the 4 gold records were made by editing this system's own proposals")


# ---------------------------------------------------------------- figures by chance


def mixed(wrong: int, of_all: int = 40) -> list[tuple[str, list[Entry]]]:
    """Predictions of which the first few are wrong."""
    return [(f"a{n}", WRONG if n < wrong else RIGHT) for n in range(of_all)]


def test_the_same_seed_gives_the_same_result_and_another_one_other_intervals() -> None:
    with shelf("gold", mixed(0)) as gold, shelf("one", mixed(9)) as one, shelf("two", mixed(4)) as two:
        first, again = score(gold, [one, two]), score(gold, [one, two])
        other = score(gold, [one, two], Options(seed=2))
    assert first == again
    assert other.reports[0].no_correction_interval != first.reports[0].no_correction_interval
    f = first.reports[0].row("incidents", "count (outcome, side, best)")
    assert f.interval is not None
    assert f.f1 is not None
    assert f.interval[0] < f.f1 < f.interval[1]


def test_a_great_difference_is_hardly_chance_and_none_certainly_is() -> None:
    with shelf("gold", mixed(0)) as gold, shelf("one", mixed(20)) as one, shelf("two", mixed(2)) as two:
        apart = {d.name: d for d in score(gold, [one, two]).differences}
        same = {d.name: d for d in score(gold, [one, one]).differences}
    count_of = apart["count"]
    assert count_of.difference == pytest.approx(0.45)
    assert count_of.p is not None
    assert count_of.p < 0.001
    assert count_of.interval is not None
    assert count_of.interval[0] > 0.25
    assert (same["count"].difference, same["count"].p) == (0, 1)
    assert apart["totals found"].p is None


def test_p_is_that_of_the_sign_test_when_articles_differ_in_one_slot() -> None:
    """Six articles for the second system and none for the first: two-sided, 2 of 64 exchanges do as well."""
    with (
        shelf("gold", mixed(0, 20)) as gold,
        shelf("one", mixed(6, 20)) as one,
        shelf("two", mixed(0, 20)) as two,
    ):
        found = {d.name: d.p for d in score(gold, [one, two]).differences}
    assert found["articles that need no correction"] == pytest.approx(2 / 64, abs=0.006)


def test_many_articles_are_added_up_in_batches_to_the_same_sums() -> None:
    with shelf("gold", mixed(0, 700)) as gold, shelf("one", mixed(70, 700)) as one:
        report = score(gold, [one], Options(replicates=200)).reports[0]
    low, high = report.no_correction_interval or (0, 0)
    assert report.no_correction == 0.9
    assert low == pytest.approx(0.878, abs=0.008)
    assert high == pytest.approx(0.922, abs=0.008)


def test_what_is_wrong_in_the_bounds_or_the_qualifier_alone_is_told_as_well() -> None:
    bound, about = incident("i1", count(3, high=None)), incident("i1", count(3, qualifier="about"))
    with (
        shelf("gold", [("a", RIGHT), ("b", RIGHT)]) as gold,
        shelf("f", [("a", [bound]), ("b", [about])]) as f,
    ):
        worst = score(gold, [f]).reports[0].worst
    assert [w.reasons[0] for w in worst] == [
        "i1/c1: 3 (3-?) proposed, 3 is right",
        "i1/c1 qualifier: about proposed, exact is right",
    ]


def test_the_worst_articles_come_worst_first_and_earlier_ones_before_later_ones() -> None:
    bad = [incident("i1", count(8), date=day(1))]
    cases = [("a", WRONG), ("b", RIGHT), ("c", bad), ("d", WRONG)]
    with shelf("gold", [(n, RIGHT) for n, _ in cases]) as gold, shelf("found", cases) as found:
        report = score(gold, [found], Options(worst=2)).reports[0]
    assert [w.id for w in report.worst] == ["c", "a"]
    assert report.worst[1].reasons == ("i1/c1 killed militants: 8 proposed, 3 is right",)


def test_tolerance_makes_near_numbers_partial() -> None:
    near = [replace(RIGHT[0], counts=(count(4),))]
    with shelf("gold", [("a", RIGHT)]) as gold, shelf("found", [("a", near)]) as found:
        strict = score(gold, [found]).reports[0]
        lenient = score(gold, [found], Options(tolerance=0.5)).reports[0]
    assert strict.row("incidents: counts", "best").incorrect == 1
    assert lenient.row("incidents: counts", "best").partial == 1
