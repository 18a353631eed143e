"""Whether the second of two names is the unit round the first ("in Zarkhan village, Zhob district")."""

from __future__ import annotations

from collections.abc import Sequence

from extract.place_gaps import AND, BEFORE, CALLED, LIST, MAX_GAP, PART_OF, PREPOSED, TOLD
from extract.place_holding import UNITS, holds, holds_as_unit, is_city, is_unit, is_unit_name
from extract.place_names import Name

#: A village's village's town: nobody goes further down.
_MAX_CHAIN = 4


class LiesIn:
    """Tells of the names of one text which lies in which, by the words between them."""

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

    def chain(self, i: int, depth: int = _MAX_CHAIN) -> bool:
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
