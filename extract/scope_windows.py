"""Windows of time: "since 1 May", "since the war began in 2003, …", and what is only told of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.count_tokens import Sentence
from extract.frozen import replace
from extract.incident_words import words_of
from extract.model import Span
from extract.scope_frame import Frame
from extract.scope_words import words_before

if TYPE_CHECKING:
    from extract.dates import DateMention

_BEGAN = frozenset(("began", "begun", "launched", "started", "erupted", "broke", "arms", "resumed"))
#: So many words a clause behind "since" has before its day, and what ends it.
_CLAUSE = 20
_ENDS_A_CLAUSE = frozenset((",", ";", ".", "when", "who", "which", "that", "then"))


def as_window(date: DateMention, frame: Frame, sentence: Sentence) -> DateMention | None:
    """A date as the window that it is or begins ("since 1 May", "took up arms in 1984"); None where it is a
    day.
    """
    if date.form in ("since", "window") or (
        date.form == "range" and date.value.precision == "day" and _is_long(date)
    ):
        return date
    begun = _since_then(date, sentence, frame) or (coarse(date) and _begun_then(date, frame, sentence))
    return replace(date, value=replace(date.value, end=None), form="since") if begun else None


def day_of_clause(date: DateMention, frame: Frame, sentence: Sentence) -> DateMention | None:
    """As in "the first attack since Thursday, when gunmen …": that day; None where the clause tells no
    figure or there is none.
    """
    clause = _when_clause(date, sentence) if date.form == "since" else None
    return None if clause is not None and _told_before(frame, date) else clause


def _when_clause(date: DateMention, sentence: Sentence) -> DateMention | None:
    """As in "the first attack since Thursday, when gunmen …": the "when" clause tells of that Thursday."""
    after = [t.low for t in sentence.tokens if t.start >= date.span.end][:2]
    if "when" not in after or date.value.start is None:
        return None
    skip = len("since ") if date.span.text.lower().startswith("since ") else 0
    span = Span(date.span.start + skip, date.span.end, date.span.text[skip:])
    day = replace(date.value, end=date.value.start, evidence=(span,))
    return replace(date, span=span, value=day, form="day")


def _told_before(frame: Frame, date: DateMention) -> bool:
    """As in "hundreds have been killed since 2013, when the army took over": the clause has no figure."""
    return bool(frame.counts) and all(c.at < date.span.start for c in frame.counts)


def _is_long(date: DateMention) -> bool:
    start, end = date.value.start, date.value.end
    return start is None or end is None or (end - start).days > 6


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
    """As in "The band took up arms in 1991 and over 3,000 villagers have been killed": since then."""
    if not frame.counts or any(c.at < date.span.start for c in frame.counts):
        return False
    perfect = any(t.tag == "have" and t.low != "had" for t in sentence.tokens if t.start >= date.span.end)
    return perfect and not _BEGAN.isdisjoint(words_before(sentence, date.span.start, _CLAUSE))


def describes_a_place(window: DateMention, frame: Frame, sentence: Sentence) -> bool:
    """As in "A bomb hurt four men in Yala, a province that has been plagued by violence since 2004": told
    of the place, behind all figures.
    """
    if not frame.counts:
        return False
    last = max(c.end for c in frame.counts)
    between = [t.low for t in sentence.tokens if last <= t.start < window.span.start]
    return "that" in between and not words_of("plagued").isdisjoint(between)


def told_of_window(day: DateMention, window: DateMention, sentence: Sentence) -> bool:
    """As in "On 19 March, the UN said attacks since January had killed 200": the day of saying."""
    between = [t.low for t in sentence.tokens if day.span.end <= t.start < window.span.start]
    return not words_of("saying").isdisjoint(between)


def coarse(date: DateMention) -> int:
    """How coarse a date is: 0 for a day, up to 4 for one that says nothing."""
    return {"day": 0, "days": 0, "week": 1, "month": 2, "year": 3}.get(date.value.precision, 4)
