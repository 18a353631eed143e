"""Runs of capitalised words, taken apart: what in them is a known name, an unknown one, or somebody's.

All of this looks at the run alone, so results are kept by the run's text; what stands round a run is
`place_context`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.gazetteer import Gazetteer, GazPlace
from extract.gazetteer.folding import fold
from extract.place_pieces import Piece, Word
from extract.place_segments import Segment
from extract.place_words import AFTER, BLOCKED, DEMONYM, ENGLISH, NEVER, PREFIX, STOP, TITLE, PlaceWords
from extract.word_scan import Pieces

_BIG = r"[^\W\d_a-z]"
_REST = r"[\w'’ʼ‘]*(?:[-‐‑][\w'’ʼ‘]+)*"
#: A capitalised word after its first letter: "U.S.", "St." before a name, an initial, or a plain word.
_WORD_END = rf"(?:\.(?:{_BIG}\.)+|\.{_BIG}(?![\w.])|(?<=[SFM])t\.(?= {_BIG})|\.(?=[ \n]{_BIG}\w)|{_REST})"
_SMALL = (
    r"(?:de la|de los|de las|de|du|des|del|da|do|dos|la|le|el|al|ad|ar|az|ul|e|ez|ash|es|sur|en|y|au|aux|us"
    r"|wa|bin)"
)
#: A capitalised word and up to eleven more, joined by a space, a line end or a small word ("Rio de Janeiro").
#: The letter stands before the look-behind so that the search skips to capitals quickly.
RUN = re.compile(
    rf"{_BIG}(?<![\w@#/].)(?:&{_BIG}\b|{_WORD_END})"
    rf"(?:[ \t]?[ \t\n](?:{_SMALL}[ \-])?{_BIG}{_WORD_END}){{0,11}}",
    re.DOTALL,
)
_WORD = re.compile(r"[^ \t\n]+")
_POSSESSIVE = re.compile(r"['’][sS]?$")
_CONTRACTION = re.compile(r"['’](?:ve|re|ll|d|m|t)$", re.IGNORECASE)
_KEPT_RUNS = 20_000
_LARGE_TOWN = 50_000


@dataclass(slots=True, eq=False)
class Parts:
    """What is in a run: names, words that are persons' names, adjectives of countries with their spans.

    `countries` are the codes of countries that only stand in another's name ("Pakistan Army").
    """

    pieces: tuple[Piece, ...]
    persons: tuple[str, ...]
    demonyms: tuple[tuple[str, int, int], ...]
    countries: tuple[str, ...]


NOTHING = Parts((), (), (), ())


class Standing(NamedTuple):
    """Whether a name can be a country's, whether a unit's, and how populous the largest is."""

    country: bool
    unit: bool
    population: int


def _standing(candidates: Sequence[GazPlace]) -> Standing:
    usual = [p for p in candidates if not p.alternate] or candidates
    kinds = {p.kind for p in candidates}
    unit = not kinds.isdisjoint(("country", "admin1", "region", "international"))
    return Standing("country" in kinds, unit, max((p.population for p in usual), default=0))


class PlainRuns(Pieces[bool]):
    """Whether a run is one English word that is part of no name ("The", "However"): most are."""

    def __init__(self, words: PlaceWords) -> None:
        super().__init__()
        self._words = words

    def read(self, piece: str) -> bool:
        """Looks at a run."""
        flags = self._words.flags_of(piece.lower()) if piece.isalpha() else 0
        return flags & (STOP | NEVER | DEMONYM) in (STOP, NEVER)


class RunReader:
    """Takes runs apart. Keeps what it found by the run's text, bounded."""

    def __init__(self, gazetteer: Gazetteer, words: PlaceWords, extra: frozenset[str]) -> None:
        self.gazetteer = gazetteer
        self.words = words
        self.extra = extra
        self.plain = PlainRuns(words)
        self.kept: dict[tuple[str, bool, bool], Parts] = {}
        self.names: dict[str, bool] = {}
        self.standings: dict[tuple[str, int], Standing] = {}

    def read(self, run: str, sentence_start: bool, unit_follows: bool) -> Parts:
        """The parts of a run.

        `sentence_start` says that its first word may owe its capital to that, `unit_follows` that "village"
        or the like stands behind it.
        """
        key = (run, sentence_start, unit_follows)
        parts = self.kept.get(key)
        if parts is None:
            if len(self.kept) >= _KEPT_RUNS:
                self.kept.clear()
            parts = self.kept[key] = self.take_apart(run, sentence_start, unit_follows)
        return parts

    def has(self, folded: str) -> bool:
        """Whether the gazetteer or the caller's aliases know a folded name."""
        known = self.names.get(folded)
        if known is None:
            if len(self.names) >= _KEPT_RUNS:
                self.names.clear()
            known = self.names[folded] = self.gazetteer.has(folded) or folded in self.extra
        return known

    def standing(self, folded: str, candidates: Sequence[GazPlace]) -> Standing:
        """What the candidates of a name have in common, kept by the name."""
        key = (folded, len(candidates))
        known = self.standings.get(key)
        if known is None:
            if len(self.standings) >= _KEPT_RUNS:
                self.standings.clear()
            known = self.standings[key] = _standing(candidates)
        return known

    def is_own(self, folded: str) -> bool:
        """Whether a folded name is one of the caller's aliases."""
        return folded in self.extra

    # -- words -----------------------------------------------------------------------------------------

    def take_apart(self, run: str, sentence_start: bool, unit_follows: bool) -> Parts:
        """Splits a run into segments and reads each; most runs are one English word and done at once."""
        if self.plain[run]:
            return NOTHING
        words = self.split(run)
        demonyms = tuple((w.folded, w.start, w.end) for w in words if w.flags & DEMONYM)
        pieces: list[Piece] = []
        persons: list[str] = []
        countries: list[str] = []
        for first, last in self.segments(words):
            reader = Segment(self, words[first:last], sentence_start and first == 0)
            closes = last == len(words)
            reader.read(closes=closes, unit_follows=closes and unit_follows)
            pieces += reader.pieces
            persons += reader.persons
            countries += reader.countries()
        return Parts(tuple(pieces), tuple(persons), demonyms, tuple(countries))

    def split(self, run: str) -> list[Word]:
        """The words of a run without possessive endings; hyphenated ones in parts where those are names."""
        found: list[Word] = []
        flags_of = self.words.flags_of
        for m in _WORD.finditer(run):
            raw, start = m.group(), m.start()
            ending = _POSSESSIVE.search(raw) if len(raw) > 2 else None
            if ending:
                raw = raw[: ending.start()]
            if "-" in raw:
                found += self.hyphenated(raw, start)
            elif _CONTRACTION.search(raw):
                found.append(Word(start, start + len(raw), raw, fold(raw), NEVER))
            else:
                folded = fold(raw)
                found.append(Word(start, start + len(raw), raw, folded, flags_of(folded)))
            if ending and found:
                found[-1].ends = True
        self.drop_phrases(found)
        return found

    def hyphenated(self, raw: str, start: int) -> list[Word]:
        """One or two words of a hyphenated one ("Northbrook-based", "Russia-Turkey", "D-Chicopee")."""
        flags_of = self.words.flags_of
        folded = fold(raw)
        whole = Word(start, start + len(raw), raw, folded, flags_of(raw.lower()) | flags_of(folded))
        if self.has(folded):
            return [whole]
        parts = [flags_of(part) for part in folded.split()]
        if parts[0] & TITLE:
            whole.flags |= TITLE
        elif all(f & ENGLISH for f in parts):
            whole.flags |= ENGLISH
        head, _, tail = raw.rpartition("-")
        first = fold(head)
        if tail in self.words.tails:
            return [Word(start, start + len(head), head, first, flags_of(first), ends=True, owner=True)]
        if head.lower() in self.words.heads:
            whole.flags |= NEVER
            return [whole]
        second = fold(tail)
        right = Word(start + len(head) + 1, start + len(raw), tail, second, flags_of(second), ends=True)
        if len(head) == 1 and tail[:1].isupper():
            return [right]
        a, b = flags_of(first), flags_of(second)
        if "-" not in head and self.is_big(first, a) and self.is_big(second, b):
            return [Word(start, start + len(head), head, first, a, ends=True), right]
        return [whole]

    def is_big(self, folded: str, flags: int) -> bool:
        """Whether half of a hyphenated word is a country, a province, a large town or an adjective of one."""
        if flags & DEMONYM:
            return True
        if flags & (PREFIX | ENGLISH) or not self.has(folded):
            return False
        found = self.gazetteer.lookup_folded(folded)
        return any(
            p.kind in ("country", "admin1") or (p.kind == "place" and p.population >= _LARGE_TOWN)
            for p in found
        )

    def drop_phrases(self, found: list[Word]) -> None:
        """Marks words of phrases that are no places ("White House") as never part of a name."""
        heads, phrases = self.words.phrase_heads, self.words.phrases
        for i, word in enumerate(found):
            text = word.folded
            if text.split(" ", 1)[0] not in heads:
                continue
            if text in phrases:
                word.flags |= BLOCKED
            for j in range(i + 1, min(i + 4, len(found))):
                text += " " + found[j].folded
                if text in phrases:
                    for k in range(i, j + 1):
                        found[k].flags |= BLOCKED

    def segments(self, words: Sequence[Word]) -> list[tuple[int, int]]:
        """Ranges of words that may belong together: split at possessives, weekdays, adjectives, acronyms."""
        ranges: list[tuple[int, int]] = []
        first = 0
        mixed = not all(w.raw.isupper() for w in words)
        for i, w in enumerate(words):
            following = words[i + 1] if i + 1 < len(words) else None
            if self.parts_names(words, i):
                ranges.append((first, i))
                first = i + 1
            elif mixed and len(w.raw) > 1 and w.raw.isupper() and "." not in w.raw and not w.flags & AFTER:
                ranges.append((first, i))
                first = i
                if following is None or not following.flags & AFTER:
                    ranges.append((i, i + 1))
                    first = i + 1
            elif w.ends:
                ranges.append((first, i + 1))
                first = i + 1
        ranges.append((first, len(words)))
        return [(a, b) for a, b in ranges if a < b]

    def parts_names(self, words: Sequence[Word], i: int) -> bool:
        """Whether a word stands between names: "Monday", "Afghan" (but "Viña del Mar", "French Guiana")."""
        if not words[i].flags & (NEVER | DEMONYM | BLOCKED):
            return False
        if words[i].flags & BLOCKED:
            return True
        if words[i].flags & PREFIX and i + 1 < len(words):
            return False  # "Dogon Dawa" is a town, the Dogon are a people
        for first in range(max(0, i - 2), i + 1):
            for last in range(max(i + 1, first + 2), min(first + 3, len(words)) + 1):
                if self.has(" ".join([w.folded for w in words[first:last]])):
                    return False
        return True
