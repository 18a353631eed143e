"""Calendar arithmetic for dates in news: years that are not said, weekdays, weeks, months; never an error."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final, TypeAlias

from extract.model import DatePrecision

#: First and last day, both included.
Period: TypeAlias = tuple[dt.date, dt.date]

#: A date without a year may lie this many days after publication (announcements, a wrong stamp).
SLACK_DAYS: Final = 10


def make(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None where there is no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def shift(day: dt.date | None, days: int) -> dt.date | None:
    """`day` moved by `days`; None for None or beyond the calendar."""
    if day is None:
        return None
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


def shift_months(day: dt.date | None, months: int) -> dt.date | None:
    """The same day `months` later (earlier if negative), or the last day of a shorter month."""
    if day is None:
        return None
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def latest(month: int, day: int, published: dt.date | None, *, ahead: bool = False) -> dt.date | None:
    """The latest such day not after publication (and ten days); with `ahead` the first on or after it."""
    if published is None:
        return None
    years = (
        range(published.year, published.year + 9)
        if ahead
        else range(published.year + 1, published.year - 9, -1)
    )
    limit = published if ahead else shift(published, SLACK_DAYS) or published
    for year in years:
        found = make(year, month, day)
        if found is not None and (found >= limit if ahead else found <= limit):
            return found
    return None


def weekday_near(weekday: int, published: dt.date | None, *, ahead: bool = False) -> dt.date | None:
    """The latest such weekday up to the day of publication, which counts; with `ahead` the first after it."""
    if published is None:
        return None
    if ahead:
        return shift(published, (weekday - published.weekday() - 1) % 7 + 1)
    return shift(published, -((published.weekday() - weekday) % 7))


def week_of(day: dt.date | None) -> Period | None:
    """Monday to Sunday around `day`."""
    first = shift(day, -day.weekday()) if day is not None else None
    last = shift(first, 6)
    return None if first is None or last is None else (first, last)


def month_of(year: int, month: int) -> Period | None:
    """The first and the last day of a month; None where there is none."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def year_of(year: int) -> Period | None:
    """The first and the last day of a year; None outside the calendar."""
    return (dt.date(year, 1, 1), dt.date(year, 12, 31)) if 1 <= year <= 9999 else None


def latest_month(month: int, published: dt.date | None, *, ahead: bool = False) -> Period | None:
    """The latest such month that has begun by publication; with `ahead` the next that begins."""
    if published is None:
        return None
    year = published.year
    if ahead:
        year += month < published.month
    else:
        year -= month > published.month
    return month_of(year, month)


def precision_within(first: dt.date, last: dt.date) -> DatePrecision:
    """How exact "some time from `first` to `last`" is by the contract: 1, 2-6, 7, 8-30 days, longer."""
    length = (last - first).days + 1
    if length <= 1:
        return "day"
    if length <= 6:
        return "days"
    if length == 7:
        return "week"
    return "month" if length <= 31 else "year"  # a named month may have 31


def weekend(published: dt.date, step: int = 0) -> Period | None:
    """Saturday and Sunday: the latest that has begun (0, -1), or the next."""
    saturday = shift(published, -((published.weekday() - 5) % 7))
    if step > 0:
        saturday = shift(saturday, 7)
    sunday = shift(saturday, 1)
    return None if saturday is None or sunday is None else (saturday, sunday)
