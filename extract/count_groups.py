"""Groups of people in a sentence: "at least 12 soldiers", "a policeman", "the two wounded", "militants".

A small noun-phrase reader: an opener (number, article, possessive, plural noun), modifiers, a head. The head
is a person word of the lexicon or, after a number, any plural that is no thing.
"""

from __future__ import annotations

from extract.count_group import COLLECTIVES, Group
from extract.count_phrases import Phrases

_STARTERS = frozenset({"num", "art", "def", "poss", "neg", "word", "more", "age"})
#: What a phrase or a pronoun begins with.
_OPENING = _STARTERS | {"pron"}
#: What a phrase goes on over before its head; anything else ends it.
_PASSED = frozenset({"word", "age", "adv", "figure", "conj"})
_PERSONAL = frozenset({"he", "she", "him", "himself", "herself"})


class GroupReader(Phrases):
    """Reads the groups of one sentence, left to right, none inside another."""

    def all(self) -> list[Group]:
        """Every group of the sentence."""
        groups: list[Group] = []
        phrases = {
            d.start: d.end for d in self.sentence.deeds if d.end - d.start > 1 and d.deed.form != "counted"
        }
        near, tokens = self._near(), self.tokens
        opening = [at for at, t in enumerate(tokens) if t.tag in _OPENING and (near[at] or t.tag != "word")]
        floor = 0
        for at in sorted({*phrases, *opening}) if phrases else opening:
            if at < floor:
                continue
            if at in phrases:
                floor = phrases[at]
                continue
            tag = tokens[at].tag
            alone = tag == "poss" and self._object_her(at)
            group = self._read(at) if tag in _STARTERS and not alone and not self._verb_here(at) else None
            if group is None and (tag == "pron" or alone):
                group = self._pronoun(at)
            if group is not None and group.end > at:
                groups.append(group)
                floor = group.end
        return groups

    def _near(self) -> list[bool]:
        """For each token whether a phrase of plain words that begins there can hold people at all.

        Most words begin none, and to find that out by reading the phrase would cost the most of all.
        """
        heads, deeds = self.sentence.heads, self.sentence.deed_at
        at = len(self.tokens)
        near = [False] * at
        coming = False
        for _, _, _, low, tag, _ in reversed(self.tokens):
            at -= 1
            if not coming or tag not in _PASSED:
                coming = at in heads or at in deeds or tag in ("own", "more") or low in COLLECTIVES
            near[at] = coming
        return near

    def _object_her(self, at: int) -> bool:
        """Whether "her" stands by itself, as an object."""
        if self.lows[at] != "her":
            return False
        after = self.tokens[at + 1].tag if at + 1 < len(self.tokens) else "mark"
        return after not in ("word", "num", "age", "more", "adv")

    def _verb_here(self, at: int) -> bool:
        """Whether an outcome word begins here that people right before it do or suffer."""
        deed = self.sentence.deed_at.get(at)
        if deed is None or at == 0 or deed.deed.form == "counted":
            return False
        before = self.tokens[at - 1]
        return (
            before.tag in ("word", "num", "pron", "aux", "have", "adv", "rel")
            or at - 1 in self.sentence.heads
        )

    def _pronoun(self, at: int) -> Group | None:
        low = self.lows[at]
        if low in _PERSONAL or low == "her":
            return Group(at, at + 1, at + 1, implied=1, definite=True, pronoun=True)
        if low in ("they", "them") and self.lows[at + 1 : at + 2] == ["both"]:
            return Group(at, at + 2, at + 2, implied=2, plural=True, definite=True)
        if low in ("they", "them"):
            return Group(at, at + 1, at + 1, plural=True, definite=True, pronoun=True)
        return None

    def _read(self, at: int) -> Group | None:
        group = Group(at, at, at)
        at = self._opener(group, at)
        if at < 0:
            return None
        if self._partitive(group, at):
            return group
        at = self._collective(group, at)
        end = self._walk(group, at)
        return group if self._settle(group, at, end) else None
