"""Months, years and seasons of a text: "March 2019", "early June", "in 2014", "last summer"."""

from __future__ import annotations

import re
from typing import Final

from extract import date_calendar as cal
from extract.date_grammar import FIRST_YEAR, LAST_YEAR, VERBS, century
from extract.date_tense import lies_ahead
from extract.date_weekdays import made
from extract.date_words import MONTH, NUM, Context, Found, Token, countable, words

_THIRDS: Final = {"early": (1, 10), "mid": (11, 20), "middle": (11, 20), "late": (21, 31)}
#: "In May last year", "in July of this year".
_THAT_YEAR: Final = re.compile(r",?\s(?:of\s)?(last|this)\syear\b", re.IGNORECASE)
_OF: Final = {"beginning": "early", "start": "early", "end": "late", "middle": "mid"}
_FIRST_OF_SEASON: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def month_at(ctx: Context, i: int) -> Found | None:
    """A month, or two that are tied: "March 2019", "in March", "early June", "January to March 2014"."""
    first, last = ctx.tokens[i], ctx.tokens[i]
    year, end, after = _year_behind(ctx, i + 1, first.end)
    if year is None and (tied := _tied_month(ctx, i)) is not None:
        last = tied
        year, end, after = _year_behind(ctx, i + 2, last.end)
    elif year is None and not _stands_alone(ctx, first):
        return None
    ahead = year is None and lies_ahead(ctx.text, first.start)
    if year is not None:
        period = cal.month_of(year, last.value)
    elif ctx.published is not None or ctx.year is None:
        period = cal.latest_month(last.value, ctx.published, ahead=ahead)
    else:
        period = cal.month_of(ctx.year, last.value)
    if period is None:
        return Found(first.start, end, after, None, None, "unknown", False, "month")
    begin, form = first.start, "month"
    if last is first:
        begin, period = _third(ctx, begin, period)
    else:
        opening = cal.month_of(period[0].year - (first.value > last.value), first.value)
        period, form = ((opening or period)[0], period[1]), "range"
    if ahead and ctx.published is not None and period[0] > ctx.published:
        form = "future"
    return Found(begin, end, after, period[0], period[1], "month", False, form)


def _tied_month(ctx: Context, i: int) -> Token | None:
    """The month that ends a stretch which token `i` begins ("January-March", "between April and June")."""
    token = ctx.token(i + 1)
    if token is None or token.kind != MONTH:
        return None
    tie = ctx.gap(i + 1)
    between = tie == "and" and ctx.before(ctx.tokens[i].start) == ["between"]
    return token if between or tie in ("to", "-", "–", "through", "until") else None


def _stands_alone(ctx: Context, token: Token) -> bool:
    """Whether a month without day and year is one: "in May" is, "may" and "Jan" of itself are not."""
    before = ctx.before(token.start)
    if token.word == "may" and ctx.next_word(token.end) in VERBS:
        return False
    led = bool(before) and before[0].strip("(") in words("before", "month")
    return led if token.weak else token.word != "may" or ctx.text[token.start] != "m"


def _third(ctx: Context, begin: int, period: cal.Period) -> tuple[int, cal.Period]:
    """Takes "early", "mid-", "late", "the beginning of" before a month into account."""
    head = ctx.text[max(0, begin - 16) : begin]
    lower = head.lower()
    said = lower.split()
    if not said or len(lower) != len(head):
        return begin, period
    lead = said[-1]
    word = lead.rstrip("-")
    if word == "of" and len(said) > 1:
        lead = said[-2]
        word = _OF.get(lead, "")
    days = _THIRDS.get(word)
    if days is None:
        return begin, period
    first, last = period
    begin += lower.rindex(lead) - len(head)
    return begin, (first.replace(day=days[0]), first.replace(day=min(days[1], last.day)))


