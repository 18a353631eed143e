"""Which entry lies inside which total, and which entries are background (contract §1, "Role", "part_of").

A part fits its total in outcome, side, figure, time and place, and never makes the parts exceed the whole;
sums that hold exactly are taken first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import combinations

from extract.frozen import replace
from extract.gazetteer.folding import fold
from extract.incident_drafts import Draft
from extract.incident_neutralised import as_counted
from extract.incident_places import overlap, relate
from extract.incident_words import words_of
from extract.model import DateRange, Place

MAIN_DAYS = 2
_MOST_COMBINED = 12
#: How far parts may go beyond a figure that the text leaves open ("at least").
_OPEN = 2
#: And beyond "scores", "dozens".
_VAGUE = 8


def places_of(draft: Draft) -> list[Place]:
    """Every place the draft names."""
    own = [m.value for m in draft.places if m.form != "parent"] or [m.value for m in draft.places]
    return own or ([draft.borrowed] if draft.borrowed is not None else [])


def tie(drafts: Sequence[Draft], published: dt.date | None) -> None:
    """Sets `part_of` of every draft that a total covers."""
    totals = sorted(
        (d for d in drafts if d.kind == "total"), key=lambda d: max(d.values().values(), default=0)
    )
    order = {id(d): n for n, d in enumerate(drafts)}
    told = [f for d in drafts for f in d.frames]
    brought = {
        f.sentence
        for f in told
        if not words_of("brings_to").isdisjoint(f.words) and not words_of("heights").isdisjoint(f.words)
    }
    for total in totals:
        fits = [
            d
            for d in drafts
            if d is not total and d.part_of is None and _fits(d, total) and not _above(total, d)
        ]
        fits = [d for d in fits if not _of_the_lead(d, total, drafts[0])]
        fits.sort(key=lambda d: abs(order[id(d)] - order[id(total)]))
        exact = _exact(fits, total)
        taken: dict[str, int] = {}
        if not exact:
            fits = [d for d in fits if not (_only_recalls(total) and d.at < total.at and not d.background)]
            fits = [d for d in fits if not _counts_it_not(d, total, drafts[0], brought, published)]
            fits = [d for d in fits if total is not drafts[0] or not _is_recalled(d, total, published)]
        for part in [*exact, *_of_other_outcomes(fits, exact, total)] if exact else fits:
            brings = _shared_by_outcome(part, total)
            sums = {o: taken.get(o, 0) + figure for o, figure in brings.items()}
            if not exact and _exceeds(sums, total):
                continue
            if not exact and part.kind == "incident" and not part.made and not is_short(total.day):
                continue
            part.part_of = total
            taken |= sums


def _is_recalled(part: Draft, total: Draft, published: dt.date | None) -> bool:
    """Whether an incident is of the past, and the total of several attacks has no day: today's, then."""
    if total.day.start is not None or total.day.end is not None or total.why == "period" or published is None:
        return False
    return part.day.end is not None and (published - part.day.end).days > MAIN_DAYS


def _only_recalls(total: Draft) -> bool:
    """As in "… two days after 12 soldiers died in two attacks": told as past, without a day of its own."""
    return total.background and total.day.start is None and total.why != "period"


def _of_the_lead(part: Draft, total: Draft, lead: Draft) -> bool:
    """Whether an undated incident is one of those that the report opens with, and the total is of another
    day.
    """
    if total is lead or lead.kind != "total" or part.kind != "incident" or part.day.start is not None:
        return False
    return None not in (lead.day.start, total.day.start) and not overlap(lead.day, total.day)


def _above(low: Draft, high: Draft) -> bool:
    """Whether `high` already is somewhere inside `low`'s chain upward (no circles)."""
    at: Draft | None = low
    while at is not None:
        if at is high:
            return True
        at = at.part_of
    return False


def _size(total: Draft) -> int:
    """The most that a total says: of one outcome, all sides together."""
    return max(_figures(total), default=0)


def _exceeds(sums: Mapping[str, int], total: Draft) -> bool:
    """Whether parts bring more of some outcome than the total says; "more than a dozen" leaves room."""
    room: dict[str, int] = {}
    for (outcome, _), figure in total.values().items():
        room[outcome] = room.get(outcome, 0) + figure
    for count in total.made:
        if count.part_of is None and count.high is None and count.outcome in room:
            room[count.outcome] *= _OPEN if count.best is not None else _VAGUE
    return any(figure > room.get(outcome, 0) for outcome, figure in sums.items())


def _room(total: Draft, key: tuple[str, str]) -> int:
    """How often a part may have the figure of its whole's side: once, and more where that is open."""
    told = [c for c in total.made if (c.outcome, c.side) == key]
    if any(c.best is None for c in told):
        return _MOST_COMBINED  # "scores", "hundreds"
    return _OPEN if any(c.high is None for c in told) else 1


