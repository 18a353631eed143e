"""How a count is typed: `12`, `10-15`, `12+`, `<20`, `~20`, `12..` and, in the editor, `12 (10-15)`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.model import Count, Qualifier

#: What the count cell takes; any other key keeps the value and then acts.
TYPED = frozenset("0123456789,-+<~.")
#: What opens the count cell: the rest of `TYPED` are actions of their own.
OPENS = frozenset("0123456789~<")
_MOST = 10**9


@dataclass(frozen=True, slots=True)
class Reading:
    """What was typed, read: bounds as CONTRACT §1 codes them, None where open."""

    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier

    def words(self) -> str:
        """The reading in words: `at least 12`, `10 to 15, best 12`."""
        match self.qualifier:
            case "at_least":
                return f"at least {self.best:,}"
            case "at_most":
                return f"at most {self.high:,}"
            case "about":
                return f"about {self.best:,}"
            case "vague":
                return f"{self.low:,} or more, not counted"
            case "range":
                return f"{self.low:,} to {self.high:,}, best {self.best:,}"
        if self.low == self.high:
            return f"{self.best:,}"
        return f"{self.best:,}, between {self.low:,} and {self.high:,}"


class Unreadable(ValueError):
    """What was typed is no count (yet); the message says why, in words."""


_NUMBER = r"(\d[\d,]*)"
_FORMS: tuple[tuple[Qualifier, re.Pattern[str]], ...] = (
    ("exact", re.compile(rf"{_NUMBER}")),
    ("at_least", re.compile(rf"{_NUMBER}\+")),
    ("at_most", re.compile(rf"<{_NUMBER}")),
    ("about", re.compile(rf"~{_NUMBER}")),
    ("vague", re.compile(rf"{_NUMBER}\.\.")),
    ("range", re.compile(rf"{_NUMBER}\s*[-–]\s*{_NUMBER}")),
)
_BOUNDED = re.compile(rf"{_NUMBER}\s*\(\s*{_NUMBER}\s*[-–]\s*{_NUMBER}\s*\)")
_GROUPED = re.compile(r"\d{1,3}(,\d{2,3})*,\d{3}|\d+")


def _number(text: str) -> int:
    if not _GROUPED.fullmatch(text):
        raise Unreadable(f"the commas in {text} do not part thousands")
    number = int(text.replace(",", "")) if len(text) < 16 else _MOST + 1
    if number > _MOST:
        raise Unreadable(f"{text} is more people than there are")
    return number


def read_count(text: str) -> Reading:
    """Read what was typed. Raises Unreadable with the reason in words."""
    clean = text.strip()
    if bounded := _BOUNDED.fullmatch(clean):
        best, low, high = (_number(part) for part in bounded.groups())
        if not low <= best <= high:
            raise Unreadable(f"{best} does not lie between {low} and {high}")
        return Reading(low, best, high, "exact")
    for qualifier, form in _FORMS:
        if found := form.fullmatch(clean):
            numbers = [_number(part) for part in found.groups()]
            return _reading(qualifier, numbers)
    raise Unreadable(_why(clean))


def _reading(qualifier: Qualifier, numbers: list[int]) -> Reading:
    first, last = numbers[0], numbers[-1]
    match qualifier:
        case "at_least":
            return Reading(first, first, None, qualifier)
        case "at_most":
            return Reading(None, None, first, qualifier)
        case "vague":
            return Reading(first, None, None, qualifier)
        case "range":
            if first >= last:
                raise Unreadable(f"a range goes up: {first}-{last} does not")
            return Reading(first, first, last, qualifier)
    return Reading(first, first, first, qualifier)


def _why(text: str) -> str:
    if not text:
        return "nothing typed yet"
    if text[-1] in "-~<,.":
        return f"{text} wants to go on"
    return f"{text!r} is no count: 12, 10-15, 12+, <20, ~20, 12.. or 12 (10-15)"


def written(count: Count) -> str:
    """A count's value as it would be typed; an empty string where it is not stated."""
    low, best, high = count.low, count.best, count.high
    if best is None:
        if low is not None and high is not None:
            return f"{low}-{high}"
        if low is not None:
            return f"{low}.."
        return "" if high is None else f"<{high}"
    if low == best == high:
        return f"~{best}" if count.qualifier == "about" else f"{best}"
    if low == best and high is None:
        return f"{best}+"
    if low == best and count.qualifier == "range":
        return f"{best}-{high}"
    if low is not None and high is not None:
        return f"{best} ({low}-{high})"
    return f"{best}"
