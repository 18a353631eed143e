"""Opening a store: what is made, what is refused, and in which words."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from extract.model import Article
from store.engine import open_store
from store.errors import NewerStore, StoreError
from store.store import Store

ROOT = Path(__file__).resolve().parents[3]


def test_a_new_store_is_made_and_says_so(db: Path) -> None:
    with open_store(str(db)) as store:
        assert store.created
        assert store.path == db
    with open_store(str(db)) as store:
        assert not store.created


def test_a_store_and_what_sqlite_keeps_beside_it_are_for_the_owner_alone(
    db: Path, new_article: Callable[..., Article]
) -> None:
    with open_store(str(db)) as store:
        store.add_articles([new_article()])
        modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in db.parent.iterdir()}
    assert modes["gold.db"] == 0o600
    assert set(modes.values()) == {0o600}


def test_what_durability_rests_on_is_switched_on(store: Store) -> None:
    asked = ("journal_mode", "synchronous", "foreign_keys")
    for connection in (store._database.write(), store._database.read()):
        with connection as opened:
            found = [opened.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in asked]
        assert found == ["wal", 2, 1]


def test_a_url_of_a_file_is_taken_too(db: Path) -> None:
    with open_store(f"sqlite:///{db}") as store:
        assert store.path == db


def test_a_name_with_odd_letters_is_a_name(tmp_path: Path) -> None:
    odd = tmp_path / "a store?mode=ro#50%.db"
    with open_store(str(odd)) as store:
        assert store.created
    assert odd.exists()


def test_an_empty_file_becomes_a_store(db: Path) -> None:
    db.touch()
    with open_store(str(db)) as store:
        assert store.created


def test_without_create_a_missing_store_is_refused_and_not_made(db: Path) -> None:
    with pytest.raises(StoreError, match="there is no store at"):
        open_store(str(db), create=False)
    assert not db.exists()


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_store(str(tmp_path))


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no folder .*nowhere"):
        open_store(str(tmp_path / "nowhere" / "a.db"))


def test_a_file_that_is_no_database_is_refused_and_left_alone(db: Path) -> None:
    db.write_text("Dear diary")
    with pytest.raises(StoreError, match="not an Assay store"):
        open_store(str(db))
    assert db.read_text() == "Dear diary"


def test_a_damaged_database_is_refused(db: Path) -> None:
    db.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    with pytest.raises(StoreError, match="damaged or no Assay store"):
        open_store(str(db))


def test_somebody_elses_database_is_refused_and_left_alone(db: Path) -> None:
    with closing(sqlite3.connect(db)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
        other.commit()
    before = db.read_bytes()
    with pytest.raises(StoreError, match="not an Assay store"):
        open_store(str(db))
    assert db.read_bytes() == before


def test_a_server_is_refused_for_now(db: Path) -> None:
    with pytest.raises(StoreError, match="not supported"):
        open_store("postgresql://localhost/gold")


@pytest.mark.parametrize("target", ["sqlite://", "sqlite:///:memory:"])
def test_a_store_in_memory_is_refused(target: str) -> None:
    with pytest.raises(StoreError, match="memory"):
        open_store(target)


def test_a_store_from_a_newer_version_is_refused_and_left_alone(db: Path) -> None:
    open_store(str(db)).close()
    with closing(sqlite3.connect(db)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    before = db.read_bytes()
    with pytest.raises(NewerStore, match="newer version of Assay"):
        open_store(str(db))
    assert db.read_bytes() == before


def test_a_closed_store_says_that_it_was_closed(db: Path) -> None:
    store = open_store(str(db))
    store.close()
    store.close()
    with pytest.raises(StoreError, match="was closed"):
        store.progress("amina")


_WITHOUT_RIGHTS = """
import os, sys
from store.engine import open_store
from store.errors import StoreError
db, mode = sys.argv[1:]
open_store(db).close()
os.chmod(db, int(mode, 8))
if os.getuid() == 0:
    os.setgid(65534), os.setuid(65534)
try:
    open_store(db)
except StoreError as problem:
    print(problem)
"""


@pytest.mark.parametrize(("mode", "said"), [("000", "may not be opened"), ("444", "can only be read")])
def test_a_store_without_the_permission_says_so(mode: str, said: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # root has every right: there the child becomes nobody
        done = subprocess.run(
            [sys.executable, "-c", _WITHOUT_RIGHTS, f"{folder}/gold.db", mode],
            cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
    assert said in done.stdout


def test_an_empty_file_that_becomes_a_store_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch(0o644)
    with open_store(str(path)) as store:
        assert store.created
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_device_is_no_store() -> None:
    before = Path("/dev/null").stat().st_mode
    with pytest.raises(StoreError, match="is not a file"):
        open_store("/dev/null")
    assert Path("/dev/null").stat().st_mode == before
