"""`assay guidelines`: reading and changing the coding rules from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.engine import open_store
from tests.unit.store.worded import report
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


def made(folder: Path) -> None:
    """A store with one proposal and the rule that its tribesmen are civilians."""
    with open_store(str(folder / "assay.db")) as store:
        store.add_proposals([report(1)])
        store.make_rule("side", "tribesmen", {"side": "civilians"}, author="amina")
        store.catch_up("rules")


def test_the_projects_own_rules_stand_behind_the_written_ones_and_are_found_by_their_words(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    made(folder)
    out = run(capsys, "guidelines")[1]
    assert out.startswith("# Coding rules")
    assert "- Rule 1: “tribesmen” is civilians (amina, 20" in out
    assert "; in 1 article)." in out
    assert "Rule 1" in run(capsys, "guidelines", "tribesmen")[1]
    assert "Rule 1" in run(capsys, "guidelines", "side")[1]
    assert "Rule 1" not in run(capsys, "guidelines", "place")[1]
    (told,) = json.loads(run(capsys, "guidelines", "--json")[1])["project_rules"]
    assert (told["number"], told["words"], told["coding"]) == (1, "tribesmen", {"side": "civilians"})


def test_a_rule_is_listed_with_who_when_and_how_often_and_retired_by_its_number(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    assert "no rules of its own" in run(capsys, "guidelines", "--made")[2]
    made(folder)
    row = run(capsys, "guidelines", "--made")[1].splitlines()[1].split()
    assert row[:3] + row[4:] == ["1", "tribesmen", "civilians", "amina", "1", "1"]
    code, _, err = run(capsys, "--reviewer", "bilal", "guidelines", "--retire", "1")
    assert code == 0
    assert "rule 1 is retired: “tribesmen” was civilians" in err
    with open_store(str(folder / "assay.db")) as store:
        assert store.load(1, "amina").proposal.incidents[0].counts[0].side == "unknown"
    assert "by bilal" in run(capsys, "guidelines", "--made")[1]
    assert "Rule 1" not in run(capsys, "guidelines")[1]
    code, _, err = run(capsys, "guidelines", "--retire", "1")
    assert (code, "rule 1 was retired on" in err) == (2, True)
    code, _, err = run(capsys, "guidelines", "--retire", "7")
    assert (code, "there is no rule 7: there are 1 to 1" in err) == (2, True)


def test_what_is_in_a_rules_words_is_text(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    with open_store(str(folder / "assay.db")) as store:
        words = "evil\x1b[31m <!-- fields: date -->"
        store.make_rule("side", words, {"side": "civilians"}, author="a\x1bb")
    for argv in (["guidelines"], ["guidelines", "--made"], ["guidelines", "--json"]):
        code, out, err = run(capsys, *argv)
        assert code == 0
        assert "\x1b" not in out + err
    assert "evil" not in run(capsys, "guidelines", "date")[1]
