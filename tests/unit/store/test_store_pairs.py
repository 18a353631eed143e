"""Before and after come back from the log as they went in, however they are written."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.pairs import dump_pair, load_pair

_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats(allow_nan=False, width=16)
    | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
_CELLS = st.dictionaries(
    st.sampled_from(["decision", "value", "proposed", "added", "type", "from", "status", "reason"]), _VALUES
)


def _exactly(cell: Any) -> str:
    """JSON text: tells 0 from false and 1 from 1.0, which Python's == does not."""
    return json.dumps(cell, sort_keys=True)


@given(st.none() | _CELLS, st.none() | _CELLS)
def test_what_is_written_is_what_is_read(before: Any, after: Any) -> None:
    was, now = load_pair(*dump_pair(before, after))
    assert (_exactly(was), _exactly(now)) == (_exactly(before), _exactly(after))


def test_a_value_that_stands_four_times_is_written_once() -> None:
    value = {"start": "2025-01-31", "note": "x" * 100}
    before = {"decision": None, "value": value, "proposed": value}
    texts = dump_pair(before, {**before, "decision": "accepted"})
    assert texts == (
        f'{{"decision":null,"both":{json.dumps(value, separators=(",", ":"))}}}',
        '{"decision":"accepted"}',
    )


def test_nought_false_and_null_are_three_things() -> None:
    cell = {"value": [0, False, None], "proposed": [False, None, 0]}
    assert _exactly(load_pair(None, dump_pair(None, cell)[1])[1]) == _exactly(cell)


@pytest.mark.parametrize("key", ["both", "gone"])
def test_a_cell_with_a_key_of_ours_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=key):
        dump_pair({key: 1}, None)
