"""The words the rules lean on, read from the TOML files beside this module.

The files are data: whose people a noun names (`sides.toml`), what became of them (`outcomes.toml`), what
tells an event (`events.toml`), what a figure covers (`scope.toml`), and closed classes (`grammar.toml`).
`load()` gives them as one frozen `Lexicon`; a user's additions are passed in and take part in its hash.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from extract import wordlists
from extract.model import OUTCOMES, SIDES, Outcome, Side

T = TypeVar("T")
#: What a user may add to: a table and, behind the dot, one of its lists.
KEYS = ("sides.SIDE", "groups.SIDE", "verbs.OUTCOME", "outcomes.OUTCOME")
FILES = ("sides.toml", "outcomes.toml", "events.toml", "scope.toml", "grammar.toml")

#: A word of a text: letters and digits with inner hyphens; the possessive ending stands apart.
WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*|['’](?:s|S)\b|[^\w\s]|_")

_WILD = frozenset("~*#")
POSSESSIVE = frozenset(["his", "her", "their", "its", "our", "my", "your"])


class Phrases(Generic[T]):
    """Phrases of words, each with a payload. "~" matches a possessive, "*" one to three words, "#" a
    number.
    """

    __slots__ = ("_table",)

    def __init__(self, entries: Iterable[tuple[str, T]] = ()) -> None:
        phrases: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, payload in entries:
            first, *rest = words_of(phrase)
            phrases.setdefault(first, []).append((tuple(rest), payload))
        self._table = {first: _by_second(options) for first, options in phrases.items()}

    def __contains__(self, first: str) -> bool:
        return first in self._table

    def firsts(self) -> KeysView[str]:
        """The words that phrases start with."""
        return self._table.keys()

    def match(self, lows: Sequence[str], at: int) -> tuple[int, T] | None:
        """The longest phrase at `lows[at]`: the index after it and its payload, or None."""
        options = self._table.get(lows[at])
        if options is None:
            return None
        at += 1
        fitting = options.get(lows[at]) if at < len(lows) else None
        for rest, payload in options[""] if fitting is None else fitting:
            end = _follow(lows, at, rest)
            if end:
                return end, payload
        return None

    def find(self, lows: Sequence[str]) -> tuple[int, int, T] | None:
        """The first phrase anywhere: start, end and payload, or None."""
        table = self._table
        if table.keys().isdisjoint(lows):
            return None
        for at, low in enumerate(lows):
            if low in table and (hit := self.match(lows, at)):
                return at, hit[0], hit[1]
        return None

    def find_all(self, lows: Sequence[str]) -> list[tuple[int, int, T]]:
        """Every phrase, left to right, none inside another."""
        table, floor = self._table, 0
        found: list[tuple[int, int, T]] = []
        if table.keys().isdisjoint(lows):
            return found
        for at in [n for n, low in enumerate(lows) if low in table]:
            if at >= floor and (hit := self.match(lows, at)):
                floor = hit[0]
                found.append((at, floor, hit[1]))
        return found


def _by_second(options: list[tuple[tuple[str, ...], T]]) -> dict[str, list[tuple[tuple[str, ...], T]]]:
    """What may follow a first word, the longest first, by the second word; under "" where none is named."""
    if len(options) == 1 and not options[0][0]:
        return {"": options}
    options.sort(key=lambda option: -len(option[0]))
    seconds = {rest[0] for rest, _ in options if rest} - _WILD
    return {
        second: [option for option in options if not option[0] or option[0][0] in _WILD | {second}]
        for second in (*seconds, "")
    }


def _follow(lows: Sequence[str], at: int, rest: tuple[str, ...]) -> int:
    for n, word in enumerate(rest):
        if word == "*":
            for skip in (1, 2, 3):
                if at + skip < len(lows) and (end := _follow(lows, at + skip, rest[n + 1 :])):
                    return end
            return 0
        if at >= len(lows):
            return 0
        low = lows[at]
        if word == "~":
            if low not in POSSESSIVE:
                return 0
        elif word == "#":
            if not low[0].isdigit() and low not in SMALL_NUMBERS:
                return 0
        elif low != word:
            return 0
        at += 1
    return at


SMALL_NUMBERS = frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "several",
        "few",
        "couple",
        "dozen",
    ]
)


def words_of(phrase: str) -> list[str]:
    """The phrase cut as texts are cut; "~", "*" and "#" stay words."""
    return [phrase.lower()] if phrase.isalpha() else [word.lower() for word in WORD.findall(phrase)]


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


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists, ready for lookup by lower-case word."""

    heads: Mapping[str, Head]
    head_phrases: Phrases[Head]
    head_words: frozenset[str]
    modifiers: Mapping[str, Side]
    groups: Phrases[tuple[Side, str]]
    group_words: frozenset[str]
    deeds: Phrases[Deed]
    split_deeds: Mapping[str, tuple[tuple[tuple[str, ...], Deed], ...]]
    events: Phrases[tuple[str, str]]
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
    hash: str


