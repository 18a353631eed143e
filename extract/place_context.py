"""Names of a text: its capitalised runs, judged by what stands round them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.gazetteer import Gazetteer, GazPlace
from extract.gazetteer.folding import fold
from extract.place_cues import Surroundings
from extract.place_halves import first_half
from extract.place_names import Cue, Found, Name
from extract.place_pieces import Piece
from extract.place_runs import RUN, RunReader
from extract.place_units import is_inside
from extract.place_words import ENGLISH, PlaceWords

_SENTENCE_START = re.compile(r"(?:^|[.!?:;]['\"’”)]*|[\"“”(\[•|]|--?|–|—|\n)[ \t\n]*$")
_OF = re.compile(r"((?:[^\W\d_a-z][\w'’]+ ){0,2}[^\W\d_a-z][\w'’]+) of (?:the )?$")
_IN = re.compile(r"\b(?:in|at|near|of|on)[ \n](?:the )?$")
#: What only a place's name stands behind: "general area Hassan Khel", "the village of Hassan Khel".
_SLOT = re.compile(
    r"\b(?:general area|(?:area|village|town|hamlet|suburb|locality|settlement|neighbou?rhood) of)[ \n]$"
)
_TOWN_OF = re.compile(r" (?:town|city|village|township) of $")
_BIG_WORD = r"[^\W\d_a-z][\w'’-]*"
#: A sentence of names only: "Datta Khel, North Waziristan."
_NAMES = (
    rf"((?:{_BIG_WORD}(?: {_BIG_WORD}){{0,3}}(?: area of |, ?|/ ?)){{1,4}}"
    rf"({_BIG_WORD}(?: {_BIG_WORD}){{0,3}}))(?=\.?\s*(?:$|\n)|\.\s)"
)
#: At the beginning of the text, and behind another sentence. The sign stands before the look-behinds so that
#: the search skips to one quickly.
_FIRST_LINE = re.compile(_NAMES)
_LINE = re.compile(rf"[.!?\n](?:(?<=[.!?])['\"”’)]*[ \n]+|(?<=\n)){_NAMES}")
_STATE = re.compile(r", ?((?:[A-Z]\. ?){1,2}[A-Z][a-z]{0,3}\.|[A-Z][a-z]{1,4}\.|[A-Z]{2}\b\.?)")
#: A line shorter than this was not wrapped: what stands on the next one is another phrase.
_WRAPPED_LINE = 45
#: From this population on a town is known to everybody; below the other, only where its country is told.
_BIG = 100_000
_KNOWN_AS_OWNER = 15_000
_SMALLEST = 1_000
_SHORT = 5


def _lines(text: str) -> Iterator[re.Match[str]]:
    first = _FIRST_LINE.match(text)
    if first is not None:
        yield first
    yield from _LINE.finditer(text, first.end() if first is not None else 0)


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
        self.round = Surroundings(text, words)
        self.lines = [] if capitals else [m.span(1) for m in _lines(text) if self.is_unit(m.group(2))]

    def read(self, masked: Sequence[tuple[int, int]] = ()) -> Found:
        """All names of the text; those that touch `masked` stretches are left out."""
        found = Found([], set(), [], [])
        holes = sorted(masked)
        at = done = 0
        plain = self.runs.plain
        for start, run in self.all_runs():
            if start < done or plain[run]:
                continue
            while at < len(holes) and holes[at][1] <= start:
                at += 1
            end = start + len(run)
            placed = self.round.unit_follows(end) or self.is_place_slot(start, end)
            parts = self.runs.read(run, self.starts_sentence(start), placed)
            if parts.persons:
                found.persons.update(parts.persons)
            found.countries += parts.countries
            found.demonyms += [(word, start + a, start + b) for word, a, b in parts.demonyms]
            for piece in parts.pieces:
                a, b = start + piece.start, start + piece.outer_end
                if (
                    at < len(holes)
                    and holes[at][0] < b
                    and any(x < b and a < y for x, y in holes[at : at + 4])
                ):
                    continue
                name = self.name(piece, start)
                if name is not None:
                    half = first_half(self.text, name, self.runs, self.gazetteer)
                    if half is not None:
                        self.append(found.names, half)
                    self.append(found.names, name)
                    self.round.taken = name.outer_end if name.outer_end > name.end else 0
                    state = self.state_after(name) if piece.closes else None
                    if state is not None:
                        found.names.append(state)
                        done = state.end
        return found

    def all_runs(self) -> Iterator[tuple[int, str]]:
        """Runs with their offsets; a run over the end of a short line is two."""
        text = self.text
        for m in RUN.finditer(text):
            start, run = m.start(), m.group()
            while "\n" in run:
                cut = run.index("\n")
                at = start + cut
                if at - text.rfind("\n", max(0, at - _WRAPPED_LINE), at) <= _WRAPPED_LINE and (
                    at < _WRAPPED_LINE or "\n" in text[at - _WRAPPED_LINE : at]
                ):
                    yield start, run[:cut]
                    start, run = at + 1, run[cut + 1 :]
                else:
                    break
            yield start, run

    def is_place_slot(self, start: int, end: int) -> bool:
        """Whether a run stands where only a place can: "in Ghulam Khan, North Waziristan", "general area
        Hassan Khel".
        """
        if self.lines and self.in_line(start):
            return True
        if self.text.endswith("of ", 0, start) and _TOWN_OF.search(self.text, max(0, start - 16), start):
            return True
        if self.text[max(0, start - 2) : start - 1] in ("a", "f") and _SLOT.search(
            self.text, max(0, start - 20), start
        ):
            return True
        if self.text[end : end + 2] != ", " or not _IN.search(self.text, max(0, start - 12), start):
            return False
        for _ in range(2):
            m = RUN.match(self.text, end + 2) if self.text[end : end + 2] == ", " else None
            if m is None:
                return False
            words = fold(m.group()).split()[:4]
            if any(self.is_unit(" ".join(words[:size])) for size in range(len(words), 0, -1)):
                return True
            end = m.end()
        return False

    def is_unit(self, name: str) -> bool:
        """Whether a name is first of all a country's, province's or district's."""
        folded = fold(name)
        if not self.runs.has(folded):
            return False
        found = self.gazetteer.lookup_folded(folded)
        return bool(found) and found[0].kind in ("country", "admin1", "admin2")

    def in_line(self, at: int) -> bool:
        """Whether `at` lies in a sentence that only says where."""
        return any(a <= at < b for a, b in self.lines)

    def starts_sentence(self, at: int) -> bool:
        """Whether a capital at `at` may be owed to the beginning of a sentence, line or quotation."""
        before = self.text[at - 2 : at - 1] if at > 1 else ""
        if before.isalnum() or before == ",":
            return self.text[at - 1 : at] == "\n"
        head = self.text[max(0, at - 6) : at]
        return not head.strip() or bool(_SENTENCE_START.search(head))

    def name(self, piece: Piece, run_start: int) -> Name | None:
        """A piece as a name with its context, None where it is certainly no place."""
        start, end = run_start + piece.start, run_start + piece.end
        if piece.folded in self.words.adjectives:
            return None
        if piece.upper and self.text[start:end] in self.words.compass:
            return None
        candidates = self.gazetteer.lookup_folded(piece.folded) if piece.known else ()
        if piece.folded in self.words.lands:
            candidates = (self.gazetteer.country_place(self.words.lands[piece.folded]), *candidates)
        name = Name(
            start, end, piece.folded, candidates, run_start + piece.outer_end, modifier=piece.modifier
        )
        self.take_article(name)
        if piece.after is not None and piece.after.level in ("admin1", "admin2"):
            whole = self.gazetteer.lookup_folded(fold(self.text[name.start : name.outer_end]))
            name.full = frozenset((p.country, p.admin1, p.admin2) for p in whole if not p.alternate) or (
                frozenset((p.country, p.admin1, p.admin2) for p in whole)
            )
        if not piece.known:
            name.form = "candidate"
        unit = self.round.read_unit(name, piece)
        lands = self.words.units_of.get(self.text[name.end : name.outer_end].strip().lower())
        if lands and candidates:  # "Raipura upazila" is in Bangladesh
            name.candidates = candidates = tuple(c for c in candidates if c.country in lands)
        if name.form == "street" and candidates and self.round.is_street(name):
            name.candidates = candidates = ()  # Yarmouk Street is not in Yarmouk
        cue = self.round.read_cue(name)
        if name.level == "admin2" and name.outer_end == name.end and self.is_country(candidates):
            name.level, name.form = None, "gazetteer"  # "a rural commune of Mali"
        if self.lines and self.in_line(name.start):
            cue = "strong"
        name.cue = cue
        written = piece.upper or self.capitals or self.round.opens(name)
        if candidates and written and self.round.is_dateline(name):
            name.form = "dateline"
            return name
        short = piece.upper and not self.capitals and len(piece.folded) <= _SHORT
        if short and not self.is_short_form(candidates):
            return None
        if self.round.is_beat(name) or (self.round.is_person(name, piece) and not self.may_speak(name)):
            name.barred = True
        elif piece.known and (candidates or name.form != "street"):
            self.judge_known(name, piece, cue)
        else:
            self.judge_unknown(name, piece, cue, unit)
        if cue == "weak":
            self.take_of(name)
        if candidates and self.runs.standing(piece.folded, candidates).country:
            own = not name.cued or self.round.the_before(name)
            name.attribute = (
                cue == "from" or self.round.is_at_border(name) or (own and self.round.is_modifier(name))
            )
        elif candidates and self.round.is_at_border(name):
            name.attribute = True  # "on the Gaza border"
        return name

    def is_country(self, candidates: Sequence[GazPlace]) -> bool:
        """Whether a name is first of all a country's."""
        return bool(candidates) and candidates[0].kind == "country"

    def is_short_form(self, candidates: Sequence[GazPlace]) -> bool:
        """Whether a short word in capitals names a unit ("UK", "KP"); others name groups."""
        return any(p.kind not in ("place", "admin2") for p in candidates)

    def take_article(self, name: Name) -> None:
        """Takes a small "al-" before a name into it."""
        before = self.text[max(0, name.start - 4) : name.start]
        article = before[-3:-1]
        if article not in self.words.articles or before[-1] not in " -" or before[:-3].isalnum():
            return
        name.start -= 3
        whole = f"{article} {name.folded}"
        if self.runs.has(whole):
            name.folded, name.candidates = whole, self.gazetteer.lookup_folded(whole)

    # -- judgement -------------------------------------------------------------------------------------

    def may_speak(self, name: Name) -> bool:
        """Whether a place is so large that "said" may follow it ("Kabul said")."""
        return any(p.kind in ("country", "admin1") or p.population >= 10 * _BIG for p in name.candidates)

    def judge_known(self, name: Name, piece: Piece, cue: Cue) -> None:
        """Whether a known name is meant as a place."""
        country, unit, population = self.runs.standing(name.folded, name.candidates)
        weak = piece.weak and not country
        if weak and not self.words.flags_of(piece.folded) & ENGLISH:
            weak = population < (5 * _BIG if unit else 10 * _BIG)
        name.cued = cue in ("strong", "from") or name.form == "pattern"
        if name.cued and not (piece.weak and (piece.beside or cue == "from")):
            name.sure = True
        elif weak or piece.beside:
            name.sure = population >= _BIG and not piece.beside and self.round.is_attribute(name, piece)
        elif unit or population >= _BIG:
            name.sure = True
        elif cue in ("weak", "attacked", "object") or self.round.is_attribute(name, piece):
            name.sure = population >= _SMALLEST and not piece.upper
        else:
            name.sure = piece.modifier and population >= _KNOWN_AS_OWNER

    def judge_unknown(self, name: Name, piece: Piece, cue: Cue, unit: bool) -> None:
        """Whether a name that no list has is meant as a place."""
        name.cued = cue in ("strong", "attacked", "object")
        cued = cue in ("strong", "attacked", "object", "weak", "from")
        if name.form == "pattern":
            told = name.outer_end == name.end  # "the disputed district of Zarkhan"
            name.sure = unit or name.level == "place" or cued or told
        elif name.form == "street":
            name.sure = cued or cue == "list"
        elif piece.upper:
            name.barred = True
        elif piece.modifier:
            name.sure = False
        else:
            name.sure = cue in ("strong", "attacked") and not self.round.the_before(name)

    # -- names of several runs -------------------------------------------------------------------------

    def append(self, names: list[Name], name: Name) -> None:
        """Adds a name, as one with the last where "Azad Jammu" and "Kashmir" are."""
        last = names[-1] if names else None
        if last is not None and self.text[last.end : name.start] == " and ":
            both = f"{last.folded} and {name.folded}"
            if self.runs.has(both):
                last.end, last.outer_end = name.end, name.outer_end
                last.folded, last.candidates = both, self.gazetteer.lookup_folded(both)
                last.form, last.sure, last.barred = "gazetteer", True, False
                return
        names.append(name)

    def take_of(self, name: Name) -> None:
        """Takes "Gulf of" or "Democratic Republic of the" into a name where the whole is known."""
        if not self.text[max(0, name.start - 8) : name.start].endswith((" of ", " of the ")):
            return
        m = _OF.search(self.text, max(0, name.start - 40), name.start)
        words = m.group(1).split() if m else []
        for first in range(len(words)):
            whole = " ".join([*(fold(w) for w in words[first:]), "of", name.folded])
            if m is not None and self.runs.has(whole):
                name.start = m.start(1) + len(m.group(1)) - len(" ".join(words[first:]))
                name.folded, name.candidates = whole, self.gazetteer.lookup_folded(whole)
                name.form, name.sure, name.barred = "gazetteer", True, False
                return

    def state_after(self, name: Name) -> Name | None:
        """The state behind a town in one of its short forms ("Holliday, Mo.", "Reno, NV")."""
        if not self.text.startswith(",", name.outer_end):
            return None
        m = _STATE.match(self.text, name.outer_end)
        short = m.group(1).replace(" ", "") if m else ""
        if short not in self.words.states:
            short = short.rstrip(".")
        if m is None or short not in self.words.states:
            return None
        country, full = self.words.states[short]
        units = [p for p in self.gazetteer.lookup(full) if p.kind == "admin1" and p.country == country]
        if not units:
            return None
        if "." not in short and not any(is_inside(p, units[0]) for p in name.candidates):
            return None
        return Name(m.start(1), m.end(1), fold(full), units[:1], m.end(1))
