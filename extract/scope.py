"""What a clause speaks of: its day, its place, and whether its figures tell one event, a total or the past.

`frames` cuts each sentence that tells a count or an event into segments and gives each segment its own date,
places and scope cues. Scope is judged by segment: "…, bringing the total to 23" must not capture the figure
before it.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.count_tokens import Sentence
from extract.counts import CountMention
from extract.lexicon import Lexicon
from extract.places import PlaceMention
from extract.scope_where import Frame, Trigger, context_of, parts_elsewhere, read_when, read_where

if TYPE_CHECKING:
    from extract.dates import DateMention

_LISTED = re.compile(r"\band\b|&|\bas well as\b", re.IGNORECASE)
_SINGULAR_FORMS = frozenset({"noun", "verb"})
_WINDOWS = frozenset({"since", "window", "range"})
_ORDINALS = frozenset(
    [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "latest",
        "deadliest",
        "worst",
        "bloodiest",
        "biggest",
        "largest",
        "2nd",
        "3rd",
        "4th",
        "5th",
    ]
)
_ARTICLES = frozenset(["a", "an", "another", "the", "this", "one"])


def frames(
    text: str,
    sentences: Sequence[Sentence],
    counts: Sequence[CountMention],
    dates: Sequence[DateMention],
    places: Sequence[PlaceMention],
    lexicon: Lexicon,
) -> list[Frame]:
    """The frames of a text in order. Sentences that tell neither counts nor events give none."""
    by_sentence: dict[int, list[CountMention]] = {}
    for count in counts:
        by_sentence.setdefault(count.sentence, []).append(count)
    date_starts = [d.span.start for d in dates]
    place_starts = [p.span.start for p in places]
    out: list[Frame] = []
    paragraph = 0
    for sentence in sentences:
        mine = by_sentence.get(sentence.index, [])
        triggers = _triggers(sentence, lexicon)
        paragraph += sentence.first_of_paragraph
        here_dates = dates[bisect_left(date_starts, sentence.start) : bisect_right(date_starts, sentence.end)]
        here_places = places[
            bisect_left(place_starts, sentence.start) : bisect_right(place_starts, sentence.end)
        ]
        if not mine and not triggers:
            context = context_of(sentence, paragraph, here_dates, here_places)
            if context is not None:
                out.append(context)
            continue
        apart = parts_elsewhere(text, mine, here_places)
        cuts = _cuts(sentence, mine, here_dates, here_places, apart)
        for n, (start, end) in enumerate(cuts):
            frame = Frame(sentence.index, start, end, paragraph=paragraph)
            frame.opening = sentence.first_of_paragraph and n == 0
            frame.counts = [c for c in mine if start <= _anchor(c) < end]
            frame.triggers = [t for t in triggers if start <= t.at < end]
            if not frame.counts and (not frame.triggers or (len(cuts) > 1 and n > 0)):
                continue
            inside_dates = [d for d in here_dates if start <= d.span.start < end]
            inside_places = [p for p in here_places if start <= p.span.start < end]
            read_when(frame, sentence, inside_dates)
            frame.places = read_where(frame, sentence, inside_places)
            _scope(frame, sentence, lexicon, inside_dates)
            if start in apart and out and out[-1].sentence == sentence.index:
                frame.window, frame.date, frame.total = (
                    frame.window or out[-1].window,
                    frame.date or out[-1].date,
                    frame.total or out[-1].total,
                )
            out.append(frame)
    return out


def _anchor(count: CountMention) -> int:
    return (
        count.part_of.at
        if count.part_of is not None and count.part_of.sentence == count.sentence
        else count.at
    )


def _triggers(sentence: Sentence, lexicon: Lexicon) -> list[Trigger]:
    found = []
    tokens = sentence.tokens
    for start, end, (kind, form) in lexicon.events.find_all(sentence.lows):
        definite = False
        if form == "verb" and sentence.lows[start] in ("attack", "attacks") and not _as_verb(sentence, start):
            form = "noun" if sentence.lows[start] == "attack" else "nouns"
        if form == "noun":
            k = start - 1
            while k >= 0 and tokens[k].tag == "word" and start - k < 4:
                k -= 1
            before = sentence.lows[max(0, k) : start]
            definite = (
                k >= 0 and tokens[k].low in ("the", "this", "that", "no") and not _ORDINALS & set(before)
            )
        elif form == "nouns" and _one_of(sentence, start):
            form = "noun"
        found.append(Trigger(tokens[start].start, kind, form, " ".join(sentence.lows[start:end]), definite))
    return found


def _as_verb(sentence: Sentence, at: int) -> bool:
    """As in "rebels attack", "to attack"; not "the recent attacks"."""
    if at == 0:
        return False
    before = sentence.tokens[at - 1]
    people = any(end == at for end, _ in sentence.heads.values()) or any(
        end == at for _, end, _, _ in sentence.parties
    )
    return people or before.tag in ("modal", "pron", "rel", "adv") or before.low == "to"


def _one_of(sentence: Sentence, at: int) -> bool:
    """As in "in one of these operations": a plural that speaks of one event."""
    before = sentence.lows[max(0, at - 6) : at]
    return any(a == "one" and b == "of" for a, b in itertools.pairwise(before))


# --- segments


def _cuts(
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
    for before, after in itertools.pairwise(whole):
        if after.toll and not before.toll and after.outcome_cue is not None:
            low = min(after.at, after.outcome_cue.start)
            mark = _coordination(sentence, before.end, low)
            if mark:
                marks.append(mark)
        elif before.outcome == after.outcome and (
            before.side == after.side or "unknown" in (before.side, after.side)
        ):
            mark = _coordination(sentence, before.end, after.at)
            if mark and _told_apart(sentence, mark, whole, dates, places):
                marks.append(mark)
    for token in sentence.tokens:
        if token.low == ";" and token.start not in marks:
            marks.append(token.start)
    edges = [sentence.start, *sorted(marks), sentence.end]
    return [(a, b) for a, b in itertools.pairwise(edges) if a < b]


def _coordination(sentence: Sentence, start: int, end: int) -> int:
    """The offset of the last comma or conjunction between two offsets; 0 where there is none."""
    mark = 0
    for token in sentence.tokens:
        if token.start < start:
            continue
        if token.start >= end:
            break
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
        pair = (left[-1].value, right[0].value)
        if pair[0].precision not in ("country", "admin1") and pair[1].precision not in ("country", "admin1"):
            return pair[0].name != pair[1].name
    return any(d.span.start < mark for d in dates) and any(d.span.start >= mark for d in dates)


# --- when and where


# --- what the figures cover


def _scope(frame: Frame, sentence: Sentence, lexicon: Lexicon, dates: Sequence[DateMention]) -> None:
    first = bisect_left([t.start for t in sentence.tokens], frame.start)
    last = bisect_left([t.start for t in sentence.tokens], frame.end)
    lows = sentence.lows[first:last]
    scope = lexicon.scope
    frame.words = frozenset(lows)
    hit = scope["period"].find(lows)
    period = hit is not None and not any(low in _ORDINALS for low in lows[max(0, hit[0] - 7) : hit[0]])
    frame.plural_events = _several_events(sentence, first, last, lexicon)
    several = (
        frame.plural_events
        or scope["several"].find(lows) is not None
        or _several_places(sentence, first, last)
    )
    lead = scope["lead"].find(lows) is not None
    frame.background = scope["background"].find(lows) is not None
    opening = lows[:8]
    frame.another = scope["another"].match(opening, 0) is not None if opening else False
    person = any(k in sentence.heads for k in range(first, min(first + 4, last)))
    frame.another = frame.another and not (opening[0] == "another" and person)
    frame.strong = scope["another_strong"].find(opening) is not None
    frame.same_place = "same" in frame.words or "there" in frame.words or "nearby" in frame.words
    frame.same_day = "same" in frame.words and "day" in frame.words
    frame.since_then = any(a == "since" and b == "then" for a, b in itertools.pairwise(lows))
    frame.in_all = (
        any(a == "in" and b in ("all", "total") for a, b in itertools.pairwise(lows))
        or "altogether" in frame.words
    )
    frame.other = frozenset(kind for _, _, kind in lexicon.other.find_all(lows))
    if not frame.counts:
        return
    if (
        (frame.window is not None and frame.date is None)
        or (period and not frame.date)
        or frame.since_then
        or _of_a_conflict(frame)
    ):
        frame.total = "period"
    elif lead:
        frame.total = "lead"
    elif several:
        frame.total = "several"
    elif _many_places(frame):
        frame.total = "places"
    elif (
        frame.date is not None and frame.date.value.precision in ("year", "month") and _no_single_event(frame)
    ):
        frame.total = "period"


_CONFLICTS = frozenset(
    ["violence", "conflict", "war", "insurgency", "unrest", "crisis", "uprising", "offensive"]
)


def _of_a_conflict(frame: Frame) -> bool:
    """As in "The death toll in the ethnic violence has crossed 220": a running figure of more than a day."""
    if frame.date or frame.places or not frame.words & _CONFLICTS:
        return False
    perfect = {"have", "been"} <= frame.words or {"has", "killed"} <= frame.words
    return all(c.toll or perfect for c in frame.counts)


def _several_events(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a plural of events with a figure or "several", "separate", "the" stands here."""
    tokens = sentence.tokens
    for k in range(first, last):
        if sentence.lows[k] in lexicon.event_plurals and tokens[k].tag == "word":
            for back in range(k - 1, max(first, k - 4) - 1, -1):
                if tokens[back].tag == "num" or sentence.lows[back] in (
                    "separate",
                    "different",
                    "several",
                    "multiple",
                    "various",
                    "both",
                ):
                    return True
                if tokens[back].tag != "word":
                    break
    return False


