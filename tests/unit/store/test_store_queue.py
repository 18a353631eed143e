"""The queue: what comes next, what came before, where one is, how far one is."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine

from extract.model import Article
from store import mends, queue
from store.schema import METADATA
from store.store import Store
from store.tables import ARTICLES, REVIEWERS
from store.types import Progress

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person


def _scope(*rows: int) -> array[int]:
    return array("q", rows)


def test_an_empty_store_has_no_next_article(store: Store) -> None:
    assert store.next_row("amina") is None
    assert store.previous_row("amina") is None
    assert store.progress("amina") == Progress()


def test_the_queue_goes_forward_and_back_over_what_waits(amina: Person) -> None:
    amina.press(mends.verify, row=2)
    amina.press(lambda s: mends.set_status(s, "irrelevant", reason="sport"), row=3)
    store = amina.store
    assert store.next_row("amina") == 1
    assert store.next_row("amina", after=1) == 4
    assert store.next_row("amina", after=5) is None
    assert store.previous_row("amina", before=4) == 1
    assert store.previous_row("amina") == 5


def test_all_articles_can_be_walked_too(amina: Person) -> None:
    amina.press(mends.verify, row=2)
    assert amina.store.next_row("amina", after=1, waiting=False) == 2
    assert amina.store.previous_row("amina", before=3, waiting=False) == 2


def test_a_scope_limits_the_queue(amina: Person) -> None:
    amina.press(mends.verify, row=2)
    scope = _scope(2, 4)
    store = amina.store
    assert store.next_row("amina", scope=scope) == 4
    assert store.next_row("amina", after=4, scope=scope) is None
    assert store.previous_row("amina", scope=scope, before=4) is None
    assert store.next_row("amina", scope=_scope()) is None


def test_an_article_in_progress_still_waits(amina: Person) -> None:
    amina.press(lambda s: mends.accept(s, "i1", "date"), row=1)
    assert amina.store.next_row("amina") == 1


def test_what_one_finished_still_waits_for_another(amina: Person, bilal: Person) -> None:
    amina.press(mends.verify, row=1)
    assert bilal.store.next_row("bilal") == 1


def test_the_position_is_counted_from_one(amina: Person) -> None:
    assert amina.store.position(3) == (3, 5)
    assert amina.store.position(4, _scope(2, 4)) == (2, 2)


def test_progress_in_a_scope_counts_only_its_articles(amina: Person) -> None:
    amina.press(mends.verify, row=1)
    amina.press(mends.verify, row=3)
    amina.press(lambda s: mends.set_status(s, "in_progress", flag="ask"), row=4)
    store = amina.store
    assert store.progress("amina", _scope(1, 2)) == Progress(2, verified=1)
    assert store.progress("amina", _scope(1, 4, 5)) == Progress(3, verified=1, in_progress=1, flagged=1)
    assert store.progress("amina", _scope(1, 2, 3, 4, 5)) == store.progress("amina")
    assert store.progress("amina", _scope()) == Progress()
    assert store.progress("nobody", _scope(1, 2)) == Progress(2)
    assert store.progress("amina", _scope(1, 2)).waiting == 1


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A bare schema with twenty articles and one reviewer."""
    path: Path = tmp_path_factory.mktemp("runs") / "runs.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as opened:
        METADATA.create_all(opened)
        values = [{"row": n, "id": str(n), "sha256": f"{n:064}", "chars": 1} for n in range(1, 21)]
        opened.execute(ARTICLES.insert(), values)
        opened.execute(REVIEWERS.insert(), {"row": 1, "name": "amina"})
        yield opened
    engine.dispose()


@given(
    toggled=st.lists(st.integers(1, 20), max_size=50),
    scope=st.none() | st.sets(st.integers(1, 20)).map(sorted),
)
def test_the_next_and_previous_waiting_article_are_those_that_a_plain_search_finds(
    connection: Connection, toggled: list[int], scope: list[int] | None
) -> None:
    connection.exec_driver_sql("DELETE FROM done_runs")
    done: set[int] = set()
    for row in toggled:
        (queue.mark_waiting if row in done else queue.mark_done)(connection, 1, row)
        done ^= {row}
    runs = connection.exec_driver_sql("SELECT first, last FROM done_runs ORDER BY first").all()
    assert {r for first, last in runs for r in range(first, last + 1)} == done
    assert all(b.first > a.last + 1 for a, b in pairwise(runs))
    rows = array("q", range(1, 21)) if scope is None else array("q", scope)
    for at in (None, *range(22)):
        ahead = [r for r in rows if (at is None or r > at) and r not in done]
        behind = [r for r in rows if (at is None or r < at) and r not in done]
        given_scope = None if scope is None else rows
        assert queue.next_row(connection, 1, at, given_scope, waiting=True) == (ahead[0] if ahead else None)
        assert queue.previous_row(connection, 1, at, given_scope, waiting=True) == (
            behind[-1] if behind else None
        )


def test_rows_follow_each_other_without_gaps(store: Store, new_article: Callable[..., Article]) -> None:
    for n in range(3):
        store.add_articles([new_article(f"{n}.txt", f"Text {n}."), new_article("x.txt", "Always this.")])
    assert [store.position(r)[0] for r in range(1, 5)] == [1, 2, 3, 4]
    assert store.next_row("amina", after=3) == 4
    assert store.next_row("amina", after=4) is None
