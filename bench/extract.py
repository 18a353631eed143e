"""How fast the extractor is, on the sample articles, on one core."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def measure(seconds: float = 3.0) -> dict[str, float]:
    """Articles and kilobytes a second, the slowest sample, import time and peak memory."""
    from extract.article import make_article
    from extract.pipeline import extract

    articles = [make_article(p.name, p.read_text()) for p in sorted(SAMPLES.glob("*.txt"))]
    for article in articles:
        extract(article)
    done, size, slowest = 0, 0, 0.0
    start = time.perf_counter()
    while (now := time.perf_counter()) - start < seconds:
        for article in articles:
            begun = time.perf_counter()
            extract(article)
            slowest = max(slowest, time.perf_counter() - begun)
        done += len(articles)
        size += sum(len(a.text) for a in articles)
    spent = now - start
    many = "killed 1 and 2 and " * (5_000_000 // 19)
    begun = time.perf_counter()
    extract(make_article("long", many))
    endless = time.perf_counter() - begun
    return {
        "articles a second": done / spent,
        "2 KB articles a second (by size)": size / 2048 / spent,
        "slowest sample (ms)": slowest * 1000,
        "5 MB of 'killed 1 and 2 and' (s)": endless,
        "import of the pipeline (ms)": _import_ms(),
        "peak memory (MB)": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _import_ms() -> float:
    code = (
        "import time; t = time.perf_counter(); import extract.pipeline, extract.article; "
        "print((time.perf_counter() - t) * 1000)"
    )
    times = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(5)
    ]
    return min(times)
