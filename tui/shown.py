"""How values are written on screen: counts, dates, places, sides. Pure."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from typing import Any

from extract.date_display import MONTHS, date_note, show_date
from extract.from_json import date_from_json
from extract.model import DateRange, Outcome, Side
from extract.typed_counts import show_count
from extract.typed_errors import NOT_STATED

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

#: Whose: the word of the table, and the short one of the lists.
SIDE_WORDS: dict[Side, tuple[str, str]] = {
    "security_forces": ("security", "sec"),
    "militants": ("militants", "mil"),
    "civilians": ("civilians", "civ"),
    "unknown": ("unknown", "unk"),
}
#: Outcomes as the table's narrow column holds them; the rest are short enough as they are.
_OUTCOME_WORDS: dict[Outcome, str] = {"surrendered": "surrender"}


def outcome_word(outcome: Outcome) -> str:
    """An outcome in at most ten cells."""
    return _OUTCOME_WORDS.get(outcome, outcome)


def count_words(value: Mapping[str, Any] | None) -> str:
    """A wire count's figures as they are typed: `12`, `12+`, `<20`, `~20`, `10-15`, `12..`, `12 (10-15)`."""
    if value is None:
        return NOT_STATED
    return show_count(value.get("low"), value.get("best"), value.get("high"), value.get("qualifier"))


def date_words(value: Mapping[str, Any] | None) -> str:
    """A wire date with its precision: `Fri 31 Jan 2025`, `31 Jan – 1 Feb 2025 within`, `9 Dec 2024 –`."""
    if value is None:
        return NOT_STATED
    date = date_from_json(value)
    shown = show_date(date)
    if date.start is not None and date.start == date.end and shown[:1].isdigit():
        return f"{_WEEKDAYS[date.start.weekday()]} {shown}"
    note = date_note(date)
    return f"{shown} {note}" if note else shown


def place_words(value: Mapping[str, Any] | None) -> str:
    """A wire place from small to large: `Mangocher · Kalat · Balochistan`; several joined by `+`."""
    if value is None:
        return NOT_STATED
    every = [_levels(v) for v in (value, *value.get("others", ()))]
    every = [levels for levels in every if levels]
    if not every:
        return NOT_STATED
    tail = every[0][1:]
    if len(every) > 1 and all(levels[-1] == every[0][-1] for levels in every):
        tail = every[0][-1:] if len(every[0]) > 1 else []
    return " · ".join([" + ".join(levels[0] for levels in every), *tail])


def place_title(value: Mapping[str, Any] | None) -> str:
    """A wire place as the title of an entry: `Mangocher, Kalat`, `Kalat + Harnai`; empty for not stated.

    A place is told with its district, and with nothing larger: that stands in its own line.
    """
    if value is None:
        return ""
    every = [v for v in (value, *value.get("others", ())) if _levels(v)]
    names = [_levels(v)[0] for v in every]
    if len(every) == 1 and (district := every[0].get("admin2")) and _plain(district) not in _plain(names[0]):
        return f"{names[0]}, {district}"
    return " + ".join(names)


def _plain(name: str) -> str:
    """The name without its accents, to tell whether two are one."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)).casefold()


def _levels(value: Mapping[str, Any]) -> list[str]:
    names: list[str] = []
    told: set[str] = set()
    for key in ("name", "admin2", "admin1", "country"):
        name = value.get(key)
        if name and _plain(name) not in told and not (key == "country" and names):
            names.append(name)
            told.add(_plain(name))
    if value.get("precision") == "near" and names:
        names[0] = f"near {names[0]}"
    return names


def short_date(value: Mapping[str, Any] | None, near: dt.date | None = None) -> str:
    """A wire date for a list, without its year: `31 Jan–1 Feb`, `Jul`; empty for not stated.

    The year is told where it is not the one that anybody would take it for: the last such day before `near`
    (the publication).
    """
    date = date_from_json(value) if value else DateRange()
    ends = [day for day in (date.start, date.end) if day is not None]
    if not ends:
        return ""
    if date.precision == "year":
        return show_date(date).replace(" – ", "–")
    plain = near is None or all(near - _YEAR < day <= near + _SOON for day in ends)
    shown = _days(date)
    return shown if plain else f"{shown} {ends[-1].year}"


_YEAR, _SOON = dt.timedelta(days=365), dt.timedelta(days=31)


def _days(date: DateRange) -> str:
    start, end = date.start, date.end
    if start is None or end is None:
        one = start or end
        return "" if one is None else f"{'since' if end is None else 'until'} {_short(one)}"
    if start == end:
        return _short(start)
    if _month(start) == _month(end):
        whole = date.precision == "month" and start.day == 1 and (end + dt.timedelta(days=1)).day == 1
        return MONTHS[start.month - 1] if whole else f"{start.day}–{_short(end)}"
    return f"{_short(start)}–{_short(end)}"


def day_words(day: dt.date) -> str:
    """`Sat 1 Feb 2025`, whatever the locale."""
    return f"{_WEEKDAYS[day.weekday()]} {_short(day)} {day.year}"


def _short(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _month(day: dt.date) -> tuple[int, int]:
    return day.year, day.month
