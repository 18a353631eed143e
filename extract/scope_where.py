"""Where a segment tells of: the phrase that says where; and sentences that only say where or when."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from extract.count_tokens import Sentence
from extract.incident_places import relate
from extract.incident_words import words_of
from extract.places import PlaceMention
from extract.scope_frame import Frame
from extract.scope_places import best_where
from extract.scope_when import read_when

if TYPE_CHECKING:
    from extract.dates import DateMention


_QUOTES = frozenset(('"', "“", "'", "‘", "''", "«", "we"))
#: Words of the part of a town that an event was in.
_QUARTERS = words_of("quarters")
_CONTEXT_FORMS = frozenset({"day", "night", "weekday", "month", "relative", "range"})


def context_of(
    sentence: Sentence,
    paragraph: int,
    dates: Sequence[DateMention],
    places: Sequence[PlaceMention],
    located: Mapping[str, list[PlaceMention]],
) -> Frame | None:
    """A sentence without an event that says when or where the next one is ("In January, it found one").

    `located` says where stands what was named with its place before (see `locate`).
    """
    known = _told_of(sentence, located)
    if not (dates or places or known):
        return None
    if "we" in sentence.lows[:3] and sentence.lows[0] in _QUOTES:
        return None  # "“We planted the bomb last night. Seven soldiers died,” a spokesman said"
    if _publishes(sentence) and not tells_arrival(sentence.words):
        return None
    frame = Frame(sentence.index, sentence.start, sentence.end, context=True, paragraph=paragraph)
    read_when(
        frame,
        sentence,
        [d for d in dates if d.form in _CONTEXT_FORMS and "later" not in d.span.text.lower()],
    )
    listed = {p.group for p in places if p.form != "candidate"}  # "in Min, Myit and Htauk villages"
    frame.places = read_where(frame, sentence, [p for p in places if p.group in listed]) or known
    frame.words = sentence.words
    return frame if frame.date or frame.places else None


def tells_arrival(words: Collection[str]) -> bool:
    """As in "the gunmen had come on motorcycles": how an attack begins."""
    return not (words_of("arrivals").isdisjoint(words) or words_of("armed").isdisjoint(words))


def _publishes(sentence: Sentence) -> bool:
    """Whether a sentence only speaks of a publication; not of a group "listed as a terrorist one"."""
    said = words_of("publishing") & sentence.words
    return bool(said) and not (said == {"listed"} and ("listed", "as") in itertools.pairwise(sentence.lows))


def locate(
    sentence: Sentence, places: Sequence[PlaceMention], located: dict[str, list[PlaceMention]]
) -> None:
    """Notes what stands where ("the clinic in Zhob"), by its noun."""
    for place in places:
        at = sentence.token_at(place.phrase.start)
        if 1 < at < len(sentence.tokens) and sentence.lows[at - 1] in ("in", "at"):
            noun = sentence.lows[at - 2]
            if noun in words_of("buildings") and sentence.tokens[at].start == place.phrase.start:
                located[noun] = [p for p in places if p.group == place.group]


def _told_of(sentence: Sentence, located: Mapping[str, list[PlaceMention]]) -> list[PlaceMention]:
    """Where the subject of a sentence stands, as a sentence before said: "The clinic was left alone"."""
    if not located or sentence.lows[:1] != ["the"]:
        return []
    return located.get(sentence.lows[1], []) if len(sentence.lows) > 1 else []


def where_told(sentence: Sentence, start: int, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """As in "… near Zhob, where the army said 25 rebels were killed": the place that the clause goes on
    with.
    """
    at = sentence.token_at(start)
    if sentence.lows[at : at + 1] != ["where"]:
        return []
    before = [p for p in places if p.phrase.end <= start and p.form != "parent"]
    near = before and not [
        t for t in sentence.tokens[:at] if t.start >= before[-1].phrase.end and t.low != ","
    ]
    fine = near and before[-1].value.precision in ("place", "near", "admin2")
    return [p for p in places if p.group == before[-1].group] if fine else []


def two_events(
    frame: Frame, sentence: Sentence, places: Sequence[PlaceMention], masses: Collection[str]
) -> list[PlaceMention]:
    """The places of "… were killed in a blast in Zhob and in firing in Kalat": figures before two events,
    each with a place; empty where it is not said so. `masses` are events without an article ("in firing").
    """
    if not frame.counts or "and" not in frame.words or len(places) < 2:
        return []
    nouns = {t.at for t in frame.triggers if t.form in ("noun", "nouns") and not t.definite}
    nouns.update(t.start for t in sentence.tokens if t.low in masses and frame.start <= t.start < frame.end)
    for first, second in itertools.pairwise(sorted(nouns)):
        joint = [t for t in sentence.tokens if first < t.start < second and t.low in ("and", "another")]
        if not joint or any(c.at > first for c in frame.counts):
            continue
        here = [p for p in places if first < p.span.start < joint[0].start and p.form != "parent"]
        there = [p for p in places if p.span.start > second and p.form != "parent"]
        if not here or not there or relate(there[0].value, here[0].value) in ("same", "inside", "around"):
            continue
        return [p for p in places if p.group in (here[0].group, there[0].group)]
    return []


def read_where(frame: Frame, sentence: Sentence, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The phrase that says where, see `best_where`; notes on the frame whether it only tells an origin."""
    best = best_where(sentence, places)
    frame.origin = best.origin
    return best.places


def quarter_of(frame: Frame, sentence: Sentence) -> str:
    """As in "in western Baghdad", "in a western part of Baghdad", "in the capital's western suburbs": the
    part of the town where it was; empty where none is told.
    """
    if len(frame.places) != 1 or _QUARTERS.isdisjoint(sentence.words):
        return ""
    span, lows = frame.places[0].span, sentence.lows
    at, behind = sentence.token_at(span.start), sentence.token_at(span.end)
    ahead = lows[max(at - 1, 0) : at]
    if ahead == ["of"]:
        ahead = lows[max(at - 3, 0) : at - 2]
    told = [*ahead, *(lows[behind + 1 : behind + 2] if lows[behind : behind + 1] in (["'s"], ["’s"]) else [])]
    return next((low.removesuffix("ern").replace("-", "") for low in told if low in _QUARTERS), "")
