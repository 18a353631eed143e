"""Dates told from another day: weekdays, "yesterday", "last week", "two days ago", "in the past 24 hours"."""

from __future__ import annotations

import datetime as dt
from typing import Final

from extract import date_calendar as cal
from extract.date_months import told_month, told_season
from extract.date_tense import lies_ahead
from extract.date_weekdays import (
    NIGHTS,
    apposed,
    day_found,
    is_after,
    made,
    take_part,
    unknown,
    weekday_of,
)
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
)
from extract.model import DatePrecision

_PAST_OR_NEXT: Final = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "preceding": -1,
    "next": 1,
    "coming": 1,
    "following": 1,
}


#: Before "last week" these make it a stretch that ends now.
_LATELY: Final = (["over", "the"], ["during", "the"], ["in", "the"])
#: "Earlier in the day": that of the event told before.
_THAT_DAY: Final = ("earlier in the ", "later in the ", "late in the ")
#: Longest first, for the longest that stands there is taken.
_LEADS: Final = (
    "during the ",
    "within the ",
    "over the ",
    "in the ",
    "during ",
    "within ",
    "over ",
    "in ",
    "the ",
)


def point_at(ctx: Context, i: int) -> Found | None:
    """As in "today", "yesterday evening", "tonight", "overnight", "tomorrow"."""
    token = ctx.tokens[i]
    if token.word == "today" and ctx.before(token.start) == ["usa"]:
        return None
    day = cal.shift(ctx.published, token.value)
    if token.word == "overnight":
        period = None if day is None or ctx.published is None else (day, ctx.published)
        return made(token.start, token.end, i + 1, period, "days", "night")
    form = {"tomorrow": "future", "tonight": "night"}.get(token.word, "relative")
    found = day_found(token.start, token.end, i + 1, day, form)
    if token.word == "yesterday":
        before = ctx.text[max(0, token.start - 11) : token.start].lower()
        if before.endswith("day before "):
            found.begin -= 11
            found.start = found.stop = cal.shift(ctx.published, -2)
    return apposed(ctx, take_part(ctx, found))


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
        return take_part(ctx, _told_weekday(ctx, i, token.word, following))
    if following.kind == MONTH:
        return told_month(ctx, i, token.word, following)
    if following.kind == SEASON:
        return told_season(ctx, i, token.word, following)
    return None


def _told_weekday(ctx: Context, i: int, word: str, token: Token) -> Found:
    begin, end = ctx.tokens[i].start, token.end
    base = ctx.published
    if word in ("previous", "preceding", "following", "same", "that") and ctx.anchor is not None:
        base = ctx.anchor
    if word in ("next", "following", "coming"):
        day = cal.weekday_near(token.value, base, ahead=True)
        return day_found(begin, end, i + 2, day, "weekday" if word == "following" else "future")
    if word == "this":
        ahead = lies_ahead(ctx.text, begin)
        day = weekday_of(base, token.value, ahead=ahead)
        return day_found(begin, end, i + 2, day, "future" if is_after(day, ctx.published) else "weekday")
    if word in ("last", "past", "previous", "preceding"):
        return day_found(begin, end, i + 2, cal.weekday_near(token.value, cal.shift(base, -1)), "weekday")
    return day_found(begin, end, i + 2, cal.weekday_near(token.value, base), "weekday")


def _part(ctx: Context, i: int, word: str, token: Token) -> Found | None:
    """As in "last night", "this morning", "the same evening", "that night"."""
    night = token.word in NIGHTS
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
    found = day_found(ctx.tokens[i].start, token.end, i + 2, base, "night" if night else form)
    return apposed(ctx, found) if word in ("last", "this") else found


