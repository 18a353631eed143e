"""The app that `assay adjudicate` opens."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from textual.message import Message
from textual.screen import Screen

from tui.adjudication_threads import AdjudicationThreads
from tui.app import AssayApp, keymap_of
from tui.cli_out import UNUSABLE
from tui.job import Job
from tui.ports import Backstage
from tui.screens.adjudicate import AdjudicateScreen
from tui.settings import Settings
from tui.theme import themes
from tui.widgets.glyphs import choose


class AdjudicateApp(AssayApp):
    """Assay's window with the adjudication screen in it."""

    def get_default_screen(self) -> Screen[None]:
        """The adjudication screen."""

        def threads(post: Callable[[Message], object]) -> Backstage:
            return AdjudicationThreads(self._job, post, None)

        self.reviewing = AdjudicateScreen(
            store=self._job.db,
            reviewer=self._job.reviewer,
            keymap=self._keys,
            checker=self._checker,
            backstage=self._backstage or threads,
            first=None,
            busy="",
            greeting="",
            glyphs=self._glyphs,
        )
        return self.reviewing


def run(job: Job, settings: Settings) -> int:
    """Open the adjudication screen and return the exit code when the person leaves."""
    keymap = keymap_of(settings)
    if keymap is None:
        return UNUSABLE
    theme = settings.theme if settings.theme in [t.name for t in themes()] else None
    app = AdjudicateApp(
        job,
        keymap=keymap,
        theme=theme,
        glyphs=choose(encoding=sys.stdout.encoding, term=os.environ.get("TERM")),
    )
    app.run()
    if app.reviewing is not None:
        for sentence in (*app.reviewing.desk.notes, *app.reviewing.desk.problems):
            print(f"assay: {sentence}", file=sys.stderr)
    return app.return_code or 0
