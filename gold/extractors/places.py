"""A user's places from CSV files: `name,admin2,admin1,country,latitude,longitude,aliases`.

`name` and `country` (ISO code or name) must be there; other names of the place stand in `aliases`, divided by
`;`. Provinces and districts are written as the place file has them where it has them. Without coordinates a
place gets those of its unit.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from extract.gazetteer import Gazetteer, load
from extract.gazetteer.folding import fold
from extract.model import Place
from gold.extractors.chosen import ExtractorError

COLUMNS = ("name", "admin2", "admin1", "country", "latitude", "longitude", "aliases")
_NEEDED = ("name", "country")


def places_of_file(path: str) -> dict[str, Place]:
    """Every name and alias of a file with its place (whose own `name` is left to the text).

    Raises ExtractorError, naming file and line, where the file or a row cannot be used.
    """
    found: dict[str, Place] = {}
    known: dict[str, tuple[Place, int]] = {}
    for line, row in _rows(path):
        where = f"{path}:{line}"
        place = _place(row, where)
        for name in _names(row, where):
            before, there = known.setdefault(fold(name), (place, line))
            if before != place:
                raise ExtractorError(f"{where}: {name!r} is another place in line {there} already")
            found[name] = place
    return found


def _rows(path: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ExtractorError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError as error:
        raise ExtractorError(f"{path} is not UTF-8: {error.reason} at byte {error.start}") from None
    reader = csv.reader(text.splitlines(keepends=True))
    try:
        header = [column.strip().lower() for column in next(reader, [])]
        _check_header(path, header)
        for row in reader:
            if any(cell.strip() for cell in row):
                if len(row) > len(header):
                    raise ExtractorError(f"{path}:{reader.line_num}: there are more cells than columns")
                yield reader.line_num, {c: cell.strip() for c, cell in zip(header, row, strict=False)}
    except csv.Error as error:
        raise ExtractorError(f"{path}:{reader.line_num}: is no CSV: {error}") from None


def _check_header(path: str, header: list[str]) -> None:
    unknown = next((c for c in header if c not in COLUMNS), None)
    missing = next((c for c in _NEEDED if c not in header), None)
    if missing is not None or unknown is not None:
        wrong = f"there is no column {missing!r}" if missing else f"{unknown!r} is no column of places"
        raise ExtractorError(f"{path}:1: {wrong}; the columns are {', '.join(COLUMNS)}")


def _names(row: Mapping[str, str], where: str) -> list[str]:
    names = [row.get("name", ""), *(n.strip() for n in row.get("aliases", "").split(";") if n.strip())]
    wrong = next((n for n in names if not fold(n).strip() or not n.isprintable()), None)
    if wrong is not None:
        raise ExtractorError(f"{where}: {wrong!r} is no name" if wrong else f"{where}: the name is missing")
    return names


def _place(row: Mapping[str, str], where: str) -> Place:
    gazetteer = load()
    written = row.get("country", "")
    country = gazetteer.country(written) or gazetteer.country(written.upper())
    if country is None:
        raise ExtractorError(f"{where}: {written!r} is no country's name or two-letter code")
    admin1, admin2 = _units(gazetteer, country, row)
    latitude = _degrees(row, "latitude", 90, where)
    longitude = _degrees(row, "longitude", 180, where)
    if (latitude is None) != (longitude is None):
        raise ExtractorError(f"{where}: latitude and longitude go together")
    if latitude is None and (admin1 or admin2):
        latitude, longitude = gazetteer.centroid(country, admin1, admin2) or (None, None)
    return Place(
        admin2=admin2,
        admin1=admin1,
        country=country,
        latitude=latitude,
        longitude=longitude,
        precision="place",
    )


def _units(gazetteer: Gazetteer, country: str, row: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Province and district as the place file writes them, else as given."""
    admin1, admin2 = row.get("admin1") or None, row.get("admin2") or None
    if admin1 is not None and (province := gazetteer.admin1_of(country, admin1)) is not None:
        admin1 = province.name
    if admin2 is not None and (district := gazetteer.admin2_of(country, admin1, admin2)) is not None:
        admin1, admin2 = district.admin1, district.name
    return admin1, admin2


def _degrees(row: Mapping[str, str], column: str, most: int, where: str) -> float | None:
    written = row.get(column, "")
    if not written:
        return None
    try:
        value = float(written)
    except ValueError:
        value = float("nan")
    if not -most <= value <= most:
        raise ExtractorError(f"{where}: {column} {written!r} is no number from -{most} to {most}")
    return value
