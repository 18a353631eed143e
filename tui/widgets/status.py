"""The two lines at the foot: what happened or what is asked, and the keys that matter now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal, TypeAlias

from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.ink import Ink, Row, column
from tui.widgets.lines import RowsWidget
from tui.widgets.wrap import cells

SayKind: TypeAlias = Literal["info", "aside", "done", "warning", "error", "ask"]


class StatusLine(RowsWidget):
    """A sentence, with the mode before it where there is one; beneath it key hints."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "mode": "bold reverse",
        "done": "$success",
        "warning": "$warning",
        "error": "$error bold",
        "ask": "$accent bold",
        "key": "$primary bold",
        "quiet": "$text-quiet",
        "here": "on $cursor-row",
    }
    DEFAULT_CSS = """
    StatusLine {
        height: 2;
        background: $background;
        color: $foreground;
    }
    """

    def __init__(
        self, *, glyphs: Glyphs = UNICODE, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.glyphs = glyphs
        self._said: tuple[str, SayKind] = ("", "info")
        self._mode = ""
        self._keys: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """What was said last."""
        return self._said[0]

    def say(self, text: str, kind: SayKind = "info") -> None:
        """Say one sentence; it stays until the next."""
        if self._said != (text, kind):
            self._said = (text, kind)
            self._redraw()

    def mode(self, name: str) -> None:
        """Show the mode that the keyboard is in (`edit`, `hints` …); empty for none."""
        if self._mode != name:
            self._mode = name
            self._redraw()

    def hint(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show these keys with what they do, the first ones where not all fit."""
        if self._keys != (keys := tuple(keys)):
            self._keys = keys
            self._redraw()

    def _redraw(self) -> None:
        self.set_rows(self.rows_for(self.size.width, self.size.height))

    def rows_for(self, width: int, height: int) -> list[Row]:
        """The sentence and the keys at a width."""
        text, kind = self._said
        inks = [Ink(" ")]
        if self._mode:
            inks += [Ink(f" {self._mode} ", "mode"), Ink("  ")]
        inks.append(Ink(self.glyphs.write(text), "text" if kind in ("info", "aside") else kind))
        rows = [Row(tuple(column(inks, width, more=self.glyphs.more)))]
        keys = [Ink(" ")]
        used = 1
        for shown, what in self._keys:
            key = self.glyphs.write(shown)
            size = cells(key) + cells(what) + 4
            if used + size > width:
                continue
            keys += [Ink(key, "key"), Ink(f" {what}   ", "quiet")]
            used += size
        rows.append(Row(tuple(column(keys, width))))
        return rows[:height]
