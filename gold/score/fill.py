"""Files and proposals onto shelves, with what could not be read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace

from gold.inputs.model import InputOptions, Problem
from gold.score.model import Case
from gold.score.reading import case_of, read_cases
from gold.score.shelf import Shelf
from store.errors import StoreDamaged


def fill(
    shelf: Shelf,
    path: str,
    told: Callable[[Problem], None],
    options: InputOptions | None = None,
    progress: Callable[[], None] = lambda: None,
) -> Shelf:
    """Put every case of a file, a folder or `-` on the shelf; what cannot be read goes to `told`.

    `progress` hears of every case.
    """
    for found in read_cases(path, options):
        if isinstance(found, Problem):
            told(found)
        else:
            put(shelf, found)
            progress()
    return shelf


def fill_from_lines(shelf: Shelf, lines: Iterable[str]) -> Shelf:
    """Put `assay/1` lines that a store hands out on the shelf. Raises StoreDamaged where one is no record."""
    for line in lines:
        try:
            case = case_of(json.loads(line))
        except ValueError as problem:
            sentence = f"a record of {shelf.name} cannot be read ({problem}): see `assay verify-store`"
            raise StoreDamaged(sentence) from None
        put(shelf, replace(case, where=case.id))
    return shelf


def put(shelf: Shelf, case: Case) -> None:
    """Keep a case, unless its review is still in progress."""
    if case.finished:
        shelf.add(case)
    else:
        shelf.unfinished += 1
