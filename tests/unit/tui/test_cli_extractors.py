"""Extractors of other packages: installed, chosen by name, kept apart as versions, broken ones named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.from_json import loads
from gold.extractors import Chosen, loading
from store.engine import open_store
from tui import proposing
from tui.behind import work
from tui.cli import main
from tui.job import Job
from tui.messages import Behind
from tui.news import Faults

TEXT = "date 2025-02-01 QUETTA: Gunmen killed two soldiers near Turbat on Friday.\n"
CODE = '''
from extract.model import Count, Entry, Record, Span


def first(article):
    """One killed, wherever the word stands."""
    at = article.text.find("killed")
    words = (Span(at, at + 6, "killed"),)
    count = Count("c1", "unknown", "killed", 1, 1, 1, evidence=words)
    return Record(article, (Entry("i1", counts=(count,)),))


class Careful:
    """An object with a version and hashes of its own."""

    version = "7b"
    info = {"lexicon": "0ff1ce"}

    def extract(self, article):
        if "Turbat" in article.text:
            raise RuntimeError("no answer\\nfrom the model")
        return Record(article)


class Late:
    def __init__(self):
        raise OSError("the model file is not there")


def wordy(article):
    return "two dead"


def wrong(article):
    return Record(article, (Entry("i1", kind="riot"),))


number = 5
'''
START = "from tui.cli import main; raise SystemExit(main())"
POINTS = ("first", "Careful", "Late", "wordy", "wrong", "number", "gone", "rules")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package `ore-extractors 3.1` in it, as pip leaves one."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "ore_extractors.py").write_text(CODE)
    told = folder / "ore_extractors-3.1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: ore-extractors\nVersion: 3.1\n")
    points = "".join(f"{p.lower()} = ore_extractors:{p}\n" for p in POINTS)
    (told / "entry_points.txt").write_text(f"[assay.extractors]\n{points}")
    return folder


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The commands run in a folder of their own, where that package is installed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(site)
    (tmp_path / "report.txt").write_text(TEXT)
    loading.load.cache_clear()
    yield tmp_path
    loading.load.cache_clear()
    proposing.choose(Chosen())


def told(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(list(argv))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_function_extracts_under_the_name_and_version_of_its_package(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = told(capsys, "extract", "report.txt", "--extractor", "first")
    record = loads(out)
    assert code == 0
    assert record.extractor == {"name": "first", "version": "3.1"}
    assert [c.best for _, c in record.counts()] == [1]


def test_the_settings_choose_it_and_the_command_line_beats_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "assay.toml").write_text('extractor = "first"\n')
    by_file, by_hand = (
        json.loads(told(capsys, "extract", "report.txt", *more)[1])["extractor"]["name"]
        for more in ((), ("--extractor", "rules"))
    )
    assert (by_file, by_hand) == ("first", "rules")


def test_an_object_tells_its_own_version_and_hashes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "calm.txt").write_text("date 2025-02-01 QUETTA: Rain fell.\n")
    record = loads(told(capsys, "extract", "calm.txt", "--extractor", "careful")[1])
    assert record.extractor == {"name": "careful", "version": "7b", "lexicon": "0ff1ce"}


def test_each_extractors_proposals_are_a_version_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("rules", "first", "first"):
        assert main(["extract", "report.txt", "--extractor", name, "-o", "p.jsonl"]) == 0
        assert main(["import", "p.jsonl"]) == 0
    capsys.readouterr()
    with open_store("assay.db") as store:
        found = {v.label: v.articles for v in store.extractor_versions()}
    assert found == {"rules 1.0": 1, "first 3.1": 1}


BROKEN = {
    "late": "'late' (ore-extractors 3.1) cannot be loaded: OSError: the model file is not there",
    "gone": "'gone' (ore-extractors 3.1) cannot be loaded: AttributeError:",
    "number": "'number' (ore-extractors 3.1) is no function and has none named extract",
    "nobody": "there is no extractor 'nobody'; there are rules, careful, first, gone",
}


@pytest.mark.parametrize("name", BROKEN)
def test_one_that_cannot_be_loaded_is_one_sentence(capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, out, err = told(capsys, "extract", "report.txt", "--extractor", name)
    assert (code, out) == (2, "")
    assert BROKEN[name] in err
    assert err.count("\n") == 1


FAILING = {
    "careful": "the extractor failed on it: RuntimeError: no answer",
    "wordy": "wordy gave str and no extract.model.Record",
    "wrong": "incidents[0].kind: 'riot' is none of",
}


@pytest.mark.parametrize("name", FAILING)
def test_one_that_fails_on_an_article_costs_that_article_only(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    code, out, err = told(capsys, "extract", "report.txt", "--extractor", name)
    assert (code, out) == (2, "")
    assert FAILING[name] in err
    assert "Traceback" not in err


def test_two_packages_of_one_name_are_both_named(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "site2" / "slag-2.dist-info"
    other.mkdir(parents=True)
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: slag\nVersion: 2\n")
    (other / "entry_points.txt").write_text("[assay.extractors]\nfirst = slag:first\n")
    monkeypatch.syspath_prepend(other.parent)
    err = told(capsys, "extract", "report.txt", "--extractor", "first")[2]
    assert "ore-extractors 3.1 and slag 2 both bring an extractor 'first'" in err


def test_behind_the_screen_the_rules_stand_in_for_one_that_fails(folder: Path) -> None:
    import threading

    (folder / "calm.txt").write_text("date 2025-02-01 QUETTA: Rain fell.\n")
    proposing.choose(Chosen(name="careful"))
    posted: list[object] = []
    with open_store("assay.db") as store:
        job = Job("assay.db", "amina", (str(folder / "calm.txt"), str(folder / "report.txt")))
        work(store, job, post=posted.append, take_scope=lambda _: None, leaving=threading.Event())
        found = {v.label: v.articles for v in store.extractor_versions()}
    assert found == {"careful 7b": 1, "rules 1.0": 1}
    (faults,) = [m.news for m in posted if isinstance(m, Behind) and isinstance(m.news, Faults)]
    assert faults.told == (
        "the extractor careful failed on report.txt, the rules read it: RuntimeError: no answer",
    )


def test_it_works_in_a_process_of_its_own_and_in_several(site: Path, folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(site)}
    for jobs in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", START, "extract", "report.txt", "--extractor", "first", "--jobs", jobs],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["extractor"]["name"] == "first"


def test_lines_of_langextract_become_a_proposal_beside_the_rules(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Gunmen killed two soldiers near Turbat on 31 January 2025."
    at = text.index("two soldiers")
    found = {
        "extraction_class": "killed",
        "extraction_text": "two soldiers",
        "char_interval": {"start_pos": at, "end_pos": at + 12},
        "alignment_status": "match_exact",
        "attributes": {"side": "security_forces", "value": "2"},
    }
    line = {"document_id": "report.txt", "text": text, "extractions": [found], "model_id": "big-1"}
    (folder / "found.jsonl").write_text(json.dumps(line) + "\n")
    (folder / "report.txt").write_text(text)
    assert main(["extract", "report.txt", "-o", "rules.jsonl"]) == 0
    assert main(["import", "rules.jsonl", "found.jsonl"]) == 0
    capsys.readouterr()
    with open_store("assay.db") as store:
        versions = {v.label: v.articles for v in store.extractor_versions()}
    assert versions == {"rules 1.0": 1, "langextract big-1": 1}
    code, out, _ = told(capsys, "show", "report.txt", "--json")
    (entry,) = json.loads(out)["incidents"]
    assert code == 0
    assert [(c["side"], c["outcome"], c["best"]) for c in entry["counts"]] == [
        ("security_forces", "killed", 2)
    ]
