"""Whether a number can be a count of people, and if not, what it is: judged by the words beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from extract.number_tokens import Quantity
from extract.wordlists import casings, load

#: A blank or a hyphen after the number, and the next word with its inner dots (a.m, o'clock).
_NEXT: Final = re.compile(r"([\s\u00a0]{0,3}-?[\s\u00a0]{0,2})([^\W\d_]{1,20}(?:[.'’][^\W\d_]{1,10})*)")
_BETWEEN_WORDS: Final = " \t\r\n\u00a0.:-#°º("
_AGE: Final = re.compile(r"[\s-]*(?:year|yr|month|week|day)s?[\s-]+(?:old|of age)", re.IGNORECASE)
_PER_CENT: Final = re.compile(r"\s?(?:%|٪|per[\s-]cent|percent)", re.IGNORECASE)
_ORDINAL_WORD: Final = re.compile(
    r"-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b", re.IGNORECASE
)
_NAME_THEN_COMMA: Final = re.compile(r"[A-Z][\w’'.-]*[\"”’']?,\s\Z")
_AGE_END: Final = re.compile(r"\s?[,.;)]|\s(?:and\s[A-Z]|who\b|from\b|of\s[A-Z])")
_NUMBER_IN_NAME: Final = re.compile(r"[^\W\d_]\Z|[^\W\d_][-‐‑]\Z|[#_@+]\Z")
_DAY_OF: Final = re.compile(r"[\s\u00a0]{1,3}(?:of[\s\u00a0]{1,3})?([A-Z][A-Za-z]{2,8})\b")
_STOP: Final = re.compile(r"\.\s")
_OLDEST: Final = 110


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon as sets, for one look-up a question."""

    followed_by: dict[str, str]
    money_before: frozenset[str]
    money_signs: frozenset[str]
    unit_after: frozenset[str]
    name_any_case: frozenset[str]
    name_capital: frozenset[str]
    strength: frozenset[str]
    countable: frozenset[str]
    one_after: frozenset[str]
    one_before: frozenset[str]
    one_pointing: frozenset[str]
    one_followed: frozenset[str]
    one_of_after: frozenset[str]


@cache
def _words() -> _Words:
    lexicon = load("numbers")
    named = lexicon["name_before"]
    return _Words(
        followed_by={word: kind for kind, words in lexicon["followed_by"].items() for word in words},
        money_before=frozenset(lexicon["money_before"]["words"]),
        money_signs=frozenset(lexicon["money_before"]["signs"]),
        unit_after=frozenset(form for word in lexicon["unit_after"]["words"] for form in casings(word)[1:]),
        name_any_case=frozenset(named["any_case"]),
        name_capital=frozenset(form for word in named["capital"] for form in (word, word.upper())),
        strength=frozenset(lexicon["strength"]["words"]),
        countable=frozenset((*lexicon["countable"]["words"], *lexicon["countable"]["more"])),
        one_after=frozenset(lexicon["one"]["after"]),
        one_before=frozenset(lexicon["one"]["before"]),
        one_pointing=frozenset(lexicon["one"]["pointing"]),
        one_followed=frozenset(lexicon["one"]["followed"]),
        one_of_after=frozenset(lexicon["one"]["of_after"]),
    )


def kind_of(text: str, quantity: Quantity) -> str:
    """As in "count", or the reason why this number counts no people (see `NumberMention.kind`)."""
    if quantity.year_words:
        return "year"
    if quantity.digits:
        glued = _glued(text, quantity)
        if glued:
            return glued
        if _no_such_day(text, quantity):
            return "date"
    following = _following(text, quantity)
    if following:
        return following
    preceding = _preceding(text, quantity)
    if preceding:
        return preceding
    if quantity.decimal:
        return "decimal"
    if quantity.value is None:
        return "id"
    return "count"


