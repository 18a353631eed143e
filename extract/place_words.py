"""What single words say about a name beside them, read once from `lexicon/`.

Each word has a set of flags, so that the hot path asks one dictionary. All words are folded
(`gazetteer.folding.fold`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from extract.place_names import Cue
from extract.word_scan import Pieces

LEXICON = Path(__file__).with_name("lexicon")
CUES: tuple[Cue, ...] = ("weak", "strong", "from", "attacked", "object")


#: A word that speaks for countries, and their codes.
Hint: TypeAlias = tuple[str, tuple[str, ...]]
_LEADING = frozenset(("the", "general", "of", "from", "to", "between", "capital", "as"))
#: What a word can be; ints and no enum because this is the hot path.
STOP, NEVER, DEMONYM, TITLE, GIVEN, SURNAME, ORGANISATION, MODIFIED = (2**n for n in range(8))
AFTER, DIRECTION, ENGLISH, PREFIX, SAYING, BLOCKED = (2**n for n in range(8, 14))


class EnglishWords:
    """The words of `english_words.txt`, whose lines hold those with the same two first letters.

    Forty thousand words take 10 ms to put into a set, so a line is read when one of its words is asked for.
    """

    def __init__(self, path: Path) -> None:
        lines = path.read_text("utf-8").partition("\n\n")[2].splitlines()
        self._lines = {line[:2]: line for line in lines}
        self._sets: dict[str, frozenset[str]] = {}

    def __contains__(self, word: str) -> bool:
        head = word[:2]
        known = self._sets.get(head)
        if known is None:
            known = self._sets[head] = frozenset(self._lines.get(head, "").split())
        return word in known


class After(NamedTuple):
    """A unit word after a name: the level it gives, and whether it speaks for a place by itself."""

    level: str
    strong: bool
    plural: bool


class PlaceWords:
    """The place lexicon, from the table of `places.toml` and the word files beside it."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        words, cues = data["words"], data["cues"]
        before = dict(data["before"])
        self.before_bare = frozenset(before.pop("bare").split())
        self.before = {word: level for level, names in before.items() for word in names.split()}
        self.after = _after(data["after"])
        #: The first word of a unit of several ("local government area") → its other words and what it says.
        self.after_phrases = _after_phrases(data["after_phrases"])
        self.english = EnglishWords(LEXICON / "english_words.txt")
        self.demonyms = dict(_pairs(data["demonyms"]["words"]))
        self.phrases = frozenset(" ".join(p.replace("-", " ").split()) for p in words["phrases"].split("|"))
        self.phrase_heads = frozenset(p.split()[0] for p in self.phrases)
        self.forces = frozenset(words["forces"].split())
        self.at_home = frozenset(words["at_home"].split())
        self.roads = tuple(words["roads"].split())
        self.abroad = frozenset(data["demonyms"]["abroad"].split())
        self.tails = frozenset(words["tails"].split())
        self.heads = frozenset(words["heads"].split())
        #: A word or mark before a name → what it says (`place_names.Cue`).
        self.cues: dict[str, Cue] = dict.fromkeys(",([/", "list")
        for kind in CUES:
            self.cues.update(dict.fromkeys(cues[kind].split(), kind))
        self.raids = frozenset(cues["raids"].split())
        self.called_first = frozenset(cues["called_first"].split())
        self.beats = frozenset(cues["beats"].split())
        self.relations = frozenset(cues["relations"].split())
        self.distance = frozenset(cues["distance"].split())
        self.near = frozenset(cues["near"].split())
        #: With the directions all words that stand right before a name and say something of it.
        self.called = frozenset(words["called"].split())
        self.leading = self.near | self.before.keys() | self.cues.keys() | self.called | _LEADING
        #: "Mo." → country and name of the state.
        self.states = {
            short: (country, name.replace("_", " "))
            for country, text in data["states"].items()
            for short, _, name in (item.partition("=") for item in text.split())
        }
        #: A word as it can stand in a text → the hint it is, and the countries that share it.
        self.hints = _hints(_pairs(data["hints"]["words"]))
        self.usage = _hints(_pairs(data["usage"]["words"]))
        publishers = (item.split() for item in data["publishers"]["words"].replace("\n", "|").split("|"))
        self.publishers = {pair[0].replace("_", " "): pair[1] for pair in publishers if pair}
        self.municipal = frozenset(words["municipal"].split())
        self.town = frozenset(words["town"].split())
        self.told_of = frozenset(words["told_of"].split())
        self.adjectives = frozenset(w.replace("_", " ") for w in words["adjectives"].split())
        self.halves = frozenset(words["halves"].split())
        self.compass = frozenset(words["compass"].split())
        #: Folded short names of countries and their ISO codes.
        self.lands = dict(_pairs(words["lands"]))
        self.units_of: dict[str, frozenset[str]] = {}
        for unit, country in _pairs(words["units_of"]):
            self.units_of[unit] = self.units_of.get(unit, frozenset()) | {country}
        self.inner = frozenset(words["inner"].split())
        self.persons = frozenset(words["persons"].split())
        self.campuses = frozenset(words["campuses"].split())
        self.kitchens = frozenset(words["kitchens"].split())
        self.peoples = frozenset(words["peoples"].split())
        self.small = frozenset(words["small"].split())
        self.fillers = frozenset(words["fillers"].split())
        self.articles = frozenset(words["articles"].split())
        #: The flags of a folded word, 0 for one that no list has.
        self.flags_of: Callable[[str], int] = _Flags(
            _flags(words, self.after, self.demonyms), self.english
        ).__getitem__
        #: The cues that say the same whatever stands before them: "in", but not "of" or "near".
        self.plain_cues = {
            word: kind
            for word, kind in self.cues.items()
            if word.isalpha()
            and word not in {*self.near, *self.before, *self.called, *_LEADING, "on"}
            and not self.flags_of(word) & DIRECTION
        }


