"""Frames put together: one incident for one event, totals over several, each with date, place and counts.

Entries refer to the count mentions and never copy a number twice. Same day, compatible place: same incident;
a break in place or time makes another (contract §1). Totals stand apart; `extract.incident_parts` ties what
they cover to them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extract.count_merge import Merger
from extract.counts import CountMention
from extract.model import Count, DateRange, EntryKind, Place, Role, SourceKind
from extract.places import PlaceMention
from extract.scope import Frame

if TYPE_CHECKING:
    from extract.dates import DateMention

_VIOLENT = frozenset({"bombing", "clash", "strike", "abduction", "raid", "mine", "friendly_fire", "foiled", "surrender"})
_WEAK_WORDS = frozenset("killed killing killings burned burnt robbed destroyed destroying struck strike shot arrest arrested detained captured capture detention bomb mine mines ran over".split())
_UNREAL = frozenset("would could might may if threat threatened threats plan plans planned warned possible".split())
_NEAR_DAYS = 2
_SHORT_WINDOW = 6


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
        violent = any(_is_violent(f) for f in frames)
        for frame in frames:
            if frame.context:
                self.context = frame
                continue
            self._take_context(frame)
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

    def _take_context(self, frame: Frame) -> None:
        """Gives a frame the day and place that the sentence before it in the paragraph stated for it."""
        context = self.context
        if frame.date or frame.places:
            if not frame.counts:
                self.context = frame
            elif context is not None and context.context and context.paragraph == frame.paragraph and not frame.total:
                self._lend(frame, context)
            return
        if context is None or context.paragraph != frame.paragraph or not frame.counts:
            return
        if frame.since_then and context.date is not None:
            self._since(frame, context.date)
        elif context.context and frame.window is None and not frame.plural_events:
            self._lend(frame, context)

    def _lend(self, frame: Frame, context: Frame) -> None:
        if any(c.partitive or c.definite for c in frame.counts):
            return
        frame.date = frame.date or context.date
        frame.places = frame.places or context.places
        self.context = None

    def _since(self, frame: Frame, date: DateMention) -> None:
        """ "since then": from the day stated before until publication."""
        value = replace(date.value, end=self.published, precision="day", inferred=True)
        frame.window = replace(date, value=value, form="since")

    # --- what tells of no violent event

    def _irrelevant(self, frame: Frame, violent: bool) -> bool:
        if "accident" in frame.other and not _is_violent(frame):
            self.accident = True
        elif _is_violent(frame):
            self.accident = False
        if self.accident:
            return True
        if "court" in frame.other and not (frame.counts and _is_violent(frame)):
            return True
        if "commemoration" in frame.other and not frame.date:
            return True
        if any(c.outcome_cue is not None and c.outcome_cue.text.lower().startswith(("bod", "corpse")) for c in frame.counts):
            return False
        known = any(c.side in ("militants", "security_forces") for c in frame.counts)
        return not violent and not known and not any(_deliberate(c) for c in frame.counts) and not _told_event(frame)

    # --- totals

    def _total(self, frame: Frame) -> None:
        known = self._total_with(frame)
        if known is None and frame.total == "lead" and not frame.window and not frame.places:
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
                    if (mine.outcome, mine.value) == (theirs.outcome, theirs.value) and _agree(mine.side, theirs.side):
                        return draft
        return None

    def _whole_so_far(self, frame: Frame) -> Draft | None:
        incidents = [d for d in self.drafts if d.kind == "incident"]
        return incidents[0] if len(incidents) == 1 else None

    # --- incidents

    def _incident(self, frame: Frame) -> None:
        if self._belongs_to_total(frame):
            return
        if not frame.counts and not _worth(frame, bool(self.drafts)):
            match = self._match(frame) if frame.date or frame.places else self.current
            if match is not None and match.kind == "incident" and (frame.date or frame.places) and _told_event(frame):
                self._put(match, frame)
            return
        match = self._match(frame)
        if match is None and (self._echoes(frame) or not _specific(frame)):
            return
        if match is None:
            match = Draft("incident", merger=Merger(self.sources), background=frame.background)
            if frame.same_place and not frame.places and self.current is not None:
                match.borrowed = self._borrow(frame)
            self.drafts.append(match)
        self._put(match, frame)
        self.current = match

    def _belongs_to_total(self, frame: Frame) -> bool:
        """Figures of "the operations" without a day or place belong to the total told before."""
        if not frame.counts or frame.date or frame.places or frame.window:
            return False
        plural = any(t.form == "nouns" for t in frame.triggers)
        totals = [d for d in self.drafts if d.kind == "total" and d.why in ("several", "places", "lead", "period")]
        if not totals:
            return False
        for draft in totals:
            told = [m for f in draft.frames for m in f.counts]
            if any(_repeats(mine, theirs) for mine in frame.counts for theirs in told):
                if self.current is None or plural:
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
            if all(any(_repeats(mine, theirs) for theirs in told) for mine in frame.counts):
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
        told = [m for f in draft.frames for m in f.counts]
        repeats = sum(any(_repeats(mine, theirs) for theirs in told) for mine in frame.counts)
        score = 0.5 + (1.0 if draft is self.current else 0.0) + 1.5 * repeats
        place = relation(frame.places, draft.places or ([] if draft.borrowed is None else []))
        if place == "unclear" and frame.counts and not repeats and draft.frames[-1].paragraph != frame.paragraph:
            place = "apart" if _both_points(frame.places, draft.places) else place
        if place == "apart":
            if frame.counts and not repeats or not frame.counts:
                return None
            score -= 2.0
        score += {"same": 2.5, "inside": 1.5, "around": 1.0}.get(place, 0.0)
        if frame.date is not None and draft.day.start is not None:
            if not overlap(frame.date.value, draft.day):
                if not (draft is self.current and not frame.places and _looks_back(frame)):
                    return None
            score += 2.0
        elif frame.date is not None and draft is not self.current and place not in ("same", "inside"):
            return None
        if frame.strong and frame.counts and not (place == "same" and frame.date is not None):
            return None
        if frame.background and frame.counts and not repeats and not draft.background:
            return None
        if frame.date is not None and draft.day.start is None and draft.frames and self._old(frame) and frame.counts and not repeats:
            if place not in ("same",) or draft.merger.slots:
                return None
        if not frame.places and frame.date is None and draft is not self.current and not repeats:
            return None
        if frame.another and frame.counts and not repeats and not frame.places and frame.date is None and _new_event(frame):
            return None
        return score if score >= 0 else None

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
        return replace(place, precision="near" if near and place.precision in ("place", "admin2") else place.precision)

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
        elif frame.window is not None and len(draft.frames) == 1 and _short(frame.window.value):
            found = frame.window
        if found is None:
            return
        current = draft.day
        if current.start is None and current.end is None or _finer_date(found.value, current):
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
        if _rank(new) > _rank(old) and relation(frame.places, draft.places) in ("inside", "unclear"):
            draft.places = list(frame.places)


def _looks_back(frame: Frame) -> bool:
    """Whether all figures of a frame are parts of people told before ("one of the four was released")."""
    return bool(frame.counts) and all(c.partitive or c.definite for c in frame.counts)


def _both_points(new: Sequence[PlaceMention], old: Sequence[PlaceMention]) -> bool:
    fine = ("place", "near")
    return bool(new and old) and new[0].value.precision in fine and old[0].value.precision in fine


def _new_event(frame: Frame) -> bool:
    return any(t.form == "noun" and not t.definite or t.form == "verb" for t in frame.triggers)


_ARMED = frozenset(
    "gunman gunmen shooter shooters attacker attackers assailant assailants militant militants rebel rebels terrorist terrorists "
    "insurgent insurgents gunfire bullet bullets gun guns fired firing shooting shootings guerrillas jihadists drone drones".split()
)


def _is_violent(frame: Frame) -> bool:
    if frame.words & _ARMED:
        return True
    return any(
        (t.kind in _VIOLENT or t.kind in ("attack", "bodies_found")) and t.word not in _WEAK_WORDS for t in frame.triggers
    )


def _deliberate(mention: CountMention) -> bool:
    """Whether the outcome word itself says that somebody did it."""
    cue = mention.outcome_cue.text.lower() if mention.outcome_cue else ""
    if cue in ("killed", "killing") and mention.rule in ("passive", "reduced", "adjective", "inner", "part"):
        return mention.side in ("militants", "security_forces")
    return bool(cue) and mention.outcome not in ("missing",) and not cue.startswith(("die", "dea", "injur", "dyi", "perish", "body", "bodies", "rescu", "hurt", "casualt", "succumb", "fatalit", "lost", "suffer", "sustain", "releas", "freed"))


def _told_event(frame: Frame) -> bool:
    """Whether a trigger tells an event rather than names one: a verb, or an indefinite noun."""
    return any(t.form == "verb" or t.form == "noun" and not t.definite for t in frame.triggers)


def _worth(frame: Frame, begun: bool) -> bool:
    """Whether a frame without counts is an incident by itself."""
    if frame.words & _UNREAL or frame.background:
        return False
    if not _told_event(frame):
        return False
    strong = [t for t in frame.triggers if t.word not in _WEAK_WORDS and (t.form == "verb" or not t.definite)]
    if not strong:
        return False
    if not begun:
        lede = frame.sentence == 0 and any(t.form == "verb" for t in strong)
        return bool(frame.date or frame.places or lede)
    if frame.places and any(t.form == "verb" and (t.kind in _VIOLENT or frame.another) for t in strong):
        return True
    return bool(frame.date and frame.places)


def _specific(frame: Frame) -> bool:
    """Whether a frame speaks of one event: a day, a place, a figure or somebody singled out; not of "civilians"."""
    if frame.date is not None or frame.sentence == 0:
        return True
    told = [c for c in frame.counts if not c.bare and (c.best is not None or c.qualifier != "vague")]
    if frame.places:
        return bool(told) or not frame.counts or _told_event(frame)
    return any(c.rule != "nominal" and not c.definite for c in told)


def _repeats(mine: CountMention, theirs: CountMention) -> bool:
    return (
        mine.outcome == theirs.outcome
        and mine.value == theirs.value
        and mine.value > 1
        and _agree(mine.side, theirs.side)
    )


def _agree(a: str, b: str) -> bool:
    return a == b or "unknown" in (a, b)


def _short(value: DateRange) -> bool:
    return value.start is not None and value.end is not None and (value.end - value.start).days <= _SHORT_WINDOW


_FINENESS = {"day": 5, "days": 4, "week": 3, "month": 2, "year": 1, "unknown": 0}


def _finer_date(new: DateRange, old: DateRange) -> bool:
    return _FINENESS[new.precision] > _FINENESS[old.precision] and overlap(new, old) and new.precision == "day" and old.precision != "days"


def overlap(a: DateRange, b: DateRange) -> bool:
    """Whether two dates can be one; an open or missing end bounds nothing."""
    if a.start is None and a.end is None or b.start is None and b.end is None:
        return True
    a1, a2 = a.start or a.end, a.end or a.start
    b1, b2 = b.start or b.end, b.end or b.start
    assert a1 is not None and a2 is not None and b1 is not None and b2 is not None
    return a1 <= b2 and b1 <= a2


_RANK = {"place": 5, "near": 5, "admin2": 4, "admin1": 3, "region": 2, "country": 1, "international": 0, "unknown": 0}


def _rank(place: Place) -> int:
    return _RANK[place.precision]


def relation(new: Sequence[PlaceMention], old: Sequence[PlaceMention]) -> str:
    """How two places lie: `same`, `inside` (new in old), `around` (old in new), `apart`, `unclear`, `none`."""
    if not new or not old:
        return "none"
    best = "apart"
    order = ("same", "inside", "around", "unclear", "apart")
    for a in new:
        for b in old:
            found = relate(a.value, b.value)
            if order.index(found) < order.index(best):
                best = found
    return best


def relate(a: Place, b: Place) -> str:
    """How place `a` lies to place `b`, see `relation`."""
    if a.country and b.country and a.country != b.country:
        return "apart"
    same_name = _fold(a.name) == _fold(b.name)
    if same_name and (not a.country or not b.country or a.admin1 == b.admin1 or not a.admin1 or not b.admin1):
        return "same"
    if not a.country or not b.country:
        return "unclear"
    for level in ("admin1", "admin2"):
        mine, theirs = getattr(a, level), getattr(b, level)
        if mine and theirs and _fold(mine) != _fold(theirs):
            return "apart"
        if mine and not theirs:
            return "inside" if _rank(b) <= _RANK["admin2"] else "unclear"
        if theirs and not mine:
            return "around" if _rank(a) <= _RANK["admin2"] else "unclear"
    if _rank(a) > _rank(b):
        return "inside"
    if _rank(a) < _rank(b):
        return "around"
    if a.precision in ("admin2", "admin1", "country"):
        return "same"
    return "apart"


def _fold(name: str | None) -> str:
    return "".join(c for c in (name or "").lower() if c.isalnum())


def place_of(mentions: Sequence[PlaceMention]) -> Place:
    """One location field: the first place, the rest in `others`."""
    own = [m for m in mentions if m.form != "parent"] or list(mentions)
    values: list[Place] = []
    for mention in own:
        if not any(_fold(v.name) == _fold(mention.value.name) for v in values):
            values.append(mention.value)
    first, *rest = values
    return replace(first, others=tuple(replace(v, others=()) for v in rest))
