"""`assay extract`: articles in, `assay/1` lines out, in order, without a store."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from gold.extractors.chosen import Chosen, ExtractorError
from gold.formats.assay import line_of
from gold.inputs import Item, Problem, read_items
from gold.parallel import ordered, settle_memory
from tui.cli_out import DONE, IN_PART, UNUSABLE, Problems, Stop, output, say
from tui.cli_progress import bar
from tui.settings import Settings

if TYPE_CHECKING:
    from gold.extractors.loading import Extractor


def extract(args: argparse.Namespace, settings: Settings) -> int:
    """Print one line an article. An article that cannot be extracted is named and the rest goes on."""
    jobs = args.jobs or os.cpu_count() or 1
    settle_memory()
    chosen = replace(settings.extracting, name=args.extractor or settings.extracting.name)
    _loaded(chosen)
    done = 0
    with bar("extracting", args.paths) as shown:
        options = replace(settings.input, kind=args.kind, on_bytes=shown.read)
        problems = Problems(shown.say)
        with output(args.output) as out:
            for result in _results(chosen, _good(read_items(args.paths, options), problems), jobs):
                if isinstance(result, Problem):
                    problems.add(result)
                    continue
                out.write(result)
                out.write("\n")
                done += 1
                shown.add()
            if done == 0 and args.output not in (None, "-"):
                problems.close()
                raise Stop(f"nothing was extracted, {args.output} was not written", UNUSABLE)
        problems.close()
    if problems.bad:
        say(f"articles: {done:,} extracted, {problems.bad:,} not read")
    if done == 0:
        return UNUSABLE
    return IN_PART if problems.bad else DONE


def _good(items: Iterator[Item | Problem], problems: Problems) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Problem):
            problems.add(item)
        else:
            yield replace(item, record=None)


def _loaded(chosen: Chosen) -> Extractor:
    """The extractor. Raises Stop with a sentence where it, or a file for it, cannot be used."""
    from gold.extractors.loading import load

    try:
        return load(chosen)
    except ExtractorError as error:
        raise Stop(str(error), UNUSABLE) from None


def _results(chosen: Chosen, items: Iterator[Item], jobs: int) -> Iterator[str | Problem]:
    from concurrent.futures.process import BrokenProcessPool

    try:
        yield from ordered(partial(extract_one, chosen), items, jobs)
    except BrokenProcessPool:
        sentence = "an extracting process died: --jobs 1 shows on which article"
        raise Stop(sentence, IN_PART) from None


def extract_one(chosen: Chosen, item: Item) -> str | Problem:
    """The `assay/1` line of one article. A fault of the extractor costs this article only, and is named."""
    extractor = _loaded(chosen)
    try:
        return line_of(extractor.read(item.article))
    except Exception as error:  # whatever it is, a million other articles wait
        return Problem(item.path, item.line, f"the extractor failed on it: {type(error).__name__}: {error}")
