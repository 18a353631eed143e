"""Moving: between fields, entries and articles, and through the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store.state import State
from tui import cursor as moves
from tui.cursor import Cursor
from tui.marks import unclaimed
from tui.modes import Press

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.review import Review

#: After `g`: the next number that nothing claims.
UNCLAIMED = "u"
Step = Callable[[State, Cursor], Cursor]


def _stepping(step: Step, end: str) -> Callable[[Desk, Press], None]:
    def move(desk: Desk, press: Press) -> None:
        review = desk.review
        if review is None or review.cursor is None:
            adds, irrelevant = (
                desk.keymap.main_key(f"review.{name}") for name in ("add_entry", "irrelevant")
            )
            desk.say(
                f"this article has no entry: {adds} adds one, {irrelevant} marks it irrelevant", "warning"
            )
            return
        if end and _on_tolls(review, 1 if step is moves.down else -1):
            desk.show_focus()
            return
        before, review.cursor = review.cursor, step(review.state, review.cursor)
        if step is moves.up and review.cursor != before and review.tolls():
            review.toll = review.tolls() - 1
        if review.cursor == before and end:
            desk.say(end)
        desk.show_focus()

    return move


def _on_tolls(review: Review, by: int) -> bool:
    """Step through the tolls of the count under the cursor; False where the step leads out of them."""
    at = -1 if review.toll is None else review.toll
    if not -1 <= at + by < review.tolls() or (at == -1 and by < 0):
        return False
    review.toll = at + by if at + by >= 0 else None
    return True


def _scrolling(pages: float) -> Callable[[Desk, Press], None]:
    def scroll(desk: Desk, press: Press) -> None:
        desk.face.scroll(pages)

    return scroll


def go(desk: Desk, press: Press) -> None:
    """`g` + number goes to an entry, `g g` to the next open check."""
    review = desk.review
    if review is None:
        return
    if press.argument == UNCLAIMED:
        _next_unclaimed(desk, review)
        return
    if press.argument == press.key:
        found = moves.next_check(review.state, review.checks, review.cursor)
        if found is None:
            whole = [c for c in review.checks if moves.place_of(c) is None]
            desk.say(whole[0].message if whole else "no check is open", "warning" if whole else "done")
            return
        desk.say(next(c.message for c in review.checks if moves.place_of(c) == found), "warning")
    else:
        found = moves.nth_entry(review.state, int(press.argument))
        if found is None:
            desk.say(f"there is no entry {press.argument}", "warning")
            return
    review.cursor = found
    desk.show_focus()


def _next_unclaimed(desk: Desk, review: Review) -> None:
    """Show the next number that no count reads, round the end."""
    free = unclaimed(review.state)
    if not free:
        desk.say("every number that could count people is read by a count", "done")
        return
    after = [s for s in free if s.start > review.visited]
    span = (after or free)[0]
    review.visited = span.start
    desk.face.reveal(span)
    hints = desk.keymap.main_key("review.hints") or "hints"
    n = free.index(span) + 1
    words = " ".join(span.text.split())
    desk.say(f"{n} of {len(free)} that no count reads: “{words}” · {hints} on a head line makes it one")


def next_article(desk: Desk, press: Press) -> None:
    """`n`: the next article of the queue, finished or not."""
    if desk.review is None and desk.finished:
        desk.say(
            f"this is the end of the queue: {desk.keymap.main_key('review.previous_article')} goes back",
            "warning",
        )
        return
    desk.go("next")


def previous_article(desk: Desk, press: Press) -> None:
    """`p`: the article before; from the end of the queue back to the last one."""
    desk.go("previous" if desk.review is not None else "last")


DEEDS = {
    "review.next_field": _stepping(moves.down, "this is the last field · Tab goes to the first entry"),
    "review.previous_field": _stepping(moves.up, "this is the first field"),
    "review.next_count": _stepping(moves.next_count, ""),
    "review.previous_count": _stepping(moves.previous_count, ""),
    "review.next_entry": _stepping(moves.next_entry, ""),
    "review.previous_entry": _stepping(moves.previous_entry, ""),
    "review.go": go,
    "review.next_article": next_article,
    "review.previous_article": previous_article,
    "review.page_down": _scrolling(1.0),
    "review.page_up": _scrolling(-1.0),
    "review.half_down": _scrolling(0.5),
    "review.half_up": _scrolling(-0.5),
}
