"""Windows as holders of leases. Imports no database library: the quick start asks it too."""

from __future__ import annotations

import datetime as dt
import os
import socket

#: Seconds for which a window keeps an article that nobody touches a key on.
SECONDS = 300.0

#: The live leases of a reviewer; `:now` is a stamp.
LIVE = "SELECT article, holder FROM leases WHERE reviewer = :reviewer AND until > :now"


def new_holder() -> str:
    """A name for one window: the machine, the process, and something random."""
    return f"{socket.gethostname()}/{os.getpid()}/{os.urandom(4).hex()}"


def alive(holder: str) -> bool:
    """Whether the window may still be there: False for a process of this machine that has ended.

    So a window that was killed holds nothing up, and the next one goes on where it was.
    """
    machine, _, rest = holder.rpartition("/")[0].rpartition("/")
    if machine != socket.gethostname() or not rest.isdigit():
        return True
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def stamp(seconds_from_now: float = 0.0) -> str:
    """The time then as RFC 3339 UTC with milliseconds; stamps compare as text."""
    then = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds_from_now)
    return then.isoformat(timespec="milliseconds").replace("+00:00", "Z")
