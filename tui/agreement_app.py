"""The app of `assay agreement --screen`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import App
from textual.screen import Screen

from gold.agreement.run import Agreement
from tui.app import keymap_of
from tui.cli_out import UNUSABLE
from tui.commands import Actions
from tui.keymap import Keymap, build
from tui.screens.agreement import AgreementScreen
from tui.settings import Settings
from tui.theme import install, themes


class AgreementApp(App[None]):
    """How far reviewers agree, arm by arm."""

    CSS_PATH = "screens/agreement.tcss"
    COMMANDS: ClassVar = {Actions}
    BINDINGS: ClassVar = []

    def __init__(
        self, arms: Mapping[str, Agreement], *, keymap: Keymap | None = None, theme: str | None = None
    ) -> None:
        super().__init__()
        self._told = arms
        self._keys = keymap or build()
        install(self, theme or "assay-dark")

    def get_default_screen(self) -> Screen[None]:
        """The figures."""
        return AgreementScreen(self._told, self._keys)


def run(arms: Mapping[str, Agreement], settings: Settings) -> int:
    """Open the screen; returns the exit code."""
    keymap = keymap_of(settings)
    if keymap is None:
        return UNUSABLE
    theme = settings.theme if settings.theme in [t.name for t in themes()] else None
    app = AgreementApp(arms, keymap=keymap, theme=theme)
    app.run()
    return app.return_code or 0
