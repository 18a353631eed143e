"""What becomes of one article's slots: absence, options, totals, parts, and what nobody could tell."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from extract.from_json import record_from_json
from extract.model import Count, DateRange, Entry, Place
from gold.score.aggregate import tally
from gold.score.slots import score_article
from gold.score.words import reasons
from tests.unit.gold.score.scoring import TURBAT, count, day, incident, marks, wrong


def test_the_samples_gold_is_all_right_against_itself(samples: Path) -> None:
    for path in sorted(samples.glob("*.gold.json")):
        entries = record_from_json(json.loads(path.read_text("utf-8"))).incidents
        scored = score_article(entries, entries)
        assert wrong(scored) == []
        assert scored.needs_no_correction


# ---------------------------------------------------------------- all-null is absent


@pytest.mark.parametrize("nothing", [count(None, id="c2"), count(None, "civilians", "wounded", id="c2")])
def test_a_count_that_states_nothing_is_as_if_it_were_not_there(nothing: Count) -> None:
    bare, more = incident("i1", count(3)), incident("i1", count(3), nothing)
    same = tally(score_article([bare], [bare]))
    assert tally(score_article([more], [bare])) == tally(score_article([bare], [more])) == same


def test_a_date_and_a_place_that_state_nothing_are_absent() -> None:
    bare = incident("i1", count(3), date=DateRange(precision="unknown"), location=Place(precision="unknown"))
    full = incident("i1", count(3))
    assert marks(score_article([bare], [bare]), "date") == []
    assert marks(score_article([bare], [full]), "date") == ["spurious"]
    assert marks(score_article([full], [bare]), "place") == ["missing"]


def test_an_entry_that_states_nothing_is_absent_and_an_empty_article_right() -> None:
    nothing = Entry("i9")
    assert score_article([nothing], []).slots == score_article([], [nothing]).slots == ()
    assert score_article([], []).needs_no_correction


def test_nought_is_a_value_and_not_silence() -> None:
    none_killed, silent = incident("i1", count(0)), incident("i1")
    assert marks(score_article([none_killed], [silent]), "count") == ["missing"]
    assert marks(score_article([silent], [none_killed]), "best") == ["spurious"]
    assert marks(score_article([none_killed], [none_killed]), "best") == ["correct"]


def test_an_entry_that_only_has_a_type_answers_itself() -> None:
    arrest = Entry("i1", type="arrest")
    assert score_article([arrest], [arrest]).needs_no_correction
    assert marks(score_article([arrest], [Entry("i1", type="raid")]), "entry") == ["missing", "spurious"]


def test_entries_that_weigh_the_same_are_paired_in_their_order() -> None:
    totals = [incident(f"t{n}", count(n), kind="total", date=day(n)) for n in (1, 2, 3)]
    alike = [incident(f"i{n}", count(5), part_of=f"t{n}") for n in (1, 2, 3)]
    assert wrong(score_article([*totals, *alike], [*totals, *alike])) == []


# ---------------------------------------------------------------- what gold allows


def test_an_optional_entry_may_be_there_or_not() -> None:
    gold = [incident("i1", count(3)), incident("i2", count(5), date=day(9), optional=True)]
    assert score_article(gold, gold[:1]).needs_no_correction
    assert score_article(gold, gold).needs_no_correction
    assert wrong(score_article(gold, gold[:1])) == []


def test_what_is_predicted_for_an_optional_entry_is_scored() -> None:
    gold = [incident("i2", count(5), optional=True)]
    assert marks(score_article(gold, [incident("i2", count(6))]), "best") == ["incorrect"]


def test_an_optional_count_may_be_there_or_not() -> None:
    full = incident("i1", count(3), count(2, "civilians", "wounded", id="c2", optional=True))
    assert score_article([full], [incident("i1", count(3))]).needs_no_correction
    assert score_article([full], [full]).needs_no_correction


def test_being_inside_an_optional_total_that_is_not_predicted_is_not_asked() -> None:
    total = incident("t1", count(8), kind="total", optional=True, location=Place(country="PK"))
    part = incident("i1", count(3), part_of="t1")
    assert score_article([total, part], [replace(part, part_of=None)]).needs_no_correction
    needed = replace(total, optional=False)
    scored = score_article([needed, part], [needed, replace(part, part_of=None)])
    assert wrong(scored) == [("part_of", "missing", "i1")]


def test_every_alternative_is_right() -> None:
    other_day = {"start": "2025-03-20", "end": "2025-03-20", "precision": "day"}
    gold = incident(
        "i1",
        count(3, extra={"alternatives": [{"low": 4, "best": 4, "high": 4}, {"side": "unknown", "best": 3}]}),
        date=day(extra={"alternatives": [other_day, None]}),
        location=replace(TURBAT, extra={"alternatives": [{"country": "PK", "precision": "country"}]}),
    )
    other = [
        incident("a", count(3)),
        incident("a", count(4), date=day(7)),
        incident("a", count(3), date=DateRange()),
        incident("a", count(3), location=Place(country="PK", precision="country")),
    ]
    assert [wrong(score_article([gold], [f])) for f in other] == [[], [], [], []]
    assert marks(score_article([gold], [incident("a", count(5))]), "best") == ["incorrect"]


def test_an_alternative_that_states_nothing_makes_silence_right() -> None:
    gold = incident("i1", count(3), count(7, outcome="wounded", id="c2", extra={"alternatives": [None]}))
    assert score_article([gold], [incident("i1", count(3))]).needs_no_correction


def test_a_field_that_the_reviewer_could_not_tell_is_not_scored() -> None:
    unsure = {name: {"decision": "unknown"} for name in ("date", "location", "role", "c1")}
    gold = incident("i1", count(3), count(4, outcome="wounded", id="c2"), decisions=unsure)
    found = incident("i1", count(9), count(4, outcome="wounded", id="c2"), date=day(1), role="background")
    scored = score_article([gold], [replace(found, location=Place())])
    assert {s.field for s in scored.slots if s.mark == "correct"} >= {"entry", "count"}
    assert wrong(scored) == []


# ---------------------------------------------------------------- totals and parts


def test_a_total_predicted_as_an_incident_is_a_miss_and_a_spurious_entry() -> None:
    total = incident("t1", count(9), kind="total")
    scored = score_article([total], [replace(total, id="i1", kind="incident")])
    assert marks(scored, "entry", "total") == ["missing"]
    assert marks(scored, "entry", "incident") == ["spurious"]
    assert scored.confused == (("t1", "i1"),)
    assert list(reasons(scored)) == [
        "total t1 (Turbat, 2025-03-13, 9 killed) is proposed as an incident (i1)"
    ]


def test_a_part_predicted_as_a_whole_is_a_miss_and_a_spurious_count() -> None:
    whole = count(4, "unknown")
    part = count(1, "security_forces", id="c2", part_of="c1")
    scored = score_article(
        [incident("i1", whole, part)], [incident("i1", whole, replace(part, part_of=None))]
    )
    assert marks(scored, "part") == ["missing"]
    assert marks(scored, "count") == ["correct", "spurious"]


def test_a_part_of_another_whole_is_half_right() -> None:
    wholes = count(4, "unknown"), count(5, "unknown", "wounded", id="c2")
    part = count(1, "security_forces", id="c3", part_of="c1")
    gold = incident("i1", *wholes, part)
    found = incident("i1", *wholes, replace(part, part_of="c2"))
    assert marks(score_article([gold], [found]), "part") == ["partial"]
    assert list(reasons(score_article([gold], [found]))) == ["i1/c3: lies inside another count than proposed"]


def test_a_count_of_another_outcome_is_a_miss_and_a_spurious_count() -> None:
    scored = score_article([incident("i1", count(3))], [incident("i1", count(3, outcome="wounded"))])
    assert marks(scored, "count") == ["missing", "spurious"]


# ---------------------------------------------------------------- in words


def test_every_correction_is_told_in_words() -> None:
    gold = [incident("i1", count(3), count(2, "civilians", "wounded", id="c2")), incident("i2", date=day(40))]
    found = [
        incident("i1", count(4), role="background", date=day(1)),
        incident("i7", count(1, outcome="freed"), location=Place(country="SO"), date=day(80)),
    ]
    assert list(reasons(score_article(gold, found))) == [
        "incident i2 (Turbat, 2025-04-22) is not proposed",
        "incident i7 (SO, 2025-06-01, 1 freed) is proposed and not in the gold",
        "i1 role: background proposed, main is right",
        "i1 date: 2025-03-14 (day) proposed, 2025-03-13 (day) is right",
        "i1/c1 killed militants: 4 proposed, 3 is right",
        "i1/c2: 2 civilians wounded is not proposed",
    ]


def test_a_spurious_entry_that_has_the_id_of_a_right_one_hides_none_of_its_faults() -> None:
    gold = [incident("i1", count(3))]
    found = [
        incident("i9", count(4)),
        incident("i1", count(1, outcome="freed"), location=Place(country="SO")),
    ]
    said = list(reasons(score_article(gold, found)))
    assert said[1] == "i1/c1 killed militants: 4 proposed, 3 is right"
