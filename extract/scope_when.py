"""When a segment tells of: its day, its window, or only the day of the report."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.count_tokens import Sentence
from extract.frozen import replace
from extract.incident_words import words_of
from extract.model import Span
from extract.scope_frame import Frame

if TYPE_CHECKING:
    from extract.dates import DateMention

_HOURS = frozenset(("hour", "hours", "minutes"))
#: So many words may stand between somebody's speaking and the day of it.
_SPEECH = 12
_BEGAN = frozenset(("began", "begun", "launched", "started", "erupted", "broke", "arms", "resumed"))
#: So many words a clause behind "since" has before its day, and what ends it.
_CLAUSE = 20
_ENDS_A_CLAUSE = frozenset((",", ";", ".", "when", "who", "which", "that", "then"))
#: So many words lie between "eight days after" and the day that is counted from.
_COUNTED_WITHIN = 7
_UNITS = frozenset(("day", "days", "week", "weeks", "month", "months", "year", "years"))
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
#: So many words lie between "deadliest" and its year.
_RANKED_WITHIN = 6
#: So many words lie between an event's noun and its day, its place between them.
_NAMED_WITHIN = 8
_ROSE = frozenset(
    {"rose", "rises", "climbed", "increased", "jumped", "mounted", "soared", "reached", "stood"}
)


def words_before(sentence: Sentence, offset: int, reach: int) -> list[str]:
    """The last `reach` words of a sentence before an offset, in small letters."""
    at = sentence.token_at(offset)
    return sentence.lows[max(0, at - reach) : at]


def read_when(frame: Frame, sentence: Sentence, dates: Sequence[DateMention]) -> None:
    """Sets `date`, `window` and `reported` of a frame from the dates of its segment."""
    days, windows = [], []
    for date in dates:
        if date.form in ("future", "header") or (date.value.start is None and date.value.end is None):
            continue
        clause = _when_clause(date, sentence) if date.form == "since" else None
        if clause is not None and not _told_before(frame, date):
            days.append(clause)
            continue
        if date.form in ("since", "window") or (
            date.form == "range" and date.value.precision == "day" and _is_long(date)
        ):
            windows.append(date)
            continue
        if date.form != "since" and _since_then(date, sentence, frame):
            windows.append(replace(date, value=replace(date.value, end=None), form="since"))
            continue
        if _coarse(date) and _begun_then(date, frame, sentence):
            windows.append(replace(date, value=replace(date.value, end=None), form="since"))
            continue
        if _coarse(date) and _ranks(words_before(sentence, date.span.start, _RANKED_WITHIN)):
            continue
        if (counted := _counted_from(date, frame, sentence)) is not None:
            days += counted
            continue
        if date.form == "relative" and not _HOURS.isdisjoint(date.span.text.lower().split()[:-1]):
            continue  # "a few hours later": after what was told before
        before = words_before(sentence, date.span.start, 3)
        if _only_tolls(frame) and _of_the_event(date, frame, sentence):
            days.append(date)
            continue
        owned = _owns_an_event(date, sentence)
        if not owned and (
            _dates_a_report(before)
            or before[-1:] in (["searched"], ["hunted"], ["combed"], ["mourned"], ["buried"])
            or _quoted(words_before(sentence, date.span.start, 8))
            or _by_sources(words_before(sentence, date.span.start, 8))
            or where_spoken(words_before(sentence, date.span.start, _SPEECH))
            or _publication(frame, before)
            or _report_follows(date, sentence)
            or (_only_tolls(frame) and _of_the_report(date, sentence))
        ):
            frame.reported = frame.reported or date
            continue
        frame.owned = frame.owned or owned
        days.append(date)
    aside = told_of_a_place(frame, sentence)
    days = [d for d in days if d.span.start < aside] if aside else days
    focus = frame.counts[0].at if frame.counts else (frame.triggers[0].at if frame.triggers else frame.start)
    windows = [d for d in windows if not _describes_a_place(d, frame, sentence)]
    days = [d for d in days if not (_coarse(d) and _in_a_where_clause(d, focus, sentence))]
    if windows:
        frame.window = min(windows, key=lambda d: abs(d.span.start - focus))
        days = [d for d in days if not _told_of_window(d, frame.window, sentence)]
    if frame.counts and all(c.outcome == "missing" for c in frame.counts) and "still" in sentence.words:
        return  # "Several men were still missing on Friday morning": how it stood then
    if not days:
        return
    if _opens(days, sentence, focus):
        days = [days[0], *(d for d in days[1:] if _coarse(d) < _coarse(days[0]))]
    frame.date = min(days, key=lambda d: (_coarse(d), abs(d.span.start - focus)))
    frame.date = _of_two_days(frame.date, days, sentence) or _day_of_the_night(frame.date, days) or frame.date


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


def _describes_a_place(window: DateMention, frame: Frame, sentence: Sentence) -> bool:
    """As in "A bomb hurt four men in Yala, a province that has been plagued by violence since 2004": told
    of the place, behind all figures.
    """
    if not frame.counts:
        return False
    last = max(c.end for c in frame.counts)
    between = [t.low for t in sentence.tokens if last <= t.start < window.span.start]
    return "that" in between and not words_of("plagued").isdisjoint(between)


def _in_a_where_clause(day: DateMention, focus: int, sentence: Sentence) -> bool:
    """As in "A strike hit Zhob, where troops began an offensive this month": a month told of the place."""
    return any(t.low == "where" and focus < t.start < day.span.start for t in sentence.tokens)


def _told_of_window(day: DateMention, window: DateMention, sentence: Sentence) -> bool:
    """As in "On 19 March, the UN said attacks since January had killed 200": the day of saying."""
    between = [t.low for t in sentence.tokens if day.span.end <= t.start < window.span.start]
    return not words_of("saying").isdisjoint(between)


def _opens(days: Sequence[DateMention], sentence: Sentence, focus: int) -> bool:
    """As in "On 29 August, gunmen took a man, then killed him on 2 September": the first is the event's."""
    first = days[0].span.start
    return (
        len(words_before(sentence, first, 3)) < 3
        and first < focus
        and all(d.span.start > focus for d in days[1:])
    )


