"""Which country a text is about, as far as that can be told before any place is chosen."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from extract.gazetteer import Gazetteer
from extract.gazetteer.folding import fold
from extract.place_names import Found, Name
from extract.place_sizes import size
from extract.place_words import DEMONYM, ENGLISH, Hint, PlaceWords
from extract.word_scan import Pieces

#: A demonym of several countries ("European") in the lexicon.
NO_COUNTRY = "-"
#: What the caller's country, the publisher's, the dateline's and that of a group at work add to its votes.
_GIVEN, _PUBLISHED, _DATED, _AT_WORK = 2.0, 0.8, 0.6, 0.7
#: A country's own word for its units ("upazila").
_UNIT_WORD = 1.5
#: What a country named behind a preposition, and one only hinted at, adds; base and limit of both.
_NAMED, _HINTED, _BASE, _LIMIT = 0.4, 0.2, 0.3, 1.2
#: What a word of a country's own newspapers adds.
_USED = 0.1
#: How much of a word of several countries is the first's.
_FIRST = 0.6
_LARGE = 1_000_000
_MARKS = ".,;:!?()[]\"'“”‘’"


#: Where attackers get away to says little of where they were.
_FLED = re.compile(r"\b(?:fled|flee|fleeing|escaped|escaping)\b[^.]{0,12}$", re.IGNORECASE)


class _Told(Pieces[tuple[tuple[Hint, ...], tuple[Hint, ...]] | None]):
    """What in a piece of text hints at countries, and the words of their newspapers; None for neither."""

    def __init__(self, words: PlaceWords) -> None:
        super().__init__()
        self._words = words

    def read(self, piece: str) -> tuple[tuple[Hint, ...], tuple[Hint, ...]] | None:
        heard = [piece.strip(_MARKS)]
        if "-" in heard[0] or "/" in heard[0]:
            parts = heard[0].replace("/", "-").split("-")
            heard += [p for p in parts if len(p) > 2 and p.isupper()]
        hints, usage = self._words.hints, self._words.usage
        told = tuple(hints[w] for w in heard if w in hints), tuple(usage[w] for w in heard if w in usage)
        return told if told[0] or told[1] else None


@lru_cache(maxsize=2)
def _told(words: PlaceWords) -> _Told:
    return _Told(words)


class Votes:
    """Counts what speaks for a country: caller, publisher, groups at work, countries named or hinted at."""

    def __init__(self, gazetteer: Gazetteer, words: PlaceWords) -> None:
        self.gazetteer = gazetteer
        self.words = words

    def of(
        self, text: str, found: Found, dateline: str | None, publisher: str | None, country: str | None
    ) -> tuple[dict[str, float], float]:
        """Votes by ISO code, and how much of them is local: from what is at work in few countries only."""
        votes: dict[str, float] = defaultdict(float)
        code = self.gazetteer.country(country) if country else None
        if code:
            votes[code] += _GIVEN
        home = self.home(publisher) if publisher else None
        if home:
            votes[home] += _PUBLISHED
        written = max(self.gazetteer.lookup(dateline), key=size, default=None) if dateline else None
        if written is not None:
            votes[written.country] += _DATED
        hints: set[Hint] = set()
        usage: set[Hint] = set()
        told = _told(self.words)
        for hinted, used_here in filter(None, map(told.__getitem__, text.split())):
            hints.update(hinted)
            usage.update(used_here)
        for word, codes in sorted(hints):  # in one order, so that sums round alike in every process
            weight = _UNIT_WORD if word in self.words.after else _AT_WORK
            for code, share in zip(codes, _shares(len(codes)), strict=True):
                votes[code] += weight * share
        local = sum(votes.values())
        used: dict[str, float] = defaultdict(float)
        for _, codes in sorted(usage):
            used[codes[0]] += _USED
        for code, share in used.items():
            votes[code] += min(_AT_WORK, _BASE + share)
        for code, share in self.named(text, found).items():
            votes[code] += min(_LIMIT, _BASE + share)
        return votes, local

    def strikes(self, text: str, at: int) -> bool:
        """Whether a word of forces stands at `at` ("Israeli warplanes", "French air strikes")."""
        following = text[at : at + 24].lower().replace("-", " ").split()
        return not self.words.forces.isdisjoint(following[:2])

    def _at_home(self, country: str, text: str, at: int) -> bool:
        """As in "Malawi soldiers": forces of a country that seldom fights abroad."""
        return country not in self.words.abroad and not self.words.at_home.isdisjoint(
            text[at : at + 24].lower().split()[:1]
        )

    def named(self, text: str, found: Found) -> dict[str, float]:
        """How often countries are named, or hinted at by adjectives and organisations."""
        shares: dict[str, float] = defaultdict(float)
        for word, _, end in found.demonyms:
            code = self.words.demonyms[word]
            follows = text[end : end + 14].lower().split()[:1]
            if follows and follows[0].strip(_MARKS) in self.words.kitchens:
                continue
            if code not in self.words.abroad or not self.strikes(text, end):
                shares[code] += _HINTED
        for code in found.countries:
            shares[code] += _HINTED
        for n in found.names:
            unit = n.candidates[0] if n.candidates else None
            if unit is None or unit.kind != "country" or not n.sure or n.barred:
                continue
            if n.attribute and not self._at_home(unit.country, text, n.outer_end):
                continue
            if not is_shared(n) and not _FLED.search(text, max(0, n.start - 24), n.start):
                shares[unit.country] += _NAMED if n.cued and not n.attribute else _HINTED
        shares.pop(NO_COUNTRY, None)
        return shares

    def home(self, publisher: str) -> str | None:
        """The country that a publisher writes for: by the lexicon, or by a country or city in its name."""
        folded = fold(publisher)
        known = self.words.publishers.get(folded)
        if known is not None:
            return str(known)
        for word in folded.split():
            flags = self.words.flags_of(word)
            if flags & DEMONYM and self.words.demonyms[word] != NO_COUNTRY:
                return self.words.demonyms[word]
            if flags & ENGLISH:
                continue
            for place in self.gazetteer.lookup_folded(word):
                if place.kind == "country" or (place.kind == "place" and place.population > _LARGE):
                    return place.country
        return None


@cache
def _shares(size: int) -> tuple[float, ...]:
    """The shares of the countries that a group is at work in: half is the first's."""
    if size == 1:
        return (1.0,)
    return (_FIRST, *[(1.0 - _FIRST) / (size - 1)] * (size - 1))


def is_shared(name: Name) -> bool:
    """Whether a country's name is a large province's elsewhere ("Georgia")."""
    others = (c for c in name.candidates[1:] if c.kind == "admin1" and not c.alternate)
    return any(c.country != name.candidates[0].country and c.population > _LARGE for c in others)
