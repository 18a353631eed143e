"""Words that say whether a frame tells an event, when and where: `lexicon/incidents.toml` as sets."""

from __future__ import annotations

from functools import cache

from extract.wordlists import load


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of the file as a set of words."""
    return frozenset(load("incidents")["words"][name].split())


@cache
def tuple_of(name: str) -> tuple[str, ...]:
    """A list of the file as beginnings of words, for `str.startswith`."""
    return tuple(load("incidents")["words"][name].split())
