"""What single words say about a name beside them, read once from `lexicon/`.

Each word has a set of flags, so that the hot path asks one dictionary. All words are folded
(`gazetteer.folding.fold`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LEXICON = Path(__file__).with_name("lexicon")


#: What a word can be; ints and no enum because this is the hot path.
STOP, NEVER, DEMONYM, TITLE, GIVEN, SURNAME, ORGANISATION, MODIFIED = (2**n for n in range(8))
AFTER, DIRECTION, ENGLISH, PREFIX, SAYING = (2**n for n in range(8, 13))


@dataclass(frozen=True, slots=True)
class After:
    """A unit word after a name: the level it gives, and whether it speaks for a place by itself."""

    level: str
    strong: bool
    plural: bool


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The place lexicon. `flags` maps a word to its flags, absent for words with no flag but ENGLISH."""

    flags: Mapping[str, int]
    english: frozenset[str]
    after: Mapping[str, After]
    before: Mapping[str, str]
    before_bare: frozenset[str]
    phrases: frozenset[str]
    phrase_heads: frozenset[str]
    strong: frozenset[str]
    weak: frozenset[str]
    attacked: frozenset[str]
    attacked_person: frozenset[str]
    beats: frozenset[str]
    relations: frozenset[str]
    distance: frozenset[str]
    near: frozenset[str]
    states: Mapping[str, tuple[str, str]]
    demonyms: Mapping[str, str]
    hints: Mapping[str, tuple[str, ...]]

    def flags_of(self, folded: str) -> int:
        """The flags of a folded word."""
        flags = self.flags.get(folded)
        return flags if flags is not None else ENGLISH if folded in self.english else 0


def _word_file(name: str) -> list[str]:
    """The words of a file whose first line, a comment, is followed by an empty one."""
    return LEXICON.joinpath(name).read_text("utf-8").partition("\n\n")[2].split()


def _pairs(text: str) -> list[tuple[str, str]]:
    words = text.split()
    return list(zip(words[::2], words[1::2], strict=True))


def _after(table: Mapping[str, str]) -> dict[str, After]:
    found: dict[str, After] = {}
    for key, words in table.items():
        level, _, strong = key.partition("_")
        for word in words.split():
            found[word] = After(level, bool(strong), word.endswith("s") and word[:-1] in table[key].split())
    return found


def _flags(
    words: Mapping[str, str], after: Iterable[str], demonyms: Iterable[str], english: frozenset[str]
) -> dict[str, int]:
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
    for word in flags.keys() & english:
        flags[word] |= ENGLISH
    return flags


@cache
def load_words() -> PlaceWords:
    """The package's place lexicon; raises tomllib.TOMLDecodeError where somebody broke the file."""
    data = tomllib.loads(LEXICON.joinpath("places.toml").read_text("utf-8"))
    words, before, cues = data["words"], dict(data["before"]), data["cues"]
    bare = before.pop("bare")
    after = _after(data["after"])
    english = frozenset(_word_file("english_words.txt"))
    demonyms = dict(_pairs(data["demonyms"]["words"]))
    states = {
        short: (country, name.replace("_", " "))
        for country, text in data["states"].items()
        for short, _, name in (item.partition("=") for item in text.split())
    }
    phrases = frozenset(" ".join(p.replace("-", " ").split()) for p in words["phrases"].split("|"))
    return PlaceWords(
        flags=_flags(words, after, demonyms, english),
        english=english,
        after=after,
        before={word: level for level, names in before.items() for word in names.split()},
        before_bare=frozenset(bare.split()),
        phrases=phrases,
        phrase_heads=frozenset(p.split()[0] for p in phrases),
        strong=frozenset(cues["strong"].split()),
        weak=frozenset(cues["weak"].split()),
        attacked=frozenset(cues["attacked"].split()),
        attacked_person=frozenset(cues["attacked_person"].split()),
        beats=frozenset(cues["beats"].split()),
        relations=frozenset(cues["relations"].split()),
        distance=frozenset(cues["distance"].split()),
        near=frozenset(cues["near"].split()),
        states=states,
        demonyms=demonyms,
        hints={word: tuple(codes.split(",")) for word, codes in _pairs(data["hints"]["words"])},
    )
