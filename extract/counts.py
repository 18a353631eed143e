"""Count mentions: how many people, whose, with which outcome; each with its words and its rule.

`find_counts` reads the counts of annotated sentences in text order. A mention is what one place in the text
says; `extract.incidents` decides what it belongs to and what repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from extract.count_groups import Group, GroupReader
from extract.count_links import Link, Linker
from extract.count_sides import NOBODY, Belonging, belonging
from extract.count_tokens import Sentence
from extract.lexicon import Lexicon
from extract.model import Outcome, Qualifier, Side, Span
from extract.numbers import NumberMention

if TYPE_CHECKING:
    pass


@dataclass(slots=True)
class CountMention:
    """One count as one place of the text tells it.

    `at` is the offset of its first word, `sentence` the index of its sentence, `clause` the offsets of the
    outcome words. `part_of` is the mention whose people these lie among. `definite`, `pronoun` and `more` say
    whether it may repeat one told before or comes on top. `toll` marks a running figure, `overtaken` the
    figure it rose from, `rising` one that was told to have risen.
    """

    outcome: Outcome
    side: Side
    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier
    evidence: tuple[Span, ...]
    sentence: int
    at: int
    end: int
    rule: str
    group: str | None = None
    side_cue: Span | None = None
    outcome_cue: Span | None = None
    part_of: CountMention | None = None
    definite: bool = False
    pronoun: bool = False
    partitive: bool = False
    more: bool = False
    toll: bool = False
    overtaken: bool = False
    rising: bool = False
    perpetrator: bool = False
    derived: bool = False
    side_known: bool = True
    bare: bool = False
    named: bool = False
    inside: bool = False
    confidence: float = 0.9
    links: list[Link] = field(default_factory=list)

    @property
    def zero(self) -> bool:
        """Whether it says that there was nobody."""
        return self.best == 0

    @property
    def value(self) -> int:
        """The figure to compare with: best, else low, else high."""
        for figure in (self.best, self.low, self.high):
            if figure is not None:
                return figure
        return 0


def find_counts(text: str, sentences: Sequence[Sentence], lexicon: Lexicon) -> list[CountMention]:
    """Every count of the sentences, in text order; offsets are code points into `text`."""
    return _CountReader(text, lexicon).read(sentences)


_CONFIDENCE = {
    "passive": 0.93,
    "active": 0.92,
    "subject": 0.92,
    "reduced": 0.9,
    "adjective": 0.88,
    "toll": 0.85,
}
_RISES = frozenset(
    [
        "risen",
        "rose",
        "rises",
        "climbed",
        "climbs",
        "increased",
        "grew",
        "grown",
        "jumped",
        "mounted",
        "updated",
    ]
)
_COMPANIONS = frozenset(["bodyguard", "guard", "aide", "companion", "accomplice", "associate", "comrade"])
_GUARDS = frozenset(
    ["police", "officers", "officer", "troops", "soldiers", "guards", "guard", "security", "forces"]
)
_MOST = 10_000_000
#: More counts than any report tells; what stands behind them in a table is left unread.
_MOST_MENTIONS = 600


class _CountReader:
    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.last: Belonging = NOBODY
        self.last_single: Belonging = NOBODY
        self.last_agent: Belonging = NOBODY
        self.before: Belonging | None = None
        self.numbered: dict[str, tuple[NumberMention, Belonging] | None] = {}
        self.mentions: list[CountMention] = []

    def read(self, sentences: Sequence[Sentence]) -> list[CountMention]:
        for sentence in sentences:
            if len(self.mentions) > _MOST_MENTIONS:
                break
            if not sentence.deeds and self.lexicon.split_deeds.keys().isdisjoint(sentence.lows):
                self._remember(sentence)
                continue
            groups = GroupReader(sentence, self.lexicon).all()
            links = Linker(sentence, groups, self.lexicon).run()
            self._sentence(sentence, groups, links)
        self.mentions.sort(key=lambda m: (m.sentence, m.at))
        return self.mentions

    def _remember(self, sentence: Sentence) -> None:
        """The last person named alone, for a "he" of the next sentence."""
        for at, (end, head) in sentence.heads.items():
            if not head.plural:
                span = sentence.span(self.text, at, end - 1)
                self.last_single = Belonging(head.side, span.text, None, head.perpetrator)

    def _sentence(self, sentence: Sentence, groups: list[Group], links: list[Link]) -> None:
        known: dict[int, Belonging] = {}
        self.resolved: dict[int, NumberMention] = {}
        self.told_before: dict[int, Belonging] = {}
        parts = {link.group.start for link in links if link.host is not None}
        patients = {link.group.start for link in links}
        for group in groups:
            found = self._belonging(sentence, group, known, parts, patients)
            known[group.start] = NOBODY if group.thing else found
        for group in groups:
            figure = self._resolve(group, known[group.start])
            if figure is not None:
                self.resolved[group.start] = figure
        made: dict[int, CountMention] = {}
        chains: dict[tuple[int, str, Side, bool], list[Link]] = {}
        for link in links:
            if link.unreal or (
                link.group.pronoun and link.group.plural and not self._same_people(sentence, link)
            ):
                continue
            side = self._chain_side(link, links, known)
            chains.setdefault((link.chain, link.outcome, side, link.host is not None), []).append(link)
        self._first_single(sentence, groups, known, links)
        for members in chains.values():
            for together in self._together(members, known):
                mention = self._mention(sentence, together, known)
                if mention is None:
                    continue
                for link in together:
                    made[id(link)] = mention
                self.mentions.extend(self._zero_pair(mention, together[0]))
        for link in links:
            if link.host is not None and id(link) in made and id(link.host) in made:
                mention, host = made[id(link)], made[id(link.host)]
                if host is not mention:
                    mention.part_of = host
        last = [m for m in made.values() if m.part_of is None and m.group]
        if last:
            self.before = Belonging(last[-1].side, last[-1].group, None, False, True)

    def _chain_side(self, link: Link, links: list[Link], known: dict[int, Belonging]) -> Side:
        """The side to add people up by: a driver told beside a soldier is the soldier's driver."""
        own = known.get(link.group.start, NOBODY)
        if own.side == "unknown" and self._of_the_family(link, links, known):
            return "civilians"
        head = link.group.head
        if own.side == "unknown" and head is not None and head.word in _COMPANIONS and self._owned(link):
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

    def _rises(self, sentence: Sentence, link: Link) -> bool:
        """As in "had risen to 21": the figure overtakes those told before."""
        first = min(link.deed.start, link.group.start)
        between = sentence.lows[first : max(link.deed.end, link.group.start)]
        return not link.overtaken and bool(_RISES.intersection(between))

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

    def _resolve(self, group: Group, own: Belonging) -> NumberMention | None:
        """The figure that "the soldiers" was told with before, where there is just one."""
        if group.head is None:
            return None
        word = group.head.word
        if group.number is not None:
            if not group.more and not group.partitive and not group.head.vague:
                seen = self.numbered.get(word, ())
                fresh = seen == () or (seen is not None and seen and seen[0].best == group.number.best)
                self.numbered[word] = (group.number, own) if fresh else None
            return None
        if not (group.definite and group.plural and group.bare) or group.implied is not None:
            return None
        found = self.numbered.get(word)
        return found[0] if found and found[0].best is not None and found[0].span.text else None

    def _belonging(
        self,
        sentence: Sentence,
        group: Group,
        known: dict[int, Belonging],
        parts: set[int],
        patients: set[int],
    ) -> Belonging:
        found = NOBODY if group.pronoun else belonging(sentence, group, self.text, self.lexicon)
        unsaid = group.head is None and not group.name and not any(one.group for one in known.values())
        if (group.more or group.partitive) and unsaid and not found.known and self.before is not None:
            found = self.before
        if group.pronoun and not group.plural:
            return self.last_single
        if group.partitive and not found.known and group.counted is None:
            whole = [at for at, one in known.items() if one.group]
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
            whole = [at for at in known if at not in parts and (group.more or at in patients)]
            before = known[max(whole)] if whole else NOBODY
            if before.side != "unknown" or before.group:
                found = Belonging(before.side, before.group, None, False, False)
        if (group.head is not None or group.name) and not group.plural:
            self.last_single = Belonging(found.side, found.group, None, found.perpetrator)
        return found

    def _together(self, members: list[Link], known: dict[int, Belonging]) -> Iterable[list[Link]]:
        """Described people of one side are added up where one of them has no figure; figures stay apart."""
        plain = [
            m
            for m in members
            if m.group.number is None and m.group.implied is not None and not m.group.pronoun
        ]
        if (
            len(members) > 1
            and plain
            and all(
                m.group.implied is not None
                or (m.group.number is not None and m.group.number.best is not None)
                or m.group.start in self.resolved
                for m in members
            )
        ):
            yield members
            return
        for member in members:
            yield [member]

    def _mention(
        self, sentence: Sentence, links: list[Link], known: dict[int, Belonging]
    ) -> CountMention | None:
        link, group = links[0], links[0].group
        if group.name and not self._acceptable_name(sentence, group, link):
            return None
        if not self._acceptable_thing(group, link):
            return None
        own = self.told_before.get(group.start) or known.get(group.start, NOBODY)
        low, best, high, qualifier, evidence = self._values(sentence, links, known)
        if (best or low or high or 0) > _MOST:
            return None
        deed_start, deed_end = link.deed.start, link.deed.end
        own = _by_outcome(own, group, link)
        in_turn = self._shot_in_turn(sentence, link)
        perpetrator = (own.perpetrator or link.suicide or in_turn) and link.outcome == "killed"
        if in_turn:
            own = self.last_agent
        side = own.side
        if len(links) > 1 and any(
            known.get(tied.group.start, NOBODY).side == "security_forces" for tied in links
        ):
            side = "security_forces"
        elif len(links) > 1 and side == "unknown":
            side = next(
                (s for s in (known.get(t.group.start, NOBODY).side for t in links) if s != side), side
            )
        return CountMention(
            outcome=cast(Outcome, link.outcome),
            side=side,
            low=low,
            best=best,
            high=high,
            qualifier=qualifier,
            evidence=evidence,
            sentence=sentence.index,
            at=max(evidence[0].start, sentence.start),
            end=evidence[-1].end,
            rule=link.rule,
            group=own.group
            if len({known.get(tied.group.start, NOBODY).group for tied in links}) == 1
            else None,
            side_cue=sentence.span(self.text, *own.cue) if own.cue else None,
            outcome_cue=sentence.span(self.text, deed_start, deed_end - 1),
            definite=group.definite or (group.partitive and group.number is None),
            pronoun=group.pronoun and group.start not in self.resolved,
            partitive=group.partitive,
            more=group.more or self._also(sentence, link),
            toll=link.toll,
            overtaken=link.overtaken,
            rising=link.toll and self._rises(sentence, link),
            perpetrator=perpetrator,
            derived=len(links) > 1 or group.start in self.resolved,
            side_known=own.known,
            bare=group.bare and group.number is None and group.start not in self.resolved,
            named=group.name,
            inside=link.inside,
            confidence=self._confidence(link, group, own),
            links=links,
        )

    def _also(self, sentence: Sentence, link: Link) -> bool:
        """As in "Also, four men …", "five people were also killed": these come on top."""
        lows = sentence.lows
        if link.group.definite or link.host is not None:
            return False
        return bool(lows) and (
            lows[0] in ("also", "another", "separately", "meanwhile")
            or "also" in lows[link.group.stop : link.deed.start]
        )

    def _acceptable_thing(self, group: Group, link: Link) -> bool:
        """Open-class heads may be things where people and things alike are released, captured or missing."""
        if group.head is not None or group.head_at < 0 or group.name:
            return True
        return link.outcome in ("killed", "wounded", "abducted", "casualties") or link.deed.deed.lemma in (
            "arrest",
            "detain",
        )

    def _acceptable_name(self, sentence: Sentence, group: Group, link: Link) -> bool:
        """An open-class noun or a name suffers only where the outcome can befall nothing but people."""
        if group.thing or group.plural:
            return False
        if link.rule == "nominal":
            return True
        return link.outcome in ("killed", "wounded", "abducted", "arrested") and link.rule in (
            "passive",
            "subject",
            "active",
        )

    def _confidence(self, link: Link, group: Group, own: Belonging) -> float:
        value = _CONFIDENCE.get(link.rule, 0.8)
        if group.number is None:
            value -= 0.12
        if group.name or group.pronoun:
            value -= 0.2
        if not own.known:
            value -= 0.08
        if link.deed.deed.lemma in ("shoot", "stab", "beat"):
            value -= 0.15
        return round(max(0.3, value), 2)

    def _values(
        self, sentence: Sentence, links: list[Link], known: dict[int, Belonging]
    ) -> tuple[int | None, int | None, int | None, Qualifier, tuple[Span, ...]]:
        spans: list[Span] = []
        values: list[tuple[int | None, int | None, int | None, Qualifier]] = []
        for link in links:
            group, number = link.group, link.group.number
            if group.start in self.resolved:
                number = self.resolved[group.start]
                values.append((number.low, number.best, number.high, number.qualifier))
                spans += [number.span, self._words(sentence, group)]
            elif group.zero:
                values.append((0, 0, 0, "exact"))
                spans.append(sentence.span(self.text, group.start, max(group.start, group.end - 1)))
            elif number is not None:
                values.append((number.low, number.best, number.high, number.qualifier))
                spans.append(number.span if number.qualifier == "exact" else number.full)
            elif group.implied is not None:
                values.append((group.implied, group.implied, group.implied, "exact"))
                spans.append(self._words(sentence, group))
            else:
                values.append((2, None, None, "vague"))
                spans.append(self._words(sentence, group))
        if len(values) == 1:
            return (*values[0], tuple(spans))
        return (
            _sum(v[0] for v in values),
            _sum(v[1] for v in values),
            _sum(v[2] for v in values),
            next((v[3] for v in values if v[3] != "exact"), "exact"),
            tuple(spans),
        )

    def _words(self, sentence: Sentence, group: Group) -> Span:
        last = group.end - 1
        if group.head_at >= 0 and group.head_at in sentence.heads:
            last = sentence.heads[group.head_at][0] - 1
        return sentence.span(self.text, group.start, max(group.start, last))

    def _zero_pair(self, mention: CountMention, link: Link) -> list[CountMention]:
        """As in "no casualties" says none killed and none wounded."""
        if not mention.zero or mention.outcome != "casualties":
            return [mention]
        from dataclasses import replace

        return [replace(mention, outcome="killed"), replace(mention, outcome="wounded")]


