"""What the widgets that draw rows of ink share: looks to styles, rows to strips, repainting what changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.drawing import plain_lines
from tui.widgets.ink import Row
from tui.widgets.wrap import shown


class RowsWidget(Widget):
    """A line-API widget of rows. Subclasses say what a look is called (`LOOKS`) and set their rows."""

    #: Component classes begin with this.
    PREFIX = ""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: list[Row] = []
        self._strips: dict[int, Strip] = {}
        self._looks: dict[tuple[str, str], Style] = {}

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; only those that differ from what stands there are drawn again."""
        old, self._rows = self._rows, list(rows)
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
        self._strips.clear()
        self._rows = self.rows_for(self.size.width, self.size.height)
        self.refresh()

    def notify_style_update(self) -> None:
        """The theme changed."""
        self._strips.clear()
        self._looks.clear()
        super().notify_style_update()

    def _style(self, look: str, ground: str) -> Style:
        style = self._looks.get((look, ground))
        if style is None:
            names = [] if look == "text" else [f"{self.PREFIX}--{look}"]
            style = self.get_component_rich_style(*names) if names else self.rich_style
            if ground:
                under = self.get_component_rich_style(f"{self.PREFIX}--{ground}")
                style = style + Style(bgcolor=under.bgcolor)
            self._looks[(look, ground)] = style
        return style

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines that are to be painted."""
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
