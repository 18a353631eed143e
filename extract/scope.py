"""What a clause speaks of: its day, its place, and whether its figures tell one event, a total or the past.

`frames` cuts each sentence that tells a count or an event into segments and gives each segment its own date,
places and scope cues. Scope is judged by segment: "…, bringing the total to 23" must not capture the figure
before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extract.count_tokens import Sentence
from extract.counts import CountMention
from extract.lexicon import Lexicon
from extract.model import Span
from extract.places import PlaceMention

if TYPE_CHECKING:
    from extract.dates import DateMention

_LISTED = re.compile(r"\band\b|&|\bas well as\b", re.IGNORECASE)
_REPORTING = frozenset(
    "said says told reported announced confirmed stated added reporters statement claimed reports briefing here".split()
)
_LOCATIVE = frozenset("in at near of on outside around across inside from between along within to into through towards toward against".split())
_ORIGIN = frozenset("from to towards toward into against".split())
_CARE = frozenset("hospital hospitals clinic morgue mortuary hospitalised airlifted flown shifted admitted evacuated dispensary".split())
_FINE = {"place": 3.0, "near": 3.0, "admin2": 3.0, "admin1": 2.0, "region": 1.8, "country": 1.0, "international": 0.4}
_SINGULAR_FORMS = frozenset({"noun", "verb"})
_WINDOWS = frozenset({"since", "window", "range"})
_ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth latest deadliest worst bloodiest biggest largest 2nd 3rd 4th 5th".split()
)
_ARTICLES = frozenset("a an another the this one".split())


@dataclass(slots=True)
class Trigger:
    """A word that tells an event: its offset, incident type, and `verb`, `noun` or `nouns` (plural)."""

    at: int
    kind: str
    form: str
    word: str = ""
    definite: bool = False


@dataclass(slots=True)
class Frame:
    """A segment of a sentence that tells counts or an event.

    `date` is the day it states, `window` a "since …" or "last 24 hours"; `reported` a day that only dates the
    report. `places` are the mentions of the phrase that says where. `total` is why its figures are one over
    several events ("period", "several", "lead", "places"), empty where they are not.
    """

    sentence: int
    start: int
    end: int
    counts: list[CountMention] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    date: DateMention | None = None
    window: DateMention | None = None
    reported: DateMention | None = None
    places: list[PlaceMention] = field(default_factory=list)
    total: str = ""
    plural_events: bool = False
    background: bool = False
    another: bool = False
    strong: bool = False
    same_place: bool = False
    same_day: bool = False
    in_all: bool = False
    opening: bool = False
    context: bool = False
    since_then: bool = False
    paragraph: int = 0
    other: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


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
        here_places = places[bisect_left(place_starts, sentence.start) : bisect_right(place_starts, sentence.end)]
        if not mine and not triggers:
            context = _context(sentence, paragraph, here_dates, here_places)
            if context is not None:
                out.append(context)
            continue
        apart = _parts_elsewhere(text, mine, here_places)
        cuts = _cuts(sentence, mine, here_dates, here_places, apart)
        for n, (start, end) in enumerate(cuts):
            frame = Frame(sentence.index, start, end, paragraph=paragraph)
            frame.opening = sentence.first_of_paragraph and n == 0
            frame.counts = [c for c in mine if start <= _anchor(c) < end]
            frame.triggers = [t for t in triggers if start <= t.at < end]
            if not frame.counts and (not frame.triggers or len(cuts) > 1 and n > 0):
                continue
            inside_dates = [d for d in here_dates if start <= d.span.start < end]
            inside_places = [p for p in here_places if start <= p.span.start < end]
            _when(frame, sentence, inside_dates)
            frame.places = _where(frame, sentence, inside_places)
            _scope(frame, sentence, lexicon, inside_dates)
            if start in apart and out and out[-1].sentence == sentence.index:
                frame.window, frame.date, frame.total = frame.window or out[-1].window, frame.date or out[-1].date, frame.total or out[-1].total
            out.append(frame)
    return out


def _context(
    sentence: Sentence, paragraph: int, dates: Sequence[DateMention], places: Sequence[PlaceMention]
) -> Frame | None:
    """A sentence that tells no event but says where or when the next one does: "In January, it found one." """
    frame = Frame(sentence.index, sentence.start, sentence.end, context=True, paragraph=paragraph)
    _when(frame, sentence, [d for d in dates if d.form in ("day", "night", "weekday", "month", "relative", "range")])
    frame.places = _where(frame, sentence, [p for p in places if p.form != "candidate"])
    return frame if frame.date or frame.places else None


def _parts_elsewhere(text: str, counts: Sequence[CountMention], places: Sequence[PlaceMention]) -> list[int]:
    """Where a part begins that has a place of its own ("…, 19 of them in Nariño"): it is told apart."""
    marks: list[int] = []
    for count in counts:
        if count.part_of is None or not count.partitive or count.best is None:
            continue
        for place in places:
            between = text[count.end : place.phrase.start]
            if 0 < len(between) < 24 and between.split()[-1:] == ["in"] and "of" in between.split()[:1]:
                count.part_of = None
                marks.append(count.at)
                break
    return marks


def _anchor(count: CountMention) -> int:
    return count.part_of.at if count.part_of is not None and count.part_of.sentence == count.sentence else count.at


def _triggers(sentence: Sentence, lexicon: Lexicon) -> list[Trigger]:
    found = []
    tokens = sentence.tokens
    for start, end, (kind, form) in lexicon.events.find_all(sentence.lows):
        definite = False
        if form == "noun":
            k = start - 1
            while k >= 0 and tokens[k].tag == "word" and start - k < 4:
                k -= 1
            before = sentence.lows[max(0, k) : start]
            definite = k >= 0 and tokens[k].low in ("the", "this", "that", "no") and not _ORDINALS & set(before)
        elif form == "nouns" and _one_of(sentence, start):
            form = "noun"
        found.append(Trigger(tokens[start].start, kind, form, " ".join(sentence.lows[start:end]), definite))
    return found


def _one_of(sentence: Sentence, at: int) -> bool:
    """ "in one of these operations": a plural that speaks of one event."""
    before = sentence.lows[max(0, at - 6) : at]
    return any(a == "one" and b == "of" for a, b in zip(before, before[1:], strict=False))


# --- segments


def _cuts(
    sentence: Sentence,
    counts: Sequence[CountMention],
    dates: Sequence[DateMention],
    places: Sequence[PlaceMention],
    apart: Sequence[int] = (),
) -> list[tuple[int, int]]:
    """The segments of a sentence: cut before a running total and between figures with their own place or day."""
    marks: list[int] = list(apart)
    whole = [c for c in counts if c.part_of is None]
    for before, after in zip(whole, whole[1:], strict=False):
        if after.toll and not before.toll and after.outcome_cue is not None:
            low = min(after.at, after.outcome_cue.start)
            mark = _coordination(sentence, before.end, low)
            if mark:
                marks.append(mark)
        elif before.outcome == after.outcome and (before.side == after.side or "unknown" in (before.side, after.side)):
            mark = _coordination(sentence, before.end, after.at)
            if mark and _told_apart(sentence, mark, whole, dates, places):
                marks.append(mark)
    for k, low in enumerate(sentence.lows):
        if low == ";" and sentence.tokens[k].start not in marks:
            marks.append(sentence.tokens[k].start)
    edges = [sentence.start, *sorted(marks), sentence.end]
    return [(a, b) for a, b in zip(edges, edges[1:], strict=False) if a < b]


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


def _token_before(sentence: Sentence, offset: int, reach: int) -> list[str]:
    starts = [t.start for t in sentence.tokens]
    at = bisect_left(starts, offset)
    return sentence.lows[max(0, at - reach) : at]


def _when(frame: Frame, sentence: Sentence, dates: Sequence[DateMention]) -> None:
    days = []
    for date in dates:
        if date.form in ("future", "header") or date.value.start is None and date.value.end is None:
            continue
        if date.form == "since" and (clause := _when_clause(date, sentence)) is not None:
            days.append(clause)
            continue
        if date.form in ("since", "window") or (date.form == "range" and date.value.precision == "day" and _is_long(date)):
            frame.window = frame.window or date
            continue
        before = _token_before(sentence, date.span.start, 3)
        if (any(word in _REPORTING for word in before) and "when" not in before) or _only_tolls(frame):
            frame.reported = frame.reported or date
            continue
        days.append(date)
    if not days:
        return
    focus = frame.counts[0].at if frame.counts else (frame.triggers[0].at if frame.triggers else frame.start)
    frame.date = min(days, key=lambda d: (_coarse(d), abs(d.span.start - focus)))


def _only_tolls(frame: Frame) -> bool:
    """The day of a running figure is the day it was told on."""
    return bool(frame.counts) and all(c.toll and c.rule == "toll" for c in frame.counts)


def _when_clause(date: DateMention, sentence: Sentence) -> DateMention | None:
    """ "the first attack since Thursday, when gunmen …": the "when" clause tells of that Thursday."""
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


def _where(frame: Frame, sentence: Sentence, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The phrase that says where: the finest one behind a preposition of place, the first of equals."""
    by_group: dict[int, list[PlaceMention]] = {}
    for place in places:
        if place.form != "dateline":
            by_group.setdefault(place.group, []).append(place)
    best: list[PlaceMention] = []
    best_score = 1.0
    for n, members in enumerate(by_group.values()):
        own = [m for m in members if m.form != "parent"] or members
        score = _fitness(sentence, own) - 0.05 * n
        if score > best_score:
            best, best_score = own, score
    return best


