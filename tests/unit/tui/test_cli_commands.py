"""The commands on real files and real stores: bad input, exit codes, round trips."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from extract.from_json import loads
from store.engine import open_store
from store.errors import StoreReadOnly
from store.mends import set_count, set_status, verify
from store.state import replay
from store.types import Draft
from tui.cli import main

TEXT = "date 2025-02-01 QUETTA: Gunmen killed two soldiers near Turbat on Friday.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The commands run in a folder of their own with one good report."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(TEXT)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(list(argv))
    told = capsys.readouterr()
    return code, told.out, told.err


BAD = {
    "missing.txt": (None, "there is no such file or folder"),
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n", "is empty"),
    "binary.txt": (bytes(range(256)) * 4, "is not text but binary data"),
    "paper.pdf": (b"%PDF-1.4 x", "a PDF document"),
    "broken.jsonl": (b'{"text": \n', "broken.jsonl:1: is not JSON"),
    "broken.json": (b'{"text": ', "is not JSON"),
    "none.csv": (b"id,body\n1,x\n", "no column 'text'"),
    "cut.txt.gz": (b"\x1f\x8b\x08\x00", "is a damaged gzip file"),
    "page.html": (b"<html><body></body></html>", "no article text"),
}


@pytest.mark.parametrize("command", ["import", "extract"])
@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_named_and_the_rest_is_done(
    capsys: pytest.CaptureFixture[str], folder: Path, command: str, name: str
) -> None:
    content, sentence = BAD[name]
    if content is not None:
        (folder / name).write_bytes(content)
    code, out, err = run(capsys, command, name)
    assert (code, out) == (2, "")
    assert sentence in err
    assert not (folder / "assay.db").exists()
    code, out, err = run(capsys, command, name, "good.txt")
    assert code == 1
    assert sentence in err
    assert (len(out.splitlines()) == 1) == (command == "extract")
    assert (folder / "assay.db").exists() == (command == "import")


def test_text_that_is_not_utf8_is_decoded_said_and_no_failure(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "a.txt").write_bytes("Deux soldats tués à Dobra.".encode("cp1252"))
    code, out, err = run(capsys, "extract", "a.txt")
    assert code == 0
    assert "not UTF-8: decoded as cp1252" in err
    assert loads(out).article.text == "Deux soldats tués à Dobra."


def test_escapes_and_markup_in_an_article_are_text(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    text = "\x1b]0;pwned\x07[bold red]Two[/] soldiers were killed in \x9b31mTurbat\u202e on Friday."
    (folder / "\x1b[31mevil.txt").write_text(text)
    code, out, err = run(capsys, "extract", "\x1b[31mevil.txt")
    assert code == 0
    assert loads(out).article.text == text
    assert not {"\x1b", "\x9b", "\u202e"} & set(out + err)
    run(capsys, "import", ".")
    for argv in (["triage"], ["show", "\x1b[31mevil.txt"], ["stats"]):
        code, out, err = run(capsys, *argv)
        assert code == 0
        assert not {"\x1b", "\x9b", "\u202e"} & set(out + err)


def test_extract_prints_a_line_an_article_in_order_whatever_the_jobs(
    capsys: pytest.CaptureFixture[str], samples: Path
) -> None:
    _, alone, _ = run(capsys, "extract", str(samples))
    code, shared, err = run(capsys, "extract", str(samples), "--jobs", "2")
    assert (code, err) == (0, "")
    assert shared == alone
    ids = [loads(line).article.id for line in alone.splitlines()]
    assert ids == sorted(p.name for p in samples.glob("*.txt"))
    for line in alone.splitlines():
        record = loads(line)
        for mention in record.mentions:
            assert record.article.text[mention.start : mention.end] == mention.text


def test_extract_reads_gold_and_its_own_output_as_articles(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    _, first, _ = run(capsys, "extract", "good.txt", "-o", "p.jsonl")
    assert first == ""
    code, again, _ = run(capsys, "extract", "p.jsonl")
    assert code == 0
    assert json.loads(again) == json.loads((folder / "p.jsonl").read_text())


def test_extract_writes_no_file_when_there_was_nothing(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "out.jsonl").write_text("old")
    (folder / "empty.txt").write_text("")
    code, _, err = run(capsys, "extract", "empty.txt", "-o", "out.jsonl")
    assert code == 2
    assert (folder / "out.jsonl").read_text() == "old"
    assert "was not written" in err


def test_an_article_the_extractor_fails_on_costs_only_itself(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extract.model import Article, Record
    from extract.pipeline import Settings, extract

    def fails(article: Article, settings: Settings) -> Record:
        if "bad" in article.text:
            raise KeyError("x")
        return extract(article, settings)

    monkeypatch.setattr("gold.extractors.loading.extract", fails)
    (folder / "a.jsonl").write_text(
        '{"text": "One was hurt."}\n{"text": "bad"}\n{"text": "Two were hurt."}\n'
    )
    code, out, err = run(capsys, "extract", "a.jsonl")
    assert code == 1
    assert len(out.splitlines()) == 2
    assert "a.jsonl:2: the extractor failed on it: KeyError" in err


def test_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(b'{"id": "s-1", "text": "Two were hurt."}\n')

    monkeypatch.setattr("sys.stdin", Stdin())
    code, out, _ = run(capsys, "extract", "-")
    assert code == 0
    assert loads(out).article.id == "s-1"


def test_import_announces_a_new_store_and_is_idempotent(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    code, out, err = run(capsys, "import", "good.txt")
    assert (code, out) == (0, "")
    assert "made a new store" in err
    assert "1 new, 0 known" in err
    code, _, err = run(capsys, "import", "good.txt")
    assert code == 0
    assert "made a new store" not in err
    assert "0 new, 1 known" in err


def test_proposals_are_imported_beside_each_other(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    run(capsys, "extract", "good.txt", "-o", "p.jsonl")
    line = json.loads((folder / "p.jsonl").read_text())
    line["extractor"] = {"name": "other", "version": "9"}
    (folder / "q.jsonl").write_text(json.dumps(line))
    code, _, err = run(capsys, "import", "p.jsonl", "q.jsonl")
    assert code == 0
    assert "2 new proposals" in err
    _, out, _ = run(capsys, "stats", "--json")
    assert [e["name"] for e in json.loads(out)["extractors"]] == ["rules", "other"]


def test_gold_is_not_imported(capsys: pytest.CaptureFixture[str], folder: Path, samples: Path) -> None:
    gold = sorted(samples.glob("*.gold.json"))[0]
    code, _, err = run(capsys, "import", str(gold))
    assert code == 2
    assert "is gold" in err
    assert not (folder / "assay.db").exists()


@pytest.mark.parametrize(
    "argv",
    [["triage"], ["show", "x"], ["stats"], ["export", "--format", "csv"], ["verify-store"], ["backup", "b"]],
)
def test_looking_at_a_store_that_is_not_there_makes_none(
    capsys: pytest.CaptureFixture[str], folder: Path, argv: list[str]
) -> None:
    code, out, err = run(capsys, *argv)
    assert (code, out) == (2, "")
    assert "there is no store assay.db here" in err
    assert not (folder / "assay.db").exists()


@pytest.mark.parametrize("content", [b"this is no database, but it is long enough to look", b"\x00" * 5000])
def test_a_store_that_is_no_database_is_one_sentence(
    capsys: pytest.CaptureFixture[str], folder: Path, content: bytes
) -> None:
    (folder / "x.db").write_bytes(content)
    for argv in (["stats"], ["import", "good.txt"], ["export", "--format", "csv"]):
        code, out, err = run(capsys, "--db", "x.db", *argv)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
    assert (folder / "x.db").read_bytes() == content


@pytest.mark.parametrize("db", ["nowhere/x.db", ".", "nonsense://x"])
def test_a_place_where_no_store_can_be_is_one_sentence(capsys: pytest.CaptureFixture[str], db: str) -> None:
    code, _, err = run(capsys, "import", "good.txt", "--db", db)
    assert code == 2
    assert err.count("\n") == 1


def decide(db: str, reviewer: str) -> None:
    """One person verifies the first article, with one count corrected."""
    with open_store(db) as store:
        row = store.next_row(reviewer)
        assert row is not None
        loaded = store.load(row, reviewer)
        state = replay(loaded.proposal, loaded.events)
        entry, count = next((e, c) for e in state.entries() for c in e.counts)
        for action, make in (
            (
                "correct",
                lambda s: set_count(s, entry.id, replace(count, best=7, high=7)),
            ),
            ("verify", verify),
        ):
            loaded = store.load(row, reviewer)
            state = replay(loaded.proposal, loaded.events)
            draft = Draft(
                reviewer, loaded.article.sha256, action, "k", make(state), 1000, loaded.proposal_key,
                last_seq=loaded.last_seq,
            )  # fmt: skip
            store.append(draft)


def test_a_verified_record_is_exported_with_what_was_proposed(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    run(capsys, "extract", "good.txt", "-o", "p.jsonl")
    run(capsys, "import", "p.jsonl")
    decide("assay.db", "amina")
    code, out, err = run(capsys, "export", "--format", "jsonl")
    assert (code, err) == (0, "")
    assert run(capsys, "export", "--format", "assay")[1] == out
    line = json.loads(out)
    assert line["review"]["status"] == "verified"
    decisions = [d for e in line["incidents"] for n, d in e["decisions"].items() if n.startswith("c")]
    corrected = [d for d in decisions if d["decision"] == "corrected"]
    assert [d["proposed"]["best"] for d in corrected] == [2]
    code, out, _ = run(capsys, "export", "--format", "csv")
    assert "7" in [r["best"] for r in csv.DictReader(io.StringIO(out))]
    code, _, err = run(capsys, "export", "--format", "csv", "-o", "out.csv")
    assert code == 0
    assert (folder / "out.csv").read_bytes().decode() == out
    assert "1 record written to out.csv" in err


def test_a_reviewed_record_is_no_proposal_but_can_be_taken_over(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    run(capsys, "extract", "good.txt", "-o", "p.jsonl")
    run(capsys, "import", "p.jsonl")
    decide("assay.db", "amina")
    run(capsys, "export", "--format", "jsonl", "-o", "r.jsonl")
    code, _, err = run(capsys, "import", "r.jsonl", "--db", "other.db")
    assert code == 2
    assert "--as-decisions" in err
    code, _, err = run(capsys, "import", "r.jsonl", "--db", "other.db", "--as-decisions")
    assert code == 0
    assert "1 with their decisions" in err
    _, out, _ = run(capsys, "export", "--format", "jsonl", "--db", "other.db")
    before, after = json.loads((folder / "r.jsonl").read_text()), json.loads(out)
    assert {**before, "review": 0} == {**after, "review": 0}
    assert run(capsys, "verify-store", "--db", "other.db")[0] == 0


def test_two_peoples_records_want_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "extract", "good.txt", "-o", "p.jsonl")
    run(capsys, "import", "p.jsonl")
    decide("assay.db", "amina")
    decide("assay.db", "bilal")
    code, out, err = run(capsys, "export", "--format", "jsonl")
    assert (code, out) == (2, "")
    assert "--reviewer (amina, bilal)" in err
    code, out, _ = run(capsys, "export", "--format", "jsonl", "--reviewer", "bilal")
    assert code == 0
    assert json.loads(out)["review"]["reviewer"] == "bilal"
    code, out, err = run(capsys, "export", "--format", "jsonl", "--reviewer", "nobody")
    assert (code, out) == (2, "")
    assert "one article was finished by more than one person" in err


def test_a_reviewer_named_by_the_environment_decides_between_two(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "extract", "good.txt", "-o", "p.jsonl")
    run(capsys, "import", "p.jsonl")
    decide("assay.db", "amina")
    decide("assay.db", "bilal")
    monkeypatch.setenv("ASSAY_REVIEWER", "amina")
    code, out, _ = run(capsys, "export", "--format", "jsonl")
    assert (code, json.loads(out)["review"]["reviewer"]) == (0, "amina")
    _, out, _ = run(capsys, "stats", "--json")
    assert len(json.loads(out)["reviewers"]) == 2


def test_nothing_to_export_is_empty_output_and_a_sentence(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    run(capsys, "import", "good.txt")
    for kind in ("jsonl", "csv"):
        code, out, err = run(capsys, "export", "--format", kind, "-o", f"out.{kind}")
        assert (code, out) == (0, "")
        assert "nothing to export" in err
        assert (folder / f"out.{kind}").read_text() == ""


def test_formula_cells_are_defused_and_that_is_said(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "a.jsonl").write_text('{"id": "=cmd()", "title": "+1", "text": "Nothing happened."}\n')
    run(capsys, "import", "a.jsonl")
    with open_store("assay.db") as store:
        loaded = store.load(1, "amina")
        state = replay(loaded.proposal, ())
        changes = set_status(state, "irrelevant", reason="-none")
        store.append(Draft("amina", loaded.article.sha256, "irrelevant", "X", changes))
    code, out, err = run(capsys, "export", "--format", "csv")
    assert code == 0
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["article_id"], row["title"], row["reason"]) == ("'=cmd()", "'+1", "'-none")
    assert "3 cells begin with '" in err


def test_triage_puts_the_worst_first_and_show_shows_one(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "worse.txt").write_text(TEXT.replace("two soldiers", "40 soldiers"))
    (folder / "calm.txt").write_text("The festival in Turbat drew a large crowd on Friday.")
    run(capsys, "extract", "good.txt", "worse.txt", "calm.txt", "-o", "p.jsonl")
    run(capsys, "import", "p.jsonl")
    code, out, _ = run(capsys, "triage", "--json")
    assert code == 0
    rows = json.loads(out)
    assert [r["id"] for r in rows] == ["worse.txt", "good.txt", "calm.txt"]
    assert rows[0]["deaths"] == 40
    code, out, err = run(capsys, "triage", "--limit", "1")
    assert "worse.txt" in out
    assert "1 of 3 that wait" in err
    code, out, _ = run(capsys, "show", "worse.txt")
    assert (code, "40" in out, "soldiers" in out) == (0, True, True)
    code, out, _ = run(capsys, "show", "worse.txt", "--json")
    assert json.loads(out)["article"]["id"] == "worse.txt"
    code, out, err = run(capsys, "show", "nowhere.txt")
    assert (code, out) == (2, "")
    assert "there is no article" in err


def test_a_finished_article_waits_no_more(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "extract", "good.txt", "-o", "p.jsonl")
    run(capsys, "import", "p.jsonl")
    decide("assay.db", "amina")
    code, out, err = run(capsys, "triage", "--reviewer", "amina")
    assert (code, out) == (0, "")
    assert "nothing waits for amina" in err
    code, out, _ = run(capsys, "stats", "--reviewer", "amina")
    assert "1 article, 1 finished (100%)" in out
    _, out, _ = run(capsys, "show", "good.txt", "--reviewer", "amina")
    assert "verified by amina" in out


def test_the_store_is_verified_and_backed_up(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    run(capsys, "import", "good.txt")
    code, out, err = run(capsys, "verify-store")
    assert (code, out) == (0, "")
    assert "all is well" in err
    assert run(capsys, "backup", "copy.db")[0] == 0
    assert (folder / "copy.db").stat().st_mode & 0o777 == 0o600
    assert run(capsys, "verify-store", "--db", "copy.db")[0] == 0
    code, _, err = run(capsys, "backup", "copy.db")
    assert code == 2
    assert "exists already" in err


def test_settings_and_environment_reach_the_commands(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "assay.toml").write_text('db = "mine.db"\n[input]\ncolumns = { text = "body" }\n')
    (folder / "a.csv").write_text("body\nTwo were hurt.\n")
    assert run(capsys, "import", "a.csv")[0] == 0
    assert (folder / "mine.db").exists()
    monkeypatch.setenv("ASSAY_DB", "env.db")
    assert run(capsys, "import", "a.csv", "--column", "text=body")[0] == 0
    assert (folder / "env.db").exists()


@pytest.mark.skipif(os.getuid() == 0, reason="root may read and write everything")
def test_a_store_that_can_only_be_read_is_one_sentence(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    run(capsys, "import", "good.txt")
    (folder / "assay.db").chmod(0o400)
    (folder / "more.txt").write_text("Two were hurt.")
    code, _, err = run(capsys, "import", "more.txt")
    assert code == 2
    assert err.count("\n") == 1


# ---------------------------------------------------------------- trouble around a command

ASSAY = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]


def shell(line: str, unbuffered: str = "") -> subprocess.CompletedProcess[str]:
    """A command line as the shell runs it; `unbuffered` is Python's own setting."""
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUNBUFFERED": unbuffered}
    return subprocess.run(
        ["bash", "-c", line.replace("assay ", shlex.join(ASSAY) + " ", 1)],
        env=environ, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_output_that_cannot_be_written_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "import", "good.txt")
    for line in ("assay stats > /dev/full", "assay --help > /dev/full", "assay extract good.txt > /dev/full"):
        done = shell(line)
        assert (done.returncode, done.stderr) == (
            1,
            "assay: cannot write to standard output: no space left on device\n",
        )
    assert shell("assay stats > /dev/full", "1").stderr.endswith("output: no space left on device\n")
    done = shell("assay stats >&-")
    assert (done.returncode, done.stderr) == (
        1,
        "assay: cannot write to standard output: bad file descriptor\n",
    )


