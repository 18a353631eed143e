"""Whether the words a count was read from say what the count says."""

from __future__ import annotations

from functools import lru_cache

from extract.model import Count
from extract.numbers import find_numbers


def contradiction(count: Count) -> str | None:
    """How the evidence reads where it says something else than the value; None where it agrees or is
    silent.
    """
    value = count.best if count.best is not None else count.low if count.low is not None else count.high
    if not count.evidence or value is None:
        return None
    readings = [_reading(span.text) for span in count.evidence]
    told = [r for r in readings if r is not None]
    if not told:
        return None
    if count.derived or len(readings) > 1:
        whole = sum(told)
        silent = len(readings) - len(told)
        if value in told or value == whole or (silent and whole <= value):
            return None
        if count.derived and value == 2 * max(told) - whole:
            return None
        if count.derived and len(told) == 1 and silent == 0 and value > told[0]:
            return None
        return " + ".join(str(r) for r in told)
    return None if value == told[0] else str(told[0])


@lru_cache(maxsize=8192)
def _reading(text: str) -> int | None:
    """The figure that a piece of evidence states: its number, 1 for "a soldier", 0 for "no one"; else
    None.
    """
    words = text.lower().split()
    if not words or len(text) > 400:
        return None
    if words[0] in ("no", "none", "nobody", "no-one", "neither"):
        return 0
    for number in find_numbers(text):
        if number.kind == "pronoun":
            return 0
        for figure in (number.best, number.low, number.high):
            if figure is not None:
                return figure
    return 1 if words[0] in ("a", "an", "another") and len(words) > 1 else None
