"""The desk: what lies on it, what a key does, what has been saved. Knows nothing of widgets.

The screen gives it key presses and the threads' messages, and draws what it finds afterwards; through `Face`
the desk asks the screen the few things that only a screen knows. Everything here runs on the screen's thread.

Decisions act on the state in memory at once and go to the writer's thread; the desk keeps each until the
store has acknowledged it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeAlias

from extract.model import Span
from store.events import Change
from store.mends import reopened
from store.types import Draft, Progress
from tui import cursor as moves
from tui.capslock import CapsLock
from tui.cursor import Cursor
from tui.keymap import Keymap
from tui.marks import focus_span, undecided_spans
from tui.messages import Goal, Sight
from tui.modes import Mode, Prefix, Press
from tui.ports import Backstage, Face
from tui.precedents import Memory, mended
from tui.review import Checker, Review

#: `aside` looks like `info`, and makes way for a record's sentence that needs a second line.
Tone: TypeAlias = Literal["info", "aside", "done", "warning", "error", "ask"]

#: Seconds after the first paint of an article in which a Space or `y` is dropped.
GUARD = 0.1
#: Seconds until the top line says that a decision is not on disk yet: enough for a healthy disk.
SOON = 0.03
#: Seconds after which a decision that the disk does not answer for no longer holds up leaving unasked.
STUCK = 3.0
#: Besides moving about, what a key may do that was typed before the article was on screen.
BLIND = frozenset({"app.help", "app.quit"})
#: A pause longer than this is not work (seconds).
IDLE = 60.0
#: After a pause this long one is told where one was (seconds).
PAUSE = 600.0


class Said(NamedTuple):
    """The sentence on the status line."""

    text: str = ""
    tone: Tone = "info"


@dataclass(slots=True)
class Pending:
    """A key press on its way to the store: since when (seconds), and what it was."""

    draft: Draft
    visit: int
    since: float


class Desk:
    """What lies on the desk and what keys do to it."""

    #: Whether it tells how words were coded before, and offers rules.
    remembers = True

    def __init__(
        self,
        *,
        reviewer: str,
        keymap: Keymap,
        face: Face,
        backstage: Backstage,
        checker: Checker,
        clock: Callable[[], float],
    ) -> None:
        self.reviewer = reviewer
        self.keymap = keymap
        self.face = face
        self.backstage = backstage
        self.checker = checker
        self.clock = clock
        self.review: Review | None = None
        self.mode: Mode = None
        self.said = Said()
        self.capslock = CapsLock()
        self.progress = Progress()
        self.ready = False
        self.importing = False
        self.finished = False
        self.behind = ""
        self.trouble: str | None = None
        self.problems: list[str] = []
        self.notes: list[str] = []
        self.pending: dict[int, Pending] = {}
        self.holding: str | None = None
        self.held: deque[Press] = deque()
        self.ahead: tuple[int, dict[Goal, Sight]] | None = None
        self.wanted: Goal | None = None
        self.wanted_cursor: Cursor | None = None
        self.wanted_back: tuple[Literal["undo", "redo"], Press] | None = None
        self.leaving: Literal["", "saving", "asked"] = ""
        self.came_from: tuple[int, Cursor | None] | None = None
        self.ticket = 0
        self.searched = ""
        self.did = ""
        self.verified: Review | None = None  # the last thing done was to verify this one
        self._looked = ""  # the article of which it was asked whether a newer proposal is there
        self.memory = Memory()  # of how words were coded before
        self.elsewhere = self.seconded = 0  # visits of which it was said (see `tui.answers`)
        self._kept: dict[str, Review] = {}
        self._token = 0
        self._guard_until = 0.0
        self._last_press: float | None = None
        self._active = 0.0

    # ------------------------------------------------------------ saying

    def say(self, text: str, tone: Tone = "info") -> None:
        """Put a sentence on the status line; it stays until the next key."""
        self.said = Said(text, tone)

    def add(self, text: str) -> None:
        """Say something that nobody asked for, after what is said already."""
        self.said = Said(f"{self.said.text} · {text}", self.said.tone) if self.said.text else Said(text)

    def saving(self) -> str:
        """What the top line says of saving: nothing while all is well."""
        if self.trouble is not None and self.pending:
            return f"NOT SAVED: {self.how_many()} not on disk yet · {self.why_not()}"
        oldest = min((p.since for p in self.pending.values()), default=None)
        return "saving…" if oldest is not None and self.clock() - oldest >= SOON else ""

    def how_many(self) -> str:
        """How many key presses are not in the store: `1 decision`, `3 decisions`."""
        return "1 decision" if len(self.pending) == 1 else f"{len(self.pending):,} decisions"

    def why_not(self) -> str:
        """What keeps them out of the store; "nothing was changed" is true there, not on the screen."""
        return (self.trouble or "the disk does not answer").split(": nothing was changed", 1)[0]

    # ------------------------------------------------------------ keys

    def press(self, key: str, at: float) -> None:
        """A key was pressed at this moment (seconds of the desk's clock)."""
        self.backstage.at_work()
        gap = 0.0 if self._last_press is None else at - self._last_press
        self._last_press = at
        self._active += min(max(gap, 0.0), IDLE)
        if self.holding is not None and not self._leaves(key):
            self.held.append(Press(key, at))
            return
        at_hand = self.review.where() if gap >= PAUSE and self.review is not None else ""
        self._act(Press(key, at))
        if at_hand and not self.said.text:
            did = f" · last: {self.did}" if self.did else ""
            self.say(f"back after {round(gap / 60):,} minutes · you were at {at_hand}{did}")

    def _leaves(self, key: str) -> bool:
        """Whether a key ends the sitting though something is waited for, which in trouble may never come."""
        action = self.keymap.action(key) if self.trouble is not None else None
        return key in ("ctrl+c", "ctrl+q") or (action is not None and action.id == "app.quit")

    def paste(self, text: str) -> None:
        """Text was pasted: into what is being typed, never run as keys."""
        from tui import keys

        keys.paste(self, text)

    def _act(self, press: Press) -> None:
        from tui import keys  # what keys do is loaded behind the first article (`tui.backstage`)

        keys.act(self, press)

    def release(self, blind: float = 0.0) -> None:
        """What the keys waited for has come: act on those that were typed meanwhile, in order.

        Those typed before the moment `blind` were meant for an article that nobody had seen: they may move
        about, and the first that would do more is dropped with all that were typed blind after it.
        """
        self.holding = None
        dropped = False
        while self.held and self.holding is None:
            press = self.held.popleft()
            if press.at < blind and (dropped or not self._only_moves(press)):
                dropped = True
            else:
                self._act(press)
        if dropped and self.said.tone in ("warning", "error"):
            self.say(f"{self.said.text} · keys typed ahead were dropped", self.said.tone)
        elif dropped:
            self.say("keys typed before the article was on screen were dropped", "warning")

    def _only_moves(self, press: Press) -> bool:
        if isinstance(self.mode, Prefix):  # of `g`, the only one that can be open here
            return True
        action = self.keymap.action(press.key)
        return action is None or action.section == "Moving" or action.id in BLIND

    def guarded(self, press: Press) -> bool:
        """Whether this Space comes too early to be meant for what is on screen.

        A dropped one keeps the guard up, so a key held down never gets through.
        """
        review = self.review
        if review is None or review.painted_at is None:
            return True
        if press.at < max(self._guard_until, review.painted_at + GUARD):
            self._guard_until = press.at + GUARD
            return True
        return False

    def guard(self, press: Press) -> None:
        """Something new was brought into view: the next Space must come after it was there to be seen."""
        self._guard_until = max(press.at, self.clock()) + GUARD

    # ------------------------------------------------------------ deciding

    def decide(self, action: str, press: Press, changes: Sequence[Change], said: str) -> bool:
        """Make the changes of one key press: in memory now, in the store soon. False where there are none."""
        review = self.review
        if review is None or not changes:
            return False
        everything = reopened(review.state, changes)
        loaded = review.sight.loaded
        draft = Draft(
            loaded.coder or self.reviewer,
            review.article.sha256,
            action,
            press.key + press.argument,
            everything,
            ms=self.worked(),
            proposal=loaded.proposal_key,
            last_seq=loaded.last_seq,
        )
        review.change(everything)
        self._token += 1
        self.pending[self._token] = Pending(draft, review.visit, self.clock())
        self._kept[review.article.sha256] = review
        self.backstage.write(self._token, review.visit, draft)
        self.did = said
        self.verified = None
        self.say(f"{said} · {self.keymap.main_key('review.undo') or 'undo'} takes it back", "done")
        if self.remembers:
            mended(self, review, changes)
        return True

    def worked(self) -> int:
        """Milliseconds of work since the last key press that was kept; pauses count one minute at most."""
        active, self._active = self._active, 0.0
        return round(active * 1000)

    def move_on(self) -> None:
        """After a decision: the cursor goes to the next field that waits, and stays where none does."""
        review = self.review
        if review is not None:
            review.cursor = moves.next_undecided(review.state, review.cursor) or review.cursor
            self.show_focus()

    def move_on_from_edit(self) -> None:
        """After a value was put in: as `move_on`, but an entry that a person adds is finished first."""
        review = self.review
        if review is None or not review.in_added_entry():
            self.move_on()
        elif (empty := review.next_empty()) is not None:
            review.cursor = empty

    def show_focus(self) -> None:
        """Bring the focused field's evidence into view."""
        review = self.review
        if review is not None and (span := focus_span(review.state, review.cursor, review.toll)):
            self.face.reveal(span)

    def unseen(self) -> Span | None:
        """The first evidence of an undecided field that was never on screen."""
        return None if self.review is None else self.face.unseen(undecided_spans(self.review.state))

    # ------------------------------------------------------------ going

    def go(self, goal: Goal) -> None:
        """Open another article; at once where it was read ahead, else keys wait until it is there."""
        self.mode = None
        self.wanted_cursor = None
        row = self.review.sight.loaded.row if self.review is not None else None
        if self.ahead is not None and self.knows_what_comes() and goal in self.ahead[1]:
            self.open(self.ahead[1][goal])
            return
        if not self.ready and self.trouble is not None and self.review is not None:
            self.say(f"no other article can be opened: {self.why_not()}", "error")
            return
        self.holding = "opening…"
        self.ticket += 1
        self.wanted = goal
        if self.ready:
            self.backstage.fetch(self.ticket, goal, row)

    def open(self, sight: Sight, cursor: Cursor | None = None) -> None:
        """Lay an article on the desk."""
        kept = self._kept.get(sight.loaded.article.sha256)
        if kept is not None and any(p.visit == kept.visit for p in self.pending.values()):
            kept.sight = replace(kept.sight, k=sight.k, n=sight.n)
            self.review = kept
        else:
            self.review = Review.open(sight, self.checker)
        self.review.painted_at = None
        if cursor is not None:
            self.review.cursor = moves.settle(self.review.state, cursor)
        self.progress = sight.progress
        self.finished = False
        self.mode = None
        self.wanted = None
        self.holding = "opening…"
        self.face.show_article()

    def painted(self, article_id: str, at: float) -> None:
        """The article's first frame is on screen."""
        review = self.review
        if review is None or review.article.id != article_id or review.painted_at is not None:
            return
        review.painted_at = at
        self.backstage.begin()
        if not self.pending:  # else when it is saved: what is being written comes before what may be read
            self.read_ahead()
        if self.wanted is None and self.holding == "opening…":
            self.release(blind=at)

    def visit(self, goal: Cursor | int | None) -> None:
        """Go to a field of this article, or to another article by its row, and know the way back."""
        review = self.review
        if isinstance(goal, Cursor):
            if review is not None:
                review.cursor = moves.settle(review.state, goal)
                self.show_focus()
        elif goal is not None and (review is None or goal != review.sight.loaded.row):
            if review is not None and review.sight.loaded.row and self.came_from is None:
                self.came_from = (review.sight.loaded.row, review.cursor)
            self.go(goal)

    def go_back(self) -> bool:
        """Back to the article that was left for another one; False where none was."""
        if self.came_from is None:
            return False
        (row, cursor), self.came_from = self.came_from, None
        self.go(row)
        self.wanted_cursor = cursor
        return True

    def read_ahead(self) -> None:
        """Have what may come next read before it is asked for, and how far one is."""
        if self.ready:
            self.backstage.read_ahead(None if self.review is None else self.review.sight.loaded.row)
            self._look_for_newer()

    def _look_for_newer(self) -> None:
        """Once a visit, where work was begun before: whether a newer proposal says otherwise."""
        loaded = None if self.review is None else self.review.sight.loaded
        if loaded is not None and loaded.events and loaded.article.sha256 != self._looked:
            from tui.deeds import newer

            newer.look(self)
        self._looked = "" if loaded is None else loaded.article.sha256

    def knows_what_comes(self) -> bool:
        """Whether what may come after the article on screen has been read already."""
        row = None if self.review is None else self.review.sight.loaded.row
        return self.ahead is not None and self.ahead[0] == row

    def forget_kept(self) -> None:
        """Everything is in the store: it has the say again."""
        self._kept.clear()

    # ------------------------------------------------------------ leaving

    def quit(self) -> None:
        """`q`: leave when everything is saved; where that cannot be, a second `q` in a row leaves without."""
        if not self.pending or self.leaving == "asked":
            self.face.leave()
        elif self.trouble is not None or self.clock() - min(p.since for p in self.pending.values()) >= STUCK:
            self.ask_before_leaving()
        else:
            self.leaving = "saving"
            self.say("saving, then leaving…")

    def ask_before_leaving(self) -> None:
        """Something cannot be saved and the person wants to go: say what would be lost, and how not to."""
        self.leaving = "asked"
        key = self.keymap.main_key("app.quit") or "Ctrl+Q"
        self.say(
            f"{self.how_many()} not on disk: {key} again leaves without · "
            "any other key stays, and it is tried again by itself",
            "error",
        )
