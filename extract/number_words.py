"""Number words and digits as quantities: what stands there and what it is worth, before any judgement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.number_plurals import group_at, plural_at, with_article
from extract.number_tokens import (
    DIGITS,
    GROUP,
    LONGEST,
    SCALE,
    TENS,
    UNIT,
    VAGUE,
    Quantity,
    Token,
    joined,
    tokens_of,
)

_BLANKS: Final = (" ", "\u00a0", "\u2009", "\u202f")


def quantities(text: str, masked: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Every quantity of the text in order, none overlapping, none inside a masked span."""
    tokens = tokens_of(text, masked)
    out: list[Quantity] = []
    i = 0
    quantity: Quantity | None
    while i < len(tokens):
        token = tokens[i]
        if token.kind == DIGITS:
            i, quantity = _figure(text, tokens, i)
        elif token.kind == VAGUE:
            i, quantity = plural_at(text, tokens, i)
        else:
            i, quantity = _words(text, tokens, i)
        if quantity is not None:
            out.append(quantity)
    return out


def _figure(text: str, tokens: list[Token], i: int) -> tuple[int, Quantity]:
    """Digits with their thousands groups, decimals and a scale word ("1,200", "1.2 lakh", "2 dozen")."""
    first = tokens[i]
    i, end, value = _grouped(text, tokens, i)
    decimal = ""
    if i < len(tokens) and tokens[i].kind == DIGITS and text[end : tokens[i].start] == ".":
        decimal, end = text[tokens[i].start : tokens[i].end], tokens[i].end
        i += 1
    scale = _scale(text, tokens, i, end)
    if scale > 1:
        end = tokens[i].end
        i += 1
    quantity = Quantity(first.start, end, None, scale, digits=True)
    if value < 0 or (decimal and scale == 1) or len(decimal) > LONGEST:
        quantity.decimal = bool(decimal)
    elif decimal:
        quantity.value = (value * 10 ** len(decimal) + int(decimal)) * scale // 10 ** len(decimal)
    else:
        quantity.value = value * scale
    return i, quantity


def _grouped(text: str, tokens: list[Token], i: int) -> tuple[int, int, int]:
    """Digits with the groups that commas or blanks divide: the next index, their end and worth.

    The comma divides by three, or as in India ("1,20,000"); a blank only before "000".
    """
    first = tokens[i]
    shown, end = [text[first.start : first.end]], first.end
    i += 1
    while i < len(tokens) and tokens[i].kind == DIGITS and len(shown) < 6 and len(shown[0]) <= 3:
        gap, group = text[end : tokens[i].start], text[tokens[i].start : tokens[i].end]
        goes_on = text[tokens[i].end : tokens[i].end + 1] == "," and i + 1 < len(tokens)
        indian = goes_on and len(group) == 2 and len(shown[0]) <= 2
        if not ((gap == "," and (len(group) == 3 or indian)) or (gap in _BLANKS and group == "000")):
            break
        shown.append(group)
        end = tokens[i].end
        i += 1
    if len(shown) == 1:
        return i, end, first.value
    figures = "".join(shown)
    return i, end, int(figures) if len(figures) <= LONGEST else -1


def _scale(text: str, tokens: list[Token], i: int, end: int) -> int:
    """The multiplier that token `i` is for the figure that ends at `end`; 1 where it is none."""
    if i == len(tokens) or text[end : tokens[i].start] not in ("", " ", "\n", "-"):
        return 1
    token = tokens[i]
    dozen = token.kind == GROUP and text[token.start : token.end].lower() == "dozen"
    return token.value if token.kind == SCALE or dozen else 1


#: No number that a report writes out has more words ("nine hundred and ninety-nine million … and one").
_MOST_WORDS = 16


@dataclass(slots=True)
class _Sum:
    """A number in words while it is read: what is complete, and what a "thousand" may still multiply."""

    total: int = 0
    current: int = -1
    scale: int = 1
    last: Token | None = None
    words: int = 0
    hundreds: bool = False

    def add(self, token: Token) -> bool:
        """Takes in the next word; False, and nothing changes, where it begins another number."""
        if not self._fits(token):
            return False
        if token.kind != SCALE:
            self.current = max(self.current, 0) + token.value
        elif token.value == 100:
            self.current = max(self.current, 1) * 100
        else:
            self.total += max(self.current, 1) * token.value
            self.current = 0
        if token.kind == SCALE:
            self.scale, self.hundreds = token.value, token.value == 100
        self.words += 1
        self.last = token
        return True

    def _fits(self, token: Token) -> bool:
        last = self.last
        if self.words == _MOST_WORDS or (self.hundreds and token.value == 100):
            return False
        if token.kind == UNIT:
            return last is None or last.kind == SCALE or (last.kind == TENS and 0 < token.value < 10)
        if token.kind == TENS:
            return last is None or last.kind == SCALE
        if token.kind == SCALE:
            return self.current != 0 and (last is None or last.kind != SCALE or token.value > last.value)
        return False

    @property
    def value(self) -> int:
        """What the words so far are worth."""
        return self.total + max(self.current, 0)


def _words(text: str, tokens: list[Token], i: int) -> tuple[int, Quantity | None]:
    """A number in words: "twenty-five", "a hundred and twenty", "half a dozen", "two lakh"."""
    first, begin, read = tokens[i], i, _Sum()
    while i < len(tokens):
        token, last = tokens[i], read.last
        if last is not None and not joined(text, last.end, token.start, after_scale=last.kind == SCALE):
            break
        if token.kind == GROUP and _takes_group(text, token, last):
            return group_at(text, tokens, begin, i, read.current)
        if token.kind == TENS and last is not None and last.kind != SCALE and 10 <= read.value <= 20:
            return _year_in_words(text, tokens, begin, i)
        if not read.add(token):
            break
        i += 1
    if read.last is None:
        return begin + 1, None
    start = with_article(text, first.start) if first.kind == SCALE else first.start
    return i, Quantity(start, read.last.end, read.value, read.scale)


def _takes_group(text: str, token: Token, last: Token | None) -> bool:
    """Whether "dozen", "couple" … at `token` counts in groups here: "two dozen", but not "two couple"."""
    if last is None:
        return True
    return last.kind != SCALE and text[token.start : token.end].lower() in ("dozen", "score")


def _year_in_words(text: str, tokens: list[Token], begin: int, i: int) -> tuple[int, Quantity]:
    """As in "nineteen ninety-six": a year said aloud."""
    value = tokens[i - 1].value * 100 + tokens[i].value
    end = tokens[i].end
    i += 1
    if (
        i < len(tokens)
        and tokens[i].kind == UNIT
        and tokens[i].value < 10
        and joined(text, end, tokens[i].start, after_scale=False)
    ):
        value, end = value + tokens[i].value, tokens[i].end
        i += 1
    return i, Quantity(tokens[begin].start, end, value, year_words=True)
