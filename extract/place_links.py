"""What joins names to one phrase: the unit a place lies in, lists, the same place named twice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.place_gaps import (
    AGAIN,
    AND,
    BEFORE,
    BETWEEN,
    CALLED,
    CAPITAL,
    INSIDE,
    LAND_OF,
    LIST,
    MAX_GAP,
    OPENING,
    PART_OF,
    POSSESSIVE,
    PREPOSED,
    QUARTERS,
    REMEMBERED,
    SAME_KIND,
    TOLD,
    WHERE_ENDS,
)
from extract.place_holding import (
    UNITS,
    holds,
    holds_as_unit,
    is_beside,
    is_city,
    is_country,
    is_land,
    is_unit,
    is_unit_name,
    may_be_unit,
    same_unit,
)
from extract.place_names import Name

#: A village's village's town: nobody goes further down.
MAX_CHAIN = 4
#: A phrase ends here at the latest: nobody means a list of hundreds of places.
MAX_PHRASE = 400


class Linker:
    """Gives names of one phrase their parents and a shared group."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self.text = text
        self.names = names
        self._held: dict[tuple[int, int], bool] = {}

    def holds(self, outer: Name, inner: Name) -> bool:
        """`holds`, asked once for the same two names of a text."""
        # The gazetteer keeps what it gave, so that the same name has the same candidates.
        key = (id(outer.candidates), id(inner.candidates))
        known = self._held.get(key)
        if known is None:
            known = self._held[key] = holds(outer, inner)
        return known

    def link(self) -> None:
        """Goes through the names once, from left to right, then shares what lists have in common."""
        group = opened = 0
        for i, name in enumerate(self.names):
            if name.group < 0:
                name.group = group
                group += 1
                opened = name.start
            if i + 1 < len(self.names) and self.names[i + 1].end - opened > MAX_PHRASE:
                continue
            if i + 1 < len(self.names) and not name.barred:
                self.pair(i, name, self.names[i + 1])
        self.share()
        self.take_again()

    def pair(self, i: int, name: Name, following: Name) -> None:
        """Links two neighbours by the words between them."""
        gap = self.text[name.outer_end : following.start]
        if following.barred or len(gap) > MAX_GAP or not (name.sure or following.sure or gap[:1] in ",( "):
            return
        if gap == ", " and self.text[following.outer_end : following.outer_end + 1] == "-":
            return  # "in Hodeida, Iran-backed rebels"
        flat = BEFORE.sub("", gap.replace("\n", " "))
        if flat in (" of ", " of the ") and self.quarter(name, following):
            return
        if flat.endswith(("of ", "of the ")) and LAND_OF.fullmatch(flat):
            if is_land(name):
                self.possessive(i, name, following)
            elif is_unit(name) and not following.parents:
                self.hold(name, following)
            if flat.startswith(" port") or (is_land(name) and not following.parents):
                name.is_parent, following.group, following.sure = True, name.group, True
            if name.is_parent:
                return
        if (flat[:1] in "'’" and POSSESSIVE.fullmatch(flat)) or (
            " capital" in flat and CAPITAL.fullmatch(flat)
        ):
            self.possessive(i, name, following)
            return
        if OPENING.fullmatch(flat):
            self.bracket(i, name, following)
            return
        if flat.isspace() and (
            self.holds(following, name) or (name.cued and is_unit(following) and not name.candidates)
        ):
            self.put_inside(name, following)
            return
        if INSIDE.fullmatch(flat) and self.lies_in(i, name, following, flat):
            self.put_inside(name, following)
            return
        if name.between and BETWEEN.fullmatch(flat):
            following.sure = following.sure or bool(following.candidates)
            self.list(i, name, following, " and ")
            return
        if flat == ", " and self.narrows(name, following):
            self.hold(name, following)
            return
        if LIST.fullmatch(flat):
            self.list(i, name, following, flat)
        elif flat[:1] in ")]" and LIST.fullmatch(flat, 1):
            opened = self.text[following.outer_end : following.outer_end + 2] in (" (", " [")
            if following.sure or opened:
                following.group, following.sure = name.group, True  # "in Salim (Kaduna) and Bulam (Kano)"

    def quarter(self, name: Name, following: Name) -> bool:
        """As in "the West Bank city of Jenin": the unit word is that of the name behind it."""
        word = self.text[name.end : name.outer_end]
        whole = is_unit(name) or is_city(name) or is_land(name)
        if not QUARTERS.fullmatch(word) or not whole or not name.sure or following.parents:
            return False
        if is_unit(following) or self.holds(following, name):
            return False  # "the Khanaqin district of Diyala"
        name.outer_end, name.level, name.town = name.end, None, False
        self.hold(name, following)
        return True

    def narrows(self, name: Name, following: Name) -> bool:
        """As in "at a base in northern Iraq, Haftanin region": an unknown part behind the country."""
        unlisted = following.form == "pattern" and not following.candidates
        return is_unit(name) and name.cue == "strong" and unlisted

    def hold(self, outer: Name, inner: Name) -> None:
        """The first of two names is the unit that the second lies in."""
        inner.parents.append(outer)
        inner.group = outer.group
        outer.is_parent = inner.sure = True

    def put_inside(self, name: Name, outer: Name) -> None:
        """`outer` is the unit that `name` lies in."""
        name.parents.append(outer)
        outer.is_parent = True
        outer.group = name.group
        name.sure = outer.sure = True

    def possessive(self, i: int, outer: Name, inner: Name) -> None:
        """The first of two names holds the second ("Dhaka's Jatrabari area")."""
        told = outer.level in ("admin1", "admin2", "region")  # "Sagaing Region's Kani township"
        if self.is_quarter_of(outer, inner):
            inner.candidates = ()  # "Nairobi's Eastleigh district" is not the English town
        known = bool(outer.candidates) and (
            not inner.candidates
            or self.holds(outer, inner)
            or (bool(inner.level) and (told or is_beside(outer, inner)))
        )
        # "in Kalat district's Zarkhan", "in Lahore's Johar Town"
        whole = WHERE_ENDS.match(self.text, inner.outer_end) is not None
        village = outer.cued and not inner.modifier and (bool(outer.level) or whole)
        if not (known and (inner.level or inner.candidates or village) and outer.sure):
            return
        near = self.names[max(0, i - REMEMBERED) : i] if outer.is_parent else ()
        within = [n for n in near if outer in n.parents]
        self.hold(outer, inner)
        for name in within:  # "Salamanca in Mexico's Guanajuato state"
            name.parents.insert(0, inner)
            inner.is_parent = True

    def is_quarter_of(self, outer: Name, inner: Name) -> bool:
        """Whether a name with a unit word is called a city's and no place of that name lies near the city."""
        if not (inner.level and inner.candidates and outer.sure and is_city(outer)):
            return False
        return not self.holds(outer, inner) and not is_beside(outer, inner)

    def bracket(self, i: int, name: Name, inside: Name) -> None:
        """A name in brackets behind another: the same, the unit round it, or another spelling."""
        further = self.names[i + 2] if i + 2 < len(self.names) else None
        if further is not None and self.text[inside.outer_end : further.start] == ", ":
            closed = self.text[further.outer_end : further.outer_end + 1] in (")", "]")
            if self.holds(further, inside) or (closed and not inside.candidates and may_be_unit(further)):
                inside.sure = True  # "(Kongoussi, Bam)"
                if name.cued and not is_country(name):
                    self.put_inside(name, inside)
                    return
        if not (name.sure or name.cued or name.candidates or inside.sure):
            return
        closed = self.text[inside.outer_end : inside.outer_end + 1] in (")", "]")
        if same_unit(name, inside) and closed and not self.holds(inside, name):
            inside.same = name
            inside.group = name.group
            name.outer_end = inside.outer_end = inside.outer_end + 1
            name.sure = True
        elif inside.candidates and not any(c.kind in ("country", "admin1") for c in name.candidates):
            self.put_inside(name, inside)
        elif not inside.candidates and name.sure:
            inside.group = name.group
            inside.sure = inside.sure or not name.candidates

    def lies_in(self, i: int, name: Name, outer: Name, gap: str) -> bool:
        """Whether the second of two neighbours is the unit round the first."""
        comma = gap.lstrip()[:1] == "," and not TOLD.match(gap)
        if comma and name.candidates and name.candidates[0].kind == "country":
            return False
        if outer.modifier and gap.endswith(" the "):
            return False  # "Borno State, the Savannah Wire reported"
        if name.level == "admin1" and outer.candidates and outer.candidates[0].kind != "country":
            return False
        if PART_OF.match(gap):
            known = bool(name.candidates) or CALLED.search(gap) is not None
            return known and bool(outer.candidates)  # "Capitol Hill, a neighborhood in Seattle"
        if self.holds(outer, name):
            return not comma or holds_as_unit(outer, name) or not self.in_series(i + 1)
        unit = outer.level in ("admin1", "admin2") or any(c.kind in UNITS for c in outer.candidates)
        told = outer.level in (None, "place") and not outer.small and outer.sure
        if name.small and told and not comma and not outer.modifier:
            return True  # "Zarkhan village in Murgab area"
        if (
            comma
            and name.level in ("place", "admin2")
            and PREPOSED.match(gap)
            and (is_unit(outer) or (name.small and outer.candidates and gap.startswith(", also ")))
        ):
            return True  # "in Khogyani district, also in Nangarhar"
        if comma and gap == ", " and name.cue in ("strong", "from") and name.level in (None, "place"):
            if self.chain(i + 1):
                return True  # "in Degan, Datta Khel, North Waziristan"
            if is_unit_name(outer) and not self.in_series(i + 1) and not (is_city(name) and is_city(outer)):
                return True
        if name.candidates:
            if comma and name.level is None and any(c.kind == "admin1" for c in outer.candidates[:1]):
                return not self.in_series(i + 1) and all(
                    c.kind in ("place", "admin2") for c in name.candidates
                )
            if not comma and name.level and outer.sure and outer.candidates:
                return True
            return unit and outer.level in ("admin1", "admin2") and (not comma or name.level == "place")
        if not (
            name.sure or name.cued or TOLD.match(gap) or (comma and unit and self.may_be_village(name, outer))
        ):
            return False
        if comma and not unit:
            return bool(outer.candidates) and not self.list_follows(i + 1) and name.level is not None
        if comma and outer.level is None and self.list_follows(i + 1):
            return any(c.kind == "country" for c in outer.candidates)
        return bool(outer.candidates) or unit or (outer.level == "region" and outer.sure and not comma)

    def chain(self, i: int, depth: int = MAX_CHAIN) -> bool:
        """Whether name `i` stands before the unit it lies in, as in "Datta Khel, North Waziristan"."""
        if i + 1 >= len(self.names):
            return False
        town, unit = self.names[i], self.names[i + 1]
        if BEFORE.sub("", self.text[town.outer_end : unit.start]) != ", " or unit.barred:
            return False
        if town.level == "place" and depth and self.chain(i + 1, depth - 1):
            return True  # "Sitio Bulak, Barangay Olave, Buenavista, Agusan del Norte"
        return is_unit_name(unit) and not self.in_series(i + 1) and self.holds(unit, town)

    def may_be_village(self, name: Name, outer: Name) -> bool:
        """Whether an unknown name before its unit is one, though no preposition of place stands before it."""
        if not any(c.kind in ("admin1", "admin2") for c in outer.candidates[:1]) or name.cue == "list":
            return False
        return name.cue == "weak" or self.text[outer.outer_end : outer.outer_end + 1] in (
            "",
            ".",
            ";",
            ")",
            "\n",
        )

    def in_series(self, i: int) -> bool:
        """Whether another name follows name `i` after a comma or "and"."""
        if i + 1 >= len(self.names):
            return False
        return bool(LIST.fullmatch(self.text[self.names[i].outer_end : self.names[i + 1].start][:MAX_GAP]))

    def list_follows(self, i: int) -> bool:
        """Whether "and" and another name come after name `i`."""
        if i + 1 >= len(self.names):
            return False
        gap = self.text[self.names[i].outer_end : self.names[i + 1].start]
        return len(gap) < MAX_GAP and bool(AND.match(gap))

    def list(self, i: int, name: Name, following: Name, gap: str) -> None:
        """Two members of a list: they share a group, and an unsure one its neighbour's standing."""
        if gap == "," or not (name.sure or following.sure):
            return
        following.group = name.group
        following.between = name.between
        following.attribute |= name.attribute and is_land(following) and not following.cued
        for a, b in ((name, following), (following, name)):
            if a.sure and not b.sure and (b.candidates or a.cued) and not b.barred:
                listed = gap.strip() != "," or bool(name.candidates) == bool(following.candidates)
                b.sure = (
                    bool(b.candidates) or "and" in gap or (a.cued and (listed or self.list_follows(i + 1)))
                )
                b.cued = b.cued or a.cued

    def take_again(self) -> None:
        """As in "in Zhob, Kalat District … at Mangochar, in the same district": a unit named before."""
        for i, name in enumerate(self.names):
            told = AGAIN.match(self.text, name.outer_end) if name.sure and not name.parents else None
            unit = self.last_unit(i, told[1]) if told else None
            if unit is not None:
                name.parents, name.again = [unit], True

    def last_unit(self, i: int, word: str) -> Name | None:
        """The last name before name `i` that stands with a unit word, else the one that it lies in."""
        for name in reversed(self.names[max(0, i - REMEMBERED) : i]):
            for one in (name, *name.parents):
                written = self.text[max(0, one.start - len(word) - 8) : one.outer_end].lower().split()
                if word in written and one.level:
                    return one
        kind = SAME_KIND.get(word)
        told = (n for n in reversed(self.names[max(0, i - REMEMBERED) : i]) if n.sure and not n.barred)
        return next((n for n in told if kind and n.candidates and n.candidates[0].kind == kind), None)

    def are_both(self, left: Name, right: Name) -> bool:
        """As in "in Kirkuk and Diyala province": both are provinces."""
        flat = " ".join(self.text[left.outer_end : right.start].split())
        return flat == "and" and any(c.kind == right.level for c in left.candidates)

    def share(self) -> None:
        """A list's unit and its plural unit word belong to all members ("Kalat and Harnai, Balochistan")."""
        members = [n for n in self.names if not n.is_parent and n.same is None]
        for left, right in ((a, b) for b, a in pairwise(reversed(members))):
            if left.group != right.group:
                continue
            if right.level and not left.level and (right.plural or self.are_both(left, right)):
                left.level, left.plural, left.municipal = right.level, True, right.municipal
            if right.parents and not left.parents and right.parents[0].start > right.start:
                outer = right.parents[0]
                if not left.candidates or self.holds(outer, left):
                    left.parents = right.parents
        for left, right in pairwise(members):
            if left.group == right.group and left.plural and left.level and not right.level:
                right.level, right.plural, right.municipal = left.level, True, left.municipal
            if left.group == right.group and left.parents and left.parents == right.parents:
                left.list_level = right.list_level = True
