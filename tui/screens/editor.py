"""The panel of a one-line editor: what is edited, the line, how it reads, what could be meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.widget import Widget

from tui.acting import Sheet
from tui.lineedit import Line
from tui.modes import Suggestion, Writing
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.ink import Ink, Row, column
from tui.widgets.lines import RowsWidget
from tui.widgets.wrap import cells, cut, wrap

#: Suggestions shown at the most.
MOST = 6


class EditorPanel(RowsWidget):
    """Draws the open editor over the fields' foot; the screen keeps the keyboard."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "title": "$accent bold",
        "quiet": "$text-quiet",
        "line": "$foreground",
        "caret": "reverse",
        "reads": "$success",
        "wrong": "$warning",
        "chosen": "$foreground on $cursor-row bold",
        "key": "$background on $primary bold",
        "rule": "$rule",
        "here": "on $cursor-row",
    }

    def __init__(self, *, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs
        self._mode: Writing | Sheet | None = None
        self.display = False

    def show(self, mode: Writing | Sheet | None) -> None:
        """Draw this editor, or this sheet of a mode; None puts the panel away."""
        self._mode = mode
        if mode is None:
            self.display = False
            return
        if isinstance(mode, Sheet):
            room = self.parent.size.height if isinstance(self.parent, Widget) else 0
            height = min(2 + len(mode.rows), max(room - 1, 3))
        else:
            height = 3 + len(self._reading(mode, self.size.width)) + min(len(mode.suggestions), MOST)
        if not self.display or self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
        self.display = True
        self.set_rows(self.rows_for(self.size.width, height))

    def rows_for(self, width: int, height: int) -> list[Row]:
        """The panel's rows at a width."""
        mode = self._mode
        if mode is None or width < 8:
            return []
        if isinstance(mode, Sheet):
            return sheet_rows(mode, width, height, self.glyphs)
        more = self.glyphs.more
        rows = [
            *_title(mode.editor.title, mode.editor.hint, width, self.glyphs),
            Row(tuple(self._line(mode.line, mode.fresh, width))),
        ]
        rows += [Row(tuple(column([ink], width, more=more))) for ink in self._reading(mode, width)]
        first = 0 if mode.chosen is None else max(0, mode.chosen - MOST + 1)
        for at, suggestion in list(enumerate(mode.suggestions))[first : first + MOST]:
            rows.append(Row(tuple(self._offer(suggestion, at == mode.chosen, width))))
        return rows[:height]

    def _reads(self, mode: Writing) -> Ink:
        """What Enter keeps: the suggestion that is chosen, else what the line reads as."""
        if mode.chosen is not None:
            chosen = mode.suggestions[mode.chosen]
            return Ink(f"   {chosen.text} · {self.glyphs.write(chosen.beside)}", "reads")
        return Ink(f"   {self.glyphs.write(mode.reads.words)}", "reads" if mode.reads.ok else "wrong")

    def _reading(self, mode: Writing, width: int) -> list[Ink]:
        """What Enter keeps, in full: on as many lines as it takes."""
        reads = self._reads(mode)
        laid = wrap(reads.text.strip(), max(width - 4, 8)) if width else None
        if laid is None or len(laid.starts) < 2:
            return [reads]
        lines = (laid.text[a:b] for a, b in zip(laid.starts, laid.ends, strict=True))
        return [Ink(f"   {line.strip()}", reads.look) for line in lines]

    def _line(self, line: Line, fresh: bool, width: int) -> list[Ink]:
        """The text with its caret always in sight; all of it marked while typing would replace it."""
        room = width - 4
        start = 0
        while cells(line.text[start : line.caret]) > room - 2:
            start += 1
        if fresh and line.text:
            shown = [Ink(f" {self.glyphs.pointer} ", "title"), Ink(line.text, "caret")]
            return column(shown, width, more=self.glyphs.more)
        under = line.text[line.caret : line.caret + 1] or " "
        inks = [
            Ink(f" {self.glyphs.pointer} ", "title"),
            Ink(line.text[start : line.caret], "line"),
            Ink(under, "caret"),
            Ink(line.text[line.caret + 1 :], "line"),
        ]
        return column(inks, width, more=self.glyphs.more)

    def _offer(self, suggestion: Suggestion, chosen: bool, width: int) -> list[Ink]:
        look = "chosen" if chosen else "line"
        sign = self.glyphs.pointer if chosen else " "
        inks = [
            Ink(f"   {sign} {suggestion.text}", look),
            Ink(f"   {self.glyphs.write(suggestion.beside)}", "chosen" if chosen else "quiet"),
        ]
        return column(inks, width, more=self.glyphs.more)


def _title(title: str, hint: str, width: int, glyphs: Glyphs) -> list[Row]:
    """A rule, and beneath it what is edited and what may be typed."""
    inks = [Ink(f" {glyphs.write(title)}", "title"), Ink(f"  {glyphs.write(hint)}", "quiet")]
    return [
        Row((Ink(glyphs.rule * width, "rule"),)),
        Row(tuple(column(inks, width, more=glyphs.more))),
    ]


def sheet_rows(sheet: Sheet, width: int, height: int, glyphs: Glyphs) -> list[Row]:
    """A mode's sheet: its title, and as many of its lines as fit about the chosen one, in three columns."""
    room = max(height - 2, 1)
    at = next((n for n, row in enumerate(sheet.rows) if row.chosen), 0)
    first = max(0, min(at - room // 2, len(sheet.rows) - room))
    keys = max((cells(row.key) for row in sheet.rows), default=0)
    words = min(max((cells(row.text) for row in sheet.rows), default=0), max(width // 2 - keys - 4, 4))
    rows = _title(sheet.title, sheet.hint, width, glyphs)
    for row in sheet.rows[first : first + room]:
        text = glyphs.write(row.text)
        text = text if cells(text) <= words else cut(text, words, glyphs.more)
        look = "chosen" if row.chosen else "line"
        pad = " " * (words - cells(text) + 2)
        inks = [
            Ink(" "),
            Ink(row.key, "key"),
            Ink(" " * (keys - cells(row.key) + 2)),
            Ink(text + pad, look),
            Ink(glyphs.write(row.beside), "chosen" if row.chosen else "quiet"),
        ]
        rows.append(Row(tuple(column(inks, width, more=glyphs.more))))
    return rows
