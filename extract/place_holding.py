"""What two names can be to each other by the gazetteer: the same unit, one inside the other, neighbours."""

from __future__ import annotations

from extract.place_names import Name
from extract.place_units import in_one_province, is_inside, may_lie_in

#: Of a name that hundreds of places bear, so many are looked at: the units first, then the largest.
_LOOKED_AT = 60
UNITS = ("country", "admin1", "admin2")
_CITY = 100_000


def same_unit(a: Name, b: Name) -> bool:
    """Whether two names have a place in common ("Khyber Pakhtunkhwa (KP)")."""
    keys = {(p.kind, p.country, p.admin1, p.admin2, p.name) for p in a.candidates}
    return any((q.kind, q.country, q.admin1, q.admin2, q.name) in keys for q in b.candidates)


def holds(outer: Name, inner: Name) -> bool:
    """Whether the gazetteer has a place of the inner name in one of the outer name."""
    return any(
        may_lie_in(i, o)
        for o in outer.candidates[:_LOOKED_AT]
        if o.kind in UNITS or o.kind in ("place", "region")
        for i in inner.candidates[:_LOOKED_AT]
    )


def is_beside(town: Name, unit: Name) -> bool:
    """Whether a district of the unit's name lies in the province of a town."""
    return any(in_one_province(i, o) for o in town.candidates[:3] for i in unit.candidates[:_LOOKED_AT])


def holds_as_unit(outer: Name, inner: Name) -> bool:
    """Whether a place of the inner name lies in a country, province or district of the outer."""
    inners = inner.candidates[:_LOOKED_AT]
    return any(is_inside(i, o) for o in outer.candidates[:_LOOKED_AT] for i in inners)


def is_unit(name: Name) -> bool:
    """Whether a name is first of all a country's or province's."""
    return bool(name.candidates) and name.candidates[0].kind in ("country", "admin1")


def is_country(name: Name) -> bool:
    """Whether a name is first of all a country's."""
    return bool(name.candidates) and name.candidates[0].kind == "country"


def is_unit_name(name: Name) -> bool:
    """Whether a name is first of all a country's, province's or district's."""
    return bool(name.candidates) and name.candidates[0].kind in UNITS


def may_be_unit(name: Name) -> bool:
    """Whether a country, province or district is of that name."""
    return any(c.kind in UNITS for c in name.candidates)


def is_city(name: Name) -> bool:
    """Whether a city is of that name: two in a row are a list ("at Edinburgh, Aberdeen airports")."""
    return any(c.kind == "place" and not c.alternate and c.population >= _CITY for c in name.candidates[:9])


def is_land(name: Name) -> bool:
    """Whether a name is first of all a country's or a region's, or a sea's."""
    first = name.candidates[0].kind if name.candidates else ""
    return first in ("country", "region") or any(c.kind == "international" for c in name.candidates)
