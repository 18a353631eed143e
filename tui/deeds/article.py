"""The article as a whole: irrelevant, flag, note, undo and redo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from extract.model import Status
from store import mends
from store.events import Change
from store.state import State, apply
from tui.letters import letters
from tui.lineedit import Line
from tui.modes import Press, Reads, Suggestion, Writing

if TYPE_CHECKING:
    from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class Remark:
    """The editor of a reason, a flag or a note: any words. `empty` says whether none is allowed."""

    title: str
    hint: str
    then: Callable[[Desk, str, Press], None]
    empty: str = ""

    def read(self, text: str) -> Reads:
        """Any words do; none only where `empty` says what that means."""
        if text.strip():
            return Reads("")
        return Reads(self.empty or "a few words, please", ok=bool(self.empty))

    def suggest(self, text: str) -> Sequence[Suggestion]:
        """Nothing to suggest."""
        return ()

    def keep(self, desk: Desk, text: str, chosen: int | None, press: Press) -> None:
        """Hand the words on."""
        self.then(desk, text, press)


def write(desk: Desk, editor: Remark, press: Press, text: str = "") -> None:
    """Open a one-line editor on a text."""
    mode = Writing(editor, Line.of(text), press, text)
    mode.refresh()
    desk.mode = mode


def irrelevant(desk: Desk, press: Press) -> None:
    """`X` + letter: no incident and no total here. What was proposed is rejected along with it."""
    reason = letters("reason")[press.argument]
    if reason != "other":
        _irrelevant(desk, reason, press)
        return
    write(
        desk, Remark("Irrelevant, because", "why nothing here is an incident or a total", _irrelevant), press
    )


def _irrelevant(desk: Desk, reason: str, press: Press) -> None:
    if desk.review is None:
        return
    changes = irrelevant_changes(desk.review.state, reason)
    if not desk.decide(
        "review.irrelevant", press, changes, f"the article before this one is irrelevant: {reason}"
    ):
        desk.say("this article is marked irrelevant for that reason already")
    desk.go("waiting")


def irrelevant_changes(state: State, reason: str) -> list[Change]:
    """Reject every entry that stands and mark the article irrelevant: one key press."""
    changes: list[Change] = []
    for entry in state.standing():
        step = mends.reject(state, entry, "exists")
        state = apply(state, step)
        changes += step
    return changes + mends.set_status(state, "irrelevant", reason=reason)


def _status(state: State) -> Status:
    return state.status or "in_progress"


def flag(desk: Desk, press: Press) -> None:
    """`f`: flag for later with a reason; on a flagged article the flag comes off."""
    if desk.review is None:
        return
    if desk.review.state.article_note("flag") is not None:
        _flag(desk, None, press)
        return
    write(desk, Remark("Flag for later, because", "what has to be looked at again", _flag), press)


def _flag(desk: Desk, reason: str | None, press: Press) -> None:
    if desk.review is None:
        return
    state = desk.review.state
    said = "the flag is off" if reason is None else f"flagged: {reason}"
    desk.decide("review.flag", press, mends.set_status(state, _status(state), flag=reason), said)


def note(desk: Desk, press: Press) -> None:
    """`c`: a note to the article; the one that stands can be mended or emptied."""
    if desk.review is None:
        return
    before = desk.review.state.article_note("note") or ""
    empty = "the note is taken away" if before else "an empty note is no note: Esc leaves"
    editor = Remark("Note", "anything worth knowing about this article", _note, empty if before else "")
    write(desk, editor, press, before)


def _note(desk: Desk, text: str, press: Press) -> None:
    if desk.review is None:
        return
    state = desk.review.state
    changes = mends.set_status(state, _status(state), note=text or None)
    if not desk.decide("review.note", press, changes, "the note is kept" if text else "the note is gone"):
        desk.say("the note stays as it was")


def history(desk: Desk, press: Press) -> None:
    """`H`: who did what when here, and what one worked on lately."""
    desk.face.history()
    desk.backstage.history(None if desk.review is None else desk.review.article.sha256)


def back(desk: Desk, press: Press) -> None:
    """Backspace: to the article that was left for an older one, with the cursor where it was."""
    if not desk.go_back():
        desk.say("you came from no other article: p goes to the one before", "warning")


def _taking_back(verb: Literal["undo", "redo"]) -> Callable[[Desk, Press], None]:
    def take_back(desk: Desk, press: Press) -> None:
        if not desk.ready and desk.trouble is not None:
            desk.say(f"{verb} has to wait: {desk.why_not()}", "error")
        elif not desk.ready:
            desk.wanted_back = (verb, press)
            desk.holding = "opening the store…"
        elif desk.trouble is not None and desk.pending:
            desk.say(f"{verb} has to wait: {desk.saving()}", "error")
        else:
            desk.holding = f"{verb}…"
            desk.backstage.take_back(verb, press.key, desk.worked())

    return take_back


DEEDS = {
    "review.irrelevant": irrelevant,
    "review.flag": flag,
    "review.note": note,
    "review.history": history,
    "review.back": back,
    "review.undo": _taking_back("undo"),
    "review.redo": _taking_back("redo"),
}
