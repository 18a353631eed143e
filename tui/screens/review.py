"""The review screen: draws what lies on the desk, hands it keys and the threads' messages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual._time import get_time
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.geometry import Size
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from extract.model import Span
from tui import cursor as moves
from tui import precedents
from tui.acting import Acting
from tui.actions import Action
from tui.answers import ANSWERS, not_open
from tui.cursor import Cursor
from tui.desk import SOON, Desk
from tui.hints import hints, top_of, what_space_does
from tui.keymap import Keymap
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
    Sight,
    StoreFailed,
    StoreReady,
    TookBack,
)
from tui.modes import Prefix, Press, Typing, Writing
from tui.ports import Backstage
from tui.review import Checker, Review
from tui.screens.doors import Doors
from tui.screens.editor import EditorPanel
from tui.screens.end import end_text
from tui.screens.sheet import sheet
from tui.view import build, marks
from tui.widgets.article import ArticleView
from tui.widgets.fields import FieldsPane
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.header import TopLine
from tui.widgets.status import StatusLine
from tui.widgets.wrap import cells

#: Terminals lower than this give the text what the fields pane can spare.
_LOW = 22
#: Seconds after which what came into view by scrolling has been drawn.
_GLANCE = 0.05


class ReviewScreen(Doors):
    """One sitting at the desk. It is the desk's `Face`."""

    DEFAULT_CSS = sheet("review")
    SCOPED_CSS = False  # rules for plain terminals begin at the app
    AUTO_FOCUS = ""  # None would be the app's: nothing needs the focus, every key is the screen's
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    BINDINGS: ClassVar = []
    #: What lies behind the screen, and what draws its fields; another job has others.
    DESK: ClassVar[type[Desk]] = Desk
    PANE: ClassVar[type[FieldsPane]] = FieldsPane

    def __init__(
        self,
        *,
        store: str,
        reviewer: str,
        keymap: Keymap,
        checker: Checker,
        backstage: Callable[[Callable[[Message], object]], Backstage],
        first: Sight | None,
        busy: str = "",
        greeting: str = "",
        glyphs: Glyphs = UNICODE,
    ) -> None:
        super().__init__()
        self._store = store
        self.glyphs = glyphs
        self._first = first
        self._greeting = greeting
        self._soon: Timer | None = None
        self.made = False
        self._lit: object = None
        self._continued = False
        self.glance: Timer | None = None
        self.desk = self.DESK(
            reviewer=reviewer,
            keymap=keymap,
            face=self,
            backstage=backstage(self.post_message),
            checker=checker,
            clock=get_time,
        )
        self.desk.behind = busy
        self.desk.importing = bool(busy)

    # ------------------------------------------------------------ made of

    def compose(self) -> ComposeResult:
        """Top line, text and fields, what Space does, what happened and the keys."""
        self._shape(self.app.size)  # Textual would do it after the first frame, which would be drawn twice
        yield TopLine(glyphs=self.glyphs, id="top")
        with Container(id="body"):
            yield ArticleView(glyphs=self.glyphs, id="article")
            with Container(id="side"):
                yield self.PANE(glyphs=self.glyphs, id="fields")
                yield EditorPanel(glyphs=self.glyphs, id="editor")
            yield Static(id="end")
        with Vertical(id="foot"):
            yield StatusLine(glyphs=self.glyphs, id="next")
            yield StatusLine(glyphs=self.glyphs, id="status")

    def on_mount(self) -> None:
        """Lay the first article on the desk; without one, let the threads find it."""
        self.article = self.query_one("#article", ArticleView)
        self.fields = self.query_one("#fields", FieldsPane)
        self.editor = self.query_one("#editor", EditorPanel)
        self.top = self.query_one("#top", TopLine)
        self.next = self.query_one("#next", StatusLine)
        self.status = self.query_one("#status", StatusLine)
        self.end = self.query_one("#end", Static)
        self.made = True
        self.top.show(store=Path(self._store).name, reviewer=self.desk.reviewer)
        if self._first is not None:
            self.desk.open(self._first)
        else:
            self.desk.holding = "opening…"
            self.desk.wanted = "waiting"
            self.call_after_refresh(self.desk.backstage.begin)
        if self._greeting:
            self.desk.say(self._greeting, "ask")
        self.paint()

    def on_unmount(self) -> None:
        """Stop the threads; decisions that did not get into the store are told."""
        if lost := self.desk.backstage.leave():
            what = "1 decision was" if lost == 1 else f"{lost:,} decisions were"
            self.desk.problems.append(f"{what} not saved: {self.desk.why_not()}")

    # ------------------------------------------------------------ what comes in

    async def on_key(self, event: events.Key) -> None:
        """Every key goes to the desk, in order."""
        event.stop()
        event.prevent_default()
        character = event.character
        printable = character is not None and event.is_printable and character != " "
        self.desk.press(character if printable and character else event.key, event.time)
        self.paint()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text never runs as keys."""
        event.stop()
        self.desk.paste(event.text)
        self.paint()

    @on(StoreReady)
    @on(Fetched)
    @on(FetchFailed)
    @on(Ahead)
    @on(Answer)
    @on(Saved)
    @on(NotSaved)
    @on(Refused)
    @on(TookBack)
    @on(History)
    @on(Behind)
    def answered(self, message: Message) -> None:
        """A thread has something to tell."""
        message.stop()
        ANSWERS[type(message)](self.desk, message)
        self.paint()
        if isinstance(message, Ahead) and message.sights:
            self.call_later(self._make_ready, list(message.sights.values()))

    def _make_ready(self, sights: Sequence[Sight]) -> None:
        """Have at hand what drawing the next article takes, while the one before it is being read.

        It is kept where it is made (`tui.view`, `tui.marks`), of the article on screen and of one more.
        """
        self.article.prepare([sight.loaded.article.text for sight in sights])
        if (made := sights[-1].opened) is not None:
            build(made.state, made.checks, None)
            marks(made.state, None)

    @on(StoreFailed)
    def store_failed(self, message: StoreFailed) -> None:
        """Without a store there is nothing to do but to read on: end with the reason, or go on without."""
        if message.again and self.desk.review is not None:
            not_open(self.desk, message)
            self.paint()
            return
        self.desk.problems = [message.reason]
        self.app.exit(return_code=2)

    def on_article_view_painted(self, message: ArticleView.Painted) -> None:
        """The article is on screen: keys typed ahead may act now."""
        self.desk.painted(message.article_id, message.time)
        self.paint()

    def on_fields_pane_picked(self, message: FieldsPane.Picked) -> None:
        """A click on a field moves the cursor there."""
        review = self.desk.review
        if review is not None and self.desk.mode is None:
            review.cursor = message.cursor
            self.desk.show_focus()
            self.paint()

    def on_resize(self, event: events.Resize) -> None:
        """Low terminals get a lower fields pane."""
        self._shape(event.size)
        self.call_after_refresh(self.paint)

    def _shape(self, size: Size) -> None:
        """The classes that the layout hangs on, for a terminal of this size."""
        for (least, name), (more, _) in pairwise([*self.HORIZONTAL_BREAKPOINTS, (sys.maxsize, "")]):
            self.set_class(least <= size.width < more, name)
        self.set_class(size.height < _LOW, "-low")

    def offered(self) -> list[Action]:
        """What can be done here, for the palette."""
        return self.keymap.offered(self.PLACE)

    def start(self, action: Action) -> None:
        """Run an action that was chosen by its name."""
        from tui import keys

        key = next(iter(self.desk.keymap.keys_of(action.id)), "")
        keys.start(self.desk, action, Press(key, get_time()))
        self.paint()

    # ------------------------------------------------------------ the desk's face

    def unseen(self, spans: Sequence[Span]) -> Span | None:
        """The first of these spans that was never on screen."""
        return self.article.unseen(spans)

    def in_view(self) -> tuple[int, int]:
        """The code points on screen."""
        return self.article.in_view()

    def reveal(self, span: Span) -> None:
        """Bring a span into view."""
        self.article.reveal(span)

    def scroll(self, pages: float) -> None:
        """Scroll the text."""
        height = self.article.page_height
        self.article.page(round(height * pages) or (1 if pages > 0 else -1))

    def show_article(self) -> None:
        """Draw the article on the desk from its top."""
        review = self.desk.review
        if review is not None:
            self.remove_class("-ended")
            lit = marks(review.state, review.cursor, review.checks)
            self._lit = (review.state, review.cursor, None, ())
            self.article.show_article(review.article, lit)

    def palette(self) -> None:
        """Open the palette."""
        self.app.action_command_palette()

    def leave(self) -> None:
        """End the program: 1 where something of PATH could not be read, or a decision could not be saved."""
        self.app.exit(return_code=1 if self.desk.problems or self.desk.pending else 0)

    # ------------------------------------------------------------ drawing

    def paint(self) -> None:
        """Draw what lies on the desk; the widgets repaint only what differs."""
        if not self.made:
            return
        desk, review = self.desk, self.desk.review
        typed = desk.mode.text if isinstance(desk.mode, Typing) else None
        if review is None:
            self._paint_end()
        else:
            self.remove_class("-ended")
            self.fields.show(build(review.state, review.checks, review.cursor, typed, review.toll))
            self._look_at_fields(review)
            over = desk.mode.marks() if isinstance(desk.mode, Acting) else ()
            lit = (review.state, review.cursor, review.toll, over)
            if self._lit != lit:
                self._lit = lit
                self.article.set_about(review.article)
                self.article.set_marks(
                    [*marks(review.state, review.cursor, review.checks, review.toll), *over]
                )
        self._paint_mode()
        self._paint_top()
        self._paint_foot()

    def _paint_mode(self) -> None:
        """The open editor, or what a mode shows over the text and the fields."""
        mode = self.desk.mode
        acting = mode if isinstance(mode, Acting) else None
        sheet = acting.sheet() if acting is not None else None
        self.editor.show(mode if isinstance(mode, Writing) else sheet)
        self.article.set_letters(acting.letters() if acting is not None else ())

    def _look_at_fields(self, review: Review) -> None:
        """Note which fields the pane's rows show; they count as displayed once they have been drawn."""
        rows = self.fields.drawn
        whole = {row.shows for row in rows if row.shows}
        own = {row.cursor for row in rows if row.cursor is not None}
        now = frozenset({c for c in moves.fields(review.state) if c in own or c.entry in whole})
        review.drawing = now
        if not now <= review.displayed:
            self.call_after_refresh(self._displayed, review, now)

    def _displayed(self, review: Review, fields: frozenset[Cursor]) -> None:
        """A frame with these fields is on screen; under the help or the palette nobody has seen them."""
        if self.is_current and review.drawing == fields:
            review.displayed |= fields

    def _paint_end(self) -> None:
        desk = self.desk
        self.add_class("-ended")
        busy = "" if desk.finished else (desk.behind or desk.holding or "opening…")
        self.end.update(end_text(desk.progress, desk.keymap, busy=busy, store=self._store))

    def _paint_top(self) -> None:
        self.top.show(**top_of(self.desk))
        if self.desk.pending and not self.desk.saving() and self._soon is None:
            self._soon = self.set_timer(SOON + 0.01, self._look_again)

    def _look_again(self) -> None:
        self._soon = None
        self._paint_top()

    def _paint_foot(self) -> None:
        desk = self.desk
        mode = ""
        match desk.mode:
            case Prefix(action=action):
                mode = action.label
            case Typing():
                mode = "typing"
            case Writing():
                mode = "edit"
            case Acting(name=name):
                mode = name
        self.status.mode(mode)
        said = precedents.foot(desk)
        self.status.say(said.text, "ask" if mode and said.tone in ("info", "aside") else said.tone)
        self.status.hint(hints(desk, self.app.size.width))
        self._paint_next()
        if self.glance is not None:
            self.glance.stop()
        # What was on screen is known only when the text was scrolled and drawn: the line is put right then.
        self.glance = self.set_timer(_GLANCE, self._glance_again)

    def _glance_again(self) -> None:
        self.glance = None
        said = self.desk.said
        if self.desk.remembers:
            precedents.rest(self.desk)
        if self.desk.said == said:
            self._paint_next()
        else:
            self._paint_foot()

    def _paint_next(self) -> None:
        """Say what Space does; what does not fit goes on in the line beneath, where that is free."""
        if not self.made:
            return
        text, tone = what_space_does(self.desk)
        rest = ""
        said = precedents.foot(self.desk)
        free = not said.text or said.tone == "aside"
        width = self.app.size.width
        if free and self.desk.mode is None and cells(text) > width - 2:
            cut = text.rfind(" ", 0, width - 2)
            text, rest = text[:cut], text[cut:].strip()
        self.next.say(text, tone)
        if rest or self._continued:
            self._continued = bool(rest)
            self.status.say(rest or said.text, tone if rest else said.tone)
