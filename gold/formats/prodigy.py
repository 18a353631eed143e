"""Prodigy: one JSON object a line with `text`, `tokens` and `spans` (`end` exclusive, `token_end` inclusive).

A span's own key `path` names the field it is evidence for, and the task's key `assay` holds the rest of the
record; Prodigy keeps both. Tokens are words and signs, cut where a span begins or ends, so that every span is
made of whole tokens. `answer` is `accept` for verified records and gold, `reject` for irrelevant articles; a
proposal has none yet. Offsets are code points.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, TextIO

from gold.formats import Json, Read, Written
from gold.formats.foreign import Note, foreign_record
from gold.formats.lines import json_lines
from gold.formats.losses import Losses
from gold.formats.spans import Piece, fields_of, join, located, split, strays

_TOKEN = re.compile(r"\w+|[^\w\s]")


def write(records: Iterable[Json], out: TextIO) -> Written:
    """Write the tasks, one a line."""
    losses = Losses()
    written = 0
    for record in records:
        out.write(json.dumps(_task(record, losses), ensure_ascii=False) + "\n")
        written += 1
    return Written(written, losses)


def _task(record: Json, losses: Losses) -> dict[str, Any]:
    structure, pieces = split(record)
    article, review = record["article"], record.get("review") or {}
    losses.lose("unlocated", len({p for p, *_ in fields_of(record)} - {p.path for p in pieces}))
    text = article["text"]
    tokens = tokenized(text, pieces)
    starts, ends = [t["start"] for t in tokens], [t["end"] for t in tokens]
    task: dict[str, Any] = {
        "text": text,
        "meta": {k: article.get(k) for k in ("id", "publisher", "published")},
        "tokens": tokens,
        "spans": [_span(p, starts, ends) for p in pieces],
        "_input_hash": _hash(article["sha256"], ""),
        "_task_hash": _hash(article["sha256"], json.dumps(structure, sort_keys=True)),
        "_view_id": "spans_manual",
    }
    if review:
        task["answer"] = {"verified": "accept", "irrelevant": "reject"}.get(review["status"], "ignore")
        task["_annotator_id"] = task["_session_id"] = review.get("reviewer")
        if review.get("verified_at"):
            task["_timestamp"] = int(dt.datetime.fromisoformat(review["verified_at"]).timestamp())
    elif record.get("extractor") is None:
        task["answer"] = "accept"
    return {**task, "assay": structure}


def tokenized(text: str, pieces: Sequence[Piece]) -> list[dict[str, Any]]:
    """The tokens of a text: `text`, `start`, `end`, `id`, and `ws`, whether white space follows."""
    cuts = sorted({p.start for p in pieces} | {p.end for p in pieces})
    tokens: list[dict[str, Any]] = []
    for found in _TOKEN.finditer(text):
        inner = cuts[bisect_right(cuts, found.start()) : bisect_left(cuts, found.end())]
        bounds = [found.start(), *inner, found.end()]
        for start, end in pairwise(bounds):
            ws = end < len(text) and text[end].isspace()
            tokens.append({"text": text[start:end], "start": start, "end": end, "id": len(tokens), "ws": ws})
    return tokens


def _span(piece: Piece, starts: list[int], ends: list[int]) -> dict[str, Any]:
    first = bisect_left(starts, piece.start)
    last = bisect_right(ends, piece.end) - 1
    return {
        "start": piece.start,
        "end": piece.end,
        "label": piece.label,
        "token_start": first,
        "token_end": max(first, last),
        "path": piece.path,
    }


def _hash(sha256: str, task: str) -> int:
    """A hash as Prodigy's are: a signed 32-bit number that stays the same for the same content."""
    import zlib

    return zlib.crc32(f"{sha256}{task}".encode("utf-8", "surrogatepass")) - (1 << 31)


def read(stream: io.BufferedReader) -> Iterator[Read]:
    """The records of a Prodigy file; tasks that were ignored are said and left out."""
    for number, value, problem in json_lines(stream):
        text = value.get("text")
        if problem is not None or not isinstance(text, str):
            yield Read(None, number, (problem or "is no Prodigy task: it has no text",))
            continue
        pieces, notes = _pieces(value.get("spans") or (), text)
        if isinstance(value.get("assay"), dict):
            joined = join(value["assay"], text, pieces)
            yield Read(joined.record, number, (*notes, *strays(joined)))
        elif value.get("answer", "accept") != "accept":
            yield Read(
                None, number, (f"was answered {value['answer']!r} in Prodigy, so nothing was taken over",)
            )
        else:
            yield _foreign(value, text, pieces, number, notes)


def _foreign(
    value: Mapping[str, Any], text: str, pieces: Sequence[Piece], number: int, notes: list[str]
) -> Read:
    meta = value.get("meta") if isinstance(value.get("meta"), dict) else {}
    assert isinstance(meta, dict)
    who = value.get("_annotator_id") or value.get("_session_id") or "unknown"
    return foreign_record(
        text,
        [Note(p.label, p.start, p.end, p.text) for p in pieces],
        id=str(meta.get("id") or f"prodigy-{value.get('_input_hash', number)}"),
        meta=meta,
        extractor={"name": "prodigy", "version": str(who)},
        line=number,
        notes=notes,
    )


def _pieces(spans: Iterable[Any], text: str) -> tuple[list[Piece], list[str]]:
    pieces, notes = [], []
    for span in spans:
        where = located(text, span.get("start"), span.get("end"), None) if isinstance(span, dict) else None
        if where is None:
            notes.append("a span lies outside the text")
            continue
        pieces.append(Piece(span.get("path"), str(span.get("label") or ""), *where, text[slice(*where)]))
    return pieces, notes
