"""One open store: the engine, the single connection that writes and its lock, readers for every thread."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import SQLAlchemyError

from extract.from_json import WireError
from store import sqlite
from store.errors import StoreBusy, StoreDamaged, StoreError
from store.tables import REVIEWERS


class Database:
    """Hands out connections in transactions and turns their errors into `StoreError`s.

    Never a session or an ORM object leaves the package: callers of `Store` see dataclasses only.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self.engine = engine
        self.path = path
        self._lock = threading.Lock()
        self._writer: Connection | None = None
        self._closed = False
        self._bulks = 0
        self._file = sqlite.identity(path)
        self._reviewers: dict[str, int] = {}
        self._streams: set[Connection] = set()

    @contextmanager
    def write(self, *, durable: bool = True, patience: float | None = None) -> Iterator[Connection]:
        """The writing connection in a transaction that holds the write lock from its start.

        Committed, durably, when the block ends; rolled back as a whole when it raises. Raises StoreError.
        What need not survive a power cut may do without waiting for the disk (`durable` False); what need
        not be had at all, without waiting for a lock for longer than `patience` seconds.
        """
        with self._turn(patience), self._speaking():
            connection = self._writing(patience)
            with nullcontext() if durable else sqlite.unsynced(connection), connection.begin():
                yield connection

    @contextmanager
    def erasing(self) -> Iterator[Connection]:
        """A `write()` that leaves nothing of what it deletes in the pages that it frees."""
        with self._lock, self._speaking():
            connection = self._writing()
            with sqlite.overwriting(connection), connection.begin():
                yield connection

    def scrub(self) -> None:
        """Rewrite the file without free pages and empty the log, so that nothing deleted is left in either.

        Raises StoreError where that cannot be done now; the store is as it was.
        """
        with self._lock, self._speaking():
            sqlite.scrub(self._writing(), self.path)

    @contextmanager
    def bulk(self) -> Iterator[None]:
        """Around an import of many chunks, each its own `write()`. One inside another changes nothing."""
        with self._lock, self._speaking():
            if self._bulks == 0:
                sqlite.begin_bulk(self._writing())
            self._bulks += 1
        try:
            yield
        finally:
            with self._lock:
                self._bulks -= 1
                if self._bulks == 0 and self._writer is not None:
                    sqlite.end_bulk(self._writer)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A reading connection; everything in the block sees one state of the store. Raises StoreError."""
        self._check_open()
        try:
            with self._speaking(), self.engine.connect() as connection, connection.begin():
                yield connection
        except (ValueError, TypeError, KeyError, AttributeError) as problem:
            raise self._unreadable(problem) from problem

    @contextmanager
    def stream(self) -> Iterator[Connection]:
        """A `read()` around the `yield`s of a generator: closing the store ends it, however far it was read.

        Who forgets a generator half read would keep its connection, and with it the file's log, for ever.
        """
        with self.read() as connection:
            self._streams.add(connection)
            try:
                yield connection
            finally:
                self._streams.discard(connection)

    def reviewer(self, connection: Connection, name: str) -> int | None:
        """The row of a reviewer; None for one who has decided nothing yet."""
        known = self._reviewers.get(name)
        if known is None:
            known = connection.execute(select(REVIEWERS.c.row).where(REVIEWERS.c.name == name)).scalar()
            if known is not None:
                self._reviewers[name] = known
        return known

    def close(self) -> None:
        """Close every connection; using the store afterwards raises StoreError."""
        with self._lock:
            self._closed = True
            for stream in list(self._streams):
                stream.invalidate()
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            self.engine.dispose()

    @contextmanager
    def _turn(self, patience: float | None) -> Iterator[None]:
        """Wait for the turn to write among this process's own threads. Raises StoreBusy after `patience`."""
        if not self._lock.acquire(timeout=-1 if patience is None else patience):
            raise StoreBusy(f"{self.path} is being written to: nothing was changed, try again")
        try:
            yield
        finally:
            self._lock.release()

    def _writing(self, patience: float | None = None) -> Connection:
        self._check_open()
        if not sqlite.is_still(self.path, self._file):
            raise StoreError(
                f"{self.path} was moved, deleted or replaced while it was open: nothing was changed, "
                "put it back where it was",
                again=True,
            )
        if self._writer is None:
            connection = self.engine.connect().execution_options(**{sqlite.WRITES: True})
            try:
                sqlite.writer_pragmas(connection)
            except BaseException:
                connection.close()
                raise
            self._writer = connection
        return self._writer.execution_options(**{sqlite.PATIENCE: patience})

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError(f"the store {self.path} was closed")

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error, UnicodeEncodeError) as problem:
            raise sqlite.explain(problem, self.path) from problem
        except (WireError, json.JSONDecodeError) as problem:
            raise self._unreadable(problem) from problem

    def _unreadable(self, problem: Exception) -> StoreError:
        return StoreDamaged(
            f"{self.path}: something stored in it cannot be read ({problem}): "
            "see `assay verify-store`, or restore a backup"
        )
