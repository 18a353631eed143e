"""Texts that somebody broke into lines of one width: which line breaks are those of the paragraph. Pure.

Wire and radio services send paragraphs as lines of some 70 characters. Wrapped anew into a narrower column,
every second row would hold two words. So a break that only keeps the width is shown as a space; breaks that
say something (headings, lists, verses, tables, addresses) stay, and so does everything in a text that is not
set this way.
"""

from __future__ import annotations

import re
from itertools import islice

#: Lines of which widths are taken for a setting: narrower ones are columns, wider ones were never cut.
_NARROWEST, _WIDEST = 50, 100
#: Stands for characters that are not shown of a text whose offsets stay: a code point that is no character.
FILL = "\ufdd0"
#: How many characters a line may fall short of the width beyond what the next word needs: ragged setting.
_SLACK = 6
#: So many breaks between lines of text tell how the whole is set, and so large a part of them must be due to
#: the width.
_LOOK_AT, _AT_LEAST, _PART = 400, 4, 0.8
#: A break before a line of text, with the word that follows it. An indented line begins something new.
_BEFORE_TEXT = {end: re.compile(end + r"(?=(\S{1,40}))") for end in ("\r\n", "\n")}
#: What begins an item of a list, however long the line before it is.
_ITEM = re.compile(r"[-*•–—+>|]|\(?\d{1,3}[.)]\Z|\(?[a-z][.)]\Z")


def flowing(text: str) -> str:
    """The text with spaces for the line breaks of its setting: as many code points, each at its offset.

    The second character of a CR LF pair becomes `FILL`, which takes no cell. Linear in the text's length.
    """
    breaks = _Breaks(text)
    return breaks.pattern.sub(breaks.shown, text) if breaks.width else text


class _Breaks:
    """The line breaks of a text, judged by the width to which it is set; width 0: it is not set."""

    def __init__(self, text: str) -> None:
        self._text = text
        end = "\r\n" if "\r\n" in text else "\n"
        self._shown = " " if end == "\n" else f" {FILL}"
        self.pattern = _BEFORE_TEXT[end]
        self.width = 0
        inner = (m for m in self.pattern.finditer(text) if self._length(m))
        found = list(islice(inner, _LOOK_AT))
        if len(found) < _AT_LEAST:
            return
        lengths = sorted(self._length(m) for m in found)
        width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
        due = sum(self._is_due(m, width) for m in found)
        if _NARROWEST <= width <= _WIDEST and due >= _PART * len(found):
            self.width = width

    def shown(self, found: re.Match[str]) -> str:
        """A break as it is shown."""
        return self._shown if self._is_due(found, self.width) else found[0]

    def _length(self, found: re.Match[str]) -> int:
        """How long the line before a break is, 0 for a blank one; at most twice the widest setting."""
        earliest = max(found.start() - 2 * _WIDEST, 0)
        before = self._text.rfind("\n", earliest, found.start())
        line = self._text[before + 1 if before >= 0 else earliest : found.start()]
        return len(line.rstrip())

    def _is_due(self, found: re.Match[str], width: int) -> bool:
        word = found[1]
        if _ITEM.match(word):
            return False
        length = self._length(found)
        return length > 0 and length + 1 + len(word) > width - _SLACK
