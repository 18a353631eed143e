"""Who did what when in this article, and the articles one worked on lately: read when it is opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui.actions import Action
from tui.cursor import Cursor
from tui.history import Told
from tui.keymap import Keymap
from tui.screens.keyed import Keyed
from tui.screens.sheet import sheet
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.ink import Ink, Row, column
from tui.widgets.lines import RowsWidget
from tui.widgets.wrap import cells, cut


class HistoryList(RowsWidget):
    """The lines, with the chosen one lit."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "title": "$accent bold",
        "quiet": "$text-quiet",
        "key": "$primary bold",
        "rule": "$rule",
        "here": "on $cursor-row",
        "tab": "",
        "bar": "",
    }

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="history")
        self.glyphs = glyphs
        self.screen_rows: list[Told] = []
        self.head = ("", "")
        self.at = 0

    def show(self, lines: list[Told], at: int, head: tuple[str, str]) -> None:
        """Draw these lines, the one at `at` lit; `head` is the title and what is typed or may be done."""
        self.screen_rows, self.at, self.head = lines, at, head
        self.set_rows(self.rows_for(self.size.width, self.size.height))

    def rows_for(self, width: int, height: int) -> list[Row]:
        """The lines about the chosen one, in columns."""
        if width < 8 or height < 3:
            return []
        room = height - 2
        first = max(0, min(self.at - room // 2, len(self.screen_rows) - room))
        title, hint = self.head
        inks = [Ink(f" {title}", "title"), Ink(self.glyphs.write(f"   {hint}"), "quiet")]
        rows = [
            Row(tuple(column(inks, width, more=self.glyphs.more))),
            Row((Ink(self.glyphs.rule * width, "rule"),)),
        ]
        shown = self.screen_rows[first : first + room]
        whens = max((cells(line.when) for line in shown), default=0)
        whos = min(max((cells(line.who) for line in shown), default=0), 14)
        keys = min(max((cells(line.key) for line in shown), default=0), 8)
        for n, line in enumerate(shown, first):
            inks = [
                Ink(f" {self.glyphs.pointer if n == self.at else ' '} ", "key"),
                Ink(f"{line.when:>{whens}}  ", "quiet"),
                Ink(_fitted(line.who, whos, self.glyphs.more) + "  ", "quiet"),
                Ink(_fitted(line.key, keys, self.glyphs.more) + "  " if keys else "", "key"),
                Ink(self.glyphs.write(line.what)),
            ]
            rows.append(Row(tuple(column(inks, width, more=self.glyphs.more)), n == self.at))
        return rows


def _fitted(text: str, width: int, more: str) -> str:
    text = text if cells(text) <= width else cut(text, width, more)
    return text + " " * (width - cells(text))


class HistoryScreen(Keyed[Cursor | int | None], ModalScreen[Cursor | int | None]):
    """Two lists, this article's log and one's own work. It ends with a field, an article's row, or nothing.

    Letters look for what they spell.
    """

    DEFAULT_CSS = sheet("history")
    SCOPED_CSS = False  # rules for plain terminals begin at the app
    PLACE = "history"

    def __init__(self, keymap: Keymap, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self.keymap = keymap
        self.glyphs = glyphs
        self._lists: tuple[tuple[str, list[Told]], ...] = (("This article", []), ("Your work", []))
        self._early: list[events.Key] | None = []
        self._which = 0
        self._typed = ""
        self._at = 0
        self._list = HistoryList(glyphs)

    def compose(self) -> ComposeResult:
        """One list."""
        yield self._list

    def on_mount(self) -> None:
        """Draw it once it has its size."""
        self.call_after_refresh(self._draw)

    def fill(self, here: list[Told], work: list[Told]) -> None:
        """What was read; one's work comes first where this article has no log yet. Keys that were typed
        before it was there act now.
        """
        self._lists = (("This article", here), ("Your work", work))
        self._which = 0 if here else 1
        early, self._early = self._early or [], None
        for event in early:
            self._press(event)
        self._draw()

    @property
    def shown(self) -> list[Told]:
        """The lines that what was typed leaves."""
        words = self._typed.casefold().split()
        lines = self._lists[self._which][1]
        return [t for t in lines if all(w in f"{t.what} {t.who} {t.when}".casefold() for w in words)]

    async def on_key(self, event: events.Key) -> None:
        """Every key is this screen's."""
        event.stop()
        event.prevent_default()
        if self._early is not None and event.key != "escape":
            self._early.append(event)
        else:
            self._press(event)

    def _press(self, event: events.Key) -> None:
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "backspace":
            self._typed, self._at = self._typed[:-1], 0
        elif event.character is not None and event.is_printable:
            self._typed, self._at = self._typed + event.character, 0
        elif (action := self.action_for(event.key)) is not None:
            self.start(action)
        self._draw()

    def do(self, action: Action) -> None:
        """Choose a line, go to what it is about, or show the other list."""
        most = max(len(self.shown) - 1, 0)
        steps = {"history.next": 1, "history.previous": -1, "history.page_down": 10, "history.page_up": -10}
        if action.id in steps:
            self._at = max(0, min(self._at + steps[action.id], most))
        elif action.id == "history.other":
            self._which, self._at, self._typed = 1 - self._which, 0, ""
        elif self.shown:
            self.dismiss(self.shown[self._at].goal)
        self._draw()

    def _draw(self) -> None:
        title, lines = self._lists[self._which]
        other = self._lists[1 - self._which][0].lower()
        typed = f"“{self._typed}”" if self._typed else "letters search"
        turn, go = (self.keymap.main_key(f"history.{name}") for name in ("other", "open"))
        hint = f"{len(self.shown):,} of {len(lines):,} · {typed} · {turn} {other} · {go} goes there · Esc"
        if self._early is not None:
            hint = "reading the log…"
        elif not lines:
            hint = f"nothing was decided yet · {turn} {other} · Esc"
        self._list.show(self.shown, self._at, (title, hint))
