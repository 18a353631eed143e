"""Which incident a frame goes on with, and when it begins another: a break in place or time (contract §1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from extract.count_mention import CountMention
from extract.incident_drafts import Draft
from extract.incident_frames import both_points, dies_later, looks_back, repeats_figure, tells_new_event
from extract.incident_places import are_close, overlap, relate, relation
from extract.incident_words import words_of
from extract.scope_frame import Frame

#: From this figure on, the same one told at two places is one event told twice rather than two.
_TELLING_FIGURE = 5
#: What it weighs that a draft was told with the noun that a frame goes on with ("the ambush").
_BY_NAME = 2.0
#: From so many days before publication on, an event is of the past.
_OLD = 7
#: So far into a sentence a day stands in front of it ("On ").
_IN_FRONT = 4


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
    told = [m for f in draft.frames for m in f.counts]
    repeats = sum(any(repeats_figure(mine, theirs) for theirs in told) for mine in frame.counts)
    freed = _lets_go(frame, told)
    summed = _adds_up(frame, told)
    repeats += freed + summed
    if repeats and not summed and _tells_of_others(frame, draft, told):
        if both_points(frame.places, draft.places):
            return None
        repeats = 0
    place = _place_relation(frame, draft, repeats)
    if place == "apart" and _unfolds(frame, draft):
        place = "unclear"
    if place == "apart" and (not repeats or _told_anew(frame, draft)):
        return None
    if _told_beside(frame, draft):
        return None
    if not repeats and _has_a_day_within(frame, draft, told):
        return None
    day = _day_fit(frame, draft, place, going_on or (repeats > 0 and not draft.places))
    day = 0.0 if day is None and freed else day
    if day is None or _begins_another(frame, draft, place, repeats, going_on or by_name, published):
        return None
    beside = going_on and draft.day.start is not None and draft.frames[-1].paragraph == frame.paragraph
    again = going_on and frame.counts and not frame.places and all(_is_that(c, told) for c in frame.counts)
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


def _adds_up(frame: Frame, told: Sequence[CountMention]) -> bool:
    """As in "killing five farmers and five guards" of ten dead told before: figures that sum up to one."""
    sums: dict[str, int] = {}
    sides: dict[str, set[str]] = {}
    for mine in frame.counts:
        if mine.part_of is None and mine.best is not None:
            sums[mine.outcome] = sums.get(mine.outcome, 0) + mine.best
            sides.setdefault(mine.outcome, set()).add(mine.side)
    of_several = {outcome for outcome, who in sides.items() if len(who) > 1}
    if not of_several:
        return False
    return any(m.outcome in of_several and sums[m.outcome] == m.best and m.part_of is None for m in told)


def _lets_go(frame: Frame, told: Sequence[CountMention]) -> bool:
    """As in "The five were freed today" of five who were abducted before: one incident (contract §1)."""
    freed = {c.value for c in frame.counts if c.outcome == "freed"}
    return bool(freed) and any(
        m.outcome in ("abducted", "freed") and m.value > 1 and m.value in freed for m in told
    )


def _tells_of_others(frame: Frame, draft: Draft, told: Sequence[CountMention]) -> bool:
    """Whether an equal figure is chance: in another paragraph, at another place, beside a different one."""
    apart = relation(frame.places, draft.places) in ("unclear", "apart")
    new = frame.paragraph != draft.frames[-1].paragraph and tells_new_event(frame)
    return apart and new and _contradicted(frame, told)


def _contradicted(frame: Frame, told: Sequence[CountMention]) -> bool:
    """Whether a figure beside a repeated one is another than was told: two dead here and two dead there, but
    nine wounded here and three there.
    """
    return any(
        mine.outcome == theirs.outcome
        and (mine.side == theirs.side or "unknown" in (mine.side, theirs.side))
        and None not in (mine.best, theirs.best)
        and mine.best != theirs.best
        and mine.part_of is None
        and theirs.part_of is None
        for mine in frame.counts
        for theirs in told
        if mine.value < _TELLING_FIGURE
    )


def differs(frame: Frame, told: Sequence[CountMention]) -> bool:
    """Whether a figure beside a repeated one is another than was told, and none is open."""
    return any(
        mine.outcome == theirs.outcome
        and mine.qualifier == theirs.qualifier == "exact"
        and mine.best != theirs.best
        and mine.part_of is None
        and theirs.part_of is None
        for mine in frame.counts
        for theirs in told
    )


def _is_that(mention: CountMention, told: Sequence[CountMention]) -> bool:
    """As in "the director was kidnapped on Tuesday" after "the director was kidnapped"."""
    return mention.definite and any(
        (mention.outcome, mention.side, mention.value) == (t.outcome, t.side, t.value) for t in told
    )


def _elsewhere(frame: Frame, draft: Draft) -> bool:
    """Whether a new attack, told after "later" or "meanwhile", has a point of another name."""
    names = {m.value.name for m in draft.places}
    both = both_points(frame.places, draft.places) and frame.places[0].value.name not in names
    return both and any(t.form == "verb" and t.word not in words_of("weak") for t in frame.triggers)


def _told_anew(frame: Frame, draft: Draft) -> bool:
    """Whether an equal figure at another place is chance: a day of its own, another event begun, or a small
    figure of an event of another kind.
    """
    if frame.another or (frame.date is not None and draft.day.start is None and not _in_short(frame, draft)):
        return True
    small = all(c.value < _TELLING_FIGURE and not c.definite for c in frame.counts)
    if not small or not both_points(frame.places, draft.places):
        return False
    mine, theirs = (
        {t.kind for t in f if t.kind != "attack"} for f in (frame.triggers, draft.frames[0].triggers)
    )
    return (bool(mine) and mine.isdisjoint(theirs)) or differs(frame, _told(draft))


def _told_beside(frame: Frame, draft: Draft) -> bool:
    """As in "two died in Karak and two in Bannu": equal figures of one sentence, each with a place."""
    last = draft.frames[-1]
    if last.sentence != frame.sentence or not (frame.places and last.places):
        return False
    mine, theirs = frame.places[0].value, last.places[0].value
    fine = {mine.precision, theirs.precision} <= {"place", "near", "admin2"} and mine.name != theirs.name
    alike = {(c.outcome, c.best) for c in frame.counts} & {(c.outcome, c.best) for c in last.counts}
    return fine and bool(alike)


def _unfolds(frame: Frame, draft: Draft) -> bool:
    """As in "Two policemen were killed in Kirkuk. Rebels attacked a checkpoint in the Bulam district on
    Sunday": how the lead came about, with its day, though at a finer place that the gazetteer has
    elsewhere.
    """
    if frame.counts or frame.date is None or frame.another or frame.strong or frame.background:
        return False
    lead = all(f.sentence == 0 for f in draft.frames) and frame.sentence <= 2
    return lead and bool(draft.frames[0].counts) and overlap(frame.date.value, draft.day)


def _in_short(frame: Frame, draft: Draft) -> bool:
    """Whether the draft is the story in short, which the next sentence tells with its day and place."""
    opening = all(f.sentence == 0 for f in draft.frames) and frame.sentence - draft.frames[-1].sentence <= 2
    return opening and lies_to(frame, draft) != "apart"


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


def _place_relation(frame: Frame, draft: Draft, repeats: int) -> str:
    """How the frame's place lies to the draft's; two unknown points of two paragraphs are apart."""
    place = lies_to(frame, draft)
    new = frame.counts and draft.frames[-1].paragraph != frame.paragraph
    stated = frame.date is not None and (not repeats or _told_anew(frame, draft))
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


def _told(draft: Draft) -> list[CountMention]:
    return [m for f in draft.frames for m in f.counts]


def _begun_by_noun(frame: Frame) -> bool:
    """As in "On the same day, a soldier was killed in an attack on …": an event no word refers back to."""
    nouns = [t for t in frame.triggers if t.form == "noun"]
    return any(not (t.definite or t.bare) for t in nouns) and not any(t.definite for t in nouns)


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


def _day_fit(frame: Frame, draft: Draft, place: str, going_on: bool) -> float | None:
    """What the days say: 2 where both are told and agree, 0 where one is open, None where they differ."""
    if frame.date is None:
        return 0.0
    if draft.day.start is not None:
        goes_back = going_on and not frame.places and (looks_back(frame) or dies_later(frame))
        return 2.0 if overlap(frame.date.value, draft.day) or goes_back else None
    return 0.0 if going_on or place in ("same", "inside") else None


def _begins_another(
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
    if frame.recalled and draft.day.start is None and not draft.background and _by_chance(frame, draft):
        return True
    if not repeats and _told_of_its_own(frame, draft):
        return True
    if repeats:
        return draft.day.start is None and is_old(frame, published) and _by_chance(frame, draft)
    if (
        frame.another
        and frame.places
        and place in ("around", "inside", "unclear")
        and _elsewhere(frame, draft)
    ):
        return True
    if frame.another and place != "same" and _begun_by_noun(frame) and _contradicted(frame, _told(draft)):
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
    told = [m for m in _told(draft) if m.part_of is None]
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


def _later_that_day(frame: Frame) -> bool:
    """As in "Later in the day, a convoy was struck": a day told only as that of the event before."""
    return frame.date is not None and frame.date.span.text.lower().startswith(("later ", "earlier "))


def _on_that_day(frame: Frame) -> bool:
    """As in "Later the same day, three people died in an attack on …"."""
    return frame.date is not None and frame.date.span.text.lower().endswith("same day")


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


def _by_chance(frame: Frame, draft: Draft) -> bool:
    """Whether all figures that a frame repeats are small: three dead today, and three some weeks ago."""
    told = [m for f in draft.frames for m in f.counts]
    again = [c for c in frame.counts if any(repeats_figure(c, m) for m in told)]
    return not draft.background and all(c.value < _TELLING_FIGURE and not c.definite for c in again)


def _is_past(draft: Draft, published: dt.date | None) -> bool:
    """Whether an incident is recalled: the paragraph that tells it is left for the story again."""
    end = draft.day.end
    return published is not None and end is not None and (published - end).days > _OLD


def is_old(frame: Frame, published: dt.date | None) -> bool:
    """Whether a frame's day lies more than a week before publication."""
    if frame.date is None or published is None or frame.date.value.end is None:
        return False
    return (published - frame.date.value.end).days > _OLD
