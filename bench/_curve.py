"""How often proposals are right at each confidence: values with what people coded of them.

Asked is what `bench._partial` asks, of each value alone: a count of killed or wounded is right where it, or
the sum that it is part of, is the coded figure; a date or place where that of the incident is coded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from bench._partial import _figures, _on, _paired, _slots, incidents, letters, required, short, victims
from extract.model import Count, DateRange, Entry, Place, Record

Kind: TypeAlias = Literal["counts", "dates", "places"]
KINDS: tuple[Kind, ...] = ("counts", "dates", "places")
#: The bins of the curve: lower edges.
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Judged:
    """A value of a proposal, its entry, and whether it is right."""

    kind: Kind
    entry: Entry
    value: Count | DateRange | Place
    right: bool

    @property
    def confidence(self) -> float:
        """What the proposal says, 0 to 1; a value that says nothing counts as 0."""
        return self.value.confidence or 0.0


def judged(line: Mapping[str, Any], found: Record) -> Iterator[Judged]:
    """Every value of a record that the corpus line codes."""
    gold = line["gold"]
    if gold.get("scope") == "one" and gold["incidents"]:
        yield from _of_one(line, gold["incidents"][0], found)
    elif gold.get("scope") == "all":
        yield from _of_all(gold, found)


def _of_one(line: Mapping[str, Any], gold: Mapping[str, Any], found: Record) -> Iterator[Judged]:
    entries = incidents(found)
    main = [e for e in entries if e.role == "main"] or entries
    for outcome in ("killed", "wounded"):
        low = gold.get(outcome)
        if low is None:
            continue
        high = gold.get(f"{outcome}_max") or low
        right = low <= victims(found, outcome) <= high
        for entry in main:
            for count in entry.counts:
                if count.outcome == outcome and count.part_of is None:
                    value = count.low if count.best is None else count.best
                    if value is not None:
                        yield Judged("counts", entry, count, right or low <= value <= high)
    if not entries:
        return
    first = entries[0]
    if line.get("date_in_text") and gold.get("date") and first.date.start is not None:
        yield Judged("dates", first, first.date, _on(gold["date"], first))
    wanted = short(gold.get("place"))
    if wanted and wanted in letters(line["text"]) and first.location.precision != "unknown":
        places = (first.location, *first.location.others)
        known = {short(n) for p in places for n in (p.name, p.admin2, p.admin1)}
        yield Judged("places", first, first.location, wanted in known)


def _of_all(gold: Mapping[str, Any], found: Record) -> Iterator[Judged]:
    told = required(gold)
    entries = incidents(found)
    for one, entry in zip(told, _paired(told, entries), strict=True):
        if entry is None:
            continue
        slots = _slots(one, entry)
        if "date" in slots and entry.date.start is not None:
            yield Judged("dates", entry, entry.date, slots["date"])
        if "place" in slots and entry.location.precision != "unknown":
            yield Judged("places", entry, entry.location, slots["place"])
        for outcome in ("killed", "wounded"):
            for count in entry.counts if outcome in slots else ():
                if count.outcome == outcome and count.part_of is None and _figures(entry, outcome):
                    right = slots[outcome] or count.best == one[outcome]
                    yield Judged("counts", entry, count, right)


def curve(values: Iterable[Judged]) -> dict[str, list[dict[str, float]]]:
    """For each kind its bins: `from`, mean `said`, share `right`, `count`; empty bins are left out."""
    bins: dict[str, dict[float, list[tuple[float, bool]]]] = {k: defaultdict(list) for k in KINDS}
    for one in values:
        edge = max(b for b in BINS if b <= one.confidence)
        bins[one.kind][edge].append((one.confidence, one.right))
    return {
        kind: [
            {
                "from": edge,
                "said": sum(said for said, _ in found) / len(found),
                "right": sum(right for _, right in found) / len(found),
                "count": len(found),
            }
            for edge, found in sorted(of_kind.items())
        ]
        for kind, of_kind in bins.items()
    }
