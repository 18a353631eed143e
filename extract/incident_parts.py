"""Which entry lies inside which total (contract §1, "part_of"), and what a total has from its parts.

A part fits its total in outcome, side, figure, time and place, and never makes the parts exceed the whole;
sums that hold exactly are taken first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from extract.frozen import replace
from extract.incident_drafts import Draft
from extract.incident_frames import is_short
from extract.incident_places import overlap
from extract.incident_roles import MAIN_DAYS
from extract.incident_shares import exceeds, figures_of, shared_by_outcome, shared_figure
from extract.incident_sums import exact_sum, of_other_outcomes
from extract.incident_within import fits_in
from extract.incident_words import words_of
from extract.model import DateRange


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
            if d is not total and d.part_of is None and fits_in(d, total) and not _above(total, d)
        ]
        fits = [d for d in fits if not _of_the_lead(d, total, drafts[0])]
        fits.sort(key=lambda d: abs(order[id(d)] - order[id(total)]))
        exact = exact_sum(fits, total)
        taken: dict[str, int] = {}
        if not exact:
            fits = [d for d in fits if not (_only_recalls(total) and d.at < total.at and not d.background)]
            fits = [d for d in fits if not _counts_it_not(d, total, drafts[0], brought, published)]
            fits = [d for d in fits if total is not drafts[0] or not _is_recalled(d, total, published)]
        for part in [*exact, *of_other_outcomes(fits, exact, total)] if exact else fits:
            brings = shared_by_outcome(part, total)
            sums = {o: taken.get(o, 0) + figure for o, figure in brings.items()}
            if not exact and exceeds(sums, total):
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


def lend_to_totals(drafts: Sequence[Draft]) -> None:
    """A total without a day or place of its own, whose parts add up to it, has theirs."""
    for total in drafts:
        if total.kind != "total":
            continue
        parts = [d for d in drafts if d.part_of is total and shared_figure(d, total) > 0]
        whole = sum(shared_figure(d, total) for d in parts) in figures_of(total)
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
