"""A whole store into another, new one, row by row, and then both compared."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, Select, Table, insert, select

from store import sqlite
from store.database import Database
from store.engine import BUSY_SECONDS, open_database, path_of
from store.errors import StoreDamaged, StoreError
from store.schema import METADATA

#: Rows in one transaction; fewer of the tables that hold texts.
_MANY, _FEW = 2000, 50
_LONG = frozenset({"texts", "proposals", "records"})
#: What belongs to this file and its windows, not to the work in it.
_STAYS_HERE = frozenset({"leases"})
_NOT_COPIED = {"counters": "purge_unfinished", "built": "search"}


def copy(source: Database, target: str, progress: Callable[[int], None] | None = None) -> int:
    """Copy everything as it is now into a new store at `target` (a file or URL); returns how many rows.

    The copy is made anew, so it has no free pages and nothing that was deleted. Afterwards every row of it is
    read back and compared. `progress` hears of each batch of rows. Raises StoreError where the target is
    there already, cannot be made, or does not agree; then no copy is left.
    """
    path = path_of(target)
    if path.exists():
        raise StoreError(f"{target} exists already: give the copy another name")
    try:
        made, _ = open_database(target, create=True, busy_seconds=BUSY_SECONDS, to_read=False)
        with closing(made), source.read() as here:
            rows = _copy(here, made, progress)
            _compare(here, made)
    except BaseException:
        sqlite.remove(path)
        raise
    return rows


def _copy(here: Connection, made: Database, progress: Callable[[int], None] | None) -> int:
    copied = 0
    with made.bulk():
        for table in _tables():
            for batch in _batches(here, table):
                with made.write() as there:
                    there.execute(insert(table), [dict(row._mapping) for row in batch])
                copied += len(batch)
                if progress is not None:
                    progress(len(batch))
    return copied


def _compare(here: Connection, made: Database) -> None:
    with made.read() as there:
        wrong = [t.name for t in _tables() if _digest(here, t) != _digest(there, t)]
        damage = sqlite.integrity(there)
    if wrong or damage:
        what = damage[0] if damage else f"the copy of {', '.join(wrong)} is not the same"
        raise StoreDamaged(f"{made.path}: {what}: it was not kept, look at the disk and try again")


def _tables() -> Sequence[Table]:
    """In an order that references allow."""
    return [t for t in METADATA.sorted_tables if t.name not in _STAYS_HERE]


def _query(table: Table) -> Select[Any]:
    query = select(table).order_by(*table.primary_key.columns)
    left_out = _NOT_COPIED.get(table.name)
    return query if left_out is None else query.where(table.c.name != left_out)


def _batches(connection: Connection, table: Table) -> Iterator[Sequence[Any]]:
    found = connection.execution_options(stream_results=True).execute(_query(table))
    yield from found.partitions(_FEW if table.name in _LONG else _MANY)


def _digest(connection: Connection, table: Table) -> str:
    """One hash over all rows of a table."""
    sum_of_all = hashlib.sha256()
    for batch in _batches(connection, table):
        for row in batch:
            sum_of_all.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    return sum_of_all.hexdigest()