def _glued(text: str, quantity: Quantity) -> str | None:
    """Judged by the characters that touch the digits: $5, 5%, AK-47, 5:30, 12th, 7.62mm, #4, 1990s."""
    words, start, end = _words(), quantity.start, quantity.end
    before, after = text[max(0, start - 2) : start], text[end : end + 1]
    if before[-1:] == " " == after and text[start] != "0":  # as most stand: nothing touches them
        return "money" if before[0] in words.money_signs else None
    if before[-1:] in words.money_signs or (before[1:] == " " and before[0] in words.money_signs):
        return "money"
    if before and _NUMBER_IN_NAME.search(before):
        return "age" if text[max(0, start - 4) : start].lower() == "mid-" and after == "s" else "id"
    if before[-1:] in "’'" and before[-1:] and end - start == 2 and not before[:1].isalnum():
        return "year"
    if len(before) == 2 and before[0].isdigit() and before[1] in ":/.,":
        return {":": "time", "/": "date"}.get(before[1], "id")
    if after in (":", "/", ".") and text[end + 1 : end + 2].isdigit():
        return {":": "time", "/": "date", ".": "id"}[after]
    if _PER_CENT.match(text, end):
        return "percent"
    if after == "°":
        return "unit"
    if after.isalpha() and quantity.scale == 1:
        return _suffixed(text, quantity)
    if end - start > 1 and text[start] == "0":
        return "time" if end - start == 4 else "id"
    if before[-1:] == "[" and after == "]":
        return "id"
    if (
        after in (".", ")")
        and text[max(0, start - 1) : start] in ("", "\n", "(")
        and text[end + 1 : end + 2] == " "
    ):
        listed = before[-1:] != "(" and end - start <= 2
        return "id" if listed else None
    return None


def _no_such_day(text: str, quantity: Quantity) -> bool:
    """As in "29 February 2023", "April 31": days that stand beside a month and that no date was read from."""
    if quantity.scale > 1 or quantity.end - quantity.start != 2 or not 29 <= (quantity.value or 0) <= 31:
        return False
    months = load("dates")["months"]
    behind = _DAY_OF.match(text, quantity.end)
    before = _word_before(text, quantity.start)
    words = (behind[1] if behind else "", before)
    return any(word[:1].isupper() and word.lower() in months for word in words)


def _suffixed(text: str, quantity: Quantity) -> str:
    """Digits with letters right behind them: 12th, 20s, 7.62mm, 5pm, 12a."""
    found = _NEXT.match(text, quantity.end)
    suffix = found[2].lower() if found else ""
    if suffix in ("st", "nd", "rd", "th"):
        return "ordinal"
    if suffix == "s":
        return "year" if quantity.end - quantity.start == 4 else "age"
    return _words().followed_by.get(suffix, "id")


def _following(text: str, quantity: Quantity) -> str | None:
    """Judged by the next word: "12 km", "12-year-old", "12 Corps", "two-storey"."""
    words, end = _words(), quantity.end
    found = _NEXT.match(text, end)
    if found is None:
        return _score_or_age(text, quantity)
    gap, word = found[1], found[2]
    lower = word.lower()
    if not quantity.digits and quantity.value and quantity.value % 10 == 0 and _ORDINAL_WORD.match(text, end):
        return "ordinal"
    if lower in ("and", "who") and gap:
        return _score_or_age(text, quantity)
    if lower in ("from", "of") and gap and _score_or_age(text, quantity) == "age":
        return "age"  # "Haji Jan, 30 from Hunza"
    kind = words.followed_by.get(lower)
    if len(word) == 1 and text[found.end() : found.end() + 1].isdigit():
        return None  # "three M23 rebels": no metres
    if kind == "duration" and _AGE.match(text, end):
        return "age"
    if kind == "percent":
        return "percent" if _PER_CENT.match(text, end) or lower != "per" else None
    if kind is not None and gap and not (lower == "m" and text[found.end() : found.end() + 1] == "-"):
        return kind
    if lower == "hundred" or not gap:
        return None
    if gap == "-":
        return "strength" if lower.split("-")[0] in words.strength else "compound"
    if quantity.digits and word in words.unit_after:
        return "unit"
    if quantity.value == 1 and not quantity.digits and lower in words.one_before:
        return "pronoun" if lower != "more" else None
    return None


