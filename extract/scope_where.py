"""Where a segment tells of: the phrase that says where; and sentences that only say where or when."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.count_mention import CountMention
from extract.count_tokens import Sentence
from extract.incident_words import words_of
from extract.places import PlaceMention
from extract.scope_frame import Frame
from extract.scope_when import START, read_when, words_before

if TYPE_CHECKING:
    from extract.dates import DateMention


_CONTEXT_FORMS = frozenset({"day", "night", "weekday", "month", "relative", "range"})


_FINE = {
    "place": 3.0,
    "near": 3.0,
    "admin2": 3.0,
    "admin1": 2.0,
    "region": 1.8,
    "country": 1.0,
    "international": 0.4,
}


def context_of(
    sentence: Sentence, paragraph: int, dates: Sequence[DateMention], places: Sequence[PlaceMention]
) -> Frame | None:
    """A sentence without an event that says when or where the next one is ("In January, it found one")."""
    if not (dates or places) or not words_of("publishing").isdisjoint(sentence.lows):
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
    before = words_before(sentence, first.phrase.start, 3)
    if not before and value.precision == "near":
        before = ["in"]
    last = before[-1] if before else ""
    located = value.precision == "near" or any(w in words_of("locative") for w in before[-2:])
    score = fine + (2.0 if located else 0.0)
    at = bisect_left(sentence.tokens, first.phrase.start, key=START)
    if not located and any(end == at for end, head in sentence.heads.values() if not head.plural):
        score -= 3.0  # "her husband Hani": a name behind a noun for a person
    if not located and at > 0 and sentence.tokens[at - 1].tag == "age":
        score -= 3.0  # "his sister, 14-year-old Sama"
    if last in ("from", "to", "of") and last in words_of("origin"):
        score -= 1.5
    if not located and value.precision in ("country", "admin1"):
        score -= 1.2
    at = bisect_left(sentence.tokens, first.phrase.end, key=START)
    after = sentence.lows[at : at + 4]
    if (
        any(w in words_of("care") for w in before)
        or any(w in words_of("clinics") for w in after[:2])
        or "hospital" in first.phrase.text.lower()
    ):
        score -= 4.0
    if (
        not located
        and value.precision in ("place", "near", "country")
        and any(w in words_of("media") for w in after[:1])
    ):
        score -= 4.0
    if after[:1] == ["'s"]:
        score -= 0.7
    if any(w in words_of("reporting") for w in after[:1]):
        score -= 0.5
    return score
