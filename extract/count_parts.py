"""Groups that are outcomes by themselves ("12 deaths"), and groups that lie among others ("including …")."""

from __future__ import annotations

from collections.abc import Sequence

from extract.count_group import Group
from extract.count_link import Link
from extract.count_running import Running
from extract.count_tokens import DeedAt
from extract.lexicon import Deed
from extract.model import Outcome

_ASSAULTS = frozenset({"shoot", "stab", "beat"})
_CASUALTY_WORDS: dict[str, Outcome] = {
    **dict.fromkeys(("dead", "killed", "victims", "deceased", "fatalities", "slain", "casualties"), "killed"),
    **dict.fromkeys(("wounded", "injured"), "wounded"),
    **dict.fromkeys(("arrested", "detained"), "arrested"),
}
#: So many words behind "six of whom" it is said that they were taken to hospital.
_CARED_FOR = 5
#: People whom a report calls so are dead where it does not say that they live.
VICTIMS = frozenset({"victims", "dead", "deceased", "fatalities"})
_BODIES = frozenset({"body", "corpse"})
_FOUND = frozenset({"found", "recovered", "discovered", "retrieved", "pulled", "counted"})
_INCLUDING = frozenset({"included", "include", "includes", "including"})
#: Injuries called so are those of one body.
_ON_A_BODY = frozenset(("bullet", "gunshot", "burn", "head", "leg", "shrapnel", "splinter", "pellet"))
_CAUSING = ("caus", "result", "inflict", "suffer", "leav", "incur", "sustain", "report", "left", "heavy")
#: "Thirty of the dead were said to be officers".
_TOLD_TO_BE = frozenset({"said", "believed", "reported", "thought", "understood", "known"})


