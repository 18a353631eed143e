"""When and where a segment tells of: its day, its window, and the phrase that says where."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from extract.count_mention import CountMention
from extract.count_tokens import Sentence
from extract.model import Span
from extract.places import PlaceMention

if TYPE_CHECKING:
    from extract.dates import DateMention


_REPORTING = frozenset(
    [
        "said",
        "says",
        "told",
        "reported",
        "announced",
        "confirmed",
        "stated",
        "added",
        "reporters",
        "statement",
        "claimed",
        "reports",
        "briefing",
        "here",
    ]
)


_SAYING = _REPORTING - {"here", "reporters", "statement", "reports", "briefing"}


#: Behind one of these, a day is that of the clause and no longer that of the report before it.
_OPENS_A_CLAUSE = frozenset({"when", "that", "how", "where"})


_PUBLISHING = frozenset(
    [
        "released",
        "published",
        "posted",
        "shared",
        "identified",
        "listed",
        "tweeted",
        "report",
        "reports",
        "mourned",
        "tribute",
        "list",
        "lists",
    ]
) | _REPORTING - {"here"}


_ORIGIN = frozenset(["from", "to", "towards", "toward", "into", "against"])
_CONTEXT_FORMS = frozenset({"day", "night", "weekday", "month", "relative", "range"})
_LOCATIVE = frozenset(
    [
        "in",
        "at",
        "near",
        "of",
        "on",
        "outside",
        "around",
        "across",
        "inside",
        "from",
        "between",
        "along",
        "within",
        "to",
        "into",
        "through",
        "towards",
        "toward",
        "against",
    ]
)


_CARE = frozenset(
    [
        "hospital",
        "hospitals",
        "clinic",
        "morgue",
        "mortuary",
        "hospitalised",
        "airlifted",
        "flown",
        "shifted",
        "admitted",
        "evacuated",
        "dispensary",
    ]
)


_START = attrgetter("start")
_CLINICS = frozenset(["hospital", "hospitals", "clinic", "morgue", "mortuary", "dispensary"])
_FINE = {
    "place": 3.0,
    "near": 3.0,
    "admin2": 3.0,
    "admin1": 2.0,
    "region": 1.8,
    "country": 1.0,
    "international": 0.4,
}


@dataclass(slots=True)
class Trigger:
    """A word that tells an event: its offset and incident type.

    `form` is `verb`, `noun`, `nouns` (plural) or `unreal` ("to murder"). `definite` nouns name an event
    told before, `bare` ones none at all ("in combat", "of confrontation").
    """

    at: int
    kind: str
    form: str
    word: str = ""
    definite: bool = False
    bare: bool = False


@dataclass(slots=True)
class Frame:
    """A segment of a sentence that tells counts or an event.

    `date` is the day it states, `window` a "since …" or "last 24 hours"; `reported` a day that only dates the
    report. `counted_back` is how many days it lies before the event told before it ("came a day after six
    were killed"), with the words. `places` are the mentions of the phrase that says where. `total` is why
    its figures are one over several events ("period", "several", "lead", "places"), empty where not.
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
    asks: bool = False
    context: bool = False
    since_then: bool = False
    counted_back: tuple[int, Span] | None = None
    paragraph: int = 0
    other: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def context_of(
    sentence: Sentence, paragraph: int, dates: Sequence[DateMention], places: Sequence[PlaceMention]
) -> Frame | None:
    """A sentence without an event that says when or where the next one is ("In January, it found one")."""
    if not (dates or places) or not _PUBLISHING.isdisjoint(sentence.lows):
        return None
    frame = Frame(sentence.index, sentence.start, sentence.end, context=True, paragraph=paragraph)
    read_when(
        frame,
        sentence,
        [d for d in dates if d.form in _CONTEXT_FORMS and "later" not in d.span.text.lower()],
    )
    frame.places = read_where(frame, sentence, [p for p in places if p.form != "candidate"])
    return frame if frame.date or frame.places else None


def parts_elsewhere(text: str, counts: Sequence[CountMention], places: Sequence[PlaceMention]) -> list[int]:
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
                return [p.at for p in parts]
    return []


def _token_before(sentence: Sentence, offset: int, reach: int) -> list[str]:
    at = bisect_left(sentence.tokens, offset, key=_START)
    return sentence.lows[max(0, at - reach) : at]


def read_when(frame: Frame, sentence: Sentence, dates: Sequence[DateMention]) -> None:
    """Sets `date`, `window` and `reported` of a frame from the dates of its segment."""
    days, windows = [], []
    for date in dates:
        if date.form in ("future", "header") or (date.value.start is None and date.value.end is None):
            continue
        if date.form == "since" and (clause := _when_clause(date, sentence)) is not None:
            days.append(clause)
            continue
        if date.form in ("since", "window") or (
            date.form == "range" and date.value.precision == "day" and _is_long(date)
        ):
            windows.append(date)
            continue
        before = _token_before(sentence, date.span.start, 3)
        if (
            _dates_a_report(before)
            or _report_follows(date, sentence)
            or (_only_tolls(frame) and _of_the_report(date, sentence))
        ):
            frame.reported = frame.reported or date
            continue
        days.append(date)
    focus = frame.counts[0].at if frame.counts else (frame.triggers[0].at if frame.triggers else frame.start)
    if windows:
        frame.window = min(windows, key=lambda d: abs(d.span.start - focus))
    if not days:
        return
    frame.date = min(days, key=lambda d: (_coarse(d), abs(d.span.start - focus)))


def _dates_a_report(before: Sequence[str]) -> bool:
    """Whether the words before a date make it the day of a report: "said on", and not "said that on"."""
    for word in reversed(before):
        if word in _OPENS_A_CLAUSE:
            return False
        if word in _REPORTING:
            return True
    return False


def _report_follows(date: DateMention, sentence: Sentence) -> bool:
    """As in "The army on Monday announced", "Police today confirmed that": the day of the report."""
    at = bisect_left(sentence.tokens, date.span.end, key=_START)
    while at < len(sentence.tokens) and sentence.lows[at] in ("has", "have", "also", "officially"):
        at += 1
    return at < len(sentence.tokens) and sentence.lows[at] in _SAYING


def _of_the_report(date: DateMention, sentence: Sentence) -> bool:
    """Whether the date by a running figure says when it was told: a day, or the time of a publication."""
    published = _PUBLISHING.intersection(_token_before(sentence, date.span.start, 5))
    return date.value.precision in ("day", "days") or bool(published)


def _only_tolls(frame: Frame) -> bool:
    """The day of a running figure is the day it was told on."""
    return bool(frame.counts) and all(c.toll and c.rule in ("toll", "number of") for c in frame.counts)


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


def read_where(frame: Frame, sentence: Sentence, places: Sequence[PlaceMention]) -> list[PlaceMention]:
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
    at = bisect_left(sentence.tokens, first.phrase.end, key=_START)
    after = sentence.lows[at : at + 4]
    if (
        any(w in _CARE for w in before)
        or any(w in _CLINICS for w in after[:2])
        or "hospital" in first.phrase.text.lower()
    ):
        score -= 4.0
    if after[:1] == ["'s"]:
        score -= 0.7
    if any(w in _REPORTING for w in after[:1]):
        score -= 0.5
    return score
