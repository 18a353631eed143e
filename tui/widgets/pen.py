"""One entry of a review as rows in columns: head line, date, place, counts. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Decision
from extract.typed_errors import NOT_STATED
from tui.cursor import Cursor
from tui.quote import Piece, Tone
from tui.view import Card, Line, Matter
from tui.widgets.glyphs import Glyphs
from tui.widgets.ink import Ink, Row, column
from tui.widgets.shorten import shorten
from tui.widgets.wrap import cells, wrapped_lines

#: From this width on a date's and a place's words stand beside them, else beneath.
BESIDE = 76
#: Column widths, in cells: pointer, outcome, side, figure.
POINTER, LABEL, SIDE, FIGURE = 2, 11, 10, 5
#: What the right-hand columns take: a blank, what is the matter, a blank, the decision, a blank.
SIGNS = 5

_TONES: dict[Tone, str] = {
    "words": "words",
    "cue": "words",
    "context": "faint",
    "none": "warning",
    "sum": "sum",
    "tag": "quiet",
}
_VALUE_LOOKS = {"date": "date", "place": "place", "count": "number", "head": "title"}


def block_height(card: Card, width: int) -> int:
    """How many rows an open entry takes."""
    beneath = 0 if width >= BESIDE else sum(line.kind in ("date", "place") for line in card.lines)
    return len(card.lines) + beneath + sum(len(line.tolls) for line in card.lines)


class Pen:
    """Draws entries at one width, with the cursor in one place."""

    def __init__(self, cursor: Cursor | None, width: int, glyphs: Glyphs, toll: int | None = None) -> None:
        self.cursor = cursor
        self.toll = toll
        self.width = width
        self.glyphs = glyphs

    def block(self, card: Card, *, one_line: bool = False) -> list[Row]:
        """The entry's head line and its fields; `one_line` gives each field no more than one row."""
        rows: list[Row] = []
        for line in card.lines:
            rows += [self.head(card, line)] if line.kind == "head" else self.field(line, one_line=one_line)
        return rows

    def head(self, card: Card, line: Line) -> Row:
        """`▌1  Mangocher, Kalat · clash      ⊂Σ5   ○`"""
        look = "struck" if line.struck else "title"
        inks = [
            Ink(self.glyphs.bar if self.is_here(card) else " ", "pointer"),
            Ink(f"{self.write(card.name):<4}", look),
            Ink(card.title, look),
        ]
        if card.type:
            inks.append(Ink(self.write(f" · {card.type}"), "quiet"))
        if line.was:
            inks.append(Ink(f"  was {line.was}", "was"))
        whole = self.part_of(card)
        room = self.width - SIGNS - cells(whole.text)
        row = (*self.fill(inks, room), whole, *self.signs(line.matter, line.decision))
        return Row(row, self.cursor == line.cursor, line.cursor)

    def field(self, line: Line, *, one_line: bool = False) -> list[Row]:
        """One field in its columns; a date's or place's words beneath it where the pane is not wide."""
        focused = self.cursor == line.cursor and self.toll is None
        room = self.width - SIGNS
        inks = [self.pointer(line), *(self.count(line) if line.kind == "count" else self.value(line))]
        was = [Ink(f"was {self.write(line.was)}  ", "was")] if line.was else []
        signs = self.signs(line.matter, line.decision)
        if line.kind != "count" and self.width < BESIDE and not one_line:
            return self._two_rows(line, inks, was)
        gap = max(self._words_at(line) - sum(cells(i.text) for i in inks), 2)
        inks += [Ink(" " * gap), *was]
        words = self.words(line, room - sum(cells(i.text) for i in inks))
        row = Row((*self.fill([*inks, *words], room), *signs), focused, line.cursor)
        return [row, *(self.told(line, n) for n in range(len(line.tolls)))]

    def told(self, line: Line, n: int) -> Row:
        """One toll beneath its count: `=` before the best one, a superseded one struck through."""
        toll = line.tolls[n]
        focused = self.cursor == line.cursor and self.toll == n
        here = self.glyphs.pointer if focused else " "
        sign = "=" if toll.best else self.glyphs.inside if n == len(line.tolls) - 1 else self.glyphs.branch
        look = "struck" if toll.superseded else "number" if toll.best else "text"
        source = f"{toll.source}, superseded" if toll.superseded else toll.source
        indent = LABEL + SIDE - 2
        inks = [
            Ink(f"{here:<{POINTER}}", "pointer"),
            Ink(f"{' ' * indent}{sign} ", "quiet"),
            Ink(" " * max(FIGURE - cells(self.write(toll.value)), 0)),
            Ink(self.write(toll.value), look),
            Ink("  "),
            Ink(source, "faint" if toll.superseded else "quiet"),
        ]
        return Row(tuple(self.fill(inks, self.width - 1)), focused, line.cursor)

    def _two_rows(self, line: Line, inks: list[Ink], was: list[Ink]) -> list[Row]:
        """A date's or place's value, and beneath it the rest of a long one and the words it was read from."""
        focused, room, indent = self.cursor == line.cursor, self.width - SIGNS, POINTER + LABEL
        *before, value = inks
        parts = wrapped_lines(value.text, max(room - indent, 2))
        first = [*before, Ink(parts[0], value.look), Ink("  "), *was]
        rest = [Ink(f"{' '.join(parts[1:])}  ", value.look)] if len(parts) > 1 else []
        second = [Ink(" " * indent), *rest]
        second += self.words(line, self.width - 1 - sum(cells(i.text) for i in second))
        signs = self.signs(line.matter, line.decision)
        return [
            Row((*self.fill(first, room), *signs), focused, line.cursor),
            Row((*self.fill(second, self.width - 1), Ink(" ")), focused, line.cursor),
        ]

    def _words_at(self, line: Line) -> int:
        """The column at which the words begin: the same for all kinds where there is room."""
        if self.width < BESIDE and line.kind == "count":
            return POINTER + LABEL + SIDE + FIGURE + 2
        return POINTER + LABEL + (34 if self.width >= 88 else 28) + 2

    def value(self, line: Line) -> list[Ink]:
        """A date or place: label and value."""
        text = "not stated" if line.value == NOT_STATED and not line.typing else self.write(line.value)
        look = "quiet" if line.value == NOT_STATED and not line.typing else self.look_of(line)
        return [Ink(f"{line.label:<{LABEL}}", "quiet"), Ink(text + self.caret(line), look)]

    def count(self, line: Line) -> list[Ink]:
        """A count: outcome, side, and the figure flush right."""
        label = f"{self.glyphs.inside} {line.label}" if line.inside else line.label
        look = "struck" if line.struck else "text"
        return [
            Ink(f"{label:<{LABEL}}", look),
            Ink(f"{line.side:<{SIDE}}", look),
            Ink(f"{self.write(line.value) + self.caret(line):>{FIGURE}}", self.look_of(line)),
        ]

    def look_of(self, line: Line) -> str:
        """The look of a field's value."""
        if line.typing:
            return "typing"
        return "struck" if line.struck else _VALUE_LOOKS[line.kind]

    def words(self, line: Line, width: int) -> list[Ink]:
        """`= 12 + 11`, tags, then in quotation marks the words that were read, made to fit the width."""
        read = [p for p in line.words if p.tone in ("words", "cue", "context")]
        inks: list[Ink] = []
        for piece in line.words:
            if piece not in read:
                inks += [*([Ink("  ")] if inks else []), Ink(self.write(piece.text), _TONES[piece.tone])]
        if read:
            inks += [Ink("  ")] if inks else []
            left = width - sum(cells(i.text) for i in inks)
            inks += self.pieces(shorten(read, left, self.glyphs.quotes, self.glyphs.more))
        return [Ink(i.text, "faint") for i in inks] if line.struck else inks

    def pieces(self, pieces: Sequence[Piece]) -> list[Ink]:
        """Quoted text in its looks."""
        return [Ink(p.text, _TONES[p.tone]) for p in pieces]

    def pointer(self, line: Line) -> Ink:
        """The cursor's sign, or blanks."""
        here = self.glyphs.pointer if self.cursor == line.cursor and self.toll is None else " "
        return Ink(f"{here:<{POINTER}}", "pointer")

    def caret(self, line: Line) -> str:
        """What stands after a value that is being typed."""
        return self.glyphs.caret if line.typing else ""

    def part_of(self, card: Card) -> Ink:
        """`⊂Σ5`, flush right."""
        text = f"{self.glyphs.whole}{self.write(card.whole)}" if card.whole else ""
        return Ink(f"{text:>6}", "quiet")

    def signs(self, matter: Matter, decision: Decision | None) -> tuple[Ink, ...]:
        """The two columns at the right: what is the matter, and what was decided."""
        return (
            Ink(" "),
            Ink(self.glyphs.matters[matter], f"matter-{matter}" if matter else "text"),
            Ink(" "),
            Ink(self.glyphs.decisions[decision], f"decision-{decision or 'undecided'}"),
            Ink(" "),
        )

    def is_here(self, card: Card) -> bool:
        """Whether the cursor is in the entry."""
        return self.cursor is not None and self.cursor.entry == card.entry

    def fill(self, inks: Sequence[Ink], width: int) -> list[Ink]:
        """The pieces, exactly so wide."""
        return column(inks, width, more=self.glyphs.more)

    def write(self, text: str) -> str:
        """Assay's own words in this terminal's signs."""
        return self.glyphs.write(text)
