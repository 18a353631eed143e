"""Closing a store closes every connection, also those of what was never read to its end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from store import mends
from store.engine import open_store
from store.errors import StoreError
from store.store import Store

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person

STREAMS: dict[str, Callable[[Store], Iterator[object]]] = {
    "export": lambda store: store.export_lines(reviewer="amina"),
    "proposals": lambda store: store.proposal_lines(store.extractor_versions()[0].key),
    "codings": lambda store: store.codings(),
    "release": lambda store: store.chosen(reviewer="amina"),
    "log": lambda store: store.log(),
}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """Every connection that is made from here on."""
    connections: list[sqlite3.Connection] = []
    connect = sqlite3.dbapi2.connect

    def remember(*words: Any, **named: Any) -> sqlite3.Connection:
        connections.append(connect(*words, **named))
        return connections[-1]

    monkeypatch.setattr(sqlite3.dbapi2, "connect", remember)
    return connections


@pytest.mark.parametrize("name", STREAMS)
def test_what_was_read_in_part_is_closed_with_the_store_and_says_so_afterwards(
    amina: Person, made: list[sqlite3.Connection], name: str
) -> None:
    for row in (1, 2, 3):
        amina.press(mends.verify, row=row)
    made.clear()  # those of the store that this person has open
    with open_store(str(amina.store.path)) as store:
        stream = STREAMS[name](store)
        next(stream)
    assert made
    for connection in made:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")
    if name != "log":
        with pytest.raises(StoreError):
            list(stream)
    stream.close()  # type: ignore[attr-defined]


def test_a_stream_that_is_dropped_gives_its_connection_back(amina: Person) -> None:
    amina.press(mends.verify, row=1)
    amina.press(mends.verify, row=2)
    pool: Any = amina.store._database.engine.pool
    before = pool.checkedout()
    with closing(amina.store.export_lines(reviewer="amina")) as lines:  # type: ignore[type-var]
        next(lines)
        assert pool.checkedout() == before + 1
    assert pool.checkedout() == before
