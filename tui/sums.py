"""Which counts are made up of which, as the checks say it: the rule stands in `extract.checks` alone."""

from __future__ import annotations

from collections.abc import Mapping

from extract.model import Record
from store.state import State
from tui.cursor import Cursor
from tui.quote import Piece


def sums_of(state: State) -> Mapping[Cursor, tuple[Piece, ...]]:
    """For every count that is a whole: `= 12 + 11` where its parts make it up, `⊃ 6` where they fall short or
    the whole is open above, `< 12 + 15` where they are more.
    """
    from extract.checks import Sum, sums

    def piece(found: Sum) -> Piece:
        parts = " + ".join(f"{p.figure:,}" for p in found.parts)
        match found.state:
            case "holds":
                return Piece(f"= {parts}", "sum")
            case "exceeds":
                return Piece(f"< {parts}", "none")
        return Piece(f"⊃ {parts}", "tag")

    out: dict[Cursor, tuple[Piece, ...]] = {}
    for found in sums(Record(state.proposal.article, state.entries())):
        entry, _, count = found.ref.partition("/")
        where = Cursor(entry, f"counts/{count}")
        out[where] = (*out.get(where, ()), piece(found))
    return out
