"""Full-text search: what is found, where, and that no words are an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Article
from store import search, sqlite_search
from store.query import QuerySpec
from store.search import expression, hit, plain_spans
from store.sqlite_search import spans_of
from store.store import Store


@pytest.fixture
def shelf(store: Store, new_article: Callable[..., Article]) -> Store:
    """A store with four small texts."""
    texts = (
        "Gunmen attacked a convoy near Kalát on Friday.",
        "Police found a bomb on the road to Kalat; the road was closed.",
        "Traders closed their shops in Gwadar. Nobody was attacked.",
        "Le marché de Gao a été attaqué \U0001f4a3 vendredi.",
    )
    store.add_articles(new_article(f"{n}.txt", text) for n, text in enumerate(texts, 1))
    return store


def _rows(store: Store, query: str) -> list[int]:
    return sorted(h.row for h in store.search(query).hits)


def _check(store: Store) -> None:
    assert _rows(store, "kalat") == [1, 2]
    assert _rows(store, "KALAT convoy") == [1]
    assert _rows(store, '"road to Kalat"') == [2]
    assert _rows(store, '"to road Kalat"') == []
    assert _rows(store, "attack*") == [1, 3]
    assert _rows(store, "attack* -gwadar") == [1]
    assert _rows(store, "nowhere") == []


def test_words_phrases_prefixes_and_words_that_must_not_stand_there(shelf: Store) -> None:
    shelf.catch_up("search")
    _check(shelf)


def test_a_hit_says_where_the_words_stand_in_code_points(shelf: Store) -> None:
    shelf.catch_up("search")
    found = shelf.search("attaqué vendredi").hits[0]
    text = "Le marché de Gao a été attaqué \U0001f4a3 vendredi."
    assert [text[a:b] for a, b in found.spans] == ["attaqué", "vendredi"]
    assert [found.snippet[a:b] for a, b in found.in_snippet] == ["attaqué", "vendredi"]


def test_a_search_finds_what_is_indexed_so_far_and_says_so(
    shelf: Store, new_article: Callable[..., Article]
) -> None:
    assert shelf.search("kalat").note == "the texts are not indexed yet"
    shelf.catch_up("search")
    assert shelf.search("kalat").note is None
    shelf.add_articles([new_article("new.txt", "Kalat again.")])
    assert shelf.search("kalat").note == "4 of 5 texts are indexed so far"
    assert shelf.is_behind("search")
    shelf.catch_up("search")
    assert _rows(shelf, "kalat") == [1, 2, 5]


def test_many_hits_come_in_import_order_page_by_page(
    store: Store, new_article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "RANKED", 10)
    store.add_articles(new_article(f"{n}.txt", f"Report {n} of the road.") for n in range(25))
    store.catch_up("search")
    rows: list[int] = []
    after: int | None = None
    while True:
        page = store.search("road", after=after, limit=10)
        assert not page.ranked
        assert str(page.count) == "10+"
        rows += [h.row for h in page.hits]
        after = page.after
        if after is None:
            break
    assert rows == list(range(1, 26))


def test_few_hits_are_ranked_and_paged(store: Store, new_article: Callable[..., Article]) -> None:
    store.add_articles(
        new_article(f"{n}.txt", f"Report {n}. " + "Road. " * n + "Other words. " * (9 - n))
        for n in range(1, 8)
    )
    store.catch_up("search")
    first = store.search("road", limit=4)
    assert first.ranked
    assert first.hits[0].row == 7
    rest = store.search("road", after=first.after, limit=4)
    assert rest.after is None
    assert sorted(h.row for h in (*first.hits, *rest.hits)) == list(range(1, 8))


def test_a_phrase_that_stands_in_many_texts_gives_its_first_page_at_once(
    store: Store, new_article: Callable[..., Article]
) -> None:
    store.add_articles(new_article(f"{n}.txt", f"Report {n} of the long road.") for n in range(25))
    store.catch_up("search")
    rows: list[int] = []
    after: int | None = None
    for _ in range(3):
        page = store.search('"long road"', after=after, limit=10)
        rows += [h.row for h in page.hits]
        after = page.after
        assert str(page.count) == "10+"
    assert after is None
    assert rows == list(range(1, 26))


def test_what_takes_long_is_looked_for_stretch_by_stretch(
    store: Store, new_article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_search, "BLOCK", 4)
    monkeypatch.setattr(search, "AT_ONCE_SECONDS", -1.0)
    store.add_articles(
        new_article(f"{n}.txt", f"Report {n} of the long {'road' if n in (6, 7, 11) else 'way'}.")
        for n in range(1, 12)
    )
    store.catch_up("search")
    pages = [store.search('"long road"')]
    while pages[-1].after is not None:
        pages.append(store.search('"long road"', after=pages[-1].after))
    assert [[h.row for h in page.hits] for page in pages] == [[], [6, 7], [11]]
    assert pages[0].note == "3 of 11 texts were looked through so far"
    assert str(pages[0].count) == "0+"
    assert not pages[0].ranked
    assert pages[-1].note is None


def test_where_all_fits_on_a_page_the_text_that_says_it_oftener_comes_first(
    store: Store, new_article: Callable[..., Article]
) -> None:
    store.add_articles(new_article(f"{n}.txt", f"Report {n}. " + "The long road. " * n) for n in (1, 3, 2))
    store.catch_up("search")
    for query in ("road", '"long road"', "roa*"):
        page = store.search(query)
        assert [h.id for h in page.hits] == ["3.txt", "2.txt", "1.txt"]
        assert page.ranked
        assert page.after is None


@pytest.mark.parametrize("most", [24, 2])
def test_a_prefix_finds_every_word_that_begins_so_however_many_there_are(
    store: Store, new_article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(sqlite_search, "WORDS", most)
    words = ("Ambush", "ambushed", "AMBUSHES", "ambüshing", "ambulance", "amb", "Lambush")
    store.add_articles(new_article(f"{word}.txt", f"Near Kalat: {word}.") for word in words)
    store.catch_up("search")
    assert _rows(store, "Ambush*") == [1, 2, 3, 4]
    assert _rows(store, "ambüsh*") == [1, 2, 3, 4]
    assert _rows(store, "kalat -ambush*") == [5, 6, 7]
    assert _rows(store, "ambx*") == []
    assert store.queue_count(QuerySpec("amina", text="ambush*")).number == 4


def test_without_full_text_search_the_texts_are_read_one_by_one(
    shelf: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (search, sqlite_search):
        monkeypatch.setattr(module, "has_search", lambda _: False)
    assert not shelf.is_behind("search")
    assert shelf.catch_up("search") == 0
    assert shelf.search("gwadar").note == search.NO_SEARCH
    assert _rows(shelf, "gwadar") == [3]
    assert _rows(shelf, "attack* -gwadar") == [1]
    assert _rows(shelf, '"road to kalat"') == [2]
    assert [r.row for r in shelf.queue_page(QuerySpec("amina", text="road kalat"))] == [2]


@given(st.text(max_size=40))
def test_whatever_is_typed_is_an_expression_or_nothing(query: str) -> None:
    assert plain_spans(query, "some text") is None or isinstance(expression(query), str | None)


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '""',
        "*",
        "-",
        "-a",
        "a AND",
        "NOT b",
        "(",
        ")",
        "a:b",
        "NEAR(a b)",
        "^a",
        "a + b",
        "'; DROP",
        "\x01",
        "AND",
    ],
)
def test_no_query_is_a_syntax_error(shelf: Store, query: str) -> None:
    shelf.catch_up("search")
    shelf.search(query)
    shelf.queue_page(QuerySpec("amina", text=query))
    shelf.queue_count(QuerySpec("amina", text=query))


def test_a_snippet_is_cut_between_words_around_the_first_hit() -> None:
    whole = "word " * 100 + "target " + "word " * 100
    found = hit(1, "a", whole, [(500, 506)])
    assert found.snippet.startswith("word")
    assert not found.snippet.endswith("wor")
    assert len(found.snippet) <= search.SNIPPET
    assert [found.snippet[a:b] for a, b in found.in_snippet] == ["target"]


def test_marks_that_stand_in_the_text_itself_are_no_hits() -> None:
    assert spans_of("a \ue0f1b\ue0f2 c", "a \ue0f1b\ue0f2 \ue0f1c\ue0f2") == [(6, 7)]


def test_a_purged_article_leaves_no_word_in_the_index(shelf: Store) -> None:
    shelf.catch_up("search")
    shelf.catch_up("facts")
    shelf.purge(["2.txt"], "amina")
    assert _rows(shelf, "kalat") == [1]
    assert _rows(shelf, "closed") == [3]
    assert shelf.verify() == []
    with shelf._database.read() as connection:
        held = b"".join(connection.exec_driver_sql("SELECT block FROM search_data").scalars())
    assert b"bomb" not in held
    assert b"onvoy" in held
    assert [r.row for r in shelf.queue_page(QuerySpec("amina"))] == [1, 3, 4]