def test_errors_that_nobody_can_hear_change_no_result(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "import", "good.txt")
    for redirection in ("2>&-", "2> /dev/full"):
        done = shell(f"assay export --format jsonl {redirection}")
        assert (done.returncode, done.stdout) == (0, "")
        done = shell(f"assay extract missing.txt good.txt {redirection}")
        assert done.returncode == 1
        assert loads(done.stdout).article.id == "good.txt"
    assert run(capsys, "verify-store")[0] == 0


def test_a_closed_standard_input_is_an_empty_one() -> None:
    done = shell("assay extract - <&-")
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "assay: standard input: is empty\nassay: articles: 0 extracted, 1 not read\n",
    )


def test_a_backup_that_cannot_be_written_is_one_sentence(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    run(capsys, "import", "good.txt")
    assert run(capsys, "backup", "nofolder/b.db") == (
        2,
        "",
        "assay: cannot write nofolder/b.db: no such file or directory\n",
    )
    code, _, err = run(capsys, "backup", "good.txt")
    assert (code, "exists already" in err) == (2, True)
    assert (folder / "good.txt").read_text() == TEXT


def test_a_table_without_a_row_says_so(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "h.csv").write_text("id,text\n")
    for command in ("extract", "import"):
        code, out, err = run(capsys, command, "h.csv")
        assert (code, out) == (2, "")
        assert "h.csv: holds no article" in err


def test_an_import_that_is_stopped_says_what_was_stored(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(30):
        (folder / f"n{n:02}.txt").write_text(f"{TEXT} {n}")
    real = Path.open

    def opened(path: Path, *how: str) -> object:
        if path.name == "n25.txt":
            raise KeyboardInterrupt
        return real(path, *how)  # type: ignore[call-overload]

    monkeypatch.setattr("gold.importing._AT_ONCE", 5)
    monkeypatch.setattr(Path, "open", opened)
    code, _, err = run(capsys, "import", *sorted(p.name for p in folder.glob("n*.txt")))
    monkeypatch.setattr(Path, "open", real)
    assert code == 130
    assert err.endswith("stopped: 20 new articles stored; the same import goes on from there\n")
    assert (
        "10 new, 20 known already" in run(capsys, "import", *sorted(p.name for p in folder.glob("n*.txt")))[2]
    )


def test_one_new_proposal_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "extract", "good.txt", "-o", "p.jsonl")
    assert "1 new, 0 known already, 1 new proposal\n" in run(capsys, "import", "p.jsonl")[2]


def test_a_long_id_is_cut_in_the_table_and_whole_in_json(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    names = ["x" * 200, "\u5317" * 200]
    lines = [json.dumps({"id": n, "text": f"Two were killed. {n}"}) for n in names]
    (folder / "long.jsonl").write_text("\n".join(lines))
    run(capsys, "import", "long.jsonl")
    _, out, _ = run(capsys, "triage")
    assert {line.split(" ")[0] for line in out.splitlines()[1:]} == {"x" * 59 + "…", "\u5317" * 29 + "…"}
    _, out, _ = run(capsys, "triage", "--json")
    assert {w["id"] for w in json.loads(out)} == set(names)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("DROP TABLE alembic_version", "its schema version is missing"),
        ("DROP TABLE texts", "the table texts is missing"),
        ("UPDATE articles SET published = 'no date'", "article number 1: cannot be read"),
    ],
)
def test_a_damaged_store_is_checked_with_reasons(
    capsys: pytest.CaptureFixture[str], damage: str, said: str
) -> None:
    run(capsys, "import", "good.txt")
    with closing(sqlite3.connect("assay.db", isolation_level=None)) as raw:
        raw.execute(damage)
    code, out, err = run(capsys, "verify-store")
    assert (code, said in out, "Traceback" in err) == (1, True, False)
    assert "see `assay verify-store`" not in out + err


