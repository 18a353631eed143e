"""Splitting an entry: what stays, what goes to the new one, what stands in both. The mode of `s`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from tui.acting import Acting, Sheet, SheetRow
from tui.actions import shown_key
from tui.modes import Press

if TYPE_CHECKING:
    from tui.desk import Desk

Where = Literal["stays", "goes", "both"]
_NEXT: dict[str, dict[Where, Where]] = {
    "count": {"stays": "goes", "goes": "stays", "both": "stays"},
    "field": {"both": "stays", "stays": "both", "goes": "both"},
}
#: The keys of an entry's counts; date and place have their own.
LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class Splitting(Acting):
    """Letters for the parts of one entry; each press sends a part to the other side.

    `parts` are (field, words, where it is at first): `date` and `location` stay or stand in both, counts stay
    or go. `then` gets the desk, the counts that go and the fields that stand in both.
    """

    name = "split"

    def __init__(
        self,
        title: str,
        parts: list[tuple[str, str, Where]],
        press: Press,
        then: Callable[[Desk, list[str], list[str], Press], None],
    ) -> None:
        self._title = title
        self._press = press
        self._then = then
        counts = iter(LETTERS.replace("d", "").replace("p", ""))
        own = {"date": "d", "location": "p"}
        self._words = {field: words for field, words, _ in parts}
        self._where: dict[str, Where] = {field: where for field, _, where in parts}
        self._keys = {own.get(field) or next(counts, ""): field for field, _, _ in parts}
        self._last: str | None = None

    def press(self, desk: Desk, press: Press) -> None:
        """A letter sends its part over or back; Enter splits; Esc leaves."""
        field = self._keys.get(press.key)
        if press.key == "escape":
            desk.mode = None
            desk.say("nothing changed")
        elif press.key == "enter":
            goes = [f.removeprefix("counts/") for f, w in self._where.items() if w == "goes"]
            both = [f for f, w in self._where.items() if w == "both"]
            desk.mode = None
            desk.say("")
            self._then(desk, goes, both, self._press._replace(at=press.at))
        elif field:
            self._last = field
            self._where[field] = _NEXT["count" if "/" in field else "field"][self._where[field]]
            desk.say(self.told())
        else:
            desk.say(f"{shown_key(press.key)} is no part of this entry · Esc leaves", "warning")

    def told(self) -> str:
        """What Enter would do."""
        goes = [self._words[f] for f, w in self._where.items() if w == "goes"]
        what = ", ".join(goes) if goes else "no count yet"
        return f"to the new entry: {what} · Enter splits"

    def keys(self) -> list[tuple[str, str]]:
        """Letters, Enter, Esc."""
        return [("letter", "over or back"), ("Enter", "split"), ("Esc", "leave")]

    def sheet(self) -> Sheet:
        """Each part with where it will stand."""
        words: dict[Where, str] = {"stays": "stays", "goes": "→ goes", "both": "in both"}
        rows = [
            SheetRow(key, self._words[field], words[self._where[field]], field == self._last)
            for key, field in self._keys.items()
            if key
        ]
        return Sheet(self._title, "", tuple(rows))
