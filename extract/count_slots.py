"""Counts in the making, and when two tellings speak of the same people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from extract.count_mention import CountMention
from extract.model import Qualifier, Side, Span
from extract.wordlists import load

_ASSAULTS = frozenset({"shoot", "stab", "beat"})


@cache
def _nouns(*names: str) -> frozenset[str]:
    """The words of lists in `lexicon/people.toml`, peoples in the plural too."""
    lists = load("people")
    words = {word.replace("_", " ") for name in names for word in lists[name].split()}
    return frozenset(words | {f"{people}s" for people in lists["peoples"].split() if "peoples" in names})


@dataclass(slots=True)
class Slot:
    """One count in the making: its mentions, where it lies, and tolls that differ from it."""

    first: CountMention
    side: Side
    group: str | None
    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier
    evidence: list[Span]
    parent: Slot | None = None
    mentions: list[CountMention] = field(default_factory=list)
    tolls: list[tuple[CountMention, bool]] = field(default_factory=list)
    derived: bool = False
    settled: bool = False

    @property
    def outcome(self) -> str:
        """The outcome of its first mention."""
        return self.first.outcome

    @property
    def value(self) -> int:
        """The figure to compare with."""
        for figure in (self.best, self.low, self.high):
            if figure is not None:
                return figure
        return 0


def is_assault(mention: CountMention) -> bool:
    """Whether people were shot, stabbed or beaten, and only the rest of the text tells their fate."""
    return (
        mention.outcome == "wounded"
        and bool(mention.links)
        and all(tied.deed.deed.lemma in _ASSAULTS for tied in mention.links)
    )


def slot_of(mention: CountMention) -> Slot:
    """A new slot that says what the mention says."""
    return Slot(
        mention,
        mention.side,
        mention.group,
        mention.low,
        mention.best,
        mention.high,
        mention.qualifier,
        list(mention.evidence),
        mentions=[mention],
        derived=mention.derived,
    )


def with_known_parents(slots: Iterable[Slot]) -> list[Slot]:
    """The slots; a parent that is not among them is forgotten."""
    kept = list(slots)
    for slot in kept:
        if slot.parent is not None and not any(s is slot.parent for s in kept):
            slot.parent = None
    return kept


def extreme(figures: Sequence[int | None], pick: object) -> int | None:
    """The least or greatest (`pick`: `min`, `max`) figure; None where one of them is open."""
    known = [f for f in figures if f is not None]
    if len(known) < len(figures) or not known:
        return None
    return min(known) if pick is min else max(known)


def sides_agree(a: Side, b: Side) -> bool:
    """Whether two sides can be those of the same people."""
    return a == b or "unknown" in (a, b)


def figures_alike(slot: Slot, mention: CountMention) -> bool:
    """Whether slot and mention both have a figure, or both have none."""
    return (slot.best is None) == (mention.best is None)


def same_chain(a: CountMention, b: CountMention) -> bool:
    """Whether two mentions were coordinated with each other."""
    if not a.links or not b.links:
        return False
    return a.links[0].chain == b.links[0].chain


def told_side_by_side(a: CountMention, b: CountMention) -> bool:
    """Two figures of one sentence are two groups, unless one of them refers back."""
    return not (
        a.definite or b.definite or a.toll or b.toll or a.pronoun or b.pronoun or a.partitive or b.partitive
    )


def same_person(slot: Slot, mention: CountMention) -> bool:
    """Whether two single people may be one: the same noun, or a noun that says nothing."""
    if mention.group is None or slot.group is None:
        return True
    mine, theirs = mention.group.lower().split()[-1:], slot.group.lower().split()[-1:]
    pair = {mine[0], theirs[0]}
    if pair & _nouns("women") and pair & _nouns("men"):
        return False
    if mine == theirs or pair & _nouns("anybody", "peoples"):
        return True
    return slot.side != "civilians" and mention.side != "civilians"


def names_a_victim(mention: CountMention) -> bool:
    """Whether a single person is named by a word that fits anybody ("the victim")."""
    return (mention.group or "victim").lower().split()[-1] in (
        "victim",
        "deceased",
        "person",
        "individual",
        "body",
    )


def says_nothing(group: str | None) -> bool:
    """Whether a noun says nothing of who the people are ("people", "others")."""
    if group is None:
        return True
    words = group.lower().split()
    known = _nouns("generic", "peoples")
    of_a_family = words[-1] == "family" and "members" in words
    return words[-1] in known or " ".join(words[-2:]) in known or of_a_family


def is_occupation(mention: CountMention) -> bool:
    """Whether a noun says what people do rather than who they are."""
    word = (mention.group or "").lower().split()[-1:]
    return bool(word) and word[0] not in (
        "women",
        "woman",
        "children",
        "child",
        "boys",
        "girls",
        "teenagers",
        "youths",
    )


def told_again(first: Slot, second: Slot) -> bool:
    """Whether the second count repeats the first: equal figures above one, sides that can be one, told in
    different sentences, and not said to be others.
    """
    if first.outcome != second.outcome or first.parent is not second.parent:
        return False
    if first.value < 2 and (first.parent is None or not _one_name(first.group, second.group)):
        return False
    if first.first.perpetrator != second.first.perpetrator or (second.first.more and not first.first.more):
        return False
    if (first.low, first.best, first.high) != (second.low, second.best, second.high):
        return False
    known = first.side == second.side or (
        "unknown" in (first.side, second.side) and "civilians" in (first.side, second.side)
    )
    apart = {m.sentence for m in first.mentions}.isdisjoint(m.sentence for m in second.mentions)
    return known and apart


def singled_out(mention: CountMention) -> bool:
    """Whether people are described rather than counted: "a 25-year-old woman", "his wife and their son"."""
    return mention.best is not None and all(
        tied.group.number is None and tied.group.implied == 1 for tied in mention.links
    )


def done_next(mention: CountMention) -> bool:
    """As in "He then stabbed a porter": what an attacker does to somebody new, not a detail of a toll."""
    opened = mention.evidence[0].text.lower().split(maxsplit=1)[0] if mention.evidence else ""
    return mention.rule == "active" and opened in ("a", "an") and singled_out(mention)


def _one_name(first: str | None, second: str | None) -> bool:
    """Whether one noun is a longer form of the other ("a woman", "a woman fighter")."""
    a, b = set((first or "").lower().split()), set((second or "").lower().split())
    return bool(a and b) and (a <= b or b <= a)


def other_gender(group: str | None, pronoun: str) -> bool:
    """Whether "him" cannot stand for "his mother", nor "her" for "a priest"."""
    noun = (group or "").lower().split()[-1:]
    said = pronoun.lower()
    if not noun:
        return False
    return (said in ("he", "him") and noun[0] in _nouns("women")) or (
        said in ("she", "her") and noun[0] in _nouns("men")
    )
