"""The record format `assay/1` as JSON, writing: dataclasses to plain dicts in the format's key order."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from extract.model import (
    SCHEMA,
    Article,
    Count,
    DateRange,
    Entry,
    Mention,
    Place,
    Record,
    Source,
    Span,
    Toll,
)

Json = dict[str, Any]


def text_sha256(text: str) -> str:
    """The identity of an article: SHA-256, in hex, of its text in UTF-8, not normalised."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def dumps(record: Record) -> str:
    """One JSONL line (without its line end) in the format's key order."""
    return json.dumps(record_to_json(record), ensure_ascii=False, separators=(", ", ": "))


def span_to_json(span: Span) -> Json:
    """`{"start", "end", "text"}`."""
    return {"start": span.start, "end": span.end, "text": span.text}


def _spans(spans: Iterable[Span]) -> list[Json]:
    return [span_to_json(s) for s in spans]


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def date_to_json(date: DateRange) -> Json:
    """A date field; an absent confidence is left out."""
    out: Json = {
        "start": _iso(date.start),
        "end": _iso(date.end),
        "precision": date.precision,
        "inferred": date.inferred,
        "basis": date.basis,
    }
    if date.confidence is not None:
        out["confidence"] = date.confidence
    out["evidence"] = _spans(date.evidence)
    return {**out, **date.extra}


def place_to_json(place: Place, *, nested: bool = False) -> Json:
    """A location; `nested` ones (members of `others`) have no `others` of their own."""
    out: Json = {
        "name": place.name,
        "admin2": place.admin2,
        "admin1": place.admin1,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geoname_id": place.geoname_id,
        "precision": place.precision,
        "inferred": place.inferred,
    }
    if not nested:
        out["others"] = [place_to_json(o, nested=True) for o in place.others]
    if place.confidence is not None:
        out["confidence"] = place.confidence
    out["evidence"] = _spans(place.evidence)
    return {**out, **place.extra}


def toll_to_json(toll: Toll) -> Json:
    """One source's figure."""
    out: Json = {
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
        "qualifier": toll.qualifier,
        "source": toll.source,
        "source_kind": toll.source_kind,
        "superseded": toll.superseded,
        "evidence": _spans(toll.evidence),
    }
    return {**out, **toll.extra}


def count_to_json(count: Count) -> Json:
    """A count with its evidence and cues."""
    out: Json = {
        "id": count.id,
        "side": count.side,
        "group": count.group,
        "outcome": count.outcome,
        "low": count.low,
        "best": count.best,
        "high": count.high,
        "qualifier": count.qualifier,
        "part_of": count.part_of,
        "derived": count.derived,
        "perpetrator": count.perpetrator,
        "reports": [toll_to_json(t) for t in count.reports],
    }
    if count.status_disputed:
        out["status_disputed"] = True
    if count.confidence is not None:
        out["confidence"] = count.confidence
    out["evidence"] = _spans(count.evidence)
    if count.cues:
        out["cues"] = {k: _spans(v) for k, v in count.cues.items()}
    if count.optional:
        out["optional"] = True
    return {**out, **count.extra}


def entry_to_json(entry: Entry) -> Json:
    """An incident or total; review keys only where set."""
    out: Json = {
        "id": entry.id,
        "kind": entry.kind,
        "role": entry.role,
        "part_of": entry.part_of,
        "type": entry.type,
        "date": date_to_json(entry.date),
        "location": place_to_json(entry.location),
        "counts": [count_to_json(c) for c in entry.counts],
    }
    if entry.confidence is not None:
        out["confidence"] = entry.confidence
    out["flags"] = list(entry.flags)
    if entry.optional:
        out["optional"] = True
    if entry.decision is not None:
        out["decision"] = entry.decision
    if entry.from_:
        out["from"] = list(entry.from_)
    if entry.decisions:
        out["decisions"] = {k: dict(v) for k, v in entry.decisions.items()}
    return {**out, **entry.extra}


def source_to_json(source: Source) -> Json:
    """A further source of the same text."""
    out: Json = {
        "id": source.id,
        "publisher": source.publisher,
        "published": _iso(source.published),
        "url": source.url,
        "source_sha256": source.source_sha256,
    }
    return {**out, **source.extra}


def article_to_json(article: Article) -> Json:
    """The article with its text."""
    out: Json = {
        "id": article.id,
        "sha256": article.sha256,
        "source_sha256": article.source_sha256,
        "title": article.title,
        "publisher": article.publisher,
        "published": _iso(article.published),
        "published_source": article.published_source,
        "dateline": article.dateline,
        "url": article.url,
        "language": article.language,
        "sources": [source_to_json(s) for s in article.sources],
        "text": article.text,
    }
    return {**out, **article.extra}


def mention_to_json(mention: Mention) -> Json:
    """A mention, used or not."""
    out: Json = {
        "type": mention.type,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "value": dict(mention.value),
        "used_by": list(mention.used_by),
    }
    return {**out, **mention.extra}


def record_to_json(record: Record) -> Json:
    """The whole line as a dict, keys in the format's order."""
    out: Json = {"schema": SCHEMA, "article": article_to_json(record.article)}
    if record.extractor is not None:
        out["extractor"] = dict(record.extractor)
    if record.review is not None:
        out["review"] = dict(record.review)
    out["incidents"] = [entry_to_json(e) for e in record.incidents]
    if record.rejected.entries or record.rejected.counts:
        out["rejected"] = {
            "entries": [entry_to_json(e) for e in record.rejected.entries],
            "counts": {k: [count_to_json(c) for c in v] for k, v in record.rejected.counts.items()},
        }
    if record.mentions or record.extractor is not None:
        out["mentions"] = [mention_to_json(m) for m in record.mentions]
    return {**out, **record.extra}
