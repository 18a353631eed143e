"""Passives, intransitives and adjectives: their people stand to the left."""

from __future__ import annotations

from extract.count_group import COLLECTIVES, Group
from extract.count_link import Link
from extract.count_subjects import SubjectFinder
from extract.count_tokens import DeedAt
from extract.person_names import may_name

_ASSAULTS = frozenset({"shoot", "stab", "beat"})
#: "Killed or captured", "wounded or arrested" of one figure: casualties (contract §1).
NOT_TOLD_APART = frozenset({"killed", "wounded", "arrested", "abducted"})


def _is_figure(group: Group) -> bool:
    """Whether people are counted by more than "some" or "several", of whom each may have had another fate."""
    number = group.number
    return number is not None and (number.best is not None or (number.low or 0) >= _DOZEN)


#: What "dozens" says at least.
_DOZEN = 12


class Subjects(SubjectFinder):
    """Ties outcome words to their subjects, with companions and coordinated outcomes."""

    def _subject_side(self, deed: DeedAt, later: list[DeedAt]) -> bool:
        """Links a passive, intransitive or adjective to its subject; False where it may be active or a
        noun.
        """
        form = deed.deed.form
        before = self._before(deed.start)
        tag = self.tokens[before].tag if before >= 0 else "mark"
        if form in ("noun", "counted", "ing", "base", "present"):
            return form == "counted"
        described = tag in ("art", "def", "poss") and before == deed.start - 1
        if described and form in ("past", "participle") and self.lows[before] != "another":
            return True  # "found the decapitated and bound bodies"
        if form == "subject":
            first = self._cluster(deed.start) - 1
            named = self.sentence.deed_at.get(first) if first > 0 else None
            if self._only_offered(deed) or (named is not None and self._names_people(named)):
                return True
            return self._link_left(deed, self._cluster(deed.start), "subject")
        if self._fires_at(deed):
            return True
        follows = self._object_follows(deed)
        if form == "adjective":
            if tag == "aux" or before in self._ends() or self._adjacent_group(deed.start):
                return self._link_left(deed, self._cluster(deed.start), "adjective")
            return True
        if tag == "aux":
            return self._link_left(deed, self._cluster(deed.start), "passive")
        if tag == "have" or (form == "past" and before >= 0 and self.lows[before] == "who"):
            return False
        if tag == "conj" and (start := self._passive_pair(before)):
            return self._link_left(deed, start, "passive")
        partner = self._coordinated(deed)
        if partner is not None and not follows:
            mine = [tied for tied in self.links if tied.deed is partner and tied.host is None]
            if mine:
                self._share(mine, deed, partner)
                return True
            if partner in later:
                return False
        if (follows and form != "participle") or self._named_behind(deed):
            return False
        if self._adjacent_group(deed.start) is not None or not follows:
            return self._link_left(deed, self._cluster(deed.start), "reduced")
        return False

    def _named_behind(self, deed: DeedAt) -> bool:
        """As in "say the men killed Hankins": the surname that follows is whom they killed."""
        at = self._after(deed.end)
        if at >= len(self.tokens) or not self.sentence.cased or at in self.sentence.place_tokens:
            return False
        return may_name(self.sentence, at) and at not in self.sentence.deed_at

    def _names_people(self, deed: DeedAt) -> bool:
        """As in "… and the wounded were taken to Zhob": people, and nothing that befell others."""
        before = self.tokens[deed.start - 1].tag if deed.start else "mark"
        after = self.tokens[deed.end].tag if deed.end < len(self.tokens) else "mark"
        return before in ("def", "art") and after in ("aux", "have", "modal")

    def _only_offered(self, deed: DeedAt) -> bool:
        """As in "were given the opportunity to surrender", "were asked to surrender": not that they did."""
        before = self.lows[max(0, deed.start - 10) : deed.start]
        return before[-1:] == ["to"] and not self.words["offering"].isdisjoint(before)

    def _fires_at(self, deed: DeedAt) -> bool:
        """As in "A man shot at the crowd": a deed that says of nobody that he was hit."""
        at = deed.end + 1
        if deed.deed.lemma != "shoot" or self.lows[deed.end : at] != ["at"]:
            return False
        aimed = self.starts.get(at)
        if aimed is None:
            return False
        people = (
            aimed.head is not None
            or aimed.number is not None
            or aimed.pronoun
            or self.lows[aimed.end - 1] in COLLECTIVES
        )
        return people and aimed.counted is None

    def _passive_pair(self, conjunction: int) -> int:
        """As in "was attacked and killed": where the verb group of the first, unknown participle
        begins; else 0.
        """
        verb = conjunction - 1
        while verb > 1 and self.tokens[verb - 1].tag == "word" and self.lows[verb].endswith("ed"):
            verb -= 1
        if verb < 1 or self.lows[conjunction] != "and" or self.tokens[verb].tag != "word":
            return 0
        if conjunction - 1 in self.sentence.deed_at:
            return 0  # "were killed and injured": not told apart
        aux = self._before(verb)
        if (
            not self.lows[verb].endswith(("ed", "en", "wn", "ot", "nt", "und"))
            or aux < 0
            or self.tokens[aux].tag != "aux"
        ):
            return 0
        return self._cluster(aux)

    def _object_follows(self, deed: DeedAt) -> bool:
        """Whether an object stands right behind the word, so that an "-ed" form is active."""
        at = self._past_day(deed.end)
        if at < len(self.tokens) and self.lows[at] in ("and", "or", "/"):
            nxt = self.sentence.deed_at.get(self._after(at + 1))
            return nxt is not None and nxt.deed.form in ("past", "ing") and self._object_follows(nxt)
        group = self.starts.get(at)
        if group is None:
            if self.lows[at : at + 1] != [] and self.lows[at] in self.words["anyone"]:
                return True  # "killed whoever ran"
            figure = (
                self.tokens[at].number if at < len(self.tokens) and self.tokens[at].tag == "num" else None
            )
            return figure is not None or self._name_at(at, deed) is not None  # "seized three rifles"
        if group.name and self.tokens[at].tag not in ("art", "poss", "def"):
            return False
        if group.thing and group.number is None:
            real = self.words["no_objects"].isdisjoint(self.lows[group.start : group.end + 1])
            return real and self.lows[at] in ("a", "an")  # "shot down a helicopter", not "killed a day ago"
        follow = self.sentence.deed_at.get(self._after(group.stop))
        if follow is not None and follow.deed.form in ("past", "participle", "adjective"):
            behind = self.starts.get(self._after(follow.end))
            split = self.lexicon.split_deeds.get(self.lows[deed.end - 1])
            return behind is not None or bool(split)
        return True

    def _share(self, mine: list[Link], deed: DeedAt, partner: DeedAt) -> None:
        """The subject's second outcome; "killed or wounded" of one group is not told apart."""
        pair = {deed.deed.outcome, partner.deed.outcome}
        tied = any(self.lows[k] in ("or", "/", "and") for k in range(partner.end, deed.start))
        either = "or" in self.lows[partner.end : deed.start] and pair < NOT_TOLD_APART
        near = deed.start - partner.end <= 2
        for link in mine:
            if (
                (either or pair == {"killed", "wounded"})
                and tied
                and near
                and partner.deed.lemma not in _ASSAULTS
                and link.group.plural
                and _is_figure(link.group)
            ):
                link.outcome = "casualties"
            else:
                self._add(link.group, deed, link.rule, link.chain)

    def _link_left(self, deed: DeedAt, at: int, rule: str) -> bool:
        at = self._before_their_side(at)
        negated = at > 0 and self.tokens[at - 1].tag == "neg" and at not in self.at_stop
        unreal = self._unreal(deed, at)
        group = self._subject(at - 1 if negated else at, deed)
        if group is not None and group.pronoun and group.plural:
            group = self._antecedent(group) or group
        if group is None and not negated:
            group = self._unknown_subject(at, deed)
        if rule == "reduced" and group is not None and self._must_be_active(group, at):
            return False
        if rule == "passive" and (group is None or group.pronoun):
            agent = self._agent(deed, at, group)
            if agent is not None:
                self.chains += 1
                link = self._add(agent, deed, "agent", self.chains, unreal=unreal)
                if link is not None:
                    link.suicide = agent.head is None or agent.head.side != "security_forces"
                return True
        if group is None:
            partner = self._coordinated(deed)
            mine = (
                [tied for tied in self.links if tied.deed is partner and tied.host is None] if partner else []
            )
            told = [self.at_stop.get(tied.group.start - 1) for tied in mine if tied.group.of_them]
            if told and told[0] is not None:
                self.chains += 1
                self._add(told[0], deed, rule, self.chains, unreal=unreal)
                return True  # "four men, two of whom later died, were kidnapped"
            if mine and partner is not None:
                self._share(mine, deed, partner)
                return True
            return rule in ("subject", "passive", "adjective")
        if negated:
            return True
        chain = self._persons(self._joined(self._chain_left(group)))
        self.chains += 1
        for member in chain:
            self._add(member, deed, rule, self.chains, unreal=unreal)
        self._companions(deed, rule, unreal)
        self._gapped(deed, rule, unreal)
        return True

    def _before_their_side(self, at: int) -> int:
        """Where a subject ends of which its side is told: "no one on the rebels' side was …"."""
        if self.lows[max(0, at - 1) : at] != ["side"] or "on" not in self.lows[max(0, at - 6) : at]:
            return at
        on = max(k for k in range(max(0, at - 6), at) if self.lows[k] == "on")
        return on if on in self.at_stop else at

    def _agent(self, deed: DeedAt, at: int, pronoun: Group | None) -> Group | None:
        """As in "Two gunmen killed six people before being shot dead", "… until he was killed by police": the
        subject of the killing before, told to have died in turn.
        """
        opened = at - 1 if pronoun is None else pronoun.start - 1
        if opened < 1 or self.lows[opened] not in ("before", "until", "and"):
            return None
        if pronoun is None and self.lows[opened] == "and":
            return None
        earlier = [tied for tied in self.links if tied.deed.end <= opened and tied.rule == "active"]
        verbs = [
            d for d in self.sentence.deeds if d.end <= opened and d.deed.form in ("past", "ing", "present")
        ]
        verbs = [d for d in verbs if self.starts.get(self._after(d.end)) is not None]
        if deed.deed.outcome not in ("killed", "arrested", "wounded") or not (verbs or earlier):
            return None
        first = verbs[0].start if verbs else earlier[0].deed.start
        for group in self.groups:
            if group.stop > first:
                break
            person = (group.head is not None and group.counted is None) or (pronoun is None and group.pronoun)
            if person and not group.thing and not self._governed(group) and group.start != opened:
                if pronoun is not None and not pronoun.plural and group.plural:
                    return None
                return group
        return None

    def _gapped(self, deed: DeedAt, rule: str, unreal: bool) -> None:
        """As in "Twelve soldiers were killed there, and nearly 30 fighters": a figure behind, without
        a verb of its own.
        """
        for group in self.groups:
            if group.start < deed.end or group.number is None or group.thing or group.start - deed.end > 14:
                continue
            between = range(deed.end, group.start)
            if any(
                k in self.sentence.deed_at or self.tokens[k].tag in ("aux", "have", "modal", "rel")
                for k in between
            ):
                return
            if (
                self.lows[group.start - 1] != "and"
                or self.lows[group.start - 2] != ","
                or self._is_subject(group)
            ):
                continue
            after = self.tokens[group.stop].tag if group.stop < len(self.tokens) else "mark"
            if after == "mark" and group.head is not None:
                self._add(group, deed, rule, self.chains, unreal=unreal)
            return

    def _companions(self, deed: DeedAt, rule: str, unreal: bool) -> None:
        """As in "was killed with two others", "died in Zhob along with his driver"."""
        at = self._after(deed.end)
        if at + 1 >= len(self.tokens):
            return
        for k in range(at, min(at + 18, len(self.tokens) - 2)):
            if k in self.sentence.deed_at or self.tokens[k].tag in ("aux", "have", "modal", "rel", "conj"):
                break
            if self.lows[k] in ("along", "together") and self.lows[k + 1] == "with":
                at = k
                break
        if self.lows[at] in ("along", "together") and self.lows[at + 1] == "with":
            at += 1
        elif self.lows[at] not in ("with", "alongside"):
            return
        group = self.starts.get(at + 1)
        if (
            group is None
            or group.thing
            or (group.number is None and group.head is None)
            or group.counted is not None
        ):
            return
        for member in self._chain_right(group):
            if not member.name:
                self._add(member, deed, rule, self.chains, unreal=unreal)
