"""The words that dates are made of, as tokens with what stands between them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, NamedTuple

from extract.model import DatePrecision
from extract.word_scan import telling_words
from extract.wordlists import casings, load

#: ASCII is enough for the vocabulary, and a third faster than every letter.
_WORD: Final = re.compile(r"[0-9A-Za-z]+")
NUM, MONTH, WEEKDAY, POINT, PART, UNIT, REL, SHIFT, SEASON, HOLIDAY = range(10)
_LONGEST_GAP: Final = 24


class Token(NamedTuple):
    """A word of a date. `weak`: needs more beside it ("may"); for a number: has an ordinal ending."""

    start: int
    end: int
    kind: int
    value: int
    weak: bool
    word: str


@dataclass(slots=True)
class Found:
    """A date as read: the words from `begin` to `end`, its days, and the index of the token after it."""

    begin: int
    end: int
    after: int
    start: dt.date | None
    stop: dt.date | None
    precision: DatePrecision
    inferred: bool
    form: str


@dataclass(slots=True)
class Context:
    """One text being read: its tokens, its publication date, the day the story last spoke of (`anchor`) and
    the last that is not the day of a report ("said on Monday").
    """

    text: str
    tokens: list[Token]
    published: dt.date | None
    anchor: dt.date | None = None
    event_day: dt.date | None = None
    year: int | None = None
    gaps: dict[int, str | None] = field(default_factory=dict)

    def token(self, i: int) -> Token | None:
        """The token with this index, None after the last."""
        return self.tokens[i] if i < len(self.tokens) else None

    def gap(self, i: int) -> str | None:
        """What stands between the tokens `i - 1` and `i`, in lower case without outer blanks.

        None where that is too long or holds a blank line.
        """
        if i in self.gaps:
            return self.gaps[i]
        start, end = self.tokens[i - 1].end, self.tokens[i].start
        said: str | None = None
        if end - start <= _LONGEST_GAP:
            raw = self.text[start:end]
            if "\n\n" not in raw:
                said = " ".join(raw.split()).lower()
        self.gaps[i] = said
        return said

    def before(self, offset: int, words: int = 1) -> list[str]:
        """The last `words` words before `offset`, in lower case, nearest last; fewer at the text's start."""
        head = self.text[max(0, offset - 16 * words) : offset]
        return [word.lower() for word in head.split()[-words:]]

    def next_word(self, offset: int) -> str:
        """The word right after `offset` and one blank, in lower case; empty before punctuation."""
        if not self.text[offset : offset + 1].isspace():
            return ""
        found = _WORD.match(self.text, offset + 1)
        return found[0].lower() if found else ""


@cache
def gaps(name: str) -> frozenset[str]:
    """A set of what may stand between two parts of a date (`[gaps]` of dates.toml)."""
    return frozenset(load("dates")["gaps"][name])


@cache
def words(table: str, name: str) -> frozenset[str]:
    """A list of dates.toml as a set."""
    return frozenset(load("dates")[table][name])


@cache
def number_words() -> dict[str, int]:
    """Number words that stand before a unit of time ("two days")."""
    found: dict[str, int] = load("dates")["numbers"]
    return found


@cache
def vocabulary() -> dict[str, tuple[int, int, bool, str]]:
    """A word of dates as it can stand in print → kind, value, whether it is weak, the word."""
    data: dict[str, Any] = load("dates")
    out: dict[str, tuple[int, int, bool, str]] = {}

    def add(word: str, kind: int, value: int, weak: bool, lower_weak: bool) -> None:
        lower, title, upper = casings(word)
        out[title] = (kind, value, weak, word)
        out[upper] = (kind, value, weak or lower_weak, word)
        out[lower] = (kind, value, weak or lower_weak, word)

    weak_months, weak_weekdays = words("weak", "months"), words("weak", "weekdays")
    for word, value in data["months"].items():
        add(word, MONTH, value, word in weak_months, word in weak_months)
    for word, value in data["weekdays"].items():
        add(word, WEEKDAY, value, word in weak_weekdays, word in weak_weekdays)
    for word, value in data["points"].items():
        add(word, POINT, value, False, False)
    tables = (
        (PART, "parts"),
        (UNIT, "units"),
        (REL, "relative"),
        (SHIFT, "shift"),
        (SEASON, "seasons"),
        (HOLIDAY, "holidays"),
    )
    for kind, name in tables:
        for index, word in enumerate(data["words"][name]):
            add(word, kind, index, False, False)
    return out


def tokens_of(text: str) -> list[Token]:
    """The words of dates in `text`, in order: numbers up to four digits, months, weekdays and the rest."""
    get = vocabulary().get
    out: list[Token] = []
    for start, word in telling_words(text):
        known = get(word)
        if known is not None:
            end = start + len(word)
            if not (start and text[start - 1].isalpha()) and not text[end : end + 1].isalpha():
                out.append(Token(start, end, *known))
        elif word[0] <= "9":
            number = _number(word, start)
            if number is not None:
                out.append(number)
    return out


def _number(word: str, start: int) -> Token | None:
    if len(word) <= 4 and word.isdecimal():
        return Token(start, start + len(word), NUM, int(word), False, word)
    head, tail = word[:-2], word[-2:].lower()
    if len(word) <= 4 and head.isdecimal() and tail in ("st", "nd", "rd", "th"):
        return Token(start, start + len(word), NUM, int(head), True, word)
    day, mark, clock = word.partition("T")  # 2014-08-15T10:00
    if mark and len(day) == 2 and day.isdecimal() and clock[:2].isdecimal():
        return Token(start, start + 2, NUM, int(day), False, day)
    return None


@cache
def countable() -> frozenset[str]:
    """What a number may count: before one of these it is neither a day nor a year ("2000 people")."""
    data = load("numbers")["countable"]
    return frozenset((*data["words"], *data["more"]))


@cache
def counted_nouns() -> frozenset[str]:
    """Nouns that turn the number of "May 12 people" into a count; verbs ("Aug. 7 killed 12") do not."""
    return frozenset(load("numbers")["countable"]["words"])
