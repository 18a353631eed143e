"""`assay guidelines`: reading and changing the coding rules from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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


def test_without_a_store_the_rules_that_come_with_assay_are_shown(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    code, out, _ = run(capsys, "guidelines")
    assert code == 0
    assert out.startswith("# Coding rules")
    assert not (folder / "assay.db").exists()


def test_one_word_shows_its_rule_and_a_slip_is_answered_with_the_nearest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "as UCDP's where_prec" in run(capsys, "guidelines", "place")[1]
    code, _, err = run(capsys, "guidelines", "outcme")
    assert code == 2
    assert "did you mean 'outcome'?" in err


def test_a_file_becomes_the_next_version_and_the_first_stays(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "rules.md").write_text("## Outcome\n\nNeutralised is killed.\n")
    code, out, err = run(capsys, "--reviewer", "amina", "guidelines", "--set", "rules.md")
    assert code == 0
    assert "+Neutralised is killed." in out
    assert "version 2" in err
    known = json.loads(run(capsys, "guidelines", "--list", "--json")[1])
    assert [(g["version"], g["author"]) for g in known] == [("1", "Assay"), ("2", "amina")]
    assert run(capsys, "guidelines", "--version", "1")[1].startswith("# Coding rules")


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "cannot read the rules"), (b"\xff\xfe\x00", "not UTF-8"), (b"text", "no rule: each begins")],
)
def test_a_file_that_holds_no_rules_changes_nothing(
    capsys: pytest.CaptureFixture[str], folder: Path, content: bytes | None, said: str
) -> None:
    if content is not None:
        (folder / "rules.md").write_bytes(content)
    code, _, err = run(capsys, "guidelines", "--set", "rules.md")
    assert (code, said in err) == (2, True)
    assert not (folder / "assay.db").exists()


def test_an_unknown_version_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "guidelines", "--version", "9")
    assert (code, "there is no version '9' of the coding rules: 1" in err) == (2, True)
