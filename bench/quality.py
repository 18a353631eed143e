"""How often the extractor is right.

    python -m bench.quality CORPUS.jsonl [--predicted FILE] [--json] [--misses SOURCE:MEASURE] [--jobs N]

prints right and asked for each source and measure of a corpus that people coded in part (`bench._partial`
says what its lines look like). Without a corpus, as `python -m bench quality`, the samples are extracted and
scored against their gold by the engine of `assay score`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench._partial import Quality, published
from extract.from_json import loads, record_from_json
from extract.model import Record
from extract.pipeline import extract
from extract.to_json import record_to_json, text_sha256
from gold.inputs.fields import article_of
from gold.inputs.model import InputOptions
from gold.parallel import ordered

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
#: Misses that are kept of each measure.
KEPT = 50


def main() -> int:
    """Print the table (or JSON, or the misses of one measure) for a corpus."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.quality", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("corpus", type=Path, help="JSONL with partial gold")
    parser.add_argument("--predicted", type=Path, help="assay/1 lines to judge; else the texts are extracted")
    parser.add_argument(
        "--misses", metavar="SOURCE:MEASURE", help=f"print up to {KEPT} misses of one measure"
    )
    parser.add_argument("--jobs", type=int, default=1, help="extracting processes")
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    lines = list(_lines(chosen.corpus))
    quality = Quality(keep=KEPT if chosen.misses else 0)
    if chosen.predicted:
        given = _predicted(chosen.predicted)
        for line in lines:
            names = ((line["id"], text_sha256(line["text"])), line["id"])
            quality.add(line, next((given[n] for n in names if n in given), None))
    else:
        for line, record in zip(lines, ordered(proposed, lines, chosen.jobs), strict=True):
            quality.add(line, record)
    _print(quality, chosen.misses, as_json=chosen.json)
    return 0


def _print(quality: Quality, misses: str | None, *, as_json: bool) -> None:
    if misses:
        source, _, measure = misses.partition(":")
        print(*quality.misses[(source, measure)], sep="\n")
        return
    rows = {f"{source}: {measure}": tuple(mark) for (source, measure), mark in sorted(quality.marks.items())}
    if as_json:
        print(json.dumps({name: {"right": right, "asked": asked} for name, (right, asked) in rows.items()}))
        return
    for name, (right, asked) in rows.items():
        print(f"{name:58} {right:6}/{asked:<6} {right / max(1, asked):.3f}")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def _predicted(path: Path) -> dict[Any, Record]:
    """The records of a file by id and hash of the text, as an id may come twice, and by id alone."""
    found: dict[Any, Record] = {}
    with path.open(encoding="utf-8") as file:
        for record in map(loads, file):
            article = record.article
            found[article.id, article.sha256] = found[article.id] = record
    return found


def proposed(line: dict[str, Any]) -> Record:
    """What the extractor makes of a corpus line's text, as `assay extract` would."""
    fields = {"id": line["id"], "text": line["text"], "published": published(line)}
    article = article_of(fields, InputOptions(), name=line["id"], source_sha256="", notes=[])
    return extract(article)


def measure() -> dict[str, float]:
    """F1 of the samples' main rows, and the share of them that need no correction."""
    from gold.score.reading import case_of, read_cases
    from gold.score.run import score
    from gold.score.shelf import Shelf

    with Shelf("gold") as gold, Shelf("rules") as found:
        for path in sorted(SAMPLES.glob("*.gold.json")):
            for case in read_cases(str(path)):
                gold.add(case)  # type: ignore[arg-type]
            article = record_from_json(json.loads(path.read_text("utf-8"))).article
            found.add(case_of(record_to_json(extract(article))))
        report = score(gold, [found]).reports[0]
    rows = {
        f"samples: {section}: {name} (F1)": figures.f1 or 0.0
        for section, name, figures in report.rows
        if section in ("incidents", "totals")
    }
    return {"samples: need no correction (share)": report.no_correction or 0.0, **rows}


if __name__ == "__main__":
    sys.exit(main())
