"""One line of text being edited: a pure model, so that keys typed ahead are never out of order."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Line:
    """The text and the caret, a code point offset from 0 to `len(text)`."""

    text: str = ""
    caret: int = 0

    @classmethod
    def of(cls, text: str) -> Line:
        """The text with the caret at its end."""
        return cls(text, len(text))

    def insert(self, what: str) -> Line:
        """Put text in at the caret. What is not printable is left out; line ends become one space."""
        clean = "".join(c for c in " ".join(what.split("\n")) if c.isprintable())
        return Line(self.text[: self.caret] + clean + self.text[self.caret :], self.caret + len(clean))

    def _cut(self, start: int, end: int) -> Line:
        return Line(self.text[:start] + self.text[end:], start)

    def _word_start(self) -> int:
        at = self.caret
        while at and self.text[at - 1] == " ":
            at -= 1
        while at and self.text[at - 1] != " ":
            at -= 1
        return at

    def _word_end(self) -> int:
        at = self.caret
        while at < len(self.text) and self.text[at] == " ":
            at += 1
        while at < len(self.text) and self.text[at] != " ":
            at += 1
        return at

    def press(self, key: str) -> Line | None:
        """The line after a key; None where the key means nothing here (Enter, Esc, arrows up and down)."""
        if len(key) == 1:
            return self.insert(key)
        size = len(self.text)
        match key:
            case "space":
                return self.insert(" ")
            case "backspace" | "ctrl+h":
                return self._cut(max(0, self.caret - 1), self.caret)
            case "delete" | "ctrl+d":
                return self._cut(self.caret, min(size, self.caret + 1))
            case "ctrl+w" | "ctrl+backspace" | "alt+backspace":
                return self._cut(self._word_start(), self.caret)
            case "ctrl+u":
                return self._cut(0, self.caret)
            case "ctrl+k":
                return self._cut(self.caret, size)
            case "left" | "ctrl+b":
                return replace(self, caret=max(0, self.caret - 1))
            case "right" | "ctrl+f":
                return replace(self, caret=min(size, self.caret + 1))
            case "home" | "ctrl+a":
                return replace(self, caret=0)
            case "end" | "ctrl+e":
                return replace(self, caret=size)
            case "ctrl+left" | "alt+b":
                return replace(self, caret=self._word_start())
            case "ctrl+right" | "alt+f":
                return replace(self, caret=self._word_end())
        return None
