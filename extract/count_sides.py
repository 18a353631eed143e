"""Whose people a group is: the head noun, the words before it, named parties beside it, or the group
before.
"""

from __future__ import annotations

from typing import NamedTuple

from extract.count_group import Group
from extract.count_tokens import Sentence
from extract.frozen import replace
from extract.lexicon import Head, Lexicon
from extract.model import Side

_STOPS = frozenset({"aux", "have", "modal", "rel"})
_REACH = 12


class Belonging(NamedTuple):
    """Side, the party as the text names it, and the tokens that say so (inclusive; None where nothing
    does).
    """

    side: Side
    group: str | None
    cue: tuple[int, int] | None = None
    perpetrator: bool = False
    known: bool = True


NOBODY = Belonging("unknown", None, None, False, False)


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
    if head.word in _OF_WHOM and (party_told := _of_a_party(sentence, head_end)) is not None:
        return Belonging(party_told[0], name, party_told[1], head.perpetrator)
    if head.vague or head.side == "unknown" or head.word in _SWAYED:
        around = _around(sentence, group, lexicon) if head.word != "victim" else None  # "terror victims"
        if around is not None:
            side, cue = around
        elif head.vague and head.side == "unknown" and head.word not in _SWAYED:
            return Belonging(
                "unknown", name, cue, head.perpetrator, head.word not in ("other", "victim", "individual")
            )
    elif side == "civilians" and _ARMED.intersection(sentence.lows[group.start : group.head_at]):
        side = "unknown"
    elif side == "civilians":
        before = _before(sentence, group, lexicon)
        if before is not None and before[0] != "civilians" and head.word in _FOLLOWS_MODIFIER:
            side, cue = before
    return Belonging(side, name, cue, head.perpetrator)


#: Before "herders" or "youths": whose they are, nobody says (contract §1, "Side").
_ARMED = frozenset({"armed", "gun-wielding", "machete-wielding"})


def _of_a_party(sentence: Sentence, at: int) -> tuple[Side, tuple[int, int]] | None:
    """As in "military commander of Al Qaeda", "members of the Frontier Corps": the party right behind
    "of".
    """
    if sentence.lows[at : at + 1] != ["of"]:
        return None
    first = at + 1 + (sentence.lows[at + 1 : at + 2] == ["the"])
    return next(
        ((side, (start, end - 1)) for start, end, side, _ in sentence.parties if start == first), None
    )


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


def _headless(sentence: Sentence, group: Group, text: str, lexicon: Lexicon) -> Belonging:
    """Numbers alone, names and open-class nouns: only a named party or title tells."""
    around = _around(sentence, group, lexicon) if group.head_at >= 0 or group.partitive else None
    if (
        group.head_at < 0
        and not group.partitive
        and (losers := _losers(sentence, group, text, lexicon)) is not None
    ):
        return losers
    if group.of_them:
        return NOBODY
    if group.head_at < 0 and group.number is not None:
        for start, end, side, _ in sentence.parties:
            if start == group.stop:
                return Belonging(side, sentence.span(text, start, end - 1).text, (start, end - 1))
        if (tied := _with_ties(sentence, group)) is not None:
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


def _with_ties(sentence: Sentence, group: Group) -> tuple[Side, tuple[int, int]] | None:
    """As in "four with links to al Qaeda": a bare figure whose people are a party's."""
    at = group.stop
    if sentence.lows[at : at + 1] != ["with"] or _TIES.isdisjoint(sentence.lows[at + 1 : at + 3]):
        return None
    return next(
        ((side, (start, end - 1)) for start, end, side, _ in sentence.parties if at < start <= at + 5), None
    )


def _losers(sentence: Sentence, group: Group, text: str, lexicon: Lexicon) -> Belonging | None:
    """As in "cost the army nine dead", "left the rebels with 14 wounded": whom the loss is told of."""
    at = group.start
    if at and sentence.lows[at - 1] == "with":
        at -= 1
    if at < 1:
        return None
    head = next((h for end, h in sentence.heads.values() if end == at and h.plural), None)
    side = head.side if head is not None else lexicon.modifiers.get(sentence.lows[at - 1], "unknown")
    if side not in ("security_forces", "militants"):
        return None
    first = at - 1
    while first and sentence.tokens[first - 1].tag == "word" and sentence.lows[first - 1] not in _COST:
        first -= 1
    before = first - 1
    while before >= 0 and sentence.tokens[before].tag in ("def", "art", "poss"):
        before -= 1
    if before >= 0 and sentence.lows[before] in _COST:
        return Belonging(side, sentence.span(text, first, at - 1).text, (first, at - 1))
    return None


