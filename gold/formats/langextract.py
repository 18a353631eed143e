"""LangExtract: one annotated document a line, `extractions` with a class, words, interval and attributes.

Written, an extraction is one span of evidence; a value without any is an extraction whose `char_interval` is
null. Its attributes (text, as LangExtract has them) state the value, so that the file says all without us;
the rest of the record stands under `assay`. Read, files of other makers become proposals by an extractor
named `langextract`: incidents are told apart by an attribute (`incident`, `event`, `entry`), else by
`group_index` where it holds together more than one extraction. Intervals are code points, `end_pos`
exclusive; extractions whose words stand nowhere are said, never hidden.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TextIO

from gold.formats import Json, Read, Written
from gold.formats.foreign import Note, foreign_record
from gold.formats.lines import json_lines
from gold.formats.losses import Losses
from gold.formats.spans import Piece, fields_of, join, located, split, strays

_FIGURES = ("low", "best", "high", "qualifier", "group")
_DAYS = ("start", "end", "precision")
_LEVELS = ("name", "admin2", "admin1", "country", "precision")


def write(records: Iterable[Json], out: TextIO) -> Written:
    """Write the documents, one a line."""
    losses = Losses()
    written = 0
    for record in records:
        out.write(json.dumps(_document(record), ensure_ascii=False) + "\n")
        written += 1
    return Written(written, losses)


def _document(record: Json) -> dict[str, Any]:
    structure, pieces = split(record)
    spans: dict[str, list[Piece]] = {}
    for piece in pieces:
        assert piece.path is not None
        spans.setdefault(piece.path, []).append(piece)
    extractions: list[dict[str, Any]] = []
    groups = {entry["id"]: n for n, entry in enumerate(record.get("incidents") or ())}
    for path, label, part in fields_of(record):
        found: list[Piece | None] = [*spans.get(path, ())]
        for each in found or [None]:
            extractions.append(_extraction(path, label, part, each, len(extractions), groups))
    article = record["article"]
    return {
        "document_id": article["id"],
        "text": article["text"],
        "extractions": extractions,
        "assay": structure,
    }


def _extraction(
    path: str, label: str, part: Json, piece: Piece | None, index: int, groups: Mapping[str, int]
) -> dict[str, Any]:
    entry = path.partition("/")[0]
    keys = _FIGURES if "/" in label else _DAYS if label == "date" else _LEVELS
    attributes = {k: str(part[k]) for k in keys if part.get(k) is not None}
    outcome, _, side = label.partition("/")
    if side:
        attributes["side"] = side
    return {
        "extraction_class": outcome,
        "extraction_text": piece.text if piece is not None else "",
        "char_interval": None if piece is None else {"start_pos": piece.start, "end_pos": piece.end},
        "alignment_status": None if piece is None else "match_exact",
        "extraction_index": index + 1,
        "group_index": groups[entry],
        "description": None,
        "attributes": {"entry": entry, "path": path, **attributes},
    }


def is_document(value: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a LangExtract document: a text and a list of extractions."""
    return isinstance(value.get("extractions"), list) and isinstance(value.get("text"), str)


def read(stream: io.BufferedReader) -> Iterator[Read]:
    """The records of a LangExtract file."""
    for number, value, problem in json_lines(stream):
        if problem is not None or not is_document(value):
            yield Read(
                None, number, (problem or "is no LangExtract document: it has no text and extractions",)
            )
        else:
            yield record_of(value, number)


def record_of(value: Mapping[str, Any], line: int | None) -> Read:
    """The record of one document."""
    text = value["text"]
    told = [x for x in value["extractions"] if isinstance(x, dict)]
    notes: list[str] = []
    if isinstance(value.get("assay"), dict):
        joined = join(value["assay"], text, [p for x in told if (p := _piece(x, text, notes)) is not None])
        return Read(joined.record, line, (*notes, *strays(joined)))
    return foreign_record(
        text,
        _notes(told, text),
        id=str(value.get("document_id") or f"langextract-{line}"),
        meta=value,
        extractor={"name": "langextract", "version": str(value.get("model_id") or "unknown")},
        line=line,
    )


def _interval(extraction: Mapping[str, Any]) -> tuple[int | None, int | None]:
    interval = extraction.get("char_interval")
    if not isinstance(interval, dict):
        return None, None
    start, end = interval.get("start_pos"), interval.get("end_pos")
    return (start, end) if isinstance(start, int) and isinstance(end, int) else (None, None)


def _piece(extraction: Mapping[str, Any], text: str, notes: list[str]) -> Piece | None:
    quote = str(extraction.get("extraction_text") or "")
    start, end = _interval(extraction)
    if start is None and not quote:
        return None
    where = located(text, start, end, quote)
    if where is None:
        notes.append(f"evidence that stands nowhere in the text: {quote[:60]!r}")
        return None
    attributes = extraction.get("attributes") or {}
    side = attributes.get("side")
    label = str(extraction.get("extraction_class") or "") + (f"/{side}" if side else "")
    return Piece(attributes.get("path"), label, *where, text[slice(*where)])


def _notes(told: Sequence[Mapping[str, Any]], text: str) -> list[Note]:
    groups = Counter(x.get("group_index") for x in told)
    tied = any(times > 1 for group, times in groups.items() if group is not None)
    notes = []
    for extraction in told:
        quote = str(extraction.get("extraction_text") or "")
        start, end = _interval(extraction)
        # The interval of a model can be a little off the words; the words are what it said.
        where = located(text, start, end, quote or None)
        if where is None and start is not None and extraction.get("alignment_status") != "match_exact":
            where = located(text, start, end, None)
        attributes = extraction.get("attributes")
        group = extraction.get("group_index")
        notes.append(
            Note(
                str(extraction.get("extraction_class") or ""),
                where[0] if where else None,
                where[1] if where else None,
                text[slice(*where)] if where else quote,
                attributes if isinstance(attributes, dict) else {},
                str(group) if tied and group is not None else None,
            )
        )
    return notes
