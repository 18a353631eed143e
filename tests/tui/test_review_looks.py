"""How the review screen looks, at the two sizes that matter most."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.model import Check
from tui.theme import LIGHT
from tui.widgets.glyphs import ASCII

SIZES = [(120, 40), (80, 24)]
#: The widest screen that must look well.
WIDE = (250, 70)
STOP = Check("place_outside", "blocking", "Tank does not lie in Nigeria.", "i2", "location")


@pytest.mark.parametrize("size", SIZES)
def test_an_article_as_it_is_opened(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks(size=size)


@pytest.mark.parametrize("size", SIZES)
def test_an_article_half_decided(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("a", "j", "x", "a", "4", "enter", "z", "d", "b", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_many_entries(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("tab", "j", size=size, numbers=("02",))


@pytest.mark.parametrize("size", SIZES)
def test_the_list_of_keys(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("?", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_a_date_being_edited(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("j", "e", *"12-13 mar", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_words_that_are_no_date(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("j", "e", *"soonish", "enter", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_a_place_being_chosen(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("j", "j", "e", "t", "down", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_a_count_being_typed(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("j", "j", "j", *"10-15", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_letters_being_asked_for(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("j", "j", "j", "o", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_the_end_of_the_queue(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks(*["space"] * 6, size=size, numbers=("05",))


@pytest.mark.parametrize("size", SIZES)
def test_hints_for_a_place(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("j", "j", "h", "down", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_hints_of_two_letters_with_one_typed(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks(".", "h", "h", size=size, numbers=("12",))


@pytest.mark.parametrize("size", SIZES)
def test_evidence_being_chosen(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("j", "v", "+", "j", "L", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_a_toll_being_added(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks(".", "r", size=size, numbers=("09",))


@pytest.mark.parametrize("size", SIZES)
def test_tolls_beneath_their_count(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks(".", "j", "j", "x", "j", "j", size=size, numbers=("09",))


@pytest.mark.parametrize("size", SIZES)
def test_an_entry_being_split(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("tab", ".", "s", "s", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_the_publication_date_being_corrected(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("D", *"21 mar 2025", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_a_count_being_laid_inside_another(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("tab", ".", "l", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_the_first_start(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks(size=size, greet=True)


@pytest.mark.parametrize("size", [*SIZES, WIDE])
def test_the_light_theme(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("a", "j", "x", "j", "5", size=size, numbers=("02",), theme=LIGHT)


@pytest.mark.parametrize("size", SIZES)
def test_a_terminal_that_has_only_ascii(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("a", "j", "x", "j", "d", size=size, glyphs=ASCII)


@pytest.mark.parametrize("size", SIZES)
def test_a_blocking_check_that_stops_space(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks(*["space"] * 4, size=size, check=STOP)


@pytest.mark.parametrize("size", SIZES)
def test_the_palette(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("ctrl+p", *"merge", size=size)


@pytest.mark.parametrize("size", SIZES)
def test_a_note_being_written(looks: Callable[..., bool], size: tuple[int, int]) -> None:
    assert looks("c", *"two wire reports", size=size)
