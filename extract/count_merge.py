"""The counts of one entry from its count mentions: repeats merged, parts put inside, tolls set side by side.

Nothing is added up here that the text does not add up: a repeat never counts twice, a smaller figure of the
same people is a part, a different figure for the same people is a toll of its own (`reports`).
"""

from __future__ import annotations

from extract.count_mention import CountMention
from extract.count_slots import Slot, is_assault, sides_agree, told_again, with_known_parents
from extract.count_tolls import Tolls
from extract.model import Count, Toll


class Merger(Tolls):
    """Collects the mentions of one entry, in text order, into slots."""

    def add(self, mention: CountMention) -> None:
        """Takes one mention in: repeat, part, toll or new count."""
        host = self._host(mention)
        if mention.part_of is not None and host is not None:
            self._part(mention, host)
            return
        if is_assault(mention) and mention.pronoun and self._is_dead(mention):
            return
        if mention.rule == "up from":
            self._was(mention)
            return
        if self._fate(mention):
            return
        same = [s for s in self.slots if s.outcome == mention.outcome]
        if mention.inside and not same and self._among_the_hurt(mention):
            mention.outcome, same = "wounded", [s for s in self.slots if s.outcome == "wounded"]
        if mention.inside and not same and self._among_casualties(mention):
            mention.outcome, same = "casualties", [s for s in self.slots if s.outcome == "casualties"]
        if mention.inside:
            wholes = [s for s in same if s.parent is None and s.value > mention.value]
            if wholes:
                outer = next((s for s in wholes if s.side == mention.side), wholes[-1])
                plain = mention.value == 1 and mention.side in ("unknown", outer.side)
                if not (mention.named or mention.bare or plain):
                    self._part(mention, outer)
                return
        if mention.zero:
            if not same or (
                mention.side != "unknown" and all(not sides_agree(s.side, mention.side) for s in same)
            ):
                self._new(mention)
            return
        for slot in [s for s in same if s.first.zero]:
            if slot.side in ("unknown", mention.side):
                self.slots.remove(slot)
                same.remove(slot)
        if mention.overtaken and (rival := self._rival(mention, same)) is not None:
            self._toll(rival, mention)  # "initial reports spoke of three"
            return
        if (vague := self._vague(mention, same)) is not None:
            self._specify(vague, mention)
            return
        if (told := self._repeat(mention, same)) is not None:
            self._merge(told, mention)
            return
        if self._only_repeats(mention, same) or self._sums_up(mention, same) or self._adds_up(mention, same):
            return
        if mention.qualifier == "at_most" and any(s.best == mention.high for s in same):
            return  # "So far we have counted up to 14 bodies" of the 14
        if mention.overtaken and (later := self._said_since(mention, same)) is not None:
            self._toll(later, mention)
            return
        if mention.overtaken and any(s.parent and sides_agree(s.side, mention.side) for s in same):
            return
        if self._disputed(mention, same) and (rival := self._rival(mention, same)) is not None:
            self._toll(rival, mention)
            return
        if (claim := self._claim(mention, same)) is not None:
            self._toll(claim, mention)
            return
        if (whole := self._whole(mention, same)) is not None and (
            not mention.more or self._completes(whole, mention)
        ):
            self._inside(mention, whole)
            return
        if self._covered(mention, same) or self._of_the_neutralised(mention, same):
            return
        if (rival := self._rival(mention, same)) is not None and (
            not mention.more or self._others(rival, mention)
        ):
            self._toll(rival, mention)
            return
        slot = self._new(mention)
        if not mention.more:
            self._adopt(slot, same)

    def _is_dead(self, mention: CountMention) -> bool:
        """As in "He was shot in the head" of somebody whose death was told."""
        dead = [s for s in self.slots if s.outcome == "killed" and s.value == 1 and not s.first.perpetrator]
        return mention.value == 1 and len(dead) == 1 and mention.sentence - dead[0].first.sentence <= 1

    def counts(self) -> tuple[Count, ...]:
        """The counts in text order, with ids `c1`, `c2` …"""
        for slot in self.slots:
            if slot.outcome == "freed" and slot.side == "unknown":
                taken = [s for s in self.slots if s.outcome == "abducted" and s.value == slot.value]
                slot.side = taken[0].side if taken else slot.side
        told = any(s.best and s.outcome in ("killed", "wounded") for s in self.slots)
        if told:
            self.slots = [s for s in self.slots if s.best is not None or not is_assault(s.first)]
        self._settle_repeats()
        self._drop_partitions()
        self.slots.sort(key=lambda s: s.evidence[0].start if s.evidence else s.first.at)
        kept = with_known_parents(self.slots)
        ids = {id(slot): f"c{n}" for n, slot in enumerate(kept, 1)}
        return tuple(self._count(slot, ids) for slot in kept)

    def _drop_partitions(self) -> None:
        """As in "Three officers were killed. … Two died on the spot, one later in hospital": how the same
        people died, and nobody else; parts that say who they were stay.
        """
        for whole in list(self.slots):
            parts = [s for s in self.slots if _lies_in(s, whole)]
            same = all(p.side == whole.side and _called_alike(p.group, whole.group) for p in parts)
            if len(parts) > 1 and same and sum(p.value for p in parts) == whole.value:
                self.slots = [s for s in self.slots if not any(s is p for p in parts)]

    def _settle_repeats(self) -> None:
        """The second look at an entry: one figure of the same people, told in two sentences, is one count."""
        for n, slot in enumerate(self.slots):
            for other in [o for o in self.slots[:n] if told_again(o, slot)]:
                for mention in slot.mentions:
                    self._merge(other, mention)
                for part in self.slots:
                    part.parent = other if part.parent is slot else part.parent
                self.slots = [s for s in self.slots if s is not slot]
                self._settle_repeats()
                return

    def _count(self, slot: Slot, ids: dict[int, str]) -> Count:
        first = slot.first
        cues = {}
        side_cue = next(
            (m.side_cue for m in slot.mentions if m.side_cue and m.side == slot.side), first.side_cue
        )
        if side_cue is not None:
            cues["side"] = (side_cue,)
        if first.outcome_cue is not None:
            cues["outcome"] = (first.outcome_cue,)
        return Count(
            id=ids[id(slot)],
            side=slot.side,
            outcome=first.outcome,
            low=slot.low,
            best=slot.best,
            high=slot.high,
            qualifier=slot.qualifier,
            group=slot.group,
            part_of=ids.get(id(slot.parent)) if slot.parent is not None else None,
            derived=slot.derived,
            perpetrator=first.perpetrator,
            reports=tuple(self._report(m, gone) for m, gone in slot.tolls) if len(slot.tolls) > 1 else (),
            evidence=tuple(slot.evidence),
            cues=cues,
            extra={"rule": first.rule},
        )

    def _report(self, mention: CountMention, gone: bool) -> Toll:
        source = self._source(mention)
        return Toll(
            low=mention.low,
            best=mention.best,
            high=mention.high,
            qualifier=mention.qualifier,
            source=source[0] if source else None,
            source_kind=source[1] if source else "media",
            superseded=gone,
            evidence=mention.evidence,
        )


def _called_alike(part: str | None, whole: str | None) -> bool:
    """Whether a part is called nothing, or by words of its whole ("officers" of "police officers")."""
    return part is None or set(part.lower().split()) <= set((whole or "").lower().split())


def _lies_in(part: Slot, whole: Slot) -> bool:
    """Whether a count lies in another, or in a part of it."""
    return part.parent is not None and (part.parent is whole or part.parent.parent is whole)
