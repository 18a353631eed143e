"""Dates of a text with their spans, read against the day of publication (contract, "Dates")."""

from __future__ import annotations

import datetime as dt
from typing import Final

from extract import date_calendar as cal
from extract.date_grammar import Days, days_at, resolve
from extract.date_holidays import holiday_at
from extract.date_months import month_at, season_at, year_at
from extract.date_parts import names_something, narrow, since_unit, week_named
from extract.date_relative import point_at, relative_at, unit_at
from extract.date_tense import lies_ahead
from extract.date_weekdays import as_night, weekday_at
from extract.date_words import (
    HOLIDAY,
    MONTH,
    NUM,
    PART,
    POINT,
    REL,
    SEASON,
    UNIT,
    WEEKDAY,
    Context,
    Found,
    gaps,
    tokens_of,
    words,
)
from extract.frozen import dataclass
from extract.model import DatePrecision, DateRange, Span

_ORDER: Final[tuple[DatePrecision, ...]] = ("day", "days", "week", "month", "year", "unknown")
_HEADER_WITHIN: Final = 200
_RANGE_TIES: Final = frozenset(
    ("to", "to the", "into", "until", "until the", "till", "through", "-", "–", "up to")
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date of the text.

    `value` holds its days, with `span` as evidence; both ends None and `unknown` where it rests on a
    publication date that is not known. `form` says how it was told: `day`, `night`, `weekday`, `range`,
    `since` (up to publication), `window` ("in the past three months"), `relative` ("yesterday", "two days
    ago"), `month`, `year`, `header`, or `future` for what lies ahead.
    """

    span: Span
    value: DateRange
    form: str


def find_dates(text: str, published: dt.date | None) -> list[DateMention]:
    """Every date of `text`, in order, none overlapping; times of day and other calendars are left alone."""
    tokens = tokens_of(text)
    ctx = Context(text, tokens, published)
    out: list[DateMention] = []
    i, floor = 0, 0
    while i < len(tokens):
        found = _at(ctx, i)
        if found is None or found.begin < floor:
            i += 1
            continue
        if names_something(ctx, found):
            floor, i = found.end, max(found.after, i + 1)
            continue
        week_named(ctx, found)
        found = _tied(ctx, found)
        narrow(ctx, found, floor)
        _since(ctx, found, floor)
        _not_beyond(found, published)
        out.append(_mention(text, found))
        _remember(ctx, found)
        floor, i = found.end, max(found.after, i + 1)
    return out


def _not_beyond(found: Found, published: dt.date | None) -> None:
    """Ends the month or year of publication with that day ("so far in 2025")."""
    if published is None or found.form not in ("month", "year") or found.start is None or found.stop is None:
        return
    if found.start <= published < found.stop:
        found.stop = published


def _mention(text: str, found: Found) -> DateMention:
    span = Span(found.begin, found.end, text[found.begin : found.end])
    value = DateRange(found.start, found.stop, found.precision, found.inferred, "event", None, (span,))
    return DateMention(span, value, found.form)


def _remember(ctx: Context, found: Found) -> None:
    """Keeps the day the story speaks of, for "the next day", and the year it named."""
    if found.stop is None or found.form in ("since", "window", "future"):
        return
    ctx.year = found.stop.year
    if found.precision in ("day", "days"):
        ctx.anchor = found.stop
        if words("told", "before").isdisjoint(ctx.before(found.begin, 2)):
            ctx.event_day = found.stop


def _at(ctx: Context, i: int) -> Found | None:
    """The date that begins with token `i`."""
    kind = ctx.tokens[i].kind
    if kind in (NUM, MONTH, WEEKDAY):
        return _named(ctx, i) or (weekday_at(ctx, i) if kind == WEEKDAY else None)
    if kind == POINT:
        found = point_at(ctx, i)
        if found is not None and ctx.tokens[i].word == "overnight":
            return _night(ctx, i) or found
        return found
    if kind == REL:
        return relative_at(ctx, i)
    if kind == UNIT:
        told = unit_at(ctx, i) or since_unit(ctx, i)
        return told or (holiday_at(ctx, i) if ctx.tokens[i].word == "year" else None)
    if kind == HOLIDAY:
        return holiday_at(ctx, i)
    if kind == PART:
        return _night(ctx, i)
    return season_at(ctx, i) if kind == SEASON else None


def _named(ctx: Context, i: int) -> Found | None:
    """Days by day and month, months and years."""
    if ctx.tokens[i].kind == NUM and not _may_begin(ctx, i):
        return None
    days = days_at(ctx, i) or _after_part(ctx, i)
    if days is not None:
        found = _from_days(ctx, days)
        if found is not None:
            return found
    if ctx.tokens[i].kind == MONTH:
        return month_at(ctx, i)
    return year_at(ctx, i) if ctx.tokens[i].kind == NUM else None


def _may_begin(ctx: Context, i: int) -> bool:
    """Whether a number can begin a date: a month follows soon, a sign of figures, or it can be a year."""
    token = ctx.tokens[i]
    if len(token.word) == 4 or ctx.text[token.end : token.end + 1] in ("-", "/", "."):
        return True
    return MONTH in [following.kind for following in ctx.tokens[i + 1 : i + 7]]


def _after_part(ctx: Context, i: int) -> Days | None:
    """As in "Thursday morning, December 28th": a weekday, a part of it, then the day."""
    token, part = ctx.tokens[i], ctx.token(i + 1)
    if token.kind != WEEKDAY or part is None or part.kind != PART or ctx.gap(i + 1) != "":
        return None
    if ctx.token(i + 2) is None or ctx.gap(i + 2) not in (",", "", "of", "(", ", the"):
        return None
    days = days_at(ctx, i + 2)
    return None if days is None else days._replace(begin=token.start)


def _from_days(ctx: Context, days: Days) -> Found | None:
    ahead = days.last[0] is None and lies_ahead(ctx.text, days.begin)
    period = resolve(days, ctx.published, ctx.year, ahead=False)
    if ahead and ctx.published is not None:
        later = resolve(days, ctx.published, ctx.year, ahead=True)
        if (
            later is not None
            and (period is None or later[0] > ctx.published)
            and (later[0] - ctx.published).days < 300
        ):
            period = later
    if period is None:
        complete = days.first[0] is not None or days.last[0] is not None
        if complete or ctx.published is not None:
            return None
        return Found(
            days.begin, days.end, days.after, None, None, "unknown", False, "range" if days.tie else "day"
        )
    start, stop = period
    precision: DatePrecision = "day"
    if start < stop and (days.tie in ("/", "or", "apart") or ctx.before(days.begin) == ["between"]):
        precision = cal.precision_within(start, stop)
    form = "range" if start < stop else "day"
    if ctx.published is not None and start > ctx.published and ahead:
        form = "future"
    found = Found(days.begin, days.end, days.after, start, stop, precision, False, form)
    if days.begin < _HEADER_WITHIN and ctx.text[: days.begin].strip().lower() == "date":
        found.form = "header"
    return _night_behind(ctx, found)


def _night_behind(ctx: Context, found: Found) -> Found:
    """As in "12-13 December night"."""
    token = ctx.token(found.after)
    if token is not None and token.kind == PART and token.word == "night" and ctx.gap(found.after) == "":
        found.end, found.after = token.end, found.after + 1
        as_night(found)
    return found


def _night(ctx: Context, i: int) -> Found | None:
    """As in "night of 31 January/ 1 February", "the night between Friday and Saturday"."""
    token = ctx.tokens[i]
    gap = ctx.gap(i + 1) if i + 1 < len(ctx.tokens) else None
    into = gap in ("into", "to") and token.word in ("night", "overnight")
    if gap is None or not (into or gap in gaps("after_part")):
        return None
    following = ctx.tokens[i + 1].kind
    if following not in (NUM, MONTH, WEEKDAY) or (following == NUM and ctx.gap(i + 1) == ","):
        return None
    days = days_at(ctx, i + 1)
    found = _from_days(ctx, days) if days is not None else None
    if found is None and following == WEEKDAY:
        found = weekday_at(ctx, i + 1)
    if found is None:
        return None
    found.begin = token.start
    if into and found.start is not None and found.start == found.stop:
        found.start = cal.shift(found.start, -1)  # "overnight into Monday": Sunday's night
    if token.word in ("night", "nights", "overnight", "midnight"):
        as_night(found)
    return found


def _tied(ctx: Context, found: Found) -> Found:
    """Joins two dates into one range: "from Monday to Wednesday", "between 2014 and 2016"."""
    behind = ctx.token(found.after)
    if behind is None or found.form in ("range", "window", "header"):
        return found
    tie = ctx.gap(found.after)
    said = ctx.before(found.begin)
    between = said == ["between"] and tie == "and"
    if tie is None or not (between or tie in _RANGE_TIES):
        return found
    last = _at(ctx, found.after)
    if last is None or last.begin < found.end or found.start is None or last.stop is None:
        return found
    if found.start > last.stop or last.form in ("range", "window", "night"):
        return found
    night = found.form == "night"
    if night and cal.shift(found.start, 1) != last.stop:
        return found
    precision = max(found.precision, last.precision, key=_ORDER.index)
    if (between or night) and precision == "day":
        precision = cal.precision_within(found.start, last.stop)
    form = "future" if "future" in (found.form, last.form) else "night" if night else "range"
    inferred = found.inferred or last.inferred
    return Found(found.begin, last.end, last.after, found.start, last.stop, precision, inferred, form)


def _since(ctx: Context, found: Found, floor: int) -> None:
    """As in "since December 9": from that day to publication."""
    head = ctx.text[max(floor, found.begin - 28) : found.begin]
    lower = head.lower()
    if len(lower) != len(head) or found.form in ("range", "window", "header"):
        return
    bare = lower.rstrip()
    for filler in (
        " the beginning of",
        " the start of",
        " the",
        " around",
        " about",
        " at least",
        " early",
        " late",
        " on",
    ):
        bare = bare.removesuffix(filler)
    if not bare.endswith("since") or (len(bare) > 5 and bare[-6].isalnum()):
        return
    found.begin -= len(head) - len(bare) + 5
    found.form = "since"
    found.inferred = True
    if found.start is None:
        return
    if ctx.published is not None and found.start > ctx.published:
        found.start = (
            cal.shift_months(found.start, -12) or found.start
        )  # "since the start of October": the last one
    found.stop = ctx.published if ctx.published is not None and ctx.published >= found.start else None
    if found.precision == "days":
        found.precision = "day"
