"""Texts made readable before names are looked for: those in capitals, and those with odd spaces.

Only the copy that the place finder reads is changed; it has the same length, so offsets hold. Wire reports
of old are in capitals throughout.
"""

from __future__ import annotations

import re
from itertools import pairwise

from extract.gazetteer.folding import fold
from extract.place_runs import RunReader
from extract.place_words import AFTER, DEMONYM, ENGLISH, NEVER, PREFIX, STOP, TITLE, PlaceWords

_WORD = re.compile(r"[^\W\d_][\w'’]*(?:-[\w'’]+)*")
_INFLECTED = re.compile(
    r".{3,}(?:ed|ing|tions?|ments?|ity|ities|isms?|ists?|ly|ness|ers|ors|izations?|ized?|ive|ous|ful|"
    r"less|able|ible)$"
)
#: The first half of a no-break space that was decoded as Latin-1.
_WRONG_SPACE = re.compile(r"Â(?=[ \xa0])|(?<=[a-z])Â\b")
_SAMPLE = 4000
_STEP = 8
_SHARE = 0.8


def plain_spaces(text: str) -> str:
    """A copy with ordinary spaces for no-break ones, also for those decoded wrongly; same length."""
    if "Â" in text:
        text = _WRONG_SPACE.sub(" ", text)
    return text.replace("\xa0", " ")


def is_capitals(text: str) -> bool:
    """Whether a text is written in capitals: four of five of its first letters are."""
    sample = text[:_SAMPLE:_STEP]
    upper = sum(map(str.isupper, sample))
    lower = sum(map(str.islower, sample))
    return upper > 4 and upper >= _SHARE * (upper + lower)


def with_small_letters(text: str, words: PlaceWords, runs: RunReader) -> str:
    """A copy of a text in capitals with small letters where an English text has them; same length.

    English words go small unless they stand in a name of several words ("NEW YORK"); titles, nationalities
    and unknown words keep a capital.
    """
    found = [(m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(text)]
    small = [_is_small(word, words) for _, _, word in found]
    joined = [_is_joint(text[a[1] : b[0]]) for a, b in pairwise(found)]
    for i in range(len(joined)):
        if not joined[i] or (small[i] and all(small[i + 1 : i + 4])):
            continue
        for size in (4, 3, 2):
            part = found[i : i + size]
            whole = len(part) == size and all(joined[i : i + size - 1]) and not all(small[i : i + size])
            if whole and _is_name([w for _, _, w in part], words, runs):
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
    whole = " ".join(part)
    if first & (STOP | NEVER | TITLE) or last & (STOP | TITLE) or not runs.has(whole):
        return False
    if last & (AFTER | NEVER):  # "PANAMA CITY", not "AYACUCHO DEPARTMENT"
        return any(p.kind == "place" and not p.alternate for p in runs.gazetteer.lookup_folded(whole))
    return any(not words.flags_of(w) & (ENGLISH | STOP) or words.flags_of(w) & PREFIX for w in part)
