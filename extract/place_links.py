"""What joins names to one phrase: the unit a place lies in, lists, the same place named twice."""

from __future__ import annotations

from extract.place_gaps import (
    BEFORE,
    BETWEEN,
    CAPITAL,
    INSIDE,
    LAND_OF,
    LIST,
    MAX_GAP,
    OPENING,
    POSSESSIVE,
)
from extract.place_holding import is_land, is_unit
from extract.place_names import Name
from extract.place_parents import Parents

#: A phrase ends here at the latest: nobody means a list of hundreds of places.
_MAX_PHRASE = 400


class Linker(Parents):
    """Gives names of one phrase their parents and a shared group."""

    def link(self) -> None:
        """Goes through the names once, from left to right, then shares what lists have in common."""
        group = opened = 0
        for i, name in enumerate(self.names):
            if name.group < 0:
                name.group = group
                group += 1
                opened = name.start
            if i + 1 < len(self.names) and self.names[i + 1].end - opened > _MAX_PHRASE:
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
            self.land_of(i, name, following, flat)
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
        if (flat.isspace() and self.stands_before_unit(name, following)) or (
            INSIDE.fullmatch(flat) and self.lies_in(i, name, following, flat)
        ):
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

    def land_of(self, i: int, name: Name, following: Name, flat: str) -> None:
        """As in "the Mexico state of Colima", "the Yemen port of Aden": a land before what lies in it."""
        if is_land(name):
            self.possessive(i, name, following)
        elif is_unit(name) and not following.parents:
            self.hold(name, following)
        if flat.startswith(" port") or (is_land(name) and not following.parents):
            name.is_parent, following.group, following.sure = True, name.group, True

    def stands_before_unit(self, name: Name, following: Name) -> bool:
        """As in "Mosul Iraq": a place right before the unit that holds it, or may hold it."""
        return self.holds(following, name) or (name.cued and is_unit(following) and not name.candidates)
