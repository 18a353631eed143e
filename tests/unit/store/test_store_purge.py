"""Purging: no word of the article is left in any file, everything else stays, and a replay agrees."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from extract.model import Article, Record
from store import direct, mends
from store.engine import open_store
from store.errors import Gone, StoreError
from store.store import Store

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person

SECRET = "Zarghunabad"


@pytest.fixture
def told(
    amina: Person, bilal: Person, new_article: Callable[..., Article], new_proposal: Callable[..., Record]
) -> Person:
    """A store whose article 6 holds a secret word in text, title, source, proposals, records and events."""
    plain = new_article("secret.txt")
    of = new_article(
        "secret.txt",
        f"{plain.text} So {SECRET} said.",
        title=f"{SECRET} speaks",
        url=f"https://example.org/{SECRET}",
        extra={"desk": SECRET},
    )
    for version in ("1.0", "1.1"):
        amina.store.add_proposals([new_proposal(of, version=version)])
    amina.store.add_articles([replace(of, id=f"copy of {SECRET}", publisher="Hill Post")])
    for person in (amina, bilal):
        person.press(mends.verify, row=1)
        person.press(lambda s: mends.set_status(s, "in_progress", note=f"asked {SECRET}"), row=6)
        person.press(lambda s: mends.set_status(s, "in_progress", flag=SECRET), row=6)
        person.press(mends.verify, row=6)
    amina.undo()
    amina.press(mends.verify, row=6)
    return amina


def _bytes(store: Store) -> bytes:
    """All that the store's files hold."""
    return b"".join(p.read_bytes() for p in store.path.parent.glob(f"{store.path.name}*"))


def test_no_byte_of_a_purged_text_is_left_in_the_store_its_log_or_its_free_pages(told: Person) -> None:
    for word in (SECRET, f"{SECRET} speaks"):
        assert word.encode() in _bytes(told.store)
    done = told.store.purge(["secret.txt"], "nadia")
    assert (done.articles, done.unfinished) == (1, None)
    assert SECRET.encode() not in _bytes(told.store)
    assert told.store.verify() == []


def test_the_other_articles_and_the_numbers_of_the_log_stay(told: Person) -> None:
    before = {row: told.load(row) for row in range(1, 6)}
    log = [(e.seq, e.group, e.at, e.reviewer, e.field, e.action, e.ms) for e in told.store.log()]
    told.store.purge(["secret.txt"], "nadia")
    with open_store(str(told.store.path)) as again:
        assert {row: again.load(row, "amina") for row in range(1, 6)} == before
        assert [(e.seq, e.group, e.at, e.reviewer, e.field, e.action, e.ms) for e in again.log()] == log
        others = {loaded.article.sha256 for loaded in before.values()}
        emptied = [e for e in again.log() if e.article_sha256 not in others]
        assert emptied
        assert {e.key for e in emptied} == {""}
        assert all(not e.before and not e.after for e in emptied)
        assert len(list(again.export_lines(reviewer="amina"))) == 1
        assert again.verify() == []


def test_nobody_is_given_a_purged_article_and_nobody_counts_it(told: Person) -> None:
    store = told.store
    store.purge(["secret.txt", "a3.txt"], "nadia")
    assert [store.next_row("amina", after=r) for r in (1, 2, 4, 5)] == [2, 4, 5, None]
    assert [store.previous_row("chaman", before=r) for r in (6, 4, 2)] == [5, 2, 1]
    scope = array("q", [3, 4, 6])
    assert store.next_row("chaman", scope=scope) == 4
    assert store.previous_row("chaman", scope=scope, waiting=False) == 4
    assert store.position(4, scope) == (1, 1)
    assert store.position(5) == (4, 4)
    assert store.progress("amina").total == 4
    assert store.progress("amina", scope).total == 1
    assert (store.progress("amina").verified, store.progress("bilal").flagged) == (1, 0)
    assert direct.first_waiting(str(store.path), "chaman", ["a3.txt"]) is None
    first = direct.first_waiting(str(store.path), "amina")
    assert first is not None
    assert first.row == 2


def test_undo_goes_past_what_was_purged(told: Person) -> None:
    told.store.purge(["secret.txt"], "nadia")
    target = told.store.undo_target("amina")
    assert target is not None
    assert target.article_sha256 == told.load(1).article.sha256
    told.undo()
    assert told.state(1).status is None
    assert told.store.verify() == []