def _figures(total: Draft) -> set[int]:
    """What parts may add up to: a side's figure, or that of an outcome with all its sides."""
    sums: dict[str, int] = {}
    for (outcome, _), figure in total.values().items():
        sums[outcome] = sums.get(outcome, 0) + figure
    return {*total.values().values(), *sums.values()}


def _shared(part: Draft, total: Draft) -> int:
    """The figure that the part brings to the total's outcome and side."""
    return sum(_shared_by_outcome(part, total).values())


def _shared_by_outcome(part: Draft, total: Draft) -> dict[str, int]:
    """What the part brings to each of the total's outcomes."""
    mine, whole = part.values(), total.values()
    known = {outcome for outcome, _ in whole}
    out: dict[str, int] = {}
    for (their_outcome, their_side), figure in mine.items():
        outcome = as_counted(their_outcome, part, total, known)
        sides = {side for (told, side) in whole if told in (outcome, their_outcome)}
        mixed = (
            bool(sides)
            and their_side == "unknown"
            and (len(sides) > 1 or "civilians" in sides or total.why == "sum")
        )
        if their_side in sides or "unknown" in sides or mixed:
            out[outcome] = out.get(outcome, 0) + figure
    return out


def _fits(part: Draft, total: Draft) -> bool:
    mine = part.values()
    shared = _shared(part, total)
    if mine and (shared == 0 or _exceeds(_shared_by_outcome(part, total), total)):
        return False
    if any(
        figure > told * _room(total, key) for key, figure in mine.items() if (told := total.values().get(key))
    ):
        return False
    if part.kind == "total" and (shared == _size(total) or not mine):
        return False
    if not mine and not (part.places and total.places):
        return False
    if (
        part.kind == "total"
        and part.why == "period"
        and part.day.start is None
        and total.day.start is not None
    ):
        return False
    if not _within_time(part.day, total.day):
        return False
    return _within_place(part, total)


def _counts_it_not(part: Draft, total: Draft, story: Draft, brought: set[int], today: dt.date | None) -> bool:
    """As in "The group has killed 1,200 people since 2017": told of the past by somebody who need not have
    counted what is reported today; "bringing the number killed since March to 40" counts it, and a report
    that opens with its total tells what lies inside. `brought` are the sentences that speak so.
    """
    undated = total.day.start is None and total.day.end is None
    if part is story and part.kind == "total" and undated and total.why == "several":
        return part.day.start is not None  # a sum of some other time, told after today's
    if total.why != "period" or total is story:
        return False
    before = total.day.end is not None and today is not None and total.day.end < today
    if part is story and part.day.end is None and before:
        return True  # "Last week, bombs killed 11" tells of days before the story's
    if is_short(total.day):
        return False
    if part.background or part.why == "period" or not brought.isdisjoint(f.sentence for f in total.frames):
        return False
    if part.day.end is not None and today is not None:
        return (today - part.day.end).days <= MAIN_DAYS
    beside = part.frames[0].paragraph == total.frames[0].paragraph
    return part.at < total.at and not beside


def _within_time(part: DateRange, total: DateRange) -> bool:
    if total.start is None and total.end is None:
        return part.start is None or True
    if part.start is None and part.end is None:
        return True
    if total.start is not None and part.end is not None and part.end < total.start:
        return False
    if total.start is not None and part.start is not None and part.start < total.start:
        return overlap(part, total) and is_short(part)
    return total.end is None or part.start is None or part.start <= total.end


def is_short(day: DateRange) -> bool:
    """Whether a window is of a few days."""
    return day.start is not None and day.end is not None and (day.end - day.start).days <= 6


def _within_place(part: Draft, total: Draft) -> bool:
    outer, inner = places_of(total), places_of(part)
    if not outer:
        return True
    if not inner:
        return part.day.start is not None or part.kind == "incident"
    return all(
        any(relate(i, o) in ("same", "inside", "unclear") or _called_after(i, o) for o in outer)
        for i in inner
    )


def _called_after(inner: Place, outer: Place) -> bool:
    """As in "in Kirkuk" of what was at a village of that province: the town's name stands for its unit."""
    named = fold(outer.name or "")
    return inner.country == outer.country and named in (fold(inner.admin2 or ""), fold(inner.admin1 or ""))


def _exact(fits: Sequence[Draft], total: Draft) -> list[Draft]:
    """The parts that add up to the total exactly, where there is such a set of two or more; one that holds
    for the dead and the wounded alike before one that holds for either.
    """
    known = [d for d in fits if _shared(d, total) > 0][:_MOST_COMBINED]
    brought = {id(d): _shared_by_outcome(d, total) for d in known}
    whole: dict[str, int] = {}
    for (outcome, _), figure in total.values().items():
        whole[outcome] = whole.get(outcome, 0) + figure
    loose: list[Draft] = []
    if len(known) > 4 and not _nested(known):
        sums = {o: sum(brought[id(d)].get(o, 0) for d in known) for o in whole}
        if any(sums[o] == whole[o] for o in whole) and _holds(sums, whole):
            return known
    for size in range(2, min(len(known), 4) + 1):
        for chosen in combinations(known, size):
            sums = {o: sum(brought[id(d)].get(o, 0) for d in chosen) for o in whole}
            if _nested(chosen):
                continue
            if sums == whole:
                return list(chosen)
            if not loose and sum(sums.values()) in _figures(total) and _holds(sums, whole):
                loose = list(chosen)
    return loose


