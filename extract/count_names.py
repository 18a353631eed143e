"""People called by name: the victims that no noun of the lexicon names."""

from __future__ import annotations

from extract.count_chains import Chains
from extract.count_group import Group
from extract.count_tokens import DeedAt
from extract.person_names import is_given_name, may_name

_OF_PERSONS = frozenset(
    ["murder", "assassinate", "kidnap", "abduct", "assassination", "kidnapping", "abduction", "behead"]
)
_LOOSE_KILLING = frozenset({"body", "remains", "passing"})
_PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "abu", "ul", "ur", "de", "la", "dos", "da", "van", "von", "e"}
)


class Names(Chains):
    """Reads names where an outcome word wants its people."""

    def _name_at(self, at: int, deed: DeedAt) -> Group | None:
        """As in "killed Abu Ali al-Harithi", "the murder of Luis Galan": one person, called by name.

        Where capitals tell nothing, only words that nothing but a person can be the object of are read so.
        """
        if deed.deed.outcome not in ("killed", "abducted") or deed.deed.lemma in _LOOSE_KILLING:
            return None
        start = at
        while start < len(self.tokens) and self.tokens[start].tag == "age":
            start += 1
        end, capitals = start, 0
        while end < len(self.tokens) and end - start < 7 and self.tokens[end].tag == "word":
            capital = may_name(self.sentence, end)
            if not capital and self.lows[end] not in _PARTICLES:
                break
            if (
                end in self.sentence.deed_at
                or end in self.sentence.place_tokens
                or self.lows[end] in self.things
            ):
                return None
            capitals += capital
            end += 1
        follows = self.tokens[end].tag if end < len(self.tokens) else "mark"
        first_name = is_given_name(self.sentence, start)
        if not 2 <= end - start < 7 or not capitals or follows in ("num", "own"):
            return None
        if follows == "word" and not first_name:
            return None
        if not self.sentence.cased and deed.deed.lemma not in _OF_PERSONS and not first_name:
            return None
        if any(start <= first < end for first in self.starts_of_parties()) or any(
            k in self.starts or k in self.sentence.heads for k in range(start, end)
        ):
            return None
        return Group(start, end, end, head_at=end - 1, implied=1, name=True)

    def _more_names(self, first: Group, deed: DeedAt) -> list[Group]:
        """The names that follow a name: "killing Ali Hasan, Omar Farid and Zaid Nur"."""
        names: list[Group] = []
        at = first.stop
        while first.name and len(names) < 12:
            while at < len(self.lows) and (self.lows[at] in (",", "and") or self.tokens[at].tag == "age"):
                at += 1
            found = self._name_at(at, deed)
            if found is None or self.lows[found.start - 1] not in (",", "and"):
                return names
            names.append(found)
            at = found.stop
        return names

    def _owner_of(self, deed: DeedAt) -> Group | None:
        """As in "Luis Galan's murder", "the mayor's abduction": the person that the deed befell."""
        at = deed.start - 1
        if at < 1 or self.tokens[at].tag != "own" or deed.deed.lemma not in _OF_PERSONS:
            return None
        start = at
        while start > 0 and at - start < 6 and may_name(self.sentence, start - 1):
            start -= 1
        head = None
        if start == at:
            start, head = next(
                ((first, found) for first, (end, found) in self.sentence.heads.items() if end == at),
                (at, None),
            )
        if start == at or (head is not None and head.plural):
            return None
        if any(start <= k < at for k in self.starts_of_parties() | self.sentence.place_tokens):
            return None
        return Group(start, at, at, head, start if head else at - 1, implied=1, name=head is None)
