"""Checking what is kept besides texts and log, and purging it: facts, rules, releases, copies, index."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from extract.model import Article, Record
from store import mends
from store.query import DERIVED
from store.store import Store

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person

SECRET = "Zarghunabad"
#: Long enough to be told apart from others by its shingles.
STORY = (
    "Three drivers were killed on Sunday when a convoy of lorries was fired at near the salt works of {0}. "
    "The road stayed closed until the evening, the district officer said, and the lorries were towed to a "
    "yard behind the market of {0}, where their owners came for them on the next morning in the rain."
)


@pytest.fixture
def full(amina: Person, new_article: Callable[..., Article], new_proposal: Callable[..., Record]) -> Person:
    """A store in which everything that is derived was derived: articles 6, 7 and 8 are copies."""
    for n, name in enumerate((SECRET, "Turbat", "Turbat"), 6):
        told = STORY.format(name) + f" Edition {n}."
        amina.store.add_articles([new_article(f"copy{n}.txt", told)])
    amina.press(mends.verify, row=1)
    amina.press(lambda s: mends.set_status(s, "irrelevant", reason="sport"), row=2)
    amina.store.add_guideline("Count the dead once.", author="amina")
    for what in DERIVED:
        amina.store.catch_up(what)
    line = next(amina.store.export_lines())
    with amina.store._database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO releases (name, version, at, author, sha256, body) VALUES ('set', '1', "
            "'2025-01-01T00:00:00.000Z', 'amina', ?, '{}')",
            ("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",),
        )
        connection.exec_driver_sql(
            "INSERT INTO released (release, article, reviewer, last_seq, split, split_group, sha256) "
            "SELECT 1, r.article, r.reviewer, r.last_seq, 'train', 1, ? FROM reviews r WHERE r.article = 1",
            (hashlib.sha256(line.encode()).hexdigest(),),
        )
    return amina


def test_a_store_in_which_everything_was_derived_is_sound_and_stays_so_while_people_decide(
    full: Person,
) -> None:
    assert full.store.verify() == []
    full.store.add_articles([replace(full.load(1).article, id="again.txt")])
    full.press(mends.verify, row=3)
    full.press(lambda s: mends.set_role(s, "i1", "background"), row=1)
    full.undo()
    assert full.store.verify() == []
    full.store.catch_up("facts")
    assert full.store.verify() == []


_DAMAGE = {
    "UPDATE facts SET deaths = deaths + 1 WHERE article = 3": "number 3: the queue has another deaths",
    "UPDATE facts SET badge = 'sure' WHERE article = 1": "article number 1: the queue has another badge",
    "UPDATE facts SET country = 'XX' WHERE article = 4": "the queue has another country",
    "DELETE FROM terms WHERE article = 3": "article number 3: the queue does not filter by all",
    "UPDATE terms SET rank = rank + 1 WHERE article = 3": "terms that belong to no article as it is",
    "UPDATE guidelines SET body = body || '!'": "version 1 of the coding rules is not the one",
    "UPDATE releases SET body = '{ }'": "the manifest of the release set 1 is not the one kept",
    "UPDATE released SET sha256 = 'x'": "a1.txt: its record in the release set 1 is not what the log gives",
    "UPDATE released SET article = 3": "a3.txt: the release set 1 names an event behind it that is another's",
    "UPDATE copies SET likeness = 0.55 WHERE article = 7": "copy7.txt: is said to be 55% like another text",
    "UPDATE copies SET leader = 7 WHERE article = 8": "copy8.txt: belongs to a group of copies that has no",
    "UPDATE copies SET leader = 1 WHERE article = 8": "like another text, which it is not",
}


@pytest.mark.parametrize("damage", _DAMAGE)
def test_every_kind_of_damage_to_it_is_named(full: Person, damage: str) -> None:
    with closing(sqlite3.connect(full.store.path, isolation_level=None)) as raw:
        raw.execute(damage)
    found = full.store.verify()
    assert any(_DAMAGE[damage] in problem for problem in found), found


def _bytes(store: Store) -> bytes:
    return b"".join(p.read_bytes() for p in store.path.parent.glob(f"{store.path.name}*")).lower()


def test_a_purge_leaves_no_byte_in_index_precedents_or_copies_and_the_other_copies_stay_together(
    full: Person,
) -> None:
    word = SECRET.lower().encode()
    assert word in _bytes(full.store)
    with full.store._database.read() as connection:
        held = b"".join(connection.exec_driver_sql("SELECT block FROM search_data").scalars())
    assert word in held
    assert full.store.copies_of(7) == [6, 8]
    assert full.store.purge(["copy6.txt"], "nadia").unfinished is None
    assert word not in _bytes(full.store)
    assert full.store.copies_of(8) == [7]
    assert full.store.verify() == []
    full.store.purge(["copy8.txt"], "nadia")
    assert full.store.copies_of(7) == []
    assert full.store.verify() == []
