"""`assay release` from the command line, from the first folder to texts put back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.engine import open_store
from store.mends import verify
from store.state import replay
from store.types import Draft
from tests.tui.sitting import gold_record
from tui.cli import main


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, samples: Path) -> Path:
    """A folder with a store in which amina has verified two samples."""
    monkeypatch.chdir(tmp_path)
    with open_store("assay.db") as store:
        for number in ("01", "05"):
            proposal = gold_record(samples, number)
            store.add_proposals([proposal])
            row = store.row_of(proposal.article.sha256)
            assert row is not None
            loaded = store.load(row, "amina")
            changes = verify(replay(loaded.proposal, ()))
            sha256 = proposal.article.sha256
            store.append(Draft("amina", sha256, "review.verify", "space", changes, 5, loaded.proposal_key))
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(list(argv))
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_release_is_made_checked_and_not_made_again(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    code, out, _ = run(capsys, "release", "demo", "--sampling", "two samples")
    assert (code, "demo 1.0: 2 records" in out) == (0, True)
    assert "two samples" in (folder / "releases/demo-1.0/README.md").read_text()
    assert run(capsys, "release", "--check", "releases/demo-1.0")[0] == 0
    code, _, err = run(capsys, "release", "demo")
    assert (code, "nothing changed since demo 1.0" in err) == (2, True)


def test_a_spoilt_release_fails_its_check(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    run(capsys, "release", "demo")
    (folder / "releases/demo-1.0/train.jsonl").write_text("{}\n")
    code, out, _ = run(capsys, "release", "--check", "releases/demo-1.0", "--json")
    assert code == 1
    assert any("train.jsonl" in problem for problem in json.loads(out)["problems"])


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert run(capsys, "release", "demo", "--dry-run")[0] == 0
    assert not (folder / "releases").exists()
    assert run(capsys, "release", "demo", "--dry-run", "--json")[0] == 0


def test_texts_are_put_back_from_the_articles(
    capsys: pytest.CaptureFixture[str], folder: Path, samples: Path
) -> None:
    run(capsys, "release", "demo", "--without-texts")
    bare = folder / "releases/demo-1.0"
    assert "Security forces" not in (bare / "records.jsonl").read_text()
    code, _, _ = run(capsys, "release", "releases/demo-1.0", "--attach-texts", str(samples))
    assert code == 0
    assert "Security forces" in (folder / "releases/demo-1.0-with-texts/records.jsonl").read_text()


def test_a_locked_split_is_left_out_of_exports(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "release", "demo", "--lock", "train", "--shares", "0.5,0,0.5")
    code, out, err = run(capsys, "export", "--format", "jsonl")
    assert (code, len(out.splitlines())) == (0, 1)
    assert "1 articles of a locked split (demo/train) are left out" in err
    assert len(run(capsys, "export", "--format", "jsonl", "--with-locked")[1].splitlines()) == 2


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("../demo",), "is no name for a release"),
        (("demo", "--shares", "1,2"), "--shares takes three parts"),
        (("nowhere", "--check"), "is no release"),
    ],
)
def test_what_cannot_be_is_said(capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], said: str) -> None:
    code, out, err = run(capsys, "release", *argv)
    assert code in (1, 2)
    assert said in out + err
