"""Checking the store: every kind of damage is found and named, a sound store is left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from extract.model import Span
from store import mends
from store.engine import open_store

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person


@pytest.fixture
def worked(amina: Person, bilal: Person) -> Person:
    """A store with two people's work of every kind in it."""
    amina.press(lambda s: mends.type_count(s, "i1", "c1", 4, 4, 4, "exact"), row=1)
    amina.press(mends.verify, row=1)
    amina.press(mends.verify, row=2)
    amina.press(lambda s: mends.set_status(s, "irrelevant", reason="sport"), row=4)
    amina.press(lambda s: mends.accept(s, "i1", "date"), row=5)
    bilal.press(lambda s: mends.set_status(s, "in_progress", flag="ask"), row=1)
    bilal.press(mends.verify, row=1)
    bilal.undo()
    return amina


def test_a_sound_store_has_no_problems(worked: Person) -> None:
    assert worked.store.verify() == []


_LIFT = "DROP TRIGGER events_no_update; DROP TRIGGER events_no_delete;"


_DAMAGE = {
    "UPDATE texts SET text = text || '!' WHERE article = 2": "a2.txt: its text is not the one",
    "DELETE FROM texts WHERE article = 3": "article number 3: its text is missing",
    "UPDATE counters SET value = 9": "the counter says 9 articles, but there are 5",
    "UPDATE proposals SET body = '{' WHERE article = 3": "a3.txt: proposal rules-1.0-",
    "UPDATE reviewers SET verified = verified + 1 WHERE name = 'amina'": "the counters of amina",
    "DELETE FROM done_runs": "the queue of amina leaves out 0 articles, but 3 are finished",
    "UPDATE done_runs SET last = last + 1 WHERE first = 1": "the queue of amina leaves out articles 1 to 3",
    "UPDATE records SET body = replace(body, 'killed', 'wounded')": "gives another record than is stored",
    "DELETE FROM records WHERE article = 2": "a2.txt: a replay of amina's events gives another record",
    "UPDATE reviews SET flag = 'x' WHERE article = 5": "amina's events gives another flag",
    "UPDATE reviews SET active_ms = 1 WHERE article = 2": "another active_ms than is stored",
    "DELETE FROM reviews WHERE article = 5": "the review that follows from it is missing",
    f"{_LIFT} DELETE FROM events WHERE article = 5": "a review by amina that no event stands for",
    f"{_LIFT} UPDATE events SET group_seq = 1 WHERE seq = 5": "begins with event 1 is not whole",
    f"{_LIFT} DELETE FROM events WHERE seq = 4": "begins with event 3 is not whole",
    f'{_LIFT} UPDATE events SET after = \'{{"decision":"unknown"}}\' WHERE seq = 4': "than is stored",
    f"{_LIFT} UPDATE events SET before = '{{\"both\":1}}' WHERE seq = 4": "a value that did not stand there",
    f"{_LIFT} UPDATE events SET before = '{{' WHERE seq = 4": "cannot be replayed",
    f"{_LIFT} UPDATE events SET article = 77 WHERE seq = 4": "refers to a row of articles that is not there",
}


@pytest.mark.parametrize(("damage", "said"), _DAMAGE.items())
def test_damage_is_found_and_named(worked: Person, damage: str, said: str) -> None:
    path = worked.store.path
    worked.store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.executescript(damage)
    with open_store(str(path)) as store:
        assert any(said in problem for problem in store.verify()), store.verify()


def test_a_quote_in_a_record_that_does_not_stand_there_is_found(amina: Person) -> None:
    wrong = (Span(0, 5, "Three"),)
    amina.press(lambda s: mends.set_count(s, "i1", replace(s.count("i1", "c1"), evidence=wrong)))
    amina.press(mends.verify)
    assert amina.store.verify() == [
        "a1.txt: the record of amina quotes 'Three' at 0, which does not stand there"
    ]


def test_a_backup_is_a_whole_store_for_the_owner_alone(worked: Person, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    worked.store.backup(copy)
    assert copy.stat().st_mode & 0o777 == 0o600
    with open_store(str(copy)) as store:
        assert not store.created
        assert store.verify() == []
        assert list(store.log()) == list(worked.store.log())


def test_a_backup_never_overwrites(worked: Person, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("something dear")
    with pytest.raises(FileExistsError):
        worked.store.backup(copy)
    assert copy.read_text() == "something dear"
