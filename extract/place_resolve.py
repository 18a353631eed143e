"""Which of a name's candidates is meant: parents in the phrase, countries and provinces of the text, size."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from extract.gazetteer import GazPlace
from extract.place_patterns import Name

_LIST_GAP = re.compile(r"^(?:,|,? (?:and|or|&|as well as)(?: in| the| near| of)*|/)?[ \n]*$")
_INSIDE_GAP = re.compile(r"^(?:,| ?\(|,? (?:in|of)(?: the)?(?: \w+ern)?)[ \n]*$")
_KIND_WEIGHT = {"country": 4.0, "admin1": 2.2, "admin2": 0.6, "place": 0.0}


def is_inside(inner: GazPlace, outer: GazPlace) -> bool:
    """Whether `inner` lies in the unit `outer` by its admin names (a unit is not inside itself)."""
    if inner.country != outer.country or outer.kind == "place" and outer.admin2 != outer.name:
        return False
    if outer.kind == "country":
        return inner.kind != "country"
    if outer.kind == "admin1":
        return inner.admin1 == outer.admin1 and inner.kind != "admin1"
    return inner.admin2 == outer.admin2 and inner.admin1 == outer.admin1 and inner.kind == "place"


def link(text: str, names: Sequence[Name]) -> None:
    """Gives names of one phrase their parents and a shared group."""
    group = 0
    for i, name in enumerate(names):
        if name.group < 0:
            name.group = group
            group += 1
        if i + 1 >= len(names):
            break
        nxt = names[i + 1]
        gap = text[name.outer_end : nxt.start]
        if len(gap) > 24:
            continue
        if gap.strip() == "(" and text[nxt.end : nxt.end + 1] == ")" and same_unit(name, nxt):
            nxt.same = name
            nxt.group = name.group
            name.outer_end = nxt.outer_end = nxt.end + 1
        elif _INSIDE_GAP.match(gap) and may_contain(nxt, name):
            name.parents.append(nxt)
            nxt.form = "parent"
            nxt.group = name.group
        elif _LIST_GAP.match(gap):
            nxt.group = name.group


def same_unit(a: Name, b: Name) -> bool:
    """Whether two names have a unit in common ("Khyber Pakhtunkhwa (KP)")."""
    return any(
        p.kind == q.kind
        and (p.country, p.admin1, p.admin2, p.name) == (q.country, q.admin1, q.admin2, q.name)
        for p in a.candidates
        for q in b.candidates
    )


def may_contain(outer: Name, inner: Name) -> bool:
    """Whether a following name can be the unit a name lies in."""
    units = [c for c in outer.candidates if c.kind != "place"]
    if not inner.candidates:
        return bool(units) or outer.level in ("admin1", "admin2")
    return any(is_inside(i, o) for o in units for i in inner.candidates)


class Resolver:
    """Chooses candidates for all names of one text."""

    def __init__(self, countries: Counter[str]) -> None:
        self.countries: dict[str, float] = dict(countries)
        self.admin1: dict[tuple[str, str | None], float] = {}

    def score(self, c: GazPlace, name: Name, final: bool) -> float:
        """How well a candidate fits: size, kind, designator, then country and province of the text."""
        value = math.log10(c.population + 10) + _KIND_WEIGHT[c.kind]
        if c.alternate:
            value -= 1.5
        if name.level in ("admin1", "admin2"):
            value += 4.0 if c.kind == name.level else 2.0 if c.kind in ("admin1", "admin2") else 0.0
        elif name.level == "place":
            value += 3.0 if c.kind == "place" else 0.0
        value += 3.0 * min(1.5, self.countries.get(c.country, 0.0))
        if final:
            value += 2.0 * min(1.0, self.admin1.get((c.country, c.admin1), 0.0))
        return value

    def choose(self, name: Name, final: bool) -> GazPlace | None:
        """The best candidate, one inside the named parent where there is one."""
        pool: Sequence[GazPlace] = name.candidates
        for parent in name.parents:
            target = parent.chosen
            options = [target] if target else list(parent.candidates)
            inside = [c for c in pool if any(is_inside(c, o) for o in options)]
            pool = inside or pool
        if not pool:
            return None
        return max(pool, key=lambda c: self.score(c, name, final))

    def resolve(self, names: Sequence[Name]) -> None:
        """Two passes: first by size and country words alone, which votes, then with the votes."""
        for final in (False, True):
            for name in reversed(names):
                name.chosen = self.choose(name, final)
            if final:
                break
            self.vote(names)

    def vote(self, names: Sequence[Name]) -> None:
        """Counts countries and provinces of the first pass; few candidates and parents count more."""
        for name in names:
            c = name.chosen
            if c is None:
                continue
            weight = (
                1.0
                if c.kind == "country" or name.parents
                else 1.0 / (1 + len({(p.country) for p in name.candidates}))
            )
            self.countries[c.country] = self.countries.get(c.country, 0.0) + 0.4 * weight
            if c.admin1:
                key = (c.country, c.admin1)
                self.admin1[key] = self.admin1.get(key, 0.0) + 0.5 * weight
