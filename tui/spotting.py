"""Evidence by keyboard: a selection in the text, moved and grown by word and sentence. The mode of `v`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from extract.model import Span
from tui.acting import Acting, Sheet, SheetRow
from tui.actions import shown_key
from tui.candidates import Candidate
from tui.marks import Mark, MarkKind
from tui.modes import Press

if TYPE_CHECKING:
    from tui.desk import Desk

_WORD = re.compile(r"\w+(?:[-'’.,:/]\w+)*")
#: How far around the selection words and sentences are looked for, in code points.
_NEAR = 4000

#: How a selection is read for the field: None where it says nothing.
Read = Callable[[Span], Candidate | None]
#: What is done with the selections: the desk, the spans, the reading of a single one, whether the value is
#: to follow, the press.
Keep = Callable[["Desk", Sequence[Span], Candidate | None, bool, Press], None]


class Spotting(Acting):
    """A selection, and those that were put beside it with `+`. `lost` are words that are not in the text."""

    name = "evidence"

    def __init__(
        self,
        title: str,
        text: str,
        start: Span,
        press: Press,
        *,
        kind: MarkKind,
        read: Read,
        keep: Keep,
        stands: str,
        lost: Sequence[Span] = (),
    ) -> None:
        self._title = title
        self._text = text
        self._press = press
        self._kind = kind
        self._read = read
        self._keep = keep
        self._stands = stands
        self._lost = lost
        self.here = start
        self.kept: list[Span] = []

    # ------------------------------------------------------------ keys

    def press(self, desk: Desk, press: Press) -> None:
        """Arrows and h j k l move, with Shift they grow and shrink; Enter keeps, `+` adds, Esc leaves."""
        desk.say("")
        match press.key:
            case "escape":
                desk.mode = None
                desk.say("nothing changed")
                return
            case "enter" | "=":
                self._done(desk, press, follow=press.key == "enter")
                return
            case "+":
                self._add(desk)
            case "backspace" if self.kept:
                self.here = self.kept.pop()
            case "pagedown" | "pageup" as key:
                desk.face.scroll(1.0 if key == "pagedown" else -1.0)
                self._jump(desk)
            case key if (found := self._moved(key)) is not None:
                self.here = found
            case key:
                desk.say(f"{shown_key(key)} means nothing while words are chosen · Esc leaves", "warning")
        desk.face.reveal(self.here)
        if not desk.said.text:
            desk.say(self.told())

    def _moved(self, key: str) -> Span | None:
        here = self.here
        match key:
            case "right" | "l":
                return self._word(here.end, 1)
            case "left" | "h":
                return self._word(here.start, -1)
            case "down" | "j":
                return self._first_word(self._sentence(here.start, 1))
            case "up" | "k":
                return self._first_word(self._sentence(here.start, -1))
            case "shift+right" | "L" | "space":
                return self._span(here.start, self._word(here.end, 1).end)
            case "shift+left" | "H":
                return self._shrunk()
            case "shift+down" | "J":
                end = self._sentence(here.end - 1, 0).end
                return self._span(here.start, end if end > here.end else self._sentence(here.end - 1, 1).end)
            case "shift+up" | "K":
                start = self._sentence(here.start, 0).start
                start = start if start < here.start else self._sentence(here.start, -1).start
                return self._span(start, here.end)
            case "<":
                return self._span(self._word(here.start, -1).start, here.end)
            case "s":
                sentence = self._sentence(here.start, 0)
                return self._span(sentence.start, sentence.end)
        return None

    def _add(self, desk: Desk) -> None:
        self.kept = [s for s in self.kept if (s.start, s.end) != (self.here.start, self.here.end)]
        self.kept.append(self.here)
        self.here = self._word(self.here.end, 1)

    def _done(self, desk: Desk, press: Press, *, follow: bool) -> None:
        spans = [s for s in self.kept if s.end <= self.here.start or self.here.end <= s.start]
        spans = sorted([*spans, self.here], key=lambda s: s.start)
        reading = self._read(self.here) if len(spans) == 1 else None
        desk.mode = None
        desk.say("")
        self._keep(desk, spans, reading, follow, self._press._replace(at=press.at))

    def _jump(self, desk: Desk) -> None:
        """After scrolling: to the first word on screen, where the selection went off it."""
        first, last = desk.face.in_view()
        if not first <= self.here.start < last:
            self.here = self._word(first, 1)

    # ------------------------------------------------------------ words and sentences

    def _span(self, start: int, end: int) -> Span:
        return Span(start, end, self._text[start:end])

    def _word(self, at: int, by: int) -> Span:
        """The word that begins at or after a code point, or (`by` -1) ends at or before it; else stays."""
        if by > 0:
            found = _WORD.search(self._text, at)
            return self.here if found is None else self._span(*found.span())
        start = max(at - _NEAR, 0)
        before = [m.span() for m in _WORD.finditer(self._text, start, at)]
        return self._span(*before[-1]) if before else self.here

    def _shrunk(self) -> Span:
        """Without its last word; one word stays."""
        words = [m.end() for m in _WORD.finditer(self._text, self.here.start, self.here.end)]
        return self._span(self.here.start, words[-2]) if len(words) > 1 else self.here

    def _sentence(self, at: int, by: int) -> Span:
        """The sentence around a code point, the one after it or the one before it; the last at the ends."""
        from extract.sentences import sentences  # not at the top: start-up must not wait for it

        start = max(at - _NEAR, 0)
        near = sentences(self._text[start : at + _NEAR])
        n = next((n for n, s in enumerate(near) if at - start < s.end), len(near) - 1)
        one = near[min(max(n + by, 0), len(near) - 1)]
        return self._span(one.start + start, one.end + start)

    def _first_word(self, sentence: Span) -> Span:
        found = _WORD.search(self._text, sentence.start, sentence.end)
        return sentence if found is None else self._span(*found.span())

    # ------------------------------------------------------------ what is shown

    def told(self) -> str:
        """What Enter would do."""
        words = _flat(self.here.text)
        if self.kept:
            return f"“{words}” · Enter keeps {len(self.kept) + 1} stretches as evidence, {self._stands} stays"
        reading = self._read(self.here)
        if reading is None:
            return f"“{words}” reads as nothing here · Enter keeps it as evidence, {self._stands} stays"
        if reading.reads == self._stands:
            return f"“{words}” reads {reading.reads}, as it stands · Enter keeps it as evidence"
        instead = f"Enter puts that in the place of {self._stands}, = keeps only the evidence"
        return f"“{words}” reads {reading.reads} · {instead}"

    def keys(self) -> list[tuple[str, str]]:
        """Moving, growing, keeping."""
        return [
            ("Enter", "keep"),
            ("Esc", "leave"),
            ("← →", "word"),
            ("↓ ↑", "sentence"),
            ("Space", "grow"),
            ("Shift+arrow", "grow, shrink"),
            ("s", "whole sentence"),
            ("+", "one more"),
            ("=", "evidence only"),
        ]

    def marks(self) -> Sequence[Mark]:
        """The selection, and those beside it."""
        beside = [Mark(s.start, s.end, self._kind, cue=True) for s in self.kept]
        return [*beside, Mark(self.here.start, self.here.end, "chosen", focus=True)]

    def sheet(self) -> Sheet | None:
        """The stretches that were put aside, and evidence that is not in the text."""
        rows = [SheetRow("+", f"“{_flat(s.text)}”", "kept with the next") for s in self.kept]
        rows += [SheetRow("!", f"“{_flat(s.text)}”", "is not in the text: it goes") for s in self._lost]
        rows.append(SheetRow(">", f"“{_flat(self.here.text)}”", self._reads()))
        return Sheet(self._title, f"stands: {self._stands}", tuple(rows[-6:]))

    def _reads(self) -> str:
        reading = self._read(self.here)
        return "→ nothing, evidence only" if reading is None else f"→ {reading.reads}"


def _flat(text: str, most: int = 34) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
