"""The words of `lexicon/places.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PlaceLexicon:
    """What words round a name say. All words are folded (`gazetteer.folding.fold`)."""

    after: Mapping[str, str]
    before: Mapping[str, str]
    directions: frozenset[str]
    common: frozenset[str]
    titles: frozenset[str]
    organisations: frozenset[str]
    first_names: frozenset[str]


def _levels(table: Mapping[str, str]) -> dict[str, str]:
    return {word: level for level, words in table.items() for word in words.split()}


@cache
def load_lexicon() -> PlaceLexicon:
    """The package's lexicon; raises tomllib.TOMLDecodeError where somebody broke the file."""
    data = tomllib.loads(Path(__file__).with_name("lexicon").joinpath("places.toml").read_text("utf-8"))
    words = data["words"]
    return PlaceLexicon(
        after=_levels(data["after"]),
        before=_levels(data["before"]),
        **{k: frozenset(words[k].split()) for k in ("directions", "common", "titles", "organisations")},
        first_names=frozenset(words["first_names"].split()),
    )
