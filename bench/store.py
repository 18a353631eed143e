"""The store at scale, beside plain sqlite3, SQLAlchemy Core and raw write+fdatasync in the same run.

`python -m bench.store` measures a store of 30,000 articles, `--million` one of a million.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from bench._store_floor import fdatasync, floor
from bench._store_import import importing
from bench._store_open import opened, said

ARTICLES = 30_000
MILLION = 1_000_000


def measure(articles: int = ARTICLES) -> dict[str, float]:
    """Figures by name; a ratio above 1 means that the store is the slower one."""
    with tempfile.TemporaryDirectory(prefix="assay-bench-") as folder:
        home = Path(folder)
        figures = said(floor(home))
        figures |= said(importing(home, articles))
        figures["import, ratio to SQLAlchemy Core"] = (
            figures["SQLAlchemy Core, same tables (rows/s)"] / figures["import, file to store (articles/s)"]
        )
        figures |= opened(home, articles)
        figures["bench: floor drift (ratio)"] = fdatasync(home) / figures["raw write+fdatasync (ms)"]
    return figures


def main() -> int:
    """Measure, and print the figures as a table or JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.store", description=__doc__)
    parser.add_argument(
        "--articles", type=int, default=ARTICLES, help=f"articles in the store ({ARTICLES:,})"
    )
    parser.add_argument(
        "--million", action="store_const", const=MILLION, dest="articles", help="a store of a million"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    figures = measure(chosen.articles)
    if chosen.json:
        print(json.dumps({"articles": chosen.articles, "figures": figures}, indent=2))
    else:
        for name, value in figures.items():
            print(f"{name:52} {value:>14,.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
