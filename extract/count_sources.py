"""Who says a figure: "police said", "according to doctors", "the army put the number at 17"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.count_mention import CountMention
from extract.count_tokens import Sentence
from extract.lexicon import Lexicon
from extract.model import SourceKind

_REACH = 8
#: Beside a verb of saying: what was said then was told anew since.
_AT_FIRST = frozenset({"earlier", "initially", "originally"})
_TURN = re.compile(r"\b(?:but|while|whereas|although|though)\b")
#: Kinds of source in the order in which their words count.
KINDS: tuple[SourceKind, ...] = ("medical", "witness", "party", "official", "media", "other")


def attribute(
    text: str, sentences: Sequence[Sentence], counts: Sequence[CountMention], lexicon: Lexicon
) -> dict[int, tuple[str, SourceKind]]:
    """`id(mention)` to the source's words and kind, for the mentions that name one."""
    wanted = {c.sentence for c in counts}
    by_index = {s.index: s for s in sentences if s.index in wanted}
    found = {n: sources(text, s, lexicon) for n, s in by_index.items()}
    out: dict[int, tuple[str, SourceKind]] = {}
    for count in counts:
        options = found[count.sentence]
        if options:
            nearest = min(options, key=lambda o: (_turns(text, o[0], count.at), abs(o[0] - count.at)))
            out[id(count)] = (nearest[1], nearest[2])
        if count.side == "security_forces" and _we_did(by_index[count.sentence], count):
            out[id(count)] = ("we", "party")
    return out


def _we_did(sentence: Sentence, count: CountMention) -> bool:
    """As in "“We killed six soldiers,” a spokesman said": a group's claim, in the words of its own."""
    if count.rule != "active" or not count.links or "we" not in sentence.words:
        return False
    deed = count.links[0].deed.start
    return "we" in sentence.lows[max(0, deed - 3) : deed] or sentence.lows[:2] in (["“", "we"], ['"', "we"])


def _turns(text: str, source: int, figure: int) -> bool:
    """As in "Police spoke of six dead but residents said 11 had died": another speaks behind the "but"."""
    return _TURN.search(text, min(source, figure), max(source, figure)) is not None


def sources(text: str, sentence: Sentence, lexicon: Lexicon) -> list[tuple[int, str, SourceKind]]:
    """Every source that a sentence names: where its words begin, the words, and its kind."""
    found: list[tuple[int, str, SourceKind]] = []
    verbs = lexicon.sources["verbs"]
    lows = sentence.lows
    for k, low in enumerate(lows):
        if low == "according" and k + 1 < len(lows) and lows[k + 1] == "to":
            end = k + 2
            while (
                end < len(lows)
                and end - k < _REACH + 2
                and sentence.tokens[end].tag not in ("mark", "rel", "aux", "have")
            ):
                end += 1
            found += _source(text, sentence, k + 2, end, lexicon)
        elif low in ("said", "says") and (after := _inverted(sentence, k)) > k + 1:
            told = _source(text, sentence, k + 1, after, lexicon)
            if not told and after < len(lows) and lows[after] == ",":
                stop = _stretch(sentence, after + 1)
                told = [
                    (o[0], sentence.span(text, k + 1, after - 1).text, o[2])
                    for o in _source(text, sentence, after + 1, stop, lexicon)
                ]
            found += told
        elif low in verbs and low != "according":
            end = k - 1 if k and lows[k - 1] == "," else k
            start = end
            while (
                start > 0
                and k - start < _REACH
                and sentence.tokens[start - 1].tag not in ("mark", "rel", "conj", "num", "aux")
            ):
                start -= 1
            told = _source(text, sentence, start, end, lexicon) or _before_aside(
                text, sentence, start, k, lexicon
            )
            if (
                not told
                and low in ("claimed", "claims")
                and end > start
                and lexicon.sources["party"] & set(lows[end + 1 :])
            ):
                span = sentence.span(text, start, end - 1)
                told = [(span.start, span.text, "party")]
            found += told
    return found


