"""Nothing is verified that was never on screen: neither evidence in the text nor a value beside it."""

from __future__ import annotations

from tests.tui.conftest import Opens


async def test_on_a_small_screen_space_opens_each_entry_before_it_verifies(sit_down: Opens) -> None:
    async with sit_down("01", "05", size=(80, 24)) as desk:
        first = desk.article_id
        entries = {entry for entry, _ in desk.state.undecided()}
        assert len(entries) > 1
        opened = {desk.cursor.entry}
        for _ in range(20):
            said = desk.ahead
            await desk.press("space")
            if desk.article_id != first:
                break
            assert said.startswith("Space shows"), said
            opened.add(desk.cursor.entry)
        assert opened == entries
        assert said.startswith("Space verifies")


async def test_what_was_walked_by_hand_counts_as_seen(sit_down: Opens) -> None:
    async with sit_down("01", "05", size=(80, 24)) as desk:
        first = desk.article_id
        assert "not on screen yet" in desk.ahead
        for _ in range(len(desk.state.undecided())):
            await desk.press("j")
        assert desk.ahead.startswith("Space verifies"), desk.ahead
        await desk.press("space")
        assert desk.article_id != first


async def test_where_all_is_on_screen_one_space_verifies(sit_down: Opens) -> None:
    async with sit_down("01", "05", size=(140, 80)) as desk:
        first = desk.article_id
        assert desk.ahead.startswith("Space verifies")
        await desk.press("space")
        assert desk.article_id != first


async def test_what_lay_under_the_help_was_not_seen(sit_down: Opens) -> None:
    async with sit_down("01", "05", size=(80, 24)) as desk:
        before = set(desk.review.displayed)
        await desk.press("?", "escape")
        assert desk.review.displayed == before


async def test_the_sentence_before_verifying_stands_whole_on_a_narrow_screen(sit_down: Opens) -> None:
    async with sit_down("01", "05", size=(80, 24)) as desk:
        while not desk.ahead.startswith("Space verifies"):
            await desk.press("space")
        whole = "2 incidents: 9 militants and 1 security killed; 2 security wounded"
        assert f"{desk.ahead} {desk.said}" == f"Space verifies · {whole}"


async def test_an_entry_that_space_opens_is_named_and_its_cursor_waits_there(sit_down: Opens) -> None:
    async with sit_down("01", "05", size=(80, 24)) as desk:
        while not desk.ahead.startswith("Space shows entry"):
            await desk.press("space")
        number = desk.ahead.split()[3].rstrip(",")
        await desk.press("space")
        assert desk.desk.said.text.startswith(f"entry {number} was not on screen before")
        assert not desk.events()
