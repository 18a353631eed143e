"""What the sentences before told of people: who was named, which figure "the soldiers" or "they" had."""

from __future__ import annotations

from functools import cache

from extract.count_belonging import NOBODY, Belonging
from extract.count_group import Group
from extract.count_link import Link
from extract.count_mention import CountMention
from extract.count_tokens import Sentence, Token
from extract.lexicon import RISING, Lexicon
from extract.numbers import NumberMention
from extract.wordlists import load

#: A name behind a rank has no more words.
_LONGEST_NAME = 4
#: So many sentences back a running figure may go on with a toll.
_NEAR = 3


class Memory:
    """What is known of people while the sentences of a text are read in order."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
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


@cache
def _alike() -> dict[str, str]:
    """A noun to the first of those that are used for the same people."""
    lines = [line.split() for line in load("people")["alike"].split("\n")]
    return {word: line[0] for line in lines for word in line}


def _is_capital(token: Token) -> bool:
    return token.tag == "word" and token.text[:1].isupper()
