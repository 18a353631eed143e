"""The two themes of Assay, from `themes.toml` beside this file.

An app uses them so:

    def __init__(self): super().__init__(); theme.install(self, "assay-dark")
    def get_theme_variable_defaults(self): return theme.variables(dark=self.current_theme.dark)

The second keeps the widgets' variables defined when somebody picks one of Textual's own themes.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

from textual.app import App
from textual.theme import Theme

DARK = "assay-dark"
LIGHT = "assay-light"


@lru_cache(maxsize=1)
def palettes() -> dict[str, dict[str, Any]]:
    """The file's content: for each theme its colours, and under `variables` those of the widgets."""
    return tomllib.loads(resources.files("tui").joinpath("themes.toml").read_text(encoding="utf-8"))


def themes() -> tuple[Theme, ...]:
    """`assay-dark` and `assay-light`."""
    return tuple(Theme(name=name, **parts) for name, parts in palettes().items())


def variables(*, dark: bool) -> dict[str, str]:
    """The widgets' own variables (`evidence-number` …), for themes that do not define them."""
    return dict(palettes()[DARK if dark else LIGHT]["variables"])


def install(app: App[Any], name: str = DARK) -> None:
    """Register both themes and use the named one; call it before anything is mounted."""
    for theme in themes():
        app.register_theme(theme)
    app.theme = name
