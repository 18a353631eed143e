"""Which place lies in which, by the gazetteer's admin names."""

from __future__ import annotations

from extract.gazetteer import GazPlace


def is_inside(inner: GazPlace, outer: GazPlace) -> bool:
    """Whether `inner` lies in the unit `outer` by its admin names (nothing lies in itself)."""
    if inner.country != outer.country or not outer.country:
        return False
    if outer.kind == "country":
        return inner.kind != "country"
    if outer.kind == "admin1":
        return inner.admin1 == outer.admin1 and inner.kind not in ("country", "admin1")
    if outer.kind == "admin2":
        return inner.admin2 == outer.admin2 and inner.admin1 == outer.admin1 and inner.kind == "place"
    return False


def may_lie_in(inner: GazPlace, outer: GazPlace) -> bool:
    """Whether `inner` can lie in `outer`: a region without set bounds ("Kashmir") may hold any unit or town
    that its country, where it has one, does.
    """
    if outer.kind == "region":
        fine = inner.kind in ("admin1", "admin2", "place")
        return fine and (not outer.country or outer.country == inner.country)
    return is_inside(inner, outer) or in_town(inner, outer)


def in_one_province(inner: GazPlace, town: GazPlace) -> bool:
    """Whether `inner` is a district of the town's province ("Mogadishu's Hodan district")."""
    same = (inner.country, inner.admin1) == (town.country, town.admin1)
    return same and inner.kind == "admin2" and town.kind == "place"


def in_town(inner: GazPlace, outer: GazPlace) -> bool:
    """Whether `inner` can be a part of the town `outer`: same district (or province), within some 30 km."""
    if inner.kind != "place" or outer.kind != "place" or inner.country != outer.country:
        return False
    if inner.admin1 != outer.admin1 or inner.population > outer.population:
        return False
    if inner.latitude is None or inner.longitude is None or outer.latitude is None or outer.longitude is None:
        return False
    return abs(inner.latitude - outer.latitude) < 0.35 and abs(inner.longitude - outer.longitude) < 0.45


def is_far(inner: GazPlace, outer: GazPlace) -> bool:
    """Whether `inner` lies more than some 100 km from the town `outer`, and so is no part of it."""
    if outer.kind != "place" or inner.latitude is None or inner.longitude is None:
        return False
    if outer.latitude is None or outer.longitude is None:
        return False
    return abs(inner.latitude - outer.latitude) > 1.0 or abs(inner.longitude - outer.longitude) > 1.2
