"""Numbers of a text with their spans, values and qualifiers (contract, table of counts)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, get_args

from extract.frozen import dataclass, replace
from extract.model import Qualifier, Span
from extract.number_kinds import kind_of
from extract.number_tokens import Quantity
from extract.number_words import quantities
from extract.wordlists import load

_TO: Final = re.compile(r"\s*(?:-|‐|‑|–|—|\bto\b|\bor\b|\band\b)\s*", re.IGNORECASE)
_AFTER: Final = re.compile(
    r"(\+)|[\s-]{0,2}(or (?:more|above|fewer|less|so|thereabouts)|plus|odd|and (?:more|above)"
    r"|at (?:the )?(?:least|most))\b",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"\bbetween\s+\Z", re.IGNORECASE)
_AS_MANY_AS: Final = re.compile(
    r",?\s*(and|to|or|but)\s+(?:(?:possibly|perhaps|maybe)\s+)?(?:as\s+many\s+as|up\s+to|at\s+most)\s+",
    re.IGNORECASE,
)
_AT_LEAST: Final = re.compile(r"\b(?:at\s+least|from)\s+\Z", re.IGNORECASE)
_FROM: Final = re.compile(r"((?:[^\W\d_]+\s+){1,2})from\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)
_SPREAD: Final = ("rang", "estimat", "anywher", "vari")
_LONGEST_PHRASE: Final = 5
#: "Five guards were killed and as many injured"; not "as many as 20", "twice as many".
#: One of these stands in whatever the pattern finds; to look for them is far faster.
_EQUALS: Final = ("as many", "equal number", "same number")
_EQUAL: Final = re.compile(r"(?<!twice )\b(?:as many(?! as\b)|(?:an equal|the same) number(?: of)?)\b")
_SENTENCE_END: Final = re.compile(r"[.!?;]\s")
#: Marks that may stand right before a qualifying word ("'at least four' people").
_OPENING: Final = "'\"‘“«(["


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number of the text.

    `span` covers the number words only, a range whole ("twelve", "10 to 15"); `full` covers the wording that
    qualifies it too ("at least 12", "12 or more", "between 10 and 15"). `low`, `best`, `high` and `qualifier`
    are by the contract's table; all three None where the figure is no whole number.
    `kind` is "count" where the number can count people, else what it is: age, money, percent, distance,
    time, duration, ordinal, unit, year, date, phone, score, id, times, fraction, decimal, compound
    ("two-storey"), strength ("3,000-strong", "five-member"), pronoun ("no one"), repeat ("twelve (12)").
    """

    span: Span
    full: Span
    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier
    kind: str = "count"


@cache
def _phrases() -> dict[tuple[str, ...], Qualifier]:
    known = get_args(Qualifier)
    return {
        tuple(phrase.split()): qualifier
        for qualifier, phrases in load("numbers")["before"].items()
        for phrase in phrases
        if qualifier in known
    }


@cache
def _last_words() -> frozenset[str]:
    """The words that phrases end with: one look-up tells most numbers from qualified ones."""
    return frozenset(phrase[-1] for phrase in _phrases())


@cache
def _endings() -> dict[str, Qualifier]:
    return {
        phrase: qualifier for qualifier, phrases in load("numbers")["after"].items() for phrase in phrases
    }


def find_numbers(text: str, masked: Sequence[tuple[int, int]] = ()) -> list[NumberMention]:
    """Every number of `text`, in order; neither their spans nor their `full` spans overlap.

    `masked` are (start, end) code points, such as the dates', in which nothing is read.
    """
    found = quantities(text, masked)
    out: list[NumberMention] = []
    floor, i = 0, 0
    while i < len(found):
        first, last = found[i], _range_end(text, found, i)
        if isinstance(last, str):
            stop = _run_end(text, found, i)
            for part in found[i:stop]:
                out.append(_plain(text, part, last))
            i, floor = stop, found[stop - 1].end
            continue
        i += 1 if last is None else 2
        ceiling = found[i].start if i < len(found) else len(text)
        out.append(_mention(text, first, last, floor, ceiling, out[-1] if out else None))
        floor = out[-1].full.end
    return _with_equals(text, out) if out else out


def _with_equals(text: str, found: list[NumberMention]) -> list[NumberMention]:
    """The numbers with "as many" and "an equal number", which say the last one of their sentence again."""
    if not any(said in text for said in _EQUALS):
        return found
    again: list[NumberMention] = []
    for said in _EQUAL.finditer(text):
        before = [n for n in found if n.full.end <= said.start() and n.kind == "count"]
        if before and _SENTENCE_END.search(text, before[-1].full.end, said.start()) is None:
            span = _span(text, said.start(), said.end())
            again.append(replace(before[-1], span=span, full=span))
    return sorted([*found, *again], key=lambda n: n.span.start) if again else found


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])


def _plain(text: str, quantity: Quantity, kind: str) -> NumberMention:
    span = _span(text, quantity.start, quantity.end)
    value = quantity.value
    return NumberMention(span, span, value, value, value, "exact", kind)


def _hyphened(text: str, left: Quantity, right: Quantity) -> bool:
    return text[left.end : right.start] in ("-", "–", "‐", "‑")


def _run_end(text: str, found: list[Quantity], i: int) -> int:
    """The index after the figures that hyphens tie together."""
    i += 1
    while i < len(found) and _hyphened(text, found[i - 1], found[i]):
        i += 1
    return i


