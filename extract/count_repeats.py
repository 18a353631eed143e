"""Whether a mention tells anew of people that a slot counts: repeats, details, parts of a whole."""

from __future__ import annotations

from collections.abc import Sequence

from extract.count_fates import Fates
from extract.count_mention import CountMention
from extract.count_slots import (
    Slot,
    done_next,
    figures_alike,
    names_a_victim,
    same_chain,
    same_person,
    says_nothing,
    sides_agree,
    singled_out,
    told_side_by_side,
)

#: So many sentences after the toll in the lead, "also killed" and "another" no longer come on top of it.
_LONG_AFTER = 3
#: So many who are told as gunmen once and as "the attackers" then are the same; one attacker may be another.
_CROWD = 3
#: Links that name a death rather than tell it ("the death of a teacher").
_NAMING = frozenset({"nominal"})


class Repeats(Fates):
    """Finds the slot that a mention repeats or lies inside."""

    def _covered(self, mention: CountMention, same: Sequence[Slot]) -> bool:
        """Details of people counted already: figures that fit no more beside the other parts, people singled
        out long after the toll, plurals without a figure.
        """
        if mention.toll or mention.perpetrator:
            return False
        if self._last_of_them(mention, same) or self._rest_of_them(mention, same):
            return True
        fates = ("killed", "wounded", "casualties")
        if mention.outcome == "casualties" and mention.best is None and mention.qualifier == "vague":
            figures = [s for s in self.slots if s.outcome in fates and s.value >= (mention.low or 0)]
            return any(sides_agree(s.side, mention.side) for s in figures)
        if mention.qualifier == "vague" and mention.best is None and mention.side == "unknown":
            known = [s for s in same if s.best is not None and s.first.sentence != mention.sentence]
            if known and says_nothing(mention.group) and not mention.more:
                return True  # "One officer was killed … Many people were killed"
        for slot in same:
            mixed = {slot.side, mention.side} <= {"unknown", "civilians"}
            if slot.parent is not None or slot.first.perpetrator or not (mixed or slot.side == mention.side):
                continue
            gap = mention.sentence - slot.first.sentence
            in_lead = slot.first.sentence <= 1 and (slot is same[0] or not slot.first.more)
            again = slot.first.more and mention.best is None and slot.best is not None
            if mention.more and not again and not (in_lead and gap >= _LONG_AFTER and mixed):
                continue
            if mention.qualifier == "vague" and mention.best is None and slot.best is not None:
                return True
            later = all(m.sentence != mention.sentence for m in slot.mentions)
            taken = sum(s.value for s in self.slots if s.parent is slot)
            full = taken + mention.value > slot.value or mention.more
            told = self._source(mention) is not None and not singled_out(mention)
            if later and full and slot.value > mention.value and not told:
                return True
        return False

    def _of_the_neutralised(self, mention: CountMention, same: Sequence[Slot]) -> bool:
        """As in "Three rebels were neutralised … arms were found on the slain rebels": told before."""
        if same or not mention.definite or mention.outcome != "killed" or mention.named:
            return False
        return any(
            s.outcome == "casualties" and s.side == mention.side and s.value >= mention.value
            for s in self.slots
        )

    def _among_the_hurt(self, mention: CountMention) -> bool:
        """As in "Eight people were wounded … two children were among the victims": where nobody died."""
        said = mention.outcome_cue is not None and mention.outcome_cue.text.lower() == "victims"
        hurt = [s for s in self.slots if s.outcome == "wounded" and s.value > mention.value]
        return said and bool(hurt) and all(s.outcome == "wounded" for s in self.slots)

    def _among_casualties(self, mention: CountMention) -> bool:
        """As in "39 people were killed or wounded … the casualties include six children": of either fate."""
        said = mention.outcome_cue is not None and mention.outcome_cue.text.lower() == "casualties"
        return said and any(s.outcome == "casualties" and s.value > mention.value for s in self.slots)

    def _rest_of_them(self, mention: CountMention, same: Sequence[Slot]) -> bool:
        """As in "At least 10 people died. … One died in hospital, while the other nine died at once"."""
        fits = [s for s in same if s.value > mention.value > 1 and sides_agree(s.side, mention.side)]
        return mention.definite and mention.more and bool(fits)

    def _last_of_them(self, mention: CountMention, same: Sequence[Slot]) -> bool:
        """As in "Five men were killed … A fifth body was not identified"."""
        ordinal = (mention.links[0].group.ordinal or 0) if mention.links else 0
        fits = [s for s in same if 1 < ordinal <= s.value and sides_agree(s.side, mention.side)]
        return mention.value == 1 and bool(fits)

    def _sums_up(self, mention: CountMention, same: Sequence[Slot]) -> bool:
        """As in "four soldiers and two farmers were killed … all six people": sides told, in one figure."""
        if mention.side != "unknown" or mention.best is None or mention.more or mention.part_of is not None:
            return False
        told = [s for s in same if s.parent is None and s.best is not None and not s.first.perpetrator]
        apart = len({s.side for s in told}) == len(told) > 1 and "unknown" not in {s.side for s in told}
        return apart and sum(s.best or 0 for s in told) == mention.best

    def _vague(self, mention: CountMention, same: Sequence[Slot]) -> Slot | None:
        """As in "Hundreds have died. … About 400 have been reported dead": the plural that a figure makes
        exact, where it is no less than the plural says.
        """
        if mention.best is None or mention.partitive or mention.perpetrator or mention.toll:
            return None
        if any(s.best == mention.best and sides_agree(s.side, mention.side) for s in same):
            return None  # told already
        for slot in same:
            said = slot.best is None and slot.qualifier == "vague" and slot.parent is None
            alone = not slot.tolls and slot.first.sentence != mention.sentence
            alone = alone and slot.first.more == mention.more  # "several others were hurt … three others"
            if said and alone and slot.value <= mention.value and sides_agree(slot.side, mention.side):
                return slot
        return None

    def _specify(self, slot: Slot, mention: CountMention) -> None:
        """Gives a plural its figure, and its side where the figure says one."""
        slot.low, slot.best, slot.high = mention.low, mention.best, mention.high
        slot.qualifier, slot.evidence = mention.qualifier, list(mention.evidence)
        if slot.side == "unknown" or says_nothing(slot.group):
            slot.group = mention.group or slot.group
        slot.side = mention.side if slot.side == "unknown" else slot.side
        slot.first = mention
        slot.mentions.append(mention)
        slot.derived = mention.derived

    def _completes(self, whole: Slot, mention: CountMention) -> bool:
        """Whether the parts told so far and this figure add up to the whole exactly."""
        taken = sum(s.value for s in self.slots if s.parent is whole)
        return taken > 0 and taken + mention.value == whole.value

    def _completes_list(self, whole: Slot, mention: CountMention) -> bool:
        """As in "14 died. … Twelve farmers, the bomber and a rebel were killed": last in a list of all."""
        listed = any(
            told.sentence == mention.sentence and same_chain(told, mention)
            for s in self.slots
            for told in s.mentions
            if s.parent is whole
        )
        return listed and whole.side == "unknown" and self._completes(whole, mention)

    def _adopt(self, slot: Slot, same: Sequence[Slot]) -> None:
        """A larger figure without a side of its own, told after its parts, is their whole."""
        if slot.side != "unknown" or slot.best is None or slot.first.named or slot.first.perpetrator:
            return
        parts = self._before(slot, same)
        if (
            parts
            and sum(s.value for s in parts) <= slot.best
            and (slot.first.toll or len(parts) > 1 or says_nothing(slot.group))
        ):
            for part in parts:
                part.parent = slot

    def _before(self, slot: Slot, same: Sequence[Slot]) -> list[Slot]:
        """The counts that were told in other sentences and lie in no other."""
        return [
            s for s in same if s.parent is None and s is not slot and s.first.sentence != slot.first.sentence
        ]

    def _adds_up(self, mention: CountMention, same: Sequence[Slot]) -> bool:
        """As in "killed the elder … also killed two others … police said three people died": the whole of
        what was told bit by bit, of one side or of people of whom nothing is said.
        """
        if (
            mention.best is None
            or mention.more
            or mention.pronoun
            or mention.perpetrator
            or mention.partitive
        ):
            return False
        told = [s for s in same if s.parent is None and s.best and not s.first.perpetrator]
        told = [s for s in told if all(m.sentence != mention.sentence for m in s.mentions)]
        if len(told) < 2 or len({s.side for s in told}) > 1 or sum(s.best or 0 for s in told) != mention.best:
            return False
        if mention.side not in ("unknown", told[0].side):
            return False
        whole = self._new(mention)
        whole.side, whole.group = told[0].side, whole.group or told[0].group
        for part in told:
            part.parent = whole
        return True

    def _repeat(self, mention: CountMention, same: Sequence[Slot]) -> Slot | None:
        for slot in same:
            if mention.more and not (mention.definite or _others_again(slot.first, mention)):
                continue
            if not sides_agree(slot.side, mention.side) and not (
                mention.definite
                and slot.side != mention.side
                and slot.value == mention.value
                and not mention.pronoun
                and mention.value > 1
            ):
                continue
            if slot.first.perpetrator != mention.perpetrator and mention.value < _CROWD:
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

    def _only_repeats(self, mention: CountMention, same: Sequence[Slot]) -> bool:
        """A "he", "the driver", a name or a plural without a figure, where such people were counted
        already.
        """
        if mention.toll or mention.more or not same:
            return False
        if mention.best is None and mention.qualifier == "vague" and says_nothing(mention.group):
            vague = [s for s in same if s.best is None and s.value > mention.value and s.parent is None]
            if any(sides_agree(s.side, mention.side) for s in vague):
                return True  # "Dozens were hurt … an unknown number of people were hurt"
        if mention.perpetrator:
            return (mention.pronoun or mention.definite) and any(s.first.perpetrator for s in same)
        agreeing = [s for s in same if s.side == mention.side or "unknown" in (s.side, mention.side)]
        if mention.bare and any(link.group.plural for link in mention.links):
            return bool(agreeing)
        if mention.pronoun:
            return any(not s.first.perpetrator for s in same) and not self._somebody_new(mention, same)
        if (
            mention.definite
            and not mention.named
            and mention.side == "unknown"
            and not names_a_victim(mention)
        ):
            agreeing = [s for s in agreeing if s.side in ("unknown", "civilians")]
        if mention.rule in _NAMING and mention.value == 1 and singled_out(mention) and not mention.named:
            return any(s.first.sentence != mention.sentence for s in agreeing)
        if (mention.named and not done_next(mention)) or (mention.definite and singled_out(mention)):
            if mention.named and all(
                s.first.named and s.group != mention.group and s.value == 1 for s in agreeing
            ):
                return False
            return any(s.first.sentence != mention.sentence or s.value > 1 for s in agreeing)
        return False

    def _somebody_new(self, mention: CountMention, same: Sequence[Slot]) -> bool:
        """As in "killed two men before forcing his wife into a car, where he killed her": whom "her" stands
        for is nobody counted so far.
        """
        if mention.rule != "active" or says_nothing(mention.group):
            return False
        return all(not says_nothing(s.group) and s.group != mention.group for s in same) or all(
            s.value > 1 for s in same
        )

    def _whole(self, mention: CountMention, same: Sequence[Slot]) -> Slot | None:
        """The count that this smaller figure lies inside."""
        if mention.pronoun and self._somebody_new(mention, same):
            return None
        ordinal = (mention.links[0].group.ordinal or 0) if mention.links else 0
        for slot in same:
            if (
                slot.parent is not None
                or slot.best is None
                or mention.best is None
                or slot.value <= mention.value
                or ordinal > slot.value
            ):
                continue
            if slot.first.perpetrator or mention.toll:
                continue
            if mention.perpetrator and not self._completes_list(slot, mention):
                continue
            if any(
                m.sentence == mention.sentence and (same_chain(m, mention) or not mention.definite)
                for m in slot.mentions
            ):
                continue
            if (
                slot.side != "unknown"
                and slot.side != mention.side
                and not (mention.side == "unknown" and (slot.side == "civilians" or mention.group is None))
            ):
                continue
            single = mention.value == 1 and singled_out(mention) and not done_next(mention)
            loose = mention.definite or mention.group is None or single
            if slot.side == "civilians" and not (says_nothing(slot.group) or loose):
                continue
            taken = sum(s.value for s in self.slots if s.parent is slot)
            if taken + mention.value <= slot.value:
                return slot
        return None


def _others_again(told: CountMention, mention: CountMention) -> bool:
    """As in "A guard died and three others were hurt … one dead and three others hurt": others than he."""
    return told.more and told.best == mention.best and mention.value > 1 and told.sentence < mention.sentence
