"""Noun phrases: what opens one ("at least 12", "the", "two of his"), modifiers, and the head."""

from __future__ import annotations

from extract.count_figures import ordinals, peoples
from extract.count_group import COLLECTIVES, Group
from extract.count_modifiers import Modifiers

#: Bodies of people whose name goes before things of theirs: "a police station", "a military truck".
_SERVICES = frozenset({"force", "service", "department"})
_INSTITUTIONS = frozenset({"police", "military", "troop"})
_INCLUDED = frozenset({"include", "included", "includes"})
_REACH = 7
_WHOLE = frozenset(
    {"them", "us", "whom", "which", "these", "those", "the", "his", "her", "their", "its", "our"}
)


class Phrases(Modifiers):
    """Reads one phrase from its first word."""

    def _opener(self, group: Group, at: int) -> int:
        """Takes articles, negation and the number; the index of the first modifier, -1 where no group
        opens.
        """
        token = self.tokens[at]
        size = len(self.tokens)
        if token.tag == "neg":
            if token.low in ("nobody", "no-one"):
                group.zero, group.end = True, at + 1
                return at + 1
            if token.low not in ("no", "none", "neither"):
                return -1
            group.zero = True
            at += 1
            if at < size and self.lows[at] == "one":
                group.end = at + 1
                return at + 1
            if token.low == "none":
                group.end = at
            return at
        while at < size:
            token = self.tokens[at]
            if token.tag == "art":
                group.implied = 1
                group.more = group.more or token.low == "another"
                if token.low == "another" and self.lows[at + 1 : at + 2] == ["one"]:
                    at += 1
            elif token.tag == "def":
                group.definite = True
                if token.low == "both":
                    group.implied, group.plural = 2, True
            elif token.tag == "poss":
                group.owned = True
            elif token.tag == "more":
                group.more = True
            elif token.tag == "num" and token.number is not None:
                if group.number is not None:
                    break
                group.number, group.implied = token.number, None
            else:
                break
            at += 1
        if group.number is not None or group.more:
            group.end = at
        return at

    def _partitive(self, group: Group, at: int) -> bool:
        """As in "two of the attackers", "all of them", "three of whom": the head stands behind "of"."""
        tokens, lows = self.tokens, self.lows
        if not (group.number is not None or group.zero or group.definite or group.more):
            return False
        if at + 1 >= len(tokens) or lows[at] != "of":
            return False
        if group.number is not None and tokens[at + 1].tag == "num":
            inside = Group(at + 2, at + 2, at + 2)
            self._settle(inside, at + 2, self._walk(inside, at + 2))
            group.partitive, group.head, group.head_at = True, inside.head, inside.head_at
            group.end = group.stop = at
            return inside.head is not None
        if lows[at + 1] not in _WHOLE:
            return False
        if lows[at - 1] not in ("all", "both", "none") and group.number is None and not group.zero:
            return False
        group.partitive = True
        if lows[at + 1] in ("them", "us", "whom", "which"):
            group.end = group.stop = at + 2
            group.of_them = True
            self._described(group)
            return True
        inside = Group(at + 1, at + 1, at + 1)
        first = at + 1
        while first < len(tokens) and tokens[first].tag in ("def", "poss", "num", "more"):
            first += 1
        end = self._walk(inside, first)
        self._settle(inside, first, end)
        group.head, group.head_at, group.inner = inside.head, inside.head_at, inside.inner
        group.counted = inside.counted
        group.end = group.stop = max(end, at + 2)
        if end < len(tokens) and end in self.sentence.deed_at and inside.head is None:
            deed = self.sentence.deed_at[end]
            if deed.deed.form in ("past", "participle", "adjective") and first == end:
                group.inner = [deed]
                group.end = group.stop = deed.end
        return True

    def _described(self, group: Group) -> None:
        """As in "one of them a policeman", "eleven of them women": the noun behind says who they are."""
        first = group.stop
        while first < len(self.tokens) and self.tokens[first].tag in ("art", "def"):
            first += 1
        described = Group(first, first, first)
        end = self._walk(described, first)
        if described.head is not None and described.counted is None:
            group.head, group.head_at, group.stop = described.head, described.head_at, end
            group.end = end

    def _collective(self, group: Group, at: int) -> int:
        """As in "a group of 12 militants", "a total of": the figure behind "of" is the group's."""
        lows, tokens = self.lows, self.tokens
        if at + 2 < len(tokens) and lows[at] in COLLECTIVES and lows[at + 1] == "of":
            nxt = tokens[at + 2]
            if nxt.tag == "num":
                group.number, group.implied, group.end = nxt.number, None, at + 3
                return at + 3
            if nxt.tag == "word" and group.implied == 1:
                group.implied, group.plural = None, True
                return at + 2
        if (
            group.number is not None
            and at + 1 < len(tokens)
            and lows[at] == "of"
            and tokens[at + 1].tag in ("word", "more")
        ):
            if lows[at + 1] == "others":
                group.more, group.end = True, at + 2
                return at + 2
            return at + 1
        return at

    def _walk(self, group: Group, at: int) -> int:
        """Over modifiers and head; the index behind the phrase."""
        begin, size = at, len(self.tokens)
        while at < size and at - begin < _REACH + 4:
            step = self._step(group, begin, at)
            if step < 0:
                break
            at = step
        return at

    def _step(self, group: Group, begin: int, at: int) -> int:
        """Takes the next piece of a phrase whose modifiers begin at `begin`; -1 where the phrase ends."""
        token, sentence = self.tokens[at], self.sentence
        if sentence.parties and (behind := self._past_party(at)) > at:
            return behind
        deed = sentence.deed_at.get(at)
        if deed is not None:
            return self._deed_inside(group, deed, at)
        if token.tag == "own":
            if group.head is None and at == begin:
                return -1
            self._possessor(group)
            return at + 1
        if at in sentence.heads:
            return self._person_word(group, at)
        if token.tag == "word":
            return self._plain_word(group, at)
        return self._small_word(group, begin, at)

    def _person_word(self, group: Group, at: int) -> int:
        """Takes a person word as the head, or as one more modifier; -1 where the phrase has its head."""
        end, head = self.sentence.heads[at]
        if group.head is not None and not self._compounds(group, at) and not self._modifies(group):
            return -1
        owner = head.word in _INSTITUTIONS or head.word in peoples()
        if owner and end < len(self.lows) and (self.lows[end] in self.things or self.lows[end] in _SERVICES):
            return end  # "shot down 35 Ukrainian drones", "joined the police force"
        group.head, group.head_at = head, at
        return end

    def _plain_word(self, group: Group, at: int) -> int:
        """Takes a word of no class; -1 where it does not go on with the phrase."""
        token = self.tokens[at]
        if len(token.text) == 1 and (behind := self._past_initials(at)) > at:
            return behind
        if token.low in _INCLUDED:
            return -1  # "the wounded included civilians"
        if group.head is not None and self._of_a_thing(group, at):
            group.head, group.head_at = None, -1
            return at + 1
        goes_on = self._runs_on(at) or (self._modifies(group) and self._head_near(at, 3))
        if group.head is not None and not goes_on:
            return -1
        group.ordinal = ordinals().get(token.low, group.ordinal)
        return at + 1

    def _small_word(self, group: Group, begin: int, at: int) -> int:
        """Takes an age, "other", an adverb, an ordinal, "and", a bracket or what stands in a party's name; -1
        where it ends the phrase.
        """
        token = self.tokens[at]
        if token.tag == "age" or (token.tag == "more" and group.head is None):
            if token.tag == "more":
                group.more, group.end = True, at + 1
            return at + 1
        if token.tag == "adv" and group.head is None and at + 1 < len(self.tokens):
            return at + 1 if self._head_near(at + 1, 3) else -1
        if token.tag == "figure" and token.number is not None and token.number.kind == "ordinal":
            group.ordinal = token.number.best
            return at + 1
        if token.tag == "conj" and token.low == "and" and self._shares_head(group, begin, at):
            return at + 1
        opens = token.low in ("(", "[") and (at > begin or group.number is not None)
        behind = self._gloss(at) if opens else -1
        if behind < 0 and token.low not in _INCLUDED:
            behind = self._named_through(group, begin, at)
        if behind > 0:
            group.head, group.head_at = None, -1
        return behind
