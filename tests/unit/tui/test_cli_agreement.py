"""`assay agreement` on files and on a store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.to_json import dumps
from store.engine import open_store
from store.mends import reject, verify
from store.state import apply, replay
from store.types import Draft
from tests.tui.sitting import gold_record
from tui.cli import main


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The commands run in a folder of their own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(list(argv))
    told = capsys.readouterr()
    return code, told.out, told.err


def coded_twice(folder: Path, samples: Path) -> None:
    """Two people verify two samples; one of them rejects the first incident of the second."""
    with open_store(str(folder / "assay.db")) as store:
        proposals = [gold_record(samples, number) for number in ("01", "05")]
        store.add_proposals(proposals)
        for who in ("amina", "bilal"):
            for number, proposal in enumerate(proposals):
                row = store.row_of(proposal.article.sha256)
                assert row is not None
                loaded = store.load(row, who)
                state = replay(loaded.proposal, ())
                changes = []
                if number == 1 and who == "bilal":
                    changes = reject(state, state.present()[0], "exists")
                changes = [*changes, *verify(apply(state, changes))]
                sha256 = proposal.article.sha256
                store.append(Draft(who, sha256, "review.verify", "space", changes, 5, loaded.proposal_key))


def test_two_codings_in_a_store_are_compared(
    capsys: pytest.CaptureFixture[str], folder: Path, samples: Path
) -> None:
    coded_twice(folder, samples)
    code, out, _ = run(capsys, "agreement", "--replicates", "20")
    assert code == 0
    assert "2 articles coded by two or more of amina, bilal" in out
    assert "found by amina only" in out
    told = json.loads(run(capsys, "agreement", "--json", "--replicates", "0")[1])["assisted"]
    assert told["incidents"]["both"] == told["incidents"]["other"] == told["incidents"]["one"] - 1
    assert told["fields"]["best"]["alpha"] == 1.0


def test_files_of_two_coders_are_compared(
    capsys: pytest.CaptureFixture[str], folder: Path, samples: Path
) -> None:
    for coder in ("amina", "bilal"):
        (folder / f"{coder}.jsonl").write_text(dumps(gold_record(samples, "01")) + "\n", encoding="utf-8")
    code, out, _ = run(capsys, "agreement", "amina.jsonl", "bilal.jsonl", "--replicates", "0")
    assert (code, "event F1 1.000" in out) == (0, True)


def test_nothing_coded_twice_is_said(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    open_store(str(folder / "assay.db")).close()
    code, _, err = run(capsys, "agreement")
    assert (code, "nothing was coded twice yet" in err) == (2, True)


def test_a_line_that_is_no_record_is_named(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "bad.jsonl").write_text("{}\n")
    code, _, err = run(capsys, "agreement", "bad.jsonl")
    assert (code, "bad.jsonl:1: is no assay/1 record" in err) == (2, True)
