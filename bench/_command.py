"""What the benchmarks that take a number of articles have in common as commands."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping


def run(
    name: str,
    doc: str | None,
    measure: Callable[[int], Mapping[str, float]],
    articles: int,
    **shortcuts: int,
) -> int:
    """Measure as the command line says, and print the figures as a table or JSON; returns the exit code.

    `articles` is how many there are unless `--articles` says otherwise; a shortcut `million=1000000` adds an
    option `--million`.
    """
    parser = argparse.ArgumentParser(prog=f"python -m bench.{name}", description=doc)
    parser.add_argument(
        "--articles", type=int, default=articles, help=f"articles in the store ({articles:,})"
    )
    for word, number in shortcuts.items():
        parser.add_argument(
            f"--{word}", action="store_const", const=number, dest="articles", help=f"a store of {number:,}"
        )
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    figures = measure(chosen.articles)
    if chosen.json:
        print(json.dumps({"articles": chosen.articles, "figures": figures}, indent=2))
    else:
        for figure, value in figures.items():
            print(f"{figure:56} {value:>14,.2f}")
    return 0
