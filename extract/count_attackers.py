"""Attackers among the dead: shot in turn by those whom they attacked, or called the suspect."""

from __future__ import annotations

from extract.count_belonging import Belonging
from extract.count_group import Group
from extract.count_link import Link
from extract.count_tokens import Sentence

#: What an attacker did before he was killed by those whom he attacked.
_STRIKES = frozenset(
    ["stabbed", "stabbing", "attacked", "attacking", "rammed", "ramming", "stab", "ram", "attack"]
)
_GUARDS = frozenset(
    ["police", "officers", "officer", "troops", "soldiers", "guards", "guard", "security", "forces"]
)


def shot_in_turn(sentence: Sentence, link: Link, last_agent: Belonging) -> bool:
    """As in "He was later killed by police": said of the attacker that the sentence before told of."""
    if not link.group.pronoun or link.rule != "passive" or not last_agent.perpetrator:
        return False
    after = sentence.lows[link.deed.end : link.deed.end + 5]
    return after[:1] == ["by"] and bool(_GUARDS.intersection(after))


def died_attacking(sentence: Sentence, link: Link) -> bool:
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


def is_the_suspect(group: Group) -> bool:
    """As in "The suspect died": the one whom the text calls so did what it told before."""
    head = group.head
    return head is not None and head.word == "suspect" and group.definite and not group.plural
