"""`assay assign` as a person types it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from extract.checks import check
from extract.model import Record
from extract.to_json import dumps
from store.engine import open_store
from store.events import Change
from store.mends import reject, set_status, verify
from store.state import State, apply, replay
from store.store import Store
from store.types import Draft
from tests.tui.sitting import gold_record
from tui.cli import main
from tui.proposing import propose

Run = Callable[..., tuple[int, str, str]]
NUMBERS = ("01", "02", "03", "04", "05", "06", "07", "08")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in a folder of its own: its exit code, what it printed and what it said."""
    monkeypatch.chdir(tmp_path)

    def typed(*argv: str) -> tuple[int, str, str]:
        code = main(list(argv))
        told = capsys.readouterr()
        return code, told.out, told.err

    return typed


@pytest.fixture
def folder(tmp_path: Path, samples: Path) -> Path:
    """A folder with a store of eight samples."""
    with open_store(str(tmp_path / "assay.db")) as store:
        store.add_proposals(gold_record(samples, number) for number in NUMBERS)
    return tmp_path


def work(folder: Path, who: str, mend: Callable[[State], list[Change]] | None = None) -> None:
    """Somebody verifies everything that is assigned to them, after a mend."""
    with open_store(str(folder / "assay.db")) as store:
        while (row := store.start_row(who)) is not None:
            finish(store, row, who, mend)


def finish(store: Store, row: int, who: str, mend: Callable[[State], list[Change]] | None) -> None:
    loaded = store.load(row, who)
    state = replay(loaded.proposal, loaded.events)
    changes = mend(state) if mend is not None else []
    after = apply(state, changes)
    end = verify(after) if after.standing() else set_status(after, "irrelevant", reason="sport")
    sha = loaded.article.sha256
    draft = Draft(
        loaded.coder or who, sha, "review.verify", "space", [*changes, *end], 5, loaded.proposal_key
    )
    store.append(replace(draft, last_seq=loaded.last_seq))


def test_a_plan_is_shown_kept_and_told_of(run: Run, folder: Path) -> None:
    rule = ("--reviewers", "amina, bilal", "--overlap", "0.5", "--blank", "0.25")
    code, out, err = run("assign", *rule, "--dry-run")
    assert (code, "would be assigned" in err) == (0, True)
    assert "amina" in out
    assert run("assign", "--report")[0] == 2
    code, out, _ = run("assign", *rule, "--json")
    told = json.loads(out)
    assert (told["round"], told["articles"], told["assignments"]) == ("round-1", 8, 12)
    assert told["coded_by_several"] == 4
    assert sum(arms["blank"] for arms in told["reviewers"].values()) == 3
    code, out, _ = run("assign", "--report")
    assert code == 0
    assert "round-1" in out
    assert run("assign", *rule)[2].startswith("assay: nothing to assign")


def extracted(folder: Path, samples: Path) -> None:
    """Instead of the gold, what the extractor itself says of the samples."""
    (folder / "assay.db").unlink()
    with open_store(str(folder / "assay.db")) as store:
        store.add_proposals(propose(gold_record(samples, number).article) for number in NUMBERS)


def test_planted_errors_are_counted_by_field_and_those_that_were_missed_are_withheld(
    run: Run, folder: Path, samples: Path
) -> None:
    extracted(folder, samples)
    code, out, err = run("assign", "--reviewers", "amina", "--plant", "1", "--json")
    told = json.loads(out)
    assert (code, told["planted"]) == (0, 8)
    assert "planted" not in told["reviewers"]["amina"]
    work(folder, "amina")
    code, out, _ = run("assign", "--report", "--json")
    report = json.loads(out)
    (whole,) = [c for c in report["caught"] if (c["reviewer"], c["field"]) == ("", "")]
    fields = [c["field"] for c in report["caught"] if not c["reviewer"] and c["field"]]
    assert (code, whole["finished"], whole["caught"], whole["rate"]) == (1, 8, 0, 0.0)
    assert set(fields) == {"count", "side", "place", "date", "incident"}
    assert len(report["missed"]) == 8
    code, out, err = run("export", "--format", "jsonl")
    assert (code, out) == (1, "")
    assert "withheld: 8 records in which a planted error still stands" in err
    assert run("verify-store")[0] == 0


