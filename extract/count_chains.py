"""Links between groups and outcome words, and what every reader of links asks of a sentence.

Which groups stand together ("two soldiers and a civilian"), which lie among others, what rules a group, and
whether what is told happened at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.count_groups import Group
from extract.count_tokens import DeedAt, Sentence, Token
from extract.lexicon import Lexicon

_COORDINATORS = frozenset({"and", "&", ",", "or", "plus", "/"})
_LONGEST_CHAIN = 24
_WITH = frozenset({"along", "together"})


@dataclass(slots=True)
class Link:
    """One group with one outcome. `host` is the link whose people this one's lie among."""

    group: Group
    deed: DeedAt
    rule: str
    chain: int
    host: Link | None = None
    outcome: str = ""
    unreal: bool = False
    toll: bool = False
    inside: bool = False
    suicide: bool = False
    overtaken: bool = False
    pair: list[Group] = field(default_factory=list)


def _parenthesised(lows: Sequence[str]) -> set[int]:
    """The indices between a "(" and its ")"."""
    inside: set[int] = set()
    if "(" not in lows:
        return inside
    opened: list[int] = []
    for k, low in enumerate(lows):
        if low == "(":
            opened.append(k)
        elif low == ")" and opened:
            inside.update(range(opened.pop(), k + 1))
    return inside


