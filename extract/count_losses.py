"""Whose loss a sentence tells where the figure itself does not say: "the troops suffered no casualties",
"cost the army nine dead".
"""

from __future__ import annotations

from extract.count_belonging import Belonging
from extract.count_group import Group
from extract.count_link import Link
from extract.count_tokens import Sentence
from extract.lexicon import Lexicon
from extract.model import Side

_SUFFER = frozenset(
    [
        "suffered",
        "suffer",
        "suffers",
        "suffering",
        "sustained",
        "incurred",
        "took",
        "taken",
        "had",
        "have",
        "has",
    ]
)
_BETWEEN = frozenset({"adv", "aux", "have", "more"})
_KNOWN = ("security_forces", "militants", "civilians")
_AMONG = frozenset({"among", "amongst", "for"})
#: How far behind the figure its side may be told ("no casualties were reported on the government side").
_REACH = 11
_COST = frozenset({"cost", "costs", "costing", "left", "leaving"})


def whose_loss(sentence: Sentence, group: Group, link: Link, text: str, lexicon: Lexicon) -> Belonging | None:
    """The side of people told by no noun of their own: those who suffered the loss, or whose toll it is."""
    if link.toll:
        return _of_the_toll(sentence, link, text, lexicon)
    if not group.zero:
        return None
    behind = _on_their_side(sentence, group.stop, text, lexicon)
    if group.counted is not None:  # "no army casualties"
        named = [p for p in _called(sentence, group.start, group.counted.start, lexicon) if p[2] in _KNOWN]
        behind = behind or (_belonging(sentence, *named[0], text) if named else None)
    return behind or _who_suffered(sentence, group.start - 1, text, lexicon)


def who_lost(sentence: Sentence, group: Group, text: str, lexicon: Lexicon) -> Belonging | None:
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
        return _belonging(sentence, first, at, side, text)
    return None


def _who_suffered(sentence: Sentence, at: int, text: str, lexicon: Lexicon) -> Belonging | None:
    """As in "the military suffered no casualties", "killed four rebels and suffered no losses"."""
    if at < 1 or sentence.lows[at] not in _SUFFER:
        return None
    tokens = sentence.tokens
    before = at - 1
    while before >= 0 and tokens[before].tag in _BETWEEN:
        before -= 1
    shared = before >= 0 and tokens[before].tag == "conj"
    people = [(k, end, head.side) for k, (end, head) in sentence.heads.items() if end <= at]
    people += [(start, end, side) for start, end, side, _ in sentence.parties if end <= at]
    if not shared:
        people = [p for p in people if p[1] - 1 == before] or _called(sentence, before, before + 1, lexicon)
    known = [p for p in sorted(people) if p[2] in _KNOWN]
    return _belonging(sentence, *known[0], text) if known else None


def _on_their_side(sentence: Sentence, at: int, text: str, lexicon: Lexicon) -> Belonging | None:
    """As in "no casualties on the government side", "nobody was hurt on the side of the rebels", "none among
    the troops".
    """
    lows, end = sentence.lows, min(at + _REACH, len(sentence.lows))
    if "side" in lows[at:end]:
        k = lows.index("side", at, end)
        first = k + 2 if lows[k + 1 : k + 2] == ["of"] else max(at, k - 3)
        last = min(first + 3, end) if first > k else k
    elif not _AMONG.isdisjoint(lows[at:end]):
        first = next(n for n in range(at, end) if lows[n] in _AMONG) + 1
        last = min(first + 3, end)
    else:
        return None
    people = [(n, stop, head.side) for n, (stop, head) in sentence.heads.items() if first <= n < last]
    people += [(start, stop, side) for start, stop, side, _ in sentence.parties if first <= start < last]
    people = people or _called(sentence, first, last, lexicon)
    known = [p for p in sorted(people) if p[2] in _KNOWN]
    return _belonging(sentence, *known[0], text) if known else None


def _called(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> list[tuple[int, int, Side]]:
    """The sides that words name which stand for people: "the government", "the military"."""
    told = ((k, lexicon.modifiers.get(sentence.lows[k])) for k in range(max(first, 0), last))
    return [(k, k + 1, side) for k, side in told if side is not None]


def _belonging(sentence: Sentence, start: int, end: int, side: Side, text: str) -> Belonging:
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
