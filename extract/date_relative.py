"""Dates told from another day: weekdays, "yesterday", "last week", "two days ago", "in the past 24 hours"."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Final

from extract import date_calendar as cal
from extract.date_words import (
    MONTH,
    NUM,
    PART,
    SEASON,
    SHIFT,
    UNIT,
    WEEKDAY,
    Context,
    Found,
    Token,
    number_words,
    words,
)
from extract.model import DatePrecision

_LOOK_BACK: Final = 90
_NIGHTS: Final = frozenset(("night", "nights", "midnight", "nightfall"))
_PAST_OR_NEXT: Final = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "preceding": -1,
    "next": 1,
    "coming": 1,
    "following": 1,
}


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(
        r"(?P<ahead>\b(?:will|would|shall|won[’']t|[’']ll)(?:\s+(?:be|have|not|also|only|begin))*\s+\w+"
        r"|\b(?:schedul\w+|expect\w*|due|plan\w*|set|going|slated|hop(?:e|es|ing)|intend\w*|want\w*|agreed|ready"
        r"|supposed|is|are)\s+to\s+(?:be\s+)?\w+|\b(?:scheduled|slated|due|planned|set)\s+(?:for|on|in|by)\b"
        r"|\buntil\s*$)"
        r"|\b(?:\w{2,}ed|said|says|told|was|were|had|has|shot|hit|came|went|took|began|met|left|fell|found|held)\b",
        re.IGNORECASE,
    )


def lies_ahead(text: str, begin: int) -> bool:
    """Whether the words before `begin` in its sentence put it in the future ("will meet on")."""
    said = text[max(0, begin - _LOOK_BACK) : begin]
    stop = max(said.rfind(". "), said.rfind("\n\n"), said.rfind('" '), said.rfind("” "))
    if stop >= 0:
        said = said[stop + 1 :]
    last = None
    for last in _cues().finditer(said):
        pass
    return last is not None and last["ahead"] is not None


def _unknown(begin: int, end: int, after: int, form: str) -> Found:
    return Found(begin, end, after, None, None, "unknown", True, form)


def _made(
    begin: int, end: int, after: int, period: cal.Period | None, precision: DatePrecision, form: str
) -> Found:
    if period is None:
        return _unknown(begin, end, after, form)
    return Found(begin, end, after, period[0], period[1], precision, True, form)


def _day(begin: int, end: int, after: int, day: dt.date | None, form: str) -> Found:
    return _made(begin, end, after, None if day is None else (day, day), "day", form)


def weekday_at(ctx: Context, i: int) -> Found | None:
    """ "Friday", "Monday night", "Friday and Saturday": the days up to publication, or ahead where the verb says so."""
    token = ctx.tokens[i]
    if token.weak or _is_name(ctx, token):
        return None
    ahead = lies_ahead(ctx.text, token.start)
    day = _weekday(ctx.published, token.value, ahead=ahead)
    end, after, form = token.end, i + 1, "weekday"
    tied = ctx.token(after)
    if (
        tied is not None
        and tied.kind == WEEKDAY
        and not tied.weak
        and ctx.gap(after)
        in (
            "and",
            "-",
            "–",
            "/",
            "to",
            "or",
            "through",
            "&",
            "and the",
            "until",
            "till",
            "into",
        )
    ):
        last = _weekday(ctx.published, tied.value, ahead=ahead)
        first = None if last is None else cal.shift(last, -((last.weekday() - token.value) % 7))
        if token.value == tied.value:
            return None
        period = None if first is None or last is None else (first, last)
        found = _made(token.start, tied.end, after + 1, period, "day", "future" if ahead else "range")
        if ctx.gap(after) in ("or", "/"):
            found.precision = cal.precision_within(*period) if period else "unknown"
        return _take_part(ctx, found)
    found = _day(token.start, end, after, day, "future" if ahead and _after(day, ctx.published) else form)
    return _take_part(ctx, found)


def _after(day: dt.date | None, published: dt.date | None) -> bool:
    return day is not None and published is not None and day > published


def _weekday(published: dt.date | None, weekday: int, *, ahead: bool) -> dt.date | None:
    if ahead and published is not None and published.weekday() != weekday:
        return cal.weekday_near(weekday, published, ahead=True)
    return cal.weekday_near(weekday, published)


def _is_name(ctx: Context, token: Token) -> bool:
    before = ctx.before(token.start)
    return bool(before and before[0] in words("names", "before")) or (
        ctx.next_word(token.end) in words("names", "after") and ctx.text[token.end + 1].isupper()
    )


def _take_part(ctx: Context, found: Found) -> Found:
    """Adds the part of the day that follows: "Monday night" stays one day, a night over two is some time in them."""
    token = ctx.token(found.after)
    if token is None or token.kind != PART or ctx.gap(found.after) not in ("", "-", ","):
        return found
    if ctx.gap(found.after) == "," and token.word not in ("night", "morning", "evening", "afternoon"):
        return found
    found.end, found.after = token.end, found.after + 1
    if token.word in _NIGHTS:
        as_night(found)
    return found


def as_night(found: Found) -> None:
    """Marks `found` as a night; one across two days or more is known only to lie within them."""
    if found.form != "future":
        found.form = "night"
    if found.start is not None and found.stop is not None and found.start < found.stop:
        found.precision = cal.precision_within(found.start, found.stop)


def point_at(ctx: Context, i: int) -> Found | None:
    """ "today", "yesterday evening", "tonight", "overnight", "tomorrow"."""
    token = ctx.tokens[i]
    if token.word == "today" and ctx.before(token.start) == ["usa"]:
        return None
    day = cal.shift(ctx.published, token.value)
    if token.word == "overnight":
        period = None if day is None or ctx.published is None else (day, ctx.published)
        return _made(token.start, token.end, i + 1, period, "days", "night")
    form = {"tomorrow": "future", "tonight": "night"}.get(token.word, "relative")
    found = _day(token.start, token.end, i + 1, day, form)
    if token.word == "yesterday":
        before = ctx.text[max(0, token.start - 11) : token.start].lower()
        if before.endswith("day before "):
            found.begin -= 11
            found.start = found.stop = cal.shift(ctx.published, -2)
    return _take_part(ctx, found)


def relative_at(ctx: Context, i: int) -> Found | None:
    """What "last", "this", "next", "previous", "same" … begin: "last week", "this month", "the next day"."""
    token, following = ctx.tokens[i], ctx.token(i + 1)
    if following is None:
        return None
    gap = ctx.gap(i + 1)
    if gap is None:
        return None
    if following.kind == UNIT and gap:
        return _window(ctx, i, i + 1, _amount(gap))
    if following.kind == NUM and gap == "" and not following.weak:
        unit = ctx.token(i + 2)
        if unit is not None and unit.kind == UNIT and ctx.gap(i + 2) in ("", "-"):
            return _window(ctx, i, i + 2, following.value)
        return None
    if gap not in ("", "-"):
        return None
    if following.kind == UNIT:
        return _unit(ctx, i, token.word, following)
    if following.kind == PART:
        return _part(ctx, i, token.word, following)
    if following.kind == WEEKDAY and not following.weak:
        return _take_part(ctx, _told_weekday(ctx, i, token.word, following))
    if following.kind == MONTH:
        return _told_month(ctx, i, token.word, following)
    if following.kind == SEASON:
        return _season(ctx, i, token.word, following)
    return None


def _told_weekday(ctx: Context, i: int, word: str, token: Token) -> Found:
    begin, end = ctx.tokens[i].start, token.end
    base = ctx.published
    if word in ("previous", "preceding", "following", "same", "that") and ctx.anchor is not None:
        base = ctx.anchor
    if word in ("next", "following", "coming"):
        day = cal.weekday_near(token.value, base, ahead=True)
        return _day(begin, end, i + 2, day, "weekday" if word == "following" else "future")
    if word == "this":
        ahead = lies_ahead(ctx.text, begin)
        day = _weekday(base, token.value, ahead=ahead)
        return _day(begin, end, i + 2, day, "future" if _after(day, ctx.published) else "weekday")
    if word in ("last", "past", "previous", "preceding"):
        return _day(begin, end, i + 2, cal.weekday_near(token.value, cal.shift(base, -1)), "weekday")
    return _day(begin, end, i + 2, cal.weekday_near(token.value, base), "weekday")


def _told_month(ctx: Context, i: int, word: str, token: Token) -> Found | None:
    if word not in ("last", "this", "next", "past", "coming") or ctx.published is None:
        return None
    published = ctx.published
    if word in ("next", "coming"):
        later = cal.month_of(published.year + (token.value <= published.month), token.value)
        return _made(ctx.tokens[i].start, token.end, i + 2, later, "month", "future")
    if word == "this":
        period = cal.month_of(published.year, token.value)
    else:
        period = cal.month_of(published.year - (token.value >= published.month), token.value)
    return _made(ctx.tokens[i].start, token.end, i + 2, period, "month", "month")


def _part(ctx: Context, i: int, word: str, token: Token) -> Found | None:
    """ "last night", "this morning", "the same evening", "that night"."""
    night = token.word in _NIGHTS
    if word == "last" and token.word not in ("night", "evening"):
        return None
    if word in ("last", "this"):
        base, form = cal.shift(ctx.published, -1 if word == "last" else 0), "relative"
    elif word in ("same", "that", "previous", "preceding", "following", "next"):
        if word == "that" and not night:
            return None
        shift = {"previous": -1, "preceding": -1, "following": 1, "next": 1}.get(word, 0)
        base, form = cal.shift(ctx.anchor or ctx.published, shift), "relative"
    else:
        return None
    return _day(ctx.tokens[i].start, token.end, i + 2, base, "night" if night else form)


def _unit(ctx: Context, i: int, word: str, token: Token) -> Found | None:
    """A whole day, week, month or year: "last week", "this year", "the previous day", "that month"."""
    begin, end, unit = ctx.tokens[i].start, token.end, token.word
    if unit in ("days", "weeks", "months", "years", "hours", "minutes", "decades") or unit in (
        "minutes",
        "hour",
    ):
        return _window(ctx, i, i + 1, 3) if word in ("last", "past") and unit != "minutes" else None
    told = word in ("previous", "preceding", "following", "same", "that")
    base = ctx.anchor if told and ctx.anchor is not None else ctx.published
    step = {"last": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1, "coming": 1}.get(word, 0)
    if unit == "day":
        if word == "next":
            base = ctx.anchor or ctx.published
        if word not in ("next", "previous", "preceding", "following", "same", "that"):
            return None
        return _day(begin, end, i + 2, cal.shift(base, step), "relative")
    if word == "past" or (
        word == "last" and ctx.before(begin, 2)[-2:] in (["over", "the"], ["during", "the"], ["in", "the"])
    ):
        return _window(ctx, i, i + 1, 1)
    if base is None:
        return _unknown(begin, end, i + 2, "relative")
    form = "future" if word in ("next", "coming") else "relative"
    period, precision = _period(base, unit, step)
    found = _made(begin, end, i + 2, period, precision, form)
    if word in ("this", "current") and found.stop is not None and unit != "weekend":
        found.stop = max(min(found.stop, base), found.start or base)
    return found


def _period(base: dt.date, unit: str, step: int) -> tuple[cal.Period | None, DatePrecision]:
    """The week, weekend, month or year that lies `step` units from the one of `base`."""
    if unit in ("week", "fortnight"):
        return cal.week_of(cal.shift(base, 7 * step)), "week"
    if unit == "weekend":
        return weekend(base, step), "days"
    if unit == "month":
        moved = cal.shift_months(base.replace(day=1), step)
        return (None if moved is None else cal.month_of(moved.year, moved.month)), "month"
    if unit == "decade":
        return None, "unknown"
    return cal.year_of(base.year + step), "year"


def weekend(published: dt.date, step: int = 0) -> cal.Period | None:
    """Saturday and Sunday: the latest that has begun (0, -1), or the next."""
    saturday = cal.shift(published, -((published.weekday() - 5) % 7))
    if step > 0:
        saturday = cal.shift(saturday, 7)
    sunday = cal.shift(saturday, 1)
    return None if saturday is None or sunday is None else (saturday, sunday)


def _amount(said: str) -> int | None:
    """The number in the words between "last" and a unit: "three", "couple of", "few"."""
    bare = said.removeprefix("a ").removesuffix(" of").strip(" -")
    return number_words().get(bare)


def _window(ctx: Context, i: int, j: int, amount: int | None) -> Found | None:
    """A stretch that ends with publication ("in the past three months"), or begins with it."""
    word, unit = ctx.tokens[i].word, ctx.tokens[j].word
    step = _PAST_OR_NEXT.get(word)
    if step is None or not amount or unit == "weekend":
        return None
    begin = _lead(ctx, ctx.tokens[i].start)
    end, base = ctx.tokens[j].end, ctx.published
    if base is None:
        return _unknown(begin, end, j + 1, "window")
    other, precision = _moved(base, unit, step * amount)
    if other is None:
        return _unknown(begin, end, j + 1, "window")
    if step < 0:
        return Found(begin, end, j + 1, other, base, precision, True, "window")
    return Found(begin, end, j + 1, base, other, precision, True, "future")


def _moved(base: dt.date, unit: str, amount: int) -> tuple[dt.date | None, DatePrecision]:
    """`base` moved by so many units, and how exact the result is."""
    unit = unit.removesuffix("s")
    if unit in ("minute", "hour"):
        days = 0 if unit == "minute" else -(-abs(amount) // 24)
        return cal.shift(base, days if amount > 0 else -days), "days" if abs(days) <= 5 else "week"
    if unit == "day":
        length = abs(amount) + 1
        return cal.shift(base, amount), "days" if length <= 6 else "week" if length <= 8 else "month"
    if unit in ("week", "fortnight"):
        weeks = amount * (2 if unit == "fortnight" else 1)
        return cal.shift(base, 7 * weeks), "week" if abs(weeks) == 1 else "month"
    if unit == "month":
        return cal.shift_months(base, amount), "month"
    return cal.shift_months(base, 12 * amount * (10 if unit == "decade" else 1)), "year"


def _lead(ctx: Context, begin: int) -> int:
    """Takes "during", "in the", "over the", "within the" before a stretch of time into its span."""
    head = ctx.text[max(0, begin - 12) : begin]
    said = head.lower()
    for lead in (
        "during the ",
        "within the ",
        "over the ",
        "in the ",
        "during ",
        "within ",
        "over ",
        "in ",
        "the ",
    ):
        if len(said) == len(head) and said.endswith(lead):
            before = ctx.text[begin - len(lead) - 1 : begin - len(lead)]
            if not before.isalnum():
                return begin - len(lead)
    return begin


def unit_at(ctx: Context, i: int) -> Found | None:
    """ "two days ago", "a week earlier", "three days later", "the weekend"."""
    token, shift = ctx.tokens[i], ctx.token(i + 1)
    if token.word == "weekend":
        said = ctx.before(token.start)
        if said == ["the"] and ctx.published is not None:
            return _made(token.start - 4, token.end, i + 1, weekend(ctx.published), "days", "relative")
        return None
    if shift is None or shift.kind != SHIFT or ctx.gap(i + 1) != "":
        return None
    amount, begin = _amount_before(ctx, i)
    if amount is None:
        return None
    if shift.word in ("before", "after") and _goes_on(ctx, shift.end):
        return None
    base = ctx.published if shift.word == "ago" else ctx.anchor or ctx.published
    end, after = shift.end, i + 2
    if base is None:
        return _unknown(begin, end, after, "relative")
    step = 1 if shift.word in ("later", "after") else -1
    moved, _ = _moved(base, token.word, step * amount)
    if moved is None:
        return _unknown(begin, end, after, "relative")
    unit = token.word.removesuffix("s")
    if unit in ("day", "hour", "minute"):
        return _day(begin, end, after, moved, "relative")
    period, precision = _period(moved, unit, 0)
    return _made(begin, end, after, period, precision, "relative")


def _goes_on(ctx: Context, offset: int) -> bool:
    """Whether "before" or "after" has its own object ("two days after the attack")."""
    return ctx.next_word(offset) != ""


def _amount_before(ctx: Context, i: int) -> tuple[int | None, int]:
    """The number before the unit at token `i`, and where it begins."""
    token = ctx.tokens[i]
    if i and ctx.tokens[i - 1].kind == NUM and not ctx.tokens[i - 1].weak and ctx.gap(i) in ("", "-"):
        return ctx.tokens[i - 1].value, ctx.tokens[i - 1].start
    head = ctx.text[max(0, token.start - 16) : token.start]
    said = head.split()
    if not said or not head[-1:].isspace():
        return None, token.start
    word = said[-1].lower()
    if word == "of" and len(said) > 1 and said[-2].lower() == "couple":
        return 2, token.start - len(head) + head.lower().rindex("couple")
    amount = number_words().get(word)
    if amount is None:
        return None, token.start
    return amount, token.start - len(head) + head.rindex(said[-1])


def _season(ctx: Context, i: int, word: str, token: Token) -> Found | None:
    """ "last summer", "this spring" (of the northern half)."""
    step = {"last": -1, "past": -1, "this": 0, "next": 1}.get(word)
    if step is None or ctx.published is None:
        return None
    for year in (ctx.published.year + 1, ctx.published.year, ctx.published.year - 1, ctx.published.year - 2):
        period = season_of(token.word, year)
        if period is None:
            continue
        if step == 1 and period[0] > ctx.published >= (season_of(token.word, year - 1) or period)[0]:
            return _made(ctx.tokens[i].start, token.end, i + 2, period, "year", "future")
        if (step == 0 and period[0] <= ctx.published) or (step == -1 and period[1] < ctx.published):
            return _made(ctx.tokens[i].start, token.end, i + 2, period, "year", "year")
    return None


def season_of(word: str, year: int) -> cal.Period | None:
    """The three months of a northern season; winter begins in December of the year before."""
    first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[word]
    begin = cal.month_of(year - (first == 12), first)
    end = cal.month_of(year, 2 if first == 12 else first + 2)
    return None if begin is None or end is None else (begin[0], end[1])
