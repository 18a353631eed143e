"""Days named by day and month: "12-13 December", "Aug. 7, 1998", "31 January/ 1 February", 2014-08-15."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, NamedTuple, TypeAlias

from extract.date_calendar import latest, make
from extract.date_words import MONTH, NUM, WEEKDAY, Context, Token, counted_nouns, gaps
from extract.wordlists import load

#: Year (None where not said), month, day.
Named: TypeAlias = tuple[int | None, int, int]

FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2099
_CLOSING: Final = ".,;:)]\"”’'-–—(["
#: What follows "may" where it is a verb.
VERBS: Final = frozenset(
    ["have", "be", "not", "also", "still", "well", "yet", "soon", "need", "never", "has", "only"]
)


class Days(NamedTuple):
    """One or more days as the text names them; `tie` is what stands between the first and the last."""

    begin: int
    end: int
    after: int
    first: Named
    last: Named
    tie: str = ""


def days_at(ctx: Context, i: int) -> Days | None:
    """A day, a list of days of one month, or a range across months, that begins at token `i`."""
    left = _with_weekday(ctx, i)
    if left is None or left.after >= len(ctx.tokens):
        return left
    tie = ctx.gap(left.after)
    if left.tie or tie is None or tie not in gaps("ties") or tie == ",":
        return left
    right = _with_weekday(ctx, left.after)
    if right is None or right.tie:
        return left
    if (
        tie.startswith("and")
        and left.last[0] is None
        and right.first[0] is None
        and _weeks_apart(left, right)
    ):
        return left
    if tie in ("and", "&") and right.first[0] is not None and left.first[0] is None and _far(left, right):
        return left
    return Days(left.begin, right.end, right.after, left.first, right.first, tie)


def _weeks_apart(left: Days, right: Days) -> bool:
    """As in "on 5 January and on 6 February": two days and no stretch."""
    months = (right.first[1] - left.last[1]) % 12
    return months * 30 + right.first[2] - left.last[2] > 7


def _far(left: Days, right: Days) -> bool:
    return abs(left.first[1] - right.first[1]) > 1


def _with_weekday(ctx: Context, i: int) -> Days | None:
    """Days with the weekday that may stand beside them ("Tuesday, 7 August", "7 August (Tuesday)")."""
    first = ctx.tokens[i]
    begin, j = first.start, i
    if first.kind == WEEKDAY:
        j = i + 1
        if j >= len(ctx.tokens) or ctx.gap(j) not in gaps("after_weekday"):
            return None
    found = _numeric(ctx, j) or _day_month(ctx, j) or _month_day(ctx, j)
    if found is None:
        return None
    end, after = found.end, found.after
    if j > i and ctx.gap(j) in ("(", "[") and ctx.text[end : end + 1] in (")", "]"):
        end += 1
    behind = ctx.token(after)
    if j == i and behind is not None and behind.kind == WEEKDAY and ctx.gap(after) in ("(", "[", ", ("):
        end, after = behind.end, after + 1
        if ctx.text[end : end + 1] in (")", "]"):
            end += 1
    return found._replace(begin=begin, end=end, after=after)


def _is_day(token: Token | None) -> bool:
    return token is not None and token.kind == NUM and 1 <= token.value <= 31 and len(token.word) <= 4


def _day_list(ctx: Context, i: int) -> tuple[list[int], str, int]:
    """Day numbers that are tied ("12-13", "3, 4 and 5"): the numbers, the last tie, the next index."""
    numbers, tie, j = [ctx.tokens[i].value], "", i + 1
    while len(numbers) < 6 and _is_day(ctx.token(j)):
        said = ctx.gap(j)
        if said is None or said not in gaps("ties") or ctx.tokens[j].value <= numbers[-1]:
            break
        numbers.append(ctx.tokens[j].value)
        tie = said if said != "," else tie
        j += 1
    return numbers, tie, j


def _day_month(ctx: Context, i: int) -> Days | None:
    """As in "12 December", "12-13 December 2024", "the 15th of June"."""
    first = ctx.tokens[i]
    if not _is_day(first):
        return None
    numbers, tie, j = _day_list(ctx, i)
    month = ctx.token(j)
    if month is None or month.kind != MONTH or ctx.gap(j) not in gaps("of_month"):
        return None
    year, end, after = _year(ctx, j + 1, month.end, short=True)
    if month.word == "may" and year is None and not ctx.tokens[j - 1].weak:
        shown = ctx.text[month.start : month.end]
        if shown == "may" or (shown == "MAY" and ctx.next_word(month.end) in VERBS):
            return None
    if month.word in ("march", "mar") and ctx.text[month.start] == "m" and year is None:
        return None
    begin = first.start
    if ctx.before(begin) == ["the"] and first.weak:
        begin = ctx.text.rindex("the" if ctx.text[begin - 4 : begin - 3] == "t" else "T", 0, begin)
    return Days(
        begin,
        end,
        after,
        (year, month.value, numbers[0]),
        (year, month.value, numbers[-1]),
        _list_tie(numbers, tie),
    )


def _list_tie(numbers: list[int], tie: str) -> str:
    """The tie of a list; "apart" for days with others between them ("3 and 7 May")."""
    if len(numbers) == 1:
        return ""
    apart = tie in ("", "and", "and the", "&", "and on", "and of", ", and") and numbers[-1] - numbers[
        0
    ] >= len(numbers)
    return "apart" if apart else tie or "and"


def _month_day(ctx: Context, i: int) -> Days | None:
    """As in "December 12", "Dec. 12-13, 2024", "May 3 to 7", "December 12 and 13"."""
    month = ctx.tokens[i]
    first = ctx.token(i + 1)
    if month.kind != MONTH or first is None or not _is_day(first) or ctx.gap(i + 1) not in gaps("to_day"):
        return None
    if ctx.gap(i + 1) == "," or (ctx.text[month.start].islower() and month.word in ("may", "march", "mar")):
        return None
    numbers, tie, j = _day_list(ctx, i + 1)
    if len(numbers) > 1 and (not tie or _counts(ctx, ctx.tokens[j - 1].end) or _begins_day(ctx, j - 1)):
        numbers, tie, j = numbers[:1], "", i + 2
    last = ctx.tokens[j - 1]
    year, end, after = _year(ctx, j, last.end, short=False)
    named_by_day = ctx.before(month.start) == ["the"]  # "the May 12 attacks"
    if year is None and not first.weak and len(numbers) == 1 and not named_by_day:
        if ctx.before(month.start) in (["in"], ["during"]) and ctx.next_word(last.end):
            return None  # "in May 12 people": a month and a count
        if _counts(ctx, last.end):
            return None
    named = (month.value, numbers[0]), (month.value, numbers[-1])
    return Days(month.start, end, after, (year, *named[0]), (year, *named[1]), _list_tie(numbers, tie))


def _begins_day(ctx: Context, j: int) -> bool:
    """Whether the number at `j` belongs to a month behind it: "December 31 - 1 January"."""
    behind = ctx.token(j + 1)
    return behind is not None and behind.kind == MONTH and ctx.gap(j + 1) in ("", "of")


def _counts(ctx: Context, offset: int) -> bool:
    """Whether the number before `offset` counts something: "13 people"."""
    return ctx.next_word(offset) in counted_nouns()


#: "May 10 last year"
_THAT_YEAR = re.compile(r",?\s(last|this)\syear\b", re.IGNORECASE)


def _year(ctx: Context, j: int, end: int, *, short: bool) -> tuple[int | None, int, int]:
    """The year at token `j`, if one stands there: the year, where the date ends, the next index.

    `short` allows two figures without an apostrophe ("6 MAR 90", "9 December 24,").
    """
    token = ctx.token(j)
    none = (None, end, j)
    told = _THAT_YEAR.match(ctx.text, end)
    if told is not None and ctx.published is not None:
        return ctx.published.year - (told[1].lower() == "last"), told.end(), j
    if token is None or token.kind != NUM or token.weak:
        return none
    gap = ctx.gap(j)
    if gap is None:
        return none
    if len(token.word) == 4 and FIRST_YEAR <= token.value <= LAST_YEAR and gap in gaps("to_year"):
        if _counts(ctx, token.end) and gap == ",":
            return none
        return token.value, token.end, j + 1
    if len(token.word) != 2:
        return none
    if gap in ("'", "’", "-") or (short and gap in ("", ".", "/") and _ends_here(ctx, token)):
        year = century(token.value, ctx.published)
        if gap == "-" and not short:
            return none
        return year, token.end, j + 1
    return none


def _ends_here(ctx: Context, token: Token) -> bool:
    """Whether two figures are a year and no count: over 31, or with punctuation or a number behind them."""
    behind = ctx.text[token.end : token.end + 1]
    if ctx.text[token.end : token.end + 2] in (".0", ".5", ",0"):
        return False
    if token.value > 31 or behind in _CLOSING or not behind:
        return True
    follows = ctx.next_word(token.end)
    return (
        follows in load("numbers")["units"]
        or follows in load("numbers")["tens"]
        or (behind == "\n" and ctx.text[token.end : token.end + 2] == "\n\n")
    )


def century(value: int, published: dt.date | None) -> int:
    """The full year of two figures: the last one that is at most a year after publication."""
    limit = (published.year if published is not None else 2035) + 1
    year = limit // 100 * 100 + value
    return year if year <= limit else year - 100


def _numeric(ctx: Context, i: int) -> Days | None:
    """Three figures: 2014-08-15, 15/08/2014, 15.08.14; day first unless that cannot be."""
    if i + 2 >= len(ctx.tokens):
        return None
    first, second, third = ctx.tokens[i : i + 3]
    if not first.kind == second.kind == third.kind == NUM or first.weak or second.weak or third.weak:
        return None
    mark = ctx.text[first.end : second.start]
    if mark not in ("-", "/", ".") or ctx.text[second.end : third.start] != mark:
        return None
    before, behind = ctx.text[max(0, first.start - 1) : first.start], ctx.text[third.end : third.end + 2]
    if (before and (before.isalnum() or before in "-/.")) or (
        behind[:1] in ("-", "/") and behind[1:].isdigit()
    ):
        return None
    named: Named | None = None
    if len(first.word) == 4:
        named = (first.value, second.value, third.value)
    elif len(third.word) in (2, 4) and len(first.word) <= 2 and len(second.word) <= 2:
        if mark == "." and len(third.word) == 2:
            return None
        year = third.value if len(third.word) == 4 else century(third.value, ctx.published)
        named = _day_first(year, first.value, second.value, ctx.published)
    if named is None or named[0] is None or not FIRST_YEAR <= named[0] <= LAST_YEAR:
        return None
    if make(named[0], named[1], named[2]) is None:
        return None
    return Days(first.start, third.end, i + 3, named, named)


def _day_first(year: int, first: int, second: int, published: dt.date | None) -> Named | None:
    """Day first, unless that is no date or lies after publication while month first does not."""
    usual, other = make(year, second, first), make(year, first, second)
    if usual is None and other is None:
        return None
    if usual is None or (published is not None and other is not None and usual > published >= other):
        return (year, first, second)
    return (year, second, first)


def resolve(
    days: Days, published: dt.date | None, year: int | None, *, ahead: bool
) -> tuple[dt.date, dt.date] | None:
    """The first and last day of `days`; None where there is no such day or the year cannot be told.

    `year` is the last one the text named, for a text without a publication date.
    """
    stop = _one(days.last, days.first[0], published, year, ahead=ahead)
    if stop is None:
        return None
    if days.first == days.last:
        return stop, stop
    if days.last[0] is None and days.first[0] is not None and days.last[1:] < days.first[1:]:
        stop = make(days.first[0] + 1, *days.last[1:]) or stop
    if days.first[0] is not None:
        start = make(days.first[0], days.first[1], days.first[2])
    else:
        start = make(stop.year - (days.first[1:] > days.last[1:]), *days.first[1:])
    return None if start is None or start > stop else (start, stop)


def _one(
    named: Named, other: int | None, published: dt.date | None, year: int | None, *, ahead: bool
) -> dt.date | None:
    said = named[0] if named[0] is not None else other
    if said is not None:
        return make(said, named[1], named[2])
    if published is not None:
        return latest(named[1], named[2], published, ahead=ahead)
    return None if year is None else make(year, named[1], named[2])
