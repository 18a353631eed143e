"""The counts of one entry from its count mentions: repeats merged, parts put inside, tolls set side by side.

Nothing is added up here that the text does not add up: a repeat never counts twice, a smaller figure of the
same people is a part, a different figure for the same people is a toll of its own (`reports`).
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.count_slots import (
    Slot,
    extreme,
    figures_alike,
    is_assault,
    is_occupation,
    names_a_victim,
    same_chain,
    same_person,
    says_nothing,
    sides_agree,
    slot_of,
    told_side_by_side,
    with_known_parents,
)
from extract.counts import CountMention
from extract.model import Count, SourceKind, Toll


class Merger:
    """Collects the mentions of one entry, in text order, into slots."""

    def __init__(self, sources: dict[int, tuple[str, SourceKind]] | None = None) -> None:
        self.slots: list[Slot] = []
        self.sources = sources or {}
        self.of_mention: dict[int, Slot] = {}

    def add(self, mention: CountMention) -> None:
        """Takes one mention in: repeat, part, toll or new count."""
        host = self._host(mention)
        if mention.part_of is not None and host is not None:
            self._part(mention, host)
            return
        if mention.rule == "up from":
            self._was(mention)
            return
        if self._fate(mention):
            return
        same = [s for s in self.slots if s.outcome == mention.outcome]
        if mention.inside:
            wholes = [s for s in same if s.parent is None and s.value > mention.value]
            if wholes:
                plain = mention.value == 1 and mention.side in ("unknown", wholes[-1].side)
                if not (mention.named or mention.bare or plain):
                    self._part(mention, wholes[-1])
                return
        if mention.zero:
            if not same:
                self._new(mention)
            return
        for slot in [s for s in same if s.first.zero]:
            if slot.side in ("unknown", mention.side):
                self.slots.remove(slot)
                same.remove(slot)
        if (told := self._repeat(mention, same)) is not None:
            self._merge(told, mention)
            return
        if self._only_repeats(mention, same):
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
        if self._covered(mention, same):
            return
        if not mention.more and (rival := self._rival(mention, same)) is not None:
            self._toll(rival, mention)
            return
        slot = self._new(mention)
        if not mention.more:
            self._adopt(slot, same)

    def _host(self, mention: CountMention) -> Slot | None:
        return None if mention.part_of is None else self.of_mention.get(id(mention.part_of))

    def _new(self, mention: CountMention, parent: Slot | None = None) -> Slot:
        slot = slot_of(mention)
        slot.parent = parent
        self.slots.append(slot)
        self.of_mention[id(mention)] = slot
        return slot

    # --- parts

    def _part(self, mention: CountMention, host: Slot) -> None:
        if host.outcome == "wounded" and mention.outcome == "killed":
            self._died(mention, host)
            return
        if host.outcome != mention.outcome:
            self._new(mention)
            return
        if mention.value >= host.value and host.best is not None and mention.best is not None:
            if mention.value == host.value:
                self._merge(host, mention)
            return
        if mention.bare or any(
            s.parent is host and s.value == mention.value and s.side == mention.side for s in self.slots
        ):
            return
        slot = self._new(mention, host)
        if (slot.side == "unknown" and host.side != "unknown") or (
            host.side in ("militants", "security_forces")
            and slot.side == "civilians"
            and not is_occupation(mention)
        ):
            slot.side = host.side

    def _fate(self, mention: CountMention) -> bool:
        """What became of people told before to have been hit: "shot ten people, killing two and wounding the
        rest", "He was stabbed … and died": nobody is counted twice.
        """
        if mention.outcome not in ("killed", "wounded") or mention.perpetrator or is_assault(mention):
            return False
        wounded = [d.deed.outcome for link in mention.links for d in link.group.inner] == ["wounded"]
        for slot in reversed(self.slots):
            if slot.outcome != "wounded" or slot.best is None or slot.parent is not None:
                continue
            near = mention.sentence - slot.mentions[-1].sentence
            fits = mention.best is not None and mention.best <= slot.value
            if wounded and mention.partitive and mention.outcome == "killed" and fits:
                self._died(mention, slot)
                return True
            if near > 1 or near < 0 or slot.settled:
                continue
            if mention.outcome == "wounded":
                return is_assault(slot.first) and self._settle(mention, slot, near)
            if self._lived_on(mention, slot, near):
                continue
            self._died(mention, slot)
            return True
        return False

    def _settle(self, mention: CountMention, slot: Slot, near: int) -> bool:
        """Takes the told number of wounded in place of the number of those who were hit."""
        loose = says_nothing(mention.group) or mention.partitive or mention.group == slot.group
        if near or not loose or mention.more or mention.best is None or mention.best > slot.value:
            return False
        if not any(link.group.head is None or link.group.number is not None for link in mention.links):
            return False
        slot.low, slot.best, slot.high, slot.qualifier = (
            mention.low,
            mention.best,
            mention.high,
            mention.qualifier,
        )
        slot.evidence, slot.derived, slot.settled = list(mention.evidence), mention.derived, True
        self.of_mention[id(mention)] = slot
        slot.mentions.append(mention)
        return True

    def _lived_on(self, mention: CountMention, slot: Slot, near: int) -> bool:
        """Whether the dead are others than the wounded of the slot."""
        if mention.best is None or mention.best > slot.value or mention.more:
            return True
        if mention.pronoun:
            return slot.value != 1 or mention.best != 1
        if not is_assault(slot.first):
            return True
        if mention.partitive:
            return False
        whose = says_nothing(mention.group) or (mention.definite and mention.group == slot.group)
        headless = all(link.group.head is None for link in mention.links)
        after = mention.at > slot.first.at
        return near > 0 or not after or mention.rule != "active" or not (whose or headless)

    def _died(self, mention: CountMention, host: Slot) -> None:
        """As in "Three wounded, one of whom died": one killed, two wounded, derived from both."""
        dead = self._new(mention)
        dead.side, dead.group = host.side, host.group
        if host.best is not None and mention.best is not None and host.best > mention.best:
            taken = mention.best
            if mention.pronoun:
                dead.evidence = list(host.evidence)
            host.best -= taken
            host.low = None if host.low is None else host.low - taken
            host.high = None if host.high is None else host.high - taken
            host.derived = True
            host.evidence = sorted({*host.evidence, *mention.evidence}, key=lambda s: s.start)
        elif host.best is not None and host.best == mention.best:
            if mention.pronoun or mention.definite:
                dead.evidence = list(host.evidence)
            self.slots.remove(host)

    def _inside(self, mention: CountMention, whole: Slot) -> None:
        single = mention.value == 1 and not any(link.group.number is not None for link in mention.links)
        if (
            mention.bare
            or mention.pronoun
            or mention.named
            or (single and mention.side in (whole.side, "unknown"))
        ):
            return
        slot = self._new(mention, whole)
        if slot.side == "unknown":
            slot.side = whole.side

    def _covered(self, mention: CountMention, same: Sequence[Slot]) -> bool:
        """Details of people counted already that fit no more beside the other parts."""
        if mention.more or mention.toll or mention.perpetrator:
            return False
        for slot in same:
            mixed = {slot.side, mention.side} <= {"unknown", "civilians"}
            if slot.parent is not None or slot.first.perpetrator or not (mixed or slot.side == mention.side):
                continue
            if mention.qualifier == "vague" and mention.best is None and slot.best is not None:
                return True
            later = all(m.sentence != mention.sentence for m in slot.mentions)
            taken = sum(s.value for s in self.slots if s.parent is slot)
            full = taken + mention.value > slot.value
            if later and full and slot.value > max(2, mention.value) and self._source(mention) is None:
                return True
        return False

    def _was(self, mention: CountMention) -> None:
        """The figure that another of its sentence has overtaken."""
        for slot in reversed(self.slots):
            if slot.outcome == mention.outcome and any(
                m.sentence == mention.sentence for m in (*slot.mentions, *(t for t, _ in slot.tolls))
            ):
                self._toll(slot, mention)
                return

    def _claim(self, mention: CountMention, same: Sequence[Slot]) -> Slot | None:
        """An armed group's claim about its enemy, where this figure or that one is such a claim."""
        if mention.more or mention.partitive or mention.pronoun or mention.bare or mention.best is None:
            return None
        for slot in same:
            if (
                slot.parent is not None
                or slot.side != mention.side
                or slot.first.sentence == mention.sentence
            ):
                continue
            if slot.value == mention.value or slot.best is None:
                continue
            if self._boasts(slot.first) != self._boasts(mention):
                return slot
        return None

    def _boasts(self, mention: CountMention) -> bool:
        source = self._source(mention)
        return source is not None and source[1] == "party" and mention.side == "security_forces"

    def _disputed(self, mention: CountMention, same: Sequence[Slot]) -> bool:
        """As in "Prosecutors spoke of five dead": another source's figure for people nobody describes."""
        if (
            mention.more
            or mention.partitive
            or mention.definite
            or mention.bare
            or self._source(mention) is None
        ):
            return False
        return (
            mention.side == "unknown"
            and mention.value > 1
            and says_nothing(mention.group)
            and any(
                says_nothing(s.group) or (s.side == "civilians" and mention.value > s.value) for s in same
            )
        )

    def _completes(self, whole: Slot, mention: CountMention) -> bool:
        """Whether the parts told so far and this figure add up to the whole exactly."""
        taken = sum(s.value for s in self.slots if s.parent is whole)
        return taken > 0 and taken + mention.value == whole.value

    def _adopt(self, slot: Slot, same: Sequence[Slot]) -> None:
        """A larger figure without a side of its own, told after its parts, is their whole."""
        if slot.side != "unknown" or slot.best is None or slot.first.named:
            return
        parts = [
            s for s in same if s.parent is None and s is not slot and s.first.sentence != slot.first.sentence
        ]
        if (
            parts
            and sum(s.value for s in parts) <= slot.best
            and (slot.first.toll or len(parts) > 1 or says_nothing(slot.group))
        ):
            for part in parts:
                part.parent = slot

    # --- repeats

    def _repeat(self, mention: CountMention, same: Sequence[Slot]) -> Slot | None:
        if mention.more and not mention.definite:
            return None
        for slot in same:
            if not sides_agree(slot.side, mention.side) and not (
                mention.definite
                and slot.side != mention.side
                and slot.value == mention.value
                and not mention.pronoun
                and mention.value > 1
            ):
                continue
            if slot.first.perpetrator != mention.perpetrator:
                continue
            if any(
                m.sentence == mention.sentence and (same_chain(m, mention) or told_side_by_side(m, mention))
                for m in slot.mentions
            ):
                continue
            if slot.value == mention.value and figures_alike(slot, mention):
                if slot.value == 1 and not mention.definite and not same_person(slot, mention):
                    continue
                return slot
        return None

    def _merge(self, slot: Slot, mention: CountMention) -> None:
        self.of_mention[id(mention)] = slot
        slot.mentions.append(mention)
        if mention.pronoun or mention.bare:
            return
        if slot.side == "unknown" and mention.side != "unknown":
            slot.side, slot.group = mention.side, slot.group or mention.group
        if slot.qualifier == mention.qualifier or mention.qualifier == "exact":
            figure = any(link.group.number is not None for link in mention.links)
            if figure:
                slot.evidence.extend(s for s in mention.evidence if s not in slot.evidence)

    def _only_repeats(self, mention: CountMention, same: Sequence[Slot]) -> bool:
        """A "he", "the driver", a name or a plural without a figure, where such people were counted
        already.
        """
        if mention.toll or mention.more or not same:
            return False
        if mention.perpetrator:
            return (mention.pronoun or mention.definite) and any(s.first.perpetrator for s in same)
        agreeing = [s for s in same if s.side == mention.side or "unknown" in (s.side, mention.side)]
        if mention.bare and any(link.group.plural for link in mention.links):
            return bool(agreeing)
        if mention.pronoun:
            return any(not s.first.perpetrator for s in same)
        if (
            mention.definite
            and not mention.named
            and mention.side == "unknown"
            and not names_a_victim(mention)
        ):
            agreeing = [s for s in agreeing if s.side in ("unknown", "civilians")]
        if mention.named or (mention.definite and mention.value == 1):
            if mention.named and all(
                s.first.named and s.group != mention.group and s.value == 1 for s in agreeing
            ):
                return False
            return any(s.first.sentence != mention.sentence or s.value > 1 for s in agreeing)
        return False

    # --- wholes and rivals

    def _whole(self, mention: CountMention, same: Sequence[Slot]) -> Slot | None:
        """The count that this smaller figure lies inside."""
        for slot in same:
            if (
                slot.parent is not None
                or slot.best is None
                or mention.best is None
                or slot.value <= mention.value
            ):
                continue
            if slot.first.perpetrator or mention.perpetrator or mention.toll:
                continue
            if any(
                m.sentence == mention.sentence and (same_chain(m, mention) or not mention.definite)
                for m in slot.mentions
            ):
                continue
            if (
                slot.side != "unknown"
                and slot.side != mention.side
                and not (mention.side == "unknown" and slot.side == "civilians")
            ):
                continue
            single = mention.value == 1 and not any(link.group.number is not None for link in mention.links)
            loose = mention.definite or mention.group is None or single
            if slot.side == "civilians" and not (says_nothing(slot.group) or loose):
                continue
            taken = sum(s.value for s in self.slots if s.parent is slot)
            if taken + mention.value <= slot.value:
                return slot
        return None

    def _rival(self, mention: CountMention, same: Sequence[Slot]) -> Slot | None:
        """The count of the same people that this figure tells differently."""
        for slot in same:
            if slot.parent is not None or slot.first.perpetrator or mention.perpetrator:
                continue
            mixed = {slot.side, mention.side} == {"unknown", "civilians"}
            if slot.side != mention.side and not (
                mixed or (mention.toll and "unknown" in (slot.side, mention.side))
            ):
                continue
            if any(m.sentence == mention.sentence and not mention.toll and not m.toll for m in slot.mentions):
                continue
            if mention.toll or slot.first.toll:
                return slot
            if mention.value == 1 or slot.value == 1 or mention.bare:
                continue
            if slot.side == "civilians" and not says_nothing(slot.group) and not says_nothing(mention.group):
                continue
            if mention.best is None and slot.best is not None:
                continue
            larger = (
                self._source(mention) is not None
                and mention.value > slot.value
                and says_nothing(mention.group)
            )
            if mixed and not larger and not (says_nothing(slot.group) and says_nothing(mention.group)):
                continue
            return slot
        return None

    def _toll(self, slot: Slot, mention: CountMention) -> None:
        """Another figure for the same people: a running toll overtakes, a source's figure stands beside."""
        lower = mention.value < slot.value and self._source(mention) is None
        if lower and not mention.toll and not slot.first.overtaken:
            self.of_mention[id(mention)] = slot
            return
        self.of_mention[id(mention)] = slot
        if not slot.tolls:
            slot.tolls.append((slot.first, slot.first.overtaken))
        overtakes = (
            mention.toll
            and not mention.overtaken
            and mention.value > slot.value
            and (self._source(mention) is None or mention.rising)
        )
        if overtakes and not slot.first.overtaken:
            slot.tolls = [(m, True) for m, _ in slot.tolls]
        if mention.overtaken:
            slot.tolls = [(m, gone or m.value == mention.value) for m, gone in slot.tolls]
        slot.tolls.append((mention, mention.overtaken))
        standing = [m for m, gone in slot.tolls if not gone]
        chosen = mention if overtakes or slot.first.overtaken else self._best_of(slot, standing)
        if chosen is not slot.first or slot.best is None:
            slot.best, slot.qualifier = chosen.best, chosen.qualifier
            slot.evidence = list(chosen.evidence)
        slot.low = extreme([m.low for m in standing], min)
        slot.high = extreme([m.high for m in standing], max)

    def _best_of(self, slot: Slot, standing: Sequence[CountMention]) -> CountMention:
        """The toll that gives `best`: the article's own, else what most sources say, else the lowest; never
        an armed group's claim about its enemy while another stands.
        """
        if self._source(slot.first) is None or not standing:
            return slot.first
        known = [m for m in standing if m.best is not None]
        sober = [m for m in known if not self._boasts(m)] or known
        if not sober:
            return slot.first
        own = [m for m in sober if self._source(m) is None]
        if own:
            return own[0]
        told = [m.best for m in sober]
        return min(sober, key=lambda m: (-told.count(m.best), m.best or 0))

    def _source(self, mention: CountMention) -> tuple[str, SourceKind] | None:
        return self.sources.get(id(mention))

    # --- out

    def counts(self) -> tuple[Count, ...]:
        """The counts in text order, with ids `c1`, `c2` …"""
        for slot in self.slots:
            if slot.outcome == "freed" and slot.side == "unknown":
                taken = [s for s in self.slots if s.outcome == "abducted" and s.value == slot.value]
                slot.side = taken[0].side if taken else slot.side
        told = any(s.best and s.outcome in ("killed", "wounded") for s in self.slots)
        if told:
            self.slots = [s for s in self.slots if s.best is not None or not is_assault(s.first)]
        self.slots.sort(key=lambda s: s.evidence[0].start if s.evidence else s.first.at)
        kept = with_known_parents(self.slots)
        ids = {id(slot): f"c{n}" for n, slot in enumerate(kept, 1)}
        return tuple(self._count(slot, ids) for slot in kept)

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
            confidence=first.confidence,
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
