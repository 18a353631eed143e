"""People "neutralised": casualties of whom the text does not say what became of them, unless a total does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.incident_drafts import Draft


def neutralised(draft: Draft) -> bool:
    """Whether its casualties are "neutralised" people, of whom the text does not say what became of them."""
    return any(
        c.outcome == "casualties" and any("neutrali" in cue.text.lower() for cue in c.cues.get("outcome", ()))
        for c in draft.made
    )


def settle_neutralised(drafts: Sequence[Draft]) -> None:
    """As in "Neutralised" inside a total of killed means killed: the text itself counts them so."""
    for draft in drafts:
        total = draft.part_of
        if total is None or not neutralised(draft):
            continue
        killed = {side for (outcome, side) in total.values() if outcome == "killed"}
        draft.made = tuple(
            replace(c, outcome="killed", extra={**c.extra, "rule": "neutralised, in a total of killed"})
            if c.outcome == "casualties" and c.side in killed
            else c
            for c in draft.made
        )
