"""Weekdays of a text, reckoned from the day of publication."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from extract import date_calendar as cal
from extract.date_tense import lies_ahead
from extract.date_words import PART, WEEKDAY, Context, Found, Token, words
from extract.model import DatePrecision

#: Behind a weekday that is somebody's first name.
_SPEAKER: Final = re.compile(r" [A-Z][a-z]+(?:,? (?:said|told|added|who)\b|,)")
NIGHTS: Final = frozenset(("night", "nights", "midnight", "nightfall"))


def unknown(begin: int, end: int, after: int, form: str) -> Found:
    """A date that rests on a publication date which is not known."""
    return Found(begin, end, after, None, None, "unknown", True, form)


def made(
    begin: int, end: int, after: int, period: cal.Period | None, precision: DatePrecision, form: str
) -> Found:
    """A date with these days, resting on the day of publication; unknown where they are None."""
    if period is None:
        return unknown(begin, end, after, form)
    return Found(begin, end, after, period[0], period[1], precision, True, form)


def day_found(begin: int, end: int, after: int, day: dt.date | None, form: str) -> Found:
    """One day, resting on the day of publication; unknown where it is None."""
    return made(begin, end, after, None if day is None else (day, day), "day", form)


def weekday_at(ctx: Context, i: int) -> Found | None:
    """A weekday or two that are tied ("Friday", "Monday night", "Friday and Saturday").

    It is the latest up to publication, whose own weekday means that day, or the next one where the verb
    puts it in the future.
    """
    token = ctx.tokens[i]
    if token.weak or _is_name(ctx, token):
        return None
    possessive = ctx.text[token.end : token.end + 2].lower() in ("'s", "’s")
    ahead = not possessive and lies_ahead(ctx.text, token.start)
    tied = ctx.token(i + 1)
    if tied is not None and tied.kind == WEEKDAY and not tied.weak and _together(token, tied, ctx.gap(i + 1)):
        return take_part(ctx, _two_weekdays(ctx, token, tied, i + 2, ahead=ahead))
    day = weekday_of(ctx.published, token.value, ahead=ahead)
    form = "future" if ahead and is_after(day, ctx.published) else "weekday"
    return take_part(ctx, day_found(token.start, token.end, i + 1, day, form))


def _together(first: Token, last: Token, tie: str | None) -> bool:
    """Whether two weekdays are one stretch: neighbours with "and", any two with "to"."""
    if tie in ("to", "through", "until", "till", "-", "–"):
        return first.value != last.value
    return tie in ("and", "/", "or", "&", "and the", "into") and (last.value - first.value) % 7 == 1


def _two_weekdays(ctx: Context, first: Token, last: Token, after: int, *, ahead: bool) -> Found:
    stop = weekday_of(ctx.published, last.value, ahead=ahead)
    start = None if stop is None else cal.shift(stop, -((last.value - first.value) % 7))
    period = None if start is None or stop is None else (start, stop)
    found = made(first.start, last.end, after, period, "day", "future" if ahead else "range")
    if period is not None and ctx.gap(after - 1) in ("or", "/"):
        found.precision = cal.precision_within(*period)
    return found


def is_after(day: dt.date | None, published: dt.date | None) -> bool:
    """Whether `day` is known and later than publication."""
    return day is not None and published is not None and day > published


def weekday_of(published: dt.date | None, weekday: int, *, ahead: bool) -> dt.date | None:
    """The latest such weekday up to publication; with `ahead` the next, publication's own day included."""
    if ahead and published is not None and published.weekday() != weekday:
        return cal.weekday_near(weekday, published, ahead=True)
    return cal.weekday_near(weekday, published)


def _is_name(ctx: Context, token: Token) -> bool:
    before = ctx.before(token.start)
    if _SPEAKER.match(ctx.text, token.end) and ctx.text[max(0, token.start - 2) : token.start] == ", ":
        return True  # "A witness, Sunday Yari, said"
    return bool(before and before[0] in words("names", "before")) or (
        ctx.next_word(token.end) in words("names", "after") and ctx.text[token.end + 1].isupper()
    )


def take_part(ctx: Context, found: Found) -> Found:
    """Adds the part of the day that follows: "Monday night" is one day, a night over two lies within them."""
    token = ctx.token(found.after)
    if token is None or token.kind != PART or ctx.gap(found.after) not in ("", "-", ","):
        return found
    if ctx.gap(found.after) == "," and token.word not in ("night", "morning", "evening", "afternoon"):
        return found
    found.end, found.after = token.end, found.after + 1
    if token.word in NIGHTS:
        as_night(found)
    return found


def apposed(ctx: Context, found: Found) -> Found:
    """Takes in the weekday that says which day "today" is: "today (Tuesday)", "yesterday, Monday"; where a
    report was printed a day late, the weekday is right.
    """
    token = ctx.token(found.after)
    if token is None or token.kind != WEEKDAY or token.weak or found.start is None:
        return found
    tie = ctx.gap(found.after)
    closed = tie == "(" and ctx.text[token.end : token.end + 1] == ")"
    day = weekday_of(ctx.published, token.value, ahead=False)
    if day is None or not (closed or tie in ("", ",")) or abs((day - found.start).days) > 1:
        return found
    found.start = found.stop = day
    found.end, found.after = token.end + closed, found.after + 1
    return found


def as_night(found: Found) -> None:
    """Marks `found` as a night; one across two days or more is known only to lie within them."""
    if found.form != "future":
        found.form = "night"
    if found.start is not None and found.stop is not None and found.start < found.stop:
        found.precision = cal.precision_within(found.start, found.stop)
