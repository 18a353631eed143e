"""Values: typing a count, editing a date, place or count as text, outcome and side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from extract.from_json import date_from_json
from extract.model import Count, Outcome, Side
from store import mends, typed
from store.events import Change
from store.state import State, apply
from tui.counting import in_words
from tui.letters import letters
from tui.lineedit import Line
from tui.modes import Editor, Press, Typing, Writing

if TYPE_CHECKING:
    from extract.typed import TypedCount
    from tui.cursor import Cursor
    from tui.desk import Desk
    from tui.review import Review


def count_at(review: Review, cursor: Cursor) -> Count:
    """The count under the cursor."""
    return review.state.count(cursor.entry, cursor.field.removeprefix("counts/"))


# ---------------------------------------------------------------- typing on the row


def type_first(desk: Desk, press: Press) -> None:
    """A digit, `~` or `<` on a count opens its cell."""
    mode = Typing("", press.key)
    desk.mode = mode
    type_more(desk, mode, press.key)


def type_more(desk: Desk, mode: Typing, more: str) -> None:
    """Put more into the cell and say how it reads now."""
    from extract.typed import TypedError, read_count  # not at the top: start-up must not wait for it

    mode.text += more
    try:
        desk.say(f"{mode.text}: {in_words(read_count(mode.text))}")
    except TypedError as problem:
        desk.say(str(problem), "warning")


def keep_typed(desk: Desk, mode: Typing, press: Press, *, advance: bool) -> bool:
    """Keep what was typed; False, with the reason said, where it is no count."""
    from extract.typed import TypedError, read_count

    try:
        reading = read_count(mode.text)
    except TypedError as problem:
        desk.say(f"{str(problem).rstrip('.')} · Backspace mends it, Esc discards it", "error")
        return False
    desk.mode = None
    desk.say("")
    keep_count(desk, reading, Press(mode.key, press.at), advance=advance)
    return True


def keep_count(desk: Desk, reading: TypedCount, press: Press, *, advance: bool) -> None:
    """Put a figure into the focused count."""
    review = desk.review
    if review is None or review.cursor is None:
        return
    entry, field = review.cursor
    changes = typed.type_count(
        review.state,
        entry,
        field.removeprefix("counts/"),
        reading.low,
        reading.best,
        reading.high,
        reading.qualifier,
    )
    was = review.where()
    if not desk.decide("review.type", press, changes, f"{was}: {in_words(reading)}"):
        desk.say(f"{was} is {in_words(reading)} already")
    if advance:
        desk.move_on_from_edit()


# ---------------------------------------------------------------- editing as text


def edit(desk: Desk, press: Press) -> None:
    """`e`: open the field as a line of text."""
    from extract.typed import NOT_STATED, edit_date, show_count
    from tui.deeds.kind import TypeEditor
    from tui.editors import CountEditor, DateEditor, PlaceEditor

    review = desk.review
    if review is None or review.cursor is None:
        return
    kind = review.kind()
    where = review.where()
    editor: Editor
    if kind == "head":
        if not review.state.exists(review.cursor.entry):
            desk.say("this entry is rejected: a on its head line brings it back", "warning")
            return
        editor = TypeEditor(f"What kind of incident is {where}")
        text = (review.state.cells[review.cursor].get("type") or "").replace("_", " ")
    elif kind == "date":
        editor = DateEditor(f"{where[0].upper()}{where[1:]}", review.article.published)
        text = edit_date(date_from_json(review.state.value(*review.cursor)))
    elif kind == "place":
        editor = PlaceEditor(f"{where[0].upper()}{where[1:]}", review.state, review.cursor.entry)
        text = ""
    else:
        count = count_at(review, review.cursor)
        editor = CountEditor(f"{where[0].upper()}{where[1:]}")
        text = show_count(count.low, count.best, count.high, count.qualifier).replace(NOT_STATED, "")
    mode = Writing(editor, Line.of(text), press, text)
    mode.refresh()
    desk.mode = mode


# ---------------------------------------------------------------- outcome and side


def outcome(desk: Desk, press: Press) -> None:
    """`o` + letter: the outcome of a count; `o o` on a head line swaps killed and wounded."""
    review = desk.review
    if review is None or review.cursor is None:
        return
    if review.kind() == "head":
        swap = {"killed": "wounded", "wounded": "killed"}
        changes = _each(review.state, review.cursor.entry, lambda c: _with_outcome(c, swap.get(c.outcome)))
        _lettered(desk, "review.outcome", press, changes, f"killed and wounded of {review.where()} swapped")
        return
    word = letters("outcome")[press.argument]
    count = _with_outcome(count_at(review, review.cursor), word)
    changes = mends.set_count(review.state, review.cursor.entry, count)
    _lettered(desk, "review.outcome", press, changes, f"{review.where()} is {word} now")


def side(desk: Desk, press: Press) -> None:
    """`w` + letter: whose; on a head line two letters exchange two sides."""
    review = desk.review
    if review is None or review.cursor is None:
        return
    sides = [letters("side")[letter] for letter in press.argument]
    words = [s.replace("_", " ") for s in sides]
    if review.kind() == "head":
        swap = {sides[0]: sides[1], sides[1]: sides[0]}
        changes = _each(review.state, review.cursor.entry, lambda c: _with_side(c, swap.get(c.side)))
        said = f"{words[0]} and {words[1]} of {review.where()} exchanged"
        _lettered(desk, "review.side", press, changes, said)
        return
    count = _with_side(count_at(review, review.cursor), sides[0])
    changes = mends.set_count(review.state, review.cursor.entry, count)
    _lettered(desk, "review.side", press, changes, f"{review.where()}: {words[0]} now")


def _with_outcome(count: Count, word: str | None) -> Count:
    """The count with another outcome; the words that the old one was read from go."""
    if word is None or word == count.outcome:
        return count
    cues = {k: v for k, v in count.cues.items() if k != "outcome"}
    return replace(count, outcome=cast("Outcome", word), cues=cues)


def _with_side(count: Count, word: str | None) -> Count:
    if word is None or word == count.side:
        return count
    cues = {k: v for k, v in count.cues.items() if k != "side"}
    return replace(count, side=cast("Side", word), cues=cues)


def _each(state: State, entry: str, mend: Callable[[Count], Count]) -> list[Change]:
    """The changes that mend every standing count of an entry which the mend changes at all."""
    changes: list[Change] = []
    for count in state.entry(entry).counts:
        after = mend(count)
        if after != count:
            step = mends.set_count(state, entry, after)
            state = apply(state, step)
            changes += step
    return changes


def _lettered(desk: Desk, action: str, press: Press, changes: Sequence[Change], said: str) -> None:
    if not desk.decide(action, press, changes, said):
        desk.say("nothing changed: it was like that before")


DEEDS = {
    "review.type": type_first,
    "review.edit": edit,
    "review.outcome": outcome,
    "review.side": side,
}
