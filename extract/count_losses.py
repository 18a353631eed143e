"""Whose loss a sentence tells where the figure itself does not say: "the troops suffered no casualties"."""

from __future__ import annotations

from extract.count_group import Group
from extract.count_link import Link
from extract.count_sides import Belonging
from extract.count_tokens import Sentence
from extract.lexicon import Lexicon

_SUFFER = frozenset(["suffered", "suffer", "suffers", "suffering", "sustained", "incurred", "took", "taken"])
_BETWEEN = frozenset({"adv", "aux", "have", "more"})


def whose_loss(sentence: Sentence, group: Group, link: Link, text: str, lexicon: Lexicon) -> Belonging | None:
    """The side of people told by no noun of their own: those who suffered the loss, or whose toll it is."""
    if link.toll:
        return _of_the_toll(sentence, link, text, lexicon)
    at = group.start - 1
    if not group.zero or at < 1 or sentence.lows[at] not in _SUFFER:
        return None
    tokens = sentence.tokens
    before = at - 1
    while before >= 0 and tokens[before].tag in _BETWEEN:
        before -= 1
    shared = before >= 0 and tokens[before].tag == "conj"
    people = [(k, end, head.side) for k, (end, head) in sentence.heads.items() if end <= at]
    people += [(start, end, side) for start, end, side, _ in sentence.parties if end <= at]
    if not shared:
        people = [p for p in people if p[1] - 1 == before]
    known = [p for p in sorted(people) if p[2] in ("security_forces", "militants", "civilians")]
    if not known:
        return None
    start, end, side = known[0]
    return Belonging(side, sentence.span(text, start, end - 1).text, (start, end - 1))


def _of_the_toll(sentence: Sentence, link: Link, text: str, lexicon: Lexicon) -> Belonging | None:
    """As in "the civilian death toll", "the number of killed rebels"."""
    after = sentence.heads.get(link.deed.end)
    if after is not None and after[1].plural and after[1].side != "unknown":
        first, end = link.deed.end, after[0]
        return Belonging(after[1].side, sentence.span(text, first, end - 1).text, (first, end - 1))
    at = link.deed.start - 1
    side = lexicon.modifiers.get(sentence.lows[at]) if at >= 0 else None
    return None if side is None else Belonging(side, None, (at, at))
