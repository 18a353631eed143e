"""Groups that are outcomes by themselves: "12 deaths", "eight bodies of civilians", "three wounded men"."""

from __future__ import annotations

from extract.count_group import Group
from extract.count_running import Running
from extract.count_tokens import DeedAt

_BODIES = frozenset({"body", "corpse"})
_FOUND = frozenset({"found", "recovered", "discovered", "retrieved", "pulled", "counted"})
#: Injuries called so are those of one body.
_ON_A_BODY = frozenset(("bullet", "gunshot", "burn", "head", "leg", "shrapnel", "splinter", "pellet"))
_CAUSING = ("caus", "result", "inflict", "suffer", "leav", "incur", "sustain", "report", "left", "heavy")
#: "Thirty of the dead were said to be officers".
_TOLD_TO_BE = frozenset({"said", "believed", "reported", "thought", "understood", "known"})


class Counted(Running):
    """Ties counted nouns and groups that an outcome word modifies."""

    def _counted_groups(self) -> None:
        for group in self.groups:
            if group.counted is None or any(link.group is group for link in self.links):
                continue
            behind = self._people_behind(group.counted)
            unsaid = group.number is None and not group.zero
            if behind is not None and unsaid and not behind.thing:
                self._bodies_of(behind, group.counted)
                continue
            kind = behind is not None and behind.bare and behind.head is not None and not behind.thing
            if behind is not None and kind and group.head is None:  # "eight bodies of civilians"
                group.head, group.head_at = behind.head, behind.head_at
            if unsaid and (group.bare or group.plural) and self._denied(group):
                group.zero = True
            elif unsaid and (group.bare or group.plural) and self._not_told(group):
                continue
            if not self._counts_nobody(group, group.counted):
                self.chains += 1
                self._add(group, group.counted, "counted", self.chains, unreal=self._hedged(group.start))

    def _people_behind(self, counted: DeedAt) -> Group | None:
        """The group in "the bodies of …"."""
        told = counted.end < len(self.tokens) and self.lows[counted.end] == "of"
        return self.starts.get(counted.end + 1) if told else None

    def _bodies_of(self, people: Group, counted: DeedAt) -> None:
        """As in "the bodies of a worker and his son": these are the dead."""
        self.chains += 1
        for member in self._chain_right(people):
            if any(one.deed.outcome == "wounded" for one in member.inner):
                break  # "the body of the worker and the two wounded men"
            if not any(t.group is member and t.outcome == "killed" for t in self.links):
                self._add(member, counted, "of bodies", self.chains)

    def _counts_nobody(self, group: Group, counted: DeedAt) -> bool:
        """Whether the noun says how badly, what might be or what is known already, and no count."""
        lemma = counted.deed.lemma
        before = self.lows[group.start - 1] if group.start else ""
        if group.zero and group.partitive:
            return True  # "None of the injuries is serious"
        if lemma == "life" and (
            group.number is None or before in ("save", "saved", "saving", "risk", "risked")
        ):
            return True
        if group.number is None and group.definite:
            return True
        if lemma == "injury" and not _ON_A_BODY.isdisjoint(self.lows[group.start : counted.start]):
            return True  # "multiple bullet injuries"
        return group.number is None and group.bare and not group.zero and not self._asserted(group)

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
