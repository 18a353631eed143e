"""What the word lists say: nouns that head a group of people, words of what befell them, and all lists."""

from __future__ import annotations

from collections.abc import Mapping

from extract.frozen import dataclass
from extract.lexicon.phrases import Phrases
from extract.model import Outcome, Side

#: The lemma of running figures that leave open what befell the people ("the number rose to seven").
RISING = "number rose"


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that can head a group of people."""

    word: str
    side: Side
    plural: bool
    vague: bool = False
    perpetrator: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Deed:
    """What a word or phrase says became of people, and how it takes them.

    `form`: `base`, `past` (simple past or participle), `participle`, `ing` for verbs whose object suffers;
    `subject` where the subject suffers; `adjective`, `noun` ("death of …"), `counted` ("12 deaths"),
    `toll`, `suicide`.
    """

    outcome: Outcome
    form: str
    lemma: str


#: What a word can begin, see `Lexicon.begins`.
HEAD, PARTY, DEED, EVENT = 1, 2, 4, 8


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists, ready for lookup by lower-case word."""

    heads: Mapping[str, Head]
    head_phrases: Phrases[Head]
    modifiers: Mapping[str, Side]
    groups: Phrases[tuple[Side, str]]
    group_words: frozenset[str]
    deeds: Phrases[Deed]
    split_deeds: Mapping[str, tuple[tuple[tuple[str, ...], Deed], ...]]
    events: Phrases[tuple[str, str]]
    #: The words that tell events by themselves and are no verbs.
    event_nouns: frozenset[str]
    other: Phrases[str]
    scope: Mapping[str, Phrases[str]]
    event_plurals: frozenset[str]
    event_plural_words: frozenset[str]
    event_masses: frozenset[str]
    in_words: frozenset[str]
    tellings: frozenset[str]
    unreal: frozenset[str]
    rise: frozenset[str]
    sources: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    telling: frozenset[str]
    #: What may begin with a word: the sum of HEAD, PARTY, DEED and EVENT.
    begins: Mapping[str, int]
    hash: str
