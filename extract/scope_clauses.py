"""Clauses that tell another event than the clause before: "…, a day after ten farmers died in Zhob"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.count_mention import CountMention
from extract.count_tokens import Sentence
from extract.incident_places import relate
from extract.incident_words import words_of
from extract.model import Span
from extract.places import PlaceMention

#: "a day after": number words before the unit.
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
#: A sentence with none of these words has no such clause.
_MARKS = frozenset(
    ("after", "same day", "latest", "including", "where", "that", "which", "while", "as", "and", "but")
)
#: And it begins with a date or one of these.
_OPENERS = frozenset((*_NUMBERS, "same day", "the", "including", "where", "while", "as", "and", "but"))
#: "while a separate bombing killed four".
_APART = frozenset(("separate", "second", "third", "another", "different"))
#: What counts days back begins so.
_COUNTED_FROM = frozenset((*_NUMBERS, "same day"))
_YEARS = frozenset(map(str, range(1900, 2100)))
#: What makes a relative clause of a place tell the past ("where 30 were killed the day before").
_PAST = frozenset(("before", "earlier", "ago", "previously"))


def other_events(
    sentence: Sentence,
    counts: Sequence[CountMention],
    events: Sequence[int],
    places: Sequence[PlaceMention] = (),
) -> list[int]:
    """Offsets where such clauses begin. `events` are the offsets of the words that tell events, `places`
    those of the sentence.
    """
    marks: list[int] = []
    new = [c.at for c in counts if not (c.pronoun or c.definite)]
    if not new or _MARKS.isdisjoint(sentence.words):
        return marks
    # Something is told before the clause, and people are counted in it.
    first, last = min([c.at for c in counts] + [*events]), max(new)
    for k in range(1, len(sentence.lows) - 2):
        if sentence.lows[k] not in _OPENERS and sentence.tokens[k].tag != "date":
            continue
        at = sentence.tokens[k].start
        if at >= last:
            break
        if at <= first:
            continue
        begins = (
            _back(sentence, k) is not None
            or _same_day(sentence, k)
            or _ranks(sentence, k)
            or _one_of_them(sentence, k, events)
            or _there_before(sentence, k)
            or _dated_event(sentence, k, events)
            or _beside(sentence, k, counts, events, places)
        )
        if begins:
            marks.append(at)
    return marks


def counted_back(
    sentence: Sentence, counts: Sequence[CountMention], first: int, last: int, text: str
) -> tuple[int, Span] | None:
    """As in "The raid came two days after six farmers were killed": days back from the event told before,
    and the words that say so; `first` and `last` bound the tokens of the clause. None where it says none.
    """
    if _MARKS.isdisjoint(sentence.words):
        return None
    if not counts:
        return _came_after(sentence, first, last, text)
    if "where" in sentence.lows[first : first + 1]:
        for k in range(first, last - 2):
            if sentence.lows[k : k + 3] == ["the", "day", "before"]:
                return 1, sentence.span(text, k, k + 2)
    told = min([c.at for c in counts])
    for k in range(first, last - 2):
        if sentence.lows[k] not in _COUNTED_FROM:
            continue
        if sentence.tokens[k].start >= told:
            break
        if _same_day(sentence, k):
            return 0, sentence.span(text, k, k)
        number = _back(sentence, k)
        begins = k == first or not words_of("followed").isdisjoint(sentence.lows[max(first, k - 3) : k])
        if number is not None and begins:
            return number, sentence.span(text, k, k + 2)
    return None


def _came_after(sentence: Sentence, first: int, last: int, text: str) -> tuple[int, Span] | None:
    """As in "The blast came a week after one of the worst raids on Zhob": what may be told next."""
    for k in range(first + 1, last - 2):
        number = _back(sentence, k)
        if number is not None and not words_of("followed").isdisjoint(sentence.lows[max(first, k - 3) : k]):
            return number, sentence.span(text, k, k + 2)
    return None


def long_ago(sentence: Sentence, first: int, last: int, events: Sequence[int]) -> bool:
    """As in "his part in a 2001 raid that killed 14": an event with its year before its noun."""
    if _YEARS.isdisjoint(sentence.words):
        return False
    for k in range(first + 1, last - 1):
        if sentence.lows[k] in _YEARS and sentence.lows[k - 1] in ("a", "the"):
            return any(t.start in events for t in sentence.tokens[k + 1 : k + 5])
    return False


def _back(sentence: Sentence, k: int) -> int | None:
    """The days of "two days after" where it begins at token `k`."""
    number, unit, after = _NUMBERS.get(sentence.lows[k]), *sentence.lows[k + 1 : k + 3]
    if number is None or unit not in _UNITS or after != "after":
        return None
    return number * _UNITS[unit]


def _same_day(sentence: Sentence, k: int) -> bool:
    return sentence.lows[k] == "same day" and sentence.lows[k + 1] in ("that", "as", "when")


def _ranks(sentence: Sentence, k: int) -> bool:
    """As in "…, the latest in a spate of raids that claimed nine lives"."""
    return sentence.lows[k - 1 : k + 1] == [",", "the"] and sentence.lows[k + 1 : k + 3] == ["latest", "in"]


def _one_of_them(sentence: Sentence, k: int, events: Sequence[int]) -> bool:
    """As in "Violence claimed 14 lives, including a car bomb that killed two": one event of those."""
    if sentence.lows[k] != "including" or sentence.lows[k + 1] not in ("a", "an", "one", "another"):
        return False
    for at in range(k + 2, min(k + 7, len(sentence.tokens))):
        if at in sentence.heads or at in sentence.deed_at or sentence.tokens[at].tag != "word":
            break
        if sentence.tokens[at].start in events:
            return True
    return sentence.lows[k + 1 : k + 3] == ["one", "that"]


def _beside(
    sentence: Sentence,
    k: int,
    counts: Sequence[CountMention],
    events: Sequence[int],
    places: Sequence[PlaceMention],
) -> bool:
    """As in "…, while a separate bombing killed four", "… in Zhob, as an assault on a village in Kalat
    killed six": one more event, named as such or at a place apart.
    """
    low, after = sentence.lows[k], sentence.lows[k + 1 : k + 3]
    if low not in ("while", "as", "and", "but") or after[:1] not in (["a"], ["an"], ["another"]):
        return False
    at = next(
        (n for n in range(k + 1, min(k + 7, len(sentence.tokens))) if sentence.tokens[n].start in events), 0
    )
    plain = all(t.tag in ("word", "art", "more", "figure") for t in sentence.tokens[k + 1 : at])
    if not at or not plain or any(n in sentence.heads or n in sentence.deed_at for n in range(k + 1, at)):
        return False
    if low != "as" and not _APART.isdisjoint(after):
        return True
    if low in ("and", "but"):
        return False
    mark = sentence.tokens[k].start
    dead = [c.at > mark for c in counts if c.outcome == "killed" and c.part_of is None]
    if True in dead and False in dead:
        return True  # "… killed three, while an explosion killed four"
    here = [p.value for p in places if p.span.start < mark and p.form != "parent"]
    there = [p.value for p in places if p.span.start > mark and p.form != "parent"]
    return bool(here and there) and all(relate(a, b) == "apart" for a in here for b in there)


def _there_before(sentence: Sentence, k: int) -> bool:
    """As in "…, a village where gunmen killed 30 people the day before"."""
    if sentence.lows[k] != "where":
        return False
    ahead = sentence.lows[k + 1 : k + 16]
    dated = any(t.tag == "date" for t in sentence.tokens[k + 1 : k + 16])
    earlier = any(t.tag == "date" for t in sentence.tokens[:k])
    return not _PAST.isdisjoint(" ".join(ahead).split()) or (dated and earlier)


def _dated_event(sentence: Sentence, k: int, events: Sequence[int]) -> bool:
    """As in "wanted for Tuesday's bomb attack that killed two", "a 2001 raid that killed 14": an event
    with its own day, told in passing.
    """
    token = sentence.tokens[k]
    if token.tag != "date" or sentence.lows[k - 1] in ("on", "in", "since", "late", "early", "until"):
        return False
    owned = sentence.tokens[k + 1].tag == "own" or token.low.endswith(("'s", "’s")) or token.low.isdigit()
    told = [n for n in range(k + 1, min(k + 6, len(sentence.tokens))) if sentence.tokens[n].start in events]
    return owned and bool(told) and not {"that", "which"}.isdisjoint(sentence.lows[told[0] : told[0] + 10])
