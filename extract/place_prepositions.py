"""What the words before a name say of it: prepositions of place, distances, "the northern village of"."""

from __future__ import annotations

import re

from extract.place_gaps import HELD
from extract.place_names import Cue, Name
from extract.place_unit_cues import UnitCues
from extract.place_words import DIRECTION, PlaceWords

_TOKEN = re.compile(r"[^\W_][\w'’.-]*|[^\w\s]")
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
#: What follows a place that was raided, and no person or group: where it lies.
_LIES = re.compile(
    r", (?:on the|near|close to|about|some|just|a (?:\w+ )?(?:village|town|city)) "
    r"| in (?:the )?(?:[a-z-]+ ){0,2}[A-Z][\w-]+ (?:region|province|district|state|county)\b"
)
_STEPS = 5
#: So many characters before a name are looked at.
CONTEXT = 64


class Prepositions(UnitCues):
    """Reads what stands before names of one text."""

    def __init__(self, text: str, words: PlaceWords) -> None:
        super().__init__(text, words)
        #: Where the last name ends with its unit word.
        self.taken = 0

    def read_cue(self, name: Name) -> Cue:
        """What the words before a name say; notes "near", "between" and "village of" on it."""
        context = self.text[max(0, name.start - CONTEXT) : name.start]
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
        inside = low == "of" and before in words.distance
        if inside and [t.lower() for t in tokens[max(0, i - 3) : i - 1]] == ["in", "the"]:
            return "strong"  # "in the west of Rafah" is Rafah
        if self.is_near(low, before, context):
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

    def is_near(self, low: str, before: str, context: str) -> bool:
        """Whether a preposition and the word before it say that something lies near a name, not there."""
        distance = before in self.words.distance or before in _NEAR_HEADS
        if (
            low in self.words.near
            or (low in ("of", "from") and distance)
            or (low == "to" and before in ("close", "near", "next"))
            or (low == "from" and before in _MEASURES)
        ):
            return True
        m = _NEAR.search(context) if low == "of" and before == "capital" else None
        # "north of the Iraqi capital of Baghdad"
        return m is not None and not _DIRECTION_OF.isdisjoint(m.group().lower().split())

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
