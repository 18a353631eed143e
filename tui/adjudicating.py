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
from tui.deeds import DEEDS
from tui.deeds.article import Remark, write
from tui.desk import Desk
from tui.messages import Sight
from tui.modes import Press


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

    remembers = False
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
        if self.mode is not None:
            keys.act(self, press)
            return
        action = self.keymap.action(press.key, "adjudicate")
        self.leaving = "" if action is None or action.id != "app.quit" else self.leaving
        self.say("")
        if action is None:
            if press.key != "escape":
                key = self.keymap.main_key("app.help") or "help"
                self.say(f"{shown_key(press.key)} does nothing here · {key} lists the keys", "warning")
            return
        self.run_action(action.id, press)

    def run_action(self, name: str, press: Press) -> None:
        """Do what an action of this desk is."""
        warned, self.warned = self.warned, self.warned and name == "adjudicate.close"
        match name:
            case "adjudicate.one" | "adjudicate.two":
                self._take(1 if name.endswith("one") else 2, press)
            case "adjudicate.third":
                self._edit(press)
            case "adjudicate.not_stated":
                self._not_stated(press)
            case "adjudicate.merge":
                self._merge(press)
            case "adjudicate.close":
                self._close(press)
            case "adjudicate.override":
                if warned:
                    self._finish(press)
            case "adjudicate.next":
                self._move(1)
            case "adjudicate.previous":
                self._move(-1)
            case _:
                DEEDS[name](self, press)

    def _sides(self) -> str:
        """The keys that settle an item, as a sentence names them."""
        names = [self.keymap.main_key(f"adjudicate.{name}") for name in ("one", "two", "third")]
        return ", ".join(names[:-1]) + f" or {names[-1]}"

    def _move(self, step: int) -> None:
        self.at = max(0, min(self.at + step, len(self.items) - 1))
        self.focus()

    def _take(self, side: int, press: Press) -> None:
        review, item = self.review, self.item
        if review is None or item is None:
            return
        value = settle.value_of(item, side)
        agreed = value is not None and (item.agreed or item.alone)
        choice = Reason(item, settle.take(review.state, item, side), f"side {side} stands", press)
        if agreed:  # where nobody said anything else, there is no reason
            self.keep(choice, None, None, press)
        else:
            self._ask(choice)

    def _not_stated(self, press: Press) -> None:
        review, item = self.review, self.item
        if review is None or item is None:
            return
        if item.kind not in ("date", "location", "count"):
            self.say("“not stated” is for dates, places and counts", "warning")
            return
        self.stage(item, press, mends.not_stated(review.state, item.entry, item.field), "not stated")

    def _merge(self, press: Press) -> None:
        item = self.item
        if item is None or item.kind != "entry":
            self.say("an entry that one side has alone can be merged into another one", "warning")
            return
        self.mode = Merging(item, press)
        self.say("merge it into which entry?", "ask")

    def _edit(self, press: Press) -> None:
        from tui.deeds.values import edit

        review, item = self.review, self.item
        if review is None or item is None:
            return
        if item.kind in ("role", "part_of"):
            self.say(f"one or the other: {self._sides()}", "warning")
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
        """Ask why they differed, before the choice is kept."""
        self._ask(Reason(item, changes, said, press))

    def _ask(self, choice: Reason) -> None:
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
            self.say(f"{left} still to be settled: {self._sides()}", "warning")
        elif review.finished:
            self.go("waiting")
        elif blocking := review.blocking():
            self.warned = True
            key = self.keymap.main_key("adjudicate.override") or "override"
            self.say(f"! {blocking[0].message} · {key} closes the article all the same", "warning")
        else:
            self._finish(press)

    def _finish(self, press: Press) -> None:
        assert self.review is not None
        changes = settle.finish(self.review.state)
        super().decide("adjudicate.close", press, changes, "the article before this one is settled")
        self.go("waiting")
