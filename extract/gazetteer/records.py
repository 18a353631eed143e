"""`places.bin` as records: opened by memory map, read one by one, found by the hash of a name."""

from __future__ import annotations

import json
import mmap
import struct
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from extract.frozen import dataclass
from extract.gazetteer.layout import MAGIC, NO_COUNTRY, NONE, RECORD, Header, unpack_spot
from extract.model import Place

GazKind = Literal["country", "admin1", "admin2", "place", "region", "international"]
KINDS: tuple[GazKind, ...] = ("country", "admin1", "admin2", "place", "region", "international")
#: How far from its expected place a hash is looked for first; few pages of the file are touched.
_SPREAD = 2_000


class GazetteerError(Exception):
    """The place file cannot be read; the message says which file and why."""


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


class Records:
    """An open place file; raises GazetteerError for one that is missing or no place file."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as problem:
            raise GazetteerError(f"{path}: the place file cannot be opened ({problem}).") from None
        try:
            header = self._open()
        except (ValueError, KeyError, struct.error, TypeError):
            raise GazetteerError(
                f"{path}: not a place file, or a damaged one; build it again with extract/gazetteer/build.py."
            ) from None
        self.version = header["version"]
        self.codes = header["countries"]
        self.numbers = {code: number for number, code in enumerate(self.codes)}
        self._ranges = header["ranges"]
        self._unit_names: dict[int, str] = {}

    def _open(self) -> Header:
        """Reads the header and lays views over the parts."""
        start = len(MAGIC) + 8
        if self._map[: len(MAGIC)] != MAGIC:
            raise ValueError("magic")
        (length,) = struct.unpack_from("<Q", self._map, len(MAGIC))
        header: Header = json.loads(self._map[start : start + length])
        view, at, parts = memoryview(self._map), start + length, []
        for size in header["sizes"]:
            if at + size > len(view):
                raise ValueError("cut off")
            parts.append(view[at : at + size])
            at += size + (-size % 8)
        self.hashes = parts[0].cast("Q")
        self.found = parts[1].cast("I")
        self.by_name = parts[2].cast("I")
        self.countries, self.admin1, self.admin2 = (p.cast("I") for p in parts[3:6])
        self.raw = parts[6]
        return header

    def name(self, offset: int) -> str:
        """The name of the record at `offset`."""
        start = offset + RECORD.size
        return str(self.raw[start : start + self.raw[start - 1]], "utf-8", "replace")

    def packed(self, offset: int) -> int:
        """The packed coordinates, population, country and kind of a record (`layout.pack_spot`)."""
        value: int = RECORD.unpack_from(self.raw, offset)[0]
        return value

    def read(self, offset: int, alternate: bool = False) -> GazPlace:
        """The record at `offset`."""
        packed, geoname_id, one, two, _ = RECORD.unpack_from(self.raw, offset)
        lat, lon, population, country, kind = unpack_spot(packed)
        return GazPlace(
            name=self.name(offset),
            kind=KINDS[kind],
            country="" if country == NO_COUNTRY else self.codes[country],
            admin1=self._unit_name(self.admin1, one),
            admin2=self._unit_name(self.admin2, two),
            latitude=lat,
            longitude=lon,
            geoname_id=geoname_id or None,
            population=population,
            alternate=alternate,
        )

    def _unit_name(self, table: memoryview[int], number: int) -> str | None:
        if number == NONE:
            return None
        offset = table[number]
        name = self._unit_names.get(offset)
        if name is None:
            name = self._unit_names[offset] = self.name(offset)
        return name

    def first(self, wanted: int) -> int:
        """Where a hash stands or would stand. Hashes are spread evenly, so a guess comes near."""
        size = len(self.hashes)
        guess = wanted * size >> 64
        low, high = max(0, guess - _SPREAD), min(size, guess + _SPREAD)
        i = bisect_left(self.hashes, wanted, low, high)
        return i if low < i < high else bisect_left(self.hashes, wanted)

    def with_hash(self, wanted: int) -> Iterator[GazPlace]:
        """Every record that has a name of this hash."""
        i = self.first(wanted)
        while i < len(self.hashes) and self.hashes[i] == wanted:
            yield self.read(self.found[i] >> 1, bool(self.found[i] & 1))
            i += 1

    def offsets_of(self, country: str) -> Iterator[int]:
        """The records of a country: itself, its admin1s, its admin2s, its places by name."""
        number = self.numbers.get(country)
        at, end = (0, 0) if number is None else self._ranges[number]
        while at < end:
            yield at
            at += RECORD.size + self.raw[at + RECORD.size - 1]
