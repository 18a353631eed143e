"""The list of keys, made from the live keymap."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions import ACTIONS, shown_keys
from tui.keymap import Keymap

_EDITING = (
    ("Enter", "keeps what is typed"),
    ("Esc", "leaves, and says what it discarded"),
    ("↓ ↑ Tab", "choose a suggestion, take it into the line"),
    ("any other key", "on a count being typed: keeps the figure, then acts"),
)


class HelpScreen(ModalScreen[None]):
    """Every key with what it does; `?`, Esc, q or Enter closes it."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar = [
        Binding("escape,question_mark,f1,q,enter", "dismiss", "Close"),
        Binding("space", "page", show=False),
        Binding("j", "down", show=False),
        Binding("k", "up", show=False),
    ]

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """One scrolling page."""
        with VerticalScroll(id="help") as page:
            page.border_subtitle = "j k Space scroll · Esc closes"
            yield Static(help_table(self._keymap), id="help-text")

    def action_down(self) -> None:
        """Scroll down."""
        self.query_one("#help").scroll_down(animate=False)

    def action_page(self) -> None:
        """Scroll a page down."""
        self.query_one("#help").scroll_page_down(animate=False)

    def action_up(self) -> None:
        """Scroll up."""
        self.query_one("#help").scroll_up(animate=False)


def _marked(text: str) -> Text:
    """A help sentence with the keys in it, which stand in backticks, in bold."""
    out = Text()
    for n, part in enumerate(text.split("`")):
        out.append(part, "bold" if n % 2 else "")
    return out


def help_table(keymap: Keymap) -> Table:
    """The keys by section, as the person has them."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, justify="right", style="bold")
    table.add_column()
    for section, actions in groupby(ACTIONS, key=lambda a: a.section):
        table.add_row("", Text(section, "underline"))
        for action in actions:
            names = shown_keys(action, keymap.keys_of(action.id))
            table.add_row(Text(names or "–"), _marked(action.help))
        table.add_row("", "")
    table.add_row("", Text("While typing", "underline"))
    for key, words in _EDITING:
        table.add_row(Text(key), Text(words))
    return table
