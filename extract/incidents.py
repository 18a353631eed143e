"""Frames put together: one incident for one event, totals over several, each with date, place and counts.

Entries refer to the count mentions and never copy a number twice. Same day, compatible place: same incident;
a break in place or time makes another (contract §1). Totals stand apart; `extract.incident_parts` ties what
they cover to them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extract.count_merge import Merger
from extract.incident_frames import (
    both_points,
    is_deliberate,
    is_finer,
    is_short,
    is_specific,
    is_violent,
    looks_back,
    repeats_figure,
    sides_may_agree,
    stands_alone,
    tells_event,
    tells_new_event,
)
from extract.incident_places import fineness, overlap, place_of, relation
from extract.model import Count, DateRange, EntryKind, Place, Role, SourceKind
from extract.places import PlaceMention
from extract.scope_where import Frame

if TYPE_CHECKING:
    from extract.dates import DateMention

_EARLIER = re.compile(
    r"(?:the |(a|one|two|three|four|five|six|seven|ten|\d{1,3}) )?(days?|weeks?) (?:earlier|before)"
)
_COUNTED = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
#: More clauses with counts or events than any report has; a table behind them is left unread.
_MOST_FRAMES = 600


@dataclass(slots=True)
class Draft:
    """An entry in the making. `day` is its date field, `places` the mentions that say where."""

    kind: EntryKind
    frames: list[Frame] = field(default_factory=list)
    merger: Merger = field(default_factory=Merger)
    day: DateRange = field(default_factory=DateRange)
    places: list[PlaceMention] = field(default_factory=list)
    borrowed: Place | None = None
    why: str = ""
    background: bool = False
    role: Role = "main"
    part_of: Draft | None = None
    made: tuple[Count, ...] = ()

    @property
    def at(self) -> int:
        """The offset of its first frame."""
        return self.frames[0].start if self.frames else 0

    def values(self) -> dict[tuple[str, str], int]:
        """Outcome and side to figure, parts left out."""
        out: dict[tuple[str, str], int] = {}
        for count in self.made:
            figure = count.best if count.best is not None else count.low
            if count.part_of is None and figure is not None:
                key = (count.outcome, count.side)
                out[key] = out.get(key, 0) + figure
        return out


class Grouper:
    """Puts the frames of one article into drafts, in text order."""

    def __init__(
        self, published: dt.date | None, sources: dict[int, tuple[str, SourceKind]] | None = None
    ) -> None:
        self.published = published
        self.sources = sources or {}
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self.accident = False
        self.context: Frame | None = None

    def run(self, frames: Sequence[Frame]) -> list[Draft]:
        """All drafts, in the order of their first frame."""
        violent = any(is_violent(f) for f in frames)
        for frame in frames[:_MOST_FRAMES]:
            if frame.context:
                self._set_context(frame)
                continue
            self._take_context(frame)
            self._anchor(frame)
            if self._irrelevant(frame, violent):
                continue
            if frame.total and frame.counts:
                self._total(frame)
            else:
                self._incident(frame)
        drafts = [d for d in self.drafts if d.frames]
        for draft in drafts:
            draft.made = draft.merger.counts()
        return drafts

    def _anchor(self, frame: Frame) -> None:
        """As in "A day earlier" counts from the event told before, not from the last day that was named."""
        if frame.date is None or self.current is None or frame.date.form != "relative":
            return
        told = _EARLIER.fullmatch(frame.date.span.text.lower())
        day = self.current.day
        if told is None or day.start is None or day.precision not in ("day", "days"):
            return
        number = _COUNTED.get(told[1] or "one") or int(told[1])
        start = day.start - dt.timedelta(days=number * (7 if told[2].startswith("week") else 1))
        frame.date = replace(
            frame.date, value=replace(frame.date.value, start=start, end=start, inferred=True)
        )

    def _set_context(self, frame: Frame) -> None:
        """Keeps where and when the paragraph is; a day told later adds to a place told before."""
        before = self.context
        if before is not None and before.context and before.paragraph == frame.paragraph:
            frame.places = frame.places or before.places
        frame.context = True
        self.context = frame

    def _take_context(self, frame: Frame) -> None:
        """Gives a frame the day and place that the sentence before it in the paragraph stated for it."""
        context = self.context
        if frame.since_then and context is not None and context.date is not None and frame.counts:
            self._since(frame, context.date)
            return
        if frame.date or frame.places:
            if not frame.counts:
                self.context = frame
            elif (
                context is not None
                and context.context
                and context.paragraph == frame.paragraph
                and not frame.total
            ):
                self._lend(frame, context)
            return
        if context is None or context.paragraph != frame.paragraph or not frame.counts:
            return
        if context.context and frame.window is None and not frame.plural_events:
            self._lend(frame, context)

    def _lend(self, frame: Frame, context: Frame) -> None:
        if looks_back(frame) or all(c.toll for c in frame.counts):
            return
        frame.date = frame.date or context.date
        frame.places = frame.places or context.places
        self.context = None

    def _since(self, frame: Frame, date: DateMention) -> None:
        """As in "since then": from the day stated before until publication."""
        value = replace(date.value, end=self.published, precision="day", inferred=True)
        frame.window = replace(date, value=value, form="since")

    # --- what tells of no violent event

    def _irrelevant(self, frame: Frame, violent: bool) -> bool:
        if "accident" in frame.other and not is_violent(frame):
            self.accident = True
        elif is_violent(frame):
            self.accident = False
        if self.accident:
            return True
        if "court" in frame.other and not (frame.counts and is_violent(frame)):
            return True
        if "commemoration" in frame.other and not frame.date:
            return True
        if any(
            c.outcome_cue is not None and c.outcome_cue.text.lower().startswith(("bod", "corpse"))
            for c in frame.counts
        ):
            return False
        known = any(c.side in ("militants", "security_forces") for c in frame.counts)
        return (
            not violent
            and not self.drafts
            and not known
            and not any(is_deliberate(c) for c in frame.counts)
            and not tells_event(frame)
        )

    # --- totals

    def _total(self, frame: Frame) -> None:
        known = self._total_with(frame)
        if known is None and frame.total == "lead" and not (frame.window or frame.date or frame.places):
            target = self._whole_so_far(frame)
            if target is not None:
                self._put(target, frame)
                return
        if known is None:
            known = Draft("total", why=frame.total, merger=Merger(self.sources))
            self.drafts.append(known)
        self._put(known, frame)

    def _total_with(self, frame: Frame) -> Draft | None:
        """The total that tells the same figure already."""
        for draft in reversed(self.drafts):
            if draft.kind != "total":
                continue
            told = [m for f in draft.frames for m in f.counts]
            for mine in frame.counts:
                for theirs in told:
                    if (mine.outcome, mine.value) == (theirs.outcome, theirs.value) and sides_may_agree(
                        mine.side, theirs.side
                    ):
                        return draft
        return None

    def _whole_so_far(self, frame: Frame) -> Draft | None:
        incidents = [d for d in self.drafts if d.kind == "incident"]
        return incidents[0] if len(incidents) == 1 else None

    # --- incidents

    def _incident(self, frame: Frame) -> None:
        if self._belongs_to_total(frame):
            return
        if not frame.counts and not stands_alone(frame, bool(self.drafts)):
            match = self._match(frame) if frame.date or frame.places else self.current
            if (
                match is not None
                and match.kind == "incident"
                and (frame.date or frame.places)
                and tells_event(frame)
            ):
                self._put(match, frame)
            elif match is None and (frame.date or frame.places):
                self._set_context(frame)
            return
        match = self._match(frame)
        if match is None and (self._echoes(frame) or not is_specific(frame) or self._mourns(frame)):
            return
        if match is None and self._refers_back(frame):
            match = self.current
        if match is None:
            match = Draft("incident", merger=Merger(self.sources), background=frame.background)
            if frame.same_place and not frame.places and self.current is not None:
                match.borrowed = self._borrow(frame)
            self.drafts.append(match)
        self._put(match, frame)
        self.current = match

    def _mourns(self, frame: Frame) -> bool:
        """As in "His uncle spoke of the death of a teacher": one person's death, named and not told."""
        told = bool(self.drafts and frame.counts) and not (frame.date and frame.places)
        return told and all(c.rule in ("nominal", "inner") and c.value == 1 for c in frame.counts)

    def _refers_back(self, frame: Frame) -> bool:
        """As in "… were killed in the strike": the event told last, whatever place the victims are from."""
        apart = frame.another or frame.strong or frame.background
        if self.current is None or frame.date is not None or apart:
            return False
        definite = [t for t in frame.triggers if t.definite and t.form == "noun"]
        others = [t for t in frame.triggers if t.form == "verb" and t.kind != "attack"]
        near = frame.paragraph - self.current.frames[-1].paragraph <= 2
        return bool(definite and frame.counts) and not others and near

    def _belongs_to_total(self, frame: Frame) -> bool:
        """Figures of "the operations" without a day or place belong to the total told before."""
        if not frame.counts or frame.date or frame.places or frame.window:
            return False
        plural = any(t.form == "nouns" for t in frame.triggers)
        totals = [
            d for d in self.drafts if d.kind == "total" and d.why in ("several", "places", "lead", "period")
        ]
        if not totals:
            return False
        for draft in totals:
            told = [m for f in draft.frames for m in f.counts]
            repeated = any(repeats_figure(mine, theirs) for mine in frame.counts for theirs in told)
            if repeated and (self.current is None or plural):
                self._put(draft, frame)
                return True
        if plural and self.current is not None:
            self._put(totals[0], frame)
            return True
        return False

    def _echoes(self, frame: Frame) -> bool:
        """A figure told already as a total's, met again without a scope of its own."""
        if frame.date or not frame.counts:
            return False
        totals = [d for d in self.drafts if d.kind == "total"]
        for draft in totals:
            told = [m for f in draft.frames for m in f.counts]
            if all(any(repeats_figure(mine, theirs) for theirs in told) for mine in frame.counts):
                self._put(draft, frame)
                return True
        return False

    def _match(self, frame: Frame) -> Draft | None:
        """The incident that the frame goes on with; None where it begins another."""
        best: Draft | None = None
        best_score = 0.0
        incidents = [d for d in self.drafts if d.kind == "incident"]
        for draft in incidents:
            score = self._fit(frame, draft)
            if score is not None and score >= best_score:
                best, best_score = draft, score
        return best

    def _fit(self, frame: Frame, draft: Draft) -> float | None:
        """How well a frame goes on with an incident; None where they cannot be one."""
        told = [m for f in draft.frames for m in f.counts]
        repeats = sum(any(repeats_figure(mine, theirs) for theirs in told) for mine in frame.counts)
        place = self._place_relation(frame, draft, repeats)
        if place == "apart" and not repeats:
            return None
        day = self._day_fit(frame, draft, place)
        if day is None or self._begins_another(frame, draft, place, repeats):
            return None
        score = 0.5 + (1.0 if draft is self.current else 0.0) + 1.5 * repeats + day
        score += {"same": 2.5, "inside": 1.5, "around": 1.0, "apart": -2.0}.get(place, 0.0)
        return score if score >= 0 else None

    def _place_relation(self, frame: Frame, draft: Draft, repeats: int) -> str:
        """How the frame's place lies to the draft's; two unknown points of two paragraphs are apart."""
        place = relation(frame.places, draft.places)
        new = frame.counts and not repeats and draft.frames[-1].paragraph != frame.paragraph
        stated = frame.date is not None
        if place == "unclear" and new and stated and both_points(frame.places, draft.places):
            return "apart"
        return place

    def _day_fit(self, frame: Frame, draft: Draft, place: str) -> float | None:
        """What the days say: 2 where both are told and agree, 0 where one is open, None where they differ."""
        if frame.date is None:
            return 0.0
        if draft.day.start is not None:
            goes_back = draft is self.current and not frame.places and looks_back(frame)
            return 2.0 if overlap(frame.date.value, draft.day) or goes_back else None
        return 0.0 if draft is self.current or place in ("same", "inside") else None

    def _begins_another(self, frame: Frame, draft: Draft, place: str, repeats: int) -> bool:
        """Whether its words, its day or its silence say that the frame tells another event than the draft."""
        if not frame.places and frame.date is None and draft is not self.current and not repeats:
            return True
        if not frame.counts:
            return False
        if frame.strong and not (place == "same" and frame.date is not None):
            return True
        if repeats:
            return False
        if frame.background and not draft.background:
            return True
        if self._old(frame) and draft.day.start is None and (place != "same" or draft.merger.slots):
            return True
        placed = frame.places or frame.date is not None
        return frame.another and not placed and tells_new_event(frame)

    def _old(self, frame: Frame) -> bool:
        if frame.date is None or self.published is None or frame.date.value.end is None:
            return False
        return (self.published - frame.date.value.end).days > 7

    def _borrow(self, frame: Frame) -> Place | None:
        assert self.current is not None
        if not self.current.places:
            return None
        place = place_of(self.current.places)
        near = "near" in frame.words
        return replace(
            place, precision="near" if near and place.precision in ("place", "admin2") else place.precision
        )

    def _put(self, draft: Draft, frame: Frame) -> None:
        draft.frames.append(frame)
        if draft.merger.sources is not self.sources:
            draft.merger.sources = self.sources
        for mention in sorted(frame.counts, key=lambda m: m.part_of is not None):
            draft.merger.add(mention)
        draft.background = draft.background and frame.background
        self._date(draft, frame)
        self._place(draft, frame)

    def _date(self, draft: Draft, frame: Frame) -> None:
        found = None
        if draft.kind == "total":
            found = frame.window or frame.date
        elif frame.date is not None:
            found = frame.date
        elif frame.window is not None and len(draft.frames) == 1 and is_short(frame.window.value):
            found = frame.window
        if found is None:
            return
        current = draft.day
        if (current.start is None and current.end is None) or is_finer(found.value, current):
            value = found.value
            if draft.kind == "incident" and frame.date is None and value.start != value.end:
                value = replace(value, precision="days", inferred=True)
            elif draft.kind == "total" and value.precision == "days":
                value = replace(value, precision="day")
            draft.day = replace(value, evidence=(found.span,))

    def _place(self, draft: Draft, frame: Frame) -> None:
        if not frame.places:
            return
        if not draft.places:
            draft.places = list(frame.places)
            return
        if draft.kind == "total":
            return
        old, new = draft.places[0].value, frame.places[0].value
        if fineness(new) > fineness(old) and relation(frame.places, draft.places) in ("inside", "unclear"):
            draft.places = list(frame.places)
