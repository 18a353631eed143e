"""How values are written on screen: counts, dates, places, sides. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from extract.from_json import count_from_json, date_from_json
from extract.model import Count, DateRange, Outcome, Side

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
    """A wire count's figures: `12`, `12+`, `<20`, `~20`, `10–15`, `12..`, `12 (10–15)`; `–`: not stated."""
    return "–" if value is None else show_count(count_from_json(value))


def date_words(value: Mapping[str, Any] | None) -> str:
    """A wire date: `Fri 31 Jan 2025`, `31 Jan – 1 Feb 2025 within`, `since 9 Dec 2024`; `–`: not stated."""
    return "–" if value is None else show_date(date_from_json(value))


def place_words(value: Mapping[str, Any] | None) -> str:
    """A wire place from small to large: `Mangocher · Kalat · Balochistan`; several joined by `+`."""
    if value is None:
        return "–"
    every = [_levels(v) for v in (value, *value.get("others", ()))]
    every = [levels for levels in every if levels]
    if not every:
        return "–"
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
    if len(every) == 1 and (district := every[0].get("admin2")) and district not in names[0]:
        return f"{names[0]}, {district}"
    return " + ".join(names)


def _levels(value: Mapping[str, Any]) -> list[str]:
    names: list[str] = []
    for key in ("name", "admin2", "admin1", "country"):
        name = value.get(key)
        if name and name not in names and not (key == "country" and names):
            names.append(name)
    if value.get("precision") == "near" and names:
        names[0] = f"near {names[0]}"
    return names


def show_count(count: Count) -> str:
    """A count's figures in the syntax in which they are typed."""
    low, best, high = count.low, count.best, count.high
    if low is None and best is None and high is None:
        return "–"
    if count.qualifier == "at_most":
        return f"<{_figure(high)}"
    if count.qualifier == "at_least":
        return f"{_figure(low if best is None else best)}+"
    if count.qualifier == "vague":
        return f"{_figure(low)}.."
    if count.qualifier == "range":
        return f"{_figure(low)}–{_figure(high)}"
    text = ("~" if count.qualifier == "about" else "") + _figure(best)
    if (low, high) != (best, best):
        text += f" ({_figure(low)}–{_figure(high)})"
    return text


def _figure(number: int | None) -> str:
    return "?" if number is None else f"{number:,}"


def show_date(date: DateRange) -> str:
    """A date or window in words, with its precision where the days alone do not say it."""
    start, end = date.start, date.end
    if start is None and end is None:
        return "–"
    if start is None or end is None:
        return f"until {_day(end)}" if start is None else f"since {_day(start)}"
    if date.precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{start:%b %Y}"
    if start == end:
        return f"{start:%a} {_day(start)}"
    return f"{_from_to(start, end)}{_PRECISION_WORDS.get(date.precision, '')}"


_PRECISION_WORDS = {"days": " within", "week": " that week", "year": " that year", "month": " that month"}


def _day(day: dt.date | None) -> str:
    return "?" if day is None else f"{day.day} {day:%b %Y}"


def _from_to(start: dt.date, end: dt.date) -> str:
    if start.year != end.year:
        return f"{_day(start)} – {_day(end)}"
    if start.month != end.month:
        return f"{start.day} {start:%b} – {_day(end)}"
    return f"{start.day}–{_day(end)}"


def short_date(value: Mapping[str, Any] | None) -> str:
    """A wire date for a list: days and months only."""
    date = date_from_json(value) if value else DateRange()
    start, end = date.start, date.end
    if start is None or end is None:
        one = start or end
        return "" if one is None else f"{'since' if end is None else 'until'} {one.day} {one:%b}"
    if start == end:
        return f"{start.day} {start:%b}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%b}"
    return f"{start.day} {start:%b} – {end.day} {end:%b}"
