"""Texts made readable before names are looked for: those in capitals, and those with odd spaces.

Only the copy that the place finder reads is changed; it has the same length, so offsets hold. Wire reports
of old are in capitals throughout.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extract.gazetteer.folding import fold
from extract.place_runs import RunReader
from extract.place_words import AFTER, DEMONYM, ENGLISH, NEVER, PREFIX, STOP, TITLE, PlaceWords
from extract.word_scan import Pieces, letter_cases

_WORD = re.compile(r"[^\W\d_][\w'’]*(?:-[\w'’]+)*")
_INFLECTED = re.compile(
    r".{3,}(?:ed|ing|tions?|ments?|ity|ities|isms?|ists?|ly|ness|ers|ors|izations?|ized?|ive|ous|ful|"
    r"less|able|ible)$"
)
_SAMPLE = 4000
_STEP = 8
_SHARE = 0.8
#: So many words a name of several words has at most.
_MOST = 4


def plain_spaces(text: str) -> str:
    """A copy with ordinary spaces for no-break ones; same length."""
    return text.replace("\xa0", " ")


def is_capitals(text: str) -> bool:
    """Whether a text is written in capitals: four of five of its first letters are."""
    lower, upper = letter_cases(text[:_SAMPLE:_STEP])
    return upper > 4 and upper >= _SHARE * (upper + lower)


class _Reading(NamedTuple):
    """A word in capitals: folded, whether English texts write it small, and how it looks small and titled."""

    folded: str
    small: bool
    lower: str
    title: str


class _Readings(Pieces[_Reading]):
    """The readings of words in capitals, kept."""

    def __init__(self, words: PlaceWords) -> None:
        super().__init__()
        self._words = words

    def read(self, piece: str) -> _Reading:
        folded = fold(piece)
        lower, title = piece.lower(), piece[0] + piece[1:].lower()
        return _Reading(
            folded,
            _is_small(folded, self._words),
            lower if len(lower) == len(piece) else piece,
            title if len(title) == len(piece) else piece,
        )


@lru_cache(maxsize=2)
def _readings(words: PlaceWords) -> _Readings:
    return _Readings(words)


def with_small_letters(text: str, words: PlaceWords, runs: RunReader) -> str:
    """A copy of a text in capitals with small letters where an English text has them; same length.

    English words go small unless they stand in a name of several words ("NEW YORK"); titles, nationalities
    and unknown words keep a capital.
    """
    known = _readings(words)
    found = [(*m.span(), known[m[0]]) for m in _WORD.finditer(text)]
    folded = [reading.folded for _, _, reading in found]
    small = [reading.small for _, _, reading in found]
    reach = _reach(text, found)
    for i, more in enumerate(reach):
        if not more or (small[i] and all(small[i + 1 : i + _MOST])):
            continue
        for size in range(more + 1, 1, -1):
            whole = not all(small[i : i + size])
            if whole and _is_name(folded[i : i + size], words, runs):
                small[i : i + size] = [False] * size
                break
    pieces: list[str] = []
    at = 0
    for (start, end, reading), lower in zip(found, small, strict=True):
        pieces += (text[at:start], reading.lower if lower else reading.title)
        at = end
    return "".join(pieces) + text[at:]


def _reach(text: str, found: Sequence[tuple[int, int, _Reading]]) -> list[int]:
    """For each word how many of those behind it, three at most, stand in one row with it."""
    reach = [0] * len(found)
    for i in range(len(found) - 2, -1, -1):
        if _is_joint(text[found[i][1] : found[i + 1][0]]):
            reach[i] = min(reach[i + 1] + 1, _MOST - 1)
    return reach


def _is_joint(gap: str) -> bool:
    """Whether only a space or a line break stands between two words."""
    return gap == " " or (gap.isspace() and gap.count("\n") < 2)


def _is_small(word: str, words: PlaceWords) -> bool:
    flags = words.flags_of(word)
    if flags & (TITLE | DEMONYM | NEVER):
        return False
    if flags & (ENGLISH | STOP | AFTER) or len(word) < 3:
        return not flags & PREFIX or len(word) < 3
    return not flags and bool(_INFLECTED.match(word))


def _is_name(part: list[str], words: PlaceWords, runs: RunReader) -> bool:
    """Whether several words are a known name and not only English words in a row."""
    first, last = words.flags_of(part[0]), words.flags_of(part[-1])
    if first & (STOP | NEVER | TITLE) or last & (STOP | TITLE):
        return False
    whole = " ".join(part)
    if not runs.has(whole):
        return False
    if last & (AFTER | NEVER):  # "PANAMA CITY", not "AYACUCHO DEPARTMENT"
        return any(p.kind == "place" and not p.alternate for p in runs.gazetteer.lookup_folded(whole))
    return any(not words.flags_of(w) & (ENGLISH | STOP) or words.flags_of(w) & PREFIX for w in part)
