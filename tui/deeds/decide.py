"""Deciding: accept, verify, override, reject, not stated, cannot tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from store import mends
from store.events import Change
from store.state import State
from tui import cursor as moves
from tui.marks import evidence
from tui.modes import Press

if TYPE_CHECKING:
    from extract.model import Span
    from tui.cursor import Cursor
    from tui.desk import Desk
    from tui.review import Review

#: What one key does to a field: the state, the entry and the field in, the changes out.
Mend: TypeAlias = Callable[[State, str, str], list[Change]]


def accept(desk: Desk, press: Press) -> None:
    """`a`: accept the field and go to the next that waits."""
    review = desk.review
    if review is None or review.cursor is None:
        return
    changes = mends.accept(review.state, *review.cursor)
    was = review.where()
    if not desk.decide("review.accept", press, changes, f"accepted {was}"):
        desk.say(f"{was} has been decided already{_what_now(review)}")
    desk.move_on()


def accept_entry(desk: Desk, press: Press) -> None:
    """`A`: accept what waits in the entry and go to the next."""
    review = desk.review
    if review is None or review.cursor is None:
        return
    entry = review.cursor.entry
    number = moves.number_of(review.state, entry)
    if not review.state.exists(entry):
        desk.say(f"entry {number} is rejected: a on its head line brings it back", "warning")
        return
    changes = mends.accept_entry(review.state, entry)
    if not desk.decide("review.accept_entry", press, changes, f"accepted entry {number}"):
        desk.say(f"entry {number} has been decided already{_what_now(review)}")
    desk.move_on()


def _what_now(review: Review) -> str:
    return "" if review.state.undecided() else " · nothing waits here: Space verifies the article"


def verify(desk: Desk, press: Press) -> None:
    """`Space`: show what was not seen; when all was, verify and open the next article that waits."""
    if desk.guarded(press):
        return
    _verify(desk, press, override=False)


def override(desk: Desk, press: Press) -> None:
    """`y`: verify over an open blocking check. Logged as an action of its own."""
    if desk.guarded(press):
        return
    if desk.review is None or not desk.review.blocking():
        desk.say("no blocking check is open: Space verifies", "warning")
        return
    _verify(desk, press, override=True)


def _verify(desk: Desk, press: Press, *, override: bool) -> None:
    review = desk.review
    if review is None:
        return
    if (span := desk.unseen()) is not None:
        _read_on(desk, review, span, press)
        return
    if (hidden := review.hidden()) is not None:
        _show(desk, review, hidden, press)
        return
    if not review.state.standing():
        adds, irrelevant = (desk.keymap.main_key(f"review.{name}") for name in ("add_entry", "irrelevant"))
        desk.say(
            f"no entry is left in this article: press {irrelevant} and a reason, or {adds} adds one",
            "warning",
        )
        return
    blocking = review.blocking()
    if blocking and not override:
        review.cursor = moves.place_of(blocking[0]) or review.cursor
        desk.show_focus()
        desk.say(f"! {blocking[0].message} · mend it, or y verifies all the same", "error")
        return
    action = "review.override" if override else "review.verify"
    changes = mends.verify(review.state)
    if desk.decide(action, press, changes, "the article before this one is verified"):
        desk.verified = review
    else:
        desk.say("this article is verified already")
    if not desk.go_back():
        desk.go("waiting")


def _read_on(desk: Desk, review: Review, span: Span, press: Press) -> None:
    """Bring an unseen span into view, with the cursor on the field that rests on it."""
    owner = _owner(review, span)
    if owner is not None:
        review.cursor = owner
    desk.face.reveal(span)
    desk.guard(press)
    where = f" of {review.where()}" if owner is not None else ""
    desk.say(f"not seen before: “{_short(span.text)}”{where} · Space goes on", "aside")


def _show(desk: Desk, review: Review, hidden: Cursor, press: Press) -> None:
    """Open the entry of a field that was never on screen, with the cursor on that field."""
    review.cursor = hidden
    desk.show_focus()
    desk.guard(press)
    number = moves.number_of(review.state, hidden.entry)
    space = desk.keymap.main_key("review.verify") or "verify"
    desk.say(f"entry {number} was not on screen before · {space} goes on", "aside")


def _owner(review: Review, span: Span) -> Cursor | None:
    waiting = {tuple(c) for c in review.state.undecided()}
    for cursor in moves.fields(review.state):
        if tuple(cursor) in waiting and cursor.field != "exists":
            spans = evidence(review.state.value(*cursor))
            if any((s.start, s.end) == (span.start, span.end) for s in spans):
                return cursor
    return None


def _short(text: str, most: int = 40) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def _settle(desk: Desk, press: Press, action: str, mend: Mend, said: str, already: str) -> None:
    """One decision on what has the focus, without another value; then the cursor goes on.

    `said` and `already` are the sentences for done and for nothing to do; `{}` stands for the field's name.
    """
    review = desk.review
    if review is None or review.cursor is None:
        return
    was = review.where()
    if not desk.decide(action, press, mend(review.state, *review.cursor), said.format(was)):
        desk.say(already.format(was))
    desk.move_on()


def reject(desk: Desk, press: Press) -> None:
    """`x`: out with the field, the count or, on its head line, the whole entry."""
    already = "{} is rejected already: a brings it back"
    _settle(desk, press, "review.reject", mends.reject, "rejected {}", already)


def not_stated(desk: Desk, press: Press) -> None:
    """`d`: the text does not state it."""
    already = "{} is marked as not stated already"
    _settle(desk, press, "review.not_stated", mends.not_stated, "{}: not stated", already)


def unknown(desk: Desk, press: Press) -> None:
    """`z`: the reviewer cannot tell."""
    already = "{} is marked as “cannot tell” already"
    _settle(desk, press, "review.unknown", mends.unknown, "{}: cannot tell", already)


DEEDS = {
    "review.accept": accept,
    "review.accept_entry": accept_entry,
    "review.verify": verify,
    "review.override": override,
    "review.reject": reject,
    "review.not_stated": not_stated,
    "review.unknown": unknown,
}
