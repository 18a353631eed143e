"""Wrapping text into rows of terminal cells, with code-point offsets kept. Pure; also what is safe to show.

A cell is one column of the terminal. CJK and most emoji take two, combining marks none. Characters that act
on a terminal instead of standing in it (controls, ANSI escapes, bidi overrides) are shown as a visible glyph
of one cell and never emitted; a few invisible ones that only tell a renderer how to join are left out.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from functools import cache

from rich.cells import get_character_cell_size

from tui.widgets.reflow import FILL, flowing

_BIDI = {
    0x202A: "↦",  # embeddings, overrides and isolates that say left to right
    0x202D: "↦",
    0x2066: "↦",
    0x202B: "↤",  # … right to left
    0x202E: "↤",
    0x2067: "↤",
    0x2068: "⇄",  # first strong isolate
    0x202C: "⊣",  # what ends them
    0x2069: "⊣",
}
#: Joiners, marks and selectors: no cell of their own, and terminals disagree on what they do to their
#: neighbours' width. The zero-width non-joiner (Persian, Urdu) is harmless and stays.
_LEFT_OUT = (0xAD, 0xFDD0, 0x061C, 0x180E, 0x200B, 0x200D, 0x200E, 0x200F, 0xFEFF, *range(0x2060, 0x2066))
_VISIBLE_HIDDEN = (*range(0x206A, 0x2070), *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080))


def _table() -> dict[int, str]:
    table = {code: chr(0x2400 + code) for code in range(0x20)}
    table |= dict.fromkeys(range(0x80, 0xA0), "\u2426")
    table |= dict.fromkeys(_VISIBLE_HIDDEN, "\u2426")
    table |= dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")
    table |= dict.fromkeys(_LEFT_OUT, "")
    table |= dict.fromkeys((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)), "")
    return table | _BIDI | {0x09: " ", 0x7F: "\u2421", 0x85: "\u2424", 0x2028: "\u2424", 0x2029: "\u2424"}


_GLYPHS = _table()
#: Surely one cell each: Latin, Greek, Cyrillic, Hebrew and Arabic letters, punctuation, currencies.
_PLAIN = (
    "\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u05d0-\u05ea\u0620-\u064a\u0660-\u066f"
    "\u0671-\u06d5\u06ee-\u06ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
)
#: The first character that may be other than one cell wide, or that must not be emitted as it is.
_SPECIAL = re.compile(f"[^{_PLAIN}]")
_BREAK = re.compile("\r\n|[\n\r\u2028\u2029]")
_SPACES = re.compile("[ \t]*")
#: More marks than this on one letter are no writing, and are shown as one sign.
_PILE = 8
_PILE_SIGN = "◌"
#: Hangul vowels and finals that join the letter before them.
_JAMO = range(0x1160, 0x1200)
#: Surely two cells each: kana, CJK ideographs, Hangul, full-width forms.
_WIDE = "\u3041-\u3096\u30a1-\u30ff\u3001-\u3029\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"
_NOT_FIRST = frozenset("、。，．・：；？！）」』】〕〉》”’…ー")


class _Widths(dict[str, int]):
    def __missing__(self, char: str) -> int:
        glyph = _GLYPHS.get(ord(char), char)
        self[char] = width = get_character_cell_size(glyph) if glyph else 0
        return width


_WIDTHS = _Widths()


@cache
def _wides() -> re.Pattern[str]:
    """A run of characters that are surely two cells wide. Made when the first of them comes, as are these."""
    return re.compile(f"[{_WIDE}]*")


@cache
def _suspect() -> re.Pattern[str]:
    """Only in such a run can there be a pile; a drawn rule (box drawing, blocks) is none."""
    return re.compile(f"[^{_PLAIN}{_WIDE}\u2500-\u259f]{{{_PILE + 1},}}")


@cache
def _piles() -> re.Pattern[str]:
    """More than `_PILE` code points in a row that take no cell."""
    marks = [c for c in range(0x300, 0x20000) if unicodedata.category(chr(c)) in ("Mn", "Me", "Cf")]
    every = {*marks, *_JAMO, *_LEFT_OUT, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
    codes = sorted(c for c in every - {ord(FILL)} if not _GLYPHS.get(c))
    return re.compile(f"[{''.join(map(chr, codes))}]{{{_PILE + 1},}}")


def _tamed(text: str) -> str:
    """The text with each pile of marks as one sign and `FILL`: as long as it was."""
    if _SPECIAL.search(text) is None or _suspect().search(text) is None:
        return text
    return _piles().sub(lambda m: _PILE_SIGN + FILL * (m.end() - m.start() - 1), text)


def shown(text: str) -> str:
    """The text as it may be written to a terminal: the same, with what would act on it as glyphs."""
    return text if _SPECIAL.search(text) is None else _tamed(text).translate(_GLYPHS)


def cells(text: str) -> int:
    """How many cells `shown(text)` takes."""
    return len(text) if _SPECIAL.search(text) is None else sum(map(_WIDTHS.__getitem__, _tamed(text)))


def cut(text: str, width: int, more: str = "…") -> str:
    """As much of `shown(text)` as leaves room for `more` in `width` cells, and `more`."""
    room = width - cells(more)
    if room <= 0:
        return more[: max(width, 0)]
    used = 0
    text = _tamed(text)
    for index, char in enumerate(text):
        used += _WIDTHS[char]
        if used > room:
            text = text[:index]
            break
    return shown(text).rstrip() + more


class Wrapped:
    """A text in rows no wider than `width` cells. Row `r` shows code points `starts[r]` to `ends[r]`.

    The spaces and line breaks between two rows belong to the row before, and are not shown. `source` is the
    text that was wrapped, `text` the same with piles of marks as one sign and with spaces for the line breaks
    of a setting; offsets are the same in both.
    """

    __slots__ = ("ends", "source", "starts", "text", "width")

    def __init__(self, source: str, text: str, width: int, starts: array[int], ends: array[int]) -> None:
        self.source = source
        self.text = text
        self.width = width
        self.starts = starts
        self.ends = ends

    def __len__(self) -> int:
        return len(self.starts)

    def row_of(self, offset: int) -> int:
        """The row in which a code point stands; offsets beyond the text give the first or last row."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def rows_of(self, start: int, end: int) -> range:
        """The rows that code points `start` to `end` (exclusive) touch; at least one."""
        first = self.row_of(start)
        return range(first, max(first, self.row_of(end - 1)) + 1)

    def column_of(self, offset: int) -> int:
        """The cell, counted from the left of its row, at which a code point begins."""
        row = self.row_of(offset)
        return cells(self.text[self.starts[row] : min(offset, self.ends[row])])

    def offset_at(self, row: int, column: int) -> int:
        """The code point at a cell of a row; the row's end where the cell lies right of it."""
        used = 0
        for offset in range(self.starts[row], self.ends[row]):
            used += _WIDTHS[self.text[offset]]
            if used > column:
                return offset
        return self.ends[row]


