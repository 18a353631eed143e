"""What a store knows of gold: coding rules, every finished coding, and releases.

A part of `Store`, kept apart because it is another business than reviewing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.model import Record
from store import codings, guidelines, proposals, releases
from store.codings import Finished
from store.database import Database
from store.guidelines import Guideline


class GoldFace:
    """The methods of `Store` that gold is made with; `_database` is the store's."""

    _database: Database

    # ------------------------------------------------------------ the coding rules

    def guideline(self, version: str | None = None) -> Guideline | None:
        """One version of the coding rules, by default the one in force; None where there is none."""
        with self._database.read() as connection:
            return guidelines.one(connection, version)

    def guidelines(self) -> list[Guideline]:
        """Every version of the coding rules, oldest first."""
        with self._database.read() as connection:
            return guidelines.versions(connection)

    def add_guideline(self, body: str, *, author: str) -> Guideline:
        """A new version of the coding rules, or the one in force where it says the same."""
        with self._database.write() as connection:
            return guidelines.add(connection, body, author, proposals.now())

    # ------------------------------------------------------------ codings and releases

    def chosen(self, *, reviewer: str | None = None) -> Iterator[releases.Chosen]:
        """What `export_lines` gives, with the reviewer, the newest event and the near copies behind each."""
        return releases.chosen(self._database, reviewer)

    def release(self, name: str) -> tuple[releases.Release, list[releases.Member]] | None:
        """The newest release of this name with what went into it; None before the first."""
        with self._database.read() as connection:
            found = releases.newest(connection, name)
            return None if found is None else (found[1], releases.members(connection, found[0]))

    def add_release(self, release: releases.Release, members: Sequence[releases.Member], body: str) -> None:
        """Remember a release whose manifest has the text `body`. Raises StoreError where it is there."""
        with self._database.write() as connection:
            releases.add(connection, release, members, body)

    def locked(self) -> dict[int, str]:
        """Rows of articles in a locked split of the newest releases, each with `NAME/SPLIT`."""
        with self._database.read() as connection:
            return releases.locked(connection)

    def record_at(self, row: int, reviewer: str, last_seq: int) -> Record:
        """One reviewer's record of an article as it stood at an event."""
        return releases.record_at(self._database, row, reviewer, last_seq)

    def codings(self) -> Iterator[Finished]:
        """Every reviewer's finished record of every article, adjudicated ones too, by article."""
        return codings.codings(self._database)
