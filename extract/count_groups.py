"""Groups of people in a sentence: "at least 12 soldiers", "a policeman", "the two wounded", "militants".

A small noun-phrase reader: an opener (number, article, possessive, plural noun), modifiers, a head. The head
is a person word of the lexicon or, after a number, any plural that is no thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.count_tokens import DeedAt, Sentence, Token
from extract.lexicon import Head, Lexicon
from extract.numbers import NumberMention

_REACH = 7
_STARTERS = frozenset({"num", "art", "def", "poss", "neg", "word", "more", "age"})
#: What a phrase goes on over before its head; anything else ends it.
_PASSED = frozenset({"word", "age", "adv", "figure", "conj"})
_COLLECTIVES = frozenset(
    [
        "group",
        "gang",
        "band",
        "team",
        "pair",
        "trio",
        "couple",
        "crowd",
        "squad",
        "family",
        "total",
        "number",
        "maximum",
        "minimum",
        "further",
        "additional",
        "mob",
        "unit",
        "contingent",
        "party",
        "convoy",
        "crew",
    ]
)
_REMAINS = frozenset({"body", "corpse", "death"})
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
_PERSONAL = frozenset({"he", "she", "him", "himself", "herself"})
_WHOLE = frozenset(
    {"them", "us", "whom", "which", "these", "those", "the", "his", "her", "their", "its", "our"}
)


@dataclass(slots=True)
class Group:
    """People named together: tokens `start` to `end` (exclusive), `stop` behind what follows the head.

    `number` is the figure, else `implied` ("a soldier" 1); both None for a plural without a figure, `zero`
    for "no soldiers". `definite` groups may repeat one told before; `more` ones ("three others") come on top.
    `counted` is the outcome word that is the head itself ("12 deaths"); `inner` are outcome words inside
    ("three wounded soldiers"). `partitive`: a part of those named ("one of the attackers"), `of_them`
    where those are only a pronoun. `disputed`: two nouns are offered for the same people ("4 civilians or
    militants").
    """

    start: int
    end: int
    stop: int
    head: Head | None = None
    head_at: int = -1
    number: NumberMention | None = None
    implied: int | None = None
    zero: bool = False
    plural: bool = False
    definite: bool = False
    more: bool = False
    partitive: bool = False
    pronoun: bool = False
    name: bool = False
    thing: bool = False
    bare: bool = False
    counted: DeedAt | None = None
    inner: list[DeedAt] = field(default_factory=list)
    of_them: bool = False
    disputed: bool = False
    owned: bool = False
    owner: Group | None = None


class GroupReader:
    """Reads the groups of one sentence, left to right, none inside another."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.tokens: Sequence[Token] = sentence.tokens
        self.lows = sentence.lows
        self.lexicon = lexicon
        self.things = lexicon.words["things"]
        self.party_ends = {start: end for start, end, _, _ in sentence.parties}

    def all(self) -> list[Group]:
        """Every group of the sentence."""
        groups: list[Group] = []
        at, size = 0, len(self.tokens)
        near = self._near()
        while at < size:
            deed = self.sentence.deed_at.get(at)
            if deed is not None and deed.end - deed.start > 1 and deed.deed.form != "counted":
                at = deed.end
                continue
            tag = self.tokens[at].tag
            if tag == "word" and not near[at]:
                at += 1
                continue
            alone = self._object_her(at)
            group = self._read(at) if tag in _STARTERS and not alone and not self._verb_here(at) else None
            if group is None and (tag == "pron" or alone):
                group = self._pronoun(at)
            if group is None or group.end <= at:
                at += 1
                continue
            groups.append(group)
            at = group.end
        return groups

    def _near(self) -> list[bool]:
        """For each token whether a phrase of plain words that begins there can hold people at all.

        Most words begin none, and to find that out by reading the phrase would cost the most of all.
        """
        heads, deeds = self.sentence.heads, self.sentence.deed_at
        near = [False] * len(self.tokens)
        coming = False
        for at in range(len(near) - 1, -1, -1):
            token = self.tokens[at]
            if at in heads or at in deeds or token.tag in ("own", "more") or token.low in _COLLECTIVES:
                coming = True
            elif token.tag not in _PASSED:
                coming = False
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

    def _opener(self, group: Group, at: int) -> int:
        """Takes articles, negation and the number; the index of the first modifier, -1 where no group
        opens.
        """
        token = self.tokens[at]
        size = len(self.tokens)
        if token.tag == "neg":
            if token.low in ("nobody",):
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
        if at + 2 < len(tokens) and lows[at] in _COLLECTIVES and lows[at + 1] == "of":
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
            and tokens[at + 1].tag == "word"
        ):
            return at + 1
        return at

    def _walk(self, group: Group, at: int) -> int:
        """Over modifiers and head; the index behind the phrase."""
        tokens, sentence = self.tokens, self.sentence
        begin, size = at, len(tokens)
        while at < size and at - begin < _REACH + 4:
            token = tokens[at]
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
                at += 1
                continue
            if token.tag == "conj" and token.low == "and" and self._shares_head(group, begin, at):
                at += 1
                continue
            if token.tag != "word":
                break
            goes_on = self._runs_on(at) or (self._modifies(group) and self._head_near(at, 3))
            if group.head is not None and not goes_on:
                break
            at += 1
        return at

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
        """Whether the head found so far can only be a modifier: a singular behind a figure above one."""
        number = group.number
        if group.head is None or group.head.plural:
            return False
        if number is None:
            return False
        return (number.best or number.low or number.high or 2) > 1

    def _deed_inside(self, group: Group, deed: DeedAt, at: int) -> int:
        """An outcome word met inside: head ("12 deaths"), modifier ("three wounded men"), or the end (-1)."""
        form = deed.deed.form
        bare = self.tokens[group.start].tag == "word" and not group.owned
        if bare and at > group.start and form in ("past", "participle"):
            return -1
        if (
            form == "counted"
            and group.head is None
            and group.owner is not None
            and deed.deed.lemma in _REMAINS
        ):
            owner = group.owner
            group.head, group.head_at = owner.head, owner.head_at
            group.number, group.implied, group.counted = owner.number, owner.implied, deed
            return deed.end
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
            and deed.deed.lemma in _REMAINS
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

    def _is_event(self, at: int) -> bool:
        hit = self.lexicon.events.match(self.lows[at : at + 1], 0)
        return hit is not None and hit[1][1] != "verb"

    def _head_end(self, group: Group) -> int:
        found = self.sentence.heads.get(group.head_at)
        return found[0] if found else -1

    def _head_near(self, at: int, reach: int) -> bool:
        tokens, heads, deeds = self.tokens, self.sentence.heads, self.sentence.deed_at
        for k in range(at, min(at + reach, len(tokens))):
            if k in heads:
                return True
            if tokens[k].tag not in ("word", "age") or k in deeds:
                return False
        return False

    def _possessor(self, group: Group) -> None:
        """What stood before "'s" owns the group: "the minister's driver"."""
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
        if (
            group.head is not None
            and group.head.plural
            and group.head.word not in ("police", "military", "personnel")
        ):
            return not between and self.sentence.heads[at][1].plural
        return not between

    def _runs_on(self, at: int) -> bool:
        """A name behind a title: "Commander Gul Agha", "journalist Maria Paz"."""
        token = self.tokens[at]
        return self.sentence.cased and token.text[0].isupper()

    def _settle(self, group: Group, begin: int, end: int) -> bool:
        """Decides number and head at the end of the phrase; False where it is no group of people."""
        tokens, lows = self.tokens, self.lows
        if group.counted is not None:
            group.end = group.stop = max(group.end, group.counted.end)
            word = lows[group.counted.end - 1]
            group.plural = word.endswith("s") or group.counted.deed.lemma in ("dead", "wounded", "injured")
            return self._figure_for_counted(group)
        if group.head is not None:
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
                group.implied = 1 if lows[group.end - 1] in ("another", "other") else None
            return group.plural or group.implied == 1
        if group.inner and group.definite:
            group.stop = group.end
            return group.end > group.start
        if group.implied == 1 or group.owned or group.definite:
            return self._single(group, begin, end)
        return False

    def _is_name_piece(self, group: Group, begin: int, end: int) -> bool:
        """As in "the Monguno Local": a capital behind an article names a thing or a place, no person."""
        opened = self.tokens[group.start].tag in ("art", "def")
        return (
            self.sentence.cased
            and opened
            and any(self.tokens[k].text[:1].isupper() for k in range(begin, end))
        )

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
        if self._is_name_piece(group, begin, end) or self.lows[last] in _COLLECTIVES:
            group.thing = True
        number = self.tokens[last].number
        if end - begin == 1 and number is not None and number.kind == "ordinal":
            group.more, group.implied, group.end, group.stop = True, 1, end, end
            return True
        if (
            any(self.lows[k] in self.things or self._is_event(k) for k in range(begin, end))
            or end - begin > 4
        ):
            group.thing = True
        group.head_at, group.end, group.stop = last, end, end
        group.plural = self.lows[last].endswith("s") and not self.lows[last].endswith(("ss", "us", "is"))
        group.implied = None if group.plural else 1
        group.name = True
        return True
