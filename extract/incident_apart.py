"""How the place of a frame lies to that of an incident, and what sets two events apart there."""

from __future__ import annotations

from collections.abc import Sequence

from extract.count_mention import CountMention
from extract.incident_drafts import Draft
from extract.incident_figures import TELLING_FIGURE, contradicted, differs
from extract.incident_frames import both_points, tells_new_event
from extract.incident_places import are_close, relate, relation
from extract.scope_frame import Frame


def lies_to(frame: Frame, draft: Draft) -> str:
    """How the frame's place lies to the draft's, or to the unit that was told before the draft's village."""
    if frame.origin and draft.places:
        return "none"  # "The attacker, a clerk from Hebron, was shot"
    place = relation(frame.places, draft.places, loosely=not frame.counts)
    if place == "apart" and frame.triggers and frame.triggers[0].definite and not frame.counts:
        close = any(are_close(a.value, b.value) for a in frame.places for b in draft.places)
        return "inside" if close else place  # "in a town near Mogadishu … The blast in Afgoye"
    if place == "unclear" and draft.around is not None:
        beyond = {relate(m.value, draft.around) for m in frame.places}
        return "apart" if beyond == {"apart"} else place
    return place


def place_relation(frame: Frame, draft: Draft, repeats: int) -> str:
    """How the frame's place lies to the draft's; two unknown points of two paragraphs are apart."""
    place = lies_to(frame, draft)
    new = frame.counts and draft.frames[-1].paragraph != frame.paragraph
    stated = frame.date is not None and (not repeats or told_anew(frame, draft))
    if place == "unclear" and new and not repeats and frame.another and tells_new_event(frame):
        return "apart" if both_points(frame.places, draft.places) else place
    if place in ("same", "inside", "around") and frame.quarter and _in_another_quarter(frame, draft, repeats):
        return "apart"
    beside = bool(frame.counts) and draft.frames[-1].sentence == frame.sentence and draft.frames[-1].counts
    if place == "unclear" and beside and ("while" in frame.words or both_points(frame.places, draft.places)):
        return "apart"  # cut out of one sentence for its place: "19 people in Zhob, and another 23 in Kalat"
    if place == "unclear" and new and not repeats and _begins_anew(frame, draft):
        return "apart"
    if place == "unclear" and new and stated:
        return "apart" if frame.another or both_points(frame.places, draft.places) else place
    return place


def _in_another_quarter(frame: Frame, draft: Draft, repeats: int) -> bool:
    """As in "in eastern Baghdad … in western Baghdad": two parts of a town, neither within the other."""
    known = {f.quarter for f in draft.frames if f.quarter and f.places}
    within = any(q in frame.quarter or frame.quarter in q for q in known)
    return bool(known) and frame.quarter not in known and not (within and (repeats or not frame.counts))


def _begins_anew(frame: Frame, draft: Draft) -> bool:
    """As in "A bomb killed six in Zhob. … Three men died in a blast in Kalat": an event that no word refers
    back to, at a point of another name.
    """
    nouns = [t for t in frame.triggers if t.form in ("noun", "nouns")]
    anew = any(not t.bare for t in nouns) and not any(t.definite for t in nouns)
    names = {m.value.name for m in draft.places}
    if not anew or not frame.places or frame.places[0].value.name in names:
        return False
    if frame.places[0].value.precision == "region" and frame.places[0].form == "pattern":
        return draft.places[0].value.precision in ("place", "near", "admin2")  # "in the Hisar region"
    return both_points(frame.places, draft.places)


def told_anew(frame: Frame, draft: Draft) -> bool:
    """Whether an equal figure at another place is chance: a day of its own, another event begun, or a small
    figure of an event of another kind.
    """
    if frame.another or (frame.date is not None and draft.day.start is None and not _in_short(frame, draft)):
        return True
    small = all(c.value < TELLING_FIGURE and not c.definite for c in frame.counts)
    if not small or not both_points(frame.places, draft.places):
        return False
    mine, theirs = (
        {t.kind for t in f if t.kind != "attack"} for f in (frame.triggers, draft.frames[0].triggers)
    )
    return (bool(mine) and mine.isdisjoint(theirs)) or differs(frame, draft.told())


def _in_short(frame: Frame, draft: Draft) -> bool:
    """Whether the draft is the story in short, which the next sentence tells with its day and place."""
    opening = all(f.sentence == 0 for f in draft.frames) and frame.sentence - draft.frames[-1].sentence <= 2
    return opening and lies_to(frame, draft) != "apart"


def tells_of_others(frame: Frame, draft: Draft, told: Sequence[CountMention]) -> bool:
    """Whether an equal figure is chance: in another paragraph, at another place, beside a different one."""
    apart = relation(frame.places, draft.places) in ("unclear", "apart")
    new = frame.paragraph != draft.frames[-1].paragraph and tells_new_event(frame)
    return apart and new and contradicted(frame, told)


def told_beside(frame: Frame, draft: Draft) -> bool:
    """As in "two died in Karak and two in Bannu": equal figures of one sentence, each with a place."""
    last = draft.frames[-1]
    if last.sentence != frame.sentence or not (frame.places and last.places):
        return False
    mine, theirs = frame.places[0].value, last.places[0].value
    fine = {mine.precision, theirs.precision} <= {"place", "near", "admin2"} and mine.name != theirs.name
    alike = {(c.outcome, c.best) for c in frame.counts} & {(c.outcome, c.best) for c in last.counts}
    return fine and bool(alike)
