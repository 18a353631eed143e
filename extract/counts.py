"""Count mentions: how many people, whose, with which outcome; each with its words and its rule.

`find_counts` reads the counts of annotated sentences in text order. A mention is what one place in the text
says; `extract.incidents` decides what it belongs to and what repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from extract.count_appositions import without_appositions
from extract.count_belonging import NOBODY, Belonging
from extract.count_group import Group
from extract.count_groups import GroupReader
from extract.count_later import mark_later_deaths
from extract.count_link import Link
from extract.count_links import Linker
from extract.count_losses import whose_loss
from extract.count_mention import CountMention
from extract.count_objects import LOST
from extract.count_outcomes import (
    by_outcome,
    is_early,
    is_gloss,
    is_man_or_woman,
    is_the_suspect,
    of_a_kind,
    of_no_person,
    seen_by_reporters,
    take_side,
)
from extract.count_parts import VICTIMS
from extract.count_people import People
from extract.count_sources import said_at_first
from extract.count_tokens import Sentence
from extract.frozen import replace
from extract.lexicon import Lexicon
from extract.model import Outcome, Qualifier, Side, Span

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
_MOST = 10_000_000
#: What armed groups do to soldiers as the state does to them.
_TAKE = frozenset({"capture", "detain"})
#: More counts than any report tells; what stands behind them in a table is left unread.
_MOST_MENTIONS = 600


def find_counts(text: str, sentences: Sequence[Sentence], lexicon: Lexicon) -> list[CountMention]:
    """Every count of the sentences, in text order; offsets are code points into `text`."""
    return _CountReader(text, lexicon).read(sentences)


class _CountReader(People):
    def read(self, sentences: Sequence[Sentence]) -> list[CountMention]:
        telling = self.lexicon.split_deeds.keys() | LOST | VICTIMS
        for sentence in sentences:
            if len(self.mentions) > _MOST_MENTIONS:
                break
            if sentence.cased and sentence.heads:
                self._hear_names(sentence)
            if (not sentence.deeds and telling.isdisjoint(sentence.words)) or is_gloss(sentence):
                self._remember(sentence)
                continue
            groups = without_appositions(sentence, GroupReader(sentence, self.lexicon).all())
            links = self._settle_rising(sentence, Linker(sentence, groups, self.lexicon).run())
            self._sentence(sentence, groups, links)
        self.mentions.sort(key=lambda m: (m.sentence, m.at))
        return self.mentions

    def _sentence(self, sentence: Sentence, groups: list[Group], links: list[Link]) -> None:
        known: dict[int, Belonging] = {}
        self.resolved, self.told_before = {}, {}
        parts = {link.group.start for link in links if link.host is not None}
        patients = {link.group.start: link.chain for link in links}
        self.targets = self._fired_on(sentence, groups)
        self.objects = {link.group.start for link in links if link.rule == "active"}
        extra = {link.chain: link.group.start for link in reversed(links) if link.group.more}
        self.on_top = {t.group.start for t in links if extra.get(t.chain, t.group.start) < t.group.start}
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
            if side == "civilians" and _is_whole(link) and is_man_or_woman(link.group):
                side = self._side_of_the_men(link, links, known)
            chains.setdefault((link.chain, link.outcome, side, link.host is not None), []).append(link)
        self._first_single(sentence, groups, known, links)
        for (_, _, said, _), members in chains.items():
            for together in self._together(members, known):
                mention = self._mention(sentence, together, known)
                if mention is None:
                    continue
                if mention.side == "unknown" and said != "unknown":
                    mention.side = said  # "wounding the general and two guards"
                captured = mention.outcome == "arrested" and together[0].deed.deed.lemma in _TAKE
                if captured and mention.side == "security_forces":
                    mention.outcome = "abducted"  # whoever captures soldiers arrests nobody
                for link in together:
                    made[id(link)] = mention
                self.mentions.extend(self._zero_pair(mention, together[0]))
        for link in links:
            if link.host is not None and id(link) in made and id(link.host) in made:
                mention, host = made[id(link)], made[id(link.host)]
                if host is not mention:
                    mention.part_of = host
                    take_side(mention, host, link)
        mark_later_deaths(sentence, made.values())
        last = [m for m in made.values() if m.part_of is None and m.group]
        if last:
            self.before = Belonging(last[-1].side, last[-1].group, None, False, True)

    def _side_of_the_men(self, link: Link, links: list[Link], known: dict[int, Belonging]) -> Side:
        """As in "nine men and two women": men, of whom nothing is said, make the women nobody's either."""
        beside = [
            known.get(tied.group.start, NOBODY).side
            for tied in links
            if (tied.chain, tied.outcome, tied.host) == (link.chain, link.outcome, None)
            and is_man_or_woman(tied.group)
        ]
        return "unknown" if "unknown" in beside else "civilians"

    def _rises(self, sentence: Sentence, link: Link) -> bool:
        """As in "had risen to 21": the figure overtakes those told before."""
        first = min(link.deed.start, link.group.start)
        between = sentence.lows[first : max(link.deed.end, link.group.start)]
        return not link.overtaken and bool(_RISES.intersection(between))

    def _together(self, members: list[Link], known: dict[int, Belonging]) -> Iterable[list[Link]]:
        """Described people of one side are added up where one of them has no figure, or where their nouns say
        no more than man, woman or child ("two women and three children"); other figures stay apart.
        """
        plain = [
            m
            for m in members
            if m.group.number is None and m.group.implied is not None and not m.group.pronoun
        ]
        if (
            len(members) > 1
            and (plain or all(_is_whole(m) and is_man_or_woman(m.group) for m in members))
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
        if not self._acceptable_thing(group, link) or of_a_kind(group, link):
            return None
        if seen_by_reporters(sentence, link) or of_no_person(sentence, group, link):
            return None
        if link.outcome == "missing" and group.head is not None and group.head.perpetrator:
            return None  # "the attackers disappeared": they fled
        own = self.told_before.get(group.start) or known.get(group.start, NOBODY)
        low, best, high, qualifier, evidence = self._values(sentence, links, known)
        if (best or low or high or 0) > _MOST:
            return None
        deed_start, deed_end = link.deed.start, link.deed.end
        own = by_outcome(own, group, link)
        if group.name and own.side == "unknown":
            own = self.surnames.get(sentence.lows[group.head_at], own)
        if own.side == "unknown" and (group.zero or link.toll):
            own = whose_loss(sentence, group, link, self.text, self.lexicon) or own
        in_turn = self._shot_in_turn(sentence, link)
        perpetrator = (own.perpetrator or link.suicide or in_turn) and link.outcome == "killed"
        perpetrator = perpetrator or (link.outcome == "killed" and is_the_suspect(group))
        if not perpetrator and own.side != "security_forces":
            perpetrator = self._died_attacking(sentence, link)
        if in_turn:
            own = self.last_agent
        side = own.side
        early = is_early(sentence) and link.host is None
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
            definite=self._definite(sentence, group),
            pronoun=group.pronoun and group.start not in self.resolved,
            partitive=group.partitive,
            more=group.more or group.start in self.on_top or self._also(sentence, link),
            toll=link.toll,
            overtaken=link.overtaken or early or said_at_first(sentence, group.start, self.lexicon),
            rising=link.toll and self._rises(sentence, link),
            perpetrator=perpetrator,
            derived=len(links) > 1 or group.start in self.resolved,
            side_known=own.known,
            bare=group.bare and group.number is None and group.start not in self.resolved,
            named=group.name,
            inside=link.inside,
            links=links,
        )

    def _definite(self, sentence: Sentence, group: Group) -> bool:
        """Whether the people are known already: "the", "of them", and "our friend" in somebody's words."""
        mourned = group.owned and group.number is None and sentence.lows[group.start] in ("my", "our")
        named = sentence.lows[group.stop : group.stop + 2] in (["identified", "as"], ["named", "as"])
        detail = named and group.implied == 1  # "A civilian identified as Ana Ruiz was also killed"
        return group.definite or (group.partitive and group.number is None) or mourned or detail

    def _also(self, sentence: Sentence, link: Link) -> bool:
        """As in "Also, four men …", "five people were also killed": these come on top."""
        lows = sentence.lows
        if link.group.definite or link.host is not None:
            return False
        return bool(lows) and (
            self._then(lows, link)
            or lows[0] in ("also", "another", "separately", "meanwhile")
            or "also" in lows[link.group.stop : link.deed.start]
        )

    def _then(self, lows: list[str], link: Link) -> bool:
        """As in "He then shot two guards": the next deed, with people of its own."""
        if link.rule not in ("active", "passive"):
            return False
        opening = lows[:4]
        return ("then" in opening[1:] and opening[0] not in ("since", "by", "until")) or opening[:1] == [
            "then"
        ]

    def _acceptable_thing(self, group: Group, link: Link) -> bool:
        """Open-class heads may be things where people and things alike are released, captured or missing."""
        if link.deed.deed.lemma == "seize":  # rifles and trucks are seized as well
            return group.head is not None and link.rule in ("active", "passive")
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
        return [replace(mention, outcome="killed"), replace(mention, outcome="wounded")]


def _is_whole(link: Link) -> bool:
    """Whether the people lie inside no others: parts are shown one by one."""
    return link.host is None and not link.inside


def _sum(figures: Iterable[int | None]) -> int | None:
    total = 0
    for figure in figures:
        if figure is None:
            return None
        total += figure
    return total
