"""How fast the extractor is, what it takes of memory, and how far its confidence can be believed.

    python -m bench.extract [CORPUS.jsonl] [--jobs N] [--json]

Speed is that of the sample articles on one core: CPU seconds of this process, so that a busy machine
counts less. The calibration curve is that of the samples against their gold, or of a corpus that people
coded in part (`bench._partial` says what its lines look like): of the values proposed with so much
confidence, the share that is right.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
#: The text that many numbers make heavy: each is kept as a mention.
_ENDLESS = "killed 1 and 2 and "


def main() -> int:
    """Print speed, memory and curve as a table or as JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.extract", description=(__doc__ or "")[:92])
    parser.add_argument("corpus", type=Path, nargs="?", help="JSONL with partial gold (default: the samples)")
    parser.add_argument("--jobs", type=int, default=1, help="extracting processes for the corpus")
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    figures, bins = speed(), calibration(chosen.corpus, chosen.jobs)
    if chosen.json:
        print(json.dumps({"figures": figures, "calibration": bins}, indent=2))
        return 0
    for name, value in figures.items():
        print(f"{name:45} {value:10,.2f}")
    for kind, rows in bins.items():
        print(f"\n{kind:8} from   said  right  values")
        for row in rows:
            print(f"{'':8} {row['from']:.2f}  {row['said']:.3f}  {row['right']:.3f}  {row['count']:6}")
    return 0


def measure() -> dict[str, float]:
    """All figures flat, the curve as the share that is right from each confidence on."""
    curve = {
        f"samples: {kind} from {row['from']:.2f}: right (share)": row["right"]
        for kind, rows in calibration(None, 1).items()
        for row in rows
    }
    return speed() | curve


def speed(rounds: int = 12) -> dict[str, float]:
    """Articles and 2 KB a second, the slowest sample, a 5 MB text, import time and peak memory.

    The garbage collector is set as `assay extract` sets it. Of several rounds the fastest counts.
    """
    from extract.article import make_article
    from extract.pipeline import extract
    from gold.parallel import settle_memory

    articles = [make_article(p.name, p.read_text("utf-8")) for p in sorted(SAMPLES.glob("*.txt"))]
    for article in articles:
        extract(article)
    settle_memory()
    times = [[_seconds(extract, article) for article in articles] for _ in range(rounds)]
    best = min(map(sum, times))
    size = sum(len(a.text) for a in articles)
    before = _peak()
    endless = make_article("long", _ENDLESS * (5_000_000 // len(_ENDLESS)))
    long = _seconds(extract, endless)
    gc.unfreeze()
    return {
        "articles a second": len(articles) / best,
        "2 KB articles a second (by size)": size / 2048 / best,
        "slowest sample (ms)": max(map(min, zip(*times, strict=True))) * 1000,
        "peak memory, the samples (MB)": before,
        "5 MB of 'killed 1 and 2 and' (s)": long,
        "peak memory, 5 MB of it (MB)": _peak(),
        "import of the pipeline (ms)": _import_ms(),
    }


def calibration(corpus: Path | None, jobs: int) -> dict[str, list[dict[str, float]]]:
    """The curve of `bench._curve` for a corpus, or for the samples."""
    from bench._curve import curve, judged
    from bench.quality import proposed
    from gold.parallel import ordered

    lines = list(_samples() if corpus is None else _lines(corpus))
    found = zip(lines, ordered(proposed, lines, jobs), strict=True)
    return curve(one for line, record in found for one in judged(line, record))


def _lines(corpus: Path) -> Iterator[dict[str, Any]]:
    with corpus.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _samples() -> Iterator[dict[str, Any]]:
    """The samples as corpus lines in which every incident is coded."""
    for path in sorted(SAMPLES.glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        incidents = [_coded(e) for e in gold["incidents"] if e.get("kind", "incident") == "incident"]
        article = gold["article"]
        yield {
            "id": article["id"],
            "source": "samples",
            "text": article["text"],
            "published": article.get("published"),
            "gold": {"scope": "all", "incidents": incidents},
        }


def _coded(entry: dict[str, Any]) -> dict[str, Any]:
    date, place = entry.get("date") or {}, entry.get("location") or {}
    coded = {"date": date.get("start"), "date_end": date.get("end"), "place": place.get("name")}
    for outcome in ("killed", "wounded"):
        own = [c for c in entry.get("counts", ()) if c["outcome"] == outcome and not c.get("part_of")]
        figures = [c["low"] if c.get("best") is None else c["best"] for c in own]
        coded[outcome] = sum(figures) if figures and None not in figures else None
    return {**coded, "optional": entry.get("optional", False)}


def _seconds(work: Any, thing: Any) -> float:
    """CPU seconds of this process for the work."""
    begun = time.process_time()
    work(thing)
    return time.process_time() - begun


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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


if __name__ == "__main__":
    sys.exit(main())
