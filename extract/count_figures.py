"""The end of a phrase: whether it names people at all, who is its head, and how many they are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extract.count_group import COLLECTIVES, Group
from extract.count_tokens import Sentence, Token
from extract.lexicon import Lexicon
from extract.wordlists import load

_BODY_WORDS = frozenset(
    [
        "a",
        "the",
        "another",
        "dead",
        "charred",
        "decomposed",
        "bullet-riddled",
        "tortured",
        "mutilated",
        "headless",
        "unidentified",
        "burnt",
        "lifeless",
    ]
)


@cache
def peoples() -> frozenset[str]:
    """What people of a country are called, in the singular ("syrian")."""
    return frozenset(load("people")["peoples"].split())


@cache
def ordinals() -> dict[str, int]:
    """Ordinals in words with their place."""
    return {word: n for n, word in enumerate(load("people")["ordinals"].split(), 1)}


class Figures:
    """One sentence with what decides about the head and the figure of a phrase in it."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.tokens: Sequence[Token] = sentence.tokens
        self.lows = sentence.lows
        self.lexicon = lexicon
        self.things = lexicon.words["things"]
        self.deed_kinds = lexicon.words["deed_kinds"]

    def _settle(self, group: Group, begin: int, end: int) -> bool:
        """Decides number and head at the end of the phrase; False where it is no group of people."""
        tokens, lows = self.tokens, self.lows
        if group.counted is not None:
            group.end = group.stop = max(group.end, group.counted.end)
            word = lows[group.counted.end - 1]
            group.plural = word.endswith("s") or group.counted.deed.lemma in ("dead", "wounded", "injured")
            return self._figure_for_counted(group)
        if group.head is not None:
            if group.number is None and self._only_says_whose(group, end):
                return False
            group.end = group.stop = end
            group.plural = group.head.plural
            return self._figure_for_head(group)
        if group.number is not None:
            group.plural = (group.number.best or group.number.low or 2) != 1
            if begin < end and not self._open_head(group, begin, end) and group.thing:
                return False
            group.end = max(group.end, begin if group.head_at < 0 else group.head_at + 1)
            if begin < end and group.head_at < 0 and group.end <= begin:
                group.end = begin
            group.stop = group.end
            return True
        if group.zero:
            if group.end < group.start + 1:
                return False
            group.stop = group.end
            return True
        if group.more and tokens[group.start].tag in ("more", "art"):
            if begin < end:
                return self._single(group, begin, end)
            group.stop = group.end
            group.plural = lows[group.end - 1] == "others"
            if not group.plural:
                group.implied = 1 if lows[group.end - 1] in ("another", "other", "one") else None
            return group.plural or group.implied == 1
        if group.inner and group.definite:
            group.stop = group.end
            return group.end > group.start
        if group.implied == 2 and begin == end and lows[begin - 1] == "both":
            group.end = group.stop = begin
            return True
        if group.implied == 1 or group.owned or group.definite:
            return self._single(group, begin, end)
        return False

    def _only_says_whose(self, group: Group, end: int) -> bool:
        """As in "shot down a Yemeni helicopter": a people before a noun that is no person's."""
        if group.head is None or group.head.plural or group.head.word not in peoples():
            return False
        if end >= len(self.tokens) or group.head_at != end - 1 or end in self.sentence.deed_at:
            return False
        behind = self.tokens[end]
        noun = behind.tag == "word" and behind.text.islower() and not behind.low.endswith(("ed", "ing", "t"))
        return noun and self.sentence.cased

    def _is_name_piece(self, group: Group, begin: int, end: int) -> bool:
        """As in "the Monguno Local": a capital behind an article names a thing or a place, no person."""
        if not self.sentence.cased or self.tokens[group.start].tag not in ("art", "def"):
            return False
        return bool([t for t in self.tokens[begin:end] if t.text[:1].isupper()])

    def _figure_for_counted(self, group: Group) -> bool:
        if group.number is not None or group.zero:
            return True
        if group.head is not None and group.owner is not None:
            group.plural = group.head.plural
            group.implied = None if group.plural else 1
            group.bare = group.plural
            return True
        if group.implied == 1:
            before = self.lows[group.counted.start - 1] if group.counted is not None else ""
            odd = (
                group.counted is not None and group.counted.deed.lemma == "body" and before not in _BODY_WORDS
            )
            return not group.plural and not odd
        if group.owned and not group.plural:
            group.implied, group.definite = 1, True
            return True
        group.implied = None
        group.bare = True
        return group.plural or self._body_of(group)

    def _body_of(self, group: Group) -> bool:
        """As in "the body of a shepherd": the person stands behind "of"."""
        deed = group.counted
        if deed is None or deed.deed.lemma not in ("body", "corpse") or deed.end >= len(self.lows):
            return False
        return self.lows[deed.end] == "of"

    def _figure_for_head(self, group: Group) -> bool:
        head = group.head
        assert head is not None
        if group.number is not None or group.zero:
            return True
        if not head.plural:
            group.implied = 1
            group.bare = self.tokens[group.start].tag == "word" and not group.owned
            return True
        if group.implied == 1:
            group.implied = None
        group.bare = group.implied is None
        return True

    def _open_head(self, group: Group, begin: int, end: int) -> bool:
        """An open-class head behind a figure; False (and `thing`) where it is a thing."""
        value = group.number.best if group.number is not None else None
        for at in range(begin, end):
            low = self.lows[at]
            if low in self.things:
                group.thing = True
                return False
        for at in range(begin, end):
            low = self.lows[at]
            if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
                group.head_at = at
                group.end = at + 1
                return True
        if value == 1:
            group.head_at, group.end = end - 1, end
            return True
        return False

    def _single(self, group: Group, begin: int, end: int) -> bool:
        """As in "a caretaker", "his bakery": one unknown noun; kept as a group, the link decides."""
        if end <= begin:
            return False
        last = end - 1
        if self._is_name_piece(group, begin, end) or self.lows[last] in COLLECTIVES:
            group.thing = True
        number = self.tokens[last].number
        ordinal = self.lows[last] in ordinals() or (number is not None and number.kind == "ordinal")
        if end - begin == 1 and ordinal and self.tokens[group.start].tag == "art":
            group.more, group.implied, group.end, group.stop = True, 1, end, end
            return True
        if (
            self.lows[last] in self.things
            or self.lows[last] == "old"  # "less than a year old"
            or not self.lexicon.event_nouns.isdisjoint(self.lows[begin:end])
            or end - begin > 4
        ):
            group.thing = True
        group.head_at, group.end, group.stop = last, end, end
        group.plural = self.lows[last].endswith("s") and not self.lows[last].endswith(("ss", "us", "is"))
        group.implied = None if group.plural else 1
        group.name = True
        return True
