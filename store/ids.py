"""New ids of entries and counts: never one that was used before in the article, undone or not. Pure."""

from __future__ import annotations

import re

from extract.model import EntryKind
from store.state import State

_ENTRY_ID = re.compile(r"[a-z]([0-9]{1,9})\Z")
_COUNT_ID = re.compile(r"c([0-9]{1,9})\Z")


def next_entry_id(state: State, kind: EntryKind) -> str:
    """A free entry id, `i7` or `t7`; numbers are never used twice in an article."""
    numbers = [int(m[1]) for used in state.order if (m := _ENTRY_ID.match(used))]
    letter = "t" if kind == "total" else "i"
    return f"{letter}{max(numbers, default=0) + 1}"


def next_count_id(state: State, entry: str) -> str:
    """A free count id in the entry, `c3`."""
    numbers = [int(m[1]) for used in state.count_order.get(entry, ()) if (m := _COUNT_ID.match(used))]
    return f"c{max(numbers, default=0) + 1}"
