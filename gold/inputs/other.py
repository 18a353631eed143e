"""Files of other tools (`gold.formats`) as items to import."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.from_json import WireError, record_from_json
from gold.formats import Format, Read
from gold.inputs.find import find
from gold.inputs.model import InputOptions, Item, Problem
from gold.inputs.streams import READ_ERRORS, opened, why


def read_other(paths: Sequence[str], format: Format, options: InputOptions) -> Iterator[Item | Problem]:
    """Every record of these files in a format of another tool; what cannot be taken over is a Problem.

    Never raises for what a file holds.
    """
    for found in find(paths):
        if isinstance(found, Problem):
            yield found
            continue
        try:
            with opened(found.path, options) as stream:
                for read in format.read(stream):
                    yield from items_of(read, found.shown)
        except READ_ERRORS as error:
            yield Problem(found.shown, None, why(error))
        except Exception as error:  # a file of another tool can hold anything; the other files wait
            fault = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
            yield Problem(found.shown, None, f"the reader of {format.name} failed on it: {fault}")


def items_of(read: Read, shown: str) -> Iterator[Item | Problem]:
    """What one read record comes to; `shown` names its file."""
    if read.record is None:
        yield from (Problem(shown, read.line, note) for note in read.notes)
        return
    yield from (Problem(shown, read.line, note, note=True) for note in read.notes)
    try:
        record = record_from_json(read.record)
    except WireError as problem:
        yield Problem(shown, read.line, f"does not fit together: {problem}")
        return
    if not record.article.text.strip():
        reason = "has no text, so there is nothing to read it beside; `assay score` compares such tables"
        yield Problem(shown, read.line, reason)
        return
    yield Item(record.article, shown, read.line, record)
