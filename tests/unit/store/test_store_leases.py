"""Leases: no two windows of one reviewer are given the same article, and what is saved late is never lost."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from array import array
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from store import direct, holders, mends, typed
from store.engine import open_store
from store.errors import NeedsReviewer, StaleReview
from store.events import Change, Event
from store.state import State, as_record, replay
from store.store import Store

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person

LEFT, RIGHT = holders.new_holder(), holders.new_holder()


def _decide(
    person: Person, holder: str, mend: Callable[[State], list[Change]], row: int = 1
) -> tuple[Event, ...]:
    """A key press in a window, on what the store holds now."""
    changes = mends.reopened(person.state(row), mend(person.state(row)))
    return person.store.append(replace(person.draft(changes, row), holder=holder))


def test_two_windows_are_given_different_articles(amina: Person) -> None:
    store = amina.store
    given: list[int | None] = []
    for holder in (LEFT, RIGHT):
        row = store.start_row("amina", holder=holder)
        assert row is not None
        ahead = store.next_row("amina", after=row, holder=holder)
        assert ahead is not None
        assert store.hold("amina", holder, {row, ahead}) == {row, ahead}
        given += [row, ahead]
    assert given == [1, 2, 3, 4]
    assert store.next_row("amina", after=2, holder=LEFT, waiting=False) == 5
    assert store.previous_row("amina", before=5, holder=LEFT, waiting=False) == 2
    assert store.next_row("amina", holder=RIGHT, scope=array("q", [1, 2, 4])) == 4
    first = direct.first_waiting(str(store.path), "amina")
    assert first is not None
    assert first.row == 5


def test_another_reviewer_and_a_script_are_given_everything(amina: Person) -> None:
    amina.store.hold("amina", LEFT, {1})
    assert amina.store.next_row("bilal", holder=RIGHT) == 1
    assert amina.store.hold("bilal", RIGHT, {1}) == {1}
    assert amina.store.next_row("amina") == 1


def test_what_another_window_holds_cannot_be_had_and_going_on_lets_go(amina: Person) -> None:
    store = amina.store
    store.hold("amina", LEFT, {1, 2})
    assert store.hold("amina", RIGHT, {2, 3}) == {3}
    store.hold("amina", LEFT, {4})
    assert store.hold("amina", RIGHT, {2, 3}) == {2, 3}
    store.let_go(LEFT)
    assert store.next_row("amina", after=3, holder=RIGHT) == 4


def test_a_lease_runs_out_unless_keys_keep_it(amina: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    store = amina.store
    monkeypatch.setattr(holders, "SECONDS", -1.0)
    store.hold("amina", LEFT, {1})
    assert store.next_row("amina", holder=RIGHT) == 1
    monkeypatch.setattr(holders, "SECONDS", 300.0)
    store.keep_holding(LEFT)
    assert store.next_row("amina", holder=RIGHT) == 2
    store.let_go(RIGHT)
    assert store.next_row("amina", holder=RIGHT) == 2


def test_a_window_that_was_killed_holds_nothing_up(amina: Person) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait(timeout=60)
    dead = f"{socket.gethostname()}/{ended.pid}/0123abcd"
    assert amina.store.hold("amina", dead, {1}) == {1}
    assert amina.store.next_row("amina", holder=RIGHT) == 1
    assert amina.store.hold("amina", RIGHT, {1}) == {1}
    assert direct.first_waiting(str(amina.store.path), "amina", ["a1.txt"]) is None
    assert holders.alive(f"{socket.gethostname()}/{os.getpid()}/0123abcd")
    for strange in (f"elsewhere/{ended.pid}/0", "x", "", "a/b/c", f"{socket.gethostname()}/{10**30}/0"):
        assert holders.alive(strange)


def test_deciding_keeps_the_article(amina: Person) -> None:
    _decide(amina, LEFT, lambda s: mends.accept(s, "i1", "date"))
    assert amina.store.next_row("amina", holder=RIGHT) == 2


def test_a_save_after_the_lease_ran_out_is_a_second_coding_and_overwrites_nothing(
    amina: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = amina.store
    monkeypatch.setattr(holders, "SECONDS", -1.0)  # the left window's lease is over as soon as it is taken
    _decide(amina, LEFT, lambda s: typed.type_count(s, "i1", "c1", 4, 4, 4, "exact"))
    left = amina.state()
    shown = amina.draft(mends.verify(left))
    monkeypatch.setattr(holders, "SECONDS", 300.0)
    _decide(amina, RIGHT, lambda s: typed.type_count(s, "i1", "c1", 9, 9, 9, "exact"))
    _decide(amina, RIGHT, mends.verify)
    right = amina.load()

    events = store.append(replace(shown, holder=LEFT))

    assert {e.reviewer for e in events} == {"amina (2)"}
    assert amina.load() == right
    second = type(amina)(store, "amina (2)")
    assert next(c.best for _, c in as_record(second.state()).counts()) == 4
    assert second.state().status == "verified"
    assert second.load().proposal_key == right.proposal_key
    assert second.load().events[0].action == "second_coding"
    assert store.verify() == []
    with pytest.raises(NeedsReviewer) as asked:
        store.export_lines()
    assert asked.value.reviewers == ("amina", "amina (2)")
    # And it goes on: the next press of that window belongs to the second coding, undo included.
    second.press(lambda s: mends.set_status(s, "in_progress", note="late"))
    second.undo()
    assert replay(second.load().proposal, second.load().events).status == "verified"
    assert store.verify() == []


def test_a_window_that_had_decided_nothing_begins_its_second_coding_afresh(amina: Person) -> None:
    late = amina.draft(mends.verify(amina.state()))
    _decide(amina, RIGHT, lambda s: mends.reject(s, "t2", "exists"))
    again = amina.draft(mends.verify(amina.state()))
    for number, draft in ((2, late), (3, late)):
        events = amina.store.append(replace(draft, holder=LEFT))
        assert {e.reviewer for e in events} == {f"amina ({number})"}
        assert events[0].action == "review.press"
    assert amina.store.append(replace(again, holder=RIGHT))[0].reviewer == "amina"
    assert amina.store.verify() == []


def test_a_window_whose_lease_runs_is_shown_what_an_undo_elsewhere_changed(amina: Person) -> None:
    _decide(amina, LEFT, lambda s: mends.accept(s, "i1", "date"))
    shown = amina.draft(mends.verify(amina.state()))
    with open_store(str(amina.store.path)) as other:
        type(amina)(other, "amina").undo()
    with pytest.raises(StaleReview, match="shown anew"):
        amina.store.append(replace(shown, holder=LEFT))
    assert [r.reviewer for r in amina.store.stats().reviewers] == ["amina"]


def test_holding_the_same_again_writes_nothing(amina: Person) -> None:
    store = amina.store
    store.hold("amina", LEFT, {1, 2})
    with open_store(str(store.path), busy_seconds=0.0) as other, other._database.write():
        assert Store.hold(store, "amina", LEFT, {2, 1}) == {1, 2}
