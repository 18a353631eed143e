"""Looks are words: a colour of the theme, a ground, and how the letters stand."""

from __future__ import annotations

import pytest
from rich.style import Style

from tui.theme import palettes
from tui.widgets.article import ArticleView
from tui.widgets.fields import FieldsPane
from tui.widgets.header import TopLine
from tui.widgets.looks import style_of
from tui.widgets.plain import PlainRows
from tui.widgets.queue import QueueView
from tui.widgets.status import StatusLine

COLOURS = {"success": "#00ff00", "panel": "#101010", "quiet": "#808080"}


@pytest.mark.parametrize(
    ("look", "style"),
    [
        ("", ""),
        ("$success", "#00ff00"),
        ("on $panel", "on #101010"),
        ("$success on $panel bold underline", "bold underline #00ff00 on #101010"),
        ("bold reverse", "bold reverse"),
    ],
)
def test_a_look_says_colour_ground_and_letters(look: str, style: str) -> None:
    assert style_of(look, COLOURS) == Style.parse(style)


def test_a_colour_that_the_theme_lacks_is_an_error() -> None:
    with pytest.raises(KeyError):
        style_of("$nowhere", COLOURS)


@pytest.mark.parametrize("widget", [ArticleView, FieldsPane, PlainRows, QueueView, StatusLine, TopLine])
def test_every_look_can_be_drawn_in_both_themes(widget: type) -> None:
    for theme in palettes().values():
        colours = {name: str(value) for name, value in (*theme.items(), *theme["variables"].items())}
        for look in widget.LOOKS.values():  # type: ignore[attr-defined]
            style_of(look, colours)
