"""Any `assay/1` file as cases to score: gold, reviewed records, proposals, and what a language model wrote.

Read with more patience than records that go into a store: an article may come without its text (then it is
known by its id or `sha256`), entries and counts without ids, evidence without offsets. Values are as strict
as ever: an unknown side or a negative number is named with its file and line, and the rest is read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extract.from_json import WireError, entry_from_json
from extract.model import SCHEMA, Entry
from extract.to_json import text_sha256
from gold.inputs.decode import LineDecoder, binary_reason
from gold.inputs.find import Found, find, plain
from gold.inputs.json_text import CHUNK, JsonText, Refused, parsed
from gold.inputs.model import InputOptions, Problem, Unusable
from gold.inputs.streams import READ_ERRORS, megabytes, numbered_lines, opened, why
from gold.score import readings
from gold.score.model import Case

#: Keys that no figure depends on; left out before a line is looked at more closely.
_NOT_SCORED = frozenset(("evidence", "cues", "reports", "confidence", "from"))
_SHA256 = re.compile(r"[0-9a-f]{64}")
#: JSON that is not one object a line: an array, or an object over several lines.
_NOT_A_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*\{|\[\s*\]|\{[ \t\r]*\n)")


class _Digest:
    """Stands in for a hash that nobody asks for."""

    def update(self, data: bytes) -> None:
        """Takes data and does nothing."""


def read_cases(path: str, options: InputOptions | None = None) -> Iterator[Case | Problem]:
    """The cases of a file, a folder (its `*.gold.json*` files, else all) or `-`, in order.

    What cannot be read is a Problem with file and line, and the rest goes on. Never raises for content.
    """
    options = options or InputOptions()
    for found in _files(path):
        if isinstance(found, Problem):
            yield found
            continue
        try:
            with opened(found.path, options) as stream:
                yield from _values(stream, found, options)
        except READ_ERRORS as error:
            yield Problem(found.shown, None, why(error))


def _files(path: str) -> Iterator[Found | Problem]:
    if path != "-" and Path(path).is_dir():
        golds = sorted(p for p in Path(path).rglob("*.gold.json*") if p.is_file())
        if golds:
            yield from (Found(str(p), plain(str(p)), p.name) for p in golds)
            return
    yield from find([path])


def _values(stream: io.BufferedReader, found: Found, options: InputOptions) -> Iterator[Case | Problem]:
    beginning = stream.peek(CHUNK)[:CHUNK]
    if not beginning:
        raise Unusable("is empty")
    if what := binary_reason(beginning):
        raise Unusable(f"is not text but {what}")
    if _NOT_A_LINE.match(beginning):
        yield from _spread(stream, found, options)
        return
    decoder = LineDecoder(beginning)
    for number, line in numbered_lines(stream, options):
        if line is None:
            limit = megabytes(options.max_article_bytes)
            yield Problem(found.shown, number, f"is longer than {limit}, the limit for one article")
        elif line.strip():
            try:
                value = parsed(decoder.decode(line.rstrip(b"\r\n")).text)
            except Unusable as problem:
                yield Problem(found.shown, number, str(problem))
                continue
            yield _case(value, found, number)


def _spread(stream: io.BufferedReader, found: Found, options: InputOptions) -> Iterator[Case | Problem]:
    """Objects over several lines, one after the other or in an array."""
    source = JsonText(stream, options, _Digest())
    blanks = " \t\r\n"
    array = source.skip(blanks) and source.peek() == "["
    if array:
        source.take(1)
        blanks += ","
    while source.skip(blanks):
        if array and source.peek() == "]":
            return
        line = source.line
        try:
            value = source.value()
        except Unusable as problem:
            yield Problem(found.shown, source.error_line, f"{problem}; the rest of the file was not read")
            return
        yield _case(value, found, line)


def _case(value: Any, found: Found, line: int) -> Case | Problem:
    try:
        if isinstance(value, Refused):
            raise Unusable(value.reason)
        return case_of(value, f"{found.shown}:{line}")
    except (Unusable, WireError) as problem:
        return Problem(found.shown, line, " ".join(str(problem).split())[:300])


def case_of(value: Any, where: str = "") -> Case:
    """What one JSON value says of an article; raises WireError where it cannot be read."""
    if not isinstance(value, Mapping):
        raise WireError("", "is not an object")
    if value.get("schema") != SCHEMA:
        raise WireError("schema", f"{value.get('schema')!r} is not {SCHEMA!r}")
    name, sha256 = _article(value.get("article"))
    review = _object(value.get("review"), "review")
    extractor = _object(value.get("extractor"), "extractor")
    status = review.get("status")
    entries = () if status == "irrelevant" else _entries(value.get("incidents"))
    shown = review.get("proposal") if review.get("proposal_shown") is not False else None
    return Case(
        id=name,
        sha256=sha256,
        entries=entries,
        extractor=_extractor(extractor),
        maker=_maker(extractor),
        proposal=shown if isinstance(shown, str) else None,
        finished=not review or status in ("verified", "irrelevant"),
        where=where,
    )


def _extractor(extractor: Mapping[str, Any]) -> str | None:
    words = [str(extractor[key]) for key in ("name", "version") if extractor.get(key)]
    return " ".join(words) or None


def _maker(extractor: Mapping[str, Any]) -> str | None:
    """How the store begins the names of this extractor's proposals."""
    return f"{extractor.get('name') or 'unnamed'}-{extractor.get('version') or '0'}" if extractor else None


