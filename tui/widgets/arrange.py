"""The whole fields pane as rows. Pure: `arrange` turns a `ReviewView` and a size into rows.

Three arrangements, chosen by size and number alone, so that neither a decision nor the cursor moves anything:
`open` (all entries with their fields, where they fit), `focused` (the focused entry's fields in a block of
fixed height, all entries in a list beneath), `narrow` (tabs, the focused entry's fields, its evidence).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from tui.quote import Piece
from tui.view import About, ReviewView, Said
from tui.widgets.glyphs import Glyphs
from tui.widgets.ink import Ink, Row
from tui.widgets.listing import listing, rule, tabs
from tui.widgets.pen import Pen, block_height
from tui.widgets.wrap import cells, wrapped_lines

Arrangement: TypeAlias = Literal["open", "focused", "narrow"]

#: Panes lower than this are for the narrow arrangement.
LOW = 14
#: Lines at the foot: a blank, two of messages, what is not claimed.
_FOOT = 4
#: The focused entry's block is this high at the least, so that it stays where it is among small entries.
_LEAST = 8
_NOTHING = "no incident is proposed here · i adds one, X says that there is none"


def arrangement(view: ReviewView, width: int, height: int) -> Arrangement:
    """How this view is arranged in a pane of this size."""
    if height < LOW:
        return "narrow"
    split = len({card.role for card in view.cards}) > 1
    needed = 1 + sum(block_height(c, width) + 1 for c in view.cards) + 2 * split
    return "open" if needed <= height - _FOOT else "focused"


def arrange(view: ReviewView, width: int, height: int, glyphs: Glyphs) -> list[Row]:
    """Exactly `height` rows, each at most `width` cells."""
    pen = Pen(view.cursor, width, glyphs, view.toll)
    if not view.cards:
        return _exactly([Row(), *_message(pen, _NOTHING, "quiet", 2)], height)
    how = arrangement(view, width, height)
    if how == "narrow":
        return _exactly(_narrow(pen, view, height), height)
    body = height - _FOOT
    rows = _all_open(pen, view) if how == "open" else _focused(pen, view, body)
    return _exactly([*_exactly(rows, body), *_foot(pen, view)], height)


def displayed(rows: Sequence[Row], view: ReviewView | None) -> frozenset[str]:
    """The entries whose place, date and counts can be read in these rows; the focused one always is."""
    here = view.focused if view is not None else None
    return frozenset(row.shows for row in rows if row.shows) | ({here.entry} if here is not None else set())


def _all_open(pen: Pen, view: ReviewView) -> list[Row]:
    rows = [Row()]
    for index, card in enumerate(view.cards):
        if card.role == "background" and (not index or view.cards[index - 1].role == "main"):
            rows += [rule(pen, "background"), Row()]
        head, *others = pen.block(card)
        rows += [replace(head, shows=card.entry), *others, Row()]
    return rows


def _focused(pen: Pen, view: ReviewView, height: int) -> list[Row]:
    card = view.focused or view.cards[0]
    tallest = max(block_height(c, pen.width) for c in view.cards)
    fixed = min(max(tallest, _LEAST), max(height - len(view.cards) - 4, height * 3 // 5))
    block = _exactly(_window(pen.block(card), fixed), fixed)
    return [Row(), *block, Row(), *listing(pen, view.cards, height - fixed - 2)]


def _narrow(pen: Pen, view: ReviewView, height: int) -> list[Row]:
    card = view.focused or view.cards[0]
    fields = max(height - 2, 1)
    rows = [tabs(pen, view.cards), *_exactly(_window(pen.block(card, one_line=True), fields), fields)]
    return [*rows, _quote(pen, view)]


def _foot(pen: Pen, view: ReviewView) -> list[Row]:
    """What the focused field's checks say, and the numbers that nothing claims."""
    said = _said(pen, view.messages, 2)
    free: list[Row] = []
    if view.unclaimed:
        quotes = pen.glyphs.quotes
        quoted = [f"{quotes[0]}{text}{quotes[1]}" for text in view.unclaimed[:40]]
        free = _message(pen, f"not claimed: {' '.join(quoted)}", "quiet", 1)
    return [Row(), *_exactly(said, 2), *_exactly(free, 1)]


#: What is no fault is told quietly.
_ABOUT_LOOKS: dict[About, str] = {"blocking": "matter-blocking", "check": "matter-check"}


def _said(pen: Pen, messages: Sequence[Said], rows: int) -> list[Row]:
    """The checks in words, the gravest first, in at most so many rows."""
    out: list[Row] = []
    for said in messages:
        if len(out) < rows:
            sign, look = _sign(pen, said)
            out += _message(pen, said.text, look, rows - len(out), sign=sign)
    return out


def _sign(pen: Pen, said: Said) -> tuple[Ink, str]:
    """What stands before a check's sentence, and the sentence's look."""
    faulty = said.about in _ABOUT_LOOKS
    sign = pen.write("⊃") if said.about == "short" else pen.glyphs.matters[said.about]
    look = "error" if said.about == "blocking" else "warning" if faulty else "quiet"
    word = " stop: " if said.about == "blocking" else " "
    return Ink(sign + word, _ABOUT_LOOKS.get(said.about, "quiet")), look


def _message(pen: Pen, text: str, look: str, rows: int, *, sign: Ink | None = None) -> list[Row]:
    """A sentence behind its sign in at most so many rows; the last says where more was cut off."""
    lead = cells(sign.text) if sign else 0
    lines = wrapped_lines(text, pen.width - 3 - lead)
    if len(lines) > rows:
        lines = [*lines[: rows - 1], lines[rows - 1] + pen.glyphs.more]
    leads = [sign or Ink(""), *[Ink(" " * lead)] * (len(lines) - 1)]
    return [
        Row((Ink("  "), *pen.fill([before, Ink(line, look)], pen.width - 3)))
        for before, line in zip(leads, lines, strict=True)
    ]


def _quote(pen: Pen, view: ReviewView) -> Row:
    """The focused field's evidence on one line, or what is the matter with it."""
    if faults := [m for m in view.messages if m.about in ("blocking", "check")]:
        sign, look = _sign(pen, faults[0])
        return Row((Ink("  "), *pen.fill([sign, Ink(faults[0].text, look)], pen.width - 2)))
    pieces = list(view.quote)
    lead = 0
    for piece in pieces:
        if piece.tone in ("words", "none"):
            break
        lead += cells(piece.text)
    if lead > pen.width // 3:
        pieces = _trim_left(pieces, lead - pen.width // 3, pen.glyphs.more)
    return Row(tuple(pen.fill([Ink("  "), *pen.pieces(pieces)], pen.width)))


def _trim_left(pieces: list[Piece], by: int, more: str) -> list[Piece]:
    """The pieces without their first `by` characters, cut at a word."""
    while pieces and by >= len(pieces[0].text):
        by -= len(pieces[0].text)
        pieces = pieces[1:]
    if not pieces:
        return pieces
    text = pieces[0].text[by:]
    return [Piece(more + text[text.find(" ") + 1 :], pieces[0].tone), *pieces[1:]]


def _window(rows: list[Row], height: int) -> list[Row]:
    """The rows that fit: the head always, and the focused one in view."""
    if len(rows) <= height:
        return rows
    at = max((i for i, r in enumerate(rows) if r.focused), default=0)
    start = min(max(at - height + 2, 1), len(rows) - height + 1)
    return [rows[0], *rows[start : start + height - 1]]


def _exactly(rows: Sequence[Row], height: int) -> list[Row]:
    return [*rows[:height], *[Row()] * (height - len(rows))]
