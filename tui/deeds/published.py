"""`D`: the article's day of publication was wrong: correct it once, and read anew what rests on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extract.from_json import date_from_json
from extract.model import DateRange
from extract.typed_errors import TypedError
from store import mends
from store.state import State
from tui.lineedit import Line
from tui.modes import Press, Reads, Suggestion, Writing
from tui.shown import day_words

if TYPE_CHECKING:
    from tui.desk import Desk


def published(desk: Desk, press: Press) -> None:
    """Open the day of publication as a line of text."""
    review = desk.review
    if review is None:
        return
    day = review.state.published
    text = "" if day is None else f"{day:%d %b %Y}".lstrip("0")
    mode = Writing(PublishedEditor(review.state), Line.of(text), press, text)
    mode.refresh()
    desk.mode = mode


@dataclass(frozen=True, slots=True)
class PublishedEditor:
    """The day on which the article was published, and how many dates would be read anew."""

    state: State
    title: str = "Published on"
    hint: str = "the day of publication; dates that rest on it are read anew"

    def read(self, text: str) -> Reads:
        """The day, and what follows from it."""
        try:
            day = _day(text, self.state.published)
        except TypedError as problem:
            return Reads(str(problem), ok=False)
        if day == self.state.published:
            return Reads(f"{day_words(day)}, as it stands")
        n = len(redated(self.state, day))
        moved = (
            "no date changes" if not n else "1 date is read anew" if n == 1 else f"{n} dates are read anew"
        )
        return Reads(f"{day_words(day)} · {moved}")

    def suggest(self, text: str) -> Sequence[Suggestion]:
        """Nothing to suggest."""
        return ()

    def keep(self, desk: Desk, text: str, chosen: int | None, press: Press) -> None:
        """Correct the day, in one decision with the dates that follow from it."""
        review = desk.review
        if review is None:
            return
        day = _day(text, review.state.published)
        dates = redated(review.state, day)
        changes = mends.correct_published(review.state, day, dates)
        if not desk.decide(
            "review.published", press, changes, f"published on {day_words(day)}{_told(dates)}"
        ):
            desk.say(f"the article is of {day_words(day)} already")


def _told(dates: dict[str, DateRange]) -> str:
    return (
        "" if not dates else " · 1 date read anew" if len(dates) == 1 else f" · {len(dates)} dates read anew"
    )


def _day(text: str, published: dt.date | None) -> dt.date:
    """The one day that a text says. Raises TypedError where it says none, or several."""
    from extract.typed import read_date  # not at the top: start-up must not wait for it

    date = read_date(text, published)
    if date.start is None or date.start != date.end:
        raise TypedError("type one day, such as 14 Mar 2025")
    return date.start


def redated(state: State, day: dt.date) -> dict[str, DateRange]:
    """By entry, the dates that another day of publication changes: those that stand as the text was read.

    A date that a person put there stays, and so does one whose words say the day themselves.
    """
    from extract.dates import find_dates

    text = state.proposal.article.text
    old = {(m.span.start, m.span.end): m.value for m in find_dates(text, state.published)}
    new = {(m.span.start, m.span.end): m.value for m in find_dates(text, day)}
    out = {}
    for entry in state.standing():
        date = date_from_json(state.value(entry, "date"))
        moved = _moved(date, old, new, state.published, day)
        if moved is not None and (moved.start, moved.end) != (date.start, date.end):
            out[entry] = moved
    return out


_Readings = dict[tuple[int, int], DateRange]


def _moved(
    date: DateRange, old: _Readings, new: _Readings, was: dt.date | None, now: dt.date
) -> DateRange | None:
    """A date as it reads with the other day of publication; None where it does not rest on it."""
    spans = [(s.start, s.end) for s in date.evidence]
    read = [(old[s], new[s]) for s in spans if s in old and s in new]
    days = (date.start, date.end)
    for before, after in read:
        if (before.start, before.end) == days:
            return replace(date, start=after.start, end=after.end, precision=after.precision)
    if was is None or days == (None, None):
        return None
    ends = {a for before, _ in read for a in (before.start, before.end)}
    shifts = {after.start - before.start for before, after in read if before.start and after.start}
    if date.inferred and not read:
        shifts = {now - was}
    elif not {d for d in days if d is not None} <= ends | {was}:
        return None
    if len(shifts) != 1 or not (by := shifts.pop()):
        return None
    return replace(date, start=date.start and date.start + by, end=date.end and date.end + by)


DEEDS = {"review.published": published}
