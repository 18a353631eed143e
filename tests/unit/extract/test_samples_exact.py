"""What the extractor makes of the samples, to the letter: a change of any value, span or rule shows here.

`tests/unit/extract/proposed/` holds one JSON file a sample: a line for each entry, count and mention, without
the article and the hashes of the word lists. After a deliberate change write them anew, and read the diff:

    .venv/bin/python -m pytest tests/unit/extract/test_samples_exact.py --snapshot-update
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extract.article import make_article
from extract.pipeline import extract
from extract.to_json import record_to_json

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
PROPOSED = Path(__file__).with_name("proposed")
TEXTS = sorted(SAMPLES.glob("*.txt"))


def lines_of(path: Path) -> Iterator[str]:
    """The proposal for a sample, a line for each thing that can change by itself."""
    record = record_to_json(extract(make_article(path.name, path.read_text("utf-8"))))
    article = record["article"]
    yield _line({k: article[k] for k in ("published", "published_source", "dateline", "language")})
    for entry in record["incidents"]:
        counts = entry.pop("counts")
        yield _line(entry)
        for count in counts:
            yield "  " + _line(count)
    for mention in record["mentions"]:
        yield _line(mention)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


@pytest.mark.parametrize("path", TEXTS, ids=[path.stem for path in TEXTS])
def test_the_proposal_is_what_it_was(path: Path, request: pytest.FixtureRequest) -> None:
    kept = PROPOSED / f"{path.stem}.jsonl"
    found = "".join(f"{line}\n" for line in lines_of(path))
    if request.config.getoption("--snapshot-update"):
        PROPOSED.mkdir(exist_ok=True)
        kept.write_text(found, "utf-8")
    assert found.splitlines() == kept.read_text("utf-8").splitlines()


def test_no_sample_is_left_out_and_none_is_left_over() -> None:
    assert {p.stem for p in PROPOSED.glob("*.jsonl")} == {p.stem for p in TEXTS}
