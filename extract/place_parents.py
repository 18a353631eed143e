"""Gives a name the unit that it lies in: "Dhaka's Jatrabari area", "Kongoussi (Bam)", "the city of Jenin"."""

from __future__ import annotations

from extract.place_gaps import QUARTERS, REMEMBERED, WHERE_ENDS
from extract.place_holding import is_beside, is_city, is_country, is_land, is_unit, may_be_unit, same_unit
from extract.place_lists import Lists
from extract.place_names import Name


class Parents(Lists):
    """Gives names of one text their parents."""

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
