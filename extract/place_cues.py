"""What stands round a name in the text: unit words, prepositions, distances, verbs of saying."""

from __future__ import annotations

import re

from extract.gazetteer.folding import fold
from extract.place_gaps import HELD
from extract.place_names import Cue, Name
from extract.place_pieces import Piece
from extract.place_words import DIRECTION, SAYING, After, PlaceWords

_NEXT = re.compile(r"[ \t]?[ \t\n]([^\W\d_][\w'’-]*)")
_TAIL = re.compile(r"[-‐‑]([a-z]+)")
_TOKEN = re.compile(r"[^\W_][\w'’.-]*|[^\w\s]")
#: Behind the first of two names: "the Pakistan-Afghanistan border".
_SHARED_BORDER = re.compile(r"[-–/][^\W\d_][\w'’]*[ \n](?:international )?(?:border|frontier)")
_BORDER = re.compile(
    r"\b(?:(?:border(?:s|ing)?|frontier)(?: with)?|border (?:town|city|village) (?:near|with))(?: the)?[ \n]$"
)
_NEIGHBOUR = re.compile(r"\bneighbou?r(?:ing|s)(?: countr(?:y|ies))?(?: such as)?(?: the)?[ \n]$")
#: A country that speaks of what happened in another.
_ENVOY = re.compile(r"['’]s? (?:foreign (?:minist|secretary)|embassy|ambassador)")
_AGE = re.compile(r",? \(?\d{1,2}[,)]")
_AFTER_DATELINE = re.compile(r"(?:,? [^\n.]{0,40}?)?(?:[ \t]*\([^)\n]{1,40}\))?[ \t]*(?::|--?|–|—)[ \t\n]")
#: What may stand before a text's first word, and the mark between a dateline and its story.
_HEADER = re.compile(r"\s*(?:date[ \t]+\d{4}-\d\d-\d\d)?\s*")
_MARKED = re.compile(
    r"(?:,? [^\n.:—–]{0,40}?)?(?:[ \t]*\([^)\n]{1,40}\))?(?: ?:| ?[—–]| --?)[ \t\n]+[\"“'‘A-Z]"
)
_HEADER_END = 60
#: So far into the text the first line of its story may begin, below a headline.
_HEAD_END = 600
#: The next line of a list whose lines begin with their places ("Mosul: A bomb …"), and how far it may be.
_ITEM = re.compile(r"\n[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?: [A-Z]")
_ITEM_WITHIN = 800
#: What follows a place that was raided, and no person or group: where it lies.
_LIES = re.compile(
    r", (?:on the|near|close to|about|some|just|a (?:\w+ )?(?:village|town|city)) "
    r"| in (?:the )?(?:[a-z-]+ ){0,2}[A-Z][\w-]+ (?:region|province|district|state|county)\b"
)
_OF_NAME = re.compile(r" (?:city |town )?of (?:the )?[A-Z]")
_NEAR = re.compile(
    r"(?:\b(?:some|about|around|just|roughly|nearly)[ \t\n]+)?"
    r"(?:(?:\d[\d.,]*|(?:hundred|dozen|score)s of)[ \t\n-]?(?:km|kms|kilomet(?:er|re)s?|miles?|mi|k)\b"
    r"[^.;]{0,24}?)?"
    r"(?:(?:to the )?\b(?:north|south|east|west)[a-z-]*[ \t\n]+(?:of|from)|near(?: to)?|(?:close|next) to|"
    r"not far from|(?:on|in|from|at) the (?:\w+ )?(?:outskirts|vicinity|suburbs|environs) of|"
    r"just outside(?: of)?|outside(?: of)?|(?:far|away) from|(?:ahead|short|outside) of|from|of)[ \t\n]+"
    r"(?:the[ \t\n]+)?(?:[A-Z]\w+[ \t\n]+|[a-z-]{4,14}[ \t\n]+(?=(?:village|town|city|capital)\b))?"
    r"(?:(?:village|town|city|capital)[ \t\n]+(?:of[ \t\n]+)?)?$",
    re.IGNORECASE,
)
#: "On the outskirts of", "away from": what follows is near, not there.
_NEAR_HEADS = frozenset(
    ("outskirts", "vicinity", "suburbs", "environs", "outside", "away", "far", "ahead", "short")
)
#: "Some 20 km from": near it, or at least not in it.
_MEASURES = frozenset(("km", "kms", "kilometers", "kilometres", "miles", "mi"))
_DIRECTION_OF = frozenset(
    ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
)
#: A seat and what kind of unit it governs, before its name.
_CAPITAL = frozenset(("capital", "the", "provincial", "regional", "state", "district", "county", "national"))
_QUOTES = frozenset("\"'”’")
_RANGE = re.compile(r"\s+(?:range|zone)\b", re.I)
_POLICE = re.compile(r"\b(?:police|IG|IGP|DIG|DIGP|ADGP?)[,\s(]+$", re.I)
_CONTEXT = 64
_TOWNS = frozenset(("town", "city", "village"))
_STEPS = 5
DATELINE_END = 160


