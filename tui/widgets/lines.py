"""What the widgets that draw rows of ink share: looks to styles, rows to strips, repainting what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.drawing import plain_lines
from tui.widgets.ink import Row
from tui.widgets.looks import style_of
from tui.widgets.wrap import shown


class RowsWidget(Widget):
    """A line-API widget of rows. Subclasses say what their looks are and set their rows."""

    #: What each look is drawn in (see `tui.widgets.looks`).
    LOOKS: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: list[Row] = []
        self._strips: dict[int, Strip] = {}
        self._looks: dict[tuple[str, str], Style] = {}
        self._fitted = Size(0, 0)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; only those that differ from what stands there are drawn again."""
        old, self._rows = self._rows, list(rows)
        self._fitted = self.size
        if len(old) != len(rows):
            self._strips.clear()
            self.refresh()
            return
        changed = [y for y, (a, b) in enumerate(zip(old, self._rows, strict=True)) if a != b]
        for y in changed:
            self._strips.pop(y, None)
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def rows_for(self, width: int, height: int) -> list[Row]:
        """The rows for a size; called when the size changes."""
        return self._rows

    def on_resize(self) -> None:
        """Draw for the new size."""
        if self._fit():
            self.refresh()

    def _fit(self) -> bool:
        """Make the rows for the size that the widget has now; False where they are."""
        if self._fitted == self.size:
            return False
        self._fitted = self.size
        self._strips.clear()
        self._rows = self.rows_for(self.size.width, self.size.height)
        return True

    def notify_style_update(self) -> None:
        """The theme changed."""
        self._strips.clear()
        self._looks.clear()
        super().notify_style_update()

    def _style(self, look: str, ground: str) -> Style:
        style = self._looks.get((look, ground))
        if style is None:
            colours = self.app.theme_variables
            style = self.rich_style
            if look != "text":
                style += style_of(self.LOOKS[look], colours)
            if ground:
                style += Style(bgcolor=style_of(self.LOOKS[ground], colours).bgcolor)
            self._looks[(look, ground)] = style
        return style

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines that are to be painted; the first frame comes before anybody was told a size."""
        self._fit()
        strips = plain_lines(self, crop, self.render_line)
        return super().render_lines(crop) if strips is None else strips

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        strip = self._strips.get(y)
        if strip is None:
            row = self._rows[y] if y < len(self._rows) else Row()
            ground = "here" if row.focused else "bar" if row.bar else ""
            segments = [Segment(shown(ink.text), self._style(ink.look, ground)) for ink in row.inks]
            strip = Strip(segments).adjust_cell_length(self.size.width, self._style("text", ground))
            self._strips[y] = strip
        return strip
