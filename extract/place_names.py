"""A name on its way from a capitalised run to a place mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from extract.gazetteer import GazPlace

#: What the words before a name say: `strong` a preposition of place, `from`, `weak` another preposition,
#: `attacked` a verb whose object is a place, `object` one whose object may be a person, `list` a comma or
#: bracket.
Cue: TypeAlias = Literal["strong", "from", "weak", "attacked", "object", "list", ""]
Form: TypeAlias = Literal["gazetteer", "pattern", "candidate", "street", "dateline"]


#: A unit by country, admin1 and admin2.
Key: TypeAlias = tuple[str, str | None, str | None]


@dataclass(slots=True, eq=False)
class Name:
    """A name that may be a place, with offsets into the text.

    `start`/`end` are the name's own words, `outer_end` takes in its unit word. `level` is what a unit word
    says (`admin1`, `admin2`, `place`, `region`), `small` that it names no district ("village"), `inner` that
    it names a part of one ("tehsil"), `town` that it names a town, `full` the units that bear the name with
    that word ("Gaza Strip"), `near` the start of "20 km north of" where that stands before. `cue` is what
    stands before it;
    `cued`: that speaks for a place. `sure`: all in all it is one; an unsure name needs a unit or a sure
    namesake. `barred`: it is somebody or something else. `modifier`: it only says whose the following is
    ("Kabul police"); `attribute`: it says whose forces strike, whose people come from there, or which land
    begins behind a border ("US drones", "from Mali"). `parents` are the units that it lies in; `is_parent`
    one of those. `same` is the name that it repeats in brackets. `list_level`: it shares its unit with others
    of a list. `municipal`: its level was told by "municipality", which leaves
    the bare name a town's. `again`: its unit is one named before ("in the same province").
    `written`: the name, where the text has it in two pieces ("North" of "North and South Waziristan").
    """

    start: int
    end: int
    folded: str
    candidates: Sequence[GazPlace]
    outer_end: int
    full: frozenset[Key] = frozenset()
    form: Form = "gazetteer"
    level: str | None = None
    plural: bool = False
    small: bool = False
    inner: bool = False
    town: bool = False
    near: int | None = None
    between: bool = False
    cue: Cue = ""
    cued: bool = False
    sure: bool = True
    barred: bool = False
    modifier: bool = False
    attribute: bool = False
    parents: list[Name] = field(default_factory=list)
    is_parent: bool = False
    same: Name | None = None
    list_level: bool = False
    municipal: bool = False
    again: bool = False
    written: str = ""
    group: int = -1
    chosen: GazPlace | None = None


@dataclass(slots=True, eq=False)
class Found:
    """What a text holds.

    `names` in order; `persons` are folded words of persons' names; `demonyms` adjectives and peoples of
    countries (folded, start, end); `countries` codes of those that only stand in another's name ("Pakistan
    Army").
    """

    names: list[Name]
    persons: set[str]
    demonyms: list[tuple[str, int, int]]
    countries: list[str]
