"""doccano: one JSON object a line with `text` and `entities`, or the older `label` triples; zipped or not.

doccano keeps unknown keys of a line as metadata and gives them back, so the rest of the record stands under
`assay`. Entity ids are numbered anew by doccano: a span is known again by its label and offsets. Offsets are
code points, `end_offset` exclusive. Of a zip every `.jsonl` member is read.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO, cast

from gold.formats import Json, Read, Written
from gold.formats.foreign import Note, foreign_record
from gold.formats.lines import json_lines
from gold.formats.losses import Losses
from gold.formats.spans import Piece, fields_of, join, located, split, strays


def write(records: Iterable[Json], out: TextIO) -> Written:
    """Write the examples, one a line."""
    losses = Losses()
    number = spans = 0
    for number, record in enumerate(records, 1):
        structure, pieces = split(record)
        losses.lose("unlocated", len({p for p, *_ in fields_of(record)} - {p.path for p in pieces}))
        article = record["article"]
        entities = [
            {"id": spans + n, "label": p.label, "start_offset": p.start, "end_offset": p.end}
            for n, p in enumerate(pieces, 1)
        ]
        spans += len(pieces)
        line = {
            "id": number,
            "text": article["text"],
            "entities": entities,
            "relations": [],
            "Comments": [],
            "article_id": article["id"],
            "publisher": article.get("publisher"),
            "published": article.get("published"),
            "assay": structure,
        }
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
    return Written(number, losses)


def read(stream: io.BufferedReader) -> Iterator[Read]:
    """The records of a doccano export: JSONL, or a zip of it."""
    if not stream.peek(4).startswith(b"PK\x03\x04"):
        yield from _lines(stream, "doccano")
        return
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(stream.read())) as archive:
            for member in archive.infolist():
                if member.filename.endswith(".jsonl"):
                    with archive.open(member) as inside:
                        who = member.filename.rpartition("/")[2].removesuffix(".jsonl")
                        yield from _lines(io.BufferedReader(cast(io.RawIOBase, inside)), who)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as problem:
        yield Read(None, None, (f"is not a zip that can be read: {problem}",))


def _lines(stream: io.BufferedReader, who: str) -> Iterator[Read]:
    for number, value, problem in json_lines(stream):
        text = value.get("text", value.get("data"))
        if problem is not None or not isinstance(text, str):
            yield Read(None, number, (problem or "is no doccano example: it has no text",))
            continue
        pieces, notes = _pieces(value, text)
        if isinstance(value.get("assay"), dict):
            joined = join(value["assay"], text, pieces)
            yield Read(joined.record, number, (*notes, *strays(joined)))
            continue
        yield foreign_record(
            text,
            [Note(p.label, p.start, p.end, p.text) for p in pieces],
            id=str(value.get("article_id") or f"doccano-{value.get('id', number)}"),
            meta=value,
            extractor={"name": "doccano", "version": who},
            line=number,
            notes=notes,
        )


def _pieces(value: Mapping[str, Any], text: str) -> tuple[list[Piece], list[str]]:
    told = [
        (e.get("start_offset"), e.get("end_offset"), e.get("label"))
        for e in value.get("entities") or ()
        if isinstance(e, dict)
    ]
    told += [tuple(t) for t in value.get("label") or () if isinstance(t, list) and len(t) == 3]
    pieces, notes = [], []
    for start, end, label in told:
        where = located(text, start, end, None) if isinstance(start, int) and isinstance(end, int) else None
        if where is None:
            notes.append(f"an entity lies outside the text: {label!r} {start}–{end}")
        else:
            pieces.append(Piece(None, str(label), *where, text[slice(*where)]))
    return pieces, notes
