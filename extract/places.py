"""Places in a text: `find_places`. Pattern places beat the gazetteer; unknown names stay as candidates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypedDict, Unpack

from extract.capital_cities import with_capitals
from extract.frozen import dataclass, replace
from extract.gazetteer import Gazetteer, load
from extract.model import Place, Span
from extract.place_capitals import is_capitals, plain_spaces, with_small_letters
from extract.place_choice import Chooser
from extract.place_context import ContextReader
from extract.place_links import Linker
from extract.place_mentions import Builder, PlaceMention
from extract.place_names import Found, Name
from extract.place_own import OwnPlaces
from extract.place_runs import RunReader
from extract.place_spelling import spell_provinces
from extract.place_votes import NO_COUNTRY, Votes
from extract.place_words import PlaceWords, load_words

__all__ = ["PlaceMention", "Places", "find_places", "read_places"]

_HINT = 0.3
_NOTHING = OwnPlaces({})
#: The country of a text for its entries: one that has so many times the votes of the next.
_LEADS = 1.25


@dataclass(frozen=True, slots=True)
class Places:
    """What a text says of places: the mentions in order, the country that it is about (ISO code or None).

    `demonyms` are adjectives and peoples of countries ("Turkish", `form` `demonym`, each a group of its own):
    they hint at a country and are no place of an event.
    """

    mentions: list[PlaceMention]
    demonyms: list[PlaceMention]
    country: str | None

    def everything(self) -> list[PlaceMention]:
        """The mentions and the demonyms, in text order."""
        return sorted(self.mentions + self.demonyms, key=lambda m: m.span.start)


class Told(TypedDict, total=False):
    """What a caller may tell of a text.

    `masked` are stretches (start, end) where no place is looked for (dates). `dateline`, `publisher` and
    `country` (ISO code or name) say where the text comes from. `aliases` maps names in any spelling to places
    and beats everything else; `OwnPlaces` of many names spare folding them for each text.
    """

    gazetteer: Gazetteer | None
    masked: Sequence[tuple[int, int]]
    dateline: str | None
    publisher: str | None
    country: str | None
    aliases: Mapping[str, Place] | OwnPlaces | None


def find_places(text: str, *, demonyms: bool = False, **told: Unpack[Told]) -> list[PlaceMention]:
    """All place mentions of a text in order, as `read_places`; with `demonyms` those are among them."""
    found = read_places(text, **told)
    return found.everything() if demonyms else found.mentions


def read_places(text: str, **told: Unpack[Told]) -> Places:
    """The places of a text, with what is `told` of it; offsets are code points into `text`."""
    gaz, masked, aliases = told.get("gazetteer") or load(), told.get("masked", ()), told.get("aliases")
    words = load_words()
    own = aliases if isinstance(aliases, OwnPlaces) else OwnPlaces(aliases) if aliases else _NOTHING
    runs = _runs(gaz, own.names)
    shown = plain_spaces(text)
    capitals = is_capitals(text)
    if capitals:
        shown = with_small_letters(shown, words, runs)
    reader = ContextReader(shown, gaz, words, runs, capitals=capitals)
    found = reader.read(masked)
    names = settle(found, own)
    Linker(shown, names).link()
    names = keep(names, found)
    chooser = Chooser(
        *Votes(gaz, words).of(text, found, told.get("dateline"), told.get("publisher"), told.get("country"))
    )
    chooser.choose(names)
    spell_provinces(names, gaz, chooser.likely_country(_LEADS))
    names = [n for n in names if n.chosen or n.cued or n.parents or n.folded in own or not n.candidates]
    mentions = Builder(text, names, own, chooser.likely_country()).build()
    country, demonyms = chooser.likely_country(_LEADS), _demonyms(text, found, gaz, words)
    mentions = with_capitals(text, mentions, demonyms, country, gaz)
    return Places(mentions, demonyms, country)


def _demonyms(text: str, found: Found, gazetteer: Gazetteer, words: PlaceWords) -> list[PlaceMention]:
    mentions = []
    for word, start, end in found.demonyms:
        code = words.demonyms[word]
        if code != NO_COUNTRY:
            span = Span(start, end, text[start:end])
            country = gazetteer.country_place(code).as_place()
            value = replace(country, name=span.text, confidence=_HINT, evidence=(span,))
            mentions.append(PlaceMention(span, value, "demonym", -1 - start, span))
    return mentions


@lru_cache(maxsize=4)
def _runs(gazetteer: Gazetteer, extra: frozenset[str]) -> RunReader:
    return RunReader(gazetteer, load_words(), extra)


def settle(found: Found, own: OwnPlaces) -> list[Name]:
    """Bars persons' names and makes the caller's aliases sure."""
    for name in found.names:
        if name.folded in own:
            name.sure, name.barred = True, False
            name.candidates = own.candidates(name.folded)
        elif name.folded in found.persons and not name.level and not name.cued:
            name.barred = True
    return found.names


def keep(names: Sequence[Name], found: Found) -> list[Name]:
    """The names that are places: sure ones, and the sure ones' namesakes."""
    sure = {n.folded: n for n in names if n.sure and not n.barred and (n.candidates or n.cued or n.level)}
    placed = {n.folded: n.parents for n in names if n.sure and n.parents and not n.candidates}
    kept = []
    for name in names:
        if name.barred:
            continue
        if not name.sure:
            twin = sure.get(name.folded)
            if twin is None or name.folded in found.persons:
                continue
            name.sure = True
            if not name.candidates and not name.parents:
                name.parents = twin.parents
                name.form = twin.form
        if not name.candidates and not name.parents and name.folded in placed:
            name.parents = placed[name.folded]  # where a village lies is said once
            name.again = True
        kept.append(name)
    return kept
