"""Texts made readable before names are looked for: those in capitals, and those with odd spaces.

Only the copy that the place finder reads is changed; it has the same length, so offsets hold. Wire reports of old
are in capitals throughout.
"""

from __future__ import annotations

import re

from extract.gazetteer.folding import fold
from extract.place_runs import RunReader
from extract.place_words import AFTER, DEMONYM, ENGLISH, NEVER, PREFIX, STOP, TITLE, PlaceWords

_WORD = re.compile(r"[^\W\d_][\w'’]*(?:-[\w'’]+)*")
_INFLECTED = re.compile(
    r".{3,}(?:ed|ing|tions?|ments?|ity|ities|isms?|ists?|ly|ness|ers|ors|izations?|ized?|ive|ous|ful|less|able|ible)$"
)
_SAMPLE = 4000
_SHARE = 0.8


def plain_spaces(text: str) -> str:
    """A copy with ordinary spaces for no-break ones, also for those that were decoded wrongly; same length."""
    if "\xa0" not in text:
        return text
    return text.replace("Â\xa0", "  ").replace("\xa0", " ")


def is_capitals(text: str) -> bool:
    """Whether a text is written in capitals: four of five of its first letters are."""
    sample = text[:_SAMPLE]
    upper = sum(map(str.isupper, sample))
    lower = sum(map(str.islower, sample))
    return upper > 40 and upper >= _SHARE * (upper + lower)


def with_small_letters(text: str, words: PlaceWords, runs: RunReader) -> str:
    """A copy of a text in capitals with small letters where an English text has them; same length.

    English words go small unless they stand in a name of several words ("NEW YORK"); titles, nationalities and
    unknown words keep a capital.
    """
    found = [(m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(text)]
    small = [_is_small(word, words) for _, _, word in found]
    for i in range(len(found) - 1):
        for size in (4, 3, 2):
            part = found[i : i + size]
            if len(part) < size or "\n\n" in text[part[0][0] : part[-1][1]]:
                continue
            if any(text[a[1] : b[0]].strip() for a, b in zip(part[:-1], part[1:], strict=True)):
                continue
            if _is_name([w for _, _, w in part], words, runs):
                small[i : i + size] = [False] * size
                break
    pieces: list[str] = []
    at = 0
    for (start, end, _), lower in zip(found, small, strict=True):
        raw = text[start:end]
        changed = raw.lower() if lower else raw[0] + raw[1:].lower()
        pieces += (text[at:start], changed if len(changed) == len(raw) else raw)
        at = end
    return "".join(pieces) + text[at:]


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
    if first & (STOP | NEVER | TITLE) or last & (STOP | NEVER | AFTER | TITLE):
        return False
    if not runs.has(" ".join(part)):
        return False
    return any(not words.flags_of(w) & (ENGLISH | STOP) or words.flags_of(w) & PREFIX for w in part)
