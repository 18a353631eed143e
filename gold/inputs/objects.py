"""JSON: one object a line (.jsonl), or an object, several, or an array (.json)."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from extract.from_json import WireError, record_from_json
from extract.model import SCHEMA, Record
from gold.inputs.decode import (
    LineDecoder,
    binary_reason,
    is_sound,
    mend,
    mend_notes,
    mend_value,
    recoded,
)
from gold.inputs.fields import article_of
from gold.inputs.find import Found
from gold.inputs.json_text import CHUNK, JsonText, Refused, parsed
from gold.inputs.model import InputOptions, Item, Problem, Unusable
from gold.inputs.streams import megabytes, numbered_lines

#: A NUL or a surrogate as JSON escapes it.
_SUSPECT = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
#: The beginning of JSON that is not one object a line: an array of objects, or an object over several lines.
_NOT_A_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*\{|\{[ \t\r]*\n)")


def read_jsonl(stream: io.BufferedReader, found: Found, options: InputOptions) -> Iterator[Item | Problem]:
    """One object a line. A bad line is a Problem and the rest goes on."""
    beginning = stream.peek(CHUNK)[:CHUNK]
    _refuse_binary(beginning)
    if _NOT_A_LINE.match(beginning):
        yield from read_json(stream, found, options)
        return
    if (note := recoded(beginning)) is not None:
        yield Problem(found.shown, None, note, note=True)
    decoder = LineDecoder(beginning)
    anything = False
    for number, line in numbered_lines(stream, options):
        if line is None:
            reason = f"is longer than {megabytes(options.max_article_bytes)}, the limit for one article"
            yield Problem(found.shown, number, reason)
            anything = True
        elif line.strip():
            anything = True
            yield from _line(line, number, found, options, decoder)
    if not anything:
        raise Unusable("is empty")


def _refuse_binary(beginning: bytes) -> None:
    if not beginning:
        raise Unusable("is empty")
    what = binary_reason(beginning)
    if what is not None:
        raise Unusable(f"is not text but {what}" if what != "gzipped twice" else "is gzipped twice")


def _line(
    line: bytes, number: int, found: Found, options: InputOptions, decoder: LineDecoder
) -> Iterator[Item | Problem]:
    line = line.rstrip(b"\r\n")
    decoded = decoder.decode(line)
    for note in decoded.notes:
        yield Problem(found.shown, number, note, note=True)
    try:
        value = parsed(decoded.text)
    except Unusable as problem:
        yield Problem(found.shown, number, str(problem))
        return
    digest = hashlib.sha256(line).hexdigest()
    yield from item_of(value, found, number, f"{found.name}:{number}", digest, options, raw=decoded.text)


def _is_suspect(line: str) -> bool:
    """Whether a line may hold a NUL or half a character."""
    return not is_sound(line) or ("\\u" in line and _SUSPECT.search(line) is not None)


def item_of(
    value: Any,
    found: Found,
    line: int | None,
    name: str,
    source_sha256: str,
    options: InputOptions,
    *,
    raw: str | None = None,
) -> Iterator[Item | Problem]:
    """What one JSON value is: a plain article, or an `assay/1` line. Anything else is a Problem.

    `raw` is its text; without it, NUL and halves of characters are looked for in all that it holds.
    """
    notes: list[str] = []
    try:
        if isinstance(value, Refused):
            raise Unusable(value.reason)
        if not isinstance(value, dict):
            raise Unusable("is not an object")
        record = None
        if "schema" in value and isinstance(value.get("article"), Mapping):
            record = _record(value, source_sha256, raw is None or _is_suspect(raw), notes)
        elif isinstance(value.get("extractions"), list) and isinstance(value.get("text"), str):
            yield from _langextract(value, line, found)
            return
        if record is not None:
            article = record.article
        else:
            article = article_of(value, options, name=name, source_sha256=source_sha256, notes=notes)
    except (Unusable, WireError) as problem:
        yield Problem(found.shown, line, _one_line(str(problem)))
        return
    for note in notes:
        yield Problem(found.shown, line, note, note=True)
    yield Item(article, found.shown, line, record)


def _langextract(value: Mapping[str, Any], line: int | None, found: Found) -> Iterator[Item | Problem]:
    from gold.formats.langextract import record_of
    from gold.inputs.other import items_of

    yield from items_of(record_of(value, line), found.shown)


def _one_line(reason: str) -> str:
    return " ".join(reason.split())[:300]


def _record(value: Mapping[str, Any], source_sha256: str, suspect: bool, notes: list[str]) -> Record:
    if value["schema"] != SCHEMA:
        raise Unusable(f"is of the format {value['schema']!r}; this version reads {SCHEMA!r}")
    if suspect:
        value = _mended_record(value, notes)
    record = record_from_json(value)
    if not record.article.text.strip():
        raise Unusable("has an article without text")
    if record.article.source_sha256 is None:
        record = replace(record, article=replace(record.article, source_sha256=source_sha256))
    return record


def _mended_record(value: Mapping[str, Any], notes: list[str]) -> Mapping[str, Any]:
    """The record with NUL and lone surrogates replaced everywhere; a text that changed has another hash."""
    text = value["article"].get("text")
    whole: Any = mend_value(value)
    if isinstance(text, str) and whole["article"]["text"] != text:
        _, nuls, lone = mend(text)
        notes.extend(mend_notes(nuls, lone))
        whole["article"].pop("sha256", None)
    return dict(whole)


def read_json(stream: io.BufferedReader, found: Found, options: InputOptions) -> Iterator[Item | Problem]:
    """An object, several one after another, or an array of them, read as a stream.

    Ids of what has none are the file's name where it holds one object, else `name:n`, n counted from 1.
    """
    beginning = stream.peek(CHUNK)[:CHUNK]
    _refuse_binary(beginning)
    digest = hashlib.sha256()
    source = JsonText(stream, options, digest)
    yield from (Problem(found.shown, None, note, note=True) for note in source.notes)
    if not source.skip(" \t\r\n"):
        raise Unusable("is empty")
    array = source.peek() == "["
    if array:
        source.take(1)
    yield from _values(source, array, found, options)
    if source.strays:
        yield Problem(found.shown, None, f"not all UTF-8: {source.strays:,} bytes read as cp1252", note=True)


def _values(source: JsonText, array: bool, found: Found, options: InputOptions) -> Iterator[Item | Problem]:
    number = 0
    held: tuple[Any, int] | None = None
    while source.skip(" \t\r\n," if array else " \t\r\n"):
        if array and source.peek() == "]":
            source.take(1)
            if source.skip(" \t\r\n"):
                yield Problem(found.shown, source.line, "something stands behind the end of the array")
            break
        number += 1
        line = source.line
        try:
            value = source.value()
        except Unusable as problem:
            yield Problem(found.shown, source.error_line, f"{problem}; the rest of the file was not read")
            break
        if number == 1 and not array:
            held = (value, line)  # alone it takes the file's own name, so look for a second one first
            continue
        if held is not None:
            yield from _numbered(held[0], found, held[1], 1, source, options)
            held = None
        yield from _numbered(value, found, line, number, source, options)
    else:
        if array:
            yield Problem(found.shown, source.line, "the array is not closed; is the file cut off?")
    if held is not None:
        yield from item_of(held[0], found, held[1], found.name, source.hexdigest(), options)
    elif number == 0:
        raise Unusable("holds no article")


def _numbered(
    value: Any, found: Found, line: int, number: int, source: JsonText, options: InputOptions
) -> Iterator[Item | Problem]:
    own = b"" if isinstance(value, Refused) else json.dumps(value, ensure_ascii=True, sort_keys=True).encode()
    digest = hashlib.sha256(own).hexdigest()
    yield from item_of(value, found, line, f"{found.name}:{number}", digest, options)
