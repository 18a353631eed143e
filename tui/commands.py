"""The palette's actions, from the registry: those of the screen that it is opened on."""

from __future__ import annotations

from functools import partial
from typing import Protocol, runtime_checkable

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.actions import Action, shown_keys
from tui.keymap import Keymap


@runtime_checkable
class Offering(Protocol):
    """A screen with actions."""

    @property
    def keymap(self) -> Keymap:
        """The person's keys."""

    def offered(self) -> list[Action]:
        """What can be done on it."""

    def start(self, action: Action) -> None:
        """Do it."""


class Actions(Provider):
    """Every action of the screen beneath that can be run by its name."""

    def _screen(self) -> Offering | None:
        screen: object = self.screen
        return screen if isinstance(screen, Offering) else None

    def _offered(self) -> list[tuple[Action, str]]:
        screen = self._screen()
        if screen is None:
            return []
        return [
            (a, f"{shown_keys(a, screen.keymap.keys_of(a.id))}   {a.help.replace('`', '')}")
            for a in screen.offered()
            if not a.fixed and a.id != "app.palette"
        ]

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        screen = self._screen()
        for action, words in self._offered():
            assert screen is not None
            yield DiscoveryHit(action.label.capitalize(), partial(screen.start, action), help=words)

    async def search(self, query: str) -> Hits:
        """Those whose label or help fits what was typed."""
        screen = self._screen()
        matcher = self.matcher(query)
        for action, words in self._offered():
            assert screen is not None
            score = max(matcher.match(action.label), matcher.match(action.help) * 0.9)
            if score > 0:
                name = action.label.capitalize()
                yield Hit(score, matcher.highlight(name), partial(screen.start, action), help=words)
