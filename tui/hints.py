"""The footer's hints, and the line that says what Space does: made from the desk as it is. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.acting import Acting
from tui.actions import ACTIONS, BY_ID, Action, shown_keys
from tui.cursor import number_of, open_checks
from tui.letters import listed_on
from tui.modes import Prefix, Typing, Writing
from tui.sentence import sentence

if TYPE_CHECKING:
    from tui.desk import Desk, Tone
    from tui.review import Review

_TYPING_HINTS = (
    ("0–9 , - + < ~ .", "go on"),
    ("Enter", "keep"),
    ("Esc", "discard"),
    ("j a Tab …", "keep and act"),
)
#: What there is to do where no article is open.
_AT_THE_END = ("review.previous_article", "review.undo", "app.quit")


def hints(desk: Desk, width: int) -> list[tuple[str, str]]:
    """The footer's hints for where the desk is, as (key, label): as many as fit, the way to all keys last."""
    match desk.mode:
        case Acting() as acting:
            return acting.keys()
        case Typing():
            return [*_TYPING_HINTS]
        case Writing() as mode:
            more = [("↓ Tab", "take a suggestion")] if mode.suggestions else []
            return [("Enter", "keep"), *more, ("Esc", "discard")]
        case Prefix(action=action):
            listing = action.takes != "number" and not (action.takes == "outcome" and _on_head(desk))
            return [*(listed_on(action.takes) if listing else _counts(desk, action)), ("Esc", "leave")]
    if desk.review is not None and desk.review.toll is not None:
        return _on_a_toll(desk)
    every = [_hint(desk, action) for action in sorted(ACTIONS, key=lambda a: a.footer) if _fits(desk, action)]
    help_hint = _hint(desk, BY_ID["app.help"])
    room = width - 1 - _size(help_hint)
    out: list[tuple[str, str]] = []
    for hint in every:
        if hint[0] and _size(hint) <= room:
            room -= _size(hint)
            out.append(hint)
    return [*out, help_hint]


def _counts(desk: Desk, action: Action) -> list[tuple[str, str]]:
    """The counts that a count may lie inside, by their numbers; nothing for another action."""
    review = desk.review
    inside = action.id == "review.part_of" and review is not None and review.kind() == "count"
    if not inside or review is None or review.cursor is None:
        return []
    from tui.deeds.join import count_line, standing_counts

    entry = review.cursor.entry
    fields = standing_counts(review.state, entry)
    return [(str(n), count_line(review.state, entry, field)) for n, field in enumerate(fields, 1)]


def _on_a_toll(desk: Desk) -> list[tuple[str, str]]:
    told = {
        "review.accept": "make it the best",
        "review.reject": "supersede",
        "review.edit": "mend",
        "review.not_stated": "drop",
        "review.toll": "one more toll",
        "app.help": "keys",
    }
    return [(desk.keymap.main_key(name), words) for name, words in told.items()]


def _on_head(desk: Desk) -> bool:
    return desk.review is not None and desk.review.kind() == "head"


def _fits(desk: Desk, action: Action) -> bool:
    """Whether the footer speaks of the action where the desk is."""
    if desk.review is None:
        return action.id in _AT_THE_END
    return action.footer > 0 and (not action.suits or desk.review.kind() in action.suits)


def _hint(desk: Desk, action: Action) -> tuple[str, str]:
    names = desk.keymap.keys_of(action.id)
    return ("0–9" if action.fixed else shown_keys(action, names[:1])), action.label


def _size(hint: tuple[str, str]) -> int:
    return len(hint[0]) + len(hint[1]) + 4


def what_space_does(desk: Desk) -> tuple[str, Tone]:
    """What the next Space will do, and so the record in one sentence before it is verified."""
    review = desk.review
    if review is None:
        return "", "info"
    space = desk.keymap.main_key("review.verify") or "verify"
    if review.painted_at is not None and (span := desk.unseen()) is not None:
        words = " ".join(span.text.split())
        words = words if len(words) <= 40 else words[:39] + "…"
        return f"{space} shows “{words}”, which was not on screen yet", "info"
    shown = review.displayed | review.drawing
    if review.painted_at is not None and (hidden := review.hidden(shown)) is not None:
        number = number_of(review.state, hidden.entry)
        return f"{space} shows entry {number}, which was not on screen yet", "info"
    noted = _note(review)
    if review.state.status == "irrelevant":
        undo = desk.keymap.main_key("review.undo") or "undo"
        reason = review.state.article_note("reason") or "no reason given"
        return f"irrelevant: {reason} · {undo} takes it back{noted}", "done"
    if review.sight.loaded.unaided and not review.state.present():
        return (
            f"no proposal is shown for this article: i adds what the text tells, X and a reason{noted}",
            "info",
        )
    if not review.state.standing():
        adds, irrelevant = map(desk.keymap.main_key, ("review.add_entry", "review.irrelevant"))
        return f"no entry is left here: {irrelevant} and a reason, or {adds} adds one{noted}", "info"
    told = f"{sentence(review.state)}{noted}"
    if blocking := review.blocking():
        message = blocking[0].message
        said = message in desk.said.text  # once is enough
        return f"! {f'{space} is stopped' if said else message} · {told}", "warning"
    if review.state.status == "verified":
        return f"verified · {told}", "done"
    return f"{space} verifies · {told}", "info"


def _note(review: Review) -> str:
    """The article's note, as far as it fits beside the rest; empty without one."""
    words = " ".join((review.state.article_note("note") or "").split())
    return f" · note: {words if len(words) <= 40 else words[:39] + '…'}" if words else ""


def top_of(desk: Desk) -> dict[str, Any]:
    """What the top line says (see `tui.widgets.header.Top`)."""
    review, progress = desk.review, desk.progress
    top: dict[str, Any] = {
        "done": progress.done if progress.total else None,
        "flagged": progress.flagged,
        "unsaved": desk.saving() or desk.behind,
        "position": None,
        "status": "",
        "flag": "",
        "undecided": 0,
        "blocking": 0,
        "notes": 0,
    }
    if review is not None:
        blocking = len(review.blocking())
        top |= {
            "position": (review.sight.k, review.sight.n) if review.sight.n else None,
            "status": (review.state.status or "") if review.finished else "",
            "flag": review.state.article_note("flag") or "",
            "undecided": len(review.state.undecided()),
            "blocking": blocking,
            "notes": len(open_checks(review.checks)) - blocking,
        }
    return top
