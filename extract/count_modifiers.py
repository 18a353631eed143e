"""What may stand between the opener of a phrase and its head, and what ends it: the tests of one word."""

from __future__ import annotations

from extract.count_figures import peoples
from extract.count_group import REMAINS, Group
from extract.count_party_names import PartyNames
from extract.count_tokens import DeedAt

#: What follows people and says when: "killed a soldier hours later".
_TIMES = frozenset(
    ("hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "minutes", "time")
)


class Modifiers(PartyNames):
    """Reads one word inside a phrase, given what was read of the phrase before it."""

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
            and at == self.sentence.head_end(group.head_at)
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