def _fitness(sentence: Sentence, members: Sequence[PlaceMention]) -> float:
    first = members[0]
    value = first.value
    fine = _FINE.get(value.precision, 1.0)
    if first.form == "candidate" and value.country is None:
        fine = 1.4
    before = _token_before(sentence, first.phrase.start, 3)
    if not before and value.precision == "near":
        before = ["in"]
    last = before[-1] if before else ""
    located = value.precision == "near" or any(w in _LOCATIVE for w in before[-2:])
    score = fine + (2.0 if located else 0.0)
    if last in ("from", "to", "of") and last in _ORIGIN:
        score -= 1.5
    if not located and value.precision in ("country", "admin1"):
        score -= 1.2
    ends = [t.start for t in sentence.tokens]
    at = bisect_left(ends, first.phrase.end)
    after = sentence.lows[at : at + 4]
    if any(w in _CARE for w in before) or any(w in _CARE for w in after[:3]) or "hospital" in first.phrase.text.lower():
        score -= 4.0
    if after[:1] == ["'s"]:
        score -= 0.7
    if any(w in _REPORTING for w in after[:1]):
        score -= 0.5
    return score


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
    several = frame.plural_events or scope["several"].find(lows) is not None
    lead = scope["lead"].find(lows) is not None
    frame.background = scope["background"].find(lows) is not None
    opening = lows[:8]
    frame.another = scope["another"].match(opening, 0) is not None if opening else False
    frame.strong = scope["another_strong"].find(opening) is not None
    frame.same_place = "same" in frame.words or "there" in frame.words or "nearby" in frame.words
    frame.same_day = "same" in frame.words and "day" in frame.words
    frame.since_then = any(a == "since" and b == "then" for a, b in zip(lows, lows[1:], strict=False))
    frame.in_all = any(a == "in" and b in ("all", "total") for a, b in zip(lows, lows[1:], strict=False)) or "altogether" in frame.words
    frame.other = frozenset(kind for _, _, kind in lexicon.other.find_all(lows))
    if not frame.counts:
        return
    if frame.window is not None and frame.date is None or period and not frame.date or frame.since_then:
        frame.total = "period"
    elif lead:
        frame.total = "lead"
    elif several:
        frame.total = "several"
    elif _many_places(frame):
        frame.total = "places"
    elif frame.date is not None and frame.date.value.precision in ("year", "month") and _no_single_event(frame):
        frame.total = "period"


def _several_events(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a plural of events with a figure or "several", "separate", "the" stands here."""
    tokens = sentence.tokens
    for k in range(first, last):
        if sentence.lows[k] in lexicon.event_plurals and tokens[k].tag == "word":
            for back in range(k - 1, max(first, k - 4) - 1, -1):
                if tokens[back].tag == "num" or sentence.lows[back] in ("separate", "different", "several", "multiple", "various", "both"):
                    return True
                if tokens[back].tag != "word":
                    break
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
    return name in {(unit or "").lower() for unit in (b.value.admin2, b.value.admin1)} and a.value.precision != b.value.precision


def _no_single_event(frame: Frame) -> bool:
    broad = not frame.places or frame.places[0].value.precision in ("country", "admin1")
    told = any(t.form == "noun" and not t.definite or t.form == "verb" and t.kind in ("bombing", "abduction") for t in frame.triggers)
    return broad and not told
