"""A reviewing process is killed at random moments, again and again, on one store. See `bench/crash.py`."""

from __future__ import annotations

from pathlib import Path

from bench.crash import crash, make_store


def test_twenty_kills_at_random_moments_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    make_store(tmp_path / "gold.db", 2)
    outcome = crash(tmp_path / "gold.db", 20, seconds=0.3, afresh=False)
    assert outcome.problems == ()
    assert (outcome.kills, outcome.lost) == (20, 0)
    assert outcome.acknowledged >= 20
    assert outcome.kept >= outcome.acknowledged
