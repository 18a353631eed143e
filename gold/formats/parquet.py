"""Parquet: a row a record, typed and nested for analysis, with the whole `assay/1` line beside it.

Needs pyarrow (the extra `parquet`). Columns: `id`, `sha256`, `title`, `publisher`, `published` (date),
`language`, `url`, `text`, `status`, `reviewer`, `incidents` (a list of structs: `id`, `kind`, `role`,
`part_of`, `type`, `date`, `location`, `counts`) and `record`, the line itself, from which a file is read.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from gold.formats import Json, Read, Written
from gold.formats.losses import Losses

_BATCH = 1000
_ARTICLE = ("id", "sha256", "title", "publisher", "published", "language", "url", "text")


class NeedsPyarrow(Exception):
    """pyarrow is not installed."""

    def __str__(self) -> str:
        return "Parquet needs pyarrow, which is not installed: install Assay with the extra `parquet`"


def _arrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise NeedsPyarrow from None
    return pyarrow


def schema() -> Any:
    """The Arrow schema of a file."""
    pa = _arrow()
    text, whole, day = pa.string(), pa.int64(), pa.date32()
    date = pa.struct({"start": day, "end": day, "precision": text, "inferred": pa.bool_(), "basis": text})
    levels = dict.fromkeys(("name", "admin2", "admin1", "country"), text)
    point = {"latitude": pa.float64(), "longitude": pa.float64(), "geoname_id": whole, "precision": text}
    count = pa.struct(
        dict.fromkeys(("id", "side", "group", "outcome"), text)
        | dict.fromkeys(("low", "best", "high"), whole)
        | {"qualifier": text, "part_of": text, "derived": pa.bool_(), "perpetrator": pa.bool_()}
    )
    entry = pa.struct(
        dict.fromkeys(("id", "kind", "role", "part_of", "type"), text)
        | {"date": date, "location": pa.struct(levels | point), "counts": pa.list_(count)}
    )
    columns = {k: day if k == "published" else text for k in _ARTICLE}
    more = {"status": text, "reviewer": text, "incidents": pa.list_(entry), "record": text}
    return pa.schema(list((columns | more).items()))


def write(records: Iterable[Json], out: BinaryIO) -> Written:
    """Write the file in row groups of 1,000 records. Raises NeedsPyarrow."""
    pa = _arrow()
    shape = schema()
    written = 0
    source = iter(records)
    with pa.parquet.ParquetWriter(out, shape, compression="zstd", write_statistics=True) as writer:
        while batch := [_row(r) for r in islice(source, _BATCH)]:
            writer.write_table(pa.Table.from_pylist(batch, schema=shape))
            written += len(batch)
    return Written(written, Losses())


def _day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _row(record: Json) -> dict[str, Any]:
    article, review = record["article"], record.get("review") or {}
    return {
        **{k: article.get(k) for k in _ARTICLE},
        "published": _day(article.get("published")),
        "status": review.get("status"),
        "reviewer": review.get("reviewer"),
        "incidents": [_entry(e) for e in record.get("incidents") or ()],
        "record": json.dumps(record, ensure_ascii=False),
    }


def _entry(entry: Json) -> dict[str, Any]:
    date = entry.get("date") or {}
    return {**entry, "date": {**date, "start": _day(date.get("start")), "end": _day(date.get("end"))}}


def read(stream: io.BufferedReader) -> Iterator[Read]:
    """The records of a file of ours, from the column `record`. Raises NeedsPyarrow."""
    pa = _arrow()
    number = 0
    try:
        # Parquet begins at its end: what cannot be wound back (gzip, a pipe) is held in memory.
        source = pa.parquet.ParquetFile(stream if stream.seekable() else pa.BufferReader(stream.read()))
        if "record" not in source.schema_arrow.names:
            yield Read(None, None, ("is no Parquet file of Assay: it has no column 'record'",))
            return
        for batch in source.iter_batches(batch_size=_BATCH, columns=["record"]):
            for line in batch.column("record").to_pylist():
                number += 1
                yield Read(json.loads(line), number)
    except (pa.ArrowException, OSError, ValueError) as problem:
        yield Read(None, None, (f"cannot be read as Parquet: {' '.join(str(problem).split())[:200]}",))
