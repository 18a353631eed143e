"""How fast `assay score` is, and how much memory it takes, on copies of the samples."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
ARTICLES = 2000


def measure(articles: int = ARTICLES) -> dict[str, float]:
    """Processor time for this many articles, for each article, and peak memory; intervals and all."""
    from extract.article import make_article
    from extract.pipeline import extract
    from extract.to_json import record_to_json

    golds = [json.loads(p.read_text("utf-8")) for p in sorted(SAMPLES.glob("*.gold.json"))]
    found = [record_to_json(extract(make_article(g["article"]["id"], g["article"]["text"]))) for g in golds]
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, "gold.jsonl"), Path(folder, "found.jsonl")]
        for path, records in zip(paths, (golds, found), strict=True):
            with path.open("w", encoding="utf-8") as out:
                for n in range(articles):
                    out.write(json.dumps(_copy(records[n % len(records)], n)) + "\n")
        size = sum(p.stat().st_size for p in paths)
        seconds, memory = _run(*map(str, paths))
    return {
        "articles": articles,
        "megabytes of records": size / 1e6,
        "processor time (s)": seconds,
        "processor time an article (ms)": seconds / articles * 1000,
        "peak memory (MB)": memory,
    }


def _copy(record: dict[str, Any], n: int) -> dict[str, Any]:
    """The record under an id and a text of its own."""
    article = {k: v for k, v in record["article"].items() if k not in ("sha256", "source_sha256")}
    return {**record, "article": {**article, "id": f"copy {n}", "text": f"{article['text']} {n}"}}


def _run(gold: str, found: str) -> tuple[float, float]:
    """Processor seconds and peak megabytes of one run."""
    code = "import sys; from tui.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "score", gold, found, "--json"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"assay score ended with exit code {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
