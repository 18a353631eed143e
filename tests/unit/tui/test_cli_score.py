"""`assay score` on real files and real stores: what it prints, writes and returns."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from store.engine import open_store
from store.mends import verify
from store.state import replay
from store.typed import type_count
from store.types import Draft
from tui.cli import main

TEXT = "date 2025-02-01 QUETTA: Gunmen killed two soldiers near Turbat on Friday.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The commands run in a folder of their own with a few samples and their gold."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    for path in (*samples.glob("0[1-4]-*"), *samples.glob("10-*")):
        shutil.copy(path, tmp_path / "texts")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(list(argv))
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture
def predicted(capsys: pytest.CaptureFixture[str], folder: Path) -> str:
    run(capsys, "extract", "texts", "-o", "predicted.jsonl")
    return "predicted.jsonl"


def test_the_samples_gold_is_scored_against_the_extractor(
    capsys: pytest.CaptureFixture[str], predicted: str
) -> None:
    code, out, err = run(capsys, "score", "texts", predicted)
    assert (code, err) == (0, "")
    assert re.match(
        r"predicted.jsonl \(rules [\d.]+\) against texts: 5 articles, \d+% need no correction", out
    )
    for title in ("incidents", "totals", "incidents: counts by side", "incidents: place by level"):
        assert f"\n{title}\n" in out
    assert "counts: mean log error" in out


def test_gold_against_itself_is_right_everywhere(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "score", "texts", "texts", "--json")
    report = json.loads(out)["results"][0]["reports"][0]
    assert code == 0
    assert report["no_correction"] == 1
    assert {figures["f1"] for _, _, figures in report["rows"]} == {1}


def test_two_systems_are_compared(capsys: pytest.CaptureFixture[str], folder: Path, predicted: str) -> None:
    lines = (folder / predicted).read_text().replace('"outcome": "killed"', '"outcome": "wounded"')
    (folder / predicted).write_text(lines)
    code, out, _ = run(capsys, "score", "texts", predicted, "texts")
    assert code == 0
    assert "\ncomparison\n" in out
    assert re.search(
        r"^all slots of incidents +\.\d+ +1\.000 +\+0\.\d+ .* 0\.\d{4}$", out, flags=re.MULTILINE
    )


def test_a_bad_line_is_named_and_the_exit_code_is_1(
    capsys: pytest.CaptureFixture[str], folder: Path, predicted: str
) -> None:
    with (folder / predicted).open("a") as file:
        file.write('{"schema": "assay/1"}\n')
    code, out, err = run(capsys, "score", "texts", predicted)
    assert code == 1
    assert "predicted.jsonl:6: article: is missing" in err
    assert "5 articles" in out


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["score"], "give GOLD and PREDICTED"),
        (["score", "texts"], "give GOLD and PREDICTED"),
        (["score", "texts", "a", "b", "c"], "give GOLD and PREDICTED"),
        (["score", "--store", "texts"], "name no files"),
        (["score", "-", "-"], "only one of the files can be standard input"),
        (["score", "texts", "nowhere.jsonl"], "nowhere.jsonl: holds no finished record to score"),
        (["score", "texts", "other.jsonl"], "no article of texts is in other.jsonl"),
        (["score", "--store"], "there is no store assay.db here"),
        (["score", "texts", "texts", "--tolerance", "much"], "--tolerance"),
    ],
)
def test_wrong_usage_is_a_sentence_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], folder: Path, argv: list[str], sentence: str
) -> None:
    (folder / "other.jsonl").write_text('{"schema": "assay/1", "article": {"id": "another"}}\n')
    code, out, err = run(capsys, *argv)
    assert (code, out) == (2, "")
    assert sentence in err
    assert "Traceback" not in err


# ---------------------------------------------------------------- the page


class Page(HTMLParser):
    """Gathers the tags of a page and whatever they would load."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.loads += [f"{tag} {name}" for name, _ in attrs if name in ("src", "href", "srcset", "onload")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_html_report_stands_alone_and_nothing_in_it_acts(
    capsys: pytest.CaptureFixture[str], folder: Path, predicted: str
) -> None:
    evil = "<script>alert(1)</script>\u202e\x1b[31m"
    lines = [json.loads(line) for line in (folder / predicted).read_text().splitlines()]
    for value in lines:
        value["extractor"]["name"] = evil
        value["incidents"] = [
            {"id": "x", "location": {"name": evil}, "counts": [{"outcome": "freed", "best": 1}]}
        ]
    (folder / "evil.jsonl").write_text("".join(json.dumps(v) + "\n" for v in lines))
    code, out, _ = run(capsys, "score", "texts", predicted, "evil.jsonl", "--html", "report.html")
    assert code == 0
    page = (folder / "report.html").read_text("utf-8")
    read = Page()
    read.feed(page)
    assert read.open == []
    assert read.loads == []
    assert "script" not in read.tags
    assert {"style", "table", "details"} <= read.tags
    assert "prefers-color-scheme: dark" in page
    assert "url(" not in page
    assert "&lt;script&gt;" in page
    for acting in ("\u202e", "\x1b"):
        assert acting not in page
        assert acting not in out


def test_scoring_is_not_loaded_for_help() -> None:
    code = (
        "import sys\nfrom tui.cli import main\n"
        "try:\n    main(['score', '--help'])\nexcept SystemExit:\n    pass\n"
        "print(*[m for m in ('numpy', 'scipy', 'gold.score.run', 'sqlmodel') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""


# ---------------------------------------------------------------- the store


def decide(db: str, reviewer: str) -> None:
    """The reviewer says that three soldiers died, and verifies."""
    with open_store(db) as store:
        row = store.row_of("good.txt")
        assert row is not None
        for action, make in (
            ("fields.count", lambda s: type_count(s, "i1", "c1", 3, 3, 3, "exact")),
            ("verify", verify),
        ):
            loaded = store.load(row, reviewer)
            state = replay(loaded.proposal, loaded.events)
            draft = Draft(
                reviewer, loaded.article.sha256, action, "k", make(state), 1000, loaded.proposal_key,
                last_seq=loaded.last_seq,
            )  # fmt: skip
            store.append(draft)


def test_every_version_in_the_store_is_scored_against_the_verified_records(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "good.txt").write_text(TEXT)
    run(capsys, "extract", "good.txt", "-o", "p.jsonl")
    run(capsys, "import", "p.jsonl")
    code, out, err = run(capsys, "score", "--store")
    assert (code, out) == (2, "")
    assert "no article is verified or irrelevant yet" in err
    decide("assay.db", "amina")
    lines = (folder / "p.jsonl").read_text().replace('"version": "1.0"', '"version": "2.0"')
    better = re.sub(r'"low": 2, "best": 2, "high": 2', '"low": 3, "best": 3, "high": 3', lines)
    (folder / "better.jsonl").write_text(better)
    run(capsys, "import", "better.jsonl")
    code, out, _ = run(capsys, "score", "--store", "--json")
    first, second = (r["reports"][0] for r in json.loads(out)["results"])
    assert code == 0
    assert [r["system"] for r in (first, second)] == ["rules 1.0", "rules 2.0"]
    assert (first["no_correction"], second["no_correction"]) == (0, 1)
    assert first["worst"][0]["reasons"] == ["i1/c1 killed security forces: 2 proposed, 3 is right"]
    assert first["notes"][0].startswith("1 of the 1 gold records were made by editing this system's own")
    assert second["notes"] == []
    assert "systems (F1)" in run(capsys, "score", "--store")[1]
