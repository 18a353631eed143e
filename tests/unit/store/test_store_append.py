"""Decisions into the log: pinned, in order, undone and redone, and everything derived from it in step."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from extract.model import Count, Record
from store import mends, typed
from store.engine import open_store
from store.errors import StaleReview, StoreError
from store.events import Change
from store.state import State, fresh, replay
from store.store import Store
from store.types import Draft, Progress

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person


def _accept(entry: str, field: str) -> Callable[[State], list[Change]]:
    return lambda state: mends.accept(state, entry, field)


@pytest.fixture
def raw(filled: Store) -> Iterator[sqlite3.Connection]:
    """Somebody with the sqlite3 program at the same file."""
    with closing(sqlite3.connect(filled.path, isolation_level=None)) as connection:
        yield connection


# ---------------------------------------------------------------- one key press


def test_one_key_press_is_one_group_of_events(amina: Person) -> None:
    events = amina.press(_accept("i1", "exists"))
    assert [e.field for e in events] == ["exists", "kind", "role", "part_of", "status"]
    assert {e.group for e in events} == {events[0].seq}
    assert [e.seq for e in events] == list(range(events[0].seq, events[0].seq + 5))


def test_events_come_back_as_they_were_returned(amina: Person) -> None:
    first = amina.press(_accept("i1", "date"))
    second = amina.press(lambda s: typed.type_count(s, "i1", "c1", 4, 4, None, "at_least"))
    assert amina.load().events == first + second
    with open_store(str(amina.store.path)) as again:
        assert again.load(1, "amina").events == first + second


def test_a_stamp_is_rfc_3339_in_utc(amina: Person) -> None:
    stamp = amina.press(_accept("i1", "date"))[0].at
    assert len(stamp) == len("2025-02-01T12:00:00.123Z")
    assert stamp.endswith("Z")


def test_a_press_without_changes_writes_nothing(amina: Person) -> None:
    assert amina.store.append(amina.draft([])) == ()
    assert amina.store.undo_target("amina") is None


def test_the_first_decision_pins_the_proposal_it_saw(
    amina: Person, bilal: Person, new_proposal: Callable[..., Record]
) -> None:
    seen = amina.load()
    amina.press(_accept("i1", "date"))
    amina.store.add_proposals([new_proposal(seen.article, version="2.0")])
    assert amina.load().proposal_key == seen.proposal_key
    assert amina.load().events[0].proposal == seen.proposal_key
    assert bilal.load().proposal_key != seen.proposal_key


def test_a_decision_without_any_proposal_pins_none(store: Store, proposal: Record) -> None:
    store.add_articles([proposal.article])
    entry, changes = mends.add_entry(fresh(Record(proposal.article)))
    store.append(Draft("amina", proposal.article.sha256, "entry.add", "i", changes, 0, None))
    store.add_proposals([proposal])
    loaded = store.load(1, "amina")
    assert (loaded.proposal_key, loaded.proposal.incidents) == (None, ())
    assert replay(loaded.proposal, loaded.events).standing() == [entry]
    assert store.verify() == []


def test_nobody_sees_what_another_decided(amina: Person, bilal: Person) -> None:
    amina.press(mends.verify)
    assert bilal.load().events == ()
    assert bilal.store.progress("bilal") == Progress(5)


def test_a_press_on_an_article_that_is_not_there_is_refused(amina: Person) -> None:
    draft = replace(amina.draft(mends.verify(amina.state())), article_sha256="0" * 64)
    with pytest.raises(StoreError, match="not in the store"):
        amina.store.append(draft)


def test_a_press_on_a_proposal_that_is_not_there_is_refused(amina: Person) -> None:
    draft = replace(amina.draft(mends.verify(amina.state())), proposal="rules-9-00000000")
    with pytest.raises(StoreError, match="rules-9-00000000 is not in the store"):
        amina.store.append(draft)
    assert amina.load().events == ()


def test_a_reviewer_without_a_name_is_refused(amina: Person) -> None:
    with pytest.raises(StoreError, match="needs a name"):
        amina.store.append(replace(amina.draft(mends.verify(amina.state())), reviewer=" "))


def test_a_field_that_the_log_does_not_know_is_refused(amina: Person) -> None:
    with pytest.raises(StoreError, match="colour"):
        amina.store.append(amina.draft([Change("i1", "colour", None, {"value": 1})]))


def test_half_a_character_in_a_note_is_refused_and_nothing_kept(amina: Person) -> None:
    state = amina.state()
    with pytest.raises(StoreError, match="lone surrogate"):
        amina.store.append(amina.draft(mends.set_status(state, "in_progress", note="\ud83d")))
    assert amina.load().events == ()
    assert amina.store.stats().reviewers == ()


# ---------------------------------------------------------------- two windows


def test_a_press_on_an_older_state_is_refused(amina: Person) -> None:
    old = amina.draft(mends.accept(amina.state(), "i1", "date"))
    amina.press(_accept("i1", "location"))
    with pytest.raises(StaleReview, match="another window"):
        amina.store.append(old)


def test_a_press_made_in_another_store_object_counts_too(amina: Person) -> None:
    amina.press(_accept("i1", "date"))
    old = amina.draft(mends.accept(amina.state(), "i1", "location"))
    with open_store(str(amina.store.path)) as other:
        other.append(old)
        with pytest.raises(StaleReview):
            amina.store.append(old)
    amina.press(_accept("i1", "counts/c1"))
    assert [e.field for e in amina.load().events] == ["date", "status", "location", "counts/c1"]
    assert amina.store.verify() == []


def test_a_press_on_another_proposal_than_the_pinned_one_is_refused(
    amina: Person, new_proposal: Callable[..., Record]
) -> None:
    amina.press(_accept("i1", "date"))
    amina.store.add_proposals([new_proposal(amina.load().article, version="2.0")])
    newer = amina.store.load(1, "somebody else").proposal_key
    draft = replace(amina.draft(mends.accept(amina.state(), "i1", "location")), proposal=newer)
    with pytest.raises(StaleReview, match="another proposal"):
        amina.store.append(draft)


def test_a_change_from_a_value_that_does_not_stand_there_is_refused(amina: Person) -> None:
    state = amina.state()
    count = state.count("i1", "c1")
    wrong = Change("i1", "counts/c1", {"decision": None, "value": {}}, {"decision": "accepted", "value": {}})
    with pytest.raises(StaleReview, match="counts/c1 is no longer"):
        amina.store.append(amina.draft([wrong]))
    twice = mends.set_count(state, "i1", replace(count, best=4)) * 2
    with pytest.raises(StaleReview):
        amina.store.append(amina.draft(twice))
    assert amina.load().events == ()


# ---------------------------------------------------------------- undo and redo


def test_undo_takes_one_key_press_back_as_events(amina: Person) -> None:
    before = amina.state()
    press = amina.press(_accept("i1", "exists"))
    taken = amina.undo()
    assert [e.field for e in taken] == [e.field for e in press][::-1]
    assert {e.action for e in taken} == {"undo"}
    assert amina.state().cells == before.cells
    assert len(amina.load().events) == 10


def test_undo_and_redo_go_across_articles_and_restarts(amina: Person) -> None:
    amina.press(_accept("i1", "date"), row=1)
    amina.press(mends.verify, row=2)
    path = str(amina.store.path)
    amina.store.close()
    with open_store(path) as amina.store:
        target = amina.store.undo_target("amina")
        assert target is not None
        assert target.article_sha256 == amina.load(2).article.sha256
        amina.undo()
        amina.undo()
        assert (amina.state(1).status, amina.state(2).status) == (None, None)
        assert amina.store.undo_target("amina") is None
    with open_store(path) as amina.store:
        amina.redo()
        amina.redo()
        assert (amina.state(1).status, amina.state(2).status) == ("in_progress", "verified")
        assert amina.store.redo_target("amina") is None
        assert amina.store.verify() == []


def test_undo_is_of_ones_own_work(amina: Person, bilal: Person) -> None:
    mine = amina.press(_accept("i1", "date"))
    bilal.press(mends.verify)
    target = amina.store.undo_target("amina")
    assert target is not None
    assert target.group == mine[0].group


def test_undo_of_anything_but_the_newest_press_is_refused(amina: Person) -> None:
    first = amina.press(_accept("i1", "date"))
    amina.press(_accept("i1", "location"))
    with pytest.raises(StaleReview):
        amina.store.undo("amina", group=first[0].group, key="u")
    with pytest.raises(StaleReview):
        amina.store.redo("amina", group=first[0].group, key="U")
    with pytest.raises(StaleReview):
        amina.store.undo("nobody", group=1, key="u")


def test_redo_of_a_verification_brings_the_same_record(amina: Person) -> None:
    amina.press(mends.verify)
    first = list(amina.store.export_lines())
    amina.undo()
    assert list(amina.store.export_lines()) == []
    amina.redo()
    seconds = ('"active_seconds": 0.2', '"active_seconds": 0.5')
    assert [line.replace(*seconds) for line in first] == list(amina.store.export_lines())


def test_an_added_entry_that_was_undone_leaves_its_id_unused(amina: Person) -> None:
    amina.press(lambda s: mends.add_entry(s)[1])
    amina.undo()
    assert mends.add_entry(amina.state())[0] == "i4"


# ---------------------------------------------------------------- what is derived


def test_progress_follows_every_press(amina: Person) -> None:
    seen: list[Progress] = []
    amina.press(_accept("i1", "date"), row=1)
    seen.append(amina.store.progress("amina"))
    amina.press(mends.verify, row=1)
    seen.append(amina.store.progress("amina"))
    amina.press(lambda s: mends.set_status(s, "irrelevant", reason="a weather report"), row=2)
    seen.append(amina.store.progress("amina"))
    amina.press(lambda s: mends.set_status(s, "in_progress", flag="ask"), row=3)
    seen.append(amina.store.progress("amina"))
    amina.press(lambda s: mends.set_role(s, "i1", "background"), row=1)
    seen.append(amina.store.progress("amina"))
    assert seen == [
        Progress(5, in_progress=1),
        Progress(5, verified=1),
        Progress(5, verified=1, irrelevant=1),
        Progress(5, verified=1, irrelevant=1, in_progress=1, flagged=1),
        Progress(5, irrelevant=1, in_progress=2, flagged=1),
    ]
    assert amina.store.verify() == []


def test_when_all_is_taken_back_the_article_waits_as_if_untouched(amina: Person) -> None:
    amina.press(mends.verify)
    amina.undo()
    assert amina.store.progress("amina") == Progress(5)
    assert amina.store.next_row("amina") == 1


# ---------------------------------------------------------------- the log cannot be changed


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET ms = 0",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events SELECT * FROM events",
        "UPDATE OR IGNORE events SET at = 'never'",
    ],
)
def test_nobody_can_change_the_log(amina: Person, raw: sqlite3.Connection, statement: str) -> None:
    events = amina.press(mends.verify)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(statement)
    assert amina.load().events == events


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO articles (row, id, sha256, chars) VALUES (99, 'x', 'short', 1)",
        "INSERT INTO articles (row, id, sha256, chars) VALUES (99, '', printf('%064d', 1), 1)",
        "INSERT INTO texts (article, text) VALUES (99, 'no such article')",
        "UPDATE reviews SET status = 'perhaps'",
        "UPDATE reviews SET status = 'in_progress'",
        "UPDATE reviews SET active_ms = -1",
        "UPDATE reviewers SET verified = -1",
        "UPDATE done_runs SET last = first - 1",
        "INSERT INTO events (seq, group_seq, at, reviewer, article, field, action, key, ms)"
        " VALUES (999, 999, '2025-02-01T00:00:00.000Z', 1, 1, 'date', 'a', 'a', 1)",
        "INSERT INTO events (seq, group_seq, at, reviewer, article, field, action, key, after, ms)"
        " VALUES (999, 1000, '2025-02-01T00:00:00.000Z', 1, 1, 'date', 'a', 'a', '{}', 1)",
        "INSERT INTO events (seq, group_seq, at, reviewer, article, field, action, key, after, ms)"
        " VALUES (999, 999, '2025-02-01T00:00:00.000Z', 7, 1, 'date', 'a', 'a', '{}', 1)",
    ],
)
def test_the_tables_refuse_what_makes_no_sense(
    amina: Person, raw: sqlite3.Connection, statement: str
) -> None:
    amina.press(mends.verify)
    raw.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)


# ---------------------------------------------------------------- the log as it is shown


def test_the_log_is_newest_first_and_can_be_narrowed(amina: Person, bilal: Person) -> None:
    amina.press(_accept("i1", "date"), row=1)
    bilal.press(_accept("i1", "date"), row=1)
    amina.press(_accept("i1", "date"), row=2)
    store = amina.store
    assert [e.seq for e in store.log()] == [6, 5, 4, 3, 2, 1]
    assert [e.seq for e in store.log(reviewer="bilal")] == [4, 3]
    assert [e.seq for e in store.log(amina.load(1).article.sha256)] == [4, 3, 2, 1]
    assert [e.seq for e in store.log(limit=2)] == [6, 5]
    assert next(store.log(reviewer="bilal")) == bilal.load(1).events[-1]


def test_an_added_count_is_in_the_record(amina: Person) -> None:
    amina.press(lambda s: mends.add_count(s, "i1", Count("-", "civilians", "wounded", 2, 2, 2, "exact"))[1])
    assert [c.id for c in amina.state().entry("i1").counts] == ["c1", "c2", "c3"]
