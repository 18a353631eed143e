"""The day of an incident whose own words leave it open: that of its total, of the report, of the dispatch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from extract.dateline import read_head
from extract.dates import DateMention
from extract.frozen import replace
from extract.incident_drafts import Draft
from extract.incident_frames import is_short
from extract.incident_roles import MAIN_DAYS
from extract.model import Article


def dispatch_day(
    article: Article, dates: Sequence[DateMention], dateline: tuple[int, int]
) -> DateMention | None:
    """The day in the dateline of an article ("LIMA, 3 Mar 90 (EFE) --"), which stands at these offsets.

    A `date YYYY-MM-DD` header is no dateline: it only says when the text was published.
    """
    said = read_head(article.text, article.published).published
    told = [d for d in dates if dateline[0] <= d.span.start < dateline[1] and d.form in ("day", "weekday")]
    return next((d for d in reversed(told) if d.value.start == d.value.end == said), None)


def lend_dates(drafts: Sequence[Draft]) -> None:
    """An undated incident inside a total of a few days happened within those days; what was told to have been
    "hours earlier" has the day of what was told before it.
    """
    for draft in drafts:
        beside = draft.hours_from.day if draft.hours_from is not None else None
        if beside is not None and draft.day.start is None and beside.precision in ("day", "days"):
            draft.day = replace(beside, inferred=True)
        total = draft.part_of
        if draft.kind == "incident" and total is not None and draft.day.start is None and is_short(total.day):
            draft.day = replace(
                total.day, precision="days" if total.day.start != total.day.end else "day", inferred=True
            )


def carry_dates(drafts: Sequence[Draft], published: dt.date | None) -> None:
    """An entry of the story without a day has that of the one told before it, else of the next: "Gunmen
    killed two in Kirkuk on Tuesday. In Mosul, a bomb killed three".
    """
    story = [d for d in drafts if not d.background and (d.kind == "incident" or d.why != "period")]
    for draft in story:
        if draft.day.start is not None or any(f.reported is not None for f in draft.frames):
            continue
        total = draft.part_of
        if total is not None and total.why == "period" and not is_short(total.day):
            continue  # it may have been on any day of those
        if not draft.made:
            continue  # what is told without figures may have been at any time
        at = story.index(draft)
        dated = [d for d in (*story[:at][::-1], *story[at + 1 :]) if _is_of_these_days(d, published)]
        if dated:
            draft.day = replace(dated[0].day, inferred=True)


def _is_of_these_days(draft: Draft, published: dt.date | None) -> bool:
    """Whether a draft has a day, and one of those before publication that are the story's own."""
    day = draft.day
    late = published is not None and day.end is not None and (published - day.end).days > MAIN_DAYS
    return day.precision in ("day", "days") and is_short(day) and day.basis == "event" and not late


def date_by_report(drafts: Sequence[Draft], dispatch: DateMention | None = None) -> None:
    """As in "Police said on Monday that two men were shot": only the day of the report is known (contract
    §1, `basis`). Where no sentence states that, it is the day of the `dispatch`.
    """
    for draft in drafts:
        if draft.kind != "incident" or draft.background or draft.day.start is not None:
            continue
        told = next((f.reported for f in draft.frames if f.reported is not None), dispatch)
        if told is not None and told.value.start is not None:
            draft.day = replace(told.value, inferred=True, basis="report", evidence=(told.span,))
