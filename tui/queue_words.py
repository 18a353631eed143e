"""What stands about the queue's list: its title, what the chosen line is about, prompts and keys. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.query import QueueRow
from tui.actions import shown_key
from tui.keymap import Keymap, footer
from tui.queue_filter import HINT, ORDERS, WIDE_HINT, order_words, read_filter
from tui.shown import day_words
from tui.widgets.ink import Ink, Row, column
from tui.widgets.queue import column_heads
from tui.widgets.status import SayKind
from tui.widgets.wrap import cells

if TYPE_CHECKING:
    from tui.screens.queue import QueueScreen


def head(screen: QueueScreen, width: int) -> list[Row]:
    """The title with order and filter, how many there are and where one is; beneath it the columns' names."""
    glyphs = screen.glyphs
    spec = screen.state.spec
    if screen.hits is not None:
        left = [Ink(" Search", "title"), Ink(f"   all texts for {screen.state.search}", "quiet")]
        right = f"{screen.hits.count} found "
        note = screen.hits.note or "the words stand lit in what is around them"
        return [_ends(left, Ink(right, "strong"), width, glyphs.more), Row((Ink(f"     {note}", "quiet"),))]
    found = read_filter(screen.state.line, screen.state.plain())
    whose = f"{spec.reviewer}: " if spec.reviewer != screen.state.reviewer else ""
    left = [
        Ink(" Queue", "title"),
        Ink(f"   {glyphs.write(order_words(spec.sort, backwards=spec.backwards))}", "strong"),
        Ink(glyphs.write(f" · {whose}{found.words}"), "quiet"),
        *([Ink(glyphs.write(" · copies folded"), "quiet")] if spec.leaders else []),
    ]
    return [
        _ends(left, Ink(_where(screen), "strong"), width, glyphs.more),
        Row(tuple(column_heads(width, glyphs))),
    ]


def _where(screen: QueueScreen) -> str:
    window, counted = screen.window, screen.counted
    if counted is None or window is None:
        return ""
    if not window.rows:
        return "none "
    if window.first is None or screen.at < screen.first_of_queue():
        return f"{counted.count} "
    return f"{window.first + window.at + 1:,} of {counted.count} "


def _ends(left: list[Ink], right: Ink, width: int, more: str) -> Row:
    room = max(width - cells(right.text), 0)
    return Row((*column(left, room, more=more), right), bar=True)


def detail(screen: QueueScreen, width: int) -> list[Row]:
    """A rule, and in one line why to look at the article under the cursor, with its id."""
    glyphs = screen.glyphs
    rule = Row((Ink(glyphs.rule * width, "rule"),))
    if screen.mode == "filter":
        hint = WIDE_HINT if width > cells(WIDE_HINT) else HINT
        return [rule, Row(tuple(column([Ink(f" {glyphs.write(hint)}", "quiet")], width, more=glyphs.more)))]
    line = screen.lines[screen.at] if 0 <= screen.at < len(screen.lines) else None
    if line is None or line.article is None:
        text = _nothing(screen) if screen.window is not None and not screen.lines else ""
        return [rule, Row(tuple(column([Ink(f" {glyphs.write(text)}", "quiet")], width, more=glyphs.more)))]
    row = line.article
    told = [Ink(f" {glyphs.write(_about(row))}"), Ink(f"   {row.id}", "quiet")]
    return [rule, Row(tuple(column(told, width, more=glyphs.more)))]


def _nothing(screen: QueueScreen) -> str:
    if screen.hits is not None:
        return "no text holds these words"
    if screen.state.line:
        return "no article passes the filter: f changes it, an empty line takes it off"
    return "there is no article here yet"


def _about(row: QueueRow) -> str:
    parts = [r.says for r in row.reasons]
    parts += [f"flag: {row.flag}"] if row.flag else []
    parts += [f"one of {row.copies:,} near copies"] if row.copies > 1 else []
    if row.earliest is not None:
        parts.append(day_words(row.earliest))
    return " · ".join(parts)


def prompt(screen: QueueScreen) -> tuple[str, SayKind]:
    """What the status line says while something is typed, with the line and its caret."""
    match screen.mode:
        case "sort":
            return "sort by", "ask"
        case "filter":
            found = read_filter(screen.line.text, screen.state.plain())
            return f"{_typed(screen)}   {found.wrong or found.words}", "warning" if found.wrong else "ask"
        case "search":
            return f"{_typed(screen)}   words, “a phrase”, begin*, -without", "ask"
        case "goto":
            return f"{_typed(screen)}   a number, an id, or how it begins", "ask"
    return ("reading the queue…", "info") if screen.window is None else ("", "info")


def _typed(screen: QueueScreen) -> str:
    line = screen.line
    return f"{line.text[: line.caret]}{screen.glyphs.caret}{line.text[line.caret :]}"


def keys(screen: QueueScreen) -> list[tuple[str, str]]:
    """The footer."""
    match screen.mode:
        case "sort":
            return [*((letter, word) for letter, (_, word, _) in ORDERS.items()), ("Esc", "leave")]
        case "filter":
            return [("Enter", "filter"), ("Esc", "discard")]
        case "search":
            return [("Enter ↓", "to the hits"), ("Esc", "leave")]
        case "goto":
            return [("Enter", "go there"), ("Esc", "leave")]
    return [*footer(screen.keymap, "queue"), (screen.keymap.main_key("app.help"), "keys")]


def no_key(key: str, keymap: Keymap) -> str:
    """What is said of a key without a meaning here."""
    help_key = keymap.main_key("app.help") or "help"
    return f"{key_name(key)} does nothing in the queue · {help_key} lists the keys"


def key_name(key: str) -> str:
    """A key for people."""
    return shown_key(key)
