"""The queue of one reviewer: which article comes next, where one is, how far one is.

What is finished stands in `done_runs` as unbroken stretches of rows, so the next waiting article is found in
a step or two however many are done, also in a store of a million.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

from store.rows import LAST_IN_PROGRESS, ROW_AFTER
from store.types import Progress, Scope

_RUNS_FROM = text(
    "SELECT first, last FROM done_runs WHERE reviewer = :reviewer AND first >= COALESCE((SELECT MAX(first) "
    "FROM done_runs WHERE reviewer = :reviewer AND first <= :row), 0) ORDER BY first"
)
_RUNS_TO = text(
    "SELECT first, last FROM done_runs WHERE reviewer = :reviewer AND first <= :row ORDER BY first DESC"
)
_ROW_AFTER = text(ROW_AFTER)
_ROW_BEFORE = text(
    "SELECT row FROM articles WHERE row < :row AND row NOT IN (SELECT article FROM tombstones) "
    "ORDER BY row DESC LIMIT 1"
)
_GONE = text("SELECT 1 FROM tombstones WHERE article = :row")
_GONE_TO = text("SELECT article FROM tombstones WHERE article <= :row ORDER BY article")
_COUNT_GONE = text("SELECT COUNT(*) FROM tombstones WHERE article <= :row")
_DROP = text("DELETE FROM done_runs WHERE reviewer = :reviewer AND first = :first")
_INSERT = text("INSERT INTO done_runs (reviewer, first, last) VALUES (:reviewer, :first, :last)")
_END = 1 << 62


def next_row(
    connection: Connection,
    reviewer: int | None,
    after: int | None,
    scope: Scope,
    *,
    waiting: bool,
    without: Collection[int] = (),
) -> int | None:
    """The first article row after `after` in the scope; with `waiting` the first that is not finished.

    Rows in `without` are passed over.
    """
    step = _Step(connection, scope, without, forward=True)
    row = step(0 if after is None else after)
    return _waiting(connection, reviewer, row, step) if waiting else row


def start_row(
    connection: Connection, reviewer: int | None, scope: Scope, without: Collection[int] = ()
) -> int | None:
    """Where a sitting starts: at the last decision's article while in progress, else what waits first."""
    if reviewer is not None:
        found = connection.execute(text(LAST_IN_PROGRESS), {"reviewer": reviewer}).scalar()
        if found is not None and found not in without and (scope is None or found in scope):
            return int(found)
    return next_row(connection, reviewer, None, scope, waiting=True, without=without)


def previous_row(
    connection: Connection,
    reviewer: int | None,
    before: int | None,
    scope: Scope,
    *,
    waiting: bool,
    without: Collection[int] = (),
) -> int | None:
    """The last article row before `before` in the scope; with `waiting` the last that is not finished.

    Rows in `without` are passed over.
    """
    step = _Step(connection, scope, without, forward=False)
    row = step(_END if before is None else before)
    return _waiting(connection, reviewer, row, step) if waiting else row


@dataclass(frozen=True, slots=True)
class _Step:
    """From a row to its neighbour in one direction, within the scope, past what is purged or `without`."""

    connection: Connection
    scope: Scope
    without: Collection[int]
    forward: bool

    def __call__(self, row: int) -> int | None:
        """The neighbour; None at the end."""
        found = self._beside(row)
        while found is not None and found in self.without:
            found = self._beside(found)
        return found

    def _beside(self, row: int) -> int | None:
        if self.scope is None:
            statement = _ROW_AFTER if self.forward else _ROW_BEFORE
            found: int | None = self.connection.execute(statement, {"row": row}).scalar()
            return found
        scope = self.scope
        places = (
            range(bisect_right(scope, row), len(scope))
            if self.forward
            else range(bisect_left(scope, row) - 1, -1, -1)
        )
        return next((scope[at] for at in places if not _is_gone(self.connection, scope[at])), None)


def _waiting(connection: Connection, reviewer: int | None, row: int | None, step: _Step) -> int | None:
    """The row itself, or the first beyond it in the step's direction, that the reviewer has not finished."""
    if row is None or reviewer is None:
        return row
    found = connection.execute(_RUNS_FROM if step.forward else _RUNS_TO, {"reviewer": reviewer, "row": row})
    return _outside(row, step, ((r.first, r.last) for r in found))


def _outside(row: int | None, step: _Step, runs: Iterator[tuple[int, int]]) -> int | None:
    """Walk rows and runs side by side, in the same direction, to the first row that lies in no run."""
    run = next(runs, None)
    while row is not None and run is not None:
        first, last = run
        if first <= row <= last:
            row = step(last if step.forward else first)
        elif (row > last) if step.forward else (row < first):
            run = next(runs, None)
        else:
            break
    return row


