"""Whether a release is whole: every file, every sum, every record, and what the manifest says of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.from_json import WireError, record_from_json
from extract.to_json import text_sha256
from gold.evidence import misplaced
from gold.release import texts
from gold.release.build import MANIFEST, SUMS
from gold.release.plan import SPLITS


def problems(folder: Path) -> Iterator[str]:
    """One sentence for everything that is wrong; nothing where the release is as it was made."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        listed = dict(_sums((folder / SUMS).read_text(encoding="utf-8")))
    except (OSError, ValueError) as problem:
        yield f"{folder}: is no release: {problem}"
        return
    for name, sha256 in sorted(listed.items()):
        yield from _file(folder, name, sha256)
    there = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()} - {SUMS}
    yield from (f"{name}: is not part of the release" for name in sorted(there - listed.keys()))
    for name in sorted(manifest.get("files", {}).keys() - listed.keys()):
        yield f"{name}: is in the manifest and has no checksum"
    yield from _records(folder, manifest)


def _sums(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        sha256, _, name = line.partition("  ")
        yield name, sha256


def _file(folder: Path, name: str, sha256: str) -> Iterator[str]:
    target = folder / name
    if not target.resolve().is_relative_to(folder.resolve()):
        yield f"{name}: points outside the release"
        return
    try:
        found = hashlib.sha256(target.read_bytes()).hexdigest()
    except OSError:
        yield f"{name}: is missing"
        return
    if found != sha256:
        yield f"{name}: is not the file that was released (its sha256 is {found[:16]}…)"


def _records(folder: Path, manifest: dict[str, Any]) -> Iterator[str]:
    splits = {}
    for name in SPLITS:
        for line in _lines(folder / f"{name}.jsonl"):
            splits[line] = name
    count = 0
    for number, line in enumerate(_lines(folder / "records.jsonl"), 1):
        count += 1
        if line not in splits:
            yield f"records.jsonl:{number}: stands in no split"
        yield from (f"records.jsonl:{number}: {problem}" for problem in _record(line))
    if count != sum(manifest.get("splits", {}).values()):
        yield f"records.jsonl: has {count:,} records, the manifest says {sum(manifest['splits'].values()):,}"


def _lines(path: Path) -> Iterator[str]:
    if path.is_file():
        with path.open(encoding="utf-8") as lines:
            yield from lines


def _record(line: str) -> Iterator[str]:
    try:
        value = json.loads(line)
        if texts.is_bare(value):
            return
        record = record_from_json(value)
    except (ValueError, KeyError, TypeError, WireError) as problem:
        yield f"is no record: {problem}"
        return
    if text_sha256(record.article.text) != record.article.sha256:
        yield f"{record.article.id}: the text is not the one whose hash is given"
    for where, span in misplaced(record)[:1]:
        yield f"{record.article.id}: {where} quotes words that do not stand at {span.start}–{span.end}"
