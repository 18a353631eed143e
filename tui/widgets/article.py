"""The article: its text with the evidence marked. A line-API widget that draws only the rows on screen."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from extract.model import Article, Span
from tui.acting import Letters
from tui.marks import Mark
from tui.shown import day_words
from tui.widgets.drawing import plain_lines
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.looks import style_of
from tui.widgets.marking import Marking
from tui.widgets.overlay import by_row, laid_over
from tui.widgets.selecting import restyled, selected_text
from tui.widgets.wrap import Wrapped, cells, cut, shown, wrap

__all__ = ["ArticleView", "Mark"]

#: The widest row of text, in cells: longer ones make the eye lose the next line.
MEASURE = 76
#: Rows kept between a revealed span and the edge of the pane, where the pane is high enough.
_CLEAR = 2
#: A text longer than this (characters) is laid out behind while the one before it is being read.
_LONG = 20_000
#: A title that is longer than this many rows is cut.
_TITLE_ROWS = 3


class ArticleView(ScrollView, can_focus=False):
    """Shows one article: title, publisher and date, then the text, wrapped to a measure that reads well.

    Its last line is kept for what lies off screen. It never takes the keyboard: the screen scrolls it.
    """

    ALLOW_SELECT = True
    LOOKS: ClassVar[Mapping[str, str]] = {
        "title": "bold",
        "quiet": "$text-quiet",
        "more": "$text-quiet",
        "selection": "reverse",
        "unclaimed": "$evidence-unclaimed italic underline",
        "chosen-focus": "$foreground bold reverse",
        "hint": "$background on $primary bold",
        "hint-typed": "$primary on $panel bold",
        "number": "$evidence-number underline",
        "date": "$evidence-date underline",
        "place": "$evidence-place underline",
        "number-cue": "$evidence-number on $cursor-row bold underline",
        "date-cue": "$evidence-date on $cursor-row bold underline",
        "place-cue": "$evidence-place on $cursor-row bold underline",
        "number-focus": "$evidence-number bold reverse",
        "date-focus": "$evidence-date bold reverse",
        "place-focus": "$evidence-place bold reverse",
    }
    DEFAULT_CSS = """
    ArticleView {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    @dataclass
    class Painted(Message):
        """A new article was drawn for the first time."""

        article_id: str

    @dataclass
    class Picked(Message):
        """The text was clicked: `offset` is the code point under the pointer."""

        offset: int

    def __init__(
        self, *, glyphs: Glyphs = UNICODE, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.glyphs = glyphs
        self._article: Article | None = None
        self._rows = wrap("", MEASURE)
        self._header: list[tuple[str, str]] = []
        self._margin = 2
        self._marking = Marking(self._rows)
        self._ready: Sequence[Wrapped] = ()
        self._letters: Mapping[int, list[Letters]] = {}
        self._over: Sequence[Letters] = ()
        self._strips: dict[int, Strip] = {}
        self._styles: dict[str, Style] = {}
        self._painted = bytearray()
        self._announce: str | None = None
        self._laid_out_for = 0
        self._to_reveal: Span | None = None
        self._shape = Size(0, 0)

    # ------------------------------------------------------------ what is shown

    def show_article(self, article: Article, marks: Sequence[Mark] = (), reveal: Span | None = None) -> None:
        """Show another article from its beginning, with `reveal` brought into view. Posts `Painted`."""
        self._article = article
        self._announce = article.id
        self._to_reveal = None
        self._lay_out()
        self._painted = bytearray(len(self._rows))
        self._marking = Marking(self._rows, marks)
        self.scroll_to(y=0, animate=False, force=True)
        if reveal is not None:
            self.reveal(reveal)
        self.refresh()

    def set_marks(self, marks: Sequence[Mark], reveal: Span | None = None) -> None:
        """Mark the same text differently; only the rows that change are drawn again."""
        before, self._marking = self._marking, Marking(self._rows, marks)
        changed = before.changed_rows(self._marking)
        if changed is None:
            self._strips.clear()
            self.refresh()
        else:
            top, width = self.scroll_offset.y, self.size.width
            lines = sorted(row + len(self._header) for row in changed)
            for line in lines:
                self._strips.pop(line, None)
            seen = [Region(0, y - top, width, 1) for y in lines if 0 <= y - top < self._reading_height]
            self.refresh(*seen, Region(0, self._reading_height, width, 1))
        if reveal is not None:
            self.reveal(reveal)

    def set_letters(self, letters: Sequence[Letters]) -> None:
        """Lay letters over the text; none takes them away."""
        if letters == self._over:
            return
        rows = {*self._letters}
        self._over = letters
        self._letters = by_row(letters, self._rows)
        for row in rows | {*self._letters}:
            self._strips.pop(row + len(self._header), None)
        self.refresh()

    def set_about(self, article: Article) -> None:
        """The same text, of which something else is told above it: another day of publication."""
        if article != self._article:
            self._article = article
            self._header = self._header_rows(self._rows.width)
            self._strips.clear()
            self.refresh()

    def in_view(self) -> tuple[int, int]:
        """The code points on screen, from and to (exclusive)."""
        first = self.scroll_offset.y - len(self._header)
        last = min(first + self._reading_height, len(self._rows))
        starts = self._rows.starts
        return starts[max(min(first, len(starts) - 1), 0)], self._rows.ends[max(last - 1, 0)]

    def reveal(self, span: Span) -> None:
        """Bring a span into view, if it isn't: its first row to the upper third of the pane."""
        if not self._reading_height:
            self._to_reveal = span
            return
        touched = self._rows.rows_of(span.start, max(span.end, span.start + 1))
        first, last = touched[0] + len(self._header), touched[-1] + len(self._header)
        height = self._reading_height
        clear = _CLEAR if height > 4 * _CLEAR else 0
        top = self.scroll_offset.y
        if first >= top + (clear if top else 0) and last < top + height - clear:
            return
        self.scroll_to(y=max(first - height // 3, 0), animate=False, force=True)

    def unseen(self, spans: Sequence[Span]) -> Span | None:
        """The first of the spans that was never wholly on screen since the article was opened."""
        for span in spans:
            touched = self._rows.rows_of(span.start, max(span.end, span.start + 1))
            if self._painted.find(0, touched[0], touched[-1] + 1) >= 0:
                return span
        return None

    def page(self, lines: int) -> None:
        """Scroll by this many lines, up where it is negative."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True)

    @property
    def page_height(self) -> int:
        """How many lines a page key moves: what fits, less one that stays in view."""
        return max(self._reading_height - 1, 1)

    @property
    def wrapped(self) -> Wrapped:
        """The rows of the text as they are laid out now."""
        return self._rows

    # ------------------------------------------------------------ laying out

    @property
    def _reading_height(self) -> int:
        return max(self.size.height - 1, 0)

    def _lay_out(self) -> None:
        width = self._laid_out_for = self.size.width
        measure = max(min(MEASURE, width - 4), 2)
        spare = width - measure
        # On a very wide screen the text stands in the middle of its pane, not far from the fields.
        self._margin = max(min(spare // 3, 8), spare // 2 - 4, 2) if width > 6 else 0
        # Before the pane has a width there is nothing to lay out: long texts would take longest then.
        text = "" if self._article is None or not width else self._article.text
        if self._rows.source is not text or self._rows.width != measure:
            self._rows = self._prepared(text, measure) or wrap(text, measure)
        self._header = self._header_rows(measure)
        self._strips.clear()
        self.virtual_size = Size(width, len(self._header) + len(self._rows) + 1)

    def prepare(self, texts: Sequence[str]) -> None:
        """Have texts that may be shown next laid out, the long ones behind: 300 KB take 30 ms."""
        measure = self._rows.width
        there = {text: self._prepared(text, measure) for text in texts}
        there |= {t: wrap(t, measure) for t, rows in there.items() if rows is None and len(t) <= _LONG}
        self._ready = ready = [rows for rows in there.values() if rows is not None]
        long = [text for text, rows in there.items() if rows is None]

        def lay_out() -> None:
            self._ready = [*ready, *(wrap(text, measure) for text in long)]

        if long:
            threading.Thread(target=lay_out, name="assay-layout", daemon=True).start()

    def _prepared(self, text: str, measure: int) -> Wrapped | None:
        """A text that was laid out before; it may have been read from the store again since."""
        return next((w for w in self._ready if w.width == measure and w.source == text), None)

    def _header_rows(self, measure: int) -> list[tuple[str, str]]:
        article = self._article
        if article is None:
            return []
        rows = [("", "text")]
        if article.title:
            title = wrap(" ".join(article.title.split()), measure)
            lines = [shown(title.text[a:b]) for a, b in zip(title.starts, title.ends, strict=True)]
            rows += [(line, "title") for line in lines[:_TITLE_ROWS]]
        about = [
            article.publisher,
            article.published and day_words(article.published),
            article.dateline,
            article.id,
        ]
        line = f" {self.glyphs.dot} ".join(a for a in about if a)
        rows.append(
            (shown(line) if cells(line) <= measure else cut(line, measure, self.glyphs.more), "quiet")
        )
        return [*rows, ("", "text")]

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew and keep the place: what stood at the top, and what had been on screen."""
        if self._fit():
            self.refresh()

    def _fit(self) -> bool:
        """Wrap for the width that the pane has now; False where the text is."""
        self._shape = self.size
        if self._shape.width == self._laid_out_for:
            return False
        old, seen = self._rows, self._painted
        top = self.scroll_offset.y - len(self._header)
        anchor = old.starts[min(top, len(old) - 1)] if top > 0 else None
        self._lay_out()
        self._painted = _carry_over(old, seen, self._rows)
        self._marking = Marking(self._rows, self._marking.marks)
        self._letters = by_row(self._over, self._rows)
        if anchor is not None:
            self.scroll_to(y=self._rows.row_of(anchor) + len(self._header), animate=False, force=True)
        if self._to_reveal is not None:
            span, self._to_reveal = self._to_reveal, None
            self.reveal(span)
        return True

    # ------------------------------------------------------------ drawing

    def notify_style_update(self) -> None:
        """The theme changed: nothing that was drawn holds any longer."""
        self._strips.clear()
        self._styles.clear()
        super().notify_style_update()

    def _style(self, look: str) -> Style:
        style = self._styles.get(look)
        if style is None:
            style = self.rich_style
            if look != "text":
                style += style_of(self.LOOKS[look], self.app.theme_variables)
            self._styles[look] = style
        return style

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines that are to be painted; the size is asked for once, not once a line.

        The first frame comes before anybody was told a size, and shows the text all the same.
        """
        self._fit()
        strips = plain_lines(self, crop, self._line)
        return super().render_lines(crop) if strips is None else strips

    def render_line(self, y: int) -> Strip:
        """One line of the pane as the mouse asks for it: with where each stretch of it stands."""
        self._shape = self.size
        return self._line(y).apply_offsets(0, y + self.scroll_offset.y)

    def _line(self, y: int) -> Strip:
        """One line of the pane; marks its row of text as seen."""
        if self._announce is not None and self._laid_out_for:
            # The screen draws, and Textual would let nothing bubble beyond what sent it.
            self.post_message(self.Painted(self._announce).set_sender(self))
            self._announce = None
        if y >= self._shape.height - 1:
            return self._more_line()
        line = y + self.scroll_offset.y
        row = line - len(self._header)
        if 0 <= row < len(self._painted):
            self._painted[row] = 1
        strip = self._strips.get(line)
        if strip is None:
            strip = self._strips[line] = self._draw(line)
        selection = self.text_selection
        if selection is not None and (span := selection.get_span(line)) is not None:
            strip = restyled(strip, *span, style_of(self.LOOKS["selection"], self.app.theme_variables))
        return strip

    def _draw(self, line: int) -> Strip:
        ground = self._style("text")
        segments = [Segment(" " * self._margin, ground)]
        row = line - len(self._header)
        if row < 0:
            text, look = self._header[line]
            segments.append(Segment(text, self._style(look)))
        elif row < len(self._rows):
            text = self._rows.text
            segments += [
                Segment(shown(text[a:b]), self._style(look)) for a, b, look in self._marking.runs(row)
            ]
        strip = Strip(segments).extend_cell_length(self._shape.width, ground).crop(0, self._shape.width)
        if row in self._letters:
            start = self._rows.starts[row]
            strip = laid_over(strip, self._letters[row], start, self._rows.text, self._margin, self._style)
        return strip

    def _more_line(self) -> Strip:
        """The last line: how many values have their evidence above and below what is on screen."""
        ground = self._style("text")
        top = len(self._header)
        first = self.scroll_offset.y - top
        last = first + max(self._shape.height - 1, 0)
        parts = []
        starts = self._rows.starts
        if 0 < last < len(starts) and (below := self._marking.values_from(starts[last])):
            parts.append(f"{self.glyphs.below} {below} more value{'s'[: below > 1]} below")
        if first > 0 and (above := self._marking.values_before(starts[min(first, len(starts) - 1)])):
            parts.append(f"{self.glyphs.above} {above} above")
        text = " " * self._margin + "   ".join(parts)
        return Strip([Segment(text, self._style("more"))]).adjust_cell_length(self._shape.width, ground)

    # ------------------------------------------------------------ mouse

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that the mouse selected, row by row as it is shown."""
        last = len(self._header) + len(self._rows) - 1
        return selected_text(selection, last, lambda line: self._draw(line).text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """The mouse selects: draw again."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Say which code point was clicked."""
        row = event.y + self.scroll_offset.y - len(self._header)
        if 0 <= row < len(self._rows) and event.y < self._reading_height:
            self.post_message(self.Picked(self._rows.offset_at(row, max(event.x - self._margin, 0))))


def _carry_over(old: Wrapped, seen: bytearray, new: Wrapped) -> bytearray:
    """Which rows of `new` show only text that had been on screen in `old`."""
    if not any(seen):
        return bytearray(len(new))
    out = bytearray(len(new))
    for row in range(len(new)):
        touched = old.rows_of(new.starts[row], max(new.ends[row], new.starts[row] + 1))
        out[row] = seen.find(0, touched[0], touched[-1] + 1) < 0
    return out
