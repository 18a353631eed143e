"""Text selected with the mouse in a widget of strips: how it looks, and what is copied."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.selection import Selection
from textual.strip import Strip


def restyled(strip: Strip, start: int, end: int, look: Style) -> Strip:
    """The strip with characters `start` to `end` (-1: to the end of its words) in another look."""
    end = len(strip.text.rstrip()) if end < 0 else end
    segments: list[Segment] = []
    at = 0
    for text, style, _ in strip:
        a, b = max(start - at, 0), max(min(end - at, len(text)), 0)
        ground = style or Style.null()
        parts = ((text[:a], ground), (text[a:b], ground + look), (text[b:], ground)) if a < b else ()
        segments += [Segment(t, s) for t, s in parts if t] or [Segment(text, ground)]
        at += len(text)
    return Strip(segments, strip.cell_length)


def selected_text(selection: Selection, last_line: int, line: Callable[[int], str]) -> str:
    """What a selection holds, line by line as shown; only the selected lines are asked for."""
    first = selection.start.y if selection.start else 0
    last = min(selection.end.y if selection.end else last_line, last_line)
    lines = [line(y).rstrip() for y in range(first, last + 1)]
    start = selection.start and Offset(selection.start.x, 0)
    end = selection.end and Offset(selection.end.x, selection.end.y - first)
    return Selection(start, end).extract("\n".join(lines))
