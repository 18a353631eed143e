"""Work by local day: what was finished and how long it took."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from store import mends
from store.days import DAYS, last_days, midnight, stamp

if TYPE_CHECKING:
    from tests.unit.store.conftest import Person


def test_today_counts_what_was_finished_and_the_time_at_work(amina: Person) -> None:
    amina.press(mends.verify, row=1)
    amina.press(mends.verify, row=2)
    (figures,) = amina.store.stats("amina").reviewers
    assert len(figures.days) == DAYS
    assert (figures.days[-1].finished, figures.days[-1].active_seconds) == (2, 0.5)
    assert not any(day.finished or day.active_seconds for day in figures.days[:-1])


def test_what_was_done_before_the_days_is_left_out_and_yesterday_is_yesterday(amina: Person) -> None:
    amina.press(mends.verify, row=1)
    now = dt.datetime.now(dt.UTC)
    with amina.store._database.read() as connection:
        tomorrow = last_days(connection, 1, now + dt.timedelta(days=1))
        long_after = last_days(connection, 1, now + dt.timedelta(days=DAYS + 1))
    assert [day.finished for day in tomorrow[-2:]] == [1, 0]
    assert not any(day.finished for day in long_after)


def test_a_day_begins_at_local_midnight() -> None:
    now = dt.datetime(2025, 3, 14, 12, tzinfo=dt.UTC)
    begin = midnight(now)
    assert (begin.hour, begin.minute) == (0, 0)
    assert midnight(now, 1).date() == begin.date() - dt.timedelta(days=1)
    assert stamp(now) == "2025-03-14T12:00:00.000Z"
