"""The versions of the project's coding rules. A version is never changed; decisions name it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection

_COLUMNS = "version, at, author, sha256, body"


@dataclass(frozen=True, slots=True)
class Guideline:
    """One version of the rules: `version` counts from 1, `at` is RFC 3339 UTC, `body` Markdown."""

    version: str
    at: str
    author: str
    sha256: str
    body: str


def in_force(connection: Connection) -> str | None:
    """The number of the newest version; None where the project has no rules yet."""
    newest = connection.exec_driver_sql("SELECT MAX(CAST(version AS INTEGER)) FROM guidelines").scalar()
    return None if newest is None else str(newest)


def versions(connection: Connection) -> list[Guideline]:
    """Every version, oldest first."""
    rows = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM guidelines ORDER BY CAST(version AS INTEGER)")
    return [Guideline(*row) for row in rows]


def one(connection: Connection, version: str | None) -> Guideline | None:
    """One version, or with None the one in force; None where there is no such version."""
    version = in_force(connection) if version is None else version
    for found in versions(connection):
        if found.version == version:
            return found
    return None


def add(connection: Connection, body: str, author: str, at: str) -> Guideline:
    """A new version, or the one in force where it says the same. Raises StoreError for an empty text."""
    if not body.strip():
        raise StoreError("coding rules without a word: nothing was changed")
    newest = one(connection, None)
    sha256 = hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
    if newest is not None and newest.sha256 == sha256:
        return newest
    from sqlalchemy import insert

    from store.tables_gold import GUIDELINES

    made = Guideline(str(int(newest.version) + 1 if newest else 1), at, author, sha256, body)
    values = {name: getattr(made, name) for name in ("version", "at", "author", "sha256", "body")}
    connection.execute(insert(GUIDELINES), values)
    return made
