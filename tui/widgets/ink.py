"""Rows as pieces of text with the name of their look, before any terminal is involved. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from tui.cursor import Cursor
from tui.widgets.wrap import cells, cut, shown


class Ink(NamedTuple):
    """Text that may be written as it is, and the name of its look (one of the widget's `LOOKS`)."""

    text: str
    look: str = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a widget. `focused` rows get the cursor's ground, `bar` rows that of a bar.

    A click on it goes to `cursor`. `shows`: the entry whose place, date and counts can all be read in this
    row and those that belong to it; empty where something of them is cut off.
    """

    inks: tuple[Ink, ...] = ()
    focused: bool = False
    cursor: Cursor | None = None
    bar: bool = False
    shows: str = ""


def column(inks: Iterable[Ink], width: int, *, more: str = "…") -> list[Ink]:
    """The pieces made exactly `width` cells wide: filled with blanks, or cut, ending in `more`."""
    pieces = [ink for ink in inks if ink.text]
    sizes = [cells(ink.text) for ink in pieces]
    if sum(sizes) <= width:
        blank = width - sum(sizes)
        return [Ink(shown(i.text), i.look) for i in pieces] + ([Ink(" " * blank)] if blank else [])
    out: list[Ink] = []
    left = width
    for ink, size in zip(pieces, sizes, strict=True):
        if size + cells(more) <= left:
            out.append(Ink(shown(ink.text), ink.look))
            left -= size
            continue
        if left > 0:
            out.append(Ink(cut(ink.text, left, more), ink.look))
            left -= cells(out[-1].text)
        break
    return [*out, Ink(" " * left)] if left > 0 else out
