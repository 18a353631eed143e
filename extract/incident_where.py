"""Where an entry is, after all sentences are read: what its own words leave open, the text around them says.

An incident without a place takes the best phrase of a text that tells no other incident. A village that no
list has takes province and country from the places named beside it. What is told by nothing but the text's
country is in that country. All of this is `inferred`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter

from extract.count_tokens import Sentence
from extract.frozen import replace
from extract.incident_drafts import Draft
from extract.incident_places import fineness, place_of, relation
from extract.incident_units import lend_units
from extract.model import Place
from extract.places import PlaceMention, Places
from extract.scope_places import best_where, is_far

#: What is read from the text's other places is right so often, about.
_INFERRED = 0.5
#: A province named by at least this share of the text's places is the text's.
_SHARE = 0.6
#: How much further a place before the entry's own is than one behind it: "X village in Y".
_BEHIND = 1.5
#: A province so many characters off may be that of somebody who speaks.
_NEARBY = 40
#: So many sentences are looked through for a place.
_READ = 40
#: A phrase for an incident that has none need not stand behind a preposition; one that refines must.
_LEAST, _SURE = 0.7, 4.5
_POINT = 5
_START = attrgetter("start")


class Whereabouts:
    """The places of one text, asked by its entries. `body` is the offset where the story begins."""

    def __init__(self, where: Places, sentences: Sequence[Sentence], body: int) -> None:
        self.where = where
        self.sentences = sentences
        self.told = [m for m in where.mentions if m.span.start >= body and m.form != "dateline"]
        self.known = [m for m in where.mentions if is_known(m) and m.form != "dateline"]

    # -- an incident without a place -------------------------------------------------------------------

    def adopt(self, drafts: Sequence[Draft]) -> None:
        """Gives the only incident of a text the best phrase that the text has.

        That is where it has no place, or only a district or the like, in which the phrase names a point.
        """
        lend_units(drafts, self.sentences, self.known)
        incidents = [d for d in drafts if d.kind == "incident" and not d.background]
        if len(incidents) != 1 or incidents[0].borrowed is not None:
            return
        others = {f.sentence for d in drafts if d.background for f in d.frames}
        draft = incidents[0]
        own = draft.places[0].value if draft.places and not draft.origin else None
        if own is not None and fineness(own) >= _POINT and not is_office(own):
            return
        read = [s for s in self.sentences[:_READ] if s.index not in others]
        found = [best_where(s, self.inside(s), least=_LEAST) for s in read]
        if draft.places and not draft.origin:
            found = [w for w in found if w.score > _SURE and refines(w.places, draft.places)]
        best = max(found, key=lambda w: w.score - (2.0 if w.origin else 0.0), default=None)
        if best is not None and best.places and not (best.origin and draft.places):
            draft.around = draft.places[0].value if draft.places and not draft.origin else None
            draft.places, draft.origin = best.places, best.origin

    def inside(self, sentence: Sentence) -> list[PlaceMention]:
        """The mentions in a sentence."""
        return [m for m in self.told if sentence.start <= m.span.start < sentence.end]

    # -- the field -------------------------------------------------------------------------------------

    def location(self, draft: Draft) -> Place:
        """The location of an entry, with what follows from the text around it."""
        place = place_of(draft.places) if draft.places else draft.borrowed or Place()
        if place.name is None:
            return self.by_the_way(draft) or self.country_alone()
        within = _within(place, draft.around)
        if within is not place and self.says_otherwise(place, within):
            within = place
        place = within if within is not place and within.admin1 else self.complete(within)
        if place.others:
            place = replace(place, others=tuple(self.complete(o) for o in place.others))
        return place

    def says_otherwise(self, place: Place, within: Place) -> bool:
        """Whether the place's own sentence names another province than the one its event was told in."""
        beside = self.beside(place, within.country)
        if beside is None or beside.precision != "admin1" or place.admin1 is not None:
            return False
        mine, theirs = place.evidence[0], beside.evidence[0]
        far = max(theirs.start - mine.end, mine.start - theirs.end)
        return far < _NEARBY and beside.admin1 != within.admin1

    def by_the_way(self, draft: Draft) -> Place | None:
        """The only province or district that the sentences of an entry name: "a group based in North Kivu
        province killed 16".
        """
        own = {f.sentence for f in draft.frames}
        found = [m for s in self.sentences[:_READ] if s.index in own for m in self.inside(s)]
        units = [m for m in found if m.value.precision in ("admin1", "admin2") and m.form != "parent"]
        if len({m.value.name for m in units}) != 1 or draft.kind != "incident" or draft.background:
            return None
        return replace(units[0].value, inferred=True, confidence=_INFERRED)

    def country_alone(self) -> Place:
        """The text's country, for an entry of which nothing else is known."""
        country = self.country()
        if country is None:
            return Place()
        named = next((m.value for m in self.told if m.form == "country" and m.value.country == country), None)
        found = Place(country=country, precision="country", inferred=True, confidence=_INFERRED)
        if named is None:
            return found
        return replace(found, name=named.name, geoname_id=named.geoname_id, evidence=named.evidence)

    def complete(self, place: Place) -> Place:
        """A place with the country and the units that are named beside it."""
        if place.precision not in ("place", "near", "admin2", "region", "admin1"):
            return place
        if place.country is not None and not place.inferred and (place.admin1 or place.precision == "region"):
            return place
        given = None if place.inferred else place.country
        beside = self.beside(place, given)
        country = given or (beside.country if beside else place.country) or self.country()
        if country is None:
            return place
        admin1, admin2 = place.admin1, place.admin2
        if not admin1 and place.precision != "region":
            if beside is not None and beside.admin1:
                admin1 = beside.admin1
                finer = beside.precision in ("place", "near", "admin2") and place.precision in (
                    "place",
                    "near",
                )
                admin2 = admin2 or (beside.admin2 if finer else None)
            else:
                admin1 = self.common_admin1(country)
        if (country, admin1, admin2) == (place.country, place.admin1, place.admin2):
            return place
        return replace(
            place,
            country=country,
            admin1=admin1,
            admin2=admin2,
            inferred=True,
            confidence=min(_INFERRED, place.confidence or _INFERRED),
        )

    def beside(self, place: Place, country: str | None) -> Place | None:
        """The known place nearest to a place in its sentence, those behind it first."""
        if not place.evidence:
            return None
        own = place.evidence[0]
        at = bisect_right(self.sentences, own.start, key=_START) - 1
        if at < 0:
            return None
        sentence = self.sentences[at]
        best, nearest = None, 1e9
        for m in self.known:
            if not sentence.start <= m.span.start < sentence.end or own.start <= m.span.start < own.end:
                continue
            if country is not None and m.value.country != country:
                continue
            far = m.span.start - own.end if m.span.start > own.start else _BEHIND * (own.start - m.span.end)
            if m.value.admin1 is None:
                far += 200.0
            if far < nearest:
                best, nearest = (replace(m.value, admin2=None) if is_far(m) else m.value), far
        return best

    def country(self) -> str | None:
        """The country that the text is about, else that of most of its places."""
        named = [m.value.country for m in self.known if m.form != "country"]
        if len(named) > 1 and self.where.country not in named:
            return leading(named) or self.where.country
        return self.where.country or leading(named)

    def common_admin1(self, country: str) -> str | None:
        """The province that most of the text's places in a country lie in."""
        return leading(m.value.admin1 for m in self.known if m.value.country == country)


