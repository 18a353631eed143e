"""`assay agreement`: how far reviewers agree, arm by arm."""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tui.cli_out import DONE, Stop, put, put_json, table
from tui.cli_store import open_existing
from tui.settings import Settings

if TYPE_CHECKING:
    from gold.agreement.run import Agreement, Part
    from gold.agreement.units import Coding


def agreement(args: argparse.Namespace, settings: Settings) -> int:
    """Print agreement on finding, then on each field. Raises Stop where nothing was coded twice."""
    from gold.agreement.run import agreement as run

    arms: dict[str, list[Coding]] = defaultdict(list)
    for coding in _codings(args, settings):
        arms[coding.arm].append(coding)
    found = {
        arm: run(codings, replicates=args.replicates, seed=args.seed, worst=args.worst)
        for arm, codings in sorted(arms.items())
    }
    found = {arm: told for arm, told in found.items() if told.articles} or found
    if not any(told.articles for told in found.values()):
        raise Stop("nothing was coded twice yet: `assay assign` gives articles to several reviewers")
    if args.screen:
        from tui.agreement_app import run as show
        from tui.cli_review import needs_terminal

        needs_terminal([])
        return show(found, settings)
    if args.json:
        put_json({arm: as_json(told) for arm, told in found.items()})
        return DONE
    for number, (arm, told) in enumerate(found.items()):
        if number:
            put("")
        _print(arm, told)
    return DONE


def _codings(args: argparse.Namespace, settings: Settings) -> list[Coding]:
    from gold.agreement.sources import BadLine, from_files, from_store

    if not args.paths:
        with open_existing(settings) as store:
            return list(from_store(store))
    try:
        return list(from_files(args.paths))
    except BadLine as problem:
        raise Stop(str(problem)) from None
    except OSError as problem:
        raise Stop(f"{problem.filename}: cannot be read: {(problem.strerror or '').lower()}") from None
    except UnicodeDecodeError:
        raise Stop("a file is not UTF-8: `assay/1` lines are") from None


def _print(arm: str, told: Agreement) -> None:
    from gold.agreement import text

    put(text.heading(arm, told))
    for line in text.finding(told):
        put(line)
    made = text.tables(told)
    for one in made:
        put("")
        put(one.title)
        table(one.columns, one.rows, right=range(one.numbers, len(one.columns) - (one is made[0])))
    put("")
    for line in text.undefined(told):
        put(line)
    worst = list(text.worst(told))
    if worst:
        put("worst articles")
    for line in worst:
        put(line)


def as_json(told: Agreement) -> dict[str, Any]:
    """Everything that was measured, for programs."""
    return {
        "articles": told.articles,
        "alone": told.alone,
        "coders": list(told.coders),
        "incidents": {**asdict(told.incidents), "f1": told.incidents.f1, "interval": told.incidents_interval},
        "totals": {**asdict(told.totals), "f1": told.totals.f1},
        "fields": {
            line.field.name: {**asdict(line.measured), "interval": line.interval, "level": line.field.level}
            for line in told.lines
        },
        "pairs": [_part(p) for p in told.pairs],
        "months": [_part(p) for p in told.months],
        "worst": [asdict(one) for one in told.worst],
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "articles": part.articles,
        "incidents": {**asdict(part.found), "f1": part.found.f1},
        "alpha": part.alpha,
    }
