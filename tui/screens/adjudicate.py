"""The adjudication screen: the article beside two codings of it, whose names are not told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from textual._time import get_time

from gold.adjudicate.merge import Item
from tui.acting import Acting
from tui.actions import BY_ID, Action
from tui.adjudicating import AdjudicationDesk
from tui.desk import Desk
from tui.keymap import footer
from tui.marks import Mark, kind_of_field
from tui.modes import Press, Writing
from tui.screens.review import ReviewScreen
from tui.sentence import sentence
from tui.widgets.adjudication import AdjudicationPane, view_of
from tui.widgets.fields import FieldsPane


class AdjudicateScreen(ReviewScreen):
    """The review's screen with another desk and another pane."""

    DESK: ClassVar[type[Desk]] = AdjudicationDesk
    PANE: ClassVar[type[FieldsPane]] = AdjudicationPane
    PLACE: ClassVar[str] = "adjudicate"

    def paint(self) -> None:
        """Draw what lies on the desk; the widgets repaint only what differs."""
        if not self.made:
            return
        desk, review = self.desk, self.desk.review
        assert isinstance(desk, AdjudicationDesk)
        if review is None:
            self._paint_end()
        else:
            self.remove_class("-ended")
            items = desk.items
            assert isinstance(self.fields, AdjudicationPane)
            self.fields.show_case(view_of(review.state, items, desk.at))
            lit = (review.state, desk.at)
            if self._lit != lit:
                self._lit = lit
                self.article.set_about(review.article)
                item = desk.item
                self.article.set_marks([] if item is None else list(dict.fromkeys(_marks(item))))
        self._paint_mode()
        self._paint_top()
        self._paint_foot()

    def _paint_foot(self) -> None:
        desk = self.desk
        mode = desk.mode.name if isinstance(desk.mode, Acting) else "edit" if desk.mode is not None else ""
        self.status.mode(mode)
        self.status.say(desk.said.text, "ask" if mode and desk.said.tone == "info" else desk.said.tone)
        match desk.mode:
            case Acting() as acting:
                self.status.hint(acting.keys())
            case Writing() as mode_:
                more = [("↓ Tab", "take a suggestion")] if mode_.suggestions else []
                self.status.hint([("Enter", "keep"), *more, ("Esc", "discard")])
            case _:
                self.status.hint([*footer(self.keymap, self.PLACE), self._helps()])
        self._paint_next()

    def _paint_next(self) -> None:
        """How much is left, and the record in one sentence once nothing is."""
        desk = self.desk
        if not self.made or not isinstance(desk, AdjudicationDesk) or desk.review is None:
            self.next.say("")
            return
        waiting, every = len(desk.waiting()), len(desk.items)
        if desk.review.finished:
            self.next.say(f"settled · {sentence(desk.review.state)}", "done")
        elif waiting:
            self.next.say(f"{every - waiting} of {every} settled")
        else:
            told = (
                sentence(desk.review.state) if desk.review.state.standing() else "no entry stands: irrelevant"
            )
            key = self.keymap.main_key("adjudicate.close")
            self.next.say(f"{key} closes the article · {told}")

    def _paint_top(self) -> None:
        super()._paint_top()
        if isinstance(self.desk, AdjudicationDesk):
            self.top.show(undecided=len(self.desk.waiting()))

    def history(self) -> None:
        """The log names the coders: it is not shown here."""

    def start(self, action: Action) -> None:
        """Run an action that was chosen by its name."""
        assert isinstance(self.desk, AdjudicationDesk)
        key = next(iter(self.keymap.keys_of(action.id)), "")
        self.desk.run_action(action.id, Press(key, get_time()))
        self.paint()

    def _helps(self) -> tuple[str, str]:
        return self.keymap.main_key("app.help"), BY_ID["app.help"].label


def _marks(item: Item) -> Iterator[Mark]:
    """The words that either side rests on: side 1 in focus, side 2 beside it."""
    for value, first in ((item.two, False), (item.one, True)):
        for field, part in _parts(item, value):
            for span in part.get("evidence") or ():
                yield Mark(span["start"], span["end"], kind_of_field(field), focus=first, cue=not first)


def _parts(item: Item, value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if not isinstance(value, dict):
        return
    if item.kind != "entry":
        yield item.field, value
        return
    for field in ("date", "location"):
        yield field, value.get(field) or {}
    for count in value.get("counts") or ():
        yield f"counts/{count['id']}", count
