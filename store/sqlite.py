"""What only SQLite knows: opening a file, pragmas, locks, what its errors mean, the online backup.

Everything else in the package speaks SQLAlchemy Core, so that another database needs another module like
this one and no other change.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, ColumnElement, Connection, Engine, create_engine, event, func, select

from store.errors import StoreBusy, StoreDamaged, StoreError, StoreFull, StoreReadOnly
from store.revision import APPLICATION_ID

MAGIC = b"SQLite format 3\x00"
#: The writer asks for the lock by itself (`_begin_immediate`): SQLite's own waits grow to 20 ms and more.
_SHORT_WAIT_MS = 0
#: Pages that the connection which writes keeps in memory.
_CACHE_KB = 8192
#: How many rows of a table `integrity` names for the same fault.
_SAID = 20
_READ_WAIT_MS = 5000
#: `execution_options` key of connections that write: their transactions take the write lock at once.
WRITES = "assay_writes"
#: And how many seconds their next transaction waits for the lock; None for as long as the store does.
PATIENCE = "assay_patience"


def prepare_file(path: Path, *, create: bool, to_read: bool = False) -> bool:
    """Refuse what cannot be a store, with one sentence; where there is no file, make one of mode 0600.

    Says whether the store can be written. Where it cannot and is not wanted `to_read` only, that is refused.
    """
    try:
        if path.is_dir():
            raise StoreError(
                f"{path} is a folder: give the name of a store file, such as {path / 'assay.db'}"
            )
        if not path.parent.is_dir():
            raise StoreError(f"there is no folder {path.parent}: make it first, or give another --db")
        if path.exists() and not path.is_file():
            raise StoreError(f"{path} is not a file: give the name of a store file, such as assay.db")
        if not path.exists():
            if not create:
                raise StoreError(f"there is no store at {path}: import something first, or give another --db")
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            return True
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except PermissionError:
        raise StoreReadOnly(
            f"{path} may not be opened: you lack the permission for the file or its folder"
        ) from None
    except OSError as problem:
        raise StoreError(f"{path} cannot be opened: {problem.strerror}") from None
    can_write = writable(path) and writable(path.parent)
    if not can_write and not to_read:
        raise StoreReadOnly(f"{path} can only be read: change the permissions, or give another --db")
    if head and head != MAGIC:
        raise StoreError(f"{path} is not an Assay store (it is no SQLite database): give another --db")
    if not head and create:
        with suppress(PermissionError):
            path.chmod(0o600)  # an empty file becomes a store, and a store is its owner's alone
    return can_write


def identity(path: Path) -> tuple[int, int]:
    """Which file this is, whatever its name. Raises OSError."""
    found = path.stat()
    return found.st_dev, found.st_ino


def is_still(path: Path, known: tuple[int, int]) -> bool:
    """Whether the name still leads to this file.

    SQLite goes on writing to an open file that was moved or deleted, where nobody would find it.
    """
    try:
        return identity(path) == known
    except FileNotFoundError:
        return False
    except OSError:  # the folder was closed to us meanwhile; the file is open
        return True


def writable(path: Path) -> bool:
    """Whether this process may write the file, or make files in the folder."""
    return os.access(path, os.W_OK)


def _url(path: Path, *, read_only: bool) -> URL:
    """The file as SQLAlchemy names it.

    Beside a file in WAL mode SQLite wants to write its log and index even to read: a folder may forbid that,
    and left behind by a reader they would lock the owner out. Where no log is there, nobody has the store
    open, and the file is taken as it stands.
    """
    if not read_only:
        return URL.create("sqlite", database=str(path))
    how = {"uri": "true", "mode": "ro"}
    if not path.with_name(f"{path.name}-wal").exists():
        how["immutable"] = "1"
    return URL.create("sqlite", database=f"file:{quote(str(path))}", query=how)


def make_engine(path: Path, *, busy_seconds: float, read_only: bool = False) -> Engine:
    """An engine whose transactions begin as we say: IMMEDIATE on connections with the option `WRITES`."""
    engine = create_engine(_url(path, read_only=read_only), pool_size=8, max_overflow=32)

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # sqlite3 begins nothing by itself
        connection.execute(f"PRAGMA busy_timeout = {_READ_WAIT_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")  # macOS: an fsync that reaches the disk
        connection.execute("PRAGMA temp_store = MEMORY")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get(WRITES):
            patience = options.get(PATIENCE)
            _begin_immediate(connection, busy_seconds if patience is None else patience)
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def _begin_immediate(connection: Connection, busy_seconds: float) -> None:
    """Take the write lock. Asks often, so that a short gap between an import's chunks is enough."""
    deadline = time.monotonic() + busy_seconds
    raw = _raw(connection)  # a refusal through SQLAlchemy costs more than the wait
    while True:
        try:
            raw.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as problem:
            if not is_busy(problem) or time.monotonic() >= deadline:
                raise
            time.sleep(random.uniform(0.0005, 0.002))


def writer_pragmas(connection: Connection) -> None:
    """Settings of the one connection that writes: WAL (kept in the file), and short waits of its own."""
    raw = _raw(connection)
    raw.execute(f"PRAGMA busy_timeout = {_READ_WAIT_MS}")
    if raw.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        raw.execute("PRAGMA journal_mode = WAL")
    raw.execute(f"PRAGMA busy_timeout = {_SHORT_WAIT_MS}")
    raw.execute(f"PRAGMA cache_size = -{_CACHE_KB}")


