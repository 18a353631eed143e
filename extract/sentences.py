"""Sentences and paragraphs of a news text as spans, in linear time and without touching the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Final

from extract.model import Span
from extract.wordlists import load

#: A full stop or its like, or a quotation mark behind it, then one blank; or the end of a block.
#: The sign stands before the look-behinds so that the search skips to one quickly.
_SIGN = (
    r"[.!?…。।۔؟\"”’'»)\]\n\u2028\u2029](?:(?<=[.!?…。।۔؟])[\s\u00a0]|(?<=[\"”’'»)\]])\s"
    r"|(?<=\n)[^\S\n]*(?:\n|[-•*‣▪–—●]\s)|(?<=[\u2028\u2029。۔।])"
)
_CANDIDATE: Final = re.compile(_SIGN + ")")
_CANDIDATE_OR_LINE: Final = re.compile(_SIGN + r"|(?<=\n))")
_STOPS: Final = ".!?…。।۔؟"
_CLOSERS: Final = "\"”’'»)]"
_OPENERS: Final = "\"“‘'«([`—–-_*•¡¿"
_WORDS_TOO: Final = frozenset(("no", "sat", "sun", "mar", "art", "sub", "al"))
#: No hand breaks its lines this late: where one is longer, each line break ends a paragraph.
_LONG_LINE: Final = 200
_WORD_BREAK: Final = re.compile(r"[(\[\"“‘'«/—–]")


@cache
def _never() -> frozenset[str]:
    return frozenset(load("text")["abbreviations"]["never"])


@cache
def _sometimes() -> frozenset[str]:
    return frozenset(load("text")["abbreviations"]["sometimes"])


@cache
def _beginners() -> frozenset[str]:
    return frozenset(load("text")["abbreviations"]["beginners"])


def sentences(text: str) -> list[Span]:
    """The sentences in order, as spans without the whitespace around them; together they hold every word.

    A blank line or a bullet ends a sentence; a single line break does where the text's lines are too long to
    have been broken by width (a headline above a pasted story). Titles ("Gen."), initials, "U.S.", dates
    ("Jan. 5"), decimals and text in capitals are allowed for.
    """
    out: list[Span] = []
    start = 0
    candidates = _CANDIDATE_OR_LINE if max(map(len, text.split("\n"))) >= _LONG_LINE else _CANDIDATE
    for found in candidates.finditer(text):
        at = found.start()
        mark = text[at]
        if mark == "\n" or mark in "\u2028\u2029":
            start = _close(text, start, at, out)
        elif mark in "。۔।" or _ends(text, start, at):
            start = _close(text, start, at + 1, out)
    _close(text, start, len(text), out)
    return out


def _close(text: str, start: int, end: int, out: list[Span]) -> int:
    """Adds text[start:end] without the whitespace around it; gives back where the next one starts."""
    said = text[start:end]
    bare = said.strip()
    if bare:
        begin = start + len(said) - len(said.lstrip())
        out.append(Span(begin, begin + len(bare), bare))
    return end


def _ends(text: str, start: int, at: int) -> bool:
    """Whether the sentence that began at `start` ends with the mark or the closing sign at `at`."""
    stop = at
    while stop > start and at - stop < 4 and text[stop] in _CLOSERS:
        stop -= 1
    mark = text[stop]
    if mark not in _STOPS:
        return False
    follows = _following(text, at + 1)
    if not follows:
        return True
    first = follows[0]
    if first.islower():
        return False
    if mark != "." or stop != at:
        return stop == at or not first.islower()
    return _full_stop_ends(text, start, stop, follows)


def _following(text: str, at: int) -> str:
    """The next word (at most 24 characters of it) without blanks and opening signs before it."""
    ahead = text[at : at + 40].lstrip()
    bare = ahead.lstrip(_OPENERS)
    words = (bare or ahead).split(None, 1)
    return words[0] if words else ""


def _full_stop_ends(text: str, start: int, stop: int, follows: str) -> bool:
    """Whether a full stop at `stop`, with `follows` as the next word, ends a sentence."""
    head = text[max(start, stop - 24) : stop]
    word = head.rsplit(None, 1)[-1] if head and not head[-1].isspace() else ""
    if not word.isalnum():
        word = _WORD_BREAK.split(word)[-1]
    if not word:
        return True
    lower = word.lower()
    if word.endswith("."):
        return True  # an ellipsis
    if len(word) == 1 and word.isalpha() and word.isupper():
        return False  # an initial: "J. Khan"
    if lower in _never():
        # "no." and "sat." are words too: so they are in lower case, without a figure behind them.
        return lower in _WORDS_TOO and word.islower() and not follows[0].isdigit()
    if lower in _sometimes() or ("." in word and len(word) <= 7 and not word[0].isdigit()):
        return follows.rstrip(".,;:!?'’\"”").lower() in _beginners()
    begin = stop - len(word)
    opens_line = text[begin - 1 : begin] in ("", "\n")
    return not (word.isdigit() and len(word) <= 2 and opens_line)  # "1. " is the number of an item


def paragraphs(text: str) -> list[Span]:
    """The blocks between blank lines, as spans without the whitespace around them."""
    out: list[Span] = []
    start = 0
    for found in re.finditer(r"\n[^\S\n]*\n", text):
        start = _close(text, start, found.start(), out)
    _close(text, start, len(text), out)
    return out


def index_at(spans: Sequence[Span], offset: int) -> int:
    """The index of the last of these ordered spans that starts at or before `offset`; -1 before the first."""
    return bisect_right(spans, offset, key=lambda span: span.start) - 1
