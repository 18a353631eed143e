"""The grammar that every reader of links asks of a sentence: what rules a group, where a clause ends."""

from __future__ import annotations

from collections.abc import Sequence

from extract.count_group import Group
from extract.count_link import Link
from extract.count_tokens import DeedAt, Sentence, Token
from extract.lexicon import Lexicon

#: So many words a purpose may have before the next verb of its list.
_PURPOSE = 8
#: Marks that close what was put in: "five people — including a guard — dead".
_PAUSES = frozenset({",", "-", "–", "—", "--"})
_PHRASE = 7
_DASHES = frozenset({"—", "–", "--"})
_DOUBT = frozenset({"possibly", "potentially", "perhaps", "maybe"})


def _parenthesised(lows: Sequence[str]) -> set[int]:
    """The indices between a "(" or "[" and its ")" or "]"."""
    inside: set[int] = set()
    if "(" not in lows and "[" not in lows:
        return inside
    opened: list[int] = []
    for k, low in enumerate(lows):
        if low in ("(", "["):
            opened.append(k)
        elif low in (")", "]") and opened:
            inside.update(range(opened.pop(), k + 1))
    return inside


class Clauses:
    """One sentence with its groups: positions, government, clauses, reality, and the links made so far."""

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

    def _past_day(self, at: int) -> int:
        """Over adverbs and a day, as in "killed on Monday three rebels", "neutralised Thursday two men"."""
        at = self._after(at)
        day = at + (self.lows[at : at + 1] == ["on"])
        if day < len(self.tokens) and self.tokens[day].tag == "date":
            return self._after(day + 1)
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
        if at > 0 and self.lows[at - 1] in _PAUSES:
            at -= 1
        return self.at_stop.get(at)

    def _near(self, group: Group, at: int) -> bool:
        return all(
            self.tokens[k].tag in ("adv", "rel", "date") or self.lows[k] in _PAUSES
            for k in range(group.stop, at)
        )

    def _blocked(self, start: int, end: int) -> bool:
        """Whether a clause ends between two tokens: a conjunction of clauses, or another outcome word."""
        relative = False
        for k in range(start, end):
            low = self.lows[k]
            if low == ";" or low in self.words["telling_verbs"]:
                return True
            if low in self.words["clause_openers"] and not (
                low == "as" and k > 0 and (self.lows[k - 1] in self.words["named_as"] or self._as_well_as(k))
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
                if deed.deed.form == "ing" and self.lows[after : after + 1] == ["of"]:
                    continue  # "two rebels involved in the killing of a guard"
                if deed.deed.form == "ing" and k > start and self.lows[k - 1] in ("of", "for"):
                    continue  # "two men accused of killing a guard"
                reduced = deed.deed.form in ("past", "participle") and self.tokens[k - 1].tag != "aux"
                if not (reduced and after < end and self.tokens[after].tag == "prep"):
                    return True
        return False

    def _as_well_as(self, at: int) -> bool:
        """Whether an "as" is one of those of "as well as"."""
        return self.lows[at : at + 3] == ["as", "well", "as"] or self.lows[at - 2 : at + 1] == [
            "as",
            "well",
            "as",
        ]

    def _governed(self, group: Group) -> bool:
        """Whether a preposition rules the group ("in an attack by 20 gunmen")."""
        before = group.start - 1
        if before < 0:
            return False
        token = self.tokens[before]
        if token.tag != "prep":
            return token.low == "'s" and False
        if token.low == "as" and self._as_well_as(before):
            return False  # "a commander, as well as four rangers, were killed"
        if token.low == "with" and self.lows[before - 1 : before] in (["along"], ["together"]):
            return False  # "three rangers along with an elder were killed"
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
            if group.number is not None and self._opening_phrase(before):
                return False
            return token.low not in self.words["saying"] and token.low not in self.words["clause_openers"]
        return any(
            d.end == group.start and d.deed.form in ("ing", "past", "base", "present")
            for d in self.sentence.deeds
        )

    def _opening_phrase(self, last: int) -> bool:
        """As in "During the exchange two soldiers …": all up to `last` only says when or where."""
        if self.tokens[0].tag != "prep" or last > _PHRASE:
            return False
        return all(self.tokens[k].tag in ("prep", "def", "art", "word", "own") for k in range(last + 1))

    def _unfit(self, group: Group) -> bool:
        if group.counted is not None and not group.head:
            return group.counted.deed.lemma not in ("body", "corpse", "dead")
        return bool(group.name and group.head_at >= 0 and self.lows[group.head_at] in self.words["eventish"])

    def _opens_badly(self, host: Group) -> bool:
        before = host.start - 1
        return before >= 0 and self.lows[before] not in (",", "and")

    def starts_of_parties(self) -> set[int]:
        """Where named parties begin: they are no persons."""
        return {start for start, _, _, _ in self.sentence.parties}

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

    def _unreal(self, deed: DeedAt, at: int) -> bool:
        """Whether what stands before says that it did not happen: "could kill", "planned to kill",
        "was not".
        """
        for k in range(at, deed.start):
            if self.tokens[k].tag in ("modal", "neg") or self.lows[k] in _DOUBT:
                return True
        doubted = [k for k in range(max(0, at - 8), at) if self.lows[k] == "whether"]
        if doubted and not (self.lows[doubted[0] + 1] == "the" and self.tokens[doubted[0] + 2].tag == "num"):
            return True  # but "whether the 32 were killed in this raid" doubts where and not that
        other = next((d for d in self.sentence.deeds if d.end == at - 1), None) if at > 1 else None
        if other is not None and self.lows[at - 1] == "or" and other.deed.form == deed.deed.form:
            return self._unreal(other, self._cluster(other.start))
        if (
            at > 0
            and self.tokens[at - 1].tag in ("modal", "neg")
            and self.tokens[at - 1].low not in ("no", "none", "nobody", "no-one", "neither")
        ):
            return True
        listed = deed.deed.form == "base" and at > 1 and self.lows[at - 1] in ("and", ",")
        if listed and self._listed_purpose(at - 1):
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

    def _listed_purpose(self, at: int) -> bool:
        """As in "to intimidate and murder", "to raid hideouts, arrest suspects": the verb before the
        "and" or the comma at token `at` stands behind "to", and no other verb comes between.
        """
        for k in range(at - 1, max(0, at - _PURPOSE), -1):
            if self.lows[k - 1] == "to" and self.tokens[k].tag == "word":
                return k not in self.sentence.heads
            verb = self.sentence.deed_at.get(k)
            if self.tokens[k].tag in ("have", "aux", "modal", "rel", "num") or self.lows[k] == ";":
                return False
            if verb is not None and verb.deed.form in ("past", "participle", "subject", "present"):
                return False
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
        if said == "wounded" and group.counted is not None and group.counted.deed.outcome == "killed":
            return None  # "five bodies were taken to hospital"
        if (group.start, said) in self.claimed:
            return None
        self.claimed.add((group.start, said))
        link = Link(group, deed, rule, chain, outcome=said, unreal=unreal)
        self.links.append(link)
        return link
