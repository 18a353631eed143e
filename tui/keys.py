"""From a key press to what it means now: an action, a letter for one, a character of a count or of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.acting import Acting
from tui.actions import Action, shown_key
from tui.counting import TYPED
from tui.cursor import numbers
from tui.deeds import DEEDS
from tui.deeds.join import count_line, standing_counts
from tui.deeds.tolls import ON_A_TOLL
from tui.deeds.values import keep_typed, type_more
from tui.letters import letters, listed
from tui.lineedit import Line
from tui.modes import Prefix, Press, Typing, Writing

if TYPE_CHECKING:
    from tui.desk import Desk


def act(desk: Desk, press: Press) -> None:
    """Do what a key means in the mode that the desk is in."""
    quits = (action := desk.keymap.action(press.key)) is not None and action.id == "app.quit"
    if not quits:
        desk.leaving = ""
    if press.key in ("ctrl+c", "ctrl+q") and quits:
        desk.mode = None
        desk.quit()
        return
    match desk.mode:
        case Prefix() as mode:
            _prefix(desk, mode, press)
        case Typing() as mode:
            _typing(desk, mode, press)
        case Writing() as mode:
            _writing(desk, mode, press)
        case Acting() as mode:
            mode.press(desk, press)
        case None:
            _normal(desk, press)


def paste(desk: Desk, text: str) -> None:
    """Pasted text goes into the text or count that is being typed; it never runs as keys."""
    match desk.mode:
        case Writing() as mode:
            mode.line = (Line() if mode.fresh else mode.line).insert(text)
            mode.fresh = False
            mode.refresh()
        case Typing() as mode if set(text.strip()) <= TYPED:
            type_more(desk, mode, text.strip())
        case _:
            desk.say("pasted text goes into an editor: press e first", "warning")


# ---------------------------------------------------------------- no mode


def _normal(desk: Desk, press: Press) -> None:
    desk.say("")
    if press.key == "escape":
        return
    action = desk.keymap.action(press.key)
    if action is None:
        help_key = desk.keymap.main_key("app.help") or "help"
        desk.say(f"{shown_key(press.key)} does nothing here · {help_key} lists the keys", "warning")
        return
    start(desk, action, press)


def start(desk: Desk, action: Action, press: Press) -> None:
    """Run an action, or ask for the letters that it takes; where it cannot act, say why."""
    if (why := _refusal(desk, action)) is not None:
        desk.say(why, "warning")
        return
    if desk.review is not None and desk.review.toll is not None and action.id in ON_A_TOLL:
        ON_A_TOLL[action.id](desk, press)
        return
    if action.takes == "nothing":
        DEEDS[action.id](desk, press)
        return
    desk.mode = Prefix(action, press)
    desk.say(prompt(desk, desk.mode))


def _refusal(desk: Desk, action: Action) -> str | None:
    """Why the action cannot act here, in words; None where it can."""
    if action.anywhere:
        return None
    review = desk.review
    if review is None:
        return "no article is open: p goes back to the last one, u undoes, q quits"
    if not action.suits:
        return None
    kind = review.kind()
    key = desk.keymap.main_key(action.id)
    if kind is None or review.cursor is None:
        return f"there is no entry for {key}: i adds one, X marks the article irrelevant"
    if kind not in action.suits:
        wanted = " and ".join(sorted(f"{k}s" if k != "head" else "head lines" for k in action.suits))
        return f"{key} ({action.label}) is for {wanted}; this is {review.where()}"
    if kind != "head" and not review.state.exists(review.cursor.entry):
        return "this entry is rejected: a on its head line brings it back"
    return None


# ---------------------------------------------------------------- a letter or a number for an action


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
        return f"go to entry 1–{_entries(desk)}: {mode.typed or '…'}   {key} the next open check"
    if mode.action.id == "review.merge":
        what = (
            "this count goes to" if desk.review and desk.review.kind() == "count" else "merge this entry into"
        )
        return f"{what} entry 1–{_entries(desk)}: {mode.typed or '…'}"
    if desk.review is not None and desk.review.kind() == "count" and desk.review.cursor is not None:
        entry = desk.review.cursor.entry
        counts = enumerate(standing_counts(desk.review.state, entry), 1)
        listed_counts = "  ".join(f"{n} {count_line(desk.review.state, entry, f)}" for n, f in counts)
        return f"inside: 0 none  {listed_counts}"
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


def _prefix(desk: Desk, mode: Prefix, press: Press) -> None:
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
    if press.key == mode.press.key and mode.action.id == "review.go" and not mode.typed:
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


# ---------------------------------------------------------------- a count on its row


def _typing(desk: Desk, mode: Typing, press: Press) -> None:
    if press.key in TYPED:
        type_more(desk, mode, press.key)
    elif press.key == "backspace":
        mode.text = mode.text[:-1]
        if mode.text:
            type_more(desk, mode, "")
        else:
            desk.mode = None
            desk.say("nothing typed, the count stays as it was")
    elif press.key == "escape":
        desk.mode = None
        desk.say(f"{mode.text} was discarded, the count stays as it was", "warning")
    elif keep_typed(desk, mode, press, advance=press.key == "enter") and press.key != "enter":
        said = desk.said
        _normal(desk, press)
        if not desk.said.text and desk.mode is None:
            desk.said = said


# ---------------------------------------------------------------- a line of text


def _writing(desk: Desk, mode: Writing, press: Press) -> None:
    match press.key:
        case "escape":
            desk.mode = None
            lost = mode.line.text.strip()
            changed = lost and lost != mode.before.strip()
            desk.say(f"“{lost}” was discarded, nothing changed" if changed else "nothing changed", "info")
        case "enter":
            _enter(desk, mode, press)
        case "down" | "up" if mode.suggestions:
            step, last = (1, len(mode.suggestions)) if press.key == "down" else (-1, len(mode.suggestions))
            at = -1 if mode.chosen is None else mode.chosen
            at = (at + 1 + step) % (last + 1) - 1
            mode.chosen = None if at < 0 else at
        case "tab" if mode.suggestions:
            taken = mode.suggestions[mode.chosen or 0]
            mode.line = type(mode.line).of(taken.text)
            mode.refresh()
        case _:
            line = _replaced(mode, press.key).press(press.key)
            if line is None:
                desk.say(
                    f"{shown_key(press.key)} means nothing in a text: Enter keeps, Esc leaves", "warning"
                )
            elif line != mode.line:
                changed = line.text != mode.line.text
                mode.line = line
                if changed:
                    mode.refresh()
                desk.say("")


def _replaced(mode: Writing, key: str) -> Line:
    """The line before a key acts on it: what the editor opened with makes way for the first character."""
    fresh, mode.fresh = mode.fresh, False
    if fresh and (len(key) == 1 or key in ("space", "backspace", "delete")):
        return Line()
    return mode.line


def _enter(desk: Desk, mode: Writing, press: Press) -> None:
    if mode.chosen is None and not mode.reads.ok:
        desk.say(
            f"not kept: {mode.reads.words or 'nothing is typed'} · Esc leaves the field as it was", "error"
        )
        return
    desk.mode = None
    desk.say("")
    mode.editor.keep(desk, mode.line.text.strip(), mode.chosen, mode.press._replace(at=press.at))
