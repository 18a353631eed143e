"""What can be scored: any `assay/1`, with more patience than the store has; bad lines are named."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from extract.article import make_article
from extract.pipeline import extract
from extract.to_json import dumps, text_sha256
from gold.inputs.model import Problem
from gold.score.model import Case
from gold.score.reading import read_cases

COUNT = {"side": "militants", "outcome": "killed", "low": 3, "best": 3, "high": 3}


def line(article: Any = None, *entries: Any, **more: Any) -> dict[str, Any]:
    return {"schema": "assay/1", "article": article or {"id": "a"}, "incidents": list(entries), **more}


def written(folder: Path, *lines: Any, name: str = "lines.jsonl") -> str:
    path = folder / name
    path.write_text("".join((x if isinstance(x, str) else json.dumps(x)) + "\n" for x in lines), "utf-8")
    return str(path)


def read(path: str) -> tuple[list[Case], list[str]]:
    found = list(read_cases(path))
    return [c for c in found if isinstance(c, Case)], [str(p) for p in found if isinstance(p, Problem)]


def test_what_a_language_model_writes_is_read(tmp_path: Path) -> None:
    """No text, no ids, evidence without offsets, keys that nobody knows."""
    entry = {
        "kind": "incident",
        "date": {"start": "2025-03-13", "end": "2025-03-13", "precision": "day", "evidence": ["Thursday"]},
        "location": {"name": "Tank", "evidence": [{"text": "in Tank"}]},
        "counts": [{**COUNT, "evidence": [{"text": "three"}], "confidence": "high"}, {**COUNT, "best": 4}],
        "reasoning": "because",
    }
    (case,), problems = read(written(tmp_path, line({"id": "a"}, entry, {"counts": [COUNT]})))
    assert problems == []
    assert [e.id for e in case.entries] == ["#1", "#2"]
    assert [c.id for c in case.entries[0].counts] == ["#1", "#2"]
    assert (case.id, case.sha256, case.extractor) == ("a", None, None)


def test_a_proposal_a_reviewed_record_and_an_irrelevant_one_are_read(tmp_path: Path) -> None:
    article = make_article(
        "r.txt", "date 2025-02-01 QUETTA: Gunmen killed two soldiers near Turbat on Friday."
    )
    proposal = json.loads(dumps(extract(article)))
    review = {"status": "verified", "proposal": "rules-1.0-0a1b2c3d", "proposal_shown": True}
    blank = {**review, "proposal_shown": False}
    path = written(
        tmp_path,
        proposal,
        {**proposal, "review": review},
        {**proposal, "review": blank},
        {**proposal, "review": {**review, "status": "irrelevant"}},
        {**proposal, "review": {**review, "status": "in_progress"}},
    )
    made, *reviewed = read(path)[0]
    assert (made.extractor, made.maker, made.sha256) == ("rules 1.0", "rules-1.0", text_sha256(article.text))
    assert [c.proposal for c in reviewed] == ["rules-1.0-0a1b2c3d", None, *["rules-1.0-0a1b2c3d"] * 2]
    assert [len(c.entries) for c in reviewed] == [1, 1, 0, 1]
    assert [c.finished for c in reviewed] == [True, True, True, False]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{", "is not JSON"),
        ("[1]", "is not an object"),
        ({"schema": "assay/2"}, "'assay/2' is not 'assay/1'"),
        ({"text": "no record"}, "schema: None is not 'assay/1'"),
        (line({"text": 5}), "article.text: must be text"),
        (line({"title": "x"}), "neither id nor sha256 nor text"),
        (line({"id": "a", "text": "x", "sha256": "0" * 64}), "does not belong to the text"),
        (line({"id": "a", "sha256": "xyz"}), "must be 64 hex digits"),
        (line(None, {"counts": [{**COUNT, "side": "robots"}]}), "incidents[0].counts[0].side: 'robots'"),
        (line(None, {"counts": [{**COUNT, "best": -1}]}), "must be a whole number"),
        (line(None, {"id": "i1"}, {"id": "i1"}), "the id 'i1' stands twice"),
        (line(None, {"counts": [{**COUNT, "alternatives": [7]}]}), "alternatives[0]: must be an object"),
        (line(None, {"date": {"alternatives": [{"start": "soon"}]}}), "'soon' is not a date"),
        (line(incidents="none"), "incidents: must be a list"),
        (line(review=5), "review: must be an object"),
        ('{"schema": "assay/1", "article": {"id": "a"}, "incidents": [{"confidence": NaN}]}', "holds NaN"),
    ],
)
def test_a_bad_line_is_named_with_file_and_line_and_the_rest_is_read(
    tmp_path: Path, bad: Any, reason: str
) -> None:
    path = written(tmp_path, line({"id": "good"}), bad, line({"id": "too"}))
    cases, (problem,) = read(path)
    assert [c.id for c in cases] == ["good", "too"]
    assert problem.startswith(f"{path}:2: ")
    assert reason in problem


def test_arrays_objects_over_lines_and_gzip_are_read(tmp_path: Path) -> None:
    (tmp_path / "array.json").write_text(json.dumps([line(), line({"id": "b"})], indent=1))
    (tmp_path / "one.json").write_text(json.dumps(line(), indent=1))
    (tmp_path / "packed.jsonl.gz").write_bytes(gzip.compress(json.dumps(line()).encode()))
    found = {p.name: len(read(str(p))[0]) for p in sorted(tmp_path.iterdir())}
    assert found == {"array.json": 2, "one.json": 1, "packed.jsonl.gz": 1}


def test_a_folder_is_its_gold_files(samples: Path) -> None:
    cases, problems = read(str(samples))
    assert (len(cases), problems) == (17, [])


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 x", b"\x1f\x8b\x08\x00"])
def test_a_file_that_is_none_of_it_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.jsonl").write_bytes(content)
    cases, (problem,) = read(str(tmp_path / "odd.jsonl"))
    assert cases == []
    assert "odd.jsonl: is " in problem
