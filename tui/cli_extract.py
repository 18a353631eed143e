"""`assay extract`: articles in, `assay/1` lines out, in order, without a store."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from dataclasses import replace

from gold.formats.assay import line_of
from gold.inputs import Item, Problem, read_items
from gold.parallel import ordered, settle_memory
from tui.cli_out import DONE, IN_PART, UNUSABLE, Problems, Stop, output, say
from tui.cli_progress import bar
from tui.settings import Settings


def extract(args: argparse.Namespace, settings: Settings) -> int:
    """Print one line an article. An article that cannot be extracted is named and the rest goes on."""
    jobs = args.jobs or os.cpu_count() or 1
    settle_memory()
    done = 0
    with bar("extracting", args.paths) as shown:
        options = replace(settings.input, kind=args.kind, on_bytes=shown.read)
        problems = Problems(shown.say)
        with output(args.output) as out:
            for result in _results(_good(read_items(args.paths, options), problems), jobs):
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


def _results(items: Iterator[Item], jobs: int) -> Iterator[str | Problem]:
    from concurrent.futures.process import BrokenProcessPool

    try:
        yield from ordered(extract_one, items, jobs)
    except BrokenProcessPool:
        sentence = "an extracting process died: --jobs 1 shows on which article"
        raise Stop(sentence, IN_PART) from None


def extract_one(item: Item) -> str | Problem:
    """The `assay/1` line of one article. A fault of the extractor costs this article only, and is named."""
    from extract.pipeline import extract as extract_article

    try:
        return line_of(extract_article(item.article))
    except Exception as error:  # whatever it is, a million other articles wait
        return Problem(item.path, item.line, f"the extractor failed on it: {type(error).__name__}: {error}")
