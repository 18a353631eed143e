"""What says that a frame begins another incident: its words ("another", "meanwhile"), its day, its people."""

from __future__ import annotations

import datetime as dt

from extract.incident_drafts import Draft
from extract.incident_figures import by_chance, contradicted
from extract.incident_frames import both_points, tells_new_event
from extract.incident_places import relation
from extract.incident_words import words_of
from extract.scope_frame import Frame

#: From so many days before publication on, an event is of the past.
OLD = 7
#: So far into a sentence a day stands in front of it ("On ").
_IN_FRONT = 4


def begins_another(
    frame: Frame, draft: Draft, place: str, repeats: int, going_on: bool, published: dt.date | None
) -> bool:
    """Whether its words, its day or its silence say that the frame tells another event than the draft."""
    if not frame.places and frame.date is None and not going_on and not repeats:
        return True
    if not frame.counts and is_old(frame, published) and draft.day.start is None and not draft.background:
        return True  # "They have besieged the city since the war erupted on 15 April 2023"
    if not frame.counts:
        begun = frame.another or frame.strong
        apart = place == "unclear" or frame.strong
        return begun and bool(frame.places) and apart and tells_new_event(frame)
    if repeats and all(c.definite for c in frame.counts):
        return False  # "The policemen died in a separate attack"
    if frame.strong and (frame.counted_back is not None or place != "same" or frame.date is None):
        return True
    if _others_on_a_day(frame, draft):
        return True
    if frame.another and _later_that_day(frame) and not frame.places and tells_new_event(frame):
        return True
    if frame.another and not repeats and _on_that_day(frame) and frame.counts and _begun_by_noun(frame):
        return True
    if frame.recalled and draft.day.start is None and not draft.background and by_chance(frame, draft):
        return True
    if not repeats and _told_of_its_own(frame, draft):
        return True
    if repeats:
        return draft.day.start is None and is_old(frame, published) and by_chance(frame, draft)
    if (
        frame.another
        and frame.places
        and place in ("around", "inside", "unclear")
        and _elsewhere(frame, draft)
    ):
        return True
    if frame.another and place != "same" and _begun_by_noun(frame) and contradicted(frame, draft.told()):
        return True
    if frame.background and not draft.background:
        return True
    if is_old(frame, published) and draft.day.start is None and (place != "same" or draft.merger.slots):
        return True
    placed = frame.places or frame.date is not None
    return frame.another and not placed and tells_new_event(frame)


def _told_of_its_own(frame: Frame, draft: Draft) -> bool:
    """As in "Gunmen killed 22 villagers … On Wednesday, 14 soldiers died in an ambush": a day, an event and
    people of its own, beside people of another side whose day nobody told.
    """
    if frame.date is None or draft.day.start is not None or not _begun_by_noun(frame):
        return False
    told = [m for m in draft.told() if m.part_of is None]
    if not told and frame.counts and frame.paragraph != draft.frames[-1].paragraph:
        return relation(frame.places, draft.places) != "same"  # "… Last Sunday, a soldier died in an attack"
    mine = [c for c in frame.counts if c.part_of is None and not (c.definite or c.partitive or c.perpetrator)]
    in_front = frame.opening and frame.date.span.start - frame.start <= _IN_FRONT
    if in_front and mine and len(draft.frames) > 1:
        return True  # told over some paragraphs, and then "On Monday, two guards were hurt in an attack"
    known = {m.side for m in told} - {"unknown"}
    return bool(known) and any(
        c.side not in ("unknown", *known) and any(m.outcome == c.outcome for m in told) for c in mine
    )


def _others_on_a_day(frame: Frame, draft: Draft) -> bool:
    """As in "On Wednesday, two other rebels were killed": others than those told before, with a day in
    front; or "Meanwhile, police said that two other rebels were killed on Sunday".
    """
    if frame.date is None or not frame.counts:
        return False
    if frame.date.span.start - frame.start > _IN_FRONT and not (frame.another and frame.opening):
        return False
    apart = frame.paragraph != draft.frames[-1].paragraph
    return apart and draft.day.start is None and all(c.more and not c.definite for c in frame.counts)


def _later_that_day(frame: Frame) -> bool:
    """As in "Later in the day, a convoy was struck": a day told only as that of the event before."""
    return frame.date is not None and frame.date.span.text.lower().startswith(("later ", "earlier "))


def _on_that_day(frame: Frame) -> bool:
    """As in "Later the same day, two clerks died in an attack on …"."""
    return frame.date is not None and frame.date.span.text.lower().endswith("same day")


def _begun_by_noun(frame: Frame) -> bool:
    """As in "On the same day, a soldier was killed in an attack on …": an event no word refers back to."""
    nouns = [t for t in frame.triggers if t.form == "noun"]
    return any(not (t.definite or t.bare) for t in nouns) and not any(t.definite for t in nouns)


def _elsewhere(frame: Frame, draft: Draft) -> bool:
    """Whether a new attack, told after "later" or "meanwhile", has a point of another name."""
    names = {m.value.name for m in draft.places}
    both = both_points(frame.places, draft.places) and frame.places[0].value.name not in names
    return both and any(t.form == "verb" and t.word not in words_of("weak") for t in frame.triggers)


def is_old(frame: Frame, published: dt.date | None) -> bool:
    """Whether a frame's day lies more than a week before publication."""
    if frame.date is None or published is None or frame.date.value.end is None:
        return False
    return (published - frame.date.value.end).days > OLD
