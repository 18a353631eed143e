"""Names of a text: its capitalised runs, judged by what stands round them."""

from __future__ import annotations

from collections.abc import Sequence

from extract.gazetteer.folding import fold
from extract.place_halves import first_half
from extract.place_holding import is_country
from extract.place_judgement import Judgement
from extract.place_names import Found, Name
from extract.place_pieces import Piece


class ContextReader(Judgement):
    """Reads one text's capitalised runs with what stands round them."""

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
        if name.level == "admin2" and name.outer_end == name.end and is_country(name):
            name.level, name.form = None, "gazetteer"  # "a rural commune of Mali"
        if self.lines and self.in_line(name.start):
            cue = "strong"
        name.cue = cue
        return self.judge(name, piece, candidates, unit)
