"""Whose people a group of a sentence is, and whom a pronoun, "others" or a bare figure goes back to."""

from __future__ import annotations

from functools import cache

from extract.count_belonging import NOBODY, Belonging
from extract.count_group import Group
from extract.count_link import Link
from extract.count_mention import CountMention
from extract.count_sides import belonging
from extract.count_tokens import Sentence, Token
from extract.lexicon import RISING, Lexicon
from extract.model import Side
from extract.numbers import NumberMention
from extract.wordlists import load

_COMPANIONS = frozenset(["bodyguard", "guard", "aide", "companion", "accomplice", "associate", "comrade"])
#: What an attacker did before he was killed by those whom he attacked.
_STRIKES = frozenset(
    ["stabbed", "stabbing", "attacked", "attacking", "rammed", "ramming", "stab", "ram", "attack"]
)
#: Those who are of the side of whom they are told to belong to ("his colleague", "two of his men").
_FELLOWS = frozenset(["colleague", "comrade", "man", "subordinate", "deputy", "partner"])
#: Before people who are hit.
_AIMED_AT = frozenset(
    ["on", "at", "upon", "against", "targeted", "ambushed", "struck", "attacked", "intercepted"]
)
_GUARDS = frozenset(
    ["police", "officers", "officer", "troops", "soldiers", "guards", "guard", "security", "forces"]
)


@cache
def _alike() -> dict[str, str]:
    """A noun to the first of those that are used for the same people."""
    lines = [line.split() for line in load("people")["alike"].split("\n")]
    return {word: line[0] for line in lines for word in line}


#: A name behind a rank has no more words.
_LONGEST_NAME = 4
#: So many sentences back a running figure may go on with a toll.
_NEAR = 3
#: So many words behind "including" the part's noun stands at the latest.
_PART = 4


#: Who is on the side of him whose they are.
_MATES = _COMPANIONS | {"man", "colleague", "follower", "fighter", "subordinate", "partner"}


