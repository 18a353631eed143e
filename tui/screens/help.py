"""The list of keys, made from the live keymap."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from gold.guidelines import Section, rules_for
from tui.actions import ACTIONS, BY_ID, Action, shown_keys
from tui.keymap import Keymap
from tui.screen_actions import SCREENS
from tui.screens.keyed import Keyed, name_of
from tui.screens.sheet import sheet
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.wrap import shown

#: What somebody needs who has never seen the screen.
_IN_SHORT = (
    ("review.next_field", "walk over what was read from the text: its words light up on the left"),
    ("review.accept", "right: accept it; the cursor goes to the next that waits"),
    ("review.type", "a figure is wrong: type the right one, Enter keeps it"),
    ("review.edit", "a date or a place is wrong: type the right one in your own words"),
    ("review.reject", "it is not in the text: reject it"),
    ("review.verify", "shows what you have not seen, then accepts the rest and opens the next article"),
    ("review.undo", "takes back your last key press; nothing is ever lost"),
)
_EDITING = (
    ("Enter", "keeps what is typed"),
    ("Esc", "leaves, and says what it discarded"),
    ("↓ ↑ Tab", "choose a suggestion, take it into the line"),
    ("any other key", "on a count being typed: keeps the figure, then acts"),
)


class HelpScreen(Keyed[None], ModalScreen[None]):
    """Every key of a place with what it does, then the coding rules of the field under the cursor.

    The help's own key turns from the keys to the rules and closes after them.
    """

    DEFAULT_CSS = sheet("help")
    SCOPED_CSS = False  # rules for plain terminals begin at the app
    PLACE = "page"

    def __init__(
        self,
        keymap: Keymap,
        glyphs: Glyphs = UNICODE,
        rules: Sequence[Section] = (),
        *,
        place: str = "review",
    ) -> None:
        super().__init__()
        self.keymap = keymap
        self.glyphs = glyphs
        self._rules = rules
        self._place = place

    def compose(self) -> ComposeResult:
        """Two scrolling pages, the second one hidden."""
        with VerticalScroll(id="help") as page:
            page.border_subtitle = self._subtitle(f"{self._key('app.help')} the rules of this field")
            yield Static(help_table(self.keymap, self.glyphs, self._place), id="help-text")
            with Vertical(id="rules"):
                for section in self._rules:
                    yield Static(Text(shown(section.title)), classes="rule-title")
                    yield Static(Markdown("\n".join(map(shown, section.body.splitlines()))), classes="rule")

    def _key(self, action: str) -> str:
        return self.keymap.main_key(action)

    def _subtitle(self, turn: str) -> str:
        scroll = " ".join(filter(None, map(self._key, ("page.down", "page.up", "page.page_down"))))
        return " · ".join([*([turn] if turn and self._rules else []), f"{scroll} scroll", "Esc closes"])

    async def on_key(self, event: events.Key) -> None:
        """Every key is this screen's."""
        event.stop()
        event.prevent_default()
        action = self.action_for(name_of(event))
        if event.key == "escape":
            self.dismiss()
        elif action is not None and action.id == "app.help":
            self._turn(self.query_one("#help", VerticalScroll))
        elif action is not None:
            self.start(action)

    def do(self, action: Action) -> None:
        """Scroll, or leave."""
        page = self.query_one("#help", VerticalScroll)
        match action.id:
            case "page.take" | "page.leave":
                self.dismiss()
            case "page.down":
                page.scroll_down(animate=False)
            case "page.up":
                page.scroll_up(animate=False)
            case "page.page_down":
                page.scroll_page_down(animate=False)
            case "page.page_up":
                page.scroll_page_up(animate=False)
            case "page.first":
                page.scroll_home(animate=False)
            case "page.last":
                page.scroll_end(animate=False)

    def _turn(self, page: VerticalScroll) -> None:
        """From the keys to the rules; from there, or where there are none, back to the article."""
        if not self._rules or self.has_class("-rules"):
            self.dismiss()
            return
        self.add_class("-rules")
        page.border_title = "Coding rules"
        page.border_subtitle = self._subtitle("")
        page.scroll_home(animate=False)


