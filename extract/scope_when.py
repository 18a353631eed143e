"""When a segment tells of: its day, its window, or only the day of the report."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.count_tokens import Sentence
from extract.frozen import replace
from extract.incident_words import words_of
from extract.scope_frame import Frame
from extract.scope_reported import dates_the_report, of_the_event, only_tolls, owns_an_event
from extract.scope_windows import as_window, coarse, day_of_clause, describes_a_place, told_of_window
from extract.scope_words import words_before

if TYPE_CHECKING:
    from extract.dates import DateMention

_HOURS = frozenset(("hour", "hours", "minutes"))
#: So many words lie between "eight days after" and the day that is counted from.
_COUNTED_WITHIN = 7
_UNITS = frozenset(("day", "days", "week", "weeks", "month", "months", "year", "years"))
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
#: So many words lie between "deadliest" and its year.
_RANKED_WITHIN = 6


def read_when(frame: Frame, sentence: Sentence, dates: Sequence[DateMention]) -> None:
    """Sets `date`, `window`, `reported` and `owned` of a frame from the dates of its segment."""
    days, windows = _days_and_windows(frame, sentence, dates)
    aside = told_of_a_place(frame, sentence)
    days = [d for d in days if d.span.start < aside] if aside else days
    focus = frame.counts[0].at if frame.counts else (frame.triggers[0].at if frame.triggers else frame.start)
    windows = [d for d in windows if not describes_a_place(d, frame, sentence)]
    days = [d for d in days if not (coarse(d) and _in_a_where_clause(d, focus, sentence))]
    if windows:
        frame.window = min(windows, key=lambda d: abs(d.span.start - focus))
        days = [d for d in days if not told_of_window(d, frame.window, sentence)]
    if frame.counts and all(c.outcome == "missing" for c in frame.counts) and "still" in sentence.words:
        return  # "Several men were still missing on Friday morning": how it stood then
    if not days:
        return
    if _opens(days, sentence, focus):
        days = [days[0], *(d for d in days[1:] if coarse(d) < coarse(days[0]))]
    frame.date = min(days, key=lambda d: (coarse(d), abs(d.span.start - focus)))
    frame.date = _of_two_days(frame.date, days, sentence) or _day_of_the_night(frame.date, days) or frame.date


def _days_and_windows(
    frame: Frame, sentence: Sentence, dates: Sequence[DateMention]
) -> tuple[list[DateMention], list[DateMention]]:
    """The days and the windows of what a segment tells; notes a day of the report on its frame."""
    days: list[DateMention] = []
    windows: list[DateMention] = []
    for date in dates:
        if date.form in ("future", "header") or (date.value.start is None and date.value.end is None):
            continue
        if (clause := day_of_clause(date, frame, sentence)) is not None:
            days.append(clause)
            continue
        if (window := as_window(date, frame, sentence)) is not None:
            windows.append(window)
            continue
        if coarse(date) and _ranks(words_before(sentence, date.span.start, _RANKED_WITHIN)):
            continue
        if (counted := _counted_from(date, frame, sentence)) is not None:
            days += counted
            continue
        if date.form == "relative" and not _HOURS.isdisjoint(date.span.text.lower().split()[:-1]):
            continue  # "a few hours later": after what was told before
        if only_tolls(frame) and of_the_event(date, frame, sentence):
            days.append(date)
            continue
        owned = owns_an_event(date, sentence)
        if not owned and dates_the_report(date, frame, sentence):
            frame.reported = frame.reported or date
            continue
        frame.owned = frame.owned or owned
        days.append(date)
    return days, windows


def _of_two_days(date: DateMention, days: Sequence[DateMention], sentence: Sentence) -> DateMention | None:
    """As in "in attacks on Wednesday night and Thursday morning": within both days."""
    for first, second in itertools.pairwise(days):
        if date not in (first, second) or {first.value.precision, second.value.precision} != {"day"}:
            continue
        between = sentence.lows[sentence.token_at(first.span.end) : sentence.token_at(second.span.start)]
        one, other = first.value.start, second.value.start
        if between in (["and"], ["and", "on"]) and one and other and (other - one).days == 1:
            value = replace(first.value, end=other, precision="days", evidence=())
            return replace(first, value=value, form="range")
    return None


def _day_of_the_night(date: DateMention, days: Sequence[DateMention]) -> DateMention | None:
    """As in "were targeted overnight, leaving two dead in Zhob on Thursday": of a night's two days the one
    that is told.
    """
    value = date.value
    if value.precision != "days" or date.span.text.lower() != "overnight":
        return None
    told = [d for d in days if d.value.precision == "day" and d.value.start in (value.start, value.end)]
    return told[0] if len(told) == 1 else None


def _ranks(before: Sequence[str]) -> bool:
    """As in "one of the bloodiest strikes of 2013": a year that only says what the event is the worst of."""
    worst = max((k for k, low in enumerate(before) if low in words_of("superlatives")), default=-1)
    return worst >= 0 and before[-1] in ("of", "in") and not {",", "was", "were"} & set(before[worst:])


def _counted_from(date: DateMention, frame: Frame, sentence: Sentence) -> list[DateMention] | None:
    """As in "was killed eight days after taking office on 1 June": the day so many days from the one that is
    told, none where that cannot be counted; None where the day is the event's own.
    """
    before = words_before(sentence, date.span.start, _COUNTED_WITHIN)
    at = max((k for k, low in enumerate(before) if low in ("after", "before", ",", ";")), default=0)
    if at < 2 or before[at] not in ("after", "before") or before[-1] != "on" or before[at - 1] not in _UNITS:
        return None
    behind = sentence.token_at(date.span.end)
    ended = sentence.lows[behind : behind + 1] in ([","], [])
    if not ended and any(c.at > date.span.end for c in frame.counts):
        return None  # "… a day after a bombing on Monday killed two": that one's own day
    number, start = _NUMBERS.get(before[at - 2], before[at - 2]), date.value.start
    if not str(number).isdigit() or not before[at - 1].startswith(("day", "week")) or start is None:
        return []
    way = dt.timedelta(int(number) * (7 if before[at - 1].startswith("week") else 1))
    day = start + way if before[at] == "after" else start - way
    value = replace(date.value, start=day, end=day, precision="day", inferred=True)
    return [replace(date, value=value)] if date.value.precision == "day" else []


def told_of_a_place(frame: Frame, sentence: Sentence) -> int:
    """The offset of ", where" behind all that a frame tells ("a strike hit Zhob, where a siege began this
    month"): what follows is told of the place. 0 where there is none.
    """
    if "where" not in sentence.words:
        return 0
    last = max((*(c.end for c in frame.counts), *(t.at for t in frame.triggers)), default=frame.end)
    marks = (
        t.start
        for before, t in itertools.pairwise(sentence.tokens)
        if t.low == "where" and before.low == "," and frame.start < t.start < frame.end
    )
    return next((at for at in marks if at > last), 0)


def _in_a_where_clause(day: DateMention, focus: int, sentence: Sentence) -> bool:
    """As in "A strike hit Zhob, where troops began an offensive this month": a month told of the place."""
    return any(t.low == "where" and focus < t.start < day.span.start for t in sentence.tokens)


def _opens(days: Sequence[DateMention], sentence: Sentence, focus: int) -> bool:
    """As in "On 29 August, gunmen took a man, then killed him on 2 September": the first is the event's."""
    first = days[0].span.start
    return (
        len(words_before(sentence, first, 3)) < 3
        and first < focus
        and all(d.span.start > focus for d in days[1:])
    )
