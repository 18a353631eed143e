"""Groups that lie among others: "including …", "the dead included …", "three of the victims were …"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.count_counted import Counted
from extract.count_group import Group
from extract.count_tokens import DeedAt
from extract.lexicon import Deed
from extract.model import Outcome

_CASUALTY_WORDS: dict[str, Outcome] = {
    **dict.fromkeys(("dead", "killed", "victims", "deceased", "fatalities", "slain", "casualties"), "killed"),
    **dict.fromkeys(("wounded", "injured"), "wounded"),
    **dict.fromkeys(("arrested", "detained"), "arrested"),
}
#: So many words behind "six of whom" it is said that they were taken to hospital.
_CARED_FOR = 5
#: People whom a report calls so are dead where it does not say that they live.
VICTIMS = frozenset({"victims", "dead", "deceased", "fatalities"})
_INCLUDING = frozenset({"included", "include", "includes", "including"})


class Parts(Counted):
    """Ties parts to the people they lie among."""

    def _among_the_dead(self) -> None:
        """As in "The dead included two children", "among those killed were …", "X was among the wounded"."""
        lows = self.lows
        if _CASUALTY_WORDS.keys().isdisjoint(self.sentence.words):
            return
        for k, low in enumerate(lows):
            outcome = _CASUALTY_WORDS.get(low)
            if outcome is None or k == 0:
                continue
            the = self._called_so(k)
            told = self.tokens[the].tag == "num"
            the -= told and the > 0 and lows[the - 1] == "the"  # "among the six people killed"
            if not (lows[the] in ("the", "those") or (the < k - 1 and told)):
                continue
            at = self._past_phrase(k + 1)
            if the > 0 and lows[the - 1] == "among":
                opens = the == 1 or self.tokens[the - 2].tag == "mark"
                if at < len(lows) and (self.tokens[at].tag == "aux" or (opens and lows[at] == ",")):
                    self._inside(self.starts.get(self._after(at + 1)), outcome, k)
                elif the > 1:
                    host = self._subject(
                        self._cluster(the - 1), DeedAt(k, k + 1, Deed(outcome, "adjective", low))
                    )
                    self._all_inside(self._chain_left(host) if host is not None else [], outcome, k)
            elif at < len(lows) and lows[at] in _INCLUDING:
                for group in self._listed(at + 1):
                    self._inside(group, outcome, k)

    def _past_phrase(self, at: int) -> int:
        """Behind the phrase in "the dead in the attack included": where its verb stands."""
        if at < len(self.tokens) and self.tokens[at].tag == "prep":
            for k in range(at + 1, min(at + 7, len(self.tokens))):
                if self.lows[k] in _INCLUDING:
                    return k
                if self.tokens[k].tag not in ("word", "def", "art", "poss", "own", "date", "num"):
                    break
        return at

    def _listed(self, at: int) -> list[Group]:
        """The groups of a list that begins at a token: "two farmers, a nurse and a policeman"."""
        first = self.starts.get(at)
        if first is None:
            return []
        heads, last = [first], self._chain_right(first)[-1]
        for group in self.groups:
            if group.start < last.stop:
                continue
            if self._coordinator_before(group.start) != last.stop or self._is_subject(group):
                break
            if group.counted is not None:
                break  # "…, and the wounded included a nurse"
            heads.append(group)
            last = self._chain_right(group)[-1]
        return heads

    def _called_so(self, at: int) -> int:
        """The article of "the dead", "the people killed", "those who were killed"."""
        the = at - 1
        if self.tokens[the].tag in ("aux", "have"):
            while the > 0 and self.tokens[the].tag in ("aux", "have"):
                the -= 1
            return the - 1 if self.lows[the - 1 : the + 1] == ["those", "who"] else at - 1
        return the - (the > 0 and self.lows[the] in ("people", "persons"))

    def _victims_were(self) -> None:
        """As in "Three of the victims were farmers", "two of the dead were students": parts of the dead."""
        for group in self.groups:
            if not group.partitive or group.number is None or self.lows[group.stop - 1] not in VICTIMS:
                continue
            at = group.stop
            if at >= len(self.tokens) or self.tokens[at].tag != "aux":
                continue
            said = self.starts.get(self._after(at + 1))
            if said is None or said.head is None or said.number is not None or said.thing:
                continue
            group.head, group.head_at, group.counted = said.head, said.head_at, None
            self._inside(group, "killed", at)

    def _of_a_toll(self) -> None:
        """As in "Of the death toll, 24 were children and ten were women": parts of the toll told before."""
        for deed in self.sentence.deeds:
            before = self.lows[: deed.start]
            if deed.deed.form != "toll" or len(before) > 4 or before[:1] not in (["of"], ["out"]):
                continue
            self.links = [tied for tied in self.links if tied.deed is not deed]
            for group in [g for g in self.groups if g.start >= deed.end and g.number is not None]:
                self._complement(group)
                if group.head is not None:
                    self._inside(group, deed.deed.outcome, deed.start)

    def _inside(self, group: Group | None, outcome: Outcome, at: int) -> None:
        if group is not None and not group.thing and not group.pronoun:
            self._all_inside(self._chain_right(group), outcome, at)

    def _all_inside(self, members: Sequence[Group], outcome: Outcome, at: int) -> None:
        self.chains += 1
        for member in members:
            if member.thing or member.pronoun:
                continue
            self.claimed.discard((member.start, outcome))
            self.links = [
                tied for tied in self.links if not (tied.group is member and tied.outcome == outcome)
            ]
            link = self._add(
                member, DeedAt(at, at + 1, Deed(outcome, "adjective", "among")), "among", self.chains
            )
            if link is not None:
                link.inside = True

    def _parts(self) -> None:
        """Gives parts the outcomes of the people they lie among."""
        for group in self.groups:
            if group.thing or not self._is_part(group) or self._again_described(group):
                continue
            if any(link.group is group and (link.host is not None or link.inside) for link in self.links):
                continue
            if self._taken_to_hospital(group):
                self.links = [tied for tied in self.links if tied.group is not group]
                continue
            if self._only_described(group):
                continue
            own = [link for link in self.links if link.group is group]
            hosts = [
                tied
                for tied in self.links
                if tied.host is None and tied.group.start < group.start and tied.group is not group
            ]
            if own:
                same = [h for h in hosts if h.outcome == own[0].outcome]
                if same:
                    own[0].host = same[-1]
                elif hosts and own[0].outcome == "killed" and hosts[-1].outcome == "wounded":
                    own[0].host = hosts[-1]
                continue
            if not hosts and not self._among_others(group):
                hosts = [tied for tied in self.links if tied.host is None and tied.group is not group]
            if hosts:
                last = hosts[-1]
                fatal = group.stop < len(self.tokens) and self.lows[group.stop] in ("fatally", "mortally")
                for host in [h for h in hosts if h.group is last.group]:
                    outcome = "killed" if fatal else host.outcome
                    link = self._add(
                        group, host.deed, "part", host.chain, unreal=host.unreal, outcome=outcome
                    )
                    if link is not None:
                        link.host = host

    def _taken_to_hospital(self, group: Group) -> bool:
        """As in "eight were hurt, six of whom had to be hospitalised": how badly, and no count of a kind."""
        said = self.lows[group.stop : group.stop + _CARED_FOR]
        return group.of_them and any(low.startswith(("hospitalis", "hospitaliz")) for low in said)

    def _only_described(self, group: Group) -> bool:
        """As in "One of them was a member of the group": said of somebody, and no count of a kind."""
        at = group.stop
        if not group.of_them or at >= len(self.tokens) or self.tokens[at].tag != "aux":
            return False
        said = self.starts.get(self._after(at + 1))
        alike = said is not None and (said.head is None or said.head.vague) and not said.thing
        return alike and said is not None and at + 1 not in self.sentence.deed_at

    def _among_others(self, group: Group) -> bool:
        """As in "saved six people, including a child, while 20 were hurt": inside those right before."""
        before = [g for g in self.groups if g.stop <= group.start]
        near = bool(before) and all(
            t.tag in ("mark", "subset", "adv") for t in self.tokens[before[-1].stop : group.start]
        )
        return near and before[-1].number is not None

    def _again_described(self, group: Group) -> bool:
        """As in "six officers, including the commander, a leader known as Gul": one person in two nouns."""
        host = self.at_stop.get(group.start - 1)
        if host is None or self.lows[group.start - 1] != "," or group.implied != 1 or not self._is_part(host):
            return False
        return (
            host.number is None
            and not host.plural
            and self.lows[group.stop : group.stop + 1]
            not in (
                [","],
                ["and"],
            )
        )

    def _partitive_hosts(self) -> None:
        """As in "One of three rangers wounded … died": the one lies among the three."""
        for link in self.links:
            group = link.group
            if (
                not group.partitive
                or link.host is not None
                or group.stop >= len(self.lows)
                or self.lows[group.stop] != "of"
            ):
                continue
            whole = self.starts.get(group.stop + 1)
            hosts = [
                tied
                for tied in self.links
                if tied.group is whole and (tied.outcome == link.outcome or tied.outcome == "wounded")
            ]
            if hosts:
                link.host = hosts[0]
