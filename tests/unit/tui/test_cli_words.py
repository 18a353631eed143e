"""The command line's own words: what is a command, what a path, help, exit codes, harmless output."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gold.inputs import Problem
from tui.cli import COMMANDS, main, with_command
from tui.cli_out import Problems, Stop, output, put, put_json, table, visible

ASSAY = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("argv", "meant"),
    [
        ([], ["review"]),
        (["--db", "x.db"], ["--db", "x.db", "review"]),
        (["here.txt"], ["review", "here.txt"]),
        (["--reviewer=amina", "-", "--as", "csv"], ["--reviewer=amina", "review", "-", "--as", "csv"]),
        (["--column", "text=body", "here.txt"], ["review", "--column", "text=body", "here.txt"]),
        (["*.txt"], ["review", "*.txt"]),
        (["stats", "--json"], ["stats", "--json"]),
        (["--db", "stats", "stats"], ["--db", "stats", "stats"]),
    ],
)
def test_what_is_no_command_is_a_path_to_review(tmp_path: Path, argv: list[str], meant: list[str]) -> None:
    (tmp_path / "here.txt").write_text("x")
    assert with_command(argv) == meant


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("exprot", "did you mean `assay export`"),
        ("verify", "did you mean `assay verify-store`"),
        ("qqqq", "`assay --help` lists the commands"),
        ("no/such/report.txt", "there is no such file or folder"),
        ("report.txt", "there is no such file or folder"),
    ],
)
def test_a_word_that_is_neither_is_one_sentence_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], word: str, sentence: str
) -> None:
    assert main([word]) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""


@pytest.mark.parametrize(
    "argv",
    [
        ["import"],
        ["extract", "x", "--jobs", "many"],
        ["extract", "x", "--jobs", "-1"],
        ["export"],
        ["export", "--format", "xml"],
        ["stats", "--nonsense"],
        ["show"],
        ["import", "x", "--column", "body"],
        ["import", "x", "--column", "words=body"],
        ["--reviewer", "\x1b[31m", "stats"],
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], argv: list[str]
) -> None:
    assert main(argv) == 2
    told = capsys.readouterr()
    assert told.err.startswith("assay: ")
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str], name: str | None) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"] if name is None else [name, "--help"])
    assert end.value.code == 0
    told = capsys.readouterr().out
    assert all(command in told for command in COMMANDS) if name is None else f"assay {name}" in told


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.startswith("assay ")


def test_a_setting_that_is_not_understood_is_exit_code_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "assay.toml").write_text("reveiwer = 'x'\n")
    assert main(["stats"]) == 2
    assert "reveiwer" in capsys.readouterr().err


def test_the_review_screen_without_a_terminal_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Two were hurt.")
    assert main(["a.txt"]) == 2
    assert "needs a terminal" in capsys.readouterr().err
    assert not (tmp_path / "assay.db").exists()


def test_an_unforeseen_fault_is_told_harmlessly(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> int:
        raise RuntimeError("\x1b]0;title\x07")

    monkeypatch.setattr("tui.cli._function", lambda _: broken)
    assert main(["stats"]) == 1
    told = capsys.readouterr().err
    assert "\x1b" not in told
    assert "fault of Assay" in told


def test_ctrl_c_is_quiet_and_130(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.cli._function", lambda _: stopped)
    assert main(["stats"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_reader_that_leaves_early_is_no_matter(tmp_path: Path) -> None:
    lines = "".join(f'{{"text": "Gunmen killed {n} soldiers near Dobra."}}\n' for n in range(3000))
    (tmp_path / "a.jsonl").write_text(lines)
    root = Path(__file__).resolve().parents[3]
    read, write = os.pipe()
    with subprocess.Popen(
        [*ASSAY, "extract", "a.jsonl"],
        stdout=write,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as process:
        os.close(write)
        assert os.read(read, 100).startswith(b'{"schema"')
        os.close(read)
        _, told = process.communicate(timeout=60)
    assert told == b""


@given(text=st.text())
def test_visible_text_never_acts_on_a_terminal(text: str) -> None:
    shown = visible(text)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000 for c in shown)
    assert not set("\u202e\u2066\u2028\u200f\ufeff") & set(shown)


def test_visible_text_keeps_letters_of_all_scripts() -> None:
    assert visible("Ouagadougou – “ok” قلات 日本 👩‍🚒") == "Ouagadougou – “ok” قلات 日本 👩‍🚒"
    assert visible("\x1b[31m\t\u202e") == "␛[31m␉\\u202e"


def test_everything_printed_is_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    put("a\x1bb")
    put_json({"a": "\x9b"})
    table(["one", "two"], [["[red]x[/red]", "\x1b[31m"], ["longer", "1"]], right=[1])
    told = capsys.readouterr().out
    assert "\x1b" not in told
    assert "\x9b" not in told
    assert "[red]x[/red]  ␛[31m" in told
    assert "longer            1" in told


def test_a_table_on_a_terminal_keeps_markup_as_text(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    table(["one"], [["[bold]x[/bold] :smile: \x1b"]], title="[red]t")
    told = capsys.readouterr().out
    assert "[bold]x[/bold] :smile: ␛" in told
    assert "[red]t" in told


def test_the_same_problem_again_and_again_is_summed_up() -> None:
    said: list[str] = []
    problems = Problems(said.append)
    for line in range(1, 101):
        problems.add(Problem("a.jsonl", line, f"is not JSON at character {line}"))
    problems.add(Problem("a.jsonl", None, "not UTF-8: decoded as cp1252", note=True))
    problems.close()
    assert len(said) == 5
    assert said[0] == "a.jsonl:1: is not JSON at character 1"
    assert "97 more" in said[-1]
    assert (problems.bad, problems.notes) == (100, 1)


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old")

    def breaks() -> None:
        with output(str(target)) as out:
            out.write("half")
            raise ValueError("broke")

    with pytest.raises(ValueError, match="broke"):
        breaks()
    assert target.read_text() == "old"
    with output(str(target)) as out:
        out.write("new")
    assert target.read_text() == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_link_stays_a_link_and_a_mode_stays_a_mode(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old")
    real.chmod(0o600)
    link.symlink_to(real)
    with output(str(link)) as out:
        out.write("new")
    assert link.is_symlink()
    assert (real.read_text(), real.stat().st_mode & 0o777) == ("new", 0o600)


@pytest.mark.parametrize("name", ["folder", "no/such/place.csv"])
def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Stop, match=name.split("/")[0]), output(name) as out:
        assert isinstance(out, io.TextIOBase)
