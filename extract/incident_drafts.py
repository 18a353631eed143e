"""An entry in the making: the frames that tell it, and what they say of its day, its place and its counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from extract.count_mention import CountMention
from extract.count_merge import Merger
from extract.frozen import replace
from extract.incident_frames import (
    is_finer,
    is_short,
    repeats_figure,
    said_where,
    sides_may_agree,
    speaks_of_captives,
    tells_when,
)
from extract.incident_places import are_close, fineness, may_be_anywhere, may_be_district, relation
from extract.model import Count, DateRange, EntryKind, Place, Role
from extract.places import PlaceMention
from extract.scope_frame import Frame, Trigger

#: Parts of a town wherever they are told.
_WARDS = frozenset(("barangay", "brgy", "sitio", "purok", "mohalla", "ward"))
#: What is a point and no unit (`incident_places.fineness`).
_POINT = 5


@dataclass(slots=True)
class Draft:
    """An entry in the making. `day` is its date field, `places` the mentions that say where;
    `origin`: those only say where somebody is from; `around` is the unit that was told before a finer place;
    `hours_from` is the entry that it was only hours before or after.
    """

    kind: EntryKind
    frames: list[Frame] = field(default_factory=list)
    merger: Merger = field(default_factory=Merger)
    day: DateRange = field(default_factory=DateRange)
    places: list[PlaceMention] = field(default_factory=list)
    origin: bool = False
    around: Place | None = None
    borrowed: Place | None = None
    hours_from: Draft | None = None
    why: str = ""
    background: bool = False
    role: Role = "main"
    part_of: Draft | None = None
    made: tuple[Count, ...] = ()
    heard: list[Trigger] = field(default_factory=list)

    @property
    def at(self) -> int:
        """The offset of its first frame."""
        return self.frames[0].start if self.frames else 0

    def told(self) -> list[CountMention]:
        """Every count of its frames so far, parts and repeats too, in the order they were taken in."""
        return [m for f in self.frames for m in f.counts]

    def values(self) -> dict[tuple[str, str], int]:
        """Outcome and side to figure, parts left out."""
        out: dict[tuple[str, str], int] = {}
        for count in self.made:
            figure = count.best if count.best is not None else count.low
            if count.part_of is None and figure is not None:
                key = (count.outcome, count.side)
                out[key] = out.get(key, 0) + figure
        return out

    def put(self, frame: Frame) -> None:
        """Takes a frame in: its counts, and its day and place where they say more than is known."""
        self._hear_again(frame)
        self._told_in_parts(frame)
        self.frames.append(frame)
        for mention in sorted(frame.counts, key=lambda m: (m.part_of is not None, m.inside)):
            self.merger.add(mention)
        goes_on = bool(self.frames[1:]) and frame.date is None and not frame.places
        self.background = self.background and (frame.background or goes_on)
        self._date(frame)
        self._place(frame)

    def _told_in_parts(self, frame: Frame) -> None:
        """As in "15 people were shot dead before they killed seven others" of the 22 told before."""
        for first, second in pairwise(c for c in frame.counts if c.part_of is None and c.best is not None):
            if not second.more or first.outcome != second.outcome or first.inside:
                continue
            whole = first.value + second.value
            if any(
                m.outcome == first.outcome and m.value == whole and sides_may_agree(m.side, first.side)
                for m in self.told()
            ):
                first.inside = second.inside = True

    def _hear_again(self, frame: Frame) -> None:
        """As in "Two guards were killed and four others injured" told again: "others" than the two."""
        told = self.told()
        again = [c for c in frame.counts if any(repeats_figure(c, m) for m in told)]
        if any(self.merger.is_boast(c) for c in frame.counts):
            for mention in frame.counts:
                mention.more = False  # "They killed five and injured four others": a claim of both
        for mention in frame.counts if again else ():
            same = [m for m in told if (m.outcome, m.value) == (mention.outcome, mention.value)]
            if mention.more and any(sides_may_agree(m.side, mention.side) for m in same):
                mention.more = False

    def _date(self, frame: Frame) -> None:
        found = None
        if self.kind == "total":
            found = frame.window or frame.date
        elif frame.date is not None:
            found = frame.date
        elif frame.window is not None and len(self.frames) == 1 and is_short(frame.window.value):
            found = frame.window
        if found is None:
            return
        current = self.day
        if (current.start is None and current.end is None) or is_finer(found.value, current):
            value = found.value
            if self.kind == "incident" and frame.date is None and value.start != value.end:
                value = replace(value, precision="days", inferred=True)
            elif self.kind == "total" and value.precision == "days":
                value = replace(value, precision="day")
            self.day = replace(value, evidence=(found.span,))

    def _place(self, frame: Frame) -> None:
        if not frame.places:
            return
        if not self.places or (self.origin and not frame.origin):
            self.places, self.origin = list(frame.places), frame.origin
            return
        if self.kind == "total" or frame.origin:
            return
        old, new = self.places[0].value, frame.places[0].value
        town = fineness(old) - (may_be_district(self.places[0]) and frame.places[0].form == "pattern")
        lies = relation(frame.places, self.places, loosely=True)
        # "Idlib … the town of Zardana in rebel-held Idlib"
        within = lies == "inside" and frame.places[0].form == "pattern" and fineness(new) == fineness(old)
        # "killed in Banshkhali … The shootout took place at Saral village"
        part = not _WARDS.isdisjoint(frame.words) and bool(frame.triggers)
        told = not frame.counts and frame.places[0].form == "pattern" and (tells_when(frame) or part)
        within = within or (told and lies in ("inside", "unclear"))
        # "a checkpoint west of Zhob … a checkpoint in Bulam"
        within = within or (old.precision == "near" and new.precision == "place")
        within = within or may_be_anywhere(self.places[0], frame.places[0])
        lies = "inside" if lies == "apart" and are_close(new, old) else lies
        lies = "unclear" if lies == "apart" and said_where(frame) and fineness(old) < _POINT else lies
        if (fineness(new) > town or within) and old.name != new.name and lies in ("inside", "unclear"):
            self.around, self.places = old, list(frame.places)


def sets_free(draft: Draft) -> bool:
    """Whether it tells only of people let go, and not by kidnappers: that is no incident (contract §1)."""
    if draft.kind != "incident" or not draft.made or any(c.outcome != "freed" for c in draft.made):
        return False
    if any(t.kind != "arrest" for f in draft.frames for t in f.triggers):
        return False
    return not any(speaks_of_captives(f) for f in draft.frames)
