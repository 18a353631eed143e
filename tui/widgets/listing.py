"""All entries of a review in a list, and as tabs. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from tui.view import Card, Line
from tui.widgets.ink import Ink, Row
from tui.widgets.pen import SIGNS, Pen
from tui.widgets.wrap import cells, wrapped_lines

#: Cells that a place, a count and a date need at the least; what is longer is wrapped.
_TITLE, _FIGURE, _DATE = 12, 14, 12
#: A place that is longer than this many rows is cut.
_TITLE_ROWS = 4
_NO_COUNTS, _NO_DATE = "no counts", "no date"


def listing(pen: Pen, cards: Sequence[Card], height: int) -> list[Row]:
    """Every entry under a rule: its counts with their words where all fit; the focused one in view.

    Whether all fit does not depend on the cursor, so moving it moves no line of a list that fits.
    """
    for table in (Table(pen, cards, words=True), Table(pen, cards, words=False)):
        items: list[list[Row]] = []
        at = 0
        for index, card in enumerate(cards):
            if not index or card.role != cards[index - 1].role:
                items.append([rule(pen, "background" if card.role == "background" else "entries")])
            if pen.is_here(card):
                at = len(items)
            items.append(table.item(card))
        rows = [row for item in items for row in item]
        if len(rows) <= height:
            return rows
    return _around(pen, items, at, height)


def _around(pen: Pen, items: list[list[Row]], at: int, height: int) -> list[Row]:
    """The whole items around the focused one, with a last line that says how many are not shown."""
    first = last = min(at, len(items) - 1)
    used = len(items[first])
    grown = True
    while grown:
        grown = False
        for index in (first - 1, last + 1):
            if 0 <= index < len(items) and used + len(items[index]) <= height - 1:
                used += len(items[index])
                first, last, grown = min(first, index), max(last, index), True
    above, below = (
        sum(item[0].cursor is not None for item in part) for part in (items[:first], items[last + 1 :])
    )
    said = [f"{pen.glyphs.below} {below} more"] if below else []
    said += [f"{pen.glyphs.above} {above} above"] if above else []
    rows = [row for item in items[first : last + 1] for row in item][: max(height - 1, 0)]
    blank = [Row()] * (height - 1 - len(rows))
    return [*rows, *blank, Row(tuple(pen.fill([Ink(f"  {'   '.join(said)}", "quiet")], pen.width)))]


class Table:
    """Entries in columns: number, place, date, counts, the total it is part of. What is long is wrapped.

    With `words` the counts stand beneath, each with the words it was read from. The columns are as wide as
    all entries together need, so neither the cursor nor scrolling moves them.
    """

    def __init__(self, pen: Pen, cards: Sequence[Card], *, words: bool) -> None:
        self.pen = pen
        self.words = words
        self.whole = max(cells(self._whole(c)) for c in cards)
        self.named = max(cells(pen.write(c.name)) for c in cards) + 2
        room = max(pen.width - SIGNS - self.named - self.whole, 1)
        self.dated = min(max(cells(self._date(c)) for c in cards), _DATE) + 1
        longest = max(cells(pen.write(f)) for c in cards for f in (c.figures or (_NO_COUNTS,)))
        least = 0 if words else min(longest, _FIGURE)
        title = max(_TITLE, *(min(cells(word) + 1, _FIGURE) for c in cards for word in c.title.split()))
        if room - self.dated - least < _TITLE:
            self.dated = 0
        elif room - self.dated - least > title:
            self.dated += 1
        room -= self.dated
        titled = max(cells(c.title) for c in cards) + 1
        self.titled = max(room if words else max(min(titled, room - longest), min(title, room - least)), 1)
        self.figured = max(room - self.titled, 0)

    def _whole(self, card: Card) -> str:
        return f" {self.pen.glyphs.whole}{self.pen.write(card.whole)}" if card.whole else ""

    def _date(self, card: Card) -> str:
        return self.pen.write(card.date) or _NO_DATE

    def item(self, card: Card) -> list[Row]:
        """`   3 Lakki Marwat   12–13 Dec   6 mil killed   ⊂Σ7    ○`, with a row more for what is long."""
        pen = self.pen
        here, struck = pen.is_here(card), card.decision == "rejected"
        titles = wrapped_lines(card.title, max(self.titled - 1, 2))
        cut = len(titles) > _TITLE_ROWS
        if cut:
            titles = [*titles[: _TITLE_ROWS - 1], titles[_TITLE_ROWS - 1] + pen.glyphs.more]
        dates = wrapped_lines(self._date(card), self.dated - 1) if self.dated else []
        figures = [] if self.words else self._figures(card)
        shows = "" if struck or cut or not self.dated or not (self.words or self.figured) else card.entry
        title = "struck" if struck else "title" if here else "text"
        number = "struck" if struck else "number" if card.figures else "faint"
        rows: list[Row] = []
        for at, (name, date, figure) in enumerate(zip_longest(titles, dates, figures, fillvalue="")):
            inks = [
                Ink(" " * self.named) if at else self._name(card),
                *pen.fill([Ink(name, title)], self.titled),
                *pen.fill([Ink(date, "date" if card.date else "faint")], self.dated),
                *pen.fill([Ink(figure, number)], self.figured),
                Ink(f"{'' if at else self._whole(card):>{self.whole}}", "quiet"),
                *(() if at else self._signs(card)),
            ]
            row = Row(tuple(inks), here and not at, card.lines[0].cursor, shows="" if at else shows)
            rows.append(row)
        return rows + [_count(pen, line, self.named) for line in card.lines[3:] if self.words]

    def _name(self, card: Card) -> Ink:
        """`▌ 3 `: the entry's number with the focused one's bar before it."""
        here = self.pen.is_here(card)
        name = f"{self.pen.glyphs.bar if here else ' '}{self.pen.write(card.name):>{self.named - 2}} "
        return Ink(name, "pointer" if here else "quiet")

    def _signs(self, card: Card) -> tuple[Ink, ...]:
        if self.words:
            return self.pen.signs(card.frame_matter, card.frame_decision)
        return self.pen.signs(card.matter, card.decision)

    def _figures(self, card: Card) -> list[str]:
        """The counts, as many on a line as fit."""
        rows: list[str] = []
        for figure in map(self.pen.write, card.figures or (_NO_COUNTS,)):
            joined = f"{rows[-1]}, {figure}" if rows else figure
            if rows and cells(joined) <= self.figured:
                rows[-1] = joined
            else:
                rows += wrapped_lines(figure, max(self.figured, 2))
        return rows


def _count(pen: Pen, line: Line, indent: int) -> Row:
    """A count under its entry: as in the open entry, but quiet, and set in by as much as the title is."""
    outcome, side, figure = pen.count(line)
    look = "struck" if line.struck else "quiet"
    inks = [
        Ink(" " * indent),
        Ink(outcome.text[:-1], look),
        Ink(side.text, look),
        Ink(figure.text[2:] if figure.text.startswith("  ") else figure.text.lstrip(), figure.look),
        Ink(" "),
    ]
    room = pen.width - SIGNS
    for ink in pen.words(line, room - sum(cells(i.text) for i in inks)):
        inks.append(Ink(ink.text, "quiet" if ink.look == "words" else ink.look))
    return Row((*pen.fill(inks, room), *pen.signs(line.matter, line.decision)), False, line.cursor)


def tabs(pen: Pen, cards: Sequence[Card]) -> Row:
    """`1✓ 2○ Σ5○ …`, the focused one lit; as many as fit around it, and how many more there are."""
    here = next((i for i, c in enumerate(cards) if pen.is_here(c)), 0)
    texts = [f" {pen.write(c.name)}{pen.glyphs.decisions[c.decision]} " for c in cards]
    first = last = here
    used = cells(texts[here])
    grown = True
    while grown:
        grown = False
        for index in (last + 1, first - 1):
            if 0 <= index < len(cards) and used + cells(texts[index]) <= pen.width - 8:
                used += cells(texts[index])
                first, last, grown = min(first, index), max(last, index), True
    inks = [Ink(f"{first}+" if first else " ", "faint")]
    inks += [Ink(texts[i], "tab-here" if i == here else "tab") for i in range(first, last + 1)]
    if last < len(cards) - 1:
        inks.append(Ink(f" +{len(cards) - 1 - last}", "faint"))
    return Row(tuple(pen.fill(inks, pen.width)), bar=True)


def rule(pen: Pen, name: str) -> Row:
    """`─ background ─────────`"""
    text = f"{pen.glyphs.rule} {name} "
    return Row((Ink(text + pen.glyphs.rule * max(pen.width - cells(text) - 1, 0), "rule"),))