def _within(place: Place, around: Place | None) -> Place:
    """A place that no list has, or that has no district, in the unit that its event was told to be in."""
    if around is not None and around.precision == "country" and (place.country is None or _guessed(place)):
        return replace(place, country=around.country, inferred=True, confidence=_INFERRED)
    fine = ("place", "near") if place.admin1 else ("place", "near", "admin2")
    if around is None or place.precision not in fine or around.precision == "country":
        return place
    told = place.country is not None and not place.inferred
    if told and (place.country != around.country or (place.admin1 and place.admin1 != around.admin1)):
        return place
    district = place.precision == "admin2" and not told
    if (place.admin2 is not None and not district) or (told and place.geoname_id is not None):
        return place
    return replace(
        place,
        country=around.country or place.country,
        admin1=around.admin1 or place.admin1,
        admin2=place.admin2 or around.admin2,
        inferred=True,
        confidence=min(_INFERRED, place.confidence or _INFERRED),
    )


def _guessed(place: Place) -> bool:
    """Whether a place that no list has only has the country of its text."""
    return place.inferred and place.admin1 is None


def leading(names: Iterable[str | None]) -> str | None:
    """The name that most of several are."""
    shares = Counter(n for n in names if n is not None)
    if not shares:
        return None
    name, most = shares.most_common(1)[0]
    return name if most >= _SHARE * shares.total() else None


def refines(new: Sequence[PlaceMention], old: Sequence[PlaceMention]) -> bool:
    """Whether a phrase names a point within the unit that another names."""
    if not new or fineness(new[0].value) < _POINT:
        return False
    mine, theirs = new[0].value, old[0].value
    if is_office(theirs) and mine.admin1 is not None and mine.name != theirs.name:
        return (mine.country, mine.admin1) == (theirs.country, theirs.admin1)
    return relation(new[:1], old[:1]) in ("inside", "unclear")


def is_office(place: Place) -> bool:
    """Whether a place is "the capital" only: a quarter of it that is named says more."""
    return place.inferred and place.geoname_id is not None and place.precision == "place"


def is_known(mention: PlaceMention) -> bool:
    """Whether a mention is a place of the gazetteer or the caller's, and so says something of others."""
    known = mention.value.country is not None and not mention.value.inferred
    return known and mention.form != "candidate" and not mention.attribute
