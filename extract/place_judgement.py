"""Whether a name is meant as a place, by what is known of it and what stands round it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.gazetteer import Gazetteer, GazPlace
from extract.place_cues import Surroundings
from extract.place_names import Cue, Name
from extract.place_pieces import Piece
from extract.place_runs import RunReader
from extract.place_wholes import Wholes
from extract.place_words import ENGLISH, PlaceWords

#: From this population on a town is known to everybody; below the other, only where its country is told.
_BIG = 100_000
_KNOWN_AS_OWNER = 15_000
_SMALLEST = 1_000
#: Capitals of so many letters are short for something.
_SHORT = 5


class Judgement(Wholes):
    """Judges the names of one text."""

    def __init__(
        self, text: str, gazetteer: Gazetteer, words: PlaceWords, runs: RunReader, *, capitals: bool = False
    ) -> None:
        super().__init__(text, gazetteer, words, runs, capitals=capitals)
        self.round = Surroundings(text, words)

    def judge(self, name: Name, piece: Piece, candidates: Sequence[GazPlace], unit: bool) -> Name | None:
        """Judges a name whose cue is read; None where it is certainly no place. `unit`: a unit word speaks
        for a place.
        """
        cue = name.cue
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
        self.take_attribute(name, piece, candidates)
        return name

    def take_attribute(self, name: Name, piece: Piece, candidates: Sequence[GazPlace]) -> None:
        """Notes whether a name only says whose forces, whose people or which border is meant."""
        if candidates and self.runs.standing(piece.folded, candidates).country:
            own = not name.cued or self.round.the_before(name)
            name.attribute = (
                name.cue == "from" or self.round.is_at_border(name) or (own and self.round.is_modifier(name))
            )
        elif candidates and self.round.is_at_border(name):
            name.attribute = True  # "on the Gaza border"

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

    def may_speak(self, name: Name) -> bool:
        """Whether a place is so large that "said" may follow it ("Kabul said")."""
        return any(p.kind in ("country", "admin1") or p.population >= 10 * _BIG for p in name.candidates)

    def is_short_form(self, candidates: Sequence[GazPlace]) -> bool:
        """Whether a short word in capitals names a unit ("UK", "KP"); others name groups."""
        return any(p.kind not in ("place", "admin2") for p in candidates)
