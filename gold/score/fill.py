"""Files and proposals onto shelves, with what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from gold.inputs.model import InputOptions, Problem
from gold.score.model import Case
from gold.score.reading import case_of, read_cases
from gold.score.shelf import Shelf


def fill(
    shelf: Shelf, path: str, told: Callable[[Problem], None], options: InputOptions | None = None
) -> Shelf:
    """Put every case of a file, a folder or `-` on the shelf; what cannot be read goes to `told`."""
    for found in read_cases(path, options):
        if isinstance(found, Problem):
            told(found)
        else:
            put(shelf, found)
    return shelf


def fill_from_lines(shelf: Shelf, lines: Iterable[str]) -> Shelf:
    """Put `assay/1` lines that a store hands out on the shelf. Raises WireError where one is damaged."""
    import json

    for number, line in enumerate(lines, 1):
        put(shelf, case_of(json.loads(line), f"{shelf.name}:{number}"))
    return shelf


def put(shelf: Shelf, case: Case) -> None:
    """Keep a case, unless its review is still in progress."""
    if case.finished:
        shelf.add(case)
    else:
        shelf.unfinished += 1
