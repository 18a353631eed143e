"""`assay/1` as lines: how records are written, and which lines are what."""

from __future__ import annotations

import json
import re
from typing import Any

from extract.model import Record
from extract.to_json import dumps

#: What JSON lets stand as it is and a terminal acts on: DEL and C1 controls, bidi controls, line separators.
_ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def line_of(record: Record) -> str:
    """One JSONL line, without its line end, that acts on no terminal it is shown on."""
    return harmless(dumps(record))


def harmless(text: str) -> str:
    """The same JSON with every character that a terminal could act on as a `u` escape."""
    return _ACTING.sub(lambda m: f"\\u{ord(m[0]):04x}", text) if _ACTING.search(text) else text


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of an `assay/1` line."""
    from importlib import resources

    found = resources.files("gold").joinpath("schema", "assay-1.schema.json").read_text(encoding="utf-8")
    value: dict[str, Any] = json.loads(found)
    return value
