"""`croissant.json`: what a release holds, in the words that dataset search understands (Croissant 1.0)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gold.release.tables import ARTICLES, COUNTS, ENTRIES

_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_FORMATS = {"csv": "text/csv", "jsonl": "application/jsonlines", "parquet": "application/x-parquet"}
_WHOLE = ("low", "best", "high", "tolls", "revision", "geoname_id")
_NUMBERS = ("latitude", "longitude", "active_seconds")
_TABLES = (("articles", ARTICLES), ("entries", ENTRIES), ("counts", COUNTS))


def croissant(
    *,
    name: str,
    version: str,
    published: str,
    about: str,
    licence: str,
    url: str | None,
    files: Mapping[str, tuple[int, str]],
) -> dict[str, Any]:
    """The description; `files` maps a path in the folder to its size in bytes and its sha256."""
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": name,
        "description": about,
        "version": f"{version}.0",
        "datePublished": published,
        "license": licence,
        "url": url or f"https://example.org/{name}",
        "citeAs": f"{name} {version}",
        "distribution": [
            _file(path, *told) for path, told in files.items() if path.rpartition(".")[2] in _FORMATS
        ],
        "recordSet": [_records(table, columns) for table, columns in _TABLES],
    }


def _file(path: str, size: int, sha256: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": path,
        "contentSize": f"{size} B",
        "encodingFormat": _FORMATS[path.rpartition(".")[2]],
        "sha256": sha256,
    }


def _records(table: str, columns: Sequence[str]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{table}/{column}",
                "name": column,
                "dataType": _type(column),
                "source": {"fileObject": {"@id": f"tables/{table}.csv"}, "extract": {"column": column}},
            }
            for column in columns
        ],
    }


def _type(column: str) -> str:
    if column in _WHOLE:
        return "sc:Integer"
    return "sc:Float" if column in _NUMBERS else "sc:Text"
