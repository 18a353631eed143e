"""Dates as a cell shows them, in words that `extract.typed.read_date` reads back."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from extract import date_calendar as cal
from extract.model import DateRange
from extract.typed_errors import NOT_STATED

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def show_date(date: DateRange) -> str:
    """The date for its cell: "31 Jan – 1 Feb 2025", "9 Dec 2024 –", "Feb 2025", "2024", "—".

    `date_note` says what the days alone do not; `edit_date` is what to begin an edit with.
    """
    start, end = date.start, date.end
    if start is None or end is None:
        if start is None and end is None:
            return NOT_STATED
        return (
            f"{_day(start)} –" if start is not None else f"– {_day(end)}" if end is not None else NOT_STATED
        )
    if date.precision in ("month", "year") and start.day == 1 and _ends_month(end):
        return _months(start, end, years=date.precision == "year")
    if date.precision == "week" and cal.week_of(start) == (start, end):
        return f"week of {_day(start)}"
    if start == end:
        return _day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} – {_day(end)}"
    return f"{_day(start)} – {_day(end)}"


def _ends_month(day: dt.date) -> bool:
    month = cal.month_of(day.year, day.month)
    return month is not None and month[1] == day


def _day(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _months(start: dt.date, end: dt.date, *, years: bool) -> str:
    """Whole months or years."""
    if years and start.month == 1 and end.month == 12:
        return str(start.year) if start.year == end.year else f"{start.year} – {end.year}"
    first, last = MONTHS[start.month - 1], f"{MONTHS[end.month - 1]} {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return last
    return f"{first} – {last}" if start.year == end.year else f"{first} {start.year} – {last}"


def date_note(date: DateRange) -> str:
    """As in "within" where the days shown hold the date but it did not last through them, else empty."""
    if (
        date.start is None
        or date.end is None
        or date.start == date.end
        or date.precision in ("day", "unknown")
    ):
        return ""
    shown = show_date(date)
    whole = shown.startswith("week of") or not re.match(r"\d{1,2}\b", shown)
    return "" if whole else "within"


def edit_date(date: DateRange) -> str:
    """The words to begin an edit with; `read_date` gives the same days back."""
    note = date_note(date)
    shown = show_date(date)
    return f"{note} {shown}" if note else "" if shown == NOT_STATED else shown
