"""The words of a segment as names and units: which are known, which say what kind of unit a name is."""

from __future__ import annotations

from collections.abc import Sequence

from extract.place_pieces import Knowledge, Word
from extract.place_unit_words import phrase_after, unit_after
from extract.place_words import (
    AFTER,
    DEMONYM,
    DIRECTION,
    MODIFIED,
    NEVER,
    ORGANISATION,
    PREFIX,
    STOP,
    TITLE,
    After,
)

#: Words that are no name alone.
NOT_ALONE = STOP | NEVER | DEMONYM | TITLE | ORGANISATION | MODIFIED | AFTER | DIRECTION | PREFIX


class SegmentWords:
    """Words of a run that may belong together, with what is known of them.

    `closes` says that they end their run, `unit_follows` that a small unit word stands behind it.
    """

    def __init__(self, knowledge: Knowledge, words: Sequence[Word]) -> None:
        self.knowledge = knowledge
        self.words = words
        #: For each word the range of the known name that covers it.
        self.cover: list[tuple[int, int] | None] = [None] * len(words)
        self.closes = self.unit_follows = False

    def folded(self, first: int, last: int) -> str:
        """Some words as one folded name."""
        return " ".join([w.folded for w in self.words[first:last]])

    def is_country(self, span: tuple[int, int]) -> bool:
        """Whether a known name is first of all a country's."""
        found = self.knowledge.gazetteer.lookup_folded(self.folded(*span))
        return bool(found) and found[0].kind == "country"

    def is_unit(self, first: int, last: int) -> bool:
        """Whether "Kalat District" is only the longer name of a unit that "Kalat" names, too."""
        if last - first == 2 and self.words[first].flags & NOT_ALONE:
            return False  # "Pope County", "Northern Province"
        if not self.knowledge.has(self.folded(first, last - 1)):
            return False
        found = self.knowledge.gazetteer.lookup_folded(self.folded(first, last))
        return all(p.kind in ("admin1", "admin2") or p.alternate for p in found)

    def unit_after(self, i: int) -> tuple[After | None, int]:
        """The unit word at `i` and its end, see `place_unit_words`."""
        return unit_after(self.knowledge.words, self.words, i)

    def before_unit(self, i: int) -> bool:
        """Whether a unit word stands at `i`, in the segment or behind it."""
        if i >= len(self.words):
            return self.unit_follows
        told = phrase_after(self.knowledge.words, self.words, i)[0]
        return bool(self.words[i].flags & AFTER) or told is not None

    def is_organisation(self, i: int) -> bool:
        """Whether the words from `i` on make an organisation of what stands before ("High Court")."""
        while i < len(self.words) and self.cover[i] is None:
            if self.words[i].flags & ORGANISATION:
                return True
            i += 1
        return False