def _telling(words: Iterable[str]) -> frozenset[str]:
    """What a quick look for these words finds: their first run of plain letters."""
    runs = (re.match(r"[a-z]+", word) for word in words)
    return frozenset(run.group() for run in runs if run)


def _forms(entry: str) -> tuple[str, ...]:
    """Singular and plural (or plurals, as given behind "/")."""
    word, *plurals = entry.replace("_", " ").split("/")
    if plurals:
        return word, *plurals
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word, word + "es"
    if word.endswith("y") and word[-2:-1] not in ("", "a", "e", "i", "o", "u"):
        return word, word[:-1] + "ies"
    return word, word + "s"


_SAME = frozenset({"personnel", "police", "military", "infantry"})


def _heads(sides: Mapping[str, Any]) -> dict[str, Head]:
    vague = {_forms(w)[0] for w in sides["vague"]["heads"].split()}
    perpetrators = {_forms(w)[0] for w in sides["perpetrators"]["heads"].split()}
    loose = {_forms(w)[0] for w in sides["perpetrators"]["loose"].split()}
    heads: dict[str, Head] = {}
    listed = {
        side: sides["heads"].get(side, "").split()
        for side in ("unknown", "civilians", "militants", "security_forces")
    }
    for side, entries in (*listed.items(), *sides.get("own_heads", {}).items()):  # the user's own come last
        for entry in entries:
            one, *many = _forms(entry)
            marks = (one in vague, one in perpetrators, one in loose)
            for form in many:
                heads[form] = Head(one, side, True, *marks)
            heads[one] = Head(one, side, one in _SAME, *marks)
    return heads


def _group_phrases(sides: Mapping[str, Any]) -> list[tuple[str, tuple[Side, str]]]:
    listed = {side: names.splitlines() for side, names in sides["groups"].items()}
    return [
        (name, (cast(Side, side), name))
        for side, names in (*sides.get("own_groups", {}).items(), *listed.items())  # the first of two counts
        for name in names
        if name.strip()
    ]


#: The lemma of running figures that leave open what befell the people ("the number rose to seven").
RISING = "number rose"


def _deeds(outcomes: Mapping[str, Any]) -> Iterator[tuple[str, Deed]]:
    for outcome in OUTCOMES:
        table = outcomes[outcome]
        for line in table["verbs"].splitlines():
            yield from _verb(line.split(), "", outcome)
        for line in table["phrasal"].splitlines():
            verb, _, particle = line.partition(":")
            if verb.strip() and particle.strip():
                yield from _verb(verb.split(), particle.strip(), outcome)
        for phrase in table["phrases_active"].splitlines():
            if phrase.strip():
                form = "ing" if phrase.split()[-1].endswith("ing") or "ing the" in phrase else "past"
                yield phrase, Deed(outcome, form, phrase)
        for phrase in table["intransitive"].splitlines():
            if phrase.strip():
                yield phrase, Deed(outcome, "subject", phrase)
        for word in table["adjectives"].split():
            yield word, Deed(outcome, "adjective", word)
        for word in table["nouns"].split():
            for form in _forms(word):
                yield form, Deed(outcome, "noun", word)
        for entry in table["counted"].split():
            for form in _forms(entry) if entry not in ("dead", "wounded", "injured") else (entry,):
                yield form, Deed(outcome, "counted", _forms(entry)[0])
        for line in table.get("toll", "").splitlines():
            phrase, _, other = line.partition(":")
            if phrase.strip():
                yield phrase, Deed(cast(Outcome, other.strip() or outcome), "toll", phrase.strip())
    rising = outcomes["rising"]
    for subject, verb in product(rising["subjects"].split(), rising["verbs"].split()):
        for between in ("", *rising["between"].split()):
            yield " ".join(f"{subject} {between} {verb}".split()), Deed("killed", "toll", RISING)
    for phrase in outcomes["suicide"]["phrases"].splitlines():
        for self_ in ("himself", "herself", "themselves") if "himself" in phrase else ("",):
            if phrase.strip():
                said = phrase.replace("himself", self_)
                yield said, Deed("killed", "suicide", said)


