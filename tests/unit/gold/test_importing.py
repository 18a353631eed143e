"""What goes into a store from files: articles, proposals, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from extract.model import Article, Count, Entry, Record, Span
from extract.to_json import dumps, text_sha256
from gold.evidence import misplaced
from gold.importing import Report, import_items
from gold.inputs import Problem, read_items
from store.engine import open_store

TEXT = "Gunmen killed two soldiers near Dobra."


def proposal(text: str = TEXT, start: int = 14, quote: str = "two") -> Record:
    count = Count(
        "c1", "security_forces", "killed", 2, 2, 2, "exact", evidence=(Span(start, start + 3, quote),)
    )
    article = Article("r-1", text_sha256(text), text)
    return Record(article, (Entry("i1", counts=(count,)),), extractor={"name": "other", "version": "2"})


def run(tmp_path: Path, *paths: Path) -> tuple[Report, list[Problem]]:
    problems: list[Problem] = []
    with open_store(str(tmp_path / "s.db")) as store:
        report = import_items(store, read_items([str(p) for p in paths]), problems.append)
        assert store.verify() == []
    return report, problems


def test_importing_twice_stores_once(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        "".join(json.dumps({"text": f"Killed {n}."}) + "\n" for n in range(2500))
    )
    first, _ = run(tmp_path, tmp_path / "a.jsonl")
    again, _ = run(tmp_path, tmp_path / "a.jsonl")
    assert (first.new, first.known, len(first.rows)) == (2500, 0, 2500)
    assert (again.new, again.known, list(again.rows)) == (0, 2500, list(first.rows))


def test_a_proposal_goes_beside_its_article(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text(dumps(proposal()) + "\n")
    report, problems = run(tmp_path, tmp_path / "p.jsonl")
    assert (report.new, report.proposals, problems) == (1, 1, [])
    with open_store(str(tmp_path / "s.db")) as store:
        loaded = store.load(report.rows[0], "amina")
    assert loaded.proposal.incidents == proposal().incidents
    again, _ = run(tmp_path, tmp_path / "p.jsonl")
    assert (again.known, again.proposals) == (1, 0)


@pytest.mark.parametrize(
    ("change", "word"),
    [({"extractor": None}, "gold"), ({"review": {"status": "verified", "reviewer": "amina"}}, "decisions")],
)
def test_gold_and_decisions_are_refused_with_a_reason(
    tmp_path: Path, change: dict[str, object], word: str
) -> None:
    line = json.loads(dumps(proposal())) | change
    (tmp_path / "g.jsonl").write_text(json.dumps({k: v for k, v in line.items() if v is not None}) + "\n")
    report, (told,) = run(tmp_path, tmp_path / "g.jsonl")
    assert report.articles == 0
    assert told.line == 1
    assert word in told.reason


def test_a_proposal_whose_offsets_count_something_else_is_refused(tmp_path: Path) -> None:
    shifted = proposal("💥 " + TEXT, start=17)
    assert misplaced(proposal("💥 " + TEXT, start=16)) == []
    assert [where for where, _ in misplaced(shifted)] == ["i1/c1"]
    assert misplaced(proposal(start=300))
    assert misplaced(proposal(quote=""))
    (tmp_path / "p.jsonl").write_text(dumps(shifted) + "\n" + dumps(proposal()) + "\n")
    report, (told,) = run(tmp_path, tmp_path / "p.jsonl")
    assert report.articles == 1
    assert "'two'" in told.reason


def test_another_text_under_a_taken_id_is_kept_and_said(tmp_path: Path) -> None:
    other = replace(proposal("Two were hurt."), incidents=())
    (tmp_path / "p.jsonl").write_text(dumps(proposal()) + "\n" + dumps(other) + "\n")
    report, (told,) = run(tmp_path, tmp_path / "p.jsonl")
    assert report.new == 2
    assert told.note
    assert f"r-1#{other.article.sha256[:8]}" in told.reason
