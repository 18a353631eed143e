"""Days that have a name: Christmas Day, New Year's Eve, Thanksgiving."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from typing import Final

from extract import date_calendar as cal
from extract.date_tense import lies_ahead
from extract.date_words import Context, Found
from extract.wordlists import load

_NAMES: Final = re.compile(r"[’']?s?\s+(day|eve|sunday|monday)\b", re.IGNORECASE)
_EVE_OF: Final = re.compile(r"\beve\s+of\s+(?:the\s+)?$", re.IGNORECASE)


@cache
def _fixed() -> dict[str, tuple[int, int]]:
    return {name: (month, day) for name, (month, day) in load("dates")["holidays"].items()}


def holiday_at(ctx: Context, i: int) -> Found | None:
    """The latest such holiday up to publication, or the next where the verb says so; None for a season."""
    token = ctx.tokens[i]
    begin, end = token.start, token.end
    name = token.word
    if name == "year":
        if ctx.text[max(0, begin - 4) : begin].lower() != "new ":
            return None
        begin, name = begin - 4, "new year"
    behind = _NAMES.match(ctx.text, token.end)
    if behind is not None:
        name, end = f"{name} {behind[1].lower()}", behind.end()
    if behind is None and (eve := _EVE_OF.search(ctx.text, max(0, begin - 16), begin)) is not None:
        name, begin = f"{name} eve", eve.start()
    if name.startswith("thanksgiving"):
        return _found(ctx, i, begin, end, thanksgiving)
    if name in ("easter sunday", "easter monday"):
        return _found(ctx, i, begin, end, easter if name.endswith("sunday") else easter_monday)
    named = _fixed().get(name)
    return None if named is None else _found(ctx, i, begin, end, named)


def _found(
    ctx: Context, i: int, begin: int, end: int, named: tuple[int, int] | Callable[[int], dt.date]
) -> Found:
    after = i + 1
    while after < len(ctx.tokens) and ctx.tokens[after].start < end:
        after += 1
    if begin >= 5 and ctx.text[begin - 5 : begin].lower() == "last ":
        begin -= 5
    published = ctx.published
    if published is None:
        return Found(begin, end, after, None, None, "unknown", False, "day")
    ahead = lies_ahead(ctx.text, begin)
    if not callable(named):
        day = cal.latest(*named, published, ahead=ahead)
    else:
        days = [
            named(year)
            for year in (published.year + 1, published.year, published.year - 1)
            if 1 <= year <= 9998
        ]
        fits = [day for day in days if (day >= published if ahead else day <= published)]
        day = (min(fits) if ahead else max(fits)) if fits else None
    form = "future" if ahead and day is not None and day > published else "day"
    return Found(begin, end, after, day, day, "day" if day else "unknown", False, form)


def thanksgiving(year: int) -> dt.date:
    """The fourth Thursday of November, as in the United States."""
    first = dt.date(year, 11, 1)
    return first + dt.timedelta(days=(3 - first.weekday()) % 7 + 21)


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches (the Gregorian computus of Meeus, Jones and Butcher)."""
    golden, century = year % 19, year // 100
    shift = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    shift -= shift // 28 * (1 - shift // 28 * (29 // (shift + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + shift + 2 - century + century // 4) % 7
    ahead = shift - weekday
    month = 3 + (ahead + 40) // 44
    return dt.date(year, month, ahead + 28 - 31 * (month // 4))


def easter_monday(year: int) -> dt.date:
    """The day after Easter Sunday."""
    return easter(year) + dt.timedelta(days=1)