def _by_outcome(own: Belonging, group: Group, link: Link) -> Belonging:
    """Who lays down arms is a fighter; gunmen in the plural are a band, a gunman alone is anybody."""
    head = group.head
    if (
        own.side == "unknown"
        and head is not None
        and head.word in ("member", "supporter", "follower")
        and own.group
    ):
        named = own.group.split(" of ")[-1].removeprefix("the ")
        if (
            named[:1].isupper()
            and not _PEACEFUL & set(own.group.lower().split())
            and link.outcome != "wounded"
        ):
            return Belonging("militants", own.group, own.cue, False, True)
    if own.side == "unknown" and link.outcome == "surrendered" and head is not None:
        return Belonging("militants", own.group, own.cue, False, True)
    if (
        own.side == "unknown"
        and head is not None
        and head.loose
        and head.word in ("gunman", "attacker", "assailant")
    ):
        several = group.plural or (
            group.number is not None and (group.number.best or group.number.low or 1) > 1
        )
        if several:
            return Belonging("militants", own.group, own.cue, head.word != "gunman", True)
    return own


_PEACEFUL = frozenset(
    [
        "family",
        "families",
        "party",
        "parliament",
        "council",
        "church",
        "choir",
        "team",
        "community",
        "club",
        "congress",
        "assembly",
        "senate",
        "union",
        "tribe",
        "clan",
        "society",
        "committee",
        "crew",
        "league",
        "commission",
        "delegation",
        "orchestra",
        "association",
        "press",
        "red",
        "parish",
    ]
)


def _sum(figures: Iterable[int | None]) -> int | None:
    total = 0
    for figure in figures:
        if figure is None:
            return None
        total += figure
    return total
