"""`assay show ID`: one record as it stands for this reviewer."""

from __future__ import annotations

import argparse
import json
import sys

from extract.model import Record
from gold.formats.assay import line_of
from gold.reading import lines_of
from store.state import as_record, replay, review_of
from store.types import Loaded
from tui.cli_out import DONE, Stop, put, put_json
from tui.cli_store import open_existing
from tui.settings import Settings


def show(args: argparse.Namespace, settings: Settings) -> int:
    """Print the record as text with its open checks, or as `assay/1`."""
    with open_existing(settings) as store:
        row = store.row_of(args.id)
        if row is None:
            raise Stop(f"there is no article {args.id!r} in {store.path}")
        loaded = store.load(row, settings.reviewer)
        record = record_of(loaded)
    if args.json:
        put_json(json.loads(line_of(record)))
        return DONE
    from extract.checks import check
    from tui.cursor import numbers, order

    state = replay(loaded.proposal, loaded.events)
    known = numbers(state)
    for line in lines_of(record, tuple(check(record)), {entry: known[entry] for entry in order(state)}):
        put(line)
    sys.stdout.write("\n")
    for line in record.article.text.splitlines():
        put(line)
    return DONE


def record_of(loaded: Loaded) -> Record:
    """The record as this reviewer's decisions leave it; the proposal where there are none."""
    if not loaded.events:
        return loaded.proposal
    return as_record(replay(loaded.proposal, loaded.events), review_of(loaded.events))
