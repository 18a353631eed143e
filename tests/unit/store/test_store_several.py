"""Several at one file: nothing lost, nothing doubled, no lock on screen; and a process that is killed."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from extract.model import Article
from store import imports, mends
from store.engine import open_store
from store.errors import StaleReview, StoreError

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person

ROOT = Path(__file__).resolve().parents[3]

#: Presses keys in the store at argv[1] as argv[2] until killed or argv[3] presses are made, and says each
#: one's last event after it was acknowledged.
_PRESSING = """
import sys
from store.engine import open_store
from store.errors import StaleReview
from store.mends import set_status
from store.state import replay
from store.types import Draft
path, name, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = open_store(path)
made = 0
while made < times:
    loaded = store.load(1 + made % 5, name)
    state = replay(loaded.proposal, loaded.events)
    changes = set_status(state, "in_progress", note=f"after {loaded.last_seq} " + "x" * 200)
    draft = Draft(
        name, loaded.article.sha256, "note", "c", changes, 5, loaded.proposal_key, None, loaded.last_seq
    )
    try:
        events = store.append(draft)
    except StaleReview:
        continue
    made += 1
    print(events[-1].seq, flush=True)
"""


def _pressing(path: Path, name: str, times: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _PRESSING, str(path), name, str(times)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_three_processes_at_once_lose_nothing_and_see_no_lock(amina: Person) -> None:
    running = [_pressing(amina.store.path, name, 25) for name in ("amina", "bilal", "bilal")]
    seen: list[int] = []
    for process in running:
        out, err = process.communicate(timeout=120)
        assert err == ""
        seen += [int(line) for line in out.split()]
    assert len(seen) == 75
    assert sorted(e.seq for e in amina.store.log()) == sorted(seen) == list(range(1, 76))
    assert amina.store.verify() == []


def test_a_killed_process_loses_no_decision_that_was_acknowledged(amina: Person) -> None:
    path = amina.store.path
    amina.store.close()
    seen: list[int] = []
    for presses in (3, 7, 12):
        process = _pressing(path, "amina", 10_000)
        assert process.stdout is not None
        assert process.stderr is not None
        for _ in range(presses):
            seen.append(int(process.stdout.readline()))
        process.kill()
        seen += [int(line) for line in process.stdout.read().split()]
        process.wait(timeout=30)
        process.stdout.close()
        process.stderr.close()
        with open_store(str(path)) as store:
            kept = {e.seq for e in store.log()}
            assert kept >= set(seen)
            assert kept == set(range(1, max(kept) + 1))
            assert store.verify() == []


_OPENING = """
import sys
from store.engine import open_store
with open_store(sys.argv[1]) as store:
    print(store.created, store.progress("x").total)
"""


def test_processes_that_open_a_new_store_at_once_agree_who_made_it(db: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _OPENING, str(db)],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(4)
    ]  # fmt: skip
    ended = [process.communicate(timeout=120) for process in running]
    assert [err for _, err in ended] == [""] * 4
    assert sorted(out.strip() for out, _ in ended) == ["False 0"] * 3 + ["True 0"]


def test_threads_of_one_program_share_a_store(amina: Person) -> None:
    failed: list[BaseException] = []

    def review(name: str) -> None:
        person = type(amina)(amina.store, name)
        try:
            for row in range(1, 6):
                person.press(lambda s: mends.accept(s, "i1", "date"), row=row)
                person.press(mends.verify, row=row)
                assert amina.store.progress(name).verified == row
        except BaseException as problem:
            failed.append(problem)

    threads = [threading.Thread(target=review, args=(f"person {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert failed == []
    assert sum(r.verified for r in amina.store.stats().reviewers) == 20
    assert amina.store.verify() == []


def test_two_windows_of_one_reviewer_undo_each_press_once(amina: Person) -> None:
    amina.press(lambda s: mends.accept(s, "i1", "date"))
    target = amina.store.undo_target("amina")
    assert target is not None
    with open_store(str(amina.store.path)) as other:
        other.undo("amina", group=target.group, key="u")
        with pytest.raises(StaleReview):
            amina.store.undo("amina", group=target.group, key="u")
    assert amina.state().status is None


def test_an_import_and_a_review_go_on_side_by_side(
    amina: Person, new_article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "CHUNK", 5)
    articles = [new_article(f"more/{n}.txt", f"Text {n}.") for n in range(100)]
    failed: list[StoreError] = []

    def importing() -> None:
        with open_store(str(amina.store.path)) as other:
            try:
                other.add_articles(articles)
            except StoreError as problem:
                failed.append(problem)

    thread = threading.Thread(target=importing)
    thread.start()
    for row in range(1, 6):
        amina.press(mends.verify, row=row)
    thread.join(timeout=60)
    assert failed == []
    assert amina.store.progress("amina").total == 105
    assert amina.store.progress("amina").verified == 5
    assert amina.store.verify() == []
