"""What stands round a name in the text: the words before and behind it, borders, forces, verbs of saying."""

from __future__ import annotations

import re

from extract.place_datelines import Datelines
from extract.place_names import Name
from extract.place_pieces import Piece
from extract.place_prepositions import CONTEXT, Prepositions
from extract.place_unit_cues import NEXT
from extract.place_words import SAYING

_TAIL = re.compile(r"[-‐‑]([a-z]+)")
#: Behind the first of two names: "the Pakistan-Afghanistan border".
_SHARED_BORDER = re.compile(r"[-–/][^\W\d_][\w'’]*[ \n](?:international )?(?:border|frontier)")
_BORDER = re.compile(
    r"\b(?:(?:border(?:s|ing)?|frontier)(?: with)?|border (?:town|city|village) (?:near|with))(?: the)?[ \n]$"
)
_NEIGHBOUR = re.compile(r"\bneighbou?r(?:ing|s)(?: countr(?:y|ies))?(?: such as)?(?: the)?[ \n]$")
#: A country that speaks of what happened in another.
_ENVOY = re.compile(r"['’]s? (?:foreign (?:minist|secretary)|embassy|ambassador)")
_AGE = re.compile(r",? \(?\d{1,2}[,)]")
_RANGE = re.compile(r"\s+(?:range|zone)\b", re.I)
_POLICE = re.compile(r"\b(?:police|IG|IGP|DIG|DIGP|ADGP?)[,\s(]+$", re.I)


#: Behind a verb of saying: nobody says anything here.
_DONE_BY = (" by ", " the lives", " the life")


class Surroundings(Prepositions, Datelines):
    """Reads the words round names of one text."""

    def is_attribute(self, name: Name, piece: Piece) -> bool:
        """Whether a name stands between an article and a noun ("a Miranshah house")."""
        before = self.text[max(0, name.start - 5) : name.start].split()
        if not piece.closes or not before or before[-1].lower() not in ("a", "an", "the"):
            return False
        if name.folded in self.words.persons:
            return False  # "A Man shot four guests"
        m = NEXT.match(self.text, name.outer_end)
        return bool(m and m.group(1).islower())

    def is_modifier(self, name: Name) -> bool:
        """Whether a name only tells whose the word behind it is ("US drones", "a Britain-based monitor")."""
        tail = _TAIL.match(self.text, name.outer_end)
        if (tail is not None and tail[1] in self.words.tails) or _ENVOY.match(self.text, name.outer_end):
            return True
        m = NEXT.match(self.text, name.outer_end)
        if m is None or not m.group(1).islower():
            return False
        word = m.group(1).partition("-")[0]
        return word in self.words.forces

    def is_street(self, name: Name) -> bool:
        """Whether the word behind a name is that of a street in a town, not of a road between towns."""
        return not self.text[max(0, name.outer_end - 12) : name.outer_end].lower().endswith(self.words.roads)

    def is_at_border(self, name: Name) -> bool:
        """Whether a name is that of the land beyond a border ("near the border with Mali")."""
        head = max(0, name.start - 28)
        before = self.text[head : name.start]
        if ("border" in before or "frontier" in before) and _BORDER.search(self.text, head, name.start):
            return True
        beside = "neighbo" in before and name.cue not in ("strong", "from")
        if beside and _NEIGHBOUR.search(self.text, head, name.start):
            return True
        if _SHARED_BORDER.match(self.text, name.outer_end):
            return True
        m = NEXT.match(self.text, name.outer_end)
        return bool(m and m.group(1) in ("border", "borders", "frontier"))

    def is_beat(self, name: Name) -> bool:
        """Whether a name tells whose police somebody heads ("inspector general of police, Kashmir zone")."""
        behind = _RANGE.match(self.text, name.outer_end)
        return behind is not None and _POLICE.search(self.text[: name.start][-CONTEXT:]) is not None

    def is_person(self, name: Name, piece: Piece) -> bool:
        """Whether what follows makes a person of a name ("said", ", 34,")."""
        if not piece.closes or name.form == "pattern":
            return False
        if _AGE.match(self.text, name.end):
            return True
        m = NEXT.match(self.text, name.end)
        if m is None or not self.words.flags_of(m.group(1).lower()) & SAYING:
            return False
        return not self.text.startswith(_DONE_BY, m.end(1))  # "an attack in Zhob claimed by the rebels"
