"""`/`: a search in the article's text: what is found is lit as one types, Enter steps from hit to hit."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.model import Span
from tui.acting import Acting, Sheet, SheetRow
from tui.lineedit import Line
from tui.marks import Mark

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.modes import Press

#: Hits that are lit and counted at the most.
MOST = 2_000


def hits(text: str, wanted: str) -> list[tuple[int, int]]:
    """Where the words stand in a text (code points, end exclusive): any case, any white space between."""
    words = wanted.split()
    if not words:
        return []
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"\s+".join(map(re.escape, words)), text, re.IGNORECASE):
        found.append(match.span())
        if len(found) == MOST:
            break
    return found


class Searching(Acting):
    """The line that is looked for, its hits, and the one that is visited."""

    name = "search"

    def __init__(self, text: str, start: int, before: str = "") -> None:
        self._text = text
        self._start = start
        self._line = Line.of(before)
        self._fresh = bool(before)
        self._hits: list[tuple[int, int]] = []
        self._at = 0
        self._look()

    def opened(self, desk: Desk) -> None:
        """Show the first hit of what was looked for last."""
        self._show(desk)

    @property
    def told(self) -> str:
        """`2 of 5`, or that there is nothing."""
        if not self._line.text.strip():
            return "type what to look for"
        if not self._hits:
            return "not in this text"
        most = "+" if len(self._hits) == MOST else ""
        return f"{self._at + 1:,} of {len(self._hits):,}{most}"

    def press(self, desk: Desk, press: Press) -> None:
        """Text is looked for at once; Enter, arrows and Shift+Tab step."""
        match press.key:
            case "escape":
                self._leave(desk)
            case "enter" | "down" | "ctrl+n":
                self._step(desk, 1)
            case "up" | "ctrl+p":
                self._step(desk, -1)
            case "tab":
                wanted = self._line.text.strip()
                self._leave(desk)
                desk.face.queue(wanted)
            case "pagedown" | "pageup":
                desk.face.scroll(1 if press.key == "pagedown" else -1)
            case key:
                base = (
                    Line() if self._fresh and (len(key) == 1 or key in ("space", "backspace")) else self._line
                )
                line = base.press(key)
                if line is not None:
                    self._fresh = False
                    changed, self._line = line.text != self._line.text, line
                    if changed:
                        self._look()
                        self._show(desk)

    def _leave(self, desk: Desk) -> None:
        desk.searched = self._line.text.strip() or desk.searched
        desk.mode = None
        desk.say("")

    def _look(self) -> None:
        self._hits = hits(self._text, self._line.text)
        self._at = bisect_left(self._hits, (self._start, 0)) if self._hits else 0
        if self._at == len(self._hits):
            self._at = 0

    def _step(self, desk: Desk, by: int) -> None:
        self._fresh = False
        if not self._hits:
            return
        around = not 0 <= self._at + by < len(self._hits)
        self._at = (self._at + by) % len(self._hits)
        self._show(desk)
        if around and len(self._hits) > 1:
            desk.say("from the beginning again" if by > 0 else "from the end again")

    def _show(self, desk: Desk) -> None:
        desk.say("")
        if self._hits:
            start, end = self._hits[self._at]
            self._start = start
            desk.face.reveal(Span(start, end, self._text[start:end]))

    # ------------------------------------------------------------ what is shown

    def keys(self) -> list[tuple[str, str]]:
        """Stepping, all texts, leaving."""
        return [("Enter ↓", "next hit"), ("↑", "hit before"), ("Tab", "all texts"), ("Esc", "leave")]

    def marks(self) -> Sequence[Mark]:
        """Every hit; the one that is visited in reverse."""
        return [
            Mark(start, end, "chosen" if n == self._at else "number", focus=n == self._at, cue=n != self._at)
            for n, (start, end) in enumerate(self._hits)
        ]

    def sheet(self) -> Sheet:
        """The line with its caret, and how many hits there are."""
        line = self._line
        typed = f"{line.text[: line.caret]}▏{line.text[line.caret :]}"
        return Sheet("Search", self.told, (SheetRow("/", typed, chosen=True),))
