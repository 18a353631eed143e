"""From table rows to the domain model and back. Pure: no database library is imported here."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from extract.from_json import record_from_json
from extract.model import SCHEMA, Article, Record, Source
from extract.to_json import article_to_json, record_to_json
from store.events import Event
from store.pairs import load_pair

#: The columns of `articles` that an `Article` is made of, in the order that `article` takes them.
ARTICLE_COLUMNS: tuple[str, ...] = (
    "id",
    "sha256",
    "source_sha256",
    "title",
    "publisher",
    "published",
    "published_source",
    "dateline",
    "url",
    "language",
    "extra",
)
#: The columns of `articles` that `meta_sha256` is over, in this order.
META_COLUMNS: tuple[str, ...] = (
    "id",
    "source_sha256",
    "title",
    "publisher",
    "published",
    "published_source",
    "dateline",
    "url",
    "language",
    "extra",
)
#: The article row of a reviewer's last key press, where that article is in progress.
LAST_IN_PROGRESS = (
    "SELECT article FROM reviews WHERE reviewer = :reviewer AND status = 'in_progress' AND article = "
    "(SELECT article FROM events WHERE reviewer = :reviewer AND seq = group_seq ORDER BY seq DESC LIMIT 1)"
)
#: The row of the first article after `:row` that was not purged.
ROW_AFTER = (
    "SELECT row FROM articles WHERE row > :row AND row NOT IN (SELECT article FROM tombstones) "
    "ORDER BY row LIMIT 1"
)
#: The columns of `sources` that a `Source` is made of.
SOURCE_COLUMNS: tuple[str, ...] = ("id", "publisher", "published", "url", "source_sha256", "extra")
#: The columns of `events` that an `Event` is made of, besides reviewer, article and proposal.
EVENT_COLUMNS: tuple[str, ...] = (
    "seq",
    "group_seq",
    "at",
    "entry",
    "field",
    "action",
    "key",
    "before",
    "after",
    "ms",
    "guideline",
)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode
_quote = json.encoder.encode_basestring


def dump(value: Any) -> str:
    """JSON text as the record format writes it, unknown scripts as they are."""
    return _encode(value)


def dump_extra(extra: Mapping[str, Any]) -> str | None:
    """Unknown keys as JSON text; None where there are none."""
    return dump(dict(extra)) if extra else None


def _extra(text: str | None) -> Mapping[str, Any]:
    return {} if text is None else json.loads(text)


def _day(value: dt.date | str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value


def meta_sha256(row: Mapping[str, Any]) -> str:
    """The hash of what is told of a text besides, from the values of an `articles` row.

    Whatever changes one of `META_COLUMNS` writes this anew; `verify-store` compares.
    """
    return meta_of(None if row[name] is None else str(row[name]) for name in META_COLUMNS)


def meta_of(values: Iterable[Any]) -> str:
    """The same of the values of `META_COLUMNS` in their order, text or None.

    Raises UnicodeEncodeError for lone surrogates.
    """
    # What `dump` makes of such a list; made for a million articles, it is put together here.
    said = f"[{', '.join(['null' if v is None else _quote(v) for v in values])}]"
    return hashlib.sha256(said.encode()).hexdigest()


def source(row: Sequence[Any]) -> Source:
    """A source from the values of `SOURCE_COLUMNS`."""
    return Source(row[0], row[1], _day(row[2]), row[3], row[4], _extra(row[5]))


def article(row: Sequence[Any], text: str, sources: Iterable[Sequence[Any]] = ()) -> Article:
    """An article from the values of `ARTICLE_COLUMNS`, its text and its rows of `SOURCE_COLUMNS`."""
    return Article(
        id=row[0],
        sha256=row[1],
        text=text,
        source_sha256=row[2],
        title=row[3],
        publisher=row[4],
        published=_day(row[5]),
        published_source=row[6],
        dateline=row[7],
        url=row[8],
        language=row[9],
        sources=tuple(source(s) for s in sources),
        extra=_extra(row[10]),
    )


def event(row: Sequence[Any], *, reviewer: str, sha256: str, proposal: str | None) -> Event:
    """An event from the values of `EVENT_COLUMNS` and the names that its row numbers stand for."""
    seq, group, at, entry, field, action, key, was, now, ms, guideline = row
    before, after = load_pair(was, now)
    return Event(
        seq=seq,
        group=group,
        at=at,
        reviewer=reviewer,
        article_sha256=sha256,
        entry=entry,
        field=field,
        action=action,
        key=key,
        before=before,
        after=after,
        ms=ms,
        proposal=proposal,
        guideline=guideline,
    )


def body(record: Record) -> str:
    """A record as JSON text without its schema and article, which the store keeps once, elsewhere."""
    value = record_to_json(record)
    del value["schema"], value["article"]
    return dump(value)


def record(text: str, of: Article) -> Record:
    """The record of a body, with its article put back. Raises WireError where the body is no record."""
    bare = record_from_json({"schema": SCHEMA, "article": _STAND_IN, **json.loads(text)})
    of = _as_corrected(of, text)
    return Record(of, bare.incidents, bare.mentions, bare.extractor, bare.review, bare.rejected, bare.extra)


def _as_corrected(of: Article, text: str) -> Article:
    """The article with the day of publication that the body's review corrects it to."""
    if '"published_proposed"' not in text:
        return of
    day = (json.loads(text).get("review") or {}).get("published")
    return of if day is None else replace(of, published=_day(day), published_source="corrected")


_STAND_IN = {"id": "-", "text": ""}


def line(of: Article, text: str) -> str:
    """The `assay/1` line of an article and a body: the same as `to_json.dumps` of the whole record."""
    of = _as_corrected(of, text)
    head = dump({"schema": SCHEMA, "article": article_to_json(of)})
    return head[:-1] + ("}" if text == "{}" else ", " + text[1:])


def extractor_key(extractor: Mapping[str, Any]) -> str:
    """What makes two runs the same extractor: name, version, gazetteer and lexicon."""
    return "|".join(str(extractor.get(k) or "-") for k in ("name", "version", "gazetteer", "lexicon"))


def proposal_key(extractor: Mapping[str, Any], sha256: str, text: str) -> str:
    """The name of one proposal for one article: `rules-1.0-1a2b3c4d`, its hash over article and body.

    Raises UnicodeEncodeError for lone surrogates.
    """
    digest = hashlib.sha256(f"{sha256}\n{text}".encode()).hexdigest()
    return f"{extractor.get('name') or 'unnamed'}-{extractor.get('version') or '0'}-{digest[:8]}"
