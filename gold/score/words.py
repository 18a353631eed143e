"""What is wrong with one article's prediction, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.model import Count, DateRange, Entry, Place
from gold.reading import day_range, figure, place
from gold.score.model import PREDICTED, Case, Scored, Slot

#: Reasons told for one article.
MOST = 6
_ENTRY_FIELDS = ("role", "date", "place", "part_of")


@dataclass(frozen=True, slots=True)
class Worst:
    """An article with much to correct: how many slots are wrong, and the reasons, a sentence each."""

    id: str
    wrong: float
    reasons: tuple[str, ...]


def wrongness(scored: Scored) -> float:
    """How much is wrong: 1 a wrong, missing or spurious slot, a half a partial one.

    A count that is wrong in its bounds or qualifier alone is a half, too; other details do not count again.
    """
    cost = {"correct": 0.0, "partial": 0.5}
    fields = ("entry", "count", "part", *_ENTRY_FIELDS)
    wrong = sum(cost.get(s.mark, 1.0) for s in scored.slots if s.field in fields)
    return wrong + 0.5 * len(_finer(scored))


def worst(case: Case, scored: Scored, wrong: float) -> Worst:
    """The article with its reasons."""
    said = list(reasons(scored))
    more = len(said) - MOST
    if more > 1:
        said = [*said[:MOST], f"and {more} more"]
    return Worst(case.id, wrong, tuple(said))


def reasons(scored: Scored) -> Iterator[str]:
    """One sentence for each thing that a reviewer would have to correct, entries before their fields."""
    confused = dict(scored.confused)
    taken = {f: g for g, f in scored.confused}
    alone: set[tuple[str, str]] = set()
    for s in scored.slots:
        if s.field != "entry" or s.mark == "correct":
            continue
        alone.add((s.mark, s.where))
        entry = s.gold if s.mark == "missing" else s.found
        if s.mark == "missing" and s.where in confused:
            other = "an incident" if s.kind == "total" else "a total"
            yield f"{_entry(entry)} is proposed as {other} ({confused[s.where]})"
        elif s.mark == "missing":
            yield f"{_entry(entry)} is not proposed"
        elif s.where.removeprefix(PREDICTED) not in taken:
            yield f"{_entry(entry)} is proposed and not in the gold"
    for s in scored.slots:
        if s.mark == "correct" or (s.mark, s.where.partition("/")[0]) in alone:
            continue
        if s.field in _ENTRY_FIELDS:
            yield f"{s.where} {s.field.replace('part_of', 'part of')}: {_instead(s)}"
        elif s.field in ("count", "part"):
            yield _count(s)
    for s in _finer(scored):
        yield f"{s.where}{' qualifier' if s.field == 'qualifier' else ''}: {_instead(s)}"


def _finer(scored: Scored) -> list[Slot]:
    """Counts that are right as counts, but in low or high or, the numbers being right, in the qualifier."""
    right = {s.where for s in scored.slots if s.field == "count" and s.mark == "correct"}
    bounds = [s for s in scored.slots if s.field == "triple" and s.mark != "correct" and s.where in right]
    right -= {s.where for s in bounds}
    return bounds + [
        s for s in scored.slots if s.field == "qualifier" and s.mark != "correct" and s.where in right
    ]


def _entry(entry: object) -> str:
    if not isinstance(entry, Entry):
        return "an entry"
    where = entry.location.name or entry.location.admin2 or entry.location.admin1 or entry.location.country
    when = entry.date.start or entry.date.end
    facts = [str(f) for f in (where, when) if f]
    facts += [f"{_said(c)} {c.outcome}" for c in entry.counts[:2]]
    return f"{entry.kind} {entry.id.removeprefix(PREDICTED)}" + (f" ({', '.join(facts)})" if facts else "")


def _instead(slot: Slot) -> str:
    if slot.mark == "missing":
        return f"{_said(slot.gold)} is not proposed"
    if slot.mark == "spurious":
        return f"{_said(slot.found)} is proposed, the gold states none"
    return f"{_said(slot.found)} proposed, {_said(slot.gold)} is right"


def _count(slot: Slot) -> str:
    gold, found = slot.gold, slot.found
    inside = " inside another" if slot.field == "part" else ""
    if isinstance(gold, Count) and isinstance(found, Count):
        if slot.field == "part" and (gold.side, gold.low, gold.best, gold.high) == (
            found.side,
            found.low,
            found.best,
            found.high,
        ):
            return f"{slot.where}: lies inside another count than proposed"
        if gold.side == found.side:
            return (
                f"{slot.where} {gold.outcome} {_side(gold)}: {_said(found)} proposed, {_said(gold)} is right"
            )
        return f"{slot.where} {gold.outcome}{inside}: {_whole(found)} proposed, {_whole(gold)} is right"
    if isinstance(gold, Count):
        return f"{slot.where}: {_whole(gold)} {gold.outcome}{inside} is not proposed"
    if isinstance(found, Count):
        return f"{slot.where}: {_whole(found)} {found.outcome}{inside} is proposed and not in the gold"
    return f"{slot.where}: {slot.mark}"


def _side(count: Count) -> str:
    return count.side.replace("_", " ")


def _whole(count: Count) -> str:
    return f"{figure(count)} {_side(count)}"


def _said(value: object) -> str:
    if isinstance(value, Count):
        return figure(value)
    if isinstance(value, DateRange):
        return day_range(value)
    if isinstance(value, Place):
        return place(value)
    return str(value)
