"""The tables of the TOML files beside this module as the phrases and words that a lexicon holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, cast

from extract.lexicon.entries import RISING, Deed, Head
from extract.lexicon.phrases import Phrases
from extract.model import OUTCOMES, Outcome, Side


def telling_words(words: Iterable[str]) -> frozenset[str]:
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


def heads_of(sides: Mapping[str, Any]) -> dict[str, Head]:
    """Every form of the nouns of `sides.toml` that can head a group, with its `Head`; the user's own win."""
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


def group_phrases(sides: Mapping[str, Any]) -> list[tuple[str, tuple[Side, str]]]:
    """Names of parties as they stand in texts, each with its side and itself; the first of two counts."""
    listed = {side: names.splitlines() for side, names in sides["groups"].items()}
    return [
        (name, (cast(Side, side), name))
        for side, names in (*sides.get("own_groups", {}).items(), *listed.items())  # the first of two counts
        for name in names
        if name.strip()
    ]


def deeds_of(outcomes: Mapping[str, Any]) -> Iterator[tuple[str, Deed]]:
    """The phrases of `outcomes.toml` in all their forms, each with what it says became of people."""
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


def split_deeds(outcomes: Mapping[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], Deed], ...]]:
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


def quoted(text: str) -> list[str]:
    """The items of a list in which those of several words stand in double quotes."""
    return [m.group(1) or m.group(2) for m in _QUOTED.finditer(text)]


def events_of(events: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """The phrases of `events.toml`, each with the kind of event and its form: verb, noun or nouns."""
    for kind, table in events.items():
        if kind == "other":
            continue
        for phrase in quoted(table["verbs"]):
            yield phrase, (kind, "verb")
        for noun in quoted(table["nouns"]):
            *front, last = noun.split()
            for form in dict.fromkeys((last, _forms(last)[1])):
                yield " ".join((*front, form)), (kind, "noun" if form == last else "nouns")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def scope_phrases(scope: Mapping[str, Any]) -> dict[str, Phrases[str]]:
    """What `scope.toml` says of the reach of a figure, as phrases by the name of their list."""
    lists = {
        "period": scope["total"]["period"],
        "several": scope["total"]["several"],
        "lead": scope["total"]["lead"],
        "background": scope["background"]["words"],
        "another": scope["another"]["words"],
        "another_strong": scope["another"]["strong"],
        "same_day": scope["same_day"]["words"],
    }
    return {name: Phrases((line, line) for line in _lines(text)) for name, text in lists.items()}
