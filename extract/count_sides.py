"""Whose people a group says it is itself: its head noun, the words around it, a named party beside it."""

from __future__ import annotations

from extract.count_around import side_around, side_before, side_of_a_party, side_with_ties
from extract.count_belonging import NOBODY, Belonging
from extract.count_group import Group
from extract.count_losses import who_lost
from extract.count_tokens import Sentence
from extract.frozen import replace
from extract.lexicon import Lexicon
from extract.model import Side

#: Before "herders" or "youths": whose they are, nobody says (contract §1, "Side").
_ARMED = frozenset({"armed", "gun-wielding", "machete-wielding"})
_SWAYED = frozenset({"lieutenant", "fighter", "militiaman", "paramilitary", "mercenary", "combatant"})
_FOLLOWS_MODIFIER = frozenset(
    [
        "driver",
        "cook",
        "chief",
        "volunteer",
        "contractor",
        "engineer",
        "doctor",
        "employee",
        "recruit",
        "family_member",
    ]
)
_OF_WHOM = frozenset({"member", "supporter", "follower", "leader", "commander", "associate"})
_PLAIN = frozenset(
    [
        "other",
        "unidentified",
        "unknown",
        "armed",
        "senior",
        "local",
        "young",
        "old",
        "elderly",
        "innocent",
        "unarmed",
        "pregnant",
        "identified",
        "suspected",
        "alleged",
        "unnamed",
        "several",
        "key",
        "top",
        "important",
        "additional",
        "foreign",
        "named",
        "so-called",
        "heavily",
        "badly",
        "seriously",
        "critically",
    ]
)


def belonging(sentence: Sentence, group: Group, text: str, lexicon: Lexicon) -> Belonging:
    """What the group itself says; `known` False where only its surroundings can tell."""
    head = group.head
    if group.disputed:
        return Belonging("unknown", None, None)
    if group.joint is not None:
        alone = replace(group, joint=None)
        mine, theirs = (belonging(sentence, one, text, lexicon) for one in (alone, group.joint))
        return mine if mine.side == theirs.side else Belonging("unknown", None, None)
    if head is None:
        return _headless(sentence, group, text, lexicon)
    name = _written(sentence, group, text, lexicon)
    for start, end, party, _ in sentence.parties:
        if group.start <= start <= group.head_at < end:
            return Belonging(
                party, sentence.span(text, start, end - 1).text, (start, end - 1), head.perpetrator
            )
    if head.word in _OF_WHOM and {"suspected", "alleged", "presumed"} & set(
        sentence.lows[group.start : group.head_at]
    ):
        return Belonging("militants", name, (group.head_at, group.head_at))
    head_end = sentence.heads[group.head_at][0] if group.head_at in sentence.heads else group.head_at + 1
    cue = (group.head_at, head_end - 1)
    side: Side = head.side
    if head.word in _OF_WHOM and (party_told := side_of_a_party(sentence, head_end)) is not None:
        return Belonging(party_told[0], name, party_told[1], head.perpetrator)
    if head.vague or head.side == "unknown" or head.word in _SWAYED:
        around = side_around(sentence, group, lexicon) if head.word != "victim" else None  # "terror victims"
        if around is not None:
            side, cue = around
        elif head.vague and head.side == "unknown" and head.word not in _SWAYED:
            return Belonging(
                "unknown", name, cue, head.perpetrator, head.word not in ("other", "victim", "individual")
            )
    elif side == "civilians" and _ARMED.intersection(sentence.lows[group.start : group.head_at]):
        side = "unknown"
    elif side == "civilians":
        before = side_before(sentence, group, lexicon)
        if before is not None and before[0] != "civilians" and head.word in _FOLLOWS_MODIFIER:
            side, cue = before
    return Belonging(side, name, cue, head.perpetrator)


def _headless(sentence: Sentence, group: Group, text: str, lexicon: Lexicon) -> Belonging:
    """Numbers alone, names and open-class nouns: only a named party or title tells."""
    around = side_around(sentence, group, lexicon) if group.head_at >= 0 or group.partitive else None
    if (
        group.head_at < 0
        and not group.partitive
        and (losers := who_lost(sentence, group, text, lexicon)) is not None
    ):
        return losers
    if group.of_them:
        return NOBODY
    if group.head_at < 0 and group.number is not None:
        for start, end, side, _ in sentence.parties:
            if start == group.stop:
                return Belonging(side, sentence.span(text, start, end - 1).text, (start, end - 1))
        if (tied := side_with_ties(sentence, group)) is not None:
            return Belonging(tied[0], None, tied[1])
    if group.head_at >= 0:
        for start, end, side, _ in sentence.parties:
            if group.start <= start < group.end:
                return Belonging(side, sentence.span(text, start, end - 1).text, (start, end - 1))
        name = text[sentence.tokens[group.head_at].start : sentence.tokens[group.head_at].end]
        if around is not None:
            return Belonging(around[0], name, around[1])
        if group.name:
            token = sentence.tokens[group.head_at]
            opener = sentence.tokens[group.start].tag
            if opener in ("art", "poss") and token.low == token.text:
                return Belonging(
                    "civilians", _nouns(sentence, group, group.end, text), (group.head_at, group.head_at)
                )
            return Belonging("unknown", None, None, known=False)
        return Belonging("civilians", name, (group.head_at, group.head_at))
    if around is not None:
        return Belonging(around[0], None, around[1])
    return NOBODY


def _written(sentence: Sentence, group: Group, text: str, lexicon: Lexicon) -> str:
    """The party as the text names it: the head with the nouns that belong to it ("police officers")."""
    end = sentence.heads[group.head_at][0]
    if (
        group.head is not None
        and group.head.word in _OF_WHOM
        and end < len(sentence.lows)
        and sentence.lows[end] == "of"
    ):
        stop = end + 1
        while (
            stop < len(sentence.tokens)
            and stop - end < 7
            and sentence.tokens[stop].tag in ("word", "def", "art", "own")
        ):
            if stop in sentence.deed_at:
                break
            stop += 1
        if stop > end + 1:
            end = stop
    return _nouns(sentence, group, end, text)


def _nouns(sentence: Sentence, group: Group, end: int, text: str) -> str:
    """The head with the nouns right before it; determiners, figures and plain adjectives left out."""
    first = group.head_at
    while first - 1 >= group.start:
        token = sentence.tokens[first - 1]
        if token.tag != "word" or token.low in _PLAIN or (first - 1) in sentence.deed_at:
            break
        first -= 1
    return text[sentence.tokens[first].start : sentence.tokens[end - 1].end]
