"""What undo and redo take back, read off the log."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.events import REDO, UNDO, Change, Event, GroupRef, redo_target, reverse, undo_target


def _log(*actions: str) -> list[GroupRef]:
    """A log of one reviewer, oldest first, groups numbered from 1; returned newest first."""
    return [GroupRef(n, action, "x") for n, action in enumerate(actions, 1)][::-1]


def _group(ref: GroupRef | None) -> int | None:
    return None if ref is None else ref.group


def test_an_empty_log_has_nothing_to_undo_or_redo() -> None:
    assert undo_target([]) is None
    assert redo_target([]) is None


def test_undo_takes_back_the_newest_key_press() -> None:
    assert _group(undo_target(_log("accept", "reject"))) == 2


def test_a_second_undo_takes_back_the_one_before() -> None:
    assert _group(undo_target(_log("accept", "reject", UNDO))) == 1


def test_when_all_is_undone_nothing_is_left() -> None:
    assert undo_target(_log("accept", UNDO)) is None


def test_redo_brings_back_the_press_that_was_undone_last() -> None:
    assert _group(redo_target(_log("accept", "reject", UNDO, UNDO))) == 1
    assert _group(redo_target(_log("accept", "reject", UNDO, UNDO, REDO))) == 2


def test_any_other_key_press_ends_redo() -> None:
    assert redo_target(_log("accept", UNDO, "reject")) is None


def test_a_press_that_came_back_can_be_undone_again() -> None:
    assert _group(undo_target(_log("accept", "reject", UNDO, REDO))) == 2


def test_reversing_a_group_swaps_before_and_after_newest_first() -> None:
    one = Event(1, 1, "t", "r", "s", "i1", "date", "a", "a", {"v": 1}, {"v": 2}, 0, None)
    two = Event(2, 1, "t", "r", "s", None, "status", "a", "a", None, {"v": 3}, 0, None)
    assert reverse([one, two]) == [
        Change(None, "status", {"v": 3}, None),
        Change("i1", "date", {"v": 2}, {"v": 1}),
    ]


@given(st.lists(st.sampled_from(["press", UNDO, REDO]), max_size=60))
def test_undo_and_redo_agree_with_two_stacks(keys: list[str]) -> None:
    log: list[GroupRef] = []
    done: list[GroupRef] = []
    undone: list[GroupRef] = []
    for key in keys:
        if (key == UNDO and not done) or (key == REDO and not undone):
            continue
        log.insert(0, GroupRef(len(log) + 1, key, "x"))
        if key == UNDO:
            undone.append(done.pop())
        elif key == REDO:
            done.append(undone.pop())
        else:
            done.append(log[0])
            undone.clear()
        assert undo_target(log) == (done[-1] if done else None)
        assert redo_target(log) == (undone[-1] if undone else None)
