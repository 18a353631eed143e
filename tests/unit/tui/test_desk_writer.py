"""The thread that writes: in order, again until it can, and never onto a review that went stale."""

from __future__ import annotations

import queue
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from textual.message import Message

from extract.from_json import loads
from extract.model import Record
from store.engine import open_store
from store.errors import StoreFull
from store.events import Event
from store.mends import accept_entry, reopened
from store.state import fresh
from store.store import Store
from store.types import Draft
from tui.messages import NotSaved, Refused, Saved, StoreFailed, StoreReady, TookBack
from tui.writer import Writer


@dataclass
class Failing:
    """A store whose first few appends fail as on a full disk."""

    store: Store
    failures: int
    log: list[str] = field(default_factory=list)

    def append(self, draft: Draft) -> tuple[Event, ...]:
        if self.failures:
            self.failures -= 1
            raise StoreFull("no room is left on the disk")
        return self.store.append(draft)

    def __enter__(self) -> Failing:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()


class Inbox:
    """What the writer posted, waited for."""

    def __init__(self) -> None:
        self.messages: queue.Queue[Message] = queue.Queue()

    def next(self) -> Message:
        return self.messages.get(timeout=20)

    def until(self, kind: type[Message]) -> list[Message]:
        seen = [self.next()]
        while not isinstance(seen[-1], kind):
            seen.append(self.next())
        return seen


@pytest.fixture
def record(samples: Path) -> Record:
    (path,) = samples.glob("01-*.gold.json")
    return replace(loads(path.read_text("utf-8")), extractor={"name": "gold", "version": "1"})


@pytest.fixture
def store(tmp_path: Path, record: Record) -> Store:
    store = open_store(str(tmp_path / "gold.db"))
    store.add_articles([record.article])
    store.add_proposals([record])
    return store


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def start(inbox: Inbox) -> Iterator[object]:
    started: list[Writer] = []

    def begin(store: object) -> Writer:
        writer = Writer(lambda: StoreReady(store, None), inbox.messages.put)  # type: ignore[arg-type]
        writer.start()
        started.append(writer)
        assert isinstance(inbox.next(), StoreReady)
        return writer

    yield begin
    for writer in started:
        writer.leave()
        writer.join(timeout=10)
        assert not writer.is_alive()


def drafts(record: Record, key: str | None) -> Sequence[Draft]:
    """Two key presses: the first entry accepted, then the second."""
    state = fresh(record)
    first = reopened(state, accept_entry(state, record.incidents[0].id))
    second = accept_entry(state, record.incidents[1].id)
    sha = record.article.sha256
    return [Draft("amina", sha, "review.accept_entry", "A", changes, 5, key) for changes in (first, second)]


def test_one_key_press_after_the_other_knows_the_seq_of_the_one_before(
    store: Store, record: Record, inbox: Inbox, start: object
) -> None:
    loaded = store.load(1, "amina")
    writer = start(store)  # type: ignore[operator]
    for token, draft in enumerate(drafts(record, loaded.proposal_key), 1):
        writer.write(token, 1, draft)
    saved = [inbox.next(), inbox.next()]
    assert [m.token for m in saved if isinstance(m, Saved)] == [1, 2]
    assert len({e.group for e in store.load(1, "amina").events}) == 2


def test_what_cannot_be_written_is_said_and_tried_again(
    store: Store, record: Record, inbox: Inbox, start: object
) -> None:
    loaded = store.load(1, "amina")
    writer = start(Failing(store, 2))  # type: ignore[operator]
    writer.write(1, 1, drafts(record, loaded.proposal_key)[0])
    seen = inbox.until(Saved)
    assert [m.reason for m in seen if isinstance(m, NotSaved)] == ["no room is left on the disk"] * 2


def test_after_a_stale_answer_nothing_more_of_that_visit_is_written(
    store: Store, record: Record, inbox: Inbox, start: object
) -> None:
    first, second = drafts(record, store.load(1, "amina").proposal_key)
    store.append(first)
    writer = start(store)  # type: ignore[operator]
    writer.write(1, 7, first)
    writer.write(2, 7, replace(second, last_seq=10**6))
    answers = [inbox.next(), inbox.next()]
    assert all(isinstance(m, Refused) and m.visit == 7 for m in answers)
    assert len({e.group for e in store.load(1, "amina").events}) == 1


def test_a_question_waits_for_what_was_written_before_and_tells_what_went_wrong(
    store: Store, record: Record, inbox: Inbox, start: object
) -> None:
    writer = start(store)  # type: ignore[operator]
    writer.write(1, 1, drafts(record, store.load(1, "amina").proposal_key)[0])

    def ask(_: Store) -> Message:
        raise ZeroDivisionError("nothing to divide by")

    writer.ask(ask, lambda reason: TookBack("undo", reason=reason))
    assert isinstance(inbox.next(), Saved)
    answer = inbox.next()
    assert isinstance(answer, TookBack)
    assert answer.reason == "ZeroDivisionError: nothing to divide by"


def test_a_store_that_does_not_open_is_told_in_one_sentence(inbox: Inbox, tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("notes\n" * 300)

    def opener() -> StoreReady:
        return StoreReady(open_store(str(tmp_path / "notes.db")), None)

    writer = Writer(opener, inbox.messages.put)
    writer.start()
    answer = inbox.next()
    writer.join(timeout=10)
    assert isinstance(answer, StoreFailed)
    assert "notes.db" in answer.reason
    assert "\n" not in answer.reason
