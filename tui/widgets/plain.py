"""Rows that somebody else makes: heads, details, prompts, figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, TypeAlias

from tui.widgets.ink import Row
from tui.widgets.lines import RowsWidget

#: Rows for a width and a height.
Maker: TypeAlias = Callable[[int, int], list[Row]]


class PlainRows(RowsWidget):
    """Draws what its maker makes for its size."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "quiet": "$text-quiet",
        "key": "$primary bold",
        "strong": "bold",
        "title": "$accent bold",
        "done": "$success",
        "warning": "$warning",
        "wrong": "$warning",
        "reads": "$success",
        "caret": "reverse",
        "rule": "$rule",
        "here": "on $cursor-row",
        "bar": "on $panel",
    }

    DEFAULT_CSS = """
    PlainRows {
        background: $background;
        color: $foreground;
    }
    """

    def __init__(self, maker: Maker, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._maker = maker

    def rows_for(self, width: int, height: int) -> list[Row]:
        """The maker's rows."""
        return self._maker(width, height)

    def update_rows(self) -> None:
        """Ask the maker anew; only rows that differ are drawn again."""
        self.set_rows(self._maker(self.size.width, self.size.height))
