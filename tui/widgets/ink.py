"""Rows as pieces of text with the name of their look, before any terminal is involved. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from tui.cursor import Cursor
from tui.widgets.wrap import cells, fit


class Ink(NamedTuple):
    """Text that may be written as it is, and the name of its look (a component class of the widget)."""

    text: str
    look: str = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a widget. `focused` rows get the cursor's ground; a click on it goes to `cursor`."""

    inks: tuple[Ink, ...] = ()
    focused: bool = False
    cursor: Cursor | None = None


def column(inks: Iterable[Ink], width: int, *, right: bool = False, more: str = "…") -> list[Ink]:
    """The pieces made exactly `width` cells wide: cut with `more`, or filled with blanks on one side."""
    out: list[Ink] = []
    left = width
    pieces = [i for i in inks if i.text]
    total = sum(cells(i.text) for i in pieces)
    for ink in pieces:
        if left <= 0:
            break
        size = cells(ink.text)
        if total > width and size >= left:
            text = fit(ink.text if size > left else ink.text + "\u00a0", left, more)
        else:
            text = fit(ink.text, left, more)
        out.append(Ink(text, ink.look))
        left -= cells(text)
        total_left = total - size
        if size > cells(text):
            break
        total, width = total_left, left
    blank = [Ink(" " * left)] if left > 0 else []
    return [*blank, *out] if right else [*out, *blank]
