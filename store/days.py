"""Local days: when one begins, as the stamp that the log is compared with. Pure."""

from __future__ import annotations

import datetime as dt


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
