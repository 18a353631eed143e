"""The fields of a review as rows in columns. Pure: `arrange` turns a `ReviewView` and a size into rows.

Three arrangements, chosen by size and number alone, so that no decision moves anything:
`open` (all entries with their fields, where they fit), `focused` (the focused entry's fields in a block of
fixed height, all entries beneath, one line each), `narrow` (tabs, seven lines of fields, the evidence).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from tui.quote import Piece
from tui.view import Card, Line, ReviewView
from tui.widgets.glyphs import Glyphs
from tui.widgets.ink import Ink, Row, column
from tui.widgets.wrap import cells, wrap

Arrangement: TypeAlias = Literal["open", "focused", "narrow"]

#: Panes lower than this are for the narrow arrangement.
LOW = 14
#: From this width on a date's and a place's words stand beside them, else beneath.
BESIDE = 76
_LABEL, _SIDE, _FIGURE = 11, 10, 6
_WORDS_AT = 2 + _LABEL + 28 + 2
#: What the right-hand columns take: a blank, the property, a blank, the decision, a blank.
_SIGNS = 5
#: Lines at the foot: a blank, two of messages, what is not claimed.
_FOOT = 4

_TONES = {
    "words": "words",
    "cue": "words",
    "context": "faint",
    "none": "warning",
    "sum": "quiet",
    "tag": "quiet",
}


def arrangement(view: ReviewView, width: int, height: int) -> Arrangement:
    """How this view is arranged in a pane of this size."""
    if height < LOW:
        return "narrow"
    groups = len({card.role for card in view.cards})
    needed = sum(block_height(c, width) + 1 for c in view.cards) + 2 * (groups - 1)
    return "open" if needed <= height - _FOOT else "focused"


def arrange(view: ReviewView, width: int, height: int, glyphs: Glyphs) -> list[Row]:
    """Exactly `height` rows of `width` cells."""
    how = arrangement(view, width, height)
    draw = _Pen(view, width, glyphs)
    if not view.cards:
        rows = [
            Row(),
            *draw.message("nothing proposed here: i adds an entry, X says why there is none", "quiet"),
        ]
    elif how == "narrow":
        rows = draw.narrow(height)
    else:
        body = draw.all_open() if how == "open" else draw.focused(height - _FOOT)
        rows = [*_exactly(body, height - _FOOT), *draw.foot()]
    return _exactly(rows, height)


def block_height(card: Card, width: int) -> int:
    """How many rows an open entry takes."""
    beneath = 0 if width >= BESIDE else sum(line.kind in ("date", "place") for line in card.lines)
    return len(card.lines) + beneath


def _exactly(rows: Sequence[Row], height: int) -> list[Row]:
    return [*rows[:height], *[Row()] * (height - len(rows))]


class _Pen:
    """Draws the parts of one view at one width."""

    def __init__(self, view: ReviewView, width: int, glyphs: Glyphs) -> None:
        self.view = view
        self.width = width
        self.glyphs = glyphs

    # -------------------------------------------------------- arrangements

    def all_open(self) -> list[Row]:
        rows: list[Row] = []
        for index, card in enumerate(self.view.cards):
            if card.role == "background" and (not index or self.view.cards[index - 1].role == "main"):
                rows += [self.rule("background"), Row()]
            rows += [*self.block(card), Row()]
        return rows

    def focused(self, height: int) -> list[Row]:
        view = self.view
        card = view.focused or view.cards[0]
        listed = len(view.cards) + 2
        fixed = max(block_height(c, self.width) for c in view.cards)
        fixed = min(max(fixed, 8), max(height - listed - 1, height * 3 // 5))
        rows = _exactly(_window(self.block(card), fixed), fixed)
        return [*rows, *self.listing(height - fixed)]

    def narrow(self, height: int) -> list[Row]:
        card = self.view.focused or self.view.cards[0]
        fields = max(height - 2, 1)
        rows = [self.tabs(), *_exactly(_window(self.block(card, one_line=True), fields), fields)]
        return [*rows, self.quote()] if height > len(rows) else rows

    # -------------------------------------------------------- an open entry

    def block(self, card: Card, *, one_line: bool = False) -> list[Row]:
        """The entry's head line and its fields."""
        rows: list[Row] = []
        for line in card.lines:
            rows += [self.head(card, line)] if line.kind == "head" else self.field(line, one_line=one_line)
        return rows

    def head(self, card: Card, line: Line) -> Row:
        """`▌1  Mangocher, Kalat · clash      ⊂Σ5   ○`"""
        here = self.view.cursor is not None and self.view.cursor.entry == card.entry
        focused = self.view.cursor == line.cursor
        look = "struck" if line.struck else "title"
        left = [
            Ink(self.glyphs.bar if here else " ", "pointer"),
            Ink(f"{self.glyphs.write(card.name):<4}", look),
        ]
        title = [Ink(card.title, look)]
        if card.type:
            title.append(Ink(self.glyphs.write(f" · {card.type}"), "quiet"))
        if line.was:
            title.append(Ink(f"  was {line.was}", "was"))
        whole = self.part_of(card)
        room = self.width - 5 - cells(whole.text) - 1 - _SIGNS
        inks = [*left, *self.fill(title, room), Ink(" "), whole, *self.signs(line)]
        return Row(tuple(inks), focused, line.cursor)

    def part_of(self, card: Card) -> Ink:
        text = f"{self.glyphs.whole}{self.glyphs.write(card.whole)}" if card.whole else ""
        return Ink(f"{text:>5}", "quiet")

    def field(self, line: Line, *, one_line: bool = False) -> list[Row]:
        """One field in its columns; a date's or place's words beneath it where the pane is narrow."""
        focused = self.view.cursor == line.cursor
        pointer = Ink(f" {self.glyphs.pointer if focused else ' '}", "pointer")
        if line.kind == "count":
            inks = [pointer, *self.count(line)]
            words_at = _WORDS_AT if self.width >= BESIDE else 2 + _LABEL + _SIDE + _FIGURE + 2
        else:
            inks = [pointer, Ink(f"{line.label:<{_LABEL}}", "quiet")]
            inks += [Ink(line.value + (self.glyphs.caret if line.typing else ""), self.value_look(line))]
            words_at = _WORDS_AT
        beneath = line.kind != "count" and self.width < BESIDE and not one_line
        room = self.width - _SIGNS
        words = self.words(line)
        was = [Ink(f"  was {self.glyphs.write(line.was)}", "was")] if line.was else []
        if beneath:
            second = Row((*self.fill([Ink(" " * (2 + _LABEL)), *words], self.width),), focused, line.cursor)
            return [Row((*self.fill([*inks, *was], room), *self.signs(line)), focused, line.cursor), second]
        used = sum(cells(i.text) for i in inks)
        gap = [Ink(" " * max(words_at - used, 2))]
        row = self.fill(
            [*inks, *was, *gap, *words] if not was else [*inks, *gap[:1], *was, Ink("  "), *words], room
        )
        return [Row((*row, *self.signs(line)), focused, line.cursor)]

    def count(self, line: Line) -> list[Ink]:
        label = f"{self.glyphs.inside}{line.label}" if line.inside else line.label
        value = line.value + (self.glyphs.caret if line.typing else "")
        look = self.value_look(line)
        return [
            Ink(f"{label:<{_LABEL}}", "struck" if line.struck else "text"),
            Ink(f"{line.side:<{_SIDE}}", "struck" if line.struck else "text"),
            Ink(f"{self.glyphs.write(value):>{_FIGURE}}", look),
        ]

    def value_look(self, line: Line) -> str:
        if line.typing:
            return "typing"
        if line.struck:
            return "struck"
        return {"date": "date", "place": "place", "count": "number", "head": "title"}[line.kind]

    def words(self, line: Line) -> list[Ink]:
        """`= 12 + 11`, tags, then the words in quotation marks."""
        said = [p for p in line.words if p.tone in ("sum", "tag", "none")]
        read = [p for p in line.words if p.tone not in ("sum", "tag", "none")]
        inks: list[Ink] = []
        for piece in said:
            inks += [Ink(self.glyphs.write(piece.text), _TONES[piece.tone]), Ink("  ")]
        if read:
            inks += [
                Ink(self.glyphs.quotes[0], "faint"),
                *self.pieces(read),
                Ink(self.glyphs.quotes[1], "faint"),
            ]
        return inks

    def pieces(self, pieces: Sequence[Piece]) -> list[Ink]:
        return [Ink(p.text, _TONES[p.tone]) for p in pieces]

    def signs(self, line: Line) -> list[Ink]:
        """The two columns at the right: what is the matter, what was decided."""
        decision = line.decision or "undecided"
        return [
            Ink(" "),
            Ink(
                self.glyphs.properties[line.property],
                f"property-{line.property}" if line.property else "text",
            ),
            Ink(" "),
            Ink(self.glyphs.decisions[line.decision], f"decision-{decision}"),
            Ink(" "),
        ]

    def fill(self, inks: Sequence[Ink], width: int) -> list[Ink]:
        return column(inks, width, more=self.glyphs.more)

    # -------------------------------------------------------- one line each

    def listing(self, height: int) -> list[Row]:
        """Every entry on one line, as many as fit around the focused one."""
        rows: list[Row] = [self.rule("entries")]
        at = 0
        for index, card in enumerate(self.view.cards):
            if card.role == "background" and index and self.view.cards[index - 1].role == "main":
                rows.append(self.rule("background"))
            if self.view.cursor is not None and card.entry == self.view.cursor.entry:
                at = len(rows)
            rows.append(self.listed(card))
        if len(rows) <= height:
            return rows
        inner = max(height - 2, 1)
        start = min(max(at - inner // 2, 1), len(rows) - inner)
        below = sum(r.cursor is not None for r in rows[start + inner :])
        above = sum(r.cursor is not None for r in rows[1:start])
        said = [f"{self.glyphs.below} {below} more"] if below else []
        said += [f"{self.glyphs.above} {above} above"] if above else []
        return [rows[0], *rows[start : start + inner], Row((Ink(f"   {'   '.join(said)}", "quiet"),))]

    def listed(self, card: Card) -> Row:
        here = self.view.cursor is not None and self.view.cursor.entry == card.entry
        struck = card.decision == "rejected"
        look = "struck" if struck else "title" if here else "text"
        room = self.width - 6 - 6 - _SIGNS + 1
        dated = 15 if room >= 50 else 0
        titled = max(min(room * 9 // 20, 30), 8) if dated else max(room * 3 // 5, 8)
        inks = [
            Ink(
                f"{self.glyphs.bar if here else ' '}{self.glyphs.write(card.name):>4} ",
                "pointer" if here else "quiet",
            ),
            *self.fill([Ink(card.title, look)], titled - 1),
            Ink(" "),
            *(self.fill([Ink(self.glyphs.write(card.date), "date")], dated) if dated else ()),
            *self.fill(
                [Ink(self.glyphs.write(card.figures), "struck" if struck else "number")],
                room - titled - dated,
            ),
            self.part_of(card),
        ]
        line = card.lines[0]
        decided = card.decision or "undecided"
        signs = [
            Ink(" "),
            Ink(
                self.glyphs.properties[card.property],
                f"property-{card.property}" if card.property else "text",
            ),
            Ink(" "),
            Ink(self.glyphs.decisions[card.decision], f"decision-{decided}"),
            Ink(" "),
        ]
        return Row((*self.fill(inks, self.width - _SIGNS), *signs), here, line.cursor)

    def tabs(self) -> Row:
        """`1✓ 2○ Σ5○ …`, the focused one lit, as many as fit around it."""
        cards = self.view.cards
        here = next((i for i, c in enumerate(cards) if c is self.view.focused), 0)
        texts = [self.glyphs.write(c.name) + self.glyphs.decisions[c.decision] for c in cards]
        first = last = here
        used = cells(texts[here]) + 2
        while True:
            grown = False
            for index in (last + 1, first - 1):
                if 0 <= index < len(cards) and used + cells(texts[index]) + 2 <= self.width - 6:
                    used += cells(texts[index]) + 2
                    first, last, grown = min(first, index), max(last, index), True
            if not grown:
                break
        inks = [Ink(f"{first} " if first else " ", "faint")]
        for index in range(first, last + 1):
            look = "tab-here" if index == here else "tab"
            inks.append(Ink(f" {texts[index]} ", look))
        if last < len(cards) - 1:
            inks.append(Ink(f" +{len(cards) - 1 - last}", "faint"))
        return Row(tuple(self.fill(inks, self.width)))

    # -------------------------------------------------------- around them

    def rule(self, name: str) -> Row:
        text = f" {self.glyphs.rule} {name} "
        return Row((Ink(text + self.glyphs.rule * (self.width - cells(text) - 1) + " ", "rule"),))

    def message(self, text: str, look: str, rows: int = 2) -> list[Row]:
        laid = wrap(self.glyphs.write(text), self.width - 3)
        lines = [laid.text[a:b] for a, b in zip(laid.starts, laid.ends, strict=True)]
        return [Row((Ink("  "), *self.fill([Ink(t, look)], self.width - 3))) for t in lines[:rows]]

    def foot(self) -> list[Row]:
        """What the focused field's checks say, and the numbers that nothing claims."""
        said = self.message("! " + "  ! ".join(self.view.messages), "warning") if self.view.messages else []
        free: list[Row] = []
        if self.view.unclaimed:
            quoted = [f"{self.glyphs.quotes[0]}{t}{self.glyphs.quotes[1]}" for t in self.view.unclaimed[:12]]
            free = self.message(f"not claimed: {' '.join(quoted)}", "quiet", 1)
        return [Row(), *_exactly(said, 2), *_exactly(free, 1)]

    def quote(self) -> Row:
        """The focused field's evidence on one line, or what is the matter with it."""
        if self.view.messages:
            return Row(tuple(self.fill([Ink(f" ! {self.view.messages[0]}", "warning")], self.width)))
        pieces = list(self.view.quote)
        lead = sum(cells(p.text) for p in _before_words(pieces))
        if lead > self.width // 3:
            pieces = _trim_left(pieces, lead - self.width // 3)
        return Row(tuple(self.fill([Ink(" "), *self.pieces(pieces)], self.width)))


def _before_words(pieces: Sequence[Piece]) -> list[Piece]:
    out: list[Piece] = []
    for piece in pieces:
        if piece.tone in ("words", "none"):
            break
        out.append(piece)
    return out


def _trim_left(pieces: list[Piece], by: int) -> list[Piece]:
    while pieces and by >= len(pieces[0].text):
        by -= len(pieces[0].text)
        pieces = pieces[1:]
    if not pieces:
        return pieces
    return [Piece("…" + pieces[0].text[by + 1 :], pieces[0].tone), *pieces[1:]]


def _window(rows: list[Row], height: int) -> list[Row]:
    """The rows that fit, the head always, the focused one in view."""
    if len(rows) <= height:
        return rows
    at = max((i for i, r in enumerate(rows) if r.focused), default=0)
    start = min(max(at - height + 2, 1), len(rows) - height + 1)
    return [rows[0], *rows[start : start + height - 1]]
