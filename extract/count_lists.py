"""What a list of groups says together: one figure over two nouns, one person in two words, a loose end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.count_asides import Asides
from extract.count_group import Group


class Lists(Asides):
    """Takes out of a list what is no group of its own."""

    def _joined(self, chain: list[Group]) -> list[Group]:
        """The chain without what shares the figure before it: "at least 50 rebels and soldiers"."""
        out = chain[:1]
        for group in chain[1:]:
            host = out[-1]
            counted = host.number is not None and host.plural and host.head is not None and not host.thing
            loose = (
                group.bare and group.plural and group.number is None and not (group.inner or group.counted)
            )
            listed = self.lows[host.stop : group.start] in (["and"], ["&"])
            if counted and loose and (listed or (self._is_list(chain) and group is not chain[0])):
                host.joint = group
            else:
                out.append(group)
        return out

    def _is_list(self, chain: list[Group]) -> bool:
        """As in "50 soldiers, police officers and officials": one figure, and plurals up to an "and"."""
        rest = chain[1:]
        loose = all(g.bare and g.plural and g.number is None and not (g.inner or g.counted) for g in rest)
        return len(rest) > 1 and loose and self.lows[chain[-1].start - 1] in ("and", "&")

    def _persons(self, chain: list[Group]) -> list[Group]:
        """The chain without a title that goes with the name of the next ("Senator and party leader Gul"), and
        with one group for "a teacher and activist".
        """
        kept = [
            one for one, after in zip(chain, [*chain[1:], None], strict=True) if not self._titles(one, after)
        ]
        for one, after in pairwise(kept):
            if self._in_two_nouns(one, after):
                return [g for g in kept if g is not after]
        return kept

    def _in_two_nouns(self, first: Group, second: Group) -> bool:
        """As in "a teacher and activist was killed": one article, one person."""
        if first.bare or not second.bare or not (first.implied == second.implied == 1):
            return False
        if first.owned or first.more or first.name or second.name or first.head is None:
            return False
        sides = {first.head.side, second.head.side if second.head is not None else "unknown"}
        if len(sides) == 2 and "unknown" not in sides:
            return False  # "a policeman and civilian"
        plural = {"were", "are", "have"} & set(self.lows[second.stop : second.stop + 3])
        return self.lows[first.stop : second.start] == ["and"] and not plural

    def _titles(self, first: Group, second: Group | None) -> bool:
        if second is None or not (first.bare and second.bare and first.implied == second.implied == 1):
            return False
        head, other = self.sentence.head_end(first.head_at), self.sentence.head_end(second.head_at)
        if not 0 <= other < len(self.tokens) or other in self.sentence.deed_at:
            return False
        named = self.tokens[other].tag == "word" and self.tokens[other].text[:1].isupper()
        return self.lows[first.stop : second.start] == ["and"] and first.stop == head and named

    def _loose_end(self, chain: Sequence[Group]) -> bool:
        """Whether the last of a list stands behind a mere comma: "killed his uncle, a miller", "After killing
        two men, a soldier fled" — the same person in other words, or who did it. "and" closes a list.
        """
        last = chain[-1]
        if last.number is not None or self.lows[last.start - 1] != ",":
            return False
        if self.lows[last.stop : last.stop + 1] not in (["and"], ["&"], ["or"]):
            return True
        follows = self._after(last.stop + 1)  # "shot the mayor, her target, and fled"
        own = last.definite or self.tokens[last.start].tag == "poss"
        return own and follows not in self.starts and not self._named_at(follows)

    def _named_at(self, at: int) -> bool:
        """Whether a name that closes a list may begin there."""
        if at >= len(self.tokens):
            return False
        return self.tokens[at].text[:1].isupper() or self.tokens[at].tag in ("age", "num")