_TIES = frozenset({"links", "ties", "connections", "allegiance"})
_COST = frozenset({"cost", "costs", "costing", "left", "leaving"})


def _before(sentence: Sentence, group: Group, lexicon: Lexicon) -> tuple[Side, tuple[int, int]] | None:
    for start, end, side, _ in sentence.parties:
        if group.start <= start and end <= group.head_at:
            return side, (start, end - 1)
    states = [at for at in range(group.start, group.head_at) if sentence.lows[at].startswith(_OF_THE_STATE)]
    if states:
        return "security_forces", (states[0], states[0])
    for at in range(group.head_at - 1, group.start - 1, -1):
        side_of = lexicon.modifiers.get(sentence.lows[at])
        if side_of is None and at in sentence.heads and not sentence.heads[at][1].vague:
            head: Head = sentence.heads[at][1]
            side_of = head.side if head.side in ("security_forces", "militants") else None
        if side_of is not None:
            return side_of, (at, at)
    return None


#: How words begin that make a militia the state's.
_OF_THE_STATE = (
    "pro-government",
    "pro-regime",
    "government-",
    "state-backed",
    "state-armed",
    "regime-backed",
)


def _around(sentence: Sentence, group: Group, lexicon: Lexicon) -> tuple[Side, tuple[int, int]] | None:
    """The side that words before the head or an "of"/"from"/"belonging to" phrase behind it give."""
    found = _before(sentence, group, lexicon)
    if found is not None:
        return found
    tokens, lows = sentence.tokens, sentence.lows
    at = group.end if not group.partitive else group.start
    stop = min(len(tokens), at + _REACH)
    if at < len(tokens) and not group.partitive and lows[at] not in _LINKS:
        return None
    seen_link = group.partitive
    for k in range(at, stop):
        if lows[k] in _LINKS:
            if lows[k] == "(" and tokens[k + 1 : k + 2] and tokens[k + 1].tag in ("num", "art"):
                return None  # "four people (two soldiers and two boys)"
            seen_link = True
        if k > at and (
            k in sentence.deed_at or tokens[k].tag in _STOPS or lows[k] in (";", "killed", "when", "as")
        ):
            return None
        if k > at and tokens[k].tag == "prep" and lows[k] not in _LINKS and lows[k] != "to":
            return None
        if lows[k] in ("and", ",") and k + 1 < len(tokens) and tokens[k + 1].tag in ("num", "art", "more"):
            return None  # "the chief of Zhob district and three guards"
        if not seen_link:
            continue
        for start, end, side, _ in sentence.parties:
            if start == k:
                return side, (start, end - 1)
        head = sentence.heads.get(k)
        for start, end, side, _ in sentence.parties if head is not None else ():
            if head is not None and start == head[0]:
                return side, (start, end - 1)  # "a member of the paramilitary Popular Mobilization Units"
        if head is not None and head[1].word in _FROM_WHERE:
            return None
        if head is not None and k != group.head_at and not head[1].vague and head[1].side != "unknown":
            return head[1].side, (k, head[0] - 1)
        modifier = lexicon.modifiers.get(lows[k])
        if modifier in ("security_forces", "militants"):
            return modifier, (k, k)
    return None


_LINKS = frozenset(
    [
        "of",
        "from",
        "belonging",
        "suspected",
        "linked",
        "affiliated",
        "loyal",
        "(",
        "believed",
        "alleged",
        "serving",
        "attached",
        "allegedly",
        "with",
    ]
)
#: "(age 25, resident of Zhob)": that says where somebody is from, and not whose he is.
_FROM_WHERE = frozenset({"resident", "native", "inhabitant"})


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


def _nouns(sentence: Sentence, group: Group, end: int, text: str) -> str:
    """The head with the nouns right before it; determiners, figures and plain adjectives left out."""
    first = group.head_at
    while first - 1 >= group.start:
        token = sentence.tokens[first - 1]
        if token.tag != "word" or token.low in _PLAIN or (first - 1) in sentence.deed_at:
            break
        first -= 1
    return text[sentence.tokens[first].start : sentence.tokens[end - 1].end]
