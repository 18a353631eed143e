"""Scoring against releases: their names are told, and what a new version makes of the same predictions."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from gold.score.editions import edition, records_of
from tui.cli import main


@pytest.fixture
def releases(tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two releases of one sample, the later with one figure corrected, and predictions that are the later."""
    monkeypatch.chdir(tmp_path)
    (path,) = samples.glob("01-*.gold.json")
    gold = json.loads(path.read_text("utf-8"))
    wrong = json.loads(json.dumps(gold))
    count = wrong["incidents"][1]["counts"][0]
    count["low"] = count["best"] = count["high"] = 77
    for version, value in (("1.0", wrong), ("1.1", gold)):
        folder = tmp_path / f"demo-{version}"
        folder.mkdir()
        (folder / "records.jsonl").write_text(json.dumps(value) + "\n", encoding="utf-8")
        shutil.copy(folder / "records.jsonl", folder / "test.jsonl")
        files: dict[str, dict[str, int]] = {"records.jsonl": {}, "test.jsonl": {}}
        (folder / "manifest.json").write_text(
            json.dumps({"name": "demo", "version": version, "files": files})
        )
    (tmp_path / "said.jsonl").write_text(
        json.dumps(gold | {"extractor": {"name": "x", "version": "1"}}) + "\n"
    )
    return tmp_path


def test_a_release_is_known_by_its_name_and_version(releases: Path) -> None:
    assert edition("demo-1.0") == "demo 1.0"
    assert edition("demo-1.0/test.jsonl") == "demo 1.0 (test)"
    assert edition("said.jsonl") is None
    assert records_of("demo-1.0") == "demo-1.0/records.jsonl"


def test_the_report_names_the_release(releases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "demo-1.1", "said.jsonl"]) == 0
    assert "against demo 1.1: 1 article" in capsys.readouterr().out


def test_what_a_new_version_makes_of_the_same_predictions_is_told(
    releases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", "demo-1.1", "said.jsonl", "--older", "demo-1.0"]) == 0
    out = capsys.readouterr().out
    after = out[out.index("from demo 1.0 to demo 1.1") :]
    (row,) = [line for line in after.splitlines() if "need no correction" in line]
    assert row.split()[-3:] == [".000", "1.000", "+1.000"]


def test_the_same_gold_twice_makes_no_difference(releases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "demo-1.1", "said.jsonl", "--older", "demo-1.1"]) == 0
    assert "no figure differs" in capsys.readouterr().out