class Chains:
    """One sentence with its groups: positions, coordination, government, reality, and the links made
    so far.
    """

    def __init__(self, sentence: Sentence, groups: list[Group], lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.tokens: Sequence[Token] = sentence.tokens
        self.lows = sentence.lows
        self.groups = groups
        self.lexicon = lexicon
        self.words = lexicon.words
        self.things = lexicon.words["things"]
        self.starts = {g.start: g for g in groups}
        self.at_stop = {g.stop: g for g in groups}
        self.inner = {d.start for g in groups for d in g.inner}
        self.counted = {g.counted.start for g in groups if g.counted}
        self.part_memo: dict[int, bool] = {}
        self.parenthesised = _parenthesised(self.lows)
        self.links: list[Link] = []
        self.claimed: set[tuple[int, str]] = set()
        self.chains = 0

    def _before(self, at: int) -> int:
        """The index of the last token before `at` that is no adverb; -1 where there is none."""
        at -= 1
        while at >= 0 and self.tokens[at].tag in ("adv", "date"):
            at -= 1
        return at

    def _after(self, at: int) -> int:
        size = len(self.tokens)
        while at < size and (self.tokens[at].tag == "adv" or (self.tokens[at].tag == "have" and False)):
            at += 1
        return at

    def _ends(self) -> set[int]:
        return {g.end - 1 for g in self.groups}

    def _cluster(self, at: int) -> int:
        """The first token of the verb group that ends before `at`: over auxiliaries, adverbs, modals."""
        while at > 0 and self.tokens[at - 1].tag in ("adv", "aux", "have", "modal", "date"):
            at -= 1
        return at

    def _adjacent_group(self, at: int) -> Group | None:
        at = self._cluster(at)
        if at > 0 and self.tokens[at - 1].tag == "rel":
            at -= 1
        if at > 0 and self.lows[at - 1] == ",":
            at -= 1
        return self.at_stop.get(at)

    def _near(self, group: Group, at: int) -> bool:
        return all(
            self.tokens[k].tag in ("adv", "rel", "date") or self.lows[k] == "," for k in range(group.stop, at)
        )

    def _blocked(self, start: int, end: int) -> bool:
        """Whether a clause ends between two tokens: a conjunction of clauses, or another outcome word."""
        relative = False
        for k in range(start, end):
            low = self.lows[k]
            if low == ";" or low in self.words["telling_verbs"]:
                return True
            if low in self.words["clause_openers"] and not (
                low == "as" and k > 0 and self.lows[k - 1] in self.words["named_as"]
            ):
                return True
            if self.tokens[k].tag == "rel" and low in ("who", "that", "which", "whom", "whose"):
                relative = True
            deed = self.sentence.deed_at.get(k)
            if (
                deed is not None
                and k not in self.inner
                and not relative
                and deed.deed.form not in ("noun", "counted")
            ):
                after = deed.end
                reduced = deed.deed.form in ("past", "participle") and self.tokens[k - 1].tag != "aux"
                if not (reduced and after < end and self.tokens[after].tag == "prep"):
                    return True
        return False

    def _governed(self, group: Group) -> bool:
        """Whether a preposition rules the group ("in an attack by 20 gunmen")."""
        before = group.start - 1
        if before < 0:
            return False
        token = self.tokens[before]
        if token.tag != "prep":
            return token.low == "'s" and False
        return not (
            token.low == "of" and before > 0 and self.tokens[before - 1].tag == "num" and group.number is None
        )

    def _is_object(self, group: Group) -> bool:
        """Whether the group stands right behind an unknown verb or noun, as an object would."""
        before = group.start - 1
        if before < 0:
            return False
        token = self.tokens[before]
        if token.tag == "word":
            return token.low not in self.words["saying"]
        return any(
            d.end == group.start and d.deed.form in ("ing", "past", "base", "present")
            for d in self.sentence.deeds
        )

    def _unfit(self, group: Group) -> bool:
        if group.counted is not None and not group.head:
            return group.counted.deed.lemma not in ("body", "dead")
        return bool(group.name and group.head_at >= 0 and self.lows[group.head_at] in self.words["eventish"])

    def _opens_badly(self, host: Group) -> bool:
        before = host.start - 1
        return before >= 0 and self.lows[before] not in (",", "and")

    def _coordinator_before(self, start: int) -> int:
        """Where the coordination before a group begins; -1 where none stands there."""
        at = start - 1
        if at < 0:
            return -1
        low = self.lows[at]
        if low in _COORDINATORS:
            while at > 0 and self.lows[at - 1] in _COORDINATORS:
                at -= 1
            return at
        if low == "with" and at > 0 and self.lows[at - 1] in _WITH:
            return at - 1
        if low == "as" and at > 1 and self.lows[at - 1] == "well":
            return at - 2
        return -1

    def _name_before(self, at: int) -> Group | None:
        """A name that ends at a coordinator and begins its clause: "Toayman and his son were killed"."""
        if not self.sentence.cased:
            return None
        start = at
        while start > 0 and self.tokens[start - 1].tag == "word" and self.tokens[start - 1].text[0].isupper():
            start -= 1
        if start == at or at - start > 5 or start in self.starts_of_parties():
            return None
        before = start - 1
        if (
            before >= 0
            and self.lows[before] not in (",", "and", "that")
            and self.tokens[before].tag != "date"
        ):
            return None
        if self.lows[at] == "," or any(k in self.sentence.place_tokens for k in range(start, at)):
            return None
        if (
            any(start <= g.start < at and g.thing for g in self.groups)
            or self.lows[at - 1] in self.words["eventish"]
        ):
            return None
        return Group(start, at, at, head_at=at - 1, implied=1, name=True)

    def starts_of_parties(self) -> set[int]:
        """Where named parties begin: they are no persons."""
        return {start for start, _, _, _ in self.sentence.parties}

    def _chain_left(self, group: Group) -> list[Group]:
        chain = [group]
        while len(chain) < _LONGEST_CHAIN:
            first = chain[0]
            at = self._coordinator_before(first.start)
            if at < 0:
                return chain
            if self.lows[first.start - 1] == "or" and first.number is None:
                host = self.at_stop.get(at)
                if len(chain) == 1 and host is not None and host.number is not None and not host.thing:
                    host.disputed = True
                    chain = [host]
                    continue
                chain.pop(0)
                if not chain:
                    chain = [first]
            if len(chain) == 1 and self.lows[at : first.start] == [","] and first.number is None:
                return chain
            for host in reversed(self.groups):
                if host.stop <= at:
                    break
            else:
                name = self._name_before(at)
                return [name, *chain] if name is not None else chain
            if (
                host.stop < at
                and host.end <= at
                and (name := self._name_before(at)) is not None
                and name.start >= host.stop
            ):
                chain.insert(0, name)
                continue
            if host.name and host.end - host.start > 4:
                return chain
            if host.thing or host.pronoun or self._blocked(host.stop, at) or self._governed(host):
                return chain
            if self._is_part(host) or self._unfit(host):
                return chain
            if any(self.tokens[k].tag in ("aux", "modal", "have") for k in range(host.stop, at)):
                return chain
            if host.stop < at and self.tokens[host.stop].tag == "word":
                return chain
            if self._is_object(host) or (host.name and self._opens_badly(host)):
                return chain
            chain.insert(0, host)
        return chain

    def _chain_right(self, group: Group) -> list[Group]:
        chain = [group]
        first = next((n for n, g in enumerate(self.groups) if g.start >= group.stop), len(self.groups))
        for nxt in self.groups[first : first + _LONGEST_CHAIN]:
            at = self._coordinator_before(nxt.start)
            if any(
                (k in self.sentence.deed_at and k not in self.inner)
                or self.tokens[k].tag in ("aux", "modal", "have")
                for k in range(chain[-1].stop, nxt.start)
            ):
                break
            if self._blocked(chain[-1].stop, nxt.start):
                break
            if self._is_part(nxt):
                break
            if at < 0:
                if self._governed(nxt) or nxt.thing:
                    continue
                break
            if nxt.name and self.tokens[nxt.start].tag == "def":
                break
            beside = self.at_stop.get(at)
            if beside is not None and beside not in chain and nxt.bare:
                break
            ruled = any(self.tokens[k].tag == "prep" for k in range(chain[-1].stop, max(at, chain[-1].stop)))
            if beside is None and ruled and nxt.bare:
                break
            if self.lows[nxt.start - 1] == "," and self._speaks(nxt):
                break
            if self.lows[nxt.start - 1] == "or" and nxt.number is None:
                break
            if nxt.thing or nxt.pronoun or self._is_subject(nxt) or (nxt.counted and nxt.number is None):
                break
            chain.append(nxt)
        return chain

    def _speaks(self, group: Group) -> bool:
        """As in "killed 23 people, a local official and a security source said": who says it is no victim."""
        for k in range(group.start, min(group.start + 14, len(self.lows))):
            if self.lows[k] in self.words["saying"]:
                return True
            if self.lows[k] in (",", ";") or k in self.sentence.deed_at:
                return False
        return False

    def _is_subject(self, group: Group) -> bool:
        """Whether a verb of its own follows the group."""
        at = self._after(group.stop)
        if at >= len(self.tokens):
            return False
        if self.tokens[at].tag in ("aux", "have", "modal") or self.lows[at] in self.words["saying"]:
            return True
        deed = self.sentence.deed_at.get(at)
        if deed is None:
            return False
        return deed.deed.form in ("past", "participle", "subject", "adjective", "base")

    def _is_part(self, group: Group) -> bool:
        known = self.part_memo.get(group.start)
        if known is None:
            known = self.part_memo[group.start] = self._reads_as_part(group)
        return known

    def _reads_as_part(self, group: Group) -> bool:
        """Whether "including", "among them", "of whom" or "of them" makes the group a part of another."""
        before = group.start - 1
        if group.of_them and group.number is not None:
            return True
        while (
            before >= 0
            and self.lows[before] in ("also", "possibly", "reportedly", "at", "least", "up", "to", ",")
            and before > group.start - 4
        ):
            if self.lows[before] == ",":
                break
            before -= 1
        if before < 0:
            return False
        low = self.lows[before]
        if self.tokens[before].tag == "subset" and low != "among":
            return True
        if self.lows[group.stop : group.stop + 2] in (["among", "them"], ["among", "whom"]):
            return True
        if low in ("them", "whom", "which") and before > 0 and self.lows[before - 1] in ("among", "of"):
            return True
        at = self._coordinator_before(group.start)
        if at > 0:
            host = self.at_stop.get(at)
            return host is not None and host is not group and host.start < group.start and self._is_part(host)
        return False

    def _unreal(self, deed: DeedAt, at: int) -> bool:
        """Whether what stands before says that it did not happen: "could kill", "planned to kill",
        "was not".
        """
        for k in range(at, deed.start):
            if self.tokens[k].tag in ("modal", "neg"):
                return True
        if (
            at > 0
            and self.tokens[at - 1].tag in ("modal", "neg")
            and self.tokens[at - 1].low not in ("no", "none")
        ):
            return True
        if deed.deed.form in ("base",) and at > 0 and self.lows[at - 1] == "to":
            return at < 2 or self.lows[at - 2] not in (
                "on",
                "went",
                "managed",
                "continued",
                "began",
                "proceeded",
            )
        for k in range(max(0, at - 3), at):
            if self.lows[k] in self.lexicon.unreal and self.tokens[k].tag != "prep":
                return deed.deed.form in ("ing", "base", "noun")
        return False

    def _hedged(self, at: int) -> bool:
        """Whether the words right before say that it is feared, planned or possible."""
        return any(
            self.lows[k] in self.lexicon.unreal or self.tokens[k].tag == "modal"
            for k in range(max(0, at - 3), at)
        )

    def _add(
        self, group: Group, deed: DeedAt, rule: str, chain: int, *, unreal: bool = False, outcome: str = ""
    ) -> Link | None:
        said = outcome or deed.deed.outcome
        if said == "freed" and group.counted is not None:
            return None
        if (group.start, said) in self.claimed:
            return None
        self.claimed.add((group.start, said))
        link = Link(group, deed, rule, chain, outcome=said, unreal=unreal)
        self.links.append(link)
        return link
