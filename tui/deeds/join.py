"""Splitting, merging, moving, and what lies inside what: `s`, `m` + n, `l` + n."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import mends, shape
from store.state import State
from tui import cursor as moves
from tui.cursor import Cursor
from tui.modes import Press
from tui.shown import SIDE_WORDS, count_words, date_words, outcome_word, place_words
from tui.splitting import Splitting, Where

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.review import Review


# ---------------------------------------------------------------- split


def split(desk: Desk, press: Press) -> None:
    """`s`: choose which counts go to a new entry; the focused count goes at once."""
    review = desk.review
    if review is None or review.cursor is None:
        return
    entry, focused = review.cursor
    if not review.state.exists(entry):
        desk.say("this entry is rejected: a on its head line brings it back", "warning")
        return
    parts: list[tuple[str, str, Where]] = [
        ("date", f"date  {date_words(review.state.value(entry, 'date'))}", "both"),
        ("location", f"place  {place_words(review.state.value(entry, 'location'))}", "both"),
    ]
    for field in standing_counts(review.state, entry):
        parts.append((field, count_line(review.state, entry, field), "goes" if field == focused else "stays"))
    number = moves.number_of(review.state, entry)
    mode = Splitting(f"Split {number}: what goes to the new entry", parts, press, _split)
    desk.mode = mode
    desk.say(mode.told())


def _split(desk: Desk, goes: list[str], both: list[str], press: Press) -> None:
    review = desk.review
    if review is None or review.cursor is None:
        return
    entry = review.cursor.entry
    number = moves.number_of(review.state, entry)
    made, changes = shape.split(review.state, entry, goes, copied=both)
    if desk.decide("review.split", press, changes, f"{number} is split in two"):
        review.cursor = moves.enter(review.state, made)
        at = moves.number_of(review.state, made)
        undo = desk.keymap.main_key("review.undo") or "undo"
        desk.say(f"{number} is split: {at} is new, look at its date and place · {undo} takes it back", "done")
        empty = review.next_empty()
        review.cursor = empty or Cursor(made, "date")


def standing_counts(state: State, entry: str) -> list[str]:
    """The fields of an entry's counts that are not rejected."""
    every = (f"counts/{c}" for c in state.count_ids(entry))
    return [f for f in every if state.decision(entry, f) != "rejected"]


def count_line(state: State, entry: str, field: str) -> str:
    """A count in a few words: `killed militants 5`."""
    value = state.value(entry, field)
    return f"{outcome_word(value['outcome'])} {SIDE_WORDS[value['side']][0]} {count_words(value)}"


# ---------------------------------------------------------------- merge and move


def merge(desk: Desk, press: Press) -> None:
    """`m` + n: merge the entry into n; on a count, move that count to n."""
    review = desk.review
    if review is None or review.cursor is None:
        return
    state, entry, wanted = review.state, review.cursor.entry, int(press.argument)
    number = moves.number_of(state, entry)
    into = next((e for e, n in moves.numbers(state).items() if n == wanted), None)
    if into is None or not state.exists(into):
        desk.say(f"{wanted} is rejected" if into else f"there is no entry {wanted}", "warning")
    elif into == entry:
        desk.say(f"this is {wanted} already", "warning")
    elif not state.exists(entry):
        desk.say("this entry is rejected: a on its head line brings it back", "warning")
    elif review.kind() == "count":
        _move(desk, review, into, wanted, press)
    else:
        changes = shape.merge(state, entry, into)
        if desk.decide("review.merge", press, changes, f"{number} is merged into {wanted}"):
            review.cursor = moves.enter(review.state, into)
            desk.show_focus()


def _move(desk: Desk, review: Review, into: str, wanted: int, press: Press) -> None:
    assert review.cursor is not None
    entry, field = review.cursor
    if review.state.decision(entry, field) == "rejected":
        desk.say("this count is rejected: a brings it back", "warning")
        return
    was = review.where()
    before = set(review.state.count_ids(into))
    changes = shape.move_count(review.state, entry, field.removeprefix("counts/"), into)
    if desk.decide("review.merge", press, changes, f"{was} is moved to {wanted}"):
        new = [c for c in review.state.count_ids(into) if c not in before]
        if new:
            review.cursor = Cursor(into, f"counts/{new[0]}")
        else:
            undo = desk.keymap.main_key("review.undo") or "undo"
            desk.say(f"{wanted} counts these words already: one count stays · {undo} takes it back", "done")


# ---------------------------------------------------------------- part of


def part_of(desk: Desk, press: Press) -> None:
    """`l` + n: the entry lies inside total n, the count inside the n-th count; `l 0`: inside none."""
    review = desk.review
    if review is None or review.cursor is None:
        return
    if review.kind() == "count":
        _count_part_of(desk, review, press)
    else:
        _entry_part_of(desk, review, press)


def _count_part_of(desk: Desk, review: Review, press: Press) -> None:
    assert review.cursor is not None
    entry, field = review.cursor
    wanted = int(press.argument)
    others = standing_counts(review.state, entry)
    if wanted > len(others) or (wanted and others[wanted - 1] == field):
        desk.say(f"a count {wanted} it could lie inside is not in this entry", "warning")
        return
    whole = others[wanted - 1].removeprefix("counts/") if wanted else None
    try:
        changes = shape.count_part_of(review.state, entry, field.removeprefix("counts/"), whole)
    except ValueError:
        desk.say("that count lies inside this one itself", "warning")
        return
    words = count_line(review.state, entry, others[wanted - 1]) if wanted else "no other count"
    said = f"{review.where()} lies inside {words}"
    if not desk.decide("review.part_of", press, changes, said):
        desk.say(f"{said} already")


def _entry_part_of(desk: Desk, review: Review, press: Press) -> None:
    assert review.cursor is not None
    state, entry = review.state, review.cursor.entry
    number = moves.number_of(state, entry)
    wanted = int(press.argument)
    whole = next((e for e, n in moves.numbers(state).items() if n == wanted), None)
    if wanted and whole is None:
        desk.say(f"there is no entry {wanted}", "warning")
        return
    if whole is not None and (whole == entry or not state.exists(whole)):
        desk.say(f"{number} cannot lie inside {wanted}", "warning")
        return
    if whole is not None and state.value(whole, "kind") != "total":
        desk.say(f"{wanted} is an incident: only a total has parts (t makes it one)", "warning")
        return
    try:
        changes = mends.set_part_of(state, entry, whole)
    except ValueError:
        desk.say(f"{wanted} lies inside {number} itself", "warning")
        return
    said = f"{number} lies inside {wanted}" if wanted else f"{number} lies inside no total"
    if not desk.decide("review.part_of", press, changes, said):
        desk.say(f"{said} already")


DEEDS = {"review.split": split, "review.merge": merge, "review.part_of": part_of}
