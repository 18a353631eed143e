"""Label Studio: a JSON array of tasks; proposals are `predictions`, reviewed records and gold `annotations`.

The task's `data` holds the text, a few fields of the article, and the rest of the record under `assay`, which
Label Studio keeps and gives back. Every span is a region of `labels`, its `id` naming the field
(`i1/counts/c1#0`), with a text area of the same region that shows the value. `label_studio.xml` is the
labelling configuration. Offsets are code points; files whose offsets are UTF-16 units are recognised by the
quoted words. Of several annotations of a task each gives a record.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

from extract.typed_counts import show_count
from gold.formats import Json, Read, Written
from gold.formats.foreign import Note, foreign_record
from gold.formats.losses import Losses
from gold.formats.spans import Piece, fields_of, join, located, split, strays

_ORIGIN = {"accepted": "prediction", "corrected": "prediction-changed", "added": "manual"}


def write(records: Iterable[Json], out: TextIO) -> Written:
    """Write the tasks as one JSON array, streamed."""
    losses = Losses()
    number = 0
    out.write("[")
    for record in records:
        number += 1
        out.write(",\n" if number > 1 else "\n")
        out.write(json.dumps(_task(record, number, losses), ensure_ascii=False))
    out.write("\n]\n")
    return Written(number, losses)


def _task(record: Json, number: int, losses: Losses) -> dict[str, Any]:
    structure, pieces = split(record)
    article = record["article"]
    values = {path: shown(part) for path, _, part in fields_of(record)}
    losses.lose("unlocated", len(values.keys() - {p.path for p in pieces}))
    origins = _origins(record)
    result: list[dict[str, Any]] = []
    seen: dict[str | None, int] = {}
    for piece in pieces:
        n = seen[piece.path] = seen.get(piece.path, -1) + 1
        assert piece.path is not None
        region = {
            "id": f"{piece.path}#{n}",
            "to_name": "text",
            "origin": origins.get(piece.path, "prediction"),
        }
        value = {"start": piece.start, "end": piece.end, "text": piece.text}
        result.append(
            {**region, "from_name": "label", "type": "labels", "value": {**value, "labels": [piece.label]}}
        )
        if n == 0:
            said = {**value, "text": [values[piece.path]]}
            result.append({**region, "from_name": "value", "type": "textarea", "value": said})
    data = {
        "text": article["text"],
        "article_id": article["id"],
        "title": article.get("title"),
        "publisher": article.get("publisher"),
        "published": article.get("published"),
        "assay": structure,
    }
    task: dict[str, Any] = {"id": number, "data": data, "annotations": [], "predictions": []}
    extractor, review = record.get("extractor"), record.get("review")
    if review is None and extractor is not None:
        version = f"{extractor.get('name')}-{extractor.get('version')}"
        task["predictions"] = [{"id": number, "model_version": version, "score": None, "result": result}]
    else:
        task["annotations"] = [_annotation(number, review or {}, result, gold=review is None)]
    return task


def _annotation(number: int, review: Json, result: list[dict[str, Any]], *, gold: bool) -> dict[str, Any]:
    return {
        "id": number,
        "completed_by": {"email": review.get("reviewer") or ""},
        "was_cancelled": False,
        "ground_truth": gold,
        "lead_time": review.get("active_seconds"),
        "created_at": review.get("started_at"),
        "updated_at": review.get("verified_at"),
        "parent_prediction": None,
        "result": result,
    }


def _origins(record: Json) -> dict[str, str]:
    found = {}
    for entry in record.get("incidents") or ():
        for field, said in (entry.get("decisions") or {}).items():
            path = (
                f"{entry['id']}/{field}" if field in ("date", "location") else f"{entry['id']}/counts/{field}"
            )
            found[path] = _ORIGIN.get(said.get("decision"), "prediction")
    return found


def shown(part: Mapping[str, Any]) -> str:
    """The value of a date, place, count or toll as a person would write it."""
    if "precision" in part and ("start" in part or "end" in part):
        days = [d for d in (part.get("start"), part.get("end")) if d]
        return f"{' – '.join(dict.fromkeys(days)) or 'no date'} ({part['precision']})"
    if "precision" in part:
        levels = [part.get(k) for k in ("name", "admin2", "admin1", "country")]
        return " · ".join(dict.fromkeys(str(level) for level in levels if level)) or "no place"
    if part.get("low") is part.get("best") is part.get("high") is None:
        return "not stated"
    return show_count(part.get("low"), part.get("best"), part.get("high"), part.get("qualifier"))


def read(stream: io.BufferedReader) -> Iterator[Read]:
    """The records of an export of Label Studio (JSON, or JSON-MIN's array is refused with a reason)."""
    try:
        tasks = json.loads(stream.read().decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        yield Read(None, None, (f"is not the JSON array that Label Studio exports: {problem}",))
        return
    if not isinstance(tasks, list):
        yield Read(None, None, ("is not a JSON array of tasks",))
        return
    for number, task in enumerate(tasks, 1):
        if not isinstance(task, dict) or not isinstance(task.get("data"), dict):
            yield Read(None, number, ("is no Label Studio task: it has no `data`",))
            continue
        yield from _records(task, number)


def _records(task: Mapping[str, Any], number: int) -> Iterator[Read]:
    data = task["data"]
    text = data.get("text")
    if not isinstance(text, str):
        yield Read(None, number, ("has no text under data.text",))
        return
    told = [a for a in task.get("annotations") or () if isinstance(a, dict) and not a.get("was_cancelled")]
    for answer in told or [p for p in task.get("predictions") or () if isinstance(p, dict)]:
        pieces, unplaced = _pieces(answer.get("result") or (), text)
        notes = [f"a region's words do not stand in the text: {quote[:40]!r}" for quote in unplaced]
        if isinstance(data.get("assay"), dict):
            joined = join(data["assay"], text, pieces)
            yield Read(joined.record, number, (*notes, *strays(joined)))
        else:
            who = answer.get("completed_by", answer.get("model_version"))
            who = who.get("email") if isinstance(who, dict) else who
            notes_of = [Note(p.label, p.start, p.end, p.text) for p in pieces]
            yield foreign_record(
                text,
                notes_of,
                id=str(data.get("article_id") or data.get("id") or task.get("id") or number),
                meta=data,
                extractor={"name": "label_studio", "version": str(who or "unknown")},
                line=number,
                notes=notes,
            )


def _pieces(result: Iterable[Any], text: str) -> tuple[list[Piece], list[str]]:
    pieces, unplaced = [], []
    for region in result:
        if not isinstance(region, dict) or region.get("type") != "labels":
            continue
        value = region.get("value") or {}
        offsets = (value.get("start"), value.get("end"))
        # Old exports write offsets as text.
        start, end = (int(str(o)) if str(o).isdecimal() else None for o in offsets)
        where = located(text, start, end, value.get("text"))
        if where is None:
            unplaced.append(str(value.get("text") or ""))
            continue
        path, _, n = str(region.get("id") or "").rpartition("#")
        for label in value.get("labels") or [""]:
            pieces.append(Piece(path if n.isdecimal() else None, str(label), *where, text[slice(*where)]))
    return pieces, unplaced
