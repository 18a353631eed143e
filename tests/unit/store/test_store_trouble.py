"""A full disk, a lock, a file that cannot be written: words, nothing half done, and trying again works."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from extract.model import Article
from store import mends
from store.engine import open_store
from store.errors import StoreBusy, StoreError, StoreFull
from store.store import Store

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def impatient(amina: Person) -> Iterator[Person]:
    """Amina in a store that waits for a lock only a moment."""
    path = str(amina.store.path)
    amina.store.close()
    with open_store(path, busy_seconds=0.05) as amina.store:
        yield amina


def test_a_lock_of_another_program_is_said_and_the_same_press_works_later(impatient: Person) -> None:
    draft = impatient.draft(mends.verify(impatient.state()))
    with closing(sqlite3.connect(impatient.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="locked by another program: nothing was changed") as refused:
            impatient.store.append(draft)
        assert refused.value.again
        assert impatient.load().events == ()
        assert impatient.store.progress("amina").verified == 0
    assert len(impatient.store.append(draft)) == len(draft.changes)
    assert impatient.store.verify() == []


def test_a_press_waits_for_a_lock_that_is_given_back(amina: Person) -> None:
    draft = amina.draft(mends.verify(amina.state()))
    done: list[int] = []
    with closing(sqlite3.connect(amina.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = threading.Thread(target=lambda: done.append(len(amina.store.append(draft))))
        waiting.start()
        assert done == []
        other.execute("COMMIT")
        waiting.join(timeout=30)
    assert done == [len(draft.changes)]


def test_reading_goes_on_while_another_program_writes(impatient: Person) -> None:
    with closing(sqlite3.connect(impatient.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert impatient.store.next_row("amina") == 1
        assert impatient.load().proposal_key is not None


def _leave_no_room(store: Store) -> None:
    """Let SQLite believe that the disk ends where the file ends."""
    with store._database.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def _make_room(store: Store) -> None:
    with store._database.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")


def test_a_full_disk_is_said_nothing_is_half_done_and_the_same_press_works_later(amina: Person) -> None:
    note = "x" * 100_000
    draft = amina.draft(mends.set_status(amina.state(), "in_progress", note=note))
    _leave_no_room(amina.store)
    with pytest.raises(StoreFull, match="no room left on the disk") as refused:
        amina.store.append(draft)
    assert refused.value.again
    assert amina.load().events == ()
    assert amina.store.stats().reviewers == ()
    _make_room(amina.store)
    amina.store.append(draft)
    assert amina.state().article_note("note") == note
    assert amina.store.verify() == []


def test_an_import_on_a_full_disk_keeps_what_was_there(
    store: Store, new_article: Callable[..., Article]
) -> None:
    store.add_articles([new_article("a.txt", "One text.")])
    _leave_no_room(store)
    big = [new_article("b.txt", "long " * 50_000)]
    with pytest.raises(StoreFull):
        store.add_articles(big)
    assert store.progress("amina").total == 1
    _make_room(store)
    assert store.add_articles(big).new == 1
    assert store.verify() == []


_AGAINST_A_LIMIT = """
import resource, sys
from store.engine import open_store
from store.errors import StoreError
from extract.from_json import article_from_json
store = open_store(sys.argv[1])
size = store.path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 200_000, resource.RLIM_INFINITY))
article = article_from_json({"id": "big", "text": "long " * 200_000})
try:
    store.add_articles([article])
except StoreError as problem:
    print(problem, "| again:", problem.again)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(store.add_articles([article]).new, store.verify())
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no limit on file sizes here")
def test_a_write_that_the_system_refuses_is_said_and_works_later(amina: Person) -> None:
    path = amina.store.path
    amina.store.close()
    done = subprocess.run(
        [sys.executable, "-c", _AGAINST_A_LIMIT, str(path)],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    said, after = done.stdout.splitlines()
    assert "nothing was changed" in said
    assert said.endswith("| again: True")
    assert after == "1 []"


def test_a_damaged_proposal_is_said_in_words(amina: Person) -> None:
    path = amina.store.path
    amina.store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("UPDATE proposals SET body = '{' WHERE article = 1")
    with open_store(str(path)) as amina.store:
        with pytest.raises(StoreError, match="cannot be read"):
            amina.load(1)
        assert amina.load(2).proposal_key is not None


def test_an_article_number_that_does_not_exist_is_said_in_words(amina: Person) -> None:
    with pytest.raises(StoreError, match="there is no article number 99"):
        amina.load(99)