def _year_behind(ctx: Context, j: int, end: int) -> tuple[int | None, int, int]:
    """A year of four figures, or '24, behind a month or season: the year, the new end, the next index."""
    told = _THAT_YEAR.match(ctx.text, end)
    if told is not None and ctx.published is not None:
        return ctx.published.year - (told[1].lower() == "last"), told.end(), j
    token = ctx.token(j)
    if token is None or token.kind != NUM or token.weak:
        return None, end, j
    gap = ctx.gap(j)
    if len(token.word) == 4 and FIRST_YEAR <= token.value <= LAST_YEAR:
        if gap in ("", ",", "of", "-", ".", "/", "in"):
            return token.value, token.end, j + 1
    elif len(token.word) == 2 and gap in ("'", "’"):
        return century(token.value, ctx.published), token.end, j + 1
    return None, end, j


def year_at(ctx: Context, i: int) -> Found | None:
    """A year after a word that calls for one ("in 2014", "the year 1998"); a number alone is no date."""
    token = ctx.tokens[i]
    if len(token.word) != 4 or token.weak or not FIRST_YEAR <= token.value <= LAST_YEAR:
        return None
    before = ctx.before(token.start)
    if not before or before[0].lstrip("(") not in words("before", "year"):
        return None
    behind = ctx.text[token.end : token.end + 2]
    if (behind[:1] in ",.:" and behind[1:].isdigit()) or ctx.next_word(token.end) in countable():
        return None
    period = cal.year_of(token.value)
    if period is None:
        return None
    season = ctx.token(i + 1)  # "2014-15"
    if (
        season is not None
        and len(season.word) == 2
        and season.kind == NUM
        and ctx.text[token.end : season.start] in "-–"
    ):
        until = cal.year_of(token.value // 100 * 100 + season.value)
        if until is not None and season.value > token.value % 100:
            return Found(token.start, season.end, i + 2, period[0], until[1], "year", False, "range")
    later = ctx.published is not None and token.value > ctx.published.year
    return Found(token.start, token.end, i + 1, *period, "year", False, "future" if later else "year")


def season_at(ctx: Context, i: int) -> Found | None:
    """A season with its year: "the summer of 2014"."""
    token = ctx.tokens[i]
    year, end, after = _year_behind(ctx, i + 1, token.end)
    period = None if year is None else season_of(token.word, year)
    return None if period is None else Found(token.start, end, after, *period, "year", False, "year")


def told_month(ctx: Context, i: int, word: str, token: Token) -> Found | None:
    """A month told from publication: "last March", "this September", "next May"."""
    published = ctx.published
    if word not in ("last", "past", "this", "next", "coming") or published is None:
        return None
    if token.word == "may" and ctx.next_word(token.end) in VERBS:
        return None  # "THIS MAY ALSO BE …"
    begin, year = ctx.tokens[i].start, published.year
    if word in ("next", "coming"):
        later = cal.month_of(year + (token.value <= published.month), token.value)
        return made(begin, token.end, i + 2, later, "month", "future")
    if word != "this":
        year -= token.value >= published.month
    return made(begin, token.end, i + 2, cal.month_of(year, token.value), "month", "month")


def told_season(ctx: Context, i: int, word: str, token: Token) -> Found | None:
    """A season of the northern half told from publication: "last summer", "this spring"."""
    published = ctx.published
    if word not in ("last", "past", "this", "next") or published is None:
        return None
    begin = ctx.tokens[i].start
    for year in range(published.year + 1, published.year - 3, -1):
        period = season_of(token.word, year)
        if period is None:
            continue
        if word == "next":
            before = season_of(token.word, year - 1)
            if period[0] > published and (before is None or before[0] <= published):
                return made(begin, token.end, i + 2, period, "year", "future")
        elif (period[0] <= published) if word == "this" else (period[1] < published):
            return made(begin, token.end, i + 2, period, "year", "year")
    return None


def season_of(word: str, year: int) -> cal.Period | None:
    """The three months of a northern season; winter begins in December of the year before."""
    first = _FIRST_OF_SEASON[word]
    begin = cal.month_of(year - (first == 12), first)
    end = cal.month_of(year, 2 if first == 12 else first + 2)
    return None if begin is None or end is None else (begin[0], end[1])
