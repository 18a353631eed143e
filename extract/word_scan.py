"""A text cut at its blanks, each piece looked at once: the same few thousand pieces come again and again.

What a piece says of itself does not depend on what stands beside it, so it is kept for all texts, bounded.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from functools import cache, lru_cache
from itertools import accumulate, compress, count
from typing import Final, TypeVar

T = TypeVar("T")

#: ASCII is enough for the vocabularies, and much faster than every letter.
_WORD: Final = re.compile(r"[0-9A-Za-z]+")
#: A long text is cut by stretches, so that not all of its pieces are held at once.
_STRETCH: Final = 1 << 16
#: So many pieces are kept, and none that is longer: it is hardly a word.
KEPT_PIECES: Final = 50_000
_LONGEST: Final = 48


_OTHERS: Final = re.compile(r"[^\x00-\x7f]")
_ASCII: Final = bytes(range(128))
_BUT_LOWER: Final = bytes(c for c in _ASCII if not chr(c).islower())
_BUT_UPPER: Final = bytes(c for c in _ASCII if not chr(c).isupper())


def letter_cases(text: str) -> tuple[int, int]:
    """How many small letters and how many capitals a text has, of any script."""
    plain = text.encode("ascii", "ignore")
    lower, upper = len(plain.translate(None, _BUT_LOWER)), len(plain.translate(None, _BUT_UPPER))
    if len(plain) < len(text):
        others = _OTHERS.findall(text)
        lower += sum(map(str.islower, others))
        upper += sum(map(str.isupper, others))
    return lower, upper


class Pieces(dict[str, T]):
    """What `read` says of a piece of text without blanks at its ends, kept."""

    @abstractmethod
    def read(self, piece: str) -> T:
        """What a piece says."""

    def __missing__(self, piece: str) -> T:
        said = self.read(piece)
        if len(piece) <= _LONGEST:
            if len(self) >= KEPT_PIECES:
                self.clear()
            self[piece] = said
        return said


class _Telling(Pieces[tuple[tuple[int, str], ...]]):
    """The words of a piece that can be part of a date or a number, with their offsets in it."""

    def read(self, piece: str) -> tuple[tuple[int, str], ...]:
        known = _known()
        words = ((m.start(), m[0]) for m in _WORD.finditer(piece))
        return tuple((at, word) for at, word in words if word in known or not word.isalpha())


_telling = _Telling()


@lru_cache(maxsize=2)
def telling_words(text: str) -> list[tuple[int, str]]:
    """Offset and word of each run of ASCII letters and digits that holds a digit or is in a vocabulary.

    Offsets are code points into `text`. The readers of dates and of numbers share the list: read it, never
    change it.
    """
    found: list[tuple[int, str]] = []
    begin = 0
    while begin < len(text):
        end = text.find(" ", begin + _STRETCH)
        end = len(text) if end < 0 else end
        pieces = text[begin:end].split(" ")
        told = list(map(_telling.__getitem__, pieces))
        offsets = list(accumulate(map(len, pieces), initial=begin))
        for n in compress(count(), told):
            at = offsets[n] + n  # before the nth piece stand n blanks that the lengths leave out
            for start, word in told[n]:
                found.append((at + start, word))
        begin = end + 1
    return found


@cache
def _known() -> frozenset[str]:
    """The words of dates and of numbers as they can stand in print."""
    from extract.date_words import vocabulary as of_dates
    from extract.number_tokens import vocabulary as of_numbers

    return frozenset((*of_dates(), *of_numbers()))
