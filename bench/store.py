"""The store at scale, beside plain sqlite3, SQLAlchemy Core and raw write+fdatasync in the same run.

`python -m bench.store` measures a store of 30,000 articles, `--million` one of a million.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench._command import run
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


if __name__ == "__main__":
    sys.exit(run("store", __doc__, measure, ARTICLES, million=MILLION))
