"""Count mentions: how many people, whose, with which outcome; each with its words and its rule.

`find_counts` reads the counts of annotated sentences in text order. A mention is what one place in the text
says; `extract.incidents` decides what it belongs to and what repeats it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from extract.count_again import comes_on_top, has_risen, is_definite, is_early
from extract.count_appositions import without_appositions
from extract.count_attackers import died_attacking, is_the_suspect, shot_in_turn
from extract.count_belonging import NOBODY, Belonging
from extract.count_company import added_up, side_in_company, side_of_all
from extract.count_group import Group
from extract.count_groups import GroupReader
from extract.count_later import mark_later_deaths
from extract.count_link import Link
from extract.count_links import Linker
from extract.count_losses import whose_loss
from extract.count_mention import CountMention
from extract.count_objects import LOST
from extract.count_outcomes import by_outcome, take_side
from extract.count_parts import VICTIMS
from extract.count_people import People
from extract.count_sources import said_at_first
from extract.count_tokens import Sentence
from extract.count_untold import is_gloss, tells_nobody
from extract.count_values import figure_of
from extract.frozen import replace
from extract.lexicon import Lexicon
from extract.model import Outcome, Side

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
        known = self._settle(sentence, groups, links)
        together = self._told_together(sentence, links, known)
        self._first_single(sentence, groups, known, links)
        made: dict[int, CountMention] = {}
        for side, members in together:
            mention = self._mention(sentence, members, known)
            if mention is None:
                continue
            if mention.side == "unknown" and side != "unknown":
                mention.side = side  # "wounding the general and two guards"
            captured = mention.outcome == "arrested" and members[0].deed.deed.lemma in _TAKE
            if captured and mention.side == "security_forces":
                mention.outcome = "abducted"  # whoever captures soldiers arrests nobody
            for link in members:
                made[id(link)] = mention
            self.mentions.extend(_zero_pair(mention))
        _put_inside(links, made)
        mark_later_deaths(sentence, made.values())
        last = [m for m in made.values() if m.part_of is None and m.group]
        if last:
            self.before = Belonging(last[-1].side, last[-1].group, None, False, True)

    def _settle(self, sentence: Sentence, groups: list[Group], links: list[Link]) -> dict[int, Belonging]:
        """Whose the people of each group are, by its start; and the figures they were told with before."""
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
        return known

    def _told_together(
        self, sentence: Sentence, links: list[Link], known: Mapping[int, Belonging]
    ) -> list[tuple[Side, list[Link]]]:
        """The links of each count to be made, with the side that those told beside them give."""
        chains: dict[tuple[int, str, Side, bool], list[Link]] = {}
        for link in links:
            they = link.group.pronoun and link.group.plural
            if link.unreal or (they and not self._same_people(sentence, link)):
                continue
            side = side_in_company(link, links, known)
            chains.setdefault((link.chain, link.outcome, side, link.host is not None), []).append(link)
        return [(key[2], one) for key, members in chains.items() for one in added_up(members, self.resolved)]

    def _mention(
        self, sentence: Sentence, links: list[Link], known: dict[int, Belonging]
    ) -> CountMention | None:
        link, group = links[0], links[0].group
        if tells_nobody(sentence, link):
            return None
        low, best, high, qualifier, evidence = figure_of(sentence, links, self.text, self.resolved)
        if (best or low or high or 0) > _MOST:
            return None
        own = self._whose(sentence, link, known)
        in_turn = shot_in_turn(sentence, link, self.last_agent)
        attacked = own.perpetrator or link.suicide or in_turn or is_the_suspect(group)
        perpetrator = attacked and link.outcome == "killed"
        if not perpetrator and own.side != "security_forces":
            perpetrator = died_attacking(sentence, link)
        if in_turn:
            own = self.last_agent
        told = [known.get(tied.group.start, NOBODY) for tied in links]
        resolved = group.start in self.resolved
        early = is_early(sentence) and link.host is None
        return CountMention(
            outcome=cast(Outcome, link.outcome),
            side=side_of_all(own, told),
            low=low,
            best=best,
            high=high,
            qualifier=qualifier,
            evidence=evidence,
            sentence=sentence.index,
            at=max(evidence[0].start, sentence.start),
            end=evidence[-1].end,
            rule=link.rule,
            group=own.group if len({one.group for one in told}) == 1 else None,
            side_cue=sentence.span(self.text, *own.cue) if own.cue else None,
            outcome_cue=sentence.span(self.text, link.deed.start, link.deed.end - 1),
            definite=is_definite(sentence, group),
            pronoun=group.pronoun and not resolved,
            partitive=group.partitive,
            more=group.more or group.start in self.on_top or comes_on_top(sentence, link),
            toll=link.toll,
            overtaken=link.overtaken or early or said_at_first(sentence, group.start, self.lexicon),
            rising=link.toll and has_risen(sentence, link),
            perpetrator=perpetrator,
            derived=len(links) > 1 or resolved,
            side_known=own.known,
            bare=group.bare and group.number is None and not resolved,
            named=group.name,
            inside=link.inside,
            links=links,
        )

    def _whose(self, sentence: Sentence, link: Link, known: Mapping[int, Belonging]) -> Belonging:
        """Whose people a count is of: what the group says, then the outcome, a surname, whose loss it is."""
        group = link.group
        own = self.told_before.get(group.start) or known.get(group.start, NOBODY)
        own = by_outcome(own, group, link)
        if group.name and own.side == "unknown":
            own = self.surnames.get(sentence.lows[group.head_at], own)
        if own.side == "unknown" and (group.zero or link.toll):
            own = whose_loss(sentence, group, link, self.text, self.lexicon) or own
        return own


def _put_inside(links: Sequence[Link], made: Mapping[int, CountMention]) -> None:
    """Puts the counts of parts inside those of the people they lie among; `made` goes by `id(link)`."""
    for link in links:
        if link.host is not None and id(link) in made and id(link.host) in made:
            mention, host = made[id(link)], made[id(link.host)]
            if host is not mention:
                mention.part_of = host
                take_side(mention, host, link)


def _zero_pair(mention: CountMention) -> list[CountMention]:
    """As in "no casualties" says none killed and none wounded."""
    if not mention.zero or mention.outcome != "casualties":
        return [mention]
    return [replace(mention, outcome="killed"), replace(mention, outcome="wounded")]
