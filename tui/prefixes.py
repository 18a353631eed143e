"""Keys that wait for letters or a number: `o`, `w`, `X`, `g`, `m`, `l`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.actions import shown_key
from tui.cursor import numbers
from tui.deeds import DEEDS
from tui.deeds.join import standing_counts
from tui.deeds.move import UNCLAIMED
from tui.letters import letters, listed
from tui.modes import Prefix, Press

if TYPE_CHECKING:
    from tui.desk import Desk


def prompt(desk: Desk, mode: Prefix) -> str:
    """What the status line says while an action waits for its letters."""
    key = shown_key(mode.press.key)
    match mode.action.takes:
        case "outcome":
            if _on_head(desk):
                return f"{key} again swaps killed and wounded in this entry"
            return listed("outcome")
        case "side":
            if not _on_head(desk):
                return listed("side")
            if mode.typed:
                return f"{key} {mode.typed}: exchange with  {listed('side')}"
            return f"{key}: exchange which two sides?  {listed('side')}"
        case "reason":
            return f"because of  {listed('reason')}"
    if mode.action.id == "review.go":
        more = f"{key} the next open check   {UNCLAIMED} the next unclaimed number"
        return f"go to entry 1–{_entries(desk)}: {mode.typed or '…'}   {more}"
    if mode.action.id == "review.merge":
        what = (
            "this count goes to" if desk.review and desk.review.kind() == "count" else "merge this entry into"
        )
        return f"{what} entry 1–{_entries(desk)}: {mode.typed or '…'}"
    if desk.review is not None and desk.review.kind() == "count":
        return f"this count lies inside the count numbered: {mode.typed or '…'}   0 inside none"
    return f"this entry lies inside the total numbered: {mode.typed or '…'}   0 inside none"


def _on_head(desk: Desk) -> bool:
    return desk.review is not None and desk.review.kind() == "head"


def _entries(desk: Desk) -> int:
    """The highest number that may be meant: of an entry, or of a count to lie inside."""
    review = desk.review
    if review is None:
        return 0
    in_counts = isinstance(desk.mode, Prefix) and desk.mode.action.id == "review.part_of"
    if in_counts and review.kind() == "count" and review.cursor is not None:
        return len(standing_counts(review.state, review.cursor.entry))
    return len(numbers(review.state))


def prefixed(desk: Desk, mode: Prefix, press: Press) -> None:
    """A key after one of these: a letter or digit of its argument, or what leaves it."""
    if press.key == "escape":
        desk.mode = None
        desk.say("nothing changed")
        return
    if mode.action.takes == "number":
        _number(desk, mode, press)
        return
    table = letters(mode.action.takes)
    if mode.action.takes == "outcome" and _on_head(desk):
        if press.key == mode.press.key:
            _run(desk, mode, press.key)
        else:
            again = shown_key(mode.press.key)
            desk.say(f"{again} {again} swaps killed and wounded; for one outcome go to its count", "warning")
            desk.mode = None
    elif press.key not in table:
        desk.say(f"{shown_key(press.key)} is none of  {listed(mode.action.takes)}", "warning")
    elif mode.action.takes == "side" and _on_head(desk) and not mode.typed:
        mode.typed = press.key
        desk.say(prompt(desk, mode))
    else:
        _run(desk, mode, mode.typed + press.key)


def _number(desk: Desk, mode: Prefix, press: Press) -> None:
    most = _entries(desk)
    again = press.key in (mode.press.key, UNCLAIMED)
    if again and mode.action.id == "review.go" and not mode.typed:
        _run(desk, mode, press.key)
    elif press.key == "enter" and mode.typed:
        _run(desk, mode, mode.typed)
    elif press.key == "backspace" and mode.typed:
        mode.typed = mode.typed[:-1]
        desk.say(prompt(desk, mode))
    elif not (press.key.isascii() and press.key.isdigit()):
        desk.say(f"{shown_key(press.key)} is no number · Esc leaves", "warning")
    else:
        mode.typed += press.key
        if mode.typed == "0" or int(mode.typed) * 10 > most:
            _run(desk, mode, mode.typed)
        else:
            desk.say(prompt(desk, mode) + "   Enter takes it")


def _run(desk: Desk, mode: Prefix, argument: str) -> None:
    desk.mode = None
    desk.say("")
    DEEDS[mode.action.id](desk, mode.press._replace(argument=argument))
