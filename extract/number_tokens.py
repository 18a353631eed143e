"""Digits and number words of a text as tokens, and what a number as written is: a `Quantity`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from extract.word_scan import telling_words
from extract.wordlists import casings, load

#: ASCII letters are enough for the vocabulary, and a third faster than every letter.
TOKEN: Final = re.compile(r"[0-9]+|[A-Za-z]+")

#: More digits than this are an identifier, not an amount.
LONGEST: Final = 9

DIGITS, UNIT, TENS, SCALE, GROUP, VAGUE = range(6)


class Token(NamedTuple):
    """A number word, or a run of digits (`value` -1 where they are too many)."""

    start: int
    end: int
    kind: int
    value: int


@dataclass(slots=True)
class Quantity:
    """A number as written: code points `start` to `end` and its worth.

    `value` is None where the figure is no whole number (`decimal`) or too long to be an amount. `scale` is
    the last multiplier that was written out ("two hundred": 100), which "two to three hundred" can share.
    """

    start: int
    end: int
    value: int | None
    scale: int = 1
    digits: bool = False
    vague: bool = False
    decimal: bool = False
    year_words: bool = False


@cache
def vocabulary() -> dict[str, tuple[int, int]]:
    """A number word as it can stand in print → kind, value."""
    lexicon = load("numbers")
    tables = ((UNIT, "units"), (TENS, "tens"), (SCALE, "scales"), (GROUP, "groups"), (VAGUE, "vague"))
    return {
        form: (kind, value)
        for kind, table in tables
        for word, value in lexicon[table].items()
        for form in casings(word)
    }


def tokens_of(text: str, masked: Sequence[tuple[int, int]]) -> list[Token]:
    """Digits and number words outside the masked spans, in order."""
    get = vocabulary().get
    out: list[Token] = []
    for start, word in telling_words(text):
        end = start + len(word)
        known = get(word)
        if known is not None:
            if not (start and text[start - 1].isalpha()) and not text[end : end + 1].isalpha():
                out.append(Token(start, end, *known))
        elif word.isdigit():
            out.append(Token(start, end, DIGITS, int(word) if len(word) <= LONGEST else -1))
        elif not word.isalpha():
            out += _mixed(text, start, end)
    return _unmasked(out, masked, len(text)) if masked else out


def _mixed(text: str, start: int, end: int) -> Iterator[Token]:
    """The digits and the number words of a word like "10km"."""
    for found in TOKEN.finditer(text, start, end):
        word, at = found[0], found.start()
        known = vocabulary().get(word)
        if known is not None:
            if not (at and text[at - 1].isalpha()) and not text[found.end() : found.end() + 1].isalpha():
                yield Token(at, found.end(), *known)
        elif word[0] <= "9":
            yield Token(at, found.end(), DIGITS, int(word) if len(word) <= LONGEST else -1)


def _unmasked(tokens: list[Token], masked: Sequence[tuple[int, int]], length: int) -> list[Token]:
    """The tokens that no masked span touches."""
    beyond = (length + 1, length + 1)
    kept, spans = [], iter(sorted(masked))
    start, end = next(spans)
    for token in tokens:
        while end <= token.start:
            following = next(spans, beyond)
            start, end = following[0], max(following[1], end if following is not beyond else 0)
        if token.end <= start:
            kept.append(token)
    return kept


def joined(text: str, end: int, start: int, *, after_scale: bool) -> bool:
    """Whether number words with text[end:start] between them are one number."""
    if start - end > 6:
        return False
    gap = text[end:start]
    bare = gap.strip()
    if not bare:
        return gap != ""
    return gap in ("-", "‐", "‑") or (after_scale and gap != bare and bare.lower() == "and")
