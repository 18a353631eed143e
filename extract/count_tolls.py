"""Several tolls for one thing: which figure stands, which bounds it, which was overtaken."""

from __future__ import annotations

from collections.abc import Sequence

from extract.count_later import died_since
from extract.count_mention import CountMention
from extract.count_repeats import Repeats
from extract.count_slots import Slot, extreme, same_chain, says_nothing, sides_agree


class Tolls(Repeats):
    """Sets the tolls of several sources side by side."""

    def _was(self, mention: CountMention) -> None:
        """The figure that another of its sentence has overtaken."""
        for slot in reversed(self.slots):
            if slot.outcome == mention.outcome and any(
                m.sentence == mention.sentence for m in (*slot.mentions, *(t for t, _ in slot.tolls))
            ):
                self._toll(slot, mention)
                return

    def _said_since(self, mention: CountMention, same: Sequence[Slot]) -> Slot | None:
        """The count that overtook what a source said at first ("The army earlier put the dead at eight")."""
        for slot in same:
            known = slot.parent is None and slot.best is not None and not slot.first.perpetrator
            other = mention.best is not None and slot.value != mention.value and not slot.first.overtaken
            if known and other and sides_agree(slot.side, mention.side):
                return slot
        return None

    def _claim(self, mention: CountMention, same: Sequence[Slot]) -> Slot | None:
        """An armed group's claim about its enemy, where this figure or that one is such a claim."""
        if mention.more or mention.partitive or mention.pronoun or mention.bare or mention.best is None:
            return None
        for slot in same:
            if (
                slot.parent is not None
                or (
                    slot.side != mention.side
                    and not (slot.side == "security_forces" and mention.group is None)
                )
                or slot.first.sentence == mention.sentence
            ):
                continue
            if slot.value == mention.value or slot.best is None:
                continue
            if self._boasts(slot.first) != self._boasts(mention):
                return slot
        return None

    def is_boast(self, mention: CountMention) -> bool:
        """Whether a figure is an armed group's claim about soldiers."""
        return self._boasts(mention)

    def _boasts(self, mention: CountMention) -> bool:
        source = self._source(mention)
        party = source is not None and source[1] == "party"
        return party and (
            mention.side == "security_forces" or (mention.side, mention.group) == ("unknown", None)
        )

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
        anybody = mention.side == "unknown" or (mention.derived and mention.group is None)
        return (
            anybody
            and mention.value > 1
            and says_nothing(mention.group)
            and any(
                says_nothing(s.group) or (s.side == "civilians" and mention.value > s.value) for s in same
            )
        )

    def _rival(self, mention: CountMention, same: Sequence[Slot]) -> Slot | None:
        """The count of the same people that this figure tells differently."""
        for slot in same:
            if slot.parent is not None or slot.first.perpetrator or mention.perpetrator:
                continue
            mixed = {slot.side, mention.side} == {"unknown", "civilians"}
            loose = mention.toll and (
                mention.side == "unknown" or (slot.side == "unknown" and slot.first.toll)
            )
            if slot.side != mention.side and not (mixed or loose):
                continue
            if loose and slot.side != "unknown" and self._of_all_sides(mention, same):
                continue
            if any(
                m.sentence == mention.sentence and not mention.toll and not m.toll and self._agree(m, mention)
                for m in slot.mentions
            ):
                continue
            if mention.group and any(
                m.sentence == mention.sentence and m.group and same_chain(m, mention) for m in slot.mentions
            ):
                continue  # "the toll stands at five soldiers and one rebel"
            if mention.toll and mention.value > slot.value and died_since(slot.first):
                continue  # "Five more died. … The toll has risen to 62": those five lie inside
            if mention.toll or slot.first.toll:
                return slot
            summed = len(mention.links) > 1 or len(slot.first.links) > 1
            if mention.value == 1 or slot.value == 1 or mention.bare or summed:
                continue
            if slot.side == "civilians" and not says_nothing(slot.group) and not says_nothing(mention.group):
                continue
            up_to, open_ = mention.qualifier == "at_most", slot.qualifier == "at_most"
            if mention.best is None and ((slot.best is not None) != up_to or (open_ and not up_to)):
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

    def _agree(self, a: CountMention, b: CountMention) -> bool:
        """Whether two figures are not said by two sources ("Police spoke … but a survivor said …")."""
        mine, theirs = self._source(a), self._source(b)
        return mine is None or theirs is None or mine == theirs

    def _others(self, slot: Slot, mention: CountMention) -> bool:
        """As in "Some 20 others were hurt … 21 others were wounded, police said": both on top of the same."""
        again = slot.first.more and self._source(mention) is not None
        return again and mention.sentence != slot.first.sentence and says_nothing(mention.group)

    def _of_all_sides(self, mention: CountMention, same: Sequence[Slot]) -> bool:
        """As in "Two rebels and a soldier were killed … the toll has risen to five": a whole over both."""
        told = [s for s in same if s.parent is None and not s.first.perpetrator and s.best is not None]
        sides = {s.side for s in told}
        return len(sides) > 1 and "unknown" not in sides and sum(s.value for s in told) <= mention.value

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
        if mention.overtaken and any(not gone and m.value != mention.value for m, gone in slot.tolls):
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
        gone = any(m is slot.first and over for m, over in slot.tolls)
        own_figure = self._source(slot.first) is None and slot.first.best is not None
        if (own_figure and not gone) or not standing:
            return slot.first
        known = [m for m in standing if m.best is not None]
        sober = [m for m in known if not self._boasts(m)] or known
        if not sober:
            return slot.first
        own = [m for m in sober if self._source(m) is None]
        if own:
            return own[0]
        if slot.first in sober and slot.first.sentence == 0 and len(standing) == 2:
            return slot.first
        told = [m.best for m in sober]
        return min(sober, key=lambda m: (-told.count(m.best), m.best or 0))
