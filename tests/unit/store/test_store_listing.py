"""The queue as a list: sorted, filtered, paged, counted, without loading texts."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from extract.model import Article, Count, Record
from store import filters, listing, mends
from store.query import SORTS, Bounded, Cursor, QuerySpec, QueueRow
from store.store import Store
from store.worth import FINISHED_RANK, badges

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person

ME = QuerySpec("amina")
TEXT = (
    "TURBAT: Three guards and a bystander were killed when gunmen attacked a checkpoint near Turbat "
    "on Friday. At least 12 fighters died in two raids in Kech and Awaran, officials said. Two were wounded."
)


def _rows(store: Store, spec: QuerySpec) -> list[int]:
    return [r.row for r in store.queue_page(spec)]


@pytest.fixture
def mixed(store: Store, new_article: Callable[..., Article], new_proposal: Callable[..., Record]) -> Store:
    """Ten articles: odd ones extracted, with more deaths the later; publishers, dates and sizes differ."""
    for n in range(1, 11):
        day = None if n == 4 else dt.date(2025, 2, 1) + dt.timedelta(days=n % 4)
        house = None if n == 7 else ("Coast Daily", "Hill Times")[n % 2]
        text = f"{TEXT} {'More words. ' * (n * 7 % 11)}{n}"
        article = new_article(f"a{n}.txt", text, published=day, publisher=house)
        store.add_articles([article])
        if n % 2:
            store.add_proposals([_deadly(new_proposal(article), n)])
    store.catch_up("facts")
    return store


def _deadly(record: Record, deaths: int) -> Record:
    first, *rest = record.incidents
    counts = (replace(first.counts[0], low=deaths * 20, best=deaths * 20, high=deaths * 20),)
    more: tuple[Count, ...] = counts if deaths != 5 else ()
    return replace(record, incidents=(replace(first, counts=more, part_of=None), *rest))


def _plain(sort: str, rows: list[QueueRow]) -> list[int]:
    def key(row: QueueRow) -> tuple[bool, object]:
        value = {
            "import": row.row,
            "worst": row.cursor[0],
            "doubt": row.doubt,
            "date": row.published and row.published.isoformat(),
            "size": row.size,
            "publisher": row.publisher,
        }[sort]
        return (value is None, value)

    known = [r for r in rows if not key(r)[0]]
    down = sort in ("doubt", "date", "size")
    known.sort(key=lambda r: (key(r)[1], r.row), reverse=down)
    unknown = sorted((r for r in rows if key(r)[0]), key=lambda r: r.row, reverse=down)
    return [r.row for r in (*known, *unknown)]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("size", [1, 3, 200])
def test_every_order_comes_page_by_page_without_a_gap(mixed: Store, sort: str, size: int) -> None:
    spec = replace(ME, sort=sort)  # type: ignore[arg-type]
    everything = mixed.queue_page(spec)
    found: list[int] = []
    after: Cursor | None = None
    while page := mixed.queue_page(spec, after=after, limit=size):
        found += [r.row for r in page]
        after = page[-1].cursor
    assert found == [r.row for r in everything] == _plain(sort, everything)
    assert sorted(found) == list(range(1, 11))
    for before, row in enumerate(found):
        assert mixed.queue_position(spec, row) == Bounded(before)
        assert mixed.queue_cursor(spec, row) == everything[before].cursor


@pytest.mark.parametrize("sort", SORTS)
def test_backwards_is_the_same_order_turned_round(mixed: Store, sort: str) -> None:
    spec = replace(ME, sort=sort)  # type: ignore[arg-type]
    known = [r.row for r in mixed.queue_page(spec) if r.cursor[0] is not None]
    back = mixed.queue_page(replace(spec, backwards=True))
    assert [r.row for r in back if r.cursor[0] is not None] == known[::-1]


def test_worst_first_has_the_deadliest_on_top_and_what_nobody_read_at_the_end(mixed: Store) -> None:
    rows = mixed.queue_page(replace(ME, sort="worst"))
    assert [r.row for r in rows] == [9, 7, 3, 1, 5, 2, 4, 6, 8, 10]
    assert "180 killed" in [r.says for r in rows[0].reasons]
    assert rows[0].badge == "blocking"
    assert rows[-1].badge == "unread"
    assert not rows[-1].extracted
    assert {r.badge for r in rows} <= set(badges())


def test_filters_by_check_place_publisher_date_and_text(mixed: Store) -> None:
    mixed.catch_up("search")
    assert _rows(mixed, replace(ME, place="TURBAT")) == [1, 3, 5, 7, 9]
    assert _rows(mixed, replace(ME, place="pk", sort="worst")) == [9, 7, 3, 1, 5]
    assert _rows(mixed, replace(ME, place="Quetta")) == []
    assert _rows(mixed, replace(ME, publisher="Coast Daily")) == [2, 4, 6, 8, 10]
    day = dt.date(2025, 2, 3)
    assert _rows(mixed, replace(ME, since=day, until=day)) == [2, 6, 10]
    assert _rows(mixed, replace(ME, since=dt.date(2025, 2, 4))) == [3, 7]
    assert _rows(mixed, replace(ME, text="fighters 10")) == [10]
    code = mixed.queue_page(replace(ME, place="Turbat"))[0].checks[0]
    assert 1 in _rows(mixed, replace(ME, check=code))
    assert _rows(mixed, replace(ME, check="no_such_check")) == []
    assert str(mixed.queue_count(replace(ME, place="turbat", publisher="Hill Times"))) == "4"


def test_few_and_many_matches_give_the_same_list(mixed: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    mixed.catch_up("search")
    specs = [
        replace(ME, sort=sort, **filters)
        for sort in SORTS
        for filters in (
            {"place": "turbat"},
            {"place": "turbat", "check": "number_unclaimed"},
            {"publisher": "Coast Daily"},
            {"since": dt.date(2025, 2, 2)},
            {"text": "fighters"},
            {"status": "waiting", "place": "pk"},
        )
    ]
    gathered = [_rows(mixed, spec) for spec in specs]
    counts = [mixed.queue_count(spec) for spec in specs]
    monkeypatch.setattr(filters, "GATHER", 0)
    assert [_rows(mixed, spec) for spec in specs] == gathered
    assert [mixed.queue_count(spec) for spec in specs] == counts
    assert [c.number for c in counts] == [len(g) for g in gathered]


def test_a_count_stops_and_says_that_there_are_more(mixed: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "COUNT_TO", 4)
    assert str(mixed.queue_count(ME)) == "4+"
    assert str(mixed.queue_position(ME, 10)) == "4+"
    assert str(mixed.queue_count(replace(ME, place="turbat"))) == "4+"


def test_filters_by_the_reviewer_s_own_status_and_flag(amina: Person, bilal: Person) -> None:
    amina.press(mends.verify, row=2)
    amina.press(lambda s: mends.set_status(s, "irrelevant", reason="sport"), row=3)
    amina.press(lambda s: mends.set_status(s, "in_progress", flag="ask"), row=4)
    bilal.press(mends.verify, row=1)
    store = amina.store
    store.catch_up("facts")
    assert _rows(store, replace(ME, status="waiting")) == [1, 4, 5]
    assert _rows(store, replace(ME, status="untouched")) == [1, 5]
    assert _rows(store, replace(ME, status="in_progress")) == [4]
    assert _rows(store, replace(ME, status="verified")) == [2]
    assert _rows(store, replace(ME, status="irrelevant")) == [3]
    assert _rows(store, replace(ME, status="finished")) == [2, 3]
    assert _rows(store, replace(ME, status="finished", sort="worst")) == [2, 3]
    assert _rows(store, replace(ME, status="waiting", sort="worst")) == [4, 5, 1]
    assert _rows(store, replace(ME, flagged=True)) == [4]
    assert store.queue_page(replace(ME, flagged=True))[0].flag == "ask"
    assert _rows(store, replace(ME, reviewer="nobody", status="waiting")) == [1, 2, 3, 4, 5]
    assert _rows(store, replace(ME, reviewer="nobody", status="verified")) == []


def test_what_somebody_finished_comes_last_in_worst_first(amina: Person) -> None:
    amina.press(mends.verify, row=2)
    amina.store.catch_up("facts")
    rows = amina.store.queue_page(QuerySpec("bilal", "worst"))
    assert rows[-1].row == 2
    cursor = rows[-1].cursor[0]
    assert isinstance(cursor, int)
    assert cursor > FINISHED_RANK // 2
    amina.undo()
    amina.store.catch_up("facts")
    assert _rows(amina.store, QuerySpec("bilal", "worst")) == [1, 2, 3, 4, 5]


def test_the_facts_follow_the_decisions(amina: Person) -> None:
    store = amina.store
    store.catch_up("facts")
    before = store.queue_page(ME)[0]
    amina.press(lambda s: mends.reject(s, "t2", "exists"))
    assert store.is_behind("facts")
    assert store.catch_up("facts") == 1
    assert not store.is_behind("facts")
    after = store.queue_page(ME)[0]
    assert (before.totals, after.totals) == (1, 0)
    assert (before.deaths, after.deaths) == (12, 4)


def test_a_new_proposal_changes_the_facts_of_untouched_articles_only(
    amina: Person, new_proposal: Callable[..., Record]
) -> None:
    store = amina.store
    amina.press(lambda s: mends.accept(s, "i1", "date"), row=1)
    store.catch_up("facts")
    for row in (1, 2):
        store.add_proposals([_deadly(new_proposal(amina.load(row).article, version="2.0"), 50)])
    found = store.queue_page(ME)
    assert [r.deaths for r in found[:2]] == [12, 1000]
    assert _rows(store, replace(ME, place="turbat")) == [1, 2, 3, 4, 5]


def test_done_today_is_listed_newest_first(amina: Person) -> None:
    for row in (2, 5, 1):
        amina.press(mends.verify, row=row)
    done = amina.store.done_since("amina", "2020-01-01T00:00:00.000Z")
    assert {r.row for r in done} == {1, 2, 5}
    assert [r.verified_at for r in done] == sorted((r.verified_at for r in done), reverse=True)  # type: ignore[type-var]
    assert amina.store.done_since("amina", "2999-01-01T00:00:00.000Z") == []
    assert amina.store.done_since("nobody", "2020-01-01T00:00:00.000Z") == []


def test_copies_can_be_left_out(store: Store, new_article: Callable[..., Article]) -> None:
    store.add_articles(new_article(f"{n}.txt", f"{TEXT} {n}") for n in range(3))
    store.catch_up("copies")
    store.catch_up("facts")
    assert _rows(store, ME) == [1, 2, 3]
    assert _rows(store, replace(ME, leaders=True)) == [1]
    assert [(r.leader, r.copies) for r in store.queue_page(ME)] == [(1, 3)] * 3


def test_a_finished_copy_hides_none_that_waits(amina: Person, new_article: Callable[..., Article]) -> None:
    amina.store.add_articles(new_article(f"{n}.txt", f"{TEXT} {n}") for n in range(3))
    amina.store.catch_up("copies")
    amina.press(mends.verify, row=1)
    amina.store.catch_up("facts")
    folded = QuerySpec("amina", leaders=True)
    assert _rows(amina.store, folded) == [1]
    assert _rows(amina.store, replace(folded, status="waiting")) == [2]


def test_a_scope_limits_the_queue(mixed: Store) -> None:
    for scope in (array("q", [3, 4, 5]), array("q", [2, 5, 9])):
        assert _rows(mixed, replace(ME, scope=scope)) == [*scope]
        assert set(_rows(mixed, replace(ME, scope=scope, sort="worst"))) == set(scope)
        assert mixed.queue_count(replace(ME, scope=scope)).number == 3
    assert _rows(mixed, replace(ME, scope=array("q"))) == []


def test_articles_are_found_by_their_place_and_the_beginning_of_their_id(mixed: Store) -> None:
    mixed.purge(["a2.txt", "a5.txt"], "amina")
    standing = [1, 3, 4, 6, 7, 8, 9, 10]
    assert [mixed.row_at(k) for k in range(1, 9)] == standing
    assert mixed.row_at(0) is mixed.row_at(9) is None
    assert [mixed.row_at(k, array("q", [2, 3, 9])) for k in (1, 2, 3)] == [3, 9, None]
    assert [(row, name) for row, name, _ in mixed.ids_beginning("a1")] == [(1, "a1.txt"), (10, "a10.txt")]
    assert mixed.ids_beginning("a2") == []
    assert [r.id for r in mixed.queue_rows("amina", [10, 5, 1])] == ["a10.txt", "a1.txt"]


def test_catching_up_can_be_stopped_and_goes_on_from_there(
    store: Store, new_article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    from store import facts

    monkeypatch.setattr(facts, "_BARE_AT_ONCE", 2)
    store.add_articles(new_article(f"{n}.txt", f"Text {n}.") for n in range(5))
    steps: list[int] = []
    assert store.catch_up("facts", progress=steps.append, stop=lambda: len(steps) == 1) == 2
    assert store.is_behind("facts")
    assert store.catch_up("facts", progress=steps.append) == 3
    assert steps == [2, 2, 1]


def test_the_place_of_an_article_that_a_filter_leaves_out_is_unknown(mixed: Store) -> None:
    everything = mixed.queue_page(QuerySpec("amina"))
    spec = QuerySpec("amina", publisher="Hill Times")
    shown = {r.row for r in mixed.queue_page(spec)}
    for row in everything:
        assert (mixed.queue_cursor(spec, row.row) is not None) == (row.row in shown)