def _since_then(date: DateMention, sentence: Sentence, frame: Frame) -> bool:
    """As in "since the war erupted on 7 October": a window that has its beginning in a clause. A figure
    of that clause is of the day itself: "hunted since the killing of six guards on 7 October".
    """
    at = sentence.token_at(date.span.start)
    for k in range(at - 1, max(-1, at - _CLAUSE - 1), -1):
        low = sentence.lows[k]
        if low == "," and not sentence.place_tokens.isdisjoint((k - 1, k + 1)):
            continue  # "since the insurgency began in Yala, Pattani, and Narathiwat in 2004"
        if low == "that" and sentence.lows[k - 1] in words_of("conflicts"):
            continue  # "since the early months of the war that erupted on 15 April"
        if low in _ENDS_A_CLAUSE or sentence.tokens[k].tag in ("have", "aux"):
            return False
        if low == "since":
            inside = [c.at > sentence.tokens[k].start for c in frame.counts]
            return at - k > 2 and not (inside and all(inside) and frame.counts[-1].at < date.span.start)
    return False


def _begun_then(date: DateMention, frame: Frame, sentence: Sentence) -> bool:
    """As in "The group took up arms in 1984 and more than 40,000 people have been killed": since then."""
    if not frame.counts or any(c.at < date.span.start for c in frame.counts):
        return False
    perfect = any(t.tag == "have" and t.low != "had" for t in sentence.tokens if t.start >= date.span.end)
    return perfect and not _BEGAN.isdisjoint(words_before(sentence, date.span.start, _CLAUSE))


def _owns_an_event(date: DateMention, sentence: Sentence) -> bool:
    """As in "the toll in Saturday's violence": no day of a report."""
    at = sentence.token_at(date.span.end)
    own = sentence.lows[at : at + 1] == ["'s"]
    at += own
    named = sentence.lows[at : at + 1]
    return (own or date.span.text[-2:] in ("'s", "’s")) and not words_of("conflicts").isdisjoint(named)


def _told_before(frame: Frame, date: DateMention) -> bool:
    """As in "hundreds have been killed since 2013, when the army took over": the clause has no figure."""
    return bool(frame.counts) and all(c.at < date.span.start for c in frame.counts)


def _dates_a_report(before: Sequence[str]) -> bool:
    """Whether the words before a date make it the day of a report: "said on", and not "said that on"."""
    for word in reversed(before):
        if word in words_of("opens_a_clause"):
            return False
        if word in words_of("reporting"):
            return True
    return False


