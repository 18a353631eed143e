"""What the desk makes of the threads' messages. Runs on the screen's thread, like everything of the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from store.rulings import APPLIED
from tui import cursor as moves
from tui.cursor import Cursor
from tui.history import article_history, work_history
from tui.messages import (
    Ahead,
    Answer,
    Behind,
    Fetched,
    FetchFailed,
    History,
    NotSaved,
    Refused,
    Saved,
    StoreFailed,
    StoreReady,
    TookBack,
)
from tui.news import Brought, Extracted, Faults, Stopped

if TYPE_CHECKING:
    from tui.desk import Desk
    from tui.messages import Sight
    from tui.review import Review

#: What the log calls a key press, in words for "took back …".
_DONE = {
    "review.accept": "an acceptance",
    "review.accept_entry": "the acceptance of an entry",
    "review.verify": "the verification",
    "review.override": "the verification",
    "review.reject": "a rejection",
    "review.not_stated": "a “not stated”",
    "review.unknown": "a “cannot tell”",
    "review.type": "a typed figure",
    "review.edit": "an edit",
    "review.hints": "a value picked from the text",
    "review.evidence": "a choice of evidence",
    "review.toll": "a toll",
    "review.split": "a split",
    "review.merge": "a merge or a move",
    "review.published": "a corrected day of publication",
    "review.outcome": "a change of outcome",
    "review.side": "a change of side",
    "review.add_entry": "an added entry",
    "review.add_count": "an added count",
    "review.total": "incident ↔ total",
    "review.background": "main ↔ background",
    "review.part_of": "a “part of”",
    "review.irrelevant": "“irrelevant”",
    "review.flag": "a flag",
    "review.newer": "the newer proposal",
    "review.copies": "what was carried over from a copy",
    "review.note": "a note",
}


_ELSEWHERE = (
    "another window of yours has this article too: if both decide, both stand, the later as a second coding"
)


def store_ready(desk: Desk, message: StoreReady) -> None:
    """The store is open: take its view of the article on screen, and do what waited for it."""
    desk.ready = True
    desk.trouble = None
    review, first = desk.review, message.first
    if first is not None and review is not None and first.loaded.article.sha256 == review.article.sha256:
        untouched = not any(p.visit == review.visit for p in desk.pending.values())
        desk.progress = first.progress
        if untouched and (first.loaded.events != review.sight.loaded.events or _ruled_since(review, first)):
            desk.review = review.again(first)
        else:
            review.sight = first
    if message.elsewhere and review is not None and review.painted_at is not None:
        if not desk.pending:
            desk.go("waiting")
            desk.say("another window of yours was faster and has that one: here is the next", "warning")
            return
        desk.say(_ELSEWHERE, "warning")
    if desk.wanted_back is not None:
        (verb, press), desk.wanted_back = desk.wanted_back, None
        desk.backstage.take_back(verb, press.key, desk.worked())
    elif desk.wanted is not None:
        desk.go(desk.wanted)
    elif desk.review is None:
        desk.go("waiting")
    elif desk.review.painted_at is not None:
        desk.read_ahead()


def _ruled_since(review: Review, first: Sight) -> bool:
    """Whether the project's rules have another proposal for the article than the one that is shown."""
    shown, stored = (s.loaded.proposal for s in (review.sight, first))
    return APPLIED in (stored.extractor or {}) and shown.incidents != stored.incidents


def not_open(desk: Desk, message: StoreFailed) -> None:
    """The store cannot be opened just now: what is decided is kept, and keys wait for nothing else."""
    known, desk.trouble = desk.trouble, message.reason
    if known != message.reason:
        desk.say(f"{desk.why_not()}: decisions are kept here, and it is tried again by itself", "error")
    if desk.leaving == "saving" and desk.pending:
        desk.ask_before_leaving()
    if desk.wanted is not None or desk.wanted_back is not None:
        desk.wanted = desk.wanted_back = None
        desk.release(blind=desk.clock())


