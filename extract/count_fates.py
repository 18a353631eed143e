"""What a mention says of people counted already: their fate, a part of them, a repeat of them."""

from __future__ import annotations

from extract.count_mention import CountMention
from extract.count_slots import (
    Slot,
    is_assault,
    is_occupation,
    other_gender,
    says_nothing,
    slot_of,
)
from extract.model import SourceKind


class Fates:
    """The slots of one entry, and what befell the people of a slot told before."""

    def __init__(self, sources: dict[int, tuple[str, SourceKind]] | None = None) -> None:
        self.slots: list[Slot] = []
        self.sources = sources or {}
        self.of_mention: dict[int, Slot] = {}

    def _host(self, mention: CountMention) -> Slot | None:
        return None if mention.part_of is None else self.of_mention.get(id(mention.part_of))

    def _new(self, mention: CountMention, parent: Slot | None = None) -> Slot:
        slot = slot_of(mention)
        slot.parent = parent
        self.slots.append(slot)
        self.of_mention[id(mention)] = slot
        return slot

    def _source(self, mention: CountMention) -> tuple[str, SourceKind] | None:
        return self.sources.get(id(mention))

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
            if wounded and (mention.partitive or mention.definite) and mention.outcome == "killed" and fits:
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
            told_of = not says_nothing(mention.group) and mention.group != slot.group
            if told_of or other_gender(slot.group, mention.evidence[0].text):
                return True
            return slot.value != 1 or mention.best != 1
        if not is_assault(slot.first):
            return True
        if mention.partitive:
            return False
        whose = says_nothing(mention.group) or (mention.definite and mention.group == slot.group)
        headless = all(link.group.head_at < 0 for link in mention.links)
        after = mention.at > slot.first.at
        return near > 0 or not after or mention.rule != "active" or not (whose or headless)

    def _died(self, mention: CountMention, host: Slot) -> None:
        """As in "Three wounded, one of whom died": one killed, two wounded, derived from both."""
        if self._died_as_told(mention, host):
            return
        told = self._death_told(mention, host)
        if told is not None:
            self.slots.remove(host)
            self._merge(told, mention)
            return
        dead = self._new(mention)
        if mention.side == "unknown":
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

    def _died_as_told(self, mention: CountMention, host: Slot) -> bool:
        """As in "One guard died and three others were hurt … The blast hurt four and one of them died":
        both figures were told, and are told again.
        """
        known = [s for s in self.slots if s.outcome == "killed" and s.side == host.side and s.parent is None]
        known = [s for s in known if s.value == mention.value and s.first.sentence < mention.sentence]
        before = host.first
        if not mention.partitive or not known or len(host.tolls) != 2 or before.best is None:
            return False
        if host.tolls[-1][0].value != before.best + mention.value:
            return False
        self._merge(known[-1], mention)
        host.tolls = []
        host.low, host.best, host.high = before.low, before.best, before.high
        host.qualifier, host.evidence = before.qualifier, list(before.evidence)
        return True

    def _death_told(self, mention: CountMention, host: Slot) -> Slot | None:
        """As in "A ranger died in Zhob … The ranger was wounded and succumbed in hospital": one death."""
        if not (mention.pronoun or mention.definite) or host.best is None or host.best != mention.best:
            return None
        for slot in self.slots:
            alike = (slot.outcome, slot.side, slot.group, slot.best) == (
                "killed",
                host.side,
                host.group,
                host.best,
            )
            if alike and slot.parent is None and slot.first.sentence < host.first.sentence:
                return slot
        return None

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
