"""Persons' names among capitalised words: titles, initials, first names."""

from __future__ import annotations

from collections.abc import Sequence

from extract.place_pieces import Knowledge, Word
from extract.place_units import is_inside
from extract.place_words import AFTER, ENGLISH, GIVEN, MODIFIED, ORGANISATION, PREFIX, STOP, SURNAME, TITLE

#: Words that are no surname behind a first name.
_NO_SURNAME = ORGANISATION | MODIFIED | ENGLISH | STOP
#: Of a name that hundreds of places bear, so many are looked at.
_LOOKED_AT = 60


def is_initial(word: Word) -> bool:
    """Whether a word is a name's initial ("J", "J."; not "A")."""
    if len(word.folded) == 1:
        return not word.flags & STOP
    return len(word.raw) == 2 and word.raw[1] == "."


class Persons:
    """Looks for a person's name in a segment. `cover` gives for each word the known name that covers it,
    `unit_follows` says that only a place can stand there ("… village").
    """

    def __init__(
        self,
        knowledge: Knowledge,
        words: Sequence[Word],
        cover: Sequence[tuple[int, int] | None],
        unit_follows: bool,
    ) -> None:
        self.knowledge = knowledge
        self.words = words
        self.cover = cover
        self.unit_follows = unit_follows

    def find(self) -> tuple[int, int]:
        """Where places end, and where the person's name begins; the segment's length twice for none."""
        words, n = self.words, len(self.words)
        for i in range(n - 1):
            if words[i].flags & TITLE and self.cover[i] is None and not words[i + 1].flags & AFTER:
                return i, i + 1
        if n < 2 or self.unit_follows or any(w.flags & AFTER for w in words[1:]):
            return n, n
        if any(is_initial(w) for w in words):
            return 0, 0
        return next(((i, i) for i in range(n - 1) if self.is_given(i)), (n, n))

    def is_given(self, i: int) -> bool:
        """Whether word `i` is a first name with a surname behind it."""
        if self.words[i].flags & (GIVEN | PREFIX) != GIVEN:
            return False
        if any(span is not None and span[1] - span[0] > 1 for span in self.cover[i : i + 2]):
            return False
        following = self.words[i + 1].flags
        if not following & SURNAME and self.is_state_of(i):
            return False  # "Orlando Florida"
        return bool(following & SURNAME) or not following & _NO_SURNAME

    def is_state_of(self, i: int) -> bool:
        """Whether the name behind word `i` is a province that has a place of that word's name."""
        span = self.cover[i + 1]
        if span is None or self.cover[i] is None:
            return False
        lookup = self.knowledge.gazetteer.lookup_folded
        outer = lookup(" ".join(w.folded for w in self.words[span[0] : span[1]]))
        if not outer or outer[0].kind != "admin1":
            return False
        return any(is_inside(p, outer[0]) for p in lookup(self.words[i].folded)[:_LOOKED_AT])