def _of_other_outcomes(fits: Sequence[Draft], exact: Sequence[Draft], total: Draft) -> list[Draft]:
    """The parts that bring what a sum leaves open: the dead add up, the wounded are still fewer."""
    left: dict[str, int] = {}
    for (outcome, _), figure in total.values().items():
        left[outcome] = left.get(outcome, 0) + figure
    found: list[Draft] = []
    for part in (*exact, *(d for d in fits if d not in exact and d.kind == "incident")):
        brought = _shared_by_outcome(part, total)
        if part not in exact:
            if not brought or any(figure > left[outcome] for outcome, figure in brought.items()):
                continue
            found.append(part)
        for outcome, figure in brought.items():
            left[outcome] -= figure
    return found


def _holds(sums: Mapping[str, int], whole: Mapping[str, int]) -> bool:
    """Whether some outcome adds up, or a side's figure may, and none exceeds the whole."""
    return all(figure <= whole[outcome] for outcome, figure in sums.items())


def _nested(chosen: Sequence[Draft]) -> bool:
    return any(
        _fits(a, b) and a.kind != b.kind for a in chosen for b in chosen if a is not b and b.kind == "total"
    )


def lend_to_totals(drafts: Sequence[Draft]) -> None:
    """A total without a day or place of its own, whose parts add up to it, has theirs."""
    for total in drafts:
        if total.kind != "total":
            continue
        parts = [d for d in drafts if d.part_of is total and _shared(d, total) > 0]
        whole = sum(_shared(d, total) for d in parts) in _figures(total)
        if len(parts) < 2 or not (whole or (total.why == "several" and total is drafts[0])):
            continue
        days = [d.day for d in parts if d.day.start is not None and d.day.end is not None]
        if total.day.start is None and total.day.end is None and len(days) == len(parts):
            total.day = DateRange(
                start=min(d.start for d in days if d.start),
                end=max(d.end for d in days if d.end),
                precision="day",
                inferred=True,
                basis="event",
                evidence=tuple(s for d in days for s in d.evidence),
            )
            total.why = total.why if total.why != "period" else "several"
        if not total.places and total.borrowed is None:
            total.places = [m for d in parts for m in d.places]
        sides = {c.side for d in parts for c in d.made if c.part_of is None}
        if len(sides) == 1 and (side := next(iter(sides))) != "unknown":
            total.made = tuple(
                replace(c, side=side) if c.side == "unknown" and c.part_of is None else c for c in total.made
            )


def set_roles(drafts: Sequence[Draft], published: dt.date | None) -> None:
    """Main: within the three days that end at publication, or the story's own subject; else background."""
    story = drafts[0] if drafts else None
    anchor = published or (story.day.end if story is not None else None)
    for draft in drafts:
        draft.role = "background" if _is_background(draft, story, anchor) else "main"
    for draft in drafts:
        at = draft.part_of
        undated = draft.day.start is None and draft.day.end is None
        if (
            at is not None
            and undated
            and at.role == "background"
            and draft is not story
            and (draft.kind == "total" or at.at <= draft.at)
        ):
            draft.role = "background"


def _told_by_the_story(draft: Draft, story: Draft | None) -> bool:
    """Whether the story is a figure over a few events, and this is one of them."""
    if story is None or draft.part_of is not story or draft.kind != "incident" or draft.background:
        return False
    return story.why in ("several", "places", "sum", "lead")


def _beside(day: DateRange, story: Draft | None) -> bool:
    """Whether a day is that of the story, or the one before or after it."""
    if (
        story is None
        or story.day.end is None
        or day.end is None
        or story.day.precision not in ("day", "days")
    ):
        return False
    return abs((story.day.end - day.end).days) <= 1


def _is_background(draft: Draft, story: Draft | None, anchor: dt.date | None) -> bool:
    if draft is story or _told_by_the_story(draft, story):
        return False
    day = draft.day
    if draft.kind == "total" and day.start is not None and anchor is not None:
        late = (anchor - day.start).days > MAIN_DAYS
        return late and not (is_short(day) and not draft.background and _beside(day, story))
    if draft.background and day.precision in ("week", "month", "year"):
        return True
    if day.end is not None and anchor is not None:
        late = (anchor - day.end).days > MAIN_DAYS
        return late and not (draft.kind == "incident" and not draft.background and _beside(day, story))
    if draft.kind == "total" and draft.why == "period" and day.start is None:
        return True
    return draft.background
