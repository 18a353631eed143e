"""Names of which a text has one half only: "North" in "North and South Waziristan"."""

from __future__ import annotations

import re

from extract.gazetteer import Gazetteer
from extract.gazetteer.folding import fold
from extract.place_names import Name
from extract.place_runs import RunReader

_HALF = re.compile(r"\b(North|South|East|West|Upper|Lower|Northern|Southern|Eastern|Western) and $")
_REACH = 14
#: What goes with a first half.
_OTHERS = {
    "north": ("south", "east", "west"),
    "south": ("north", "east", "west"),
    "east": ("west", "north", "south", "central"),
    "west": ("east", "north", "south", "central"),
    "upper": ("lower",),
    "lower": ("upper",),
    "northern": ("southern", "eastern", "western"),
    "southern": ("northern", "eastern", "western"),
    "eastern": ("western", "northern", "southern"),
    "western": ("eastern", "northern", "southern"),
}


def first_half(text: str, name: Name, runs: RunReader, gazetteer: Gazetteer) -> Name | None:
    """North Waziristan of "North and South Waziristan", where `name` is South Waziristan; None where there is
    no such place.
    """
    if not text.startswith(" and ", name.start - 5) or name.start < 5 or name.barred:
        return None
    first, _, rest = text[name.start : name.end].partition(" ")
    if not rest:
        return None
    told = _HALF.search(text, max(0, name.start - _REACH), name.start)
    if told is None or first.lower() not in _OTHERS[told[1].lower()]:
        return None
    whole = fold(f"{told[1]} {rest}")
    if not runs.has(whole):
        return None
    half = Name(
        told.start(1),
        told.end(1),
        whole,
        gazetteer.lookup_folded(whole),
        told.end(1),
        written=f"{told[1]} {rest}",
    )
    half.cue, half.cued, half.sure, half.level = "strong", True, name.sure, name.level
    return half
