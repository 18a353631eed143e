"""The palette's actions, from the registry."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.actions import ACTIONS, Action, shown_keys

if TYPE_CHECKING:
    from tui.screens.review import ReviewScreen


class Actions(Provider):
    """Every action of the review screen that can be run by its name."""

    def _reviewing(self) -> ReviewScreen | None:
        from tui.screens.review import ReviewScreen

        return self.screen if isinstance(self.screen, ReviewScreen) else None

    def _offered(self) -> list[tuple[Action, str]]:
        screen = self._reviewing()
        if screen is None:
            return []
        keymap = screen.desk.keymap
        return [
            (a, f"{shown_keys(a, keymap.keys_of(a.id))}   {a.help.replace('`', '')}")
            for a in ACTIONS
            if not a.fixed and a.id != "app.palette"
        ]

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        screen = self._reviewing()
        for action, words in self._offered():
            assert screen is not None
            yield DiscoveryHit(action.label.capitalize(), partial(screen.start, action), help=words)

    async def search(self, query: str) -> Hits:
        """Those whose label or help fits what was typed."""
        screen = self._reviewing()
        matcher = self.matcher(query)
        for action, words in self._offered():
            assert screen is not None
            score = max(matcher.match(action.label), matcher.match(action.help) * 0.9)
            if score > 0:
                name = action.label.capitalize()
                yield Hit(score, matcher.highlight(name), partial(screen.start, action), help=words)
