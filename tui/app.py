"""The Textual app, and the function that the command line calls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.driver import Driver
from textual.message import Message
from textual.screen import Screen

from tui.backstage import Threads
from tui.commands import Actions
from tui.job import Job
from tui.keymap import Keymap, KeymapError, build
from tui.ports import Backstage
from tui.proposing import check
from tui.review import Checker
from tui.screens.review import ReviewScreen
from tui.start import sight_of
from tui.theme import themes
from tui.widgets.glyphs import UNICODE, Glyphs

if TYPE_CHECKING:
    from tui.lookout import Lookout
    from tui.messages import Sight
    from tui.settings import Settings

#: Seconds for which one thread keeps another one waiting (Python's own is 5 ms). The writer gives way at each
#: of its statements: while a frame is drawn, every one of them would wait that long, and the frame for them.
TURN = 0.0005
#: The five keys that matter, short enough for 80 columns.
_GREETING = (
    (("review.verify",), "reads on, then verifies"),
    (("review.accept",), "accepts"),
    (("review.next_field", "review.previous_field"), "move"),
    (("review.type",), "a count"),
    (("app.help",), "all keys"),
)


class AssayApp(App[None]):
    """Assay's one window. What happens in it is the review screen's business."""

    TITLE = "Assay"
    COMMANDS: ClassVar = {Actions}
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar = []

    def __init__(
        self,
        job: Job,
        *,
        first: Sight | None = None,
        keymap: Keymap | None = None,
        checker: Checker = check,
        backstage: Callable[[Callable[[Message], object]], Backstage] | None = None,
        theme: str | None = None,
        glyphs: Glyphs = UNICODE,
        greet: bool = False,
        driver_class: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class)
        self._job = job
        self._first = first
        self._keys = keymap or build()
        self._checker = checker
        self._backstage = backstage
        self._glyphs = glyphs
        self._greet = greet
        self.reviewing: ReviewScreen | None = None
        for one in themes():
            self.register_theme(one)
        self.theme = theme or "assay-dark"
        self.set_class(glyphs.plain, "-plain")

    def get_default_screen(self) -> Screen[None]:
        """The review screen itself: a screen beneath it would be laid out and painted for nothing."""
        loaded = None if self._first is None else self._first.loaded

        def threads(post: Callable[[Message], object]) -> Backstage:
            return Threads(self._job, post, loaded, self._checker)

        self.reviewing = ReviewScreen(
            store=self._job.db,
            reviewer=self._job.reviewer,
            keymap=self._keys,
            checker=self._checker,
            backstage=self._backstage or threads,
            first=self._first,
            busy="reading the files" if self._job.paths else "",
            greeting=_greeting(self._keys) if self._greet else "",
            glyphs=self._glyphs,
        )
        return self.reviewing

    async def action_quit(self) -> None:
        """Textual's own way out goes through the desk, which waits until everything is saved."""
        if self.reviewing is None:
            self.exit(return_code=0)
            return
        while self.screen is not self.reviewing and len(self.screen_stack) > 1:
            self.pop_screen()  # the help or the palette: what is said is said on the review screen
        self.reviewing.desk.quit()
        self.reviewing.paint()


def _greeting(keymap: Keymap) -> str:
    parts = []
    for names, words in _GREETING:
        keys = ["0–9"] if names == ("review.type",) else [k for n in names if (k := keymap.main_key(n))]
        parts += [f"{' '.join(keys)} {words}"] if keys else []
    return " · ".join(parts)


def keymap_of(settings: Settings) -> Keymap | None:
    """The person's keys; None, and the reasons on standard error, where they cannot work."""
    import sys

    try:
        return build(settings.keys)
    except KeymapError as problem:
        for one in problem.problems:
            print(f"assay: {settings.file}: {one}", file=sys.stderr)
        return None


def run_review(job: Job, lookout: Lookout, settings: Settings) -> int:
    """Open the review screen on a job and return the exit code when the person leaves.

    `lookout` is already looking for the job's first article.

    Key settings that cannot work and an unknown theme are told on standard error before anything is drawn.
    """
    import os
    import sys

    from tui.cli_out import UNUSABLE
    from tui.widgets.glyphs import choose

    keymap = keymap_of(settings)
    if keymap is None:
        return UNUSABLE
    names = [theme.name for theme in themes()]
    if settings.theme is not None and settings.theme not in names:
        print(
            f"assay: {settings.file}: there is no theme {settings.theme!r}: {', '.join(names)}",
            file=sys.stderr,
        )
        return UNUSABLE
    new = "://" not in job.db and not Path(job.db).exists()
    loaded = lookout.found()
    app = AssayApp(
        job,
        first=sight_of(loaded, lookout.opened),
        keymap=keymap,
        theme=settings.theme,
        glyphs=choose(encoding=sys.stdout.encoding, term=os.environ.get("TERM")),
        greet=new,
    )
    sys.setswitchinterval(TURN)
    app.run()
    code = app.return_code or 0
    if (screen := app.reviewing) is not None:
        for sentence in (*screen.desk.notes, *screen.desk.problems):
            print(f"assay: {sentence}", file=sys.stderr)
        if code == 1 and not screen.desk.problems:
            code = 0  # what was pending when the person left got into the store after all
    return code
