"""A figure with the people it is made up of beside it: "four people — two soldiers and two boys —"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extract.count_clauses import Clauses
from extract.count_group import Group
from extract.wordlists import load

#: What opens such a list, and what closes it; a colon's list ends with its sentence.
_CLOSED_BY = {
    "—": ("—", ".", ";"),
    "–": ("–", ".", ";"),
    "-": ("-", ".", ";"),
    "--": ("--", ".", ";"),
    "(": (")",),
    ":": (".", ";"),
}
_BETWEEN = frozenset({",", "and", "&"})
_MOST_PARTS = 12
#: So far behind a figure its verb and place may stand before the list.
_REACH = 12


@cache
def people_words(*names: str) -> frozenset[str]:
    """The words of some lists of `people.toml`."""
    return frozenset(" ".join(load("people")[name] for name in names).split())


def _describes(part: Group, whole: str) -> bool:
    """Whether a group can be some of the people called `whole`: anybody of people, a boy of pupils."""
    if part.head is None:
        return False
    if whole in people_words("men") and part.head.word in people_words("women") | {"child"}:
        return False  # "three men, two women and a child" are six
    return whole in people_words("generic") or part.head.word in people_words("women", "men") | {"child"}


class Described(Clauses):
    """Finds lists that only tell a figure's people apart, and makes their groups parts of it."""

    def mark_described(self) -> None:
        """Takes the groups of such lists for parts of the figure before them."""
        for whole in self.groups:
            if whole.number is None or (whole.number.best or 0) < 2 or whole.head is None or whole.thing:
                continue
            parts = self._told_apart(whole)
            if len(parts) > 1 and _sum_of(parts) == whole.number.best:
                for part in parts:
                    self.part_memo[part.start] = True
                    part.thing = part.thing or self._is_named(part, whole)  # they are told once

    def _told_apart(self, whole: Group) -> list[Group]:
        """The list right behind a figure, or behind its verb at the sentence's end; empty where none is."""
        for at in range(whole.stop, min(whole.stop + _REACH, len(self.lows) - 1)):
            low = self.lows[at]
            if low in _CLOSED_BY or low == ",":
                parts = self._list_from(at + 1)
                if len(parts) < 2:
                    return []
                beside = at == whole.stop
                if low == "," or not beside:
                    ended = self._in_commas(whole, parts) and (beside or self._ends_sentence(parts[-1]))
                    return parts if ended else []
                return parts if self._ends_well(low, parts[-1]) else []
            if at in self.starts and self.starts[at].number is not None:
                return []
        return []

    def _ends_sentence(self, last: Group) -> bool:
        return self.lows[last.stop : last.stop + 1] in ([], ["."], [";"])

    def _list_from(self, at: int) -> list[Group]:
        """The coordinated groups from a token on, with nothing else between them."""
        parts: list[Group] = []
        group = self.starts.get(at)
        while group is not None and len(parts) < _MOST_PARTS:
            parts.append(group)
            at = group.stop
            while at < len(self.lows) and self.lows[at] in _BETWEEN:
                at += 1
            group = self.starts.get(at) if at > group.stop else None
        return parts

    def _ends_well(self, opener: str, last: Group) -> bool:
        return self.lows[last.stop : last.stop + 1] in ([], *([end] for end in _CLOSED_BY[opener]))

    def _in_commas(self, whole: Group, parts: Sequence[Group]) -> bool:
        """Between commas a list may as well go on ("three guards, two boys and a girl were hurt"): only those
        that can be some of the people before are parts of them.
        """
        assert whole.head is not None
        word = whole.head.word
        if self.lows[parts[-1].start - 1] != "and":
            return False
        if all(self._is_named(p, whole) for p in parts):
            return True
        return word in people_words("generic", "wholes") and all(_describes(p, word) for p in parts)

    def _is_named(self, part: Group, whole: Group) -> bool:
        """As in "two soldiers, Sgt. Cruz and Captain Lim": one of them, by rank and name."""
        if part.head is None or whole.head is None or part.implied != 1 or not self.sentence.cased:
            return False
        at = self.sentence.heads[part.head_at][0] if part.head_at in self.sentence.heads else -1
        named = 0 <= at < len(self.tokens) and self.tokens[at].text[:1].isupper()
        return part.bare and part.head.side == whole.head.side and named


def _sum_of(parts: Sequence[Group]) -> int:
    """What the groups add up to; 0 where one of them has no figure."""
    told = [p.number.best if p.number is not None else p.implied for p in parts]
    return 0 if None in told else sum(t or 0 for t in told)
