"""How `places.bin` is laid out, shared by the script that writes it and the code that reads it.

MAGIC, the header's length (uint64), the header (JSON), then seven parts, each padded to 8 bytes: hashes of
names (uint64, sorted), their records (uint32: record offset × 2, plus 1 where the name is an alternative
one), all records by name (uint32), the records of countries, admin1 and admin2 by number (uint32 each), and
the records, country by country: itself, its admin1s, admin2s, places. Little-endian.
"""

from __future__ import annotations

import math
import struct
from typing import TypedDict

MAGIC = b"ASSAYGZ1"
COUNTRY, ADMIN1, ADMIN2, PLACE, REGION, INTERNATIONAL = range(6)
#: "No admin unit" in a record.
NONE = 0xFFFF
#: "No country" in a record: regions that lie in several.
NO_COUNTRY = 255
#: Flag of an index entry: the name is an alternative one.
ALTERNATE = 1
#: Coordinates etc. (see `pack_spot`), geoname id, admin1 number, admin2 number, bytes of the name.
RECORD = struct.Struct("<QIHHB")

_NO_SPOT = (1 << 21) - 1


class Header(TypedDict):
    """The file's JSON header."""

    version: str
    sizes: list[int]
    countries: list[str]
    ranges: list[tuple[int, int]]


def pack_spot(lat: float | None, lon: float | None, population: int, country: int, kind: int) -> int:
    """Latitude and longitude to 1/10,000 degree, population as a half power of two, country, kind."""
    a = _NO_SPOT if lat is None else round((lat + 90) * 1e4)
    b = 0 if lon is None else round((lon + 180) * 1e4)
    steps = min(63, round(2 * math.log2(population + 1)))
    return a | b << 21 | country << 43 | steps << 51 | kind << 57


def unpack_spot(packed: int) -> tuple[float | None, float | None, int, int, int]:
    """What `pack_spot` packed: latitude, longitude, population (rounded), country number, kind."""
    a = packed & _NO_SPOT
    steps = packed >> 51 & 63
    population = round(2 ** (steps / 2)) - 1
    country, kind = packed >> 43 & 255, packed >> 57
    if a == _NO_SPOT:
        return None, None, population, country, kind
    return round(a / 1e4 - 90, 4), round((packed >> 21 & 0x3FFFFF) / 1e4 - 180, 4), population, country, kind
