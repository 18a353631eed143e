"""`r`: several tolls for one count, each with who says it."""

from __future__ import annotations

from typing import Any

from tests.tui.conftest import Opens
from tests.tui.sitting import Sitting
from tests.tui.test_review_hints import code


def count(desk: Sitting) -> dict[str, Any]:
    """The count under the cursor, as the store has it."""
    value: dict[str, Any] = desk.stored().value(*desk.cursor)
    return value


async def test_a_toll_is_picked_with_the_source_that_its_sentence_names(sit_down: Opens) -> None:
    async with sit_down("04") as desk:
        await desk.press(".", "r")
        await desk.press(code(desk, "three Volunteers"))
        value = count(desk)
        assert [(t["best"], t["source_kind"]) for t in value["reports"]] == [(9, "official"), (3, "official")]
        assert (value["low"], value["best"], value["high"]) == (3, 3, 9)


async def test_a_typed_toll_reads_figure_source_and_kind(sit_down: Opens) -> None:
    async with sit_down("04") as desk:
        await desk.press(".", "r", "1", "2", "+")
        await desk.type(" village elders (witness)")
        assert desk.reading == "at least 12, witness, village elders"
        await desk.press("enter")
        toll = count(desk)["reports"][-1]
        assert (toll["best"], toll["high"], toll["source"], toll["source_kind"]) == (
            12,
            None,
            "village elders",
            "witness",
        )
        assert count(desk)["high"] is None


async def test_on_a_toll_a_makes_it_best_and_x_supersedes_it(sit_down: Opens) -> None:
    async with sit_down("09") as desk:
        await desk.press(".", "j", "j", "j", "j", "a")
        value = count(desk)
        assert (value["best"], value["low"], value["high"]) == (41, 17, None)
        await desk.press("x")
        value = count(desk)
        assert value["reports"][3]["superseded"]
        assert value["best"] == 26
        await desk.press("u", "u")
        assert count(desk)["best"] == 26
        assert not count(desk)["reports"][3]["superseded"]


async def test_the_cursor_walks_through_the_tolls_and_out_of_them(sit_down: Opens) -> None:
    async with sit_down("09") as desk:
        await desk.press(".")
        at = desk.cursor
        await desk.press("j", "j", "j", "j", "j")
        assert (desk.cursor, desk.review.toll) == (at, 4)
        await desk.press("j")
        assert desk.cursor != at
        await desk.press("k")
        assert (desk.cursor, desk.review.toll) == (at, 4)


async def test_a_toll_that_stands_there_is_not_added_twice(sit_down: Opens) -> None:
    async with sit_down("04") as desk:
        await desk.press(".", "r")
        await desk.press(code(desk, "Nine"))
        assert desk.said == "this toll stands there already"
        assert not desk.events()


async def test_e_on_a_toll_mends_it_and_d_drops_it(sit_down: Opens) -> None:
    async with sit_down("09") as desk:
        await desk.press(".", ".", "j", "e", "end")
        assert desk.typing == "34 The doctor (medical)"
        await desk.press("home", "delete", "delete", "3", "5", "enter")
        assert [t["best"] for t in count(desk)["reports"]] == [35, 20]
        await desk.press("d")
        assert [t["best"] for t in count(desk)["reports"]] == [20]