_SETTLEMENTS = frozenset(
    ["villages", "towns", "districts", "provinces", "states", "cities", "localities", "communities"]
)


def _several_places(sentence: Sentence, first: int, last: int) -> bool:
    """As in "in raids on three villages", "attacks across four districts": events at more than one place."""
    tokens, lows = sentence.tokens, sentence.lows
    for k in range(first, last - 1):
        number = tokens[k].number
        if number is None or (number.best or number.low or 0) < 2 or tokens[k - 1].tag != "prep":
            continue
        noun = next((n for n in range(k + 1, min(k + 4, last)) if lows[n] in _SETTLEMENTS), -1)
        if noun < 0 or any(tokens[n].tag != "word" for n in range(k + 1, noun)):
            continue
        if lows[k - 1] in ("in", "across", "on"):
            return True
    return False


def _many_places(frame: Frame) -> bool:
    own = [p for p in frame.places if p.form != "parent"]
    names = {p.value.name for p in own}
    if len(names) < 2 or "(" in own[0].phrase.text or not _LISTED.search(own[0].phrase.text):
        return False
    if any(_one_in_other(a, b) for a in own for b in own if a is not b):
        return False
    if any(p.value.precision in ("region", "country", "near", "international") for p in frame.places):
        return False
    return all(p.group == frame.places[0].group for p in frame.places)


def _one_in_other(a: PlaceMention, b: PlaceMention) -> bool:
    """Whether the first is the district, province or country of the second."""
    name = (a.value.name or "").lower()
    return (
        name in {(unit or "").lower() for unit in (b.value.admin2, b.value.admin1)}
        and a.value.precision != b.value.precision
    )


def _no_single_event(frame: Frame) -> bool:
    broad = not frame.places or frame.places[0].value.precision in ("country", "admin1")
    told = any(
        (t.form == "noun" and not t.definite) or (t.form == "verb" and t.kind in ("bombing", "abduction"))
        for t in frame.triggers
    )
    return broad and not told and max(c.value for c in frame.counts) > 2
