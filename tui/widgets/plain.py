"""Rows that somebody else makes: heads, details, prompts, figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeAlias

from tui.widgets.ink import Row
from tui.widgets.lines import RowsWidget

#: Rows for a width and a height.
Maker: TypeAlias = Callable[[int, int], list[Row]]


class PlainRows(RowsWidget):
    """Draws what its maker makes for its size."""

    PREFIX = "plain"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"plain--{look}"
        for look in (
            *("quiet", "key", "strong", "title", "done", "warning", "wrong", "reads", "caret", "rule"),
            *("here", "bar"),
        )
    }

    DEFAULT_CSS = """
    PlainRows {
        background: $background;
        color: $foreground;
        & > .plain--quiet { color: $text-quiet; }
        & > .plain--key { color: $primary; text-style: bold; }
        & > .plain--strong { text-style: bold; }
        & > .plain--title { color: $accent; text-style: bold; }
        & > .plain--done { color: $success; }
        & > .plain--warning { color: $warning; }
        & > .plain--wrong { color: $warning; }
        & > .plain--reads { color: $success; }
        & > .plain--caret { text-style: reverse; }
        & > .plain--rule { color: $rule; }
        & > .plain--here { background: $cursor-row; }
        & > .plain--bar { background: $panel; }
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