class Parts(Running):
    """Ties counted nouns, modified groups and parts."""

    def _counted_groups(self) -> None:
        for group in self.groups:
            if group.counted is None:
                continue
            if any(link.group is group for link in self.links):
                continue
            end = group.counted.end
            if end < len(self.tokens) and self.lows[end] == "of" and group.number is None and not group.zero:
                inner = self.starts.get(end + 1)
                if inner is not None and not inner.thing:
                    self.chains += 1
                    for member in self._chain_right(inner):
                        if any(one.deed.outcome == "wounded" for one in member.inner):
                            break  # "the body of the worker and the two wounded men"
                        if not any(t.group is member and t.outcome == "killed" for t in self.links):
                            self._add(member, group.counted, "of bodies", self.chains)
                    continue
            if end < len(self.tokens) and self.lows[end] == "of" and group.head is None:
                whose = self.starts.get(end + 1)  # "eight bodies of civilians"
                if whose is not None and whose.bare and whose.head is not None and not whose.thing:
                    group.head, group.head_at = whose.head, whose.head_at
            if group.number is None and not group.zero and (group.bare or group.plural):
                if self._denied(group):
                    group.zero = True
                elif self._not_told(group):
                    continue
            if group.zero and group.partitive:
                continue  # "None of the injuries is serious"
            lemma = group.counted.deed.lemma
            before = self.lows[group.start - 1] if group.start else ""
            if lemma == "life" and before in ("save", "saved", "saving", "risk", "risked"):
                continue
            if group.definite and group.number is None:
                continue
            if lemma == "life" and group.number is None:
                continue
            wounds = self.lows[group.start : group.counted.start]
            if lemma == "injury" and not _ON_A_BODY.isdisjoint(wounds):
                continue  # "multiple bullet injuries"
            if group.number is None and group.bare and not group.zero and not self._asserted(group):
                continue
            self.chains += 1
            self._add(group, group.counted, "counted", self.chains, unreal=self._hedged(group.start))

    def _more_bodies(self) -> None:
        """As in "20 bodies were found in Zhob while at least six have been recovered in Kalat"."""
        bodies = [g for g in self.groups if g.counted is not None and g.counted.deed.lemma in _BODIES]
        for group in self.groups if bodies else ():
            alone = group.number is not None and group.head is None and group.counted is None
            at = group.stop
            while at < len(self.tokens) and self.tokens[at].tag in ("aux", "have", "adv"):
                at += 1
            found = group.stop < at < len(self.tokens) and self.lows[at] in _FOUND
            host = next((g for g in reversed(bodies) if g.end <= group.start), None)
            if alone and found and host is not None and host.counted is not None and not group.thing:
                self.chains += 1
                self._add(group, host.counted, "counted", self.chains)

    def _denied(self, group: Group) -> bool:
        """As in "no report of fatalities nor injuries", "neither injuries nor fatalities", "without
        casualties".
        """
        at = group.start - 1
        while at >= 0 and group.start - at < 9:
            low = self.lows[at]
            if low in ("no", "neither", "nor", "without", "zero"):
                return True
            known = low in self.words["denied_through"] or any(
                g.start <= at < g.end and g.counted for g in self.groups
            )
            if not known:
                return False
            at -= 1
        return False

    def _asserted(self, group: Group) -> bool:
        """Whether a bare "casualties" is told to have happened: "causing casualties", "deaths were
        reported".
        """
        if group.head is not None:
            return True
        before = self.lows[max(0, group.start - 3) : group.start]
        after = self.lows[group.end : group.end + 3]
        told = any(low.startswith(_CAUSING) for low in before)
        return told or ("reported" in after and self.tokens[group.end].tag == "aux") or "occurred" in after

    def _not_told(self, group: Group) -> bool:
        """As in "Fatalities were not reported", "injuries unknown": silence, not a figure."""
        after = self.lows[group.end : group.end + 4]
        return any(
            low in ("not", "unknown", "unreported", "unclear", "unspecified", "coded") for low in after
        )

    def _inner_groups(self) -> None:
        for group in self.groups:
            for deed in group.inner:
                if group.number is None and group.implied is None and not group.zero:
                    continue
                if group.zero and group.partitive:
                    continue  # "None of the wounded is in danger"
                if group.number is None and group.definite and deed.deed.outcome == "arrested":
                    continue  # "the imprisoned leader", "the detained man": that was before
                if (group.start, deed.deed.outcome) not in self.claimed and not group.thing:
                    self.chains += 1
                    link = self._add(group, deed, "inner", self.chains)
                    if link is not None:
                        link.inside = group.partitive
                        self._complement(group)
                        self._beside_complement(group, deed)

    def _beside_complement(self, group: Group, deed: DeedAt) -> None:
        """As in "Three of those killed were officers and two bombers": the two are of the dead as well."""
        at = group.stop
        if not group.partitive or at >= len(self.tokens) or self.tokens[at].tag != "aux":
            return
        said = self.starts.get(self._after(at + 1))
        if said is None or self.lows[said.stop : said.stop + 1] != ["and"]:
            return
        also = self.starts.get(said.stop + 1)
        if (
            also is not None
            and also.number is not None
            and also.head is not None
            and not self._is_subject(also)
        ):
            link = self._add(also, deed, "among", self.chains)
            if link is not None:
                link.inside = True

    def _complement(self, group: Group) -> None:
        """As in "Three of the wounded are civilians": the noun behind "are" says who they are."""
        at = group.stop
        if group.head is not None or at >= len(self.tokens) or self.tokens[at].tag != "aux":
            return
        at += 1
        if (
            self.lows[at : at + 1]
            and self.lows[at] in _TOLD_TO_BE
            and self.lows[at + 1 : at + 3] == ["to", "be"]
        ):
            at += 3  # "Thirty of the dead were said to be officers"
        said = self.starts.get(self._after(at))
        if said is not None and said.head is not None and said.number is None:
            group.head, group.head_at = said.head, said.head_at

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

    def _drop_assaults(self) -> None:
        """As in "shot and killed", "shot, one fatally", "was wounded and later died": no wound is counted
        where the same people died of it.
        """
        dead = {tied.group.start: tied for tied in self.links if tied.outcome == "killed" and not tied.unreal}
        self.links = [
            tied
            for tied in self.links
            if tied.outcome != "wounded"
            or tied.group.start not in dead
            or not (tied.deed.deed.lemma in _ASSAULTS or self._died_later(tied, dead[tied.group.start]))
        ]

    def _died_later(self, wound: Link, death: Link) -> bool:
        if wound.deed.deed.form == "subject":
            return True  # "died after being taken to hospital", "sustained wounds and died"
        later = death.deed.start > wound.deed.start
        return later and death.deed.deed.form == "subject" and wound.rule in ("passive", "reduced", "inner")
