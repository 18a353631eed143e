"""Phrases of words, found in a sentence by their first word."""

from __future__ import annotations

import re
from collections.abc import Iterable, KeysView, Sequence
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")
#: What follows a first word: the words where they are plain, else the pattern with its wild ones; payload.
_Rest: TypeAlias = tuple[list[str] | None, tuple[str, ...], T]

#: A word of a text: letters and digits with inner hyphens; the possessive ending stands apart.
WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*|['’](?:s|S)\b|--|[^\w\s]|_")

_WILD = frozenset("~*#")
POSSESSIVE = frozenset(["his", "her", "their", "its", "our", "my", "your"])


class Phrases(Generic[T]):
    """Phrases of words, each with a payload. "~" matches a possessive, "*" one to three words, "#" a
    number.
    """

    __slots__ = ("_table", "_telling")

    def __init__(self, entries: Iterable[tuple[str, T]] = ()) -> None:
        phrases: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        telling: set[str] = set()
        for phrase, payload in entries:
            first, *rest = said = words_of(phrase)
            phrases.setdefault(first, []).append((tuple(rest), payload))
            telling.add(max((word for word in said if word not in _WILD), key=len))
        self._table = {first: _by_second(options) for first, options in phrases.items()}
        # The longest word of each phrase: where none of them stands, as in most sentences, no phrase does.
        self._telling = frozenset(telling)

    def __contains__(self, first: str) -> bool:
        return first in self._table

    def firsts(self) -> KeysView[str]:
        """The words that phrases start with."""
        return self._table.keys()

    def match(self, lows: list[str], at: int) -> tuple[int, T] | None:
        """The longest phrase at `lows[at]`: the index after it and its payload, or None."""
        options = self._table.get(lows[at])
        if options is None:
            return None
        at += 1
        fitting = options.get(lows[at]) if at < len(lows) else None
        for plain, rest, payload in options[""] if fitting is None else fitting:
            if plain is None:
                end = _follow(lows, at, rest)
                if end:
                    return end, payload
            elif not rest:
                return at, payload
            elif lows[at : (end := at + len(rest))] == plain:
                return end, payload
        return None

    def find(self, lows: list[str]) -> tuple[int, int, T] | None:
        """The first phrase anywhere: start, end and payload, or None."""
        if self._telling.isdisjoint(lows):
            return None
        table = self._table
        for at in [n for n, low in enumerate(lows) if low in table]:
            hit = self.match(lows, at)
            if hit is not None:
                return at, hit[0], hit[1]
        return None

    def find_all(self, lows: list[str]) -> list[tuple[int, int, T]]:
        """Every phrase, left to right, none inside another."""
        if self._telling.isdisjoint(lows):
            return []
        table = self._table
        return self.find_at(lows, [n for n, low in enumerate(lows) if low in table])

    def find_at(self, lows: list[str], places: Iterable[int]) -> list[tuple[int, int, T]]:
        """Every phrase that begins at one of these indices, which are in order; none inside another."""
        table, last, floor = self._table, len(lows) - 1, 0
        found: list[tuple[int, int, T]] = []
        for at in places:
            options = table.get(lows[at])
            if at < floor or options is None:
                continue
            # Most of the places are an "and", "was" or "the" with no second word of a phrase behind it.
            if not options[""] and (at == last or lows[at + 1] not in options):
                continue
            hit = self.match(lows, at)
            if hit is not None:
                floor = hit[0]
                found.append((at, floor, hit[1]))
        return found


def _by_second(options: list[tuple[tuple[str, ...], T]]) -> dict[str, list[_Rest[T]]]:
    """What may follow a first word, the longest first, by the second word; under "" where none is named."""
    options.sort(key=lambda option: -len(option[0]))
    rests = [(list(rest) if _WILD.isdisjoint(rest) else None, rest, payload) for rest, payload in options]
    seconds = {rest[0] for rest, _ in options if rest} - _WILD
    return {
        second: [one for one in rests if not one[1] or one[1][0] in _WILD | {second}]
        for second in (*seconds, "")
    }


def _follow(lows: Sequence[str], at: int, rest: tuple[str, ...]) -> int:
    for n, word in enumerate(rest):
        if word == "*":
            for skip in (1, 2, 3):
                if at + skip < len(lows) and (end := _follow(lows, at + skip, rest[n + 1 :])):
                    return end
            return 0
        if at >= len(lows):
            return 0
        low = lows[at]
        if word == "~":
            if low not in POSSESSIVE:
                return 0
        elif word == "#":
            figure = low.rsplit(" ", 1)[-1]  # "nearly three" is one token
            if not figure[0].isdigit() and figure not in SMALL_NUMBERS:
                return 0
        elif low != word:
            return 0
        at += 1
    return at


SMALL_NUMBERS = frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "several",
        "few",
        "couple",
        "dozen",
    ]
)


def words_of(phrase: str) -> list[str]:
    """The phrase cut as texts are cut; "~", "*" and "#" stay words."""
    return [phrase.lower()] if phrase.isalpha() else [word.lower() for word in WORD.findall(phrase)]
