"""The walk of docs/gold.md, done: a folder of texts becomes a released set, scored and released again."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from store import mends
from store.engine import open_store
from store.events import Change
from store.state import State, apply, replay
from store.types import Draft
from tui.cli import main
from tui.cli_parser import parser

ROOT = Path(__file__).resolve().parents[3]
DOC = (ROOT / "docs" / "gold.md").read_text("utf-8")


def lines() -> Iterator[str]:
    """Every `assay` line of the document's `sh` blocks."""
    for block in re.findall(r"^```sh\n(.*?)^```", DOC, flags=re.MULTILINE | re.DOTALL):
        yield from (line for line in block.splitlines() if line.startswith("assay "))


@pytest.mark.parametrize("line", sorted(set(lines())))
def test_every_command_line_of_the_document_can_be_typed(line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    assert parser().parse_args(words).command == words[0]


@pytest.fixture
def folder(tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    for number in ("01", "02", "06", "09"):
        (path,) = samples.glob(f"{number}-*.txt")
        shutil.copy(path, tmp_path / "reports")
    return tmp_path


def review(who: str, *, wrong: bool = False) -> None:
    """Somebody verifies all that waits for them; with `wrong`, with one figure of the first article off."""
    with open_store("assay.db") as store:
        row = store.next_row(who, after=None, scope=None)
        while row is not None:
            loaded = store.load(row, who)
            state: State = replay(loaded.proposal, loaded.events)
            changes: list[Change] = []
            if wrong:
                wrong = False
                entry = state.standing()[0]
                off = replace(state.count(entry, "c1"), low=90, best=90, high=90, evidence=())
                changes = mends.set_count(state, entry, off)
            changes = [*changes, *mends.verify(apply(state, changes))]
            sha = loaded.article.sha256
            store.append(Draft(who, sha, "review.verify", "space", changes, 5, loaded.proposal_key))
            row = store.next_row(who, after=row, scope=None)


def run(capsys: pytest.CaptureFixture[str], line: str) -> str:
    """Run one line as it is typed; returns what it printed. It must succeed."""
    code = main(shlex.split(line)[1:])
    told = capsys.readouterr()
    assert code == 0, told.err
    return told.out + told.err


def test_a_folder_becomes_a_set_and_the_set_a_better_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "assay import reports/")
    run(capsys, "assay extract reports/ -o rules.jsonl")
    run(capsys, "assay import rules.jsonl")
    run(capsys, "assay assign --reviewers amina,bilal --overlap 1")
    review("amina")
    review("bilal", wrong=True)
    assert "event F1" in run(capsys, "assay agreement --replicates 0")
    assert "amina" in run(capsys, "assay assign --report")
    assert len(run(capsys, "assay --reviewer dana adjudicate --list").splitlines()) > 4
    out = run(capsys, "assay --reviewer bilal release sahel --lock test --sampling 'four samples'")
    assert "sahel 1.0: 4 records" in out
    run(capsys, "assay release releases/sahel-1.0 --check")
    assert "against sahel 1.0" in run(capsys, "assay score releases/sahel-1.0 rules.jsonl")
    # The error turns up: amina's coding is taken instead, and the set goes out again with a reason.
    out = run(capsys, "assay --reviewer amina release sahel --reason 'a slip of the first coder'")
    assert "sahel 1.1" in out
    assert "a slip of the first coder" in out
    after = run(capsys, "assay score releases/sahel-1.1 rules.jsonl --older releases/sahel-1.0")
    assert "from sahel 1.0 to sahel 1.1" in after