class People:
    """What is known of people while the sentences of a text are read in order."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.last: Belonging = NOBODY
        self.surnames: dict[str, Belonging] = {}
        self.last_single: Belonging = NOBODY
        self.last_agent: Belonging = NOBODY
        self.before: Belonging | None = None
        self.numbered: dict[str, tuple[NumberMention, Belonging] | None] = {}
        self.mentions: list[CountMention] = []
        self.resolved: dict[int, NumberMention] = {}
        self.told_before: dict[int, Belonging] = {}
        self.targets: list[Group] = []
        self.objects: set[int] = set()  # starts of groups that an active verb befalls
        self.on_top: set[int] = set()  # starts of groups told behind "nine more, plus …"

    def _hear_names(self, sentence: Sentence) -> None:
        """Keeps whose people somebody called by rank or office is, for a surname alone later on."""
        tokens = sentence.tokens
        for end, head in sentence.heads.values():
            if head.plural or head.side == "unknown":
                continue
            last = end
            while last < len(tokens) and last - end < _LONGEST_NAME and _is_capital(tokens[last]):
                last += 1
            if last - end > 1:
                self.surnames.setdefault(tokens[last - 1].low, Belonging(head.side, head.word))

    def _remember(self, sentence: Sentence) -> None:
        """The last person named alone, for a "he" of the next sentence."""
        for at, (end, head) in reversed(sentence.heads.items()):
            if not head.plural:
                span = sentence.span(self.text, at, end - 1)
                self.last_single = Belonging(head.side, span.text, None, head.perpetrator)
                return

    def _chain_side(self, link: Link, links: list[Link], known: dict[int, Belonging]) -> Side:
        """The side to add people up by: a driver told beside a soldier is the soldier's driver."""
        own = known.get(link.group.start, NOBODY)
        if own.side == "unknown" and self._of_the_family(link, links, known):
            return "civilians"
        if own.side == "unknown" and link.group.number is not None:
            others = [t.group for t in links if t.chain == link.chain and t.group.start > link.group.start]
            if others and others[0].more and others[0].head is not None:
                return known.get(others[0].start, NOBODY).side  # "seven members of … and 18 other civilians"
        head = link.group.head
        guards = head is not None and head.word in ("guard", "bodyguard")
        if (
            own.side == "unknown"
            and head is not None
            and head.word in _COMPANIONS
            and (guards or self._owned(link))
        ):
            beside = {
                known.get(tied.group.start, NOBODY).side
                for tied in links
                if tied.chain == link.chain and tied.group.start < link.group.start
            }
            if len(beside) == 1:
                return beside.pop()
        if (
            own.side == "civilians"
            and link.group.number is None
            and (own.group or "").lower() in ("driver", "cook", "interpreter")
        ):
            beside = {
                known.get(tied.group.start, NOBODY).side
                for tied in links
                if tied.chain == link.chain and tied is not link
            }
            if beside == {"security_forces"}:
                return "security_forces"
        return own.side

    def _same_people(self, sentence: Sentence, link: Link) -> bool:
        """As in "… 14 pupils were abducted. They were freed …": the figure of the sentence before.

        Only what befalls people in captivity is followed: "they" may be anybody else.
        """
        if link.outcome not in ("freed", "abducted") or link.rule not in ("passive", "subject"):
            return False
        before = [
            m
            for m in self.mentions
            if 0 < sentence.index - m.sentence <= 2
            and m.part_of is None
            and m.value > 1
            and m.best is not None
        ]
        if not before or before[-1].outcome not in ("abducted", "arrested", "killed", "missing"):
            return False
        told = before[-1]
        number = next((tied.group.number for tied in told.links if tied.group.number is not None), None)
        if number is None or len(told.links) > 1 or told.outcome == link.outcome:
            return False
        self.resolved[link.group.start] = number
        self.told_before[link.group.start] = Belonging(told.side, told.group, None, False, True)
        return True

    def _owned(self, link: Link) -> bool:
        """Whether the group is "his guards", "two of his guards"."""
        return link.group.owned or link.group.partitive

    def _of_the_family(self, link: Link, links: list[Link], known: dict[int, Belonging]) -> bool:
        """As in "a man, his wife and four children": somebody told together with his own people."""
        head = link.group.head
        if head is None or head.word not in ("man", "person") or link.group.implied != 1:
            return False
        beside = [
            tied.group
            for tied in links
            if tied.chain == link.chain
            and tied.outcome == link.outcome
            and tied.group.start > link.group.start
        ]
        return any(g.owned and known.get(g.start, NOBODY).side == "civilians" for g in beside)

    def _first_single(
        self, sentence: Sentence, groups: list[Group], known: dict[int, Belonging], links: list[Link]
    ) -> None:
        """The person a following "he" stands for: the one the sentence begins with, if it begins with one."""
        for group in groups:
            if group.pronoun and not group.plural:
                return
            if group.head is not None and not group.plural and group.number is None:
                governed = group.start and sentence.tokens[group.start - 1].tag == "prep"
                if not governed:
                    found = known[group.start]
                    self.last_single = Belonging(found.side, found.group, None, found.perpetrator)
                    self.last_agent = NOBODY
                    if found.side != "security_forces" and self._does_harm(group, links):
                        self.last_agent = Belonging(found.side, found.group, None, True)
                    return

    def _does_harm(self, group: Group, links: list[Link]) -> bool:
        """Whether the sentence's first person kills or wounds the others it tells of."""
        harmed = [tied for tied in links if tied.rule == "active" and tied.group.start > group.start]
        return bool(harmed) and not any(tied.group is group for tied in links)

    def _shot_in_turn(self, sentence: Sentence, link: Link) -> bool:
        """As in "He was later killed by police": said of the attacker that the sentence before told of."""
        if not link.group.pronoun or link.rule != "passive" or not self.last_agent.perpetrator:
            return False
        after = sentence.lows[link.deed.end : link.deed.end + 5]
        return after[:1] == ["by"] and bool(_GUARDS.intersection(after))

    def _died_attacking(self, sentence: Sentence, link: Link) -> bool:
        """As in "A man was shot dead by police after he stabbed two guards": an attacker's own death."""
        lows, at = sentence.lows, link.deed.end
        if link.rule not in ("passive", "active", "reduced") or link.outcome != "killed" or link.group.plural:
            return False
        if link.rule != "active" and (lows[at : at + 1] != ["by"] or _GUARDS.isdisjoint(lows[at : at + 6])):
            return False
        begun = max(at, link.group.stop)
        for k in range(begun, min(begun + 8, len(lows) - 1)):
            if lows[k] in ("after", "when", "while", "who"):
                return not _STRIKES.isdisjoint(lows[k + 1 : k + 5])
            if lows[k] in (";", "and"):
                return False
        return False

    def _resolve(self, group: Group, own: Belonging) -> NumberMention | None:
        """The figure that "the soldiers" was told with before, where there is just one."""
        if group.head is None or (group.number is None and group.inner):
            return None  # "the injured soldiers" are not the four who died
        word = _alike().get(group.head.word, group.head.word)
        if group.number is not None:
            known = not group.head.vague or own.side in ("security_forces", "militants")
            if not group.more and not group.partitive and known:
                seen = self.numbered.get(word, ())
                fresh = seen == () or (seen is not None and seen and seen[0].best == group.number.best)
                self.numbered[word] = (group.number, own) if fresh else None
            return None
        if not (group.definite and group.plural and group.bare) or group.implied is not None:
            return None
        found = self.numbered.get(word)
        return found[0] if found and found[0].best is not None and found[0].span.text else None

    def _settle_rising(self, sentence: Sentence, links: list[Link]) -> list[Link]:
        """As in "The number rose from five to seven": the outcome that such a figure, or a smaller one right
        before, was told with; where none was, it is no number of people.
        """
        rising = [tied for tied in links if tied.deed.deed.lemma == RISING]
        if not rising:
            return links
        figures = {tied.group.number.best for tied in rising if tied.group.number is not None}
        told = [m for m in self.mentions if 0 < sentence.index - m.sentence <= _NEAR and m.best]
        near = [m for m in told if m.best in figures]
        if not near and len(figures) == 1 and (figure := max(figures, key=lambda n: n or 0)):
            near = [m for m in told if sentence.index - m.sentence == 1 and (m.best or 0) < figure]
        for link in rising:
            link.outcome = near[-1].outcome if near else link.outcome
        return links if near else [tied for tied in links if tied not in rising]

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

    def _is_mate(self, sentence: Sentence, group: Group) -> bool:
        """As in "a captain and five of his men": they are whose he is."""
        if group.head is None or group.head.word not in _MATES:
            return False
        return not {"his", "their"}.isdisjoint(sentence.lows[group.start : group.head_at])

    def _belonging(
        self,
        sentence: Sentence,
        group: Group,
        known: dict[int, Belonging],
        parts: set[int],
        patients: dict[int, int],
    ) -> Belonging:
        found = NOBODY if group.pronoun else belonging(sentence, group, self.text, self.lexicon)
        if found.side == "unknown" and self._is_mate(sentence, group):
            leader = max((at for at in known if at < group.start), default=-1)
            theirs = known[leader] if leader >= 0 else self.before
            if theirs is not None and theirs.side in ("security_forces", "militants"):
                return Belonging(theirs.side, found.group, theirs.cue if leader >= 0 else None)
        goes_on = (group.more or group.partitive) and group.head is None and not group.name
        if goes_on and not found.known and self.before is not None:
            found = found if any(one.group for one in known.values()) else self.before
        if not found.known and _figure_alone(group):
            theirs = self._of_the_same(sentence) if group.start == 0 else None
            found = theirs or self._among_whom(sentence, group, known) or found
        if found.side == "unknown" and group.more and group.head is not None:
            alike = [one for at, one in known.items() if self._called_alike(sentence, at, group)]
            found = alike[-1] if alike else found
        if group.pronoun and not group.plural:
            return self.last_single
        if _figure_alone(group) and not found.known and group.start:
            aimed = [one for one in self.targets if one.end < group.start]
            if aimed and sentence.lows[group.start - 1].endswith("ing"):
                before = known[aimed[-1].start]
                return Belonging(before.side, before.group, before.cue, False, True)
        if found.side == "unknown" and (fellow := self._fellow(sentence, group, known)) is not None:
            return fellow
        if group.partitive and not found.known and group.counted is None:
            whole = [at for at, one in known.items() if one.group and not self._said(sentence, at, group)]
            if whole:
                before = known[max(whole)]
                found = Belonging(before.side, before.group, None, False, True)
        if (
            not found.known
            and group.counted is None
            and (group.more or group.number is not None)
            and known
            and not group.name
        ):
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
            before = known[max(whole)] if whole else NOBODY
            opened = sentence.lows[max(0, group.start - 2) : group.start]
            if opened in _OTHERS or opened[-1:] == ["among"]:
                before = NOBODY  # "killing himself and three others": his victims
            chain = patients.get(max(whole)) if whole else None
            if chain is not None and len({known[at].side for at in whole if patients.get(at) == chain}) > 1:
                before = NOBODY  # "two soldiers and a farmer were killed and four others hurt": of either
            if self._mixed(sentence, group, before):
                before = NOBODY
            if before.side != "unknown" or before.group:
                found = Belonging(before.side, before.group, None, False, False)
        if (group.head is not None or group.name) and not group.plural and not group.thing:
            self.last_single = Belonging(found.side, found.group, None, found.perpetrator)
        return found

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


#: What stands between an attacker's own death and his victims, or some of them and all.
_OTHERS = (["himself", "and"], ["herself", "and"], ["themselves", "and"], ["among", "the"])


def _is_capital(token: Token) -> bool:
    return token.tag == "word" and token.text[:1].isupper()


def _figure_alone(group: Group) -> bool:
    """Whether a figure or "another" stands alone, without a noun."""
    alone = group.number is not None or group.more or group.ordinal is not None
    return alone and group.head is None and not group.name and group.counted is None and group.head_at < 0
