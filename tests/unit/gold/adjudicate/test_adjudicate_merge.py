"""Two codings laid over each other, and settled by somebody who knows: what comes out is the truth."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Entry, Record
from extract.to_json import count_to_json, date_to_json, entry_to_json
from gold.adjudicate.differ import same_value
from gold.adjudicate.merge import Coding, Item, Merged, merged
from gold.adjudicate.settle import REASONS, finish, items_of, join, stand, take, waits, with_reason
from gold.agreement.run import agreement
from gold.agreement.units import Coding as Coded
from gold.score.align import align_entries
from gold.score.slots import score_article
from store.derive import misfit
from store.state import State, apply, as_record, fresh
from tests.unit.gold.adjudicate.generated import Rates, coded, truth


def begin(right: Record, one: Sequence[Entry], two: Sequence[Entry], seed: int = 1) -> tuple[State, Merged]:
    """The adjudicator's record as it is begun, on the true record as what was proposed."""
    made = merged(right, Coding(tuple(one)), Coding(tuple(two)), seed)
    state = fresh(right)
    assert misfit(state, made.changes) is None
    return apply(state, made.changes), made


def right_value(right: Record, state: State, item: Item) -> Any:
    """What somebody who knows says of an item: the truth of the entry that the item's is about."""
    entry = replace(state.entry(item.entry), decisions={})
    if item.kind == "entry":
        entry = replace(entry, counts=(), date=right.incidents[0].date)  # found by its place alone
    at = next((e for e in right.incidents if e.location.name == entry.location.name), None)
    if at is None:
        return None
    match item.kind:
        case "entry":
            return entry_to_json(at)
        case "date":
            return date_to_json(at.date)
        case "count":
            if None in (item.one, item.two) and not item.alone and _told_elsewhere(state, item, at):
                return None
            return {**count_to_json(at.counts[0]), "id": item.field.removeprefix("counts/")}
    raise AssertionError(item.kind)


def _told_elsewhere(state: State, item: Item, at: Entry) -> bool:
    """Whether another count of the entry says what is right, or may still come to say it."""
    others = [c for c in state.count_ids(item.entry) if f"counts/{c}" != item.field]
    standing = [c for c in others if state.decision(item.entry, f"counts/{c}") != "rejected"]
    mine = item.one or item.two
    if (mine["side"], mine["best"]) == (at.counts[0].side, at.counts[0].best):
        return False
    return any(
        state.decision(item.entry, f"counts/{c}") is None
        or (state.count(item.entry, c).side, state.count(item.entry, c).best)
        == (at.counts[0].side, at.counts[0].best)
        for c in standing
    )


def settled(right: Record, state: State, made: Merged) -> State:
    """Settle everything rightly: by side 1 or 2 where one is right, else by a third value."""
    while waiting := [i for i in items_of(state, made.items) if waits(state, i)]:
        item = waiting[0]
        kind = "count" if item.kind == "count" else item.kind
        if item.kind in ("date", "count", "entry"):
            value = right_value(right, state, item)
            sides = [n for n, v in ((1, item.one), (2, item.two)) if _is(kind, v, value)]
            changes = take(state, item, sides[0]) if sides else stand(state, item, value)
        else:
            changes = take(state, item, 1 if item.one is not None else 2)
        state = apply(state, with_reason(changes, item, "annotator_error", None))
    return apply(state, finish(state))


def _is(kind: str, said: Any, value: Any) -> bool:
    if kind == "entry" or said is None or value is None:
        return (said is None) == (value is None)
    return same_value(kind, said, value)


def test_two_people_with_known_errors_over_two_hundred_articles_end_in_the_truth() -> None:
    dice = random.Random(11)
    rates = (Rates(side=0.15, number=0.1, date=0.1, missed=0.05), Rates(side=0.1, number=0.05, date=0.05))
    wrong = 0
    for n in range(200):
        right = truth(n, dice)
        one, two = (coded(right, r, dice) for r in rates)
        state, made = begin(right, one, two, seed=n)
        done = settled(right, state, made)
        scored = score_article(right.incidents, as_record(done).incidents)
        shared = _both_wrong(right, one, two)
        wrong += shared
        marks = [s for s in scored.slots if s.mark != "correct"]
        assert not marks or shared, (n, marks)
    assert wrong <= 12  # both wrong alike on what is not shown: nobody can see that


def _both_wrong(right: Record, one: Sequence[Entry], two: Sequence[Entry]) -> bool:
    """Whether both made the same error somewhere, or both missed an incident."""
    for entry in right.incidents:
        said = [next((e for e in c if e.location.name == entry.location.name), None) for c in (one, two)]
        if said[0] is None or said[1] is None:
            if said == [None, None]:
                return True
            continue
        if said[0].date.start == said[1].date.start != entry.date.start:
            return True
        a, b, c = said[0].counts[0], said[1].counts[0], entry.counts[0]
        if (a.side, a.best) == (b.side, b.best) != (c.side, c.best):
            return True
    return False


def test_agreement_is_what_the_error_rates_make_it() -> None:
    dice = random.Random(5)
    rates = (Rates(side=0.15, missed=0.2), Rates(side=0.1, missed=0.1))
    codings = []
    for n in range(200):
        right = truth(n, dice)
        for who, rate in zip(("amina", "bilal"), rates, strict=True):
            codings.append(Coded(right.article.id, who, coded(right, rate, dice)))
    found = agreement(codings, replicates=100, seed=3)
    (line,) = [x for x in found.lines if x.field.name == "side"]
    # Four sides of equal share; two errors meet in one of three wrong sides.
    agree = 0.85 * 0.9 + 0.15 * 0.1 / 3
    assert line.interval is not None
    assert line.interval[0] < 1 - (1 - agree) / 0.75 < line.interval[1]
    assert found.incidents_interval is not None
    assert found.incidents_interval[0] < 2 * 0.8 * 0.9 / (0.8 + 0.9) < found.incidents_interval[1]


