"""Articles into the store: what is new, what is known, and what the same text under another name is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from extract.model import Article, Source
from store import imports
from store.engine import open_store
from store.errors import StoreError
from store.prepared import COLUMNS, ID, PUBLISHED, PUBLISHER, SHA256, SOURCE_SHA256, URL
from store.store import Store
from store.tables import ARTICLES

New = Callable[..., Article]


def test_articles_get_rows_in_input_order(store: Store, new_article: New) -> None:
    done = store.add_articles(new_article(f"{n}.txt", f"Text {n}.") for n in range(3))
    assert (done.new, done.known, done.rows.tolist()) == (3, 0, [1, 2, 3])


def test_an_article_comes_out_as_it_went_in(store: Store, new_article: New) -> None:
    article = new_article(
        "a/b.txt", "Ein Überfall in Kech \U0001f600 und نص.",
        title="T", published_source="header", dateline="KECH", url="https://example.org/1", language="de",
        source_sha256="0" * 64, sources=(Source("wire/7", "Agency", dt.date(2025, 2, 2), extra={"k": 1}),),
        extra={"desk": ["south", None]},
    )  # fmt: skip
    store.add_articles([article])
    assert store.load(1, "amina").article == article


def test_what_is_prepared_stands_in_the_tables_own_order() -> None:
    assert ["row", *COLUMNS] == [column.name for column in ARTICLES.columns]
    named = (ID, SHA256, SOURCE_SHA256, PUBLISHER, PUBLISHED, URL)
    assert [COLUMNS[at] for at in named] == ["id", "sha256", "source_sha256", "publisher", "published", "url"]


def test_an_article_whose_title_is_no_text_is_refused_in_words(store: Store, new_article: New) -> None:
    with pytest.raises(StoreError, match=r"title: 3 is not text"):
        store.add_articles([new_article(title=3)])


def test_importing_again_changes_nothing(store: Store, new_article: New) -> None:
    articles = [new_article(f"{n}.txt", f"Text {n}.") for n in range(3)]
    store.add_articles(articles)
    again = store.add_articles(articles[::-1])
    assert (again.new, again.known, again.rows.tolist(), again.notes) == (0, 3, [3, 2, 1], [])
    assert store.load(1, "amina").article == articles[0]


def test_the_same_text_under_another_name_is_one_article_with_two_sources(
    store: Store, new_article: New
) -> None:
    store.add_articles([new_article("a.txt", "One text.")])
    copy = new_article("b.txt", "One text.", publisher="Wire")
    for _ in range(2):
        done = store.add_articles([copy])
        assert (done.new, done.known, done.rows.tolist()) == (0, 1, [1])
    sources = store.load(1, "amina").article.sources
    assert [(s.id, s.publisher) for s in sources] == [("b.txt", "Wire")]
    assert store.row_of("b.txt") == 1


def test_the_same_text_twice_in_one_import_is_one_article(store: Store, new_article: New) -> None:
    done = store.add_articles([new_article("a.txt", "One text."), new_article("b.txt", "One text.")])
    assert (done.new, done.known, done.rows.tolist()) == (1, 1, [1, 1])
    assert [s.id for s in store.load(1, "amina").article.sources] == ["b.txt"]


def test_another_date_for_the_same_text_is_kept_and_said(store: Store, new_article: New) -> None:
    store.add_articles([new_article("a.txt", "One text.")])
    done = store.add_articles([new_article("a.txt", "One text.", published=dt.date(2025, 3, 1))])
    assert done.notes == ["a.txt: the same text as a.txt, but dated 2025-03-01, not 2025-02-01"]
    assert store.load(1, "amina").article.published == dt.date(2025, 2, 1)


def test_a_copy_that_says_less_adds_nothing(store: Store, new_article: New) -> None:
    store.add_articles([new_article("a.txt", "One text.")])
    store.add_articles([new_article("a.txt", "One text.", published=None, publisher=None)])
    assert store.load(1, "amina").article.sources == ()


def test_another_text_under_a_taken_id_gets_its_hash_behind_it(store: Store, new_article: New) -> None:
    first, second = new_article("a.txt", "One text."), new_article("a.txt", "Another text.")
    store.add_articles([first])
    for _ in range(2):
        done = store.add_articles([second])
        assert done.rows.tolist() == [2]
    assert store.load(2, "amina").article.id == f"a.txt#{second.sha256[:8]}"
    assert store.load(2, "amina").article.sources == ()
    assert store.row_of("a.txt") == 1


def test_an_id_that_ends_in_that_very_hash_already_is_no_trouble(store: Store, new_article: New) -> None:
    late = new_article("a.txt", "Another text.")
    store.add_articles([new_article("a.txt", "One text."), new_article(f"a.txt#{late.sha256[:8]}", "Third.")])
    for _ in range(2):
        assert store.add_articles([late]).rows.tolist() == [3]
    assert store.load(3, "amina").article.id == f"a.txt#{late.sha256[:16]}"
    assert store.load(3, "amina").article.sources == ()


def test_two_texts_under_one_id_in_one_import_are_both_kept_and_said(store: Store, new_article: New) -> None:
    done = store.add_articles([new_article("a.txt", "One text."), new_article("a.txt", "Another text.")])
    assert done.new == 2
    said = r"a\.txt: another text has this id already, so this one is a\.txt#[0-9a-f]{8}"
    assert re.fullmatch(said, done.notes[0])


def test_the_id_of_a_further_source_is_taken_too(store: Store, new_article: New) -> None:
    store.add_articles([new_article("a.txt", "One text."), new_article("b.txt", "One text.")])
    other = new_article("b.txt", "Another text.")
    store.add_articles([other])
    assert store.load(2, "amina").article.id == f"b.txt#{other.sha256[:8]}"


def test_an_article_is_found_by_id_by_hash_and_by_the_id_of_a_further_source(
    store: Store, new_article: New
) -> None:
    article = new_article("a.txt", "One text.")
    store.add_articles([article, new_article("b.txt", "One text.")])
    assert [store.row_of(n) for n in ("a.txt", article.sha256, "b.txt", "c.txt")] == [1, 1, 1, None]


def test_half_a_character_is_refused_in_words(store: Store, new_article: New) -> None:
    bad = new_article("a.txt", "Kech \ud83d.")
    with pytest.raises(StoreError, match=r"'a\.txt'.*lone surrogate.*offset 5"):
        store.add_articles([bad])
    for more in ({"name": "a\udcff.txt"}, {"title": "\udcff"}, {"extra": {"k": "\udcff"}}):
        with pytest.raises(StoreError, match="lone surrogate"):
            store.add_articles([new_article(text="Kech.", **more)])
    assert store.progress("amina").total == 0


def test_a_nul_is_refused_in_words(store: Store, new_article: New) -> None:
    with pytest.raises(StoreError, match="a NUL at offset 4"):
        store.add_articles([new_article("a.txt", "Kech\x00.")])


def test_a_hash_of_another_text_is_refused(store: Store, new_article: New) -> None:
    with pytest.raises(StoreError, match="does not belong"):
        store.add_articles([replace(new_article(), sha256="0" * 64)])


def test_an_article_without_an_id_is_refused_in_words(store: Store, new_article: New) -> None:
    with pytest.raises(StoreError, match="article '': id"):
        store.add_articles([new_article("", "Text.")])


def test_progress_hears_of_every_chunk(
    store: Store, new_article: New, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "CHUNK", 2)
    heard: list[int] = []
    store.add_articles((new_article(f"{n}.txt", f"Text {n}.") for n in range(5)), progress=heard.append)
    assert heard == [2, 4, 5]


def test_a_long_text_ends_its_chunk(new_article: New) -> None:
    articles = [new_article(str(n), "x" * size) for n, size in enumerate((4, 4, 30, 4))]
    found = [[values[ID] for values, *_ in c] for c in imports.chunks(articles, 9, 10)]
    assert found == [["0", "1"], ["2"], ["3"]]


def test_a_gentle_import_takes_short_transactions(
    store: Store, new_article: New, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "GENTLE", 2)
    chunks: list[int] = []
    done = store.add_articles(
        (new_article(f"{n}.txt", f"Text {n}.") for n in range(5)), progress=chunks.append, gently=True
    )
    assert (done.new, chunks) == (5, [2, 4, 5])


def test_an_import_that_is_stopped_keeps_whole_chunks_and_goes_on_from_there(
    store: Store, new_article: New, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "CHUNK", 2)
    articles = [new_article(f"{n}.txt", f"Text {n}.") for n in range(6)]

    def stopped() -> Iterator[Article]:
        yield from articles[:5]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.add_articles(stopped())
    assert store.progress("amina").total == 4
    done = store.add_articles(articles)
    assert (done.new, done.known, done.rows.tolist()) == (2, 4, [1, 2, 3, 4, 5, 6])
    assert store.verify() == []


def test_notes_do_not_grow_without_end(
    store: Store, new_article: New, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "MAX_NOTES", 3)
    done = store.add_articles(new_article("a.txt", f"Text {n}.") for n in range(10))
    assert len(done.notes) == 4
    assert done.notes[-1] == "… and 6 more of these"


def test_another_connection_sees_what_was_imported(store: Store, new_article: New) -> None:
    store.add_articles([new_article()])
    with open_store(str(store.path)) as other:
        assert other.progress("amina").total == 1