def test_a_purged_text_is_not_stored_again(
    told: Person, new_article: Callable[..., Article], new_proposal: Callable[..., Record]
) -> None:
    of = told.load(6).article
    told.store.purge([of.sha256], "nadia")
    done = told.store.add_articles([replace(of, id="again.txt")])
    assert (done.new, list(done.notes)) == (0, ["again.txt: this text was purged, so it is not stored again"])
    assert told.store.add_proposals([new_proposal(of, version="2")]) == 0
    assert told.store.waiting_for_proposal("rules|9|-|-", after=5) == []
    assert SECRET.encode() not in _bytes(told.store)
    assert told.store.verify() == []


def test_what_an_extractor_said_of_a_purged_article_is_not_scored_or_read(told: Person) -> None:
    (before, newer) = told.store.extractor_versions()
    told.store.purge(["secret.txt"], "nadia")
    assert [v.articles for v in told.store.extractor_versions()] == [before.articles - 1]
    assert len(list(told.store.proposal_lines(before.key))) == 5
    assert list(told.store.proposal_lines(newer.key)) == []


def test_a_decision_on_an_article_that_was_purged_meanwhile_is_refused(told: Person) -> None:
    draft = told.draft(mends.set_status(told.state(6), "in_progress", note="late"), row=6)
    with open_store(str(told.store.path)) as other:
        other.purge(["secret.txt"], "nadia")
    with pytest.raises(Gone, match=r"secret.txt was purged on .* by nadia: its text is gone for good"):
        told.store.append(draft)
    with pytest.raises(Gone):
        told.load(6)


def test_purging_again_or_nothing_does_nothing_and_an_unknown_id_is_refused(told: Person) -> None:
    told.store.purge(["secret.txt"], "nadia")
    assert told.store.purge(["secret.txt"], "omar").articles == 0
    assert told.store.purge([], "omar").articles == 0
    with pytest.raises(StoreError, match=r"there is no article 'nowhere.txt'"):
        told.store.purge(["a1.txt", "nowhere.txt"], "omar")
    assert told.load(1).events
    row = told.store.row_of("secret.txt")
    assert row is not None
    assert (told.store.kept_of(row).purged or "").endswith("by nadia")


def test_freed_pages_that_another_program_holds_are_told_and_overwritten_by_the_next_purge(
    told: Person,
) -> None:
    path = str(told.store.path)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM texts").fetchone()
        done = told.store.purge(["secret.txt"], "nadia")
        assert "open in another program" in (done.unfinished or "")
        assert any("freed pages may still hold" in problem for problem in told.store.verify())
        with pytest.raises(Gone):
            told.load(6)
        reader.execute("ROLLBACK")
    assert told.store.purge([], "nadia").unfinished is None
    assert SECRET.encode() not in _bytes(told.store)
    assert told.store.verify() == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET key = '' WHERE article = 1",
        "UPDATE events SET before = '{}' WHERE article = 6",
        "UPDATE events SET at = '2025-01-01T00:00:00.000Z' WHERE article = 6",
        "DELETE FROM events WHERE article = 6",
        "DELETE FROM tombstones",
        "UPDATE tombstones SET author = 'omar'",
    ],
)
def test_the_log_stays_closed_for_every_other_change(told: Person, change: str) -> None:
    told.store.purge(["secret.txt"], "nadia")
    # In a log line of the purged article nothing may change but its emptying, which has happened.
    with closing(sqlite3.connect(told.store.path)) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute(change.replace("before = '{}'", "before = '{\"a\":1}'"))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (
            "INSERT INTO texts (article, text) VALUES (6, 'x')",
            "secret.txt: was purged, but its text is still",
        ),
        ("UPDATE proposals SET body = '{\"a\": 1}' WHERE article = 6", "a proposal is still there"),
        ("INSERT INTO records (article, reviewer, body) VALUES (6, 1, '{}')", "a record is still there"),
    ],
)
def test_what_is_left_of_a_purged_article_is_found(told: Person, damage: str, said: str) -> None:
    told.store.purge(["secret.txt"], "nadia")
    with closing(sqlite3.connect(told.store.path, isolation_level=None)) as raw:
        raw.execute(damage)
    assert any(said in problem for problem in told.store.verify())


def test_files_of_the_store_are_its_owners_alone(told: Person, tmp_path: Path) -> None:
    told.press(mends.verify, row=2)
    told.store.backup(tmp_path / "backup.db")
    told.store.copy_to(str(tmp_path / "copy.db"))
    files = [*tmp_path.glob("gold.db*"), tmp_path / "backup.db", tmp_path / "copy.db"]
    assert {p.name for p in files} >= {"gold.db", "gold.db-wal", "gold.db-shm", "backup.db", "copy.db"}
    assert {oct(p.stat().st_mode & 0o777) for p in files} == {"0o600"}
