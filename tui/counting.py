"""The count cell: which keys it takes, and what was typed in words. `extract.typed` does the reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.typed import TypedCount

#: What the count cell takes; any other key keeps the value and then acts.
TYPED = frozenset("0123456789,-+<~.")


def in_words(count: TypedCount) -> str:
    """A typed count in words, as the status line says it while it is typed: `at least 12`, `10 to 15`."""
    low, best, high = count.low, count.best, count.high
    if best is None:
        if low is not None and high is not None:
            return f"between {low:,} and {high:,}"
        return f"at most {high:,}" if low is None else f"{low:,} or more, not counted"
    about = "about " if count.qualifier == "about" else ""
    if low == best == high:
        return f"{about}{best:,}"
    if low == best and high is None:
        return f"at least {best:,}"
    if low == best:
        return f"{low:,} to {high:,}"
    bounds = f"between {low:,} and {high:,}" if low is not None and high is not None else ""
    bounds = bounds or (
        f"at least {low:,}" if low is not None else f"at most {high:,}" if high is not None else ""
    )
    return f"{about}{best:,}, {bounds}" if bounds else f"{about}{best:,}, bounds open"
