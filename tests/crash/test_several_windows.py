"""Several windows decide at once on one file: nothing lost, nothing doubled, no lock on any screen."""

from __future__ import annotations

from pathlib import Path

from bench.crash import make_store
from bench.several import together


def test_four_windows_of_two_reviewers_lose_nothing_and_share_nothing(tmp_path: Path) -> None:
    make_store(tmp_path / "gold.db", 1)
    done = together(tmp_path / "gold.db", 4, 240)
    assert [window.wrong for window in done.windows] == [[], [], [], []]
    assert len(done.ms) >= 240
    assert (done.lost, done.shared, done.problems) == (0, 0, [])
