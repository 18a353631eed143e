"""What the screen says: in plain words, the essential first, in one line of eighty columns."""

from __future__ import annotations

import pytest
from rich.console import Console

from tests.tui.conftest import Opens
from tui.keymap import build
from tui.screens.help import help_table
from tui.widgets.glyphs import UNICODE


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("j", "j", "j", "a"), "accepted killed of 1"),
        (("t",), "1 is a total now"),
        (("b",), "1 is background now"),
        (("i",), "added incident 4: when was it? e types its date"),
        (("j", "j", "j", "o", "w"), "killed of 1 is wounded now"),
        (("j", "j", "j", *"99999999999"), "“99999999999” is too large"),
        (("c", "enter"), "not kept: "),
    ],
)
async def test_what_a_key_did_is_said_in_plain_words(
    sit_down: Opens, keys: tuple[str, ...], said: str
) -> None:
    async with sit_down("01") as desk:
        await desk.press(*keys)
        assert desk.said.startswith(said), desk.said
        assert len(desk.said) <= 78, desk.said
        await desk.press("escape")


async def test_a_note_stays_in_sight(sit_down: Opens) -> None:
    async with sit_down("01", size=(140, 80)) as desk:
        await desk.press("c", *"odd", "enter")
        assert desk.ahead.endswith("· note: odd")


async def test_an_irrelevant_article_says_so_and_why(sit_down: Opens) -> None:
    async with sit_down("01", "05") as desk:
        await desk.press("X", "d", "p")
        assert desk.ahead == "irrelevant: disaster · u takes it back"
        await desk.press("u")
        assert not desk.ahead.startswith("irrelevant")


def test_the_help_explains_every_sign_and_shows_no_backtick() -> None:
    console = Console(width=100, record=True, file=None)
    with console.capture() as captured:
        console.print(help_table(build()))
    text = captured.get()
    assert "`" not in text
    signs = text[text.index("Signs") :]
    for sign in "○✓✎+✗?·~!⚑∅⊂Σ⊃":
        assert sign in signs, sign
    assert all(sign in signs for sign in (*UNICODE.decisions.values(), *UNICODE.matters.values()))
