"""What names of a list share: their standing, their unit and its plural word; and a unit named before."""

from __future__ import annotations

from itertools import pairwise

from extract.place_gaps import AGAIN, REMEMBERED, SAME_KIND
from extract.place_holding import is_land
from extract.place_lies_in import LiesIn
from extract.place_names import Name


class Lists(LiesIn):
    """Gives the names of one list in a text what they have in common."""

    def list(self, i: int, name: Name, following: Name, gap: str) -> None:
        """Two members of a list: they share a group, and an unsure one its neighbour's standing."""
        if gap == "," or not (name.sure or following.sure):
            return
        following.group = name.group
        following.between = name.between
        following.attribute |= name.attribute and is_land(following) and not following.cued
        for a, b in ((name, following), (following, name)):
            if a.sure and not b.sure and (b.candidates or a.cued) and not b.barred:
                listed = gap.strip() != "," or bool(name.candidates) == bool(following.candidates)
                b.sure = (
                    bool(b.candidates) or "and" in gap or (a.cued and (listed or self.list_follows(i + 1)))
                )
                b.cued = b.cued or a.cued

    def share(self) -> None:
        """A list's unit and its plural unit word belong to all members ("Kalat and Harnai, Balochistan")."""
        members = [n for n in self.names if not n.is_parent and n.same is None]
        for left, right in ((a, b) for b, a in pairwise(reversed(members))):
            if left.group != right.group:
                continue
            if right.level and not left.level and (right.plural or self.are_both(left, right)):
                left.level, left.plural, left.municipal = right.level, True, right.municipal
            if right.parents and not left.parents and right.parents[0].start > right.start:
                outer = right.parents[0]
                if not left.candidates or self.holds(outer, left):
                    left.parents = right.parents
        for left, right in pairwise(members):
            if left.group == right.group and left.plural and left.level and not right.level:
                right.level, right.plural, right.municipal = left.level, True, left.municipal
            if left.group == right.group and left.parents and left.parents == right.parents:
                left.list_level = right.list_level = True

    def are_both(self, left: Name, right: Name) -> bool:
        """As in "in Kirkuk and Diyala province": both are provinces."""
        flat = " ".join(self.text[left.outer_end : right.start].split())
        return flat == "and" and any(c.kind == right.level for c in left.candidates)

    def take_again(self) -> None:
        """As in "in Zhob, Kalat District … at Mangochar, in the same district": a unit named before."""
        for i, name in enumerate(self.names):
            told = AGAIN.match(self.text, name.outer_end) if name.sure and not name.parents else None
            unit = self.last_unit(i, told[1]) if told else None
            if unit is not None:
                name.parents, name.again = [unit], True

    def last_unit(self, i: int, word: str) -> Name | None:
        """The last name before name `i` that stands with a unit word, else the one that it lies in."""
        for name in reversed(self.names[max(0, i - REMEMBERED) : i]):
            for one in (name, *name.parents):
                written = self.text[max(0, one.start - len(word) - 8) : one.outer_end].lower().split()
                if word in written and one.level:
                    return one
        kind = SAME_KIND.get(word)
        told = (n for n in reversed(self.names[max(0, i - REMEMBERED) : i]) if n.sure and not n.barred)
        return next((n for n in told if kind and n.candidates and n.candidates[0].kind == kind), None)
