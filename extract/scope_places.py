"""Which phrase of a sentence says where its event was: preposition, fineness, and what speaks against it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from extract.count_tokens import Sentence
from extract.frozen import dataclass
from extract.incident_words import words_of
from extract.model import Span
from extract.place_gaps import HELD
from extract.places import PlaceMention
from extract.scope_reported import where_spoken
from extract.scope_words import words_before

_DISTANCE = re.compile(r"(\d[\d,]{0,6})[\s-]?(?:km|kilomet|miles?\b)", re.IGNORECASE)
_FAR = re.compile(
    r"\b(?:hundreds|scores|dozens) of (?:km|kilomet|miles)|(?<!not )\bfar from\b", re.IGNORECASE
)
_BEARING = re.compile(
    r"(?:just )?(?:to the )?(?:north|south)?-?(?:north|south|east|west) of\b", re.IGNORECASE
)
_NEAR = 50
_POINTS = frozenset({"place", "near", "admin2"})
#: What a phrase loses that only says where the place named before it lies.
_DESCRIBES = 3.5
#: What a phrase that opens a sentence loses to one as fine behind it.
_OPENING = 0.12
#: A phrase behind one of these may say where somebody hid.
_RELATIVES = frozenset(("who", "which", "that", "where", "whose"))
#: So many words before a phrase are looked at, those that only describe it left out.
_REACH = 8
#: And so many for somebody who speaks.
_SPEAKER = 12
#: How soon whoever holds an office speaks.
_SPEAKS = 7
_FINE = {
    "place": 3.0,
    "near": 3.0,
    "admin2": 3.0,
    "admin1": 2.0,
    "region": 1.8,
    "country": 1.0,
    "international": 0.4,
}


@dataclass(frozen=True, slots=True)
class Where:
    """The phrase of a sentence that says where: its mentions, its score, whether it only tells an origin."""

    places: list[PlaceMention] = field(default_factory=list)
    score: float = 1.0
    origin: bool = False


def best_where(sentence: Sentence, places: Sequence[PlaceMention], least: float = 1.0) -> Where:
    """The finest phrase behind a preposition of place, the first of equals; none that scores above `least`
    where none will do.
    """
    by_group: dict[int, list[PlaceMention]] = {}
    for place in places:
        if place.form != "dateline":
            by_group.setdefault(place.group, []).append(place)
    best = Where(score=least)
    ended, pointed = -1, False
    for n, members in enumerate(by_group.values()):
        own = [m for m in members if m.form != "parent"] or members
        score, origin = _fitness(sentence, own)
        score -= 0.05 * n
        if len(members) == 1 and _opens(sentence, own[0].phrase):
            score -= _OPENING  # "In Zhob, a man was killed in firing at Bulam Chowk"
        near = pointed and own[0].value.precision == "near"
        if near and _only_describes(sentence, ended, own[0].phrase.start):
            score -= _DESCRIBES
        ended = members[-1].phrase.end
        pointed = _FINE.get(own[0].value.precision, 1.0) >= _FINE["near"]
        if score > best.score:
            best = Where(own, score, origin)
    return best


def _opens(sentence: Sentence, phrase: Span) -> bool:
    """Whether a sentence begins with a bare name: "In Zhob, …"."""
    first = sentence.token_at(phrase.start)
    at = sentence.token_at(phrase.end)
    bare = first == 1 and sentence.lows[0] in ("in", "at") and sentence.lows[at : at + 1] == [","]
    return bare and sentence.words.isdisjoint(_RELATIVES)


def _only_describes(sentence: Sentence, start: int, end: int) -> bool:
    """As in "Bulam village, some 7 km north of Zhob" or "Bulam district north of Zhob": the second phrase
    says where the first one lies.
    """
    first, last = (sentence.token_at(at) for at in (start, end))
    between = sentence.lows[first:last]
    if between[:1] == [","]:
        first, between = first + 1, between[1:]
    if words_of("lies").issuperset(between):
        return True
    # "Maaysra, a village in a mountainous area about 25 km north of Beirut"
    kind = not words_of("kinds_of_place").isdisjoint(between)
    verb = any(
        k in sentence.deed_at or sentence.tokens[k].tag in ("aux", "have", "rel") for k in range(first, last)
    )
    return between[:1] in (["a"], ["an"], ["the"]) and kind and not verb and len(between) < _REACH + 4


def _said_before(sentence: Sentence, offset: int) -> list[str]:
    """The three words before a phrase that say what it is there for: "in the restive eastern Kunar"."""
    before = words_before(sentence, offset, _REACH)
    while before and (before[-1] in words_of("fillers") or before[-1] == "'s" or before[-1].endswith(HELD)):
        if before.pop() == "'s":
            del before[-1:]  # "in the city's Halfaya district"
    if before[-2:] == ["general", "area"]:
        del before[-2:]  # "in general area Hassan Khel"
    elif before[-1:] == ["district"]:
        del before[-1:]  # "in district Zhob"
    return before[-3:]


def _named_behind(sentence: Sentence, offset: int) -> bool:
    """As in "on the outskirts of the state capital, Culiacan": the place was called by its kind before."""
    before = words_before(sentence, offset, _REACH)
    named = before[-1:] == [","] and bool(before[-2:-1]) and before[-2] in words_of("kinds_of_place")
    return named and not words_of("locative").isdisjoint(before[:-2])


def is_far(place: PlaceMention) -> bool:
    """Whether a phrase says a way too long for "near" (about 25 km, UCDP `where_prec`)."""
    told = _DISTANCE.search(place.phrase.text)
    if told is None:
        return _FAR.search(place.phrase.text) is not None
    return int(told[1].replace(",", "")) > _NEAR


def _is_seat(sentence: Sentence, offset: int) -> bool:
    """As in "a spokesman for the governor of Zhob": where somebody speaks, and nothing was said yet."""
    before = words_before(sentence, offset, _SPEAKER)
    spoken = max((k for k, low in enumerate(before) if low.startswith("spokes")), default=-1)
    return spoken >= 0 and before[spoken + 1 : spoken + 2] == ["for"] and "said" not in before[spoken:]


def _is_home(sentence: Sentence, offset: int) -> bool:
    """As in "identified as Rafiq, 25, of Bulam village" or "son of Aziz, of Bulam": where he is from."""
    before = words_before(sentence, offset, _SPEAKER)
    if before[-1:] != ["of"] or words_of("identified").isdisjoint(before):
        return False
    named = sentence.token_at(offset) - 2
    said = sentence.tokens[named] if named >= 0 else None
    return said is not None and (said.low in (",", ")") or said.tag == "age" or said.text[:1].isupper())


def _is_post(sentence: Sentence, phrase: Span) -> bool:
    """As in "troops located at Bulam fired at …": where those stand who strike, before the verb."""
    before = words_before(sentence, phrase.start, _REACH)[-3:]
    if words_of("posted").isdisjoint(before):
        return False
    at = sentence.token_at(phrase.end)
    return not words_of("strikes_out").isdisjoint(sentence.lows[at : at + 2])


def _names_an_office(after: Sequence[str]) -> bool:
    """Whether what follows a name makes it that of an authority ("municipal government", "police chief")."""
    kind = after[0] if after else ""
    whose = kind in words_of("office_kinds") and after[1:2] and after[1] in words_of("office_nouns")
    station = after[:2] == ["police", "station"] and not words_of("telling").isdisjoint(after[2:4])
    return bool(whose) or station


def _fitness(sentence: Sentence, members: Sequence[PlaceMention]) -> tuple[float, bool]:
    """How well a phrase says where, and whether it only says where somebody comes from."""
    first = members[0]
    value = first.value
    fine = _FINE.get(value.precision, 1.0)
    if first.form == "candidate" and value.country is None:
        fine = 1.4
    before = _said_before(sentence, first.phrase.start)
    if not before and value.precision == "near":
        before = ["in"]
    last = before[-1] if before else ""
    at_start = first.phrase.start
    located = (
        value.precision == "near"
        or before == ["in", "all", "of"]
        or not words_of("locative").isdisjoint(before[-2:])
        or _named_behind(sentence, first.phrase.start)
        or (before[-1:] != [] and before[-1] in words_of("entered") and value.precision in _POINTS)
    )
    if last == "on" and value.precision == "country":
        located = False  # "since the attack on Israel"
    origin = last == "from" and value.precision != "near"
    origin = origin and words_of("taken_from").isdisjoint(words_before(sentence, at_start, _REACH))
    score = fine + (2.0 if located else 0.0)
    if value.precision == "country" and not words_of("beyond").isdisjoint(
        words_before(sentence, first.phrase.start, 1)
    ):
        score -= 3.0  # "safe havens in neighbouring Afghanistan"
    at = sentence.token_at(first.phrase.start)
    if not located and at in [end for end, head in sentence.heads.values() if not head.plural]:
        score -= 3.0  # "her husband Hani": a name behind a noun for a person
    if not located and at > 0 and sentence.tokens[at - 1].tag == "age":
        score -= 3.0  # "his sister, 14-year-old Sama"
    if first.form == "street":
        score -= 1.5  # a road is named where nothing nearer is known
    if _is_seat(sentence, at_start) or where_spoken(words_before(sentence, at_start, _SPEAKER)):
        score -= 4.5
    if before[-2:] == ["government", "in"]:
        score -= 3.0  # "their war against the government in Zhob"
    if last in words_of("origin") and not words_of("flights").isdisjoint(words_before(sentence, at_start, 5)):
        score -= 3.0  # "the attackers fled to Niger"
    if last in words_of("origin"):
        score -= 3.0 if origin else 1.5
    if ("of" in before or origin) and not words_of("homes").isdisjoint(before):
        score -= 4.0  # "residents of Karak district", "hailed from Karak": where they live or come from
    if last == "of" and value.precision == "country" and before[-2:-1] and before[-2] in words_of("armies"):
        score -= 3.0  # "the forces of Armenia"
    if _is_home(sentence, first.phrase.start):
        score -= 4.0
    if _is_post(sentence, first.phrase):
        score -= 4.0
    if value.precision in ("near", "admin1", "country") and is_far(first):
        score -= 4.5  # "Kirkuk, 250 km north of Baghdad": where that place lies
    if value.precision == "near" and _BEARING.match(first.phrase.text):
        score -= 0.5  # "Just north of Baghdad, … in the Sabaa area"
    if value.precision == "country" and last == "with":
        score -= 3.0  # "since the war with Iraq"
    if value.precision in ("country", "admin1") and not located:
        score -= 1.2
    if first.attribute and value.precision in ("country", "admin1"):
        score -= 3.0
    at = sentence.token_at(first.phrase.end)
    after = sentence.lows[at : at + 4]
    if (
        not words_of("care").isdisjoint(before)
        or not words_of("clinics").isdisjoint(after[:2])
        or "hospital" in first.phrase.text.lower()
    ):
        score -= 4.0
    if last in ("in", "at") and not words_of("put_out").isdisjoint(before):
        score -= 4.0  # "a study published in Raipur"
    if (
        not located
        and value.precision in ("place", "near", "country")
        and not words_of("media").isdisjoint(after[:1])
    ):
        score -= 4.0
    if not located and after and after[0] in words_of("offices"):
        told = [*before, *sentence.lows[at : at + _SPEAKS]]
        if not words_of("reporting").isdisjoint(told) or "according" in told:
            score -= 3.0  # "Zhob governor Karim Wali said": whose office it is that tells
    if _names_an_office(after):
        score -= 4.0  # "under the Zhob municipal government", "the Zhob district police station said"
    if after[:1] == ["'s"]:
        score -= 0.7
    if not words_of("reporting").isdisjoint(after[:1]):
        seat = before[-2:-1] and before[-2] in words_of("speakers")
        score -= 1.5 if seat else 0.5  # "officials in Abuja said"
    if after[:1] and after[0] in words_of("telling") and value.precision == "place":
        # "the interior ministry in Kabul gave a lower toll"
        score -= 4.5 if before[-2:-1] and before[-2] in words_of("seats") else 0.0
    return score, origin
