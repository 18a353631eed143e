"""How likely a place is meant before anything is known of the text: its population, its kind, its names."""

from __future__ import annotations

import math
from functools import cache

from extract.gazetteer import GazKind, GazPlace
from extract.place_names import Name

#: How much more likely a kind of unit is meant than a place of the same size.
_KIND = {"country": 4.2, "admin1": 1.1, "admin2": -0.4, "place": 0.0, "region": 2.0, "international": 2.0}
#: A city that everybody knows.
_CITY = 1_000_000


def size(c: GazPlace) -> float:
    """A candidate's weight before anything is known of the text: population, kind, how usual the name is."""
    return size_of(c.population, c.kind, c.alternate)


@cache
def size_of(population: int, kind: GazKind, alternate: bool) -> float:
    """Populations are rounded, so that there are few of them."""
    value = math.log10(population + 10) + _KIND[kind]
    if kind in ("country", "admin1", "admin2"):
        value -= 0.35 * math.log10(population + 10)  # a unit is no likelier for being populous
    return value - (2.0 if alternate else 0.0)


def name_size(name: Name) -> int:
    """The population of the largest town of this name where that is a city of a million, else 0."""
    populous = [c for c in name.candidates if c.population >= _CITY]  # none, for most names
    return max((c.population for c in populous if c.kind == "place" and not c.alternate), default=0)
