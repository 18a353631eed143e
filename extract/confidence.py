"""How sure a proposal is of each value: logistic sums of what can be seen of it, with weights as data.

The weights stand in `lexicon/confidence.toml`, fitted by `bench/_calibrate.py` on texts that people coded,
so that of the values at 0.9 about nine in ten are right. Only what stands in the proposal is asked: the rule
that read a value, its wording, how far its evidence lies off, and what competes with it.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from extract.frozen import replace
from extract.model import Count, DateRange, Entry, Place, Span
from extract.wordlists import load

#: Rules that read most counts have a weight of their own; the others share one.
RULES = frozenset(("active", "passive", "subject", "reduced", "nominal", "toll", "adjective", "counted"))
#: Surer or less sure than this nothing is said to be: so few texts tell no more.
_LEAST, _MOST = 0.05, 0.98
#: Offsets between the evidence of a value and that of its entry's first count: near, then far.
_NEAR, _FAR = 150, 600
_ASSAULTS = ("shot", "shoot", "stab", "beat", "fired")
_PRONOUNS = frozenset(("he", "she", "him", "her", "they", "them"))


class Around:
    """A proposal's entries, and where its numbers stand (start offsets in order), to judge one value by."""

    def __init__(self, entries: Sequence[Entry], numbers: Sequence[int]) -> None:
        self.numbers = numbers
        self.incidents = sum(e.kind == "incident" for e in entries)
        #: How many counts have an outcome, among entries of one kind and role.
        self.rivals: dict[tuple[str, str, str], int] = {}
        for e in entries:
            for c in e.counts:
                if c.part_of is None:
                    told = (e.kind, e.role, c.outcome)
                    self.rivals[told] = self.rivals.get(told, 0) + 1

    def figure(self, evidence: Sequence[Span]) -> bool:
        """Whether a number stands in the evidence."""
        numbers = self.numbers
        for s in evidence:
            at = bisect_left(numbers, s.start)
            if at < len(numbers) and numbers[at] < s.end:
                return True
        return False


def rated(entries: Sequence[Entry], numbers: Sequence[int]) -> tuple[Entry, ...]:
    """The entries with a confidence (0 to 1) in each count, date and place; an entry's is its least.

    `numbers` are the start offsets of the number mentions in order. A date or place that is not stated has no
    confidence.
    """
    around = Around(entries, numbers)
    return tuple(_entry(entry, around) for entry in entries)


def _entry(entry: Entry, around: Around) -> Entry:
    counts = tuple(
        replace(c, confidence=chance("counts", count_features(c, entry, around))) for c in entry.counts
    )
    date, location = entry.date, entry.location
    if date.start is not None or date.end is not None:
        date = replace(date, confidence=chance("dates", date_features(date, entry, around)))
    if location.precision != "unknown":
        location = replace(location, confidence=chance("places", place_features(location, entry, around)))
    known = [*(c.confidence for c in counts), date.confidence, location.confidence]
    stated = [k for k in known if k is not None]
    least = min(stated) if stated else chance("counts", ())
    return replace(entry, counts=counts, date=date, location=location, confidence=least)


def chance(kind: str, features: Iterable[str]) -> float:
    """The chance (two decimals) that a value of this kind (`counts`, `dates`, `places`) is right."""
    weights = _table(kind)
    score = weights["base"]
    for feature in features:
        score += weights.get(feature, 0.0)
    return round(min(_MOST, max(_LEAST, 1.0 / (1.0 + math.exp(-score)))), 2)


@cache
def _table(kind: str) -> dict[str, float]:
    weights: dict[str, float] = load("confidence")[kind]
    return weights


def count_features(count: Count, entry: Entry, around: Around) -> Iterator[str]:
    """What is seen of a count."""
    rule = str(count.extra.get("rule", ""))
    yield f"rule {rule}" if rule in RULES else "rule other"
    if count.outcome != "killed":
        yield "wounded" if count.outcome == "wounded" else "another outcome"
    if count.best is None:
        yield "vague"
    elif count.qualifier != "exact":
        yield "qualified"
    if not around.figure(count.evidence):
        yield "no figure"
    if count.derived:
        yield "added up"
    if count.side == "unknown":
        yield "no side"
    if count.part_of is not None:
        yield "part"
    if count.reports:
        yield "tolls compete"
    if len(count.evidence) > 1:
        yield "told again"
    cue = count.cues.get("outcome")
    if cue:
        said = cue[0].text.lower()
        if said.startswith(_ASSAULTS) and "dead" not in said:
            yield "assault"
    if count.evidence and count.evidence[0].text.lower() in _PRONOUNS:
        yield "pronoun"
    rivals = around.rivals.get((entry.kind, entry.role, count.outcome), 0)
    if rivals > 1:
        yield "rivals" if rivals > 2 else "a rival"
    yield from _of_entry(entry, around)


def date_features(date: DateRange, entry: Entry, around: Around) -> Iterator[str]:
    """What is seen of a date."""
    yield f"to the {date.precision}"
    if date.inferred:
        yield "inferred"
    if date.basis == "report":
        yield "of the report"
    yield from _nearness(date.evidence, entry)
    yield from _of_entry(entry, around)


def place_features(place: Place, entry: Entry, around: Around) -> Iterator[str]:
    """What is seen of a place."""
    yield f"precision {place.precision}"
    if place.inferred:
        yield "inferred"
    if place.latitude is None:
        yield "in no list"
    if place.others:
        yield "several"
    yield from _nearness(place.evidence, entry)
    yield from _of_entry(entry, around)


def _nearness(evidence: Sequence[Span], entry: Entry) -> tuple[str, ...]:
    """How far the evidence of a date or place lies from the words of the entry's first count."""
    told = next((s for c in entry.counts for s in c.evidence), None)
    if not evidence:
        return ("no evidence",)
    if told is None:
        return ("no count",)
    apart = min([abs(s.start - told.start) for s in evidence])
    if apart <= _NEAR:
        return ()
    return ("far",) if apart > _FAR else ("some way off",)


def _of_entry(entry: Entry, around: Around) -> list[str]:
    found = []
    if entry.kind == "total":
        found.append("total")
    if entry.role == "background":
        found.append("background")
    others = around.incidents - 1
    if others > 0:
        found.append("one of many" if others > 2 else "one of few")
    return found
