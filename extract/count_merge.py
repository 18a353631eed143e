"""The counts of one entry from its count mentions: repeats merged, parts put inside, tolls set side by side.

Nothing is added up here that the text does not add up: a repeat never counts twice, a smaller figure of the
same people is a part, a different figure for the same people is a toll of its own (`reports`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.counts import CountMention
from extract.model import Count, Qualifier, Side, SourceKind, Span, Toll

_ANYBODY = frozenset("person people individual victim other others body deceased suspect civilian fatality death".split())
_GENERIC = frozenset(
    "people persons person individuals individual men man victims victim others other civilians civilian dead bodies body lives life "
    "casualties fatalities deaths members soul souls humans killed suspects women".split()
)


@dataclass(slots=True)
class Slot:
    """One count in the making: its mentions, where it lies, and tolls that differ from it."""

    first: CountMention
    side: Side
    group: str | None
    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier
    evidence: list[Span]
    parent: Slot | None = None
    mentions: list[CountMention] = field(default_factory=list)
    tolls: list[tuple[CountMention, bool]] = field(default_factory=list)
    derived: bool = False

    @property
    def outcome(self) -> str:
        return self.first.outcome

    @property
    def value(self) -> int:
        """The figure to compare with."""
        for figure in (self.best, self.low, self.high):
            if figure is not None:
                return figure
        return 0


def slot_of(mention: CountMention) -> Slot:
    """A new slot that says what the mention says."""
    return Slot(
        mention,
        mention.side,
        mention.group,
        mention.low,
        mention.best,
        mention.high,
        mention.qualifier,
        list(mention.evidence),
        mentions=[mention],
        derived=mention.derived,
    )


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
        slot = self._repeat(mention, same)
        if slot is not None:
            self._merge(slot, mention)
            return
        if self._only_repeats(mention, same):
            return
        if (whole := self._whole(mention, same)) is not None and (not mention.more or self._completes(whole, mention)):
            self._inside(mention, whole)
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
        if mention.bare or any(s.parent is host and s.value == mention.value and s.side == mention.side for s in self.slots):
            return
        slot = self._new(mention, host)
        if slot.side == "unknown" and host.side != "unknown":
            slot.side = host.side
        elif host.side in ("militants", "security_forces") and slot.side == "civilians" and not _occupation(mention):
            slot.side = host.side

    def _died(self, mention: CountMention, host: Slot) -> None:
        """ "Three wounded, one of whom died": one killed, two wounded, derived from both."""
        dead = self._new(mention)
        dead.side, dead.group = host.side, host.group
        if host.best is not None and mention.best is not None and host.best > mention.best:
            taken = mention.best
            host.best -= taken
            host.low = None if host.low is None else host.low - taken
            host.high = None if host.high is None else host.high - taken
            host.derived = True
            host.evidence = sorted({*host.evidence, *mention.evidence}, key=lambda s: s.start)

    def _inside(self, mention: CountMention, whole: Slot) -> None:
        single = mention.value == 1 and not any(link.group.number is not None for link in mention.links)
        if mention.bare or mention.pronoun or mention.named or (single and mention.side in (whole.side, "unknown")):
            return
        slot = self._new(mention, whole)
        if slot.side == "unknown":
            slot.side = whole.side

    def _completes(self, whole: Slot, mention: CountMention) -> bool:
        """Whether the parts told so far and this figure add up to the whole exactly."""
        taken = sum(s.value for s in self.slots if s.parent is whole)
        return taken > 0 and taken + mention.value == whole.value

    def _adopt(self, slot: Slot, same: Sequence[Slot]) -> None:
        """A larger figure without a side of its own, told after its parts, is their whole."""
        if slot.side != "unknown" or slot.best is None or slot.first.named:
            return
        parts = [s for s in same if s.parent is None and s is not slot and s.first.sentence != slot.first.sentence]
        if parts and sum(s.value for s in parts) <= slot.best and (slot.first.toll or len(parts) > 1 or _generic(slot.group)):
            for part in parts:
                part.parent = slot

    # --- repeats

    def _repeat(self, mention: CountMention, same: Sequence[Slot]) -> Slot | None:
        if mention.more and not mention.definite:
            return None
        for slot in same:
            if not _sides_agree(slot.side, mention.side) and not (mention.definite and slot.side != mention.side and slot.value == mention.value and not mention.pronoun and mention.value > 1):
                continue
            if slot.first.perpetrator != mention.perpetrator:
                continue
            if any(m.sentence == mention.sentence and (_same_chain(m, mention) or _both_told(m, mention)) for m in slot.mentions):
                continue
            if slot.value == mention.value and _kind_agrees(slot, mention):
                if slot.value == 1 and not mention.definite and not _same_person(slot, mention):
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
        """A "he", "the driver", a name or a plural without a figure, where such people were counted already."""
        if mention.toll or mention.more or not same:
            return False
        if mention.perpetrator:
            return (mention.pronoun or mention.definite) and any(s.first.perpetrator for s in same)
        agreeing = [s for s in same if s.side == mention.side or "unknown" in (s.side, mention.side)]
        if mention.bare and any(link.group.plural for link in mention.links):
            return bool(agreeing)
        if mention.pronoun:
            return any(not s.first.perpetrator for s in same)
        if mention.definite and not mention.named and mention.side == "unknown" and not _generic_single(mention):
            agreeing = [s for s in agreeing if s.side in ("unknown", "civilians")]
        if mention.named or mention.definite and mention.value == 1:
            if mention.named and all(s.first.named and s.group != mention.group and s.value == 1 for s in agreeing):
                return False
            return any(s.first.sentence != mention.sentence or s.value > 1 for s in agreeing)
        return False

    # --- wholes and rivals

    def _whole(self, mention: CountMention, same: Sequence[Slot]) -> Slot | None:
        """The count that this smaller figure lies inside."""
        for slot in same:
            if slot.parent is not None or slot.best is None or mention.best is None or slot.value <= mention.value:
                continue
            if slot.first.perpetrator or mention.perpetrator or mention.toll:
                continue
            if any(m.sentence == mention.sentence and (_same_chain(m, mention) or not mention.definite) for m in slot.mentions):
                continue
            if slot.side != "unknown" and slot.side != mention.side and not (mention.side == "unknown" and slot.side == "civilians"):
                continue
            single = mention.value == 1 and not any(link.group.number is not None for link in mention.links)
            loose = mention.definite or mention.group is None or single
            if slot.side == "civilians" and not (_generic(slot.group) or loose):
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
            if slot.side != mention.side and not (mixed or (mention.toll and "unknown" in (slot.side, mention.side))):
                continue
            if any(m.sentence == mention.sentence and not mention.toll and not m.toll for m in slot.mentions):
                continue
            if mention.toll or slot.first.toll:
                return slot
            if mention.value == 1 or slot.value == 1 or mention.bare:
                continue
            if slot.side == "civilians" and not _generic(slot.group) and not _generic(mention.group):
                continue
            if mention.best is None and slot.best is not None:
                continue
            if mixed and not (_generic(slot.group) and _generic(mention.group)):
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
            slot.tolls.append((slot.first, False))
        overtakes = mention.toll and not mention.overtaken and mention.value > slot.value and self._source(mention) is None
        if overtakes and not slot.first.overtaken:
            slot.tolls = [(m, True) for m, _ in slot.tolls]
        slot.tolls.append((mention, mention.overtaken))
        if overtakes or slot.first.overtaken:
            slot.best, slot.qualifier = mention.best, mention.qualifier
            slot.evidence = list(mention.evidence)
        standing = [m for m, gone in slot.tolls if not gone]
        slot.low = _extreme([m.low for m in standing], min)
        slot.high = _extreme([m.high for m in standing], max)

    def _source(self, mention: CountMention) -> tuple[str, SourceKind] | None:
        return self.sources.get(id(mention))

    # --- out

    def counts(self) -> tuple[Count, ...]:
        """The counts in text order, with ids `c1`, `c2` …"""
        self.slots.sort(key=lambda s: s.evidence[0].start if s.evidence else s.first.at)
        kept = _known(self.slots)
        ids = {id(slot): f"c{n}" for n, slot in enumerate(kept, 1)}
        return tuple(self._count(slot, ids) for slot in kept)

    def _count(self, slot: Slot, ids: dict[int, str]) -> Count:
        first = slot.first
        cues = {}
        side_cue = next((m.side_cue for m in slot.mentions if m.side_cue and m.side == slot.side), first.side_cue)
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


def _known(slots: Iterable[Slot]) -> list[Slot]:
    kept = list(slots)
    for slot in kept:
        if slot.parent is not None and not any(s is slot.parent for s in kept):
            slot.parent = None
    return kept


def _extreme(figures: Sequence[int | None], pick: object) -> int | None:
    known = [f for f in figures if f is not None]
    if len(known) < len(figures) or not known:
        return None
    return min(known) if pick is min else max(known)


def _sides_agree(a: Side, b: Side) -> bool:
    return a == b or "unknown" in (a, b)


def _kind_agrees(slot: Slot, mention: CountMention) -> bool:
    return (slot.best is None) == (mention.best is None)


def _same_chain(a: CountMention, b: CountMention) -> bool:
    if not a.links or not b.links:
        return False
    return a.links[0].chain == b.links[0].chain


def _both_told(a: CountMention, b: CountMention) -> bool:
    """Two figures of one sentence are two groups, unless one of them refers back."""
    return not (a.definite or b.definite or a.toll or b.toll or a.pronoun or b.pronoun or a.partitive or b.partitive)


def _same_person(slot: Slot, mention: CountMention) -> bool:
    """Whether two single people may be one: the same noun, or a noun that says nothing."""
    if mention.group is None or slot.group is None:
        return True
    mine, theirs = mention.group.lower().split()[-1:], slot.group.lower().split()[-1:]
    if mine == theirs or {mine[0], theirs[0]} & _ANYBODY:
        return True
    return slot.side != "civilians" and mention.side != "civilians"


def _generic_single(mention: CountMention) -> bool:
    return (mention.group or "victim").lower().split()[-1] in ("victim", "deceased", "person", "individual", "body")


def _generic(group: str | None) -> bool:
    return group is None or group.lower().split()[-1] in _GENERIC


def _occupation(mention: CountMention) -> bool:
    word = (mention.group or "").lower().split()[-1:]
    return bool(word) and word[0] not in ("women", "woman", "children", "child", "boys", "girls", "teenagers", "youths")
