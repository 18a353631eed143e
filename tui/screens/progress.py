"""How far one is, how fast, what had to be corrected, and where one was: the figures of `assay stats`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from gold.stats_text import time_left
from store.figures import ReviewerStats, corrected_rate
from store.types import Progress, Worked
from tui.history import when
from tui.ports import Backstage, Failed
from tui.screens.sheet import sheet
from tui.widgets.glyphs import UNICODE, Glyphs
from tui.widgets.ink import Ink, Row, column
from tui.widgets.plain import PlainRows

if TYPE_CHECKING:
    from store.store import Store

_BARS, _PLAIN_BARS = " ▁▂▃▄▅▆▇█", " .:-=+*#@"
_FIELDS = {"location": "place", "exists": "entry", "part_of": "part of"}
#: Cells of the bars, and of the words before the figures.
_BAR, _NAME = 24, 12
#: Articles worked on last that are named.
_LAST = 3


class ProgressScreen(ModalScreen[None]):
    """Any key closes it. The figures come when they were read."""

    DEFAULT_CSS = sheet("progress")
    SCOPED_CSS = False  # rules for plain terminals begin at the app

    def __init__(
        self, backstage: Backstage, reviewer: str, progress: Progress, glyphs: Glyphs = UNICODE
    ) -> None:
        super().__init__()
        self._backstage = backstage
        self._reviewer = reviewer
        self._progress = progress
        self._glyphs = glyphs
        self._trouble = ""
        self.found: tuple[ReviewerStats | None, Sequence[Worked]] | None = None

    def compose(self) -> ComposeResult:
        """One page."""
        yield PlainRows(self._rows, id="progress")

    def on_mount(self) -> None:
        """Ask for the figures."""
        who = self._reviewer

        def look(store: Store) -> tuple[ReviewerStats | None, Sequence[Worked]]:
            return next(iter(store.stats(who).reviewers), None), store.recent_work(who, _LAST)

        def then(found: tuple[ReviewerStats | None, Sequence[Worked]] | Failed) -> None:
            if isinstance(found, Failed):
                self._trouble, self.found = found.reason, (None, ())
            else:
                self.found = found
            if self.is_attached:
                self.query_one(PlainRows).update_rows()

        self._backstage.ask(look, then)

    @property
    def settled(self) -> bool:
        """Whether the figures have come."""
        return self.found is not None

    async def on_key(self, event: events.Key) -> None:
        """Back to the article."""
        event.stop()
        event.prevent_default()
        self.dismiss(None)

    def _rows(self, width: int, height: int) -> list[Row]:
        if width < 20:
            return []
        now = dt.datetime.now().astimezone()
        rows = page(self._progress, self.found, self._reviewer, now, self._glyphs, trouble=self._trouble)
        more = self._glyphs.more
        return [Row(tuple(column(inks, width, more=more))) for inks in rows][:height]


def page(
    progress: Progress,
    found: tuple[ReviewerStats | None, Sequence[Worked]] | None,
    reviewer: str,
    now: dt.datetime,
    glyphs: Glyphs,
    *,
    trouble: str = "",
) -> list[list[Ink]]:
    """The page, line by line; without the figures what is known before they are read."""
    share = progress.done / progress.total if progress.total else 0.0
    rows = [
        [Ink(f" Progress of {reviewer}", "title"), Ink("   any key closes", "quiet")],
        [],
        _line("done", f"{progress.done:,} of {progress.total:,}", f"{share:.0%}", _bar(share, glyphs)),
        _line("left", f"{progress.waiting:,}", f"{progress.flagged:,} flagged" if progress.flagged else ""),
    ]
    if found is None:
        return [*rows, [], [Ink(" reading the log…", "quiet")]]
    stats, work = found
    if trouble:
        return [*rows, [], [Ink(f" {trouble}", "warning")]]
    if stats is None:
        return [*rows, [], [Ink(" nothing was decided yet", "quiet")]]
    pace, hours = (glyphs.write(part) for part in time_left(stats, progress.waiting))
    today = stats.days[-1]
    rows += [
        _line("pace", pace, "articles an hour at work"),
        _line("time left", hours),
        _line("today", f"{today.finished:,}", f"in {_hours(today.active_seconds)}; idle time is left out"),
        [],
        _line("each day", sparkline([day.finished for day in stats.days], glyphs), _days(stats)),
    ]
    if work:
        rows += [[], [Ink(" last", "title")]]
        rows += [_worked(one, now) for one in work]
    rates = [(f, r) for f, t in stats.decisions.items() if (r := corrected_rate(t)) is not None]
    if rates:
        rows += [[], [Ink(" corrected", "title")]]
        rows += [_line(_FIELDS.get(f, f), f"{rate:.0%}", "", _bar(rate, glyphs)) for f, rate in rates]
    return rows


def _line(name: str, figure: str, beside: str = "", bar: str = "") -> list[Ink]:
    pad = 16 - len(figure)
    inks = [Ink(f" {name:<{_NAME}}", "quiet"), Ink(figure + " " * max(pad, 1), "strong")]
    return [*inks, Ink(bar + (" " if bar else ""), "done"), Ink(beside, "quiet")]


def _bar(share: float, glyphs: Glyphs) -> str:
    full = round(share * _BAR)
    on, off = ("#", "-") if glyphs.plain else ("█", "░")
    return on * full + off * (_BAR - full)


def sparkline(figures: Sequence[int], glyphs: Glyphs) -> str:
    """One sign a day, the highest for the most; a day with something is never blank."""
    signs = _PLAIN_BARS if glyphs.plain else _BARS
    most = max(figures, default=0)
    return "".join(signs[0] if not n else signs[max(1, round(n / most * 8))] for n in figures)


def _days(stats: ReviewerStats) -> str:
    most = max((day.finished for day in stats.days), default=0)
    return f"the last {len(stats.days)} days, {most:,} at the most"


def _hours(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{minutes} min"


def _worked(one: Worked, now: dt.datetime) -> list[Ink]:
    status = (one.status or "untouched").replace("_", " ")
    return [
        Ink(f" {when(one.at, now):<{_NAME}}", "quiet"),
        Ink(f"{status:<12}", "done" if status == "verified" else "quiet"),
        Ink(one.title or one.id),
    ]
