"""Numbers without a figure: groups ("a dozen", "a couple") and plurals ("dozens", "several hundred")."""

from __future__ import annotations

from functools import cache
from typing import Final

from extract.number_tokens import GROUP, SCALE, TOKEN, VAGUE, Quantity, Token
from extract.wordlists import load

#: After these, "many" asks or compares and counts nothing.
_NOT_MANY: Final = frozenset(("as", "how", "so", "too"))


@cache
def _scores_before() -> frozenset[str]:
    return frozenset(load("numbers")["scores_before"]["words"])


def with_article(text: str, start: int) -> int:
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


def group_at(text: str, tokens: list[Token], begin: int, i: int, times: int) -> tuple[int, Quantity | None]:
    """As in "a dozen", "two dozen", "half a dozen", "a couple", "three score"."""
    token = tokens[i]
    word = text[token.start : token.end].lower()
    if times >= 0:
        return i + 1, Quantity(tokens[begin].start, token.end, times * token.value, token.value)
    start = with_article(text, token.start)
    if word != "dozen" and start == token.start and text[token.end : token.end + 3].lower() != " of":
        return i + 1, None
    if word in ("score", "pair", "trio") and text[token.end : token.end + 3].lower() != " of":
        return i + 1, None
    value = token.value // 2 if "half" in text[start : token.start].lower() else token.value
    return i + 1, Quantity(start, token.end, value, token.value)


def plural_at(text: str, tokens: list[Token], i: int) -> tuple[int, Quantity | None]:
    """A plural without a figure: "dozens", "tens of thousands", "several hundred", "a few"."""
    first = tokens[i]
    start, end, value = _plural_start(text, first), first.end, first.value
    i += 1
    if start < 0:
        return i, None
    if i < len(tokens) and tokens[i].start - end <= 5:
        gap, following_token = text[end : tokens[i].start].lower(), tokens[i]
        if gap == " of " and following_token.kind == VAGUE and following_token.value > value:
            return i + 1, Quantity(start, following_token.end, value * following_token.value, vague=True)
        scaled = following_token.kind == SCALE or following_token.value >= 10
        if gap in (" ", "\n") and following_token.kind in (SCALE, GROUP, VAGUE) and scaled:
            return i + 1, Quantity(start, following_token.end, following_token.value, vague=True)
    return i, Quantity(start, end, value, vague=True)


def _plural_start(text: str, token: Token) -> int:
    """Where the plural at `token` begins, its article included; -1 where the word is no number here."""
    word = text[token.start : token.end].lower()
    behind = text[token.end : token.end + 4].lower()
    if word in ("few", "number", "handful"):
        return _vague_start(text, token.start, word) if word == "few" or behind[:3] == " of" else -1
    if word == "many":
        before = text[max(0, token.start - 8) : token.start].lower().split()
        return -1 if before and before[-1] in _NOT_MANY else token.start
    if word == "tens":
        return token.start if behind == " of " else -1
    if word == "scores" and not _are_people(text, token.start, token.end):
        return -1
    return token.start


def _are_people(text: str, start: int, end: int) -> bool:
    """Whether "scores" is a number ("scores of people", "Scores were hurt") and no result of a game."""
    following = TOKEN.match(text, end + 1)
    word = following[0].lower() if following is not None else ""
    if word in ("were", "are", "have"):
        before = text[max(0, start - 12) : start].rstrip()
        return not before[-1:].isalpha() or before.split()[-1].lower() in (
            "and",
            "while",
            "but",
            "as",
            "that",
        )
    return word in _scores_before()


def _vague_start(text: str, start: int, word: str) -> int:
    """Where "a few", "a large number" begins; -1 where no article is there, so that it is no quantity."""
    head = text[max(0, start - 24) : start]
    words = head.split()
    if words and word == "number" and words[-1].lower() in ("total", "overall", "combined"):
        return -1  # "a total number of 27": the figure is behind
    for back, said in enumerate(reversed(words[-2:])):
        if said.lower() in ("a", "an"):
            return start - len(head) + head.rfind(said, 0, len(head) - (len(words[-1]) if back else 0))
        if word == "few":
            break
    return -1
