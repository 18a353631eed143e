"""Opening a store: an existing one, a new one, an older one that is brought forward, a newer one refused."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from store import sqlite
from store.database import Database
from store.errors import NewerStore, StoreDamaged, StoreError, StoreReadOnly
from store.revision import HEAD
from store.store import Store

#: How long a write waits for another program's lock before it raises `StoreBusy`.
BUSY_SECONDS = 10.0


def open_store(
    target: str, *, create: bool = True, busy_seconds: float = BUSY_SECONDS, to_read: bool = False
) -> Store:
    """Open the store at `target`, a file path or an SQLAlchemy URL.

    A file that is not there is made (mode 0600) where `create` is true; `Store.created` then says so. An
    older store is backed up beside itself and migrated. Raises StoreError with one sentence: not a database,
    somebody else's database, read-only, newer, missing folder, a folder, no permission, locked for longer
    than `busy_seconds`. With `to_read` a store that can only be read is opened for that, and writing to it
    raises StoreReadOnly.
    """
    database, created = open_database(target, create=create, busy_seconds=busy_seconds, to_read=to_read)
    return Store(database, created=created)


def open_database(target: str, *, create: bool, busy_seconds: float, to_read: bool) -> tuple[Database, bool]:
    """What `open_store` does, without the face; says whether the store was made."""
    path = path_of(target)
    can_write = sqlite.prepare_file(path, create=create, to_read=to_read)
    engine = sqlite.make_engine(path, busy_seconds=busy_seconds, read_only=not can_write)
    database = Database(engine, path)
    try:
        created = _bring_to_head(database, create=create, can_write=can_write)
    except BaseException:
        database.close()
        raise
    return database, created


def path_of(target: str) -> Path:
    """The file that a path or an SQLAlchemy URL names. Raises StoreError where it names none."""
    if "://" not in target:
        return Path(target).absolute()
    try:
        url = make_url(target)
    except ArgumentError:
        raise StoreError(f"{target} is neither a file nor a database URL") from None
    if url.get_backend_name() != "sqlite":
        raise StoreError(f"{url.get_backend_name()} is not supported yet: give a file, or sqlite:///FILE")
    if not url.database or url.database == ":memory:":
        raise StoreError("a store in memory would lose everything: give a file")
    return Path(url.database).absolute()


def _bring_to_head(database: Database, *, create: bool, can_write: bool) -> bool:
    """Make the tables where there are none, migrate older ones; says whether they were made.

    Looks before it writes: what is not ours is left as it was, to the byte.
    """
    with database.read() as connection:
        if sqlite.is_foreign(connection):
            raise StoreError(
                f"{database.path} is a database, but not an Assay store: give another --db, "
                "nothing was written to it"
            )
        found = revision_of(connection)
        if found is None and inspect(connection).get_table_names():
            raise StoreDamaged(
                f"{database.path} is damaged (its schema version is missing): restore a backup"
            )
    if found == HEAD:
        return False
    if found is not None:
        _migrate(database, found, can_write=can_write)
        return False
    if not create:
        raise StoreError(f"{database.path} is empty: import something first, or give another --db")
    with database.write() as connection:
        if revision_of(connection) is not None:  # another process was faster
            return False
        create_schema(connection)
    return True


def revision_of(connection: Connection) -> str | None:
    """The schema revision that the store is at; None where it has no tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def create_schema(connection: Connection) -> None:
    """Make every table and stamp the newest revision: the same as running all migrations, without Alembic."""
    from store.schema import METADATA  # a third of the tables' cost, and only a new store needs them all

    METADATA.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, \n\t"
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version (version_num) VALUES (?)", (HEAD,))
    sqlite.mark_as_ours(connection)


def _migrate(database: Database, found: str, *, can_write: bool) -> None:
    from store.migrations import run  # Alembic only where there is something to migrate: it costs start-up

    if not run.knows(found):
        raise NewerStore(
            f"{database.path} was written by a newer version of Assay (schema {found}, this one knows "
            f"{HEAD}): update Assay, or give another --db"
        )
    if not can_write:
        raise StoreReadOnly(
            f"{database.path} was made by an older version of Assay and can only be read: "
            "copy it to where it can be written, and open the copy"
        )
    with database.write() as connection:
        if revision_of(connection) == HEAD:  # another process was faster
            return
        with database.read() as reader:  # a connection that writes cannot be copied from
            sqlite.backup(reader, _free_name(database.path, found))
        try:
            run.upgrade(connection)
        except DBAPIError:
            raise
        except Exception as problem:
            raise StoreError(f"{database.path} could not be brought to schema {HEAD}: {problem}") from problem


def _free_name(path: Path, revision: str) -> Path:
    base = path.with_name(f"{path.name}.before-{HEAD}-was-{revision}")
    names = (base if n == 0 else base.with_name(f"{base.name}.{n}") for n in range(1000))
    return next(name for name in names if not name.exists())