def said_at_first(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """As in "The police initially said that three people were killed": whether what stands at token `at` was
    overtaken since.
    """
    if _AT_FIRST.isdisjoint(sentence.words):
        return False
    saying, lows = lexicon.words["saying"], sentence.lows
    if lows[:3] in (["in", "an", "earlier"], ["in", "his", "earlier"]) and not saying.isdisjoint(lows[3:at]):
        return True  # "In an earlier post, he had said three were killed"
    for k in range(at - 1, 0, -1):
        if lows[k] in saying:
            return lows[k - 1] in _AT_FIRST or lows[k + 1] in _AT_FIRST
    return False


def _source(
    text: str, sentence: Sentence, start: int, end: int, lexicon: Lexicon
) -> list[tuple[int, str, SourceKind]]:
    while end > start and sentence.tokens[end - 1].tag in ("adv", "have", "date"):
        end -= 1
    if end <= start:
        return []
    lows = _words(sentence, start, end)
    if any(
        side == "militants" and start <= first and last == end for first, last, side, _ in sentence.parties
    ):
        span = sentence.span(text, start, end - 1)
        return [(span.start, span.text, "party")]
    for kind in KINDS:
        if lows & lexicon.sources[kind]:
            span = sentence.span(text, start, end - 1)
            return [(span.start, span.text, kind)]
    return _apposed(text, sentence, start, end, lexicon)


def _before_aside(
    text: str, sentence: Sentence, start: int, verb: int, lexicon: Lexicon
) -> list[tuple[int, str, SourceKind]]:
    """As in "Mr Musa, the member for Zhob, also confirmed": the words before the verb's comma say who."""
    if start < 2 or sentence.lows[start - 1] != ",":
        return []
    if any(sentence.tokens[k].tag not in ("adv", "have") for k in range(start, verb)):
        return []
    first = start - 1
    while first > 0 and start - first < _REACH + 6 and sentence.tokens[first - 1].tag not in ("mark", "rel"):
        first -= 1
    return _source(text, sentence, first, start - 1, lexicon)


def _inverted(sentence: Sentence, at: int) -> int:
    """As in "…," said Musa Ali: where the speaker behind the verb ends; 0 where none stands there."""
    if at == 0 or sentence.lows[at - 1] not in (",", "?", "!") or at + 1 >= len(sentence.tokens):
        return 0
    first = sentence.tokens[at + 1]
    if first.tag not in ("art", "def", "poss") and not (first.tag == "word" and first.text[:1].isupper()):
        return 0
    return _stretch(sentence, at + 1)


def _stretch(sentence: Sentence, at: int) -> int:
    """Where the phrase that begins at a token ends: at a mark, a relative or a verb."""
    end = at
    while (
        end < len(sentence.tokens)
        and end - at < _REACH
        and sentence.tokens[end].tag not in ("mark", "rel", "aux", "have")
    ):
        end += 1
    return end


def _words(sentence: Sentence, start: int, end: int) -> set[str]:
    """The words of a stretch, and its pairs of neighbours ("village_head")."""
    lows = sentence.lows[start:end]
    return {*lows, *(f"{a}_{b}" for a, b in pairwise(lows))}


def _apposed(
    text: str, sentence: Sentence, start: int, end: int, lexicon: Lexicon
) -> list[tuple[int, str, SourceKind]]:
    """As in "The village head, Danladi Gyang, said": the noun before the name says who the source is."""
    if start < 2 or sentence.lows[start - 1] != ",":
        return []
    first = start - 1
    while (
        first > 0 and start - first < _REACH and sentence.tokens[first - 1].tag not in ("mark", "rel", "conj")
    ):
        first -= 1
    lows = _words(sentence, first, start - 1)
    for kind in KINDS:
        if lows & lexicon.sources[kind] and end > start:
            span = sentence.span(text, start, end - 1)
            return [(span.start, span.text, kind)]
    return []
