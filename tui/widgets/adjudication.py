"""The adjudicator's pane: what is to be settled, side by side, and beneath it both sides in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gold.adjudicate import settle
from gold.adjudicate.merge import Item
from store.state import State
from tui.cursor import numbers
from tui.shown import SIDE_WORDS, count_words, date_words, place_title, place_words
from tui.widgets.fields import FieldsPane
from tui.widgets.glyphs import Glyphs
from tui.widgets.ink import Ink, Row, column
from tui.widgets.wrap import cells, wrapped_lines

#: What stands where a side has no such thing, or states nothing.
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class CaseView:
    """What the pane draws: the record as it stands, its items, which one is in focus, which ones wait."""

    state: State
    items: Sequence[Item]
    at: int
    waiting: frozenset[int]


def side_words(item: Item, value: Any) -> str:
    """What a side says, in one line."""
    match item.kind:
        case "entry":
            return _NOTHING if value is None else entry_words(value)
        case "date":
            return date_words(value)
        case "location":
            return place_words(value)
        case "count":
            return _NOTHING if value is None else count_line(value)
    return str(value or _NOTHING).replace("_", " ")


def entry_words(value: Mapping[str, Any]) -> str:
    """An entry in one line: `Turbat, Kech · Fri 31 Jan 2025 · 3 sec killed, 1 civ killed`."""
    counts = ", ".join(count_line(c) for c in value.get("counts") or ())
    date = date_words(value.get("date"))
    return " · ".join(p for p in (place_title(value.get("location")) or "no place", date, counts) if p)


def count_line(value: Mapping[str, Any]) -> str:
    """A count: `3 security killed`."""
    side = SIDE_WORDS[value["side"]][0]
    return f"{count_words(value)} {side} {value.get('outcome') or ''}".strip()


def quotes(value: Any, quote: tuple[str, str]) -> str:
    """The words that a value rests on."""
    if not isinstance(value, Mapping):
        return ""
    texts = [" ".join(s.get("text", "").split()) for s in value.get("evidence") or ()]
    return " … ".join(f"{quote[0]}{t}{quote[1]}" for t in texts if t)


def case_rows(view: CaseView, width: int, height: int, glyphs: Glyphs) -> list[Row]:
    """The pane at a size: the list above, the item in focus in full beneath."""
    if not view.items:
        inks = [Ink(" both say the same: Space closes the article", "quiet")]
        return [Row(tuple(column(inks, width, more=glyphs.more)))]
    detail = _detail(view, width, glyphs)[: max(height - 3, 2)]
    room = max(height - len(detail), 1)
    lines, at = _list(view, width, glyphs)
    first = max(0, min(at - room // 2, len(lines) - room))
    shown = lines[first : first + room]
    shown += [Row()] * (room - len(shown))
    return [*shown, *detail][:height]


def _list(view: CaseView, width: int, glyphs: Glyphs) -> tuple[list[Row], int]:
    names = numbers(view.state)
    rows: list[Row] = []
    here = 0
    last = ""
    named = max(cells(_name(i, names)) for i in view.items)
    for n, item in enumerate(view.items):
        group = (
            "only one side has it"
            if item.kind == "entry"
            else "both say so"
            if item.agreed
            else "what one side alone says of it"
            if item.alone
            else "they differ"
        )
        if group != last:
            text = f"{glyphs.rule} {group} "
            rows.append(Row((Ink(text + glyphs.rule * max(width - cells(text) - 1, 0), "rule"),)))
            last = group
        if n == view.at:
            here = len(rows)
        rows.append(_line(view, n, item, names, named, width, glyphs))
    return rows, here


def _name(item: Item, names: Mapping[str, int]) -> str:
    what = {"entry": "entry", "location": "place", "part_of": "inside"}.get(item.kind, item.kind)
    return f"{names.get(item.entry, 0)} {what}"


def _line(
    view: CaseView, n: int, item: Item, names: Mapping[str, int], named: int, width: int, glyphs: Glyphs
) -> Row:
    """`▸ 1 date   Fri 31 Jan 2025   Sat 1 Feb 2025   ○`."""
    open_ = n in view.waiting
    sign = glyphs.decisions[None if open_ else _decision(view.state, item)]
    room = width - named - 8
    half = max(room // 2, 1)
    look = "text" if open_ else "quiet"
    pointer = glyphs.pointer if n == view.at else " "
    sides = [
        column([Ink(_short(item, v, names), look)], half - 1, more=glyphs.more) for v in (item.one, item.two)
    ]
    inks = [
        Ink(f" {pointer} ", "pointer"),
        Ink(f"{_name(item, names):<{named}} ", "quiet"),
        *sides[0],
        Ink(" "),
        *sides[1],
        Ink(" "),
        Ink(sign, f"decision-{'undecided' if open_ else _decision(view.state, item) or 'undecided'}"),
    ]
    return Row(tuple(column(inks, width, more=glyphs.more)), n == view.at)


def _decision(state: State, item: Item) -> Any:
    cell = state.cell(item.entry, item.field)
    return None if cell is None else cell.get("decision")


def _short(item: Item, value: Any, names: Mapping[str, int]) -> str:
    if item.kind == "part_of":
        return _NOTHING if value is None else f"in {names.get(value, '?')}"
    return side_words(item, value)


def _detail(view: CaseView, width: int, glyphs: Glyphs) -> list[Row]:
    """Both sides in full with their words, and what was settled and why."""
    item = view.items[min(view.at, len(view.items) - 1)]
    names = numbers(view.state)
    rows = [Row((Ink(glyphs.rule * width, "rule"),))]
    for side, value in ((1, item.one), (2, item.two)):
        told = _short(item, value, names)
        words = quotes(value, glyphs.quotes)
        if words:
            told = f"{told}  {words}"
        for n, line in enumerate(wrapped_lines(glyphs.write(told), max(width - 5, 8))[:3]):
            inks = [Ink(f" {side if not n else ' '}  ", "pointer"), Ink(line, "text")]
            rows.append(Row(tuple(column(inks, width, more=glyphs.more))))
    cell = view.state.cell(item.entry, item.field) or {}
    if reason := cell.get("reason"):
        note = f": {cell['note']}" if cell.get("note") else ""
        inks = [Ink(f"    {reason.replace('_', ' ')}{note}", "sum")]
        rows.append(Row(tuple(column(inks, width, more=glyphs.more))))
    else:
        rows.append(Row())
    return rows


class AdjudicationPane(FieldsPane):
    """Draws a `CaseView`; has no state of its own and decides nothing."""

    _case: CaseView | None = None

    def show_case(self, view: CaseView) -> None:
        """Draw this view."""
        self._case = view
        self.set_rows(self.rows_for(self.size.width, self.size.height))

    def rows_for(self, width: int, height: int) -> list[Row]:
        """The rows at a size."""
        if self._case is None or width < 12 or height < 1:
            return [Row()] * height
        return case_rows(self._case, width, height, self.glyphs)


def view_of(state: State, items: Sequence[Item], at: int) -> CaseView:
    """The view of a record and its items."""
    waiting = frozenset(n for n, item in enumerate(items) if settle.waits(state, item))
    return CaseView(state, items, min(at, max(len(items) - 1, 0)), waiting)
