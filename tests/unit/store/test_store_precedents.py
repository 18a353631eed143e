"""Precedents: how the same words were coded before, counted behind from finished records."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from extract.to_json import count_to_json
from store import mends
from store.coding import Coded, mend_of
from store.rounds import Assigned, Round
from store.store import Store
from tests.unit.store.worded import outcome, place, report, side

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person

#: The mend that these tests make most: the extractor cannot tell whose tribesmen are.
TRIBESMEN = Coded("side", "tribesmen", {"side": "civilians"}, {"side": "unknown"})


@pytest.fixture
def told(amina: Person) -> Person:
    """Five more articles (rows 6 to 10), in each of which twelve tribesmen were killed near Ziarat."""
    amina.store.add_proposals([report(n) for n in range(6, 11)])
    return amina


def figures(store: Store, kind: str, words: str, without: int | None = None) -> list[tuple[str, int]]:
    """How words were coded, and how often, when everything is counted."""
    store.catch_up("precedents")
    found = store.precedents(kind, words, without=without)  # type: ignore[arg-type]
    return [(" ".join(str(v) for v in p.coding.values() if v), p.times) for p in found]


def test_what_was_verified_is_a_precedent_and_what_is_only_begun_is_none(told: Person) -> None:
    told.press(side("civilians"), row=6)
    assert figures(told.store, "side", "tribesmen") == []
    told.press(mends.verify, row=6)
    assert figures(told.store, "side", "tribesmen") == [("civilians", 1)]
    assert figures(told.store, "outcome", "killed") == [("killed", 1)]
    assert figures(told.store, "place", "near ziarat") == [("Khost AF Ziarat near", 1)]


def test_the_most_frequent_coding_comes_first_and_each_names_the_article_where_it_was_last(
    told: Person,
) -> None:
    for row, word in ((6, "militants"), (7, "civilians"), (8, "militants")):
        told.press(side(word), row=row)  # type: ignore[arg-type]
        told.press(mends.verify, row=row)
    assert figures(told.store, "side", "tribesmen") == [("militants", 2), ("civilians", 1)]
    assert [p.last for p in told.store.precedents("side", "tribesmen")] == ["r8.txt", "r7.txt"]


def test_the_article_at_hand_is_no_precedent_of_itself(told: Person) -> None:
    for row in (6, 7):
        told.press(mends.verify, row=row)
    assert figures(told.store, "side", "tribesmen", without=7) == [("unknown", 1)]
    assert [p.last for p in told.store.precedents("side", "tribesmen", without=7)] == ["r6.txt"]


def test_undo_takes_the_precedent_back_and_redo_brings_it_again(told: Person) -> None:
    told.press(mends.verify, row=6)
    assert figures(told.store, "side", "tribesmen") == [("unknown", 1)]
    told.undo()
    assert figures(told.store, "side", "tribesmen") == []
    told.redo()
    assert figures(told.store, "side", "tribesmen") == [("unknown", 1)]
    assert told.store.verify() == []


def test_another_decision_later_moves_the_precedent(told: Person) -> None:
    told.press(mends.verify, row=6)
    assert figures(told.store, "side", "tribesmen") == [("unknown", 1)]
    told.press(side("civilians"), row=6)
    told.press(mends.verify, row=6)
    assert figures(told.store, "side", "tribesmen") == [("civilians", 1)]
    assert told.store.verify() == []


def test_the_same_mend_is_counted_by_articles_and_by_what_was_proposed(told: Person) -> None:
    change = side("civilians")(told.state(8))[0]
    assert mend_of(change.field, change.before, change.after) == TRIBESMEN
    for row in (6, 7):
        told.press(side("civilians"), row=row)
        told.press(mends.verify, row=row)
        told.store.catch_up("precedents")
        key = told.load(8).proposal_key
        assert told.store.mended(TRIBESMEN, row=8, proposal=key) == row - 5
    assert told.store.mended(TRIBESMEN, row=7, proposal=key) == 1
    other = TRIBESMEN._replace(was={"side": "militants"})
    assert told.store.mended(other, row=8, proposal=key) == 0


def test_mends_of_outcomes_and_of_places_are_counted_too(told: Person) -> None:
    for row in (6, 7):
        told.press(outcome("wounded"), row=row)
        told.press(place("Ziarat", "Balochistan"), row=row)
        told.press(mends.verify, row=row)
    told.store.catch_up("precedents")
    for mend in (outcome("wounded"), place("Ziarat", "Balochistan")):
        (change,) = mend(told.state(8))
        found = mend_of(change.field, change.before, change.after)
        assert found is not None
        assert told.store.mended(found, row=8, proposal=None) == 2


def test_two_people_on_one_article_are_two_codings_and_one_mend(told: Person, bilal: Person) -> None:
    for person in (told, bilal):
        person.press(side("civilians"), row=6)
        person.press(mends.verify, row=6)
    assert figures(told.store, "side", "tribesmen") == [("civilians", 2)]
    assert told.store.mended(TRIBESMEN, row=7, proposal=None) == 1


def test_an_assigned_article_counts_once_everybody_who_was_given_it_is_done(
    told: Person, bilal: Person
) -> None:
    told.press(mends.verify, row=7)
    given = [Assigned(row, who, who, "assisted", row) for row in (6, 7) for who in ("amina", "bilal")]
    assert figures(told.store, "side", "tribesmen") == [("unknown", 1)]
    told.store.keep_round(Round("first", "2025-02-01T00:00:00.000Z", "lead", 1, "{}"), given, {})
    assert figures(told.store, "side", "tribesmen") == []
    told.press(mends.verify, row=6)
    assert figures(told.store, "side", "tribesmen") == []
    bilal.press(mends.verify, row=6)
    assert figures(told.store, "side", "tribesmen") == [("unknown", 2)]
    assert told.store.verify() == []


def test_a_planted_error_is_never_a_precedent_and_mending_it_is_no_mend(told: Person) -> None:
    record = report(6)
    (entry,) = record.incidents
    count = replace(entry.counts[0], side="militants")
    planted = replace(record, incidents=(replace(entry, counts=(count,)),))
    known = {"field": "side", "entry": "i1", "at": "counts/c1", "value": count_to_json(count)}
    mine = Assigned(6, "amina", "amina", "planted", 1, None, json.dumps(known))
    told.store.keep_round(Round("first", "2025-02-01T00:00:00.000Z", "lead", 1, "{}"), [mine], {0: planted})
    told.press(mends.verify, row=6)
    assert figures(told.store, "side", "tribesmen") == []
    told.press(side("unknown"), row=6)
    told.press(mends.verify, row=6)
    assert figures(told.store, "side", "tribesmen") == [("unknown", 1)]
    found = Coded("side", "tribesmen", {"side": "unknown"}, {"side": "militants"})
    assert told.store.mended(found, row=7, proposal=None) == 0
    key = told.load(6).proposal_key
    for row in (7, 8):
        told.press(side("civilians"), row=row)
        told.press(mends.verify, row=row)
    told.store.catch_up("precedents")
    assert told.store.mended(TRIBESMEN, row=6, proposal=key) == 0
    assert told.store.mended(TRIBESMEN, row=9, proposal=told.load(9).proposal_key) == 2
    assert told.store.verify() == []


def test_a_purged_article_takes_its_precedents_with_it_and_leaves_those_of_others(told: Person) -> None:
    told.store.add_proposals([report(11, who="Zarghunis")])
    for row in (6, 11):
        told.press(mends.verify, row=row)
    assert figures(told.store, "side", "zarghunis") == [("unknown", 1)]
    told.store.purge(["r11.txt"], "nadia")
    assert figures(told.store, "side", "zarghunis") == []
    assert figures(told.store, "outcome", "killed") == [("killed", 1)]
    assert b"zarghunis" not in told.store.path.read_bytes()
    assert told.store.verify() == []


def test_counting_goes_on_where_it_was_stopped(told: Person) -> None:
    for row in range(6, 11):
        told.press(mends.verify, row=row)
    assert told.store.catch_up("precedents", stop=lambda: True) == 0
    assert told.store.is_behind("precedents")
    assert told.store.catch_up("precedents") == 5
    assert not told.store.is_behind("precedents")
    assert told.store.catch_up("precedents") == 0


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (
            "UPDATE coded SET times = times + 1 WHERE article = 6",
            "r6.txt: the precedents count other codings",
        ),
        ("DELETE FROM coded WHERE article = 6", "r6.txt: the precedents count other codings"),
        ("UPDATE precedents SET times = times + 1", "are not the sum of what articles add to them"),
    ],
)
def test_precedents_that_no_record_gives_are_found(told: Person, damage: str, problem: str) -> None:
    told.press(mends.verify, row=6)
    told.store.catch_up("precedents")
    assert told.store.verify() == []
    with closing(sqlite3.connect(told.store.path)) as raw, raw:
        raw.execute(damage)
    assert any(problem in found for found in told.store.verify())
