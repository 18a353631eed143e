"""A frame: a segment of a sentence that tells counts or an event, with its own day, places and scope."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.count_mention import CountMention
from extract.model import Span
from extract.places import PlaceMention

if TYPE_CHECKING:
    from extract.dates import DateMention


@dataclass(slots=True)
class Trigger:
    """A word that tells an event: its offset and incident type (`none` for "the incident").

    `form` is `verb`, `noun`, `nouns` (plural) or `unreal` ("to murder"). `definite` nouns name an event
    told before, `bare` ones none at all ("in combat", "of confrontation").
    """

    at: int
    kind: str
    form: str
    word: str = ""
    definite: bool = False
    bare: bool = False


@dataclass(slots=True)
class Frame:
    """A segment of a sentence that tells counts or an event.

    `date` is the day it states, `window` a "since …" or "last 24 hours"; `reported` a day that only dates
    the report. `same_day`: it was hours before or after the event told before. `owned`: its date is that of
    "Saturday's violence". `counted_back` is how many days it lies before the event told before it ("came a
    day after six were killed"), with the words. `asks`: its sentence is a question. `aside`: a "where"
    clause that tells of another event in passing. `places` are the mentions of the phrase that says where,
    `quarter` the part of the town ("western"); `origin`: it only says where somebody is from. `total` is
    why its figures are one over several events ("period", "several", "lead", "places"), empty where not.
    """

    sentence: int
    start: int
    end: int
    counts: list[CountMention] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    date: DateMention | None = None
    window: DateMention | None = None
    reported: DateMention | None = None
    places: list[PlaceMention] = field(default_factory=list)
    origin: bool = False
    total: str = ""
    plural_events: bool = False
    background: bool = False
    another: bool = False
    strong: bool = False
    same_place: bool = False
    quarter: str = ""
    same_day: bool = False
    recalled: bool = False
    in_all: bool = False
    opening: bool = False
    asks: bool = False
    context: bool = False
    since_then: bool = False
    owned: bool = False
    aside: bool = False
    counted_back: tuple[int, Span] | None = None
    paragraph: int = 0
    other: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