def fetched(desk: Desk, message: Fetched) -> None:
    """An article that was asked for is there, or there is none."""
    if message.ticket != desk.ticket:
        return
    desk.progress = message.progress
    if message.sight is not None:
        desk.open(message.sight, desk.wanted_cursor if message.goal == desk.wanted else None)
    elif desk.importing:
        desk.holding = "reading the files…"  # asked again when more of PATH is in
    else:
        goal, desk.wanted = desk.wanted, None
        _nothing_there(desk, goal)
        desk.release(blind=desk.clock())


def _nothing_there(desk: Desk, goal: object) -> None:
    if goal == "waiting" or desk.review is None:
        desk.review = None
        desk.finished = True
        desk.say("")
    elif goal == "next":
        space, back = (desk.keymap.main_key(f"review.{name}") for name in ("verify", "previous_article"))
        desk.say(f"this is the last article of the queue: {space} verifies, {back} goes back", "warning")
    elif goal == "previous":
        desk.say("this is the first article of the queue", "warning")
    else:
        desk.say("there is no such article", "warning")


def fetch_failed(desk: Desk, message: FetchFailed) -> None:
    """An article cannot be read: say why and go on with the keys."""
    if message.ticket == desk.ticket:
        desk.wanted = None
        desk.say(message.reason, "error")
        desk.release(blind=desk.clock())


def ahead(desk: Desk, message: Ahead) -> None:
    """What comes next was read before anybody asked."""
    review = desk.review
    desk.progress = message.progress
    if review is not None and message.row is not None and review.sight.loaded.row == message.row:
        desk.ahead = (message.row, message.sights)
        review.sight = replace(review.sight, k=message.k, n=message.n)
        if message.elsewhere and desk.elsewhere != review.visit and not desk.said.text:
            desk.elsewhere = review.visit
            desk.say(_ELSEWHERE, "warning")


def saved(desk: Desk, message: Saved) -> None:
    """A key press is in the store."""
    done = desk.pending.pop(message.token, None)
    desk.trouble = None
    if done is not None and message.events and message.events[0].reviewer != done.draft.reviewer:
        _second_coding(desk, message)
    finished = done is not None and any(c.field == "status" for c in done.draft.changes)
    if finished or (not desk.pending and not desk.knows_what_comes()):
        desk.read_ahead()
    if finished and desk.verified is not None and desk.verified.visit == message.visit:
        from tui.deeds.newer import tell_copies  # what keys do is loaded behind the first article

        tell_copies(desk, desk.verified)  # only now: the next article and the decision came first
    if not desk.pending:
        desk.forget_kept()
        if desk.leaving:
            desk.face.leave()


def _second_coding(desk: Desk, message: Saved) -> None:
    """Another window decided on this article since: the work here is kept beside it; said once a visit."""
    if desk.seconded != message.visit:
        desk.seconded = message.visit
        desk.say(
            "another window of yours has decided on this article meanwhile: "
            f"both stand, your work here as a second coding, by {message.events[0].reviewer}",
            "warning",
        )


def not_saved(desk: Desk, message: NotSaved) -> None:
    """A key press could not be written: it is kept and tried again."""
    if message.token in desk.pending:
        desk.trouble = message.reason
        if desk.leaving == "saving":
            desk.ask_before_leaving()


def refused(desk: Desk, message: Refused) -> None:
    """Somebody else changed the article in between: show it as it is now, and say so."""
    desk.pending.pop(message.token, None)
    lost = any(p.visit == message.visit for p in desk.pending.values())
    review = desk.review
    if lost or review is None:
        return
    desk.forget_kept()
    desk.ahead = desk.verified = None
    if review.visit == message.visit:
        desk.go(review.sight.loaded.row)
        desk.wanted_cursor = review.cursor
    desk.say("changed in another window: your last key was not kept, look again", "error")


