"""Coordination: which groups stand together ("two soldiers and a civilian"), which lie among others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.count_described import Described
from extract.count_group import Group

_COORDINATORS = frozenset({"and", "&", ",", "or", "plus", "/"})
_LONGEST_CHAIN = 24
#: So many words lie between "including one" and the "that" which tells of it.
_PHRASE = 6
#: As long as an aside with "who" is at most.
_ASIDE = 12
_LEAVING = frozenset({"left", "leaves", "leaving", "included", "includes"})
_WITH = frozenset({"along", "together"})
#: Prepositions that begin a clause as well: "a day after two rebels and an officer were killed".
_CLAUSES = frozenset({"after", "before", "until", "since"})


class Chains(Described):
    """Reads what is coordinated with a group, to its left and to its right."""

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

    def _name_before(self, at: int) -> Group | None:
        """A name that ends at a coordinator and begins its clause: "Toayman and his son were killed"."""
        if not self.sentence.cased:
            return None
        start = at
        while start > 0 and self.tokens[start - 1].tag == "word" and self.tokens[start - 1].text[0].isupper():
            start -= 1
        if start == at or at - start > 5 or start in self.starts_of_parties():
            return None
        before = start - 1
        if (
            before >= 0
            and self.lows[before] not in (",", "and", "that")
            and self.tokens[before].tag not in ("date", "age")
        ):
            return None
        if self.lows[at] == "," or any(k in self.sentence.place_tokens for k in range(start, at)):
            return None
        if (
            any(start <= g.start < at and g.thing for g in self.groups)
            or self.lows[at - 1] in self.words["eventish"]
        ):
            return None
        return Group(start, at, at, head_at=at - 1, implied=1, name=True)

    def _of_whom(self, host: Group) -> Group:
        """As in "Captain Gul of the Rangers and two of his men": not the corps but its captain."""
        at = host.start - 1
        if at < 1 or self.lows[at] not in ("of", "from") or not self._governed(host):
            return host
        owner = self.at_stop.get(at)
        single = owner is not None and owner.head is not None and not owner.plural and not owner.thing
        return owner if owner is not None and single and owner.counted is None else host

    def _chain_left(self, group: Group) -> list[Group]:
        chain = [group]
        while len(chain) < _LONGEST_CHAIN:
            first = chain[0]
            at = self._coordinator_before(first.start)
            if at < 0:
                return chain
            if self.lows[first.start - 1] == "or" and first.number is None:
                host = self.at_stop.get(at)
                if len(chain) == 1 and host is not None and host.number is not None and not host.thing:
                    host.disputed = True
                    chain = [host]
                    continue
                chain.pop(0)
                if not chain:
                    chain = [first]
            if len(chain) == 1 and self.lows[at : first.start] == [","] and first.number is None:
                return chain
            if first.of_them:
                return chain  # "four men, two of whom died"
            if self._closes_an_aside(first, at):
                whole = self.at_stop.get(self.at_stop[at].start - 2)
                if whole is None or first.more or self._is_object(whole):
                    return chain  # "killed six people, including a guard, and 21 others were hurt"
                chain.insert(0, whole)
                continue
            for host in reversed(self.groups):
                if host.stop <= at:
                    break
            else:
                name = self._name_before(at)
                return [name, *chain] if name is not None else chain
            if self.lows[first.start - 1] != "with":
                host = self._whole_named_by(host) or host
            if (
                host.stop < at
                and host.end <= at
                and (name := self._name_before(at)) is not None
                and name.start >= host.stop
            ):
                chain.insert(0, name)
                continue
            host = self._of_whom(host)
            if (acting := self._acting_as(host)) is not None:
                chain.insert(0, acting)
                continue
            if (host.name and host.end - host.start > 4) or "that" in self.lows[host.stop : at]:
                return chain
            governed = self._governed(host) and self.lows[host.start - 1] not in _CLAUSES
            governed = governed and not self._shared_behind_with(host, chain[0], at)
            if host.thing or host.pronoun or self._blocked(host.stop, at) or governed:
                return chain
            if self._is_part(host) or self._unfit(host):
                return chain
            if any(self.tokens[k].tag in ("aux", "modal", "have") for k in range(host.stop, at)):
                return chain
            if host.stop < at and self.tokens[host.stop].tag == "word":
                return chain
            left_behind = self.lows[host.start - 1] in _LEAVING  # "left two soldiers and two women dead"
            if (self._is_object(host) and not left_behind) or (host.name and self._opens_badly(host)):
                return chain
            chain.insert(0, host)
        return chain

    def _whole_named_by(self, group: Group) -> Group | None:
        """The people told before the "of" that rules a group: "two militants of the Front and an officer"."""
        if group.number is not None or self.lows[group.start - 1 : group.start] != ["of"]:
            return None
        host = self.at_stop.get(group.start - 1)
        if host is None or host.thing or host.head is None or host.counted is not None:
            return None
        described = self.lows[host.start - 1 : host.start] == [","]  # "Ali, a member of the club and a poet,"
        return host if host.number is not None or (host.implied == 1 and not described) else None

    def _shared_behind_with(self, host: Group, first: Group, at: int) -> bool:
        """As in "…, with hundreds of soldiers and rebels killed": one figure of both, behind "with"."""
        beside = host.stop == at and first.bare and first.number is None and host.number is not None
        return beside and self.lows[host.start - 1] == "with"

    def _chain_right(self, group: Group) -> list[Group]:
        chain, aside = [group], False
        first = next((n for n, g in enumerate(self.groups) if g.start >= group.stop), len(self.groups))
        for nxt in self.groups[first : first + _LONGEST_CHAIN]:
            at = self._coordinator_before(nxt.start)
            if any(
                (k in self.sentence.deed_at and k not in self.inner)
                or self.tokens[k].tag in ("aux", "modal", "have")
                for k in range(chain[-1].stop, nxt.start)
            ):
                break
            if self._blocked(chain[-1].stop, nxt.start):
                break
            if self._is_part(nxt):
                aside = True  # "19 people, including six children, in Zhob, and another 23 people in Kalat"
                continue
            if at < 0:
                if self._governed(nxt) or nxt.thing:
                    continue
                break
            ended = aside and self._closes_an_aside(nxt, at)
            if aside and not ended and (self.lows[nxt.start - 1] != "and" or nxt.number is None):
                break
            if nxt.name and self.tokens[nxt.start].tag == "def":
                break
            beside = self.at_stop.get(at)
            if beside is not None and beside not in chain and nxt.bare:
                break
            ruled = any(self.tokens[k].tag == "prep" for k in range(chain[-1].stop, max(at, chain[-1].stop)))
            if beside is None and ruled and nxt.bare:
                break
            if self.lows[nxt.start - 1] == "," and self._speaks(nxt):
                break
            if self.lows[nxt.start - 1] == "or" and nxt.number is None:
                break
            if nxt.thing or nxt.pronoun or self._is_subject(nxt) or (nxt.counted and nxt.number is None):
                break
            chain.append(nxt)
        while len(chain) > 1 and self._loose_end(chain):
            chain.pop()
        return self._persons(self._joined(chain))

    def _acting_as(self, office: Group) -> Group | None:
        """As in "two men who served as her guards and a driver were wounded": those whose office it is."""
        if self.lows[office.start - 1 : office.start] != ["as"] or office.number is not None:
            return None
        rel = next(
            (k for k in range(office.start - 2, office.start - 8, -1) if self.tokens[k].tag == "rel"), 0
        )
        return self.at_stop.get(rel) if rel > 0 else None

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
        head, other = self._head_end(first), self._head_end(second)
        if not 0 <= other < len(self.tokens) or other in self.sentence.deed_at:
            return False
        named = self.tokens[other].tag == "word" and self.tokens[other].text[:1].isupper()
        return self.lows[first.stop : second.start] == ["and"] and first.stop == head and named

    def _head_end(self, group: Group) -> int:
        found = self.sentence.heads.get(group.head_at)
        return found[0] if found else -1

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
