"""What stands round a name: prepositions, unit words, verbs of saying. Decides which names are places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.gazetteer import GazPlace, Gazetteer
from extract.gazetteer.folding import fold
from extract.place_runs import RUN, Piece, RunReader
from extract.place_units import is_inside
from extract.place_words import AFTER, DEMONYM, DIRECTION, ENGLISH, NEVER, SAYING, STOP, PlaceWords

_NEXT = re.compile(r"[ \t]?[ \t\n]([^\W\d_][\w'’-]*)(?:[ \t\n]([^\W\d_][\w'’-]*))?")
_BEFORE = re.compile(r"[^\W_][\w'’.-]*|[^\w\s]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]['\"’”)]*|[\"“”(\[•|]|--?|–|—|\n)[ \t\n]*$")
_OF = re.compile(r"((?:[^\W\d_a-z][\w'’]+ ){0,2}[^\W\d_a-z][\w'’]+) of (?:the )?$")
_AGE = re.compile(r",? \(?\d{1,2}[,)]")
_AFTER_DATELINE = re.compile(r"(?:,? [^\n.]{0,40}?)?(?:[ \t]*\([^)\n]{1,40}\))?[ \t]*(?::|--?|–|—)[ \t\n]")
_NEAR = re.compile(
    r"(?:\b(?:some|about|around|just|roughly|nearly)[ \t\n]+)?"
    r"(?:\d[\d.,]*[ \t\n-]?(?:km|kms|kilomet(?:er|re)s?|miles?|mi|k)\b[^.;]{0,24}?)?"
    r"(?:(?:to the )?\b(?:north|south|east|west)[a-z-]*[ \t\n]+(?:of|from)|near(?: to)?|close to|not far from|"
    r"(?:on|in|from|at) the (?:\w+ )?(?:outskirts|vicinity|suburbs|environs) of|just outside(?: of)?|outside(?: of)?|"
    r"(?:away )?from|of)[ \t\n]+(?:the[ \t\n]+)?(?:(?:village|town|city)[ \t\n]+(?:of[ \t\n]+)?)?$",
    re.IGNORECASE,
)
_STATE = re.compile(r", ?((?:[A-Z]\. ?){1,2}[A-Z][a-z]{0,3}\.|[A-Z][a-z]{1,4}\.|[A-Z]{2}\b\.?)")
_BIG = 100_000
_SMALL_PLACE = 15_000
DATELINE_END = 160
_CONTEXT = 64


@dataclass(slots=True, eq=False)
class Name:
    """A name that may be a place. `start`/`end` are its own words, `outer_end` takes in its unit word.

    `level` is what a unit word says (`admin2` …), `near` the start of "20 km north of" where it stands.
    `sure` says that its surroundings speak for a place; an unsure one needs a parent or a sure namesake.
    """

    start: int
    end: int
    folded: str
    candidates: Sequence[GazPlace]
    form: str = "gazetteer"
    level: str | None = None
    plural: bool = False
    near: int | None = None
    between: bool = False
    cued: bool = False
    sure: bool = True
    modifier: bool = False
    barred: bool = False
    outer_end: int = 0
    lead: int = 0
    parents: list[Name] = field(default_factory=list)
    is_parent: bool = False
    same: Name | None = None
    group: int = -1
    chosen: GazPlace | None = None
    list_level: bool = False


@dataclass(slots=True)
class Found:
    """What a text holds: names in order, the countries its adjectives hint at."""

    names: list[Name]
    persons: set[str]
    demonyms: list[tuple[str, int, int]]
    countries: list[str]


class ContextReader:
    """Reads one text's capitalised runs with what stands round them."""

    def __init__(
        self, text: str, gazetteer: Gazetteer, words: PlaceWords, runs: RunReader, *, capitals: bool = False
    ) -> None:
        self.text = text
        self.capitals = capitals
        self.gazetteer = gazetteer
        self.words = words
        self.runs = runs
        self.flags = words.flags

    def read(self, masked: Sequence[tuple[int, int]] = ()) -> Found:
        """All names of the text; those that touch `masked` stretches are left out."""
        found = Found([], set(), [], [])
        holes = sorted(masked)
        at = done = 0
        text = self.text
        for m in RUN.finditer(text):
            start = m.start()
            if start < done:
                continue
            while at < len(holes) and holes[at][1] <= start:
                at += 1
            run = m.group()
            head = text[max(0, start - 6) : start]
            parts = self.runs.read(run, not head.strip() or bool(_SENTENCE_START.search(head)))
            if parts.persons:
                found.persons.update(parts.persons)
            found.countries += parts.countries
            for word, a, b in parts.demonyms:
                found.demonyms.append((word, start + a, start + b))
            for piece in parts.pieces:
                a, b = start + piece.start, start + piece.outer_end
                if at < len(holes) and holes[at][0] < b and a < holes[at][1]:
                    continue
                name = self.name(piece, start, start + len(run))
                if name is not None:
                    self.append(found.names, name)
                    state = self.state_after(name) if piece.closes else None
                    if state is not None:
                        found.names.append(state)
                        done = state.end
        return found

    def name(self, piece: Piece, run_start: int, run_end: int) -> Name | None:
        """A piece as a name with its context, None where it is certainly no place."""
        start, end = run_start + piece.start, run_start + piece.end
        candidates = self.gazetteer.lookup_folded(piece.folded) if piece.known else ()
        name = Name(start, end, piece.folded, candidates, modifier=piece.modifier)
        name.outer_end = run_start + piece.outer_end
        name.lead = start
        if not piece.known:
            name.form = "candidate"
        strong_unit = self.read_unit(name, piece, run_end)
        cue = self.read_cue(name, piece)
        dateline = self.is_dateline(name, piece)
        if dateline:
            name.form = "dateline"
            return name
        if piece.upper and len(piece.folded) <= 5 and not name.level and not self.is_alias(candidates):
            return None
        if piece.known:
            self.judge_known(name, piece, cue)
        else:
            self.judge_unknown(name, piece, cue, strong_unit)
        if cue == "weak":
            self.take_of(name)
        return name

    def append(self, names: list[Name], name: Name) -> None:
        """Adds a name, as one with the last where "Azad Jammu" and "Kashmir" are."""
        last = names[-1] if names else None
        if last is not None and name.start - last.end == 5 and self.text[last.end : name.start] == " and ":
            both = f"{last.folded} and {name.folded}"
            if self.runs.has(both):
                last.end = name.end
                last.outer_end = max(name.outer_end, name.end)
                last.folded, last.candidates, last.sure = both, self.gazetteer.lookup_folded(both), True
                last.form = "gazetteer"
                return
        names.append(name)

    def take_of(self, name: Name) -> None:
        """Takes "Gulf of" or "Democratic Republic of the" into a name where the whole is known."""
        m = _OF.search(self.text, max(0, name.start - 40), name.start)
        if m is None:
            return
        words = fold(m.group(1)).split()
        for first in range(len(words)):
            whole = " ".join([*words[first:], "of", name.folded])
            if self.runs.has(whole):
                at = m.start(1) + m.group(1).rfind(" ".join(m.group(1).split()[first:]))
                name.start = name.lead = at
                name.folded, name.candidates = whole, self.gazetteer.lookup_folded(whole)
                name.form, name.sure = "gazetteer", True
                return

    def state_after(self, name: Name) -> Name | None:
        """The state behind a town ("Ogden, Utah" in its short forms: "Holliday, Mo.", "Reno, NV")."""
        m = _STATE.match(self.text, name.outer_end)
        short = m.group(1).replace(" ", "") if m else ""
        country, full = self.words.states.get(short, ("", ""))
        units = [p for p in self.gazetteer.lookup(full) if p.kind == "admin1" and p.country == country]
        if m is None or not units:
            return None
        if "." not in short and not any(is_inside(p, units[0]) for p in name.candidates):
            return None
        state = Name(m.start(1), m.end(1), fold(full), units[:1])
        state.outer_end, state.lead = m.end(1), m.start(1)
        return state

    def is_alias(self, candidates: Sequence[GazPlace]) -> bool:
        """Whether a short name in capitals is one of a country, province or region ("UK", "KP")."""
        return any(p.kind not in ("place", "admin2") for p in candidates)

    def is_dateline(self, name: Name, piece: Piece) -> bool:
        """Whether a name in capitals opens the text's first line before a dash or colon ("KALAT:")."""
        if name.start > DATELINE_END or not (piece.upper or self.capitals) or not name.candidates:
            return False
        return bool(_AFTER_DATELINE.match(self.text, name.end, name.end + 90))

    # -- surroundings ----------------------------------------------------------------------------------

    def read_unit(self, name: Name, piece: Piece, run_end: int) -> bool:
        """Reads the unit word after or before a name; gives whether that speaks for a place by itself."""
        after = piece.after
        if after is None and piece.closes:
            m = _NEXT.match(self.text, run_end)
            if m:
                after = self.words.after.get(m.group(1).lower())
                if after is not None:
                    name.outer_end = m.end(1)
                    if after.level == "place" and m.group(2) and self.flags.get(m.group(2), 0) & AFTER:
                        pass
        if after is not None:
            return self.take_unit(name, after, piece)
        if piece.before is not None:
            name.level = piece.before
            name.form = "pattern"
            return True
        return False

    def take_unit(self, name: Name, after: object, piece: Piece) -> bool:
        from extract.place_words import After

        assert isinstance(after, After)
        level = after.level
        if not after.strong and level in ("admin1", "admin2"):
            if not any(p.kind == level for p in name.candidates):
                name.outer_end = name.end
                return False
        name.level = "place" if level == "street" else level
        name.plural = after.plural
        name.form = "street" if level == "street" else "pattern"
        return after.strong

    def read_cue(self, name: Name, piece: Piece) -> str:
        """The preposition before a name: `strong`, `weak`, `attacked`, `list` or "". Reads "near", "village of"."""
        text = self.text
        context = text[max(0, name.start - _CONTEXT) : name.start]
        if not context or not (context[-1].isspace() or context[-1] in "([-/'\"“‘"):
            return ""
        tokens = _BEFORE.findall(context)
        if not tokens:
            return ""
        words = self.words
        i = len(tokens) - 1
        steps = 0
        of_unit = False
        while i >= 0 and steps < 5:
            low = tokens[i].lower()
            if low == "the":
                i -= 1
            elif low == "of" and i and tokens[i - 1].lower() in words.before:
                of_unit = True
                i -= 1
            elif low in words.before and (of_unit or low in words.before_bare) and tokens[i].islower():
                self.take_before(name, words.before[low], low)
                of_unit = False
                i -= 1
            elif low == "general" or (
                low in words.distance and i and tokens[i - 1].lower() not in words.distance
            ):
                i -= 1
            elif self.flags.get(low, 0) & DIRECTION and tokens[i].islower():
                i -= 1
            else:
                break
            steps += 1
        low = tokens[i].lower() if i >= 0 else ""
        kind = ""
        if low in words.near:
            name.near = self.near_start(name, context)
            kind = "strong"
        elif low in words.strong:
            kind = "strong"
            if low == "between":
                parties = any(t.lower() in words.relations for t in tokens[max(0, i - 3) : i])
                name.between, kind = not parties, "weak" if parties else "strong"
        elif low in ("of", "from"):
            before = tokens[i - 1].lower() if i else ""
            if before in words.distance or before in (
                "outskirts",
                "vicinity",
                "suburbs",
                "environs",
                "outside",
                "away",
                "far",
            ):
                name.near = self.near_start(name, context)
                kind = "strong"
            else:
                kind = "from" if low == "from" else "weak"
        elif low in words.weak:
            kind = (
                "strong"
                if low == "to" and i and tokens[i - 1].lower() in ("close", "near", "next")
                else "weak"
            )
            if kind == "strong":
                name.near = self.near_start(name, context)
        elif low in words.attacked or low in words.attacked_person:
            kind = "attacked" if low in words.attacked else "object"
        elif low in (",", "(", "[", "/"):
            kind = "list"
        return kind

    def take_before(self, name: Name, level: str, word: str) -> None:
        """Notes the unit word before a name, unless one stands after it."""
        if not name.level:
            name.level = level
            name.form = "pattern"
            name.plural = word.endswith("s")

    def near_start(self, name: Name, context: str) -> int | None:
        """Where "20 km north of" begins."""
        m = _NEAR.search(context)
        return name.start - len(context) + m.start() if m else name.start

    # -- judgement -------------------------------------------------------------------------------------

    def judge_known(self, name: Name, piece: Piece, cue: str) -> None:
        """Whether a known name is meant as a place; sets `sure` and `barred`."""
        usual = [p for p in name.candidates if not p.alternate] or list(name.candidates)
        unit = any(p.kind in ("country", "admin1", "region", "international") for p in name.candidates)
        population = max((p.population for p in usual), default=0)
        strong = (
            cue == "strong" or (name.level is not None and name.level != "region") or name.form == "pattern"
        )
        country = any(p.kind == "country" for p in name.candidates)
        english = self.words.flags_of(piece.folded) & ENGLISH
        weak = piece.weak and not country and (bool(english) or population < (500_000 if unit else 1_000_000))
        name.cued = strong
        if self.speaks(name, piece) and not (unit or population >= 1_000_000):
            name.barred = True
            return
        if strong and not (piece.weak and piece.beside):
            name.sure = True
        elif weak or piece.beside:
            name.sure = False
        elif unit or population >= _BIG:
            name.sure = True
        elif cue in ("weak", "attacked", "object") and population >= 1000 and not piece.upper:
            name.sure = True
        elif piece.modifier:
            name.sure = population >= _SMALL_PLACE
        else:
            name.sure = False

    def judge_unknown(self, name: Name, piece: Piece, cue: str, strong_unit: bool) -> None:
        """Whether a name that no list has is meant as a place."""
        if self.speaks(name, piece):
            name.barred = True
            return
        name.cued = cue in ("strong", "attacked", "object")
        if name.form == "pattern" and (
            strong_unit or name.level == "place" or cue in ("strong", "attacked", "weak")
        ):
            name.sure = True
        elif name.form == "street":
            name.sure = cue in ("strong", "weak", "list")
            name.outer_end = name.outer_end
        elif piece.modifier or piece.upper:
            name.sure = False
            name.barred = piece.upper
        elif cue in ("strong", "attacked"):
            name.sure = not self.the_before(name) and not (self.capitals and piece.modifier)
        else:
            name.sure = False

    def the_before(self, name: Name) -> bool:
        return self.text[max(0, name.start - 4) : name.start].lower() == "the "

    def speaks(self, name: Name, piece: Piece) -> bool:
        """Whether what follows makes a person of a name ("said", ", 34,")."""
        if not piece.closes or name.form == "pattern":
            return False
        if _AGE.match(self.text, name.end):
            return True
        m = _NEXT.match(self.text, name.end)
        return bool(m and self.flags.get(m.group(1).lower(), 0) & SAYING)


def sentence_flags() -> int:
    """Flags of words that may stand before a name at the head of a sentence."""
    return STOP | ENGLISH | DIRECTION | NEVER | DEMONYM


def folded_set(names: Sequence[str]) -> frozenset[str]:
    """Names folded, as a set."""
    return frozenset(fold(n) for n in names)