def _split(outcomes: Mapping[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], Deed], ...]]:
    """Verbs whose particle may stand behind the object ("shot a guard dead"): form to particles."""
    out: dict[str, tuple[tuple[tuple[str, ...], Deed], ...]] = {}
    for outcome in OUTCOMES:
        for line in outcomes[outcome]["phrasal"].splitlines():
            verb, _, particle = line.partition(":")
            particles = tuple(particle.split())
            if not particles or particles[0] == "and" or len(verb.split()) != 5:
                continue
            base, third, past, _, ing = verb.split()
            for form, kind in ((base, "base"), (third, "present"), (past, "past"), (ing, "ing")):
                deed = Deed(outcome, kind, f"{base} {particle.strip()}")
                out[form] = (*out.get(form, ()), (particles, deed))
    for form, kind in (("left", "past"), ("leaving", "ing"), ("leave", "base"), ("leaves", "present")):
        for word in ("dead",):
            out[form] = (*out.get(form, ()), ((word,), Deed("killed", kind, "leave dead")))
    return out


def _verb(forms: list[str], particle: str, outcome: Outcome) -> Iterator[tuple[str, Deed]]:
    if len(forms) != 5:
        return
    tail = f" {particle}" if particle else ""
    base, third, past, participle, ing = forms
    lemma = base + tail
    yield base + tail, Deed(outcome, "past" if base == past else "base", lemma)
    yield third + tail, Deed(outcome, "present", lemma)
    if past != base:
        yield past + tail, Deed(outcome, "past", lemma)
    if participle != past:
        yield participle + tail, Deed(outcome, "participle", lemma)
    yield ing + tail, Deed(outcome, "ing", lemma)


_QUOTED = re.compile(r'"\s*([^"]+?)\s*"|(\S+)')


def _quoted(text: str) -> list[str]:
    return [m.group(1) or m.group(2) for m in _QUOTED.finditer(text)]


def _events(events: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    for kind, table in events.items():
        if kind == "other":
            continue
        for phrase in _quoted(table["verbs"]):
            yield phrase, (kind, "verb")
        for noun in _quoted(table["nouns"]):
            *front, last = noun.split()
            for form in dict.fromkeys((last, _forms(last)[1])):
                yield " ".join((*front, form)), (kind, "noun" if form == last else "nouns")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _scope(scope: Mapping[str, Any]) -> dict[str, Phrases[str]]:
    lists = {
        "period": scope["total"]["period"],
        "several": scope["total"]["several"],
        "lead": scope["total"]["lead"],
        "background": scope["background"]["words"],
        "another": scope["another"]["words"],
        "another_strong": scope["another"]["strong"],
    }
    return {name: Phrases((line, line) for line in _lines(text)) for name, text in lists.items()}


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
    heads = _heads(sides)
    groups = _group_phrases(sides)
    modifiers = {
        form: cast(Side, side)
        for side, words in sides["modifiers"].items()
        for word in words.split()
        for form in (word.replace("_", " "),)
    }
    words = {name: frozenset(text.split()) for name, text in tables["grammar"]["words"].items()}
    events = tables["events"]
    deeds, told = Phrases(_deeds(tables["outcomes"])), Phrases(_events(events))
    split = _split(tables["outcomes"])
    return Lexicon(
        heads={w: h for w, h in heads.items() if " " not in w},
        head_phrases=Phrases((w, h) for w, h in heads.items() if " " in w),
        head_words=frozenset(words_of(w)[0] if " " in w else w for w in heads),
        modifiers=modifiers,
        groups=Phrases(groups),
        group_words=frozenset(name for name, _ in groups),
        deeds=deeds,
        split_deeds=split,
        events=told,
        other=Phrases((p, kind) for kind, text in events["other"].items() for p in _quoted(text)),
        scope=_scope(scope),
        event_plurals=frozenset(scope["events"]["nouns"].split()),
        event_plural_words=frozenset(scope["events"]["before"].split()),
        event_masses=frozenset(scope["events"]["masses"].split()),
        in_words=frozenset(scope["events"]["in_words"].split()),
        tellings=frozenset(scope["events"]["tellings"].split()),
        unreal=frozenset(scope["unreal"]["before"].split()),
        rise=frozenset(scope["rise"]["verbs"].split()),
        sources={name: frozenset(text.split()) for name, text in scope["sources"].items()},
        words=words,
        telling=_telling((*deeds.firsts(), *told.firsts(), *split)),
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
