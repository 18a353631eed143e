"""Letters over what in the text suits a field: typing them picks it. The mode of `h` and `r`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.acting import Acting, Letters, Sheet, SheetRow
from tui.actions import shown_key
from tui.candidates import LETTERS, MOST, Candidate, codes, lettered
from tui.marks import Mark, MarkKind
from tui.modes import Press

if TYPE_CHECKING:
    from tui.desk import Desk

#: What is done with the one that was picked: the desk, what was picked, whether it is added, the press.
Then = Callable[["Desk", Candidate, bool, Press], None]

_SCROLL = {"pagedown": 1.0, "pageup": -1.0, "ctrl+d": 0.5, "ctrl+u": -0.5, "space": 1.0}
#: Lines of the sheet.
ROWS = 6


class Hinting(Acting):
    """Candidates with their letters. The letters stay what they are until the mode is left.

    `seen` are the code points on screen: what lies there gets its letters first. `beside` says how one is
    read; `typed` takes a key that is no letter here and says whether it did.
    """

    name = "hints"

    def __init__(
        self,
        title: str,
        found: Sequence[Candidate],
        seen: tuple[int, int],
        press: Press,
        then: Then,
        *,
        kind: MarkKind,
        beside: Callable[[Candidate], str] = lambda c: c.reads,
        typed: Callable[[Desk, Press], bool] = lambda desk, press: False,
        adds: str = "",
        more: Sequence[tuple[str, str]] = (),
    ) -> None:
        chosen = lettered(found, seen)
        self._codes = dict(zip(codes(len(chosen)), chosen, strict=True))
        self._order = sorted(self._codes.items(), key=lambda item: item[1].span.start)
        self._left_out = len(found) - len(chosen)
        self._title = title
        self._press = press
        self._then = then
        self._kind = kind
        self._beside = beside
        self._other = typed
        self._adds = adds
        self._more = list(more)
        self._adding = False
        self._typed = ""
        self._at: int | None = None

    # ------------------------------------------------------------ keys

    def press(self, desk: Desk, press: Press) -> None:
        """A letter narrows or picks; arrows visit; `+` adds instead of replacing; Esc leaves."""
        desk.say("")
        key = press.key
        if key == "escape":
            desk.mode = None
            desk.say("nothing changed")
        elif key in LETTERS:
            self._letter(desk, press)
        elif key == "backspace" and self._typed:
            self._typed = self._typed[:-1]
        elif key in ("down", "tab", "up", "shift+tab"):
            self._visit(desk, 1 if key in ("down", "tab") else -1)
        elif key == "enter" and self._at is not None:
            code, one = self._order[self._at]
            self._take(desk, one, code, press)
        elif key in _SCROLL:
            desk.face.scroll(_SCROLL[key])
        elif key == "+" and self._adds:
            self._adding = not self._adding
            desk.say(self._adds if self._adding else "the one that is picked stands alone")
        elif not self._other(desk, press):
            desk.say(f"{shown_key(key)} is no letter of a hint · Esc leaves", "warning")
        if desk.mode is self and not desk.said.text:
            desk.say(self._told())

    def _letter(self, desk: Desk, press: Press) -> None:
        typed = self._typed + press.key
        if typed in self._codes:
            self._take(desk, self._codes[typed], typed, press)
        elif any(code.startswith(typed) for code in self._codes):
            self._typed = typed
            self._show_one(desk)
        else:
            desk.say(f"no hint has the letters {typed} · Esc leaves", "warning")

    def _show_one(self, desk: Desk) -> None:
        """Bring the first of those that are left into view, where none is."""
        left = [self._order[n][1].span for n in self._shown()]
        first, last = desk.face.in_view()
        if left and not any(first <= s.start < last for s in left):
            desk.face.reveal(left[0])

    def _visit(self, desk: Desk, by: int) -> None:
        shown = self._shown()
        if not shown:
            return
        at = shown.index(self._at) if self._at in shown else -1 if by > 0 else 0
        self._at = shown[(at + by) % len(shown)]
        desk.face.reveal(self._order[self._at][1].span)

    def _take(self, desk: Desk, one: Candidate, code: str, press: Press) -> None:
        desk.mode = None
        argument = f"{'+' if self._adding else ''}{code}"
        self._then(desk, one, self._adding, self._press._replace(argument=argument, at=press.at))

    # ------------------------------------------------------------ what is shown

    def opened(self, desk: Desk) -> None:
        """Say what can be picked, with what is nearest in view."""
        first = next(iter(self._codes.values()))
        desk.face.reveal(first.span)
        desk.say(self._told())

    def _shown(self) -> list[int]:
        return [n for n, (code, _) in enumerate(self._order) if code.startswith(self._typed)]

    def _told(self) -> str:
        if self._at is not None:
            one = self._order[self._at][1]
            return f"“{_flat(one.span.text)}” → {self._beside(one)} · Enter takes it"
        few = self._shown()
        if self._typed and len(few) <= 3:
            told = (f"{self._order[n][0]} “{_flat(self._order[n][1].span.text)}”" for n in few)
            return "  ".join(told)
        more = f" · {self._left_out} more without letters (at most {MOST})" if self._left_out else ""
        return f"{self._title}: type the letters of one{more}"

    def keys(self) -> list[tuple[str, str]]:
        """Letters, visiting, adding, leaving."""
        adds = [("+", "add to it")] if self._adds else []
        return [("a–l", "take"), *self._more, ("↓ ↑", "visit"), ("Enter", "take it"), *adds, ("Esc", "leave")]

    def letters(self) -> Sequence[Letters]:
        """The letters of those that what was typed still allows."""
        every = (self._order[n] for n in self._shown())
        return [Letters(one.span.start, code, len(self._typed)) for code, one in every]

    def marks(self) -> Sequence[Mark]:
        """The candidates; the one that is visited lit."""
        return [
            Mark(one.span.start, one.span.end, self._kind, focus=n == self._at, cue=n != self._at)
            for n, (_, one) in enumerate(self._order)
            if n in self._shown() or n == self._at
        ]

    def sheet(self) -> Sheet:
        """The candidates in the order of the text, about the one that is visited or typed."""
        shown = self._shown()
        at = shown.index(self._at) if self._at in shown else 0
        first = max(0, min(at - ROWS // 2, len(shown) - ROWS))
        rows = [
            SheetRow(code, f"“{_flat(one.span.text)}”", f"→ {self._beside(one)}", n == self._at)
            for n in shown[first : first + ROWS]
            for code, one in (self._order[n],)
        ]
        many = f"{first + 1}–{first + len(rows)} of {len(shown)}" if len(shown) > ROWS else ""
        return Sheet(self._title, "added to what stands" if self._adding else many, tuple(rows))


def _flat(text: str, most: int = 30) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
