"""The stretch of the queue in memory stays small, and the cursor stays on its article."""

from __future__ import annotations

from store.query import QueueRow
from store.worth import Reason
from tui.queue_window import KEEP, PAGE, Window


def row(n: int) -> QueueRow:
    return QueueRow(
        row=n,
        id=f"{n}.txt",
        title=None,
        publisher=None,
        published=None,
        size=10,
        status=None,
        flag=None,
        verified_at=None,
        reasons=(Reason("quiet", "nothing odd"),),
        deaths=0,
        doubt=None,
        blocking=0,
        notes=0,
        checks=(),
        incidents=0,
        totals=0,
        earliest=None,
        latest=None,
        place=None,
        leader=None,
        copies=0,
        cursor=(n, n),
    )


def rows(first: int, count: int) -> list[QueueRow]:
    return [row(n) for n in range(first, first + count)]


def test_walking_down_a_long_queue_keeps_few_rows_and_the_right_numbers() -> None:
    window = Window(rows(1, PAGE))
    for _ in range(5_000):
        window.at = min(window.at + 1, len(window.rows) - 1)
        if window.wants() == "after":
            window.append(rows(window.rows[-1].row + 1, PAGE), whole=True)
    assert len(window.rows) <= KEEP
    assert window.first is not None
    assert window.rows[window.at].row == window.first + window.at + 1 == 5_001
    assert not window.begins


def test_walking_back_up_asks_for_what_went_and_ends_at_the_first() -> None:
    window = Window(rows(5_001, PAGE), at=0, first=5_000, begins=False)
    while window.at or not window.begins:
        if window.wants() == "before":
            first = window.rows[0].row
            count = min(PAGE, first - 1)
            window.prepend(rows(first - count, count), whole=count == PAGE)
        window.at = max(0, window.at - 1)
    assert len(window.rows) <= KEEP
    assert (window.rows[0].row, window.first, window.ends) == (1, 0, False)


def test_the_same_page_is_not_asked_for_twice() -> None:
    window = Window(rows(1, PAGE), at=PAGE - 1)
    assert window.wants() == "after"
    window.loading = "after"
    assert window.wants() == ""


def test_an_article_that_moved_in_the_queue_meanwhile_is_not_shown_twice() -> None:
    window = Window(rows(1, 10), at=9)
    window.append([row(3), row(11)], whole=False)
    assert [r.row for r in window.rows] == [*range(1, 12)]
    assert window.ends
