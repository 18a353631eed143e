"""Words for tests of the review screen: press keys, look at the screen, look into the store."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from extract.from_json import loads
from extract.model import Record
from store.engine import open_store
from store.events import Event
from store.state import State, replay
from store.types import Loaded
from tui.desk import GUARD, Desk
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
        assert self.desk.review is not None
        return self.desk.review.state

    @property
    def article_id(self) -> str | None:
        """The id of the article on screen."""
        return None if self.desk.review is None else self.desk.review.article.id

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
            await self.pilot.pause()
            desk = self.desk
            if desk.ready and not desk.pending and desk.holding is None and not desk.held:
                return
            await asyncio.sleep(0.005)
        raise AssertionError(f"the screen did not settle: {self.desk.holding!r}, {self.desk.trouble!r}")

    def loaded(self, article_id: str | None = None) -> Loaded:
        """What the store says of an article (the one on screen) now, read by another connection."""
        name = article_id or self.article_id
        assert name is not None
        with open_store(str(self.store)) as store:
            row = store.row_of(name)
            assert row is not None
            return store.load(row, "amina")

    def stored(self, article_id: str | None = None) -> State:
        """The state that the store's log gives."""
        loaded = self.loaded(article_id)
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
