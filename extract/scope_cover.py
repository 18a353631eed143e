"""What the figures of a segment cover: one event, several events or places, a period."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.count_tokens import Sentence
from extract.lexicon import Lexicon
from extract.places import PlaceMention
from extract.scope_where import Frame

if TYPE_CHECKING:
    from extract.dates import DateMention

_LISTED = re.compile(r"\band\b|&|\bas well as\b", re.IGNORECASE)
_CONFLICTS = frozenset(
    ["violence", "conflict", "war", "insurgency", "unrest", "crisis", "uprising", "offensive"]
)
_SETTLEMENTS = frozenset(
    ["villages", "towns", "districts", "provinces", "states", "cities", "localities", "communities"]
)
ORDINALS = frozenset(
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


def read_scope(frame: Frame, sentence: Sentence, lexicon: Lexicon, dates: Sequence[DateMention]) -> None:
    """Sets on the frame what its words say of its figures: `total`, `background`, `another` and the rest."""
    first = bisect_left([t.start for t in sentence.tokens], frame.start)
    last = bisect_left([t.start for t in sentence.tokens], frame.end)
    lows = sentence.lows[first:last]
    scope = lexicon.scope
    frame.words = frozenset(lows)
    hit = scope["period"].find(lows)
    period = hit is not None and not any(low in ORDINALS for low in lows[max(0, hit[0] - 7) : hit[0]])
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
