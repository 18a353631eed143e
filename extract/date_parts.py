"""Parts of a longer time: "the first week of July", "the last two days of May"; and "the eve of 14 March"."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from extract import date_calendar as cal
from extract.date_words import REL, UNIT, WEEKDAY, Context, Found, number_words, words

_REACH: Final = 44
_NTH: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_NTH_OR_LAST: Final = "|".join((*_NTH, "last", "final", "opening", "closing"))
_PART: Final = re.compile(
    rf"\b({_NTH_OR_LAST})\s+(?:([\w-]+)\s+)?(week|weeks|half|quarter|days?|fortnight)\s+of\s+(?:the\s+month\s+of\s+)?\Z",
    re.IGNORECASE,
)
_BEFORE_DAY: Final = re.compile(
    r"\b(?:(eve|week)\s+of|(week)\s+ending(?:\s+on)?)\s+(?:the\s+)?\Z", re.IGNORECASE
)
_LATE: Final = ("last", "final", "closing")


def narrow(ctx: Context, found: Found, floor: int) -> None:
    """Takes into `found` what stands before it and says which part of it is meant, or the day before it."""
    head = ctx.text[max(floor, found.begin - _REACH) : found.begin]
    if "of" not in head and "OF" not in head and "nding" not in head:
        return
    if found.start is None or found.stop is None:
        return
    if found.precision == "day" and found.form in ("day", "weekday", "relative"):
        _beside_day(found, _BEFORE_DAY.search(head), len(head))
        return
    if found.form not in ("month", "year") or (said := _PART.search(head)) is None:
        return
    period = _part((found.start, found.stop), said[1].lower(), (said[2] or "").lower(), said[3].lower())
    if period is None:
        return
    found.begin -= len(head) - said.start()
    found.start, found.stop = period
    found.precision = cal.precision_within(*period)


def _beside_day(found: Found, said: re.Match[str] | None, length: int) -> None:
    """The day before the one found, the week it lies in, or the seven days that end with it."""
    if said is None:
        return
    if said[1] is not None and said[1].lower() == "eve":
        period: tuple[dt.date | None, dt.date | None] | None = (cal.shift(found.start, -1),) * 2
    else:
        period = cal.week_of(found.start) if said[1] else (cal.shift(found.start, -6), found.start)
    if period is None or period[0] is None or period[1] is None:
        return
    found.begin -= length - said.start()
    found.start, found.stop = period
    found.precision = cal.precision_within(period[0], period[1])


def _part(whole: cal.Period, which: str, amount: str, unit: str) -> cal.Period | None:
    """The `which` week, half, quarter or days of a month or a year; None where it has no such part."""
    first, last = whole
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    late, nth = which in _LATE, _NTH.get(which, 1)
    if unit in ("half", "quarter"):
        if amount:
            return None
        if months == 12:
            size = 6 if unit == "half" else 3
            number = 12 // size if late else nth
            begin = cal.make(first.year, (number - 1) * size + 1, 1) if number <= 12 // size else None
            until = cal.month_of(first.year, number * size) if begin is not None else None
            return None if begin is None or until is None else (begin, until[1])
        if months != 1 or unit == "quarter" or nth > 2:
            return None
        return (first.replace(day=16), last) if late or nth == 2 else (first, first.replace(day=15))
    size = number_words().get(amount or "one") or (int(amount) if amount.isdecimal() else 0)
    days = size * {"week": 7, "weeks": 7, "fortnight": 14}.get(unit, 1)
    if not days or (unit == "days") == (not amount) or days > (last - first).days + 1:
        return None
    begin = cal.shift(last, 1 - days) if late else cal.shift(first, days * (nth - 1))
    end = cal.shift(begin, days - 1)
    return None if begin is None or end is None or end > last else (begin, end)


def since_unit(ctx: Context, i: int) -> Found | None:
    """As in "since the beginning of the year", "since the start of the month": up to publication."""
    token = ctx.tokens[i]
    head = ctx.text[max(0, token.start - _REACH) : token.start]
    if not head.lower().endswith(" the ") or ctx.published is None:
        return None
    said = re.search(
        r"\bsince\s+the\s+(?:very\s+)?(?:beginning|start|turn)\s+of\s+the\s+\Z", head, re.IGNORECASE
    )
    period = {"year": cal.year_of(ctx.published.year), "week": cal.week_of(ctx.published)}.get(token.word)
    if token.word == "month":
        period = cal.month_of(ctx.published.year, ctx.published.month)
    if said is None or period is None:
        return None
    begin = token.start - len(head) + said.start()
    return Found(begin, token.end, i + 1, period[0], ctx.published, "day", True, "since")


def week_named(ctx: Context, found: Found) -> None:
    """As in "Tuesday last week", "on Tuesday of last week": that week's day."""
    last, unit = ctx.token(found.after), ctx.token(found.after + 1)
    if found.form != "weekday" or last is None or unit is None or found.start is None:
        return
    told = (
        last.kind == REL and last.word in ("last", "previous") and unit.kind == UNIT and unit.word == "week"
    )
    if not told or ctx.gap(found.after) not in ("", "of", ",") or ctx.gap(found.after + 1) != "":
        return
    week = cal.week_of(cal.shift(ctx.published, -7))
    if week is not None and ctx.tokens[found.after - 1].kind == WEEKDAY:
        found.start = found.stop = cal.shift(week[0], found.start.weekday())
        found.end, found.after = unit.end, found.after + 2


def names_something(ctx: Context, found: Found) -> bool:
    """As in "the 23 March Movement", "14 February Street": a day that is part of a name."""
    if found.form not in ("day", "range"):
        return False
    word = ctx.next_word(found.end)
    if word in words("names", "after_day"):
        return ctx.text[found.end + 1].isupper() or word in ("group", "movement")
    return False
