"""The queue as lines: only what is on screen is drawn, of the rows that are in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import events
from textual.message import Message

from extract.date_display import MONTHS
from store.query import Hit, QueueRow
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.ink import Ink, Row, column
from tui.widgets.lines import RowsWidget
from tui.widgets.wrap import cells, cut, shown

#: From this width on a line has all its columns.
WIDE = 100


class Line(NamedTuple):
    """One line of the list: an article of the queue or of what was done today, a hit, or a heading."""

    article: QueueRow | None = None
    hit: Hit | None = None
    heading: str = ""
    today: bool = False

    @property
    def row(self) -> int | None:
        """The article's row; None for a heading."""
        return self.article.row if self.article else self.hit.row if self.hit else None


@dataclass(frozen=True, slots=True)
class Widths:
    """Cells of the columns; 0 leaves one out."""

    badge: int
    name: int
    publisher: int
    date: int
    place: int
    deaths: int = 6
    doubt: int = 6


def widths(width: int) -> Widths:
    """The columns for a width: the name takes what the others leave."""
    badge, publisher, date, place = (9, 18, 11, 18) if width >= WIDE else (9, 0, 11, 13)
    fixed = 5 + sum(w + 2 for w in (badge, publisher, date, place) if w) + 6 + 6 + 1
    return Widths(badge, max(width - fixed, 8), publisher, date, place)


def fitted(text: str, width: int, more: str) -> str:
    """A text in exactly so many cells."""
    text = shown(text)
    text = text if cells(text) <= width else cut(text, width, more)
    return text + " " * (width - cells(text))


