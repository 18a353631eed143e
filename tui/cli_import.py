"""`assay import`: articles and proposals into the store."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from gold.formats import FORMATS
from gold.importing import Report, import_items, refusal
from gold.inputs import Item, Problem, read_ahead
from gold.inputs.decode import plural
from gold.inputs.other import read_other
from tui.cli_out import DONE, IN_PART, INTERRUPTED, UNUSABLE, Problems, say
from tui.cli_progress import bar
from tui.cli_store import open_for_writing
from tui.settings import Settings

if TYPE_CHECKING:
    from store.prepared import Prepared


def import_(args: argparse.Namespace, settings: Settings) -> int:
    """Store what is new. A store is made only once there is something to put in."""
    with bar("importing", args.paths) as shown:
        options = replace(settings.input, kind=args.kind, on_bytes=shown.read)
        problems = Problems(shown.say)
        items = (
            read_ahead(args.paths, options)
            if args.format is None
            else read_other(args.paths, FORMATS[args.format], options)
        )
        first = _first_good(items, problems, as_decisions=args.as_decisions)
        report = Report()
        if first is not None:
            with open_for_writing(settings) as store:
                before = store.progress(settings.reviewer).total
                try:
                    report = import_items(
                        store,
                        chain([first], items),
                        problems.add,
                        progress=shown.add,
                        as_decisions=args.as_decisions,
                    )
                except KeyboardInterrupt:
                    stored = store.progress(settings.reviewer).total - before
                    say(
                        f"stopped: {plural(stored, 'new article')} stored; the same import goes on from there"
                    )
                    return INTERRUPTED
        problems.close()
    say(_sentence(report, problems))
    if report.articles == 0:
        return UNUSABLE
    return IN_PART if problems.bad else DONE


def _first_good(
    items: Iterator[Item | Prepared | Problem], problems: Problems, *, as_decisions: bool
) -> Item | Prepared | None:
    for item in items:
        if isinstance(item, tuple):
            return item
        if isinstance(item, Problem):
            problems.add(item)
        elif item.record is not None and (reason := refusal(item.record, as_decisions=as_decisions)):
            problems.add(Problem(item.path, item.line, reason))
        else:
            return item
    return None


def _sentence(report: Report, problems: Problems) -> str:
    parts = [f"{report.new:,} new", f"{report.known:,} known already"]
    if report.proposals:
        parts.append(plural(report.proposals, "new proposal"))
    if report.decided:
        parts.append(f"{report.decided:,} with their decisions")
    if problems.bad:
        parts.append(f"{problems.bad:,} not read")
    return f"articles: {', '.join(parts)}"