def position(connection: Connection, row: int, scope: Scope) -> tuple[int, int]:
    """Which article of how many this is: (k, n), counted from 1."""
    if scope is not None:
        gone = _gone_in(connection, scope)
        return bisect_right(scope, row) - bisect_right(gone, row), len(scope) - len(gone)
    gone_before = connection.execute(_COUNT_GONE, {"row": row}).scalar_one()
    return row - gone_before, article_count(connection)


def row_at(connection: Connection, k: int, scope: Scope) -> int | None:
    """The article at place `k`, counted from 1 as `position` counts; None where there is none."""
    if scope is not None:
        gone = set(_gone_in(connection, scope))
        standing = [row for row in scope if row not in gone] if gone else scope
        return standing[k - 1] if 1 <= k <= len(standing) else None
    if not 1 <= k <= article_count(connection):
        return None
    row = k
    while (further := k + connection.execute(_COUNT_GONE, {"row": row}).scalar_one()) != row:
        row = further
    return row


def _is_gone(connection: Connection, row: int) -> bool:
    return connection.execute(_GONE, {"row": row}).first() is not None


def _gone_in(connection: Connection, scope: array[int]) -> list[int]:
    """The purged articles of a scope, in ascending order."""
    if not scope:
        return []
    rows = connection.execute(_GONE_TO, {"row": scope[-1]}).scalars()
    return [row for row in rows if scope[bisect_left(scope, row)] == row]


def article_count(connection: Connection) -> int:
    """How many articles the store holds, from its counter; purged ones do not count."""
    found = connection.exec_driver_sql("SELECT value FROM counters WHERE name = 'articles'").scalar()
    return found or 0


def progress(connection: Connection, reviewer: int | None, scope: Scope) -> Progress:
    """How far the reviewer is: from counters for the whole store, from the reviews for a scope."""
    everything = article_count(connection)
    total = everything if scope is None else len(scope) - len(_gone_in(connection, scope))
    if reviewer is None or total == 0:
        return Progress(total)
    if scope is None or total == everything:
        row = connection.execute(
            text("SELECT verified, irrelevant, in_progress, flagged FROM reviewers WHERE row = :r"),
            {"r": reviewer},
        ).one()
        return Progress(total, *row)
    return Progress(total, *_done_in(connection, reviewer, scope))


def _done_in(connection: Connection, reviewer: int, scope: array[int]) -> tuple[int, int, int, int]:
    if scope[-1] - scope[0] + 1 == len(scope):
        where, values = "r.article BETWEEN :low AND :high", {"low": scope[0], "high": scope[-1]}
        source, extra = "reviews r", dict[str, object](values)
    else:
        source, where = "json_each(:rows) s CROSS JOIN reviews r", "r.article = s.value"
        extra = {"rows": json.dumps(scope.tolist())}
    found = connection.execute(
        text(
            "SELECT COALESCE(SUM(r.status = 'verified'), 0), COALESCE(SUM(r.status = 'irrelevant'), 0), "
            "COALESCE(SUM(r.status = 'in_progress'), 0), COALESCE(SUM(r.flag IS NOT NULL), 0) "
            f"FROM {source} WHERE r.reviewer = :r AND {where}"
        ),
        {"r": reviewer, **extra},
    ).one()
    return (found[0], found[1], found[2], found[3])


# ---------------------------------------------------------------- keeping the runs


def mark_done(connection: Connection, reviewer: int, row: int) -> None:
    """Put a row into the runs, joining its neighbours. The row must not lie in a run yet."""
    first = last = row
    below = _run_at(connection, reviewer, row)
    if below is not None and below[1] == row - 1:
        first = below[0]
        _drop(connection, reviewer, first)
    above = _run_at(connection, reviewer, row + 1)
    if above is not None and above[0] == row + 1:
        last = above[1]
        _drop(connection, reviewer, row + 1)
    _insert(connection, reviewer, first, last)


def mark_waiting(connection: Connection, reviewer: int, row: int) -> None:
    """Take a row out of the run it lies in, which may split in two."""
    run = _run_at(connection, reviewer, row)
    if run is None or run[1] < row:
        return
    first, last = run
    _drop(connection, reviewer, first)
    if first < row:
        _insert(connection, reviewer, first, row - 1)
    if row < last:
        _insert(connection, reviewer, row + 1, last)


def _run_at(connection: Connection, reviewer: int, row: int) -> tuple[int, int] | None:
    """The run that starts at or nearest below the row; it may end before it."""
    found = connection.execute(_RUNS_TO, {"reviewer": reviewer, "row": row}).first()
    return None if found is None else (found.first, found.last)


def _drop(connection: Connection, reviewer: int, first: int) -> None:
    connection.execute(_DROP, {"reviewer": reviewer, "first": first})


def _insert(connection: Connection, reviewer: int, first: int, last: int) -> None:
    connection.execute(_INSERT, {"reviewer": reviewer, "first": first, "last": last})
