"""A review as state: a proposal with events applied, and the record that comes of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from extract.from_json import record_from_json
from extract.model import Count, Record
from extract.to_json import record_to_json
from store import mends, typed
from store.events import REDO, UNDO, Change, Event, reverse
from store.ids import next_count_id, next_entry_id
from store.state import State, apply, as_record, fresh, replay, review_of


def _events(*groups: tuple[str, Sequence[Change]], ms: int = 1000) -> list[Event]:
    """A log of one reviewer: a group for each action and its changes, one a minute."""
    out: list[Event] = []
    for minute, (action, changes) in enumerate(groups):
        first = len(out) + 1
        out += [
            Event(
                first + n, first, f"2025-02-01T10:{minute:02}:00.000Z", "amina", "x", c.entry, c.field,
                action, "a", c.before, c.after, ms, "rules-1.0-0", "g1",
            )
            for n, c in enumerate(changes)
        ]  # fmt: skip
    return out


def test_a_fresh_review_has_everything_proposed_and_nothing_decided(proposal: Record) -> None:
    state = fresh(proposal)
    assert state.standing() == ["i1", "t2"]
    assert state.count_ids("i1") == ["c1", "c2"]
    assert state.decision("i1", "date") is None
    assert state.status is None
    assert [f for e, f in state.undecided() if e == "i1"] == [
        "exists", "date", "location", "counts/c1", "counts/c2",
    ]  # fmt: skip


def test_the_bare_record_of_a_fresh_review_says_what_was_proposed(proposal: Record) -> None:
    record = as_record(fresh(proposal))
    assert [replace(e, decisions={}) for e in record.incidents] == list(proposal.incidents)
    assert record.mentions == proposal.mentions


def test_a_rejected_entry_stands_apart_and_its_mentions_are_free(proposal: Record) -> None:
    state = fresh(proposal)
    state = apply(state, mends.reject(state, "i1", "exists"))
    record = as_record(state, {"status": "in_progress"})
    assert [e.id for e in record.incidents] == ["t2"]
    assert [e.id for e in record.rejected.entries] == ["i1"]
    assert next(m for m in record.mentions if m.text == "Three").used_by == ()


def test_a_rejected_count_stands_apart_with_its_decision_and_what_was_proposed(proposal: Record) -> None:
    state = fresh(proposal)
    state = apply(state, typed.type_count(state, "i1", "c2", 4, 4, 4, "exact"))
    state = apply(state, mends.reject(state, "i1", "counts/c2"))
    record = as_record(state, {"status": "in_progress"})
    entry = record.entry("i1")
    assert [c.id for c in entry.counts] == ["c1"]
    assert [c.best for c in record.rejected.counts["i1"]] == [4]
    assert entry.decisions["c2"]["decision"] == "rejected"
    assert entry.decisions["c2"]["proposed"]["best"] == 1


def test_the_record_orders_entries_by_their_first_evidence(proposal: Record) -> None:
    turned = fresh(replace(proposal, incidents=proposal.incidents[::-1]))
    assert [e.id for e in as_record(turned, {"status": "verified"}).incidents] == ["i1", "t2"]


def test_the_record_reads_back_as_it_was_written(proposal: Record) -> None:
    state = fresh(proposal)
    state = apply(state, mends.accept_entry(state, "i1"))
    state = apply(state, mends.reject(state, "t2", "counts/c1"))
    record = as_record(state, {"status": "verified", "reviewer": "amina"})
    assert record_from_json(json.loads(json.dumps(record_to_json(record)))) == record


def test_unknown_keys_of_an_entry_a_count_and_the_record_stay(proposal: Record) -> None:
    first = proposal.incidents[0]
    counted = replace(first.counts[0], extra={"page": 4})
    entry = replace(first, counts=(counted, *first.counts[1:]), extra={"cluster": "c9"})
    state = fresh(replace(proposal, incidents=(entry, *proposal.incidents[1:]), extra={"batch": 7}))
    state = apply(state, mends.accept_rest(state))
    record = as_record(state, {"status": "verified"})
    assert record.extra == {"batch": 7}
    assert record.entry("i1").extra == {"cluster": "c9"}
    assert record.entry("i1").counts[0].extra == {"page": 4}


# ---------------------------------------------------------------- ids


def test_an_id_is_never_used_again_even_when_its_entry_was_undone(proposal: Record) -> None:
    state = fresh(proposal)
    entry, changes = mends.add_entry(state)
    assert entry == "i3"
    state = apply(state, changes)
    back = [Change(c.entry, c.field, c.after, c.before) for c in reversed(changes)]
    state = apply(state, back)
    assert state.present() == ["i1", "t2"]
    assert next_entry_id(state, "total") == "t4"


def test_a_count_id_is_never_used_again_even_when_it_was_undone(proposal: Record) -> None:
    state = fresh(proposal)
    name, changes = mends.add_count(state, "i1", Count("-", "civilians", "wounded"))
    assert name == "c3"
    state = apply(apply(state, changes), [Change("i1", "counts/c3", changes[0].after, None)])
    assert state.count_ids("i1") == ["c1", "c2"]
    assert next_count_id(state, "i1") == "c4"


def test_ids_that_follow_no_pattern_are_left_alone(proposal: Record) -> None:
    odd = replace(proposal.incidents[0], id="incident-one", counts=())
    state = fresh(replace(proposal, incidents=(odd,)))
    assert next_entry_id(state, "incident") == "i1"
    assert next_count_id(state, "incident-one") == "c1"


def test_a_count_that_comes_back_stands_where_it_stood(proposal: Record) -> None:
    state = fresh(proposal)
    cell = state.cells[("i1", "counts/c1")]
    gone = apply(state, [Change("i1", "counts/c1", cell, None)])
    assert gone.count_ids("i1") == ["c2"]
    assert apply(gone, [Change("i1", "counts/c1", None, cell)]).count_ids("i1") == ["c1", "c2"]


# ---------------------------------------------------------------- the review object


def _decide(proposal: Record) -> tuple[State, list[Change]]:
    state = fresh(proposal)
    changes = mends.reopened(state, mends.accept(state, "i1", "date"))
    return apply(state, changes), changes


def test_without_events_there_is_no_review() -> None:
    assert review_of([]) is None


def test_a_review_says_who_when_and_how_long(proposal: Record) -> None:
    state, first = _decide(proposal)
    review = review_of(_events(("accept", first), ("verify", mends.verify(state))))
    assert review == {
        "status": "verified", "flag": None, "reviewer": "amina", "capacity": "reviewer",
        "started_at": "2025-02-01T10:00:00.000Z", "verified_at": "2025-02-01T10:01:00.000Z",
        "active_seconds": 2.0, "reason": None, "note": None, "revision": 1, "proposal": "rules-1.0-0",
        "proposal_shown": True, "guideline": "g1",
    }  # fmt: skip


def test_a_mend_after_verifying_reopens_and_verifying_again_is_another_revision(proposal: Record) -> None:
    state, first = _decide(proposal)
    done = mends.verify(state)
    state = apply(state, done)
    mend = mends.reopened(state, mends.set_role(state, "i1", "background"))
    state = apply(state, mend)
    events = _events(("accept", first), ("verify", done), ("role", mend))
    review = review_of(events)
    assert review is not None
    assert (review["status"], review["verified_at"], review["revision"]) == ("in_progress", None, 1)
    again = review_of([*events, *_events(*[("", [])] * 3, ("verify", mends.verify(state)))])
    assert again is not None
    assert again["revision"] == 2


def test_undoing_a_mend_brings_the_first_stamp_back(proposal: Record) -> None:
    state, first = _decide(proposal)
    done = mends.verify(state)
    state = apply(state, done)
    mend = mends.reopened(state, mends.set_role(state, "i1", "background"))
    groups = [("accept", first), ("verify", done), ("role", mend)]
    taken_back = reverse(_events(("role", mend)))
    review = review_of(_events(*groups, (UNDO, taken_back)))
    assert review is not None
    assert (review["status"], review["verified_at"], review["revision"]) == (
        "verified", "2025-02-01T10:01:00.000Z", 1,
    )  # fmt: skip
    again = review_of(_events(*groups, (UNDO, taken_back), (REDO, mend)))
    assert again is not None
    assert (again["status"], again["verified_at"], again["revision"]) == ("in_progress", None, 1)


def test_a_flag_on_a_verified_article_leaves_it_verified_since_then(proposal: Record) -> None:
    state, first = _decide(proposal)
    done = mends.verify(state)
    state = apply(state, done)
    flag = mends.set_status(state, "verified", flag="ask the desk")
    review = review_of(_events(("accept", first), ("verify", done), ("flag", flag)))
    assert review is not None
    assert (review["flag"], review["verified_at"], review["revision"]) == (
        "ask the desk", "2025-02-01T10:01:00.000Z", 1,
    )  # fmt: skip


def test_replay_is_the_state_that_the_presses_gave(proposal: Record) -> None:
    state, first = _decide(proposal)
    done = mends.verify(state)
    assert replay(proposal, _events(("accept", first), ("verify", done))) == apply(state, done)
