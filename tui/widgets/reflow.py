"""Texts that somebody broke into lines of one width: which line breaks are those of the paragraph. Pure.

Wire and radio services send paragraphs as lines of some 70 characters. Wrapped anew into a narrower column,
every second row would hold two words. So a break that only keeps the width is shown as a space; breaks that
say something (headings, lists, verses, tables, addresses) stay, and so does everything in a text that is not
set this way.
"""

from __future__ import annotations

import re

#: Lines of which widths are taken for a setting: narrower ones are columns, wider ones were never cut.
_NARROWEST, _WIDEST = 50, 100
#: Stands for characters that are not shown of a text whose offsets stay: a code point that is no character.
FILL = "\ufdd0"
#: How many characters a line may fall short of the width beyond what the next word needs: ragged setting.
_SLACK = 6
#: So many breaks between lines of text tell how the whole is set, and so large a part of them must be due to
#: the width.
_LOOK_AT, _AT_LEAST, _PART = 400, 4, 0.8
#: A break between two lines of text, with the word that follows it. An indented line begins something new.
_INNER = re.compile(r"(?<=\S)[ ]?(\r\n|\n)(?=(\S{1,40}))")
#: What begins an item of a list, however long the line before it is.
_ITEM = re.compile(r"[-*•–—+>|]|\(?\d{1,3}[.)]\Z|\(?[a-z][.)]\Z")


def flowing(text: str) -> str:
    """The text with spaces for the line breaks of its setting: as many code points, each at its offset.

    The second character of a CR LF pair becomes `FILL`, which takes no cell. Linear in the text's length.
    """
    breaks = _Breaks(text)
    return _INNER.sub(breaks.shown, text) if breaks.width else text


class _Breaks:
    """The line breaks of a text, judged by the width to which it is set; width 0: it is not set."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.width = 0
        found = [m for m, _ in zip(_INNER.finditer(text), range(_LOOK_AT), strict=False)]
        if len(found) < _AT_LEAST:
            return
        lengths = sorted(self._length(m) for m in found)
        width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
        due = sum(self._is_due(m, width) for m in found)
        if _NARROWEST <= width <= _WIDEST and due >= _PART * len(found):
            self.width = width

    def shown(self, found: re.Match[str]) -> str:
        """A break as it is shown."""
        if not self._is_due(found, self.width):
            return found[0]
        return found[0].replace("\r\n", f" {FILL}").replace("\n", " ")

    def _length(self, found: re.Match[str]) -> int:
        """How long the line before a break is; capped, so that endless lines cost no more than others."""
        earliest = max(found.start() - 2 * _WIDEST, 0)
        before = self._text.rfind("\n", earliest, found.start())
        return found.start() - (before + 1 if before >= 0 else earliest)

    def _is_due(self, found: re.Match[str], width: int) -> bool:
        word = found[2]
        if _ITEM.match(word):
            return False
        return self._length(found) + 1 + len(word) > width - _SLACK
