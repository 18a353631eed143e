"""Bare Textual with the same articles: `python -m bench._bare FOLDER`; Space shows the next, `q` leaves.

One Static of a fixed size with 24 words lit, updated without a new layout: the least that Textual can do to
show a text with its evidence. It has no fields, no status line and no store.
"""

from __future__ import annotations

import re
import sys
from itertools import islice
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.content import Content, Span
from textual.widgets import Static

_LIT = 24


class Bare(App[None]):
    """Shows the files of a folder one after the other."""

    CSS = "Static { width: 1fr; height: 1fr; }"
    BINDINGS: ClassVar = [("space", "next", "next"), ("q", "quit", "quit")]

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._texts = [p.read_text("utf-8") for p in sorted(folder.iterdir())]
        self._at = 0

    def compose(self) -> ComposeResult:
        """The text and nothing else."""
        yield Static(_lit(self._texts[0]))

    def action_next(self) -> None:
        """Show the next text."""
        self._at = (self._at + 1) % len(self._texts)
        self.query_one(Static).update(_lit(self._texts[self._at]), layout=False)


def _lit(text: str) -> Content:
    words = re.finditer(r"\b[A-Z]\w+", text)
    return Content(text, [Span(*word.span(), "underline cyan") for word in islice(words, _LIT)])


if __name__ == "__main__":
    Bare(Path(sys.argv[1])).run()
