"""The unit word beside a name in the text: "Zhob district", "the village of", "a municipality"."""

from __future__ import annotations

import re

from extract.gazetteer.folding import fold
from extract.place_holding import is_unit
from extract.place_names import Name
from extract.place_pieces import Piece
from extract.place_words import After, PlaceWords

NEXT = re.compile(r"[ \t]?[ \t\n]([^\W\d_][\w'’-]*)")
_OF_NAME = re.compile(r" (?:city |town )?of (?:the )?[A-Z]")
_TOWNS = frozenset(("town", "city", "village"))


class UnitCues:
    """Reads the unit words beside names of one text."""

    def __init__(self, text: str, words: PlaceWords) -> None:
        self.text = text
        self.words = words
        #: What was asked for last, since the end of a run and of the name that closes it are the same.
        self._behind: tuple[int, tuple[After | None, int]] = (-1, (None, -1))

    def read_unit(self, name: Name, piece: Piece) -> bool:
        """Notes the unit word behind a name or capitalised before it; gives whether it speaks for a place."""
        if piece.after is not None:
            return self.take_unit(name, piece.after)
        if piece.closes:
            after, end = self.unit_behind(name.end)
            if after is not None and self.tells_of_next(name, end):
                after = None
            if after is not None:
                name.outer_end = end
                more, further = self.unit_behind(end)
                if more is not None and self.text[end + 1 : further] == "area":
                    name.outer_end = further  # "Naushera sector area"
                return self.take_unit(name, after)
        if piece.before is not None:
            name.level, name.form = piece.before, "pattern"
            name.plural = piece.before == "admin2"  # "District Zhob, Kalat and Harnai"
            return True
        return False

    def unit_behind(self, at: int) -> tuple[After | None, int]:
        """The unit word behind `at` ("village", "refugee camp") and its end."""
        if self._behind[0] != at:
            self._behind = at, self._read_behind(at)
        return self._behind[1]

    def _read_behind(self, at: int) -> tuple[After | None, int]:
        m = NEXT.match(self.text, at)
        if m and m.group(1) in self.words.fillers:
            m = NEXT.match(self.text, m.end(1))
        if m and m.group(1) in self.words.after_phrases:
            for rest, after in self.words.after_phrases[m.group(1)]:
                told = f" {' '.join(rest)}"
                if self.text.startswith(told, m.end(1)):
                    return after, m.end(1) + len(told)
        if m is None:
            return None, at
        word = m.group(1).lower()
        if word[-2:] in ("'s", "’s"):
            return self.words.after.get(word[:-2]), m.end(1) - 2  # "Mohmand district's Mamad Gat"
        return self.words.after.get(word), m.end(1)

    def tells_of_next(self, name: Name, end: int) -> bool:
        """Whether the unit word before `end` is that of the name behind it: "the Mexico state of Colima"."""
        unit = self.text[name.end : end].split()[-1].lower()
        if unit not in self.words.told_of or not _OF_NAME.match(self.text, end):
            return False
        first = name.candidates[0].kind if name.candidates else ""
        sea = any(c.kind == "international" for c in name.candidates)
        if first == "admin1" and unit in _TOWNS:
            return True  # "the North Sinai town of Sheikh Zuweid"
        return (sea and unit != "region") or unit.startswith("port") or first in ("country", "region")

    def unit_follows(self, at: int) -> bool:
        """Whether a small unit word stands behind `at`."""
        return self.text[at + 1 : at + 2].islower() and self.unit_behind(at)[0] is not None

    def take_unit(self, name: Name, after: After) -> bool:
        """Notes a unit word behind a name; "state" and "agency" only behind one that is known to be one."""
        unit = self.text[name.end : name.outer_end].lower().split()[-1]
        if self.take_municipality(name, unit):
            name.plural = after.plural
            return after.strong
        if unit in self.words.peoples and (self.the_before(name) or is_unit(name)):
            name.outer_end = name.end
            return False
        name.small, name.inner = unit in self.words.small, unit in self.words.inner
        name.town = unit in self.words.town
        units = after.level in ("admin1", "admin2")
        if units and not after.strong and not any(p.kind == after.level for p in name.candidates):
            name.outer_end = name.end
            return False
        street = after.level == "street"
        name.level = "place" if street else after.level
        name.form = "street" if street else "pattern"
        name.plural = after.plural
        return after.strong

    def take_municipality(self, name: Name, unit: str) -> bool:
        """Makes a district of a name with "municipality" where the place file has one of that name."""
        if unit not in self.words.municipal or not any(
            p.kind == "admin2"
            or (p.kind == "place" and p.admin2 is not None and fold(p.admin2) == fold(p.name))
            for p in name.candidates
        ):
            return False
        name.level, name.form, name.municipal = "admin2", "pattern", True
        return True

    def the_before(self, name: Name) -> bool:
        """Whether "the" stands right before a name."""
        return self.text[max(0, name.start - 4) : name.start].lower() == "the "
