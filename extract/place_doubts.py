"""Candidates that a name is not likely to mean in this text, whatever their size."""

from __future__ import annotations

from extract.gazetteer import GazPlace
from extract.place_names import Name

#: Where the text's groups are at work in one country, a town of this size elsewhere is its namesake.
_UNHEARD_ABROAD = 100_000
#: From these votes on a text is about one country.
_ABOUT_ONE = 1.2
#: And from these on no small place elsewhere is meant by its other name ("Inata" for Inada).
_OTHER_NAME = 0.4
#: From this vote on, something else in the text speaks for a country.
_SPOKEN_FOR = 0.1
_TINY = 3_000
#: What a province has that is named and has a place named in it.
_PROVINCE_TOLD = 1.4
#: And one that is only named.
_PROVINCE_NAMED = 1.0
#: What a small namesake itself gives to its country's votes, at most.
_NAMESAKE = 0.25
_BIG_TOWN = 300_000
_SMALL = 30_000
#: What a country has where something but the name itself speaks for it.
_HEARD = 0.5
_BIG = 100_000


class Doubts:
    """What of a text speaks against a candidate; `place_choice.Chooser` fills the fields.

    `votes` and `country` say by ISO code what speaks for a country before and after places were looked at,
    `local` how much of it comes from what is at work in few countries, `province` what speaks for a province,
    `own` what each name itself gave to its country.
    """

    votes: dict[str, float]
    local: float
    country: dict[str, float]
    province: dict[tuple[str, str | None], float]
    own: dict[str, float]

    def is_foreign(self, c: GazPlace, name: Name) -> bool:
        """Whether a small place lies where nothing else in a text about one country lies."""
        if c.kind not in ("place", "admin2") or not self.own or name.form == "dateline":
            return False
        if c.population >= _BIG:
            return False
        others = self.country.get(c.country, 0.0) - self.own.get(name.folded, 0.0)
        abroad = max((v for k, v in self.country.items() if k != c.country), default=0.0)
        return others < 0.1 and abroad >= (_OTHER_NAME if c.alternate else _ABOUT_ONE)

    def is_elsewhere(self, c: GazPlace) -> bool:
        """Whether a village, or a district under its other name, lies in a province that nothing else speaks
        for in a text about another one.
        """
        district = c.kind == "admin2" and c.alternate
        if not (c.kind == "place" or district) or c.population >= _TINY or not self.province:
            return False
        here = max((v for k, v in self.province.items() if k[0] == c.country), default=0.0)
        return (
            here >= (_PROVINCE_NAMED if c.alternate else _PROVINCE_TOLD)
            and self.province.get((c.country, c.admin1), 0.0) < _HEARD
        )

    def is_implausible(self, c: GazPlace, name: Name) -> bool:
        """Whether a small place lies in a country that nothing in a text about another speaks for."""
        if name.level == "admin2" and c.kind == "admin1" and self.is_outvoted(c):
            return True  # "the Riyadh district, southwest of Kirkuk"
        if c.kind not in ("place", "admin2"):
            return False
        if (name.small or c.alternate) and c.population < _SMALL and self.is_outvoted(c):
            return True
        if c.alternate and name.town and self.is_outvoted(c) and c.country not in self.own_less(name):
            return True  # "the town of Iskandariyah" in Iraq: not Alexandria
        if c.country in self.votes:
            return False
        if self.local >= 0.5:
            return c.population < (_BIG_TOWN if c.alternate else _UNHEARD_ABROAD)
        if c.population >= _SMALL:
            return False
        unfit = name.level == "admin2" and c.kind == "place"
        return (unfit or c.population < _TINY) and sum(self.votes.values()) >= 0.5

    def own_less(self, name: Name) -> set[str]:
        """The countries that something else than the name itself speaks for."""
        own = self.own.get(name.folded, 0.0)
        return {country for country, vote in self.country.items() if vote - own >= _SPOKEN_FOR}

    def is_outvoted(self, c: GazPlace) -> bool:
        """Whether a text is about another country than a candidate's, by far."""
        most = max(self.country.values(), default=0.0)
        others = self.country.get(c.country, 0.0) - _NAMESAKE
        return most >= _ABOUT_ONE and others < most / 3
