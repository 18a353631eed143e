"""Whether a store has all that its schema says: tables with their columns, indexes, the log's triggers."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, inspect

from store import sqlite
from store.schema import METADATA, SQLITE_TRIGGERS


def problems(connection: Connection) -> Iterator[str]:
    """One sentence for each table, column, index and trigger that is missing or not as it was made."""
    have = sqlite.schema(connection)
    looking = inspect(connection)
    for table in METADATA.sorted_tables:
        if table.name not in have:
            yield f"the table {table.name} is missing"
            continue
        columns = {column["name"] for column in looking.get_columns(table.name)}
        for column in table.columns:
            if column.name not in columns:
                yield f"the table {table.name} has no column {column.name}"
        for index in table.indexes:
            if index.name not in have:
                yield f"the index {index.name} of the table {table.name} is missing"
    for made in SQLITE_TRIGGERS:
        name = made.split()[2]
        if have.get(name) != ("trigger", made):
            how = "is not the one that was made" if name in have else "is missing"
            yield f"the trigger {name}, which keeps the log append-only, {how}"
