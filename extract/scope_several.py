"""Whether the figures of a segment are over several events or several places."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from extract.count_tokens import Sentence, Token
from extract.incident_words import words_of
from extract.lexicon import Lexicon
from extract.places import PlaceMention
from extract.scope_frame import Frame
from extract.scope_words import words_before

_COARSE = ("admin1", "country", "region")
_QUARTERS = frozenset(("districts", "neighbourhoods", "neighborhoods", "localities"))
_LISTED = re.compile(r"\band\b|&|\bas well as\b", re.IGNORECASE)
#: Plurals that tell of more than one event though no figure stands before them.
_RANGING = frozenset(
    ("operations", "ibos", "raids", "ambushes", "bombings", "shootings", "assaults", "attacks")
)
_AIRBORNE = frozenset(("airstrikes", "air-strikes", "bombardments"))
_AIRCRAFT = frozenset(
    ("warplane", "warplanes", "jet", "jets", "drone", "drones", "helicopter", "helicopters")
)
_DESCRIBED = 4
_WITHIN = frozenset(("in", "during", "by", "after", "from"))


def several_events(frame: Frame, sentence: Sentence, own: list[int], lexicon: Lexicon) -> bool:
    """Whether a plural of events with a figure or "several", "separate", "repeated" stands here; "twin
    blasts" at one point are one event.
    """
    if lexicon.event_plurals.isdisjoint(frame.words):
        return False
    tokens, kept = sentence.tokens, set(own)
    ended = _report_goes_on(frame, sentence, own)
    for k in own:
        if k >= ended:
            break
        if sentence.lows[k] in lexicon.event_plurals and tokens[k].tag == "word":
            if _on_one_target(frame, sentence, k):
                continue
            for back in range(k - 1, max(own[0], k - 4) - 1, -1):
                if back not in kept:
                    break
                if sentence.lows[back] == "twin" and (not frame.places or _at_one_point(frame)):
                    return False
                if tokens[back].tag == "num" or sentence.lows[back] in lexicon.event_plural_words:
                    return words_of("sought").isdisjoint(sentence.lows[max(0, back - 4) : back])
                if sentence.lows[back] == "of" and sentence.lows[back - 1] in words_of("rows"):
                    return True  # "a wave of rebel attacks"
                if tokens[back].tag != "word":
                    break
    return False


def several_told(frame: Frame, sentence: Sentence, own: list[int], hit: tuple[int, int, str] | None) -> bool:
    """Whether a phrase of several events ("a wave of attacks") was found (`hit`, as indices into `own`) and
    tells them; not in "six died in Zhob, a town in the grips of a wave of violence".
    """
    if hit is None:
        return False
    last = max((c.end for c in frame.counts), default=0)
    between = [k for k in own[: hit[0]] if sentence.tokens[k].start >= last > 0]
    return not any(sentence.lows[k] == "," and sentence.tokens[k + 1].tag == "art" for k in between[:-1])


def _on_one_target(frame: Frame, sentence: Sentence, at: int) -> bool:
    """As in "launched four air raids on homes in the centre", "several airstrikes hit the town": strikes from
    the air on one point, or on one thing, are one event.
    """
    lows = sentence.lows
    struck = lows[at] in ("raids", "strikes")
    air = lows[at] in _AIRBORNE or (struck and lows[at - 1] in ("air", "aerial", "drone"))
    told = {p.value.name for p in frame.places if p.form != "parent"}
    if not (air or (struck and not _AIRCRAFT.isdisjoint(frame.words))) or len(told) > 1:
        return False
    thing = lows[at + 1 : at + 2] in (["on"], ["against"]) and sentence.tokens[at + 2].tag in ("art", "def")
    return thing or not told or _at_one_point(frame)


def bare_plural(frame: Frame, sentence: Sentence, own: list[int], lexicon: Lexicon) -> bool:
    """As in "23 rebels were killed in airstrikes and clashes", "… in raids across the province": events in
    the plural, two kinds of them or over more than a town.
    """
    if lexicon.event_plurals.isdisjoint(frame.words):
        return False
    lows, coarse = sentence.lows, not frame.places or frame.places[0].value.precision in _COARSE
    for k in own[1:]:
        if lows[k] not in lexicon.event_plurals:
            continue
        said = k - 1
        while said > own[0] and k - said < _DESCRIBED and sentence.tokens[said].tag == "word":
            said -= 1
        if lows[said] not in _WITHIN:
            continue
        if lows[k + 1 : k + 2] == ["and"] and lows[k + 2 : k + 3] and lows[k + 2] in lexicon.event_plurals:
            return True
        if coarse and lows[k] in _RANGING and frame.places:
            return True
    return False


def across_a_land(frame: Frame, sentence: Sentence) -> bool:
    """As in "At least 120 people were killed across Syria on Saturday": no single event."""
    if not frame.places or frame.places[0].value.precision not in ("country", "admin1"):
        return False
    at = sentence.token_at(frame.places[0].phrase.start)
    return at > 0 and sentence.lows[at - 1] in ("across", "throughout")


def _report_goes_on(frame: Frame, sentence: Sentence, own: list[int]) -> int:
    """As in "killing three people, adding that several blasts were heard": where something else is told."""
    last = max((c.end for c in frame.counts), default=0)
    ends = (k for k in own if sentence.lows[k] == "adding" and sentence.tokens[k].start > last > 0)
    return next(ends, len(sentence.tokens))


def _at_one_point(frame: Frame) -> bool:
    own = {p.value.name for p in frame.places if p.form != "parent"}
    return len(own) == 1 and frame.places[0].value.precision not in ("country", "international", "unknown")


def _raids_on(frame: Frame, tokens: Sequence[Token], at: int) -> bool:
    """As in "raids on villages": a plural of events before "on"."""
    if tokens[at - 1].low != "on" or at < 2:
        return False
    return any(
        t.form == "nouns" and t.at <= tokens[at - 2].start < t.at + len(t.word) for t in frame.triggers
    )


def attacks_that_killed(frame: Frame, sentence: Sentence) -> bool:
    """As in "claimed attacks that killed 40 people": a figure of a plural of attacks."""
    plural = {t.at for t in frame.triggers if t.form == "nouns" and not t.definite and t.kind != "clash"}
    for k in range(1, len(sentence.tokens) - 1) if plural else ():
        if sentence.lows[k] in ("that", "which") and sentence.tokens[k - 1].start in plural:
            after = sentence.tokens[k + 1].start
            return any(
                t.at in (after, *(x.start for x in sentence.tokens[k + 2 : k + 4])) for t in frame.triggers
            )
    return False


def several_places(frame: Frame, sentence: Sentence, own: list[int]) -> bool:
    """As in "in raids on three villages", "gunmen raided two villages": events at more than one place."""
    if words_of("settlements").isdisjoint(frame.words):
        return False
    tokens, lows = sentence.tokens, sentence.lows
    deeds = {t.at for t in frame.triggers if t.form == "verb"}
    last = own[-1] + 1 if own else 0
    for k in own[1:]:
        if lows[k] in words_of("settlements") and (
            tokens[k - 1].start in deeds or _raids_on(frame, tokens, k)
        ):
            return True  # "attacked villages", "raids on villages"
        number = tokens[k].number
        hit = tokens[k - 1].start in deeds
        several = lows[k] in words_of("more_than_one") or (
            number is not None and (number.best or number.low or 0) > 1
        )
        if not several or not (tokens[k - 1].tag == "prep" or hit):
            continue
        noun = next((n for n in range(k + 1, min(k + 4, last)) if lows[n] in words_of("settlements")), -1)
        if noun < 0 or any(tokens[n].tag not in ("word", "more") for n in range(k + 1, noun)):
            continue
        if lows[noun] in _QUARTERS and _at_one_point(frame) and frame.places[0].value.precision == "place":
            continue  # "In Kyiv, four people were hurt in several districts"
        if hit or lows[k - 1] in ("in", "across", "on", "against"):
            return True
    return False


def many_places(frame: Frame, sentence: Sentence) -> bool:
    """Whether the phrase that says where lists places ("in Zhob and Kalat"), none inside another."""
    own = [p for p in frame.places if p.form != "parent"]
    names = {p.value.name for p in own}
    if len(names) < 2 or "(" in own[0].phrase.text or not _LISTED.search(own[0].phrase.text):
        return False
    if not any(_tied(a, b) for a, b in itertools.pairwise(own)):
        return False
    if any(_one_in_other(a, b) for a in own for b in own if a is not b):
        return False
    if any(p.value.precision in ("region", "country", "near", "international") for p in frame.places):
        return False
    if not words_of("borders").isdisjoint(words_before(sentence, own[0].phrase.start, 4)):
        return False  # "along the boundary of Zhob and Kalat districts": one line
    return all(p.group == frame.places[0].group for p in frame.places)


def _tied(a: PlaceMention, b: PlaceMention) -> bool:
    """Whether "and" stands between two names, and not inside a name ("Zadoora, Jammu and Kashmir")."""
    at = a.phrase.start
    between = a.phrase.text[a.span.end - at : b.span.start - at]
    named = [word for word in between.split() if word[:1].isupper() and word.lower() not in words_of("units")]
    return _LISTED.search(between) is not None and not named


def _one_in_other(a: PlaceMention, b: PlaceMention) -> bool:
    """Whether the first is the district, province or country of the second."""
    name = (a.value.name or "").lower()
    return (
        name in {(unit or "").lower() for unit in (b.value.admin2, b.value.admin1)}
        and a.value.precision != b.value.precision
    )
