"""Dates as a person types them: "31 jan - 1 feb", "last Tuesday", "week of 3 feb", "since 9 dec"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from extract import date_calendar as cal
from extract.date_display import MONTHS
from extract.dates import DateMention, find_dates
from extract.model import DateRange
from extract.typed_errors import NOT_STATED, TypedError, quoted

_HELP: Final = (
    "type 31 Jan 2025, 12-13 Dec, within 3-5 Feb, last Tuesday, week of 3 Feb, since 9 Dec or Jan 2025"
)
_WEEKDAYS: Final = {
    "mon": "Monday",
    "tue": "Tuesday",
    "tues": "Tuesday",
    "wed": "Wednesday",
    "weds": "Wednesday",
    "thu": "Thursday",
    "thur": "Thursday",
    "thurs": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
_FILLERS: Final = frozenset(
    ("on", "in", "the", "at", "from", "between", "during", "of", "about", "around", "over", "within", "and")
)
_LEAD: Final = re.compile(
    r"(within|some time in|sometime in|lasting|from|week of|the week of|until|till|up to|by)\s+", re.I
)
_DAY_MONTH: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})\.?")
_YEARS: Final = re.compile(r"((?:18|19|20)\d\d)(?:\s*(?:-|–|to)\s*((?:18|19|20)\d\d))?")
_COMPACT: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_DAY_ONLY: Final = re.compile(r"(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?", re.I)
_OPEN_END: Final = re.compile(r"(.+?)\s*(?:[-–—]|onwards?|to now)\s*")
_OPEN_START: Final = re.compile(r"[-–—]\s*(.+)")
_NOTES: Final = re.compile(r"(.+?)[\s,]+\(?(within|lasting)\)?")
_UNKNOWN: Final = frozenset(("", NOT_STATED, "-", "?", "unknown", "not known"))


def read_date(typed: str, published: dt.date | None) -> DateRange:
    """A date or a stretch of days as typed, read against the day of publication; without evidence.

    A range is taken as having lasted (`day`); "within", a slash or a night across two days make it some time
    in it (`days`, `week`, `month`). "since X" ends with publication, "X –" is open, "week of X" runs from
    Monday. Day before month where both could be. Raises TypedError, with one sentence, for what is no date.
    """
    said = " ".join(typed[:120].split())
    if said.lower() in _UNKNOWN:
        return DateRange()
    note = _NOTES.fullmatch(said)
    if note is not None:
        said = f"{note[2]} {note[1]}"
    found = (
        _led(said, published) or _open(said, published) or _whole(said, published) or _plain(said, published)
    )
    if found is None:
        raise TypedError(_why_not(said, published))
    return replace(found, evidence=())


def _why_not(said: str, published: dt.date | None) -> str:
    if published is None and _any_reading(said) is not None:
        return f"“{quoted(said)}” needs a year: the article has no publication date to reckon from."
    return f"“{quoted(said)}” is not a date: {_HELP}."


def _any_reading(said: str) -> DateRange | None:
    today = dt.date(2024, 6, 15)
    return _led(said, today) or _whole(said, today)


def _led(said: str, published: dt.date | None) -> DateRange | None:
    """What begins with a word that says how to take the rest: "within", "from", "week of", "until"."""
    lead = _LEAD.match(said)
    if lead is None:
        return None
    word = lead[1].lower()
    rest = _whole(said[lead.end() :], published) or _plain(said[lead.end() :], published)
    if rest is None or rest.start is None:
        return None
    end = rest.end or rest.start
    if word.endswith("week of"):
        week = cal.week_of(rest.start)
        return None if week is None else replace(rest, start=week[0], end=week[1], precision="week")
    if word in ("until", "till", "up to", "by"):
        return replace(rest, start=None, end=end)
    if word in ("lasting", "from"):
        return replace(rest, precision="day" if rest.precision in ("day", "days", "week") else rest.precision)
    return replace(rest, end=end, precision=cal.precision_within(rest.start, end))


def _open(said: str, published: dt.date | None) -> DateRange | None:
    """A stretch with one end: "9 Dec 2024 –", "– 1 Feb 2025"."""
    if (found := _OPEN_END.fullmatch(said)) is not None and (rest := _whole(found[1], published)) is not None:
        return replace(rest, end=None)
    if (found := _OPEN_START.fullmatch(said)) is not None and (
        rest := _whole(found[1], published)
    ) is not None:
        return replace(rest, start=None)
    return None


def _whole(said: str, published: dt.date | None) -> DateRange | None:
    """What the grammar for texts reads, where it takes in all that was typed."""
    short = _short(said, published)
    if short is not None:
        return short
    shaped = " ".join(_shaped(word) for word in said.split())
    for lead in ("", "in ", "since ", "between "):
        if lead and shaped.lower().startswith(lead):
            continue
        if lead in ("since ", "between ") and not (lead == "between " and shaped[:1].isdigit()):
            continue
        tried = lead + shaped
        mentions = find_dates(tried, published)
        if len(mentions) == 1 and _covers(tried, mentions[0]) and mentions[0].value.start is not None:
            return mentions[0].value
    return None


def _shaped(word: str) -> str:
    """Months and weekdays with a capital and in full, so that "mar" and "sat" count as such."""
    bare = word.rstrip(".,")
    full = _WEEKDAYS.get(bare.lower())
    if full is not None:
        return full + word[len(bare) :].replace(".", "")
    return re.sub(
        r"[A-Za-z]{3,}", lambda m: m[0].capitalize() if m[0][:3].capitalize() in MONTHS else m[0], word
    )


def _covers(said: str, mention: DateMention) -> bool:
    rest = said[: mention.span.start] + " " + said[mention.span.end :]
    return all(word.strip(".,()[]").lower() in _FILLERS or not word.strip(".,()[]") for word in rest.split())


def _short(said: str, published: dt.date | None) -> DateRange | None:
    """Figures alone: a year, "3/2", "the 3rd"."""
    if (found := _YEARS.fullmatch(said)) is not None:
        first, last = cal.year_of(int(found[1])), cal.year_of(int(found[2] or found[1]))
        if first is None or last is None or first > last:
            return None
        return DateRange(first[0], last[1], "year", basis="event")
    if (found := _COMPACT.fullmatch(said)) is not None:
        whole = cal.make(int(found[1]), int(found[2]), int(found[3]))
        return None if whole is None else DateRange(whole, whole, "day", basis="event")
    day: dt.date | None = None
    inferred = False
    if (found := _DAY_MONTH.fullmatch(said)) is not None:
        one, two = int(found[1]), int(found[2])
        day = cal.latest(two, one, published) or cal.latest(one, two, published)
    elif (found := _DAY_ONLY.fullmatch(said)) is not None and published is not None:
        inferred, day = True, _latest_day(int(found[1]), published)
    return None if day is None else DateRange(day, day, "day", inferred, "event")


def _latest_day(number: int, published: dt.date) -> dt.date | None:
    """The latest day of a month with this number up to publication."""
    for back in range(13):
        month = cal.shift_months(published.replace(day=1), -back)
        day = None if month is None else cal.make(month.year, month.month, number)
        if day is not None and day <= published:
            return day
    return None


def _plain(said: str, published: dt.date | None) -> DateRange | None:
    """What dateparser makes of it, where there is a year or a publication date to reckon from."""
    if published is None and not re.search(r"\d{4}", said):
        return None
    if not re.search(r"[^\W_]", said):
        return None
    reading = _parser(published).get_date_data(said)
    moment, period = reading.date_obj, reading.period
    if moment is None:
        return None
    day = moment.date()
    spans = {
        "month": cal.month_of(day.year, day.month),
        "year": cal.year_of(day.year),
        "week": cal.week_of(day),
    }
    whole = spans.get(period)
    inferred = re.search(r"\d{4}", said) is None
    if inferred and published is not None and not -400 <= (day - published).days <= cal.SLACK_DAYS:
        return None  # a guess, such as a date made of a time of day
    if whole is None:
        return DateRange(day, day, "day", inferred, "event")
    return DateRange(*whole, period, inferred, "event")


@lru_cache(maxsize=4)
def _parser(published: dt.date | None) -> Any:
    """Dateparser for one day of publication. Imported here: it takes a tenth of a second, once."""
    from dateparser.date import DateDataParser  # type: ignore[import-untyped]

    settings: dict[str, Any] = {
        "DATE_ORDER": "DMY",
        "PREFER_DATES_FROM": "past",
        "PREFER_DAY_OF_MONTH": "first",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "RETURN_TIME_AS_PERIOD": False,
    }
    if published is not None:
        settings["RELATIVE_BASE"] = dt.datetime.combine(published, dt.time(12))
    return DateDataParser(languages=["en"], settings=settings)