def test_a_file_that_is_cut_off_is_checked_with_reasons(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    run(capsys, "import", "good.txt")
    (folder / "assay.db").write_bytes((folder / "assay.db").read_bytes()[:6000])
    code, out, err = run(capsys, "verify-store")
    assert (code, bool(out), "Traceback" in err) == (1, True, False)


def test_another_date_of_the_same_text_is_said_and_kept(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    line = {"id": "a", "text": "Two were killed.", "published": "2025-02-01"}
    again = {**line, "id": "b", "published": "2025-02-03"}
    (folder / "two.jsonl").write_text(json.dumps(line) + "\n" + json.dumps(again))
    assert (
        "b: the same text as a, but dated 2025-02-03, not 2025-02-01" in run(capsys, "import", "two.jsonl")[2]
    )
    _, out, _ = run(capsys, "show", "a", "--json")
    (source,) = json.loads(out)["article"]["sources"]
    assert (source["id"], source["published"]) == ("b", "2025-02-03")


@pytest.mark.parametrize("forbidden", [{"assay.db"}, {"assay.db", "shelf"}, {"shelf"}])
def test_a_store_that_can_only_be_read_is_read(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch, forbidden: set[str]
) -> None:
    (folder / "shelf").mkdir()
    db = ("--db", "shelf/assay.db")
    run(capsys, "extract", "good.txt", "-o", "p.jsonl")
    run(capsys, "import", "p.jsonl", *db)
    decide("shelf/assay.db", "amina")
    monkeypatch.setattr("store.sqlite.writable", lambda path: path.name not in forbidden)
    before = (folder / "shelf/assay.db").read_bytes()
    for argv in (
        ["stats"],
        ["show", "good.txt"],
        ["triage"],
        ["export", "--format", "csv"],
        ["verify-store"],
    ):
        code, out, err = run(capsys, *argv, *db)
        assert (code, bool(out or "all is well" in err)) == (0, True), err
    assert [p.name for p in (folder / "shelf").iterdir()] == ["assay.db"]
    assert run(capsys, "backup", "copy.db", *db)[0] == 0
    assert run(capsys, "verify-store", "--db", "copy.db")[0] == 0
    (folder / "more.txt").write_text("Three were hurt.")
    code, _, err = run(capsys, "import", "more.txt", *db)
    assert (code, "can only be read: change the permissions" in err) == (2, True)
    assert (folder / "shelf/assay.db").read_bytes() == before


def test_writing_to_a_store_opened_to_read_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "import", "good.txt")
    monkeypatch.setattr("store.sqlite.writable", lambda _: False)
    with open_store("assay.db", to_read=True) as store, pytest.raises(StoreReadOnly):
        store.add_articles([replace(store.load(1, "amina").article, id="another")])


def test_triage_filters_sorts_and_searches(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "worse.txt").write_text(TEXT.replace("two soldiers", "40 soldiers"))
    (folder / "calm.txt").write_text("The festival in Turbat drew a large crowd on Friday.")
    run(capsys, "extract", "good.txt", "worse.txt", "calm.txt", "-o", "p.jsonl")
    run(capsys, "import", "p.jsonl")

    def ids(*options: str) -> list[str]:
        code, out, _ = run(capsys, "triage", "--json", *options)
        assert code == 0
        return [row["id"] for row in json.loads(out)]

    assert ids("--sort", "import") == ["good.txt", "worse.txt", "calm.txt"]
    assert ids("--sort", "import", "--backwards", "--limit", "1") == ["calm.txt"]
    assert ids("--text", "festival -bomb") == ["calm.txt"]
    assert ids("--text", '"*(') == []
    assert ids("--status", "verified") == []
    assert ids("--since", "1990-01-01", "--until", "1990-01-02") == []
    assert ids("--flagged") == []
    assert ids("--no-copies", "--text", "soldiers") == ["worse.txt", "good.txt"]
    code, _, err = run(capsys, "triage", "--since", "2025-02-30")
    assert (code, "'2025-02-30' is no day such as 2025-02-01" in err) == (2, True)
    code, _, err = run(capsys, "triage", "--since", "2025-02-02", "--until", "2025-02-01")
    assert (code, "nothing lies between them" in err) == (2, True)
    code, out, err = run(capsys, "triage", "--place", "Atlantis")
    assert (code, out) == (0, "")
    assert "nothing of that kind is there" in err
