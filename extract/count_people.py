"""Whose people a group of a sentence is, and whom a pronoun, "others" or a bare figure goes back to."""

from __future__ import annotations

from extract.count_belonging import COMPANIONS, NOBODY, Belonging
from extract.count_group import Group
from extract.count_memory import Memory
from extract.count_sides import belonging
from extract.count_tokens import Sentence

#: Those who are of the side of whom they are told to belong to ("his colleague", "two of his men").
_FELLOWS = frozenset(["colleague", "comrade", "man", "subordinate", "deputy", "partner"])
#: Before people who are hit.
_AIMED_AT = frozenset(
    ["on", "at", "upon", "against", "targeted", "ambushed", "struck", "attacked", "intercepted"]
)
#: So many words behind "including" the part's noun stands at the latest.
_PART = 4
#: Who is on the side of him whose they are.
_MATES = COMPANIONS | {"man", "colleague", "follower", "fighter", "subordinate", "partner"}
#: What stands between an attacker's own death and his victims, or some of them and all.
_OTHERS = (["himself", "and"], ["herself", "and"], ["themselves", "and"], ["among", "the"])


class People(Memory):
    """Tells whose people the groups of a sentence are, by the groups before them."""

    def _belonging(
        self,
        sentence: Sentence,
        group: Group,
        known: dict[int, Belonging],
        parts: set[int],
        patients: dict[int, int],
    ) -> Belonging:
        """`known` are the groups before by their starts, `parts` the starts of those that lie among others,
        `patients` the chains of those that suffer an outcome.
        """
        found = NOBODY if group.pronoun else belonging(sentence, group, self.text, self.lexicon)
        if found.side == "unknown" and (mate := self._mate(sentence, group, found, known)) is not None:
            return mate
        found = self._going_on(sentence, group, found, known)
        if group.pronoun and not group.plural:
            return self.last_single
        if not found.known and (aimed := self._aimed_at(sentence, group, known)) is not None:
            return aimed
        if found.side == "unknown" and (fellow := self._fellow(sentence, group, known)) is not None:
            return fellow
        if not found.known and group.counted is None:
            if group.partitive:
                found = self._of_the_whole(sentence, group, known) or found
            if not found.known and known and not group.name and (group.more or group.number is not None):
                before = self._one_before(sentence, group, known, parts, patients)
                if before.side != "unknown" or before.group:
                    found = Belonging(before.side, before.group, None, False, False)
        if (group.head is not None or group.name) and not group.plural and not group.thing:
            self.last_single = Belonging(found.side, found.group, None, found.perpetrator)
        return found

    def _mate(
        self, sentence: Sentence, group: Group, found: Belonging, known: dict[int, Belonging]
    ) -> Belonging | None:
        """As in "a captain and five of his men": they are whose he is."""
        if group.head is None or group.head.word not in _MATES:
            return None
        if {"his", "their"}.isdisjoint(sentence.lows[group.start : group.head_at]):
            return None
        leader = max((at for at in known if at < group.start), default=-1)
        theirs = known[leader] if leader >= 0 else self.before
        if theirs is None or theirs.side not in ("security_forces", "militants"):
            return None
        return Belonging(theirs.side, found.group, theirs.cue if leader >= 0 else None)

    def _going_on(
        self, sentence: Sentence, group: Group, found: Belonging, known: dict[int, Belonging]
    ) -> Belonging:
        """As in "Five more were hurt", "two others": of those whom the words before told of."""
        goes_on = (group.more or group.partitive) and group.head is None and not group.name
        if goes_on and not found.known and self.before is not None:
            found = found if any(one.group for one in known.values()) else self.before
        if not found.known and _figure_alone(group):
            theirs = self._of_the_same(sentence) if group.start == 0 else None
            found = theirs or self._among_whom(sentence, group, known) or found
        if found.side == "unknown" and group.more and group.head is not None:
            alike = [one for at, one in known.items() if self._called_alike(sentence, at, group)]
            found = alike[-1] if alike else found
        return found

    def _aimed_at(self, sentence: Sentence, group: Group, known: dict[int, Belonging]) -> Belonging | None:
        """As in "opened fire on the officers, injuring one": one of the officers."""
        if not _figure_alone(group) or not group.start or not sentence.lows[group.start - 1].endswith("ing"):
            return None
        aimed = [one for one in self.targets if one.end < group.start]
        before = known[aimed[-1].start] if aimed else None
        return Belonging(before.side, before.group, before.cue, False, True) if before else None

    def _of_the_whole(
        self, sentence: Sentence, group: Group, known: dict[int, Belonging]
    ) -> Belonging | None:
        """As in "the rebels fled and two of them were shot": of the last whose party was named."""
        whole = [at for at, one in known.items() if one.group and not self._said(sentence, at, group)]
        before = known[max(whole)] if whole else None
        return Belonging(before.side, before.group, None, False, True) if before else None

    def _one_before(
        self,
        sentence: Sentence,
        group: Group,
        known: dict[int, Belonging],
        parts: set[int],
        patients: dict[int, int],
    ) -> Belonging:
        """As in "killed two soldiers and wounded five": of those before, where these are of one side."""
        whole = [
            at
            for at in known
            if at not in parts
            and known[at] is not NOBODY
            and (at in patients or (group.more and not self._said(sentence, at, group)))
        ]
        if group.start in self.objects and not any(at in patients for at in whole):
            whole = [at for at in whole if at > min(known)]  # "The bandits also took four others"
        whole = [at for at in whole if at in patients] or whole
        opened = sentence.lows[max(0, group.start - 2) : group.start]
        if not whole or opened in _OTHERS or opened[-1:] == ["among"]:
            return NOBODY  # "killing himself and three others": his victims
        chain = patients.get(max(whole))
        if chain is not None and len({known[at].side for at in whole if patients.get(at) == chain}) > 1:
            return NOBODY  # "two soldiers and a farmer were killed and four others hurt": of either
        before = known[max(whole)]
        return NOBODY if self._mixed(sentence, group, before) else before

    def _fired_on(self, sentence: Sentence, groups: list[Group]) -> list[Group]:
        """As in "opened fire on the officers, injuring one", "targeted two rebels, killing one":
        people whom a figure right behind may count.
        """
        return [
            one
            for one in groups
            if one.plural
            and one.head is not None
            and not one.thing
            and one.counted is None
            and one.start
            and sentence.lows[one.start - 1] in _AIMED_AT
        ]

    def _mixed(self, sentence: Sentence, group: Group, before: Belonging) -> bool:
        """As in "a guard died and nine others, including civilians, were hurt": not of the guard's side."""
        at = group.stop + (sentence.lows[group.stop : group.stop + 1] == [","])
        if at >= len(sentence.tokens) or sentence.tokens[at].tag != "subset":
            return False
        heads = [head for k, (_, head) in sentence.heads.items() if at < k <= at + _PART]
        return any(head.side not in (before.side, "unknown") and not head.vague for head in heads[:1])

    def _of_the_same(self, sentence: Sentence) -> Belonging | None:
        """As in "Two rebels were killed. Five were hurt too": a bare figure that opens a sentence is of the
        side that all figures of the sentence before are of.
        """
        told = [m for m in self.mentions if m.sentence == sentence.index - 1 and m.side_known]
        sides = {m.side for m in told if m.part_of is None}
        one = len(sides) == 1 and sides <= {"security_forces", "militants"}
        return Belonging(told[-1].side, told[-1].group, None, False, True) if one else None

    def _among_whom(self, sentence: Sentence, group: Group, known: dict[int, Belonging]) -> Belonging | None:
        """As in "a captain was among two killed": of the captain's side."""
        at = group.start - 1
        if at < 1 or sentence.lows[at] != "among" or sentence.tokens[at - 1].tag != "aux":
            return None
        before = known[max(known)] if known else NOBODY
        return Belonging(before.side, before.group, None, False, True) if before.side != "unknown" else None

    def _called_alike(self, sentence: Sentence, at: int, group: Group) -> bool:
        """As in "the group's commander and two other commanders": called by the noun of those before."""
        assert group.head is not None
        end = group.start
        return (
            any(head.word == group.head.word for k, (_, head) in sentence.heads.items() if at <= k < end)
            and at < group.start
        )

    def _fellow(self, sentence: Sentence, group: Group, known: dict[int, Belonging]) -> Belonging | None:
        """As in "A police officer died and his colleague was hurt", "the colonel and two of his men":
        of the side of whom "his" stands for, where that is an armed one.
        """
        head = group.head
        if head is None or head.word not in _FELLOWS or head.side != "unknown":
            return None
        if not any(t.tag == "poss" for t in sentence.tokens[group.start : group.end]):
            return None
        if head.word == "man" and not group.partitive:
            return None
        before = [one for at, one in known.items() if at < group.start and one.side != "unknown"]
        owner = before[-1] if before else self.last_single
        if owner.side not in ("security_forces", "militants"):
            return None
        return Belonging(owner.side, owner.group, None, False, True)

    def _said(self, sentence: Sentence, at: int, group: Group) -> bool:
        """As in "the spokesman said 26 others were hurt": who speaks is not of the people spoken of."""
        return not self.lexicon.words["saying"].isdisjoint(sentence.lows[at : group.start])


def _figure_alone(group: Group) -> bool:
    """Whether a figure or "another" stands alone, without a noun."""
    alone = group.number is not None or group.more or group.ordinal is not None
    return alone and group.head is None and not group.name and group.counted is None and group.head_at < 0
