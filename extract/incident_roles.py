"""Which entries are the story's own, and which are background (contract §1, "Role")."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from extract.incident_drafts import Draft
from extract.incident_frames import is_short
from extract.model import DateRange

#: What happened so many days before publication, or later, is the story's own.
MAIN_DAYS = 2


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