def is_foreign(connection: Connection) -> bool:
    """Whether the file is somebody else's database: it holds tables and is not marked as ours."""
    marked = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if marked == APPLICATION_ID:
        return False
    return bool(connection.exec_driver_sql("SELECT COUNT(*) FROM sqlite_master").scalar_one())


def mark_as_ours(connection: Connection) -> None:
    """Write our `application_id` into the file."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def begin_bulk(connection: Connection) -> None:
    """Many rows in a row: fewer checkpoints and a larger cache while it lasts."""
    raw = _raw(connection)
    raw.execute("PRAGMA wal_autocheckpoint = 16000")
    raw.execute("PRAGMA cache_size = -65536")


def end_bulk(connection: Connection) -> None:
    """The log is on disk, written back to the file and emptied, where no reader hinders it."""
    raw = _raw(connection)
    raw.execute("PRAGMA wal_autocheckpoint = 1000")
    raw.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    with suppress(sqlite3.Error):
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def unsynced(connection: Connection) -> Iterator[None]:
    """While it lasts, commits don't wait for the disk. What others committed before is on it all the same."""
    raw = _raw(connection)
    raw.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        raw.execute("PRAGMA synchronous = FULL")


@contextmanager
def overwriting(connection: Connection) -> Iterator[None]:
    """While it lasts, what is deleted is overwritten with zeros. To be entered before the transaction."""
    raw = _raw(connection)
    raw.execute("PRAGMA secure_delete = ON")
    try:
        yield
    finally:
        raw.execute("PRAGMA secure_delete = OFF")


def scrub(connection: Connection, path: Path) -> None:
    """Rewrite the file without free pages and empty the log. Raises StoreBusy while others read or write.

    Earlier rewrites of a page leave remains that `secure_delete` does not reach; a rewritten file has none.
    """
    raw = _raw(connection)
    raw.execute(f"PRAGMA busy_timeout = {_READ_WAIT_MS}")
    raw.execute("PRAGMA temp_store = FILE")  # the rewritten file may be larger than the memory
    try:
        raw.execute("VACUUM")
        if raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise StoreBusy(f"{path} is open in another program, which reads it")
    finally:
        raw.execute("PRAGMA temp_store = MEMORY")
        raw.execute(f"PRAGMA busy_timeout = {_SHORT_WAIT_MS}")


def among(column: ColumnElement[Any], values: Collection[str] | Collection[int]) -> ColumnElement[bool]:
    """The condition that a column is one of many values; one parameter however many there are."""
    listed = func.json_each(json.dumps(list(values))).table_valued("value")
    return column.in_(select(listed.c.value))


def backup(connection: Connection, target: Path) -> None:
    """Copy the store as it is now into a new file of mode 0600, while others may go on writing."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    copy = sqlite3.connect(target)
    try:
        _raw(connection).backup(copy)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    finally:
        copy.close()


def remove(path: Path) -> None:
    """Take away a store's file with its log and index; nothing where there is none."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def integrity(connection: Connection) -> list[str]:
    """What SQLite itself finds wrong with the file, one sentence each."""
    found = [str(r[0]) for r in connection.exec_driver_sql("PRAGMA integrity_check")]
    problems = [f"the file is damaged: {line}" for line in found if line != "ok"]
    homeless: dict[tuple[str, str], list[Any]] = {}
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        homeless.setdefault((table, parent), []).append(row)
    for (table, parent), lost in homeless.items():
        for row in lost[:_SAID]:
            problems.append(f"{table}, row {row}: refers to a row of {parent} that is not there")
        if len(lost) > _SAID:
            problems.append(f"{table}: {len(lost) - _SAID:,} more rows refer to rows of {parent} like that")
    return problems


def schema(connection: Connection) -> dict[str, tuple[str, str]]:
    """What the file has, by name: its kind (`table`, `index`, `trigger`) and the SQL that made it."""
    found = connection.exec_driver_sql("SELECT name, type, COALESCE(sql, '') FROM sqlite_master")
    return {name: (kind, sql) for name, kind, sql in found}


def _raw(connection: Connection) -> sqlite3.Connection:
    raw: Any = connection.connection.dbapi_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def _code(problem: object) -> int:
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF


def is_busy(problem: object) -> bool:
    """Whether another program holds the lock."""
    return _code(problem) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def explain(problem: BaseException, path: Path) -> StoreError:
    """What a database error means, as one sentence for the person."""
    if isinstance(problem, StoreError):
        return problem
    orig = getattr(problem, "orig", None) or problem
    code = _code(orig)
    if is_busy(orig):
        return StoreBusy(f"{path} is locked by another program: nothing was changed, try again")
    if code == sqlite3.SQLITE_FULL:
        return StoreFull(f"no room left on the disk of {path}: nothing was changed, make room and try again")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return StoreReadOnly(f"{path} can only be read: change the permissions, or give another --db")
    if code == sqlite3.SQLITE_CANTOPEN:
        return StoreReadOnly(
            f"{path} cannot be opened for writing: check that the file and its folder are yours to write"
        )
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return StoreDamaged(f"{path} is damaged or no Assay store ({orig}): restore a backup")
    if code == sqlite3.SQLITE_IOERR:
        return StoreError(
            f"the disk of {path} did not take it ({orig}): nothing was changed, try again", again=True
        )
    if isinstance(orig, UnicodeEncodeError):
        return StoreError("there is half a character (a lone surrogate) in it, which no file can hold")
    return StoreError(f"{path}: {orig}")