class QueueView(RowsWidget):
    """Lines with a cursor. The screen gives it lines and where the cursor is; it keeps what is on top."""

    LOOKS: ClassVar[Mapping[str, str]] = {
        "quiet": "$text-quiet",
        "key": "$primary bold",
        "strong": "bold",
        "done": "$success",
        "warning": "$warning",
        "error": "$error bold",
        "title": "$accent bold",
        "rule": "$rule",
        "found": "$accent bold underline",
        "here": "on $cursor-row",
    }

    @dataclass
    class Picked(Message):
        """A line was clicked: its place in the list."""

        at: int

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs
        self.lines: Sequence[Line] = ()
        self.at = 0
        self.top = 0
        self._made: dict[tuple[int, bool], list[Row]] = {}
        self._on_screen: list[int] = []

    def show(self, lines: Sequence[Line], at: int, *, shift: int = 0) -> None:
        """Draw these lines, the cursor at `at`; `shift`: so many lines came in at the front."""
        if lines is not self.lines:
            self.lines = lines
            self._made.clear()
        self.at = at
        self.top = max(0, self.top + shift)
        self.set_rows(self.rows_for(self.size.width, self.size.height))

    @property
    def page(self) -> int:
        """Lines that fit on the screen, about."""
        return max(1, self.size.height // self._height())

    def _height(self) -> int:
        return 2 if self.lines and self.lines[0].hit is not None else 1

    def rows_for(self, width: int, height: int) -> list[Row]:
        """The lines from the top one on, moved as little as keeps the cursor in sight."""
        if width < 20 or height < 1:
            return []
        room = max(1, height // self._height())
        clear = min(2, (room - 1) // 2)
        low, high = self.at - room + 1 + clear, self.at - clear
        top = min(max(self.top, low), high) if low <= high else self.at
        self.top = max(0, min(top, len(self.lines) - room))
        if self.at == 1 and self.lines and self.lines[0].heading:
            self.top = 0
        rows: list[Row] = []
        self._on_screen = []
        for n in range(self.top, min(self.top + room, len(self.lines))):
            made = self._line(n, width)
            rows += made
            self._on_screen += [n] * len(made)
        return rows[:height]

    def on_resize(self) -> None:
        """Another width, other columns."""
        self._made.clear()
        super().on_resize()

    def on_click(self, event: events.Click) -> None:
        """The line under the pointer."""
        if event.y < len(self._on_screen):
            self.post_message(self.Picked(self._on_screen[event.y]))

    # ------------------------------------------------------------ one line

    def _line(self, n: int, width: int) -> list[Row]:
        key = (n, n == self.at)
        if key not in self._made:
            line = self.lines[n]
            if line.heading:
                made = [Row(tuple(heading_inks(line.heading, width, self.glyphs)))]
            elif line.hit is not None:
                made = hit_rows(line.hit, width, self.glyphs, here=n == self.at)
            else:
                assert line.article is not None
                inks = article_inks(line.article, width, self.glyphs, here=n == self.at, today=line.today)
                made = [Row(tuple(inks), n == self.at)]
            self._made[key] = made
        return self._made[key]


def heading_inks(text: str, width: int, glyphs: Glyphs) -> list[Ink]:
    """A rule with a word in it: `── done today · 12 ───`."""
    words = f" {glyphs.write(text)} "
    before = Ink(glyphs.rule * 2, "rule")
    return column(
        [before, Ink(words, "quiet"), Ink(glyphs.rule * max(width - 2 - cells(words), 0), "rule")], width
    )


def column_heads(width: int, glyphs: Glyphs) -> list[Ink]:
    """The columns' names, over them."""
    of = widths(width)
    more = glyphs.more
    text = "     " + fitted("why", of.badge, more) + "  " + fitted("article", of.name, more)
    text += f"  {fitted('publisher', of.publisher, more)}" if of.publisher else ""
    text += f"  {fitted('published', of.date, more)}  {fitted('place', of.place, more)}"
    return column([Ink(text + f"{'dead':>{of.deaths}}{'doubt':>{of.doubt}}", "quiet")], width, more=more)


def article_inks(row: QueueRow, width: int, glyphs: Glyphs, *, here: bool, today: bool = False) -> list[Ink]:
    """An article in columns: status, flag, why, what it is called, who, when, where, deaths, doubt."""
    of = widths(width)
    more = glyphs.more
    sign, look = status_sign(row, glyphs)
    name = [Ink(fitted(row.title or row.id, of.name, more), "strong" if here else "text")]
    if row.copies > 1:
        times = f" {glyphs.write('×')}{row.copies}"
        name = [Ink(fitted(row.title or row.id, of.name - cells(times), more)), Ink(times, "quiet")]
        if here:
            name[0] = Ink(name[0].text, "strong")
    when = clock_words(row.verified_at) if today else _day(row.published)
    inks = [
        Ink(f" {glyphs.pointer if here else ' '}", "key"),
        Ink(sign, look),
        Ink(glyphs.matters["flagged"] if row.flag else " ", "warning"),
        Ink(" "),
        Ink(fitted(row.badge.replace("_", " "), of.badge, more), _badge_look(row)),
        Ink("  "),
        *name,
        *([Ink("  " + fitted(row.publisher or "", of.publisher, more), "quiet")] if of.publisher else []),
        Ink("  " + fitted(when, of.date, more), "quiet"),
        Ink("  " + fitted(row.place or "", of.place, more)),
        Ink(f"{row.deaths or '':>{of.deaths}}", "strong"),
        Ink(f"{'' if row.doubt is None else f'{row.doubt:.0%}':>{of.doubt}}", "quiet"),
    ]
    return column(inks, width, more=more)


def status_sign(row: QueueRow, glyphs: Glyphs) -> tuple[str, str]:
    """The sign of how far an article is, and its look."""
    match row.status:
        case "verified":
            return glyphs.decisions["accepted"], "done"
        case "irrelevant":
            return glyphs.decisions["rejected"], "quiet"
        case "in_progress":
            return glyphs.decisions["corrected"], "warning"
    return glyphs.decisions[None], "quiet"


def _badge_look(row: QueueRow) -> str:
    return {"blocking": "error", "tolls": "warning", "deaths": "text", "doubt": "warning"}.get(
        row.badge, "quiet"
    )


def _day(day: dt.date | None) -> str:
    return "" if day is None else f"{day.day:>2} {MONTHS[day.month - 1]} {day.year}"


def clock_words(stamp: str | None) -> str:
    """A stamp of the log as the local time of day."""
    if stamp is None:
        return ""
    return f"{dt.datetime.fromisoformat(stamp.replace('Z', '+00:00')).astimezone():%H:%M}"


def hit_rows(hit: Hit, width: int, glyphs: Glyphs, *, here: bool) -> list[Row]:
    """A hit in two lines: the article, and the words around what was found, that lit."""
    head = [
        Ink(f" {glyphs.pointer if here else ' '}", "key"),
        Ink(f" {hit.id}", "strong" if here else "text"),
    ]
    if len(hit.spans) > 1:
        head.append(Ink(f"  {len(hit.spans):,} times", "quiet"))
    inks = [Ink("     ")]
    at = 0
    for start, end in hit.in_snippet:
        if start < at:
            continue
        inks += [Ink(_flat(hit.snippet[at:start]), "quiet"), Ink(_flat(hit.snippet[start:end]), "found")]
        at = end
    inks.append(Ink(_flat(hit.snippet[at:]), "quiet"))
    more = glyphs.more
    return [
        Row(tuple(column(head, width, more=more)), here),
        Row(tuple(column(inks, width, more=more)), here),
    ]


def _flat(text: str) -> str:
    return "".join(" " if c.isspace() else c for c in text)
