"""What a run of capitalised words is made of: its words, and the names in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from extract.gazetteer import Gazetteer
from extract.place_words import After, PlaceWords


@dataclass(slots=True, eq=False)
class Word:
    """One word of a run: where it stands in the run, folded, with its flags.

    `ends`: a possessive or hyphen ends the name with it. `owner`: it only modifies the rest of its hyphenated
    word ("Seattle-based").
    """

    start: int
    end: int
    raw: str
    folded: str
    flags: int
    ends: bool = False
    owner: bool = False


@dataclass(slots=True, eq=False)
class Piece:
    """A name inside a run; offsets are relative to the run's start.

    `known`: the gazetteer has it. `after`: the unit word behind it, `outer_end` the end of that. `before`:
    the level that a capitalised unit word before it gives ("Tehsil Duki"). `modifier`: it says whose the
    following is ("Queensland Police"). `weak`: an English word, first name or surname. `upper`: written in
    capitals. `closes`: it ends the run. `beside`: another name stands beside it without a comma.
    """

    start: int
    end: int
    outer_end: int
    folded: str
    known: bool
    after: After | None
    before: str | None
    modifier: bool
    weak: bool
    upper: bool
    closes: bool
    beside: bool


class Knowledge(Protocol):
    """What is known of words and names, as a segment asks for it."""

    gazetteer: Gazetteer
    words: PlaceWords

    def has(self, folded: str) -> bool:
        """Whether a folded name is known."""

    def is_big(self, folded: str, flags: int) -> bool:
        """Whether it names a country, a province or a large town."""

    def is_own(self, folded: str) -> bool:
        """Whether it is one of the caller's own names."""
