"""Capitals that a text calls by their office: "the Iraqi capital", "Somalia's capital", "the capital"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from extract.frozen import replace
from extract.gazetteer import Gazetteer, GazPlace
from extract.model import Span
from extract.place_mentions import PlaceMention
from extract.wordlists import load

_CAPITAL = re.compile(r"\bcapital(?: city)?(?=['’]s\b|[\s,.;:)]|$)")
#: What goes on with the name, which is then a mention of its own.
_NAMED = 6
#: How far before the word what it belongs to may stand ("Burkina Faso's capital").
_OWNER = 40
_BEFORE = re.compile(r"([^\W_][\w'’-]*)\s+$")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
#: "20 km west of the capital" is not in it.
_AWAY = re.compile(
    r"\b(?:(?:km|kms|kilomet(?:er|re)s|miles|north|south|east|west|\w+(?:east|west|ern)|outside|hours)"
    r"(?:\s+\w+){0,2}|far)\s+(?:of|from)\s+(?:the\s+)?$|\b(?:outside|near)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
#: How near another place stands that the capital only helps to find.
_BESIDE = 50
_SURE, _LIKELY = 0.85, 0.7


def with_capitals(
    text: str,
    mentions: Sequence[PlaceMention],
    demonyms: Sequence[PlaceMention],
    country: str | None,
    gazetteer: Gazetteer,
) -> list[PlaceMention]:
    """The mentions with those of capitals that are not called by name, in text order.

    `country` (ISO code or None) is whose capital "the capital" is where nothing beside it says so.
    """
    found = []
    if "capital" in text:
        for said in _CAPITAL.finditer(text):
            if not _is_named(text, said.end(), mentions):
                made = _mention(text, said.start(), said.end(), mentions, demonyms, country, gazetteer)
                found += [made] if made is not None else []
    return sorted([*mentions, *found], key=lambda m: m.span.start) if found else list(mentions)


def _is_named(text: str, end: int, mentions: Sequence[PlaceMention]) -> bool:
    """As in "the capital, Kabul"."""
    between = (text[end : m.span.start].strip(" ,\n") for m in mentions if 0 <= m.span.start - end <= _NAMED)
    return any(words in ("", "is") for words in between)


def _mention(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[PlaceMention],
    demonyms: Sequence[PlaceMention],
    country: str | None,
    gazetteer: Gazetteer,
) -> PlaceMention | None:
    before = _BEFORE.search(text, max(0, start - _OWNER), start)
    word = before[1] if before is not None else ""
    first = before.start() if before is not None else start
    confidence = _SURE
    if word.lower() in ("the", "its"):
        confidence, owner = _LIKELY, country
        if (of := _OF.match(text, end)) is not None:  # "the capital of Somalia"; not "of the north"
            owner = next(
                (m.value.country for m in mentions if m.span.start == of.end() and m.form == "country"), None
            )
    else:
        told = [m for m in (*demonyms, *mentions) if m.span.end <= start <= m.span.end + 3]
        owner = told[-1].value.country if told and (told[-1].form in ("demonym", "country")) else None
        first = told[-1].span.start if told else first
    if owner is None or word.lower() in _others() or _beside_another(text, first, end, mentions):
        return None
    city = seat(owner, gazetteer)
    if city is None:
        return None
    span = Span(first, end, text[first:end])
    away = _AWAY.search(text, max(0, first - _OWNER), first)
    place = city.as_place()
    place = replace(
        place,
        precision="near" if away is not None else place.precision,
        inferred=True,
        confidence=confidence,
        evidence=(span,),
    )
    return PlaceMention(span, place, "gazetteer", -1 - end, span)


def _beside_another(text: str, start: int, end: int, mentions: Sequence[PlaceMention]) -> bool:
    """As in "in the Mazzeh quarter of the capital", "Hetauda, 60 km south of the capital"."""
    for m in mentions:
        if m.value.precision in ("place", "near") and m.form != "dateline":
            behind = 0 <= start - m.span.end < _BESIDE and ". " not in text[m.span.end : start]
            if behind or 0 <= m.span.start - end < _BESIDE // 2:
                return True
    return False


def seat(country: str, gazetteer: Gazetteer) -> GazPlace | None:
    """The capital of a country (ISO code); None where none is known."""
    name = capitals().get(country)
    if name is None:
        return None
    cities = [p for p in gazetteer.lookup(name) if p.country == country and p.kind == "place"]
    return max(cities, key=lambda p: (p.name == name, p.population), default=None)


@cache
def capitals() -> Mapping[str, str]:
    """The names of the list, by ISO code."""
    names: Mapping[str, str] = load("capitals")["capitals"]
    return names


@cache
def _others() -> frozenset[str]:
    return frozenset(load("capitals")["other"]["before"].split())
