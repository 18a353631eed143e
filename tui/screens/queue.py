"""The queue: every article as a line, sorted, filtered, searched. It never loads a text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from tui import queue_words
from tui.actions import Action
from tui.finding import find_article
from tui.keymap import Keymap, build
from tui.lineedit import Line
from tui.ports import Backstage
from tui.queue_filter import ORDERS, read_filter, sort_of
from tui.queue_pages import open_end, open_start
from tui.queue_state import QueueState
from tui.screens.keyed import Keyed, name_of
from tui.screens.queue_searching import QueueSearching
from tui.screens.sheet import sheet
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.plain import PlainRows
from tui.widgets.queue import QueueView
from tui.widgets.status import StatusLine

if TYPE_CHECKING:
    from store.store import Store


class QueueScreen(QueueSearching, Keyed[int | None]):
    """Ends with the row of the article to open, or None to stay where one was.

    It is made once and kept, as making, styling and laying out a screen takes longer than filling it: before
    it is pushed again, `begin` makes it forget what it showed.
    """

    DEFAULT_CSS = sheet("queue")
    SCOPED_CSS = False  # rules for plain terminals begin at the app
    PLACE = "queue"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar = []

    def __init__(
        self,
        backstage: Backstage,
        state: QueueState,
        *,
        row: int | None,
        search: str | None = None,
        keymap: Keymap | None = None,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        super().__init__(backstage, state)
        self.keymap = keymap or build()
        self.glyphs = glyphs
        self._row = row
        self._search = search
        self._theme = ""

    # ------------------------------------------------------------ made of

    def compose(self) -> ComposeResult:
        """Title and column heads, the list, what the chosen line is about, what happened and the keys."""
        yield PlainRows(lambda width, height: queue_words.head(self, width), id="queue-top")
        yield QueueView(self.glyphs, id="queue-list")
        with Vertical(id="queue-foot"):
            yield PlainRows(lambda width, height: queue_words.detail(self, width), id="queue-detail")
            yield StatusLine(glyphs=self.glyphs, id="queue-status")

    def on_mount(self) -> None:
        """Know the widgets; fill them."""
        self.view = self.query_one(QueueView)
        self.head = self.query_one("#queue-top", PlainRows)
        self.detail = self.query_one("#queue-detail", PlainRows)
        self.status = self.query_one(StatusLine)
        self._ask_all()
        self.call_after_refresh(self.paint)

    def begin(self, row: int | None, search: str | None) -> None:
        """Forget what was shown, and read the queue anew about an article; `search` opens that line."""
        self._row, self._search = row, search
        if not self.is_mounted:
            return
        self.forget_all()
        self.view.top = 0
        self.status.say("")
        self._ask_all()
        self.paint()

    def _ask_all(self) -> None:
        self.reload(self._row)
        if self._search is not None:
            self.begin_search(self._search)
        elif self.state.today:
            self.read_today()
        self.keep_up()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Textual styles a screen that comes back anew: needed only after another theme was chosen."""
        event.refresh_styles = self._theme != self.app.theme
        self._theme = self.app.theme

    def on_resize(self) -> None:
        """Another size: draw again once it is known."""
        self.call_after_refresh(self.paint)

    # ------------------------------------------------------------ keys

    async def on_key(self, event: events.Key) -> None:
        """Every key is this screen's."""
        event.stop()
        event.prevent_default()
        if not self.is_open:
            return  # typed after the key that left it
        key = name_of(event)
        self.status.say("")
        if self.mode == "sort":
            self._sort(key)
        elif self.mode:
            self._write(key)
        else:
            self._act(key)
        self.paint()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text goes into the line, never to the keys."""
        event.stop()
        if self.is_open and self.mode in ("filter", "search", "goto"):
            self._typed(self.line.insert(event.text))
            self.paint()

    def on_queue_view_picked(self, message: QueueView.Picked) -> None:
        """A click chooses a line; a click on the chosen one opens it."""
        if not self.is_open:
            return
        if message.at == self.at and self.here is not None:
            self.dismiss(self.here)
            return
        self.go_to(message.at)
        self.paint()

    def _act(self, key: str) -> None:
        if key == "escape":
            if self.found is not None:
                self.close_search()
            else:
                self.dismiss(None)
        elif (action := self.action_for(key)) is not None:
            self.start(action)
        else:
            self.status.say(queue_words.no_key(key, self.keymap), "warning")

    def do(self, action: Action) -> None:
        """Move, open, sort, filter, search, or leave."""
        name = action.id.removeprefix("queue.")
        page = max(1, self.view.page - 1)
        half = max(1, page // 2)
        steps = {"next": 1, "previous": -1, "page_down": page, "page_up": -page}
        steps |= {"half_down": half, "half_up": -half}
        match name:
            case _ if name in steps:
                self.go_to(self.at + steps[name], steps[name])
            case "open":
                if self.here is not None:
                    self.dismiss(self.here)
            case "leave":
                self.dismiss(None)
            case "first":
                self._to_start()
            case "last":
                self._to_end()
            case "sort":
                self.mode = "sort"
            case "turn":
                self._change(backwards=not self.state.spec.backwards)
            case "filter":
                self.mode, self.line = "filter", Line.of(self.state.line)
            case "search":
                self.begin_search(self.state.search)
            case "goto":
                self.mode, self.line = "goto", Line()
            case "today":
                self._turn_today()
            case "copies":
                self._change(leaders=not self.state.spec.leaders)
                folded = self.state.spec.leaders
                self.status.say("near copies share one line" if folded else "each copy has a line of its own")
        self.paint()

    def _to_start(self) -> None:
        if self.found is not None or self.state.today or (self.window and self.window.begins):
            self.go_to(0)
        else:
            self.open(open_start)

    def _to_end(self) -> None:
        if self.found is not None or (self.window and self.window.ends):
            self.go_to(len(self.lines) - 1, -1)
        else:
            self.open(open_end)

    def _change(self, **to: object) -> None:
        """Another order or filter, with the cursor on the same article."""
        here = self.here
        self.close_search()
        self.state.spec = replace(self.state.spec, **to)  # type: ignore[arg-type]
        self.reload(here)

    def _sort(self, key: str) -> None:
        self.mode = ""
        sort = sort_of(key)
        if sort is not None:
            self._change(sort=sort, backwards=False)
        elif key != "escape":
            name = queue_words.key_name(key)
            self.status.say(f"{name} is no order: {' '.join(ORDERS)}", "warning")

    def _turn_today(self) -> None:
        """What was done today on top, or no longer."""
        self.close_search()
        self.state.today = not self.state.today
        self.today = []
        self.forget_lines()
        if self.state.today:
            self.read_today()
        elif self.window is not None:
            self.go_to(self.window.at)

    # ------------------------------------------------------------ a line of text

    def _write(self, key: str) -> None:
        match key:
            case "escape":
                lost = self.line.text.strip()
                kept = {"filter": self.state.line, "search": lost}.get(self.mode, "")
                if self.mode == "search" and not self.found:
                    self.close_search()
                self.mode = ""
                if lost and lost != kept.strip():
                    self.status.say(f"“{lost}” was discarded")
            case "enter":
                self._enter(self.line.text.strip())
            case "down" if self.mode == "search" and self.found:
                self.mode = ""
            case _ if (line := self.line.press(key)) is not None:
                self._typed(line)
            case _:
                self.status.say(f"{queue_words.key_name(key)} means nothing in a text", "warning")

    def _typed(self, line: Line) -> None:
        changed, self.line = line.text != self.line.text, line
        if changed and self.mode == "search":
            self.look(line.text)

    def _enter(self, text: str) -> None:
        match self.mode:
            case "filter":
                found = read_filter(text, self.state.plain())
                if found.wrong:
                    self.status.say(f"not kept: {found.wrong}", "error")
                    return
                self.mode, self.state.line = "", text
                here = self.here
                self.close_search()
                self.state.spec = found.spec
                self.reload(here)
            case "search":
                self.mode = ""
                if not text:
                    self.close_search()
            case "goto":
                self.mode = ""
                if text:
                    self._go_to_article(text)

    def _go_to_article(self, text: str) -> None:
        scope = self.state.spec.scope

        def then(found: tuple[int | None, str]) -> None:
            row, why = found
            if row is None:
                self.status.say(why, "warning")
            else:
                self.dismiss(row)

        def find(store: Store) -> tuple[int | None, str]:
            return find_article(store, text, scope)

        self.ask(find, then, whatever_is_shown=True)

    # ------------------------------------------------------------ drawing

    def paint(self) -> None:
        """Draw what changed."""
        if not self.is_mounted:
            return
        self.head.update_rows()
        self.view.show(self.lines, self.at)
        self.detail.update_rows()
        self.status.mode({"goto": "go to"}.get(self.mode, self.mode))
        if not self.status.text:
            self.status.say(*queue_words.prompt(self))
        self.status.hint(queue_words.keys(self))
