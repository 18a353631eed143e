"""Tables: .csv and .tsv with a header, one article a row, read as a stream."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import deque
from collections.abc import Iterator, Sequence

from gold.inputs.decode import LineDecoder, binary_reason, recoded
from gold.inputs.fields import article_of
from gold.inputs.find import Found
from gold.inputs.model import FIELDS, InputOptions, Item, Problem, Unusable
from gold.inputs.streams import megabytes, numbered_lines


class _Overgrown(Unusable):
    """A row that is larger than an article may be: it is given up, and the file is read on."""


#: How often a row with broken quoting may be given up before the file is.
_PATIENCE = 200


def read_csv(stream: io.BufferedReader, found: Found, options: InputOptions) -> Iterator[Item | Problem]:
    """A comma separated table; semicolons and tabs are seen by the header."""
    yield from _read(stream, found, options, ",;\t|")


def read_tsv(stream: io.BufferedReader, found: Found, options: InputOptions) -> Iterator[Item | Problem]:
    """A tab separated table."""
    yield from _read(stream, found, options, "\t,;|")


def _read(
    stream: io.BufferedReader, found: Found, options: InputOptions, delimiters: str
) -> Iterator[Item | Problem]:
    beginning = stream.peek(1 << 16)[: 1 << 16]
    if not beginning:
        raise Unusable("is empty")
    if (what := binary_reason(beginning)) is not None:
        raise Unusable(f"is not text but {what}" if what != "gzipped twice" else "is gzipped twice")
    if (note := recoded(beginning)) is not None:
        yield Problem(found.shown, None, note, note=True)
    lines = _Lines(stream, found, options, beginning)
    header, delimiter = _header(lines, options, delimiters)
    positions = _positions(header, options)
    csv.field_size_limit(max(csv.field_size_limit(), options.max_article_bytes))
    for row in _rows(lines, delimiter, options):
        yield from lines.said()
        if isinstance(row, Problem):
            yield row
            continue
        number, cells, digest = row
        if len(cells) != len(header) and not (len(cells) < len(header) and len(cells) > positions["text"]):
            yield Problem(found.shown, number, f"has {len(cells):,} columns, the header has {len(header):,}")
            continue
        yield from _item(cells, positions, found, number, digest, options)
    yield from lines.said()


def _item(
    cells: Sequence[str],
    positions: dict[str, int],
    found: Found,
    number: int,
    digest: str,
    options: InputOptions,
) -> Iterator[Item | Problem]:
    fields = {options.column(f): cells[at] for f, at in positions.items() if at < len(cells)}
    notes: list[str] = []
    name = f"{found.name}:{number}"
    try:
        article = article_of(fields, options, name=name, source_sha256=digest, notes=notes)
    except Unusable as problem:
        yield Problem(found.shown, number, str(problem))
        return
    yield from (Problem(found.shown, number, note, note=True) for note in notes)
    yield Item(article, found.shown, number)


class _Lines:
    """The file's lines as text, numbered, with room to go back to a line after broken quoting."""

    def __init__(
        self, stream: io.BufferedReader, found: Found, options: InputOptions, beginning: bytes
    ) -> None:
        self.decoder = LineDecoder(beginning)
        self.source = numbered_lines(stream, options)
        self.found = found
        self.back: deque[tuple[int, str]] = deque()
        self.row: list[tuple[int, str]] = []
        self.notes: list[Problem] = []
        self.size = 0
        self.limit = options.max_article_bytes

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        """The next line; raises _Overgrown where the row so far is larger than an article may be."""
        if self.size > self.limit:
            raise _Overgrown(f"a row is larger than {megabytes(self.limit)}; is a quotation mark missing?")
        number, line = self.back.popleft() if self.back else self._fresh()
        self.row.append((number, line))
        self.size += len(line)
        return line

    def _fresh(self) -> tuple[int, str]:
        number, data = next(self.source)
        if data is None:
            reason = f"is longer than {megabytes(self.limit)}, the limit for one article"
            self.notes.append(Problem(self.found.shown, number, reason))
            return self._fresh()
        decoded = self.decoder.decode(data)
        self.notes += [Problem(self.found.shown, number, note, note=True) for note in decoded.notes]
        return number, decoded.text

    def begin(self) -> None:
        """A new row begins with the next line."""
        self.row, self.size = [], 0

    def give_back(self) -> int:
        """Takes the row's lines back but the first, and says the number of that one."""
        first, *rest = self.row
        self.back.extendleft(reversed(rest))
        self.begin()
        return first[0]

    def said(self) -> Iterator[Problem]:
        """What there was to say about the lines since the last call."""
        notes, self.notes = self.notes, []
        yield from notes


def _header(lines: _Lines, options: InputOptions, delimiters: str) -> tuple[list[str], str]:
    wanted = options.column("text").strip().casefold()
    first: list[str] = []
    try:
        while not first:
            lines.begin()
            line = next(lines)
            first = [line] if line.strip() else []
    except StopIteration:
        raise Unusable("is empty") from None
    for delimiter in delimiters:
        try:
            names = next(csv.reader(first, delimiter=delimiter, strict=True))
        except (csv.Error, StopIteration):
            continue
        names = [n.strip().removeprefix("﻿") for n in names]
        if wanted in (n.casefold() for n in names):
            return names, delimiter
    names = first[0].strip().split(delimiters[0])
    shown = ", ".join(n.strip().strip('"')[:30] for n in names[:8])
    more = f" and {len(names) - 8:,} more" if len(names) > 8 else ""
    raise Unusable(
        f"has no column {options.column('text')!r} (it has {shown}{more}); name it with --column text=NAME"
    )


def _positions(header: list[str], options: InputOptions) -> dict[str, int]:
    """Where each field stands; raises Unusable where two columns have its name or a named one is missing."""
    folded = [h.casefold() for h in header]
    positions = {}
    for field in FIELDS:
        name = options.column(field).strip().casefold()
        if folded.count(name) > 1:
            raise Unusable(f"has two columns {options.column(field)!r}")
        if name in folded:
            positions[field] = folded.index(name)
        elif field in options.columns:
            raise Unusable(f"has no column {options.column(field)!r}")
    return positions


def _rows(
    lines: _Lines, delimiter: str, options: InputOptions
) -> Iterator[tuple[int, list[str], str] | Problem]:
    """Every row with its first line's number, its cells and the hash of its bytes (as UTF-8).

    Where quoting is broken the row's first line is given up and reading goes on with the line after it. What
    the file itself raises (a damaged gzip, a disk that fails) goes through: nothing can be read on there.
    """
    given_up = 0
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _Overgrown) as error:
            given_up += 1
            reason = str(error) if isinstance(error, _Overgrown) else _why(error)
            yield Problem(lines.found.shown, lines.give_back(), reason)
            if given_up >= _PATIENCE:
                raise Unusable(f"{given_up} rows have broken quoting; the rest was not read") from None
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            continue
        if cells:
            text = "".join(line for _, line in lines.row)
            digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            yield lines.row[0][0], cells, digest


def _why(error: csv.Error) -> str:
    reason = str(error)
    if "unexpected end" in reason:
        return "a quotation mark is opened and never closed; the row was left out"
    if "expected after" in reason:
        return "a quotation mark stands inside a quoted cell without being doubled; the row was left out"
    return f"is no row of a table: {reason}"