#: What the rules call the fields that the cursor can stand on; the most particular first.
_RULED = {
    "exists": ("exists", "role", "status"),
    "date": ("date",),
    "location": ("location",),
    "counts": ("counts", "outcome", "side"),
}


def rules_of(markdown: str, field: str) -> list[Section]:
    """The coding rules of the field that the cursor stands on (`date`, `counts/c1` …)."""
    return rules_for(markdown, *_RULED.get(field.partition("/")[0], ()))


def _marked(text: str) -> Text:
    """A help sentence with the keys in it, which stand in backticks, in bold."""
    out = Text()
    for n, part in enumerate(text.split("`")):
        out.append(part, "bold" if n % 2 else "")
    return out


def legend(glyphs: Glyphs) -> list[tuple[str, str]]:
    """Every sign of the fields pane and the top line, with what it says."""
    decided, matter = glyphs.decisions, glyphs.matters
    return [
        (decided[None], "not decided yet; with a number at the top: how many fields wait"),
        (decided["accepted"], "accepted; left of that column: a sum that holds"),
        (decided["corrected"], "corrected"),
        (decided["added"], "added by you"),
        (decided["rejected"], "rejected"),
        (decided["unknown"], "you cannot tell"),
        (glyphs.dot, "stands between the parts of a line"),
        (matter["inferred"], "inferred: it rests on the publication date or on another entry"),
        *(
            [(matter["blocking"], "a check that stops verifying")]
            if matter["blocking"] != matter["check"]
            else ()
        ),
        (matter["check"], "a check is open; with a number at the top: how many checks are open"),
        (matter["flagged"], "flagged for later"),
        (matter["not_stated"], "not stated in the text"),
        (glyphs.total, "a total"),
        (glyphs.inside, "lies inside the count above"),
        (glyphs.whole, "lies inside that total"),
        (glyphs.write("⊃"), "the entries that lie inside this total"),
    ]


def help_table(keymap: Keymap, glyphs: Glyphs = UNICODE, place: str = "review") -> Table:
    """Every key of a place, as the person has them; of the review what matters first, and the signs."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, justify="right", style="bold")
    table.add_column()
    if place == "review":
        _in_short(table, keymap)
        _signs(table, glyphs)
        for section, actions in groupby(ACTIONS, key=lambda a: a.section):
            _listed(table, keymap, section, list(actions))
        _listed(table, keymap, SCREENS["queue"].title, SCREENS["queue"].actions)
    else:
        _listed(table, keymap, SCREENS[place].title, keymap.offered(place))
    if place == "adjudicate":
        _signs(table, glyphs)
    if place in ("review", "queue", "adjudicate"):
        table.add_row("", Text("While typing", "underline"))
        for key, words in _EDITING:
            table.add_row(Text(key), Text(words))
    return table


def _listed(table: Table, keymap: Keymap, title: str, actions: Sequence[Action]) -> None:
    table.add_row("", Text(title, "underline"))
    for action in actions:
        names = shown_keys(action, keymap.keys_of(action.id))
        table.add_row(Text(names or "–"), _marked(action.help))
    table.add_row("", "")


def _in_short(table: Table, keymap: Keymap) -> None:
    table.add_row("", Text("In short", "underline"))
    for name, words in _IN_SHORT:
        action = BY_ID[name]
        key = "0–9" if action.fixed else shown_keys(action, keymap.keys_of(name)[:1])
        table.add_row(Text(key or "–"), Text(words))
    table.add_row("", "")


def _signs(table: Table, glyphs: Glyphs) -> None:
    table.add_row("", Text("Signs", "underline"))
    for sign, words in legend(glyphs):
        table.add_row(Text(sign), Text(words))
    table.add_row("", "")
