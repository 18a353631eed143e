"""Where a sentence is cut: before a running total, and between figures with a place or a day of their own."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.count_mention import CountMention
from extract.count_tokens import Sentence
from extract.incident_places import relate
from extract.incident_words import words_of
from extract.places import PlaceMention

if TYPE_CHECKING:
    from extract.dates import DateMention

_OF_UNITS = frozenset({"of", "the"})
#: What stands before the place of an event.
_WHERE = frozenset(("in", "at", "near", "outside", "on"))


def cuts_of(
    sentence: Sentence,
    counts: Sequence[CountMention],
    dates: Sequence[DateMention],
    places: Sequence[PlaceMention],
    apart: Sequence[int] = (),
) -> list[tuple[int, int]]:
    """The segments of a sentence: cut before a running total and between figures with their own place
    or day.
    """
    marks: list[int] = list(apart)
    whole = [c for c in counts if c.part_of is None]
    for n, (before, after) in enumerate(itertools.pairwise(whole)):
        if after.toll and not before.toll and after.outcome_cue is not None:
            low = min(after.at, after.outcome_cue.start)
            mark = _coordination(sentence, before.end, low)
            if mark:
                marks.append(mark)
        elif any(_are_alike(told, after) for told in whole[: n + 1]):
            mark = _coordination(sentence, before.end, after.at)
            if mark and _told_apart(sentence, mark, whole, dates, places):
                marks.append(mark)
        else:
            mark = _coordination(sentence, before.end, after.at)
            if mark and _each_somewhere(sentence, mark, before, after, places):
                marks.append(mark)
    for token in sentence.tokens if ";" in sentence.words else ():
        if token.low == ";" and token.start not in marks:
            marks.append(token.start)
    edges = [sentence.start, *sorted(marks), sentence.end]
    return [(a, b) for a, b in itertools.pairwise(edges) if a < b]


def _each_somewhere(
    sentence: Sentence,
    mark: int,
    before: CountMention,
    after: CountMention,
    places: Sequence[PlaceMention],
) -> bool:
    """As in "A judge was killed in Zhob and two traders were abducted in Kalat": each figure has a place of
    its own right behind "in" or "at", and they lie apart.
    """
    left = [p for p in places if p.span.start < mark and p.form != "parent"]
    right = [p for p in places if p.span.start > after.at and p.form != "parent"]
    if not left or not right or left[-1].group == right[0].group:
        return False
    shared = before.outcome_cue
    if shared is not None and shared == after.outcome_cue and shared.start > after.at:
        return False  # "In Zhob, two soldiers and a rebel were killed as troops searched a house in Kalat"
    lies = relate(left[-1].value, right[0].value)
    if lies != "apart" and (lies != "unclear" or before.outcome != after.outcome):
        return False
    return all(_said_where(sentence, p) for p in (left[-1], right[0]))


def _said_where(sentence: Sentence, place: PlaceMention) -> bool:
    at = sentence.token_at(place.phrase.start)
    first = at
    while first > 0 and sentence.lows[first - 1] in _OF_UNITS | words_of("fillers") | words_of("units"):
        first -= 1  # "in the northern district of Zhob"
    return not _WHERE.isdisjoint(sentence.lows[max(0, min(first - 1, at - 3)) : at])


def _are_alike(a: CountMention, b: CountMention) -> bool:
    """Whether two figures are of one outcome and may be of one side."""
    return a.outcome == b.outcome and (a.side == b.side or "unknown" in (a.side, b.side))


def _coordination(sentence: Sentence, start: int, end: int) -> int:
    """The offset of the last comma or conjunction between two offsets; 0 where there is none. A comma that
    ends the opening of a clause ("while in Zhob, two died") is none.
    """
    mark = 0
    opened = False
    for at, token in enumerate(sentence.tokens):
        if token.start < start:
            continue
        if token.start >= end:
            break
        if token.low == "," and opened:
            opened = False
            continue
        if token.low in ("and", "while", "but"):
            opened = at + 1 < len(sentence.tokens) and sentence.lows[at + 1] in ("in", "at", "near")
        if token.low in (",", "and", "while", "but", ";", "bringing", "taking", "raising"):
            mark = token.start
    return mark


def _told_apart(
    sentence: Sentence,
    mark: int,
    counts: Sequence[CountMention],
    dates: Sequence[DateMention],
    places: Sequence[PlaceMention],
) -> bool:
    """Whether both sides of a cut have a place of their own, or a day of their own."""
    left = [p for p in places if p.span.start < mark and p.form != "parent"]
    right = [p for p in places if p.span.start >= mark and p.form != "parent"]
    if left and right and not ({p.group for p in left} & {p.group for p in right}):
        near, far = left[-1].value, right[0].value
        if not {"country", "admin1"} & {near.precision, far.precision}:
            return near.name != far.name
        if near.precision == far.precision or {near.precision, far.precision} <= {
            "admin1",
            "admin2",
            "place",
        }:
            return relate(near, far) == "apart"
    return any(d.span.start < mark for d in dates) and any(d.span.start >= mark for d in dates)


def parts_elsewhere(text: str, counts: Sequence[CountMention], places: Sequence[PlaceMention]) -> list[int]:
    """Where a part begins that has a place of its own ("…, 19 of them in Nariño"): it is told apart."""
    marks: list[int] = []
    for count in counts:
        if count.part_of is None or count.best is None:
            continue
        for place in places:
            between = text[count.end : place.phrase.start]
            said = between.split() if len(between) < 24 and "," not in between else []
            if said == ["in"] or (said[-1:] == ["in"] and said[:1] == ["of"]):
                count.part_of = None
                marks.append(count.at)
                break
    return marks or _broken_down(text, [c for c in counts if c.part_of is None], places)


def _broken_down(text: str, counts: Sequence[CountMention], places: Sequence[PlaceMention]) -> list[int]:
    """As in "43 rebels, 18 in Zhob and 25 in Kalat, were killed": placed figures that add up to the first."""
    for n, whole in enumerate(counts):
        parts: list[CountMention] = []
        for part in counts[n + 1 :]:
            alike = part.outcome == whole.outcome and part.side in (whole.side, "unknown")
            if not alike or not any(text[part.end : p.phrase.start].strip() == "in" for p in places):
                break
            parts.append(part)
            if len(parts) > 1 and sum(p.value for p in parts) == whole.value:
                own = [p for p in places if whole.end <= p.span.start < parts[0].at and p.form != "parent"]
                theirs = [p for p in places if p.span.start > parts[0].end]
                if all(relate(p.value, o.value) == "apart" for p in theirs[:1] for o in own) and own:
                    break  # "Five were killed in Bijapur, three in Sukma and two in Dantewada"
                return [p.at for p in parts]
    return []
