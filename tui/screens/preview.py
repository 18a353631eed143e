"""What would be changed, line by line, before it is: Enter does it, Esc leaves everything as it is."""

from __future__ import annotations

from textual import events
from textual._time import get_time
from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui.actions import Action
from tui.keymap import Keymap
from tui.preview import Line, Preview
from tui.screens.keyed import Keyed, name_of
from tui.screens.sheet import sheet
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.ink import Ink, Row, column
from tui.widgets.plain import PlainRows
from tui.widgets.wrap import cells, cut

#: Cells of the fields' names and of what stands there now, at the most.
_WHERE, _BEFORE = 18, 36


class PreviewScreen(Keyed[bool], ModalScreen[bool]):
    """Ends with whether to do it. An Enter that was pressed before the lines were on screen does nothing."""

    DEFAULT_CSS = sheet("preview")
    SCOPED_CSS = False  # rules for plain terminals begin at the app
    PLACE = "page"

    def __init__(self, preview: Preview, keymap: Keymap, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self.preview = preview
        self.keymap = keymap
        self.glyphs = self._glyphs = glyphs
        self._top = 0
        self._drawn_at: float | None = None

    def compose(self) -> ComposeResult:
        """One list."""
        yield PlainRows(self._rows, id="preview")

    def on_mount(self) -> None:
        """Draw it once it has its size."""
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        """Another height shows other lines."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if not self.is_attached:
            return
        self.query_one(PlainRows).update_rows()
        if self._drawn_at is None:
            self.call_after_refresh(self._seen)

    def _seen(self) -> None:
        self._drawn_at = get_time()

    async def on_key(self, event: events.Key) -> None:
        """Every key is this screen's."""
        event.stop()
        event.prevent_default()
        action = self.action_for(name_of(event))
        if event.key == "escape":
            self.dismiss(False)
        elif action is not None and action.id == "page.take":
            if self._drawn_at is not None and event.time >= self._drawn_at:
                self.dismiss(True)
        elif action is not None:
            self.start(action)

    def do(self, action: Action) -> None:
        """Scroll, or leave."""
        room = self._room
        match action.id:
            case "page.leave":
                self.dismiss(False)
                return
            case "page.down":
                self._top += 1
            case "page.up":
                self._top -= 1
            case "page.page_down":
                self._top += room
            case "page.page_up":
                self._top -= room
            case "page.first":
                self._top = 0
            case "page.last":
                self._top = len(self.preview.lines)
        self._draw()

    @property
    def _room(self) -> int:
        return max(self.query_one(PlainRows).size.height - 2, 1)

    def _rows(self, width: int, height: int) -> list[Row]:
        if width < 8 or height < 3:
            return []
        every, more = self.preview.lines, self._glyphs.more
        room = height - 2
        self._top = max(0, min(self._top, len(every) - room))
        shown = every[self._top : self._top + room]
        hint = f"{self.keymap.main_key('page.take')} {self.preview.enter} · Esc leaves all as it is"
        if len(every) > room:
            turn = " ".join(self.keymap.main_key(f"page.page_{way}") for way in ("down", "up"))
            hint = f"{self._top + 1:,}-{self._top + len(shown):,} of {len(every):,} · {turn} · {hint}"
        changes = [line for line in every if line.before or line.after]
        where = min(max((cells(line.where) for line in changes), default=0), _WHERE)
        before = min(max((cells(line.before) for line in changes), default=0), _BEFORE)
        rows = [
            self._row(width, Ink(f" {self.preview.title}", "title")),
            self._row(width, Ink(f" {hint}", "quiet")),
        ]
        for line in shown:
            if line in changes:
                rows.append(self._row(width, *self._change(line, where, before, more)))
            else:
                rows.append(self._row(width, Ink(f" {line.where}", "strong")))
        return rows

    def _row(self, width: int, *inks: Ink) -> Row:
        written = [Ink(self._glyphs.write(ink.text), ink.look) for ink in inks]
        return Row(tuple(column(written, width, more=self._glyphs.more)))

    @staticmethod
    def _change(line: Line, where: int, before: int, more: str) -> tuple[Ink, ...]:
        return (
            Ink(f"   {_fitted(line.where, where, more)}  ", "key"),
            Ink(_fitted(line.before, before, more), "quiet"),
            Ink(" → "),
            Ink(line.after, "done"),
        )


def _fitted(text: str, width: int, more: str) -> str:
    text = text if cells(text) <= width else cut(text, width, more)
    return text + " " * (width - cells(text))