def took_back(desk: Desk, message: TookBack) -> None:
    """`u` or `U` is done: show the article it belongs to, with the cursor where something changed."""
    if message.reason is not None or message.sight is None:
        desk.say(message.reason or f"nothing to {message.verb}", "warning")
        desk.release()
        return
    desk.verified = None
    touched = [Cursor(e.entry, _field(e.field)) for e in message.events if e.entry is not None]
    review = desk.review
    here = review is not None and review.article.sha256 == message.sight.loaded.article.sha256
    desk.ahead = None
    what = _DONE.get(message.action, "a key press")
    if here and review is not None:
        desk.review = review.again(message.sight)
        if len(touched) == 1:
            desk.review.cursor = moves.settle(desk.review.state, touched[0])
        if touched and desk.review.cursor not in touched:
            desk.review.cursor = moves.settle(desk.review.state, touched[0])
        desk.progress = message.sight.progress
        desk.show_focus()
        desk.read_ahead()
    else:
        desk.open(message.sight, touched[0] if touched else None)
    redo = desk.keymap.main_key("review.redo")
    undo = desk.keymap.main_key("review.undo")
    if message.verb == "undo":
        desk.say(f"took back {what} · {redo} brings it back", "done")
    else:
        desk.say(f"brought back {what} · {undo} takes it back", "done")
    if here:
        desk.release()


def _field(name: str) -> str:
    return "exists" if name in ("kind", "role", "part_of") else name


def imported(desk: Desk, message: Brought) -> None:
    """More of PATH is in the store."""
    desk.importing = not message.finished
    desk.behind = f"reading {len(message.rows):,} articles" if desk.importing else ""
    desk.problems += message.problems
    desk.notes += message.notes
    if told := [*message.problems, *message.notes]:
        more = len(told) - 1
        desk.say(f"{told[0]}{f' (and {more} more)' if more else ''}", "warning")
    if desk.wanted is not None and desk.ready:
        desk.go(desk.wanted)
    elif desk.review is not None and desk.review.painted_at is not None:
        desk.read_ahead()


def faults(desk: Desk, message: Faults) -> None:
    """Another package's extractor failed on articles; the rules read those."""
    desk.notes += message.told
    more = len(message.told) - 1
    desk.say(f"{message.told[0]}{f' (and {more} more)' if more else ''}", "warning")


def stopped(desk: Desk, message: Stopped) -> None:
    """Nothing more comes from behind: say so, and let what waited for it go on."""
    desk.importing = False
    desk.behind = ""
    desk.problems.append(message.reason)
    desk.say(message.reason, "error")
    if desk.wanted is not None and desk.ready:
        desk.go(desk.wanted)


def extracted(desk: Desk, message: Extracted) -> None:
    """Extracting behind has come further."""
    desk.behind = f"extracting {message.done:,} of {message.total:,}" if message.done < message.total else ""


_NEWS: dict[type, Callable[[Desk, Any], None]] = {
    Brought: imported,
    Extracted: extracted,
    Faults: faults,
    Stopped: stopped,
}


def behind(desk: Desk, message: Behind) -> None:
    """Importing and extracting have something to tell."""
    _NEWS[type(message.news)](desk, message.news)


def history(desk: Desk, message: History) -> None:
    """The log was read: show it."""
    if message.reason is not None:
        desk.say(message.reason, "error")
    now = dt.datetime.now().astimezone()
    numbers = {} if desk.review is None else moves.numbers(desk.review.state)
    desk.face.fill_history(article_history(message.events, numbers, now), work_history(message.work, now))


def answered(desk: Desk, message: Answer) -> None:
    """What was looked up has been found: whoever asked goes on with it."""
    message.then(message.found)


ANSWERS: dict[type, Callable[[Desk, Any], None]] = {
    StoreReady: store_ready,
    Fetched: fetched,
    FetchFailed: fetch_failed,
    Ahead: ahead,
    Answer: answered,
    Saved: saved,
    NotSaved: not_saved,
    Refused: refused,
    TookBack: took_back,
    History: history,
    Behind: behind,
}
