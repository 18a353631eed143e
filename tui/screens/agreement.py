"""How far reviewers agree: figures above, the articles that differ most below."""

from __future__ import annotations

from collections.abc import Mapping

from rich.table import Table as RichTable
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from gold.agreement import text
from gold.agreement.run import Agreement, Worst
from gold.score.report_text import Table
from tui.actions import Action
from tui.cli_out import visible
from tui.keymap import Keymap, footer
from tui.screens.keyed import Keyed, name_of


class AgreementScreen(Keyed[None]):
    """The figures, arm by arm."""

    PLACE = "agreement"
    AUTO_FOCUS = ""

    def __init__(self, arms: Mapping[str, Agreement], keymap: Keymap) -> None:
        super().__init__()
        self.keymap = keymap
        self._arms = list(arms.items())
        self._at = 0

    def compose(self) -> ComposeResult:
        """The heading, the figures, the articles, what differs in the one under the cursor, the keys."""
        yield Static(id="heading")
        with VerticalScroll(id="figures", can_focus=False):
            yield Static(id="tables")
        yield Static(Text("articles that differ most"), id="title")
        yield OptionList(id="worst")
        yield Static(id="reasons")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Show the first arm."""
        self.query_one(OptionList).can_focus = False
        hints = [*footer(self.keymap, self.PLACE)]
        hints += [(self.keymap.main_key(f"app.{name}"), label) for name, label in _EVERYWHERE]
        told = "   ".join(f"{key} {label}" for key, label in hints if key)
        self.query_one("#keys", Static).update(Text(told))
        self._show()

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        """Say what differs in the article under the cursor."""
        self.query_one("#reasons", Static).update(Text(_reasons(self._worst()[message.option_index])))

    async def on_key(self, event: events.Key) -> None:
        """Every key is this screen's."""
        event.stop()
        event.prevent_default()
        action = self.action_for(name_of(event))
        if event.key == "escape":
            self.app.exit()
        elif action is not None:
            self.start(action)

    def do(self, action: Action) -> None:
        """To another article or arm; scroll the figures."""
        worst = self.query_one(OptionList)
        match action.id:
            case "agreement.next":
                worst.action_cursor_down()
            case "agreement.previous":
                worst.action_cursor_up()
            case "agreement.down":
                self._scroll(1)
            case "agreement.up":
                self._scroll(-1)
            case "agreement.next_arm":
                self._turn(1)
            case "agreement.previous_arm":
                self._turn(-1)

    def _scroll(self, by: int) -> None:
        """Scroll the figures by half a page."""
        pane = self.query_one("#figures", VerticalScroll)
        pane.scroll_relative(y=by * max(1, pane.size.height // 2), animate=False)

    def _turn(self, by: int) -> None:
        """To the next or previous arm."""
        self._at = (self._at + by) % len(self._arms)
        self._show()

    def _worst(self) -> list[Worst]:
        return [one for one in self._arms[self._at][1].worst if one.differs]

    def _show(self) -> None:
        name, told = self._arms[self._at]
        where = f" · {self._at + 1} of {len(self._arms)} arms" if len(self._arms) > 1 else ""
        self.query_one("#heading", Static).update(Text(f"{text.heading(name, told)}{where}"))
        self.query_one("#tables", Static).update(_figures(told))
        self.query_one("#figures", VerticalScroll).scroll_home(animate=False)
        worst = self.query_one(OptionList)
        worst.clear_options()
        worst.add_options([Option(_row(one)) for one in self._worst()])
        self.query_one("#reasons", Static).update(
            Text("" if self._worst() else "nothing differs in any article")
        )
        if self._worst():
            worst.highlighted = 0


_EVERYWHERE = (("help", "keys"), ("quit", "quit"))


def _figures(told: Agreement) -> RichTable:
    """Everything that was measured, one under the other."""
    page = RichTable.grid()
    for line in text.finding(told):
        page.add_row(Text(line))
    made = text.tables(told)
    for one in made:
        page.add_row("")
        page.add_row(Text(one.title, "bold"))
        page.add_row(_drawn(one, last_is_words=one is made[0]))
    page.add_row("")
    for line in text.undefined(told):
        page.add_row(Text(line))
    return page


def _drawn(table: Table, *, last_is_words: bool) -> RichTable:
    drawn = RichTable(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for number, column in enumerate(table.columns):
        words = number < table.numbers or (last_is_words and number == len(table.columns) - 1)
        drawn.add_column(Text(column), justify="left" if words else "right", no_wrap=True)
    for row in table.rows:
        drawn.add_row(*(Text(visible(cell)) for cell in row))
    return drawn


def _row(one: Worst) -> Text:
    return Text(f"{one.differs:>4.0%}  {visible(one.article)}", no_wrap=True, overflow="ellipsis")


def _reasons(one: Worst) -> str:
    return f"{visible(' – '.join(one.coders))}: {visible(', '.join(one.reasons))}"
