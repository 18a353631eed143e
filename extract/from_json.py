"""The record format `assay/1` as JSON, reading: plain dicts to dataclasses.

Every function checks what it reads and raises `WireError` with one sentence that says which key is wrong
and why. Unknown keys go to `extra` and come out again unchanged.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any, TypeVar

from extract import model
from extract.json_reader import Reader, WireError
from extract.model import (
    SCHEMA,
    Article,
    Count,
    DateRange,
    Entry,
    Mention,
    Place,
    Record,
    Rejected,
    Source,
    Span,
    Toll,
)
from extract.to_json import text_sha256

__all__ = [
    "WireError",
    "article_from_json",
    "count_from_json",
    "date_from_json",
    "entry_from_json",
    "loads",
    "mention_from_json",
    "place_from_json",
    "record_from_json",
    "rejected_from_json",
    "source_from_json",
    "span_from_json",
    "toll_from_json",
]

T = TypeVar("T")


def span_from_json(value: Any, path: str = "") -> Span:
    """A span; raises WireError unless 0 <= start <= end."""
    r = Reader(value, path)
    start, end = r.whole("start"), r.whole("end")
    if start is None or end is None or end < start:
        raise WireError(path, "a span needs start and end, with start not after end")
    return Span(start, end, r.text("text") or "")


def date_from_json(value: Any, path: str = "date") -> DateRange:
    """A date field; null is "not stated"."""
    if value is None:
        return DateRange()
    r = Reader(value, path)
    return DateRange(
        start=r.day("start"),
        end=r.day("end"),
        precision=r.choice("precision", model.DATE_PRECISIONS, "unknown"),
        inferred=r.flag("inferred"),
        basis=r.text("basis"),
        confidence=r.number("confidence", 0, 1),
        evidence=r.each("evidence", span_from_json),
        extra=r.rest,
    )


def place_from_json(value: Any, path: str = "location") -> Place:
    """A location; null is "not stated"."""
    if value is None:
        return Place()
    r = Reader(value, path)
    return Place(
        name=r.text("name"),
        admin2=r.text("admin2"),
        admin1=r.text("admin1"),
        country=r.text("country"),
        latitude=r.number("latitude", -90, 90),
        longitude=r.number("longitude", -180, 180),
        geoname_id=r.whole("geoname_id"),
        precision=r.choice("precision", model.PLACE_PRECISIONS, "unknown"),
        inferred=r.flag("inferred"),
        others=r.each("others", place_from_json),
        confidence=r.number("confidence", 0, 1),
        evidence=r.each("evidence", span_from_json),
        extra=r.rest,
    )


_QUALIFIERS: tuple[model.Qualifier | None, ...] = (*model.QUALIFIERS, None)
_SOURCE_KINDS: tuple[model.SourceKind | None, ...] = (*model.SOURCE_KINDS, None)
_DECISIONS: tuple[model.Decision | None, ...] = (*model.DECISIONS, None)


def toll_from_json(value: Any, path: str = "reports") -> Toll:
    """One source's figure."""
    r = Reader(value, path)
    return Toll(
        low=r.whole("low"),
        best=r.whole("best"),
        high=r.whole("high"),
        qualifier=r.choice("qualifier", _QUALIFIERS),
        source=r.text("source"),
        source_kind=r.choice("source_kind", _SOURCE_KINDS),
        superseded=r.flag("superseded"),
        evidence=r.each("evidence", span_from_json),
        extra=r.rest,
    )


def _each(value: Any, path: str, read: Callable[[Any, str], T]) -> tuple[T, ...]:
    if not isinstance(value, list):
        raise WireError(path, "must be a list")
    return tuple(read(v, path) for v in value)


def count_from_json(value: Any, path: str = "count") -> Count:
    """A count. Bounds out of order are read as they stand: that is a check's business, not the reader's."""
    r = Reader(value, path)
    cues = r.mapping("cues")
    return Count(
        id=r.need("id"),
        side=r.choice("side", model.SIDES, "unknown"),
        outcome=r.choice("outcome", model.OUTCOMES),
        low=r.whole("low"),
        best=r.whole("best"),
        high=r.whole("high"),
        qualifier=r.choice("qualifier", _QUALIFIERS),
        group=r.text("group"),
        part_of=r.text("part_of"),
        derived=r.flag("derived"),
        perpetrator=r.flag("perpetrator"),
        status_disputed=r.flag("status_disputed"),
        reports=r.each("reports", toll_from_json),
        confidence=r.number("confidence", 0, 1),
        evidence=r.each("evidence", span_from_json),
        cues={k: _each(v, f"{path}.cues.{k}", span_from_json) for k, v in cues.items()},
        optional=r.flag("optional"),
        extra=r.rest,
    )


