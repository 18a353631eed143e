"""Where the capitalised runs of a text stand, and which stand where only a place can: "general area …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.gazetteer import Gazetteer
from extract.gazetteer.folding import fold
from extract.place_runs import RUN, RunReader
from extract.place_words import PlaceWords

_SENTENCE_START = re.compile(r"(?:^|[.!?:;]['\"’”)]*|[\"“”(\[•|]|--?|–|—|\n)[ \t\n]*$")
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
#: A line shorter than this was not wrapped: what stands on the next one is another phrase.
_WRAPPED_LINE = 45


def _lines(text: str) -> Iterator[re.Match[str]]:
    first = _FIRST_LINE.match(text)
    if first is not None:
        yield first
    yield from _LINE.finditer(text, first.end() if first is not None else 0)


class Slots:
    """Finds the capitalised runs of one text and the slots of places."""

    def __init__(
        self, text: str, gazetteer: Gazetteer, words: PlaceWords, runs: RunReader, *, capitals: bool = False
    ) -> None:
        self.text = text
        self.capitals = capitals
        self.gazetteer = gazetteer
        self.words = words
        self.runs = runs
        self.lines = [] if capitals else [m.span(1) for m in _lines(text) if self.is_unit(m.group(2))]

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
