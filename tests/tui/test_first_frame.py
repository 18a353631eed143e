"""What a start waits for is the first frame, so the first frame is whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual.screen import Screen

from tui.app import AssayApp
from tui.job import Job
from tui.start import first_sight


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_first_frame_shows_the_article_its_fields_and_the_keys(
    make_store: Callable[[Sequence[str]], Path], size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    frames: list[list[str]] = []
    drawn = AssayApp._display

    def noted(app: AssayApp, screen: Screen[object], renderable: object) -> None:
        frames.append([strip.text.rstrip() for strip in screen._compositor.render_strips()])
        drawn(app, screen, renderable)  # type: ignore[arg-type]

    monkeypatch.setattr(AssayApp, "_display", noted)
    job = Job(str(make_store(["01"])), "amina")
    app = AssayApp(job, first=first_sight(job), checker=lambda state: ())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        text = "\n".join(frames[0])
        assert "Security forces killed" in text
        assert "militants" in text
        assert "? keys" in text
