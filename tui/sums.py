"""Whether the parts of a total add up to it, for one count at a time. Pure."""

from __future__ import annotations

from typing import NamedTuple

from store.state import State
from tui.cursor import Cursor
from tui.quote import Piece


class Sum(NamedTuple):
    """The figures of a total's parts with the same side and outcome, and the total's own."""

    parts: tuple[int, ...]
    whole: int

    @property
    def holds(self) -> bool:
        """Whether the parts make up the whole."""
        return sum(self.parts) == self.whole

    @property
    def piece(self) -> Piece:
        """`= 12 + 11`, `⊃ 6` where the parts fall short, `< 12 + 15` where they are more."""
        parts = " + ".join(f"{p:,}" for p in self.parts)
        if self.holds:
            return Piece(f"= {parts}", "sum")
        return Piece(f"⊃ {parts}", "tag") if sum(self.parts) < self.whole else Piece(f"< {parts}", "none")


def sum_of(state: State, cursor: Cursor) -> Sum | None:
    """What the parts of a total say of one of its counts; None for a count without such parts."""
    count = state.value(*cursor)
    if count.get("best") is None or state.value(cursor.entry, "kind") != "total":
        return None
    parts = [
        state.value(e, f"counts/{c}")
        for e in state.standing()
        if state.value(e, "part_of") == cursor.entry
        for c in state.count_ids(e)
        if state.decision(e, f"counts/{c}") != "rejected"
    ]
    same = [
        p["best"]
        for p in parts
        if p.get("best") is not None
        and not p.get("part_of")
        and (p["side"], p["outcome"]) == (count["side"], count["outcome"])
    ]
    return Sum(tuple(same), count["best"]) if same else None
