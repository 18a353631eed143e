"""Looking names up in `places.bin`: exact after folding, by unit, and as suggestions while somebody types."""

from __future__ import annotations

import json
import mmap
import struct
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from extract.gazetteer.folding import bare, fold, key_hash
from extract.gazetteer.layout import (
    ADMIN1,
    ADMIN2,
    MAGIC,
    NO_COUNTRY,
    NONE,
    RECORD,
    Header,
    unpack_spot,
)
from extract.model import Place

GazKind = Literal["country", "admin1", "admin2", "place", "region", "international"]
_KINDS: tuple[GazKind, ...] = ("country", "admin1", "admin2", "place", "region", "international")
_CACHED_NAMES = 20_000


@dataclass(frozen=True, slots=True)
class GazPlace:
    """One country, admin1, admin2, populated place or region. Coordinates are WGS 84 degrees.

    A unit's coordinates are the mean of its places, None where it has none. `population` is rounded to a
    half power of two. `alternate` says that the name it was found by is not its usual one. `country` is an
    ISO 3166-1 alpha-2 code, "" for what lies in several.
    """

    name: str
    kind: GazKind
    country: str
    admin1: str | None
    admin2: str | None
    latitude: float | None
    longitude: float | None
    geoname_id: int | None
    population: int
    alternate: bool = False

    def as_place(self) -> Place:
        """The same as a `Place` without evidence, its own name as `name`."""
        return Place(
            name=self.name,
            admin2=self.admin2,
            admin1=self.admin1,
            country=self.country or None,
            latitude=self.latitude,
            longitude=self.longitude,
            geoname_id=self.geoname_id,
            precision=self.kind,
        )


class GazetteerError(Exception):
    """The place file cannot be read; the message says which file and why."""


