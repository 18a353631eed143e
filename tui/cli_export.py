"""`assay export`: finished records as `assay/1` lines or as a flat table."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from typing import TextIO

from gold.formats.assay import harmless
from tui.cli_out import DONE, output, say
from tui.cli_store import open_existing
from tui.settings import Settings


def export(args: argparse.Namespace, settings: Settings) -> int:
    """Write every verified and irrelevant record in import order, streamed.

    `--reviewer`, or ASSAY_REVIEWER, decides where several people finished the same article.
    """
    who = settings.reviewer if settings.reviewer_chosen else None
    with open_existing(settings) as store:
        lines = store.export_lines(reviewer=who)
        with output(args.output) as out:
            records, defused = _csv(lines, out) if args.format == "csv" else (_jsonl(lines, out), 0)
    if records == 0:
        say("nothing to export: no article is verified or irrelevant yet")
    elif args.output not in (None, "-"):
        say(f"{records:,} {'record' if records == 1 else 'records'} written to {args.output}")
    if defused:
        cells = "1 cell begins" if defused == 1 else f"{defused:,} cells begin"
        say(f"{cells} with ' so that no spreadsheet runs it as a formula")
    return DONE


def _jsonl(lines: Iterable[str], out: TextIO) -> int:
    records = 0
    for line in lines:
        out.write(harmless(line))
        out.write("\n")
        records += 1
    return records


def _csv(lines: Iterator[str], out: TextIO) -> tuple[int, int]:
    from gold.formats import csv

    return csv.write(lines, out)