class _Flags(Pieces[int]):
    """The flags of words, kept: the lists' own, and whether a word is English."""

    def __init__(self, listed: Mapping[str, int], english: EnglishWords) -> None:
        super().__init__()
        self._listed, self._english = listed, english

    def read(self, piece: str) -> int:
        return self._listed.get(piece, 0) | (ENGLISH if piece in self._english else 0)


def _word_file(name: str) -> list[str]:
    """The words of a file, in which an empty line follows the comment at the top."""
    return LEXICON.joinpath(name).read_text("utf-8").partition("\n\n")[2].split()


def _pairs(text: str) -> list[tuple[str, str]]:
    words = text.split()
    return list(zip(words[::2], words[1::2], strict=True))


def _hints(pairs: list[tuple[str, str]]) -> dict[str, Hint]:
    """Words in the spellings of a text, each with the hint that it is and its country codes."""
    found: dict[str, Hint] = {}
    for word, codes in pairs:
        value = (word, tuple(codes.split(",")))
        spellings = (word,) if word.isupper() else (*_spellings(word), word.capitalize(), word.upper())
        found.update(dict.fromkeys(spellings, value))
    return found


def _spellings(word: str) -> tuple[str, str, str]:
    """A word in small letters, with capitals, and with all but its particles so ("Lashkar-e-Taiba")."""
    parts = (part if len(part) < 3 else part.title() for part in word.split("-"))
    return word, word.title(), "-".join(parts)


def _after(table: Mapping[str, str]) -> dict[str, After]:
    found: dict[str, After] = {}
    for key, words in table.items():
        level, _, strong = key.partition("_")
        for word in words.split():
            found[word] = After(level, bool(strong), word.endswith("s") and word[:-1] in table[key].split())
    return found


def _after_phrases(table: Mapping[str, str]) -> dict[str, list[tuple[tuple[str, ...], After]]]:
    found: dict[str, list[tuple[tuple[str, ...], After]]] = {}
    for level, phrases in table.items():
        for phrase in sorted((p.split() for p in phrases.split("|")), reverse=True):
            after = After(level, strong=True, plural=phrase[-1].endswith("s"))
            found.setdefault(phrase[0], []).append((tuple(phrase[1:]), after))
    return found


def _flags(words: Mapping[str, str], after: Iterable[str], demonyms: Iterable[str]) -> dict[str, int]:
    flags: dict[str, int] = {}
    sources: list[tuple[Iterable[str], int]] = [
        (_word_file("given_names.txt"), GIVEN),
        (_word_file("surnames.txt"), SURNAME),
        (words["directions"].split(), DIRECTION),
        (words["prefixes"].split(), PREFIX),
        (words["stop"].split(), STOP),
        (words["never"].split(), NEVER),
        (words["titles"].split(), TITLE),
        (words["organisations"].split(), ORGANISATION),
        (words["modified"].split(), MODIFIED),
        (words["saying"].split(), SAYING),
        (after, AFTER),
        (demonyms, DEMONYM),
    ]
    for source, flag in sources:
        for word in source:
            flags[word] = flags.get(word, 0) | flag
    return flags


@cache
def load_words() -> PlaceWords:
    """The package's place lexicon; raises tomllib.TOMLDecodeError where somebody broke the file."""
    return PlaceWords(tomllib.loads(LEXICON.joinpath("places.toml").read_text("utf-8")))
