"""The fields of a review: one focusable widget that draws a `ReviewView` in columns."""

from __future__ import annotations

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

_LOOKS = (
    "title",
    "quiet",
    "faint",
    "words",
    "was",
    "struck",
    "warning",
    "error",
    "typing",
    "number",
    "date",
    "place",
    "pointer",
    "rule",
    "tab",
    "tab-here",
    "here",
    "bar",
    "sum",
    "matter-blocking",
    "matter-check",
    "matter-flagged",
    "matter-not_stated",
    "matter-inferred",
    "matter-sum",
    "decision-undecided",
    "decision-accepted",
    "decision-corrected",
    "decision-added",
    "decision-rejected",
    "decision-unknown",
)


class FieldsPane(RowsWidget, can_focus=True):
    """Draws what `show` was last given; has no state of its own and decides nothing."""

    PREFIX = "fields"
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"fields--{look}" for look in _LOOKS}
    DEFAULT_CSS = """
    FieldsPane {
        background: $surface;
        color: $foreground;
        & > .fields--title { text-style: bold; }
        & > .fields--quiet { color: $text-quiet; }
        & > .fields--faint { color: $text-faint; }
        & > .fields--words { color: $foreground; }
        & > .fields--was { color: $warning; text-style: italic; }
        & > .fields--struck { color: $text-faint; text-style: strike; }
        & > .fields--warning { color: $warning; }
        & > .fields--error { color: $error; }
        & > .fields--typing { color: $foreground; text-style: bold underline; }
        & > .fields--number { color: $evidence-number; text-style: bold; }
        & > .fields--date { color: $evidence-date; }
        & > .fields--place { color: $evidence-place; }
        & > .fields--pointer { color: $accent; text-style: bold; }
        & > .fields--rule { color: $text-faint; }
        & > .fields--tab { color: $text-quiet; }
        & > .fields--tab-here { color: $text-quiet; text-style: bold reverse; }
        & > .fields--sum { color: $success; }
        & > .fields--bar { background: $panel; }
        & > .fields--here { background: $cursor-row; }
        & > .fields--matter-blocking { color: $error; text-style: bold reverse; }
        & > .fields--matter-check { color: $warning; }
        & > .fields--matter-flagged { color: $warning; }
        & > .fields--matter-not_stated { color: $text-quiet; }
        & > .fields--matter-inferred { color: $text-quiet; }
        & > .fields--matter-sum { color: $success; }
        & > .fields--decision-undecided { color: $text-quiet; }
        & > .fields--decision-accepted { color: $success; }
        & > .fields--decision-corrected { color: $accent; text-style: bold; }
        & > .fields--decision-added { color: $accent; text-style: bold; }
        & > .fields--decision-rejected { color: $error; text-style: bold; }
        & > .fields--decision-unknown { color: $warning; text-style: bold; }
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