def _score_or_age(text: str, quantity: Quantity) -> str | None:
    """As in ", 34," after a name."""
    if not quantity.digits or quantity.value is None or not 0 < quantity.value <= _OLDEST:
        return None
    start, end = quantity.start, quantity.end
    if _AGE_END.match(text, end):
        if _NAME_THEN_COMMA.search(text[max(0, start - 30) : start]):
            return "age"
        if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
            named = text[max(0, start - 30) : start - 1].split()
            if named and named[-1][:1].isupper():
                return "age"
    return None


def _preceding(text: str, quantity: Quantity) -> str | None:
    """Judged by the word before: "aged 12", "Rs 500", "Resolution 1701", "no one", "in 2014"."""
    words, start = _words(), quantity.start
    before = _word_before(text, start)
    if before:
        lower = before.lower()
        if lower in ("aged", "age", "ages"):
            return "age"
        if quantity.digits:
            if lower in words.money_before and lower != "us":
                return "money"
            if lower in words.name_any_case:
                return "id"
            if before in words.name_capital and not (
                before.isupper() and len(before) > 1 and _has_noun(text, quantity)
            ):
                return "id"
            if _is_clock(text, quantity, lower):
                return "time"
        elif before in words.name_capital and text[start].isupper() and not before.isupper():
            return "id"
        if quantity.value == 1 and not quantity.digits:
            pronoun = _pronoun(text, quantity, lower)
            if pronoun:
                return pronoun
    four = quantity.digits and quantity.scale == 1 and quantity.end - start == 4
    if four and 1800 <= (quantity.value or 0) <= 2099 and not _has_noun(text, quantity):
        return "year"
    return None


def _word_before(text: str, start: int) -> str:
    """The word before a number, across blanks and a few signs ("Rs. 500", "No. 5"); empty for none."""
    head = text[max(0, start - 24) : start]
    bare = head.rstrip(_BETWEEN_WORDS)
    if len(bare) == len(head) or "\n\n" in head[len(bare) :]:
        return ""
    words = bare.rsplit(None, 1)
    word = words[-1] if words else ""
    if len(word) > 3 and _STOP.match(head, len(bare)):
        return ""  # a sentence ends there ("… Kech District. Three men"); "No. 5" is short
    return word if word.isalpha() else word.lstrip("([\"“‘'«—–-/").rpartition("-")[2]


def _is_clock(text: str, quantity: Quantity, before: str) -> bool:
    """Whether four figures are a time of day: "at 1835", "around 0230 hours"."""
    value = quantity.value
    if value is None or quantity.end - quantity.start != 4 or value % 100 > 59 or value > 2400:
        return False
    if before in ("at", "approximately") and not _has_noun(text, quantity):
        return True
    following = _NEXT.match(text, quantity.end)
    return (
        before in ("by", "around")
        and following is not None
        and following[2].lower() in ("hours", "hrs", "local")
    )


def _has_noun(text: str, quantity: Quantity) -> bool:
    """Whether something countable follows: "2,014 people", "2014 civilians"."""
    found = _NEXT.match(text, quantity.end)
    return found is not None and bool(found[1]) and found[2].lower() in _words().countable


def _pronoun(text: str, quantity: Quantity, before: str) -> str | None:
    """Marks "one" that means a thing or nobody: "no one", "the one who", "in one of the operations"."""
    words = _words()
    if before in words.one_after:
        return "pronoun"
    following = _NEXT.match(text, quantity.end)
    after = following[2].lower() if following is not None and following[1] else ""
    if before in words.one_pointing and (not after or after in words.one_followed):
        return "pronoun"
    return "pronoun" if after == "of" and before in words.one_of_after else None
