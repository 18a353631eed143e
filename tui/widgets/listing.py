"""All entries of a review in a list, and as tabs. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tui.view import Card, Line
from tui.widgets.ink import Ink, Row
from tui.widgets.pen import SIGNS, Pen
from tui.widgets.wrap import cells


def listing(pen: Pen, cards: Sequence[Card], height: int) -> list[Row]:
    """Every entry under a rule: with its counts where all fit, else on one line; the focused one in view.

    Whether all fit does not depend on the cursor, so moving it moves no line of a list that fits.
    """
    tall = len(cards) + sum(len(c.lines) - 3 for c in cards) + _rules(cards) <= height
    rows: list[Row] = []
    at = 0
    for index, card in enumerate(cards):
        if not index or card.role != cards[index - 1].role:
            rows.append(rule(pen, "background" if card.role == "background" else "entries"))
        if pen.is_here(card):
            at = len(rows)
        rows += _with_counts(pen, card) if tall else [_one_line(pen, card)]
    return rows if len(rows) <= height else _around(pen, rows, at, height)


def _rules(cards: Sequence[Card]) -> int:
    return sum(not i or c.role != cards[i - 1].role for i, c in enumerate(cards))


def _around(pen: Pen, rows: list[Row], at: int, height: int) -> list[Row]:
    """The rows around the focused one, with a last line that says how many are not shown."""
    inner = max(height - 1, 1)
    start = min(max(at - inner // 2, 0), len(rows) - inner)
    below = sum(r.cursor is not None for r in rows[start + inner :])
    above = sum(r.cursor is not None for r in rows[:start])
    said = [f"{pen.glyphs.below} {below} more"] if below else []
    said += [f"{pen.glyphs.above} {above} above"] if above else []
    return [*rows[start : start + inner], Row((Ink(f"  {'   '.join(said)}", "quiet"),))]


def _one_line(pen: Pen, card: Card) -> Row:
    """`   3 Lakki Marwat   12–13 Dec   6 mil killed   ⊂Σ7    ○`"""
    room = pen.width - SIGNS - 12
    dated = 15 if room >= 56 else 0
    titled = min(max(room * (2 if dated else 3) // 6, 10), 30)
    struck = card.decision == "rejected"
    inks = [
        *_title(pen, card, titled),
        *(pen.fill([Ink(pen.write(card.date), "date")], dated) if dated else ()),
        *pen.fill([Ink(pen.write(card.figures), "struck" if struck else "number")], room - titled - dated),
        pen.part_of(card),
    ]
    return Row((*inks, *pen.signs(card.matter, card.decision)), pen.is_here(card), card.lines[0].cursor)


def _with_counts(pen: Pen, card: Card) -> list[Row]:
    """An entry's title and date on one line, its counts beneath with their words."""
    room = pen.width - SIGNS - 12
    dated = 15 if room >= 38 else 0
    inks = [
        *_title(pen, card, room - dated),
        *(pen.fill([Ink(pen.write(card.date), "date")], dated) if dated else ()),
        pen.part_of(card),
    ]
    signs = pen.signs(card.frame_matter, card.frame_decision)
    rows = [Row((*inks, *signs), pen.is_here(card), card.lines[0].cursor)]
    return rows + [_count(pen, line) for line in card.lines[3:]]


def _count(pen: Pen, line: Line) -> Row:
    """A count under its entry: as in the open entry, but quiet, and set in by as much as the title is."""
    outcome, side, figure = pen.count(line)
    words = [Ink(i.text, "quiet" if i.look == "words" else i.look) for i in pen.words(line)]
    inks = [
        Ink(" " * 6),
        Ink(f"{outcome.text[:-1]}", "struck" if line.struck else "quiet"),
        Ink(f"{side.text}", "struck" if line.struck else "quiet"),
        Ink(figure.text[2:] if figure.text.startswith("  ") else figure.text.lstrip(), figure.look),
        Ink("  "),
        *words,
    ]
    return Row(
        (*pen.fill(inks, pen.width - SIGNS), *pen.signs(line.matter, line.decision)), False, line.cursor
    )


def _title(pen: Pen, card: Card, width: int) -> list[Ink]:
    here = pen.is_here(card)
    look = "struck" if card.decision == "rejected" else "title" if here else "text"
    name = f"{pen.glyphs.bar if here else ' '}{pen.write(card.name):>4} "
    return [
        Ink(name, "pointer" if here else "quiet"),
        *pen.fill([Ink(card.title, look)], width - 1),
        Ink(" "),
    ]


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
