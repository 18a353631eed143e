"""What is extracted behind the screen goes into the store in batches, and all of it; much of it apart."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from extract.article import make_article
from extract.model import Article, Record
from store.engine import open_store
from store.errors import StoreFull
from store.store import Store
from tui.errands import run
from tui.job import Job
from tui.news import Ended, Extracted, Faults, News


@dataclass
class Behind:
    """A store with 120 articles, what was stored together, and what the screen was told."""

    store: Store
    batches: list[int] = field(default_factory=list)
    told: list[News] = field(default_factory=list)
    leaving: threading.Event = field(default_factory=threading.Event)

    def work(self) -> None:
        """Extract what waits."""
        run(self.store, Job("", "amina"), self.told.append, self.leaving.is_set)


@pytest.fixture
def behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Behind:
    def propose(article: Article) -> Record:
        return Record(article, extractor={"name": "none", "version": "1"})

    store = open_store(str(tmp_path / "gold.db"))
    store.add_articles(make_article(f"a{n}.txt", f"Nothing happened in street {n}.") for n in range(120))
    there = Behind(store)
    add = Store.add_proposals

    def counted(self: Store, records: Iterable[Record]) -> int:
        listed = list(records)
        there.batches.append(len(listed))
        return add(self, listed)

    monkeypatch.setattr("tui.proposing.propose", propose)
    monkeypatch.setattr("tui.proposing.extractor_key", lambda: "none-1")
    monkeypatch.setattr(Store, "add_proposals", counted)
    return there


def test_many_articles_take_few_transactions(behind: Behind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.errands._BATCH_SECONDS", 3600)
    behind.work()
    assert behind.batches == [10] * 12
    assert all(behind.store.load(row, "amina").proposal_key for row in (1, 60, 120))
    assert behind.told[-2:] == [Extracted(120, 120), Ended()]


def test_slow_articles_do_not_wait_for_a_full_batch(behind: Behind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.errands._BATCH_SECONDS", 0)
    behind.work()
    assert behind.batches == [1] * 120


def test_who_leaves_keeps_what_was_made(behind: Behind, monkeypatch: pytest.MonkeyPatch) -> None:
    def propose(article: Article) -> Record:
        if article.id == "a6.txt":
            behind.leaving.set()
        return Record(article, extractor={"name": "none", "version": "1"})

    monkeypatch.setattr("tui.proposing.propose", propose)
    monkeypatch.setattr("tui.errands._BATCH_SECONDS", 3600)
    behind.work()
    assert behind.batches == [7]


def test_a_disk_that_is_full_for_a_while_is_said_once_and_waited_for(
    behind: Behind, monkeypatch: pytest.MonkeyPatch
) -> None:
    add, refused = Store.add_proposals, iter((1, 2, 3))

    def full(self: Store, records: Iterable[Record]) -> int:
        if next(refused, None) is not None:
            raise StoreFull(
                "no room left on the disk of gold.db: nothing was changed, make room and try again"
            )
        return add(self, records)

    monkeypatch.setattr(Store, "add_proposals", full)
    monkeypatch.setattr("tui.errands._FIRST_WAIT", 0)
    behind.work()
    said = (
        "reading and extracting behind wait: no room left on the disk of gold.db: it is tried again by itself"
    )
    assert behind.told[0] == Faults((said,))
    assert sum(isinstance(news, Faults) for news in behind.told) == 1
    assert isinstance(behind.told[-1], Ended)
    assert all(behind.store.load(row, "amina").proposal_key for row in (1, 60, 120))
