"""Letters for candidates, Caps Lock, and the log in words."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from typing import Any

import pytest

from store.events import Event
from store.state import State
from tui.candidates import HOME, MOST, candidates, codes, lettered
from tui.capslock import CapsLock
from tui.history import article_history, when
from tui.keymap import build

NOW = dt.datetime(2025, 3, 14, 18, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize("n", [1, 9, 10, 40, 81, 82, 200, MOST])
def test_no_code_begins_another_and_there_is_one_for_each(n: int) -> None:
    made = codes(n)
    assert len(set(made)) == n
    assert not any(a != b and b.startswith(a) for a in made for b in made)
    if n <= 81:
        assert set("".join(made)) <= set(HOME)


def test_what_is_on_screen_gets_its_letters_first(state: State) -> None:
    found = candidates(state, "date")
    assert [c.span.text for c in found][:2] == ["Saturday", "Thursday night"]
    seen = (found[1].span.start, found[1].span.end)
    assert lettered(found, seen)[0] == found[1]


def test_a_candidate_says_how_it_is_read(state: State) -> None:
    assert {c.span.text: c.reads for c in candidates(state, "number")}["Five"] == "5"


def test_a_small_letter_says_that_all_is_well() -> None:
    keymap, caps = build(), CapsLock()
    assert caps.notice("J", keymap) == "J does nothing, j does: is Caps Lock on?"
    assert caps.notice("j", keymap) == ""
    assert caps.notice("A", keymap) == ""
    assert caps.notice("X", keymap) == "A and X, two capitals in a row: is Caps Lock on?"


def test_stamps_are_told_by_the_hour_today_and_by_the_day_before() -> None:
    assert when("2025-03-14T09:05:00Z", NOW) == "09:05"
    assert when("2025-03-02T09:05:00Z", NOW) == "2 Mar 09:05"
    assert when("2024-03-02T09:05:00Z", NOW) == "2 Mar 2024"


def test_a_key_press_is_one_line_of_the_history() -> None:
    def event(seq: int, field: str) -> Event:
        before: dict[str, Any] = {"decision": None, "value": {}}
        after: dict[str, Any] = {"decision": "accepted", "value": {}}
        at = "2025-03-14T09:05:00Z"
        return Event(
            seq, 1, at, "amina", "x", "i1", field, "review.accept_entry", "A", before, after, 0, None
        )

    (line,) = article_history([event(3, "date"), event(2, "location"), event(1, "counts/c1")], {"i1": 2}, NOW)
    assert line == ("09:05", "amina", "A", "accept entry: 3 fields of 2, accepted", ("i1", "counts/c1"))


def test_the_screen_starts_without_what_only_a_mend_needs() -> None:
    code = (
        "import sys, tui.app; print([m for m in ('extract.dates', 'extract.sentences') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
