"""Number words and digits as quantities: what stands there and what it is worth, before any judgement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from extract.wordlists import casings, load

#: ASCII letters are enough for the vocabulary, and a third faster than every letter.
_TOKEN: Final = re.compile(r"[0-9]+|[A-Za-z]+")

#: More digits than this are an identifier, not an amount.
LONGEST: Final = 9

_DIGITS, _UNIT, _TENS, _SCALE, _GROUP, _VAGUE = range(6)


class _Token(NamedTuple):
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
def _vocabulary() -> dict[str, tuple[int, int]]:
    lexicon = load("numbers")
    tables = ((_UNIT, "units"), (_TENS, "tens"), (_SCALE, "scales"), (_GROUP, "groups"), (_VAGUE, "vague"))
    return {
        form: (kind, value)
        for kind, table in tables
        for word, value in lexicon[table].items()
        for form in casings(word)
    }


@cache
def _scores_before() -> frozenset[str]:
    return frozenset(load("numbers")["scores_before"]["words"])


def _tokens(text: str, masked: Sequence[tuple[int, int]]) -> list[_Token]:
    """Digits and number words outside the masked spans, in order."""
    get = _vocabulary().get
    out: list[_Token] = []
    for found in _TOKEN.finditer(text):
        word = found[0]
        known = get(word)
        if known is not None:
            start = found.start()
            if (
                not (start and text[start - 1].isalpha())
                and not text[found.end() : found.end() + 1].isalpha()
            ):
                out.append(_Token(start, found.end(), *known))
        elif word[0] <= "9":
            value = int(word) if len(word) <= LONGEST else -1
            out.append(_Token(found.start(), found.end(), _DIGITS, value))
    if not masked:
        return out
    kept, spans = [], iter(sorted(masked))
    start, end = next(spans)
    for token in out:
        while end <= token.start:
            start, end = next(spans, (len(text) + 1, len(text) + 1))
        if token.end <= start:
            kept.append(token)
    return kept


def quantities(text: str, masked: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """Every quantity of the text in order, none overlapping, none inside a masked span."""
    tokens = _tokens(text, masked)
    out: list[Quantity] = []
    i = 0
    quantity: Quantity | None
    while i < len(tokens):
        token = tokens[i]
        if token.kind == _DIGITS:
            i, quantity = _figure(text, tokens, i)
        elif token.kind == _VAGUE:
            i, quantity = _plural(text, tokens, i)
        else:
            i, quantity = _words(text, tokens, i)
        if quantity is not None:
            out.append(quantity)
    return out


def _figure(text: str, tokens: list[_Token], i: int) -> tuple[int, Quantity]:
    """Digits with their thousands groups, decimals and a scale word ("1,200", "1.2 lakh", "2 dozen")."""
    first = tokens[i]
    value, end, decimal = first.value, first.end, ""
    shown = [text[first.start : first.end]]
    i += 1
    while i < len(tokens) and tokens[i].kind == _DIGITS and len(shown) < 6:
        gap, group = text[end : tokens[i].start], text[tokens[i].start : tokens[i].end]
        last = i + 1 == len(tokens) or text[tokens[i].end : tokens[i].end + 1] not in (",", "\u202f")
        indian = not last and len(group) == 2 and len(shown[0]) <= 2
        if not (
            (gap == "," and (len(group) == 3 or indian)) or (gap in "\u00a0\u2009\u202f " and group == "000")
        ):
            break
        if not gap or len(shown[0]) > 3:
            break
        shown.append(group)
        end = tokens[i].end
        i += 1
    if len(shown) > 1:
        joined = "".join(shown)
        value = int(joined) if len(joined) <= LONGEST else -1
    if i < len(tokens) and tokens[i].kind == _DIGITS and text[end : tokens[i].start] == ".":
        decimal = text[tokens[i].start : tokens[i].end]
        end = tokens[i].end
        i += 1
    scale = 1
    if (
        i < len(tokens)
        and tokens[i].kind in (_SCALE, _GROUP)
        and text[end : tokens[i].start] in ("", " ", "\n", "-")
    ):
        word = text[tokens[i].start : tokens[i].end].lower()
        if tokens[i].kind == _SCALE or word == "dozen":
            scale, end = tokens[i].value, tokens[i].end
            i += 1
    quantity = Quantity(first.start, end, None, scale, digits=True)
    if value < 0 or (decimal and scale == 1) or len(decimal) > LONGEST:
        quantity.decimal = bool(decimal)
    elif decimal:
        quantity.value = (value * 10 ** len(decimal) + int(decimal)) * scale // 10 ** len(decimal)
    else:
        quantity.value = value * scale
    return i, quantity


def _joined(text: str, end: int, start: int, *, after_scale: bool) -> bool:
    """Whether number words with this between them are one number."""
    if start - end > 6:
        return False
    gap = text[end:start]
    bare = gap.strip()
    return (
        (not bare and gap != "")
        or gap in ("-", "‐", "‑")
        or (after_scale and gap != bare and bare.lower() == "and")
    )


def _words(text: str, tokens: list[_Token], i: int) -> tuple[int, Quantity | None]:
    """A number in words: "twenty-five", "a hundred and twenty", "half a dozen", "two lakh"."""
    first = tokens[i]
    total, current, scale = 0, -1, 1
    end, last = first.end, None
    begin = i
    while i < len(tokens):
        token = tokens[i]
        if last is not None and not _joined(text, end, token.start, after_scale=last.kind == _SCALE):
            break
        if token.kind == _UNIT:
            if last is not None and not (
                last.kind == _SCALE or (last.kind == _TENS and 0 < token.value < 10)
            ):
                break
            current = max(current, 0) + token.value
        elif token.kind == _TENS:
            if last is not None and last.kind in (_UNIT, _TENS) and 10 <= last.value <= 20 and total == 0:
                return _year_in_words(text, tokens, begin, i)
            if last is not None and last.kind != _SCALE:
                break
            current = max(current, 0) + token.value
        elif token.kind == _SCALE:
            if current == 0 or (last is not None and last.kind == _SCALE and token.value <= last.value):
                break
            if token.value == 100:
                current = max(current, 1) * 100
            else:
                total += max(current, 1) * token.value
                current = 0
            scale = token.value
        elif token.kind == _GROUP and (last is None or last.kind != _SCALE):
            word = text[token.start : token.end].lower()
            if last is not None and word not in ("dozen", "score"):
                break
            return _group(text, tokens, begin, i, current)
        else:
            break
        last, end = token, token.end
        i += 1
        if current == 0 and last.kind == _UNIT:  # "zero" takes nothing after it
            break
    if i == begin:
        return begin + 1, None
    start = first.start
    if first.kind == _SCALE:
        start = _with_article(text, start)
    return i, Quantity(start, end, total + max(current, 0), scale)


def _year_in_words(text: str, tokens: list[_Token], begin: int, i: int) -> tuple[int, Quantity]:
    """As in "nineteen ninety-six": a year said aloud."""
    value = tokens[i - 1].value * 100 + tokens[i].value
    end = tokens[i].end
    i += 1
    if (
        i < len(tokens)
        and tokens[i].kind == _UNIT
        and tokens[i].value < 10
        and _joined(text, end, tokens[i].start, after_scale=False)
    ):
        value, end = value + tokens[i].value, tokens[i].end
        i += 1
    return i, Quantity(tokens[begin].start, end, value, year_words=True)


def _with_article(text: str, start: int) -> int:
    """Where "a", "an" or "half a" before `start` begins; `start` itself where there is none."""
    head = text[max(0, start - 9) : start]
    lowered = head.lower()
    if len(lowered) != len(head):
        return start
    for words in ("half a ", "half-a-", "a half ", "half ", "a ", "an ", "a\n"):
        if lowered.endswith(words):
            begin = start - len(words)
            if begin == 0 or not (text[begin - 1].isalnum() or text[begin - 1] in "'’-"):
                return begin
    return start


def _group(text: str, tokens: list[_Token], begin: int, i: int, times: int) -> tuple[int, Quantity | None]:
    """As in "a dozen", "two dozen", "half a dozen", "a couple", "three score"."""
    token = tokens[i]
    word = text[token.start : token.end].lower()
    if times >= 0:
        return i + 1, Quantity(tokens[begin].start, token.end, times * token.value, token.value)
    start = _with_article(text, token.start)
    if word != "dozen" and start == token.start and text[token.end : token.end + 3].lower() != " of":
        return i + 1, None
    if word in ("score", "pair", "trio") and text[token.end : token.end + 3].lower() != " of":
        return i + 1, None
    value = token.value // 2 if "half" in text[start : token.start].lower() else token.value
    return i + 1, Quantity(start, token.end, value, token.value)


def _plural(text: str, tokens: list[_Token], i: int) -> tuple[int, Quantity | None]:
    """A plural without a figure: "dozens", "tens of thousands", "several hundred", "a few"."""
    first = tokens[i]
    word = text[first.start : first.end].lower()
    start, end, value = first.start, first.end, first.value
    i += 1
    if word in ("few", "number", "handful"):
        start = _vague_start(text, first.start, word)
        if start < 0 or (word != "few" and text[end : end + 3].lower() != " of"):
            return i, None
    elif (
        word == "many"
        and text[max(0, start - 4) : start].lower().strip().rpartition(" ")[2]
        in (
            "as",
            "how",
            "so",
            "too",
        )
    ) or (word == "tens" and text[end : end + 4].lower() != " of "):
        return i, None
    elif word == "scores":
        following = _TOKEN.match(text, end + 1)
        if following is None or following[0].lower() not in _scores_before():
            return i, None
    if i < len(tokens) and tokens[i].start - end <= 5:
        gap, following_token = text[end : tokens[i].start].lower(), tokens[i]
        if gap == " of " and following_token.kind == _VAGUE and following_token.value > value:
            return i + 1, Quantity(start, following_token.end, value * following_token.value, vague=True)
        scaled = following_token.kind == _SCALE or following_token.value >= 10
        if gap in (" ", "\n") and following_token.kind in (_SCALE, _GROUP, _VAGUE) and scaled:
            return i + 1, Quantity(start, following_token.end, following_token.value, vague=True)
    return i, Quantity(start, end, value, vague=True)


def _vague_start(text: str, start: int, word: str) -> int:
    """Where "a few", "a large number" begins; -1 where no article is there, so that it is no quantity."""
    head = text[max(0, start - 24) : start]
    words = head.split()
    for back, said in enumerate(reversed(words[-2:])):
        if said.lower() in ("a", "an"):
            return start - len(head) + head.rfind(said, 0, len(head) - (len(words[-1]) if back else 0))
        if word == "few":
            break
    return -1
