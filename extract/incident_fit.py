"""Which incident a frame goes on with, as far as its names, figures, place and day tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from extract.count_mention import CountMention
from extract.incident_apart import place_relation, tells_of_others, told_anew, told_beside
from extract.incident_begins import OLD, begins_another
from extract.incident_drafts import Draft
from extract.incident_figures import adds_up, is_that, lets_go
from extract.incident_frames import both_points, dies_later, looks_back, repeats_figure
from extract.incident_places import overlap
from extract.scope_frame import Frame

#: What it weighs that a draft was told with the noun that a frame goes on with ("the ambush").
_BY_NAME = 2.0


def best_fit(
    frame: Frame, drafts: Sequence[Draft], current: Draft | None, published: dt.date | None
) -> Draft | None:
    """The incident that the frame goes on with; None where it begins another."""
    best: Draft | None = None
    best_score = 0.0
    incidents = [d for d in drafts if d.kind == "incident"]
    named = [d for d in incidents if _calls_it(frame, d)]
    for draft in incidents:
        by_name = 0 < len(named) < len(incidents) and draft in named
        score = _fit(frame, draft, draft is current, published, by_name=by_name and len(named) == 1)
        if score is not None and by_name:
            score += _BY_NAME
        if score is not None and score >= best_score:
            best, best_score = draft, score
    return best


def _calls_it(frame: Frame, draft: Draft) -> bool:
    """As in "The ambush, in which seven were hurt, …": the noun that the draft was told with; "the twin
    bombings" after "twin bombs".
    """
    named = [t for t in frame.triggers if t.form != "verb" and t.definite and t.word != "attack"]
    nouns, kinds = {t.word for t in named}, {t.kind for t in named if t.form == "nouns"}
    return bool(named) and any(t.word in nouns or t.kind in kinds for f in draft.frames for t in f.triggers)


def _fit(
    frame: Frame, draft: Draft, going_on: bool, published: dt.date | None, *, by_name: bool = False
) -> float | None:
    """How well a frame goes on with an incident; None where they cannot be one."""
    told = draft.told()
    repeats = sum(any(repeats_figure(mine, theirs) for theirs in told) for mine in frame.counts)
    freed = lets_go(frame, told)
    summed = adds_up(frame, told)
    repeats += freed + summed
    if repeats and not summed and tells_of_others(frame, draft, told):
        if both_points(frame.places, draft.places):
            return None
        repeats = 0
    place = place_relation(frame, draft, repeats)
    if place == "apart" and _unfolds(frame, draft):
        place = "unclear"
    if place == "apart" and (not repeats or told_anew(frame, draft)):
        return None
    if told_beside(frame, draft):
        return None
    if not repeats and _has_a_day_within(frame, draft, told):
        return None
    day = _day_fit(frame, draft, place, going_on or (repeats > 0 and not draft.places))
    day = 0.0 if day is None and freed else day
    if day is None or begins_another(frame, draft, place, repeats, going_on or by_name, published):
        return None
    beside = going_on and draft.day.start is not None and draft.frames[-1].paragraph == frame.paragraph
    again = going_on and frame.counts and not frame.places and all(is_that(c, told) for c in frame.counts)
    left = _is_past(draft, published) and draft.frames[-1].paragraph != frame.paragraph
    score = (2.0 if again else 0.5) + (0.75 if beside else 0.0) + 1.5 * repeats + day
    score += 1.0 if going_on and not left else 0.0
    score += {"same": 2.5, "inside": 1.5, "around": 1.0, "apart": -2.0}.get(place, 0.0)
    return score if score >= 0 else None


def _has_a_day_within(frame: Frame, draft: Draft, told: Sequence[CountMention]) -> bool:
    """As in "Earlier this month ten soldiers were killed. Three people were killed on May 9": other people on
    a day of their own, within the month of those told before.
    """
    if frame.date is None or draft.day.precision not in ("week", "month", "year"):
        return False
    outcomes = {m.outcome for m in told if m.part_of is None}
    new = any(c.outcome in outcomes and c.part_of is None and not c.definite for c in frame.counts)
    return new and frame.date.value.precision == "day" and not looks_back(frame)


def _unfolds(frame: Frame, draft: Draft) -> bool:
    """As in "Two policemen were killed in Kirkuk. Rebels attacked a checkpoint in the Bulam district on
    Sunday": how the lead came about, with its day, though at a finer place that the gazetteer has
    elsewhere.
    """
    if frame.counts or frame.date is None or frame.another or frame.strong or frame.background:
        return False
    lead = all(f.sentence == 0 for f in draft.frames) and frame.sentence <= 2
    return lead and bool(draft.frames[0].counts) and overlap(frame.date.value, draft.day)


def _day_fit(frame: Frame, draft: Draft, place: str, going_on: bool) -> float | None:
    """What the days say: 2 where both are told and agree, 0 where one is open, None where they differ."""
    if frame.date is None:
        return 0.0
    if draft.day.start is not None:
        goes_back = going_on and not frame.places and (looks_back(frame) or dies_later(frame))
        return 2.0 if overlap(frame.date.value, draft.day) or goes_back else None
    return 0.0 if going_on or place in ("same", "inside") else None


def _is_past(draft: Draft, published: dt.date | None) -> bool:
    """Whether an incident is recalled: the paragraph that tells it is left for the story again."""
    end = draft.day.end
    return published is not None and end is not None and (published - end).days > OLD
