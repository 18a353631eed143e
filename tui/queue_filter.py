"""The queue's filter: a line of words such as `waiting place:Kalat since:2025-01 bomb`. Pure.

Known words and `name:value` pairs are filters, all other words are looked for in the texts. A value with
blanks stands in quotes: `place:"Musa Khel"`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import difflib
import re
from dataclasses import dataclass, replace

from extract.checks import CODES
from store.query import STATUS_FILTERS, QuerySpec, Sort, StatusFilter

#: The letter of each order, what the letter stands for, and how the title calls the order.
ORDERS: dict[str, tuple[Sort, str, str]] = {
    "i": ("import", "imported", "as imported"),
    "w": ("worst", "worst", "worst first"),
    "d": ("date", "date", "newest first"),
    "u": ("doubt", "doubt", "most in doubt first"),
    "z": ("size", "size", "longest first"),
    "p": ("publisher", "publisher", "by publisher"),
}
#: What can stand before a colon, for the hint beneath the line.
NAMES = ("by", "check", "place", "from", "on", "since", "until")
HINT = "waiting verified flagged · place: check: from: on: since: until: by: · text"
WIDE_HINT = (
    "waiting untouched in_progress verified irrelevant flagged · place: check: from: on: since: until: by: · "
    "words of the text"
)

_PART = re.compile(r'([A-Za-z]+):(?=\s|$)|(-?)(?:([A-Za-z]+):)?(?:"([^"]*)"?|(\S+))')
_STATUS_WORDS: dict[str, StatusFilter] = {s: s for s in STATUS_FILTERS} | {
    "open": "waiting",
    "started": "in_progress",
    "done": "finished",
    "new": "untouched",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a line asks for: a spec, and that in words; `wrong` is its first fault."""

    spec: QuerySpec
    words: str
    wrong: str = ""


def read_filter(line: str, plain: QuerySpec) -> Filter:
    """A typed line as filters on top of `plain` (its reviewer, order and scope). Never raises."""
    spec, text = plain, []
    for found in _PART.finditer(line):
        alone, minus, name, quoted, word = found.groups()
        value = quoted if quoted is not None else word
        if alone:
            return Filter(spec, _words(spec), f"after {alone}: a value is missing")
        try:
            if name is not None and name.casefold() in NAMES and not minus:
                spec = _named(spec, name.casefold(), value)
                continue
        except ValueError as wrong:
            return Filter(spec, _words(spec), str(wrong))
        key = value.casefold()
        if name is not None and (close := difflib.get_close_matches(name.casefold(), NAMES, 1, 0.75)):
            return Filter(spec, _words(spec), f"{name}: is no filter: did you mean {close[0]}: ?")
        if quoted is None and not minus and name is None and key in _STATUS_WORDS:
            if spec.status is not None:
                return Filter(spec, _words(spec), f"{_told(spec.status)} and {_told(key)} exclude each other")
            spec = replace(spec, status=_STATUS_WORDS[key])
        elif quoted is None and not minus and name is None and key in ("flagged", "flag"):
            spec = replace(spec, flagged=True)
        else:
            text.append(found[0])
    if text:
        spec = replace(spec, text=" ".join(text))
        if not re.search(r"\w", spec.text or "") or all(t.startswith("-") for t in text):
            return Filter(spec, _words(spec), "a search needs a word that stands in the text")
    if spec.since and spec.until and spec.since > spec.until:
        return Filter(spec, _words(spec), f"since {spec.since} is after until {spec.until}")
    return Filter(spec, _words(spec))


def _named(spec: QuerySpec, name: str, value: str) -> QuerySpec:
    """The spec with one `name:value` more. Raises ValueError, in words."""
    if not value.strip():
        raise ValueError(f"after {name}: a value is missing")
    match name:
        case "check":
            code = value.casefold().replace("-", "_").replace(" ", "_")
            if code not in CODES:
                close = difflib.get_close_matches(code, CODES, 3, 0.3) or sorted(CODES)[:3]
                raise ValueError(f"there is no check {value}: {', '.join(close)} …")
            return replace(spec, check=code)
        case "place":
            return replace(spec, place=value)
        case "from":
            return replace(spec, publisher=value)
        case "by":
            return replace(spec, reviewer=value)
    first, last = _days(value)
    since = spec.since if name == "until" else first
    until = spec.until if name == "since" else last
    return replace(spec, since=since, until=until)


def _days(value: str) -> tuple[dt.date, dt.date]:
    """The first and last day of `2025`, `2025-03` or `2025-03-14`."""
    if not re.fullmatch(r"\d{4}(-\d{1,2}){0,2}", value):
        raise ValueError(f"{value} is no date: write 2025-03-14, 2025-03 or 2025")
    year, *rest = (int(part) for part in value.split("-"))
    try:
        match rest:
            case []:
                return dt.date(year, 1, 1), dt.date(year, 12, 31)
            case [month]:
                last = calendar.monthrange(year, month)[1]
                return dt.date(year, month, 1), dt.date(year, month, last)
            case _:
                day = dt.date(year, rest[0], rest[1])
                return day, day
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"there is no {value} in the calendar") from None


def _told(status: str) -> str:
    return status.replace("_", " ")


def _words(spec: QuerySpec) -> str:
    """What a spec lets through, in words; `all articles` where it has no filter."""
    parts = [_told(spec.status)] if spec.status else []
    parts += ["flagged"] if spec.flagged else []
    parts += [f"check {spec.check.replace('_', ' ')}"] if spec.check else []
    parts += [f"place {spec.place}"] if spec.place else []
    parts += [f"from {spec.publisher}"] if spec.publisher else []
    if spec.since and spec.since == spec.until:
        parts.append(f"published {spec.since}")
    else:
        parts += [f"since {spec.since}"] if spec.since else []
        parts += [f"until {spec.until}"] if spec.until else []
    parts += [f"text {spec.text}"] if spec.text else []
    return ", ".join(parts) or "all articles"


def order_words(sort: Sort, *, backwards: bool) -> str:
    """An order as the title says it."""
    name = next(words for order, _, words in ORDERS.values() if order == sort)
    return f"{name}, turned round" if backwards else name


def sort_of(letter: str) -> Sort | None:
    """The order that a letter stands for."""
    found = ORDERS.get(letter)
    return None if found is None else found[0]
