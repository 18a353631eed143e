"""The desk without any screen: saving, trouble, type-ahead, stale reviews, leaving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import pytest

from extract.from_json import loads
from extract.model import Span
from store.events import Event
from store.types import Draft, Loaded, Progress
from tui.answers import ANSWERS
from tui.cursor import fields
from tui.desk import GUARD, Desk
from tui.keymap import build
from tui.messages import Fetched, Goal, NotSaved, Refused, Saved, Sight, StoreReady, TookBack


@dataclass
class Face:
    """A screen that shows everything at once and paints when it is told to."""

    shown: int = 0
    left: bool = False
    hidden: tuple[Span, ...] = ()
    revealed: list[Span] = field(default_factory=list)

    def unseen(self, spans: Sequence[Span]) -> Span | None:
        return next((s for s in spans if s in self.hidden), None)

    def in_view(self) -> tuple[int, int]:
        return (0, 1 << 30)

    def reveal(self, span: Span) -> None:
        self.revealed.append(span)
        self.hidden = tuple(s for s in self.hidden if s != span)

    def scroll(self, pages: float) -> None:
        pass

    def show_article(self) -> None:
        self.shown += 1

    def history(self) -> None:
        pass

    def fill_history(self, here: Sequence[object], work: Sequence[object]) -> None:
        pass

    def queue(self, search: str | None = None) -> None:
        pass

    def progress(self) -> None:
        pass

    def preview(self, preview: object, done: object) -> None:
        pass

    def help(self) -> None:
        pass

    def palette(self) -> None:
        pass

    def leave(self) -> None:
        self.left = True


@dataclass
class Backstage:
    """Threads that do nothing by themselves: the test gives their answers."""

    written: list[tuple[int, int, Draft]] = field(default_factory=list)
    asked: list[tuple[int, Goal]] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    begun: bool = False

    def begin(self) -> None:
        self.begun = True

    def write(self, token: int, visit: int, draft: Draft) -> None:
        self.written.append((token, visit, draft))

    def at_work(self) -> None:
        pass

    def fetch(self, ticket: int, goal: Goal, row: int | None) -> None:
        self.asked.append((ticket, goal))

    def read_ahead(self, row: int | None) -> None:
        pass

    def take_back(self, verb: Literal["undo", "redo"], key: str, ms: int) -> None:
        self.turned.append(verb)

    def rules(self) -> str:
        return ""

    def history(self, sha256: str | None) -> None:
        pass

    def ask(self, run: object, then: object) -> None:
        pass

    def do(self, run: object, then: object) -> None:
        pass

    def wanted(self) -> bool:
        return False

    def scope(self) -> None:
        return None

    def leave(self) -> int:
        return 0


class Sitting:
    """A desk with its fakes and a clock that the test moves."""

    def __init__(self, samples: Path) -> None:
        self.samples = samples
        self.now = 100.0
        self.face = Face()
        self.backstage = Backstage()
        self.desk = Desk(
            reviewer="amina",
            keymap=build(),
            face=self.face,
            backstage=self.backstage,
            checker=lambda state: (),
            clock=lambda: self.now,
        )
        self.desk.ready = True

    def sight(self, number: str, row: int) -> Sight:
        (path,) = self.samples.glob(f"{number}-*.gold.json")
        record = replace(loads(path.read_text("utf-8")), extractor={"name": "gold", "version": "1"})
        return Sight(Loaded(row, record.article, record, f"gold-1-{row}"), row, 2, Progress(total=2))

    def open(self, number: str, row: int = 1) -> None:
        self.desk.open(self.sight(number, row))
        self.paint()

    def paint(self) -> None:
        assert self.desk.review is not None
        self.desk.review.displayed |= set(fields(self.desk.review.state))
        self.desk.painted(self.desk.review.article.id, self.now)

    def press(self, *keys: str, after: float = 2 * GUARD) -> None:
        for key in keys:
            self.now += after
            self.desk.press(key, self.now)

    def answer(self, message: object) -> None:
        ANSWERS[type(message)](self.desk, message)

    def acknowledge(self) -> None:
        for token, visit, draft in self.backstage.written:
            self.answer(Saved(token, visit, events_of(draft)))
        self.backstage.written.clear()


def events_of(draft: Draft) -> tuple[Event, ...]:
    return tuple(
        Event(
            n, 1, "2025-02-01T10:00:00Z", draft.reviewer, draft.article_sha256, c.entry, c.field,
            draft.action, draft.key, c.before, c.after, draft.ms, draft.proposal,
        )
        for n, c in enumerate(draft.changes, 1)
    )  # fmt: skip


@pytest.fixture
def at(samples: Path) -> Sitting:
    sitting = Sitting(samples)
    sitting.open("01")
    return sitting


def test_a_decision_acts_at_once_and_is_spoken_of_only_when_it_is_not_saved_soon(at: Sitting) -> None:
    at.press("a")
    assert at.desk.review is not None
    assert at.desk.review.state.decision("i1", "exists") == "accepted"
    assert at.desk.saving() == ""
    at.now += 0.2
    assert at.desk.saving() == "saving…"
    at.acknowledge()
    assert at.desk.saving() == ""


def test_what_cannot_be_saved_is_kept_and_said(at: Sitting) -> None:
    at.press("a", "a")
    token = at.backstage.written[0][0]
    at.answer(NotSaved(token, "the disk is full"))
    assert at.desk.saving() == "NOT SAVED: 2 decisions not on disk yet · the disk is full"
    at.press("j", "a")
    assert len(at.desk.pending) == 3
    at.acknowledge()
    assert at.desk.saving() == ""


def test_a_draft_says_who_what_and_on_which_proposal(at: Sitting) -> None:
    at.press("a")
    _, _, draft = at.backstage.written[0]
    assert (draft.reviewer, draft.action, draft.key) == ("amina", "review.accept", "a")
    assert draft.proposal == "gold-1-1"
    assert draft.last_seq is None
    assert draft.changes[-1].field == "status"


def test_time_between_keys_counts_as_work_but_a_pause_only_for_a_minute(at: Sitting) -> None:
    at.press("j", "k", after=1.0)
    at.press("a", after=3600.0)
    assert at.backstage.written[0][2].ms == 61_000


def test_a_letter_after_the_key_is_logged_with_it(at: Sitting) -> None:
    at.press("j", "j", "j", "o", "w")
    assert at.backstage.written[0][2].key == "ow"


def test_keys_wait_for_the_article_and_then_act_in_order(at: Sitting) -> None:
    at.press("n", "j", "tab", "k", "g", "1")
    assert at.backstage.asked == [(1, "next")]
    at.answer(Fetched(1, "next", at.sight("05", 2), Progress(total=2)))
    assert at.desk.held
    at.now += 1
    at.paint()
    assert at.desk.review is not None
    assert at.desk.review.cursor == ("i1", "exists")
    assert not at.desk.held
    assert "dropped" not in at.desk.said.text
    at.press("a")
    assert at.backstage.written


@pytest.mark.parametrize("ahead", ["jjx", "a", "jc ok", "j1", "ex", "wm", "XXo", " ", "u"])
def test_what_was_typed_before_the_article_was_painted_decides_nothing(at: Sitting, ahead: str) -> None:
    at.press("n", *("space" if key == " " else key for key in ahead), "enter", "a", "t")
    at.answer(Fetched(1, "next", at.sight("05", 2), Progress(total=2)))
    at.now += 1
    at.paint()
    assert not at.backstage.written
    assert not at.backstage.turned
    assert at.desk.mode is None
    assert at.desk.said.text == "keys typed before the article was on screen were dropped"
    at.press("a")
    assert at.backstage.written


def test_what_was_typed_for_an_article_that_is_not_there_does_not_act_on_this_one(at: Sitting) -> None:
    at.press("n", "x")
    at.now += 1
    at.answer(Fetched(1, "next", None, Progress(total=1)))
    assert not at.backstage.written
    assert at.desk.said.text.startswith("this is the last article")
    at.press("x")
    assert at.backstage.written


def test_an_answer_to_an_older_request_changes_nothing(at: Sitting) -> None:
    at.press("n")
    at.answer(Fetched(0, "next", at.sight("05", 2), Progress(total=2)))
    assert at.desk.review is not None
    assert at.desk.review.article.id.startswith("01")


def test_space_shows_each_unseen_span_before_it_verifies(at: Sitting) -> None:
    assert at.desk.review is not None
    spans = tuple(c.evidence[0] for e in at.desk.review.state.entries() for c in e.counts)[:2]
    at.face.hidden = spans
    at.press("space", "space")
    assert set(spans) <= set(at.face.revealed)
    assert not at.backstage.written
    at.press("space")
    assert at.backstage.written[0][2].action == "review.verify"


def test_a_space_right_after_something_came_into_view_is_dropped(at: Sitting) -> None:
    assert at.desk.review is not None
    at.face.hidden = at.desk.review.state.entries()[0].counts[0].evidence
    at.press("space")
    at.press("space", "space", "space", after=0.03)
    assert not at.backstage.written


def test_a_stale_review_is_opened_anew_and_said(at: Sitting) -> None:
    at.press("a", "a", "j")
    assert at.desk.review is not None
    stood = at.desk.review.cursor
    for token, visit, _ in list(at.backstage.written):
        at.answer(Refused(token, visit, "another window changed this article"))
    assert at.backstage.asked[-1][1] == 1
    assert at.desk.said.text == "changed in another window: your last key was not kept, look again"
    at.answer(Fetched(at.desk.ticket, 1, at.sight("01", 1), Progress(total=2)))
    at.paint()
    assert at.desk.review is not None
    assert at.desk.review.state.status is None
    assert at.desk.review.cursor == stood, "the cursor stays on its field"
    assert not at.desk.pending


def test_a_review_with_unsaved_decisions_is_not_read_from_the_store(at: Sitting) -> None:
    at.press("a")
    first = at.desk.review
    at.desk.open(at.sight("05", 2))
    at.paint()
    at.desk.open(at.sight("01", 1))
    assert at.desk.review is first


def test_undo_waits_for_its_answer_and_keys_wait_with_it(at: Sitting) -> None:
    at.press("a", "u", "j")
    assert at.backstage.turned == ["undo"]
    assert at.desk.held
    at.answer(TookBack("undo", reason="nothing to undo"))
    assert at.desk.said.text == "this is the last field · Tab goes to the first entry" or not at.desk.held


def test_undo_is_refused_in_words_while_something_cannot_be_saved(at: Sitting) -> None:
    at.press("a")
    at.answer(NotSaved(at.backstage.written[0][0], "the disk is full"))
    at.press("u")
    assert "undo has to wait" in at.desk.said.text
    assert not at.backstage.turned


def test_quitting_waits_for_what_is_being_saved(at: Sitting) -> None:
    at.press("a", "q")
    assert not at.face.left
    at.acknowledge()
    assert at.face.left


def test_quitting_with_decisions_that_cannot_be_saved_asks_first(at: Sitting) -> None:
    at.press("a")
    at.answer(NotSaved(at.backstage.written[0][0], "the disk is full"))
    at.press("q")
    assert not at.face.left
    assert at.desk.said.text.startswith("1 decision not on disk: q again leaves without")
    at.answer(NotSaved(at.backstage.written[0][0], "the disk is full"))
    assert not at.face.left, "that it was tried again is no second q"
    at.press("j", "q")
    assert not at.face.left
    at.press("q")
    assert at.face.left


def test_what_fails_while_leaving_quietly_is_asked_about_first(at: Sitting) -> None:
    at.press("a", "q")
    at.answer(NotSaved(at.backstage.written[0][0], "the disk is full: nothing was changed, try again"))
    assert not at.face.left
    assert "q again leaves without" in at.desk.said.text
    assert "nothing was changed" not in at.desk.saving()
    at.press("q")
    assert at.face.left


def test_a_disk_that_never_answers_does_not_keep_anybody(at: Sitting) -> None:
    at.press("a")
    at.press("q", after=10)
    assert not at.face.left
    assert "1 decision not on disk" in at.desk.said.text
    at.press("q")
    assert at.face.left


def test_ctrl_q_leaves_from_everywhere(at: Sitting) -> None:
    at.press("c", "x", "ctrl+q")
    assert at.face.left


def test_keys_pressed_before_the_store_is_open_are_kept(samples: Path) -> None:
    sitting = Sitting(samples)
    sitting.desk.ready = False
    sitting.open("01", row=0)
    sitting.press("a", "u")
    assert sitting.backstage.written
    assert sitting.desk.holding
    sitting.answer(StoreReady(None, sitting.sight("01", 1)))  # type: ignore[arg-type]
    assert sitting.backstage.turned == ["undo"]
    assert sitting.desk.review is not None
    assert sitting.desk.review.sight.loaded.row == 1
