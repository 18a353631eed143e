"""What line-API widgets that have neither border nor padding need of Textual's drawing, and nothing more.

Textual's own way lays borders, padding, hatches, tints and links around every line, also where a widget has
none of them: three quarters of what painting a new article takes.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.filter import ANSIToTruecolor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


def plain_lines(widget: Widget, crop: Region, line: Callable[[int], Strip]) -> list[Strip] | None:
    """The lines of `crop` as `line` draws them; None where the widget has more around it than that.

    NO_COLOR and terminals without faint text still have their filters. Our colours come from the themes,
    none is one of the terminal's own sixteen, so the filter that turns those into others has nothing to do.
    """
    if widget.size != widget.region.size or widget.opacity != 1.0:
        return None
    filters = [f for f in widget.get_line_filters() if not isinstance(f, ANSIToTruecolor)]
    strips = [line(y) for y in crop.line_range]
    if filters:
        ground = widget.background_colors[1]
        for one in filters:
            strips = [strip.apply_filter(one, ground) for strip in strips]
    if crop.column_span != (0, widget.size.width):
        strips = [strip.crop(*crop.column_span) for strip in strips]
    return strips
