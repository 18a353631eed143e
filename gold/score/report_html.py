"""A report as one HTML file: no script, no font, nothing from the network; follows a light or dark screen.

Names and reasons come from articles and file names, so everything is escaped, what would act is shown, and
the page's own content policy forbids loading anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from importlib import resources

from gold.score import report_text as text
from gold.score.model import Options
from gold.score.report_text import Table
from gold.score.rows import MAIN_SECTIONS
from gold.score.run import Report, Result

#: Characters that act instead of being seen: controls, bidi controls, line separators, halves of pairs.
_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def safe(words: str) -> str:
    """Words as HTML text that is only ever seen."""
    return escape(_ACTING.sub(lambda m: f"\\u{ord(m[0]):04x}", words))


def page(results: Sequence[Result], options: Options) -> str:
    """The whole page."""
    style = resources.files("gold.score").joinpath("report.css").read_text(encoding="utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>Assay score</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>Score</h1>\n{''.join(_body(results))}<p class=method>{safe(text.method(options))}.</p>\n"
        "</main>\n</body>\n</html>\n"
    )


def _body(results: Sequence[Result]) -> Iterator[str]:
    reports = [report for result in results for report in result.reports]
    if len(reports) > 1:
        yield _table(text.overview(reports))
    for result in results:
        if result.differences:
            yield _table(text.comparison(result))
    for report in reports:
        yield from _report(report)


def _report(report: Report) -> Iterator[str]:
    yield f"<section>\n<h2>{safe(report.system)}</h2>\n<p>{safe(text.heading(report))}.</p>\n"
    if report.notes:
        yield "<ul class=notes>\n" + "".join(f"<li>{safe(n)}</li>\n" for n in report.notes) + "</ul>\n"
    for made in text.tables(report):
        if made.title in MAIN_SECTIONS:
            yield _table(made)
        else:
            yield f"<details>\n<summary>{safe(made.title)}</summary>\n{_table(made, title=False)}</details>\n"
    yield "".join(f"<p>{safe(line)}.</p>\n" for line in text.measures(report))
    if report.worst:
        yield "<h3>Worst articles</h3>\n<ol>\n"
        for one in report.worst:
            reasons = "".join(f"<li>{safe(r)}</li>\n" for r in one.reasons)
            yield f"<li><b>{safe(one.id)}</b>: {one.wrong:g} to correct\n<ul>\n{reasons}</ul></li>\n"
        yield "</ol>\n"
    yield "</section>\n"


def _table(made: Table, *, title: bool = True) -> str:
    caption = f"<caption>{safe(made.title)}</caption>\n" if title else ""
    head = "".join(f"<th scope=col>{safe(c)}</th>" for c in made.columns)
    rows = "".join(f"<tr>{''.join(_cells(made, row))}</tr>\n" for row in made.rows)
    return (
        f"<div class=scroll><table>\n{caption}<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{rows}</tbody>\n</table></div>\n"
    )


def _cells(made: Table, row: Sequence[str]) -> Iterator[str]:
    for n, (column, cell) in enumerate(zip(made.columns, row, strict=True)):
        if n < made.numbers:
            yield f"<th scope=row>{safe(cell)}</th>"
        elif column == "F1" and cell != "–":
            yield f'<td class=bar style="--share:{float(cell):.1%}">{safe(cell)}</td>'
        else:
            yield f"<td>{safe(cell)}</td>"
