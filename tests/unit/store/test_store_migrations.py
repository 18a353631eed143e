"""Migrations: a new store and a migrated one are the same; an old one is backed up and brought forward."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine

from store import engine, mends, revision
from store.engine import open_store
from store.errors import StoreError
from store.migrations import run
from store.tables import METADATA

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Engine]:
    """A database that went through all migrations from nothing."""
    opened = create_engine(f"sqlite:///{tmp_path / 'migrated.db'}")
    with opened.begin() as connection:
        run.upgrade(connection)
    yield opened
    opened.dispose()


def _schema(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as raw:
        found = raw.execute("SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: re.sub(r"\s+", " ", sql).strip() for name, sql in found}


def test_a_new_store_and_a_migrated_one_have_the_same_schema(db: Path, migrated: Engine) -> None:
    open_store(str(db)).close()
    made, brought = _schema(db), _schema(Path(str(migrated.url.database)))
    assert made.keys() == brought.keys()
    for name, sql in made.items():
        assert _parts(sql) == _parts(brought[name]), name


def _parts(sql: str) -> list[str]:
    """The lines of a definition, in an order of their own: Alembic writes constraints in another one."""
    head, tail = sql.removesuffix(" WITHOUT ROWID").removesuffix(")"), sql.endswith(" WITHOUT ROWID")
    parts = re.split(r", (?=CONSTRAINT|\"?\w+\"? [A-Z]+)", head)
    return [str(tail), *sorted(part.strip() for part in parts)]


def test_the_migrations_give_the_tables_of_the_program(migrated: Engine) -> None:
    with migrated.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_the_newest_migration_is_the_revision_that_the_program_names() -> None:
    script = ScriptDirectory.from_config(run.config())
    assert script.get_heads() == [revision.HEAD]
    assert run.knows(revision.HEAD)
    assert not run.knows("9999")


# ---------------------------------------------------------------- an older store


_NEXT = """
from alembic import op
revision, down_revision, branch_labels, depends_on = "0002", "0001", None, None
def upgrade():
    op.execute("ALTER TABLE articles ADD COLUMN size INTEGER NOT NULL DEFAULT 0")
    op.execute({last!r})
"""


@pytest.fixture
def newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This program as it could be one release on: with a migration 0002 that a test writes."""
    versions = tmp_path / "versions"
    versions.mkdir()
    real = run.config

    def config(*given: object) -> object:
        out = real(*given)  # type: ignore[arg-type]
        here = f"{Path(run.__file__).parent / 'versions'}:{versions}"
        out.set_main_option("version_locations", here)
        return out

    monkeypatch.setattr(run, "config", config)
    monkeypatch.setattr(engine, "HEAD", "0002")
    return versions / "m0002_next.py"


def test_an_older_store_is_backed_up_and_brought_forward(amina: Person, newer_program: Path) -> None:
    newer_program.write_text(_NEXT.format(last="UPDATE articles SET size = chars"))
    events = amina.press(mends.verify)
    path = amina.store.path
    amina.store.close()
    with open_store(str(path)) as store:
        assert not store.created
        assert store.load(1, "amina").events == events
        assert store.verify() == []
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT COUNT(*) FROM articles WHERE size = chars").fetchone() == (5,)
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [("0002",)]
    (backup,) = path.parent.glob("gold.db.before-0002-was-0001*")
    assert backup.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(backup)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert raw.execute("SELECT COUNT(*) FROM events").fetchone() == (len(events),)


def test_a_migration_that_fails_leaves_the_store_as_it_was(amina: Person, newer_program: Path) -> None:
    newer_program.write_text(_NEXT.format(last="UPDATE no_such_table SET x = 1"))
    path = amina.store.path
    amina.store.close()
    before = _schema(path)
    with pytest.raises(StoreError, match="no_such_table"):
        open_store(str(path))
    assert _schema(path) == before
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]


def test_a_second_migration_of_the_same_kind_takes_another_backup(tmp_path: Path) -> None:
    (tmp_path / "gold.db.before-0001-was-0000").touch()
    assert engine._free_name(tmp_path / "gold.db", "0000").name == "gold.db.before-0001-was-0000.1"
