"""The adjudicator's desk: two codings of one article, item by item, until everything is settled.

It is the review's desk with other keys: undo, saving and the editors are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gold.adjudicate import settle
from gold.adjudicate.merge import Item
from store import mends
from store.events import Change
from tui import keys
from tui.acting import Acting, Sheet, SheetRow
from tui.actions import shown_key
from tui.cursor import Cursor, numbers
from tui.deeds.article import DEEDS as ARTICLE
from tui.deeds.article import Remark, write
from tui.desk import Desk
from tui.messages import Sight
from tui.modes import Press

#: Keys of this desk with what they do, as the footer and the help say it.
KEYS: tuple[tuple[str, str], ...] = (
    ("1", "take side 1"),
    ("2", "take side 2"),
    ("e", "a third value"),
    ("d", "not stated"),
    ("m n", "merge into entry n"),
    ("Space", "next, then close"),
    ("u", "undo"),
    ("j k", "move"),
    ("n p", "articles"),
    ("q", "quit"),
)


@dataclass(frozen=True, slots=True)
class CaseSight(Sight):
    """An article to adjudicate, with the items to settle."""

    items: tuple[Item, ...] = ()


@dataclass(slots=True)
class Reason(Acting):
    """A choice waits for its reason: one letter keeps it, as a capital it asks for a note, too."""

    item: Item
    changes: Sequence[Change]
    said: str
    chosen: Press
    name: str = field(default="reason")

    def press(self, desk: Desk, press: Press) -> None:
        """A letter: keep the choice; Esc: it was none."""
        assert isinstance(desk, AdjudicationDesk)
        if press.key == "escape":
            desk.mode = None
            desk.say("nothing was settled")
            return
        reason = settle.REASONS.get(press.key.lower()) if len(press.key) == 1 else None
        if reason is None:
            desk.say(f"{shown_key(press.key)} is no reason: one of these letters, Esc leaves", "warning")
        elif press.key.islower():
            desk.keep(self, reason, None, press)
        else:
            self._note(desk, reason, press)

    def _note(self, desk: AdjudicationDesk, reason: str, press: Press) -> None:
        def then(_: Desk, text: str, last: Press) -> None:
            desk.keep(self, reason, text, last)

        write(desk, Remark(f"Note to “{words(reason)}”", "what whoever reads this should know", then), press)

    def keys(self) -> list[tuple[str, str]]:
        """The reasons' letters."""
        return [("a–o", "why they differed"), ("A–O", "and a note"), ("Esc", "leave")]

    def sheet(self) -> Sheet:
        """The reasons."""
        rows = tuple(SheetRow(letter, "", words(reason)) for letter, reason in settle.REASONS.items())
        return Sheet("Why did they differ?", "a capital adds a note", rows)


@dataclass(slots=True)
class Merging(Acting):
    """An entry that one side has alone waits for the number of the entry that it belongs to."""

    item: Item
    chosen: Press
    name: str = field(default="merge")

    def press(self, desk: Desk, press: Press) -> None:
        """A number merges; anything else leaves."""
        assert isinstance(desk, AdjudicationDesk)
        assert desk.review is not None
        desk.mode = None
        known = {str(n): entry for entry, n in numbers(desk.review.state).items()}
        into = known.get(press.key)
        if into is None or into == self.item.entry or not desk.review.state.exists(into):
            desk.say("merge with the number of another entry: nothing was done", "warning")
            return
        changes = settle.join(desk.review.state, self.item, into)
        desk.stage(self.item, self.chosen, changes, f"merged into {press.key}: its counts wait there")

    def keys(self) -> list[tuple[str, str]]:
        """What is waited for."""
        return [("1–9", "the entry that it belongs to"), ("Esc", "leave")]


def words(reason: str) -> str:
    """A reason as it is read: `annotator error`."""
    return reason.replace("_", " ")


