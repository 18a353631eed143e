"""Coordination: which groups stand together ("two soldiers and a civilian")."""

from __future__ import annotations

from extract.count_group import Group
from extract.count_lists import Lists

_LONGEST_CHAIN = 24
_LEAVING = frozenset({"left", "leaves", "leaving", "included", "includes"})
#: Prepositions that begin a clause as well: "a day after two rebels and an officer were killed".
_CLAUSES = frozenset({"after", "before", "until", "since"})


class Chains(Lists):
    """Reads what is coordinated with a group, to its left and to its right."""

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
        """The group behind those that are coordinated with it to its left, left to right."""
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
            if self._stands_apart(host, chain[0], at):
                return chain
            chain.insert(0, host)
        return chain

    def _stands_apart(self, host: Group, first: Group, at: int) -> bool:
        """Whether what rules a group, or stands between it and the coordination at `at`, keeps it out of the
        list that `first` opens.
        """
        governed = self._governed(host) and self.lows[host.start - 1] not in _CLAUSES
        governed = governed and not self._shared_behind_with(host, first, at)
        if host.thing or host.pronoun or self._blocked(host.stop, at) or governed:
            return True
        if self._is_part(host) or self._unfit(host):
            return True
        if any(self.tokens[k].tag in ("aux", "modal", "have") for k in range(host.stop, at)):
            return True
        if host.stop < at and self.tokens[host.stop].tag == "word":
            return True
        left_behind = self.lows[host.start - 1] in _LEAVING  # "left two soldiers and two women dead"
        return (self._is_object(host) and not left_behind) or (host.name and self._opens_badly(host))

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
        """The group and those that are coordinated with it to its right."""
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
