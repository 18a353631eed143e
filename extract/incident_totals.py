"""Figures over several events put together: which total a figure opens, repeats or belongs to."""

from __future__ import annotations

from extract.count_merge import Merger
from extract.incident_context import Context
from extract.incident_drafts import Draft
from extract.incident_frames import (
    repeats_figure,
    sides_may_agree,
    tells_when,
)
from extract.incident_places import overlap, relation
from extract.incident_roundup import told_at_its_place
from extract.incident_words import words_of
from extract.scope_frame import Frame

#: More clauses with counts or events than any report has; a table behind them is left unread.
_MOST_FRAMES = 600
#: From this figure on, the same one told twice is hardly chance.
_TELLING = 5


class Totals(Context):
    """Finds the total that a frame tells, goes on with or repeats."""

    def _inside_the_last(self, frame: Frame) -> bool:
        """Parts of a total's people ("Of the dead, 24 were children") go to the total told last; so does what
        a report of nothing but a total adds without a day or an event of its own.
        """
        if not self.drafts or not frame.counts or frame.date or frame.window:
            return False
        last = max(self.drafts, key=lambda d: d.frames[-1].start)
        if last.kind != "total":
            return False
        listed = {c.outcome for c in frame.counts if c.inside}
        inside = bool(listed) and not frame.places
        inside = inside and all(c.inside or c.outcome not in listed for c in frame.counts)
        only = not frame.total and last.why == "period" and last is self.drafts[0] and self.current is None
        relations = ("none", "around") if len(last.places) > 1 else ("none", "same", "around")
        here = relation(frame.places, last.places) in relations  # one of several places is told apart
        told = any(t.form == "noun" and not t.definite for t in frame.triggers)
        before = last.frames[-1]
        goes_on = last.why in ("period", "lead") and frame.paragraph == before.paragraph and not frame.places
        also = "been" in frame.words and not {"have", "has"}.isdisjoint(frame.words)  # "35 have also been …"
        if goes_on and also and frame.sentence == before.sentence + 1 and not told:
            last.put(frame)
            return True
        goes_with = last.why in ("several", "places", "lead") and self._tells_more(frame, last)
        if inside or goes_with or (only and here and not told and not frame.another):
            last.put(frame)
            return True
        return False

    def _tells_more(self, frame: Frame, total: Draft) -> bool:
        """As in "Raids in Zhob and Kalat killed 11 rebels. Two soldiers died as well": right behind a total,
        with neither place nor event of its own.
        """
        before = total.frames[-1]
        if frame.places or frame.sentence != before.sentence + 1 or frame.paragraph != before.paragraph:
            return False
        own = [
            t
            for t in frame.triggers
            if not t.definite and (t.form == "noun" or t.word not in words_of("weak"))
        ]
        sides = {(m.outcome, m.side) for m in total.told()}
        new = not any((c.outcome, c.side) in sides for c in frame.counts)
        return not own and new and not frame.total and not frame.strong and not frame.background

    def _total(self, frame: Frame) -> None:
        if all(c.bare and c.best is None for c in frame.counts):
            last = self.drafts[-1] if self.drafts else None
            if last is not None and frame.date is not None and self._is_about(last, frame):
                last.put(frame)  # "They stormed four villages on Sunday, shooting people dead"
            return  # "killing soldiers and civilians in a spate of attacks": nothing to count
        ranked = not words_of("ordinals").isdisjoint(frame.words) and all(c.value == 1 for c in frame.counts)
        if frame.window is not None and ranked:
            return  # "the third leader killed since last year": nobody else's death
        known = self._total_with(frame)
        if known is None and frame.total == "lead" and not (frame.window or frame.date or frame.places):
            target = self._whole_so_far(frame)
            if target is not None:
                target.put(frame)
                return
        if known is None:
            known = self._same_window(frame) or self._headline(frame) or self._told_as_one(frame)
        if known is None:
            past = frame.background and frame.strong
            known = Draft("total", why=frame.total, merger=Merger(self.sources), background=past)
            self.drafts.append(known)
        known.put(frame)

    def _headline(self, frame: Frame) -> Draft | None:
        """As in "Six rebels killed in the north", and then "Six rebels were killed in raids in Zhob
        and Kalat": what the first sentence told in short turns out to be over several events.
        """
        if len(self.drafts) != 1 or frame.window is not None:
            return None
        first = self.drafts[0]
        told = first.told()
        short = first.kind == "incident" and all(f.sentence == 0 for f in first.frames)
        if not short or first.day.start is not None or not told:
            return None
        if not all(any(repeats_figure(mine, theirs) for theirs in frame.counts) for mine in told):
            return None
        first.kind, first.why = "total", frame.total
        first.places = []
        self.current = None
        return first

    def _told_as_one(self, frame: Frame) -> Draft | None:
        """As in "Raids in Zhob killed 25 rebels. … Since 20 August, they have killed 25": what was told
        first, of events without a number or a window, is that total.
        """
        large = [c for c in frame.counts if c.value >= _TELLING and c.part_of is None]
        for draft in self.drafts if large and frame.window is not None else ():
            told = {(m.outcome, m.side, m.value) for m in draft.told()}
            again = told.issuperset((c.outcome, c.side, c.value) for c in large)
            plural = any(t.form == "nouns" for f in draft.frames for t in f.triggers if f.counts)
            if draft.kind == "incident" and again and plural and draft.day.start is None:
                draft.kind, draft.why = "total", frame.total
                self.current = None if self.current is draft else self.current
                return draft
        return None

    def _same_window(self, frame: Frame) -> Draft | None:
        """The total of the sentence before, where this adds its wounded or missing and no window."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.kind != "total" or frame.window or frame.date:
            return None
        if frame.places and not all(c.more for c in frame.counts):
            return None
        told = {m.outcome for m in last.told()}
        near = frame.paragraph - last.frames[-1].paragraph <= 1
        return last if near and told.isdisjoint(c.outcome for c in frame.counts) else None

    def _total_with(self, frame: Frame) -> Draft | None:
        """The total that tells the same figure already."""
        for draft in reversed(self.drafts):
            if draft.kind != "total" or (frame.date is not None and not overlap(frame.date.value, draft.day)):
                continue
            told = draft.told()
            for mine in [c for c in frame.counts if c.part_of is None]:
                for theirs in told:
                    if (mine.outcome, mine.value) == (theirs.outcome, theirs.value) and sides_may_agree(
                        mine.side, theirs.side
                    ):
                        return draft
        return None

    def _whole_so_far(self, frame: Frame) -> Draft | None:
        incidents = [d for d in self.drafts if d.kind == "incident"]
        return incidents[0] if len(incidents) == 1 else None

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
            told = draft.told()
            repeated = any(repeats_figure(mine, theirs) for mine in frame.counts for theirs in told)
            if repeated and (self.current is None or plural):
                draft.put(frame)
                return True
        anew = any(t.form == "verb" and t.word not in words_of("weak") for t in frame.triggers)
        those = any(t.form == "nouns" and t.definite for t in frame.triggers)
        if plural and (self.current is not None or those) and not anew:
            totals[0].put(frame)
            return True
        return False

    def _echoes(self, frame: Frame) -> bool:
        """A figure told already as a total's, met again without a scope of its own."""
        if frame.date or not frame.counts:
            return False
        if self.roundup and frame.places and any(t.word == "attacked" for t in frame.triggers):
            return False  # "The soldiers were killed when rebels attacked their truck in Zhob"
        totals = [d for d in self.drafts if d.kind == "total"]
        for draft in totals:
            told = draft.told()
            if all(any(repeats_figure(mine, theirs) for theirs in told) for mine in frame.counts):
                if self.roundup and told_at_its_place(frame, draft):
                    return False
                draft.put(frame)
                return True
        return False

    def _is_about(self, last: Draft, frame: Frame) -> bool:
        """Whether a total told just before, without a day, is what the frame gives the day of."""
        near = relation(frame.places, last.places) in ("none", "same", "inside", "around")
        goes_on = frame.paragraph - last.frames[-1].paragraph <= 1 and last.why in ("several", "places")
        goes_on = goes_on and frame.date is not None and frame.date.value.precision in ("day", "days")
        deed = any(t.form == "verb" for t in frame.triggers) and not (frame.background or frame.another)
        told = tells_when(frame) or (goes_on and deed and self.current is None)
        return told and last.kind == "total" and last.day.start is None and near and frame.window is None

    def _tells_where_all_were(self, last: Draft, frame: Frame) -> bool:
        """As in "… were killed in several attacks in Thailand. All of the attacks took place in Pattani"."""
        if last.kind != "total" or frame.date is not None or not frame.places or not tells_when(frame):
            return False
        named = any(t.form == "nouns" and t.definite for t in frame.triggers)
        return named and (not last.places or relation(frame.places, last.places) == "inside")