def wrap(text: str, width: int) -> Wrapped:
    """Wrap at spaces (and between wide characters) into rows of at most `width` cells (2 at the least).

    Longer words are broken. Line breaks of the text stay, blank lines too, but for those that only keep the
    width to which it was set (`reflow`); the order of right-to-left text stays as it is in the string. Linear
    in the length of the text, also when it is one line or one word.
    """
    width = max(width, 2)
    starts, ends = array("L"), array("L")
    source, text = text, _tamed(flowing(text))
    line = 0
    for match in _BREAK.finditer(text):
        _wrap_line(text, line, match.start(), width, starts, ends)
        line = match.end()
    if line < len(text) or not starts:
        _wrap_line(text, line, len(text), width, starts, ends)
    return Wrapped(source, text, width, starts, ends)


def wrapped_lines(text: str, width: int) -> list[str]:
    """The text's rows as text, for a sentence or a title."""
    laid = wrap(text, width)
    return [laid.text[a:b] for a, b in zip(laid.starts, laid.ends, strict=True)]


def _wrap_line(text: str, row: int, stop: int, width: int, starts: array[int], ends: array[int]) -> None:
    special = row - 1
    while True:
        if special < row:
            found = _SPECIAL.search(text, row, stop)
            special = found.start() if found else stop
        if special > row + width or special == stop:
            end, following = _plain_row(text, row, stop, width)
        elif _all_wide(text, row, stop, width):
            end = following = _wide_row(text, row, width)
        else:
            end, following = _mixed_row(text, row, stop, width)
        starts.append(row)
        ends.append(end)
        if following >= stop:
            return
        row = following


def _plain_row(text: str, row: int, stop: int, width: int) -> tuple[int, int]:
    """Where a row of one-cell characters ends and the next begins."""
    if stop - row <= width:
        return stop, stop
    cut = text.rfind(" ", row, row + width + 1)
    if cut <= row or text[row:cut].isspace():
        return row + width, row + width
    return cut, _past_spaces(text, cut, stop)


def _all_wide(text: str, row: int, stop: int, width: int) -> bool:
    """Whether a row and what follows it are characters of two cells."""
    after = row + width // 2 + 1
    found = _wides().match(text, row, after) if after <= stop else None
    return found is not None and found.end() == after


def _wide_row(text: str, row: int, width: int) -> int:
    """Where a row of two-cell characters ends: anywhere but before a full stop and the like."""
    end = at = row + width // 2
    while at > row and text[at] in _NOT_FIRST:
        at -= 1
    return at if at > row else end


def _past_spaces(text: str, cut: int, stop: int) -> int:
    found = _SPACES.match(text, cut, stop)
    return found.end() if found else cut


def _mixed_row(text: str, row: int, stop: int, width: int) -> tuple[int, int]:
    """The same for a row that may hold wide, combining or control characters."""
    used = 0
    cut = row
    inked = False
    last = 0
    for at in range(row, stop):
        char = text[at]
        size = _WIDTHS[char]
        if inked and (char in " \t" or ((size == 2 or (last == 2 and size)) and char not in _NOT_FIRST)):
            cut = at
        if used + size > width:
            end = cut if cut > row else max(at, row + 1)
            return end, _past_spaces(text, end, stop)
        inked = inked or char not in " \t"
        used += size
        last = size or last
    return stop, stop