def _unit(ctx: Context, i: int, word: str, token: Token) -> Found | None:
    """A whole day, week, month or year: "last week", "this year", "the previous day", "that month"."""
    begin, end, unit = ctx.tokens[i].start, token.end, token.word
    if unit in ("hour", "minutes") or (word in ("last", "past") and _of_a_month(ctx, i + 2, end)):
        return None
    if unit.endswith("s"):  # "the last days": a few; "of January" behind makes it something else
        few = word in ("last", "past") and ctx.next_word(end) != "of"
        return _window(ctx, i, i + 1, 3) if few else None
    told = word in ("previous", "preceding", "following", "same", "that")
    base = ctx.anchor if told and ctx.anchor is not None else ctx.published
    step = {"last": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1, "coming": 1}.get(word, 0)
    lately = ctx.before(begin, 2)[-2:] in _LATELY
    if unit == "day" and word in ("last", "past") and lately:
        return _window(ctx, i, i + 1, 1)
    if unit == "day":
        if word == "next":
            base = ctx.anchor or ctx.published
        if word not in ("next", "previous", "preceding", "following", "same", "that"):
            return None
        return day_found(begin, end, i + 2, cal.shift(base, step), "relative")
    if word == "past" or (word == "last" and lately):
        return _window(ctx, i, i + 1, 1)
    if base is None:
        return unknown(begin, end, i + 2, "relative")
    form = "future" if word in ("next", "coming") else "relative"
    period, precision = _period(base, unit, step)
    found = made(begin, end, i + 2, period, precision, form)
    if word in ("this", "current") and found.stop is not None and unit != "weekend":
        found.stop = max(min(found.stop, base), found.start or base)
    return found


def _of_a_month(ctx: Context, i: int, end: int) -> bool:
    """As in "the last week of February": a part of what follows, not one told from publication."""
    following = ctx.token(i)
    return ctx.next_word(end) == "of" and following is not None and following.kind in (MONTH, NUM)


def _period(base: dt.date, unit: str, step: int) -> tuple[cal.Period | None, DatePrecision]:
    """The week, weekend, month or year that lies `step` units from the one of `base`."""
    if unit in ("week", "fortnight"):
        return cal.week_of(cal.shift(base, 7 * step)), "week"
    if unit == "weekend":
        return cal.weekend(base, step), "days"
    if unit == "month":
        moved = cal.shift_months(base.replace(day=1), step)
        return (None if moved is None else cal.month_of(moved.year, moved.month)), "month"
    if unit == "decade":
        return None, "unknown"
    return cal.year_of(base.year + step), "year"


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
        return unknown(begin, end, j + 1, "window")
    other, precision = _moved(base, unit, step * amount)
    if other is None:
        return unknown(begin, end, j + 1, "window")
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
    for lead in _LEADS:
        if len(said) == len(head) and said.endswith(lead):
            before = ctx.text[begin - len(lead) - 1 : begin - len(lead)]
            if not before.isalnum():
                return begin - len(lead)
    return begin


def unit_at(ctx: Context, i: int) -> Found | None:
    """As in "two days ago", "a week earlier", "three days later", "the weekend"."""
    token, shift = ctx.tokens[i], ctx.token(i + 1)
    if token.word == "weekend":
        the = ctx.text[max(0, token.start - 4) : token.start].lower() == "the "
        if the and ctx.published is not None:
            return made(token.start - 4, token.end, i + 1, cal.weekend(ctx.published), "days", "relative")
        return None
    if token.word == "day" and (begin := _that_day(ctx, token.start)) is not None:
        return day_found(begin, token.end, i + 1, ctx.event_day or ctx.anchor or ctx.published, "relative")
    if shift is None or shift.kind != SHIFT or ctx.gap(i + 1) != "":
        return None
    amount, begin = _amount_before(ctx, i)
    if amount is None and token.word == "day" and shift.word == "before" and _the_before(ctx, token.start):
        amount, begin = 1, token.start - 4
    if amount is None:
        return None
    if shift.word in ("before", "after") and _goes_on(ctx, shift.end):
        return None
    base = ctx.published if shift.word == "ago" else ctx.anchor or ctx.published
    end, after = shift.end, i + 2
    if base is None:
        return unknown(begin, end, after, "relative")
    step = 1 if shift.word in ("later", "after") else -1
    moved, _ = _moved(base, token.word, step * amount)
    if moved is None:
        return unknown(begin, end, after, "relative")
    unit = token.word.removesuffix("s")
    if unit in ("day", "hour", "minute"):
        return day_found(begin, end, after, moved, "relative")
    period, precision = _period(moved, unit, 0)
    return made(begin, end, after, period, precision, "relative")


def _that_day(ctx: Context, at: int) -> int | None:
    """Where "earlier in the day" begins whose "day" stands at `at`, None where it says something else."""
    head = ctx.text[max(0, at - 16) : at].lower()
    return next((at - len(words) for words in _THAT_DAY if head.endswith(words)), None)


def _the_before(ctx: Context, at: int) -> bool:
    """Whether "the" stands right before `at`."""
    return ctx.text[max(0, at - 5) : at].lower() in (" the ", "\nthe ")


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
