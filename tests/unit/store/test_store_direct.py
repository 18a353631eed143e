"""The quick read at start-up gives what the store gives, or nothing."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from array import array
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from extract.model import Article, Record
from store import direct, mends
from store.store import Store

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person

ROOT = Path(__file__).resolve().parents[3]


def _path(person: Person) -> str:
    return str(person.store.path)


def test_the_first_article_of_a_fresh_reviewer_is_the_one_that_the_store_gives(amina: Person) -> None:
    assert direct.first_waiting(_path(amina), "amina") == amina.load(1)


def test_finished_articles_are_left_out_and_events_come_along(amina: Person) -> None:
    amina.press(mends.verify, row=1)
    amina.press(lambda s: mends.set_status(s, "irrelevant", reason="sport"), row=2)
    amina.press(mends.verify, row=4)
    amina.press(lambda s: mends.accept(s, "i1", "date"), row=3)
    assert direct.first_waiting(_path(amina), "amina") == amina.load(3)
    assert direct.first_waiting(_path(amina), "bilal") == amina.store.load(1, "bilal")


def test_the_pinned_proposal_is_read_not_the_newest(
    amina: Person, new_proposal: Callable[..., Record]
) -> None:
    amina.press(lambda s: mends.accept(s, "i1", "date"))
    amina.store.add_proposals([new_proposal(amina.load().article, version="2.0")])
    assert direct.first_waiting(_path(amina), "amina") == amina.load(1)
    assert direct.first_waiting(_path(amina), "bilal") == amina.store.load(1, "bilal")


def test_a_sitting_goes_on_with_the_article_of_the_last_decision_while_it_is_in_progress(
    amina: Person,
) -> None:
    amina.press(lambda s: mends.accept(s, "i1", "date"), row=2)
    amina.press(lambda s: mends.accept(s, "i1", "date"), row=3)
    path, store = _path(amina), amina.store
    assert direct.first_waiting(path, "amina") == direct.in_progress(path, "amina") == amina.load(3)
    assert store.start_row("amina") == 3
    assert store.start_row("amina", scope=array("q", [1, 4])) == 1
    assert direct.first_waiting(path, "amina", ["a4.txt"]) == amina.load(4)
    assert direct.in_progress(path, "bilal") is None
    assert store.start_row("bilal") == 1
    amina.press(mends.verify, row=3)
    assert direct.in_progress(path, "amina") is None
    assert direct.first_waiting(path, "amina") == amina.load(1)
    assert store.start_row("amina") == 1


def test_ids_or_hashes_limit_the_queue(amina: Person, new_article: Callable[..., Article]) -> None:
    amina.press(mends.verify, row=2)
    path, store = _path(amina), amina.store
    store.add_articles([new_article("copy.txt", amina.load(5).article.text)])
    assert direct.first_waiting(path, "amina", ["a4.txt", "a2.txt", "none.txt"]) == amina.load(4)
    assert direct.first_waiting(path, "amina", [amina.load(3).article.sha256]) == amina.load(3)
    assert direct.first_waiting(path, "amina", ["copy.txt"]) == amina.load(5)
    assert direct.first_waiting(path, "amina", ["a2.txt"]) is None
    assert direct.first_waiting(path, "amina", []) is None
    assert store.next_row("amina", scope=array("q", [2, 4])) == 4


def test_one_article_by_name(amina: Person) -> None:
    amina.press(mends.verify, row=2)
    assert direct.load(_path(amina), "amina", "a2.txt") == amina.load(2)
    assert direct.load(_path(amina), "amina", "none.txt") is None


def test_whether_an_article_is_done(amina: Person) -> None:
    amina.press(mends.verify, row=1)
    amina.press(lambda s: mends.accept(s, "i1", "date"), row=2)
    path = _path(amina)
    assert direct.is_done(path, "amina", amina.load(1).article.sha256) is True
    assert direct.is_done(path, "amina", amina.load(2).article.sha256) is False
    assert direct.is_done(path, "bilal", amina.load(1).article.sha256) is False


def test_an_article_without_proposal_and_with_sources(
    store: Store, new_article: Callable[..., Article]
) -> None:
    store.add_articles([new_article("a.txt", "One text."), new_article("b.txt", "One text.", publisher="W")])
    found = direct.first_waiting(str(store.path), "amina")
    assert found == store.load(1, "amina")
    assert found is not None
    assert [s.id for s in found.article.sources] == ["b.txt"]


def test_nothing_is_read_where_nothing_is(tmp_path: Path) -> None:
    assert direct.first_waiting(str(tmp_path / "none.db"), "amina") is None
    assert direct.first_waiting(str(tmp_path), "amina") is None
    assert direct.first_waiting("sqlite:///none.db", "amina") is None
    assert direct.is_done(str(tmp_path / "none.db"), "amina", "0" * 64) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"Dear diary", b"SQLite format 3\x00" + b"\xff" * 900])
def test_what_is_no_store_is_left_for_the_long_way(db: Path, content: bytes) -> None:
    db.write_bytes(content)
    assert direct.first_waiting(str(db), "amina") is None
    assert db.read_bytes() == content


def test_another_schema_is_left_for_the_long_way(amina: Person) -> None:
    with closing(sqlite3.connect(amina.store.path)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0000'")
        raw.commit()
    assert direct.first_waiting(_path(amina), "amina") is None


def test_a_store_that_is_being_written_can_be_read(amina: Person) -> None:
    with closing(sqlite3.connect(amina.store.path, isolation_level=None)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        assert direct.first_waiting(_path(amina), "amina") == amina.load(1)


_LIGHT = """
import sys
import store.direct, store.mends, store.state, store.types, store.errors, store.figures
heavy = {"sqlmodel", "sqlalchemy", "pydantic", "alembic", "dateparser", "textual", "rich"}
print(sorted(heavy & set(sys.modules)))
import store.engine
print(sorted({"alembic", "dateparser", "textual"} & set(sys.modules)))
"""


def test_what_starts_the_screen_imports_nothing_heavy_and_opening_a_store_no_alembic() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LIGHT], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split("\n")[:2] == ["[]", "[]"]
