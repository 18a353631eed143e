"""One window of several at one store: `python -m bench._several DB REVIEWER DECISIONS` decides so many times.

Prints a JSON line: the articles it was given, the events that it was told are kept, how long each decision
took (ms), and what went wrong.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict, dataclass, field

from store import mends
from store.engine import open_store
from store.errors import StoreBusy, StoreError
from store.holders import new_holder
from store.state import apply, replay
from store.store import Store
from store.types import Draft


@dataclass(slots=True)
class Window:
    """What one window did."""

    rows: list[int] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    ms: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def decide(path: str, reviewer: str, wanted: int) -> Window:
    """Take the next article that waits, accept its fields one by one, verify it, go on.

    Ends with the article in which the last wanted decision falls: one left half done goes to another window.
    """
    window, me = Window(), new_holder()
    with open_store(path) as store:
        print("ready", flush=True)
        sys.stdin.readline()  # until all windows are open
        while len(window.ms) < wanted and not window.wrong:
            row = store.next_row(reviewer, holder=me)
            if row is None:
                break
            # What another window finished between the two questions is not given out again.
            if _held(store, reviewer, me, row) and store.next_row(reviewer, holder=me) == row:
                window.rows.append(row)
                _review(store, window, row, reviewer, me)
        store.let_go(me)
    return window


def _held(store: Store, reviewer: str, me: str, row: int) -> bool:
    try:
        return bool(store.hold(reviewer, me, {row}))
    except StoreBusy:  # no decision: asked again
        return False


def _review(store: Store, window: Window, row: int, reviewer: str, me: str) -> None:
    of = store.load(row, reviewer)
    state, last = replay(of.proposal, of.events), of.last_seq
    finished = False
    while not finished:
        waiting = state.undecided()
        finished = not waiting
        if not finished:
            changes = mends.accept(state, *waiting[0])
        elif state.standing():
            changes = mends.verify(state)
        else:
            changes = mends.set_status(state, "irrelevant", reason="no incident")
        everything = mends.reopened(state, changes)
        sha, key = of.article.sha256, of.proposal_key
        begun = time.perf_counter()
        try:
            events = store.append(Draft(reviewer, sha, "bench", "a", everything, 5, key, None, last, me))
        except StoreError as problem:
            window.wrong.append(f"{type(problem).__name__}: {problem}")
            return
        window.ms.append(round((time.perf_counter() - begun) * 1000, 3))
        window.kept += [e.seq for e in events if e.reviewer == reviewer]
        state, last = apply(state, everything), events[-1].seq


if __name__ == "__main__":
    print(json.dumps(asdict(decide(sys.argv[1], sys.argv[2], int(sys.argv[3])))))
