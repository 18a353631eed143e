"""The language of a text by its script and its function words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from extract.wordlists import load

_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 3000
#: The first so many characters are enough where they speak clearly: imports ask this of every text.
_GLANCES: Final = (500, 1500)
_ARABIC: Final = ("ps", "ur", "ckb", "fa")
_CYRILLIC: Final = ("uk", "sr")


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    """Function words and the languages that use them."""
    users: dict[str, list[str]] = {}
    for code, words in load("text")["languages"].items():
        for word in dict.fromkeys(words.split()):
            users.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in users.items()}


@cache
def _all_function_words() -> frozenset[str]:
    return frozenset(_function_words())


@cache
def _scripts() -> list[tuple[int, int, str]]:
    return sorted(
        (int(low, 16), int(high, 16), code)
        for code, spans in load("text")["scripts"].items()
        for low, _, high in (span.partition("-") for span in spans)
    )


def language_of(text: str) -> str | None:
    """The ISO 639-1 code (Sorani Kurdish: "ckb") of what most of the first 3,000 characters are written in.

    None where there is too little to tell.
    """
    for length in _GLANCES:
        glance = text[:length]
        if _nearly_ascii(glance) and (clear := _clearly(glance)) is not None:
            return clear
        if length >= len(text):
            break
    sample = text[:_SAMPLE]
    if sample.isascii():
        return _latin(sample)
    foreign: Counter[str] = Counter()
    for letter, times in Counter(sample).items():
        point = ord(letter)
        if point < 0x370:
            continue
        for low, high, code in _scripts():
            if low <= point <= high:
                foreign[code] += times
                break
    latin = sum(letter.isalpha() and letter < "\u0370" for letter in sample)
    if not foreign or sum(foreign.values()) <= latin / 2:
        return _latin(sample)
    if foreign["ja"] and foreign["ja"] * 10 > foreign["zh"]:
        return "ja"
    code = foreign.most_common(1)[0][0]
    return _by_letters(sample, code)


def _nearly_ascii(sample: str) -> bool:
    """Whether at most one character in twenty is beyond ASCII: quotation marks, dashes, a name."""
    return sample.isascii() or 20 * (len(sample) - len(sample.encode("ascii", "ignore"))) < len(sample)


def _clearly(sample: str) -> str | None:
    """The language whose function words are a sixth of all different words, and thrice those of any other.

    Words end at spaces here, which is quicker; what touches a full stop is not counted.
    """
    words, users = set(sample.lower().split()), _function_words()
    hits: dict[str, int] = {}
    for word in words & _all_function_words():  # of two sets the smaller one is walked
        for code in users[word]:
            hits[code] = hits.get(code, 0) + 1
    if not hits:
        return None
    code = max(hits, key=hits.__getitem__)
    best = hits.pop(code)
    clear = best >= max(8, len(words) / 6) and best >= 3 * max(hits.values(), default=0)
    return code if clear else None


def _by_letters(sample: str, code: str) -> str:
    """Tells languages of one script apart by letters only they use."""
    letters = load("text")["letters"]
    for candidate in {"ar": _ARABIC, "ru": _CYRILLIC}.get(code, ()):
        if sum(sample.count(letter) for letter in letters[candidate]) * 50 > len(sample):
            return candidate
    return code


def _latin(sample: str) -> str | None:
    """The language whose function words make up most of the words; None below one word in eight."""
    words = _WORD.findall(sample.lower())
    users, hits = _function_words(), Counter[str]()
    for word, times in Counter(words).items():  # counted first: most words are nobody's, and some come often
        if word in users:
            for code in users[word]:
                hits[code] += times
    ranked = hits.most_common(2)
    if not ranked:
        return None
    (code, best), second, total = ranked[0], ranked[1][1] if len(ranked) > 1 else 0, len(words)
    if best * 8 < total or best < 2 or best * 10 < second * 13:
        # Headlines leave the function words out: for English one is enough where nothing else speaks.
        return code if code == "en" and best and not second else None
    return code
