"""From a key press to what it means now: an action, a letter for one, a character of a count or of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.acting import Acting
from tui.actions import Action, shown_key
from tui.counting import TYPED
from tui.deeds import DEEDS
from tui.deeds.tolls import ON_A_TOLL
from tui.deeds.values import keep_typed, type_more
from tui.lineedit import Line
from tui.modes import Prefix, Press, Typing, Writing
from tui.precedents import pass_by
from tui.prefixes import prefixed, prompt

if TYPE_CHECKING:
    from tui.desk import Desk


def act(desk: Desk, press: Press) -> None:
    """Do what a key means in the mode that the desk is in."""
    quits = (action := desk.keymap.action(press.key)) is not None and action.id == "app.quit"
    if not quits:
        desk.leaving = ""
    if desk.mode is not None or action is None or action.id != "review.rule":
        pass_by(desk)
    if press.key in ("ctrl+c", "ctrl+q") and quits:
        desk.mode = None
        desk.quit()
        return
    match desk.mode:
        case Prefix() as mode:
            prefixed(desk, mode, press)
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
            key = desk.keymap.main_key("review.edit") or "edit"
            desk.say(f"pasted text goes into an editor: press {key} first", "warning")


# ---------------------------------------------------------------- no mode


def _normal(desk: Desk, press: Press) -> None:
    desk.say("")
    if press.key == "escape":
        return
    capitals = desk.capslock.notice(press.key, desk.keymap)
    action = desk.keymap.action(press.key)
    if action is not None:
        start(desk, action, press)
        if capitals:
            desk.say(f"{desk.said.text} · {capitals}" if desk.said.text else capitals, "warning")
    elif capitals:
        desk.say(capitals, "warning")
    else:
        help_key = desk.keymap.main_key("app.help") or "help"
        desk.say(f"{shown_key(press.key)} does nothing here · {help_key} lists the keys", "warning")


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
        back, undo, leave = map(desk.keymap.main_key, ("review.previous_article", "review.undo", "app.quit"))
        return f"no article is open: {back} goes back to the last one, {undo} undoes, {leave} quits"
    if not action.suits:
        return None
    kind = review.kind()
    key = "0–9" if action.fixed else desk.keymap.main_key(action.id)
    if kind is None or review.cursor is None:
        adds, irrelevant = map(desk.keymap.main_key, ("review.add_entry", "review.irrelevant"))
        return f"there is no entry for {key}: {adds} adds one, {irrelevant} marks the article irrelevant"
    if kind not in action.suits:
        wanted = " and ".join(sorted(f"{k}s" if k != "head" else "head lines" for k in action.suits))
        return f"{key} ({action.label}) is for {wanted}; this is {review.where()}"
    if kind != "head" and not review.state.exists(review.cursor.entry):
        return (
            f"this entry is rejected: {desk.keymap.main_key('review.accept')} on its head line brings it back"
        )
    return None


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
