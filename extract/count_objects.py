"""Active verbs, "-ing" forms and nouns: their people stand to the right or behind "of"."""

from __future__ import annotations

from extract.count_group import Group
from extract.count_passives import NOT_TOLD_APART, Subjects
from extract.count_tokens import DeedAt
from extract.frozen import replace
from extract.lexicon import Deed

#: Forms of "lose" that tell of the dead of an armed side.
LOST = frozenset({"lost", "losing", "loses"})
#: Behind the name of a crime: those who suffered it, whoever they were.
VICTIMS_OF = frozenset({"victim", "victims"})
_ASSAULTS = frozenset({"shoot", "stab", "beat"})
_HOLDS = frozenset({"take", "takes", "took", "taking", "hold", "holds", "held", "holding"})
_HELD = frozenset({"hostage", "captive"})

#: So many words may stand between "involved in" and a deed.
_ADJECTIVES = 5


class Objects(Subjects):
    """Ties outcome words to their objects."""

    def _object_side(self, deed: DeedAt) -> None:
        form = deed.deed.form
        of = deed.end < len(self.tokens) and self.lows[deed.end] == "of"
        if form == "noun" or (form in ("ing", "base", "present") and of):
            self._nominal(deed)
            return
        owner = self._owner_of(deed) if form in ("noun", "base") else None
        if owner is not None:
            self.chains += 1
            self._add(owner, deed, "nominal", self.chains, unreal=self._only_reason(deed))
            return
        if form in ("adjective", "counted", "subject"):
            return
        before = self._before(deed.start)
        if (
            form == "ing"
            and before >= 0
            and self.tokens[before].tag in ("art", "poss")
            and deed.end not in self.starts
        ):
            return
        at = self._past_day(deed.end)
        if deed.start == 0 and form == "past" and self.lows[deed.end : deed.end + 1] in (["were"], ["was"]):
            at = self._after(deed.end + 1)  # "Killed were a major and two of his men"
        if at < len(self.tokens) and self.lows[at] in ("and", "or", "/"):
            nxt = self.sentence.deed_at.get(self._after(at + 1))
            if nxt is not None and nxt.deed.form in ("ing", "past", "base", "present") and nxt is not deed:
                if not self._unreal(deed, self._cluster(deed.start)):
                    self._coordinated_verbs(deed, nxt)
                return
        if self.lows[at : at + 1] == [","] and form == "ing":
            figure = self.starts.get(at + 1)
            if figure is not None and figure.number is not None and figure.number.qualifier != "exact":
                at += 1  # "killing, not fewer than six people"
        group = self.starts.get(at) or self._name_at(at, deed)
        if group is None or (group.bare and form in ("ing", "base") and self.lows[at] in VICTIMS_OF):
            return  # "a camp for holding kidnapping victims"
        group = self._taken_before(group) or group
        chain = self._chain_right(group)
        if group.thing:
            chain = [one for one in chain[1:] if one.head is not None and deed.deed.outcome == "killed"]
        if not chain:
            return
        if group.name and len(chain) == 1:
            chain += self._more_names(group, deed)
        split = self._split_deed(deed, chain[-1])
        self.chains += 1
        unreal = self._unreal(deed, self._cluster(deed.start)) or self._alleged(deed, group)
        for member in chain:
            if (member.start, deed.deed.outcome) not in self.claimed:
                self._add(member, split or deed, "active", self.chains, unreal=unreal)

    def _alleged(self, deed: DeedAt, group: Group) -> bool:
        """As in "accused his rival of kidnapping him": what somebody holds against another."""
        before = self.lows[max(0, deed.start - 8) : deed.start]
        return group.pronoun and before[-1:] == ["of"] and any(low.startswith("accus") for low in before)

    def _taken_before(self, pronoun: Group) -> Group | None:
        """As in "seized six men and killed them": the people taken whom "them" stands for."""
        if not (pronoun.pronoun and pronoun.plural) or self.lows[pronoun.start] != "them":
            return None
        told = self._antecedent(pronoun)
        taken = any(t.group is told and t.outcome in ("abducted", "arrested") for t in self.links)
        return told if taken else None

    def _coordinated_verbs(self, deed: DeedAt, nxt: DeedAt) -> None:
        """As in "killed and wounded 12": the second verb's object is the first's too."""
        group = self.starts.get(self._after(nxt.end))
        if group is None or group.thing:
            return
        outcomes = {deed.deed.outcome, nxt.deed.outcome}
        either = self.lows[nxt.start - 1] in ("or", "/") and outcomes < NOT_TOLD_APART
        if (either or outcomes == {"killed", "wounded"}) and deed.deed.lemma not in _ASSAULTS:
            merged = replace(nxt.deed, outcome="casualties")
            nxt.deed = merged
        elif outcomes != {nxt.deed.outcome} and deed.deed.lemma not in _ASSAULTS:
            self.chains += 1
            for member in self._chain_right(group):
                self._add(member, deed, "active", self.chains)

    def _split_verbs(self) -> None:
        """As in "took 14 guests hostage": verbs that mean something only with the word behind their
        object.
        """
        split_deeds = self.lexicon.split_deeds
        for k in [at for at, low in enumerate(self.lows) if low in split_deeds]:
            options = split_deeds[self.lows[k]]
            if any(d.start <= k < d.end for d in self.sentence.deeds):
                continue
            group = self.starts.get(self._after(k + 1))
            if group is None or group.thing:
                continue
            chain = self._chain_right(group)
            found = self._split_deed(DeedAt(k, k + 1, options[0][1]), chain[-1])
            if found is None:
                continue
            self.chains += 1
            for member in chain:
                self._add(member, found, "active", self.chains, unreal=self._unreal(found, self._cluster(k)))

    def _fighters_lost(self) -> None:
        """As in "The army lost 12 soldiers", "losing at least four fighters": men of an armed side, with a
        figure; nobody loses them in another way.
        """
        if LOST.isdisjoint(self.sentence.words):
            return
        for k, low in enumerate(self.lows):
            if low not in LOST or k in self.sentence.deed_at:
                continue
            group = self.starts.get(self._after(k + 1))
            if group is None or group.number is None or group.head is None or group.thing:
                continue
            if group.head.side in ("security_forces", "militants"):
                self.chains += 1
                deed = DeedAt(k, k + 1, Deed("killed", "past", "lose"))
                unreal = self._unreal(deed, self._cluster(k))
                for member in self._chain_right(group):
                    self._add(member, deed, "active", self.chains, unreal=unreal)

    def _hostages_taken(self) -> None:
        """As in "took 251 hostages", "are holding 20 captives": the object says what became of them."""
        if _HOLDS.isdisjoint(self.sentence.words):
            return
        for k, low in enumerate(self.lows):
            group = self.starts.get(self._after(k + 1)) if low in _HOLDS else None
            if group is None or group.head is None or group.head.word not in _HELD:
                continue
            if k not in self.sentence.deed_at and (group.number is not None or group.implied is not None):
                deed = DeedAt(k, k + 1, Deed("abducted", "past", "take hostage"))
                unreal = self._unreal(deed, self._cluster(k))
                self._add(group, deed, "active", self._next_chain(), unreal=unreal)

    def _split_deed(self, deed: DeedAt, group: Group) -> DeedAt | None:
        options = self.lexicon.split_deeds.get(self.lows[deed.start])
        if not options:
            return None
        for particles, inner in options:
            end = group.stop + len(particles)
            if tuple(self.lows[group.stop : end]) == particles:
                return DeedAt(deed.start, end, inner)
        return None

    def _nominal(self, deed: DeedAt) -> None:
        """As in "the killing of six priests", "the bodies of two men", "his wife's death"."""
        at = deed.end
        self.chains += 1
        if at < len(self.tokens) and self.lows[at] == "of":
            group = self.starts.get(at + 1) or self._name_at(at + 1, deed)
            if group is None or group.thing:
                return
            unreal = self._unreal(deed, deed.start) or self._only_reason(deed) or self._involved(deed)
            for member in (*self._chain_right(group), *self._more_names(group, deed)):
                if not member.name or self.tokens[member.start].tag != "def":
                    self._add(member, deed, "nominal", self.chains, unreal=unreal)

    def _only_reason(self, deed: DeedAt) -> bool:
        """As in "in revenge for the killing of …": named as a reason beside what this sentence tells."""
        before = self._before(deed.start)
        if deed.deed.outcome == "freed" and self.lows[max(0, deed.start - 2) : deed.start] == ["for", "the"]:
            return True  # "await a ransom demand for the release of the hostages"
        while before >= 0 and self.tokens[before].tag in ("word", "def", "poss"):
            before -= 1
        reason = before >= 0 and self.lows[before] in ("for", "over", "after", "following", "since", "to")
        if before > 0 and self.lows[before - 1] in ("led", "lead", "leads", "leading"):
            return False
        others = [d for d in self.sentence.deeds if d is not deed and d.deed.form not in ("noun", "counted")]
        return reason and bool(others)

    def _involved(self, deed: DeedAt) -> bool:
        """As in "two rebels involved in the recent killing of a policeman": told of who they are."""
        at = deed.start - 1
        while (
            at > 0 and deed.start - at < _ADJECTIVES and self.tokens[at].tag in ("def", "word", "poss", "own")
        ):
            if self.lows[at] == "in":
                break
            at -= 1
        others = [d for d in self.sentence.deeds if d is not deed and d.deed.form not in ("noun", "counted")]
        return bool(others) and self.lows[max(0, at - 1) : at + 1] == ["involved", "in"]

    def _next_chain(self) -> int:
        self.chains += 1
        return self.chains

    def _suicide(self, deed: DeedAt) -> None:
        if self._after_victims(deed) and not self._after_killing(deed):
            return
        group = None if self._after_victims(deed) else self._attacker(deed)
        if group is not None and self._several(group) != ("themselves" in self.lows[deed.start : deed.end]):
            group = None
        if group is None:
            alone = "themselves" not in self.lows[deed.start : deed.end]
            implied = 1 if alone else None
            group = Group(deed.start, deed.end, deed.end, implied=implied, pronoun=True, definite=True)
            group.plural = not alone
        if self._unreal(deed, self._cluster(deed.start)):
            return
        self.chains += 1
        link = self._add(group, deed, "suicide", self.chains)
        if link is not None:
            link.suicide = True
        with_him = self.starts.get(deed.end + 1) if self.lows[deed.end : deed.end + 1] == ["and"] else None
        if with_him is not None and not with_him.thing and not self._is_subject(with_him):
            for member in self._chain_right(with_him):  # "killing herself and three others"
                self._add(member, deed, "active", self._next_chain())

    def _attacker(self, deed: DeedAt) -> Group | None:
        """Who blew himself up: the subject; not his disguise ("the bomber, dressed as a nurse")."""
        subject = self._subject(self._cluster(deed.start), deed)
        if subject is None or subject.start == 0 or self.lows[subject.start - 1] != "as":
            return subject
        before = [g for g in self.groups if g.head is not None and g.head.perpetrator and g.end <= deed.start]
        return before[-1] if before else None

    def _after_victims(self, deed: DeedAt) -> bool:
        """As in "killed two and then himself", where the people before are whom the attacker killed first."""
        return self.tokens[deed.start].tag in ("conj", "adv")

    def _after_killing(self, deed: DeedAt) -> bool:
        """Whether the attacker shared the fate of people who died or were shot; not "wounding six and
        himself".
        """
        told = [d for d in self.sentence.deeds if d.end <= deed.start]
        if not told:
            return True
        done = told[-1].deed
        return (done.outcome == "killed" and done.form != "subject") or done.lemma in _ASSAULTS

    def _several(self, group: Group) -> bool:
        """Whether the group is more than one person, so that "himself" is none of them."""
        number = group.number.best or group.number.low if group.number is not None else None
        return number > 1 if number is not None else group.plural