def test_planted_errors_stop_no_check_that_the_proposal_did_not(
    run: Run, folder: Path, samples: Path
) -> None:
    extracted(folder, samples)
    run("assign", "--reviewers", "amina", "--plant", "1")
    with open_store(str(folder / "assay.db")) as store:
        for row in range(1, 9):
            plain, shown = store.newest_records([row])[row], store.load(row, "amina").proposal
            blocking = [[c.code for c in check(r) if c.severity == "blocking"] for r in (plain, shown)]
            assert blocking[0] == blocking[1]
            assert plain.incidents != shown.incidents


def test_whoever_does_not_qualify_gets_no_work(run: Run, folder: Path, samples: Path) -> None:
    gold = [replace(gold_record(samples, n), extractor=None) for n in ("09", "12")]
    Path("gold.jsonl").write_text("".join(dumps(r) + "\n" for r in gold), "utf-8")
    with open_store("assay.db") as store:
        store.add_proposals(gold_record(samples, n) for n in ("09", "12"))
    assert (
        run("assign", "--reviewers", "amina,bilal", "--qualify", "gold.jsonl", "--threshold", "0.95")[0] == 0
    )
    code, _, err = run("assign", "--reviewers", "amina")
    assert (code, "amina has not qualified: 0 of 2 articles done" in err) == (2, True)
    work(folder, "amina")
    work(folder, "bilal", lambda s: reject(s, s.standing()[0], "exists"))
    report = json.loads(run("assign", "--report", "--json")[1])
    passed = {q["reviewer"]: (q["passed"], q["f1"]) for q in report["qualified"]}
    assert passed["amina"] == (True, 1.0)
    assert passed["bilal"][0] is False
    assert run("assign", "--reviewers", "bilal")[0] == 2
    assert run("assign", "--reviewers", "amina")[0] == 0
    code, out, _ = run("export", "--format", "jsonl")
    assert (code, out) == (0, "")


def test_a_dry_qualification_puts_nothing_into_the_store(run: Run, folder: Path, samples: Path) -> None:
    record: Record = replace(gold_record(samples, "09"), extractor=None)
    Path("gold.jsonl").write_text(dumps(record) + "\n", "utf-8")
    assert run("assign", "--reviewers", "amina", "--qualify", "gold.jsonl", "--dry-run")[0] == 0
    with open_store("assay.db") as store:
        assert store.row_of(record.article.sha256) is None


def test_work_done_again_is_compared_with_the_first(run: Run, folder: Path) -> None:
    run("assign", "--reviewers", "amina", "--drift", "2")
    work(folder, "amina")
    assert run("assign", "--reviewers", "amina", "--recode", "0.5", "--round", "later")[0] == 0
    work(folder, "amina", lambda s: reject(s, s.standing()[-1], "exists"))
    report = json.loads(run("assign", "--report", "--json")[1])
    told = {r["arm"]: r for r in report["repeated"]}
    assert (told["drift"]["articles"], told["recode"]["articles"]) == (2, 3)
    assert 0 < told["recode"]["f1"] < 1
    assert told["recode"]["same"]["best"] == 1.0
    out = run("export", "--format", "jsonl")[1]
    assert {json.loads(line)["review"]["reviewer"] for line in out.splitlines()} == {"amina"}
    assert len(out.splitlines()) == 8
    assert "nothing was coded twice yet" in run("agreement")[2]
    assert run("verify-store")[0] == 0


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--reviewers", ""), "--reviewers needs names"),
        (("--reviewers", "amina", "--overlap", "2"), "no share"),
        (("--reviewers", "amina", "--overlap", "0.2"), "as many reviewers"),
        (("--reviewers", "amina", "--round", "a[b]"), "without brackets"),
        (("--reviewers", "amina", "--qualify", "nowhere.jsonl"), "nowhere.jsonl: cannot be read"),
        (("--report", "--round", "none"), "no round was assigned yet"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    run: Run, folder: Path, argv: tuple[str, ...], said: str
) -> None:
    code, _, err = run("assign", *argv)
    assert (code, said in err) == (2, True)
