"""Which parts add up to a total exactly, and which others it has room for beside those."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from extract.incident_drafts import Draft
from extract.incident_shares import by_outcome, figures_of, shared_by_outcome, shared_figure
from extract.incident_within import fits_in

#: Of so many entries the sums are tried.
_MOST_COMBINED = 12


def exact_sum(fits: Sequence[Draft], total: Draft) -> list[Draft]:
    """The parts that add up to the total exactly, where there is such a set of two or more; one that holds
    for the dead and the wounded alike before one that holds for either.
    """
    known = [d for d in fits if shared_figure(d, total) > 0][:_MOST_COMBINED]
    brought = {id(d): shared_by_outcome(d, total) for d in known}
    whole = by_outcome(total)
    loose: list[Draft] = []
    if len(known) > 4 and not _nested(known):
        sums = {o: sum(brought[id(d)].get(o, 0) for d in known) for o in whole}
        if any(sums[o] == whole[o] for o in whole) and _holds(sums, whole):
            return known
    for size in range(2, min(len(known), 4) + 1):
        for chosen in combinations(known, size):
            sums = {o: sum(brought[id(d)].get(o, 0) for d in chosen) for o in whole}
            if _nested(chosen):
                continue
            if sums == whole:
                return list(chosen)
            if not loose and sum(sums.values()) in figures_of(total) and _holds(sums, whole):
                loose = list(chosen)
    return loose


def of_other_outcomes(fits: Sequence[Draft], exact: Sequence[Draft], total: Draft) -> list[Draft]:
    """The parts that bring what a sum leaves open: the dead add up, the wounded are still fewer."""
    left = by_outcome(total)
    found: list[Draft] = []
    for part in (*exact, *(d for d in fits if d not in exact and d.kind == "incident")):
        brought = shared_by_outcome(part, total)
        if part not in exact:
            if not brought or any(figure > left[outcome] for outcome, figure in brought.items()):
                continue
            found.append(part)
        for outcome, figure in brought.items():
            left[outcome] -= figure
    return found


def _holds(sums: Mapping[str, int], whole: Mapping[str, int]) -> bool:
    """Whether some outcome adds up, or a side's figure may, and none exceeds the whole."""
    return all(figure <= whole[outcome] for outcome, figure in sums.items())


def _nested(chosen: Sequence[Draft]) -> bool:
    """Whether one of them is a total that holds another."""
    return any(
        fits_in(a, b) and a.kind != b.kind for a in chosen for b in chosen if a is not b and b.kind == "total"
    )
