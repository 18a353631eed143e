"""Shape: add an entry or a count, incident ↔ total, main ↔ background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.model import Count, EntryKind, Outcome, Role, Side
from store import mends
from store.events import Change
from store.state import State, apply
from tui import cursor as moves
from tui.cursor import Cursor
from tui.modes import Press

if TYPE_CHECKING:
    from tui.desk import Desk


def add_entry(desk: Desk, press: Press) -> None:
    """`i`: an empty incident, with the cursor on its date."""
    review = desk.review
    if review is None:
        return
    entry, changes = mends.add_entry(review.state)
    if desk.decide("review.add_entry", press, changes, "added an incident"):
        review.cursor = Cursor(entry, "date")
        edit, undo = desk.keymap.main_key("review.edit"), desk.keymap.main_key("review.undo")
        number = moves.number_of(review.state, entry)
        desk.say(
            f"added incident {number}: when was it? {edit} types its date · {undo} takes it back", "done"
        )


def add_count(desk: Desk, press: Press) -> None:
    """`+`: a count for the entry, killed first, with the cursor on it."""
    review = desk.review
    if review is None or review.cursor is None:
        return
    entry = review.cursor.entry
    if not review.state.exists(entry):
        desk.say("this entry is rejected: a on its head line brings it back", "warning")
        return
    side, outcome = likely(review.state, entry)
    count_id, changes = mends.add_count(review.state, entry, Count("", side, outcome))
    number = moves.number_of(review.state, entry)
    if desk.decide("review.add_count", press, changes, f"added a count to {number}: type it, then o and w"):
        review.cursor = Cursor(entry, f"counts/{count_id}")


def likely(state: State, entry: str) -> tuple[Side, Outcome]:
    """What a further count most likely is: the side of the last one, and the first outcome it lacks."""
    counts = state.entry(entry).counts
    if not counts:
        return "unknown", "killed"
    side = counts[-1].side
    there = {c.outcome for c in counts if c.side == side}
    return side, next((o for o in ("killed", "wounded", "arrested", "abducted") if o not in there), "killed")


def total(desk: Desk, press: Press) -> None:
    """`t`: incident ↔ total; on a count, lift it to a total that the entry is part of."""
    review = desk.review
    if review is None or review.cursor is None:
        return
    entry = review.cursor.entry
    if review.kind() == "count":
        made, changes = lifted(review.state, entry, review.cursor.field.removeprefix("counts/"))
        if desk.decide("review.total", press, changes, f"{review.where()} is a total of its own now"):
            review.cursor = Cursor(made, "exists")
        return
    kind: EntryKind = "incident" if review.state.value(entry, "kind") == "total" else "total"
    number = moves.number_of(review.state, entry)
    said = f"{number} is {'a total' if kind == 'total' else 'an incident'} now"
    desk.decide("review.total", press, mends.set_kind(review.state, entry, kind), said)


def lifted(state: State, entry: str, count_id: str) -> tuple[str, list[Change]]:
    """A new total with this count; the entry becomes part of it and keeps the count only as rejected."""
    count = state.count(entry, count_id)
    made, changes = mends.add_entry(state, "total", role=state.value(entry, "role"))
    state = apply(state, changes)
    for step in (
        mends.add_count(state, made, count)[1],
        mends.reject(state, entry, f"counts/{count_id}"),
        mends.set_part_of(state, entry, made) if state.value(entry, "kind") == "incident" else [],
    ):
        changes += step
    return made, changes


def background(desk: Desk, press: Press) -> None:
    """`b`: main ↔ background."""
    review = desk.review
    if review is None or review.cursor is None:
        return
    entry = review.cursor.entry
    role: Role = "main" if review.state.value(entry, "role") == "background" else "background"
    number = moves.number_of(review.state, entry)
    changes = mends.set_role(review.state, entry, role)
    desk.decide(
        "review.background",
        press,
        changes,
        f"{number} is {'background' if role == 'background' else 'a main entry'} now",
    )


DEEDS = {
    "review.add_entry": add_entry,
    "review.add_count": add_count,
    "review.total": total,
    "review.background": background,
}
