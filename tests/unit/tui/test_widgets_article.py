"""The article pane in a running app: what is painted, brought into view, marked and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import pytest
from rich.segment import Segment
from textual import on
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.selection import Selection

from extract.model import Article, Record, Span
from store.state import State
from tui import theme
from tui.view import Cursor, Mark, focus_span, marks
from tui.widgets.article import MEASURE, ArticleView
from tui.widgets.wrap import cells

COUNT = Cursor("i1", "counts/c1")


class Reading(App[None]):
    """Nothing but an article."""

    def __init__(self) -> None:
        super().__init__()
        theme.install(self)
        self.painted: list[str] = []
        self.picked: list[int] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.variables(dark=self.current_theme.dark)

    def compose(self) -> ComposeResult:
        yield ArticleView()

    @property
    def view(self) -> ArticleView:
        return self.query_one(ArticleView)

    @on(ArticleView.Painted)
    def _painted(self, message: ArticleView.Painted) -> None:
        self.painted.append(message.article_id)

    @on(ArticleView.Picked)
    def _picked(self, message: ArticleView.Picked) -> None:
        self.picked.append(message.offset)

    async def until_painted(self, pilot: Pilot[None], articles: int) -> None:
        """Wait for so many announcements; the test fails where they never come."""
        for _ in range(200):
            if len(self.painted) >= articles:
                return
            await pilot.pause(0.01)
        raise AssertionError(f"{articles} articles were to be painted, {len(self.painted)} were")

    def segments(self) -> list[Segment]:
        return [s for y in range(self.view.size.height) for s in self.view.render_line(y)]

    def lines(self) -> list[str]:
        return [self.view.render_line(y).text.rstrip() for y in range(self.view.size.height)]


def article(text: str, name: str = "a.txt") -> Article:
    return Article(name, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), text)


def long_text() -> str:
    paragraphs = [f"Paragraph {n} tells of the weather, of the harvest and of roads." for n in range(120)]
    paragraphs[100] = "At the end, nine guards were hurt."
    return "\n\n".join(paragraphs)


def looks(segments: Sequence[Segment], words: str) -> tuple[bool, bool, bool]:
    """Underlined, reverse, bold."""
    style = next(s.style for s in segments if s.text == words)
    assert style is not None
    return bool(style.underline), bool(style.reverse), bool(style.bold)


async def test_an_article_is_announced_once_it_is_painted(raids: Record) -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show_article(raids.article)
        assert app.painted == []
        await app.until_painted(pilot, 1)
        assert app.painted == ["raids.txt"]
        app.view.set_marks([Mark(0, 4, "place")])
        await pilot.pause()
        assert app.painted == ["raids.txt"]


async def test_title_publisher_and_date_stand_above_the_text(raids: Record) -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show_article(raids.article)
        await pilot.pause()
        assert app.lines()[1] == "  Seven gunmen killed"
        assert app.lines()[2] == "  Zarghoon Times · Sat 1 Feb 2025 · raids.txt"
        assert app.lines()[4].startswith("  QUETTA: Levies said on Saturday")


async def test_every_kind_of_mark_has_a_shape_of_its_own(state: State) -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show_article(state.proposal.article, marks(state, COUNT))
        await pilot.pause()
        segments = app.segments()
        assert looks(segments, "Five") == (False, True, True)
        assert looks(segments, "gunmen") == (True, False, True)
        assert looks(segments, "Muslim Bagh") == (True, False, False)
        free = next(s.style for s in segments if s.text == "two")
        assert free is not None
        assert free.italic


async def test_moving_the_focus_draws_only_what_changes(state: State) -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.view
        view.show_article(state.proposal.article, marks(state, COUNT))
        await pilot.pause()
        before = [view.render_line(y) for y in range(24)]
        there = Cursor("i3", "counts/c1")
        view.set_marks(marks(state, there), focus_span(state, there))
        await pilot.pause()
        after = [view.render_line(y) for y in range(24)]
        changed = {y for y in range(24) if before[y] != after[y]}
        assert 0 < len(changed) <= 4
        assert looks(app.segments(), "four") == (False, True, True)
        assert looks(app.segments(), "Five") == (True, False, False)


async def test_evidence_off_screen_is_counted_and_brought_into_view() -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        text = long_text()
        at = text.index("nine")
        span = Span(at, at + 4, "nine")
        view = app.view
        view.show_article(article(text), [Mark(at, at + 4, "number")])
        await pilot.pause()
        assert app.lines()[-1] == "  ▼ 1 more value below"
        assert view.unseen([span]) == span
        view.reveal(span)
        await pilot.pause()
        assert any("nine guards" in line for line in app.lines()[4:12])
        assert view.unseen([span]) is None
        assert app.lines()[-1] == ""
        view.page(-400)
        await pilot.pause()
        assert view.scroll_offset.y == 0
        assert view.unseen([span]) is None


async def test_a_span_that_is_in_view_scrolls_nothing() -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        text = long_text()
        app.view.show_article(article(text))
        app.view.page(40)
        await pilot.pause()
        row = app.view.wrapped.starts[app.view.scroll_offset.y + 8]
        app.view.reveal(Span(row, row + 5, ""))
        await pilot.pause()
        assert app.view.scroll_offset.y == 40


async def test_the_next_article_begins_at_its_top_with_nothing_seen() -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show_article(article(long_text()))
        app.view.page(50)
        await app.until_painted(pilot, 1)
        app.view.show_article(article(long_text() + "!", "b.txt"))
        assert app.view.unseen([Span(0, 5, "")]) is not None
        await app.until_painted(pilot, 2)
        assert app.view.scroll_offset.y == 0
        assert app.painted == ["a.txt", "b.txt"]


async def test_resizing_keeps_the_place_and_what_was_seen() -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        text = long_text()
        view = app.view
        view.show_article(article(text))
        view.page(60)
        await pilot.pause()
        top = view.wrapped.starts[view.scroll_offset.y - 3]
        await pilot.resize_terminal(50, 30)
        await pilot.pause()
        assert view.wrapped.width < 50
        now = view.scroll_offset.y - 3
        assert view.wrapped.starts[now] <= top < view.wrapped.starts[now + 3]
        assert view.unseen([Span(top + 200, top + 210, "")]) is None
        assert view.unseen([Span(len(text) - 5, len(text), "")]) is not None


async def test_text_is_never_wider_than_reads_well() -> None:
    app = Reading()
    async with app.run_test(size=(200, 24)) as pilot:
        app.view.show_article(article("many words " * 200))
        await pilot.pause()
        assert max(cells(line.strip()) for line in app.lines()) <= MEASURE


@pytest.mark.parametrize("size", [(80, 24), (30, 10), (6, 4), (250, 70)])
async def test_hostile_text_keeps_its_columns_and_acts_on_nothing(size: tuple[int, int]) -> None:
    line = (
        "\x1b[2J\x1b]0;x\x07 [bold red]7[/] \u202eolleh\u202c 警察👩\u200d👧 e\u0301\u0301 \ud800 \x00 \x9b3"
    )
    text = f"{line}\n" * 30
    app = Reading()
    async with app.run_test(size=size) as pilot:
        at = text.index("7")
        app.view.show_article(
            replace(article(text), title=text[:60]), [Mark(at, at + 1, "number", focus=True)]
        )
        await pilot.pause()
        for y in range(app.view.size.height):
            strip = app.view.render_line(y)
            assert strip.cell_length == app.view.size.width == cells(strip.text)
            assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in strip.text)
            assert not any(0x202A <= ord(c) <= 0x202E for c in strip.text)
            assert strip.text.encode("utf-8")
        assert any("[bold red]" in line for line in app.lines()) or size[0] < 30


async def test_a_mark_over_a_whole_long_text_is_no_burden() -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        text = long_text()
        app.view.show_article(article(text), [Mark(0, len(text), "place")])
        await pilot.pause()
        assert looks(app.segments(), "Paragraph 0 tells of the weather, of the harvest and of roads.")[0]
        app.view.set_marks([])
        await pilot.pause()
        assert app.segments()
        assert not looks(app.segments(), "Paragraph 0 tells of the weather, of the harvest and of roads.")[0]


async def test_a_click_says_which_code_point_was_meant(raids: Record) -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show_article(raids.article)
        await pilot.pause()
        await pilot.click(ArticleView, offset=(2 + len("QUETTA: "), 4))
        await pilot.pause()
        assert raids.article.text[app.picked[0] :].startswith("Levies")


async def test_a_change_of_theme_draws_anew(state: State) -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show_article(state.proposal.article, marks(state, COUNT))
        await pilot.pause()
        dark = app.segments()
        app.theme = theme.LIGHT
        await pilot.pause()
        light = app.segments()
        assert [s.text for s in dark] == [s.text for s in light]
        assert dark != light


async def test_what_the_mouse_selects_is_what_is_shown(raids: Record) -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.show_article(raids.article)
        await pilot.pause()
        selection = Selection(Offset(10, 4), Offset(16, 4))
        assert app.view.get_selection(selection) == ("Levies", "\n")
        app.screen.selections = {app.view: selection}
        await pilot.pause()
        style = next(s.style for s in app.segments() if s.text == "Levies")
        assert style is not None
        assert style.reverse


async def test_what_is_brought_into_view_is_in_the_first_frame() -> None:
    """Else the beginning would count as read, having been on screen for a frame."""
    app = Reading()
    async with app.run_test(size=(80, 20)) as pilot:
        text = long_text()
        at = text.index("nine guards")
        app.view.show_article(article(text), [], Span(at, at + 4, "nine"))
        await app.until_painted(pilot, 1)
        assert app.view.unseen([Span(at, at + 4, "nine")]) is None
        assert app.view.unseen([Span(0, 9, "Paragraph")]) == Span(0, 9, "Paragraph")


class Early(Reading):
    """An article that is shown before the pane has a size."""

    def compose(self) -> ComposeResult:
        view = ArticleView()
        text = long_text()
        at = text.index("nine guards")
        view.show_article(article(text), [], Span(at, at + 4, "nine"))
        yield view


async def test_what_was_to_be_in_view_before_there_was_a_pane_is() -> None:
    app = Early()
    async with app.run_test(size=(80, 20)) as pilot:
        await app.until_painted(pilot, 1)
        await pilot.pause()
        assert any("nine guards" in line for line in app.lines())
        assert app.view.unseen([Span(0, 9, "Paragraph")]) == Span(0, 9, "Paragraph")
