"""The keys that an expert needs stay within their budgets, and what comes out is the gold."""

from __future__ import annotations

import pytest

from bench.keystrokes import CASES, Case, play, reopening


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_a_mend_takes_no_more_keys_than_allowed(case: Case) -> None:
    assert await play(case) == ""
    assert len(case.keys) <= case.budget


async def test_reopening_an_older_record_mending_it_and_going_back_takes_nine_keys_at_most() -> None:
    complaint, keys = await reopening()
    assert complaint == ""
    assert keys <= 9