class AdjudicationDesk(Desk):
    """What lies on the adjudicator's desk. `items` are those of the article, `at` is the one in focus."""

    base: tuple[Item, ...] = ()
    at: int = 0
    warned: bool = False

    # ------------------------------------------------------------ what there is

    @property
    def items(self) -> list[Item]:
        """The items of the article on the desk, as it stands."""
        return [] if self.review is None else settle.items_of(self.review.state, self.base)

    @property
    def item(self) -> Item | None:
        """The item in focus."""
        items = self.items
        return items[min(self.at, len(items) - 1)] if items else None

    def waiting(self) -> list[int]:
        """Which items are still to be settled."""
        if self.review is None:
            return []
        return [n for n, item in enumerate(self.items) if settle.waits(self.review.state, item)]

    def open(self, sight: Sight, cursor: Cursor | None = None) -> None:
        """Lay an article on the desk, the first open item in focus."""
        here = self.review is not None and self.review.article.sha256 == sight.loaded.article.sha256
        self.base = sight.items if isinstance(sight, CaseSight) else ()
        super().open(sight, cursor)
        if not here:
            self.at = next(iter(self.waiting()), 0)
        self.warned = False
        self.focus()

    def _look_for_newer(self) -> None:
        """Here two codings are compared, not proposals."""

    def focus(self) -> None:
        """Let the text show what the item in focus rests on."""
        item = self.item
        if self.review is not None and item is not None:
            self.review.cursor = Cursor(item.entry, item.field)
            self.show_focus()

    def move_on(self) -> None:
        """To the next item that waits, after the one in focus if there is one."""
        waiting = self.waiting()
        if waiting:
            self.at = next((n for n in waiting if n >= self.at), waiting[0])
        self.focus()

    def move_on_from_edit(self) -> None:
        """The editors say that they are done; the reason comes first."""

    # ------------------------------------------------------------ keys

    def _act(self, press: Press) -> None:
        if self.mode is not None or press.key in ("ctrl+c", "ctrl+q"):
            keys.act(self, press)
            return
        self.leaving = "" if press.key != "q" else self.leaving
        self.say("")
        if press.key != "y":
            self.warned = self.warned and press.key == "space"
        self._normal(press)

    def _normal(self, press: Press) -> None:
        match press.key:
            case "1" | "2":
                self._take(int(press.key), press)
            case "e" | "enter":
                self._edit(press)
            case "d":
                self._not_stated(press)
            case "m":
                self._merge(press)
            case "space":
                self._close(press)
            case "y" if self.warned:
                self._finish(press)
            case "j" | "down" | "tab":
                self._move(1)
            case "k" | "up" | "shift+tab":
                self._move(-1)
            case "n" | "p":
                self.go("next" if press.key == "n" else "previous")
            case "u" | "U":
                ARTICLE["review.undo" if press.key == "u" else "review.redo"](self, press)
            case "pagedown" | "pageup" | "ctrl+d" | "ctrl+u":
                far = 1.0 if press.key.startswith("page") else 0.5
                self.face.scroll(far if press.key in ("pagedown", "ctrl+d") else -far)
            case "q":
                self.quit()
            case "escape":
                pass
            case _:
                told = " · ".join(f"{key} {what}" for key, what in KEYS)
                self.say(
                    told if press.key in ("?", "f1") else f"{shown_key(press.key)} does nothing here · {told}"
                )

    def _move(self, step: int) -> None:
        self.at = max(0, min(self.at + step, len(self.items) - 1))
        self.focus()

    def _take(self, side: int, press: Press) -> None:
        review, item = self.review, self.item
        if review is None or item is None:
            return
        self.stage(item, press, settle.take(review.state, item, side), f"side {side} stands")

    def _not_stated(self, press: Press) -> None:
        review, item = self.review, self.item
        if review is None or item is None:
            return
        if item.kind not in ("date", "location", "count"):
            self.say("d (not stated) is for dates, places and counts", "warning")
            return
        self.stage(item, press, mends.not_stated(review.state, item.entry, item.field), "not stated")

    def _merge(self, press: Press) -> None:
        item = self.item
        if item is None or item.kind != "entry":
            self.say("m merges an entry that one side has alone into another one", "warning")
            return
        self.mode = Merging(item, press)
        self.say("merge it into which entry?", "ask")

    def _edit(self, press: Press) -> None:
        from tui.deeds.values import edit

        review, item = self.review, self.item
        if review is None or item is None:
            return
        if item.kind in ("role", "part_of"):
            self.say("one or the other: 1 or 2", "warning")
            return
        self.focus()
        edit(self, press)

    # ------------------------------------------------------------ settling

    def decide(self, action: str, press: Press, changes: Sequence[Change], said: str) -> bool:
        """An editor has a third value: it is kept once its reason is given."""
        item = self.item
        if item is not None and item.kind in ("entry", "type"):  # the rest of the head line is settled apart
            changes = [c for c in changes if (c.entry, c.field) == (item.entry, item.field)]
        if item is None or not changes:
            return False
        self.stage(item, press, changes, said)
        return True

    def stage(self, item: Item, press: Press, changes: Sequence[Change], said: str) -> None:
        """Ask why they differed; where nobody said anything else, there is no reason."""
        taken = settle.value_of(item, int(press.key)) if press.key in ("1", "2") else None
        agreed = taken is not None and (item.agreed or item.alone)
        choice = Reason(item, changes, said, press)
        if agreed:
            self.keep(choice, None, None, press)
            return
        self.mode = choice
        self.say("why did they differ?", "ask")

    def keep(self, choice: Reason, reason: str | None, note: str | None, press: Press) -> None:
        """A choice has its reason: it goes into the record and the log."""
        self.mode = None
        changes = settle.with_reason(choice.changes, choice.item, reason, note)
        key = Press(choice.chosen.key, press.at, press.key if reason else "")
        told = f"{choice.said}: {words(reason)}" if reason else choice.said
        if not super().decide("adjudicate.settle", key, changes, told):
            self.say("that stands already")
        self.move_on()

    def _close(self, press: Press) -> None:
        review = self.review
        if review is None:
            return
        if self.guarded(press):
            return
        waiting = self.waiting()
        if waiting:
            self.move_on()
            left = "1 is" if len(waiting) == 1 else f"{len(waiting)} are"
            self.say(f"{left} still to be settled: 1, 2 or e", "warning")
        elif review.finished:
            self.go("waiting")
        elif blocking := review.blocking():
            self.warned = True
            self.say(f"! {blocking[0].message} · y closes the article all the same", "warning")
        else:
            self._finish(press)

    def _finish(self, press: Press) -> None:
        assert self.review is not None
        changes = settle.finish(self.review.state)
        super().decide("adjudicate.close", press, changes, "the article before this one is settled")
        self.go("waiting")
