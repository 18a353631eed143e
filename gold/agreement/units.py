"""What several coders said of one article, put side by side: entries and counts that answer each other.

Entries are paired with the weights of scoring (`gold.score.align`), incidents with incidents and totals with
totals. With more than two coders each next one's entries are paired with what was gathered so far, taking
the best of the entries gathered. A unit is what at least one coder found; who is not in it found nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from extract.model import Count, Entry
from gold.score.align import COUNT_MINIMUM, ENTRY_MINIMUM, count_weight, entry_weight
from gold.score.assignment import pairs
from gold.score.credit import states_count

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Coding:
    """One coder's finished record of one article. `arm` is how it was assigned; `at` is RFC 3339 UTC."""

    article: str
    coder: str
    entries: tuple[Entry, ...]
    at: str | None = None
    arm: str = "assisted"

    @property
    def relevant(self) -> bool:
        """Whether the coder found anything; an irrelevant article has no entries."""
        return bool(self.entries)


@dataclass(slots=True)
class Unit(Generic[T]):
    """One thing, as each coder who found it describes it."""

    said: dict[str, T] = field(default_factory=dict)


@dataclass(slots=True)
class Compared:
    """One article's codings side by side. `counts` go with the unit of the entry they stand in."""

    article: str
    coders: tuple[str, ...]
    codings: dict[str, Coding]
    entries: list[Unit[Entry]]
    counts: list[Unit[Count]]


def compared(codings: Sequence[Coding], *, tolerance: float = 0.1) -> Compared:
    """Put the codings of one article (one a coder) side by side."""
    by_coder = {c.coder: c for c in codings}
    entries: list[Unit[Entry]] = []
    for kind in ("incident", "total"):
        told = {who: [e for e in c.entries if e.kind == kind] for who, c in by_coder.items()}
        entries += gathered(told, lambda a, b: entry_weight(a, b, tolerance), ENTRY_MINIMUM)
    counts: list[Unit[Count]] = []
    for unit in entries:
        stated = {who: [c for c in e.counts if states_count(c)] for who, e in unit.said.items()}
        if len(stated) > 1:
            counts += gathered(stated, lambda a, b: count_weight(a, b, tolerance), COUNT_MINIMUM)
    article = codings[0].article
    return Compared(article, tuple(by_coder), by_coder, entries, counts)


def gathered(told: dict[str, list[T]], weight: Callable[[T, T], float], minimum: float) -> list[Unit[T]]:
    """Units of what the coders told, each coder's things in at most one unit each."""
    units: list[Unit[T]] = []
    for coder, things in told.items():
        table = [
            [max(weight(known, thing) for known in unit.said.values()) for thing in things] for unit in units
        ]
        chosen = pairs(table, minimum)
        for number, thing in chosen:
            units[number].said[coder] = things[thing]
        taken = {thing for _, thing in chosen}
        units += [Unit({coder: thing}) for n, thing in enumerate(things) if n not in taken]
    return units
