"""The gazetteer: names looked up in any spelling, units, and suggestions while somebody types."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from extract.gazetteer.folding import bare, fold, key_hash
from extract.gazetteer.records import KINDS, GazKind, GazPlace, Records
from extract.gazetteer.suggest import Suggester
from extract.model import Place

_KEPT_NAMES = 20_000


class Gazetteer:
    """An open place file; lookups are kept. Raises GazetteerError for one that cannot be read.

    `version` is the hash of the file's contents, for the record's `extractor.gazetteer`.
    """

    def __init__(self, path: Path) -> None:
        self._records = Records(path)
        self._suggester = Suggester(self._records)
        self._known: dict[str, tuple[GazPlace, ...]] = {}
        self._countries: dict[str, GazPlace] = {}
        self.version: str = self._records.version

    def has(self, folded: str) -> bool:
        """Whether a folded name (`folding.fold`) stands in the file."""
        hashes, wanted = self._records.hashes, key_hash(folded)
        i = self._records.first(wanted)
        return i < len(hashes) and hashes[i] == wanted

    def lookup_folded(self, folded: str) -> tuple[GazPlace, ...]:
        """Everything of this folded name in the order of `lookup`, taken literally."""
        known = self._known.get(folded)
        if known is None:
            found = self._records.with_hash(key_hash(folded))
            known = tuple(sorted(found, key=lambda p: (p.alternate, KINDS.index(p.kind), -p.population)))
            if len(self._known) >= _KEPT_NAMES:
                self._known.clear()
            self._known[folded] = known
        return known

    def lookup(self, name: str) -> Sequence[GazPlace]:
        """Everything of this name in any spelling (case, diacritics, hyphens, apostrophes).

        "Kalat District" finds what "Kalat" names where nothing bears the longer name. Usual names come before
        alternative ones, countries before provinces, districts and places, the larger before the smaller.
        """
        folded = fold(name)
        return self.lookup_folded(folded) or self.lookup_folded(bare(folded))

    # -- units -----------------------------------------------------------------------------------------

    def country(self, name_or_code: str) -> str | None:
        """The ISO 3166-1 alpha-2 code of a country by name or code; None for anything else."""
        if name_or_code in self._records.numbers:
            return name_or_code
        return next((p.country for p in self.lookup(name_or_code) if p.kind == "country"), None)

    def country_place(self, code: str) -> GazPlace:
        """The country of an ISO code; raises KeyError for an unknown one."""
        known = self._countries.get(code)
        if known is None:
            records = self._records
            known = self._countries[code] = records.read(records.countries[records.numbers[code]])
        return known

    def admin1_of(self, country: str, name: str) -> GazPlace | None:
        """The province or state of this name in a country (ISO code)."""
        return self._unit("admin1", country, None, name)

    def admin2_of(self, country: str, admin1: str | None, name: str) -> GazPlace | None:
        """The district of this name in a country and, where given, in the admin1 of this GeoNames name."""
        return self._unit("admin2", country, admin1, name)

    def _unit(self, kind: GazKind, country: str, admin1: str | None, name: str) -> GazPlace | None:
        for p in self.lookup(name):
            if p.kind == kind and p.country == country and admin1 in (None, p.admin1):
                return p
        return None

    def centroid(
        self, country: str, admin1: str | None = None, admin2: str | None = None
    ) -> tuple[float, float] | None:
        """Latitude and longitude of the mean of a unit's places; None where it has none or isn't known."""
        unit: GazPlace | None
        if admin2:
            unit = self.admin2_of(country, admin1, admin2)
        elif admin1:
            unit = self.admin1_of(country, admin1)
        else:
            unit = self.country_place(country) if country in self._records.numbers else None
        if unit is None or unit.latitude is None or unit.longitude is None:
            return None
        return unit.latitude, unit.longitude

    def children(self, country: str, admin1: str | None = None) -> list[GazPlace]:
        """The admin1s of a country, or the admin2s of one of its admin1s, by name."""
        kind = "admin1" if admin1 is None else "admin2"
        found = []
        for offset in self._records.offsets_of(country):
            p = self._records.read(offset)
            if p.kind == "place":
                break  # units come first
            if p.kind == kind and admin1 in (None, p.admin1):
                found.append(p)
        return sorted(found, key=lambda p: p.name)

    def contains(self, country: str, admin1: str | None = None, admin2: str | None = None) -> bool:
        """Whether the country (ISO code) has this province and district."""
        if country not in self._records.numbers:
            return False
        one = self.admin1_of(country, admin1) if admin1 else None
        if admin1 and one is None:
            return False
        return not admin2 or self.admin2_of(country, one.name if one else None, admin2) is not None

    # -- suggestions -----------------------------------------------------------------------------------

    def suggest(
        self, typed: str, *, country: str | None = None, admin1: str | None = None, limit: int = 8
    ) -> list[Place]:
        """What somebody who typed this may mean: exact names, beginnings, then (in one country) likenesses.

        `country` is an ISO code, `admin1` a GeoNames name; both narrow the search, and exact names of other
        countries come last.
        """
        exact = self.lookup(typed)
        return [p.as_place() for p in self._suggester.suggest(typed, exact, country, admin1, limit)]


@cache
def load() -> Gazetteer:
    """The place file of the package, opened once; raises GazetteerError where it is missing or damaged."""
    return Gazetteer(Path(__file__).with_name("places.bin"))