def _object(value: Any, name: str) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise WireError(name, "must be an object")
    return value


def _article(value: Any) -> tuple[str, str | None]:
    """The article's id and hash. A text's own hash counts; a stated one must not contradict it."""
    if not isinstance(value, Mapping):
        raise WireError("article", "is missing")
    name, stated, text = value.get("id"), value.get("sha256"), value.get("text")
    if stated is not None and not (isinstance(stated, str) and _SHA256.fullmatch(stated)):
        raise WireError("article.sha256", "must be 64 hex digits")
    if text is not None and not isinstance(text, str):
        raise WireError("article.text", "must be text")
    own = None if text is None else text_sha256(text)
    if own is not None and stated is not None and own != stated:
        raise WireError("article.sha256", "does not belong to the text beside it")
    if isinstance(name, str) and name:
        return name, own or stated
    if own or stated:
        return (own or stated or "")[:12], own or stated
    raise WireError("article", "has neither id nor sha256 nor text: nothing tells which article it is")


def _entries(value: Any) -> tuple[Entry, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise WireError("incidents", "must be a list")
    entries = tuple(_entry(_bare(one), f"incidents[{n}]", n) for n, one in enumerate(value))
    ids = [e.id for e in entries]
    for entry in entries:
        inside = [c.id for c in entry.counts]
        if ids.count(entry.id) > 1:
            raise WireError("incidents", f"the id {entry.id!r} stands twice")
        if len(set(inside)) < len(inside):
            raise WireError("incidents", f"a count id stands twice in {entry.id!r}")
        readings.check(entry)
    return entries


def _bare(value: Any) -> Any:
    """The value without what is not scored, at any depth (alternatives have evidence too)."""
    if isinstance(value, Mapping):
        return {k: _bare(v) for k, v in value.items() if k not in _NOT_SCORED}
    return [_bare(v) for v in value] if isinstance(value, list) else value


def _entry(value: Any, path: str, number: int) -> Entry:
    if not isinstance(value, Mapping):
        raise WireError(path, "must be an object")
    named = {**value, "id": value.get("id") or f"#{number + 1}"}
    counts = value.get("counts")
    if isinstance(counts, list):
        named["counts"] = [
            {**c, "id": c.get("id") or f"#{n + 1}"} if isinstance(c, Mapping) else c
            for n, c in enumerate(counts)
        ]
    return entry_from_json(named, path)
