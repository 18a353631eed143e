"""Migrations: a new store and a migrated one are the same; an old one is backed up and brought forward."""

from __future__ import annotations

import gzip
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine

from extract.model import Article
from store import engine, mends, revision, sqlite
from store.engine import open_store
from store.errors import StoreError, StoreReadOnly
from store.migrations import run
from store.schema import METADATA

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

#: A store of each schema that was released: `schema-0001.db.gz` was made by the code of that time. Five
#: articles, two of them read by amina (one verified, one flagged after an undo, a redo and an undo), three by
#: bilal (one verified, one set aside, one taken back).
STORES = sorted((Path(__file__).parent / "stores").glob("schema-*.db.gz"))


@pytest.fixture(params=STORES, ids=lambda path: path.name.removesuffix(".db.gz"))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A store as an older version left it."""
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    return path


def test_there_is_a_store_of_every_schema_but_the_newest() -> None:
    script = ScriptDirectory.from_config(run.config())
    older = [r.revision for r in script.walk_revisions() if r.revision != revision.HEAD]
    assert [f"schema-{r}.db.gz" for r in sorted(older)] == [path.name for path in STORES]


def test_an_older_store_is_backed_up_and_brought_forward(old: Path) -> None:
    with open_store(str(old)) as store:
        assert not store.created
        assert store.verify() == []
        people = [
            (r.reviewer, r.verified, r.irrelevant, r.in_progress, r.flagged) for r in store.stats().reviewers
        ]
        assert people == [("amina", 1, 0, 1, 1), ("bilal", 1, 1, 0, 0)]
        assert len(list(store.export_lines(reviewer="amina"))) == 2
        assert store.undo_target("bilal") is not None
    (backup,) = old.parent.glob(f"old.db.before-{revision.HEAD}-was-*")
    assert backup.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(backup)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() != (revision.HEAD,)


def test_work_goes_on_in_an_older_store_as_if_it_were_new(
    old: Path, tmp_path: Path, amina: Person, new_article: Callable[..., Article]
) -> None:
    with open_store(str(old)) as store, open_store(str(tmp_path / "new.db")) as new:
        for opened in (store, new):
            opened.add_articles([new_article("late.txt", "Two guards were hurt.", title="Late")])
        assert _schema(store.path).keys() == _schema(new.path).keys()
        row = store.row_of("a4.txt")
        assert row is not None
        person = type(amina)(store, "amina")
        person.press(mends.verify, row)
        person.undo()
        assert store.verify() == []


def test_an_older_store_that_can_only_be_read_is_told_so(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "writable", lambda path: False)
    was = old.read_bytes()
    with pytest.raises(StoreReadOnly, match=r"older version .* can only be read: copy it"):
        open_store(str(old), to_read=True)
    assert old.read_bytes() == was


_NEXT = """
from alembic import op
revision, down_revision, branch_labels, depends_on = "9998", {head!r}, None, None
def upgrade():
    op.execute("ALTER TABLE articles ADD COLUMN more INTEGER NOT NULL DEFAULT 0")
    op.execute("UPDATE no_such_table SET x = 1")
"""


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    amina: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = tmp_path / "versions"
    versions.mkdir()
    (versions / "m9998_next.py").write_text(_NEXT.format(head=revision.HEAD))
    real = run.config

    def config(*given: object) -> object:
        out = real(*given)  # type: ignore[arg-type]
        out.set_main_option("version_locations", f"{Path(run.__file__).parent / 'versions'}:{versions}")
        return out

    monkeypatch.setattr(run, "config", config)
    monkeypatch.setattr(engine, "HEAD", "9998")
    path = amina.store.path
    amina.store.close()
    before = _schema(path)
    with pytest.raises(StoreError, match="no_such_table"):
        open_store(str(path))
    assert _schema(path) == before
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(revision.HEAD,)]


def test_a_second_migration_of_the_same_kind_takes_another_backup(tmp_path: Path) -> None:
    first = engine._free_name(tmp_path / "gold.db", "0000")
    first.touch()
    assert engine._free_name(tmp_path / "gold.db", "0000").name == f"{first.name}.1"