def _is_land(name: Name) -> bool:
    """Whether a name is first of all a country's or province's ("the Oregon community college")."""
    return bool(name.candidates) and name.candidates[0].kind in ("country", "admin1")


#: Behind a verb of saying: nobody says anything here.
_DONE_BY = (" by ", " the lives", " the life")


class Surroundings:
    """Reads the words round names of one text."""

    def __init__(self, text: str, words: PlaceWords) -> None:
        self.text = text
        self.words = words
        #: What was asked for last, since the end of a run and of the name that closes it are the same.
        self._behind: tuple[int, tuple[After | None, int]] = (-1, (None, -1))
        #: Where the last name ends with its unit word.
        self.taken = 0

    # -- unit words ------------------------------------------------------------------------------------

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
        m = _NEXT.match(self.text, at)
        if m and m.group(1) in self.words.fillers:
            m = _NEXT.match(self.text, m.end(1))
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
        if unit in self.words.peoples and (self.the_before(name) or _is_land(name)):
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

    # -- prepositions ----------------------------------------------------------------------------------

    def read_cue(self, name: Name) -> Cue:
        """What the words before a name say; notes "near", "between" and "village of" on it."""
        context = self.text[max(0, name.start - _CONTEXT) : name.start]
        if not context or not (context[-1].isspace() or context[-1] in "([-/'\"“‘"):
            return ""
        behind = self.text.startswith(" of ", self.taken)
        if context[-1].isspace():
            last = context.rsplit(None, 1)[-1:]
            if not behind and last and (plain := self.words.plain_cues.get(last[0])) is not None:
                return plain  # "in", as before most names: what stands before it says no more
            if not self.may_be_cue(last):
                return ""
        tokens = _TOKEN.findall(context)
        if behind:
            own = self.text[self.taken : name.start].split()
            if len(own) < _STEPS and all(self.is_filler(own, k) for k in range(1, len(own))):
                return "strong"  # "Shopian district of south Kashmir": the district is Shopian
        i = self.skip_units(name, tokens)
        if i < 0:
            return ""
        words, low = self.words, tokens[i].lower()
        before = tokens[i - 1].lower() if i else ""
        if before in _QUOTES and i > 1:
            before = tokens[i - 2].lower()  # "an 'enemy strike' on Barja in the Shouf district"
        is_near = low in words.near
        inside = low == "of" and before in words.distance
        if inside and [t.lower() for t in tokens[max(0, i - 3) : i - 1]] == ["in", "the"]:
            return "strong"  # "in the west of Rafah" is Rafah
        is_near |= low in ("of", "from") and (before in words.distance or before in _NEAR_HEADS)
        is_near |= low == "to" and before in ("close", "near", "next")
        is_near |= low == "from" and before in _MEASURES
        if low == "of" and before == "capital":  # "north of the Iraqi capital of Baghdad"
            m = _NEAR.search(context)
            is_near |= m is not None and not _DIRECTION_OF.isdisjoint(m.group().lower().split())
        if is_near:
            m = _NEAR.search(context)
            name.near = name.start - len(context) + m.start() if m else name.start
            return "strong"
        if low == "," and before in words.called_first:
            return "strong"  # "the provincial capital, Sharan"
        if low == "on" and before in words.raids and _LIES.match(self.text, name.end):
            return "strong"  # "an attack on Amchide, on the border with Nigeria"
        if low == "between":
            # "Talks between Kabul and Washington" are about parties.
            parties = any(t.lower() in words.relations for t in tokens[max(0, i - 3) : i])
            name.between = not parties
            return "weak" if parties else "strong"
        return self.words.cues.get(low, "")

    def may_be_cue(self, last: list[str]) -> bool:
        """Whether the last word before a name can be, or stand behind, one that says something of it."""
        if not last or not last[0].isalpha():
            return bool(last)
        low = last[0].lower()
        return low in self.words.leading or bool(self.words.flags_of(low) & DIRECTION)

    def skip_units(self, name: Name, tokens: list[str]) -> int:
        """Steps back over "the northern village of"; gives where it stopped. Notes the unit word."""
        words = self.words
        i = len(tokens) - 1
        of_unit = told = False
        for _ in range(_STEPS):
            if i < 0:
                break
            low = tokens[i].lower()
            named = low == "as" and i > 1 and tokens[i - 1] == "known"
            unit = tokens[i - 1 - named].lower() if i > named else ""
            if (low == "of" or low in words.called or named) and unit in words.before:
                of_unit = True
                i -= named
            elif low in words.before and ((of_unit and tokens[i].islower()) or low in words.before_bare):
                if not name.level and not self.take_municipality(name, low):
                    name.level, name.form, name.plural = words.before[low], "pattern", False
                    name.small, name.inner = low in words.small, low in words.inner
                    name.town = low in words.town
                name.plural |= low.endswith("s")
                of_unit, told = False, True
            elif told and low.isalpha() and tokens[i].islower() and tokens[i - 1].lower() in ("the", "a"):
                told = False  # "the strategic city of"
            elif not self.is_filler(tokens, i):
                break
            i -= 1
        return i

    def is_filler(self, tokens: list[str], i: int) -> bool:
        """Whether a word only stands between a preposition and a name ("the", "northern"; not "north of")."""
        low = tokens[i].lower()
        if low in self.words.distance and i + 1 < len(tokens) and tokens[i + 1] in ("of", "from"):
            return False
        if tokens[i + 1 : i + 2] == ["capital"] or (low == "capital" and tokens[i + 1 : i + 2] != ["of"]):
            return low in _CAPITAL  # "in the provincial capital Sharan"
        direction = bool(self.words.flags_of(low) & DIRECTION)
        if low.endswith(HELD):
            return True  # "in the rebel-held Zabadani"
        return low in ("the", "general") or (direction and (tokens[i].islower() or low in self.words.halves))

    def the_before(self, name: Name) -> bool:
        """Whether "the" stands right before a name."""
        return self.text[max(0, name.start - 4) : name.start].lower() == "the "

    def is_attribute(self, name: Name, piece: Piece) -> bool:
        """Whether a name stands between an article and a noun ("a Miranshah house")."""
        before = self.text[max(0, name.start - 5) : name.start].split()
        if not piece.closes or not before or before[-1].lower() not in ("a", "an", "the"):
            return False
        if name.folded in self.words.persons:
            return False  # "A Man shot four guests"
        m = _NEXT.match(self.text, name.outer_end)
        return bool(m and m.group(1).islower())

    def is_modifier(self, name: Name) -> bool:
        """Whether a name only tells whose the word behind it is ("US drones", "a Britain-based monitor")."""
        tail = _TAIL.match(self.text, name.outer_end)
        if (tail is not None and tail[1] in self.words.tails) or _ENVOY.match(self.text, name.outer_end):
            return True
        m = _NEXT.match(self.text, name.outer_end)
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
        m = _NEXT.match(self.text, name.outer_end)
        return bool(m and m.group(1) in ("border", "borders", "frontier"))

    # -- others ----------------------------------------------------------------------------------------

    def is_beat(self, name: Name) -> bool:
        """Whether a name tells whose police somebody heads ("inspector general of police, Kashmir zone")."""
        behind = _RANGE.match(self.text, name.outer_end)
        return behind is not None and _POLICE.search(self.text[: name.start][-_CONTEXT:]) is not None

    def is_dateline(self, name: Name) -> bool:
        """Whether a name in the text's first line stands before a dash or colon ("KALAT:")."""
        first = name.start <= DATELINE_END or (name.start < _HEAD_END and self._begins_line(name))
        return first and bool(_AFTER_DATELINE.match(self.text, name.end, name.end + 90))

    def _begins_line(self, name: Name) -> bool:
        """Whether a name stands first on a line, as datelines below a headline do."""
        return self.text[name.start - 1 : name.start] == "\n"

    def opens(self, name: Name) -> bool:
        """Whether a name and a mark open the text or its story, as a dateline in small letters does ("Jos: A
        man …").
        """
        if name.start <= _HEADER_END and _HEADER.fullmatch(self.text, 0, name.start):
            return bool(_MARKED.match(self.text, name.end))
        below = name.start < _HEAD_END and self._begins_line(name)
        if not below or not _MARKED.match(self.text, name.end):
            return False
        return not self.text[: name.start].rstrip().endswith(":") and not _ITEM.search(
            self.text, name.end, name.end + _ITEM_WITHIN
        )

    def is_person(self, name: Name, piece: Piece) -> bool:
        """Whether what follows makes a person of a name ("said", ", 34,")."""
        if not piece.closes or name.form == "pattern":
            return False
        if _AGE.match(self.text, name.end):
            return True
        m = _NEXT.match(self.text, name.end)
        if m is None or not self.words.flags_of(m.group(1).lower()) & SAYING:
            return False
        return not self.text.startswith(_DONE_BY, m.end(1))  # "an attack in Zhob claimed by the rebels"
