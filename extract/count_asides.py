"""Which groups lie among others ("19 people, including a guard, and …") and where a coordination begins."""

from __future__ import annotations

from extract.count_described import Described
from extract.count_group import Group

_COORDINATORS = frozenset({"and", "&", ",", "or", "plus", "/"})
#: So many words lie between "including one" and the "that" which tells of it.
_PHRASE = 6
#: As long as an aside with "who" is at most.
_ASIDE = 12
_WITH = frozenset({"along", "together"})


class Asides(Described):
    """Tells the groups of an aside from those that stand beside each other."""

    def _coordinator_before(self, start: int) -> int:
        """Where the coordination before a group begins; -1 where none stands there."""
        at = start - 1
        if at < 0:
            return -1
        low = self.lows[at]
        if low in _COORDINATORS:
            while at > 0 and self.lows[at - 1] in _COORDINATORS:
                at -= 1
            return at
        if low == "with" and at > 0 and self.lows[at - 1] in _WITH:
            return self._before_aside(at - 1)
        if low == "as" and at > 1 and self.lows[at - 1] == "well":
            return at - 2
        return -1

    def _before_aside(self, at: int) -> int:
        """Where "Major Gul, who led from the front, along with two soldiers" breaks off for its aside."""
        if self.lows[at - 1 : at] != [","]:
            return at
        for k in range(at - 2, max(0, at - _ASIDE), -1):
            if self.lows[k] == "," or k in self.sentence.deed_at:
                return at
            if self.tokens[k].tag == "rel":
                return k - 1 if self.lows[k - 1] == "," else at
        return at

    def _is_part(self, group: Group) -> bool:
        known = self.part_memo.get(group.start)
        if known is None:
            known = self.part_memo[group.start] = self._reads_as_part(group)
        return known

    def _reads_as_part(self, group: Group) -> bool:
        """Whether "including", "among them", "of whom" or "of them" makes the group a part of another."""
        before = group.start - 1
        if group.of_them and group.number is not None:
            return True
        while (
            before >= 0
            and self.lows[before] in ("also", "possibly", "reportedly", "at", "least", "up", "to", ",")
            and before > group.start - 4
        ):
            if self.lows[before] == ",":
                break
            before -= 1
        if before < 0:
            return False
        low = self.lows[before]
        if self.tokens[before].tag == "subset" and low != "among":
            return not self._is_one_of_events(group)
        if self.lows[group.stop : group.stop + 2] in (["among", "them"], ["among", "whom"]):
            return True
        if low in ("them", "whom", "which") and before > 0 and self.lows[before - 1] in ("among", "of"):
            return True
        deed = self.sentence.deed_at.get(group.stop)
        if group.head is None and group.number is not None and deed is not None and deed.deed.form == "past":
            return False  # "six were killed, among them two children, and 21 injured"
        at = self._coordinator_before(group.start)
        if at > 0 and self._closes_an_aside(group, at):
            return False
        if at > 0 and not self._speaks(group):
            host = self.at_stop.get(at)
            host = self._completed_at(at) if host is None or host.thing else host
            return host is not None and host is not group and host.start < group.start and self._is_part(host)
        return False

    def _closes_an_aside(self, group: Group, at: int) -> bool:
        """As in "11 soldiers, including a captain, and a farmer were killed": a list of two has no comma."""
        host = self.at_stop.get(at)
        if host is None or self.lows[at : group.start] != [",", "and"] or host.start < 2:
            return False
        return self.tokens[host.start - 1].tag == "subset" and self.lows[host.start - 2] == ","

    def _is_one_of_events(self, group: Group) -> bool:
        """As in "a string of raids, including one late last month that left two dead": no person; nor is it
        one in "Six car bombs, including one near a hospital, killed 17", where no people stand before.
        """
        at = group.stop
        if group.head is not None or group.number is None or group.number.best != 1:
            return False
        nobody = all(g.thing for g in self.groups if g.stop <= group.start)
        if nobody and any(k < group.start for k in self.sentence.event_places):
            return at < len(self.tokens) and self.tokens[at].tag == "prep"
        phrase = ("adv", "date", "prep", "word")
        while at < len(self.tokens) and at - group.stop < _PHRASE and self.tokens[at].tag in phrase:
            at += 1
        return self.lows[at : at + 1] in (["that"], ["which"])

    def _completed_at(self, at: int) -> Group | None:
        """The group that an "of" phrase goes on with: "11 members of the Rahimi family and …"."""
        first = at
        while first > 0 and self.tokens[first - 1].tag in ("word", "def", "own") and at - first < 6:
            first -= 1
        return self.at_stop.get(first - 1) if first < at and self.lows[first - 1 : first] == ["of"] else None
