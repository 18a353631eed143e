"""Provinces that a text spells in a way no list has: "Salahudin province" is Salah ad Din."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from extract.gazetteer import Gazetteer, GazPlace
from extract.gazetteer.folding import fold
from extract.place_names import Name

#: How like a province's name another spelling is at least (`difflib` ratio, without blanks).
_ALIKE = 0.82
#: A shorter name is like too many others.
_SHORTEST = 6


def spell_provinces(names: Sequence[Name], gazetteer: Gazetteer, country: str | None) -> None:
    """Gives names with "province" behind them that no list has the province they are another spelling of.

    `country` is the ISO code of the country that the text is about; without one nothing is done.
    """
    for name in names if country else ():
        if name.level != "admin1" or name.candidates or name.barred or not name.sure:
            continue
        told = next((p.chosen.country for p in name.parents if p.chosen is not None), country)
        unit = _spelled(gazetteer, told or "", name.folded)
        if unit is not None:
            name.candidates, name.chosen = (unit,), unit


def _spelled(gazetteer: Gazetteer, country: str, folded: str) -> GazPlace | None:
    written = folded.replace(" ", "")
    if len(written) < _SHORTEST:
        return None
    best, likest = None, _ALIKE
    for bare, unit in _provinces(gazetteer, country):
        if bare[0] == written[0]:
            like = SequenceMatcher(None, bare, written).ratio()
            if like >= likest:
                best, likest = unit, like
    return best


@lru_cache(maxsize=16)
def _provinces(gazetteer: Gazetteer, country: str) -> tuple[tuple[str, GazPlace], ...]:
    found = ((fold(unit.name).replace(" ", ""), unit) for unit in gazetteer.children(country))
    return tuple((bare, unit) for bare, unit in found if bare)
