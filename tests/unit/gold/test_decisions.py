"""Reviewed records taken over into another store: the same record comes out, or the line is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from extract.article import make_article
from extract.claims import with_claims
from extract.from_json import loads
from extract.model import Count, Entry, Mention, Place, Record, Span
from gold.decisions import keep, proposal_of, rebuilt
from gold.inputs import Unusable
from store.engine import open_store
from store.events import Change
from store.mends import (
    add_count,
    add_entry,
    not_stated,
    reject,
    reopened,
    set_count,
    set_kind,
    set_place,
    set_status,
    unknown,
    verify,
)
from store.state import State, replay
from store.store import Store
from store.types import Draft

TEXT = "Gunmen killed two soldiers and four fighters near Turbat, officials said. Nine were hurt in Kech."


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words), words)


def count(name: str, words: str, value: int, **more: str) -> Count:
    made = Count(name, "militants", "killed", value, value, value, "exact", evidence=(span(words),))
    return replace(made, **more)  # type: ignore[arg-type]


def proposal() -> Record:
    first = Entry("i1", counts=(count("c1", "two", 2), count("c2", "four", 4)), type="attack", flags=("x",))
    second = Entry(
        "t2", "total", location=Place("Kech", evidence=(span("Kech"),)), counts=(count("c1", "Nine", 9),)
    )
    mentions = (Mention("number", span("two").start, span("two").end, "two", {"best": 2}),)
    record = Record(make_article("a.txt", TEXT), (first, second), mentions)
    return with_claims(replace(record, extractor={"name": "rules", "version": "1"}))


Mend = Callable[[State], list[Change]]

MENDS: dict[str, Mend] = {
    "nothing": lambda s: [],
    "a corrected count": lambda s: set_count(s, "i1", replace(s.count("i1", "c1"), best=3, high=3)),
    "a rejected count": lambda s: reject(s, "i1", "counts/c1"),
    "a rejected entry": lambda s: reject(s, "i1", "exists"),
    "a rejected place": lambda s: reject(s, "t2", "location"),
    "an added count": lambda s: add_count(s, "i1", count("c9", "Nine", 9, outcome="wounded"))[1],
    "an added entry": lambda s: add_entry(s, "incident")[1],
    "a total made an incident": lambda s: set_kind(s, "t2", "incident"),
    "an unknown date": lambda s: unknown(s, "i1", "date"),
    "a date not stated": lambda s: not_stated(s, "i1", "date"),
    "another place": lambda s: set_place(s, "i1", Place("Turbat", evidence=(span("Turbat"),))),
}


def review(store: Store, mend: Mend, finish: Mend) -> Record:
    """What one person's mend and last key make of the proposal, as it is exported."""
    store.add_proposals([proposal()])
    for make in (mend, finish):
        loaded = store.load(1, "amina")
        state = replay(loaded.proposal, loaded.events)
        changes = reopened(state, make(state))
        draft = Draft("amina", loaded.article.sha256, "a", "k", changes, 1500, loaded.proposal_key, None)
        store.append(replace(draft, last_seq=loaded.last_seq))
    (line,) = store.export_lines()
    return loads(line)


@pytest.mark.parametrize("name", MENDS)
def test_a_record_taken_over_is_exported_again_as_it_was(tmp_path: Path, name: str) -> None:
    with open_store(str(tmp_path / "one.db")) as one, open_store(str(tmp_path / "two.db")) as two:
        record = review(one, MENDS[name], verify)
        assert keep(two, record)
        assert two.verify() == []
        (line,) = two.export_lines()
        again = loads(line)
        assert replace(again, review=None) == replace(record, review=None)
        assert again.review is not None
        assert again.review["reviewer"] == "amina"
        assert not keep(two, record)


def test_an_irrelevant_article_keeps_its_reason(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "one.db")) as one, open_store(str(tmp_path / "two.db")) as two:
        record = review(one, lambda s: [], lambda s: set_status(s, "irrelevant", reason="court case"))
        keep(two, record)
        (line,) = two.export_lines()
    assert json.loads(line)["review"]["reason"] == "court case"


def test_the_proposal_is_the_one_that_was_shown(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "one.db")) as one:
        record = review(one, MENDS["a corrected count"], verify)
    assert proposal_of(record) == proposal()


def test_another_decision_of_the_same_person_is_never_overwritten(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "one.db")) as one, open_store(str(tmp_path / "two.db")) as two:
        record = review(one, MENDS["a corrected count"], verify)
        review(two, MENDS["a rejected entry"], verify)
        with pytest.raises(Unusable, match="decided otherwise"):
            keep(two, record)


def test_values_and_decisions_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "one.db")) as one:
        record = review(one, MENDS["nothing"], verify)
    bare = replace(record.incidents[0], decisions={})
    unread = replace(bare, decisions={"date": {"decision": "accepted", "proposed": 5}})
    for broken in (bare, unread):
        with pytest.raises(Unusable):
            rebuilt(replace(record, incidents=(broken, *record.incidents[1:])))
