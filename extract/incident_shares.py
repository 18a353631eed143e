"""What a part brings to the figures of its total, and how much room those have for it."""

from __future__ import annotations

from collections.abc import Mapping

from extract.incident_drafts import Draft
from extract.incident_neutralised import as_counted

#: How far parts may go beyond a figure that the text leaves open ("at least").
_OPEN = 2
#: And beyond "scores", "dozens".
_VAGUE = 8
#: So often a part may have a figure that is no more than "hundreds".
_ANY = 12


def shared_by_outcome(part: Draft, total: Draft) -> dict[str, int]:
    """What the part brings to each of the total's outcomes."""
    mine, whole = part.values(), total.values()
    known = {outcome for outcome, _ in whole}
    out: dict[str, int] = {}
    for (their_outcome, their_side), figure in mine.items():
        outcome = as_counted(their_outcome, part, total, known)
        sides = {side for (told, side) in whole if told in (outcome, their_outcome)}
        mixed = (
            bool(sides)
            and their_side == "unknown"
            and (len(sides) > 1 or "civilians" in sides or total.why == "sum")
        )
        if their_side in sides or "unknown" in sides or mixed:
            out[outcome] = out.get(outcome, 0) + figure
    return out


def shared_figure(part: Draft, total: Draft) -> int:
    """The figure that the part brings to the total's outcome and side."""
    return sum(shared_by_outcome(part, total).values())


def size(total: Draft) -> int:
    """The most that a total says: of one outcome, all sides together."""
    return max(figures_of(total), default=0)


def by_outcome(total: Draft) -> dict[str, int]:
    """The figure of each outcome of a total, all its sides together."""
    sums: dict[str, int] = {}
    for (outcome, _), figure in total.values().items():
        sums[outcome] = sums.get(outcome, 0) + figure
    return sums


def figures_of(total: Draft) -> set[int]:
    """What parts may add up to: a side's figure, or that of an outcome with all its sides."""
    return {*total.values().values(), *by_outcome(total).values()}


def exceeds(sums: Mapping[str, int], total: Draft) -> bool:
    """Whether parts bring more of some outcome than the total says; "more than a dozen" leaves room."""
    room = by_outcome(total)
    for count in total.made:
        if count.part_of is None and count.high is None and count.outcome in room:
            room[count.outcome] *= _OPEN if count.best is not None else _VAGUE
    return any(figure > room.get(outcome, 0) for outcome, figure in sums.items())


def room_for(total: Draft, key: tuple[str, str]) -> int:
    """How often a part may have the figure of its whole's side: once, and more where that is open."""
    told = [c for c in total.made if (c.outcome, c.side) == key]
    if any(c.best is None for c in told):
        return _ANY  # "scores", "hundreds"
    return _OPEN if any(c.high is None for c in told) else 1
