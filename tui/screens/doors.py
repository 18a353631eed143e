"""What opens over the review screen: history, queue, progress, a preview, the list of keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from tui.cursor import Cursor
from tui.desk import Desk
from tui.history import Told
from tui.keymap import Keymap
from tui.widgets.glyphs import Glyphs

if TYPE_CHECKING:
    from tui.preview import Preview
    from tui.queue_state import QueueState
    from tui.screens.queue import QueueScreen


class Doors(Screen[None]):
    """A screen with a desk, from which other screens are opened. They are loaded when they are asked for."""

    #: Its name in `tui.screen_actions.SCREENS`.
    PLACE: ClassVar[str] = "review"

    desk: Desk
    glyphs: Glyphs
    queue_state: QueueState | None = None
    _queue: QueueScreen | None = None
    _queue_row: int | None = None

    @property
    def keymap(self) -> Keymap:
        """The person's keys."""
        return self.desk.keymap

    if TYPE_CHECKING:

        def paint(self) -> None:
            """Draw what lies on the desk."""

    def history(self) -> None:
        """Open the history; what is chosen there is gone to."""
        from tui.screens.history import HistoryScreen

        def chosen(goal: Cursor | int | None) -> None:
            self.desk.visit(goal)
            self.paint()

        self.app.push_screen(HistoryScreen(self.keymap, self.glyphs), chosen)

    def fill_history(self, here: Sequence[Told], work: Sequence[Told]) -> None:
        """Show what was read in the history, where it is still open."""
        from tui.screens.history import HistoryScreen

        if isinstance(screen := self.app.screen, HistoryScreen):
            screen.fill(list(here), list(work))

    def queue(self, search: str | None = None) -> None:
        """Open the queue on the article that is open; what is chosen there is gone to."""
        from tui.queue_state import QueueState
        from tui.screens.queue import QueueScreen

        if not self.is_current:
            return
        desk = self.desk
        self.queue_state = self.queue_state or QueueState.of(desk.reviewer, desk.backstage.scope())
        row = self._queue_row if desk.review is None else desk.review.sight.loaded.row
        state = self.queue_state

        def chosen(goal: int | None) -> None:
            self._queue_row = goal
            desk.visit(goal)
            self.paint()

        if self._queue is None:
            self._queue = QueueScreen(
                desk.backstage, state, row=row, search=search, keymap=desk.keymap, glyphs=self.glyphs
            )
            self.app.install_screen(self._queue, "queue")  # or it would be taken down when one leaves it
        else:
            self._queue.begin(row, search)
        self.app.push_screen(self._queue, chosen)

    def progress(self) -> None:
        """Open the figures of one's work."""
        from tui.screens.progress import ProgressScreen

        if self.is_current:
            desk = self.desk
            self.app.push_screen(ProgressScreen(desk.backstage, desk.reviewer, desk.progress, self.glyphs))

    def preview(self, preview: Preview, done: Callable[[bool], None]) -> None:
        """Open what would be changed; where something else lies over the screen, nothing is."""
        from tui.screens.preview import PreviewScreen

        def chosen(yes: bool | None) -> None:
            done(bool(yes))
            self.paint()

        if self.is_current:
            self.app.push_screen(PreviewScreen(preview, self.keymap, self.glyphs), chosen)
        else:
            chosen(False)

    def help(self) -> None:
        """Open the list of keys."""
        from tui.screens.help import HelpScreen, rules_of

        review = self.desk.review
        cursor = None if review is None else review.cursor
        rules = [] if cursor is None else rules_of(self.desk.backstage.rules(), cursor.field)
        self.app.push_screen(HelpScreen(self.keymap, self.glyphs, rules, place=self.PLACE))
