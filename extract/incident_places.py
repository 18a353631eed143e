"""How places and days of two tellings lie to each other."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from extract.frozen import replace
from extract.model import DateRange, Place, PlacePrecision
from extract.places import PlaceMention

#: So many names are kept folded: the same ones are compared again and again.
_KEPT_NAMES = 10_000


#: About 30 km on a great circle.
_NEAR_DEGREES = 0.27
#: "20 km north-east of Zhob".
_BEARING = re.compile(r"\b(?:north|south)?-?(?:north|south|east|west)(?= of\b)", re.IGNORECASE)


def overlap(a: DateRange, b: DateRange) -> bool:
    """Whether two dates can be one; an open or missing end bounds nothing."""
    if (a.start is None and a.end is None) or (b.start is None and b.end is None):
        return True
    a1, a2 = a.start or a.end, a.end or a.start
    b1, b2 = b.start or b.end, b.end or b.start
    assert a1 is not None
    assert a2 is not None
    assert b1 is not None
    assert b2 is not None
    return a1 <= b2 and b1 <= a2


_RANK = {
    "place": 5,
    "near": 5,
    "admin2": 4,
    "admin1": 3,
    "region": 2,
    "country": 1,
    "international": 0,
    "unknown": 0,
}


def fineness(place: Place) -> int:
    """How fine a place is: the higher the finer."""
    return _RANK[place.precision]


def may_be_district(mention: PlaceMention) -> bool:
    """Whether a name without a word for its kind is a town's and its district's ("in Kashmir's Anantnag"):
    what is told of next lies in that district.
    """
    value = mention.value
    return (
        mention.form == "gazetteer"
        and value.precision == "place"
        and _fold(value.name) == _fold(value.admin2)
    )


def relation(new: Sequence[PlaceMention], old: Sequence[PlaceMention], *, loosely: bool = False) -> str:
    """How two places lie: `same`, `inside` (new in old), `around` (old in new), `apart`, `unclear`,
    `none`. `loosely`: a country that is only the text's keeps nothing apart.
    """
    if not new or not old:
        return "none"
    best = "apart"
    order = ("same", "inside", "around", "unclear", "apart")
    for a in new:
        for b in old:
            guessed = loosely and (_is_guess(a.value) or _is_guess(b.value))
            found = "unclear" if guessed and _are_abroad(a.value, b.value) else relate(a.value, b.value)
            if found == "apart" and (_is_quarter(a, b) or _is_quarter(b, a)):
                found = "inside" if _is_quarter(a, b) else "around"
            elif found == "apart":
                loose = may_be_anywhere(a, b) or may_be_anywhere(b, a) or _is_street(a, b)
                found = "unclear" if loose else _name_for_unit(a, b)
            elif found == "same" and _other_bearing(a, b):
                found = "apart"
            if order.index(found) < order.index(best):
                best = found
    return best


def may_be_anywhere(a: PlaceMention, b: PlaceMention) -> bool:
    """As in "north of Baghdad" and then "near Balad": a bearing without a distance may lead far."""
    loose = a.value.precision == "near" and _BEARING.match(a.phrase.text) is not None
    town = b.value.precision in ("place", "near") and b.value.name != a.value.name
    return loose and town and a.value.country == b.value.country


def _is_street(a: PlaceMention, b: PlaceMention) -> bool:
    """As in "in Hayin … broke into a house on Shaka Street": a street may be in any town of the country."""
    return "street" in (a.form, b.form) and a.value.country == b.value.country


def _other_bearing(a: PlaceMention, b: PlaceMention) -> bool:
    """As in "west of Zhob" and "north of Zhob": two places that one name only helps to find."""
    if a.value.precision != "near" or b.value.precision != "near":
        return False
    mine, theirs = (_BEARING.search(m.phrase.text) for m in (a, b))
    return mine is not None and theirs is not None and mine[0].lower() != theirs[0].lower()


def _is_quarter(place: PlaceMention, city: PlaceMention) -> bool:
    """As in "in the capital … in Delmas": a place in the district of the city that was called so only."""
    if not city.span.text.lower().endswith("capital") or place.span.text.lower().endswith("capital"):
        return False
    a, b = place.value, city.value
    return (
        fineness(a) == fineness(b) and a.admin2 is not None and (a.admin1, a.admin2) == (b.admin1, b.admin2)
    )


def _name_for_unit(new: PlaceMention, old: PlaceMention) -> str:
    """How two places lie of which one has the name of a unit that both lie in, see `relation`."""
    a, b = new.value, old.value
    if (a.country, a.admin1) != (b.country, b.admin1):
        return "apart"
    for outer, inner, found in ((old, new, "inside"), (new, old, "around")):
        name = outer.value.name or ""
        if len(name) > 1 and name != inner.value.name and name in inner.phrase.text.split():
            return found  # "in Idlib … in the town of Zardana in rebel-held Idlib"
    return "unclear" if a.admin2 == b.admin2 and (may_be_district(new) or may_be_district(old)) else "apart"


def relate(a: Place, b: Place) -> str:
    """How place `a` lies to place `b`, see `relation`."""
    if _are_abroad(a, b):
        return "apart"
    same_name = _fold(a.name) == _fold(b.name)
    if same_name and (not a.country or not b.country or a.admin1 == b.admin1 or not a.admin1 or not b.admin1):
        return "same"
    if a.precision == b.precision and a.precision in ("admin2", "admin1") and _told_apart(a, b):
        return "apart"
    if not a.country or not b.country:
        return "unclear"
    units = [(getattr(a, level), getattr(b, level)) for level in ("admin1", "admin2")]
    if any(mine and theirs and _fold(mine) != _fold(theirs) for mine, theirs in units):
        return "apart"
    for mine, theirs in units:
        if mine and not theirs:
            return "inside" if fineness(b) <= min(_RANK["admin2"], fineness(a) - 1) else "unclear"
        if theirs and not mine:
            return "around" if fineness(a) <= min(_RANK["admin2"], fineness(b) - 1) else "unclear"
    if fineness(a) > fineness(b):
        return "inside"
    if fineness(a) < fineness(b):
        return "around"
    if a.precision in ("admin2", "admin1", "country"):
        return "same"
    return "apart"


def are_close(a: Place, b: Place) -> bool:
    """Whether a place lies within the way that "near" another means (UCDP `where_prec` 2)."""
    if (a.precision, b.precision) != ("place", "near"):
        return False
    if None in (a.latitude, a.longitude, b.latitude, b.longitude):
        return False
    up = (a.latitude or 0) - (b.latitude or 0)
    along = ((a.longitude or 0) - (b.longitude or 0)) * math.cos(math.radians(a.latitude or 0))
    return up * up + along * along < _NEAR_DEGREES**2


def _are_abroad(a: Place, b: Place) -> bool:
    """Whether two places are in different countries."""
    return bool(a.country and b.country and a.country != b.country)


def _is_guess(place: Place) -> bool:
    """Whether a place that no list has only has the country that most of its text is about."""
    return place.inferred and place.admin1 is None and place.precision in ("place", "near", "region")


def _told_apart(a: Place, b: Place) -> bool:
    """Whether two units of one level, of which one is unknown, have names that are no forms of each other."""
    if getattr(a, a.precision) and getattr(b, b.precision):
        return False
    mine, theirs = _fold(a.name), _fold(b.name)
    return bool(mine and theirs) and mine not in theirs and theirs not in mine


@lru_cache(maxsize=_KEPT_NAMES)
def _fold(name: str | None) -> str:
    return "".join([c for c in (name or "").lower() if c.isalnum()])


def _is_chain(own: Sequence[PlaceMention]) -> bool:
    """As in "Sitio Kalib, Barangay Kibalabag": one phrase with commas alone, each place in the next."""
    phrase = own[0].phrase
    if any(m.group != own[0].group for m in own):
        return False
    gaps = [(a.span.end - phrase.start, b.span.start - phrase.start) for a, b in pairwise(own)]
    between = [phrase.text[a:b].strip() for a, b in gaps]
    return all(words.startswith(",") and len(words.split()) < 3 and "and" not in words for words in between)


def place_of(mentions: Sequence[PlaceMention]) -> Place:
    """One location field: the first place, the rest in `others`."""
    own = [m for m in mentions if m.form != "parent"] or list(mentions)
    if len(own) > 1 and _is_chain(own):
        own = own[:1]
    values: list[Place] = []
    for mention in own:
        if not any(_fold(v.name) == _fold(mention.value.name) for v in values):
            values.append(mention.value)
    first, *rest = values
    return replace(first, others=tuple(replace(v, others=()) for v in rest))


_SAME = {
    "district": "admin2",
    "county": "admin2",
    "province": "admin1",
    "state": "admin1",
    "governorate": "admin1",
}


def unit_named(words: Collection[str], place: Place) -> Place | None:
    """The district or province of a place, where "the same district" is said; None where it says none."""
    for word, level in _SAME.items():
        name = getattr(place, level) if word in words else None
        if name is not None and place.precision in ("place", "near"):
            admin2 = place.admin2 if level == "admin2" else None
            precision: PlacePrecision = "admin2" if level == "admin2" else "admin1"
            return Place(
                name=name,
                admin2=admin2,
                admin1=place.admin1,
                country=place.country,
                precision=precision,
                inferred=True,
                confidence=place.confidence,
                evidence=place.evidence,
            )
    return None
