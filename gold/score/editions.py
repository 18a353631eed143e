"""Released golds: which release a file is from, and what the difference between two of them makes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gold.score.run import Report

MANIFEST = "manifest.json"
RECORDS = "records.jsonl"


@dataclass(frozen=True, slots=True)
class Shift:
    """One row's F1 of the same predictions under an older and a newer gold."""

    section: str
    name: str
    older: float | None
    newer: float | None

    @property
    def difference(self) -> float | None:
        """Newer minus older; None where one of them has no such row."""
        return None if self.older is None or self.newer is None else self.newer - self.older


def records_of(path: str) -> str:
    """The records file of a released folder; any other path as it is."""
    return str(Path(path) / RECORDS) if _manifest(Path(path)) is not None else path


def edition(path: str) -> str | None:
    """`NAME VERSION` of the release that a folder is, or that a file stands in; None for other files."""
    target = Path(path)
    for folder, name in ((target, ""), (target.parent, target.name)):
        manifest = _manifest(folder)
        if manifest is not None and (not name or name in manifest.get("files", {})):
            split = name.partition(".")[0]
            part = f" ({split})" if name and name != RECORDS else ""
            return f"{manifest.get('name')} {manifest.get('version')}{part}"
    return None


def _manifest(folder: Path) -> dict[str, Any] | None:
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and "version" in found and "files" in found else None


def shifts(older: Report, newer: Report) -> Iterator[Shift]:
    """Every row that either gold has, in the order of the newer."""
    was = {(section, name): f.f1 for section, name, f in older.rows}
    now = {(section, name): f.f1 for section, name, f in newer.rows}
    for section, name in dict.fromkeys((*now, *was)):
        yield Shift(section, name, was.get((section, name)), now.get((section, name)))
    yield Shift("articles", "need no correction", older.no_correction, newer.no_correction)
