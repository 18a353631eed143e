"""The fields of a review: one focusable widget that draws a `ReviewView` in columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.geometry import Size
from textual.message import Message

from tui.cursor import Cursor
from tui.view import ReviewView
from tui.widgets.arrange import arrange, displayed
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.ink import Row
from tui.widgets.lines import RowsWidget


class FieldsPane(RowsWidget, can_focus=True):
    """Draws what `show` was last given; has no state of its own and decides nothing."""

    ALLOW_SELECT = False
    LOOKS: ClassVar[Mapping[str, str]] = {
        "title": "bold",
        "quiet": "$text-quiet",
        "faint": "$text-faint",
        "words": "$foreground",
        "was": "$warning italic",
        "struck": "$text-faint strike",
        "warning": "$warning",
        "error": "$error",
        "typing": "$foreground bold underline",
        "number": "$evidence-number bold",
        "date": "$evidence-date",
        "place": "$evidence-place",
        "pointer": "$accent bold",
        "rule": "$text-faint",
        "tab": "$text-quiet",
        "tab-here": "$text-quiet bold reverse",
        "sum": "$success",
        "bar": "on $panel",
        "here": "on $cursor-row",
        "matter-blocking": "$error bold reverse",
        "matter-check": "$warning",
        "matter-flagged": "$warning",
        "matter-not_stated": "$text-quiet",
        "matter-inferred": "$text-quiet",
        "matter-sum": "$success",
        "decision-undecided": "$text-quiet",
        "decision-accepted": "$success",
        "decision-corrected": "$accent bold",
        "decision-added": "$accent bold",
        "decision-rejected": "$error bold",
        "decision-unknown": "$warning bold",
    }
    DEFAULT_CSS = """
    FieldsPane {
        background: $surface;
        color: $foreground;
    }
    """

    @dataclass
    class Picked(Message):
        """A field was clicked."""

        cursor: Cursor

    def __init__(
        self, *, glyphs: Glyphs = UNICODE, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.glyphs = glyphs
        self._view: ReviewView | None = None
        self._drawn_for = Size(0, 0)

    def show(self, view: ReviewView) -> None:
        """Draw this view; rows that do not change are left alone."""
        if self._view != view or self._drawn_for != self.size:
            self._view, self._drawn_for = view, self.size
            self.set_rows(self.rows_for(self.size.width, self.size.height))

    def rows_for(self, width: int, height: int) -> list[Row]:
        """The view's rows at a size."""
        if self._view is None or width < 4 or height < 1:
            return [Row()] * height
        return arrange(self._view, width, height, self.glyphs)

    @property
    def drawn(self) -> list[Row]:
        """The rows as they were last drawn, from the top."""
        return self._rows

    def displayed(self) -> frozenset[str]:
        """The ids of the entries whose place, date and counts can be read in the pane as it was last drawn.

        That is the focused one, those that stand open, and those that are listed with nothing cut off.
        """
        return displayed(self._rows, self._view)

    def on_click(self, event: events.Click) -> None:
        """Say which field was clicked."""
        if event.y < len(self._rows) and (cursor := self._rows[event.y].cursor) is not None:
            self.post_message(self.Picked(cursor))
