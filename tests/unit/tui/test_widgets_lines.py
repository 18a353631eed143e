"""The fields pane, the status line and the top line in a running app."""

from __future__ import annotations

import datetime as dt

from textual import on
from textual.app import App, ComposeResult
from textual.widget import Widget

from store import mends
from store.state import State, apply
from tui import theme
from tui.view import Cursor, build, fields
from tui.widgets.fields import FieldsPane
from tui.widgets.header import TopLine
from tui.widgets.status import StatusLine


class Panes(App[None]):
    """The three widgets, one under the other."""

    CSS = "FieldsPane { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        theme.install(self)
        self.picked: list[Cursor] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.variables(dark=self.current_theme.dark)

    def compose(self) -> ComposeResult:
        yield TopLine()
        yield FieldsPane()
        yield StatusLine()

    @on(FieldsPane.Picked)
    def _picked(self, message: FieldsPane.Picked) -> None:
        self.picked.append(message.cursor)


def lines(widget: Widget) -> list[str]:
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


async def test_only_the_rows_that_change_are_drawn_again(state: State) -> None:
    app = Panes()
    async with app.run_test(size=(58, 44)) as pilot:
        pane = app.query_one(FieldsPane)
        here = Cursor("i1", "counts/c1")
        pane.show(build(state, (), here))
        await pilot.pause()
        before = [pane.render_line(y) for y in range(pane.size.height)]
        decided = apply(state, mends.accept(state, *here))
        pane.show(build(decided, (), here))
        await pilot.pause()
        after = [pane.render_line(y) for y in range(pane.size.height)]
        assert sum(a is not b for a, b in zip(before, after, strict=True)) == 1


async def test_every_field_can_be_clicked(state: State) -> None:
    app = Panes()
    async with app.run_test(size=(58, 44)) as pilot:
        pane = app.query_one(FieldsPane)
        pane.show(build(state, (), None))
        await pilot.pause()
        for y in range(pane.size.height):
            await pilot.click(FieldsPane, offset=(20, y))
        await pilot.pause()
        assert list(dict.fromkeys(app.picked)) == fields(state)


async def test_the_pane_follows_its_size(state: State) -> None:
    app = Panes()
    async with app.run_test(size=(58, 44)) as pilot:
        pane = app.query_one(FieldsPane)
        pane.show(build(state, (), Cursor("i1", "date")))
        await pilot.resize_terminal(80, 12)
        await pilot.pause()
        assert lines(pane)[0].split() == ["1○", "2○", "Σ3○", "4○"]


async def test_the_focused_row_stands_out_by_sign_and_ground(state: State) -> None:
    app = Panes()
    async with app.run_test(size=(58, 44)) as pilot:
        pane = app.query_one(FieldsPane)
        pane.show(build(state, (), Cursor("i1", "date")))
        await pilot.pause()
        rows = [pane.render_line(y) for y in range(pane.size.height)]
        at = next(y for y, row in enumerate(rows) if row.text.startswith("▸"))
        ground, other = (next(iter(rows[y])).style for y in (at, at + 3))
        assert ground is not None
        assert other is not None
        assert ground.bgcolor != other.bgcolor


async def test_the_status_line_says_one_thing_with_its_mode_and_the_keys_that_fit() -> None:
    app = Panes()
    async with app.run_test(size=(40, 20)) as pilot:
        status = app.query_one(StatusLine)
        status.say("[bold]saved\x1b[0m", "done")
        status.mode("edit")
        status.hint([("a", "accept"), ("Space", "read on / verify the article"), ("x", "reject")])
        await pilot.pause()
        assert status.text == "[bold]saved\x1b[0m"
        assert lines(status) == ["  edit   [bold]saved␛[0m", " a accept   x reject"]


async def test_the_top_line_says_saving_only_while_it_has_not_happened() -> None:
    app = Panes()
    async with app.run_test(size=(80, 20)) as pilot:
        top = app.query_one(TopLine)
        top.show(store="gold.db", reviewer="amina", position=(12, 1340), done=11, undecided=4, notes=1)
        top.show(published=dt.date(2025, 2, 1))
        await pilot.pause()
        assert lines(top)[0].split("   ")[0] == " gold.db · amina · 12 of 1,340 · 11 done"
        assert lines(top)[0].endswith("Sat 1 Feb 2025  ! 1  ○ 4")
        top.unsaved("NOT SAVED: the disk is full")
        await pilot.pause()
        assert lines(top)[0].endswith("NOT SAVED: the disk is full")
        top.unsaved("")
        await pilot.pause()
        assert "SAVED" not in lines(top)[0]


async def test_textuals_own_themes_work_too(state: State) -> None:
    app = Panes()
    async with app.run_test(size=(80, 20)) as pilot:
        app.query_one(FieldsPane).show(build(state, (), Cursor("i1", "date")))
        for name in ("nord", "textual-light", "textual-ansi"):
            if name in app.available_themes:
                app.theme = name
                await pilot.pause()
                assert any("Muslim Bagh" in line for line in lines(app.query_one(FieldsPane)))
