"""What a reviewer's events on one article amount to: the review's row, and its record once finished. Pure."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from extract.to_json import Json
from store import rows
from store.events import Change, Event
from store.state import FINISHED, STATUS, State, as_record, review_of


@dataclass(frozen=True, slots=True)
class Derived:
    """The values of a `reviews` row. `body` is the finished record without its article, else None."""

    status: str | None
    flag: str | None
    started_at: str
    verified_at: str | None
    active_ms: int
    revision: int
    last_seq: int
    tally: str | None
    body: str | None
    capacity: str = "reviewer"

    @property
    def finished(self) -> bool:
        """Whether the article needs nothing more from this reviewer."""
        return self.status in FINISHED


def derive(state: State, events: Sequence[Event], capacity: str = "reviewer") -> Derived:
    """The review that these events (all of one reviewer on one article, oldest first) give.

    `state` is their replay. Raises ValueError without events.
    """
    review = review_of(events, capacity=capacity)
    if review is None:
        raise ValueError("without events there is no review")
    finished = state.status in FINISHED
    return Derived(
        status=state.status,
        flag=state.article_note("flag"),
        started_at=review["started_at"],
        verified_at=review["verified_at"],
        active_ms=sum({e.group: e.ms for e in events}.values()),
        revision=review["revision"],
        last_seq=events[-1].seq,
        tally=rows.dump(tally(state)) if finished else None,
        body=rows.body(as_record(state, review)) if finished else None,
        capacity=capacity,
    )


def misfit(state: State, changes: Iterable[Change]) -> Change | None:
    """The first change that starts from another value than stands there by then; None where all fit.

    Undoing such a change would bring back what never was.
    """
    cells = dict(state.cells)
    for change in changes:
        name = (change.entry, change.field)
        stands = cells.get(name)
        if change.before != stands and _plain(change.before) != _plain(stands):
            return change
        if change.after is None:
            cells.pop(name, None)
        else:
            cells[name] = change.after
    return None


def _plain(value: Any) -> Any:
    """The value as it comes back from JSON: tuples are lists there."""
    return json.loads(json.dumps(value))


def tally(state: State) -> Json:
    """How often each decision was taken, by field: `{"date": {"accepted": 2}, "counts": {…}, …}`.

    Of a rejected entry only its `exists` counts: the rest of it was judged by nobody.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for (entry, name), cell in state.cells.items():
        if (entry, name) == STATUS or entry is None:
            continue
        if name != "exists" and not state.exists(entry):
            continue
        decision = cell.get("decision")
        if decision:
            found["counts" if name.startswith("counts/") else name][decision] += 1
    return {field: dict(sorted(found[field].items())) for field in sorted(found)}
