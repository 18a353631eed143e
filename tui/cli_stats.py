"""`assay stats`: progress, pace and correction rates."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from gold.stats_text import summary, tables
from store.figures import Stats, corrected_rate, overall
from tui.cli_out import DONE, put, put_json, table
from tui.cli_store import open_existing
from tui.settings import Settings


def stats(args: argparse.Namespace, settings: Settings) -> int:
    """Print the store's figures, or those of one reviewer where --reviewer names one."""
    with open_existing(settings) as store:
        found = store.stats(settings.reviewer if settings.reviewer_given else None)
    if args.json:
        put_json(_as_json(found))
        return DONE
    put(summary(found))
    for one in tables(found):
        put("")
        put(one.title)
        table(one.columns, one.rows, right=range(one.numbers, len(one.columns)))
    return DONE


def _as_json(found: Stats) -> Any:
    value: Any = asdict(found)
    for one, plain in zip(found.reviewers, value["reviewers"], strict=True):
        plain["pace"] = one.pace
        plain["corrected_rate"] = {f: corrected_rate(t) for f, t in one.decisions.items()}
    for of, plain in zip(found.extractors, value["extractors"], strict=True):
        plain["corrected_rate"] = {f: corrected_rate(t) for f, t in of.decisions.items()}
        plain["corrected_rate_overall"] = corrected_rate(overall(of.decisions))
        plain["untouched_rate"] = of.untouched_rate
    return value
