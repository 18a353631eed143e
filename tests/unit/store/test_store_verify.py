"""Checking the store: every kind of damage is found and named, a sound store is left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from extract.model import Span
from store import mends, typed
from store.engine import open_store
from store.errors import StoreDamaged

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person


@pytest.fixture
def worked(amina: Person, bilal: Person) -> Person:
    """A store with two people's work of every kind in it."""
    amina.press(lambda s: typed.type_count(s, "i1", "c1", 4, 4, 4, "exact"), row=1)
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
    "UPDATE articles SET published = 'no date' WHERE row = 2": "article number 2: cannot be read: ",
    "UPDATE articles SET extra = '{' WHERE row = 2": "article number 2: cannot be read: ",
    "UPDATE articles SET title = 'Another' WHERE row = 2": "a2.txt: its title, publisher, date or the like",
    "UPDATE articles SET published = '2025-02-03' WHERE row = 2": "a2.txt: its title, publisher, date",
    "UPDATE articles SET chars = 7 WHERE row = 2": "a2.txt: it is said to be 7 characters long, but its text",
    "DELETE FROM articles WHERE row = 3": "texts, row 3: refers to a row of articles that is not there",
    "DELETE FROM articles WHERE row = 1": "article number 1: the review by amina has no article",
    "DELETE FROM articles": "the counter says 5 articles, but there are 0",
    "DELETE FROM texts": "article number 1: its text is missing",
    "DELETE FROM proposals": "a1.txt: the events of amina cannot be replayed",
    "DELETE FROM extractors": "is filed under another extractor than it names",
    "DELETE FROM reviewers": "reviews, row",
    "UPDATE extractors SET version = '2.0'": "a1.txt: proposal rules-1.0-",
    "UPDATE proposals SET body = replace(body, 'killed', 'wounded')": "(the hash differs)",
    "UPDATE proposals SET body = x'ff00'": "a1.txt: proposal rules-1.0-",
    "UPDATE proposals SET body = '[]'": "a1.txt: proposal rules-1.0-",
    "UPDATE proposals SET body = 5": "a1.txt: proposal rules-1.0-",
    "UPDATE reviews SET proposal = 2 WHERE article = 1": "amina began on another proposal",
    "UPDATE reviews SET tally = '{' WHERE article = 1": "gives another tally than is stored",
    "UPDATE records SET body = '{'": "gives another record than is stored",
    "UPDATE done_runs SET last = 'x'": "the queue cannot be checked",
    "DROP TRIGGER events_no_delete": "the trigger events_no_delete, which keeps the log",
    "DROP INDEX ix_proposals_article_key": "the index ix_proposals_article_key of the table",
    "DROP TABLE texts": "the table texts is missing",
    "DROP TABLE articles": "the table articles is missing",
    "DROP TABLE events": "the table events is missing",
    "DROP TABLE counters": "the table counters is missing",
    "ALTER TABLE sources DROP COLUMN url": "the table sources has no column url",
    f"{_LIFT} UPDATE events SET at = 'yesterday' WHERE seq = 4": "event 4: its time is no time",
    f"{_LIFT} UPDATE events SET before = '[1]' WHERE seq = 4": "cannot be replayed",
    f"{_LIFT} UPDATE events SET after = '7', before = NULL": "cannot be replayed",
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
        problems = store.verify()
    assert any(said in problem for problem in problems), problems
    assert not any("verify-store" in problem or "\n" in problem for problem in problems)


def test_a_store_without_its_schema_version_is_damaged_and_left_alone(worked: Person) -> None:
    path = worked.store.path
    worked.store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DROP TABLE alembic_version")
    before = path.read_bytes()
    for create in (True, False):
        with pytest.raises(StoreDamaged, match="its schema version is missing"):
            open_store(str(path), create=create)
    assert path.read_bytes() == before


def test_what_cannot_be_read_is_one_sentence_when_it_is_wanted(worked: Person) -> None:
    with closing(sqlite3.connect(worked.store.path, isolation_level=None)) as raw:
        raw.execute("UPDATE articles SET published = 'no date' WHERE row = 2")
    with pytest.raises(StoreDamaged, match="see `assay verify-store`"):
        worked.store.load(2, "amina")


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
