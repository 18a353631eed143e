"""The place editor says in full what Enter keeps, and leaves the choice."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Opens


def drawn(rows: list[str]) -> str:
    """The panel's rows as one text."""
    return " ".join(" ".join(row.split()) for row in rows)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40)])
async def test_the_reading_of_a_long_name_is_shown_in_full(sit_down: Opens, size: tuple[int, int]) -> None:
    async with sit_down("01", size=size) as desk:
        await desk.press("j", "j", "e")
        await desk.type("Upper Hamlet of the Long Name")
        panel = desk.screen.editor
        rows = panel.rows_for(panel.size.width, panel.size.height)
        text = drawn(["".join(ink.text for ink in row.inks) for row in rows])
        assert desk.reading.endswith("(a name of your own)")
        assert desk.reading in text


async def test_the_last_choice_takes_an_unknown_name_without_the_old_units(sit_down: Opens) -> None:
    async with sit_down("01") as desk:
        await desk.press("j", "j", "e")
        await desk.type("Zarghoon Kalay")
        await desk.press("up", "enter")
        _, field, value = desk.first_event()
        assert field == "location"
        assert (value["name"], value["admin2"], value["admin1"]) == ("Zarghoon Kalay", None, None)
        assert value["country"] == "PK"