def entry_from_json(value: Any, path: str = "entry") -> Entry:
    """An incident or total."""
    r = Reader(value, path)
    return Entry(
        id=r.need("id"),
        kind=r.choice("kind", model.ENTRY_KINDS, "incident"),
        role=r.choice("role", model.ROLES, "main"),
        part_of=r.text("part_of"),
        type=r.text("type"),
        date=date_from_json(r.rest.pop("date", None), r.at("date")),
        location=place_from_json(r.rest.pop("location", None), r.at("location")),
        counts=r.each("counts", count_from_json),
        confidence=r.number("confidence", 0, 1),
        flags=r.names("flags"),
        optional=r.flag("optional"),
        decision=r.choice("decision", _DECISIONS),
        from_=r.names("from"),
        decisions=r.mapping("decisions"),
        extra=r.rest,
    )


def source_from_json(value: Any, path: str = "source") -> Source:
    """A further source of the same text."""
    r = Reader(value, path)
    return Source(
        id=r.need("id"),
        publisher=r.text("publisher"),
        published=r.day("published"),
        url=r.text("url"),
        source_sha256=r.text("source_sha256"),
        extra=r.rest,
    )


def article_from_json(value: Any, path: str = "article") -> Article:
    """An article. `sha256` is computed where absent; a wrong one raises WireError."""
    r = Reader(value, path)
    text = r.rest.pop("text", None)
    if not isinstance(text, str):
        raise WireError(r.at("text"), "is missing")
    actual, stated = text_sha256(text), r.text("sha256")
    if stated is not None and stated != actual:
        raise WireError(r.at("sha256"), "does not belong to the text beside it")
    return Article(
        id=r.need("id"),
        sha256=actual,
        text=text,
        source_sha256=r.text("source_sha256"),
        title=r.text("title"),
        publisher=r.text("publisher"),
        published=r.day("published"),
        published_source=r.text("published_source"),
        dateline=r.text("dateline"),
        url=r.text("url"),
        language=r.text("language"),
        sources=r.each("sources", source_from_json),
        extra=r.rest,
    )


def mention_from_json(value: Any, path: str = "mention") -> Mention:
    """A mention."""
    r = Reader(value, path)
    span = span_from_json({k: r.rest.pop(k, None) for k in ("start", "end", "text")}, path)
    return Mention(
        type=r.choice("type", model.MENTION_TYPES),
        start=span.start,
        end=span.end,
        text=span.text,
        value=r.mapping("value"),
        used_by=r.names("used_by"),
        extra=r.rest,
    )


def rejected_from_json(value: Any, path: str = "rejected") -> Rejected:
    """What a reviewer threw out."""
    r = Reader(value or {}, path)
    counts = r.mapping("counts")
    return Rejected(
        entries=r.each("entries", entry_from_json),
        counts={k: _each(v, f"{path}.counts.{k}", count_from_json) for k, v in counts.items()},
    )


def record_from_json(value: Any) -> Record:
    """A whole line. Raises WireError for another schema, missing parts, or an id that stands twice."""
    r = Reader(value, "")
    schema = r.rest.pop("schema", None)
    if schema != SCHEMA:
        raise WireError("schema", f"{schema!r} is not {SCHEMA!r}")
    extractor, review = r.rest.pop("extractor", None), r.rest.pop("review", None)
    record = Record(
        article=article_from_json(r.rest.pop("article", None)),
        incidents=r.each("incidents", entry_from_json),
        mentions=r.each("mentions", mention_from_json),
        extractor=None if extractor is None else Reader(extractor, "extractor").rest,
        review=None if review is None else Reader(review, "review").rest,
        rejected=rejected_from_json(r.rest.pop("rejected", None)),
        extra=r.rest,
    )
    _check_ids(record)
    return record


def _check_ids(record: Record) -> None:
    seen: set[str] = set()
    for entry in (*record.incidents, *record.rejected.entries):
        if entry.id in seen:
            raise WireError("incidents", f"the id {entry.id!r} stands twice")
        seen.add(entry.id)
        inside = [c.id for c in entry.counts]
        for count_id in inside:
            if inside.count(count_id) > 1:
                raise WireError("incidents", f"the count id {entry.id}/{count_id} stands twice")


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON's")


def _finite(digits: str) -> float:
    value = float(digits)
    return _no_number(digits[:20]) if math.isinf(value) else value


def loads(line: str) -> Record:
    """A record from one JSONL line; raises WireError, also for what is not JSON (NaN is not)."""
    try:
        value = json.loads(line, parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError) as problem:
        raise WireError("", f"not JSON ({problem})") from None
    return record_from_json(value)
