"""Arithmetic as evidence: an opening figure that later figures of several places add up to is a total.

"At least 25 people were killed in Idlib on Monday. … A raid on Jabla killed 12. … Another on Hass killed 13."
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from extract.count_mention import CountMention
from extract.incident_frames import sides_may_agree, tells_new_event
from extract.incident_places import fineness
from extract.incident_words import words_of
from extract.scope_frame import Frame

_POINTS = frozenset({"place", "near", "admin2"})
_FEWEST, _MOST_PARTS, _MOST_COMBINED = 3, 4, 10


def mark_sums(frames: Sequence[Frame]) -> None:
    """Sets `total` of the opening frame where later frames at places of their own add up to its figure, and
    of a toll that the figures of its own sentence add up to.
    """
    for at, frame in enumerate(frames):
        if not frame.total and _sums_its_sentence(frame, frames[max(0, at - _MOST_PARTS) : at]):
            frame.total = "lead"
    opening = next((f for f in frames if f.counts), None)
    if opening is None or opening.total or opening.sentence > 1:
        return
    if _heads_a_list(opening, frames) or _first_and_second(opening, frames):
        opening.total = "several"
        return
    for whole in opening.counts:
        if whole.part_of is None and whole.best is not None and whole.best >= _FEWEST:
            told = _parts(whole, opening, frames)
            if any(
                _adds_up(whole, chosen) for n in range(2, _MOST_PARTS + 1) for chosen in combinations(told, n)
            ):
                opening.total = "sum"
                return


def _sums_its_sentence(frame: Frame, before: Sequence[Frame]) -> bool:
    """As in "31 died in Zhob while 50 others died in Kalat, taking the toll to 81"."""
    if not frame.counts or not all(c.toll for c in frame.counts):
        return False
    told = [c for f in before if f.sentence == frame.sentence for c in f.counts if c.part_of is None]
    alike = [c.best or 0 for c in told if c.outcome == frame.counts[0].outcome]
    return len(alike) > 1 and sum(alike) == frame.counts[0].best


def _heads_a_list(opening: Frame, frames: Sequence[Frame]) -> bool:
    """As in "Fifteen people were killed in bombings in Iraq. … In Mosul, a car bomb killed six. …": a plural
    of events over a country or a province, and then events told one by one, none with its figure.
    """
    plural = any(t.form == "nouns" and not t.definite for t in opening.triggers)
    violence = not words_of("conflicts").isdisjoint(opening.words) and not any(
        t.form == "noun" and not t.bare for t in opening.triggers
    )
    if not (plural or violence) or (opening.places and opening.places[0].value.precision in _POINTS):
        return False
    whole = {c.outcome: c.value for c in opening.counts if c.part_of is None}
    first = next(iter(whole), "")
    told: set[str] = set()
    for frame in frames:
        if frame is opening or frame.context or frame.total or frame.background or not frame.places:
            continue
        finer = fineness(frame.places[0].value) > (fineness(opening.places[0].value) if opening.places else 1)
        if not finer or not tells_new_event(frame):
            continue
        alike = [c for c in frame.counts if c.outcome in whole and c.part_of is None]
        if any(c.value >= whole[c.outcome] for c in alike if c.outcome == first):
            return False
        if alike and frame.places[0].value.name:
            told.add(frame.places[0].value.name)
    return len(told) > 1


def _first_and_second(opening: Frame, frames: Sequence[Frame]) -> bool:
    """As in "A rebel was killed and four people were hurt in air raids. … The first raid hurt three. … A
    second raid killed the rebel and hurt another": a plural of events that two tellings share exactly.
    """
    if not any(t.form == "nouns" and not t.definite for t in opening.triggers):
        return False
    told = [f for f in frames if f is not opening and f.counts and not (f.total or f.background or f.context)]
    for n, second in enumerate(told[1:], 1):
        if not second.strong:
            continue
        for first in told[:n]:
            for whole in opening.counts:
                figures = [_figure(f, whole) for f in (first, second)]
                if all(figures) and sum(figures) == whole.best and whole.part_of is None:
                    return True
    return False


def _figure(frame: Frame, whole: CountMention) -> int:
    """How many of the people of an opening figure a frame may tell of."""
    alike = [
        c.best or 0
        for c in frame.counts
        if c.outcome == whole.outcome and c.part_of is None and sides_may_agree(c.side, whole.side)
    ]
    return sum(alike)


def _parts(whole: CountMention, opening: Frame, frames: Sequence[Frame]) -> list[tuple[str, int]]:
    """Place and figure of each later telling that can be a part; a place and figure told twice stand once."""
    own = {(p.value.name, p.value.precision) for p in opening.places}
    beside = bool(opening.places) and opening.places[0].value.precision in _POINTS
    found: dict[tuple[str, int], None] = {}
    for frame in frames:
        place = frame.places[0].value.name if frame.places else None
        if frame is opening or frame.total or frame.background or place is None:
            continue
        if (place, frame.places[0].value.precision) in own:
            continue
        if frame.counted_back is not None and frame.counted_back[0]:
            continue  # "a day after a similar blast": another day's dead
        if beside and frame.sentence == opening.sentence:
            continue  # "five in Bijapur, three in Sukma and two in Dantewada": five are not the other five
        for count in frame.counts:
            alike = count.outcome == whole.outcome and sides_may_agree(count.side, whole.side)
            if (
                alike
                and count.part_of is None
                and not count.inside
                and count.best is not None
                and 0 < count.best < (whole.best or 0)
            ):
                found[(place, count.best)] = None
                break
    return list(found)[:_MOST_COMBINED]


def _adds_up(whole: CountMention, chosen: Sequence[tuple[str, int]]) -> bool:
    apart = len({place for place, _ in chosen}) == len(chosen)
    return apart and sum(figure for _, figure in chosen) == whole.best
