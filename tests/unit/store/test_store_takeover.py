"""A newer proposal taken over, decisions carried to a copy: what changes, what a person said stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.model import Article, DateRange, Entry, Place, Record
from extract.to_json import text_sha256
from store import mends
from store.derive import misfit
from store.state import State, apply, as_record, fresh, replay
from store.store import Store
from store.takeover import match, take_over, transfer

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person

DAY = dt.date(2025, 1, 30)


def _said(state: State) -> list[tuple[object, ...]]:
    """What a record says, whatever its ids are."""
    return [
        (
            e.kind,
            e.role,
            e.date.start,
            e.location.name,
            sorted((c.side, c.outcome, c.low, c.best, c.high) for c in e.counts),
        )
        for e in as_record(state).incidents
    ]


def _newer(record: Record) -> Record:
    """Another day, one count fewer, one more, another figure."""
    clash, total = record.incidents
    guards, bystander = clash.counts
    dead = replace(guards, low=4, best=4, high=4)
    hurt = replace(bystander, id="c3", outcome="wounded", evidence=())
    clash = replace(clash, date=DateRange(DAY, DAY, "day", evidence=clash.date.evidence), counts=(dead, hurt))
    return replace(record, incidents=(clash, total), extractor={"name": "rules", "version": "2.0"})


def test_what_nobody_decided_becomes_as_the_newer_proposal_says(proposal: Record) -> None:
    newer = _newer(proposal)
    state = fresh(proposal)
    changes = take_over(state, newer)
    assert misfit(state, changes) is None
    assert _said(apply(state, changes)) == _said(fresh(newer))
    after = apply(state, changes)
    assert after.decision("i1", "date") == "corrected"
    assert after.decision("i1", "counts/c2") == "rejected"
    assert after.decision("i1", "counts/c3") == "added"
    assert after.proposal == proposal


def test_taking_over_the_same_changes_nothing(proposal: Record) -> None:
    assert take_over(fresh(proposal), proposal) == []
    state = fresh(proposal)
    after = apply(state, take_over(state, _newer(proposal)))
    assert take_over(after, _newer(proposal)) == []


def test_what_a_person_decided_stays(proposal: Record) -> None:
    state = fresh(proposal)
    state = apply(state, mends.accept(state, "i1", "date"))
    state = apply(state, mends.accept(state, "i1", "counts/c1"))
    after = apply(state, take_over(state, _newer(proposal)))
    assert after.entry("i1").date == proposal.incidents[0].date
    assert after.count("i1", "c1").best == 3


def test_an_entry_that_the_newer_one_has_is_added_and_one_that_it_lacks_rejected(proposal: Record) -> None:
    new = Entry("i9", type="arrest", location=Place("Gwadar", country="PK"))
    clash, _ = proposal.incidents
    newer = replace(proposal, incidents=(replace(clash, part_of=None), new))
    state = fresh(proposal)
    after = apply(state, take_over(state, newer))
    assert _said(after) == _said(fresh(newer))
    assert after.standing() == ["i1", "i3"]
    assert after.decision("i3", "exists") == "added"
    assert after.value("i1", "part_of") is None


def test_an_entry_with_any_decision_is_not_rejected(proposal: Record) -> None:
    state = fresh(proposal)
    state = apply(state, mends.accept(state, "t2", "location"))
    after = apply(state, take_over(state, replace(proposal, incidents=proposal.incidents[:1])))
    assert after.standing() == ["i1", "t2"]


def test_entries_are_matched_by_what_they_rest_on_not_by_their_ids(proposal: Record) -> None:
    clash, total = proposal.incidents
    assert match((clash, total), (replace(total, id="i1"), replace(clash, id="x7"))) == {
        "i1": "t2",
        "x7": "i1",
    }
    assert match((clash,), (Entry("z1"),)) == {}


def test_the_store_says_when_a_newer_proposal_is_there(
    amina: Person, new_proposal: Callable[..., Record]
) -> None:
    store = amina.store
    assert store.newer_proposal(1, "amina") is None
    amina.press(lambda s: mends.accept(s, "i1", "location"))
    assert store.newer_proposal(1, "amina") is None
    newer = _newer(new_proposal(amina.load().article))
    store.add_proposals([newer])
    found = store.newer_proposal(1, "amina")
    assert found is not None
    assert found.extractor == newer.extractor
    assert store.newer_proposal(1, "bilal") is None
    amina.press(lambda s: take_over(s, found))
    assert amina.load().proposal_key != store.load(1, "bilal").proposal_key
    assert _said(amina.state()) == _said(fresh(newer))
    assert store.verify() == []
    amina.undo()
    assert amina.state().entry("i1").date == amina.load().proposal.incidents[0].date


# ---------------------------------------------------------------- copies


def _copy(proposal: Record, new_proposal: Callable[..., Record], head: str, text: str | None = None) -> State:
    whole = head + (text or proposal.article.text)
    article = Article("copy.txt", text_sha256(whole), whole)
    return fresh(new_proposal(article))


def test_decisions_are_carried_to_a_copy_with_their_spans_found_anew(
    proposal: Record, new_proposal: Callable[..., Record]
) -> None:
    source = fresh(proposal)
    place = Place("Turbat", "Kech", "Balochistan", "PK", evidence=proposal.incidents[0].location.evidence)
    source = apply(source, mends.set_place(source, "i1", place))
    source = apply(source, mends.accept(source, "i1", "date"))
    source = apply(source, mends.reject(source, "t2", "exists"))
    target = _copy(proposal, new_proposal, "Coast Wire. More on this later today. ")
    after = apply(target, transfer(source, target))
    assert after.decision("i1", "date") == "accepted"
    assert after.decision("i1", "location") == "corrected"
    assert after.decision("i1", "counts/c1") is None
    assert after.standing() == ["i1"]
    text = after.proposal.article.text
    spans = after.entry("i1").location.evidence
    assert [text[s.start : s.end] for s in spans] == [s.text for s in spans] == ["near Turbat"]


def test_a_head_line_s_decisions_are_carried_with_the_total_it_lies_inside(
    proposal: Record, new_proposal: Callable[..., Record]
) -> None:
    source = fresh(proposal)
    assert source.value("i1", "part_of") == "t2"
    source = apply(source, mends.accept(source, "i1", "exists"))
    target = _copy(proposal, new_proposal, "Head. ")
    after = apply(target, transfer(source, target))
    assert after.head_decision("i1") == "accepted"
    assert after.value("i1", "part_of") == "t2"
    assert after.head_decision("t2") is None
    freed = apply(fresh(proposal), mends.set_part_of(fresh(proposal), "i1", None))
    after = apply(target, transfer(freed, target))
    assert (after.decision("i1", "part_of"), after.value("i1", "part_of")) == ("corrected", None)
    assert after.decision("i1", "exists") is None


def test_inside_a_total_that_the_copy_does_not_have_stays_behind(
    proposal: Record, new_proposal: Callable[..., Record]
) -> None:
    source = fresh(proposal)
    source = apply(source, mends.accept(source, "i1", "exists"))
    target = _copy(proposal, new_proposal, "Head. ")
    target = apply(target, mends.reject(target, "t2", "exists"))
    after = apply(target, transfer(source, target))
    assert after.value("i1", "part_of") is None
    assert after.decision("i1", "exists") == "accepted"


def test_a_sentence_that_reads_otherwise_carries_nothing(
    proposal: Record, new_proposal: Callable[..., Record]
) -> None:
    source = fresh(proposal)
    source = apply(source, mends.accept(source, "i1", "date"))
    source = apply(source, mends.accept(source, "t2", "counts/c1"))
    other = proposal.article.text.replace("attacked a checkpoint", "stormed a checkpoint")
    target = _copy(proposal, new_proposal, "", other)
    after = apply(target, transfer(source, target))
    assert after.decision("i1", "date") is None
    assert after.decision("t2", "counts/c1") == "accepted"


def test_what_was_decided_in_the_copy_stays(proposal: Record, new_proposal: Callable[..., Record]) -> None:
    source = fresh(proposal)
    source = apply(source, mends.set_date(source, "i1", DateRange(DAY, DAY, "day")))
    target = _copy(proposal, new_proposal, "Head. ")
    target = apply(target, mends.accept(target, "i1", "date"))
    assert transfer(source, target) == []
    assert transfer(fresh(proposal), target) == []


def test_a_copy_s_changes_can_be_kept_as_one_key_press(amina: Person, filled: Store) -> None:
    amina.press(lambda s: mends.set_role(s, "i1", "background"), row=1)
    source = replay(amina.load(1).proposal, amina.load(1).events)
    amina.press(lambda s: transfer(source, s), row=2)
    assert amina.state(2).entry("i1").role == "background"
    assert filled.verify() == []
