"""Reports that tell many events one by one under one figure: when a sentence begins the next of them."""

from __future__ import annotations

from collections.abc import Sequence

from extract.incident_drafts import Draft
from extract.incident_figures import differs
from extract.incident_frames import both_points, is_short, repeats_figure, tells_event
from extract.incident_places import relation
from extract.incident_words import words_of
from extract.places import PlaceMention
from extract.scope_frame import Frame

#: Why the opening figure of a roundup is a total.
_OVER_SEVERAL = frozenset({"several", "sum", "places"})
#: How far into a sentence a place opens it, in characters.
_OPENING = 60


def is_roundup(frames: Sequence[Frame]) -> bool:
    """Whether the report opens with a figure over several events, or over some days at several places."""
    for frame in frames:
        if frame.sentence >= 2:
            return False
        own = {p.value.name for p in frame.places if p.form != "parent"}
        days = frame.total == "period" and frame.window is not None and is_short(frame.window.value)
        if frame.total in _OVER_SEVERAL or (days and len(own) > 1):
            return True
    return False


def next_of_them(frame: Frame, drafts: Sequence[Draft], current: Draft | None) -> bool:
    """As in "In western Baghdad, gunmen shot dead a clerk": in a roundup, a sentence that opens with its
    place, a "second" or a paragraph and tells people hurt in an event that nothing refers back to.
    """
    there = [d for d in drafts if d.kind == "total" or not _apart(frame, d)]
    told = [m for d in there for m in d.told()]
    if not frame.counts:
        elsewhere = current is None or _names(frame.places).isdisjoint(_names(current.places))
        return elsewhere and bool(frame.places) and _is_struck(frame)
    new = [c for c in frame.counts if not (c.definite or c.pronoun or c.toll or c.inside or c.partitive)]
    if not new or len(new) < len([c for c in frame.counts if c.part_of is None]):
        return False
    if any(t.definite for t in frame.triggers) or not tells_event(frame) or frame.background:
        return False
    if any(repeats_figure(mine, theirs) and mine.value > 2 for mine in new for theirs in told):
        return False
    if current is not None and _again(frame, current):
        return False
    last = max((f for d in drafts for f in d.frames), key=lambda f: f.start, default=None)
    placed = bool(frame.places) and frame.places[0].span.start - frame.start < _OPENING
    begins = frame.opening or frame.paragraph != (last.paragraph if last is not None else -1)
    return placed or frame.another or frame.strong or (begins and bool(frame.places))


def _again(frame: Frame, current: Draft) -> bool:
    """As in "Two guards were hurt in the second clash in Zarhama. … In Zarhama, a guard died and two others
    were hurt": one of the figures told last, at the same place.
    """
    if frame.strong or frame.another or not _names(frame.places) or frame.date is not None:
        return False
    told = {(m.outcome, m.value) for m in current.told() if m.value > 1}
    again = any((c.outcome, c.value) in told for c in frame.counts)
    return again and _names(frame.places) == _names(current.places)


def _apart(frame: Frame, draft: Draft) -> bool:
    """Whether both are at points that lie apart: an equal figure is chance."""
    if not both_points(frame.places, draft.places):
        return False
    lies = relation(frame.places, draft.places)
    told = draft.told()
    return lies == "apart" or (lies == "unclear" and differs(frame, told))


def told_at_its_place(frame: Frame, total: Draft) -> bool:
    """As in "Two shootouts left five gunmen and three officers dead. … In Cocula, police shot five":
    one of the figures of a total over several events, at a finer place.
    """
    told = {(m.side, m.outcome) for m in total.told() if m.part_of is None}
    if len(told) < 2 or not frame.places or not tells_event(frame) or total.why not in _OVER_SEVERAL:
        return False
    return relation(frame.places, total.places) in ("inside", "unclear", "apart") if total.places else True


def were_at_one_point(frame: Frame, last: Draft) -> bool:
    """As in "Three blasts killed five people … The attacks happened on Sunday in the town of Zhob": the place
    of them all, on their day, for a figure over several attacks.
    """
    plural = any(t.form == "nouns" and t.definite for t in frame.triggers)
    if not plural or last.kind != "total" or last.why != "several" or not (frame.date and frame.places):
        return False
    if words_of("happened").isdisjoint(frame.words) or len({m.value.name for m in last.places}) > 1:
        return False
    own = [p for p in frame.places if p.form != "parent"]
    one = len(own) == 1 and own[0].value.precision in ("place", "near")
    day = last.day.start is None or (last.day.start == last.day.end == frame.date.value.start)
    return one and day and relation(frame.places, last.places) in ("none", "inside", "unclear")


def _names(places: Sequence[PlaceMention]) -> set[str | None]:
    return {p.value.name for p in places}


def _is_struck(frame: Frame) -> bool:
    """As in "Rebels opened fire on a police car in Zhob": a deed by itself, at a point."""
    if frame.background or frame.date is not None or any(t.definite for t in frame.triggers):
        return False
    point = frame.places[0].value.precision in ("place", "near", "admin2")
    point = point and frame.words.isdisjoint({"that", "which"})  # "the site of a camp that was attacked"
    return point and any(t.form == "verb" and t.word not in words_of("weak") for t in frame.triggers)
