"""How the before and after of an event are written: each value once. Pure.

Most key presses change only a decision, and the value stands in the cell twice (as `value` and as
`proposed`), before and after alike. So a whole cell has `both` for an equal `value` and `proposed`, and an
`after` that had a `before` holds only the keys that changed; keys that went are listed under `gone`:

    before  {"decision":null,"both":{"start":"2025-01-31", …}}
    after   {"decision":"accepted"}
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from store.events import Cell

BOTH = "both"
GONE = "gone"

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Texts = dict[str, str]


def dump_pair(before: Cell | None, after: Cell | None) -> tuple[str | None, str | None]:
    """Both cells as JSON text; None (no such cell) stays None."""
    known: dict[int, str] = {}
    was = None if before is None else _texts(before, known)
    now = None if after is None else _texts(after, known)
    if was is None:
        return None, None if now is None else _written(_whole(now))
    return _written(_whole(was)), None if now is None else _written(_changed(was, now))


def _texts(cell: Cell, known: dict[int, str]) -> Texts:
    """Each key's value as JSON text; an object that stands in several places is written once (`known`)."""
    out: Texts = {}
    for key, value in cell.items():
        if key in (BOTH, GONE):
            raise ValueError(f"a cell cannot hold a key {key!r}")
        text = known.get(id(value))
        if text is None:
            short = value is None or isinstance(value, bool) or (isinstance(value, str) and len(value) < 40)
            text = known[id(value)] = _short(value) if short else _encode(value)
        out[key] = text
    return out


def _whole(texts: Texts) -> Texts:
    if "value" not in texts or texts["value"] != texts.get("proposed"):
        return texts
    return {BOTH if k == "value" else k: t for k, t in texts.items() if k != "proposed"}


def _changed(was: Texts, now: Texts) -> Texts:
    out = {k: t for k, t in now.items() if was.get(k) != t}
    gone = [k for k in was if k not in now]
    return {**out, GONE: _encode(gone)} if gone else out


def _written(texts: Texts) -> str:
    return "{" + ",".join([f"{_short(k)}:{t}" for k, t in texts.items()]) + "}"


@lru_cache(maxsize=256, typed=True)
def _short(value: str | bool | None) -> str:
    """JSON text of a key, a decision and the like: always the same few."""
    return _encode(value)


def load_pair(before: str | None, after: str | None) -> tuple[Cell | None, Cell | None]:
    """The cells that `dump_pair` wrote."""
    was = None if before is None else _expanded(json.loads(before))
    if after is None:
        return was, None
    now = json.loads(after)
    if was is None:
        return None, _expanded(now)
    gone = now.pop(GONE, ())
    return was, {k: v for k, v in {**was, **now}.items() if k not in gone}


def _expanded(cell: dict[str, Any]) -> Cell:
    if BOTH not in cell:
        return cell
    both = cell.pop(BOTH)
    return {**cell, "value": both, "proposed": both}
