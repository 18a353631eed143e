"""Local days: when one begins, as the stamp that the log is compared with, and what was done on each."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from typing import TYPE_CHECKING

from store.figures import Day

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: Days that the figures look back on.
DAYS = 14
_FINISHED = "SELECT verified_at FROM reviews WHERE reviewer = :who AND verified_at >= :since"
#: Newest first, so that reading stops where the days begin, however long the log is.
_PRESSES = "SELECT at, ms FROM events WHERE reviewer = :who AND seq = group_seq ORDER BY seq DESC"


def stamp(moment: dt.datetime) -> str:
    """An aware moment as the log writes it: RFC 3339 UTC with milliseconds."""
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def midnight(now: dt.datetime, days_ago: int = 0) -> dt.datetime:
    """The beginning of the local day of `now` (aware), or of one so many days before."""
    local = now.astimezone()
    day = local.date() - dt.timedelta(days=days_ago)
    return dt.datetime.combine(day, dt.time()).astimezone()


def since_midnight() -> str:
    """The stamp of the beginning of today."""
    return stamp(midnight(dt.datetime.now(dt.UTC)))


def last_days(connection: Connection, reviewer: int, now: dt.datetime) -> tuple[Day, ...]:
    """What a reviewer did on each of the last `DAYS` local days, today last."""
    from sqlalchemy import text

    begins = [stamp(midnight(now, days_ago)) for days_ago in range(DAYS - 1, -1, -1)]
    finished, worked = [0] * DAYS, [0] * DAYS
    for (at,) in connection.execute(text(_FINISHED), {"who": reviewer, "since": begins[0]}):
        finished[bisect_right(begins, at) - 1] += 1
    for at, ms in connection.execute(text(_PRESSES), {"who": reviewer}):
        if at < begins[0]:
            break
        worked[bisect_right(begins, at) - 1] += ms
    names = [midnight(now, days_ago).date().isoformat() for days_ago in range(DAYS - 1, -1, -1)]
    return tuple(
        Day(day, done, round(ms / 1000, 1)) for day, done, ms in zip(names, finished, worked, strict=True)
    )
