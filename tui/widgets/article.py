"""The article: its text with the evidence marked. A line-API widget that draws only the rows on screen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
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
from tui.marks import Mark
from tui.shown import day_words
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.wrap import Wrapped, cells, cut, shown, wrap

__all__ = ["ArticleView", "Mark"]

#: The widest row of text, in cells: longer ones make the eye lose the next line.
MEASURE = 76
#: Rows kept between a revealed span and the edge of the pane, where the pane is high enough.
_CLEAR = 2
#: A mark over more rows than this is looked up apart, so that marking a whole text costs no memory.
_TALL = 64

#: A title that is longer than this many rows is cut.
_TITLE_ROWS = 3
_LOOKS = ("unclaimed", "place", "date", "number", "cue", "focus")


class ArticleView(ScrollView, can_focus=False):
    """Shows one article: title, publisher and date, then the text, wrapped to a measure that reads well.

    Its last line is kept for what lies off screen. It never takes the keyboard: the screen scrolls it.
    """

    ALLOW_SELECT = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--title",
        "article--quiet",
        "article--more",
        "article--selection",
        "article--unclaimed",
        *(f"article--{kind}" for kind in ("number", "date", "place")),
        *(f"article--{kind}-{how}" for kind in ("number", "date", "place") for how in ("cue", "focus")),
    }
    DEFAULT_CSS = """
    ArticleView {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .article--title { text-style: bold; }
        & > .article--quiet { color: $text-quiet; }
        & > .article--more { color: $text-quiet; }
        & > .article--selection { text-style: reverse; }
        & > .article--unclaimed { color: $evidence-unclaimed; text-style: italic underline; }
        & > .article--number { color: $evidence-number; text-style: underline; }
        & > .article--date { color: $evidence-date; text-style: underline; }
        & > .article--place { color: $evidence-place; text-style: underline; }
        & > .article--number-cue {
            color: $evidence-number; background: $cursor-row; text-style: bold underline;
        }
        & > .article--date-cue {
            color: $evidence-date; background: $cursor-row; text-style: bold underline;
        }
        & > .article--place-cue {
            color: $evidence-place; background: $cursor-row; text-style: bold underline;
        }
        & > .article--number-focus { color: $evidence-number; text-style: bold reverse; }
        & > .article--date-focus { color: $evidence-date; text-style: bold reverse; }
        & > .article--place-focus { color: $evidence-place; text-style: bold reverse; }
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
        self._marks: list[Mark] = []
        self._by_row: dict[int, list[Mark]] = {}
        self._tall: list[Mark] = []
        self._values: list[int] = []
        self._strips: dict[int, Strip] = {}
        self._styles: dict[str, Style] = {}
        self._painted = bytearray()
        self._announce: str | None = None
        self._laid_out_for = 0

    # ------------------------------------------------------------ what is shown

    def show_article(self, article: Article, marks: Sequence[Mark] = (), reveal: Span | None = None) -> None:
        """Show another article from its beginning, with `reveal` brought into view. Posts `Painted`."""
        self._article = article
        self._announce = article.id
        self._marks = []
        self._lay_out()
        self._painted = bytearray(len(self._rows))
        self._take_marks(marks)
        self.scroll_to(y=0, animate=False, force=True)
        if reveal is not None:
            self.reveal(reveal)
        self.refresh()

    def set_marks(self, marks: Sequence[Mark], reveal: Span | None = None) -> None:
        """Mark the same text differently; only the rows that change are drawn again."""
        changed = set(self._marks).symmetric_difference(marks)
        self._take_marks(marks)
        rows = {row for mark in changed for row in self._visible_rows(mark)}
        if len(changed) > _TALL:
            self._strips.clear()
            self.refresh()
        else:
            top = len(self._header)
            for mark in changed:
                touched = self._rows.rows_of(mark.start, mark.end)
                if len(touched) > _TALL:
                    self._strips.clear()
                    break
                for row in touched:
                    self._strips.pop(row + top, None)
            self._refresh_rows(rows)
        if reveal is not None:
            self.reveal(reveal)

    def reveal(self, span: Span) -> None:
        """Bring a span into view, if it isn't: its first row to the upper third of the pane."""
        if not self._reading_height:
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
        self._margin = max(min((width - measure) // 3, 8), 2) if width > 6 else 0
        text = "" if self._article is None else self._article.text
        if self._rows.text is not text or self._rows.width != measure:
            self._rows = wrap(text, measure)
        self._header = self._header_rows(measure)
        self._strips.clear()
        self.virtual_size = Size(width, len(self._header) + len(self._rows) + 1)

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
        rows.append((line if cells(line) <= measure else cut(line, measure, self.glyphs.more), "quiet"))
        return [*rows, ("", "text")]

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew and keep the place: what stood at the top, and what had been on screen."""
        if self.size.width == self._laid_out_for:
            return
        old, seen = self._rows, self._painted
        top = self.scroll_offset.y - len(self._header)
        anchor = old.starts[min(top, len(old) - 1)] if top > 0 else None
        self._lay_out()
        self._painted = _carry_over(old, seen, self._rows)
        self._take_marks(self._marks)
        if anchor is not None:
            self.scroll_to(y=self._rows.row_of(anchor) + len(self._header), animate=False, force=True)
        self.refresh()

    # ------------------------------------------------------------ marks

    def _take_marks(self, marks: Sequence[Mark]) -> None:
        self._marks = list(marks)
        self._by_row = {}
        self._tall = []
        for mark in sorted(self._marks, key=_weight):
            touched = self._rows.rows_of(mark.start, mark.end)
            if len(touched) > _TALL:
                self._tall.append(mark)
                continue
            for row in touched:
                self._by_row.setdefault(row, []).append(mark)
        spans = {(m.start, m.end) for m in self._marks if m.kind != "unclaimed"}
        self._values = sorted(start for start, _ in spans)

    def _visible_rows(self, mark: Mark) -> range:
        """The rows of a mark that are on screen, counted with the header's."""
        touched = self._rows.rows_of(mark.start, mark.end)
        top = len(self._header)
        first, last = self.scroll_offset.y, self.scroll_offset.y + self._reading_height
        return range(max(touched[0] + top, first), min(touched[-1] + 1 + top, last))

    def _refresh_rows(self, rows: set[int]) -> None:
        top, width = self.scroll_offset.y, self.size.width
        regions = [Region(0, row - top, width, 1) for row in sorted(rows)]
        self.refresh(*regions, Region(0, self.size.height - 1, width, 1))

    # ------------------------------------------------------------ drawing

    def notify_style_update(self) -> None:
        """The theme changed: nothing that was drawn holds any longer."""
        self._strips.clear()
        self._styles.clear()
        super().notify_style_update()

    def _style(self, look: str) -> Style:
        style = self._styles.get(look)
        if style is None:
            style = self.rich_style if look == "text" else self.get_component_rich_style(f"article--{look}")
            self._styles[look] = style
        return style

    def render_line(self, y: int) -> Strip:
        """One line of the pane; marks its row of text as seen."""
        if self._announce is not None and self._laid_out_for:
            # The screen draws, and Textual would let nothing bubble beyond what sent it.
            self.post_message(self.Painted(self._announce).set_sender(self))
            self._announce = None
        if y >= self.size.height - 1:
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
            strip = self._selected(strip, *span)
        return strip.apply_offsets(0, line)

    def _draw(self, line: int) -> Strip:
        ground = self._style("text")
        segments = [Segment(" " * self._margin, ground)]
        row = line - len(self._header)
        if row < 0:
            text, look = self._header[line]
            segments.append(Segment(text, self._style(look)))
        elif row < len(self._rows):
            segments += self._text_segments(row)
        return Strip(segments).extend_cell_length(self.size.width, ground).crop(0, self.size.width)

    def _text_segments(self, row: int) -> list[Segment]:
        start, end = self._rows.starts[row], self._rows.ends[row]
        text = self._rows.text
        here = [m for m in self._tall if m.start < end and m.end > start] + self._by_row.get(row, [])
        if not here:
            return [Segment(shown(text[start:end]), self._style("text"))]
        looks = ["text"] * (end - start)
        for mark in here:
            look = mark.kind + ("-focus" if mark.focus else "-cue" if mark.cue else "")
            a, b = max(mark.start, start) - start, min(mark.end, end) - start
            if b > a:
                looks[a:b] = [look] * (b - a)
        segments: list[Segment] = []
        at = 0
        for i in range(1, len(looks) + 1):
            if i == len(looks) or looks[i] != looks[at]:
                segments.append(Segment(shown(text[start + at : start + i]), self._style(looks[at])))
                at = i
        return segments

    def _more_line(self) -> Strip:
        """The last line: how many values have their evidence above and below what is on screen."""
        ground = self._style("text")
        top = len(self._header)
        first = self.scroll_offset.y - top
        last = first + self._reading_height
        parts = []
        rows = self._rows
        if 0 < last < len(rows) and (n := len(self._values) - bisect_left(self._values, rows.starts[last])):
            parts.append(f"{self.glyphs.below} {n} more value{'s'[: n > 1]} below")
        if first > 0 and (n := bisect_right(self._values, rows.starts[min(first, len(rows) - 1)] - 1)):
            parts.append(f"{self.glyphs.above} {n} above")
        text = " " * self._margin + "   ".join(parts)
        return Strip([Segment(text, self._style("more"))]).adjust_cell_length(self.size.width, ground)

    # ------------------------------------------------------------ mouse

    def _selected(self, strip: Strip, start: int, end: int) -> Strip:
        """The strip with characters `start` to `end` (-1: the rest) in the look of a selection."""
        text = strip.text
        end = len(text.rstrip()) if end < 0 else end
        segments: list[Segment] = []
        at = 0
        for segment in strip:
            a, b = max(start - at, 0), max(min(end - at, len(segment.text)), 0)
            style = segment.style or Style.null()
            if a < b:
                chosen = style + self.get_component_rich_style("article--selection", partial=True)
                parts = ((segment.text[:a], style), (segment.text[a:b], chosen), (segment.text[b:], style))
                segments += [Segment(t, s) for t, s in parts if t]
            else:
                segments.append(segment)
            at += len(segment.text)
        return Strip(segments, strip.cell_length)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that the mouse selected, row by row as it is shown."""
        top = len(self._header)
        first = selection.start.y if selection.start else 0
        last = selection.end.y if selection.end else top + len(self._rows) - 1
        lines = [
            self._draw(line).text.rstrip() for line in range(first, min(last, top + len(self._rows) - 1) + 1)
        ]
        moved = Selection(
            selection.start and type(selection.start)(selection.start.x, 0),
            selection.end and type(selection.end)(selection.end.x, selection.end.y - first),
        )
        return moved.extract("\n".join(lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """The mouse selects: draw again."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Say which code point was clicked."""
        row = event.y + self.scroll_offset.y - len(self._header)
        if 0 <= row < len(self._rows) and event.y < self._reading_height:
            self.post_message(self.Picked(self._rows.offset_at(row, max(event.x - self._margin, 0))))


def _weight(mark: Mark) -> tuple[bool, bool, int]:
    """Later ones are painted over earlier ones."""
    return mark.focus, mark.cue, _LOOKS.index(mark.kind)


def _carry_over(old: Wrapped, seen: bytearray, new: Wrapped) -> bytearray:
    """Which rows of `new` show only text that had been on screen in `old`."""
    if not any(seen):
        return bytearray(len(new))
    out = bytearray(len(new))
    for row in range(len(new)):
        touched = old.rows_of(new.starts[row], max(new.ends[row], new.starts[row] + 1))
        out[row] = seen.find(0, touched[0], touched[-1] + 1) < 0
    return out
