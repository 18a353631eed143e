"""What the store's tests share: a small invented report with its proposal, a person who presses keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from extract.claims import with_claims
from extract.model import Article, Count, DateRange, Entry, Mention, Place, Record, Span
from extract.to_json import text_sha256
from store.engine import open_store
from store.events import Change, Event
from store.mends import reopened
from store.state import State, replay
from store.store import Store
from store.types import Draft, Loaded

TEXT = (
    "TURBAT: Three guards and a bystander were killed when gunmen attacked a checkpoint near Turbat "
    "on Friday. At least 12 fighters died in two raids in Kech and Awaran, officials said. Two were wounded."
)


def span(text: str, words: str) -> Span:
    """Where the words stand first."""
    start = text.index(words)
    return Span(start, start + len(words), words)


def make_article(name: str = "report.txt", text: str = TEXT, **more: object) -> Article:
    """An article with its right hash."""
    return replace(
        Article(name, text_sha256(text), text, publisher="Coast Daily", published=dt.date(2025, 2, 1)),
        **more,  # type: ignore[arg-type]
    )


def number(text: str, words: str, best: int) -> Mention:
    """A mention of an exact number."""
    at = span(text, words)
    value = {"low": best, "best": best, "high": best, "qualifier": "exact"}
    return Mention("number", at.start, at.end, at.text, value)


def make_proposal(article: Article, *, version: str = "1.0") -> Record:
    """One incident with two counts inside a total with one; of its five numbers one is read by nothing."""
    text = article.text
    at = span(text, "near Turbat")
    guards = Count(
        "c1", "security_forces", "killed", 3, 3, 3, "exact", evidence=(span(text, "Three"),), confidence=0.9
    )
    bystander = Count("c2", "civilians", "killed", 1, 1, 1, "exact", evidence=(span(text, "a bystander"),))
    fighters = Count(
        "c1", "militants", "killed", 12, 12, None, "at_least", evidence=(span(text, "At least 12"),)
    )
    day = dt.date(2025, 1, 31)
    friday = DateRange(day, day, "day", inferred=True, evidence=(span(text, "Friday"),))
    turbat = Place("Turbat", "Kech", "Balochistan", "PK", precision="near", evidence=(at,))
    clash = Entry("i1", part_of="t2", type="attack", date=friday, location=turbat, counts=(guards, bystander))
    total = Entry("t2", kind="total", counts=(fighters,))
    weekday, town = span(text, "Friday"), span(text, "Turbat on")
    that_day = {"start": "2025-01-31", "end": "2025-01-31", "precision": "day"}
    mentions = (
        number(text, "Three", 3),
        number(text, "a bystander", 1),
        Mention("place", town.start, town.start + 6, "Turbat", {"name": "Turbat", "admin2": "Kech"}),
        Mention("date", weekday.start, weekday.end, "Friday", that_day),
        number(text, "two raids", 2),
        number(text, "Two were", 2),
    )
    record = Record(
        article,
        (clash, total),
        mentions,
        extractor={"name": "rules", "version": version, "gazetteer": "g1", "lexicon": "l1"},
    )
    return with_claims(record)


@dataclass
class Person:
    """Somebody who reviews: every press is made on what the store holds at that moment."""

    store: Store
    name: str

    def load(self, row: int = 1) -> Loaded:
        """The article as this person finds it."""
        return self.store.load(row, self.name)

    def state(self, row: int = 1) -> State:
        """The review as it stands."""
        loaded = self.load(row)
        return replay(loaded.proposal, loaded.events)

    def draft(self, changes: Sequence[Change], row: int = 1, action: str = "review.press") -> Draft:
        """A key press on what the store holds now."""
        loaded = self.load(row)
        return Draft(
            reviewer=loaded.coder or self.name,
            article_sha256=loaded.article.sha256,
            action=action,
            key="a",
            changes=changes,
            ms=250,
            proposal=loaded.proposal_key,
            last_seq=loaded.last_seq,
        )

    def press(self, mend: Callable[[State], list[Change]], row: int = 1) -> tuple[Event, ...]:
        """Press a key that does this mend; the status goes with it as on the screen."""
        state = self.state(row)
        return self.store.append(self.draft(reopened(state, mend(state)), row))

    def undo(self) -> tuple[Event, ...]:
        """`u`"""
        target = self.store.undo_target(self.name)
        assert target is not None
        return self.store.undo(self.name, group=target.group, key="u", ms=100)

    def redo(self) -> tuple[Event, ...]:
        """`U`"""
        target = self.store.redo_target(self.name)
        assert target is not None
        return self.store.redo(self.name, group=target.group, key="U", ms=100)


@pytest.fixture
def article() -> Article:
    """The invented report."""
    return make_article()


@pytest.fixture
def proposal(article: Article) -> Record:
    """What an extractor says of it."""
    return make_proposal(article)


@pytest.fixture
def new_article() -> Callable[..., Article]:
    """Makes articles: `new_article(name, text, published=…)`."""
    return make_article


@pytest.fixture
def new_proposal() -> Callable[..., Record]:
    """Makes proposals for articles that hold the invented report: `new_proposal(article, version=…)`."""
    return make_proposal


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Where the store of this test goes."""
    return tmp_path / "gold.db"


@pytest.fixture
def store(db: Path) -> Iterator[Store]:
    """An empty store, closed at the end."""
    with open_store(str(db)) as opened:
        yield opened


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with five articles, each with a proposal."""
    proposals = [make_proposal(make_article(f"a{n}.txt", f"{TEXT} Page {n}.")) for n in range(1, 6)]
    store.add_articles(p.article for p in proposals)
    store.add_proposals(proposals)
    return store


@pytest.fixture
def amina(filled: Store) -> Person:
    """A person at work on the five articles."""
    return Person(filled, "amina")


@pytest.fixture
def bilal(filled: Store) -> Person:
    """Another one."""
    return Person(filled, "bilal")