def _range_end(text: str, found: list[Quantity], i: int) -> Quantity | str | None:
    """The second figure of a range that begins at `found[i]`; None for a number by itself.

    For figures that are tied but make no range ("5-4", "555-0133") it is what kind they are instead.
    """
    if i + 1 == len(found):
        return None
    left, right = found[i], found[i + 1]
    if _upper_bound(text, left, right):
        return right
    if right.start - left.end > 7 or left.vague or right.vague or left.value is None or right.value is None:
        return None
    tie = _TO.fullmatch(text, left.end, right.start)
    if tie is None:
        return None
    word = tie[0].strip().lower()
    if _hyphened(text, left, right) and left.digits and right.digits:
        third = i + 2 < len(found) and _hyphened(text, right, found[i + 2])
        lengths = (left.end - left.start, right.end - right.start)
        if third or lengths == (3, 4):
            return "phone"
        if 1800 <= left.value <= 2099 and lengths in ((4, 4), (4, 2)) and right.scale == 1:
            return "year"
        if left.value >= right.value and right.scale == 1:
            return "score"
    if left.scale == 1 and right.scale > 1 and left.value * right.scale < (right.value or 0):
        left.value *= right.scale
    if left.value >= right.value:
        return None
    before = text[max(0, left.start - 40) : left.start]
    if word == "and":
        return right if _BETWEEN.search(before) else None
    if word == "to":
        rise = _FROM.search(before)
        if rise is not None and not any(w.startswith(_SPREAD) for w in rise[1].lower().split()):
            return None
    return right


def _mention(
    text: str,
    first: Quantity,
    last: Quantity | None,
    floor: int,
    ceiling: int,
    previous: NumberMention | None,
) -> NumberMention:
    """The mention of one figure, or of the range `first` to `last`, with the wording around it."""
    end = first.end if last is None else last.end
    span = _span(text, first.start, end)
    start, qualifier = _wording_before(text, first.start, floor)
    if last is not None and (between := _BETWEEN.search(text, max(floor, first.start - 12), first.start)):
        start = between.start()
    stop = end
    ending = _AFTER.match(text, end, ceiling)
    if ending is not None:
        said = ending[1] or " ".join(ending[2].lower().split())
        after: Qualifier = "at_least" if said == "+" else _endings()[said]
        if said != "odd" or first.digits or first.scale > 1:
            qualifier, stop = after, ending.end()
    kind = kind_of(text, first)
    if last is not None and kind in ("count", "year", "compound"):
        kind = kind_of(text, last)
    if kind == "year" and first.digits and stop != end:
        kind = "count"
    if kind == "count" and previous is not None:
        kind = _by_previous(text, first, previous)
    low, best, high, shown = _values(first, last, qualifier)
    full = _span(text, start, stop) if (start, stop) != (span.start, span.end) else span
    return NumberMention(span, full, low, best, high, shown, kind)


def _upper_bound(text: str, left: Quantity, right: Quantity) -> bool:
    """As in "at least three and as many as 25": the second figure is the upper bound of the first."""
    tie = _AS_MANY_AS.fullmatch(text, left.end, right.start)
    if tie is None or left.value is None or right.value is None or left.value >= right.value:
        return False
    return tie[1].lower() != "and" or _AT_LEAST.search(text, max(0, left.start - 16), left.start) is not None


def _by_previous(text: str, quantity: Quantity, previous: NumberMention) -> str:
    """What the number before says of this one: "aged 5, 7 and 9", "twelve (12)"."""
    between = text[previous.span.end : quantity.start]
    if len(between) > 6:
        return "count"
    if previous.kind == "age" and between.strip(" ,") in ("", "and", "or", "to"):
        return "age"
    if (
        between.strip() == "("
        and previous.best == quantity.value
        and text[quantity.end : quantity.end + 1] == ")"
    ):
        return "repeat"
    return "count"


def _wording_before(text: str, start: int, floor: int) -> tuple[int, Qualifier]:
    """Where the qualifying words before `start` begin, and what they say; ("at least about 12": at_least)."""
    qualifier: Qualifier = "exact"
    for _ in range(2):
        cut = max(floor, start - 36)
        head = text[cut:start]
        if not head[-1:].isspace():
            break
        last = head.rsplit(None, 1)
        if not last or last[-1].lower().lstrip(_OPENING) not in _last_words():
            break
        words = head.split()
        if cut and text[cut - 1].isalnum() and head[:1].isalnum():
            words = words[1:]
        words = words[-_LONGEST_PHRASE:]
        lower = [word.lower().lstrip(_OPENING) for word in words]
        if lower[-2:] == ["up", "to"] and lower[-3:-2] and lower[-3] in load("numbers")["goes"]["up"]:
            break  # "has gone up to 19": no bound
        for skip in range(len(words)):
            said = _phrases().get(tuple(lower[skip:]))
            if said is not None:
                for word in reversed(words[skip:]):
                    head = head[: head.rfind(word)]
                first = words[skip]
                start = cut + len(head) + len(first) - len(first.lstrip(_OPENING))
                if qualifier == "exact" or said != "exact":
                    qualifier = said
                break
        else:
            break
    return start, qualifier


def _values(
    first: Quantity, last: Quantity | None, qualifier: Qualifier
) -> tuple[int | None, int | None, int | None, Qualifier]:
    """Low, best, high and the qualifier that stands, by the contract's table."""
    value = first.value
    if last is not None:
        if qualifier == "at_most":
            return None, None, last.value, "at_most"
        return value, value, last.value, "range"
    if first.vague:
        return value, None, None, "vague"
    if qualifier == "at_least":
        return value, value, None, "at_least"
    if qualifier == "at_most":
        return None, None, value, "at_most"
    return value, value, value, qualifier
