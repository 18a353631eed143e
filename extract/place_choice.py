"""Which of a name's candidates is meant: by unit, countries and provinces of the text, size, nearness."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extract.gazetteer import GazPlace
from extract.place_doubts import Doubts
from extract.place_names import Key as Unit
from extract.place_names import Name
from extract.place_sizes import name_size, size_of
from extract.place_units import in_one_province, in_town, is_far, is_inside, may_lie_in

_LEVEL_FITS = 4.0
#: What lies in a unit here speaks for the unit that has such a place.
_HOLDS = 6.0
#: So does what can be a part of a town.
_HOLDS_PART = 4.0
#: The name with its unit word is the unit's own ("Gaza Strip").
_NAMED_SO = 2.0
_COUNTRY_WEIGHT = 3.5
_PROVINCE_WEIGHT = 2.0
_NEAR_WEIGHT = 1.5
#: Up to so many places of the text draw others near.
_ANCHORS = 12
#: A country that is only named for its forces ("US drones") says little of where they are.
_ATTRIBUTE = 0.2
_BIG_TOWN = 300_000
#: A namesake a hundred times smaller than a city of a million needs its unit beside it.
_UNHEARD_OF = 3.0
#: The country of a text has so many times the votes of the next.
_LEADS = 1.6
_SMALL = 30_000
#: What a country has where something but the name itself speaks for it.
_HEARD = 0.5
_BIG = 100_000
#: From this size on a city gives its name to its suburbs.
_METROPOLIS = 1_000_000
Key = tuple[str, str | None]


def _outers(name: Name, depth: int = 3) -> list[GazPlace]:
    """The chosen units that a name lies in; where one is unknown, what that lies in."""
    found: list[GazPlace] = []
    for outer in name.parents if depth else ():
        found += [outer.chosen] if outer.chosen is not None else _outers(outer, depth - 1)
    return found


def _outer_first(name: Name) -> tuple[bool, int]:
    """Names from the right to the left, as units stand behind what lies in them; "the same district" last."""
    return name.again, -name.start


def _is_metropolis(c: GazPlace) -> bool:
    """Whether suburbs are called after a city ("a Houston suburb")."""
    return c.population >= _METROPOLIS and not c.alternate


class Chooser(Doubts):
    """Chooses candidates for all names of one text.

    `countries` are votes from outside and from adjectives; `local` says how much of that comes from what is
    at work in few countries only (groups, the publisher), and so tells where the events are.
    """

    def __init__(self, countries: Mapping[str, float], local: float) -> None:
        self.votes = dict(countries)
        self.local = local
        self.country: dict[str, float] = {}
        self.province: dict[Key, float] = {}
        #: Where the clear places of the text are, and under which name.
        self.anchors: list[tuple[float, float, str]] = []
        self.fixed: dict[str, GazPlace] = {}
        #: Names whose places all lie elsewhere: they are places that no list has.
        self.unlisted: set[str] = set()
        #: What each name itself gave to its country's votes.
        self.own: dict[str, float] = {}
        self.kept: dict[tuple[str, str | None, bool, bool, bool, frozenset[Unit]], GazPlace | None] = {}

    def choose(self, names: Sequence[Name]) -> None:
        """Sets `chosen` on every sure name: once by size alone, which votes, then with the votes."""
        sure = [n for n in names if n.sure and not n.barred]
        self.country = dict(self.votes)
        self.round(sure)
        self.vote(sure)
        self.fix(n for n in sure if n.parents)
        self.round(sure)
        self.fix(sure)
        for name in sure:
            if name.folded in self.fixed and not name.parents:
                name.chosen = self.best(name, ())
        told = {n.folded: n for n in sure if n.parents} if self.unlisted else {}
        for name in sure if self.unlisted else ():
            if name.chosen is None and name.folded in self.unlisted:
                name.candidates = ()
                if not name.parents and name.folded in told:
                    name.parents, name.again = told[name.folded].parents, True

    def likely_country(self, lead: float = _LEADS) -> str | None:
        """The country that the text is about, where one has `lead` times the votes of the next."""
        ranked = sorted(self.country.items(), key=lambda kv: -kv[1])
        if not ranked or ranked[0][1] < 0.3 or not ranked[0][0]:
            return None
        second = ranked[1][1] if len(ranked) > 1 else 0.0
        return ranked[0][0] if ranked[0][1] >= lead * second else None

    def round(self, names: Sequence[Name]) -> None:
        """One pass; outer units first, as they stand behind what lies in them."""
        self.kept.clear()
        for name in names:
            name.chosen = None
        for name in reversed(names):
            if name.is_parent and not name.parents:
                name.chosen = self.best(
                    name, [n for n in names if name in n.parents] if len(names) < 200 else ()
                )
        for name in sorted(names, key=_outer_first):
            if name.chosen is None:
                name.chosen = self.best(name, ())

    def best(self, name: Name, children: Iterable[Name]) -> GazPlace | None:
        """The best candidate of a name, one inside its unit where there is one."""
        if name.parents:
            return self.inside(name)
        fixed = self.fixed.get(name.folded)
        if fixed is not None and name.level in (None, fixed.kind):
            return fixed
        key = (name.folded, name.level, name.is_parent, name.cued, name.small, name.full)
        held = [c for child in children for c in child.candidates]
        if not held and key in self.kept:
            return self.kept[key]
        pool = self.own_kind(name)
        value = self.fittest(pool, name, held)
        if value is not None and not held:
            value = self.better_known(value, pool, name)
        if (
            value is not None
            and not held
            and (self.is_implausible(value, name) or self.is_foreign(value, name))
        ):
            value = None
        elif value is not None and not held and self.is_elsewhere(value):
            value = None
            self.unlisted.add(name.folded)
        if not held:
            self.kept[key] = value
        return value

    def better_known(self, c: GazPlace, pool: Sequence[GazPlace], name: Name) -> GazPlace:
        """For a small place of a country that nothing speaks for, its namesake in one that something does."""
        if (
            c.kind not in ("place", "admin2")
            or c.population >= _SMALL
            or self.country.get(c.country, 0.0) >= _HEARD
        ):
            return c
        heard = [o for o in pool if self.country.get(o.country, 0.0) >= _HEARD]
        return self.fittest(heard, name, ()) or c

    def own_kind(self, name: Name) -> Sequence[GazPlace]:
        """The candidates that a name's unit word allows: no district is called "village", but where a text is
        about one country a village may bear the name of the district round it.
        """
        if name.level in ("admin1", "admin2"):
            units = [c for c in name.candidates if c.kind in ("admin1", "admin2", "region")]
            if units and name.level == "admin1":
                return units  # no town is called "province"
            return [c for c in name.candidates if c.kind != "country"]
        if name.small:
            return [
                c
                for c in name.candidates
                if (c.kind == "place" and (c.population < _BIG or _is_metropolis(c)))
                or (c.kind == "admin2" and c.country in self.votes)
            ]
        return name.candidates

    def inside(self, name: Name) -> GazPlace | None:
        """The best candidate that lies in the name's unit; None where the unit holds none of that name."""
        outers = _outers(name)
        own = self.own_kind(name)
        pool = [c for c in own if all(may_lie_in(c, o) for o in outers)] if len(outers) > 1 else []
        pool = pool or [c for c in own if any(may_lie_in(c, o) for o in outers)]
        if not pool and name.level == "admin2":
            pool = [c for c in own if any(in_one_province(c, o) for o in outers)]
        told = any(o.kind == "admin1" for o in outers)
        if not pool and outers and not told and name.parents[0].level is None and not name.level:
            pool = [c for c in own if c.country == outers[0].country and not is_far(c, outers[0])]
        if not outers:
            likely = max(self.votes.values(), default=0.0) < 0.5
            pool = [
                c for c in own if c.country in self.votes or (likely and not (c.alternate and self.votes))
            ]
        if name.list_level and name.level is None and outers and outers[0].kind == "admin1":
            units = [c for c in pool if c.kind == "admin2"]
            towns = [c for c in pool if c.kind == "place" and c.population > _BIG_TOWN]
            pool = units if units and not towns else pool
        return self.fittest(pool, name, ())

    def fittest(self, pool: Sequence[GazPlace], name: Name, held: Sequence[GazPlace]) -> GazPlace | None:
        """The candidate that fits best, None of none."""
        if len(pool) < 2:
            return pool[0] if pool else None
        city = name_size(name)
        fittest, best = pool[0], -math.inf
        for c in pool:
            value = self.score(c, name, held, city, best)
            if value > best:
                fittest, best = c, value
        return fittest

    def score(
        self, c: GazPlace, name: Name, held: Sequence[GazPlace], city: int, floor: float = -math.inf
    ) -> float:
        """How well a candidate fits here; `city` as `name_size` gives it. One that cannot come above `floor`
        may be given less than its due.
        """
        value = size_of(c.population, c.kind, c.alternate)
        if name.level in ("admin1", "admin2"):
            value += _LEVEL_FITS if c.kind == name.level else 2.0 if c.kind in ("admin1", "admin2") else 0.0
        elif name.level == "region":
            value += _LEVEL_FITS if c.kind == "admin1" else 2.0 if c.kind in ("admin2", "region") else 0.0
        elif (name.level in ("place", "street") or name.form == "dateline") and c.kind == "place":
            value += 2.5
        elif name.is_parent and c.kind in ("admin1", "admin2", "country"):
            value += 1.0
        if name.full and (c.country, c.admin1, c.admin2) in name.full:
            value += _NAMED_SO
        if held and any(is_inside(h, c) for h in held):
            value += _HOLDS
        elif held and any(in_town(h, c) for h in held):
            value += _HOLDS_PART
        if c.population < city / 100:
            value -= _UNHEARD_OF
        votes = self.country.get(c.country, 0.0)
        value += _COUNTRY_WEIGHT * (votes if votes < 1.0 else 1.0)
        if self.province:
            votes = self.province.get((c.country, c.admin1), 0.0)
            value += _PROVINCE_WEIGHT * (votes if votes < 1.0 else 1.0)
        if not self.anchors or value + _NEAR_WEIGHT <= floor:
            return value
        if c.kind != "country" and c.latitude is not None and c.longitude is not None:
            value += _NEAR_WEIGHT * self.nearness(c.latitude, c.longitude, name.folded)
        return value

    def nearness(self, lat: float, lon: float, name: str) -> float:
        """1 beside another place of the text, 0.5 at some 150 km, 0 far from all of them. A name says nothing
        of itself: Kabul is not likelier a province for lying beside the city.
        """
        best = 1e9
        scale = math.cos(math.radians(lat))
        for a, b, other in self.anchors:
            distance = abs(a - lat) + abs(b - lon) * scale
            if other != name and 1e-4 < distance < best:
                best = distance
        return 1.0 / (1.0 + best / 1.4)

    def vote(self, names: Sequence[Name]) -> None:
        """Counts countries and provinces of the first pass; the clearer a name, the more it says."""
        country: dict[str, float] = defaultdict(float)
        province: dict[Key, float] = defaultdict(float)
        seen: set[str] = set()
        anchors: dict[tuple[float, float, str], float] = {}
        for name in names:
            c = name.chosen
            if c is None or name.folded in seen or not c.country:
                continue
            seen.add(name.folded)
            clear = 1.0 if name.parents or c.kind == "country" else self.clearness(name, c)
            weight = _ATTRIBUTE if name.attribute else 0.8 if c.kind == "country" else 0.5
            self.own[name.folded] = weight * clear
            country[c.country] += self.own[name.folded]
            if name.attribute and c.kind != "country":
                continue  # "on the Gaza border": the town lies on this side
            if c.admin1:
                province[c.country, c.admin1] += (1.0 if c.kind == "admin1" else 0.4) * clear
            if (
                c.latitude is not None
                and c.longitude is not None
                and c.kind in ("place", "admin2")
                and clear > 0.5
            ):
                anchors[c.latitude, c.longitude, name.folded] = clear
        for key, value in country.items():
            self.country[key] = self.country.get(key, 0.0) + value
        self.province = dict(province)
        self.anchors = sorted(anchors, key=lambda k: -anchors[k])[:_ANCHORS]

    def clearness(self, name: Name, chosen: GazPlace) -> float:
        """How far the chosen candidate leads over those of other countries, from 0 to 1."""
        city = name_size(name)
        mine = self.score(chosen, name, (), city)
        rivals = (c for c in name.candidates if c.country != chosen.country)
        rival = max((self.score(c, name, (), city) for c in rivals), default=mine - 3)
        return max(0.0, min(1.0, (mine - rival) / 2.0))

    def fix(self, names: Iterable[Name]) -> None:
        """One sense a text: a name that once stands with its unit means the same elsewhere."""
        for name in names:
            c = name.chosen
            if c is None or name.folded in self.fixed:
                continue
            if (name.parents or name.level in ("admin1", "admin2")) and not name.municipal:
                self.fixed[name.folded] = c