@given(st.integers(0, 400), st.integers(0, 99))
def test_nothing_that_both_say_waits_but_a_tenth(n: int, seed: int) -> None:
    dice = random.Random(seed)
    right = truth(n, dice)
    rates = Rates(side=0.5, number=0.5, date=0.5, missed=0.2)
    one, two = coded(right, rates, dice), coded(right, rates, dice)
    state, made = begin(right, one, two, seed)
    agreed = [i for i in made.items if i.agreed]
    waiting = [i for i in made.items if waits(state, i)]
    assert len(waiting) == len(made.items)
    assert all(i.one is not None and same_value(i.kind, _bare(i.one), _bare(i.two)) for i in agreed)
    assert all(not same_value(i.kind, _bare(i.one), _bare(i.two)) for i in made.items if not i.agreed)
    pairs = align_entries(one, two, 0.1)
    assert len(agreed) <= -(-5 * len(pairs) // 10) + 1
    weights = [i.weight for i in made.items if not (i.agreed or i.alone or i.kind == "entry")]
    assert weights == sorted(weights, reverse=True)


def _bare(value: Any) -> Any:
    return {k: v for k, v in value.items() if k != "id"} if isinstance(value, dict) else value


def example() -> tuple[Record, tuple[Entry, ...]]:
    """An article with three incidents."""
    right = next(r for n in range(99) if len((r := truth(n, random.Random(n))).incidents) == 3)
    return right, right.incidents


def test_entries_come_first() -> None:
    right, entries = example()
    assert len(entries) > 1
    other = replace(entries[0], type="raid")
    _, made = begin(right, entries, (other, *entries[1:-1]))
    asked = [i.kind for i in made.items if not i.agreed]
    assert asked[:2] == ["entry", "type"]
    assert sorted(asked[2:]) == ["count", "date", "location"]


def test_what_one_side_alone_says_of_an_entry_is_looked_at_once_it_is_kept() -> None:
    right, entries = example()
    state, made = begin(right, entries, entries[:-1])
    alone = [i for i in made.items if i.alone]
    assert [i.two for i in alone] == [None] * 3
    kept = apply(state, take(state, made.items[0], 1))
    assert all(waits(kept, i) for i in alone)
    dropped = apply(state, take(state, made.items[0], 2))
    assert not any(waits(dropped, i) for i in alone)
    assert [i.kind for i in items_of(dropped, made.items) if not i.agreed] == ["entry"]


def test_what_only_one_side_has_is_kept_or_dropped() -> None:
    right, entries = example()
    state, made = begin(right, entries, entries[:-1])
    item = made.items[0]
    assert (item.kind, item.two) == ("entry", None)
    assert not apply(state, take(state, item, 2)).exists(item.entry)
    kept = apply(state, take(state, item, 1))
    assert kept.decision(item.entry, "exists") == "accepted"


def test_an_entry_merged_into_another_leaves_its_counts_to_be_settled_there() -> None:
    right, entries = example()
    state, made = begin(right, entries, entries[:-1])
    item, into = made.items[0], entries[0].id
    after = apply(state, join(state, item, into))
    assert not after.exists(item.entry)
    assert after.entry(into).from_ == (item.entry,)
    (more,) = [
        i for i in items_of(after, made.items) if waits(after, i) and i.kind == "count" and not i.agreed
    ]
    assert (more.entry, more.two) == (into, None)
    both = apply(after, take(after, more, 1))
    assert len(both.entry(into).counts) == 2
    assert len(apply(after, take(after, more, 2)).entry(into).counts) == 1


def test_the_record_says_what_was_proposed_and_why_it_was_settled_so() -> None:
    right, entries = example()
    wrong = replace(entries[0], date=replace(entries[0].date, start=None, end=None, precision="unknown"))
    state, made = begin(right, (wrong, *entries[1:]), entries)
    (item,) = [i for i in made.items if not i.agreed]
    chosen = with_reason(take(state, item, 2), item, "guideline_gap", "no rule for this")
    after = apply(state, chosen)
    cell = after.cells[(item.entry, "date")]
    assert (cell["decision"], cell["reason"], cell["note"]) == (
        "accepted",
        "guideline_gap",
        "no rule for this",
    )
    assert apply(state, take(state, item, 1)).decision(item.entry, "date") == "corrected"


def test_codings_without_a_proposal_make_a_record_of_added_entries() -> None:
    right, entries = example()
    bare = Record(right.article)
    made = merged(bare, Coding(entries), Coding(entries), 1)
    state = settled(right, apply(fresh(bare), made.changes), made)
    assert {e.decision for e in state.entries()} == {"added"}
    assert not [s for s in score_article(entries, state.entries()).slots if s.mark != "correct"]


def test_where_nothing_is_left_standing_the_article_is_irrelevant() -> None:
    right, entries = example()
    state, made = begin(right, entries, ())
    for item in made.items:
        state = apply(state, take(state, item, 2))
    assert apply(state, finish(state)).status == "irrelevant"


def test_what_both_rejected_is_rejected() -> None:
    right, entries = example()
    state, _ = begin(right, entries[1:], entries[1:])
    assert state.decision(entries[0].id, "exists") == "rejected"


@pytest.mark.parametrize("letter", sorted(REASONS))
def test_reasons_are_told_apart_by_their_letters(letter: str) -> None:
    assert letter.islower()
    assert len(set(REASONS.values())) == len(REASONS)
