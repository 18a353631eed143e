"""The side that words around a head noun give: "rebel commander", "members of the Frontier Corps", "four with
links to al Qaeda". Each answer is the side and the tokens that say so (first and last).
"""

from __future__ import annotations

from extract.count_group import Group
from extract.count_tokens import Sentence
from extract.lexicon import Head, Lexicon
from extract.model import Side

_STOPS = frozenset({"aux", "have", "modal", "rel"})
_REACH = 12
_TIES = frozenset({"links", "ties", "connections", "allegiance"})
#: How words begin that make a militia the state's.
_OF_THE_STATE = (
    "pro-government",
    "pro-regime",
    "government-",
    "state-backed",
    "state-armed",
    "regime-backed",
)
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


def side_of_a_party(sentence: Sentence, at: int) -> tuple[Side, tuple[int, int]] | None:
    """As in "military commander of Al Qaeda", "members of the Frontier Corps": the party right behind
    "of".
    """
    if sentence.lows[at : at + 1] != ["of"]:
        return None
    first = at + 1 + (sentence.lows[at + 1 : at + 2] == ["the"])
    return next(
        ((side, (start, end - 1)) for start, end, side, _ in sentence.parties if start == first), None
    )


def side_with_ties(sentence: Sentence, group: Group) -> tuple[Side, tuple[int, int]] | None:
    """As in "four with links to al Qaeda": a bare figure whose people are a party's."""
    at = group.stop
    if sentence.lows[at : at + 1] != ["with"] or _TIES.isdisjoint(sentence.lows[at + 1 : at + 3]):
        return None
    return next(
        ((side, (start, end - 1)) for start, end, side, _ in sentence.parties if at < start <= at + 5), None
    )


def side_before(sentence: Sentence, group: Group, lexicon: Lexicon) -> tuple[Side, tuple[int, int]] | None:
    """As in "army engineers", "pro-government militiamen": the side that words before the head give."""
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


def side_around(sentence: Sentence, group: Group, lexicon: Lexicon) -> tuple[Side, tuple[int, int]] | None:
    """The side that words before the head or an "of"/"from"/"belonging to" phrase behind it give."""
    found = side_before(sentence, group, lexicon)
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
