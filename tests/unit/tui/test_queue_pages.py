"""Pages before a row are the pages after it read backwards, in every order, also where values are missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.article import make_article
from store.engine import open_store
from store.query import SORTS, QuerySpec, Sort
from store.store import Store
from tui import queue_pages
from tui.queue_pages import counted, open_at, open_end, open_start, page_before


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Twelve articles, some without a date or a publisher."""
    with open_store(str(tmp_path / "queue.db")) as store:
        store.add_articles(
            make_article(
                f"{n}.txt",
                f"Report {n}. " + "Words. " * (n * 5 % 7),
                published=None if n % 4 == 0 else dt.date(2025, 1, 1 + n % 3),
                publisher=None if n % 3 == 0 else f"House {n % 2}",
            )
            for n in range(1, 13)
        )
        store.catch_up("facts")
        yield store


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("backwards", [False, True])
def test_pages_before_a_row_and_after_it_make_the_whole_queue(
    store: Store, sort: Sort, backwards: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = QuerySpec("amina", sort, backwards)
    whole = [r.row for r in store.queue_page(spec, limit=100)]
    assert len(whole) == 12
    for n, row in enumerate(whole):
        window = open_at(store, spec, row)
        assert [r.row for r in window.rows] == whole
        assert (window.at, window.first, window.begins, window.ends) == (n, 0, True, True)
    monkeypatch.setattr(queue_pages, "PAGE", 5)
    assert [r.row for r in open_end(store, spec).rows] == whole[-5:]
    assert [r.row for r in open_start(store, spec).rows] == whole[:5]
    for n, row in enumerate(whole):
        assert [r.row for r in page_before(store, spec, store.queue_cursor(spec, row))] == whole[
            max(0, n - 5) : n
        ]
        window = open_at(store, spec, row)
        assert window.here is not None
        assert window.here.row == row
        assert counted(store, spec, window).first == max(0, n - 5)


def test_an_article_that_is_not_in_the_queue_opens_its_start_or_what_follows_it(store: Store) -> None:
    spec = QuerySpec("amina", publisher="House 1")
    inside = [r.row for r in store.queue_page(spec)]
    left_out = next(n for n in range(inside[1] + 1, 13) if n not in inside)
    assert open_at(store, spec, left_out).at == 0
    here = open_at(store, spec, left_out, near=True).here
    assert here is not None
    assert here.row == next(n for n in inside if n > left_out)
