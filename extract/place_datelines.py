"""Datelines: a name that opens a text or its story, before a dash or colon ("KALAT:", "Jos: A man …")."""

from __future__ import annotations

import re

from extract.place_names import Name

_AFTER_DATELINE = re.compile(r"(?:,? [^\n.]{0,40}?)?(?:[ \t]*\([^)\n]{1,40}\))?[ \t]*(?::|--?|–|—)[ \t\n]")
#: What may stand before a text's first word, and the mark between a dateline and its story.
_HEADER = re.compile(r"\s*(?:date[ \t]+\d{4}-\d\d-\d\d)?\s*")
_MARKED = re.compile(
    r"(?:,? [^\n.:—–]{0,40}?)?(?:[ \t]*\([^)\n]{1,40}\))?(?: ?:| ?[—–]| --?)[ \t\n]+[\"“'‘A-Z]"
)
_HEADER_END = 60
#: So far into the text the first line of its story may begin, below a headline.
_HEAD_END = 600
#: The next line of a list whose lines begin with their places ("Mosul: A bomb …"), and how far it may be.
_ITEM = re.compile(r"\n[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?: [A-Z]")
_ITEM_WITHIN = 800
_DATELINE_END = 160


class Datelines:
    """Tells which names of one text are its datelines."""

    text: str

    def is_dateline(self, name: Name) -> bool:
        """Whether a name in the text's first line stands before a dash or colon ("KALAT:")."""
        first = name.start <= _DATELINE_END or (name.start < _HEAD_END and self._begins_line(name))
        return first and bool(_AFTER_DATELINE.match(self.text, name.end, name.end + 90))

    def _begins_line(self, name: Name) -> bool:
        """Whether a name stands first on a line, as datelines below a headline do."""
        return self.text[name.start - 1 : name.start] == "\n"

    def opens(self, name: Name) -> bool:
        """Whether a name and a mark open the text or its story, as a dateline in small letters does ("Jos: A
        man …").
        """
        if name.start <= _HEADER_END and _HEADER.fullmatch(self.text, 0, name.start):
            return bool(_MARKED.match(self.text, name.end))
        below = name.start < _HEAD_END and self._begins_line(name)
        if not below or not _MARKED.match(self.text, name.end):
            return False
        return not self.text[: name.start].rstrip().endswith(":") and not _ITEM.search(
            self.text, name.end, name.end + _ITEM_WITHIN
        )
