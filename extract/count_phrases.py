"""Noun phrases: what opens one ("at least 12", "the", "two of his"), modifiers, and the head."""

from __future__ import annotations

from extract.count_figures import ordinals, peoples
from extract.count_group import COLLECTIVES, REMAINS, Group
from extract.count_party_names import PartyNames
from extract.count_tokens import DeedAt

#: Bodies of people whose name goes before things of theirs: "a police station", "a military truck".
_SERVICES = frozenset({"force", "service", "department"})
_INSTITUTIONS = frozenset({"police", "military", "troop"})
#: What follows people and says when: "killed a soldier hours later".
_TIMES = frozenset(
    ("hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "minutes", "time")
)
_INCLUDED = frozenset({"include", "included", "includes"})
_REACH = 7
_WHOLE = frozenset(
    {"them", "us", "whom", "which", "these", "those", "the", "his", "her", "their", "its", "our"}
)


class Phrases(PartyNames):
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
        tokens, sentence = self.tokens, self.sentence
        begin, size = at, len(tokens)
        while at < size and at - begin < _REACH + 4:
            token = tokens[at]
            if sentence.parties and (behind := self._past_party(at)) > at:
                at = behind
                continue
            deed = sentence.deed_at.get(at)
            if deed is not None:
                step = self._deed_inside(group, deed, at)
                if step < 0:
                    break
                at = step
                continue
            if token.tag == "own":
                if group.head is None and at == begin:
                    break
                self._possessor(group)
                at += 1
                continue
            if at in sentence.heads:
                end, head = sentence.heads[at]
                if group.head is not None and not self._compounds(group, at) and not self._modifies(group):
                    break
                owner = head.word in _INSTITUTIONS or head.word in peoples()
                if owner and end < size and (self.lows[end] in self.things or self.lows[end] in _SERVICES):
                    at = end  # "shot down 35 Ukrainian drones", "joined the police force"
                    continue
                group.head, group.head_at = head, at
                at = end
                continue
            if token.tag == "age" or (token.tag == "more" and group.head is None):
                group.more = group.more or token.tag == "more"
                at += 1
                if token.tag == "more":
                    group.end = at
                continue
            if token.tag == "adv" and group.head is None and at + 1 < size and at > begin - 1:
                if self._head_near(at + 1, 3):
                    at += 1
                    continue
                break
            if token.tag == "figure" and token.number is not None and token.number.kind == "ordinal":
                group.ordinal = token.number.best
                at += 1
                continue
            if token.tag == "conj" and token.low == "and" and self._shares_head(group, begin, at):
                at += 1
                continue
            opens = token.low in ("(", "[") and (at > begin or group.number is not None)
            if opens and (behind := self._gloss(at)) > 0:
                group.head, group.head_at = None, -1
                at = behind
                continue
            if token.tag == "word" and len(token.text) == 1 and (behind := self._past_initials(at)) > at:
                at = behind
                continue
            if token.low in _INCLUDED:
                break  # "the wounded included civilians"
            if token.tag != "word":
                step = self._named_through(group, begin, at)
                if step < 0:
                    break
                group.head, group.head_at, at = None, -1, step
                continue
            if group.head is not None and self._of_a_thing(group, at):
                group.head, group.head_at = None, -1
                at += 1
                continue
            goes_on = self._runs_on(at) or (self._modifies(group) and self._head_near(at, 3))
            if group.head is not None and not goes_on:
                break
            group.ordinal = ordinals().get(token.low, group.ordinal)
            at += 1
        return at

    def _of_a_thing(self, group: Group, at: int) -> bool:
        """As in "35 Ukrainian missiles", "nine Russian Shahed-type drones": whose things they are."""
        head = group.head
        if head is None or head.plural or group.head_at + 1 != at:
            return False
        for k in range(at, min(at + 3, len(self.tokens))):
            low = self.tokens[k].low
            if low in self.things:
                return low not in _TIMES
            if self.tokens[k].tag != "word" or k in self.sentence.heads or k in self.sentence.deed_at:
                return False
        return False

    def _past_party(self, at: int) -> int:
        """Behind the name of a party of several words, as in "six New People's Army guerrillas", where the
        phrase goes on to its head; else `at`.
        """
        for start, end, _, _ in self.sentence.parties:
            if start == at and end - start > 1:
                return end if self._head_near(end, 3) or self._short_form(end) else at
        return at

    def _past_initials(self, at: int) -> int:
        """Behind capitals with full stops, as in "two U.S. soldiers", "five U.S.-backed fighters", where the
        phrase goes on to its head; else `at`.
        """
        tokens, stop = self.tokens, at
        while stop + 1 < len(tokens) and len(tokens[stop].text) == 1 and tokens[stop].text.isupper():
            if tokens[stop + 1].low != "." or tokens[stop + 1].start != tokens[stop].end:
                break
            stop += 2
        if at < stop < len(tokens) and tokens[stop].low == "-":
            stop += 1
        return stop if stop > at and self._head_near(stop, 3) else at

    def _shares_head(self, group: Group, begin: int, at: int) -> bool:
        """As in "6 TTP and foreign militants": one figure over two modifiers of one head."""
        several = group.number is not None and (group.number.best or group.number.low or 2) > 1
        return (
            group.head is None
            and at > begin
            and several
            and self._head_near(at + 1, 3)
            and at not in self.sentence.deed_at
        )

    def _modifies(self, group: Group) -> bool:
        """Whether the head found so far can only be a modifier: a singular behind a figure above one, or a
        people ("Yemeni pro-government troops").
        """
        number = group.number
        if group.head is None or group.head.plural:
            return False
        opens = group.head_at == group.start or (group.implied == 1 and group.head_at == group.start + 1)
        if group.head.word == "deputy":
            return True  # "the deputy district police chief"
        if opens and group.head.word in peoples():
            return self.lows[group.head_at] == group.head.word
        if number is None:
            return False
        return (number.best or number.low or number.high or 2) > 1

    def _deed_inside(self, group: Group, deed: DeedAt, at: int) -> int:
        """An outcome word met inside: head ("12 deaths"), modifier ("three wounded men"), or the end (-1)."""
        form = deed.deed.form
        bare = self.tokens[group.start].tag == "word" and not group.owned
        if bare and at > group.start and form in ("past", "participle"):
            return -1
        if at > group.start + 1 and form == "past" and self._is_maker(at - 1):
            return -1  # "a bomb injured Sergeant Reyes"
        if (
            form == "counted"
            and group.head is None
            and group.owner is not None
            and deed.deed.lemma in REMAINS
        ):
            owner = group.owner
            group.head, group.head_at = owner.head, owner.head_at
            group.number, group.implied, group.counted = owner.number, owner.implied, deed
            return deed.end
        behind = self.lows[deed.end] if deed.end < len(self.lows) else ""
        if form in ("counted", "noun") and group.head is None and behind in self.deed_kinds:
            return -1
        if form == "counted" and group.head is None:
            group.counted, group.end = deed, deed.end
            after = deed.end
            if after < len(self.tokens) and self.lows[after] == "of":
                return -1 if after + 1 >= len(self.tokens) else deed.end
            return deed.end
        if (
            form == "counted"
            and group.head is not None
            and at == self._head_end(group)
            and deed.deed.lemma in REMAINS
        ):
            group.counted = deed
            return deed.end
        told = group.number is not None or group.zero or self.lows[deed.end - 1].endswith("s")
        if form == "noun" and group.head is None and told:
            group.counted, group.end = deed, deed.end
            return deed.end
        if group.head is None and group.counted is None and form in ("past", "participle", "adjective"):
            if deed.end - deed.start == 1 and self._head_near(deed.end, 3):
                group.inner.append(deed)
                return deed.end
            if group.definite and not group.inner and (group.number is not None or group.partitive):
                follows = self.tokens[deed.end].tag if deed.end < len(self.tokens) else "mark"
                if follows in ("aux", "have", "mark", "rel"):
                    group.inner.append(deed)
                    group.end = deed.end
                    return deed.end
        return -1

    def _is_maker(self, at: int) -> bool:
        """Whether a word is a thing or an event that kills and wounds: "a bomb", "the blast"."""
        hit = self.lexicon.events.match(self.lows[at : at + 1], 0)
        return self.lows[at] in self.things or (hit is not None and hit[1][1] != "verb")

    def _head_end(self, group: Group) -> int:
        found = self.sentence.heads.get(group.head_at)
        return found[0] if found else -1

    def _possessor(self, group: Group) -> None:
        """What stood before "'s" owns the group: "the minister's driver"."""
        number = group.number
        several = number is not None and (number.best or number.low or number.high or 2) > 1
        if several and group.head is not None and not group.head.plural:
            group.head, group.head_at = None, -1  # "three sheriff's deputies": the figure is the deputies'
            return
        if group.head is not None:
            owner = Group(
                group.start, group.end, group.end, group.head, group.head_at, group.number, group.implied
            )
            owner.plural, owner.definite = group.head.plural, group.definite
            group.owner = owner
        group.head, group.head_at, group.number = None, -1, None
        group.owned, group.implied, group.bare = True, None, False

    def _compounds(self, group: Group, at: int) -> bool:
        """Whether the head at `at` goes on from the one before ("police officers", "Taliban commander
        Name").
        """
        before = self.sentence.heads[group.head_at][0]
        between = self.tokens[before:at]
        if between and self._named_corps(group, before, at):
            return True
        if (
            group.head is not None
            and group.head.plural
            and group.head.word not in ("police", "military", "personnel", "levy", "ranger")
        ):
            return not between and self.sentence.heads[at][1].plural
        return not between

    def _runs_on(self, at: int) -> bool:
        """A name behind a title: "Commander Gul Agha", "journalist Maria Paz"."""
        token = self.tokens[at]
        return self.sentence.cased and token.text[0].isupper()
