"""Frames put together: one incident for one event, totals over several, each with date, place and counts.

Entries refer to the count mentions and never copy a number twice. Same day, compatible place: same incident;
a break in place or time makes another (contract §1). Totals stand apart; `extract.incident_parts` ties what
they cover to them.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.count_merge import Merger
from extract.frozen import replace
from extract.incident_apart import lies_to
from extract.incident_begins import is_old
from extract.incident_drafts import Draft, sets_free
from extract.incident_fit import best_fit
from extract.incident_frames import (
    is_accident,
    is_deliberate,
    is_specific,
    is_violent,
    mourns,
    names_where,
    speaks_of_captives,
    stands_alone,
    tells_event,
    tells_new_event,
    tells_of_bodies,
    tells_one_event,
    tells_when,
)
from extract.incident_neutralised import told_once
from extract.incident_places import place_of, unit_named
from extract.incident_roundup import is_roundup, next_of_them, were_at_one_point
from extract.incident_totals import Totals
from extract.incident_words import words_of
from extract.model import Place
from extract.scope_frame import Frame

#: More clauses with counts or events than any report has; a table behind them is left unread.
_MOST_FRAMES = 600
#: Events of the last three days are the story's own (contract §1, "Role").
_RECENT = 2
#: What is older than this, in days, is past for the rest of its paragraph.
_OLD = 7


class Grouper(Totals):
    """Puts the frames of one article into drafts, in text order."""

    def run(self, frames: Sequence[Frame]) -> list[Draft]:
        """All drafts, in the order of their first frame."""
        violent = any(is_violent(f) for f in frames)
        self.roundup = is_roundup(frames)
        for frame in frames[:_MOST_FRAMES]:
            self._hear_since(frame)
            if frame.context:
                if not self._comes_in(frame):
                    self._set_context(frame)
                continue
            if frame.window is not None and frame.window.value.end is None:
                self._since(frame, frame.window)
            self._take_context(frame)
            self._anchor(frame)
            self._generalise(frame)
            if self._irrelevant(frame, violent):
                continue
            frame.background = frame.background or self._goes_on_with_the_past(frame)
            self.before = frame
            if self._inside_the_last(frame):
                continue
            if frame.total == "lead" and not self.drafts and tells_one_event(frame):
                frame.total = ""
            if frame.total and frame.counts:
                self._total(frame)
            else:
                self._incident(frame)
        drafts = [d for d in self.drafts if d.frames]
        for draft in drafts:
            draft.made = told_once(draft.merger.counts())
        return [d for d in drafts if not sets_free(d)]

    def _goes_on_with_the_past(self, frame: Frame) -> bool:
        """As in "In April rebels killed 11 soldiers in Zhob. Troops then killed 27 rebels": in the paragraph
        of what is past, right behind it, new people without a day, a place or a word for today's event.
        """
        before = self.before
        if before is None or before.paragraph != frame.paragraph or not frame.counts or frame.opening:
            return False
        if self.current is not None and self.current.frames[-1] is before:
            return False  # the incident of the past goes on
        if frame.date or frame.places or frame.window or any(t.definite for t in frame.triggers):
            return False
        new = all(c.best is not None and not (c.definite or c.pronoun or c.toll) for c in frame.counts)
        return new and tells_new_event(frame) and (before.background or self._is_old(before))

    def _is_old(self, frame: Frame) -> bool:
        told = frame.date or frame.window
        if told is None or told.value.end is None or self.published is None or told.form == "since":
            return False
        return (self.published - told.value.end).days > _OLD

    # --- what tells of no violent event

    def _irrelevant(self, frame: Frame, violent: bool) -> bool:
        if is_accident(frame):
            self.accident = True
        elif is_violent(frame):
            self.accident = False
        if self.accident or (frame.asks and frame.date is None):
            return True
        told = is_violent(frame) or not frame.words.isdisjoint(words_of("conflicts"))
        if "court" in frame.other and not (frame.counts and told):
            return True
        if "commemoration" in frame.other and not frame.date:
            return True
        if any(tells_of_bodies(c, frame) for c in frame.counts):
            return False
        if not words_of("often").isdisjoint(frame.words) and all(c.best is None for c in frame.counts):
            return bool(frame.counts) and frame.date is None  # "has repeatedly attacked, killing many people"
        known = any(c.side in ("militants", "security_forces") for c in frame.counts)
        return (
            not violent
            and not self.drafts
            and not known
            and not any(is_deliberate(c) for c in frame.counts)
            and not tells_event(frame, loosely=True)
            and not speaks_of_captives(frame)
        )

    def _incident(self, frame: Frame) -> None:
        if self._belongs_to_total(frame) or self._adds_up(frame):
            return
        if self.roundup and next_of_them(frame, self.drafts, self.current):
            self.current = self._begun(frame)
            self.current.put(frame)
            return
        if (
            frame.triggers
            and frame.triggers[0].definite
            and not frame.counts
            and self._happened_nearby(frame)
        ):
            return
        if not frame.counts and not stands_alone(frame, bool(self.drafts)):
            self._say_when_and_where(frame)
            return
        match = self._fitting(frame)
        if match is None and (self._echoes(frame) or not is_specific(frame) or self._mourns(frame)):
            return
        if match is None and (self._refers_back(frame) or self._fills_in(frame)):
            match = self.current
        if match is None:
            frame.background = frame.background or self._earlier_still(frame)
            match = self._begun(frame)
        if frame.same_day and match is not self.current:
            match.hours_from = match.hours_from or self.current
        match.put(frame)
        if (frame.counted_back is None and not frame.aside) or self.current is None:
            self.current = match

    def _begun(self, frame: Frame) -> Draft:
        """A new incident; "in the same city" is where the one told last was."""
        draft = Draft("incident", merger=Merger(self.sources), background=frame.background)
        if frame.same_place and not frame.places and self.current is not None:
            draft.borrowed = self._borrow(frame)
        self.drafts.append(draft)
        return draft

    def _adds_up(self, frame: Frame) -> bool:
        """As in "with the killing of these four rebels" after two and two: what was told, summed."""
        if frame.date or frame.places or not frame.counts or not all(c.definite for c in frame.counts):
            return False
        told = [d.merger.counts() for d in self.drafts if d.kind == "incident"]
        for mine in frame.counts:
            figures = [
                count.best
                for counts in told
                for count in counts
                if count.part_of is None and (count.outcome, count.side) == (mine.outcome, mine.side)
            ]
            if len(figures) < 2 or sum(f or 0 for f in figures) != mine.best:
                return False
        return True

    def _say_when_and_where(self, frame: Frame) -> None:
        """As in "The attack took place on Monday in Zhob": day and place of what was or will be told."""
        if frame.date is None and not frame.places:
            self._hear(frame)
            return
        match = self._fitting(frame)
        telling = tells_event(frame) or tells_when(frame) or (match is self.current and names_where(frame))
        last = self.drafts[-1] if self.drafts else None
        if match is not None and frame.background and not match.background:
            return  # "Last week, troops raided their camps"
        if match is not None and telling:
            match.put(frame)
        elif match is None and last is not None and self._tells_where_all_were(last, frame):
            last.places = list(frame.places)
        elif match is None and last is not None and self._is_about(last, frame):
            last.put(frame)
        elif match is None and last is not None and were_at_one_point(frame, last):
            last.kind = "incident"  # same parties, place and day (contract §1)
            last.put(frame)
            self.current = last
        elif match is None and not self._takes_place(frame):
            self._set_context(frame)

    def _hear(self, frame: Frame) -> None:
        """As in "An attack killed six in Zhob. The airstrike hit a market": it may say which kind it was."""
        current = self.current
        if current is None or frame.background or frame.another:
            return
        if frame.paragraph - current.frames[-1].paragraph <= 1:
            current.heard += [t for t in frame.triggers if t.definite or t.form == "verb"]

    def _earlier_still(self, frame: Frame) -> bool:
        """As in "Last month … Earlier, a patrol was ambushed": undated, and before what is past already."""
        if frame.date is not None or not frame.another or self.current is None or self.published is None:
            return False
        day = self.current.day
        return "earlier" in frame.words and day.end is not None and (self.published - day.end).days > _RECENT

    def _mourns(self, frame: Frame) -> bool:
        """As in "His uncle spoke of the death of a teacher": one person's death, named and not told."""
        told = bool(self.drafts and frame.counts) and not (frame.date and frame.places)
        if told and mourns(frame):
            return True
        return told and all(c.rule in ("nominal", "inner") and c.value == 1 for c in frame.counts)

    def _refers_back(self, frame: Frame) -> bool:
        """As in "… were killed in the strike": the event told last, whatever place the victims are from."""
        apart = frame.another or frame.strong or frame.background
        if self.current is None or frame.date is not None or apart:
            return False
        definite = [t for t in frame.triggers if t.definite and t.form == "noun"]
        others = [t for t in frame.triggers if t.form == "verb" and t.kind != "attack"]
        near = frame.paragraph - self.current.frames[-1].paragraph <= 2
        if lies_to(frame, self.current) == "apart" and any(
            t.form == "verb" and t.word not in words_of("weak") for t in frame.triggers
        ):
            return False  # "In Zhob, rebels ambushed a convoy, killing four; nobody claimed the attack"
        return bool(definite and frame.counts) and not others and near

    def _fills_in(self, frame: Frame) -> bool:
        """As in "Gunmen attacked a checkpoint in Kirkuk, leaving casualties. Two men died in the attack, on
        Sunday in Daquq": the figures, day and place of an event that was told without any.
        """
        current = self.current
        if current is None or frame.another or frame.background or not frame.counts or current.day.start:
            return False
        if any(f.counts for f in current.frames) or frame.paragraph - current.frames[-1].paragraph > 1:
            return False
        named = any(t.definite and t.form == "noun" for t in frame.triggers)
        new, old = (d.places[0].value.country if d.places else None for d in (frame, current))
        if not named or (new and old and new != old):
            return False
        current.places = frame.places or current.places
        return True

    def _takes_place(self, frame: Frame) -> bool:
        """Whether the frame gave its day to the undated event told last, though at a finer or other place."""
        current = self.current
        if current is None or current.day.start is not None or frame.date is None or not tells_when(frame):
            return False
        if is_old(frame, self.published):
            return False
        named = any(t.form == "noun" and t.definite for t in frame.triggers)
        if not named or frame.paragraph - current.frames[-1].paragraph > 2:
            return False
        if frame.background or frame.another:
            return False
        current.put(frame)
        return True

    def _happened_nearby(self, frame: Frame) -> bool:
        """As in "Two men were hurt in a blast in Dantewada on 23 March. The explosion took place in Kirandul
        on Saturday": that day, at another point of the province.
        """
        current = self.current
        if current is None or frame.date is None or not frame.places or not current.places:
            return False
        if frame.background or frame.another or not tells_when(frame):
            return False
        new, old, told = frame.places[0].value, current.places[0].value, frame.date.value
        here = (new.country, new.admin1) == (old.country, old.admin1) and new.precision in ("place", "near")
        if (
            not here
            or current.day.start is None
            or (told.start, told.end) != (current.day.start, current.day.end)
        ):
            return False
        current.put(frame)
        current.places = frame.places
        return True

    def _borrow(self, frame: Frame) -> Place | None:
        assert self.current is not None
        if not self.current.places:
            return None
        place = place_of(self.current.places)
        if "same" in frame.words and (unit := unit_named(frame.words, place)) is not None:
            return unit
        near = "near" in frame.words
        return replace(
            place, precision="near" if near and place.precision in ("place", "admin2") else place.precision
        )

    def _fitting(self, frame: Frame) -> Draft | None:
        return best_fit(frame, self.drafts, self.current, self.published)
