"""What comes next is made ready while the article before it is read, once."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Opens
from tui.widgets import article
from tui.widgets.wrap import Wrapped, wrap


async def test_the_next_text_is_laid_out_once_whatever_is_decided_meanwhile(
    sit_down: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[str] = []

    def noted(text: str, width: int) -> Wrapped:
        laid_out.append(text)
        return wrap(text, width)

    monkeypatch.setattr(article, "wrap", noted)
    async with sit_down("01", "05") as desk:
        await desk.press("a")  # what is saved has the next article read anew
        await desk.press("a")
        await desk.press("n")
        assert "05-" in desk.article_id
        assert sum("row of houses" in text for text in laid_out) == 1
