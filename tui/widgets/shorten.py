"""Quoted words made to fit a column: at words, and so that the figure and what it counts stay. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.quote import Piece
from tui.widgets.wrap import cells

#: Words cut in their middle to fewer cells than this say nothing.
_WORTH = 12
_WORD = re.compile(r"\S+\s*|\s+")


def shorten(pieces: Sequence[Piece], width: int, quotes: tuple[str, str], more: str) -> list[Piece]:
    """The pieces between quotation marks in at most `width` cells, as long as that can be done at words.

    First the end goes, down to the first lit word after the figure (mostly what is counted), then the
    beginning, then what stands between the two. What still does not fit is returned too wide, or not at all
    where hardly anything of it could be read.
    """
    words = [Piece(m[0], p.tone) for p in pieces for m in _WORD.finditer(p.text)]
    words = [Piece(words[-1].text.rstrip(), words[-1].tone)] if len(words) == 1 else words
    lit = [i for i, w in enumerate(words) if w.tone == "words" and w.text.strip()]
    if not lit:
        return _quoted(words, quotes)
    first = lit[0]
    last = next((i for i in lit if i + 1 == len(words) or words[i + 1].tone != "words"), lit[-1])
    after = [i for i in range(last + 1, len(words)) if words[i].text.strip()]
    noun = next((i for i in after if words[i].tone == "cue"), after[0] if after else last)
    tries = [(0, end) for end in range(len(words), noun, -1)]
    tries += [(start, noun + 1) for start in range(1, first + 1)]
    for start, end in tries:
        done = _cut(words, start, end, quotes, more)
        if sum(cells(p.text) for p in done) <= width:
            return done
    core = words[first : noun + 1]
    if noun > last + 1:
        figure = [*words[first:last], Piece(words[last].text.rstrip(), "words")]
        core = [*figure, Piece(f" {more} ", "context"), words[noun]]
    for kept in (words[first : noun + 1], core):
        done = _cut(kept, 0, len(kept), quotes, more)
        if noun > last and sum(cells(p.text) for p in done) <= width:
            return done
    return _quoted(words, quotes) if width >= _WORTH else []


def _cut(words: Sequence[Piece], start: int, end: int, quotes: tuple[str, str], more: str) -> list[Piece]:
    """Some of the words, with `more` where others were."""
    kept = list(words[start:end])
    if kept:
        kept[-1] = Piece(kept[-1].text.rstrip(), kept[-1].tone)
    before = [Piece(more, "context")] if start else []
    after = [Piece(more, "context")] if end < len(words) else []
    return _quoted([*before, *kept, *after], quotes)


def _quoted(pieces: Sequence[Piece], quotes: tuple[str, str]) -> list[Piece]:
    return [Piece(quotes[0], "context"), *pieces, Piece(quotes[1], "context")]
