"""Whether a frame's figures are those that an incident was told with, or by chance the same."""

from __future__ import annotations

from collections.abc import Sequence

from extract.count_mention import CountMention
from extract.incident_drafts import Draft
from extract.incident_frames import repeats_figure
from extract.scope_frame import Frame

#: From this figure on, the same one told at two places is one event told twice rather than two.
TELLING_FIGURE = 5


def adds_up(frame: Frame, told: Sequence[CountMention]) -> bool:
    """As in "killing five farmers and five guards" of ten dead told before: figures that sum up to one."""
    sums: dict[str, int] = {}
    sides: dict[str, set[str]] = {}
    for mine in frame.counts:
        if mine.part_of is None and mine.best is not None:
            sums[mine.outcome] = sums.get(mine.outcome, 0) + mine.best
            sides.setdefault(mine.outcome, set()).add(mine.side)
    of_several = {outcome for outcome, who in sides.items() if len(who) > 1}
    if not of_several:
        return False
    return any(m.outcome in of_several and sums[m.outcome] == m.best and m.part_of is None for m in told)


def lets_go(frame: Frame, told: Sequence[CountMention]) -> bool:
    """As in "The five were freed today" of five who were abducted before: one incident (contract §1)."""
    freed = {c.value for c in frame.counts if c.outcome == "freed"}
    return bool(freed) and any(
        m.outcome in ("abducted", "freed") and m.value > 1 and m.value in freed for m in told
    )


def contradicted(frame: Frame, told: Sequence[CountMention]) -> bool:
    """Whether a figure beside a repeated one is another than was told: two dead here and two dead there, but
    nine wounded here and three there.
    """
    return any(
        mine.outcome == theirs.outcome
        and (mine.side == theirs.side or "unknown" in (mine.side, theirs.side))
        and None not in (mine.best, theirs.best)
        and mine.best != theirs.best
        and mine.part_of is None
        and theirs.part_of is None
        for mine in frame.counts
        for theirs in told
        if mine.value < TELLING_FIGURE
    )


def differs(frame: Frame, told: Sequence[CountMention]) -> bool:
    """Whether a figure beside a repeated one is another than was told, and none is open."""
    return any(
        mine.outcome == theirs.outcome
        and mine.qualifier == theirs.qualifier == "exact"
        and mine.best != theirs.best
        and mine.part_of is None
        and theirs.part_of is None
        for mine in frame.counts
        for theirs in told
    )


def is_that(mention: CountMention, told: Sequence[CountMention]) -> bool:
    """As in "the director was kidnapped on Tuesday" after "the director was kidnapped"."""
    return mention.definite and any(
        (mention.outcome, mention.side, mention.value) == (t.outcome, t.side, t.value) for t in told
    )


def by_chance(frame: Frame, draft: Draft) -> bool:
    """Whether all figures that a frame repeats are small: three dead today, and three some weeks ago."""
    told = draft.told()
    again = [c for c in frame.counts if any(repeats_figure(c, m) for m in told)]
    return not draft.background and all(c.value < TELLING_FIGURE and not c.definite for c in again)
