"""The first article before the store's machinery is loaded."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from extract.from_json import loads
from extract.model import Article, Record
from store.engine import open_store
from store.mends import accept, reopened, verify
from store.state import fresh
from store.types import Draft
from tui.job import Job
from tui.start import first_sight


@pytest.fixture(autouse=True)
def quick_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    def propose(article: Article) -> Record:
        return Record(article, extractor={"name": "none", "version": "1"})

    monkeypatch.setattr("tui.proposing.propose", propose)


def verified(db: str, record: Record, reviewer: str) -> None:
    with open_store(db) as store:
        store.add_articles([record.article])
        store.add_proposals([record])
        row = store.row_of(record.article.sha256)
        assert row is not None
        loaded = store.load(row, reviewer)
        state = fresh(loaded.proposal)
        changes = reopened(state, verify(state))
        store.append(
            Draft(reviewer, record.article.sha256, "review.verify", "space", changes, 1, loaded.proposal_key)
        )


@pytest.fixture
def record(samples: Path) -> Record:
    (path,) = samples.glob("01-*.gold.json")
    return replace(loads(path.read_text("utf-8")), extractor={"name": "gold", "version": "1"})


def shown(db: Path, *paths: Path, reviewer: str = "amina") -> str | None:
    sight = first_sight(Job(str(db), reviewer, [str(p) for p in paths]))
    return None if sight is None else sight.loaded.article.id


def test_with_a_new_store_it_is_the_first_article_of_path(tmp_path: Path, samples: Path) -> None:
    assert shown(tmp_path / "new.db", samples) == "01-two-raids-and-their-total.txt"
    assert not (tmp_path / "new.db").exists()


def test_a_finished_article_is_passed_over_but_only_for_who_finished_it(
    tmp_path: Path, samples: Path, record: Record
) -> None:
    verified(str(tmp_path / "gold.db"), record, "amina")
    assert shown(tmp_path / "gold.db", samples) == "02-totals-within-totals.txt"
    assert shown(tmp_path / "gold.db", samples, reviewer="omar") == "01-two-raids-and-their-total.txt"


def test_the_article_that_was_left_in_the_middle_opens_first(
    tmp_path: Path, samples: Path, record: Record
) -> None:
    (other,) = samples.glob("05-*.gold.json")
    left = replace(loads(other.read_text("utf-8")), extractor={"name": "gold", "version": "1"})
    with open_store(str(tmp_path / "gold.db")) as store:
        store.add_articles([record.article, left.article])
        store.add_proposals([record, left])
        state = fresh(left)
        changes = reopened(state, accept(state, left.incidents[0].id, "date"))
        key = store.load(2, "amina").proposal_key
        store.append(Draft("amina", left.article.sha256, "review.accept", "a", changes, 1, key))
    name = left.article.id
    assert shown(tmp_path / "gold.db") == name
    assert shown(tmp_path / "gold.db", samples) == name
    assert shown(tmp_path / "gold.db", samples / name) == name
    first = "01-two-raids-and-their-total.txt"
    assert shown(tmp_path / "gold.db", samples / first) == first, "PATH limits the queue"
    assert shown(tmp_path / "gold.db", samples, reviewer="omar") == first


def test_without_path_it_is_what_the_store_says(tmp_path: Path, record: Record) -> None:
    with open_store(str(tmp_path / "gold.db")) as store:
        store.add_articles([record.article])
        store.add_proposals([record])
    sight = first_sight(Job(str(tmp_path / "gold.db"), "amina"))
    assert sight is not None
    assert sight.loaded.proposal.incidents == record.incidents


def test_nothing_there_is_left_to_the_threads(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{not json\n")
    assert shown(tmp_path / "new.db") is None
    assert shown(tmp_path / "new.db", tmp_path / "bad.jsonl") is None
    assert shown(tmp_path / "new.db", Path("-")) is None


def test_the_first_frame_needs_neither_sqlmodel_nor_dateparser() -> None:
    code = (
        "import sys, tui.cli_review, tui.app; "
        "print([m for m in ('sqlmodel', 'sqlalchemy', 'dateparser', 'rapidfuzz', 'trafilatura', 'alembic') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
