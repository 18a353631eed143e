"""Modes that take every key themselves and draw over the text: hints, evidence, splitting. Pure.

Such a mode says what it wants drawn as plain data; the screen draws it and asks nothing else of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tui.marks import Mark

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.modes import Press


class Letters(NamedTuple):
    """Letters over the text: they lie on what stands at the code point `start` and move nothing.

    `typed` says how many of them were typed already.
    """

    start: int
    letters: str
    typed: int = 0


class SheetRow(NamedTuple):
    """One line of a sheet: a key, what it stands for, and how that is read. `chosen` is lit."""

    key: str
    text: str
    beside: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a mode shows over the fields' foot: a title, what may be pressed, and lines."""

    title: str
    hint: str
    rows: tuple[SheetRow, ...] = ()


class Acting:
    """A mode that takes its keys itself. `name` stands at the status line while it lasts."""

    name: str = ""

    def press(self, desk: Desk, press: Press) -> None:
        """A key was pressed; the mode leaves by setting `desk.mode`."""
        raise NotImplementedError

    def keys(self) -> list[tuple[str, str]]:
        """The footer's hints."""
        return [("Esc", "leave")]

    def letters(self) -> Sequence[Letters]:
        """What is drawn over the text."""
        return ()

    def marks(self) -> Sequence[Mark]:
        """What is marked in the text besides, on top of everything."""
        return ()

    def sheet(self) -> Sheet | None:
        """What is shown over the fields' foot."""
        return None
