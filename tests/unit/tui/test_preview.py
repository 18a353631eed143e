"""Changes in words before they are made."""

from __future__ import annotations

from dataclasses import replace

from extract.model import Entry, Place, Record
from store import mends
from store.state import State, apply, fresh
from store.takeover import take_over
from tui.preview import Line, lines


def test_a_count_is_told_with_its_side_before_and_after(raids: Record) -> None:
    state = fresh(raids)
    clash = raids.incidents[1]
    newer = replace(clash, counts=(replace(clash.counts[0], low=6, best=6, high=6, side="civilians"),))
    record = replace(raids, incidents=(raids.incidents[0], newer, *raids.incidents[2:]))
    assert lines(state, take_over(state, record)) == [Line("killed of 1", "5 militants", "6 civilians")]


def test_a_new_entry_is_told_by_what_it_is_and_what_it_says(raids: Record) -> None:
    state = fresh(raids)
    new = Entry("i9", type="arrest", location=Place("Gwadar", country="PK"))
    told = lines(state, take_over(state, replace(raids, incidents=(*raids.incidents, new))))
    assert told == [Line("entry 5", "new", "incident (arrest), main"), Line("place of 5", "new", "Gwadar")]


def test_an_entry_that_goes_is_told_as_rejected_in_one_line(raids: Record) -> None:
    state = fresh(raids)
    told = lines(state, take_over(state, replace(raids, incidents=raids.incidents[:-1])))
    assert told == [Line("entry 4", "stands", "rejected")]


def test_an_entry_accepted_whole_is_one_line_and_the_article_s_own_cell_none(state: State) -> None:
    changes = mends.reopened(state, mends.accept(state, "i1", "exists"))
    assert lines(state, changes)[0].after == "accepted"
    assert len({line.where for line in lines(state, changes)}) == 1
    assert lines(apply(state, changes), []) == []
