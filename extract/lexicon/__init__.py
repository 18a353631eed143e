"""The words the rules lean on, read from the TOML files beside this module.

The files are data: whose people a noun names (`sides.toml`), what became of them (`outcomes.toml`), what
tells an event (`events.toml`), what a figure covers (`scope.toml`), and closed classes (`grammar.toml`).
`load()` gives them as one frozen `Lexicon`; a user's additions are passed in and take part in its hash.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from extract import wordlists
from extract.lexicon.entries import DEED, EVENT, HEAD, PARTY, RISING, Deed, Head, Lexicon
from extract.lexicon.phrases import WORD, Phrases, words_of
from extract.lexicon.tables import (
    deeds_of,
    events_of,
    group_phrases,
    heads_of,
    quoted,
    scope_phrases,
    split_deeds,
    telling_words,
)
from extract.model import OUTCOMES, SIDES, Side

__all__ = [
    "DEED",
    "EVENT",
    "HEAD",
    "KEYS",
    "PARTY",
    "RISING",
    "WORD",
    "Deed",
    "Head",
    "Lexicon",
    "Phrases",
    "load",
]

#: What a user may add to: a table and, behind the dot, one of its lists.
KEYS = ("sides.SIDE", "groups.SIDE", "verbs.OUTCOME", "outcomes.OUTCOME")
FILES = ("sides.toml", "outcomes.toml", "events.toml", "scope.toml", "grammar.toml")


def _read(name: str) -> bytes:
    return Path(__file__).with_name(name).read_bytes()


def _add(tables: dict[str, Any], additions: Sequence[tuple[str, tuple[str, ...]]]) -> None:
    """Puts a user's words into the tables: `sides.militants`, `groups.militants`, `outcomes.killed`."""
    for key, words in additions:
        kind, _, name = key.partition(".")
        if kind == "sides" and name in SIDES:
            tables["sides"].setdefault("own_heads", {})[name] = [w.lower().replace(" ", "_") for w in words]
        elif kind == "groups" and name in SIDES:
            tables["sides"].setdefault("own_groups", {})[name] = words
        elif kind == "verbs" and name in OUTCOMES:
            if wrong := next((w for w in words if len(w.split()) != 5), None):
                raise ValueError(
                    f"lexicon: {key}: {wrong!r} is not five forms of a verb (gun guns gunned gunned gunning)"
                )
            table = tables["outcomes"][name]
            table["verbs"] = "\n".join((table["verbs"], *words))
        elif kind == "outcomes" and name in OUTCOMES:
            table = tables["outcomes"][name]
            table["intransitive"] = "\n".join((table["intransitive"], *words))
        else:
            raise ValueError(f"lexicon: {key!r} is none of {', '.join(KEYS)}")


def _begins(firsts: Mapping[int, Iterable[str]]) -> dict[str, int]:
    """First words to what they can begin."""
    begins: dict[str, int] = {}
    for what, words in firsts.items():
        for word in words:
            begins[word] = begins.get(word, 0) | what
    return begins


@lru_cache(maxsize=8)
def _build(additions: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    raw = [_read(name) for name in FILES]
    digest = hashlib.sha256(f"{wordlists.digest()}{additions}".encode("utf-8", "surrogatepass"))
    tables: dict[str, Any] = {
        name.removesuffix(".toml"): tomllib.loads(data.decode("utf-8"))
        for name, data in zip(FILES, raw, strict=True)
    }
    _add(tables, additions)
    sides, scope = tables["sides"], tables["scope"]
    heads = heads_of(sides)
    groups = group_phrases(sides)
    parties = Phrases(groups)
    head_words = frozenset(words_of(w)[0] if " " in w else w for w in heads)
    modifiers = {
        form: cast(Side, side)
        for side, words in sides["modifiers"].items()
        for word in words.split()
        for form in (word.replace("_", " "),)
    }
    words = {name: frozenset(text.split()) for name, text in tables["grammar"]["words"].items()}
    events = tables["events"]
    deeds, told = Phrases(deeds_of(tables["outcomes"])), Phrases(events_of(events))
    split = split_deeds(tables["outcomes"])
    return Lexicon(
        heads={w: h for w, h in heads.items() if " " not in w},
        head_phrases=Phrases((w, h) for w, h in heads.items() if " " in w),
        modifiers=modifiers,
        groups=parties,
        group_words=frozenset(name for name, _ in groups),
        deeds=deeds,
        split_deeds=split,
        events=told,
        event_nouns=frozenset(
            word for word in told.firsts() if (hit := told.match([word], 0)) and hit[1][1] != "verb"
        ),
        other=Phrases((p, kind) for kind, text in events["other"].items() for p in quoted(text)),
        scope=scope_phrases(scope),
        event_plurals=frozenset(scope["events"]["nouns"].split()),
        event_plural_words=frozenset(scope["events"]["before"].split()),
        event_masses=frozenset(scope["events"]["masses"].split()),
        in_words=frozenset(scope["events"]["in_words"].split()),
        tellings=frozenset(scope["events"]["tellings"].split()),
        unreal=frozenset(scope["unreal"]["before"].split()),
        rise=frozenset(scope["rise"]["verbs"].split()),
        sources={name: frozenset(text.split()) for name, text in scope["sources"].items()},
        words=words,
        begins=_begins(
            {HEAD: head_words, PARTY: parties.firsts(), DEED: deeds.firsts(), EVENT: told.firsts()}
        ),
        telling=telling_words((*deeds.firsts(), *told.firsts(), *split)),
        hash=digest.hexdigest()[:16],
    )


def load(additions: Mapping[str, Sequence[str]] | None = None) -> Lexicon:
    """The lexicon with a user's additions; built once for each set of additions.

    Keys of `additions` are `sides.militants` (nouns, singular or "man/men"), `groups.militants` (names as
    they stand in texts), `verbs.killed` (five forms: "gun guns gunned gunned gunning") and `outcomes.killed`
    (phrases whose subject suffers: "met his maker"). They beat the package's own words. The hash is that of
    all word lists, those of dates, numbers and places too, and of the additions.
    Raises ValueError for another key, and for a verb that has not five forms.
    """
    key = tuple(sorted((k, tuple(v)) for k, v in (additions or {}).items()))
    return _build(key)
