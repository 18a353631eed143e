"""What the formats of annotation tools share: a record as structure and labelled spans, and back.

Annotation tools know labelled stretches of text; a record is more than that. So each format carries the
record twice: its evidence as the tool's own labelled spans, which people see and move there, and all the
rest as one object under the key `assay`, which the tools keep as it is. Reading puts them together again, so
nothing of a record is lost on the way through a tool, and what was moved, deleted or relabelled there counts.

A label is `date`, `place` or `OUTCOME/SIDE` (`killed/militants`). A path names the field that a span is
evidence for: `i1/date`, `i1/location`, `i1/location/others/0`, `i1/counts/c1`, `i1/counts/c1/reports/0`.
All offsets are code points, end exclusive.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.model import OUTCOMES, SIDES

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """One labelled span; `path` is None where the tool's user drew it and no field of ours is meant."""

    path: str | None
    label: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Joined:
    """A record put together again, and what was found on the way.

    `foreign` are spans that no field claims; `lost` are paths whose evidence was deleted in the tool;
    `relabelled` are paths whose outcome or side was changed there.
    """

    record: Json
    foreign: list[Piece]
    lost: list[str]
    relabelled: list[str]


def label_of(count: Mapping[str, Any]) -> str:
    """The label of a count's evidence: `killed/militants`."""
    return f"{count['outcome']}/{count['side']}"


def labels() -> list[str]:
    """Every label that can stand in a file of ours."""
    return ["date", "place", *(f"{outcome}/{side}" for outcome in OUTCOMES for side in SIDES)]


def fields_of(record: Mapping[str, Any]) -> Iterator[tuple[str, str, Json]]:
    """Every part of the standing entries that holds evidence: its path, its label, and the part itself."""
    for entry in record.get("incidents") or ():
        here = entry["id"]
        yield f"{here}/date", "date", entry["date"]
        yield f"{here}/location", "place", entry["location"]
        for n, other in enumerate(entry["location"].get("others") or ()):
            yield f"{here}/location/others/{n}", "place", other
        for count in entry["counts"]:
            path = f"{here}/counts/{count['id']}"
            yield path, label_of(count), count
            for n, toll in enumerate(count.get("reports") or ()):
                yield f"{path}/reports/{n}", label_of(count), toll


def split(record: Mapping[str, Any]) -> tuple[Json, list[Piece]]:
    """A wire record as its structure, without text and evidence, and its evidence as labelled spans."""
    structure: Json = copy.deepcopy(dict(record))
    pieces = []
    for path, label, part in fields_of(structure):
        for span in part.get("evidence") or ():
            pieces.append(Piece(path, label, span["start"], span["end"], span["text"]))
        part["evidence"] = []
    structure["article"].pop("text", None)
    structure["spans"] = [[p.path, p.label, p.start, p.end] for p in pieces]
    return structure, pieces


def join(structure: Mapping[str, Any], text: str, found: Sequence[Piece]) -> Joined:
    """The record of `split` again, with the spans as the tool gives them back.

    A span that lost its path on the way is known by its label and offsets, or by its offsets alone.
    """
    record: Json = copy.deepcopy(dict(structure))
    ours = record.pop("spans", None) or []
    record["article"]["text"] = text
    parts = {path: (label, part) for path, label, part in fields_of(record)}
    known: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    for path, label, start, end in ours:
        known[(start, end)].append((label, path))
    by_path: dict[str, list[Piece]] = defaultdict(list)
    foreign = []
    for piece in found:
        path = piece.path if piece.path in parts else _owner(piece, known)
        if path is None or path not in parts:
            foreign.append(piece)
        else:
            by_path[path].append(piece)
    relabelled = []
    for path, pieces in by_path.items():
        label, part = parts[path]
        part["evidence"] = [{"start": p.start, "end": p.end, "text": p.text} for p in pieces]
        if pieces[0].label != label and _relabel(part, pieces[0].label):
            relabelled.append(path)
    lost = sorted({path for path, *_ in ours} - by_path.keys())
    return Joined(_in_order(record), foreign, lost, relabelled)


def _owner(piece: Piece, known: dict[tuple[int, int], list[tuple[str, str]]]) -> str | None:
    """The path that this span had when it was written; each is given away once."""
    waiting = known.get((piece.start, piece.end)) or []
    for candidate in (*(w for w in waiting if w[0] == piece.label), *waiting):
        waiting.remove(candidate)
        return candidate[1]
    return None


def _relabel(part: Json, label: str) -> bool:
    outcome, _, side = label.partition("/")
    if "outcome" not in part or outcome not in OUTCOMES or side not in SIDES:
        return False
    part["outcome"], part["side"] = outcome, side
    return True


def _in_order(record: Json) -> Json:
    """The record with its keys in the order of the format; unknown ones stay behind."""
    head = {"schema": record.pop("schema"), "article": record.pop("article")}
    text = head["article"].pop("text")
    keys = list(head["article"])
    at = keys.index("sources") + 1 if "sources" in keys else len(keys)
    article = {k: head["article"][k] for k in keys[:at]}
    article["text"] = text
    article.update({k: head["article"][k] for k in keys[at:]})
    head["article"] = article
    return {**head, **record}


def strays(joined: Joined) -> list[str]:
    """What is said of spans that were drawn in the other tool and belong to no field."""
    said = "a span drawn in the other tool belongs to no field"
    return [f"{said}: {p.label} {p.text[:40]!r}" for p in joined.foreign]


def located(text: str, start: int | None, end: int | None, quote: str | None) -> tuple[int, int] | None:
    """Where a span of another tool really stands, in code points; None where it cannot be found.

    Offsets are taken as code points where the quote stands there, else as UTF-16 units (as browsers count),
    else the quote is looked for: it must stand in the text once. Without a quote offsets are believed.
    """
    if start is not None and end is not None and 0 <= start < end:
        if end <= len(text) and (quote is None or text[start:end] == quote):
            return start, end
        if quote is not None and (moved := _from_utf16(text, start, end)) is not None:
            a, b = moved
            if text[a:b] == quote:
                return moved
    if quote and quote.strip() and text.count(quote) == 1:
        at = text.index(quote)
        return at, at + len(quote)
    return None


def _from_utf16(text: str, start: int, end: int) -> tuple[int, int] | None:
    """UTF-16 offsets as code points; None where they split a character or leave the text."""
    coded = text.encode("utf-16-le", "surrogatepass")
    if end * 2 > len(coded):
        return None
    try:
        before = coded[: start * 2].decode("utf-16-le")
        inside = coded[start * 2 : end * 2].decode("utf-16-le")
    except UnicodeDecodeError:
        return None
    return len(before), len(before) + len(inside)
