"""Words by which a segment begins another event than the one told before it."""

from __future__ import annotations

from extract.count_tokens import Sentence
from extract.incident_words import words_of
from extract.scope_frame import Frame

_MORE = frozenset(("another", "separate", "similar"))
_IN_TURN = frozenset(("second", "third"))
#: So many characters behind "in" a noun with its article stands.
_NEAR = 30


def before_that(frame: Frame, sentence: Sentence, first: int) -> bool:
    """As in "Before the ambush, the army said five rebels had died in clashes": what came before that."""
    if sentence.lows[first : first + 2] not in (["before", "the"], ["before", "that"], ["prior", "to"]):
        return False
    comma = next((t.start for t in sentence.tokens[first : first + 8] if t.low == ","), 0)
    return any(t.form == "noun" and t.definite and t.at < comma for t in frame.triggers)


def also_there(sentence: Sentence, first: int) -> bool:
    """As in "Also in Zhob, a bomb …", "Also on Sunday, six men …": one more at that place or day."""
    if sentence.lows[first : first + 1] not in (["also"], ["then"]) or first + 1 >= len(sentence.tokens):
        return False
    after = sentence.tokens[first + 1]
    if sentence.lows[first] == "then":
        return after.low == ","  # "similar raids last year. Then, over 200 people died"
    return after.low == "," or after.tag == "date" or after.low in ("in", "on", "near", "at")


def one_more(frame: Frame, sentence: Sentence, first: int) -> bool:
    """As in "Officials said another ambush occurred …, where two died": an event beside the one told."""
    if frame.opening and _another_when(frame, sentence, first):
        return True
    if (_MORE | _IN_TURN).isdisjoint(sentence.words):
        return False
    for k in range(first, min(first + 14, len(sentence.tokens))):
        a_second = sentence.lows[k] in _IN_TURN and sentence.lows[k - 1 : k] == ["a"]
        if sentence.lows[k] in _MORE or a_second:
            ahead = {t.start for t in sentence.tokens[k + 1 : k + 4]}
            if any(t.at in ahead and t.form == "noun" for t in frame.triggers):
                return True
    return False


def _another_when(frame: Frame, sentence: Sentence, first: int) -> bool:
    """As in "Another soldier was killed when rebels attacked a post in Zhob": somebody else in a paragraph of
    its own, and an attack that is told with its maker.
    """
    if sentence.lows[first] not in ("another", "two", "three", "four") or "when" not in frame.words:
        return False
    if not (frame.counts and frame.counts[0].more) or any(t.definite for t in frame.triggers):
        return False
    when = next((t.start for t in sentence.tokens[first:] if t.low == "when"), sentence.end)
    strong = [t for t in frame.triggers if t.form == "verb" and t.word not in words_of("weak")]
    return any(t.at > when for t in strong) and frame.counts[0].at < when


def also_in_one(frame: Frame, sentence: Sentence, first: int, last: int) -> bool:
    """As in "Three officers were also killed in an attack by …": one more event."""
    if "also" not in frame.words:
        return False
    also = next(k for k in range(first, last) if sentence.lows[k] == "also")
    behind = [
        k for k in range(also, last - 1) if sentence.lows[k] == "in" and sentence.tokens[k + 1].tag == "art"
    ]
    starts = [sentence.tokens[k].start for k in behind]
    one = [t for t in frame.triggers if t.form == "noun" and not t.definite]
    one = [t for t in one if any(0 < t.at - at < _NEAR for at in starts)]
    if not frame.places and frame.date is None:
        one = [t for t in one if t.kind != "clash"]  # "15 rebels also died in an exchange of fire"
    return bool(one) and not any(t.definite for t in frame.triggers)
