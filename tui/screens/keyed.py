"""What the screens besides the review's share: keys from the keymap, help and palette of their own."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.screen import Screen, ScreenResultType

from tui.actions import Action
from tui.keymap import Keymap
from tui.widgets.glyphs import UNICODE, Glyphs


class Keyed(Screen[ScreenResultType]):
    """A screen that takes every key itself. `PLACE` is its name in `tui.screen_actions.SCREENS`."""

    PLACE: ClassVar[str]
    keymap: Keymap
    glyphs: Glyphs = UNICODE

    def offered(self) -> list[Action]:
        """What can be done here, for the palette."""
        return self.keymap.offered(self.PLACE)

    def action_for(self, key: str) -> Action | None:
        """What a key does here."""
        return self.keymap.action(key, self.PLACE)

    def start(self, action: Action) -> None:
        """Run an action that was chosen by its name, or by its key."""
        if not self.everywhere(action):
            self.do(action)

    def do(self, action: Action) -> None:
        """Run one of the screen's own actions."""
        raise NotImplementedError

    def everywhere(self, action: Action) -> bool:
        """Run what every screen has; whether it was that."""
        match action.id:
            case "app.help":
                from tui.screens.help import HelpScreen

                self.app.push_screen(HelpScreen(self.keymap, self.glyphs, place=self.PLACE))
            case "app.palette":
                self.app.action_command_palette()
            case "app.quit":
                self.app.call_later(self.app.action_quit)
            case _:
                return False
        return True


def name_of(event: events.Key) -> str:
    """A key as the keymap writes it: the character, or the key's name."""
    printable = event.character is not None and event.is_printable and event.character != " "
    return event.character if printable and event.character else event.key