def _by_sources(before: Sequence[str]) -> bool:
    """As in "According to military sources today, three men were shot": the day of what the sources say."""
    return "according" in before and before[-1] in words_of("speakers")


def _quoted(before: Sequence[str]) -> bool:
    """As in "the agency reported quoting the army's media wing on Wednesday"."""
    for word in reversed(before):
        if word in words_of("opens_a_clause") or word in (",", ";"):
            return False
        if word in ("quoting", "citing"):
            return True
    return False


def where_spoken(before: Sequence[str]) -> bool:
    """As in "the commissioner, who spoke from his base in Zhob on Thursday": when and where he spoke."""
    for word in reversed(before):
        if word in words_of("opens_a_clause") or word in (",", ";"):
            return False
        if word in words_of("speech"):
            return True
    return False


def _publication(frame: Frame, before: Sequence[str]) -> bool:
    """As in "a list released on Monday", "a video posted on 3 May"; not people released."""
    if "released" in before[-2:] and any(c.outcome == "freed" for c in frame.counts):
        return False
    return not words_of("put_out").isdisjoint(before[-2:])


def _report_follows(date: DateMention, sentence: Sentence) -> bool:
    """As in "The army on Monday announced", "Police today confirmed that": the day of the report."""
    at = sentence.token_at(date.span.end)
    while at < len(sentence.tokens) and sentence.lows[at] in ("has", "have", "also", "officially"):
        at += 1
    if at == len(sentence.tokens):
        return False
    return sentence.lows[at] in words_of("saying") or sentence.lows[at] in words_of("speaking")


def _of_the_report(date: DateMention, sentence: Sentence) -> bool:
    """Whether the date by a running figure says when it was told: a day, or the time of a publication;
    not "in strikes the day before".
    """
    if date.form == "relative" and date.span.text.lower().split()[-1] in ("before", "earlier"):
        return False
    published = words_of("publishing").intersection(words_before(sentence, date.span.start, 5))
    return date.value.precision in ("day", "days") or bool(published)


def _of_the_event(date: DateMention, frame: Frame, sentence: Sentence) -> bool:
    """As in "the toll in Friday's bombing", "the toll in the raid on Friday": the day of what is named."""
    at = sentence.token_at(date.span.end)
    if sentence.tokens[at : at + 1] and sentence.tokens[at].tag == "own":
        return True
    first = sentence.token_at(date.span.start)
    behind = any(t.tag in ("have", "aux") for t in sentence.tokens[at : at + 1])
    behind = behind or not _ROSE.isdisjoint(sentence.lows[at : at + 1])
    for k in range(first - 1, max(-1, first - _NAMED_WITHIN * (1 + behind)), -1):
        token = sentence.tokens[k]
        if any(t.at == token.start and t.form in ("noun", "nouns")[: 1 + behind] for t in frame.triggers):
            return True  # "the toll of the attacks on … on Saturday has risen"
        if token.tag in ("num", "aux", "have", "mark") or sentence.lows[k] in _ROSE:
            return False
    return False
    return False


def _only_tolls(frame: Frame) -> bool:
    """The day of a running figure is the day it was told on."""
    own = [c for c in frame.counts if c.part_of is None or c.rule == "part"]
    return bool(own) and all(c.toll and c.rule in ("toll", "number of") for c in own)


def _when_clause(date: DateMention, sentence: Sentence) -> DateMention | None:
    """As in "the first attack since Thursday, when gunmen …": the "when" clause tells of that Thursday."""
    after = [t.low for t in sentence.tokens if t.start >= date.span.end][:2]
    if "when" not in after or date.value.start is None:
        return None
    skip = len("since ") if date.span.text.lower().startswith("since ") else 0
    span = Span(date.span.start + skip, date.span.end, date.span.text[skip:])
    day = replace(date.value, end=date.value.start, evidence=(span,))
    return replace(date, span=span, value=day, form="day")


def _is_long(date: DateMention) -> bool:
    start, end = date.value.start, date.value.end
    return start is None or end is None or (end - start).days > 6


def _coarse(date: DateMention) -> int:
    return {"day": 0, "days": 0, "week": 1, "month": 2, "year": 3}.get(date.value.precision, 4)
