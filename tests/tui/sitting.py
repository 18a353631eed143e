"""Words for tests of the review screen: press keys, look at the screen, look into the store."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from extract.from_json import loads
from extract.model import Record
from store.engine import open_store
from store.events import Event
from store.state import State, replay
from store.types import Loaded
from tui.cursor import Cursor
from tui.desk import GUARD, Desk
from tui.modes import Typing, Writing
from tui.review import Review
from tui.screens.progress import ProgressScreen
from tui.screens.queue import QueueScreen
from tui.screens.review import ReviewScreen

#: What the gold stands in for.
GOLD = {"name": "gold", "version": "1", "gazetteer": None, "lexicon": None}


def gold_record(samples: Path, number: str) -> Record:
    """The gold of a sample, as if an extractor had proposed it."""
    (path,) = samples.glob(f"{number}-*.gold.json")
    return replace(loads(path.read_text("utf-8")), extractor=dict(GOLD))


class Sitting:
    """One person at the review screen."""

    def __init__(self, pilot: Pilot[None], store: Path) -> None:
        self.pilot = pilot
        self.store = store

    @property
    def screen(self) -> ReviewScreen:
        """The review screen, also while another one lies over it."""
        return next(s for s in self.pilot.app.screen_stack if isinstance(s, ReviewScreen))

    @property
    def desk(self) -> Desk:
        """What lies on the desk."""
        return self.screen.desk

    @property
    def state(self) -> State:
        """The state of the article on screen."""
        return self.review.state

    @property
    def review(self) -> Review:
        """The article on the desk."""
        assert self.desk.review is not None, "no article is open"
        return self.desk.review

    @property
    def article_id(self) -> str:
        """The id of the article on screen; empty at the end of the queue."""
        return "" if self.desk.review is None else self.desk.review.article.id

    @property
    def cursor(self) -> Cursor:
        """The field under the cursor."""
        assert self.review.cursor is not None
        return self.review.cursor

    @property
    def typing(self) -> str:
        """What is being typed, into a count or a line."""
        match self.desk.mode:
            case Typing(text=text):
                return text
            case Writing(line=line):
                return line.text
        raise AssertionError(f"nothing is being typed: {self.desk.mode}")

    @property
    def reading(self) -> str:
        """How the line in the editor is read."""
        assert isinstance(self.desk.mode, Writing)
        return self.desk.mode.reads.words

    def value(self, event: Event) -> dict[str, Any]:
        """The value that an event put into its field."""
        assert event.after is not None
        value: dict[str, Any] = event.after["value"]
        return value

    def first_event(self) -> tuple[str, str, dict[str, Any]]:
        """Entry, field and value of the first decision on the article."""
        event = self.events()[0]
        assert event.entry is not None
        return event.entry, event.field, self.value(event)

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, as a person does, and wait until all is saved and painted."""
        for key in keys:
            if key in ("space", "y"):
                await self.past_the_guard()
            await self.pilot.press(key)
        await self.settled()

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*("space" if c == " " else c for c in text))

    async def past_the_guard(self) -> None:
        """Let the moment pass in which a Space is not taken for meant."""
        review = self.desk.review
        if review is not None and review.painted_at is not None:
            review.painted_at -= GUARD
        self.desk._guard_until = 0.0

    async def settled(self) -> None:
        """Wait until nothing is pending, loading or held back."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            if self.pilot.app.return_code is not None:
                return
            await self.pilot.pause()
            desk = self.desk
            waits = desk.pending or desk.holding is not None or desk.held or self.screen.glance is not None
            over = self.pilot.app.screen
            asking = isinstance(over, QueueScreen | ProgressScreen) and not over.settled
            if desk.ready and not waits and not asking:
                return
            await asyncio.sleep(0.005)
        raise AssertionError(f"the screen did not settle: {self.desk.holding!r}, {self.desk.trouble!r}")

    def loaded(self, article_id: str | None = None) -> Loaded:
        """What the store says of an article (the one on screen) now, read by another connection."""
        name = article_id or self.article_id
        with open_store(str(self.store)) as store:
            row = store.row_of(name)
            assert row is not None
            return store.load(row, "amina")

    def stored(self, article_id: str | None = None) -> State:
        """The state that the store's log gives."""
        loaded = self.loaded(article_id)
        return replay(loaded.proposal, loaded.events)

    def stored_by(self, reviewer: str) -> State:
        """The state of the article on screen that somebody else's log gives."""
        with open_store(str(self.store)) as store:
            row = store.row_of(self.article_id)
            assert row is not None
            loaded = store.load(row, reviewer, exact=True)
        return replay(loaded.proposal, loaded.events)

    def events(self, article_id: str | None = None) -> tuple[Event, ...]:
        """The log of an article (the one on screen)."""
        return self.loaded(article_id).events

    @property
    def said(self) -> str:
        """The sentence on the status line."""
        return self.screen.status.text

    @property
    def ahead(self) -> str:
        """The line that says what Space does."""
        return self.screen.next.text
