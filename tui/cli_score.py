"""`assay score`: predictions against gold, from files or from the store."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from tui.cli_out import DONE, IN_PART, Problems, Stop, output, put, put_json, say, table
from tui.cli_progress import bar
from tui.cli_store import open_existing
from tui.settings import Settings

if TYPE_CHECKING:
    from gold.score.model import Options
    from gold.score.report_text import Table
    from gold.score.run import Result
    from gold.score.shelf import Shelf


def score(args: argparse.Namespace, settings: Settings) -> int:
    """Print how good predictions are; exit code 1 where lines could not be read."""
    from gold.score.model import Options

    options = Options(
        tolerance=args.tolerance / 100,
        seed=args.seed,
        worst=args.worst,
        count_unanswered=args.count_unanswered,
    )
    with ExitStack() as shelves:
        problems = Problems()
        if args.store:
            _only(not args.paths, "--store scores the store's own proposals: name no files")
            results = _of_store(settings, options, shelves)
        else:
            _only(len(args.paths) in (2, 3), "give GOLD and PREDICTED (and a second PREDICTED), or --store")
            results = [_of_files(args.paths, settings, options, problems, shelves)]
            if args.older:
                paths = [args.older, *args.paths[1:]]
                results.append(_of_files(paths, settings, options, problems, shelves))
        if args.html:
            from gold.score.report_html import page

            with output(args.html) as out:
                out.write(page(results, options))
    problems.close()
    if args.json:
        put_json({"options": asdict(options), "results": [asdict(r) for r in results]})
    else:
        _print(results[:1] if args.older else results, options)
        if args.older:
            _shifts(results)
    return IN_PART if problems.bad else DONE


def _only(fine: bool, sentence: str) -> None:
    if not fine:
        raise Stop(f"{sentence} (`assay score --help` tells more)")


def _of_files(
    paths: Sequence[str], settings: Settings, options: Options, problems: Problems, shelves: ExitStack
) -> Result:
    from gold.score.editions import edition, records_of
    from gold.score.fill import fill
    from gold.score.shelf import Shelf

    _only(list(paths).count("-") < 2, "only one of the files can be standard input")
    filled: list[Shelf] = []
    with bar("reading", paths) as shown:
        reading = replace(settings.input, on_bytes=shown.read)
        for path in paths:
            name = "standard input" if path == "-" else edition(path) or path
            shelf = shelves.enter_context(Shelf(name))
            fill(shelf, records_of(path), problems.add, reading, shown.add)
            if not len(shelf):
                problems.close()
                raise Stop(f"{shelf.name}: holds no finished record to score")
            filled.append(shelf)
    return _scored(filled[0], filled[1:], options)


def _scored(gold: Shelf, systems: Sequence[Shelf], options: Options) -> Result:
    from gold.score.run import score as run

    try:
        with bar("scoring") as shown:
            return run(gold, systems, options, shown.add)
    except ValueError:
        names = " and ".join(s.name for s in systems)
        raise Stop(f"no article of {gold.name} is in {names}: neither by text nor by id") from None


def _of_store(settings: Settings, options: Options, shelves: ExitStack) -> list[Result]:
    """Each extractor version's proposals against the verified records, the newest version last."""
    from gold.score.fill import fill_from_lines
    from gold.score.shelf import Shelf

    who = settings.reviewer if settings.reviewer_chosen else None
    results = []
    with open_existing(settings) as store:
        gold = shelves.enter_context(Shelf(f"the verified records of {store.path.name}"))
        fill_from_lines(gold, store.export_lines(reviewer=who))
        if not len(gold):
            raise Stop("nothing to score against: no article is verified or irrelevant yet")
        for version in store.extractor_versions():
            with Shelf(version.label) as shelf:
                fill_from_lines(shelf, store.proposal_lines(version.key))
                try:
                    results.append(_scored(gold, [shelf], options))
                except Stop:
                    say(f"{version.label}: none of its articles is verified yet")
    if not results:
        raise Stop("nothing to score: no proposal is about a verified article")
    return results


def _print(results: Sequence[Result], options: Options) -> None:
    from gold.score import report_text as text

    reports = [report for result in results for report in result.reports]
    for number, report in enumerate(reports):
        if number:
            put("")
        put(text.heading(report))
        for note in report.notes:
            put(f"! {note}")
    for made in _tables(results):
        put("")
        put(made.title)
        table(made.columns, made.rows, right=range(made.numbers, len(made.columns)))
    if len(reports) == 1:
        put("")
        for line in text.measures(reports[0]):
            put(line)
        if reports[0].worst:
            put("")
            put("worst articles")
            for line in text.worst(reports[0]):
                put(line)
    put("")
    put(text.method(options))


def _shifts(results: Sequence[Result]) -> None:
    """What the difference between two versions of the gold makes, system by system."""
    from gold.score import report_text as text
    from gold.score.editions import shifts

    for newer, older in zip(results[0].reports, results[1].reports, strict=True):
        made = text.shifted(older.gold, newer.gold, list(shifts(older, newer)))
        put("")
        put(f"{newer.system}, {made.title}" if made.rows else f"{newer.system}: no figure differs")
        if made.rows:
            table(made.columns, made.rows, right=range(made.numbers, len(made.columns)))


def _tables(results: Sequence[Result]) -> Iterator[Table]:
    from gold.score import report_text as text

    reports = [report for result in results for report in result.reports]
    if len(reports) == 1:
        yield from text.tables(reports[0])
        return
    yield text.overview(reports)
    for result in results:
        if result.differences:
            yield text.comparison(result)