class Gazetteer:
    """An open place file. Nothing in it changes; lookups are cached."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as problem:
            raise GazetteerError(f"{path}: the place file cannot be opened ({problem}).") from None
        if self._map[: len(MAGIC)] != MAGIC:
            raise GazetteerError(f"{path}: not a place file; build it again with extract/gazetteer/build.py.")
        start = len(MAGIC) + 8
        (length,) = struct.unpack_from("<Q", self._map, len(MAGIC))
        header: Header = json.loads(self._map[start : start + length])
        self.version: str = header["version"]
        self._codes = header["countries"]
        self._ranges = dict(zip(header["countries"], header["ranges"], strict=True))
        view, at, parts = memoryview(self._map), start + length, []
        for size in header["sizes"]:
            parts.append(view[at : at + size])
            at += size + (-size % 8)
        self._hashes = parts[0].cast("Q")
        self._found = parts[1].cast("I")
        self._by_name = parts[2].cast("I")
        self._countries, self._admin1, self._admin2 = (p.cast("I") for p in parts[3:6])
        self._records = parts[6]
        self._names: dict[int, str] = {}
        self._lookups: dict[str, tuple[GazPlace, ...]] = {}
        self._folded: dict[str, tuple[list[str], list[int]]] = {}

    # -- records ---------------------------------------------------------------------------------------

    def _name(self, offset: int) -> str:
        length = self._records[offset + RECORD.size - 1]
        start = offset + RECORD.size
        return str(self._records[start : start + length], "utf-8", "replace")

    def _unit_name(self, table: memoryview[int], number: int) -> str | None:
        if number == NONE:
            return None
        offset = table[number]
        name = self._names.get(offset)
        if name is None:
            name = self._names[offset] = self._name(offset)
        return name

    def _read(self, offset: int, alternate: bool = False) -> GazPlace:
        packed, geoname_id, one, two, _ = RECORD.unpack_from(self._records, offset)
        lat, lon, population, country, kind = unpack_spot(packed)
        return GazPlace(
            name=self._name(offset),
            kind=_KINDS[kind],
            country=self._codes[country] if country != NO_COUNTRY else "",
            admin1=self._unit_name(self._admin1, one),
            admin2=self._unit_name(self._admin2, two),
            latitude=lat,
            longitude=lon,
            geoname_id=geoname_id or None,
            population=population,
            alternate=alternate,
        )

    # -- exact -----------------------------------------------------------------------------------------

    def has(self, folded: str) -> bool:
        """Whether a folded name (`folding.fold`) stands in the file."""
        wanted = key_hash(folded)
        i = bisect_left(self._hashes, wanted)
        return i < len(self._hashes) and self._hashes[i] == wanted

    def lookup_folded(self, folded: str) -> tuple[GazPlace, ...]:
        """Everything of this folded name, countries first, then admin1, admin2, places; no stripping."""
        known = self._lookups.get(folded)
        if known is not None:
            return known
        wanted = key_hash(folded)
        i = bisect_left(self._hashes, wanted)
        found: list[GazPlace] = []
        while i < len(self._hashes) and self._hashes[i] == wanted:
            entry = self._found[i]
            found.append(self._read(entry >> 1, bool(entry & 1)))
            i += 1
        result = tuple(sorted(found, key=lambda p: (p.alternate, _KINDS.index(p.kind), -p.population)))
        if len(self._lookups) >= _CACHED_NAMES:
            self._lookups.clear()
        self._lookups[folded] = result
        return result

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
        if name_or_code in self._ranges:
            return name_or_code
        for p in self.lookup(name_or_code):
            if p.kind == "country":
                return p.country
        return None

    def country_place(self, code: str) -> GazPlace:
        """The country of an ISO code; raises KeyError for an unknown one."""
        if code not in self._ranges:
            raise KeyError(code)
        return self._read(self._countries[self._codes.index(code)])

    def admin1_of(self, country: str, name: str) -> GazPlace | None:
        """The province or state of this name in a country (ISO code)."""
        return next((p for p in self.lookup(name) if p.kind == "admin1" and p.country == country), None)

    def admin2_of(self, country: str, admin1: str | None, name: str) -> GazPlace | None:
        """The district of this name in a country and, where given, in the admin1 of this GeoNames name."""
        for p in self.lookup(name):
            if p.kind == "admin2" and p.country == country and admin1 in (None, p.admin1):
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
            unit = self.country_place(country) if country in self._ranges else None
        if unit is None or unit.latitude is None or unit.longitude is None:
            return None
        return unit.latitude, unit.longitude

    def children(self, country: str, admin1: str | None = None) -> list[GazPlace]:
        """The admin1s of a country, or the admin2s of one of its admin1s, by name."""
        table, kind = (self._admin1, ADMIN1) if admin1 is None else (self._admin2, ADMIN2)
        number = self._codes.index(country) if country in self._ranges else -1
        found = []
        for offset in table:
            packed = RECORD.unpack_from(self._records, offset)[0]
            if packed >> 43 & 255 == number and packed >> 57 == kind:
                found.append(self._read(offset))
        return sorted((p for p in found if admin1 in (None, p.admin1)), key=lambda p: p.name)

    def contains(self, country: str, admin1: str | None = None, admin2: str | None = None) -> bool:
        """Whether the country has this province and district (False for a place outside its country)."""
        if country not in self._ranges:
            return False
        one = self.admin1_of(country, admin1) if admin1 else None
        if admin1 and one is None:
            return False
        return not admin2 or self.admin2_of(country, one.name if one else None, admin2) is not None

    # -- suggestions -----------------------------------------------------------------------------------

    def suggest(
        self, typed: str, *, country: str | None = None, admin1: str | None = None, limit: int = 8
    ) -> list[Place]:
        """What somebody who typed this may mean: exact names, then beginnings, then (in one country) likenesses.

        `country` is an ISO code, `admin1` a GeoNames name; both narrow the search, exact names elsewhere come last.
        """
        folded = fold(typed)
        if not folded or limit < 1:
            return []
        exact = sorted(self.lookup(typed), key=lambda p: (country not in (None, p.country), p.alternate))
        chosen: dict[tuple[str, str, str | None, str | None, str], GazPlace] = {}
        inside = [p for p in exact if country in (None, p.country)]
        for source in (inside, self._beginning(folded, country), self._alike(folded, country, limit), exact):
            for p in sorted(source, key=lambda p: admin1 not in (None, p.admin1)) if admin1 else source:
                chosen.setdefault((p.kind, p.name, p.admin1, p.admin2, p.country), p)
            if len(chosen) >= limit:
                break
        return [p.as_place() for p in list(chosen.values())[:limit]]

    def _beginning(self, folded: str, country: str | None) -> list[GazPlace]:
        """Places whose name begins so, the largest first."""
        names, offsets = self._names_of(country) if country else ([], [])
        if country:
            first = bisect_left(names, folded)
            last = bisect_left(names, folded + "\U0010ffff")
            rows = offsets[first:last]
        else:
            first = bisect_left(self._by_name, folded, key=lambda o: fold(self._name(o)))
            rows = []
            for i in range(first, min(first + 2000, len(self._by_name))):
                offset = self._by_name[i]
                if not fold(self._name(offset)).startswith(folded):
                    break
                rows.append(offset)
        rank = {o: RECORD.unpack_from(self._records, o)[0] for o in rows}
        rows.sort(key=lambda o: (-(rank[o] >> 51 & 63), rank[o] >> 57))
        return [self._read(o) for o in rows[:40]]

    def _alike(self, folded: str, country: str | None, limit: int) -> list[GazPlace]:
        """Places of one country with a like name, by rapidfuzz, the likest first."""
        if country is None or len(folded) < 3:
            return []
        from rapidfuzz import fuzz, process  # 15 ms to import, needed in the place editor only

        names, offsets = self._names_of(country)
        best = process.extract(folded, names, scorer=fuzz.ratio, limit=limit * 2, score_cutoff=70)
        return [self._read(offsets[i]) for _, _, i in best]

    def _names_of(self, country: str) -> tuple[list[str], list[int]]:
        """All folded names of a country with their records, by name; kept after the first use."""
        known = self._folded.get(country)
        if known is None:
            pairs = sorted((fold(self._name(o)), o) for o in self._offsets_of(country))
            known = self._folded[country] = ([n for n, _ in pairs], [o for _, o in pairs])
        return known

    def _offsets_of(self, country: str) -> Iterator[int]:
        if country not in self._ranges:
            return
        number = self._codes.index(country)
        for table in (self._admin1, self._admin2):
            for offset in table:
                if RECORD.unpack_from(self._records, offset)[0] >> 43 & 255 == number:
                    yield offset
        at, end = self._ranges[country]
        while at < end:
            yield at
            at += RECORD.size + self._records[at + RECORD.size - 1]


@cache
def load() -> Gazetteer:
    """The place file of the package, opened once; raises GazetteerError where it is missing or damaged."""
    return Gazetteer(Path(__file__).with_name("places.bin"))
