"""Texts put back into a release that went out without them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extract.model import Article
from gold.release import texts
from gold.release.plan import SPLITS

FILES = ("records", *SPLITS)


def attached(folder: Path, articles: Iterable[Article]) -> tuple[dict[str, bytes], list[str]]:
    """The JSONL files with text and quotes, and the ids of the records whose text was not among `articles`.

    Texts are known by their hash. A record without a text stands as it was.
    """
    wanted = {record["article"]["sha256"] for record in _records(folder / "records.jsonl")}
    known = {a.sha256: a.text for a in articles if a.sha256 in wanted}
    files = {}
    missing: list[str] = []
    for name in FILES:
        path = folder / f"{name}.jsonl"
        lines = []
        for record in _records(path) if path.is_file() else ():
            text = known.get(record["article"]["sha256"])
            if not texts.is_bare(record):
                whole = record
            elif text is None:
                whole = record
                if name == "records":
                    missing.append(record["article"]["id"])
            else:
                whole = texts.attach(record, text)
            lines.append(texts.line(whole))
        files[f"{name}.jsonl"] = "".join(lines).encode()
    return files, missing


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
