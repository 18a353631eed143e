"""The line at the top: whose store, who reviews, where in the queue; saving only while it lasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from tui.shown import day_words
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.ink import Ink, Row, column
from tui.widgets.lines import RowsWidget
from tui.widgets.wrap import cells


@dataclass(frozen=True, slots=True)
class Top:
    """What the line says. `position` is (k, n) in the queue, `done` how many of them are finished.

    `flag` is this article's flag, `published` its date. `undecided`, `blocking` and `notes` count fields and
    checks here. `unsaved` is empty once everything is durable.
    """

    store: str = ""
    reviewer: str = ""
    position: tuple[int, int] | None = None
    done: int | None = None
    flagged: int = 0
    status: str = ""
    flag: str = ""
    published: dt.date | None = None
    undecided: int = 0
    blocking: int = 0
    notes: int = 0
    unsaved: str = ""


class TopLine(RowsWidget):
    """Draws a `Top`."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "quiet": "$text-quiet",
        "strong": "bold",
        "warning": "$warning",
        "done": "$success",
        "error": "$error bold reverse",
        "here": "on $cursor-row",
    }
    DEFAULT_CSS = """
    TopLine {
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    def __init__(
        self, *, glyphs: Glyphs = UNICODE, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.glyphs = glyphs
        self.top = Top()

    def show(self, **changes: Any) -> None:
        """Change what the line says; names and meaning as in `Top`."""
        before, self.top = self.top, replace(self.top, **changes)
        if self.top != before:
            self.set_rows(self.rows_for(self.size.width, self.size.height))

    def unsaved(self, what: str) -> None:
        """Say `saving…` or `NOT SAVED: disk full`; the empty text says no more."""
        self.show(unsaved=what)

    def rows_for(self, width: int, height: int) -> list[Row]:
        """The line at a width."""
        top = self.top
        dot = Ink(f" {self.glyphs.dot} ", "quiet")
        left = [Ink(" ")]
        parts = [Ink(top.store, "quiet"), Ink(top.reviewer, "quiet")]
        if top.position is not None:
            parts.append(Ink(f"{top.position[0]:,} of {top.position[1]:,}", "strong"))
        if top.done is not None:
            parts.append(Ink(f"{top.done:,} done", "quiet"))
        if top.flagged:
            parts.append(Ink(f"{top.flagged:,} flagged", "quiet"))
        for part in [p for p in parts if p.text]:
            left += [*([dot] if len(left) > 1 else []), part]
        right = self._right()
        room = width - sum(cells(i.text) for i in right)
        return [Row((*column(left, max(room, 0), more=self.glyphs.more), *right))]

    def _right(self) -> list[Ink]:
        top, glyphs = self.top, self.glyphs
        if top.unsaved:
            look = "error" if top.unsaved.startswith("NOT") else "warning"
            return [Ink(f" {glyphs.write(top.unsaved)} ", look)]
        parts: list[Ink] = []
        if top.flag:
            parts.append(Ink(f"{glyphs.matters['flagged']} {top.flag}", "warning"))
        if top.published is not None:
            parts.append(Ink(day_words(top.published), "quiet"))
        if top.blocking:
            parts.append(Ink(f"{glyphs.matters['blocking']} {top.blocking}", "error"))
        if top.notes:
            parts.append(Ink(f"{glyphs.matters['check']} {top.notes}", "quiet"))
        if top.undecided:
            parts.append(Ink(f"{glyphs.decisions[None]} {top.undecided}", "strong"))
        if top.status:
            parts.append(Ink(top.status, "done"))
        return [ink for part in parts for ink in (part, Ink("  "))]
