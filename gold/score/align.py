"""Which predicted entry answers which of the gold's, and which count which: the published weights.

Entries are paired within their kind only. A pair weighs

    4 × counts + 2 × date credit + 2 × place credit + 0.25 if the role is the same + 0.25 if the type is
    + 1 if date, place, type and counts are all the same

where `counts` is twice the sum of the paired counts' weights, each over 4.5, over the number of counts on
both sides. A pair under 1 is none. Two counts of one outcome weigh 1, and 1 if the side is the same, 2 if the
number is the same (1 if nearly), 0.5 if low, best and high are; under 2 they are no pair. Counts that lie
inside another (`part_of`) are paired among themselves, and do not weigh in the pairing of entries. Gold that
is not optional is preferred by 0.001. Among all pairings the one with the greatest sum is taken; between
equals the order of the entries decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Count, DateRange, Entry, Place
from gold.score import credit, readings
from gold.score.assignment import pairs

COUNTS, DATE, PLACE, ROLE, TYPE, SAME = 4.0, 2.0, 2.0, 0.25, 0.25, 1.0
ENTRY_MINIMUM = 1.0
OUTCOME, SIDE, NUMBER, NUMBER_PARTIAL, TRIPLE = 1.0, 1.0, 2.0, 1.0, 0.5
COUNT_MINIMUM = 2.0
REQUIRED = 0.001
_COUNT_MOST = OUTCOME + SIDE + NUMBER + TRIPLE


@dataclass(frozen=True, slots=True)
class CountPair:
    """A gold count, the reading of it (itself or an alternative) that fits best, and what was found."""

    gold: Count
    reading: Count
    found: Count
    weight: float


@dataclass(frozen=True, slots=True)
class Counts:
    """Paired counts, and those that stand alone on either side."""

    pairs: tuple[CountPair, ...]
    missed: tuple[Count, ...]
    extra: tuple[Count, ...]


def count_weight(gold: Count, found: Count, tolerance: float) -> float:
    """What two counts weigh as a pair; 0 where the outcomes differ."""
    if gold.outcome != found.outcome:
        return 0.0
    mark, _ = credit.number(gold, found, tolerance)
    value = NUMBER if mark == "correct" else NUMBER_PARTIAL if mark == "partial" else 0.0
    same = (gold.low, gold.best, gold.high) == (found.low, found.best, found.high)
    return OUTCOME + SIDE * (gold.side == found.side) + value + TRIPLE * same


def align_counts(gold: Sequence[Count], found: Sequence[Count], tolerance: float) -> Counts:
    """The best pairing of two lists of counts. Counts that state nothing are left out on both sides."""
    if not gold and not found:
        return Counts((), (), ())
    stated = [f for f in found if credit.states_count(f)]
    wanted = [(g, [r for r in readings.counts(g) if credit.states_count(r)]) for g in gold]
    wanted = [(g, r) for g, r in wanted if r]
    best = [[_best_reading(r, f, tolerance) for f in stated] for _, r in wanted]
    table = [
        [w + REQUIRED * (not g.optional) if w else 0.0 for w, _ in row]
        for (g, _), row in zip(wanted, best, strict=True)
    ]
    chosen = pairs(table, COUNT_MINIMUM)
    left, right = {g for g, _ in chosen}, {f for _, f in chosen}
    return Counts(
        tuple(CountPair(wanted[g][0], best[g][f][1], stated[f], best[g][f][0]) for g, f in chosen),
        tuple(c for n, (c, _) in enumerate(wanted) if n not in left),
        tuple(c for n, c in enumerate(stated) if n not in right),
    )


def _best_reading(options: Sequence[Count], found: Count, tolerance: float) -> tuple[float, Count]:
    weighed = [(count_weight(r, found, tolerance), -n) for n, r in enumerate(options)]
    weight, n = max(weighed)
    return weight, options[-n]


def whole(entry: Entry) -> list[Count]:
    """The counts of an entry that lie inside no other."""
    return [c for c in entry.counts if c.part_of is None]


def parts(entry: Entry) -> list[Count]:
    """The counts of an entry that lie inside another."""
    return [c for c in entry.counts if c.part_of is not None]


def best_date(gold: DateRange, found: DateRange) -> tuple[DateRange, credit.Agreement]:
    """The reading of a gold date that the found one fits best, and how far. Both must state something."""
    fits = [(r, credit.date(r, found)) for r in readings.dates(gold) if credit.states_date(r)]
    return max(fits, key=lambda fit: (fit[1][0] == "correct", fit[1][1]), default=(gold, credit.WRONG))


def best_place(gold: Place, found: Place) -> tuple[Place, credit.Agreement]:
    """The reading of a gold location that the found one fits best, and how far. Both must state something."""
    fits = [(r, credit.place(r, found)) for r in readings.places(gold) if credit.states_place(r)]
    return max(fits, key=lambda fit: (fit[1][0] == "correct", fit[1][1]), default=(gold, credit.WRONG))


def entry_weight(gold: Entry, found: Entry, tolerance: float) -> float:
    """What two entries weigh as a pair, whatever their kinds."""
    counts = align_counts(whole(gold), whole(found), tolerance)
    number = 2 * len(counts.pairs) + len(counts.missed) + len(counts.extra)
    alike = 2 * sum(p.weight for p in counts.pairs) / _COUNT_MOST / number if number else 0.0
    day, there = _date_credit(gold, found), _place_credit(gold, found)
    weight = COUNTS * alike + DATE * (day or 0.0) + PLACE * (there or 0.0)
    weight += ROLE * (gold.role == found.role)
    weight += TYPE * (gold.type is not None and gold.type == found.type)
    same = not number or alike > 1 - 1e-9
    return weight + SAME * (same and gold.type == found.type and day in (None, 1.0) and there in (None, 1.0))


def _date_credit(gold: Entry, found: Entry) -> float | None:
    """The credit of the dates, 0 where one side alone states one; None where neither does."""
    stated = credit.states_date(gold.date), credit.states_date(found.date)
    if all(stated):
        return best_date(gold.date, found.date)[1][1]
    return 0.0 if any(stated) else None


def _place_credit(gold: Entry, found: Entry) -> float | None:
    """The credit of the places, 0 where one side alone states one; None where neither does."""
    stated = credit.states_place(gold.location), credit.states_place(found.location)
    if all(stated):
        return best_place(gold.location, found.location)[1][1]
    return 0.0 if any(stated) else None


def weights(gold: Sequence[Entry], found: Sequence[Entry], tolerance: float) -> list[list[float]]:
    """The table that entries are paired by, kinds aside."""
    return [[entry_weight(g, f, tolerance) + REQUIRED * (not g.optional) for f in found] for g in gold]


def align_entries(gold: Sequence[Entry], found: Sequence[Entry], tolerance: float) -> list[tuple[int, int]]:
    """Numbers of the paired entries of one kind, in the gold's order."""
    return pairs(weights(gold, found, tolerance), ENTRY_MINIMUM)
